/*
** Fuzzes the layers of a document on words of the lexicon: two bytes of the input choose a word, a number, a mark or a
** break, so that each form stands at the first token, at the last, behind a mark and in quotes.  No SQL stands between,
** and one document is used again and again, so that thousands of texts are tried in a second.
*/
#include "../../ext/language/conditions.h"
#include "../../ext/language/dates.h"
#include "../../ext/language/document.h"
#include "../../ext/language/figures.h"
#include "../../ext/language/lexicon.h"
#include "../../ext/language/names.h"
#include "../../ext/language/quotations.h"
#include "../../ext/language/sentences.h"

#include "lexicon_keys.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_TEXT = 2048, WORD_MOST = 16, CAPITAL = 1, GLUED = 2 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes);

static uint16_t known[1 << 16]; /* the words that the lexicon has whole in their keys */
static uint32_t n_known;

static void find_known(void) {
  for (uint32_t i = 1; i < 1u << (64 - LEXICON_PLACE) && n_known < sizeof known / sizeof *known; i++)
    if (lexicon_keys[i].low && lexicon_find(lexicon_keys[i]) == i) known[n_known++] = (uint16_t)i;
}

/* What else may stand in a text. */
static const char *const marks[] = {
    ".",        ",", ";",    ":",  "?",    "!",     "\"",   "“",   "”",        "'",    "’s",    "(",
    ")",        "-", "–",    "—",  "\n",   "\n\n",  "…",    "12",  "28th",     "2019", "1,000", "3/7/2019",
    "$5",       "%", "€2bn", "#a", "@b",   "U.S.",  "p.m.", "Mr.", "Ann Dell", "Orsk", "the",   "U+",
    "\xCC\x81", "&", "/",    "''", "7:30", "1990s", "Q3",   "II",  "[",        "]",    "•",     "0300"};

static size_t put(char *text, size_t at, const char *what, size_t bytes) {
  if (at + bytes >= MOST_TEXT) return at;
  memcpy(text + at, what, bytes);
  return at + bytes;
}

static size_t write_text(char *text, const uint8_t *data, size_t bytes) {
  size_t at = 0;
  for (size_t i = 0; i + 1 < bytes; i += 2) {
    unsigned choice = (unsigned)data[i] << 8 | data[i + 1], how = choice & 3, of = choice >> 2;
    size_t n_marks = sizeof marks / sizeof *marks;
    if (of % 3 == 0) {
      const char *mark = marks[of / 3 % n_marks];
      at = put(text, at, mark, strlen(mark));
    } else {
      const struct word_key key = lexicon_keys[known[(of * 5u + data[i]) % n_known]];
      char word[WORD_MOST + 1] = {0};
      memcpy(word, &key.low, 8);
      memcpy(word + 8, &key.high, 8);
      if (how & CAPITAL && word[0] >= 'a' && word[0] <= 'z') word[0] = (char)(word[0] - 32);
      at = put(text, at, word, strlen(word));
    }
    if (!(how & GLUED)) at = put(text, at, " ", 1);
  }
  return at;
}

static void check_span(const struct document *d, struct span s, const char *layer) {
  if (s.start <= d->bytes && s.length <= d->bytes - s.start) return;
  fprintf(stderr, "%s: bytes %u and %u more of %u\n", layer, s.start, s.length, d->bytes);
  abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes) {
  static struct document *d;
  static const enum date_style modes[] = {DATES_AUTO, DATES_NEWS, DATES_NARRATIVE};
  char text[MOST_TEXT], value[DATE_VALUE_BYTES];
  struct moment reference = {0};
  if (!n_known) find_known();
  if (bytes < 3) return 0;
  bool told = data[0] & 1 && moment_read("2019-01-29", 10, &reference);
  struct date_options options = {.style = modes[(data[0] >> 1) % (sizeof modes / sizeof *modes)]};
  size_t length = write_text(text, data + 1, bytes - 1);
  d = document_replace(d, text, length, NULL, NULL);
  if (!d) return 0;
  const struct dates *dates = document_dates(d, told ? &reference : NULL, options);
  for (uint32_t i = 0; i < dates->count; i++) check_span(d, dates->items[i].span, "dates");
  document_event_date(d, told ? &reference : NULL, options, value);
  const struct figures *figures = document_figures(d);
  for (uint32_t i = 0; i < figures->count; i++) check_span(d, figures->items[i].span, "figures");
  const struct quotations *quotations = document_quotations(d);
  for (uint32_t i = 0; i < quotations->count; i++) check_span(d, quotations->items[i].span, "quotations");
  const struct conditions *conditions = document_conditions(d);
  for (uint32_t i = 0; i < conditions->count; i++) check_span(d, conditions->items[i].span, "conditions");
  return 0;
}
