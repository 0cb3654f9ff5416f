/* What all pictures share: see picture.h. */
#include "picture.h"

#include "axis.h"
#include "label.h"
#include "svg.h"

void picture_free(struct picture *p) {
  tally_free(&p->names);
  tally_free(&p->days);
  tally_free(&p->parts);
  tally_free(&p->series);
}

enum status picture_end(struct buffer *out, const struct arena *arena, const struct stop *stop) {
  const bool stopped = stop && stop->stopped;
  if (!stopped && !out->no_memory && !arena->no_memory) return STATUS_OK;
  buffer_free(out);
  return stopped ? STATUS_INTERRUPTED : STATUS_NO_MEMORY;
}

void note_count(struct buffer *b, int64_t count, const char *one, const char *more) {
  char number[NUMBER_BYTES];
  number_text((double)count, number);
  buffer_add_text(b, number);
  buffer_add_byte(b, ' ');
  buffer_add_text(b, count == 1 ? one : more);
}

void picture_empty(const struct picture *p, struct buffer *out, const char *kind) {
  enum { HEIGHT = 48, LEFT = 16, LINE = 29 };
  struct buffer note = {0};
  buffer_add_text(&note, "Nothing to show: ");
  if (p->left_out) note_count(&note, p->left_out, "row, which is left out", "rows, which are all left out");
  else buffer_add_text(&note, "no rows");
  svg_open(out, SVG_WIDTH, HEIGHT, kind, note.bytes ? note.bytes : "");
  svg_text_plain(out, "nx-small", SVG_START, LEFT, LINE, note.bytes ? note.bytes : "");
  svg_close(out);
  out->no_memory |= note.no_memory;
  buffer_free(&note);
}

void draw_day_ticks(struct buffer *out, const struct day_axis *axis, double left, double right, double y) {
  enum { LENGTH = 5, BELOW = 17, ROOMY = 60 };
  const double wide = (right - left) / axis->bins;
  const bool centred = wide > ROOMY; /* below the middle of a column, where columns are few */
  struct tick ticks[MOST_TICKS];
  const int n = day_axis_ticks(axis, ticks);
  for (int i = 0; i < n; i++) {
    const struct slice text = {ticks[i].text, strlen(ticks[i].text)};
    double x = left + (double)(ticks[i].day - axis->first) / (axis->end - axis->first) * (right - left);
    if (centred) x += wide / 2;
    else if (x + label_width(text, SVG_SMALL) > right + BELOW) continue;
    svg_line(out, "nx-axis", x, y, x, y + LENGTH, 1);
    svg_text(out, "nx-small", centred ? SVG_MIDDLE : SVG_START, x, y + BELOW, text);
  }
}
