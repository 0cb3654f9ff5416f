/*
** Furniture from a summary: what an outlet repeats in its stories, wherever these were read.
**
** A story's evidence are its fingerprint and, of each sentence, the key (which is of an outlet) and how many
** letters it has: some twelve bytes a sentence.  Of the stories that share a key the first FURNITURE_LOOK in
** the order of the summary are compared, as in furniture.h, so the answer is that of one database which has
** read the stories in that order.
*/
#ifndef NEWSEXT_SUMMARY_FURNITURE_H
#define NEWSEXT_SUMMARY_FURNITURE_H

#include "../base/arena.h"
#include "../base/stop.h"
#include "../language/document.h"
#include "summary.h"

/* Appends the evidence of a story.  `known`: its fingerprint, where it has been made already, or NULL.  Errors: the
** document's status, or the buffer's no_memory. */
void furniture_evidence(struct buffer *out, struct document *, struct slice outlet, const unsigned char *known);

/* A sentence that is furniture, by its story and its number there, from 1. */
struct furniture_row {
  struct slice story;
  uint32_t sentence;
};
struct furniture_rows ARENA_LIST(struct furniture_row);

/* Finds all furniture of a summary, in the order of stories and sentences; rows live in the arena, keys in the
** summary.  STATUS_INVALID: it is no summary of such evidence. */
enum status summary_furniture(struct slice summary, struct arena *, struct stop *, struct furniture_rows *out);

#endif
