/*
** Letters: a mailbox (.mbox, RFC 4155) and one letter (.eml, RFC 5322), as newsletters come.
**
**     From list@herald.example Sat May  4 08:30:00 2019
**     From: The Herald <list@herald.example>
**     Subject: Ferry sinks
**
** The subject is the title, who it is from the byline, the host of the address the source,
** the date that of publication.
*/
#ifndef NEWSEXT_MAIL_H
#define NEWSEXT_MAIL_H

#include "../fields.h"
#include "../stream.h"

struct mail {
  struct buffer cells; /* what its fields say */
  size_t scanned;      /* how far a letter has been looked at for its end */
};

/* Whether a text begins as a mailbox does, or with the header of a letter that was sent. */
bool mail_is_one(struct slice);

/* Goes to the next letter; false at the end, when there is no memory or work must end. */
bool mail_next(struct mail *, struct stream *, struct slice *letter);

/* Reads a letter.  `*problem` says what it lacks (constant text).  False when there is no memory. */
bool mail_story(struct mail *, struct slice letter, const struct mapping *, struct record_texts *, struct story *,
                const char **problem);

void mail_free(struct mail *);

#endif
