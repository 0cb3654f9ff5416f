/* The names that stories have, while load() puts them: see load_names.h. */
#include "load_names.h"

#include "../language/names.h"
#include "../language/sentences.h"
#include "load_job.h"
#include "text_table.h"

#include <string.h>

enum { AT_ONCE = 32 /* rows of one INSERT */, VALUES = 7 /* of a row */, KEPT_BYTES = 16 << 20, LEAST_SLOTS = 1024 };
enum { COLUMN_KIND = COLUMN_SURFACE + 2 /* of entities() */ };

struct noted_name {
  struct slice name;
  uint8_t kind; /* enum name_kind */
  bool known;   /* its id in the table */
  uint32_t hash;
  sqlite3_int64 id;
};

struct noted_mention {
  sqlite3_int64 article;
  uint32_t n, sentence, start, length; /* as `mention` has them */
  uint32_t name;                       /* of the names */
  struct slice surface;
};

extern const struct text_table entities_table;

/* ---- Noting ---- */

static uint32_t hash_of_name(const char *name, size_t bytes, uint8_t kind) {
  uint32_t hash = 2166136261u ^ kind; /* FNV-1a */
  for (size_t i = 0; i < bytes; i++) hash = (hash ^ (unsigned char)name[i]) * 16777619u;
  return hash ^ hash >> 15;
}

/* The slot of a name, or the free one where it is to stand. */
static uint32_t *slot_of(struct load_names *l, const struct noted_name *name) {
  for (size_t at = name->hash;; at++) {
    uint32_t *slot = &l->slots[at & (l->slot_count - 1)];
    const struct noted_name *there = *slot ? &l->names.items[*slot - 1] : NULL;
    if (!there || (there->hash == name->hash && there->kind == name->kind && there->name.bytes == name->name.bytes &&
                   !memcmp(there->name.text, name->name.text, name->name.bytes)))
      return slot;
  }
}

/* Keeps half of the slots free. */
static bool make_slots(struct load_names *l) {
  if (l->slot_count > 2 * l->names.count) return true;
  size_t count = l->slot_count ? 2 * l->slot_count : LEAST_SLOTS;
  uint32_t *slots = arena_get(&l->arena, count * sizeof *slots);
  if (!slots) return false;
  l->slots = slots;
  l->slot_count = count;
  for (uint32_t i = 0; i < l->names.count; i++) *slot_of(l, &l->names.items[i]) = i + 1;
  return true;
}

/* The number of a name, from 1; 0 when there is no memory. */
static uint32_t number_of_name(struct load_names *l, const struct entity *e, uint8_t kind) {
  struct noted_name name = {.name = {e->name, e->length}, .kind = kind, .hash = hash_of_name(e->name, e->length, kind)};
  if (!make_slots(l)) return 0;
  uint32_t *slot = slot_of(l, &name);
  if (*slot) return *slot;
  name.name.text = arena_copy(&l->arena, e->name, e->length);
  struct noted_name *kept = name.name.text ? ARENA_ADD(&l->arena, &l->names) : NULL;
  if (!kept) return 0;
  *kept = name;
  return *slot = (uint32_t)l->names.count;
}

/* Notes the mentions of a story; false when there is no memory. */
static bool note(struct load_names *l, struct document *d, sqlite3_int64 article) {
  const struct names *names = document_names(d);
  const struct sentences *sentences = document_sentences(d);
  for (uint32_t i = 0, sentence = 0; i < names->count; i++) {
    const struct mention *m = &names->items[i];
    while (sentence < sentences->count && sentences->items[sentence].span.start <= m->span.start) sentence++;
    const char *surface = arena_copy(&l->rows_of, d->text + m->span.start, m->span.length);
    uint32_t name = number_of_name(l, &names->entities[m->entity], m->kind);
    struct noted_mention *noted = surface && name ? ARENA_ADD(&l->rows_of, &l->mentions) : NULL;
    if (!noted) return false;
    *noted = (struct noted_mention){.article = article,
                                    .n = i + 1,
                                    .sentence = sentence,
                                    .start = document_position(d, m->span.start),
                                    .length = document_length(d, m->span),
                                    .name = name - 1,
                                    .surface = {surface, m->span.length}};
  }
  return true;
}

/* newsext_noted(id, body): whether load() has noted the names.  What cannot be read it leaves to the trigger, which says
** what is wrong. */
static void call_noted(sqlite3_context *context, int argc, sqlite3_value **argv) {
  struct connection *c = sqlite3_user_data(context);
  struct load_names *l = c->noting;
  (void)argc;
  sqlite3_result_int(context, 0);
  if (!l || sqlite3_value_type(argv[1]) != SQLITE_TEXT) return;
  struct document *d = connection_document(c, argv[1]);
  const size_t before = l->mentions.count;
  bool noted = d && note(l, d, sqlite3_value_int64(argv[0])) && d->status == STATUS_OK;
  if (noted) sqlite3_result_int(context, 1);
  else l->mentions.count = before;
  connection_give_back(c, d);
}

int load_names_register(struct connection *c) {
  c->references++;
  return sqlite3_create_function_v2(c->db, "newsext_noted", 2, SQLITE_UTF8 | SQLITE_INNOCUOUS, c, call_noted, NULL,
                                    NULL, connection_release);
}

/* ---- Writing ---- */

/* Whether the triggers that may run are ours alone. */
static int find_triggers(struct load *l) {
  sqlite3_stmt *s = NULL;
  int rc =
      sqlite3_prepare_v2(l->db,
                         "SELECT 1 FROM main.sqlite_master WHERE type = 'trigger' AND name NOT IN ('article_comes',"
                         " 'article_names', 'article_goes', 'article_changes', 'file_goes')"
                         " UNION ALL SELECT 1 FROM temp.sqlite_master WHERE type = 'trigger'",
                         -1, &s, NULL);
  l->names.none = rc == SQLITE_OK && sqlite3_step(s) == SQLITE_ROW;
  int end = sqlite3_finalize(s);
  return rc == SQLITE_OK ? end : rc;
}

int load_names_prepare(struct load *l) {
  int rc = find_triggers(l);
  const int rows[] = {1, sqlite3_limit(l->db, SQLITE_LIMIT_VARIABLE_NUMBER, -1) < AT_ONCE * VALUES ? 1 : AT_ONCE};
  for (int i = 0; i < 2 && rc == SQLITE_OK; i++) {
    sqlite3_str *sql = sqlite3_str_new(l->db);
    sqlite3_str_appendall(
        sql, "INSERT INTO main.mention(article, n, sentence, start, length, surface, called) VALUES(?,?,?,?,?,?,?)");
    for (int row = 1; row < rows[i]; row++) sqlite3_str_appendall(sql, ",(?,?,?,?,?,?,?)");
    char *text = sqlite3_str_finish(sql);
    rc = text ? sqlite3_prepare_v3(l->db, text, -1, SQLITE_PREPARE_PERSISTENT,
                                   &l->statements[i ? LOAD_MENTIONS : LOAD_MENTION], NULL)
              : SQLITE_NOMEM;
    sqlite3_free(text);
  }
  return load_failed(l, rc);
}

static int run(struct load *l, enum load_statement which) {
  sqlite3_step(l->statements[which]);
  return load_failed(l, sqlite3_reset(l->statements[which]));
}

/* Finds a name in the table, or puts it there. */
static int find_name(struct load *l, struct noted_name *name) {
  struct slice kind = declared_value(entities_table.columns, COLUMN_KIND, name->kind);
  for (enum load_statement which = LOAD_FIND_NAME; !name->known; which = LOAD_NEW_NAME) {
    sqlite3_stmt *s = l->statements[which];
    int rc = sqlite3_bind_text(s, 1, name->name.text, (int)name->name.bytes, SQLITE_STATIC);
    if (rc == SQLITE_OK) rc = sqlite3_bind_text(s, 2, kind.text, (int)kind.bytes, SQLITE_STATIC);
    if (rc != SQLITE_OK) return load_failed(l, rc);
    int step = sqlite3_step(s);
    name->known = step == SQLITE_ROW || (step == SQLITE_DONE && which == LOAD_NEW_NAME);
    if (name->known) name->id = step == SQLITE_ROW ? sqlite3_column_int64(s, 0) : sqlite3_last_insert_rowid(l->db);
    if ((rc = sqlite3_reset(s)) != SQLITE_OK) return load_failed(l, rc);
  }
  return SQLITE_OK;
}

static int bind_mention(struct load *l, sqlite3_stmt *s, int at, const struct noted_mention *m) {
  struct noted_name *name = &l->names.names.items[m->name];
  int rc = name->known ? SQLITE_OK : find_name(l, name);
  sqlite3_bind_int64(s, at + 1, m->article);
  sqlite3_bind_int64(s, at + 2, m->n);
  sqlite3_bind_int64(s, at + 3, m->sentence);
  sqlite3_bind_int64(s, at + 4, m->start);
  sqlite3_bind_int64(s, at + 5, m->length);
  if (rc == SQLITE_OK)
    rc = load_failed(l, sqlite3_bind_text(s, at + 6, m->surface.text, (int)m->surface.bytes, SQLITE_STATIC));
  sqlite3_bind_int64(s, at + 7, name->id);
  return rc;
}

int load_names_write(struct load *l) {
  const struct noted_mention *items = l->names.mentions.items;
  size_t left = l->names.mentions.count;
  const int most = sqlite3_bind_parameter_count(l->statements[LOAD_MENTIONS]) / VALUES;
  int rc = SQLITE_OK;
  while (left && rc == SQLITE_OK) {
    const int rows = left < (size_t)most ? 1 : most;
    const enum load_statement which = rows == 1 ? LOAD_MENTION : LOAD_MENTIONS;
    for (int i = 0; i < rows && rc == SQLITE_OK; i++) rc = bind_mention(l, l->statements[which], i * VALUES, items++);
    if (rc == SQLITE_OK) rc = run(l, which);
    left -= (size_t)rows;
  }
  load_names_drop(&l->names);
  return rc;
}

void load_names_drop(struct load_names *l) {
  l->mentions.items = NULL;
  l->mentions.count = l->mentions.room = 0;
  arena_clear(&l->rows_of);
  if (l->arena.bytes > KEPT_BYTES) load_names_clear(l);
}

void load_names_clear(struct load_names *l) {
  const bool none = l->none;
  arena_free(&l->arena);
  arena_free(&l->rows_of);
  *l = (struct load_names){.none = none};
}
