/* Writes the automata of date patterns as C, into patterns_table.h: see patterns.h. */
#include "patterns.h"

#include <stdlib.h>
#include <string.h>

static FILE *out;

static void write_set(const uint64_t set[KIND_SETS]) {
  fprintf(out, "{");
  for (int i = 0; i < KIND_SETS; i++) fprintf(out, "0x%llxu,", (unsigned long long)set[i]);
  fprintf(out, "}");
}

static void add_kind(uint64_t set[KIND_SETS], size_t kind) { set[kind >> 6] |= (uint64_t)1 << (kind & 63); }

/* The kind in the table of each that was read: a single word in any case is its number. */
static uint16_t final_kinds[MOST_KINDS];
static uint32_t number_kinds(const struct language *l) {
  uint32_t count = 0;
  for (size_t k = 0; k < l->kinds.count; k++) {
    const struct kind *x = &l->kinds.items[k];
    const bool single = x->sort == KIND_OF_WORDS && x->n_words == 1 && x->casing == CASE_ANY;
    const uint32_t number = single ? KINDS + word_place(x->words[0]) : count++;
    if (count > KINDS || number > UINT16_MAX) fail("too many kinds of words", l->name);
    final_kinds[k] = (uint16_t)number;
  }
  return count;
}

static int by_kind(const void *a, const void *b) {
  const struct pattern_edge *x = a, *y = b;
  return x->kind != y->kind ? (x->kind > y->kind) - (x->kind < y->kind) : (x > y) - (x < y);
}

/* As matching asks for them: a number is of the kind of all numbers, a word by itself of KIND_SINGLE. */
static void add_asked(const struct language *l, uint64_t set[KIND_SETS], uint32_t kind) {
  if (kind >= KINDS) {
    add_kind(set, KIND_SINGLE);
    return;
  }
  for (size_t k = 0; k < l->kinds.count; k++)
    if (final_kinds[k] == kind) add_kind(set, l->kinds.items[k].sort == KIND_OF_NUMBERS ? KIND_NUMBER : kind);
}

static bool is_of_numbers(const struct language *l, uint32_t kind) {
  for (size_t k = 0; k < l->kinds.count; k++)
    if (final_kinds[k] == kind)
      return l->kinds.items[k].sort == KIND_OF_NUMBERS || l->kinds.items[k].special == KIND_NUMBER;
  return false;
}

static bool is_any_word(uint32_t kind) { return kind == KIND_WORD || kind == KIND_CAPITAL || kind == KIND_LOWER; }

/* What may follow an edge of the first state. */
static void add_following(const struct language *l, const struct automaton *x, const struct pattern_state *s,
                          struct pattern_begin *b, bool *named) {
  b->ends = b->ends || s->n_accepts;
  for (uint32_t k = 0; k < s->n_edges; k++) {
    const struct pattern_edge *second = &x->edges.items[s->edges + k];
    if (second->kind >= KINDS) named[second->kind - KINDS] = true;
    if (!is_any_word(second->kind)) {
      add_asked(l, b->second, second->kind);
      continue;
    }
    const struct pattern_state *third = &x->states.items[second->to];
    b->ends = b->ends || third->n_accepts;
    for (uint32_t i = 0; i < third->n_edges; i++) add_asked(l, b->third, x->edges.items[third->edges + i].kind);
  }
}

/* How patterns begin with the words of each group, and with numbers. */
static void write_begins(const struct language *l, uint32_t number) {
  const struct automaton *x = &l->automata[number];
  const struct pattern_state *start = &x->states.items[0];
  bool *named = calloc(word_places(), sizeof *named);
  uint16_t count = 0, *begin_of_place = calloc(word_places(), sizeof *begin_of_place);
  if (!named || !begin_of_place) fail("no memory", "");
  fprintf(out, "static const uint16_t %s_named_%u[] = {", l->name, number);
  for (size_t g = 0; g < x->begins.count; g++) {
    struct pattern_begin *b = &x->begins.items[g];
    memset(named, 0, word_places() * sizeof *named);
    for (uint32_t k = 0; k < (g ? CASES : 1); k++) {
      const struct pattern_state *s = g ? &x->states.items[b->states[k]] : start;
      for (uint32_t i = 0; i < s->n_edges; i++) {
        const struct pattern_edge *e = &x->edges.items[s->edges + i];
        if (g || is_of_numbers(l, e->kind)) add_following(l, x, &x->states.items[e->to], b, named);
      }
    }
    b->words = count;
    for (uint32_t w = 0; w < word_places(); w++)
      if (named[w]) fprintf(out, "%u,", w), count++;
    b->n_words = (uint16_t)(count - b->words);
  }
  fprintf(out, "0};\nstatic const struct pattern_begin %s_begins_%u[] = {", l->name, number);
  for (size_t g = 0; g < x->begins.count; g++) {
    const struct pattern_begin *b = &x->begins.items[g];
    fprintf(out, "{{%u,%u,%u},%u,%u,%u,", b->states[0], b->states[1], b->states[2], b->words, b->n_words, b->ends);
    write_set(b->second), fprintf(out, ","), write_set(b->third), fprintf(out, "},\n");
  }
  fprintf(out, "};\nstatic const uint16_t %s_first_of_kind_%u[] = {", l->name, number);
  for (uint32_t kind = 0, edge = 0; kind <= KINDS; kind++) {
    while (edge < start->n_edges && x->edges.items[start->edges + edge].kind < kind) edge++;
    fprintf(out, "%u,", edge);
  }
  fprintf(out, "};\nstatic const uint16_t %s_begin_of_word_%u[] = {", l->name, number);
  for (uint32_t w = 1; w < x->n_words; w++) begin_of_place[word_place(w)] = x->begin_of_word[w];
  for (uint32_t w = 0; w < word_places(); w++) fprintf(out, "%u,%s", begin_of_place[w], w % 32 == 31 ? "\n" : "");
  fprintf(out, "};\n");
  free(named), free(begin_of_place);
}

/* Each word's kinds; words of the same kinds share a row. */
static void write_rows(const struct language *l) {
  const uint32_t count = word_places();
  uint64_t(*sets)[KIND_SETS] = calloc(count, sizeof *sets), (*rows)[KIND_SETS] = calloc(count + 1, sizeof *rows);
  uint32_t n_rows = 1;
  if (!sets || !rows) fail("no memory", "");
  for (size_t k = 0; k < l->kinds.count; k++) {
    const struct kind *x = &l->kinds.items[k];
    for (size_t i = 0; i < x->n_words && final_kinds[k] < KINDS; i++)
      add_kind(sets[word_place(x->words[i])], final_kinds[k]);
    if (final_kinds[k] >= KINDS) add_kind(sets[final_kinds[k] - KINDS], KIND_SINGLE);
  }
  for (size_t i = 0; i < entries.count; i++)
    if (entries.items[i].list == (uint32_t)l->telling && entries.items[i].count == 1)
      add_kind(sets[entries.items[i].words[0]], KIND_TELLING);
  fprintf(out, "static const uint16_t %s_words[] = {", l->name);
  for (uint32_t w = 0; w < count; w++) {
    uint32_t row = 0;
    while (row < n_rows && memcmp(rows[row], sets[w], sizeof *rows)) row++;
    if (row == n_rows) memcpy(rows[n_rows++], sets[w], sizeof *rows);
    fprintf(out, "%u,%s", row, w % 32 == 31 ? "\n" : "");
  }
  fprintf(out, "};\nstatic const uint64_t %s_rows[][KIND_SETS] = {\n", l->name);
  for (uint32_t i = 0; i < n_rows; i++) write_set(rows[i]), fprintf(out, ",\n");
  fprintf(out, "};\n");
  free(sets), free(rows);
}

static void write_automaton(const char *name, uint32_t number, struct automaton *l) {
  uint64_t(*masks)[KIND_SETS] = calloc(l->states.count + 1, sizeof *masks);
  uint32_t n_masks = 1;
  for (size_t i = 0; i < l->edges.count; i++) l->edges.items[i].kind = final_kinds[l->edges.items[i].kind];
  for (size_t i = 0; i < l->states.count; i++)
    qsort(l->edges.items + l->states.items[i].edges, l->states.items[i].n_edges, sizeof *l->edges.items, by_kind);
  if (!masks) fail("no memory", "");
  for (size_t i = 0; i < l->states.count; i++) {
    struct pattern_state *s = &l->states.items[i];
    uint64_t mask[KIND_SETS] = {0};
    for (uint32_t k = 0; k < s->n_edges; k++) {
      const uint32_t kind = l->edges.items[s->edges + k].kind;
      add_kind(mask, kind < KINDS ? kind : KIND_SINGLE);
    }
    uint32_t at = 0;
    while (at < n_masks && memcmp(masks[at], mask, sizeof mask)) at++;
    if (at == n_masks) memcpy(masks[n_masks++], mask, sizeof mask);
    s->mask = (uint16_t)at;
  }
  fprintf(out, "static const uint64_t %s_masks_%u[][KIND_SETS] = {\n", name, number);
  for (uint32_t i = 0; i < n_masks; i++) write_set(masks[i]), fprintf(out, ",\n");
  fprintf(out, "};\n");
  free(masks);
  fprintf(out, "static const struct pattern_state %s_states_%u[] = {\n", name, number);
  for (size_t i = 0; i < l->states.count; i++) {
    const struct pattern_state *s = &l->states.items[i];
    fprintf(out, "{%u,%u,%u,%u,%u},%s", s->edges, s->accepts, s->n_edges, s->n_accepts, s->mask,
            i % 8 == 7 ? "\n" : "");
  }
  fprintf(out, "};\nstatic const struct pattern_edge %s_edges_%u[] = {\n", name, number);
  for (size_t i = 0; i < l->edges.count; i++) {
    const struct pattern_edge *e = &l->edges.items[i];
    fprintf(out, "{%u,%u,%u,%u},%s", e->kind, e->between, e->capture, e->to, i % 8 == 7 ? "\n" : "");
  }
  fprintf(out, "};\nstatic const struct pattern_accept %s_accepts_%u[] = {\n", name, number);
  for (size_t i = 0; i < l->accepts.count; i++)
    fprintf(out, "{%u,%u,%u},%s", l->accepts.items[i].rule, l->accepts.items[i].between, l->accepts.items[i].lead,
            i % 8 == 7 ? "\n" : "");
  fprintf(out, "};\n");
}

static void write_betweens(const struct language *l) {
  fprintf(out, "static const struct pattern_run %s_betweens[] = {\n", l->name);
  for (size_t i = 0; i < l->betweens.count; i++)
    fprintf(out, "{%u,%u},\n", l->betweens.items[i].from, l->betweens.items[i].count);
  fprintf(out, "};\nstatic const uint16_t %s_between_items[] = {", l->name);
  for (size_t i = 0; i < l->between_items.count; i++) fprintf(out, "%u,", l->between_items.items[i]);
  fprintf(out, "0};\nstatic const struct pattern_between %s_between[] = {\n", l->name);
  for (size_t i = 0; i < l->between.count; i++) {
    const struct pattern_between *b = &l->between.items[i];
    if (i >= BETWEENS) fail("too many conditions", l->name);
    fprintf(out, "{%u,%u,%u,%u},\n", b->kind, b->negated, b->from, b->count);
  }
  fprintf(out, "{0}};\nstatic const struct pattern_sequence %s_sequences[] = {\n", l->name);
  for (size_t i = 0; i < l->sequences.count; i++) {
    const struct pattern_sequence *s = &l->sequences.items[i];
    fprintf(out, "{%u,{%u,%u,%u,%u},%u,%u},\n", s->count, final_kinds[s->kinds[0]], final_kinds[s->kinds[1]],
            final_kinds[s->kinds[2]], final_kinds[s->kinds[3]], s->joined, s->ends);
  }
  fprintf(out, "{0}};\n");
}

static void write_texts(const struct language *l) {
  fprintf(out, "static const struct pattern_capture %s_captures[] = {\n", l->name);
  for (size_t i = 0; i < l->captures.count; i++) {
    const struct pattern_capture *c = &l->captures.items[i];
    fprintf(out, "{%u,%u,%d},\n", c->kind, c->list, c->text);
  }
  fprintf(out, "};\nstatic const struct pattern_run %s_rules[] = {\n", l->name);
  for (size_t i = 0; i < l->rules.count; i++)
    fprintf(out, "{%u,%u},\n", l->rules.items[i].actions.from, l->rules.items[i].actions.count);
  fprintf(out, "};\nstatic const struct pattern_action %s_actions[] = {\n", l->name);
  for (size_t i = 0; i < l->actions.count; i++) {
    const struct pattern_action *a = &l->actions.items[i];
    fprintf(out, "{%u,%u,%d},\n", a->action, a->unit, a->number);
  }
  fprintf(out, "{0}};\nstatic const char *const %s_texts[] = {\n", l->name);
  for (size_t i = 0; i < l->texts.count; i++) fprintf(out, "\"%s\",\n", l->texts.items[i]);
  fprintf(out, "\"\"};\n");
}

static void write_numbers(const struct language *l) {
  fprintf(out, "static const struct pattern_number %s_numbers[] = {\n", l->name);
  for (size_t i = 0; i < l->kinds.count; i++) {
    const struct pattern_number *n = &l->kinds.items[i].number;
    if (l->kinds.items[i].sort != KIND_OF_NUMBERS) continue;
    fprintf(out, "{%d,%d,%u,%u,%u},\n", n->least, n->most, n->least_digits, n->most_digits, final_kinds[i]);
  }
  fprintf(out, "{0}};\n");
}

static void write_entry(const struct language *l) {
  number_kinds(l);
  uint64_t capital[KIND_SETS] = {0}, capitals[KIND_SETS] = {0};
  unsigned n_numbers = 0;
  for (size_t k = 0; k < l->kinds.count; k++) {
    if (l->kinds.items[k].casing == CASE_CAPITAL) add_kind(capital, final_kinds[k]);
    if (l->kinds.items[k].casing == CASE_CAPITALS) add_kind(capitals, final_kinds[k]);
    n_numbers += l->kinds.items[k].sort == KIND_OF_NUMBERS;
  }
  fprintf(out, "{\"%s\", %s_words, %s_rows,\n", l->name, l->name, l->name);
  write_set(capital), fprintf(out, ",\n");
  write_set(capitals), fprintf(out, ",\n");
  fprintf(out, "%s_numbers, %u", l->name, n_numbers);
  fprintf(out, ", {");
  for (unsigned a = 0; a < AUTOMATA; a++)
    fprintf(out,
            "{%s_states_%u, %s_edges_%u, %s_masks_%u, %s_accepts_%u, %s_begin_of_word_%u, %s_begins_%u, %s_named_%u, "
            "%s_first_of_kind_%u},",
            l->name, a, l->name, a, l->name, a, l->name, a, l->name, a, l->name, a, l->name, a, l->name, a);
  fprintf(out, "}");
  static const char *const parts[] = {"betweens", "between_items", "between", "sequences",
                                      "captures", "rules",         "actions", "texts"};
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) fprintf(out, ", %s_%s", l->name, parts[i]);
  fprintf(out, "},\n");
}

void patterns_write(const char *folder) {
  out = created(folder, "patterns_table.h");
  for (size_t i = 0; i < n_languages; i++) {
    struct language *l = languages[i];
    const uint32_t n_kinds = number_kinds(l);
    for (uint32_t a = 0; a < AUTOMATA; a++) write_automaton(l->name, a, &l->automata[a]);
    for (uint32_t a = 0; a < AUTOMATA; a++) write_begins(l, a);
    write_rows(l), write_betweens(l), write_texts(l), write_numbers(l);
    fprintf(stderr, "%s: %u patterns, %u kinds, %u states, %u edges\n", l->name, (unsigned)l->rules.count, n_kinds,
            (unsigned)l->automata[0].states.count, (unsigned)l->automata[0].edges.count);
  }
  fprintf(out, "const struct patterns date_patterns[] = {\n");
  for (size_t i = 0; i < n_languages; i++) write_entry(languages[i]);
  fprintf(out, "};\nconst uint32_t n_date_patterns = %u;\n", (unsigned)n_languages);
  if (fclose(out)) fail("cannot write", folder);
}
