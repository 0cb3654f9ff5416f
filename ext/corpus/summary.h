/*
** Summaries: what single stories say, so that what is known across stories can be found from parts that were read
** apart, on one machine or on many.
**
**     struct buffer pile = {0}, one = {0};
**     summary_add(&pile, &record);              a record a story; or buffer_add() of another summary's records
**     summary_write(&one, pile, NULL);                each story once, by its key
**
** A summary is a set: of each story its key, a number (a day, a year) and its evidence, in which nothing depends on
** any other story.  To merge is to unite, so that it is associative, commutative and idempotent, and the bytes of a
** summary say only what is in it, not how it came together.  What follows from a summary (summary_furniture.h,
** summary_identities.h, summary_storylines.h) is a function of these bytes.  Where one story comes with different
** evidence, the greater (number, then bytes) counts.
*/
#ifndef NEWSEXT_SUMMARY_H
#define NEWSEXT_SUMMARY_H

#include "../base/buffer.h"
#include "../base/slice.h"
#include "../base/status.h"
#include "../base/stop.h"

#include <stdint.h>

enum { SUMMARY_HEAD = 4 /* bytes */ };

struct summary_record {
  struct slice key; /* of the story, the same wherever it is read; stories are in its order, by bytes */
  struct slice evidence;
  int64_t number;
  bool numbered; /* whether it has a number */
};

/* Appends a record.  Errors: the buffer's no_memory. */
void summary_add(struct buffer *pile, const struct summary_record *);

/* Takes the next record off the front of `records`; false at the end, and where they are damaged. */
bool summary_next(struct slice *records, struct summary_record *);

/* The records of a summary.  False where the bytes are none, or damaged. */
bool summary_records(struct slice summary, struct slice *records);

/* Writes the summary of a pile of records, which lie one behind the other in any order.  STATUS_OK, _NO_MEMORY,
** _INTERRUPTED, or _INVALID where the pile is damaged. */
enum status summary_write(struct buffer *out, struct slice pile, struct stop *);

#endif
