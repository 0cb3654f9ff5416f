/*
** Compiles the lists of LANGUAGE/names into the gazetteer's table, OUT_DIR/gazetteer.bin:
** the number of slots, a zero, then the slots, each a print and its lists, 32 bits each.
**
** A list is a section [name] (ext/language/names/gazetteer.h knows them), an entry is a
** line: a word or up to six, caseless, without diacritics.
*/
#include "../language/names/gazetteer.h"
#include "gazetteer_write.h"
#include "lists.h"

#include <string.h>

enum { SLOTS = 1 << 18, LONGEST_ENTRY = 512 };

static struct { uint32_t print, lists; } slots[SLOTS];
static uint32_t used;
static int list; /* the one that is read */

static void put(uint64_t hash, uint32_t lists) {
  uint32_t at = (uint32_t)(hash >> 32) & (SLOTS - 1);
  while (slots[at].lists && slots[at].print != (uint32_t)hash) at = (at + 1) & (SLOTS - 1);
  used += !slots[at].lists;
  slots[at].print = (uint32_t)hash;
  slots[at].lists |= lists;
}

void gazetteer_begin(char *name) {
  static const char *const names[] = {
#define LIST_NAME(upper, lower) #lower,
      GAZETTEER_LISTS(LIST_NAME)};
  for (list = (int)(sizeof names / sizeof *names) - 1; list >= 0; list--)
    if (!strcmp(names[list], name)) return;
  fail("unknown list", name);
}

void gazetteer_entry(char *text) {
  char padded[LONGEST_ENTRY + DOCUMENT_PADDING] = {0};
  uint32_t bytes = (uint32_t)strlen(text), words = 0;
  uint64_t hash = 0;
  struct token t;
  if (bytes > LONGEST_ENTRY) fail("entry too long", text);
  memcpy(padded, text, bytes);
  for (uint32_t at = 0; token_next(padded, bytes, at, &t); at = t.start + t.length) {
    uint64_t word = gazetteer_hash(word_key(padded + t.start, t.length, 1));
    if (words) put(hash, (uint32_t)1 << GAZETTEER_BEGINS);
    hash = words ? gazetteer_join(hash, word) : word;
    words++;
  }
  if (!words) fail("no word", text);
  if (words > GAZETTEER_MOST_WORDS) return; /* too long to be looked for: it serves train/generate.c alone */
  put(hash, (uint32_t)1 << list);
  if (used > SLOTS * 3 / 4) fail("the table is full", text);
}

void gazetteer_write(const char *folder) {
  char path[4096];
  snprintf(path, sizeof path, "%s/gazetteer.bin", folder);
  FILE *out = fopen(path, "wb");
  const uint32_t head[2] = {SLOTS, 0};
  if (!out || fwrite(head, sizeof head, 1, out) != 1 || fwrite(slots, sizeof slots, 1, out) != 1 || fclose(out))
    fail("cannot write", path);
}
