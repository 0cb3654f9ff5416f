/*
** summary(story, evidence, number): an aggregate that puts together what single stories say; summary(summary) puts
** together what was put together before, on other machines or in other databases.
**
**     SELECT summary(id, furniture_evidence(outlet, body)) FROM article;
**     SELECT summary(id, identity_evidence(body, place), substr(day, 1, 4)) FROM article;
**     SELECT summary(id, traits, day) FROM lead JOIN ...;
**     SELECT summary(part) FROM parts;
**
** The same stories give the same bytes in whatever order and groups they come, and however often: corpus/summary.h.
** `story` is an integer or a text, the same wherever the story is read.  What follows from a summary the tables
** summary_furniture, summary_identities and summary_storylines say.
**
** A summary is one value, of at most 1,000,000,000 bytes (SQLITE_MAX_LENGTH): the names of some 1.5 million stories of
** news, the leads of 2 million.  More is an error that says so.
*/
#include "summary_values.h"

#include <string.h>

enum { INTEGER_KEY = 1, TEXT_KEY };
enum { ARGUMENT_STORY, ARGUMENT_EVIDENCE, ARGUMENT_NUMBER };

int summary_put_story(struct buffer *key, sqlite3_value *story) {
  if (sqlite3_value_type(story) == SQLITE_INTEGER) {
    uint64_t number = (uint64_t)sqlite3_value_int64(story) ^ (uint64_t)1 << 63;
    buffer_add_byte(key, INTEGER_KEY);
    for (int i = 7; i >= 0; i--) buffer_add_byte(key, (char)(unsigned char)(number >> 8 * i));
  } else {
    const char *text = (const char *)sqlite3_value_text(story);
    if (!text) return SQLITE_NOMEM;
    buffer_add_byte(key, TEXT_KEY);
    buffer_add(key, text, (size_t)sqlite3_value_bytes(story));
  }
  return key->no_memory ? SQLITE_NOMEM : SQLITE_OK;
}

void summary_result_story(sqlite3_context *context, struct slice key) {
  uint64_t number = 0;
  if (key.bytes == 9 && *key.text == INTEGER_KEY) {
    for (int i = 1; i < 9; i++) number = number << 8 | (unsigned char)key.text[i];
    sqlite3_result_int64(context, (sqlite3_int64)(number ^ (uint64_t)1 << 63));
  } else if (key.bytes) {
    sqlite3_result_text64(context, key.text + 1, key.bytes - 1, SQLITE_TRANSIENT, SQLITE_UTF8);
  }
}

int summary_argument(struct table_cursor *c, struct slice *summary) {
  sqlite3_value *value = c->arguments[0];
  if (sqlite3_value_type(value) != SQLITE_BLOB) return table_error(c, "summary", "is none: it is no BLOB");
  summary->bytes = (size_t)sqlite3_value_bytes(value);
  summary->text = sqlite3_value_blob(value);
  if (!summary->text) summary->text = "";
  return SQLITE_OK;
}

int summary_status(struct table_cursor *c, enum status status, const char *of) {
  if (status == STATUS_INVALID) return table_error(c, "summary", "is not one of %s, or damaged", of);
  return status_code(status);
}

/* ---- The aggregate ---- */

struct pile {
  struct buffer records;
  size_t from; /* those before have left the window */
  bool failed; /* an error was said */
};

static void fail(sqlite3_context *context, struct pile *p, const char *argument, const char *problem) {
  p->failed = true;
  function_error(context, "summary", argument, "%s", problem);
}

static void read_summary(sqlite3_context *context, struct pile *p, sqlite3_value *value, struct buffer *out) {
  struct slice records, summary = {0};
  if (sqlite3_value_type(value) == SQLITE_NULL) return;
  if (sqlite3_value_type(value) == SQLITE_BLOB)
    summary = (struct slice){sqlite3_value_blob(value), (size_t)sqlite3_value_bytes(value)};
  if (!summary_records(summary, &records)) fail(context, p, "story", "is no summary; or give a story and its evidence");
  else buffer_add_slice(out, records);
}

static void read_story(sqlite3_context *context, struct pile *p, int argc, sqlite3_value **argv, struct buffer *out) {
  struct summary_record r = {0};
  struct buffer key = {0};
  int story = sqlite3_value_type(argv[ARGUMENT_STORY]), evidence = sqlite3_value_type(argv[ARGUMENT_EVIDENCE]);
  if (story == SQLITE_NULL || evidence == SQLITE_NULL) return;
  if (story != SQLITE_INTEGER && story != SQLITE_TEXT) fail(context, p, "story", "is neither an integer nor a text");
  else if (evidence != SQLITE_BLOB) fail(context, p, "evidence", "is no BLOB");
  if (argc > ARGUMENT_NUMBER && sqlite3_value_type(argv[ARGUMENT_NUMBER]) != SQLITE_NULL) {
    r.numbered = sqlite3_value_numeric_type(argv[ARGUMENT_NUMBER]) == SQLITE_INTEGER;
    r.number = sqlite3_value_int64(argv[ARGUMENT_NUMBER]);
    if (!r.numbered) fail(context, p, "number", "is no integer");
  }
  if (p->failed) return;
  if (summary_put_story(&key, argv[ARGUMENT_STORY]) != SQLITE_OK) out->no_memory = true;
  r.key = buffer_slice(&key);
  r.evidence =
      (struct slice){sqlite3_value_blob(argv[ARGUMENT_EVIDENCE]), (size_t)sqlite3_value_bytes(argv[ARGUMENT_EVIDENCE])};
  summary_add(out, &r);
  buffer_free(&key);
}

/* What leaves a window came before all that stays. */
static void step(sqlite3_context *context, void *state, int rows, int argc, sqlite3_value **argv) {
  struct pile *p = state;
  struct buffer left = {0}, *out = rows > 0 ? &p->records : &left;
  if (p->failed) return;
  if (argc == 1) read_summary(context, p, argv[ARGUMENT_STORY], out);
  else read_story(context, p, argc, argv, out);
  p->from += left.count;
  if (out->no_memory) {
    p->failed = true;
    sqlite3_result_error_nomem(context);
  }
  buffer_free(&left);
}

static void value(sqlite3_context *context, const void *state) {
  const struct pile *p = state;
  struct buffer out = {0};
  struct stop stop = {connection_interrupted, aggregate_connection(context), false, 0};
  struct slice records = {"", 0};
  if (p->records.bytes) records = (struct slice){p->records.bytes + p->from, p->records.count - p->from};
  bool well = !p->failed && !function_failed(context, summary_write(&out, records, &stop));
  if (well && out.count > (size_t)sqlite3_limit(sqlite3_context_db_handle(context), SQLITE_LIMIT_LENGTH, -1)) {
    function_error(
        context, "summary", "story",
        "tells too many apart: their summary, %lld bytes, is more than SQLite keeps in one value; see to parts "
        "of them, by years or desks",
        (long long)out.count);
  } else if (well) {
    sqlite3_result_blob64(context, out.bytes, out.count, SQLITE_TRANSIENT);
  }
  buffer_free(&out);
}

static void clear(void *state) { buffer_free(&((struct pile *)state)->records); }

const struct text_aggregate summary_aggregate = {
    .name = "summary",
    .arguments =
        "story -- what tells the story, an integer or a text, the same wherever it is read; or, alone, a summary\n"
        "evidence -- what it says: furniture_evidence(), identity_evidence() or lead.traits\n"
        "number -- of identities the year, of storylines the day (lead.day); NULL where it is not known\n",
    .required = 1,
    .help = "what many stories say, put together in any order and as often as one likes: of databases that know only a "
            "part each",
    .example = "SELECT length(summary(path, furniture_evidence(source, body))) AS bytes FROM articles('tests/corpus')",
    .since = "0.2.0",
    .state_bytes = sizeof(struct pile),
    .step = step,
    .value = value,
    .clear = clear,
};
