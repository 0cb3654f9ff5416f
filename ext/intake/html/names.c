/* The names of elements: see names.h. */
#include "names.h"

#include "../../language/lexicon.h"
#include "../phrase.h"

#include <string.h>

/* What one of the names says.  Of what stands around a story some words must be all of a name, and behind a word of
** [page_beside] they say what else there is. */
static unsigned read_name(struct slice name) {
  static const struct {
    enum lexicon_list list;
    enum named means;
  } lists[] = {{LEXICON_PAGE_STORY, NAMED_STORY},
               {LEXICON_PAGE_LEAD, NAMED_LEAD},
               {LEXICON_PAGE_DATE, NAMED_DATE},
               {LEXICON_PAGE_MODIFIED, NAMED_MODIFIED},
               {LEXICON_PAGE_AUTHOR, NAMED_AUTHOR}};
  struct token words[NAME_MOST_WORDS + 1];
  const uint32_t count = name_words(name, words);
  unsigned said = 0;
  for (uint32_t i = 0; i < count; i++) {
    if (!words[i].word) continue;
    for (size_t k = 0; k < sizeof lists / sizeof *lists; k++)
      if (lexicon_match(&words[i], lists[k].list, NULL)) said |= lists[k].means;
    const char *alone = "";
    uint32_t matched = lexicon_match(&words[i], LEXICON_PAGE_NOISE, &alone);
    bool beside = i && lexicon_has(words[i - 1].word, LEXICON_PAGE_BESIDE);
    if (matched && !beside && (!*alone || matched == count)) said |= NAMED_NOISE;
  }
  return said & NAMED_MODIFIED ? said & ~(unsigned)NAMED_DATE : said; /* the date of a change */
}

static unsigned read_names(struct slice names) {
  unsigned said = 0;
  for (size_t at = 0, end; at < names.bytes; at = end + 1) {
    for (end = at; end < names.bytes && (unsigned char)names.text[end] > ' ';) end++;
    if (end > at) said |= read_name((struct slice){names.text + at, end - at});
  }
  return said;
}

/* A place among the kept: of the first bytes, of some in the middle and of the last. */
static size_t place_of(struct slice s) {
  uint64_t first = 0, last = 0;
  if (s.bytes >= 8) {
    memcpy(&first, s.text + (s.bytes - 8) / 2, 8);
    memcpy(&last, s.text + s.bytes - 8, 8);
  } else {
    for (size_t i = 0; i < s.bytes; i++) first = first << 8 | (unsigned char)s.text[i];
  }
  uint64_t hash = (first * 0x9E3779B97F4A7C15u ^ last ^ s.bytes ^ (unsigned char)*s.text) * 0xD6E8FEB86659FD93u;
  return (size_t)(hash >> 40) % NAMES_KEPT;
}

unsigned names_say(struct class_names *n, struct slice names) {
  if (!names.bytes) return 0;
  size_t place = place_of(names);
  struct slice kept = n->kept[place].names;
  if (!slice_equals(kept, names)) {
    n->kept[place].names = names;
    n->kept[place].said = read_names(names);
  }
  return n->kept[place].said;
}
