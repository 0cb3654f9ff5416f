/* Entities: see entities.h. */
#include "entities.h"

#include "../lexicon.h"

#include <string.h>

static bool same_words(const struct document *d, const struct token *a, const struct token *b, uint32_t count) {
  for (uint32_t i = 0; i < count; i++)
    if (a[i].length != b[i].length || memcmp(d->text + a[i].start, d->text + b[i].start, a[i].length)) return false;
  return true;
}

/* The words of a mention on one line, in the arena. */
static const char *name_text(struct document *d, const struct mention *m, uint32_t *length) {
  const struct token *t = document_tokens(d)->items + m->first;
  char *name = arena_take(&d->arena, m->span.length + 1);
  uint32_t n = 0;
  for (uint32_t i = 0; name && i < m->count; i++) {
    if (i && t[i].flags & TOKEN_AFTER_SPACE) name[n++] = ' ';
    memcpy(name + n, d->text + t[i].start, t[i].length);
    n += t[i].length;
  }
  if (name) name[n] = 0;
  *length = n;
  return name;
}

enum { LOOK_BACK = 512 }; /* entities that a mention is compared with */

void resolve_names(struct document *d, struct names *names, struct mention *mentions, uint32_t count) {
  const struct token *all = document_tokens(d)->items;
  struct ARENA_LIST(struct entity) list = {0};
  for (uint32_t i = 0; i < count; i++) {
    struct mention *m = &mentions[i];
    struct entity *e = NULL;
    for (size_t k = list.count; k > 0 && k + LOOK_BACK > list.count && !e; k--) {
      struct entity *other = &list.items[k - 1];
      const struct mention *full = &mentions[other->first];
      bool same = m->count == full->count && same_words(d, all + m->first, all + full->first, m->count);
      bool surname = m->count == 1 && full->count > 1 && full->kind == NAME_PERSON &&
                     same_words(d, all + m->first, all + full->first + full->count - 1, 1);
      if (same || surname) e = other;
    }
    if (!e) {
      e = ARENA_ADD(&d->arena, &list);
      if (!e) break;
      *e = (struct entity){.first = i, .kind = m->kind};
      const char *value = NULL;
      if (lexicon_match(all + m->first, LEXICON_COUNTRY_ALIAS, &value) == m->count && value && *value)
        e->name = value, e->length = (uint32_t)strlen(value);
      else
        e->name = name_text(d, m, &e->length);
    }
    e->mentions++;
    m->entity = (uint32_t)(e - list.items);
    m->kind = e->kind;
    if (document_must_stop(d, m->span.length)) return;
  }
  names->entities = list.items;
  names->entity_count = (uint32_t)list.count;
}
