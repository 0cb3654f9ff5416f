/* A roster of entities: see roster.h.  Names are added, form by form, in name_forms.c. */
#include "roster.h"

#include <string.h>

const char *const basis_names[] = {"name", "alias", "surname", "acronym", "spelling", "pattern"};

enum roster_kind roster_kind_of(const char *name, size_t bytes) {
  static const struct {
    const char *name;
    enum roster_kind kind;
  } kinds[] = {{"per", KIND_PERSON},        {"hum", KIND_PERSON},         {"org", KIND_ORGANIZATION},
               {"comp", KIND_ORGANIZATION}, {"party", KIND_ORGANIZATION}, {"place", KIND_PLACE},
               {"loc", KIND_PLACE},         {"gpe", KIND_PLACE},          {"geo", KIND_PLACE},
               {"country", KIND_PLACE},     {"city", KIND_PLACE}};
  if (!bytes) return KIND_UNKNOWN;
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
    size_t n = strlen(kinds[i].name), k = 0;
    while (k < n && k < bytes && (name[k] | 32) == kinds[i].name[k]) k++;
    if (k == n) return kinds[i].kind;
  }
  return KIND_OTHER;
}

void roster_add_form(struct roster *r, const char *text, size_t bytes, const struct form_of *of) {
  if (!r->forms.count) {
    ARENA_ADD(&r->arena, &r->forms);
    ARENA_ADD(&r->arena, &r->pool);
  }
  while (r->owners.count <= of->owner) {
    uint32_t *first = ARENA_ADD(&r->arena, &r->owners);
    if (!first) return;
  }
  struct form *f = ARENA_ADD(&r->arena, &r->forms);
  if (!f) return;
  uint32_t number = (uint32_t)r->forms.count - 1, given = 0;
  if (of->given && *of->given) {
    given = (uint32_t)r->pool.count;
    for (const char *c = of->given;; c++) {
      char *to = ARENA_ADD(&r->arena, &r->pool);
      if (!to) return;
      *to = *c;
      if (!*c) break;
    }
  }
  unsigned how = of->how | (of->flags & FORM_DEPENDS ? AUTOMATON_QUIET : 0u) |
                 (of->flags & (FORM_CAPITAL | FORM_UPPER) ? AUTOMATON_CAPITAL : 0u) |
                 (of->flags & FORM_UPPER ? AUTOMATON_UPPER : 0u);
  unsigned flags = of->flags | (how & AUTOMATON_INITIALS ? FORM_INITIALS : 0u);
  uint32_t node = automaton_add(&r->automaton, text, bytes, how, number);
  if (!node) {
    r->forms.count--;
    return;
  }
  *f = (struct form){.owner = of->owner,
                     .row = of->row,
                     .node = node,
                     .given = given,
                     .flags = (uint16_t)flags,
                     .basis = (uint8_t)of->basis};
  char sign = bytes ? text[bytes - 1] : 0;
  if (sign == '+' || sign == '#') {
    f->sign = sign;
    while (f->signs < FORM_MOST_SIGNS && f->signs < bytes && text[bytes - 1 - f->signs] == sign) f->signs++;
  }
  if (of->flags & (FORM_DEPENDS | FORM_PERSON)) {
    f->next = r->owners.items[of->owner];
    r->owners.items[of->owner] = number;
  }
}

/* Moves the forms to an arena that holds nothing else, in the order of the automaton's outputs: what is read together
** stands together. */
static bool lay_out(struct roster *r) {
  struct arena kept = {0};
  struct automaton *a = &r->automaton;
  size_t forms = r->forms.count, owners = r->owners.count, count = 1;
  struct form *form = arena_get(&kept, forms * sizeof *form);
  uint32_t *owner = arena_take(&kept, owners * sizeof *owner);
  char *pool = arena_take(&kept, r->pool.count);
  uint32_t *numbers = arena_get(&r->arena, forms * sizeof *numbers); /* the new ones, by the old ones */
  if (!form || !owner || !pool || !numbers) {
    arena_free(&kept);
    return false;
  }
  for (size_t i = 1; i < a->outputs.count; i++) {
    uint32_t *value = &a->outputs.items[i].value, *number = &numbers[*value];
    if (!*number) {
      *number = (uint32_t)count;
      form[count++] = r->forms.items[*value];
    }
    *value = *number;
  }
  for (size_t i = 1; i < count; i++) form[i].next = numbers[form[i].next];
  for (size_t i = 0; i < owners; i++) owner[i] = numbers[r->owners.items[i]];
  memcpy(pool, r->pool.items, r->pool.count);
  arena_free(&r->arena);
  r->arena = kept;
  r->forms.items = form;
  r->forms.count = r->forms.room = count;
  r->owners.items = owner;
  r->owners.room = owners;
  r->pool.items = pool;
  r->pool.room = r->pool.count;
  return true;
}

enum status roster_finish(struct roster *r) {
  for (size_t i = 1; i < r->forms.count; i++) r->forms.items[i].has_less = r->owners.items[r->forms.items[i].owner];
  automaton_finish(&r->automaton);
  bool done = !r->automaton.no_memory && !r->arena.no_memory && (!r->automaton.filters.words || lay_out(r));
  return done ? STATUS_OK : STATUS_NO_MEMORY;
}

size_t roster_bytes(const struct roster *r) { return automaton_bytes(&r->automaton) + r->arena.bytes; }

void roster_free(struct roster *r) {
  automaton_free(&r->automaton);
  arena_free(&r->arena);
  *r = (struct roster){0};
}
