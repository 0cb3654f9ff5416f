/*
** Pictures: what rows say, drawn as SVG.
**
**     struct picture p = {0};
**     tally_add(&p.names, dated(day, GRAIN_DAY_EXACT), label, 1, weight);
**     enum status s = picture_bars(&p, &out, NULL);         // out.bytes is the SVG
**     picture_free(&p);
**
** A picture depends on the rows alone, not on their order; it has no more marks than can be read, whatever their
** number, and says in a line below what it leaves out.  svg.h says how it is written.
*/
#ifndef NEWSEXT_PICTURE_H
#define NEWSEXT_PICTURE_H

#include "../base/buffer.h"
#include "../base/status.h"
#include "../base/stop.h"
#include "tally.h"

struct picture {
  struct tally names; /* what is drawn: see each picture */
  struct tally days;  /* the same by day alone, or by day and series */
  struct tally parts; /* of bars: by label and series; `number` is how many bytes of the name are the label's */
  struct tally series;
  int64_t left_out; /* rows that have NULL where something is needed */
};

void picture_free(struct picture *);

/*
** A timeline: on top, how much falls on each day; below, the days that weigh most, each with its labels.
** names: by dated() and label; days: by dated().
*/
enum status picture_timeline(const struct picture *, struct buffer *out, struct stop *);

/* Bars, the longest first.  names: by label.  With series, if there are any: parts, series. */
enum status picture_bars(const struct picture *, struct buffer *out, struct stop *);

/* Columns along an axis of days.  days: by dated().  With series, if there are any: days by
** dated() and series, series. */
enum status picture_columns(const struct picture *, struct buffer *out, struct stop *);

/* Who is linked with whom.  names: `number` is how many bytes of the name are that of the first; the rest is the
** second's, and the first is the lesser of the two. */
enum status picture_network(const struct picture *, struct buffer *out, struct stop *);

/* ---- What they share ---- */

/* Ends a picture: what stopped it, if anything did, and then `out` is empty. */
enum status picture_end(struct buffer *out, const struct arena *, const struct stop *);

/* A picture that says why there is none. */
void picture_empty(const struct picture *, struct buffer *out, const char *kind);

struct day_axis; /* axis.h */

/* Draws the names of days, months or years below an axis from x = left to right at y. */
void draw_day_ticks(struct buffer *, const struct day_axis *, double left, double right, double y);

/* Adds a number and what is counted, as it is called for one and for any other number: "1,234 rows". */
void note_count(struct buffer *, int64_t count, const char *one, const char *more);

#endif
