/*
** Compiles the word lists into C, when the extension is built:
**
**     lexicon_compile OUT_DIR LIST.txt... LANGUAGE/names/LIST.txt... LANGUAGE/dates.patterns...
**
** writes OUT_DIR/lexicon_lists.h (the names of the lists), OUT_DIR/lexicon_table.h
** (words, phrases, values and a hash table), OUT_DIR/gazetteer.bin (the lists of names,
** gazetteer_write.c) and OUT_DIR/patterns_table.h (patterns_read.c).
** ext/language/lexicon.h says what a list looks like.  Errors name file and line; an entry
** that stands twice in its list is one.
*/
#include "compile.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void *memory_resize(void *block, size_t bytes) { return realloc(block, bytes); }
void memory_free(void *block) { free(block); }

enum { MOST_SETS = 8, MOST_LISTS = MOST_SETS * 64, LINE_BYTES = 1024 };

struct word {
  struct word_key key;
  uint64_t entry[MOST_SETS], begins[MOST_SETS];
};

static char lists[MOST_LISTS][64];
static uint32_t n_lists;
static struct ARENA_LIST(struct word) words;
struct entries entries;
static struct buffer pool;
static struct buffer endings; /* of [ending], as C */
struct arena arena;
static const char *file;
static uint32_t line_number;
static uint32_t *slots, n_slots;         /* while the words are read */
static unsigned place_bits, bucket_bits; /* of the perfect hash */
static uint32_t *places;                 /* the place in it of each word */

_Noreturn void fail(const char *problem, const char *what) {
  fprintf(stderr, "%s:%u: %s: %s\n", file, line_number, problem, what);
  exit(1);
}

void reading(const char *path, uint32_t line) {
  file = path;
  line_number = line;
}

int list_named(const char *name) {
  for (uint32_t i = 0; i < n_lists; i++)
    if (!strcmp(lists[i], name)) return (int)i;
  return -1;
}

const char *value_of(const struct entry *e) { return (const char *)pool.bytes + e->text; }

static uint32_t number_of(struct word_key key) {
  if (words.count * 2 >= n_slots) { /* a larger table, filled anew */
    n_slots = n_slots ? n_slots * 2 : 1024;
    slots = realloc(slots, n_slots * sizeof *slots);
    if (!slots) fail("no memory", "");
    memset(slots, 0, n_slots * sizeof *slots);
    for (uint32_t i = 1; i < words.count; i++) {
      uint32_t at = (uint32_t)word_hash(words.items[i].key) & (n_slots - 1);
      while (slots[at]) at = (at + 1) & (n_slots - 1);
      slots[at] = i;
    }
  }
  uint32_t at = (uint32_t)word_hash(key) & (n_slots - 1);
  for (; slots[at]; at = (at + 1) & (n_slots - 1)) {
    const struct word *w = &words.items[slots[at]];
    if (w->key.low == key.low && w->key.high == key.high) return slots[at];
  }
  struct word *w = ARENA_ADD(&arena, &words);
  if (!w) fail("no memory", "");
  w->key = key;
  return slots[at] = (uint32_t)words.count - 1;
}

uint32_t word_number(const char *text, size_t bytes) { return number_of(word_key(text, bytes, 0)); }
uint32_t word_place(uint32_t number) { return places[number]; }
uint32_t word_places(void) { return (uint32_t)words.count; }
uint32_t word_count(void) { return (uint32_t)words.count; }

uint32_t words_of(const char *text, uint32_t out[MOST_WORDS]) {
  char padded[LINE_BYTES * 2 + DOCUMENT_PADDING] = {0};
  uint32_t bytes = (uint32_t)strlen(text), count = 0;
  memcpy(padded, text, bytes);
  struct token t;
  for (uint32_t at = 0; token_next(padded, bytes, at, &t); at = t.start + t.length) {
    if (count == MOST_WORDS) fail("too many words", text);
    out[count++] = number_of(word_key(padded + t.start, t.length, 0));
  }
  return count;
}

char *trimmed(char *text) {
  while (isspace((unsigned char)*text)) text++;
  char *end = text + strlen(text);
  while (end > text && isspace((unsigned char)end[-1])) *--end = 0;
  return text;
}

static uint32_t pooled(const char *text) {
  if (!*text) return 0; /* the pool starts with an empty text */
  uint32_t at = (uint32_t)pool.count;
  buffer_add(&pool, text, strlen(text) + 1);
  return at;
}

/* `form`: it is one of several that a line stands for. */
static void add_entry(const char *text, uint32_t value, bool form) {
  struct entry *e = ARENA_ADD(&arena, &entries);
  if (!e) fail("no memory", text);
  e->list = n_lists - 1;
  e->file = file;
  e->form = form;
  e->line = line_number;
  e->text = value;
  e->count = words_of(text, e->words);
  if (!e->count) fail("no word", text);
  struct word *w = &words.items[e->words[0]];
  uint64_t *set = e->count == 1 ? w->entry : w->begins;
  set[e->list >> 6] |= (uint64_t)1 << (e->list & 63);
}

static bool is_vowel(char c) { return c && strchr("aeiou", c); }

/* The regular forms of an English verb: deny -> deny, denies, denied, denying. */
static void add_verb(const char *verb, int length, const char *rest, uint32_t value) {
  char text[LINE_BYTES * 2];
  char last = length ? verb[length - 1] : 0, before = length > 1 ? verb[length - 2] : 0;
  bool y = last == 'y' && !is_vowel(before), e = last == 'e';
  bool hisses = strchr("sxz", last) || (last == 'h' && strchr("cs", before));
  snprintf(text, sizeof text, "%.*s%s", length, verb, rest);
  add_entry(text, value, true);
  snprintf(text, sizeof text, "%.*s%s%s", length - y, verb, y ? "ies" : hisses ? "es" : "s", rest);
  add_entry(text, value, true);
  snprintf(text, sizeof text, "%.*s%s%s", length - y, verb, y ? "ied" : e ? "d" : "ed", rest);
  add_entry(text, value, true);
  snprintf(text, sizeof text, "%.*sing%s", length - (e && before != 'e'), verb, rest);
  add_entry(text, value, true);
}

/* "past = ed" in [ending] becomes LEXICON_ENDING_PAST, as C asks for endings all the time; it is no word. */
static void read_ending(const char *name, const char *ending) {
  char line[LINE_BYTES * 2];
  int length = snprintf(line, sizeof line, "#define LEXICON_ENDING_%s \"%s\"\n", name, ending);
  for (char *c = line + strlen("#define "); *c && *c != ' '; c++) *c = (char)toupper((unsigned char)*c);
  buffer_add(&endings, line, (size_t)length);
}

/* One line: an entry, or with `*` or `|` in its first word all forms of a verb. */
static void read_entry(char *text) {
  char *value = strstr(text, " = ");
  if (value) *value = 0, value = trimmed(value + 3);
  text = trimmed(text);
  if (!strcmp(lists[n_lists - 1], "ending")) {
    read_ending(text, value ? value : "");
    return;
  }
  uint32_t pooled_value = pooled(value ? value : "");
  size_t first = strcspn(text, " ");
  if (memchr(text, '|', first)) {
    for (const char *form = text; form < text + first;) {
      char one[LINE_BYTES * 2];
      size_t length = strcspn(form, "| ");
      snprintf(one, sizeof one, "%.*s%s", (int)length, form, text + first);
      add_entry(one, pooled_value, true);
      form += length + 1;
    }
  } else if (first > 1 && text[first - 1] == '*') {
    add_verb(text, (int)first - 1, text + first, pooled_value);
  } else {
    add_entry(text, pooled_value, false);
  }
}

/* What stands before the names of the lists of a file: "de_" of those in the folder de, nothing of English ones. */
static void read_language(const char *path, char out[8]) {
  const char *name = strrchr(path, '/'), *from = name;
  while (from && from > path && from[-1] != '/') from--;
  *out = 0;
  if (!from || name - from != 2 || !strncmp(from, "en", 2)) return;
  snprintf(out, 8, "%.2s_", from);
}

void read_lines(const char *path, void (*begin)(char *name), void (*entry)(char *text)) {
  char line[LINE_BYTES];
  FILE *in = fopen(path, "r");
  bool begun = false;
  reading(path, 0);
  if (!in) fail("cannot open", path);
  while (fgets(line, sizeof line, in)) {
    line_number++;
    if (!strchr(line, '\n') && !feof(in)) fail("line too long", line);
    char *text = trimmed(line);
    char *comment = *text == '#' ? text : strstr(text, " #");
    if (comment) *comment = 0;
    text = trimmed(text);
    if (!*text) continue;
    size_t length = strlen(text);
    if (*text != '[' || text[length - 1] != ']') {
      if (!begun) fail("an entry before any [list]", text);
      entry(text);
      continue;
    }
    text[length - 1] = 0;
    begin(text + 1);
    begun = true;
  }
  fclose(in);
}

static void begin_list(char *name) {
  char language[8];
  read_language(file, language);
  if (n_lists == MOST_LISTS || strlen(name) + strlen(language) >= sizeof lists[0]) fail("too many lists", name);
  snprintf(lists[n_lists], sizeof lists[0], "%s%s", language, name);
  if (list_named(lists[n_lists]) >= 0) fail("list stands twice", name);
  n_lists++;
}

/* By first word and list; then longest first; then by the other words; then as they were written. */
static int by_word(const void *a, const void *b) {
  const struct entry *x = a, *y = b;
  if (x->words[0] != y->words[0]) return x->words[0] < y->words[0] ? -1 : 1;
  if (x->list != y->list) return x->list < y->list ? -1 : 1;
  if (x->count != y->count) return x->count > y->count ? -1 : 1;
  int words_differ = memcmp(x->words, y->words, x->count * sizeof *x->words);
  if (words_differ) return words_differ;
  return x < y ? -1 : x > y;
}

FILE *created(const char *folder, const char *name) {
  char path[4096];
  snprintf(path, sizeof path, "%s/%s", folder, name);
  FILE *out = fopen(path, "w");
  file = path;
  line_number = 0;
  if (!out) fail("cannot write", path);
  fprintf(out, "/* Made from ext/lexicon by ext/lexicon/compile.c. */\n");
  return out;
}

static void write_lists(const char *folder) {
  place_bits = bucket_bits = 4;
  while (words.count + words.count / 2 > 1u << place_bits) place_bits++;
  while (words.count / 4 > 1u << bucket_bits) bucket_bits++;
  FILE *out = created(folder, "lexicon_lists.h");
  fprintf(out, "#ifndef NEWSEXT_LEXICON_LISTS_H\n#define NEWSEXT_LEXICON_LISTS_H\nenum lexicon_list {\n");
  for (uint32_t i = 0; i < n_lists; i++) {
    fprintf(out, "  LEXICON_");
    for (const char *c = lists[i]; *c; c++) fputc(isalnum((unsigned char)*c) ? toupper((unsigned char)*c) : '_', out);
    fprintf(out, ",\n");
  }
  fprintf(out,
          "  LEXICON_LISTS\n};\nenum { LEXICON_SETS = %u }; /* times 64 lists */\n"
          "enum { LEXICON_BUCKET = %u, LEXICON_PLACE = %u }; /* shifts */\n%.*s#endif\n",
          (n_lists + 63) / 64, 64 - bucket_bits, 64 - place_bits, (int)endings.count, endings.bytes);
  fclose(out);
}

/* By bucket, those of the fullest buckets first. */
static uint32_t *bucket_sizes;
static uint32_t bucket_of(uint32_t word) {
  return (uint32_t)(lexicon_hash(words.items[word].key) >> (64 - bucket_bits));
}
static int by_bucket(const void *a, const void *b) {
  uint32_t x = bucket_of(*(const uint32_t *)a), y = bucket_of(*(const uint32_t *)b);
  if (bucket_sizes[x] != bucket_sizes[y]) return bucket_sizes[x] > bucket_sizes[y] ? -1 : 1;
  return x < y ? -1 : x > y;
}

/* The perfect hash that lexicon_find() asks: for each bucket of words the first
** displacement that brings all of them to free places.  Its place becomes the word's number. */
static void write_hash(FILE *out) {
  uint32_t n = (uint32_t)words.count - 1, n_places = 1u << place_bits, n_buckets = 1u << bucket_bits;
  uint32_t *order = calloc(n + 1, sizeof *order), *displacements = calloc(n_buckets, sizeof *displacements);
  uint32_t *numbers = calloc(n + 1, sizeof *numbers);
  bool *taken = calloc(n_places, sizeof *taken);
  struct word *placed = calloc(n_places, sizeof *placed);
  bucket_sizes = calloc(n_buckets, sizeof *bucket_sizes);
  if (!order || !displacements || !numbers || !taken || !placed || !bucket_sizes) fail("no memory", "");
  for (uint32_t i = 0; i < n; i++) order[i] = i + 1, bucket_sizes[bucket_of(i + 1)]++;
  qsort(order, n, sizeof *order, by_bucket);
  taken[0] = true; /* the number of no word */
  for (uint32_t i = 0, size; i < n; i += size) {
    uint32_t bucket = bucket_of(order[i]), fit = 0;
    size = bucket_sizes[bucket];
    for (uint32_t displacement = 0; fit < size; displacement++) {
      if (displacement > UINT16_MAX) fail("no perfect hash", "");
      displacements[bucket] = displacement;
      for (fit = 0; fit < size; fit++) {
        uint64_t hash = lexicon_hash(words.items[order[i + fit]].key);
        uint32_t place = (uint32_t)(lexicon_place(hash, displacement) >> (64 - place_bits));
        if (taken[place]) break;
        taken[place] = true;
        numbers[order[i + fit]] = place;
      }
      for (uint32_t k = 0; fit < size && k < fit; k++) taken[numbers[order[i + k]]] = false;
    }
  }
  fprintf(out, "const uint16_t lexicon_displacements[] = {\n");
  for (uint32_t i = 0; i < n_buckets; i++) fprintf(out, "%u,%s", displacements[i], i % 16 == 15 ? "\n" : " ");
  fprintf(out, "};\n");
  for (uint32_t i = 1; i <= n; i++) placed[numbers[i]] = words.items[i];
  for (size_t i = 0; i < entries.count; i++)
    for (uint32_t k = 0; k < entries.items[i].count; k++)
      entries.items[i].words[k] = numbers[entries.items[i].words[k]];
  words.items = placed;
  words.count = n_places;
  places = numbers;
  free(order), free(displacements), free(taken), free(bucket_sizes);
}

/* An entry that stands twice: the second could never be found. */
static void refuse_doubles(void) {
  for (size_t i = 1; i < entries.count; i++) {
    const struct entry *x = &entries.items[i - 1], *y = &entries.items[i];
    if (x->list != y->list || x->count != y->count || memcmp(x->words, y->words, x->count * sizeof *x->words)) continue;
    if (x->form && y->form) continue; /* verbs share forms */
    const struct entry *first = y->form ? y : x, *second = y->form ? x : y;
    char what[LINE_BYTES];
    snprintf(what, sizeof what, "[%s] also in %s:%u", lists[x->list], first->file, first->line);
    reading(second->file, second->line);
    fail("entry stands twice", what);
  }
}

static void write_sets(FILE *out, const uint64_t *sets) {
  for (uint32_t i = 0; i < (n_lists + 63) / 64; i++)
    fprintf(out, "%s0x%llxu", i ? ", " : "{", (unsigned long long)sets[i]);
  fprintf(out, "}, ");
}

/* What lexicon_find() compares. */
static void write_hashes(FILE *out) {
  fprintf(out, "_Alignas(64) const uint64_t lexicon_hashes[] = {\n");
  for (uint32_t i = 0; i < words.count; i++)
    fprintf(out, "0x%llxu,%s", (unsigned long long)lexicon_hash(words.items[i].key), i % 8 == 7 ? "\n" : "");
  fprintf(out, "};\n");
}

/* The lists of each word: those of the same lists share a row. */
static void write_rows(FILE *out) {
  const struct word none = {0}, **rows = calloc(words.count + 1, sizeof *rows);
  uint32_t count = 1;
  if (!rows) fail("no memory", "");
  rows[0] = &none;
  fprintf(out, "_Alignas(64) const uint16_t lexicon_rows[] = {\n");
  for (uint32_t i = 0; i < words.count; i++) {
    const struct word *w = &words.items[i];
    uint32_t row = 0;
    while (row < count && (memcmp(rows[row]->entry, w->entry, sizeof w->entry) ||
                           memcmp(rows[row]->begins, w->begins, sizeof w->begins)))
      row++;
    if (row == count) rows[count++] = w;
    if (row > UINT16_MAX) fail("too many rows of lists", "");
    fprintf(out, "%u,%s", row, i % 32 == 31 ? "\n" : "");
  }
  fprintf(out, "};\n_Alignas(64) const struct lexicon_sets lexicon_sets[] = {\n");
  for (uint32_t row = 0; row < count; row++) {
    fprintf(out, "  {");
    write_sets(out, rows[row]->entry);
    write_sets(out, rows[row]->begins);
    fprintf(out, "},\n");
  }
  fprintf(out, "};\n");
  free(rows);
}

/* The words themselves, for the fuzzers. */
static void write_keys(const char *folder) {
  FILE *out = created(folder, "lexicon_keys.h");
  fprintf(out, "static const struct word_key lexicon_keys[] = {\n");
  for (uint32_t i = 0; i < words.count; i++)
    fprintf(out, "  {0x%llxu, 0x%llxu},\n", (unsigned long long)words.items[i].key.low,
            (unsigned long long)words.items[i].key.high);
  fprintf(out, "};\n");
  if (fclose(out)) fail("cannot write", folder);
}

static void write_table(const char *folder) {
  FILE *out = created(folder, "lexicon_table.h");
  write_hash(out);
  qsort(entries.items, entries.count, sizeof *entries.items, by_word);
  refuse_doubles();
  uint32_t n_values = 0, n_phrases = 0, n_parts = 0, at = 0;
  write_hashes(out);
  write_rows(out);
  fprintf(out, "static const struct lexicon_word { /* where its values and phrases begin */\n"
               "  uint32_t values, phrases, n_values, n_phrases;\n} lexicon_words[] = {\n  {0, 0, 0, 0},\n");
  for (uint32_t i = 1; i < words.count; i++) {
    uint32_t values = n_values, phrases = n_phrases;
    for (; at < entries.count && entries.items[at].words[0] == i; at++)
      if (entries.items[at].count == 1) n_values++;
      else n_phrases++;
    fprintf(out, "  {%u, %u, %u, %u},\n", values, phrases, n_values - values, n_phrases - phrases);
  }
  fprintf(out, "};\nstatic const struct { uint32_t list, text; } lexicon_values[] = {\n");
  for (uint32_t i = 0; i < entries.count; i++)
    if (entries.items[i].count == 1) fprintf(out, "  {%u, %u},\n", entries.items[i].list, entries.items[i].text);
  fprintf(out, "  {0, 0}\n};\nstatic const struct lexicon_phrase { uint32_t list, text, count, words, rest; } "
               "lexicon_phrases[] = { /* rest: how many of its first word and list are left */\n");
  for (uint32_t i = 0; i < entries.count; i++) {
    const struct entry *e = &entries.items[i];
    if (e->count == 1) continue;
    uint32_t rest = 0;
    for (size_t k = i; k < entries.count && entries.items[k].words[0] == e->words[0]; k++)
      rest += entries.items[k].list == e->list && entries.items[k].count > 1;
    fprintf(out, "  {%u, %u, %u, %u, %u},\n", e->list, e->text, e->count, n_parts, rest);
    n_parts += e->count;
  }
  fprintf(out, "  {0, 0, 0, 0, 0}\n};\nstatic const uint32_t lexicon_phrase_words[] = {\n");
  for (uint32_t i = 0; i < entries.count; i++)
    for (uint32_t k = 0; entries.items[i].count > 1 && k < entries.items[i].count; k++)
      fprintf(out, "%u,%s", entries.items[i].words[k], k + 1 < entries.items[i].count ? " " : "\n");
  fprintf(out, "0};\nstatic const char lexicon_pool[] = {\n");
  for (size_t i = 0; i < pool.count; i++) fprintf(out, "%d,%s", pool.bytes[i], i % 24 == 23 ? "\n" : "");
  fprintf(out, "0};\n");
  if (fclose(out)) fail("cannot write", folder);
}

static bool is_patterns(const char *path) {
  const size_t length = strlen(path);
  return length > 9 && !strcmp(path + length - 9, ".patterns");
}

int main(int argc, char **argv) {
  if (argc < 3) {
    fprintf(stderr, "usage: lexicon_compile OUT_DIR LIST.txt...\n");
    return 2;
  }
  ARENA_ADD(&arena, &words); /* number 0: in no list */
  buffer_add(&pool, "", 1);
  for (int i = 2; i < argc; i++)
    if (strstr(argv[i], "/names/")) read_lines(argv[i], gazetteer_begin, gazetteer_entry);
    else if (!is_patterns(argv[i])) read_lines(argv[i], begin_list, read_entry);
  for (int i = 2; i < argc; i++)
    if (is_patterns(argv[i])) patterns_read(argv[i]);
  write_lists(argv[1]);
  write_table(argv[1]);
  write_keys(argv[1]);
  patterns_write(argv[1]);
  gazetteer_write(argv[1]);
  return 0;
}
