/*
** Compiles the lists of LANGUAGE/names into the gazetteer's table, OUT_DIR/gazetteer.bin:
** the number of slots, then these, 64 bits each (ext/language/names/gazetteer.h).
**
** A list is a section [name] (gazetteer.h knows them), an entry is a line: a word or up to six, caseless, without
** diacritics.  A line of [cluster] is a cluster's path, in hexadecimal digits, and words that are in it.
*/
#include "../language/names/gazetteer.h"
#include "gazetteer_write.h"
#include "lists.h"

#include <stdlib.h>
#include <string.h>

enum { SLOTS = 3 << 17, LONGEST_ENTRY = 512, CLUSTERS = -1 };

static uint64_t slots[SLOTS], hashes[SLOTS]; /* whose hash a slot has, of whom came first */
static uint32_t used;
static int list; /* the one that is read, or CLUSTERS */

/* Where a hash is, or would be. */
static uint32_t slot_of(uint64_t hash) {
  uint32_t at = slot_at(hash, SLOTS);
  while (slots[at] && !slot_is(slots[at], hash)) at = (at + 1) % SLOTS;
  return at;
}

static void put(uint64_t hash, uint64_t value) {
  const uint32_t at = slot_of(hash);
  if (!slots[at]) used++, hashes[at] = hash;
  slots[at] |= slot_print(hash) | value;
}

/* A cluster's words.  A word stands in one cluster; where two have one print, the first keeps its own. */
static void read_cluster(char *text) {
  char *words, *word;
  const unsigned long path = strtoul(text, &words, 16);
  if (!path || path >> GAZETTEER_CLUSTER_BITS || *words != ' ') fail("no path of a cluster", text);
  for (word = strtok(words, " "); word; word = strtok(NULL, " ")) {
    const uint64_t hash = gazetteer_hash(word_key(word, strlen(word), 0));
    const uint32_t at = slot_of(hash);
    if (!slot_cluster(slots[at])) put(hash, (uint64_t)path << GAZETTEER_LIST_BITS);
    else if (hashes[at] == hash) fail("word in two clusters", word);
  }
}

void gazetteer_begin(char *name) {
  static const char *const names[] = {
#define LIST_NAME(upper, lower) #lower,
      GAZETTEER_LISTS(LIST_NAME)};
  for (list = (int)(sizeof names / sizeof *names) - 1; list >= 0; list--)
    if (!strcmp(names[list], name)) return;
  if (strcmp(name, "cluster")) fail("unknown list", name);
}

void gazetteer_entry(char *text) {
  char padded[LONGEST_ENTRY + DOCUMENT_PADDING] = {0};
  uint32_t bytes = (uint32_t)strlen(text), words = 0;
  uint64_t hash = 0;
  struct token t;
  if (list == CLUSTERS) {
    read_cluster(text);
    return;
  }
  if (bytes > LONGEST_ENTRY) fail("entry too long", text);
  memcpy(padded, text, bytes);
  for (uint32_t at = 0; token_next(padded, bytes, at, &t); at = t.start + t.length) {
    uint64_t word = gazetteer_hash(word_key(padded + t.start, t.length, 1));
    if (words) put(hash, (uint64_t)1 << GAZETTEER_BEGINS);
    hash = words ? gazetteer_join(hash, word) : word;
    words++;
  }
  if (!words) fail("no word", text);
  if (words > GAZETTEER_MOST_WORDS) return; /* too long to be looked for: it serves train/generate.c alone */
  put(hash, (uint64_t)1 << list);
  if (used > SLOTS * 3 / 4) fail("the table is full", text);
}

void gazetteer_write(const char *folder) {
  char path[4096];
  snprintf(path, sizeof path, "%s/gazetteer.bin", folder);
  FILE *out = fopen(path, "wb");
  const uint64_t head = SLOTS;
  if (!out || fwrite(&head, sizeof head, 1, out) != 1 || fwrite(slots, sizeof slots, 1, out) != 1 || fclose(out))
    fail("cannot write", path);
}
