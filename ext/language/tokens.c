/* The layer of tokens: see tokens.h.  Reading one is in token_reader.c. */
#include "tokens.h"

#include "../text/fold.h"
#include "lexicon.h"

const struct tokens *document_tokens(struct document *d) {
  static const struct token end_of_none = {0};
  static const struct tokens none = {&end_of_none, 0};
  if (d->tokens) return d->tokens;
  struct tokens *layer = document_memory(d, sizeof *layer);
  struct ARENA_LIST(struct token) list = {0};
  /* English has 5 to 6 bytes a token, so one piece of memory will mostly do. */
  list.room = d->bytes / 5 + 16;
  list.items = arena_take(&d->arena, list.room * sizeof *list.items);
  struct token t;
  for (uint32_t at = 0; token_next(d->text, d->bytes, at, &t); at = t.start + t.length) {
    struct word_key key = word_key(d->text + t.start, t.length, 1);
    t.word = lexicon_find(key.low, key.high);
    struct token *to = ARENA_ADD(&d->arena, &list);
    if (!to || document_must_stop(d, t.length + 1)) break;
    *to = t;
  }
  struct token *end = ARENA_ADD(&d->arena, &list);
  if (end) *end = (struct token){.start = d->bytes, .flags = TOKEN_AFTER_SPACE | TOKEN_AFTER_LINE | TOKEN_AFTER_PARAGRAPH};
  if (document_must_stop(d, 0) || !layer || !end) return &none;
  *layer = (struct tokens){list.items, (uint32_t)list.count - 1};
  return d->tokens = layer;
}

uint32_t tokens_from(const struct tokens *tokens, uint32_t at) {
  uint32_t low = 0, high = tokens->count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (tokens->items[middle].start < at) low = middle + 1;
    else high = middle;
  }
  return low;
}
