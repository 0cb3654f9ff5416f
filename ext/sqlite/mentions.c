/*
** mentions(text, entity): how often a text names an entity; and, as a table,
** where.
**
**     SELECT mentions('Ashraf Ghani spoke. Ghani''s plea failed.', 'Ashraf Ghani');
**     2
**     SELECT start, surface, basis FROM mentions('The US and us', '["United States","America"]');
**     5|US|acronym
**
** What counts as a mention: language/mentions/roster.h.  The function works on
** the text as SQLite holds it; only the table makes a document of it.
*/
#include "../text/search.h"
#include "subject.h"
#include "text_table.h"

#include <string.h>

#define ENTITY_ARGUMENT "entity -- a name, a JSON array of a name and its aliases, or a /pattern/\n"

/* ---- The function ---- */

static const char *problem_of(enum status status) {
  return status == STATUS_TOO_MANY      ? "has too many mentions in this text"
         : status == STATUS_TOO_COMPLEX ? "has a pattern that needs too many steps on this text"
         : status == STATUS_INVALID     ? "has a pattern that fails on this text"
                                        : NULL;
}

/* A copy with the zero bytes behind it that a search for many names needs. */
static const char *padded(struct arena *arena, const char *text, size_t bytes) {
  char *copy = arena_take(arena, bytes + DOCUMENT_PADDING);
  if (!copy) return NULL;
  if (bytes) memcpy(copy, text, bytes);
  return memset(copy + bytes, 0, DOCUMENT_PADDING), copy;
}

static void count_mentions(sqlite3_context *context, int argc, sqlite3_value **argv) {
  struct connection *c = sqlite3_user_data(context);
  struct slice s;
  (void)argc;
  if (sqlite3_value_type(argv[1]) == SQLITE_NULL || !function_text(context, "mentions", "text", argv[0], &s)) return;
  struct subject *e = sqlite3_get_auxdata(context, 1);
  bool kept = e != NULL;
  if (!e) {
    char *why;
    if (!(e = subject_of(c, argv[1], &why))) {
      if (why) function_error(context, "mentions", "entity", "%s", why);
      else sqlite3_result_error_nomem(context);
      sqlite3_free(why);
      return;
    }
  }
  struct arena arena = {0};
  struct sightings found = {0};
  const char *nul = memchr(s.text, 0, s.bytes);
  if (nul) s.bytes = (size_t)(nul - s.text);
  if (search_needs_padding(&e->roster.automaton)) s.text = padded(&arena, s.text, s.bytes);
  enum status status = s.text ? subject_find(e, s.text, s.bytes, &arena, &found, c) : STATUS_NO_MEMORY;
  arena_free(&arena);
  if (problem_of(status)) function_error(context, "mentions", "entity", "%s", problem_of(status));
  else if (!function_failed(context, status)) sqlite3_result_int64(context, found.count);
  if (!kept) sqlite3_set_auxdata(context, 1, e, subject_release); /* it may free it at once */
}

const struct text_function mentions_function = {
    .name = "mentions",
    .arguments = TEXT_ARGUMENT ENTITY_ARGUMENT,
    .required = 2,
    .help = "how often a text names an entity: a name, a JSON array of names, or a /pattern/",
    .example = "SELECT mentions('Ashraf Ghani spoke. Ghani''s plea failed.', 'Ashraf Ghani')",
    .call = count_mentions,
};

/* ---- The table ---- */

enum { COLUMN_NAME = COLUMN_SURFACE + 1, COLUMN_BASIS };
enum { ARGUMENT_TEXT, ARGUMENT_ENTITY };

struct state {
  struct subject *subject;
  struct arena arena;
  struct sightings found;
};

static void close_mentions(struct table_cursor *c) {
  struct state *s = c->state;
  if (!s) return;
  arena_free(&s->arena);
  subject_release(s->subject);
  sqlite3_free(s);
}

static int open_mentions(struct table_cursor *c) {
  char *why;
  if (sqlite3_value_type(c->arguments[ARGUMENT_ENTITY]) == SQLITE_NULL) return SQLITE_OK;
  struct state *s = sqlite3_malloc64(sizeof *s);
  if (!s) return SQLITE_NOMEM;
  *s = (struct state){0};
  c->state = s;
  s->subject = subject_of(c->connection, c->arguments[ARGUMENT_ENTITY], &why);
  if (!s->subject) {
    int rc = why ? table_error(c, "entity", "%s", why) : SQLITE_NOMEM;
    sqlite3_free(why);
    return rc;
  }
  enum status status =
      subject_find(s->subject, c->document->text, c->document->bytes, &s->arena, &s->found, c->connection);
  if (problem_of(status)) return table_error(c, "entity", "%s", problem_of(status));
  c->count = s->found.count;
  return status ? status_code(status) : table_status(c);
}

static int column(struct table_cursor *c, sqlite3_context *context, int column) {
  const struct state *s = c->state;
  const struct sighting *found = &s->found.items[c->row];
  switch (column) {
    case COLUMN_NAME: sqlite3_result_text(context, s->subject->name, -1, SQLITE_TRANSIENT); break;
    case COLUMN_BASIS: sqlite3_result_text(context, basis_names[found->basis], -1, SQLITE_STATIC); break;
    default: return table_span_column(c, context, column, found->span);
  }
  return SQLITE_OK;
}

const struct text_table mentions_table = {
    .name = "mentions",
    .columns = SPAN_COLUMNS "surface TEXT -- the words that name it\n"
                            "name TEXT -- the entity's name: the first of the names that were given\n"
                            "basis TEXT -- by what it is known there\n" BASIS_VALUES,
    .arguments = TEXT_ARGUMENT ENTITY_ARGUMENT,
    .required = 2,
    .placed = 1,
    .help = "where a text names an entity, and by what: its name, an alias, its surname, initials ...",
    .example = "SELECT n, surface, basis FROM mentions('Ashraf Ghani spoke. Ghani''s plea failed.', 'Ashraf Ghani')",
    .open = open_mentions,
    .column = column,
    .close = close_mentions,
};
