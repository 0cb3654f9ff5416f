/* Reading JSON: see json.h. */
#include "json.h"

#include "../text/utf8.h"

#include <string.h>

enum { DEEPEST = 1000 };

static size_t skip_space(struct slice s, size_t at) {
  while (at < s.bytes && (s.text[at] == ' ' || s.text[at] == '\n' || s.text[at] == '\t' || s.text[at] == '\r')) at++;
  return at;
}

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

static int hex(char c) {
  if (is_digit(c)) return c - '0';
  c = (char)(c | 32);
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* A string from behind its first quote: `*at` goes behind its last.  That is the
** next quote with an even number of backslashes before it; what the backslashes
** mean is json_text()'s concern. */
static bool read_string(struct slice s, size_t *at, bool *escaped) {
  size_t from = *at, i = from;
  *escaped = false;
  for (;; i++) {
    const char *quote = i < s.bytes ? memchr(s.text + i, '"', s.bytes - i) : NULL;
    *at = s.bytes;
    if (!quote) return false;
    i = (size_t)(quote - s.text);
    size_t slashes = 0;
    while (slashes < i - from && quote[-1 - (ptrdiff_t)slashes] == '\\') slashes++;
    if (slashes % 2 == 0) break;
  }
  *escaped = memchr(s.text + from, '\\', i - from) != NULL;
  *at = i + 1;
  return true;
}

static bool read_number(struct slice s, size_t *at) {
  size_t i = *at, from;
  if (i < s.bytes && s.text[i] == '-') i++;
  from = i;
  while (i < s.bytes && is_digit(s.text[i])) i++;
  bool good = i > from && (s.text[from] != '0' || i == from + 1);
  if (good && i < s.bytes && s.text[i] == '.') {
    from = ++i;
    while (i < s.bytes && is_digit(s.text[i])) i++;
    good = i > from;
  }
  if (good && i < s.bytes && (s.text[i] | 32) == 'e') {
    i++;
    if (i < s.bytes && (s.text[i] == '+' || s.text[i] == '-')) i++;
    from = i;
    while (i < s.bytes && is_digit(s.text[i])) i++;
    good = i > from;
  }
  *at = i;
  return good;
}

static bool read_word(struct slice s, size_t *at) {
  static const char *const words[] = {"true", "false", "null", "NaN", "Infinity", "-Infinity"};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    size_t n = strlen(words[i]), left = s.bytes - *at;
    if (memcmp(s.text + *at, words[i], left < n ? left : n) != 0) continue;
    *at += left < n ? left : n;
    return left >= n;
  }
  return false;
}

/* A value that is no object and no array. */
static bool read_plain(struct slice s, size_t *at, struct json_value *v) {
  size_t from = *at;
  char c = s.text[from];
  bool good;
  if (c == '"') {
    ++*at;
    good = read_string(s, at, &v->escaped);
    v->kind = JSON_STRING;
    if (good) v->text = (struct slice){s.text + from + 1, *at - from - 2};
    return good;
  }
  if (is_digit(c) || (c == '-' && (from + 1 == s.bytes || s.text[from + 1] != 'I'))) {
    good = read_number(s, at);
    v->kind = JSON_NUMBER;
  } else {
    good = read_word(s, at);
    v->kind = JSON_WORD;
  }
  v->text = (struct slice){s.text + from, *at - from};
  return good;
}

/* An object or array, all that is in it too: a stack of one bit a level. */
static bool read_nested(struct slice s, size_t *at) {
  unsigned char objects[DEEPEST / 8 + 1] = {0};
  size_t depth = 0, i = *at;
  enum { VALUE, VALUE_OR_END, KEY, KEY_OR_END, BEHIND } want = VALUE;
  struct json_value ignored;
  for (;;) {
    i = skip_space(s, i);
    *at = i;
    if (i >= s.bytes) return false;
    char c = s.text[i];
    bool in_object = depth && (objects[(depth - 1) >> 3] >> ((depth - 1) & 7) & 1);
    if ((c == '}' || c == ']') && (want == BEHIND || want == VALUE_OR_END || want == KEY_OR_END)) {
      if ((c == '}') != in_object) return false;
      i++;
      want = BEHIND;
      if (--depth == 0) {
        *at = i;
        return true;
      }
    } else if (want == BEHIND) {
      if (c != ',') return false;
      i++;
      want = in_object ? KEY : VALUE;
    } else if (want == KEY || want == KEY_OR_END) {
      if (c != '"') return false;
      if (!read_plain(s, &i, &ignored) || (i = skip_space(s, i)) >= s.bytes || s.text[i] != ':') {
        *at = i;
        return false;
      }
      i++;
      want = VALUE;
    } else if (c == '{' || c == '[') {
      if (depth == DEEPEST) return false;
      if (c == '{') objects[depth >> 3] = (unsigned char)(objects[depth >> 3] | 1u << (depth & 7));
      else objects[depth >> 3] = (unsigned char)(objects[depth >> 3] & ~(1u << (depth & 7)));
      depth++;
      i++;
      want = c == '{' ? KEY_OR_END : VALUE_OR_END;
    } else {
      if (!read_plain(s, &i, &ignored)) {
        *at = i;
        return false;
      }
      want = BEHIND;
    }
  }
}

bool json_read(struct slice s, size_t *at, struct json_value *v) {
  *v = (struct json_value){0};
  *at = skip_space(s, *at);
  if (*at >= s.bytes) return false;
  size_t from = *at;
  char c = s.text[from];
  bool nested = c == '{' || c == '[';
  bool good = nested ? read_nested(s, at) : read_plain(s, at, v);
  if (nested) {
    v->kind = c == '{' ? JSON_OBJECT : JSON_ARRAY;
    v->text = (struct slice){s.text + from, *at - from};
  }
  if (!good) v->kind = JSON_NONE;
  return good;
}

bool json_object(struct slice s, void (*member)(void *, const struct json_value *, const struct json_value *),
                 void *context) {
  struct json_value key, value;
  size_t at = skip_space(s, 0);
  if (at >= s.bytes || s.text[at] != '{') return false;
  at = skip_space(s, at + 1);
  if (at < s.bytes && s.text[at] == '}') return skip_space(s, at + 1) == s.bytes;
  for (;;) {
    if (!json_read(s, &at, &key) || key.kind != JSON_STRING || (at = skip_space(s, at)) >= s.bytes || s.text[at] != ':')
      return false;
    at++;
    if (!json_read(s, &at, &value) || (at = skip_space(s, at)) >= s.bytes) return false;
    member(context, &key, &value);
    if (s.text[at] == '}') return skip_space(s, at + 1) == s.bytes;
    if (s.text[at] != ',') return false;
    at++;
  }
}

bool json_whole(struct slice s, struct json_value *v) {
  size_t at = 0;
  if (json_read(s, &at, v) && skip_space(s, at) == s.bytes) return true;
  v->kind = JSON_NONE;
  return false;
}

/* Steps to the next member or item: false at the closing bracket. */
static bool step(struct slice s, size_t *at) {
  *at = skip_space(s, *at ? *at : 1);
  if (*at >= s.bytes || s.text[*at] == ']' || s.text[*at] == '}') return false;
  if (s.text[*at] == ',') ++*at;
  return true;
}

bool json_item(const struct json_value *array, size_t *at, struct json_value *value) {
  return array->kind == JSON_ARRAY && step(array->text, at) && json_read(array->text, at, value);
}

bool json_member(const struct json_value *object, size_t *at, struct json_value *key, struct json_value *value) {
  if (object->kind != JSON_OBJECT || !step(object->text, at) || !json_read(object->text, at, key)) return false;
  *at = skip_space(object->text, *at) + 1; /* the colon */
  return json_read(object->text, at, value);
}

/* What an escape means that means no character; "\\ufffd" is one like others. */
static const uint32_t BROKEN = UINT32_MAX;

/* The four hexadecimal digits of a \\u, or BROKEN. */
static uint32_t unit_at(struct slice s, size_t at) {
  uint32_t code = 0;
  for (size_t i = at; i < at + 4; i++) {
    int digit = i < s.bytes ? hex(s.text[i]) : -1;
    if (digit < 0) return BROKEN;
    code = code << 4 | (uint32_t)digit;
  }
  return code;
}

/* The character of the escape behind the backslash at `*at`, or BROKEN, and `*at` behind it. */
static uint32_t escape_at(struct slice s, size_t *at) {
  static const char names[] = "\"\\/bfnrt", means[] = "\"\\/\b\f\n\r\t";
  char c = s.text[*at + 1];
  const char *name = c ? strchr(names, c) : NULL;
  *at += 2;
  if (c != 'u') return name ? (uint32_t)means[name - names] : BROKEN;
  uint32_t code = unit_at(s, *at);
  *at = *at + 4 < s.bytes ? *at + 4 : s.bytes;
  if (code < 0xD800 || code >= 0xE000) return code;
  bool pair = code < 0xDC00 && *at + 6 <= s.bytes && s.text[*at] == '\\' && s.text[*at + 1] == 'u';
  uint32_t low = pair ? unit_at(s, *at + 2) : 0;
  if (low < 0xDC00 || low >= 0xE000) return BROKEN;
  *at += 6;
  return 0x10000 + ((code - 0xD800) << 10 | (low - 0xDC00));
}

void json_text(struct buffer *out, const struct json_value *string, bool *broken) {
  struct slice s = string->text;
  if (!string->escaped) {
    buffer_add_slice(out, s);
    return;
  }
  if (!buffer_room(out, s.bytes)) return;
  for (size_t at = 0; at < s.bytes;) {
    const char *slash = memchr(s.text + at, '\\', s.bytes - at);
    size_t plain = slash ? (size_t)(slash - s.text) - at : s.bytes - at;
    buffer_add(out, s.text + at, plain);
    at += plain;
    if (!slash) break;
    uint32_t code = escape_at(s, &at);
    char utf8[4];
    if (code == BROKEN) {
      *broken = true;
      code = UTF8_REPLACEMENT;
    }
    if (code < 0x80) buffer_add_byte(out, (char)code);
    else buffer_add(out, utf8, utf8_write(code, utf8));
  }
}

bool json_is(const struct json_value *string, struct slice want) {
  return string->kind == JSON_STRING && slice_equals(string->text, want);
}
