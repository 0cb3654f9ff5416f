/*
** summary_furniture(summary), summary_identities(summary), summary_answers(summary), summary_storylines(summary): what
** is known across stories, wherever each was read.
**
**     SELECT * FROM summary_storylines((SELECT summary(part) FROM parts));
**
** The rows hang on what is in the summary alone, and are those of one database which has loaded the stories in the
** order of their keys.  The methods: corpus/furniture.h, corpus/identity.h, corpus/storylines.h.
*/
#include "../corpus/summary_furniture.h"
#include "../corpus/summary_identities.h"
#include "../corpus/summary_storylines.h"
#include "summary_values.h"

static void result_slice(sqlite3_context *context, struct slice s) {
  sqlite3_result_text64(context, s.bytes ? s.text : "", s.bytes, SQLITE_TRANSIENT, SQLITE_UTF8);
}

/* ---- Furniture ---- */

struct found {
  struct arena arena;
  struct furniture_rows furniture;
  struct storyline_rows storylines;
};

static int open_found(struct table_cursor *c, struct slice *summary) {
  int rc = summary_argument(c, summary);
  if (rc != SQLITE_OK) return rc;
  c->state = sqlite3_malloc64(sizeof(struct found));
  if (!c->state) return SQLITE_NOMEM;
  *(struct found *)c->state = (struct found){0};
  return SQLITE_OK;
}

static void close_found(struct table_cursor *c) {
  struct found *f = c->state;
  if (f) arena_free(&f->arena);
  sqlite3_free(f);
}

enum { FURNITURE_STORY, FURNITURE_SENTENCE };

static int open_furniture(struct table_cursor *c) {
  struct slice summary;
  struct stop stop = {connection_interrupted, c->connection, false, 0};
  int rc = open_found(c, &summary);
  struct found *f = c->state;
  if (rc == SQLITE_OK)
    rc = summary_status(c, summary_furniture(summary, &f->arena, &stop, &f->furniture), "furniture_evidence()");
  if (rc == SQLITE_OK) c->count = (sqlite3_int64)f->furniture.count;
  return rc;
}

static int furniture_column(struct table_cursor *c, sqlite3_context *context, int column) {
  const struct furniture_row *row = &((struct found *)c->state)->furniture.items[c->row];
  if (column == FURNITURE_STORY) summary_result_story(context, row->story);
  else sqlite3_result_int64(context, row->sentence);
  return SQLITE_OK;
}

const struct text_table summary_furniture_table = {
    .name = "summary_furniture",
    .columns = "story BLOB -- the integer or text that summary() was told\n"
               "sentence INTEGER -- n of the sentence\n",
    .arguments = "summary -- of furniture_evidence()\n",
    .required = 1,
    .any_text = 1,
    .help = "what outlets repeat in their stories, wherever these were read",
    .example = "SELECT story, sentence FROM summary_furniture((SELECT summary(column1, furniture_evidence('Herald', "
               "column2 || "
               "' Sign up for our newsletter.')) FROM (VALUES(1, 'The ferry to Isk ran aground on Monday.'), "
               "(2, 'A baker has baked a loaf of forty metres.'), (3, 'Three schools close in the cold.'))))",
    .since = "0.2.0",
    .open = open_furniture,
    .column = furniture_column,
    .close = close_found,
};

/* ---- Storylines ---- */

enum { STORYLINE_STORY, STORYLINE_NUMBER, STORYLINE_CENTRAL };

static int open_storylines(struct table_cursor *c) {
  struct slice summary;
  struct stop stop = {connection_interrupted, c->connection, false, 0};
  int rc = open_found(c, &summary);
  struct found *f = c->state;
  if (rc == SQLITE_OK)
    rc = summary_status(c, summary_storylines(summary, &f->arena, &stop, &f->storylines), "lead.traits and lead.day");
  if (rc == SQLITE_OK) c->count = (sqlite3_int64)f->storylines.count;
  return rc;
}

static int storyline_column(struct table_cursor *c, sqlite3_context *context, int column) {
  const struct storyline_row *row = &((struct found *)c->state)->storylines.items[c->row];
  switch (column) {
    case STORYLINE_STORY: summary_result_story(context, row->story); break;
    case STORYLINE_NUMBER: sqlite3_result_int64(context, row->storyline); break;
    default: sqlite3_result_double(context, row->central);
  }
  return SQLITE_OK;
}

const struct text_table summary_storylines_table = {
    .name = "summary_storylines",
    .columns = "story BLOB -- the integer or text that summary() was told\n"
               "storyline INTEGER -- a number that hangs on the storyline's first story alone\n"
               "central REAL -- how much of what all its stories say this one says\n",
    .arguments = "summary -- of lead.traits and lead.day\n",
    .required = 1,
    .any_text = 1,
    .help = "which stories report one happening, wherever they were read",
    .example = "SELECT count(*) FROM summary_storylines((SELECT summary(1, x'')))",
    .since = "0.2.0",
    .open = open_storylines,
    .column = storyline_column,
    .close = close_found,
};

/* ---- Identities ---- */

enum { NAMED_STORY, NAMED_NAME, NAMED_KIND, NAMED_SURFACE, NAMED_FORM, NAMED_ENTITY };
enum { ENTITY_NUMBER, ENTITY_NAME, ENTITY_KIND }; /* from its first column on */

static int open_identities(struct table_cursor *c) {
  struct slice summary;
  enum status status;
  int rc = summary_argument(c, &summary);
  if (rc != SQLITE_OK) return rc;
  c->state = summary_identities_open(summary, connection_interrupted, c->connection, &status);
  if (c->state) c->count = (sqlite3_int64)summary_identities_count(c->state);
  return summary_status(c, status, "identity_evidence()");
}

/* Sets a result to the number, the name or the kind of an entity. */
static void result_entity(sqlite3_context *context, const struct identity_row *row, int which) {
  switch (which) {
    case ENTITY_NUMBER: sqlite3_result_int64(context, row->entity); break;
    case ENTITY_NAME: result_slice(context, row->entity_name); break;
    default: sqlite3_result_text(context, identity_kinds[row->entity_kind], -1, SQLITE_STATIC);
  }
}

static int identity_column(struct table_cursor *c, sqlite3_context *context, int column) {
  struct identity_row row = summary_identities_row(c->state, (size_t)c->row);
  switch (column) {
    case NAMED_STORY: summary_result_story(context, row.story); break;
    case NAMED_NAME: result_slice(context, row.name); break;
    case NAMED_KIND: sqlite3_result_text(context, identity_kinds[row.kind], -1, SQLITE_STATIC); break;
    case NAMED_SURFACE: result_slice(context, row.surface); break;
    case NAMED_FORM: sqlite3_result_text(context, identity_forms[row.form], -1, SQLITE_STATIC); break;
    default: result_entity(context, &row, column - NAMED_ENTITY);
  }
  return SQLITE_OK;
}

static void close_identities(struct table_cursor *c) { summary_identities_close(c->state); }

const struct text_table summary_identities_table = {
    .name = "summary_identities",
    .columns = "story BLOB -- the integer or text that summary() was told\n"
               "name TEXT -- the fullest form of a name in the story: entities.name\n"
               "kind TEXT -- what the story takes it for: entities.kind\n"
               "surface TEXT -- a form that it has there\n"
               "form TEXT -- what that is to the name of the entity: mention.form\n"
               "entity INTEGER -- whom it means: a number that hangs on the entity's name and kind alone\n"
               "entity_name TEXT -- the name over all stories\n"
               "entity_kind TEXT -- person, organization, place or other\n",
    .arguments = "summary -- of identity_evidence() and the years of the stories\n",
    .required = 1,
    .any_text = 1,
    .help = "who is who over many stories, wherever these were read",
    .example = "SELECT DISTINCT entity_name, surface FROM summary_identities("
               "(SELECT summary(path, identity_evidence(body, place)) FROM articles('tests/corpus')))",
    .since = "0.2.0",
    .open = open_identities,
    .column = identity_column,
    .close = close_identities,
};

/* ---- The same for databases that take it ---- */

enum { ANSWERED_STORY, ANSWERS, ANSWER_ENTITY, ANSWER_NAME };

struct answered {
  struct summary_identities *identities;
  size_t at; /* the next story begins there */
  sqlite3_int64 stories;
  struct slice story; /* of the row; none: it is an entity's */
  struct buffer answers;
};

static int open_answers(struct table_cursor *c) {
  struct slice summary;
  enum status status;
  int rc = summary_argument(c, &summary);
  if (rc != SQLITE_OK) return rc;
  struct answered *a = sqlite3_malloc64(sizeof *a);
  c->state = a;
  if (!a) return SQLITE_NOMEM;
  *a = (struct answered){0};
  a->identities = summary_identities_open(summary, connection_interrupted, c->connection, &status);
  c->count = TABLE_UNCOUNTED;
  return summary_status(c, status, "identity_evidence()");
}

/* The next story; behind them the entities. */
static int next_answers(struct table_cursor *c) {
  struct answered *a = c->state;
  if (!a->identities) return SQLITE_OK;
  a->answers.count = 0;
  a->story = (struct slice){0};
  if (summary_identities_story(a->identities, &a->at, &a->story, &a->answers)) a->stories++;
  else c->count = a->stories + (sqlite3_int64)summary_identities_entities(a->identities);
  return a->answers.no_memory ? SQLITE_NOMEM : SQLITE_OK;
}

static int answers_column(struct table_cursor *c, sqlite3_context *context, int column) {
  struct answered *a = c->state;
  bool of_story = a->story.text;
  if (of_story && column == ANSWERED_STORY) summary_result_story(context, a->story);
  if (of_story && column == ANSWERS)
    sqlite3_result_blob64(context, a->answers.bytes, a->answers.count, SQLITE_TRANSIENT);
  if (of_story || column < ANSWER_ENTITY) return SQLITE_OK;
  struct identity_row row = summary_identities_entity(a->identities, (size_t)(c->row - a->stories));
  result_entity(context, &row, column - ANSWER_ENTITY);
  return SQLITE_OK;
}

static void close_answers(struct table_cursor *c) {
  struct answered *a = c->state;
  if (!a) return;
  summary_identities_close(a->identities);
  buffer_free(&a->answers);
  sqlite3_free(a);
}

const struct text_table summary_answers_table = {
    .name = "summary_answers",
    .columns = "story BLOB -- the integer or text that summary() was told; NULL: the row is an entity's\n"
               "answers BLOB -- whom each name of the story means, in which form, for summary_take_identities()\n"
               "entity INTEGER -- of the entity: summary_identities.entity\n"
               "name TEXT -- its name over all stories\n"
               "kind TEXT -- person, organization, place or other\n",
    .arguments = "summary -- of identity_evidence() and the years of the stories\n",
    .required = 1,
    .any_text = 1,
    .help = "who is who over many stories, in few bytes: a row a story, then a row an entity",
    .example = "SELECT story, length(answers) AS bytes, name FROM summary_answers("
               "(SELECT summary(path, identity_evidence(body, place)) FROM articles('tests/corpus')))",
    .since = "0.2.0",
    .open = open_answers,
    .next = next_answers,
    .column = answers_column,
    .close = close_answers,
};
