/*
** Labels: texts of anybody's, made fit to be drawn.
**
**     struct label l = label_of(&arena, raw);              // one line, without what cannot be shown
**     struct slice line = label_cut(&arena, l, 200, 13);   // "Rebels say no truce before …"
**
** How wide a text is drawn depends on the reader's font; what is reckoned with here are the widths of Helvetica
** (Adobe's AFM), a little more for other letters, and a full square for ideographs and emoji.
*/
#ifndef NEWSEXT_LABEL_H
#define NEWSEXT_LABEL_H

#include "../base/arena.h"
#include "../base/slice.h"

/* What can be shown of a text: white space as single spaces; no control characters, none that turn the direction of a
** line; of marks on one letter the first few; of a very long text its beginning.  Bytes that are no UTF-8 become
** U+FFFD.  It lives in the arena; empty when there is no memory. */
struct slice label_clean(struct arena *, struct slice raw);

/* How wide a clean text is in pixels. */
double label_width(struct slice, int font);

/* The first line of `room` pixels, broken behind a word if it can be, and in `rest` what follows. */
struct slice label_line(struct slice text, double room, int font, struct slice *rest);

/* The text if it fits, else its beginning and an ellipsis; in the arena. */
struct slice label_cut(struct arena *, struct slice text, double room, int font);

#endif
