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
#include "gazetteer_write.h"
#include "lists.h"
#include "patterns_files.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void *memory_resize(void *block, size_t bytes) { return realloc(block, bytes); }
void memory_free(void *block) { free(block); }

static bool is_patterns(const char *path) {
  const size_t length = strlen(path);
  return length > 9 && !strcmp(path + length - 9, ".patterns");
}

int main(int argc, char **argv) {
  if (argc < 3) {
    fprintf(stderr, "usage: lexicon_compile OUT_DIR LIST.txt...\n");
    return 2;
  }
  ARENA_ADD(&arena, &all_words); /* number 0: in no list */
  buffer_add(&pool, "", 1);
  for (int i = 2; i < argc; i++)
    if (!strstr(argv[i], "/names/") && !is_patterns(argv[i])) read_lines(argv[i], meanings_begin, meanings_entry);
  for (int i = 2; i < argc; i++)
    if (strstr(argv[i], "/names/")) read_lines(argv[i], gazetteer_begin, gazetteer_entry);
    else if (!is_patterns(argv[i])) read_lines(argv[i], list_begin, list_entry);
  for (int i = 2; i < argc; i++)
    if (is_patterns(argv[i])) patterns_read(argv[i]);
  lists_write(argv[1]);
  lists_write_table(argv[1]);
  lists_write_keys(argv[1]);
  patterns_write(argv[1]);
  gazetteer_write(argv[1]);
  return 0;
}
