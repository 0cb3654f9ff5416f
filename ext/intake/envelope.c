/* The envelope of a service's stories: see envelope.h. */
#include "envelope.h"

#include "fields.h"
#include "phrase.h"

#include <string.h>

enum { DEEPEST = 4 };

static const struct mapping usual_names;

static bool has_field(struct slice name, enum field wanted) {
  enum field field;
  return field_of_name(&usual_names, name, &field) && field == wanted;
}

/* Whether the list's first item is an object with a title or a body. */
static enum envelope read_item(struct slice s, size_t at) {
  struct json_value item, key, value;
  if (!json_read(s, &at, &item)) return at >= s.bytes ? ENVELOPE_CUT : ENVELOPE_NONE;
  for (size_t in = 0; json_member(&item, &in, &key, &value);)
    if (fields_are_in(&key, &value) || has_field(key.text, FIELD_TITLE) || has_field(key.text, FIELD_BODY))
      return ENVELOPE_OPEN;
  return ENVELOPE_NONE;
}

/* The next byte that is no space; 0 at the end. */
static char next_byte(struct slice s, size_t *at) {
  while (*at < s.bytes && (s.text[*at] == ' ' || s.text[*at] == '\n' || s.text[*at] == '\t' || s.text[*at] == '\r'))
    ++*at;
  return *at < s.bytes ? s.text[*at] : 0;
}

enum envelope envelope_read(struct slice s, size_t *at, struct json_value *title) {
  static const char feed[] = "https://jsonfeed.org/";
  struct json_value key, value, named = {0};
  bool is_feed = false;
  *title = (struct json_value){0};
  size_t i = 0, depth = 0;
  if (next_byte(s, &i) != '{') return i < s.bytes ? ENVELOPE_NONE : ENVELOPE_CUT;
  for (;;) {
    if (next_byte(s, &i) == '{' || next_byte(s, &i) == ',') i++; /* the object's, or behind a member */
    while (next_byte(s, &i) == '}') {
      i++;
      if (!depth--) return ENVELOPE_NONE;
      if (next_byte(s, &i) == ',') i++;
    }
    if (!json_read(s, &i, &key)) break;
    if (key.kind != JSON_STRING || has_field(key.text, FIELD_BODY)) return ENVELOPE_NONE;
    if (next_byte(s, &i) != ':') break;
    i++;
    char c = next_byte(s, &i);
    bool wrapper = name_value(key.text, LEXICON_RECORD_WRAPPER) != NULL;
    if (wrapper && c == '{' && depth < DEEPEST) {
      depth++;
      continue;
    }
    if (wrapper && c == '[') {
      enum envelope found = read_item(s, i + 1);
      *at = i + 1;
      if (is_feed) *title = named;
      if (found != ENVELOPE_NONE) return found;
    }
    if (!json_read(s, &i, &value)) break;
    if (value.kind != JSON_STRING || depth) continue;
    is_feed |= value.text.bytes > sizeof feed && !memcmp(value.text.text, feed, sizeof feed - 1);
    if (has_field(key.text, FIELD_TITLE)) named = value;
  }
  return i >= s.bytes ? ENVELOPE_CUT : ENVELOPE_NONE;
}
