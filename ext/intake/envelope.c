/* The envelope of a service's stories: see envelope.h. */
#include "envelope.h"

#include "fields.h"
#include "phrase.h"

#include <string.h>

enum {
  DEEPEST = 4,
  KEYS_LOOKED_AT = 4 /* and the objects under them, before an object is one of stories */
};

static const struct mapping usual_names;

static bool has_field(struct slice name, enum field wanted) {
  enum field field;
  return field_of_name(&usual_names, name, &field) && field == wanted;
}

/* The next byte that is no space; 0 at the end. */
static char next_byte(struct slice s, size_t *at) {
  while (*at < s.bytes && (s.text[*at] == ' ' || s.text[*at] == '\n' || s.text[*at] == '\t' || s.text[*at] == '\r'))
    ++*at;
  return *at < s.bytes ? s.text[*at] : 0;
}

/* Whether an object has a title or a body. */
static bool is_story(const struct json_value *object) {
  struct json_value key, value;
  for (size_t in = 0; json_member(object, &in, &key, &value);)
    if (fields_are_in(&key, &value) || has_field(key.text, FIELD_TITLE) || has_field(key.text, FIELD_BODY)) return true;
  return false;
}

/* Whether the list's first item is a story, or a row where there are columns. */
static enum envelope read_item(struct slice s, size_t at, const struct json_value *columns) {
  struct json_value item;
  if (!json_read(s, &at, &item)) return at >= s.bytes ? ENVELOPE_CUT : ENVELOPE_NONE;
  bool row = item.kind == JSON_ARRAY && columns->kind == JSON_ARRAY;
  return row || is_story(&item) ? ENVELOPE_OPEN : ENVELOPE_NONE;
}

/* Whether the object at `*at` is one of stories under keys that are no names of fields; `*at` becomes the first key,
** also where the text ends behind the first story, else 0. */
static enum envelope read_keyed(struct slice s, size_t *at) {
  struct json_value key, value;
  enum field field;
  size_t i = *at;
  if (next_byte(s, &i) != '{') return i < s.bytes ? ENVELOPE_NONE : ENVELOPE_CUT;
  const size_t first = ++i;
  int stories = 0;
  *at = 0;
  for (; stories < KEYS_LOOKED_AT && next_byte(s, &i) != '}'; stories++) {
    if (stories && next_byte(s, &i) == ',') i++;
    bool read = json_read(s, &i, &key);
    if (read && (key.kind != JSON_STRING || field_of_name(&usual_names, key.text, &field) ||
                 name_value(key.text, LEXICON_RECORD_WRAPPER)))
      return ENVELOPE_NONE;
    if (read && next_byte(s, &i) == ':') i++;
    char c = next_byte(s, &i);
    if (read && c && c != '{') return ENVELOPE_NONE;
    if (!read || !json_read(s, &i, &value)) {
      if (i < s.bytes) return ENVELOPE_NONE;
      if (stories) *at = first;
      return stories > 1 ? ENVELOPE_KEYED : ENVELOPE_CUT;
    }
    if (value.kind != JSON_OBJECT || fields_are_in(&key, &value) || !is_story(&value)) return ENVELOPE_NONE;
  }
  *at = first;
  return stories ? ENVELOPE_KEYED : ENVELOPE_NONE;
}

enum envelope envelope_read(struct slice s, size_t *at, struct json_value *title, struct json_value *columns) {
  static const char feed[] = "https://jsonfeed.org/";
  struct json_value key, value, named = {0};
  bool is_feed = false;
  *title = *columns = (struct json_value){0};
  size_t i = 0, depth = 0;
  *at = 0;
  enum envelope keyed = read_keyed(s, at);
  if (keyed != ENVELOPE_NONE) return keyed;
  if (next_byte(s, &i) != '{') return ENVELOPE_NONE;
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
      size_t in = i;
      if ((keyed = read_keyed(s, &in)) != ENVELOPE_NONE) {
        *at = in;
        return keyed;
      }
      depth++;
      continue;
    }
    if (wrapper && c == '[') {
      enum envelope found = read_item(s, i + 1, columns);
      if (found == ENVELOPE_OPEN) *at = i + 1;
      if (is_feed) *title = named;
      if (found != ENVELOPE_NONE) return found;
    }
    if (!json_read(s, &i, &value)) break;
    if (value.kind == JSON_ARRAY && name_value(key.text, LEXICON_RECORD_COLUMNS)) *columns = value;
    if (value.kind != JSON_STRING || depth) continue;
    is_feed |= value.text.bytes > sizeof feed && !memcmp(value.text.text, feed, sizeof feed - 1);
    if (has_field(key.text, FIELD_TITLE)) named = value;
  }
  return i >= s.bytes ? ENVELOPE_CUT : ENVELOPE_NONE;
}
