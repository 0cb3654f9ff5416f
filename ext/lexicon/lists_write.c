/* Writing what the word lists were compiled into: see lists.h. */
#include "lists.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static unsigned place_bits, bucket_bits; /* of the perfect hash */
static uint32_t *places;                 /* the place in it of each word */

uint32_t word_place(uint32_t number) { return places[number]; }
uint32_t word_places(void) { return (uint32_t)all_words.count; }

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

/* A name as C writes constants. */
static void write_constant(FILE *out, const char *name) {
  for (; *name; name++) fputc(isalnum((unsigned char)*name) ? toupper((unsigned char)*name) : '_', out);
}

static void write_meanings(FILE *out, const struct meanings *m) {
  fprintf(out, "enum %s {", m->name);
  for (uint32_t i = 0; i < m->count; i++) {
    fprintf(out, i ? ", " : "\n  ");
    write_constant(out, m->name);
    fputc('_', out);
    write_constant(out, m->items[i]);
    if (!i) fprintf(out, " = 1");
  }
  fprintf(out, ", "), write_constant(out, m->name), fprintf(out, "_MEANINGS");
  fprintf(out, "\n};\n");
}

static void write_class_names(FILE *out) {
  fprintf(out, "enum lexicon_class {\n");
  for (uint32_t i = 0; i < n_classes; i++) {
    fprintf(out, "  LEXICON_IS_");
    write_constant(out, list_classes[i].name);
    fprintf(out, ",\n");
  }
  fprintf(out, "  LEXICON_CLASSES\n};\n");
}

void lists_write(const char *folder) {
  place_bits = bucket_bits = 4;
  while (all_words.count + all_words.count / 4 > 1u << place_bits) place_bits++; /* fuller, it is nearer at hand */
  while (all_words.count / 4 > 1u << bucket_bits) bucket_bits++;
  if (place_bits > 16) fail("too many words", "");
  FILE *out = created(folder, "lexicon_lists.h");
  fprintf(out, "#ifndef NEWSEXT_LEXICON_LISTS_H\n#define NEWSEXT_LEXICON_LISTS_H\nenum lexicon_list {\n");
  for (uint32_t i = 0; i < n_lists; i++) {
    fprintf(out, "  LEXICON_");
    write_constant(out, list_names[i]);
    fprintf(out, ",\n");
  }
  fprintf(out,
          "  LEXICON_LISTS\n};\nenum { LEXICON_SETS = %u }; /* times 64 lists */\n"
          "enum { LEXICON_BUCKET = %u, LEXICON_PLACE = %u }; /* shifts */\n%.*s",
          (n_lists + 63) / 64, 64 - bucket_bits, 64 - place_bits, (int)endings.count, endings.bytes);
  write_class_names(out);
  fprintf(out, "#define LEXICON_ANY(sets, lists) ("); /* see lexicon.h */
  for (uint32_t i = 0; i < n_lists; i += 64) fprintf(out, "%s((sets)[%u] & lists(%u))", i ? " | " : "", i / 64, i / 64);
  fprintf(out, ")\n");
  for (uint32_t i = 0; i < n_meanings; i++) write_meanings(out, &meanings[i]);
  fprintf(out, "#endif\n");
  fclose(out);
}

/* By bucket, those of the fullest buckets first. */
static uint32_t *bucket_sizes;
static uint32_t bucket_of(uint32_t word) {
  return (uint32_t)(lexicon_hash(all_words.items[word].key) >> (64 - bucket_bits));
}
static int by_bucket(const void *a, const void *b) {
  uint32_t x = bucket_of(*(const uint32_t *)a), y = bucket_of(*(const uint32_t *)b);
  if (bucket_sizes[x] != bucket_sizes[y]) return bucket_sizes[x] > bucket_sizes[y] ? -1 : 1;
  return x < y ? -1 : x > y;
}

/* The perfect hash that lexicon_find() asks: for each bucket of words the first
** displacement that brings all of them to free places.  Its place becomes the word's number. */
static void write_hash(FILE *out) {
  uint32_t n = (uint32_t)all_words.count - 1, n_places = 1u << place_bits, n_buckets = 1u << bucket_bits;
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
    for (uint32_t displacement = 1; fit < size; displacement += 2) {
      if (displacement > UINT16_MAX) fail("no perfect hash", "");
      displacements[bucket] = displacement;
      for (fit = 0; fit < size; fit++) {
        uint64_t hash = lexicon_hash(all_words.items[order[i + fit]].key);
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
  for (uint32_t i = 1; i <= n; i++) placed[numbers[i]] = all_words.items[i];
  for (size_t i = 0; i < entries.count; i++)
    for (uint32_t k = 0; k < entries.items[i].count; k++)
      entries.items[i].words[k] = numbers[entries.items[i].words[k]];
  all_words.items = placed;
  all_words.count = n_places;
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
    snprintf(what, sizeof what, "[%s] also in %s:%u", list_names[x->list], first->file, first->line);
    reading(second->file, second->line);
    fail("entry stands twice", what);
  }
}

static void write_sets(FILE *out, const uint64_t *sets) {
  for (uint32_t i = 0; i < (n_lists + 63) / 64; i++)
    fprintf(out, "%s0x%llxu", i ? ", " : "{", (unsigned long long)sets[i]);
  fprintf(out, "}, ");
}

static uint16_t *row_of; /* the row of each word's lists: those of the same lists and classes share one */

/* Gives the words of a list its class, or those whose value has the letter. */
static void classify(uint32_t list, char letter, uint32_t class) {
  for (size_t i = 0; i < entries.count; i++) {
    const struct entry *e = &entries.items[i];
    if (e->list == list && (!letter || (e->count == 1 && strchr(value_of(e), letter))))
      all_words.items[e->words[0]].classes |= class;
  }
}

static void classify_all(void) {
  for (uint32_t i = 0; i < n_classes; i++) {
    const struct list_class *c = &list_classes[i];
    for (uint32_t k = 0; k < c->count; k++) {
      const int list = list_named(c->lists[k]);
      reading(c->file, c->line);
      if (list < 0) fail("no such list", c->lists[k]);
      classify((uint32_t)list, c->letters[k], (uint32_t)1 << i);
    }
  }
}

static void write_rows(FILE *out) {
  const struct word none = {0}, **rows = calloc(all_words.count + 1, sizeof *rows);
  uint32_t count = 1;
  row_of = calloc(all_words.count, sizeof *row_of);
  if (!rows || !row_of) fail("no memory", "");
  rows[0] = &none;
  classify_all();
  for (uint32_t i = 0; i < all_words.count; i++) {
    const struct word *w = &all_words.items[i];
    uint32_t row = 0;
    while (row < count && (rows[row]->classes != w->classes || memcmp(rows[row]->entry, w->entry, sizeof w->entry) ||
                           memcmp(rows[row]->begins, w->begins, sizeof w->begins)))
      row++;
    if (row == count) rows[count++] = w;
    if (row > UINT16_MAX) fail("too many rows of lists", "");
    row_of[i] = (uint16_t)row;
  }
  fprintf(out, "_Alignas(64) const struct lexicon_sets lexicon_sets[] = {\n");
  for (uint32_t row = 0; row < count; row++) {
    fprintf(out, "  {");
    write_sets(out, rows[row]->entry);
    write_sets(out, rows[row]->begins);
    fprintf(out, "},\n");
  }
  fprintf(out, "};\nconst uint32_t lexicon_classes[] = {\n");
  for (uint32_t row = 0; row < count; row++)
    fprintf(out, "0x%x,%s", (unsigned)rows[row]->classes, row % 16 == 15 ? "\n" : " ");
  fprintf(out, "};\n");
  free(rows);
}

/* The pairs of words that each list's longer entries begin with: lexicon_goes_on(). */
static void write_pairs(FILE *out) {
  uint64_t(*pairs)[LEXICON_PAIRS] = calloc(n_lists, sizeof *pairs);
  if (!pairs) fail("no memory", "");
  for (size_t i = 0; i < entries.count; i++) {
    const struct entry *e = &entries.items[i];
    const uint32_t bit = e->count > 1 ? lexicon_pair(row_of[e->words[0]], row_of[e->words[1]]) : 0;
    if (e->count > 1) pairs[e->list][bit >> 6] |= (uint64_t)1 << (bit & 63);
  }
  fprintf(out, "const uint64_t lexicon_pairs[][LEXICON_PAIRS] = {\n");
  for (uint32_t i = 0; i < n_lists; i++) {
    for (uint32_t k = 0; k < LEXICON_PAIRS; k++)
      fprintf(out, "%s0x%llxu", k ? ", " : "  {", (unsigned long long)pairs[i][k]);
    fprintf(out, "},\n");
  }
  fprintf(out, "};\n");
  free(pairs);
}

/* What lexicon_find() compares, and the rows. */
static void write_entries(FILE *out) {
  fprintf(out, "_Alignas(64) const uint64_t lexicon_entries[] = {\n");
  for (uint32_t i = 0; i < all_words.count; i++) {
    const uint64_t hash = lexicon_hash(all_words.items[i].key) & ~(uint64_t)UINT16_MAX;
    fprintf(out, "0x%llxu,%s", (unsigned long long)(hash | row_of[i]), i % 8 == 7 ? "\n" : "");
  }
  fprintf(out, "};\n");
}

/* The words themselves, for the fuzzers. */
void lists_write_keys(const char *folder) {
  FILE *out = created(folder, "lexicon_keys.h");
  fprintf(out, "static const struct word_key lexicon_keys[] = {\n");
  for (uint32_t i = 0; i < all_words.count; i++)
    fprintf(out, "  {0x%llxu, 0x%llxu},\n", (unsigned long long)all_words.items[i].key.low,
            (unsigned long long)all_words.items[i].key.high);
  fprintf(out, "};\n");
  if (fclose(out)) fail("cannot write", folder);
}

void lists_write_table(const char *folder) {
  FILE *out = created(folder, "lexicon_table.h");
  write_hash(out);
  qsort(entries.items, entries.count, sizeof *entries.items, by_word);
  refuse_doubles();
  uint32_t n_values = 0, n_phrases = 0, n_parts = 0, at = 0;
  write_rows(out);
  write_pairs(out);
  write_entries(out);
  fprintf(out, "static const struct lexicon_word { /* where its values and phrases begin */\n"
               "  uint16_t values, phrases;\n  uint8_t n_values;\n} lexicon_words[] = {\n  {0, 0, 0},\n");
  for (uint32_t i = 1; i < all_words.count; i++) {
    uint32_t values = n_values, phrases = n_phrases;
    for (; at < entries.count && entries.items[at].words[0] == i; at++)
      if (entries.items[at].count == 1) n_values++;
      else n_phrases++;
    if (n_values - values > UINT8_MAX || n_values > UINT16_MAX || n_phrases > UINT16_MAX) fail("too many values", "");
    fprintf(out, "  {%u, %u, %u},\n", values, phrases, n_values - values);
  }
  fprintf(out, "};\nstatic const struct { uint32_t list : 10, text : 22; } lexicon_values[] = {\n");
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
      fprintf(out, "%u,%s", (unsigned)row_of[entries.items[i].words[k]] << 16 | entries.items[i].words[k],
              k + 1 < entries.items[i].count ? " " : "\n");
  fprintf(out, "0};\nstatic const char lexicon_pool[] = {\n");
  for (size_t i = 0; i < pool.count; i++) /* '\xc3' is right where char has a sign and where it has none */
    fprintf(out, (unsigned char)pool.bytes[i] < 0x80 ? "%u,%s" : "'\\x%02x',%s", (unsigned char)pool.bytes[i],
            i % 24 == 23 ? "\n" : "");
  fprintf(out, "0};\n");
  if (fclose(out)) fail("cannot write", folder);
}
