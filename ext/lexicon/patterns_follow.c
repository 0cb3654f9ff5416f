/*
** What may stand behind the first piece of a match, so that the matcher begins none where a look at the next tokens
** says that there is none: see patterns.h.
**
** It is a table with a line for the words, or numbers, with which patterns go on alike, and a column for the words that
** can be the same behind any of them.
*/
#include "patterns.h"

#include <string.h>

static bool is_any_word(uint32_t kind) { return kind == KIND_WORD || kind == KIND_CAPITAL || kind == KIND_LOWER; }

/* What may stand at a place: kinds, and words by themselves, each by a bit. */
struct behind {
  uint64_t kinds[KIND_SETS];
  uint64_t *words; /* NULL: none */
};
/* The second piece and the third, those of them that can be the last one, the fourth, the third where the
** second can be any word, and the fourth where the third can; whether a match may end without, or with a second
** or a third that is any word. */
enum {
  PLACE_SECOND,
  PLACE_LAST_SECOND,
  PLACE_THIRD,
  PLACE_LAST_THIRD,
  PLACE_FOURTH,
  PLACE_BEHIND_ANY,
  PLACE_BEHIND_ANY_THIRD,
  PLACES
};
struct follow {
  struct behind places[PLACES];
  bool ends, ends_with_any, any_third, ends_with_any_third;
};
static void add_behind(struct behind *b, uint32_t kind) {
  if (kind < KINDS) {
    b->kinds[kind >> 6] |= (uint64_t)1 << (kind & 63);
    return;
  }
  if (!b->words) b->words = add_to(arena_get(&arena, word_places() / 8 + sizeof(uint64_t)));
  b->words[(kind - KINDS) >> 6] |= (uint64_t)1 << ((kind - KINDS) & 63);
}

/* What may follow a second piece of a certain kind, whose edge leads to a state. */
static void add_third(const struct automaton *x, uint32_t state, struct follow *f) {
  const struct built_state *s = &x->states.items[state];
  for (uint32_t i = 0; i < s->n_edges; i++) {
    const struct built_edge *third = &x->edges.items[s->edges + i];
    const struct built_state *fourth = &x->states.items[third->to];
    const bool any = is_any_word(third->kind);
    if (any) {
      f->any_third = true;
      f->ends_with_any_third = f->ends_with_any_third || fourth->n_accepts;
    } else {
      add_behind(&f->places[PLACE_THIRD], third->kind);
      if (fourth->n_accepts) add_behind(&f->places[PLACE_LAST_THIRD], third->kind);
    }
    for (uint32_t k = 0; k < fourth->n_edges; k++)
      add_behind(&f->places[any ? PLACE_BEHIND_ANY_THIRD : PLACE_FOURTH], x->edges.items[fourth->edges + k].kind);
  }
}

/* What may follow a state to which an edge of the first one leads. */
static void add_following(const struct automaton *x, uint32_t state, struct follow *f) {
  const struct built_state *s = &x->states.items[state];
  f->ends = f->ends || s->n_accepts;
  for (uint32_t k = 0; k < s->n_edges; k++) {
    const struct built_edge *second = &x->edges.items[s->edges + k];
    const struct built_state *third = &x->states.items[second->to];
    if (!is_any_word(second->kind)) {
      add_behind(&f->places[PLACE_SECOND], second->kind);
      if (third->n_accepts) add_behind(&f->places[PLACE_LAST_SECOND], second->kind);
      add_third(x, second->to, f);
      continue;
    }
    f->ends_with_any = f->ends_with_any || third->n_accepts;
    for (uint32_t i = 0; i < third->n_edges; i++)
      add_behind(&f->places[PLACE_BEHIND_ANY], x->edges.items[third->edges + i].kind);
  }
}

static bool is_word(const struct pattern_row *r) {
  return !(r->kinds[0] >> KIND_NUMBER & 1) && r->unknown != UNKNOWN_MARK && r->unknown != UNKNOWN_POSSESSIVE;
}

/* Whether a token of a row may stand at a place. */
static bool may_stand(const struct behind *b, const struct pattern_row *r) {
  static const uint64_t sorts[UNKNOWN] = {[UNKNOWN_LETTER] = 1 << KIND_LETTER,
                                          [UNKNOWN_MARK] = 1 << KIND_MARK | 1 << KIND_LETTER,
                                          [UNKNOWN_POSSESSIVE] = 1 << KIND_POSSESSIVE};
  const uint64_t words = 1 << KIND_WORD | 1 << KIND_CAPITAL | 1 << KIND_LOWER; /* what any word is */
  bool may = r->no_list && r->unknown == UNKNOWN_PIECES;
  may = may || (r->word && b->words && b->words[r->word >> 6] >> (r->word & 63) & 1);
  for (int set = 0; set < KIND_SETS; set++) may = may || r->kinds[set] & b->kinds[set];
  may = may || (!(r->kinds[0] >> KIND_NUMBER & 1) && b->kinds[0] & sorts[r->unknown]);
  return may || (is_word(r) && b->kinds[0] & words);
}

/* A cell for each line and row. */
static struct ARENA_LIST(uint8_t) cells;

static uint8_t cell_of(const struct follow *f, const struct pattern_row *r) {
  bool may[PLACES];
  for (int place = 0; place < PLACES; place++) may[place] = may_stand(&f->places[place], r);
  const bool word = is_word(r);
  const bool enough = f->ends || (may[PLACE_SECOND] && may[PLACE_LAST_SECOND]) || (word && f->ends_with_any);
  const unsigned cell = (may[PLACE_THIRD] ? FOLLOW_THIRD : 0) | (word && f->any_third ? FOLLOW_ANY_THIRD : 0) |
                        (may[PLACE_LAST_THIRD] || (word && f->ends_with_any_third) ? FOLLOW_LAST : 0) |
                        (may[PLACE_BEHIND_ANY] ? FOLLOW_BEHIND_ANY : 0) | (may[PLACE_SECOND] ? FOLLOW_SECOND : 0) |
                        (enough ? FOLLOW_ENOUGH : 0) | (may[PLACE_FOURTH] ? FOLLOW_FOURTH : 0) |
                        (may[PLACE_BEHIND_ANY_THIRD] ? FOLLOW_BEHIND_ANY_THIRD : 0);
  return (uint8_t)cell;
}

/* The line of what may follow; it is there once. */
static uint32_t line_of(const struct follow *f, const struct pattern_rows *rows) {
  const size_t from = cells.count;
  for (size_t i = 0; i < rows->count; i++) *(uint8_t *)ADD(cells) = cell_of(f, &rows->items[i]);
  for (size_t i = 0; i < from; i += rows->count) {
    if (memcmp(cells.items + i, cells.items + from, rows->count)) continue;
    cells.count = from;
    return (uint32_t)(i / rows->count);
  }
  return (uint32_t)(from / rows->count);
}

/* Whether two rows have the same cells. */
static bool is_same_column(size_t a, size_t b, const struct pattern_rows *rows) {
  for (size_t line = 0; line < cells.count; line += rows->count)
    if (cells.items[line + a] != cells.items[line + b]) return false;
  return is_word(&rows->items[a]) == is_word(&rows->items[b]);
}

/* Whether all that may follow are words in lists, numbers and what may be of several pieces, as the second. */
static bool is_closed(uint32_t line, const struct pattern_rows *rows) {
  const uint8_t *of = &cells.items[line * rows->count];
  for (size_t i = 0; i < rows->count && rows->items[i].unknown != UNKNOWN_PIECES; i++)
    if (of[i] & (rows->items[i].no_list ? FOLLOW_SECOND | FOLLOW_ENOUGH : FOLLOW_BEHIND_ANY)) return false;
  return true;
}

/* Writes which column each row is in, and the table. */
static void write_columns(FILE *out, const char *name, uint32_t number, const struct pattern_rows *rows) {
  size_t *columns = add_to(arena_get(&arena, rows->count * sizeof *columns)), count = 0; /* the first row of each */
  fprintf(out, "static const uint16_t %s_column_of_row_%u[] = {", name, number);
  for (size_t i = 0; i < rows->count; i++) {
    size_t column = 0;
    while (column < count && !is_same_column(columns[column], i, rows)) column++;
    if (column == count) columns[count++] = i;
    fprintf(out, "%u,", (unsigned)column | (is_word(&rows->items[i]) ? COLUMN_OF_WORD : 0u));
  }
  fprintf(out, "};\nstatic const uint8_t %s_follow_%u[] = {\n", name, number);
  for (size_t line = 0; line < cells.count; line += rows->count) {
    for (size_t i = 0; i < count; i++) fprintf(out, "%u,", cells.items[line + columns[i]]);
    fprintf(out, "\n");
  }
  fprintf(out, "};\nenum { %s_n_columns_%u = %u };\n", name, number, (unsigned)count);
}

/* What may follow each group of words and numbers, without a capital and with one; the first tells what is behind any
** number. */
static void add_groups(const struct language *l, uint32_t number, struct follow (*follow)[2]) {
  const struct automaton *x = &l->automata[number];
  bool *of_numbers = add_to(arena_get(&arena, x->begins.count));
  for (uint32_t c = 0; c < l->classes.count; c++) of_numbers[x->begin_of_class[c]] = true;
  for (size_t g = 1; g < x->begins.count; g++) {
    for (uint32_t k = 0; k < CASES; k++) {
      const struct built_state *s = &x->states.items[x->begins.items[g].states[k]];
      for (uint32_t i = 0; i < s->n_edges; i++) {
        const uint32_t to = x->edges.items[s->edges + i].to;
        add_following(x, to, &follow[g][k > 0]);
        if (of_numbers[g]) add_following(x, to, &follow[0][0]);
      }
    }
  }
  follow[0][0].ends = number == AUTOMATON_OF_NOTES; /* 28.1 */
}

/* What words tell by themselves, from the two lines of each row. */
static void write_may(FILE *out, const char *name, uint32_t number, const struct pattern_rows *rows,
                      uint32_t (*lines)[2], const uint16_t *row_of_word) {
  uint8_t *may = add_to(arena_get(&arena, rows->count));
  const size_t n_lines = cells.count / rows->count;
  for (size_t i = 0; i < rows->count; i++) {
    const bool closed = is_closed(lines[i][0], rows) && is_closed(lines[i][1], rows);
    may[i] = (uint8_t)(MAY_FOLLOW_ANY | (!rows->items[i].begins[number] ? 0
                                         : closed                       ? MAY_BEGIN
                                                                        : MAY_BEGIN_BEFORE_ANY));
  }
  for (uint32_t line = 0; line < n_lines; line++)
    for (size_t i = 0; is_closed(line, rows) && i < rows->count; i++)
      if (cells.items[line * rows->count + i] & (FOLLOW_SECOND | FOLLOW_ENOUGH)) may[i] |= MAY_FOLLOW;
  fprintf(out, "static const uint8_t %s_may_%u[] = {", name, number);
  for (uint32_t w = 0; w < word_places(); w++) fprintf(out, "%u,%s", may[row_of_word[w]], w % 64 == 63 ? "\n" : "");
  fprintf(out, "};\n");
}

void patterns_write_begins(FILE *out, const struct language *l, uint32_t automaton, const struct pattern_rows *rows,
                           const uint16_t *row_of_word) {
  const struct automaton *x = &l->automata[automaton];
  const size_t count = x->begins.count; /* behind their groups, what begins none, and what may be followed by any */
  struct follow(*follow)[2] = add_to(arena_get(&arena, (count + 2) * sizeof *follow));
  uint32_t(*lines)[2] = add_to(arena_get(&arena, rows->count * sizeof *lines));
  add_groups(l, automaton, follow);
  follow[count + 1][0].ends = true;
  cells.count = 0;
  for (size_t i = 0; i < rows->count; i++) {
    const struct pattern_row *r = &rows->items[i];
    const bool number = r->kinds[0] >> KIND_NUMBER & 1 || r->unknown == UNKNOWN_DECIMALS;
    const size_t group = r->unknown == UNKNOWN_NUMBER ? count + 1
                         : r->begins[automaton]       ? r->begins[automaton]
                         : number                     ? 0
                                                      : count;
    for (int k = 0; k < 2; k++) lines[i][k] = line_of(&follow[group][k], rows);
  }
  write_columns(out, l->name, automaton, rows);
  fprintf(out, "static const uint16_t %s_line_of_row_%u[][2] = {\n", l->name, automaton);
  for (size_t i = 0; i < rows->count; i++)
    fprintf(out, "{%u,%u},%s", lines[i][0], lines[i][1], i % 32 == 31 ? "\n" : "");
  fprintf(out, "};\n");
  write_may(out, l->name, automaton, rows, lines, row_of_word);
  fprintf(out, "static const struct pattern_begin %s_begins_%u[] = {\n", l->name, automaton);
  for (size_t g = 0; g < count; g++) {
    const uint32_t *states = x->begins.items[g].states;
    fprintf(out, "{{%u,%u,%u}},\n", x->states.items[states[0]].place, x->states.items[states[1]].place,
            x->states.items[states[2]].place);
  }
  fprintf(out, "};\n");
}
