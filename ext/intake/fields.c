/* Fields of records: see fields.h. */
#include "fields.h"

#include "byline.h"
#include "lines.h"
#include "phrase.h"
#include "repair.h"

#include <string.h>

enum { DEEPEST_HOLDER = 3 };

/* Of those that a story has. */
static const char *const names[FIELDS] = {
    [FIELD_BODY] = "body",     [FIELD_TITLE] = "title", [FIELD_PUBLISHED] = "published", [FIELD_SOURCE] = "source",
    [FIELD_BYLINE] = "byline", [FIELD_URL] = "url",     [FIELD_PLACE] = "place"};

/* A part of a buffer, which may be empty and have no bytes at all. */
static struct slice part_of(const struct buffer *b, size_t from, size_t to) {
  return from < to ? slice_trimmed((struct slice){b->bytes + from, to - from}) : (struct slice){"", 0};
}

const char *mapping_read(struct mapping *m, struct slice json) {
  struct json_value object, key, value;
  bool broken;
  if (!json_whole(json, &object) || object.kind != JSON_OBJECT) return "is no JSON object";
  size_t starts[FIELDS] = {0}, ends[FIELDS] = {0};
  for (size_t at = 0; json_member(&object, &at, &key, &value);) {
    int field = 1;
    while (field < FIELDS && !(names[field] && json_is(&key, slice_of(names[field])))) field++;
    if (field == FIELDS) return "has a field that no story has (body, title, published, source, byline, url, place)";
    if (value.kind != JSON_STRING || !value.text.bytes) return "has a path that is no text";
    starts[field] = m->text.count;
    json_text(&m->text, &value, &broken);
    ends[field] = m->text.count;
  }
  for (int i = 1; i < FIELDS; i++) {
    struct slice path = part_of(&m->text, starts[i], ends[i]);
    if (path.bytes && path.text[0] == '$') path = slice_from(path, path.bytes > 1 && path.text[1] == '.' ? 2 : 1);
    if (path.bytes) m->paths[i] = path;
  }
  return NULL;
}

bool mapping_unmet(const struct mapping *m, const struct record_texts *t, struct slice *path, const char **field) {
  for (int f = 1; f < FIELDS && t->records; f++) {
    if (!m->paths[f].bytes || t->met >> f & 1) continue;
    *path = m->paths[f];
    *field = names[f];
    return true;
  }
  return false;
}

void mapping_free(struct mapping *m) {
  buffer_free(&m->text);
  *m = (struct mapping){0};
}

int field_of_name(const struct mapping *m, struct slice name, enum field *field) {
  for (int f = 1; f < FIELDS; f++) {
    struct slice path = m->paths[f];
    if (!path.bytes || !slice_equals(path, name)) continue;
    *field = (enum field)f;
    return 1;
  }
  const char *means = name_value(name, LEXICON_RECORD_FIELD); /* "body 3": the third choice for it */
  if (!means) return 0;
  *field = (enum field)lexicon_read_number(means);
  return m->paths[*field].bytes || !names[*field] ? 0 : lexicon_read_number(means + strcspn(means, " ") + 1);
}

/* Follows "meta.dates.0" from a value. */
static bool follow(struct json_value *v, struct slice path) {
  while (path.bytes) {
    size_t n = 0;
    while (n < path.bytes && path.text[n] != '.' && path.text[n] != '[') n++;
    struct slice step = {path.text, n};
    path = slice_from(path, n + (n < path.bytes));
    if (step.bytes && step.text[step.bytes - 1] == ']') step.bytes--;
    if (!step.bytes) continue;
    struct json_value key, value;
    bool found = false;
    size_t at = 0, index = 0, number = 0;
    for (size_t i = 0; i < step.bytes; i++)
      number = is_digit_byte(step.text[i]) ? number * 10 + (size_t)(step.text[i] - '0') : SIZE_MAX / 20;
    while (!found && json_member(v, &at, &key, &value)) found = json_is(&key, step);
    while (!found && json_item(v, &at, &value)) found = index++ == number;
    if (!found) return false;
    *v = value;
  }
  return true;
}

/* The member of an object that keeps what is meant: its name, where `first`, or the first of what else may. */
static struct json_value named_text(const struct json_value *object, bool first) {
  enum lexicon_list list = first ? LEXICON_RECORD_NAME : LEXICON_RECORD_TEXT;
  struct json_value key, item;
  for (size_t at = 0; json_member(object, &at, &key, &item);)
    if (item.kind != JSON_WORD && item.kind != JSON_ARRAY && name_value(key.text, list)) return item;
  return (struct json_value){0};
}

/* The text of a value: a string, a number, the texts of an array, the name of an object. */
static bool add_value(struct buffer *out, const struct json_value *v, const char *between, bool *broken) {
  struct json_value item, key;
  size_t at = 0, before = out->count;
  if (v->kind == JSON_STRING) json_text(out, v, broken);
  else if (v->kind == JSON_NUMBER) buffer_add_slice(out, v->text);
  while (json_item(v, &at, &item)) {
    struct json_value inner = item;
    if (item.kind == JSON_OBJECT) {
      size_t in = 0;
      while (json_member(&item, &in, &key, &inner) && !name_value(key.text, LEXICON_RECORD_NAME))
        inner.kind = JSON_NONE;
    }
    if (inner.kind != JSON_STRING || !inner.text.bytes) continue;
    if (out->count > before) buffer_add_text(out, between);
    json_text(out, &inner, broken);
  }
  struct json_value meant = named_text(v, true);
  if (meant.kind == JSON_NONE) meant = named_text(v, false);
  if (meant.kind == JSON_OBJECT) meant = named_text(&meant, false); /* {"$date": {"$numberLong": "..."}} */
  if (meant.kind == JSON_STRING) json_text(out, &meant, broken);
  else if (meant.kind == JSON_NUMBER) buffer_add_slice(out, meant.text);
  return out->count > before;
}

/* Puts the fields where they belong and reads the story. */
static bool finish(struct story *s, struct record_texts *t, const size_t starts[FIELDS], const size_t ends[FIELDS]) {
  struct slice *to[FIELDS] = {[FIELD_TITLE] = &s->title,
                              [FIELD_SOURCE] = &s->source,
                              [FIELD_BYLINE] = &s->byline,
                              [FIELD_URL] = &s->url,
                              [FIELD_PLACE] = &s->place};
  if (t->fields.no_memory || t->body.no_memory) return false;
  for (int i = 1; i < FIELDS; i++) {
    struct slice text = part_of(&t->fields, starts[i], ends[i]);
    struct when w;
    if (!text.bytes) continue;
    if (i == FIELD_BYLINE) byline_begins(text = byline_of_address(text), &text);
    if (to[i]) *to[i] = text;
    else if (i == FIELD_PUBLISHED && when_is(text, &w)) published_set(&s->published, &w, BASIS_METADATA);
  }
  if (!s->url.bytes && slice_is_address(s->source)) s->url = s->source; /* trafilatura's */
  struct slice body = slice_trimmed(buffer_slice(&t->body));
  s->is_markup |= body.bytes && body.text[0] == '<';
  return story_pad(&t->body) && story_read(s, buffer_slice(&t->body), true);
}

/* Adds a field's text, mended. */
static void add_mended(struct buffer *out, const char *text, size_t bytes) {
  struct buffer mended = {0};
  if (repair(&mended, text, bytes, NULL)) {
    buffer_add(out, mended.bytes, mended.count);
    out->no_memory |= mended.no_memory;
  } else {
    buffer_add(out, text, bytes);
  }
  buffer_free(&mended);
}

/* The fields of a record of JSON, as its members come by. */
struct chosen {
  const struct mapping *mapping;
  struct record_texts *texts;
  struct json_value values[FIELDS];
  int ranks[FIELDS];
  size_t members;
  unsigned depth; /* of objects that hold fields */
};

bool fields_are_in(const struct json_value *key, const struct json_value *value) {
  static const struct mapping usual_names;
  enum field f;
  if (value->kind != JSON_OBJECT) return false;
  const char *begins = name_value(key->text, LEXICON_RECORD_HOLDER);
  if (begins) return slice_starts(key->text, begins);
  return field_of_name(&usual_names, key->text, &f) && f == FIELD_BODY && named_text(value, true).kind == JSON_NONE &&
         named_text(value, false).kind == JSON_NONE;
}

static void choose(void *context, const struct json_value *key, const struct json_value *value) {
  struct chosen *c = context;
  if (c->depth < DEEPEST_HOLDER && fields_are_in(key, value)) {
    struct json_value inner_key, inner;
    c->depth++;
    for (size_t at = 0; json_member(value, &at, &inner_key, &inner);) choose(c, &inner_key, &inner);
    c->depth--;
    return;
  }
  enum field f = FIELD_BODY;
  size_t i = c->members++, bytes = key->text.bytes;
  bool kept = i < FIELDS_KNOWN && bytes < sizeof c->texts->known[0].name;
  int rank;
  if (kept && c->texts->known[i].bytes == bytes && !memcmp(c->texts->known[i].name, key->text.text, bytes)) {
    rank = c->texts->known[i].rank;
    f = c->texts->known[i].field;
  } else {
    rank = field_of_name(c->mapping, key->text, &f);
    if (kept) {
      memcpy(c->texts->known[i].name, key->text.text, bytes);
      c->texts->known[i].bytes = bytes;
      c->texts->known[i].field = f;
      c->texts->known[i].rank = rank;
    }
  }
  bool empty = value->kind == JSON_WORD || (value->kind == JSON_STRING && !value->text.bytes);
  if (rank) c->texts->met |= 1u << f;
  if (!rank || empty || (c->ranks[f] && c->ranks[f] <= rank)) return;
  c->ranks[f] = rank;
  c->values[f] = *value;
}

bool story_of_json(struct story *s, struct record_texts *t, const struct mapping *m, struct slice record,
                   bool *is_object) {
  struct chosen chosen = {.mapping = m, .texts = t};
  size_t starts[FIELDS] = {0}, ends[FIELDS] = {0};
  bool broken = false;
  t->fields.count = t->body.count = 0;
  *is_object = json_object(record, choose, &chosen);
  if (!*is_object) return true;
  t->records++;
  struct buffer one = {0};
  for (int f = 1; f < FIELDS; f++) {
    struct json_value *v = &chosen.values[f];
    if (m->paths[f].bytes && v->kind == JSON_NONE) {
      *v = (struct json_value){JSON_OBJECT, slice_trimmed(record), false};
      if (follow(v, m->paths[f])) t->met |= 1u << f;
      else v->kind = JSON_NONE;
    }
    if (v->kind == JSON_NONE) continue;
    if (f == FIELD_BODY) {
      add_value(&t->body, v, "\n\n", &broken);
      continue;
    }
    one.count = 0;
    starts[f] = t->fields.count;
    if (add_value(&one, v, ", ", &broken)) add_mended(&t->fields, one.bytes, one.count);
    ends[f] = t->fields.count;
  }
  bool good = !one.no_memory;
  buffer_free(&one);
  good = good && finish(s, t, starts, ends);
  if (broken) s->problems |= STORY_BAD_ESCAPES;
  return good;
}

bool story_of_cells(struct story *s, struct record_texts *t, const struct mapping *m, const struct slice *headers,
                    const struct slice *texts, size_t count) {
  int ranks[FIELDS] = {0};
  size_t starts[FIELDS] = {0}, ends[FIELDS] = {0}, cell[FIELDS] = {0};
  t->fields.count = t->body.count = 0;
  t->records++;
  for (size_t i = 0; i < count; i++) {
    enum field f;
    int rank = field_of_name(m, headers[i], &f);
    if (rank) t->met |= 1u << f;
    if (!rank || !texts[i].bytes || (ranks[f] && ranks[f] <= rank)) continue;
    ranks[f] = rank;
    cell[f] = i;
  }
  for (int f = 1; f < FIELDS; f++) {
    if (!ranks[f]) continue;
    struct slice text = texts[cell[f]];
    if (f == FIELD_BODY) {
      buffer_add_slice(&t->body, text);
      continue;
    }
    starts[f] = t->fields.count;
    add_mended(&t->fields, text.text, text.bytes);
    ends[f] = t->fields.count;
  }
  return finish(s, t, starts, ends);
}

void record_texts_free(struct record_texts *t) {
  buffer_free(&t->fields);
  buffer_free(&t->body);
}
