/*
** Identities from a summary: which names of which stories are one person, body or place, wherever these were read.
**
** A story's number is its year (none where it is not known), its evidence its names: of each its kind, how often it is
** named, in which forms, and in which offices, and its dateline (identity_country.h); some 600 bytes.  Stories are
** settled in the order of the summary, IDENTITY_BATCH at a time (identity.h), so the answer is that of one database
** which has read them in that order.
*/
#ifndef NEWSEXT_SUMMARY_IDENTITIES_H
#define NEWSEXT_SUMMARY_IDENTITIES_H

#include "../language/document.h"
#include "identity.h"
#include "summary.h"

/* Appends the evidence of a story; its dateline is empty where the text has it, if any.  Errors: the document's status,
** or the buffer's no_memory. */
void identity_evidence(struct buffer *out, struct document *, struct slice dateline);

/* The same of a story whose names have been read. */
void identity_evidence_write(struct buffer *out, const struct identity_story *);

/* Reads it: names, forms and offices in the arena, their texts in the evidence.  False where it is
** damaged, or there is no memory. */
bool identity_evidence_read(struct slice evidence, struct arena *, struct identity_story *);

/* A form of a name in a story, and whom it means. */
struct identity_row {
  struct slice story, name, surface;
  enum name_kind kind; /* what the story takes the name for */
  enum identity_form form;
  int64_t entity; /* a number that hangs on the name and kind of the entity alone; namesakes have several */
  struct slice entity_name;
  enum name_kind entity_kind;
};

struct summary_identities;

/* Settles a summary, whose bytes must stay; NULL after an error, which is in *status (STATUS_INVALID: it is no
** summary of such evidence).  The caller closes it. */
struct summary_identities *summary_identities_open(struct slice summary, int (*stop)(void *), void *context,
                                                   enum status *status);
void summary_identities_close(struct summary_identities *);

/* The rows, in the order of stories and of the names in them. */
size_t summary_identities_count(const struct summary_identities *);
struct identity_row summary_identities_row(const struct summary_identities *, size_t i);

/* The same in few bytes, a story at a time: appends the answers for its names, in the order of its evidence.  `*at` is
** 0 to begin with.  False behind the last story. */
bool summary_identities_story(const struct summary_identities *, size_t *at, struct slice *story, struct buffer *out);

/* Takes the answer for a name with `count` forms off their front: whom it means, and what each form is to that.  False
** where none is there, or one of another name. */
bool identity_answer_take(struct slice *answers, uint32_t count, int64_t *entity, uint8_t *forms);

/* The entities that are in the answers: of a row only these columns. */
size_t summary_identities_entities(const struct summary_identities *);
struct identity_row summary_identities_entity(const struct summary_identities *, size_t i);

#endif
