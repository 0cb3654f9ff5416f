/*
** Reads date patterns, as they are written:
**
**     [number] [unit] ago            -> shift -number       | "two days ago" 2019-01-28 = 2019-01-26
**
** The head of ext/lexicon/en/dates.patterns says what may stand in one.  Examples are
** for tests/patterns.py.  The folder of a file names its language; a list [month] of
** another language than English is [de_month] among the word lists.
*/
#include "patterns.h"

#include "patterns_files.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { LINE_MOST = 8192, NAME_MOST = 64 };

struct language *languages[8];
size_t n_languages;
static struct language *in; /* the language that is read */

struct macro {
  char name[NAME_MOST], *text;
  uint32_t line;
  bool open, used; /* it is being read, so that it must not stand in itself; it has been */
};
static struct ARENA_LIST(struct macro) macros;
static const char *path_read;
static uint32_t line_read; /* where the pattern that is read begins */

static const char *const capture_names[] = {
    "no",         "month",          "day",        "first-day", "weekday",   "year",         "year-hundreds",
    "year-short", "year-thousands", "year-units", "year-same", "decade",    "decade-short", "century",
    "era",        "season",         "quarter",    "half",      "week",      "holiday",      "nth",
    "unit",       "nth-unit",       "amount",     "decimals",  "fraction",  "vague",        "part",
    "daypart",    "day-word",       "direction",  "shift",     "constant",  "hour",         "minute",
    "second",     "half-day",       "clock",      "zone",      "zone-east", "zone-west"};
_Static_assert(sizeof capture_names / sizeof *capture_names == CAPTURES, "a name for each capture");

/* What the words of a list tell, where nothing else is said. */
static const struct {
  const char *list;
  enum capture capture;
} told_by[] = {{"month", CAPTURE_MONTH},
               {"weekday", CAPTURE_WEEKDAY},
               {"weekdays", CAPTURE_WEEKDAY},
               {"season", CAPTURE_SEASON},
               {"date_unit", CAPTURE_UNIT},
               {"cardinal", CAPTURE_AMOUNT},
               {"ordinal", CAPTURE_NTH},
               {"vague_amount", CAPTURE_VAGUE},
               {"amount_word", CAPTURE_FRACTION},
               {"day_part", CAPTURE_DAYPART},
               {"day_word", CAPTURE_DAY_WORD},
               {"date_reference", CAPTURE_CONSTANT},
               {"narrative_reference", CAPTURE_CONSTANT},
               {"frequency", CAPTURE_CONSTANT},
               {"lasting_word", CAPTURE_CONSTANT},
               {"date_direction", CAPTURE_DIRECTION},
               {"date_part", CAPTURE_PART},
               {"date_shift", CAPTURE_SHIFT},
               {"decade_word", CAPTURE_DECADE_SHORT},
               {"clock_half_word", CAPTURE_HALF_DAY},
               {"half_day_phrase", CAPTURE_HALF_DAY},
               {"zone", CAPTURE_ZONE},
               {"holiday", CAPTURE_HOLIDAY},
               {"era", CAPTURE_ERA}};

static int by_number(const void *a, const void *b) {
  const uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  return (x > y) - (x < y);
}

static uint16_t kind_number(struct kind k) {
  if (k.n_words) qsort(k.words, k.n_words, sizeof *k.words, by_number);
  for (size_t i = 0; i < in->kinds.count; i++) {
    const struct kind *x = &in->kinds.items[i];
    if (x->sort == k.sort && x->casing == k.casing && x->special == k.special && x->n_words == k.n_words &&
        !memcmp(&x->number, &k.number, sizeof k.number) &&
        (!k.n_words || !memcmp(x->words, k.words, k.n_words * sizeof *k.words)))
      return (uint16_t)i;
  }
  if (in->kinds.count == MOST_KINDS) fail("too many kinds of words", "");
  *(struct kind *)ADD(in->kinds) = k;
  return (uint16_t)(in->kinds.count - 1);
}

static uint16_t capture_number(enum capture kind, int list, int text) {
  const struct pattern_capture c = {(uint8_t)kind, (uint16_t)(list < 0 ? 0 : list), (int16_t)text};
  for (size_t i = 0; i < in->captures.count; i++) {
    const struct pattern_capture *x = &in->captures.items[i];
    if (x->kind == c.kind && x->list == c.list && x->text == c.text) return (uint16_t)i;
  }
  *(struct pattern_capture *)ADD(in->captures) = c;
  return (uint16_t)(in->captures.count - 1);
}

static struct part *new_part(enum part_sort sort) {
  struct part *p = add_to(arena_get(&arena, sizeof *p));
  p->sort = sort;
  return p;
}

static struct part *piece_of(uint16_t kind, uint16_t capture) {
  struct part *p = new_part(PART_PIECE);
  p->kind = kind;
  p->capture = capture;
  return p;
}

/* Whether two betweens say the same. */
static bool same_between(const struct pattern_between *a, const struct pattern_between *b) {
  if (a->kind != b->kind || a->negated != b->negated || a->count != b->count) return false;
  if (a->kind == BETWEEN_DO)
    return !memcmp(in->actions.items + a->from, in->actions.items + b->from, a->count * sizeof *in->actions.items);
  return a->count ? !memcmp(in->sequences.items + a->from, in->sequences.items + b->from,
                            a->count * sizeof *in->sequences.items)
                  : a->from == b->from;
}

static uint16_t between_number(struct pattern_between b) {
  for (size_t i = 0; i < in->between.count; i++)
    if (same_between(&in->between.items[i], &b)) return (uint16_t)i;
  *(struct pattern_between *)ADD(in->between) = b;
  return (uint16_t)(in->between.count - 1);
}

static struct part *between_of(struct pattern_between b) {
  struct part *p = new_part(PART_BETWEEN);
  p->between = between_number(b);
  return p;
}

/* Where a pattern is read: its text, and how far. */
struct source {
  const char *at;
};
static struct part *read_either(struct source *);

static bool is_letter(char c) { return isalpha((unsigned char)c) || (unsigned char)c >= 0x80; }

static uint16_t word_kind(const char *word, size_t length) {
  struct kind k = {.sort = KIND_OF_WORDS, .n_words = 1};
  k.words = add_to(arena_get(&arena, sizeof *k.words));
  *k.words = word_number(word, length);
  if (isupper((unsigned char)word[0]))
    k.casing = length == 1 || isupper((unsigned char)word[1]) ? CASE_CAPITALS : CASE_CAPITAL;
  return kind_number(k);
}

/* The list of the language; -1 if there is none. */
static int list_of(const char *name) {
  char own[2 * NAME_MOST];
  snprintf(own, sizeof own, "%s_%s", in->name, name);
  int list = strcmp(in->name, "en") ? list_named(own) : -1;
  return list < 0 ? list_named(name) : list;
}

/* Whether a value has one of the characters behind each ~ of a filter, and none of those behind a !. */
static bool passes(const char *value, const char *filter) {
  while (filter && *filter) {
    const size_t length = 1 + strcspn(filter + 1, "~!");
    bool has = false;
    for (size_t i = 1; i < length; i++) has = has || strchr(value, filter[i]);
    if (has != (*filter == '~')) return false;
    filter += length;
  }
  return true;
}

/* [list], [List], [LIST], [list~x!y]: its words as one kind, and each entry of several words as a row. */
static struct part *read_list(char *name, int capture) {
  char filter[NAME_MOST] = "", *from = strpbrk(name, "~!");
  const enum casing casing = !isupper((unsigned char)name[0])  ? CASE_ANY
                             : isupper((unsigned char)name[1]) ? CASE_CAPITALS
                                                               : CASE_CAPITAL;
  if (from) strcpy(filter, from), *from = 0;
  for (char *c = name; *c; c++) *c = *c == '-' ? '_' : (char)tolower((unsigned char)*c);
  const int list = list_of(name);
  if (list < 0) fail("no such list, nor pattern", name);
  for (size_t i = 0; capture < 0 && i < sizeof told_by / sizeof *told_by; i++)
    if (!strcmp(told_by[i].list, name)) capture = (int)told_by[i].capture;
  if (capture < 0) capture = CAPTURE_NONE;
  struct kind words = {.sort = KIND_OF_WORDS, .casing = casing};
  size_t most = 0;
  for (size_t i = 0; i < entries.count; i++) most += entries.items[i].list == (uint32_t)list;
  words.words = add_to(arena_get(&arena, (most + 1) * sizeof *words.words));
  struct part *either = new_part(PART_EITHER), **last = &either->first;
  for (size_t i = 0; i < entries.count; i++) {
    const struct entry *e = &entries.items[i];
    if (e->list != (uint32_t)list || !passes(value_of(e), filter)) continue;
    if (e->count == 1) {
      words.words[words.n_words++] = e->words[0];
      continue;
    }
    struct part *row = new_part(PART_ROW), **piece = &row->first;
    for (uint32_t k = 0; k < e->count; k++) {
      struct kind one = {
          .sort = KIND_OF_WORDS, .casing = casing == CASE_CAPITAL && !k ? CASE_CAPITAL : CASE_ANY, .n_words = 1};
      one.words = add_to(arena_get(&arena, sizeof *one.words));
      *one.words = e->words[k];
      const bool ends = k + 1 == e->count && capture != CAPTURE_NONE;
      *piece = piece_of(kind_number(one), capture_number(ends ? (enum capture)capture : CAPTURE_NONE, -1,
                                                         ends ? text_number(in, value_of(e)) : -1));
      piece = &(*piece)->next;
    }
    *last = row;
    last = &row->next;
  }
  if (words.n_words) *last = piece_of(kind_number(words), capture_number((enum capture)capture, list, -1));
  if (!either->first) fail("no word is in the list", name);
  return either;
}

static int special_named(const char *name) {
  static const char *const names[] = {"word",       "Word", "lower",  "numeral", "mark",
                                      "possessive", "ed",   "plural", "letter"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (!strcmp(name, names[i])) return (int)i;
  return -1;
}

/* [name]: a pattern by name, a list, or a special kind. */
static struct part *read_name(struct source *s, int capture) {
  char name[NAME_MOST];
  const size_t length = strcspn(s->at + 1, "]");
  if (s->at[1 + length] != ']' || length >= sizeof name) fail("no ] behind", s->at);
  memcpy(name, s->at + 1, length);
  name[length] = 0;
  s->at += length + 2;
  const int special = special_named(name);
  if (special >= 0)
    return piece_of(kind_number((struct kind){.sort = KIND_SPECIAL, .special = (uint16_t)special}),
                    capture_number(capture < 0 ? CAPTURE_NONE : (enum capture)capture, -1, -1));
  for (size_t i = 0; i < macros.count; i++) {
    if (strcmp(macros.items[i].name, name)) continue;
    if (macros.items[i].open) fail("stands within itself", name);
    if (capture >= 0) fail("is no list, and captures by its own parts", name);
    macros.items[i].open = macros.items[i].used = true;
    struct source text = {macros.items[i].text};
    reading(path_read, macros.items[i].line);
    struct part *p = read_either(&text);
    if (*text.at) fail("cannot be read", text.at);
    macros.items[i].open = false;
    reading(path_read, line_read);
    return p;
  }
  return read_list(name, capture);
}

/* <1-31>, <01-12>, <1000-2999>: with as many digits as are written. */
static struct part *read_number(struct source *s, int capture) {
  struct pattern_number n = {0};
  int from = 0, middle = 0, end = 0;
  if (sscanf(s->at, "<%n%d-%n%d>%n", &from, &n.least, &middle, &n.most, &end) != 2 || !end ||
      end - middle - 1 > NUMBER_DIGITS)
    fail("is no <1-31>, nor of so few digits", s->at);
  n.least_digits = (uint8_t)(middle - from - 1);
  n.most_digits = (uint8_t)(end - middle - 1);
  s->at += end;
  struct kind k = {.sort = KIND_OF_NUMBERS, .number = n};
  return piece_of(kind_number(k), capture_number(capture < 0 ? CAPTURE_NONE : (enum capture)capture, -1, -1));
}

/* [end], [start] or ~ among the pieces of a sequence. */
static void add_edge(struct pattern_sequence *s, const struct part *p) {
  const struct pattern_between *b = &in->between.items[p->between];
  if (b->kind == BETWEEN_JOINED) s->joined |= (uint8_t)(1u << s->count);
  else s->ends = (uint8_t)b->from;
}

/* Where a row goes on when a part of it has ended. */
struct rest {
  const struct part *part;
  const struct rest *then;
};

/* The rows of single pieces that a part and what stands behind it stand for, as sequences. */
static void add_sequences(const struct part *p, struct pattern_sequence s, const struct rest *rest) {
  if (!p) {
    if (rest) add_sequences(rest->part, s, rest->then);
    else *(struct pattern_sequence *)ADD(in->sequences) = s;
    return;
  }
  const struct rest behind = {p->next, rest};
  if (p->optional) add_sequences(p->next, s, rest);
  if (p->joined) s.joined |= (uint8_t)(1u << s.count);
  if (p->sort == PART_EITHER) {
    for (const struct part *x = p->first; x; x = x->next) {
      struct part alone = *x;
      alone.next = NULL;
      add_sequences(&alone, s, &behind);
    }
  } else if (p->sort == PART_ROW) {
    add_sequences(p->first, s, &behind);
  } else {
    if (p->sort == PART_BETWEEN) add_edge(&s, p);
    else if (s.count == SEQUENCE_MOST) fail("too many words beside a pattern", "");
    else s.kinds[s.count++] = p->kind;
    add_sequences(p->next, s, rest);
  }
}

/* Alternatives that are each one kind of words become one. */
static void join_kinds(struct part *either) {
  size_t n = 0;
  for (const struct part *p = either->first; p; p = p->next) {
    const struct part *x = p->sort == PART_ROW && p->first && !p->first->next ? p->first : p;
    while (x->sort == PART_EITHER && x->first && !x->first->next) x = x->first;
    if (x->sort != PART_PIECE || in->kinds.items[x->kind].sort != KIND_OF_WORDS) continue;
    n += in->kinds.items[x->kind].n_words;
  }
  for (enum casing casing = CASE_ANY; casing <= CASE_CAPITALS; casing++) {
    struct kind all = {.sort = KIND_OF_WORDS, .casing = casing};
    all.words = add_to(arena_get(&arena, (n + 1) * sizeof *all.words));
    struct part **from = &either->first;
    size_t joined = 0;
    for (struct part *p = *from; p; p = *from) {
      const struct part *x = p->sort == PART_ROW && p->first && !p->first->next ? p->first : p;
      while (x->sort == PART_EITHER && x->first && !x->first->next) x = x->first;
      const struct kind *k = x->sort == PART_PIECE ? &in->kinds.items[x->kind] : NULL;
      if (!k || k->sort != KIND_OF_WORDS || k->casing != all.casing || x->joined || x->optional || p->optional ||
          p->joined || in->captures.items[x->capture].kind != CAPTURE_NONE) {
        from = &p->next;
        continue;
      }
      memcpy(all.words + all.n_words, k->words, k->n_words * sizeof *k->words);
      all.n_words += k->n_words;
      *from = p->next;
      joined++;
    }
    if (!joined) continue;
    qsort(all.words, all.n_words, sizeof *all.words, by_number);
    size_t kept = 0;
    for (size_t i = 0; i < all.n_words; i++)
      if (!kept || all.words[kept - 1] != all.words[i]) all.words[kept++] = all.words[i];
    all.n_words = kept;
    *from = piece_of(kind_number(all), capture_number(CAPTURE_NONE, -1, -1));
  }
}

static struct part *read_beside(struct source *s, enum between kind, bool negated) {
  struct part *either = read_either(s);
  if (either->sort == PART_EITHER) join_kinds(either);
  const size_t from = in->sequences.count;
  add_sequences(either, (struct pattern_sequence){0}, NULL);
  const size_t known = in->between.count;
  struct part *p = between_of(
      (struct pattern_between){(uint8_t)kind, negated, (uint16_t)from, (uint16_t)(in->sequences.count - from), 0, 0});
  if (in->between.count == known) in->sequences.count = from; /* said before */
  return p;
}

static struct part *read_do(struct source *s) {
  char text[NAME_MOST * 2];
  const size_t length = strcspn(s->at, ")");
  if (length >= sizeof text) fail("too long", s->at);
  memcpy(text, s->at, length);
  text[length] = 0;
  s->at += length;
  const struct pattern_run run = read_actions(in, text);
  const size_t known = in->between.count;
  struct part *p = between_of((struct pattern_between){BETWEEN_DO, false, run.from, run.count, 0, 0});
  if (in->between.count == known) in->actions.count = run.from;
  return p;
}

static struct part *read_style(struct source *s, bool negated) {
  static const char *const styles[] = {"auto", "news", "narrative", "note"};
  const size_t length = strcspn(s->at, ")");
  uint16_t bits = 0;
  for (size_t i = 0; i < sizeof styles / sizeof *styles; i++)
    if (strlen(styles[i]) == length && !strncmp(styles[i], s->at, length)) bits = (uint16_t)(1u << i);
  if (!bits) fail("no such style", s->at);
  s->at += length;
  return between_of((struct pattern_between){BETWEEN_STYLE, negated, bits, 0, 0, 0});
}

/* name(...): what stands beside the pattern, a style, actions; NULL if it is none of these. */
static struct part *read_call(struct source *s) {
  static const struct {
    const char *name;
    int kind;
    bool negated;
  } calls[] = {{"after(", BETWEEN_AFTER, false},   {"not-after(", BETWEEN_AFTER, true},
               {"before(", BETWEEN_BEFORE, false}, {"not-before(", BETWEEN_BEFORE, true},
               {"if(", BETWEEN_STYLE, false},      {"unless(", BETWEEN_STYLE, true},
               {"do(", BETWEEN_DO, false}};
  for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
    const size_t length = strlen(calls[i].name);
    if (strncmp(s->at, calls[i].name, length)) continue;
    s->at += length;
    struct part *p = calls[i].kind == BETWEEN_STYLE ? read_style(s, calls[i].negated)
                     : calls[i].kind == BETWEEN_DO  ? read_do(s)
                                                    : read_beside(s, (enum between)calls[i].kind, calls[i].negated);
    if (*s->at != ')') fail("no ) behind", calls[i].name);
    s->at++;
    return p;
  }
  return NULL;
}

static struct part *read_one(struct source *s) {
  static const char END[] = "[end]", START[] = "[start]";
  struct part *p = read_call(s);
  if (p) return p;
  int capture = -1;
  const size_t name = strspn(s->at, "abcdefghijklmnopqrstuvwxyz-");
  if (name && *s->at != '-' && s->at[name] == ':' && (s->at[name + 1] == '[' || s->at[name + 1] == '<')) {
    for (int i = 0; i < CAPTURES; i++)
      if (strlen(capture_names[i]) == name && !strncmp(capture_names[i], s->at, name)) capture = i;
    if (capture < 0) fail("nothing of this name can be told", s->at);
    s->at += name + 1;
  }
  const bool end = !strncmp(s->at, END, strlen(END)), start = !strncmp(s->at, START, strlen(START));
  if (end || start) { /* of the sentence, of the text: in after() and before() alone */
    s->at += end ? strlen(END) : strlen(START);
    return between_of((struct pattern_between){BETWEEN_CLOSE, true, end ? EDGE_SENTENCE : EDGE_TEXT, 0, 0, 0});
  }
  if (*s->at == '~') { /* no white space is here: in these too */
    s->at++;
    return between_of((struct pattern_between){.kind = BETWEEN_JOINED});
  }
  if (*s->at == '[') return read_name(s, capture);
  if (*s->at == '<') return read_number(s, capture);
  if (*s->at == '(') {
    s->at++;
    p = read_either(s);
    if (*s->at != ')') fail("no ) behind a group", s->at);
    s->at++;
    return p;
  }
  if (*s->at == '{' || *s->at == '}')
    return between_of((struct pattern_between){*s->at++ == '{' ? BETWEEN_OPEN : BETWEEN_CLOSE, false, 0, 0, 0, 0});
  const bool escaped = *s->at == '\\';
  s->at += escaped;
  size_t length = 1;
  if (!escaped && (is_letter(*s->at) || (*s->at == '\'' && is_letter(s->at[1]))))
    while (is_letter(s->at[length]) ||
           ((s->at[length] == '\'' || s->at[length] == '.') && is_letter(s->at[length + 1])))
      length++;
  p = piece_of(word_kind(s->at, length), capture_number(CAPTURE_NONE, -1, -1));
  s->at += length;
  return p;
}

static struct part *read_row(struct source *s) {
  struct part *row = new_part(PART_ROW), **last = &row->first;
  bool space = true;
  for (;;) {
    if (isspace((unsigned char)*s->at)) space = true;
    while (isspace((unsigned char)*s->at)) s->at++;
    if (!*s->at || *s->at == '|' || *s->at == ')') break;
    struct part *p = read_one(s);
    if (p->sort != PART_BETWEEN) { /* a brace leaves pieces joined */
      p->joined = !space;
      space = false;
    }
    if (*s->at == '?') p->optional = true, s->at++;
    *last = p;
    last = &p->next;
  }
  return row;
}

static struct part *read_either(struct source *s) {
  struct part *either = new_part(PART_EITHER), **last = &either->first;
  for (;;) {
    *last = read_row(s);
    last = &(*last)->next;
    if (*s->at != '|') break;
    s->at++;
  }
  return either;
}

/* name = PATTERN: a part that others use. */
static void read_macro(char *line, uint32_t number) {
  char *is = strstr(line, " = ");
  if (!is) fail("neither name = pattern nor pattern -> actions", line);
  *is = 0;
  const char *name = trimmed(line), *text = trimmed(is + 3);
  if (strlen(name) >= NAME_MOST) fail("too long a name", name);
  for (size_t i = 0; i < macros.count; i++)
    if (!strcmp(macros.items[i].name, name)) fail("stands twice", name);
  struct macro *m = ADD(macros);
  strcpy(m->name, name);
  m->text = add_to(arena_copy(&arena, text, strlen(text)));
  m->line = number;
}

/* PATTERN -> ACTIONS | "example" ... */
static void read_rule(char *line, char *arrow) {
  *arrow = 0;
  char *actions = arrow + 2, *example = strstr(actions, "| \"");
  if (example) *example = 0;
  struct source s = {trimmed(line)};
  struct part *part = read_either(&s);
  if (*s.at) fail("cannot be read", s.at);
  if (in->rules.count == MOST_RULES) fail("too many patterns", line);
  struct rule *r = ADD(in->rules);
  r->part = part;
  r->actions = read_actions(in, trimmed(actions));
}

static struct language *language_of(const char *path) {
  const char *name = strrchr(path, '/'), *from = name;
  if (!name) fail("a file of patterns stands in the folder of its language", path);
  while (from > path && from[-1] != '/') from--;
  for (size_t i = 0; i < n_languages; i++)
    if (!strncmp(languages[i]->name, from, (size_t)(name - from)) && !languages[i]->name[name - from])
      return languages[i];
  if (n_languages == sizeof languages / sizeof *languages) fail("too many languages", path);
  in = languages[n_languages++] = add_to(arena_get(&arena, sizeof *in));
  if ((size_t)(name - from) >= sizeof in->name) fail("too long a name of a language", path);
  memcpy(in->name, from, (size_t)(name - from));
  for (uint16_t i = 0; i < SPECIAL_KINDS; i++) kind_number((struct kind){.sort = KIND_SPECIAL, .special = i});
  capture_number(CAPTURE_NONE, -1, -1);
  between_number((struct pattern_between){.kind = BETWEEN_JOINED});
  return in;
}

/* Reads the names, or the rules, of a file.  Lines that begin with white space go on with the one before. */
static void read_pattern_lines(FILE *file, bool names) {
  static char text[LINE_MOST], line[LINE_MOST];
  uint32_t number = 0, began = 0;
  rewind(file);
  *text = 0;
  for (bool more = true; more;) {
    more = fgets(line, sizeof line, file) != NULL;
    number += more;
    const bool goes_on = more && isspace((unsigned char)*line) && *trimmed(line);
    if (!goes_on && *trimmed(text)) {
      char *arrow = strstr(text, "->");
      line_read = began;
      reading(path_read, began);
      if (names && !arrow) read_macro(trimmed(text), began);
      if (!names && arrow) read_rule(text, arrow);
    }
    if (!more) break;
    if (!goes_on) *text = 0, began = number;
    char *comment = *line == '#' ? line : strstr(line, " #");
    if (comment) *comment = 0;
    if (strlen(text) + strlen(line) + 2 > sizeof text) fail("line too long", line);
    strcat(strcat(text, " "), trimmed(line));
  }
}

void patterns_read(const char *path) {
  FILE *file = fopen(path, "r");
  reading(path, 0);
  if (!file) fail("cannot open", path);
  in = language_of(path);
  path_read = path;
  macros.count = 0;
  in->telling = list_of("language_word");
  if (in->telling < 0) fail("the language has no list", "language_word");
  in->month = list_of("month"), in->weekday = list_of("weekday");
  if (in->month < 0 || in->weekday < 0) fail("the language has no list", "month or weekday");
  read_pattern_lines(file, true);
  read_pattern_lines(file, false);
  fclose(file);
  for (size_t i = 0; i < macros.count; i++) {
    reading(path, macros.items[i].line);
    if (!macros.items[i].used) fail("no pattern uses", macros.items[i].name);
  }
  patterns_build(in);
}
