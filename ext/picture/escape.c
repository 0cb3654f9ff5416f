/* Text inside HTML or SVG: see escape.h. */
#include "escape.h"

#include "../text/utf8.h"

bool escape_hides(uint32_t c) {
  if (c == '\n' || c == '\t' || c == '\r') return false;
  return c < ' ' || (c >= 0x7F && c < 0xA0) || c == 0xAD || c == 0x61C || c == 0x200B || c == 0x200E || c == 0x200F ||
         (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF || (c & 0xFFFE) == 0xFFFE ||
         (c >= 0xFFF9 && c <= 0xFFFB) || (c >= 0xE0000 && c <= 0xE0FFF);
}

void escape_markup(struct buffer *b, struct slice s, struct stop *stop) {
  for (size_t at = 0; at < s.bytes && !b->no_memory && !must_stop(stop, 1);) {
    const uint32_t c = utf8_next(s.text, s.bytes, &at);
    char bytes[4];
    switch (c) {
      case '&': buffer_add_text(b, "&amp;"); break;
      case '<': buffer_add_text(b, "&lt;"); break;
      case '>': buffer_add_text(b, "&gt;"); break;
      case '"': buffer_add_text(b, "&quot;"); break;
      case '\'': buffer_add_text(b, "&#39;"); break;
      default:
        if (!escape_hides(c)) buffer_add(b, bytes, utf8_write(c, bytes));
    }
  }
}
