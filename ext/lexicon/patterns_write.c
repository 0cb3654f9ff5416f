/* Writes the automata of date patterns as C, into patterns_table.h: see patterns.h. */
#include "patterns.h"

#include "patterns_files.h"

#include <stdlib.h>
#include <string.h>

static FILE *out;

static void write_set(const uint64_t set[KIND_SETS]) {
  fprintf(out, "{");
  for (int i = 0; i < KIND_SETS; i++) fprintf(out, "0x%llxu,", (unsigned long long)set[i]);
  fprintf(out, "}");
}

static void add_kind(uint64_t set[KIND_SETS], size_t kind) { set[kind >> 6] |= (uint64_t)1 << (kind & 63); }

static bool is_single(const struct kind *k) {
  return k->sort == KIND_OF_WORDS && k->n_words == 1 && k->casing == CASE_ANY;
}

/* The kind in the table of each that was read: a single word in any case is its number, but for those that most edges
** take, as a kind is found sooner. */
static uint16_t final_kinds[MOST_KINDS];
static uint32_t number_kinds(const struct language *l) {
  uint32_t count = 0, edges[MOST_KINDS] = {0};
  for (uint32_t a = 0; a < AUTOMATA; a++)
    for (size_t i = 0; i < l->automata[a].edges.count; i++) edges[l->automata[a].edges.items[i].kind]++;
  for (size_t k = 0; k < l->kinds.count; k++) {
    const struct kind *x = &l->kinds.items[k];
    const uint32_t number = is_single(x) ? KINDS + word_place(x->words[0]) : count++;
    if (count > KIND_SINGLE || number > UINT16_MAX) fail("too many kinds of words", l->name);
    final_kinds[k] = (uint16_t)number;
  }
  for (; count < KIND_SINGLE; count++) {
    size_t most = 0;
    for (size_t k = 0; k < l->kinds.count; k++)
      if (final_kinds[k] >= KINDS && (final_kinds[most] < KINDS || edges[k] > edges[most])) most = k;
    if (final_kinds[most] < KINDS) break;
    final_kinds[most] = (uint16_t)count;
  }
  return count;
}

static int by_kind(const void *a, const void *b) {
  const struct built_edge *x = a, *y = b;
  return x->kind != y->kind ? (x->kind > y->kind) - (x->kind < y->kind) : (x > y) - (x < y);
}

/* Some flags, a bit each. */
static void write_bits(const bool *flags, size_t count) {
  for (size_t from = 0; from < count; from += 64) {
    uint64_t bits = 0;
    for (size_t i = from; i < from + 64 && i < count; i++) bits |= (uint64_t)flags[i] << (i - from);
    fprintf(out, "0x%llxu,", (unsigned long long)bits);
  }
}

static struct pattern_rows rows;
static uint16_t *row_of_word;                            /* by its number in the lexicon */
static uint64_t capital[KIND_SETS], capitals[KIND_SETS]; /* kinds of words with a capital, all of capitals */

static uint32_t row_number(const struct pattern_row *x) {
  for (size_t i = 0; i < rows.count; i++)
    if (!memcmp(&rows.items[i], x, sizeof *x)) return (uint32_t)i;
  *(struct pattern_row *)ADD(rows) = *x;
  return (uint32_t)rows.count - 1;
}

/* What words that are written so, and what else is a piece, cannot be, and what they all are. */
static void write_forms(const char *name) {
  static const uint64_t with[FORMS] = {[FORM_SMALL] = 1 << KIND_WORD | 1 << KIND_LOWER,
                                       [FORM_CAPITAL] = 1 << KIND_WORD | 1 << KIND_CAPITAL,
                                       [FORM_CAPITALS] = 1 << KIND_WORD | 1 << KIND_CAPITAL,
                                       [FORM_LETTER] = 1 << KIND_WORD | 1 << KIND_LOWER | 1 << KIND_LETTER,
                                       [FORM_CAPITAL_LETTER] = 1 << KIND_WORD | 1 << KIND_CAPITAL | 1 << KIND_LETTER,
                                       [FORM_MARK] = 1 << KIND_MARK,
                                       [FORM_POSSESSIVE] = 1 << KIND_POSSESSIVE};
  fprintf(out, "static const struct pattern_form %s_forms[FORMS] = {\n", name);
  for (unsigned form = FORM_SMALL; form < FORMS; form++) {
    const bool large = form == FORM_CAPITALS || form == FORM_CAPITAL_LETTER;
    uint64_t set[KIND_SETS];
    for (int i = 0; i < KIND_SETS; i++)
      set[i] = (large ? 0 : capitals[i]) | (large || form == FORM_CAPITAL ? 0 : capital[i]);
    fprintf(out, "{"), write_set(set), fprintf(out, ",0x%llxu},\n", (unsigned long long)with[form]);
  }
  fprintf(out, "};\n");
}

/* The rows of numbers, which come first, by class. */
static void write_numbers(const struct language *l) {
  for (uint32_t c = 0; c < l->classes.count; c++) {
    struct pattern_row r = {.kinds = {1 << KIND_NUMBER}};
    for (size_t k = 0; k < l->kinds.count; k++)
      if (l->kinds.items[k].sort == KIND_OF_NUMBERS && l->classes.kinds[c] >> number_of_kind(l, k) & 1)
        add_kind(r.kinds, final_kinds[k]);
    for (uint32_t a = 0; a < AUTOMATA; a++) r.begins[a] = l->automata[a].begin_of_class[c];
    if (row_number(&r) != c) fail("two classes of numbers are one", l->name);
  }
  fprintf(out, "static const uint8_t %s_numbers[] = {", l->name);
  for (uint32_t i = 0; i < NUMBERS; i++) fprintf(out, "%u,%s", l->classes.of_number[i], i % 64 == 63 ? "\n" : "");
  fprintf(out, "};\n");
}

/* What a word in a list is: a letter, a mark ... */
static enum unknown sort_of(struct word_key key) {
  const unsigned char first = (unsigned char)key.low;
  const bool letter = (first >= 'a' && first <= 'z') || first >= 0x80;
  if (letter) return key.low >> 8 ? UNKNOWN_WORD : UNKNOWN_LETTER;
  return first == '\'' && key.low >> 8 ? UNKNOWN_POSSESSIVE : UNKNOWN_MARK;
}

/* The kinds of each word and number; those of the same kinds share a row. */
static void write_rows(const struct language *l) {
  const uint32_t count = word_places();
  struct pattern_row *words = add_to(arena_get(&arena, count * sizeof *words));
  bool *telling = add_to(arena_get(&arena, count));
  memset(capital, 0, sizeof capital), memset(capitals, 0, sizeof capitals);
  for (size_t k = 0; k < l->kinds.count; k++) {
    const struct kind *x = &l->kinds.items[k];
    const uint16_t kind = final_kinds[k] < KINDS ? final_kinds[k] : KIND_SINGLE;
    for (size_t i = 0; i < x->n_words; i++) {
      struct pattern_row *r = &words[word_place(x->words[i])];
      add_kind(r->kinds, kind);
      if (kind == KIND_SINGLE) r->word = word_place(x->words[i]);
    }
    if (x->casing == CASE_CAPITAL) add_kind(capital, kind);
    if (x->casing == CASE_CAPITALS) add_kind(capitals, kind);
  }
  for (uint32_t a = 0; a < AUTOMATA; a++)
    for (uint32_t w = 1; w < l->automata[a].n_words; w++)
      words[word_place(w)].begins[a] = l->automata[a].begin_of_word[w];
  for (uint32_t w = 1; w < count; w++) words[w].unknown = (uint8_t)sort_of(all_words.items[w].key);
  for (size_t i = 0; i < entries.count; i++)
    if (entries.items[i].list == (uint32_t)l->telling && entries.items[i].count == 1)
      telling[entries.items[i].words[0]] = true;
  fprintf(out, "static const uint64_t %s_telling[] = {", l->name), write_bits(telling, count), fprintf(out, "};\n");
  rows.count = 0;
  write_numbers(l);
  fprintf(out, "static const uint16_t %s_words[] = {", l->name);
  row_of_word = add_to(arena_get(&arena, count * sizeof *row_of_word));
  for (uint32_t w = 0; w < count; w++) row_of_word[w] = (uint16_t)row_number(&words[w]);
  for (uint32_t w = 0; w < count; w++) fprintf(out, "%u,%s", row_of_word[w], w % 32 == 31 ? "\n" : "");
  fprintf(out, "};\nstatic _Alignas(64) const uint64_t %s_rows[][KIND_ROOM] = {\n", l->name);
  const uint32_t n_rows = (uint32_t)rows.count;
  for (size_t i = 0; i < rows.count; i++) write_set(rows.items[i].kinds), fprintf(out, ",\n");
  fprintf(out, "};\nenum { %s_n_rows = %u };\n", l->name, n_rows);
  write_forms(l->name);
  for (uint32_t a = 0; a < AUTOMATA; a++) {
    fprintf(out, "static const uint16_t %s_begin_of_row_%u[] = {", l->name, a);
    for (size_t i = 0; i < rows.count; i++) fprintf(out, "%u,", rows.items[i].begins[a]);
    fprintf(out, "};\n");
  }
  struct pattern_row unknown = {.no_list = true};
  for (; unknown.unknown < UNKNOWN; unknown.unknown++) *(struct pattern_row *)ADD(rows) = unknown;
}

/* What each state's edges take, as match.c asks for it; states of the same share it. */
static struct ARENA_LIST(struct pattern_fan) fans;
static struct ARENA_LIST(uint16_t) starts;

static uint16_t fan_of(const struct automaton *l, const struct built_state *s) {
  struct pattern_fan fan = {0};
  uint16_t mine[KINDS + 1], count = 0;
  uint32_t before = UINT32_MAX;
  for (uint16_t k = 0; k < s->n_edges; k++) {
    const uint32_t edge = l->edges.items[s->edges + k].kind, kind = edge < KINDS ? edge : KIND_SINGLE;
    if (kind != before) mine[count++] = k, add_kind(fan.kinds, kind);
    before = kind;
  }
  mine[count++] = s->n_edges;
  for (int i = 1; i < KIND_SETS; i++)
    fan.before[i] = (uint16_t)(fan.before[i - 1] + __builtin_popcountll(fan.kinds[i - 1]));
  for (size_t i = 0; i < fans.count; i++)
    if (!memcmp(fans.items[i].kinds, fan.kinds, sizeof fan.kinds) &&
        !memcmp(starts.items + fans.items[i].starts, mine, count * sizeof *mine))
      return (uint16_t)i;
  fan.starts = (uint32_t)starts.count;
  for (uint16_t i = 0; i < count; i++) *(uint16_t *)ADD(starts) = mine[i];
  *(struct pattern_fan *)ADD(fans) = fan;
  if (fans.count > UINT16_MAX) fail("too many states", "");
  return (uint16_t)(fans.count - 1);
}

static void write_fans(const char *name, uint32_t number) {
  fprintf(out, "static _Alignas(64) const struct pattern_fan %s_fans_%u[] = {\n", name, number);
  for (size_t i = 0; i < fans.count; i++) {
    const struct pattern_fan *f = &fans.items[i];
    fprintf(out, "{"), write_set(f->kinds), fprintf(out, ",{");
    for (int k = 0; k < KIND_SETS; k++) fprintf(out, "%u,", f->before[k]);
    fprintf(out, "},%u},\n", f->starts);
  }
  fprintf(out, "};\nstatic const uint16_t %s_starts_%u[] = {", name, number);
  for (size_t i = 0; i < starts.count; i++) fprintf(out, "%u,%s", starts.items[i], i % 64 == 63 ? "\n" : "");
  fprintf(out, "};\n");
}

/* Where each state stands: it is in as few cache lines as it can be. */
static void place_states(struct automaton *l) {
  enum { LINE = 64 / sizeof(uint16_t) };
  uint32_t place = 0;
  for (size_t i = 0; i < l->states.count; i++) {
    struct built_state *s = &l->states.items[i];
    const size_t size = (sizeof(struct pattern_state) + s->n_accepts * sizeof(struct pattern_accept) +
                         s->n_edges * (sizeof(uint16_t) + sizeof(struct pattern_edge))) /
                        sizeof(uint16_t);
    if (place % LINE && place % LINE + size > LINE) place += LINE - place % LINE;
    s->place = place;
    place += (uint32_t)size;
  }
}

static void write_states(const char *name, uint32_t number, struct automaton *l) {
  uint32_t place = 0;
  place_states(l);
  fprintf(out, "static _Alignas(64) const uint16_t %s_states_%u[] = {\n", name, number);
  for (size_t i = 0; i < l->states.count; i++) {
    const struct built_state *s = &l->states.items[i];
    const struct built_edge *edges = l->edges.items + s->edges;
    const struct pattern_accept *accepts = l->accepts.items + s->accepts;
    for (; place < s->place; place++) fprintf(out, "0,");
    fprintf(out, "%u,%u,%u,", s->n_edges, s->n_accepts, s->fan);
    for (uint32_t k = 0; k < s->n_edges; k++) fprintf(out, "%u,", edges[k].kind);
    for (uint32_t k = 0; k < s->n_edges; k++) {
      const uint32_t to = l->states.items[edges[k].to].place;
      fprintf(out, "%u,%u,%u,%u,", edges[k].between, edges[k].capture, to & UINT16_MAX, to >> 16);
    }
    for (uint32_t k = 0; k < s->n_accepts; k++)
      fprintf(out, "%u,%u,%u,", accepts[k].rule, accepts[k].between, accepts[k].lead);
    fprintf(out, "\n");
    place += 3 + 5u * s->n_edges + 3u * s->n_accepts;
  }
  fprintf(out, "};\n");
}

static void write_automaton(const char *name, uint32_t number, struct automaton *l) {
  fans.count = starts.count = 0;
  for (size_t i = 0; i < l->edges.count; i++) l->edges.items[i].kind = final_kinds[l->edges.items[i].kind];
  for (size_t i = 0; i < l->states.count; i++) {
    struct built_state *s = &l->states.items[i];
    qsort(l->edges.items + s->edges, s->n_edges, sizeof *l->edges.items, by_kind);
    if (s->n_edges > FEW_EDGES) s->fan = fan_of(l, s);
  }
  write_fans(name, number);
  write_states(name, number, l);
}

static bool is_of_one_kind(const struct pattern_sequence *s) {
  const uint16_t kind = final_kinds[s->kinds[0]];
  return s->count == 1 && !s->joined && !s->ends && kind < KINDS && kind != KIND_ED && kind != KIND_PLURAL;
}

/* Adds the kind that the piece of a sequence nearest to its place is of; false if that may be any piece, or none. */
static bool add_nearest(const struct pattern_sequence *s, bool after, uint64_t set[KIND_SETS]) {
  if (!s->count) return false;
  const uint16_t kind = final_kinds[s->kinds[after ? s->count - 1 : 0]];
  add_kind(set, kind >= KINDS ? KIND_SINGLE : kind == KIND_ED || kind == KIND_PLURAL ? KIND_WORD : kind);
  return true;
}

/* What may stand beside a place: what is one piece of some kinds is a set of them, all else a sequence. */
static void write_beside(const struct language *l) {
  uint64_t(*beside)[KIND_SETS] = add_to(arena_get(&arena, (2 * l->between.count + 1) * sizeof *beside));
  uint16_t n_beside = 1, n_sequences = 0; /* 0: none */
  fprintf(out, "static const struct pattern_sequence %s_sequences[] = {\n", l->name);
  for (size_t i = 0; i < l->between.count; i++) {
    struct pattern_between *b = &l->between.items[i];
    if (b->kind != BETWEEN_AFTER && b->kind != BETWEEN_BEFORE) continue;
    const uint16_t from = n_sequences, one = n_beside, nearest = n_beside + 1;
    bool near = true;
    for (uint16_t k = 0; k < b->count; k++) {
      const struct pattern_sequence *s = &l->sequences.items[b->from + k];
      if (is_of_one_kind(s)) {
        b->beside = one;
        add_kind(beside[one], final_kinds[s->kinds[0]]);
        continue;
      }
      near = add_nearest(s, b->kind == BETWEEN_AFTER, beside[nearest]) && near;
      n_sequences++;
      fprintf(out, "{%u,{%u,%u,%u,%u},%u,%u},\n", s->count, final_kinds[s->kinds[0]], final_kinds[s->kinds[1]],
              final_kinds[s->kinds[2]], final_kinds[s->kinds[3]], s->joined, s->ends);
    }
    b->from = from, b->count = (uint16_t)(n_sequences - from);
    if (near) b->nearest = nearest;
    n_beside = (uint16_t)(n_beside + 2);
  }
  fprintf(out, "{0}};\nstatic const uint64_t %s_beside[][KIND_SETS] = {\n", l->name);
  for (uint16_t i = 0; i < n_beside; i++) write_set(beside[i]), fprintf(out, ",\n");
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
    fprintf(out, "{%u,%u,%u,%u,%u,%u},\n", b->kind, b->negated, b->from, b->count, b->beside, b->nearest);
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

static void write_entry(const struct language *l) {
  const char *name = l->name;
  fprintf(out, "{\"%s\", %d, %d, %s_telling, %s_words, %s_numbers, %s_n_rows, %s_rows, %s_forms, {", name, l->month,
          l->weekday, name, name, name, name, name, name);
  for (unsigned a = 0; a < AUTOMATA; a++) {
    static const char *const parts[] = {"states", "fans",   "starts",    "may",           "begin_of_row",
                                        "begins", "follow", "n_columns", "column_of_row", "line_of_row"};
    fprintf(out, "{");
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) fprintf(out, "%s_%s_%u,", name, parts[i], a);
    fprintf(out, "},");
  }
  fprintf(out, "}");
  static const char *const parts[] = {"betweens", "between_items", "between", "beside", "sequences",
                                      "captures", "rules",         "actions", "texts"};
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) fprintf(out, ", %s_%s", name, parts[i]);
  fprintf(out, "},\n");
}

void patterns_write(const char *folder) {
  out = created(folder, "patterns_table.h");
  for (size_t i = 0; i < n_languages; i++) {
    struct language *l = languages[i];
    const uint32_t n_kinds = number_kinds(l);
    for (uint32_t a = 0; a < AUTOMATA; a++) write_automaton(l->name, a, &l->automata[a]);
    write_rows(l);
    for (uint32_t a = 0; a < AUTOMATA; a++) patterns_write_begins(out, l, a, &rows, row_of_word);
    write_beside(l), write_betweens(l), write_texts(l);
    fprintf(stderr, "%s: %u patterns, %u kinds, %u states, %u edges\n", l->name, (unsigned)l->rules.count, n_kinds,
            (unsigned)l->automata[0].states.count, (unsigned)l->automata[0].edges.count);
  }
  fprintf(out, "const struct patterns date_patterns[] = {\n");
  for (size_t i = 0; i < n_languages; i++) write_entry(languages[i]);
  fprintf(out, "};\nconst uint32_t n_date_patterns = %u;\n", (unsigned)n_languages);
  if (fclose(out)) fail("cannot write", folder);
}
