/*
** Compiles the lists of ext/lexicon/en/names into the gazetteer's table, when the
** extension is built:
**
**     gazetteer_compile OUT.bin LIST.txt...
**
** A list is a section [name] (ext/language/names/gazetteer.h knows them), an
** entry is a line: a word or up to six, caseless, without diacritics.  The table is
** the number of slots, a zero, then the slots: print and lists, 32 bits each.
*/
#include "../base/memory.h"
#include "../language/names/gazetteer.h"
#include "../language/tokens.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void *memory_resize(void *block, size_t bytes) { return realloc(block, bytes); }
void memory_free(void *block) { free(block); }

enum { SLOTS = 1 << 18, LINE_BYTES = 512 };

static struct { uint32_t print, lists; } slots[SLOTS];
static uint32_t used;

static const char *const list_names[] = {
#define LIST_NAME(upper, lower) #lower,
    GAZETTEER_LISTS(LIST_NAME)};

static void fail(const char *file, uint32_t line, const char *problem, const char *what) {
  fprintf(stderr, "%s:%u: %s: %s\n", file, line, problem, what);
  exit(1);
}

static void put(uint64_t hash, uint32_t lists) {
  uint32_t at = (uint32_t)(hash >> 32) & (SLOTS - 1);
  while (slots[at].lists && slots[at].print != (uint32_t)hash) at = (at + 1) & (SLOTS - 1);
  used += !slots[at].lists;
  slots[at].print = (uint32_t)hash;
  slots[at].lists |= lists;
}

static void read_list(const char *path) {
  FILE *in = fopen(path, "r");
  char line[LINE_BYTES + DOCUMENT_PADDING];
  int list = -1;
  uint32_t number = 0;
  if (!in) fail(path, 0, "cannot open", path);
  while (memset(line, 0, sizeof line), fgets(line, LINE_BYTES, in)) {
    number++;
    char *end = line + strcspn(line, "#\n");
    while (end > line && isspace((unsigned char)end[-1])) end--;
    memset(end, 0, (size_t)(line + sizeof line - end));
    if (end == line) continue;
    if (line[0] == '[') {
      end[-1] = 0;
      for (list = (int)(sizeof list_names / sizeof *list_names) - 1; list >= 0; list--)
        if (!strcmp(list_names[list], line + 1)) break;
      if (list < 0) fail(path, number, "unknown list", line + 1);
      continue;
    }
    if (list < 0) fail(path, number, "an entry before any [list]", line);
    uint64_t hash = 0;
    uint32_t words = 0;
    struct token t;
    for (uint32_t at = 0; token_next(line, (uint32_t)(end - line), at, &t); at = t.start + t.length) {
      uint64_t word = gazetteer_hash(word_key(line + t.start, t.length, 1));
      if (words) put(hash, (uint32_t)1 << GAZETTEER_BEGINS);
      hash = words ? gazetteer_join(hash, word) : word;
      words++;
    }
    if (!words || words > GAZETTEER_MOST_WORDS) continue; /* nothing could match it */
    put(hash, (uint32_t)1 << list);
    if (used > SLOTS * 3 / 4) fail(path, number, "the table is full", line);
  }
  fclose(in);
}

int main(int argc, char **argv) {
  for (int i = 2; i < argc; i++) read_list(argv[i]);
  FILE *out = argc > 2 ? fopen(argv[1], "wb") : NULL;
  const uint32_t head[2] = {SLOTS, 0};
  if (!out || fwrite(head, sizeof head, 1, out) != 1 || fwrite(slots, sizeof slots, 1, out) != 1 || fclose(out)) {
    fprintf(stderr, "usage: gazetteer_compile OUT.bin LIST.txt...\n");
    return 1;
  }
  return 0;
}
