/*
** The sentences of a kept story in their order, with furniture, without it, or it alone; its body is read once.
**
**     struct story_sentences s;
**     int rc = story_sentences_open(&s, keeping, STORY_CLEAN);
**     for (rc = story_sentences_begin(&s, article); rc == SQLITE_OK && story_sentences_next(&s, &rc);) use(s.n, s.text);
**     story_sentences_close(&s);
*/
#ifndef NEWSEXT_STORY_SENTENCES_H
#define NEWSEXT_STORY_SENTENCES_H

#include "../base/slice.h"
#include "keepers.h"

enum story_part { STORY_WHOLE, STORY_CLEAN, STORY_FURNITURE };

struct story_sentences {
  sqlite3_stmt *body, *spans, *furniture;
  const char *text_of_body; /* NULL: it has none */
  struct slice outlet;      /* of STORY_WHOLE; lives until the next story */
  size_t bytes, at;         /* of the body; where the walk is, */
  sqlite3_int64 character;  /* and in which character */
  bool whole;               /* STORY_WHOLE */
  bool marked;              /* `furniture` is at a sentence */

  int n;             /* of the sentence that it is at */
  struct slice text; /* lives until the next story */
};

int story_sentences_open(struct story_sentences *, struct keeping *, enum story_part);
void story_sentences_close(struct story_sentences *);

/* Goes before the first sentence of a story.  An SQLite code. */
int story_sentences_begin(struct story_sentences *, sqlite3_int64 article);

/* Goes to the next; false at the end, or after an error, whose code is in *rc. */
bool story_sentences_next(struct story_sentences *, int *rc);

#endif
