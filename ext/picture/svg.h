/*
** Writing SVG: the few elements that our pictures need, in one style.
**
**     svg_open(&out, 760, 120, "Bars: 2 labels", "The largest is Velmar: 12.");
**     svg_rect(&out, "nx-mark", 10, 10, 80, 16);
**     svg_text(&out, "nx-small", SVG_MIDDLE, 50, 50, name);
**     svg_close(&out);
**
** Lengths are pixels, written to a tenth.  A picture has no script and asks for nothing from elsewhere; its colours,
** which classes name, follow the reader's light or dark mode; its title and description are what a screen reader
** says.  All text is escaped here; a character that XML does not allow does not come through label.h.
*/
#ifndef NEWSEXT_SVG_H
#define NEWSEXT_SVG_H

#include "../base/buffer.h"
#include "../base/slice.h"

enum svg_anchor { SVG_START, SVG_MIDDLE, SVG_END };
enum { SVG_WIDTH = 760, SVG_FONT = 13, SVG_SMALL = 11 };

/* Begins a picture of that size. */
void svg_open(struct buffer *, int width, int height, const char *title, const char *description);
void svg_close(struct buffer *);

/* A group that shows a text where the pointer rests on it. */
void svg_group_open(struct buffer *, struct slice title);
void svg_group_close(struct buffer *);

void svg_rect(struct buffer *, const char *class, double x, double y, double width, double height);
void svg_circle(struct buffer *, const char *class, double x, double y, double radius);
/* A line of that width; 0: what the class says. */
void svg_line(struct buffer *, const char *class, double x, double y, double to_x, double to_y, double width);

/* One line of text, as label.h cleans and fits it; y is that of its base line. */
void svg_text(struct buffer *, const char *class, enum svg_anchor, double x, double y, struct slice);
void svg_text_plain(struct buffer *, const char *class, enum svg_anchor, double x, double y, const char *);

#endif
