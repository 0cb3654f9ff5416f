/* Reading the word lists: see lists.h. */
#include "lists.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

char list_names[MOST_LISTS][LIST_NAME];
uint32_t n_lists;
struct meanings meanings[MOST_MEANINGS];
uint32_t n_meanings;
struct list_class list_classes[MOST_CLASSES];
uint32_t n_classes;
struct words all_words;
struct entries entries;
struct buffer pool, endings;
struct arena arena;
static const char *file;
static uint32_t line_number;
static uint32_t *slots, n_slots;            /* while the words are read */
static const struct meanings *meanings_now; /* those that the values of the list are of */
static bool in_meanings;                    /* what is read is no list, but meanings, … */
static bool in_class;                       /* … or a class */

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
    if (!strcmp(list_names[i], name)) return (int)i;
  return -1;
}

const char *value_of(const struct entry *e) { return (const char *)pool.bytes + e->text; }

static uint32_t number_of(struct word_key key) {
  if (all_words.count * 2 >= n_slots) { /* a larger table, filled anew */
    n_slots = n_slots ? n_slots * 2 : 1024;
    slots = realloc(slots, n_slots * sizeof *slots);
    if (!slots) fail("no memory", "");
    memset(slots, 0, n_slots * sizeof *slots);
    for (uint32_t i = 1; i < all_words.count; i++) {
      uint32_t at = (uint32_t)word_hash(all_words.items[i].key) & (n_slots - 1);
      while (slots[at]) at = (at + 1) & (n_slots - 1);
      slots[at] = i;
    }
  }
  uint32_t at = (uint32_t)word_hash(key) & (n_slots - 1);
  for (; slots[at]; at = (at + 1) & (n_slots - 1)) {
    const struct word *w = &all_words.items[slots[at]];
    if (w->key.low == key.low && w->key.high == key.high) return slots[at];
  }
  struct word *w = ARENA_ADD(&arena, &all_words);
  if (!w) fail("no memory", "");
  w->key = key;
  return slots[at] = (uint32_t)all_words.count - 1;
}

uint32_t word_number(const char *text, size_t bytes) { return number_of(word_key(text, bytes, 0)); }
uint32_t word_count(void) { return (uint32_t)all_words.count; }

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

/* A value with its meaning as a number: "title" as "2", "body 3" as "1 3". */
static uint32_t pooled_meaning(const char *value) {
  char text[LINE_BYTES];
  for (uint32_t i = 0; i < meanings_now->count; i++) {
    const char *meaning = meanings_now->items[i];
    const size_t length = strlen(meaning);
    const char *rest = value + length;
    if (strncmp(value, meaning, length) || (*rest && !(*rest == ' ' && isdigit((unsigned char)rest[1])))) continue;
    snprintf(text, sizeof text, "%u%s", i + 1, rest);
    return pooled(text);
  }
  fail("no such meaning", value);
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
  struct word *w = &all_words.items[e->words[0]];
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

void meanings_begin(char *name) {
  in_meanings = !strncmp(name, "= ", 2);
  if (!in_meanings) return;
  if (n_meanings == MOST_MEANINGS || strlen(name) >= LIST_NAME) fail("too many meanings", name);
  snprintf(meanings[n_meanings++].name, LIST_NAME, "%s", name + 2);
}

void meanings_entry(char *text) {
  if (!in_meanings) return;
  struct meanings *m = &meanings[n_meanings - 1];
  if (m->count == MOST_VALUES || strlen(text) >= LIST_NAME) fail("too many meanings", text);
  snprintf(m->items[m->count++], LIST_NAME, "%s", text);
}

static void class_begin(const char *name) {
  if (n_classes == MOST_CLASSES || strlen(name) >= LIST_NAME) fail("too many classes", name);
  struct list_class *c = &list_classes[n_classes++];
  snprintf(c->name, LIST_NAME, "%s", name);
  c->file = file;
  c->line = line_number;
}

static void class_entry(const char *list, const char *letter) {
  struct list_class *c = &list_classes[n_classes - 1];
  if (c->count == MOST_VALUES || strlen(list) >= LIST_NAME) fail("too many lists", list);
  if (letter && strlen(letter) != 1) fail("no single letter", letter);
  if (letter) c->letters[c->count] = *letter;
  snprintf(c->lists[c->count++], LIST_NAME, "%s", list);
}

/* One line: an entry, or with `*` or `|` in its first word all forms of a verb. */
void list_entry(char *text) {
  char *value = strstr(text, " = ");
  if (value) *value = 0, value = trimmed(value + 3);
  text = trimmed(text);
  if (in_meanings) return;
  if (in_class) {
    class_entry(text, value);
    return;
  }
  if (!strcmp(list_names[n_lists - 1], "ending")) {
    read_ending(text, value ? value : "");
    return;
  }
  if (meanings_now && !value) fail("no meaning", text);
  uint32_t pooled_value = meanings_now ? pooled_meaning(value) : pooled(value ? value : "");
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

static const struct meanings *meanings_named(const char *name) {
  for (uint32_t i = 0; i < n_meanings; i++)
    if (!strcmp(meanings[i].name, name)) return &meanings[i];
  fail("no such meanings", name);
}

void list_begin(char *name) {
  char language[8], *of = strstr(name, "= ");
  in_meanings = of == name;
  in_class = !strncmp(name, "+ ", 2);
  if (in_class) class_begin(name + 2);
  if (in_meanings || in_class) return;
  meanings_now = of ? meanings_named(of + 2) : NULL;
  if (of) *of = 0, name = trimmed(name);
  read_language(file, language);
  if (n_lists == MOST_LISTS || strlen(name) + strlen(language) >= sizeof list_names[0]) fail("too many lists", name);
  snprintf(list_names[n_lists], sizeof list_names[0], "%s%s", language, name);
  if (list_named(list_names[n_lists]) >= 0) fail("list stands twice", name);
  n_lists++;
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
