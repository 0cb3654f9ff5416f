/* The encoding that a web page names: see charset.h. */
#include "charset.h"

#include "../text/utf8.h"
#include "lines.h"

#include <errno.h>
#include <iconv.h>

enum { PRESCAN = 4096, LONGEST_NAME = 24 };

/* The name behind "charset=" near the page's start; its bytes, 0 if there is none. */
static size_t named(struct slice page, char name[LONGEST_NAME + 1]) {
  static const char key[] = "charset=";
  size_t end = page.bytes < PRESCAN ? page.bytes : PRESCAN, n = 0;
  for (size_t at = 0; at + sizeof key < end; at++) {
    size_t k = 0;
    while (k < sizeof key - 1 && ((page.text[at + k] | 32) == key[k] || page.text[at + k] == key[k])) k++;
    if (k < sizeof key - 1) continue;
    at += k;
    while (at < end && strchr("\"' ", page.text[at])) at++;
    while (at < end && n < LONGEST_NAME &&
           (is_letter_byte(page.text[at]) || is_digit_byte(page.text[at]) || strchr("-_:.", page.text[at])))
      name[n++] = page.text[at++];
    break;
  }
  name[n] = 0;
  return n;
}

/* Encodings that encoding_read() tells by itself, or takes for Windows-1252 as browsers do. */
static bool is_told(const char *name) {
  static const char *const told[] = {"utf",          "iso-8859-1", "iso8859-1", "latin1",
                                     "windows-1252", "cp1252",     "us-ascii",  "ascii"};
  for (size_t i = 0; i < sizeof told / sizeof *told; i++) {
    size_t k = 0;
    while (told[i][k] && ((name[k] | 32) == told[i][k] || name[k] == told[i][k])) k++;
    if (!told[i][k] && (i == 0 || !name[k])) return true;
  }
  return false;
}

bool charset_convert(struct buffer *out, struct slice page, const char **problem) {
  char name[LONGEST_NAME + 1];
  if (!named(page, name) || is_told(name) || utf8_valid(page.text, page.bytes)) return false;
  iconv_t with = iconv_open("UTF-8", name);
  if (with == (iconv_t)-1) {
    *problem = "is in an encoding that is not known here";
    return false;
  }
  /* iconv only reads from it, whatever its type says */
  union {
    const char *given;
    char *taken;
  } in = {page.text};
  for (size_t left = page.bytes; left && buffer_room(out, left + 16);) {
    char *to = out->bytes + out->count;
    size_t room = left + 16, before = room;
    size_t done = iconv(with, &in.taken, &left, &to, &room);
    out->count += before - room;
    if (done != (size_t)-1 || errno == E2BIG) continue;
    buffer_add(out, "\xEF\xBF\xBD", 3); /* a byte that means nothing there */
    in.given++, left--;
  }
  iconv_close(with);
  return true;
}
