/*
** Who sets a condition, by the fullest name that the text gives.
**
**     Daud Merenko met the press. "We are calm. We will talk if they leave," Merenko said.
**      -> Daud Merenko
**
** Quotations and names cost more than conditions, so they are read when a holder
** is first asked for.
*/
#include "../conditions.h"
#include "../lexicon.h"
#include "../names.h"
#include "../quotations.h"

enum { NEAR = 600 /* bytes */ };

/* The first quotation that ends behind `at`; count if none does. */
static uint32_t quotation_from(const struct quotations *q, uint32_t at) {
  uint32_t low = 0, high = q->count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (span_end(q->items[middle].span) <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}

static bool holds(struct span outer, struct span inner) {
  return inner.length && inner.start >= outer.start && span_end(inner) <= span_end(outer);
}

/* The speaker of the quotation that the condition stands in (`direct`: of one in quotation marks alone), or of one that
** has its holder's words for a speaker. */
static const char *quoted_holder(struct document *d, const struct condition *c, bool direct) {
  const struct quotations *q = document_quotations(d);
  uint32_t from = c->span.start > NEAR ? c->span.start - NEAR : 0, to = span_end(c->span) + NEAR;
  for (uint32_t i = quotation_from(q, from); i < q->count && q->items[i].span.start < to; i++) {
    const struct quotation *each = &q->items[i];
    bool inside = each->span.start <= c->cue.start && c->cue.start < span_end(each->span);
    bool same = holds(c->holder, each->speaker) || holds(each->speaker, c->holder);
    if (direct ? inside && each->kind == SPEECH_DIRECT : c->holder.length ? same : inside)
      return quotation_speaker(d, i);
  }
  return NULL;
}

/* The entity that the holder is a mention of: "Mr. Kastro", "the Front", not "a spokesman for the Front". */
static const char *named_holder(struct document *d, struct span holder) {
  const struct tokens *tokens = document_tokens(d);
  const struct names *names = document_names(d);
  uint32_t first = tokens_from(tokens, holder.start), end = tokens_from(tokens, span_end(holder));
  for (uint32_t m = names_from(names, first); m < names->count && names->items[m].first < end; m++) {
    const struct mention *mention = &names->items[m];
    bool title = mention->first + mention->count == end;
    for (uint32_t i = first; i < mention->first && title; i++)
      title = tokens->items[i].flags & TOKEN_CAPITALIZED || tokens->items[i].kind == TOKEN_MARK ||
              lexicon_has(tokens->items[i].word, LEXICON_DETERMINER);
    if (title && mention->kind != NAME_OTHER && mention->kind != NAME_PLACE)
      return names->entities[mention->entity].name;
  }
  return NULL;
}

/* Whether its words tell of no person or body: pronouns other than those of the third person for people. */
static bool is_nobody(struct document *d, struct span holder) {
  const struct tokens *tokens = document_tokens(d);
  uint32_t first = tokens_from(tokens, holder.start);
  const char *pronoun = lexicon_value(tokens->items[first].word, LEXICON_PERSONAL_PRONOUN);
  return tokens_from(tokens, span_end(holder)) == first + 1 &&
         ((pronoun && (!*pronoun || *pronoun == 'n')) || lexicon_has(tokens->items[first].word, LEXICON_CONTRACTION));
}

const char *condition_holder(struct document *d, uint32_t i) {
  const struct condition *c = &document_conditions(d)->items[i];
  const char *name = quoted_holder(d, c, true);
  if (!name && c->holder.length) name = named_holder(d, c->holder);
  if (!name) name = quoted_holder(d, c, false);
  if (!name && c->holder.length && !is_nobody(d, c->holder))
    name = arena_copy(&d->arena, d->text + c->holder.start, c->holder.length);
  return document_must_stop(d, 0) ? NULL : name;
}
