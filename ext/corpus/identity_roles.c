/* What a person is called beside the name: see identity_roles.h. */
#include "identity_roles.h"

#include "../language/lexicon.h"
#include "../language/names/gazetteer.h"

#include <string.h>

enum { WINDOW_BYTES = 80, WORDS_BEFORE = 3, WORDS_BEHIND = 8 };

/* The tokens of a part of the text, with their numbers in the lexicon. */
struct window {
  char text[WINDOW_BYTES + 16];
  struct token tokens[WINDOW_BYTES];
  uint32_t bytes, count;
};

static void open_window(struct window *w, const char *text, size_t bytes) {
  memset(w->text, 0, sizeof w->text);
  memcpy(w->text, text, bytes);
  w->bytes = (uint32_t)bytes;
  w->count = 0;
}

/* Reads up to so many tokens in all. */
static void read_window(struct window *w, uint32_t most) {
  const struct token *last = w->count ? &w->tokens[w->count - 1] : NULL;
  for (uint32_t at = last ? last->start + last->length : 0;
       w->count < most && token_next(w->text, w->bytes, at, &w->tokens[w->count]); w->count++)
    at = w->tokens[w->count].start + w->tokens[w->count].length;
}

static char mark_of(const struct window *w, uint32_t i) {
  return w->tokens[i].kind == TOKEN_MARK ? w->text[w->tokens[i].start] : 0;
}

/* The hash of an office; 0 if the word is none. */
static uint32_t office(const struct window *w, uint32_t i) {
  enum { GIVEN = 1 << GAZETTEER_GIVEN_FEMALE | 1 << GAZETTEER_GIVEN_MALE };
  const struct token *t = &w->tokens[i];
  if (t->kind != TOKEN_WORD) return 0;
  struct word_key key = word_key(w->text + t->start, t->length, 1);
  uint64_t hash = gazetteer_hash(key);
  uint32_t known = gazetteer_find(hash);
  const char *title = lexicon_value(lexicon_find(key), LEXICON_PERSON_TITLE);
  if (title ? *title : !(known >> GAZETTEER_NOUN_PERSON & 1) || known & GIVEN) return 0;
  uint32_t role = (uint32_t)(hash >> 32) & ~(uint32_t)ROLE_PUBLIC;
  return lexicon_has(lexicon_find(key), LEXICON_PUBLIC_OFFICE) ? role | ROLE_PUBLIC : role ? role : 2;
}

/* The hash of what one in office leads, where that follows: "the Bush administration"; 0 if nothing does. */
static uint64_t led_by(const struct window *w) {
  const struct token *t = &w->tokens[0];
  struct word_key key = word_key(w->text + t->start, t->length, 1);
  return t->kind == TOKEN_WORD && lexicon_has(lexicon_find(key), LEXICON_LED) ? gazetteer_hash(key) : 0;
}

uint32_t identity_roles(const char *text, size_t bytes, struct span name, uint32_t *roles, uint32_t most) {
  struct window w;
  uint32_t n = 0;
  if (span_end(name) > bytes) return 0;
  size_t from = name.start > WINDOW_BYTES ? name.start - WINDOW_BYTES : 0, end = span_end(name);
  while (from && from < name.start && text[from - 1] != ' ') from++;
  open_window(&w, text + from, name.start - from);
  read_window(&w, WINDOW_BYTES);
  for (uint32_t i = w.count, words = 0; i-- && words < WORDS_BEFORE && n < most; words++) {
    char mark = mark_of(&w, i);
    uint32_t role = mark == '.' ? 0 : office(&w, i);
    if (mark && mark != '.') break;
    if (role) roles[n++] = role;
  }
  size_t rest = bytes - end < WINDOW_BYTES ? bytes - end : WINDOW_BYTES;
  open_window(&w, text + end, rest);
  read_window(&w, 1);
  if (!w.count) return n;
  uint64_t led = led_by(&w);
  if (led && n < most) roles[n++] = (uint32_t)(led >> 32) | ROLE_PUBLIC;
  if (mark_of(&w, 0) != ',') return n;
  read_window(&w, 1 + WORDS_BEHIND);
  for (uint32_t i = 1; i < w.count && i <= WORDS_BEHIND && n < most && !mark_of(&w, i); i++) {
    uint32_t role = w.tokens[i].flags & TOKEN_CAPITALIZED ? 0 : office(&w, i);
    if (role) roles[n++] = role;
  }
  return n;
}
