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
  if (!automaton_add(&r->automaton, text, bytes, how, number)) {
    r->forms.count--;
    return;
  }
  *f = (struct form){
      .owner = of->owner, .row = of->row, .given = given, .flags = flags & 0xFFFF, .basis = of->basis & 7};
  char sign = bytes ? text[bytes - 1] : 0;
  if (sign == '+' || sign == '#') {
    f->plus = sign == '+';
    while (f->signs < FORM_MOST_SIGNS && f->signs < bytes && text[bytes - 1 - f->signs] == sign) f->signs++;
  }
}

/* Lists the forms that depend on others by their owners. */
static void list_dependents(struct roster *r) {
  uint32_t *owners = r->owners.items, owner_count = (uint32_t)r->owners.count - 1, first = 1, sum = 0;
  struct form *forms = r->forms.items;
  for (size_t i = 1; i < r->forms.count; i++)
    if (forms[i].quiet) owners[forms[i].owner]++;
  for (uint32_t i = 0; i < owner_count; i++) owners[i] = sum += owners[i]; /* where its own end */
  owners[owner_count] = sum;
  for (uint32_t i = 1; i < r->forms.count; i++) {
    if (forms[i].quiet) r->dependents[--owners[forms[i].owner]] = (struct dependent_form){first, i};
    if (forms[i].last) first = i + 1;
  }
  for (size_t i = 1; i < r->forms.count; i++) forms[i].has_less = owners[forms[i].owner] < owners[forms[i].owner + 1];
}

/* Moves the forms to an arena that holds nothing else, one for each of the automaton's outputs, in their order: what is
** read together stands together. */
static bool lay_out(struct roster *r) {
  struct arena kept = {0};
  const struct automaton *a = &r->automaton;
  size_t count = a->outputs.count, owners = r->owners.count + 1, quiet = 0;
  for (size_t i = 1; i < count; i++) quiet += a->outputs.items[i].quiet;
  struct form *form = arena_get(&kept, count * sizeof *form);
  uint32_t *owner = arena_get(&kept, owners * sizeof *owner);
  char *pool = arena_take(&kept, r->pool.count);
  r->dependents = arena_take(&kept, quiet * sizeof *r->dependents);
  if (kept.no_memory) {
    arena_free(&kept);
    return false;
  }
  for (size_t i = 1; i < count; i++) {
    const struct automaton_output *o = &a->outputs.items[i];
    form[i] = r->forms.items[o->value];
    form[i].how = o->how & 15u;
    form[i].quiet = o->quiet;
    form[i].last = !o->next;
  }
  memcpy(pool, r->pool.items, r->pool.count);
  arena_free(&r->arena);
  r->arena = kept;
  r->forms.items = form;
  r->forms.count = r->forms.room = count;
  r->owners.items = owner;
  r->owners.count = r->owners.room = owners;
  r->pool.items = pool;
  r->pool.room = r->pool.count;
  list_dependents(r);
  return true;
}

enum status roster_finish(struct roster *r) {
  automaton_finish(&r->automaton);
  if (r->automaton.no_memory || r->arena.no_memory) return STATUS_NO_MEMORY;
  if (r->forms.count && !lay_out(r)) return STATUS_NO_MEMORY;
  automaton_drop_outputs(&r->automaton);
  return STATUS_OK;
}

size_t roster_bytes(const struct roster *r) { return automaton_bytes(&r->automaton) + r->arena.bytes; }

void roster_free(struct roster *r) {
  automaton_free(&r->automaton);
  arena_free(&r->arena);
  *r = (struct roster){0};
}
