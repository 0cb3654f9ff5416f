/* The traits of a story: see storyline_traits.h. */
#include "storyline_traits.h"

#include "../language/lexicon.h"
#include "keyed.h"

#include <string.h>

enum {
  SHORTEST_WORD = 2,
  DIGITS = 16,
  DAY_BYTES = 10 /* 2019-01-28 */
};

struct reader {
  struct buffer word; /* folded */
  struct known_words *known;
  struct arena *arena;
  struct ARENA_LIST(struct keyed) found; /* with the kind */
};

static uint32_t key_of(const char *text, size_t bytes) {
  uint64_t hash = word_hash(word_key(text, bytes, 0));
  return (uint32_t)(hash >> 32);
}

/* Notes a trait, however often it is noted already. */
static void note(struct reader *r, uint32_t key, enum trait_kind kind) {
  struct keyed *t = ARENA_ADD(r->arena, &r->found);
  if (t) *t = (struct keyed){key, kind};
}

/* A number's digits, without the commas between them. */
static void read_number(struct reader *r, const char *text, size_t bytes) {
  char digits[DIGITS];
  size_t n = 0;
  for (size_t i = 0; i < bytes && n < DIGITS; i++)
    if (text[i] != ',') digits[n++] = text[i];
  note(r, key_of(digits, n), TRAIT_FIGURE);
}

/* Reads one word, number or acronym; `names` says that only what names are made of is asked for. */
static void read_token(struct reader *r, const char *text, const struct token *t, bool names) {
  const char *number = lexicon_has(t->word, LEXICON_CARDINAL) ? lexicon_value(t->word, LEXICON_CARDINAL) : NULL;
  if (t->kind == TOKEN_MARK || t->kind == TOKEN_ADDRESS || t->kind == TOKEN_POSSESSIVE) return;
  if (lexicon_has(t->word, LEXICON_COMMON_WORD)) return;
  if (t->kind == TOKEN_NUMBER || number) {
    if (!names) read_number(r, number ? number : text + t->start, number ? strlen(number) : t->length);
    return;
  }
  struct word_key word;
  uint32_t key = 0, *known = NULL;
  if (t->length <= sizeof word && word_key_short(text + t->start, t->length, &word) && r->known)
    known = known_word(r->known, word);
  if (!known || !*known) {
    r->word.count = 0;
    fold_text(&r->word, text + t->start, t->length);
    if (r->word.count < SHORTEST_WORD) return;
    key = key_of(r->word.bytes, stem(r->word.bytes, r->word.count, false));
    if (known) *known = key;
  }
  note(r, known ? *known : key, names ? TRAIT_NAME : TRAIT_WORD);
}

/* Writes what was found, sorted, each key once; what only stands in `names` is no trait of the lead. */
static void write_traits(struct buffer *out, const struct keyed *found, size_t count) {
  for (size_t i = 0, next; i < count; i = next) {
    unsigned times = 0, kind = found[i].value;
    for (next = i; next < count && found[next].key == found[i].key; next++) {
      times += found[next].value != TRAIT_NAME;
      if (found[next].value == TRAIT_NAME || (kind == TRAIT_FIGURE)) kind = found[next].value;
    }
    if (!times) continue;
    char kept[TRAIT_BYTES];
    for (int b = 0; b < 4; b++) kept[b] = (char)(found[i].key >> 8 * b);
    kept[4] = (char)(kind << 6 | (times < TRAIT_MOST_COUNT ? times : TRAIT_MOST_COUNT));
    buffer_add(out, kept, TRAIT_BYTES);
  }
}

void storyline_traits(struct buffer *out, struct document *lead, struct slice names, struct slice days,
                      struct known_words *known) {
  struct reader r = {.known = known, .arena = &lead->arena};
  const struct tokens *tokens = document_tokens(lead);
  struct document *named = document_open(names.text, names.bytes, NULL, NULL);
  const struct tokens *parts = named ? document_tokens(named) : NULL;
  if (!parts || named->status != STATUS_OK) lead->status = STATUS_NO_MEMORY;
  uint32_t words = 0;
  for (uint32_t i = 0; i < tokens->count && words < TRAIT_LEAD_WORDS; i++) {
    words += tokens->items[i].kind != TOKEN_MARK;
    read_token(&r, lead->text, &tokens->items[i], false);
  }
  for (uint32_t i = 0; parts && lead->status == STATUS_OK && i < parts->count; i++)
    read_token(&r, named->text, &parts->items[i], true);
  for (size_t at = 0; at + DAY_BYTES <= days.bytes; at += DAY_BYTES + 1)
    note(&r, key_of(days.text + at, DAY_BYTES), TRAIT_WORD);
  struct keyed *room = arena_take(&lead->arena, r.found.count * sizeof *room);
  if (r.word.no_memory || lead->arena.no_memory) lead->status = STATUS_NO_MEMORY;
  if (lead->status == STATUS_OK && r.found.count) {
    sort_keyed(r.found.items, room, r.found.count);
    write_traits(out, r.found.items, r.found.count);
  }
  buffer_free(&r.word);
  document_close(named);
}

struct trait storyline_trait(const unsigned char *kept) {
  uint32_t key = 0;
  for (int b = 0; b < 4; b++) key |= (uint32_t)kept[b] << 8 * b;
  uint8_t count = kept[4] & TRAIT_MOST_COUNT; /* of bytes that somebody has changed perhaps 0 */
  return (struct trait){.key = key, .kind = kept[4] >> 6, .count = count ? count : 1};
}
