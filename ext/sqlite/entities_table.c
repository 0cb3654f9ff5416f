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

enum { COLUMN_NAME = COLUMN_SURFACE + 1, COLUMN_KIND };

static int open_entities(struct table_cursor *c) {
  c->count = document_names(c->document)->count;
  return table_status(c);
}

static int column(struct table_cursor *c, sqlite3_context *context, int column) {
  const struct names *names = document_names(c->document);
  const struct mention *m = &names->items[c->row];
  const struct entity *e = &names->entities[m->entity];
  switch (column) {
    case COLUMN_NAME: sqlite3_result_text(context, e->name, (int)e->length, SQLITE_TRANSIENT); return SQLITE_OK;
    case COLUMN_KIND: table_result_value(c, context, column, m->kind); return SQLITE_OK;
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
    .help = "the people, organisations and places that a text names, each with its fullest name in the text",
    .example = "SELECT name, kind, count(*) FROM entities('Envoy Zalmay Khalilzad left Qatar. \"Time flies,\" "
               "Khalilzad said.') GROUP BY name",
    .open = open_entities,
    .column = column,
};
