/* Quotes, conditions and who asks for what in exchange, as claims have them: see contradiction_reading.h. */
#include "contradiction_reading.h"

#include "../language/conditions.h"
#include "../language/names/gazetteer.h"
#include "../language/quotations.h"

#include <string.h>

enum { QUOTE_WORDS = 96, FOLDED = 64, THREES_MOST = 256 };

/* ---- Quotes, conditions ---- */

/* Whether a word is in no list, or in one of names alone though it has no capital: it is misspelt. */
static bool is_misspelt(const struct token *t, const char *word, size_t bytes) {
  enum {
    NAMES = 1 << GAZETTEER_SURNAME | 1 << GAZETTEER_SURNAME_RARE | 1 << GAZETTEER_GIVEN | 1 << GAZETTEER_GIVEN_MALE |
            1 << GAZETTEER_GIVEN_FEMALE | 1 << GAZETTEER_GIVEN_RARE | 1 << GAZETTEER_CITY
  };
  uint32_t known = gazetteer_find(gazetteer_hash(word_key(word, bytes, 1)));
  if (!(t->flags & TOKEN_CAPITALIZED)) known &= ~(uint32_t)NAMES;
  return t->kind == TOKEN_WORD && !t->word && !known;
}

/* The key of a word as it stands, without stops (US is U.S.), a number in digits.  One day is another. */
static uint32_t plain_number(const struct reading *r, uint32_t i) {
  const struct token *t = reading_at(r, i);
  const char *digits = reading_has(r, i, LEXICON_CARDINAL) ? lexicon_value(t->word, LEXICON_CARDINAL) : NULL;
  if (reading_has(r, i, LEXICON_WEEKDAY) || reading_has(r, i, LEXICON_DAY_WORD)) return ANY_WORD;
  if (digits) return claim_hash(digits, strlen(digits)) & ~ANY_WORD;
  char plain[FOLDED];
  size_t n = 0;
  for (uint32_t k = 0; k < t->length && n < FOLDED; k++) {
    char c = r->document->text[t->start + k];
    if (c != '.') plain[n++] = c;
  }
  return (claim_hash(plain, n) & ~ANY_WORD) | (is_misspelt(t, plain, n) ? ANY_WORD : 0);
}

/* Which letters a word has, a bit each; 0 of one that any may stand for. */
static uint32_t letters_of(const struct reading *r, uint32_t i) {
  const struct token *t = reading_at(r, i);
  uint32_t letters = 0;
  if (reading_has(r, i, LEXICON_WEEKDAY) || reading_has(r, i, LEXICON_DAY_WORD)) return 0;
  for (uint32_t k = 0; k < t->length; k++) letters |= 1u << (r->document->text[t->start + k] & 31);
  return letters;
}

static bool is_bracket(const struct reading *r, uint32_t i, char one, char other) {
  return reading_is_mark(r, i, one) || reading_is_mark(r, i, other);
}

/* The words of a part: those that tell something, or all as they stand, and then `letters` too, where that is not NULL. */
static const uint32_t *words_of(struct reading *r, const struct tokens *tokens, struct span s, bool content,
                                uint32_t *letters, uint32_t *count) {
  uint32_t *out = arena_get(r->arena, QUOTE_WORDS * sizeof *out), n = 0;
  bool inserted = false;
  for (uint32_t i = tokens_from(tokens, s.start);
       out && i < r->count && r->tokens[i].start < span_end(s) && n < QUOTE_WORDS; i++) {
    const struct token *t = reading_at(r, i);
    inserted = (inserted || is_bracket(r, i, '(', '[')) && !is_bracket(r, i, ')', ']');
    if (inserted && !content) continue; /* an editor's words */
    if (t->kind == TOKEN_MARK || t->kind == TOKEN_POSSESSIVE || (content && !reading_is_content(r, i))) continue;
    if (letters) letters[n] = letters_of(r, i);
    out[n++] = content ? reading_key(r, i) : plain_number(r, i);
  }
  *count = n;
  return out;
}

/* The surname in a name; 0 where it is no name. */
static uint32_t surname(const char *text, size_t bytes) {
  size_t end = bytes, first;
  while (end && (text[end - 1] == '.' || text[end - 1] == ' ')) end--;
  for (first = end; first && text[first - 1] != ' '; first--) continue;
  return end > first && text[first] >= 'A' && text[first] <= 'Z' ? claim_hash(text + first, end - first) : 0;
}

/* Who is quoted where quoted text starts; 0 where nobody is named. */
static uint32_t speaker_at(struct reading *r, struct slice speaker, uint32_t start) {
  if (speaker.text) return surname(speaker.text, speaker.bytes);
  const struct quotations *quotations = document_quotations(r->document);
  for (uint32_t i = 0; i < quotations->count; i++) {
    struct span s = quotations->items[i].span;
    if (start < s.start || start >= span_end(s)) continue;
    const char *who = quotation_speaker(r->document, i);
    return who ? surname(who, strlen(who)) : 0;
  }
  return 0;
}

/* The words of quoted text; none, where it is in single marks. */
static const uint32_t *quoted_words(struct reading *r, const struct tokens *tokens, const struct quoted *q,
                                    struct span *s, uint32_t *letters, uint32_t *count) {
  *count = 0;
  if (q->inner >= q->inner_end || q->inner_end > r->count || q->single) return NULL;
  const struct token *first = reading_at(r, q->inner), *last = reading_at(r, q->inner_end - 1);
  *s = (struct span){first->start, last->start + last->length - first->start};
  return words_of(r, tokens, *s, false, letters, count);
}

uint32_t glance_quotes(struct reading *r, const struct tokens *tokens, uint32_t *keys) {
  const struct quoted_texts *quoted = document_quoted(r->document);
  uint32_t count, n = 0;
  for (uint32_t i = 0; i < quoted->count && n < THREES_MOST; i++) {
    struct span s;
    if (quoted->items[i].inner_end - quoted->items[i].inner < QUOTE_LEAST) continue;
    const uint32_t *words = quoted_words(r, tokens, &quoted->items[i], &s, NULL, &count);
    for (uint32_t k = 0; count >= QUOTE_LEAST && count <= QUOTE_MOST && k + 2 < count; k++)
      keys[n++] = words[k] ^ words[k + 1] * 31 ^ words[k + 2] * 1009;
  }
  return n;
}

void read_quotes(struct reading *r, const struct tokens *tokens, struct slice speaker, bool body) {
  struct claims *c = r->claims;
  const struct quoted_texts *quoted = document_quoted(r->document);
  for (uint32_t i = 0; i < quoted->count && c->n_quotes < CLAIM_PARTS; i++) {
    const struct quoted *q = &quoted->items[i];
    struct span s;
    struct claim_quote *out = &c->quotes[c->n_quotes];
    uint32_t *letters = arena_get(r->arena, QUOTE_WORDS * sizeof *letters);
    out->words = quoted_words(r, tokens, q, &s, letters, &out->count);
    out->letters = letters;
    if (!out->count || !letters) continue;
    out->telling = words_of(r, tokens, s, true, NULL, &out->n_telling);
    for (uint32_t k = 0; k < out->count; k++) out->misspelt += (out->words[k] & ANY_WORD) && out->words[k] != ANY_WORD;
    out->body = body;
    out->speaker = speaker_at(r, speaker, reading_at(r, q->first)->start);
    for (uint32_t k = 0; k < r->count && out->speaker && !out->named; k++)
      out->named = reading_at(r, k)->kind == TOKEN_WORD &&
                   claim_hash(r->document->text + reading_at(r, k)->start, reading_at(r, k)->length) == out->speaker;
    for (uint32_t k = s.start; k + 2 < span_end(s); k++)
      out->cut |= !memcmp(r->document->text + k, "...", 3) || !memcmp(r->document->text + k, "\xE2\x80\xA6", 3);
    c->n_quotes++;
  }
}

/* Whether a condition says who waits for what. */
static bool sets_order(const struct condition *k) {
  if (k->kind == CONDITION_EXCHANGE || k->kind == CONDITION_WITHOUT) return false;
  return !k->negated && k->condition.length && k->consequence.length;
}

/* Whether somebody binds somebody by it, or it is said to be the only way. */
static bool is_binding(const struct reading *r, const struct condition *k) {
  return k->term || reading_has(r, tokens_from(document_tokens(r->document), k->cue.start), LEXICON_CONDITION_ONLY);
}

bool has_terms(struct reading *r) {
  const struct conditions *conditions = document_conditions(r->document);
  for (uint32_t i = 0; i < conditions->count; i++)
    if (sets_order(&conditions->items[i]) && is_binding(r, &conditions->items[i])) return true;
  return false;
}

void read_conditions(struct reading *r, const struct tokens *tokens) {
  struct claims *c = r->claims;
  const struct conditions *conditions = document_conditions(r->document);
  for (uint32_t i = 0; i < conditions->count && c->n_conditions < CLAIM_PARTS; i++) {
    const struct condition *k = &conditions->items[i];
    if (!sets_order(k)) continue;
    struct claim_condition *out = &c->conditions[c->n_conditions++];
    out->weak = k->kind == CONDITION_IF;
    out->term = is_binding(r, k);
    out->condition = words_of(r, tokens, k->condition, true, NULL, &out->n_condition);
    out->consequence = words_of(r, tokens, k->consequence, true, NULL, &out->n_consequence);
    uint32_t holder = reading_head(r, tokens, k->holder);
    out->holder = holder < r->count ? reading_word(r, holder) : 0;
  }
}

/* "Those concessions must include direct talks": it is asked for in exchange for what the sentence before tells. */
void read_exchange(struct reading *r, struct slice before, enum status *status) {
  struct claims *c = r->claims;
  bool asked = false;
  for (uint32_t i = 0; i < r->count; i++) asked |= lexicon_match(reading_at(r, i), LEXICON_MUST_ALSO, NULL) > 0;
  c->leans_on_before |= asked;
  if (!asked || !before.text || c->n_conditions == CLAIM_PARTS) return;
  uint32_t *condition = arena_get(r->arena, (c->n_words + 1u) * sizeof *condition);
  for (uint32_t i = 0; condition && i < c->n_words; i++) condition[i] = c->words[i].key;
  struct reading b = {0};
  if (!condition || !reading_open(&b, r->reader, &r->reader->before, before, status)) return;
  b.arena = r->arena;
  const struct tokens *tokens = document_tokens(b.document);
  const struct conditions *conditions = document_conditions(b.document);
  for (uint32_t i = 0; i < conditions->count; i++) {
    const struct condition *k = &conditions->items[i];
    if (k->kind != CONDITION_EXCHANGE || !k->consequence.length) continue;
    struct claim_condition *out = &c->conditions[c->n_conditions++];
    out->term = true;
    out->condition = condition, out->n_condition = c->n_words;
    out->consequence = words_of(&b, tokens, k->consequence, true, NULL, &out->n_consequence);
    out->holder = c->source.name;
    return;
  }
}
