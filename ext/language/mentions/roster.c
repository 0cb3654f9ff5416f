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
    ARENA_ADD(&r->automaton.arena, &r->forms);
    ARENA_ADD(&r->automaton.arena, &r->pool);
  }
  while (r->owners.count <= of->owner) {
    uint32_t *first = ARENA_ADD(&r->automaton.arena, &r->owners);
    if (!first) return;
  }
  struct form *f = ARENA_ADD(&r->automaton.arena, &r->forms);
  if (!f) return;
  uint32_t number = (uint32_t)r->forms.count - 1, given = 0;
  if (of->given && *of->given) {
    given = (uint32_t)r->pool.count;
    for (const char *c = of->given;; c++) {
      char *to = ARENA_ADD(&r->automaton.arena, &r->pool);
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

enum status roster_finish(struct roster *r) {
  automaton_finish(&r->automaton);
  return r->automaton.no_memory ? STATUS_NO_MEMORY : STATUS_OK;
}

size_t roster_bytes(const struct roster *r) { return automaton_bytes(&r->automaton); }

void roster_free(struct roster *r) {
  automaton_free(&r->automaton);
  *r = (struct roster){0};
}
