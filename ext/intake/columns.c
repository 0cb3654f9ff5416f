/* Records of JSON from rows and columns: see columns.h. */
#include "columns.h"

#include "fields.h"
#include "phrase.h"

#include <string.h>

/* Whether a name is that of a story's field, which is set. */
static bool is_field(const struct json_value *name, enum field *field) {
  static const struct mapping usual_names;
  return name->kind == JSON_STRING && field_of_name(&usual_names, name->text, field);
}

bool columns_header(struct columns *c, const struct json_value *array) {
  struct json_value name;
  enum field field;
  bool story = false;
  for (size_t at = 0; json_item(array, &at, &name);) {
    if (name.kind != JSON_STRING) return false;
    story |= is_field(&name, &field) && (field == FIELD_TITLE || field == FIELD_BODY);
  }
  if (!story) return false;
  c->header.count = 0;
  buffer_add_slice(&c->header, array->text);
  return true;
}

/* Adds a member to the record; `*first` says whether it is the first. */
static void add_member(struct buffer *out, const struct json_value *name, const struct json_value *value, bool *first) {
  size_t quotes = value->kind == JSON_STRING;
  buffer_add_text(out, *first ? "{\"" : ", \"");
  buffer_add_slice(out, name->text);
  buffer_add_text(out, "\": ");
  buffer_add(out, value->text.text - quotes, value->text.bytes + 2 * quotes);
  *first = false;
}

void columns_row(struct columns *c, const struct json_value *array) {
  struct json_value header = {JSON_ARRAY, {c->header.bytes, c->header.count}, false}, name, value;
  bool first = true;
  c->record.count = 0;
  for (size_t at = 0, in = 0; json_item(&header, &at, &name) && json_item(array, &in, &value);)
    add_member(&c->record, &name, &value, &first);
  buffer_add_text(&c->record, first ? "{}" : "}");
}

/* The next value of a column, an object or array, and its key. */
static bool step(const struct json_value *column, size_t *at, struct json_value *key, struct json_value *value) {
  *key = (struct json_value){0};
  return column->kind == JSON_ARRAY ? json_item(column, at, value) : json_member(column, at, key, value);
}

/* Whether two columns have as many values, and the same keys. */
static bool are_alike(const struct json_value *x, const struct json_value *y) {
  struct json_value x_key, y_key, value;
  for (size_t i = 0, k = 0;;) {
    bool more = step(x, &i, &x_key, &value);
    if (more != step(y, &k, &y_key, &value)) return false;
    if (!more) return true;
    if (x_key.kind == JSON_NONE) continue;
    if (!json_is(&x_key, y_key.text)) return false;
    if (name_value(x_key.text, LEXICON_RECORD_NAME) || name_value(x_key.text, LEXICON_RECORD_TEXT)) return false;
  }
}

bool columns_begin(struct columns *c, const struct json_value *object) {
  struct json_value name, value;
  enum field field;
  unsigned fields = 0;
  c->count = 0;
  memset(c->at, 0, sizeof c->at);
  for (size_t at = 0; json_member(object, &at, &name, &value); c->count++) {
    if (c->count == COLUMNS_MOST || (value.kind != JSON_OBJECT && value.kind != JSON_ARRAY)) break;
    if (c->count && value.kind != c->values[0].kind) break;
    if (is_field(&name, &field)) fields |= 1u << field;
    c->names[c->count] = name;
    c->values[c->count] = value;
  }
  struct json_value rest = {0};
  size_t members = 0;
  for (size_t at = 0; members <= c->count && json_member(object, &at, &rest, &value);) members++;
  bool good = members == c->count && fields >> FIELD_TITLE & 1 && fields >> FIELD_BODY & 1;
  for (size_t i = 1; good && i < c->count; i++) good = are_alike(&c->values[0], &c->values[i]);
  if (!good) c->count = 0;
  return good;
}

bool columns_next(struct columns *c) {
  struct json_value key, value;
  bool first = true;
  c->record.count = 0;
  for (size_t i = 0; i < c->count; i++)
    if (step(&c->values[i], &c->at[i], &key, &value)) add_member(&c->record, &c->names[i], &value, &first);
  buffer_add_text(&c->record, "}");
  if (first) c->count = 0;
  return !first;
}

void columns_clear(struct columns *c) { c->header.count = c->record.count = c->count = 0; }

void columns_free(struct columns *c) {
  buffer_free(&c->header);
  buffer_free(&c->record);
}
