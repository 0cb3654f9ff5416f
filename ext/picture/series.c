/* Series: see series.h. */
#include "series.h"

#include "axis.h"
#include "label.h"
#include "picture.h"
#include "svg.h"

#include <math.h>
#include <string.h>

enum { SWATCH = 10, SWATCH_GAP = 5, ENTRY_GAP = 18, LINE_HEIGHT = 18, MOST_NAME_WIDTH = 200, WORK = 256 };

static const char style[] = "<style>"
                            ".nx-1{fill:#328}.nx-2{fill:#c67}.nx-3{fill:#173}.nx-4{fill:#993}.nx-5{fill:#825}.nx-6{"
                            "fill:#a49}.nx-7{fill:#8c9198}"
                            "@media (prefers-color-scheme:dark){"
                            ".nx-1{fill:#7ad}.nx-2{fill:#e86}.nx-3{fill:#4b9}.nx-4{fill:#ed8}.nx-5{fill:#fab}.nx-6{"
                            "fill:#bc3}.nx-7{fill:#7c828a}}"
                            "</style>\n";
static const char *const classes[MOST_PARTS] = {"nx-1", "nx-2", "nx-3", "nx-4", "nx-5", "nx-6", "nx-7"};

void series_choose(struct series *s, const struct tally *all, struct arena *arena, struct stop *stop) {
  struct tally_entry rest = {0};
  struct slice one = {0};
  *s = (struct series){.parts = 1};
  s->named = (int)tally_top(all, s->top, MOST_SERIES, stop);
  for (int i = 0; i < s->named; i++) {
    s->names[i] = label_cut(arena, label_clean(arena, s->top[i]->name), MOST_NAME_WIDTH, SVG_SMALL);
    s->sums[i] = tally_sum(s->top[i]);
  }
  for (size_t i = 0; s->named == MOST_SERIES && i < all->count && !must_stop(stop, WORK); i++) {
    const struct tally_entry *e = &all->entries[i];
    if (e->rows <= 0 || series_of(s, e->name) < MOST_SERIES) continue;
    rest.rows++;
    one = e->name;
    tally_weigh(&rest, tally_sum(e));
  }
  if (s->named) s->parts = s->named + (rest.rows > 0);
  if (!rest.rows) return;
  struct buffer name = {0};
  if (rest.rows > 1) note_count(&name, rest.rows, "", "others");
  else buffer_add_slice(&name, one);
  s->names[MOST_SERIES] = label_cut(arena, label_clean(arena, buffer_slice(&name)), MOST_NAME_WIDTH, SVG_SMALL);
  s->sums[MOST_SERIES] = tally_sum(&rest);
  arena->no_memory |= name.no_memory;
  buffer_free(&name);
}

int series_of(const struct series *s, struct slice name) {
  int i = 0;
  while (i < s->named && !slice_equals(s->top[i]->name, name)) i++;
  return i;
}

struct stack stack_of(const double *values, int parts) {
  struct stack k = {{0}, 0, 0};
  for (int i = 0; i < parts; i++) {
    double *end = values[i] < 0 ? &k.low : &k.high;
    k.from[i] = *end;
    *end += values[i];
  }
  return k;
}

int series_legend(struct buffer *out, const struct series *s, double left, double right, double top) {
  double x = left, y = top;
  if (!s->named) return 0;
  buffer_add_text(out, style);
  for (int i = 0; i < s->parts; i++) {
    const double wide = SWATCH + SWATCH_GAP + label_width(s->names[i], SVG_SMALL);
    if (x > left && x + wide > right) x = left, y += LINE_HEIGHT;
    svg_rect(out, classes[i], x, y, SWATCH, SWATCH);
    svg_text(out, "nx-small", SVG_START, x + SWATCH + SWATCH_GAP, y + SWATCH - 1, s->names[i]);
    x += wide + ENTRY_GAP;
  }
  return (int)(y - top) + LINE_HEIGHT + SWATCH;
}

void series_rect(struct buffer *out, const struct series *s, int part, struct slice bar, double value, double x,
                 double y, double width, double height) {
  if (!s->named) {
    svg_rect(out, "nx-mark", x, y, width, height);
    return;
  }
  struct buffer title = {0};
  char number[NUMBER_BYTES];
  number_text(value, number);
  buffer_add_slice(&title, bar);
  buffer_add_text(&title, ", ");
  buffer_add_slice(&title, s->names[part]);
  buffer_add_text(&title, ": ");
  buffer_add_text(&title, number);
  svg_group_open(out, buffer_slice(&title));
  svg_rect(out, classes[part], x, y, width, height);
  svg_group_close(out);
  out->no_memory |= title.no_memory;
  buffer_free(&title);
}

void series_describe(struct buffer *b, const struct series *s, const double *values) {
  bool behind = false;
  for (int i = 0; s->named && i < s->parts; i++) {
    char number[NUMBER_BYTES];
    if (values[i] == 0) continue;
    number_text(values[i], number);
    if (behind) buffer_add_text(b, ", ");
    buffer_add_slice(b, s->names[i]);
    buffer_add_byte(b, ' ');
    buffer_add_text(b, number);
    behind = true;
  }
}
