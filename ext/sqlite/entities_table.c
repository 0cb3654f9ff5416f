/*
** entities(text): the people, organisations and places that a text names.
**
**     SELECT surface, name, kind FROM entities('Envoy Zalmay Khalilzad left Qatar. "Time flies," Khalilzad said.');
**     Zalmay Khalilzad|Zalmay Khalilzad|person
**     Qatar|Qatar|place
**     Khalilzad|Zalmay Khalilzad|person
**
** The method: language/names.h.
*/
#include "../language/names.h"
#include "text_table.h"

#include <string.h>

enum {
  COLUMN_NAME = COLUMN_SURFACE + 1,
  COLUMN_KIND,
  COLUMN_FIRST = COLUMN_KIND + 2 /* behind sentence_n */,
  COLUMN_TIMES
};

/* The rows of one form: the first of them, from 0, and, there, how many there are. */
struct alike {
  uint32_t first, times;
};

static int open_entities(struct table_cursor *c) {
  c->count = document_names(c->document)->count;
  return table_status(c);
}

static void close_entities(struct table_cursor *c) { sqlite3_free(c->state); }

static struct slice surface_of(const struct table_cursor *c, const struct mention *m) {
  return (struct slice){c->document->text + m->span.start, m->span.length};
}

static bool has_form_of(const struct table_cursor *c, const struct mention *x, const struct mention *y) {
  return x->entity == y->entity && x->kind == y->kind && x->span.length == y->span.length &&
         !memcmp(surface_of(c, x).text, surface_of(c, y).text, x->span.length);
}

/* Finds which rows are alike; NULL when there is no memory. */
static const struct alike *find_alike(struct table_cursor *c) {
  const struct names *names = document_names(c->document);
  uint32_t room = 16;
  while (room < names->count * 2) room *= 2;
  struct alike *rows = sqlite3_malloc64(names->count * sizeof *rows + room * sizeof(uint32_t));
  uint32_t *slots = rows ? (uint32_t *)(rows + names->count) : NULL; /* 0: free, else one more than the row */
  c->state = rows;
  if (!rows) return NULL;
  memset(slots, 0, room * sizeof *slots);
  for (uint32_t i = 0; i < names->count; i++) {
    const struct mention *m = &names->items[i];
    uint64_t hash = slice_hash(surface_of(c, m)) + m->entity * 0x9E3779B97F4A7C15u;
    uint32_t at = (uint32_t)(hash >> 32) & (room - 1);
    while (slots[at] && !has_form_of(c, &names->items[slots[at] - 1], m)) at = (at + 1) & (room - 1);
    if (!slots[at]) slots[at] = i + 1;
    rows[i] = (struct alike){slots[at] - 1, 0};
    rows[rows[i].first].times++;
  }
  return rows;
}

static int result_alike(struct table_cursor *c, sqlite3_context *context, bool times) {
  const struct alike *rows = c->state ? c->state : find_alike(c);
  if (!rows) return SQLITE_NOMEM;
  uint32_t first = rows[c->row].first;
  sqlite3_result_int64(context, times ? rows[first].times : first + 1);
  return SQLITE_OK;
}

static int column(struct table_cursor *c, sqlite3_context *context, int column) {
  const struct names *names = document_names(c->document);
  const struct mention *m = &names->items[c->row];
  const struct entity *e = &names->entities[m->entity];
  switch (column) {
    case COLUMN_NAME: sqlite3_result_text(context, e->name, (int)e->length, SQLITE_TRANSIENT); return SQLITE_OK;
    case COLUMN_KIND: table_result_value(c, context, column, m->kind); return SQLITE_OK;
    case COLUMN_FIRST:
    case COLUMN_TIMES: return result_alike(c, context, column == COLUMN_TIMES);
    default: return table_span_column(c, context, column, m->span);
  }
}

const struct text_table entities_table = {
    .name = "entities",
    .columns = SPAN_COLUMNS "surface TEXT -- the name as it stands there\n"
                            "name TEXT -- the fullest form of it in the text: GROUP BY name counts who is meant\n"
                            "kind TEXT -- what it is a name of\n"
                            "  person -- somebody, by whatever name\n"
                            "  organization -- a company, body, party, team or outlet\n"
                            "  place -- a country, region, city, river, building\n"
                            "  other -- a name of something else: a people, a law, a work, an event\n",
    .arguments = TEXT_ARGUMENT,
    .required = 1,
    .placed = 1,
    .hidden = PLACED_COLUMN "first_n INTEGER -- n of the first row that has its surface, name and kind\n"
                            "times INTEGER -- how many rows have them\n",
    .help = "the people, organisations and places that a text names, each with its fullest name in the text",
    .example = "SELECT name, kind, count(*) FROM entities('Envoy Zalmay Khalilzad left Qatar. \"Time flies,\" "
               "Khalilzad said.') GROUP BY name",
    .open = open_entities,
    .column = column,
    .close = close_entities,
};
