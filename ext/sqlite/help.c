/*
** newsext_help([topic]): help where one works.
**
**     SELECT newsext_help();               -- all there is, a line each
**     SELECT newsext_help('quotations');   -- a page: arguments, columns, values, an example and its answer
**     SELECT newsext_help('basis');        -- what a column, or a value of one, means; of one table: 'mentions.basis'
**     SELECT newsext_help('glossary');     -- all values that have a name
**     SELECT newsext_help('storyline');    -- a table that load() keeps
**
** Nothing is written here: it shows what each object declares of itself (object.h, declared.h) and what sql/schema.sql
** says of its tables.
*/
#include "help_example.h"
#include "near_miss.h"
#include "schema.h"

#include <string.h>

enum { LINE = 100, INDENT = 2 };

/* ---- Lines ---- */

static size_t width_of(const char *text, size_t bytes) {
  size_t width = 0;
  for (size_t i = 0; i < bytes; i++) width += ((unsigned char)text[i] & 0xC0) != 0x80;
  return width;
}

/* Puts words up to the end of a line, and goes on in the next behind `indent`. */
static void put_wrapped(struct buffer *b, struct slice text, size_t indent) {
  size_t room = LINE - indent;
  for (size_t at = 0, used = 0; at < text.bytes;) {
    size_t end = at;
    while (end < text.bytes && text.text[end] != ' ') end++;
    const size_t width = width_of(text.text + at, end - at);
    if (used && used + 1 + width > room) {
      buffer_add_byte(b, '\n');
      help_space(b, indent);
      used = 0;
    } else if (used) {
      buffer_add_byte(b, ' ');
      used++;
    }
    buffer_add(b, text.text + at, end - at);
    used += width;
    at = end + (end < text.bytes);
  }
  buffer_add_byte(b, '\n');
}

static void put_padded(struct buffer *b, struct slice text, size_t width) {
  buffer_add_slice(b, text);
  help_space(b, width > text.bytes ? width - text.bytes : 1);
}

static bool is(struct slice s, const char *text) { return s.bytes == strlen(text) && !memcmp(s.text, text, s.bytes); }

/* ---- What is declared ---- */

struct widths {
  size_t name, type, value;
};

static void widen(struct widths *w, const char *declared) {
  struct declared one;
  while (declared_next(&declared, &one)) {
    size_t *name = one.is_value ? &w->value : &w->name;
    if (one.name.bytes + INDENT > *name) *name = one.name.bytes + INDENT;
    if (one.type.bytes && one.type.bytes + INDENT > w->type) w->type = one.type.bytes + INDENT;
  }
}

static void put_declared(struct buffer *b, const char *declared, const struct widths *w) {
  const size_t indent = INDENT + w->name + w->type;
  struct declared one;
  while (declared_next(&declared, &one)) {
    help_space(b, one.is_value ? indent : INDENT);
    put_padded(b, one.name, one.is_value ? w->value : w->name);
    if (!one.is_value && w->type) put_padded(b, one.type, w->type);
    put_wrapped(b, one.meaning, one.is_value ? indent + w->value : indent);
  }
}

/* ---- The pages ---- */

static int put_usage(struct buffer *b, const struct object *o, size_t width) {
  char *usage = object_usage(o);
  if (!usage) return SQLITE_NOMEM;
  put_padded(b, slice_of(usage), width);
  sqlite3_free(usage);
  return SQLITE_OK;
}

/* SQL, a line a statement. */
static void put_statements(struct buffer *b, const char *sql) {
  while (*sql) {
    const char *end = strstr(sql, "; ");
    const size_t bytes = end ? (size_t)(end + 1 - sql) : strlen(sql);
    help_space(b, INDENT);
    buffer_add(b, sql, bytes);
    buffer_add_byte(b, '\n');
    sql += bytes + (end != NULL);
  }
}

static int put_page(struct buffer *b, const struct connection *c, const struct object *o) {
  const struct described d = object_described(o);
  struct widths arguments = {0}, columns = {0};
  if (b->count) buffer_add_byte(b, '\n');
  int rc = put_usage(b, o, 0);
  if (rc != SQLITE_OK) return rc;
  buffer_add_text(b, "-- ");
  buffer_add_text(b, d.kind);
  buffer_add_text(b, ", since ");
  buffer_add_text(b, d.since);
  buffer_add_byte(b, '\n');
  put_wrapped(b, slice_of(d.help), 0);
  if (*d.arguments) buffer_add_text(b, "\nArguments\n");
  widen(&arguments, d.arguments);
  put_declared(b, d.arguments, &arguments);
  if (*d.columns) buffer_add_text(b, "\nColumns\n");
  widen(&columns, d.columns);
  widen(&columns, d.hidden);
  put_declared(b, d.columns, &columns);
  if (*d.hidden) buffer_add_text(b, "\nColumns that SELECT * leaves out\n");
  put_declared(b, d.hidden, &columns);
  buffer_add_text(b, "\nExample\n");
  put_statements(b, d.example);
  if (d.touches) return SQLITE_OK;
  buffer_add_byte(b, '\n');
  return help_example(b, c, d.example);
}

static int put_overview(struct buffer *b, const struct connection *c) {
  enum { USAGE = 45 };
  int rc = SQLITE_OK;
  for (const struct object *o = c->objects; rc == SQLITE_OK && object_is_one(o); o++) {
    if (!object_is_offered(c, o)) continue;
    rc = put_usage(b, o, USAGE);
    put_wrapped(b, slice_of(object_described(o).help), USAGE);
  }
  buffer_add_text(b, "\nSELECT newsext_help('quotations') prints the page of one, newsext_help('glossary') what values "
                     "mean,\nnewsext_help('storyline') a table that load() keeps.\n");
  return rc;
}

/* Whether an object before `last` declares the same of a column. */
static bool said_before(const struct connection *c, const struct object *last, const struct declared *column) {
  struct declared one;
  for (const struct object *o = c->objects; o < last; o++) {
    const struct described d = object_described(o);
    const char *parts[] = {d.columns, d.hidden};
    for (int i = 0; i < 2; i++)
      while (declared_next(&parts[i], &one))
        if (slice_equals(one.name, column->name) && slice_equals(one.meaning, column->meaning)) return true;
  }
  return false;
}

/* Whether a topic is "mentions.basis" or "basis". */
static bool names_column(const char *topic, const char *object, struct slice column) {
  const size_t bytes = strlen(object);
  return is(column, topic) || (!strncmp(topic, object, bytes) && topic[bytes] == '.' && is(column, topic + bytes + 1));
}

/* Puts the columns of `declared`, with their values, that are called `topic` or have such a value; or, where it is
** NULL, all that have values. */
static void put_entries(struct buffer *b, const struct connection *c, const struct object *o, const char *declared,
                        const char *topic) {
  struct declared one;
  const char *at = declared;
  while (declared_next(&at, &one)) {
    if (one.is_value) continue;
    const char *values = at, *end = at;
    struct declared value;
    struct widths w = {0};
    bool asked = topic && names_column(topic, object_described(o).name, one.name);
    while (declared_next(&at, &value) && value.is_value) {
      asked |= !topic || is(value.name, topic);
      if (value.name.bytes + INDENT > w.value) w.value = value.name.bytes + INDENT;
      end = at;
    }
    at = end;
    if (!asked || (!(topic && strchr(topic, '.')) && said_before(c, o, &one))) continue;
    if (b->count) buffer_add_byte(b, '\n');
    buffer_add_text(b, object_described(o).name);
    buffer_add_byte(b, '.');
    buffer_add_slice(b, one.name);
    buffer_add_text(b, " -- ");
    put_wrapped(b, one.meaning, INDENT);
    while (values < end && declared_next(&values, &value)) {
      help_space(b, INDENT);
      put_padded(b, value.name, w.value);
      put_wrapped(b, value.meaning, INDENT + w.value);
    }
  }
}

/* Puts the paragraph of the schema that makes a table or view. */
static void put_kept(struct buffer *b, const char *topic) {
  for (const char *from = schema_text(), *end; *from; from = end + strspn(end, "\n")) {
    end = strstr(from, "\n\n");
    if (!end) end = from + strlen(from);
    for (const char *at = strstr(from, " IF NOT EXISTS "); at && at < end; at = strstr(at, " IF NOT EXISTS ")) {
      at += strlen(" IF NOT EXISTS ");
      if (strncmp(at, topic, strlen(topic)) || !strchr("( ", at[strlen(topic)])) continue;
      buffer_add(b, from, (size_t)(end - from));
      buffer_add_byte(b, '\n');
      return;
    }
  }
}

static int put_topic(struct buffer *b, const struct connection *c, const char *topic) {
  const char *name = !sqlite3_strnicmp(topic, "news_", 5) ? topic + 5 : topic;
  int rc = SQLITE_OK;
  for (const struct object *o = c->objects; rc == SQLITE_OK && object_is_one(o); o++)
    if (object_is_offered(c, o) && !sqlite3_stricmp(object_described(o).name, name)) rc = put_page(b, c, o);
  if (rc != SQLITE_OK || b->count) return rc;
  put_kept(b, topic);
  const bool all = !strcmp(topic, "glossary");
  for (const struct object *o = c->objects; object_is_one(o); o++) {
    put_entries(b, c, o, object_described(o).columns, all ? NULL : topic);
    put_entries(b, c, o, object_described(o).hidden, all ? NULL : topic);
  }
  return SQLITE_OK;
}

/* ---- The function ---- */

/* The least number of letters to put, take away or change that makes one word the other
** (Levenshtein), if words are short. */
static size_t distance(const char *a, const char *b) {
  enum { LONGEST = 31 };
  size_t row[LONGEST + 1], n = strlen(b);
  if (n > LONGEST || strlen(a) > LONGEST) return LONGEST;
  for (size_t k = 0; k <= n; k++) row[k] = k;
  for (size_t i = 0; a[i]; i++) {
    size_t before = row[0]++;
    for (size_t k = 0; k < n; k++) {
      size_t best = before + (a[i] != b[k]);
      if (row[k] + 1 < best) best = row[k] + 1;
      before = row[k + 1];
      row[k + 1] = before + 1 < best ? before + 1 : best;
    }
  }
  return row[n];
}

static void refuse(sqlite3_context *context, const struct connection *c, const char *topic) {
  const char *nearest = NULL;
  size_t least = 4;
  for (const struct object *o = c->objects; object_is_one(o); o++) {
    const char *name = object_described(o).name;
    if (object_is_offered(c, o) && distance(topic, name) < least) least = distance(topic, nearest = name);
  }
  function_error(context, "newsext_help", "topic", "'%.60s' is not known%s%s%s; newsext_help() lists all there is",
                 topic, nearest ? ": did you mean '" : "", nearest ? nearest : "", nearest ? "'" : "");
}

static void call(sqlite3_context *context, int argc, sqlite3_value **argv) {
  const struct connection *c = sqlite3_user_data(context);
  struct buffer b = {0};
  if (argc && sqlite3_value_type(argv[0]) == SQLITE_NULL) return;
  const char *topic = argc ? (const char *)sqlite3_value_text(argv[0]) : "";
  int rc = !topic ? SQLITE_NOMEM : argc ? put_topic(&b, c, topic) : put_overview(&b, c);
  if (b.no_memory) rc = SQLITE_NOMEM;
  if (rc != SQLITE_OK) sqlite3_result_error_code(context, rc);
  else if (!b.count) refuse(context, c, topic);
  else sqlite3_result_text(context, b.bytes, (int)b.count - 1, SQLITE_TRANSIENT);
  buffer_free(&b);
}

const struct text_function newsext_help_function = {
    .name = "newsext_help",
    .arguments = "topic -- a table or function, a column or value of one, a table that load() keeps, or 'glossary'\n",
    .help = "help: all there is, or a page on one thing",
    .example = "SELECT newsext_help('basis')",
    .since = "0.2.0",
    .call = call,
};
