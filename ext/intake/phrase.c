/* Word lists asked at a place: see phrase.h. */
#include "phrase.h"

#include "../text/fold.h"
#include "lines.h"

#include <string.h>

size_t phrase_read(struct slice text, size_t at, enum lexicon_list list, const char **value) {
  struct token tokens[PHRASE_MOST_WORDS + 1];
  uint32_t n = 0, next = (uint32_t)at;
  while (n < PHRASE_MOST_WORDS && token_next(text.text, (uint32_t)text.bytes, next, &tokens[n])) {
    struct token *t = &tokens[n];
    t->word = lexicon_find(word_key(text.text + t->start, t->length, 0));
    if (!n && !lexicon_begins(t->word, list) && !lexicon_has(t->word, list)) return 0;
    next = t->start + t->length;
    if (!t->word) t->length = 0;
    n++;
    if (!t->word) break;
  }
  tokens[n] = (struct token){0};
  uint32_t taken = n ? lexicon_match(tokens, list, value) : 0;
  return taken ? tokens[taken - 1].start + tokens[taken - 1].length : 0;
}

static bool holds(struct slice part, const char *word, size_t length) {
  for (size_t at = 0; at + length <= part.bytes; at++) {
    size_t k = 0;
    while (k < length &&
           (part.text[at + k] == word[k] || ((part.text[at + k] | 32) == word[k] && word[k] >= 'a' && word[k] <= 'z')))
      k++;
    if (k == length) return true;
  }
  return false;
}

bool phrase_has(struct slice part, const char *needs) {
  if (!*needs) return true;
  while (*needs) {
    size_t length = strcspn(needs, "|");
    if (holds(part, needs, length)) return true;
    needs += length + (needs[length] == '|');
  }
  return false;
}

bool words_have(struct slice part, enum lexicon_list list) {
  for (size_t at = 0, n; at < part.bytes; at += n + 1) {
    unsigned char c;
    for (n = 0; at + n < part.bytes; n++) { /* 0xC2 and 0xE2 begin spaces, quotation marks and dashes */
      c = (unsigned char)part.text[at + n];
      if (c < 0x80 ? !is_letter_byte((char)c) : c == 0xC2 || c == 0xE2) break;
    }
    if (n && lexicon_has(lexicon_find(word_key(part.text + at, n, 0)), list)) return true;
    if (at + n < part.bytes && part.text[at + n] & 0x80) n += c == 0xC2 ? 1 : 2; /* the rest of the mark */
  }
  return false;
}

uint32_t name_words(struct slice name, struct token words[NAME_MOST_WORDS + 1]) {
  uint32_t count = 0;
  for (size_t at = 0; at < name.bytes && count < NAME_MOST_WORDS;) {
    const char *from = name.text + at;
    size_t n = 0, left = name.bytes - at;
    while (n < left && (is_letter_byte(from[n]) || is_digit_byte(from[n])) &&
           !(n && is_upper_byte(from[n]) && is_lower_byte(from[n - 1])))
      n++;
    if (n) {
      words[count++] = (struct token){.word = lexicon_find(word_key(from, n, 0)), .length = 1};
    }
    at += n ? n : 1;
  }
  words[count] = (struct token){0};
  return count;
}

bool name_has(struct slice name, enum lexicon_list list) {
  struct token words[NAME_MOST_WORDS + 1];
  uint32_t count = name_words(name, words);
  for (uint32_t i = 0; i < count; i++)
    if (words[i].word && lexicon_match(&words[i], list, NULL)) return true;
  return false;
}

const char *name_value(struct slice name, enum lexicon_list list) {
  struct token words[NAME_MOST_WORDS + 1];
  const char *value = NULL;
  uint32_t count = name_words(name, words);
  return count && words[0].word && lexicon_match(words, list, &value) == count ? value : NULL;
}

int name_means(struct slice name, enum lexicon_list list) {
  const char *value = name_value(name, list);
  return value ? lexicon_read_number(value) : 0;
}
