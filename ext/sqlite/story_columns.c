/* The columns of a story: see story_columns.h. */
#include "story_columns.h"

static void result_slice(sqlite3_context *context, struct slice s) {
  if (s.text) sqlite3_result_text64(context, s.text, s.bytes, SQLITE_TRANSIENT, SQLITE_UTF8);
}

static void result_filled(sqlite3_context *context, const char *text) {
  if (*text) sqlite3_result_text(context, text, -1, SQLITE_TRANSIENT);
}

void story_column(sqlite3_context *context, const struct story *s, enum story_column column) {
  static const char *const bases[] = {"", "metadata", "header", "dateline", "url", "path", "text", "capture"};
  switch (column) {
    case STORY_URL: result_slice(context, s->url); break;
    case STORY_SOURCE: result_slice(context, s->source); break;
    case STORY_TITLE: result_slice(context, s->title); break;
    case STORY_BYLINE: result_slice(context, s->byline); break;
    case STORY_PLACE: result_slice(context, s->place); break;
    case STORY_PUBLISHED: result_filled(context, s->published.date); break;
    case STORY_BASIS: result_filled(context, bases[s->published.basis]); break;
    case STORY_FROM: result_filled(context, s->published.from); break;
    case STORY_TO: result_filled(context, s->published.to); break;
    case STORY_WORDS: sqlite3_result_int64(context, (sqlite3_int64)story_words(s->body)); break;
    case STORY_BODY: result_slice(context, s->body); break;
    case STORY_ENCODING:
      sqlite3_result_text(context, *s->charset ? s->charset : encoding_name(s->encoding), -1, SQLITE_TRANSIENT);
      break;
    case STORY_HIDDEN: result_slice(context, s->raw); break;
    default: break;
  }
}

char *story_problem(const struct story *s, int *no_memory) {
  static const struct {
    unsigned problem;
    const char *text;
  } texts[] = {
      {ENCODING_BINARY, "is no text"},
      {ENCODING_BAD_UTF8, "has bytes that are no UTF-8"},
      {ENCODING_BAD_UTF16, "has halves of UTF-16 characters"},
      {STORY_BAD_ESCAPES, "has escapes that mean no character"},
      {ENCODING_NUL, "has NUL characters"},
      {STORY_CUT, "was cut short by the service that it came from"},
  };
  char *all = s->page_problem ? sqlite3_mprintf("%s", s->page_problem) : NULL;
  *no_memory = s->page_problem && !all;
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    if (!(s->problems & texts[i].problem)) continue;
    char *more = sqlite3_mprintf("%z%s%s", all, all ? "; " : "", texts[i].text);
    all = more;
    if (!all) *no_memory = 1;
  }
  if (s->format && all) {
    char *more = sqlite3_mprintf("%z: %s", all, s->format);
    all = more;
    *no_memory = !all;
  }
  if (!all && !*no_memory && !s->body.bytes) {
    all = sqlite3_mprintf("%s", "is empty");
    *no_memory = !all;
  }
  return all;
}
