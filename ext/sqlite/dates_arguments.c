/* Reading the arguments of event_date and event_dates: see dates_arguments.h. */
#include "dates_arguments.h"

#include "../intake/json.h"

#include <string.h>

static bool take_style(const char *text, size_t bytes, struct date_options *out, const char **problem) {
  const int style = date_style_named(text, bytes);
  *problem = "is no style: 'news' and 'narrative' are";
  out->style = style < 0 ? DATES_AUTO : (enum date_style)style;
  return style >= 0;
}

static bool take_language(const char *text, size_t bytes, struct date_options *out, const char **problem) {
  const int language = date_language_named(text, bytes);
  *problem = "names a language that has no date patterns: 'en' and 'de' have";
  out->language = (uint32_t)(language + 1);
  return language >= 0;
}

/* What the members of an object say, and the first problem. */
struct options {
  struct date_options *out;
  const char *problem;
};

static void take_member(void *context, const struct json_value *key, const struct json_value *value) {
  struct options *o = context;
  const char *problem = "has a member that is neither style nor language";
  const bool style = json_is(key, slice_of("style")), language = json_is(key, slice_of("language"));
  bool good = (style || language) && value->kind == JSON_STRING;
  if (style || language) problem = "has a style or language that is no text";
  if (good && style) good = take_style(value->text.text, value->text.bytes, o->out, &problem);
  if (good && language) good = take_language(value->text.text, value->text.bytes, o->out, &problem);
  if (!good && !o->problem) o->problem = problem;
}

int dates_arguments(sqlite3_value *reference, sqlite3_value *options, struct dates_arguments *out,
                    const char **argument, const char **problem) {
  *out = (struct dates_arguments){0};
  *argument = "reference";
  *problem = "is no ISO date such as 2019-01-28 or 2019-01-28T15:04:00Z";
  if (reference && sqlite3_value_type(reference) != SQLITE_NULL) {
    const char *text = (const char *)sqlite3_value_text(reference);
    if (!text) return SQLITE_NOMEM;
    if (!moment_read(text, (size_t)sqlite3_value_bytes(reference), &out->reference)) return SQLITE_ERROR;
    out->given = true;
  }
  *argument = "options";
  if (!options || sqlite3_value_type(options) == SQLITE_NULL) return SQLITE_OK;
  const char *text = (const char *)sqlite3_value_text(options);
  if (!text) return SQLITE_NOMEM;
  const size_t bytes = (size_t)sqlite3_value_bytes(options);
  if (text[strspn(text, " \n\r")] != '{') {
    if (take_style(text, bytes, &out->options, problem)) return SQLITE_OK;
    *problem = "is none of 'news', 'narrative' and JSON such as {\"language\": \"de\"}";
    return SQLITE_ERROR;
  }
  struct options members = {&out->options, NULL};
  *problem = "is no JSON object";
  if (!json_object((struct slice){text, bytes}, take_member, &members)) return SQLITE_ERROR;
  *problem = members.problem;
  return members.problem ? SQLITE_ERROR : SQLITE_OK;
}
