/* The tagger: see tagger.h. */
#include "tagger.h"

#include "../lexicon.h"
#include "../sentences.h"

static bool is_capital(const struct token *t) {
  return t->flags & TOKEN_CAPITALIZED && (t->kind == TOKEN_WORD || t->kind == TOKEN_ACRONYM);
}

static bool has(const struct token *t, enum lexicon_list list) { return lexicon_has(t->word, list); }

static uint8_t kind_of(const struct token *first, uint32_t count, bool titled) {
  const struct token *last = first + count - 1;
  if (titled) return NAME_PERSON;
  if (lexicon_match(first, LEXICON_COUNTRY_ALIAS, NULL) == count) return NAME_PLACE;
  if (has(last, LEXICON_PLACE_END) && count > 1) return NAME_PLACE;
  if (has(last, LEXICON_ORGANIZATION_END) && count > 1) return NAME_ORGANIZATION;
  if (last->flags & TOKEN_ALL_CAPS && count == 1) return NAME_ORGANIZATION;
  if (count == 2 || count == 3) return NAME_PERSON;
  return NAME_PLACE;
}

void tag_names(struct document *d, struct ARENA_MENTIONS *out) {
  const struct sentences *sentences = document_sentences(d);
  const struct token *all = document_tokens(d)->items;
  for (uint32_t s = 0; s < sentences->count; s++) {
    uint32_t begin = sentences->items[s].first, end = begin + sentences->items[s].count;
    if (document_must_stop(d, sentences->items[s].span.length)) return;
    for (uint32_t i = begin; i < end; i++) {
      if (!is_capital(&all[i]) || has(&all[i], LEXICON_SENTENCE_OPENER)) continue;
      bool titled = false;
      while (i < end && has(&all[i], LEXICON_PERSON_TITLE)) {
        titled = true;
        i += i + 2 < end && d->text[all[i + 1].start] == '.' ? 2 : 1;
      }
      uint32_t first = i;
      while (i < end && is_capital(&all[i])) i++;
      bool alone = first == begin && i == begin + 1 && !titled;
      if (i == first || alone) continue;
      struct mention *m = ARENA_ADD(&d->arena, out);
      if (!m) return;
      uint32_t start = all[first].start;
      *m = (struct mention){.span = {start, all[i - 1].start + all[i - 1].length - start},
                            .first = first, .count = i - first, .kind = kind_of(&all[first], i - first, titled)};
    }
  }
}
