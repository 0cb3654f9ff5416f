/* The encoding that a web page names: see charset.h. */
#include "charset.h"

#include "../text/utf8.h"
#include "lines.h"
#include "system.h"

enum { PRESCAN = 4096 };

static char upper(char c) { return is_lower_byte(c) ? (char)(c - 32) : c; }

bool charset_named(struct slice text, const char *key, char name[CHARSET_BYTES]) {
  size_t length = strlen(key), end = text.bytes < PRESCAN ? text.bytes : PRESCAN, n = 0;
  for (size_t at = 0; at + length < end; at++) {
    size_t k = 0;
    while (k < length && upper(text.text[at + k]) == upper(key[k])) k++;
    if (k < length) continue;
    at += k;
    while (at < end && strchr("\"' ", text.text[at])) at++;
    while (at < end && n < CHARSET_BYTES - 1 &&
           (is_letter_byte(text.text[at]) || is_digit_byte(text.text[at]) || strchr("-_:.", text.text[at])))
      name[n++] = upper(text.text[at++]);
    break;
  }
  name[n] = 0;
  return n;
}

/* Encodings that encoding_read() tells by itself, or takes for Windows-1252 as browsers do. */
static bool is_told(const char *name) {
  static const char *const told[] = {"ISO-8859-1", "ISO8859-1", "LATIN1", "WINDOWS-1252",
                                     "CP1252",     "US-ASCII",  "ASCII"};
  for (size_t i = 0; i < sizeof told / sizeof *told; i++)
    if (!strcmp(name, told[i])) return true;
  return !*name || !strncmp(name, "UTF", 3);
}

bool charset_convert(struct buffer *out, struct slice page, const char *name, const char **problem) {
  if (is_told(name) || utf8_valid(page.text, page.bytes)) return false;
  if (system_convert(out, page, name)) return true;
  *problem = "is in an encoding that is not known here";
  return false;
}
