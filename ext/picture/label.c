/* Labels: see label.h. */
#include "label.h"

#include "../text/utf8.h"
#include "escape.h"

#include <string.h>

enum { MOST_CHARACTERS = 400, MOST_MARKS = 3 };

/* Helvetica's widths of ASCII from the space on, in thousandths of the font size. */
static const uint16_t widths[] = {278,  278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
                                  556,  556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
                                  1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
                                  667,  778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
                                  333,  556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
                                  556,  556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584};
/* A twentieth more, since not every font is as narrow. */
enum { FONT_PARTS = 950 };
enum { OTHER_WIDTH = 620, ELLIPSIS_WIDTH = 1000, FULL_WIDTH = 1000 };

static bool is_wide(uint32_t c) {
  return (c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c <= 0xA4CF) || (c >= 0xAC00 && c <= 0xD7A3) ||
         (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFE30 && c <= 0xFE6F) || (c >= 0xFF00 && c <= 0xFFE6) ||
         (c >= 0x1F000 && c <= 0x3FFFF);
}

static unsigned width_of(uint32_t c) {
  if (c >= ' ' && c < ' ' + sizeof widths / sizeof *widths) return widths[c - ' '];
  return utf8_is_mark(c) || c == 0x200C || c == 0x200D ? 0 : is_wide(c) ? FULL_WIDTH : OTHER_WIDTH;
}

struct slice label_clean(struct arena *arena, struct slice raw) {
  char *out = arena_take(arena, 4 * (MOST_CHARACTERS + 2));
  size_t bytes = 0;
  unsigned count = 0, marks = 0;
  bool space = false;
  if (!out) return (struct slice){"", 0};
  for (size_t at = 0; at < raw.bytes && count < MOST_CHARACTERS;) {
    const uint32_t c = utf8_next(raw.text, raw.bytes, &at);
    if (utf8_is_space(c)) {
      space = bytes > 0;
      continue;
    }
    marks = utf8_is_mark(c) ? marks + 1 : 0;
    if (escape_hides(c) || marks > MOST_MARKS) continue;
    if (space && ++count) out[bytes++] = ' ';
    space = false;
    bytes += utf8_write(c, out + bytes);
    count++;
  }
  return (struct slice){out, bytes};
}

double label_width(struct slice s, int font) {
  unsigned long sum = 0;
  for (size_t at = 0; at < s.bytes;) sum += width_of(utf8_next(s.text, s.bytes, &at));
  return (double)sum * font / FONT_PARTS;
}

struct slice label_line(struct slice text, double room, int font, struct slice *rest) {
  unsigned long sum = 0;
  size_t end = 0, word = 0;
  while (end < text.bytes) {
    size_t next = end;
    const uint32_t c = utf8_next(text.text, text.bytes, &next);
    sum += width_of(c);
    if ((double)sum * font / FONT_PARTS > room) break;
    if (c == ' ') word = end;
    end = next;
  }
  const bool all = end == text.bytes;
  const size_t cut = all || !word ? end : word;
  *rest = slice_trimmed((struct slice){text.text + cut, text.bytes - cut});
  return slice_trimmed((struct slice){text.text, cut});
}

struct slice label_cut(struct arena *arena, struct slice text, double room, int font) {
  static const char ellipsis[] = "…";
  if (label_width(text, font) <= room) return text;
  room -= (double)ELLIPSIS_WIDTH * font / FONT_PARTS;
  struct slice line = {text.text, 0};
  for (size_t next = 0; next < text.bytes && label_width((struct slice){text.text, next}, font) <= room;) {
    line.bytes = next;
    utf8_next(text.text, text.bytes, &next);
  }
  line = slice_trimmed(line);
  char *out = arena_take(arena, line.bytes + sizeof ellipsis);
  if (!out) return (struct slice){"", 0};
  if (line.bytes) memcpy(out, line.text, line.bytes);
  memcpy(out + line.bytes, ellipsis, sizeof ellipsis);
  return (struct slice){out, line.bytes + sizeof ellipsis - 1};
}
