/*
** What a parser needs of a page to build its tree: the tags without their attributes, and a mark for each text.
**
**     <p class="lead">Ferry &amp; bridge<br/>are closed</p>        <p>1<br/>2</p>
**
** A parser takes its time byte by byte, and tags are a twentieth of a page; the rest is read here, once, and found
** again by the marks and by where the tags stand.  Scripts other than JSON-LD, styles, drawings and comments are not
** shown at all.  Where a tag, a comment or a text begins and ends is as in the HTML standard (WHATWG, section 13.2.5).
*/
#ifndef NEWSEXT_HTML_SKELETON_H
#define NEWSEXT_HTML_SKELETON_H

#include "../../base/arena.h"
#include "../../base/buffer.h"
#include "../../base/slice.h"
#include "../../base/stop.h"
#include "attributes.h"

#include <stdbool.h>

/* A tag that has attributes, and where it stands in what is shown. */
struct shown_tag {
  size_t shown;
  uint32_t attributes, count;
};

struct skeleton {
  struct buffer shown;                                 /* for the parser */
  struct ARENA_LIST(struct slice) texts;               /* by their marks, with their references resolved */
  struct ARENA_LIST(struct shown_tag) tags;            /* in order */
  struct ARENA_LIST(struct html_attribute) attributes; /* of all tags */
};

/*
** Reads a page in UTF-8.  The lists live in the arena, and point into it and into the page; the caller frees `shown`.
** `stop` may be NULL.  False where elements nest so deeply that a parser's time would not stay in proportion to the
** page, where `stop` says so, or where there is no memory (which the arena or `shown` keeps).
*/
bool skeleton_read(struct skeleton *, struct slice page, struct arena *, struct stop *stop);

/* The text that a mark stands for, at `*at` in a text that the parser gives back, and `*at` moved behind it; the byte
** itself where no mark stands. */
struct slice skeleton_text(const struct skeleton *, struct slice shown, size_t *at);

/* The tag that begins at a byte of what was shown; NULL where it has no attributes. */
const struct shown_tag *skeleton_tag(const struct skeleton *, size_t shown);

#endif
