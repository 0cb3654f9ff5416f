/* Words and numbers, for the rules: see reader.h. */
#include "reader.h"

#include <string.h>

bool is_wide_mark(const char *text, char mark) {
  if ((unsigned char)text[0] != 0xE2) return false;
  unsigned char second = (unsigned char)text[1], third = (unsigned char)text[2];
  if (mark == '-') return (second == 0x80 && third >= 0x90 && third <= 0x95) || (second == 0x88 && third == 0x92);
  return second == 0x80 && (third == 0x98 || third == 0x99);
}

bool is_broken(const struct reader *r, uint32_t at) {
  if (at == 0 || at >= r->count) return true;
  if (r->tokens[at].flags & TOKEN_AFTER_PARAGRAPH) return true;
  if (!is_mark(r, at - 1, '.') || !(r->tokens[at].flags & TOKEN_CAPITALIZED)) return false;
  return at < 2 || !has(r, at - 2, LEXICON_ABBREVIATION_BEFORE_NAME); /* "Sen. Smith" */
}

bool ends_in_ed(const struct reader *r, uint32_t at) {
  const struct token *t = token_at(r, at);
  const char *text = r->d->text + t->start;
  return t->length > 3 && text[t->length - 1] == 'd' && text[t->length - 2] == 'e' && t->kind == TOKEN_WORD &&
         (!(t->flags & TOKEN_CAPITALIZED) || is_broken(r, at)) && !has(r, at, LEXICON_NOT_VERB);
}
