/* Extents: see extents.h. */
#include "extents.h"

#include "../lexicon.h"

enum { TOWN_WORDS = 3 /* "Salt Lake City" */ };

struct mender {
  struct document *document;
  const struct token *all;
  struct ARENA_MENTIONS out;
};

static bool is_mark(const struct mender *x, const struct token *t, char mark) {
  return t->kind == TOKEN_MARK && x->document->text[t->start] == mark;
}

static void add(struct mender *x, uint32_t first, uint32_t end, enum name_kind kind) {
  struct mention *m = ARENA_ADD(&x->document->arena, &x->out);
  if (!m) return;
  const struct token *a = &x->all[first], *b = &x->all[end - 1];
  *m = (struct mention){
      .span = {a->start, b->start + b->length - a->start}, .first = first, .count = end - first, .kind = (uint8_t)kind};
}

static bool is_lower(const struct token *t) { return t->kind == TOKEN_WORD && !(t->flags & TOKEN_CAPITALIZED); }

/* Whether a word is but a currency's: "US$". */
static bool is_currency(const struct mender *x, const struct token *t) {
  return is_mark(x, t + 1, '$') && !(t[1].flags & TOKEN_AFTER_SPACE);
}

/* Whether a token is an acronym that is a name wherever it stands: "U.S."; "US" beside ordinary words. */
static bool is_known(const struct mender *x, uint32_t t, enum lexicon_list list) {
  const struct token *token = &x->all[t];
  if (!lexicon_has(token->word, list) || !(token->flags & TOKEN_ALL_CAPS)) return false;
  if (token->kind == TOKEN_ACRONYM) return true;
  return (is_lower(token + 1) || (t > 0 && is_lower(token - 1))) && !is_currency(x, token);
}

/* How many tokens the abbreviated state at `t` takes, behind a town and a comma; 0 if there is none.
** Of "Mont." the stop is no part. */
static uint32_t state_at(const struct mender *x, uint32_t t, uint32_t least) {
  const struct token *token = &x->all[t];
  if (t < least + 2 || !is_mark(x, token - 1, ',') || !is_capital(token) || !is_capital(token - 2)) return 0;
  uint32_t count = lexicon_match(token, LEXICON_COUNTRY_ALIAS, NULL);
  if (count > 1) return is_mark(x, token + count - 1, '.') ? count - 1 : 0;
  return count && token->kind == TOKEN_ACRONYM;
}

/* Adds what rules find in tokens first .. end - 1, which are in no mention; those before `first` are the mention's
** before, or the text's start. */
static void add_missed(struct mender *x, uint32_t first, uint32_t end) {
  uint32_t least = first;
  for (uint32_t t = first; t < end && !document_must_stop(x->document, x->all[t].length); t++) {
    if (!is_capital(&x->all[t])) continue;
    uint32_t state = state_at(x, t, first > 1 ? first - 1 : 0);
    if (state && t + state <= end) {
      uint32_t town = t - 1;
      while (town > least && t - 1 - town < TOWN_WORDS && is_capital(&x->all[town - 1])) town--;
      if (town < t - 1) add(x, town, t - 1, NAME_PLACE);
      add(x, t, t + state, NAME_PLACE);
      t += state - 1;
    } else if (is_known(x, t, LEXICON_COUNTRY_ALIAS)) {
      add(x, t, t + 1, NAME_PLACE);
    } else if (is_known(x, t, LEXICON_ORGANIZATION_ALIAS)) {
      add(x, t, t + 1, NAME_ORGANIZATION);
    } else {
      continue;
    }
    least = t + 1;
  }
}

/* How many tokens at the head of a person's mention are titles. */
static uint32_t titles_of(const struct mender *x, const struct mention *m) {
  const struct token *t = x->all + m->first;
  uint32_t titles = 0;
  while (titles + 1 < m->count && lexicon_has(t[titles].word, LEXICON_PERSON_TITLE)) {
    uint32_t next = titles + 1 + is_mark(x, &t[titles + 1], '.');
    if (next >= m->count || !is_capital(&t[next]) || t[next].length == 1) break;
    titles = next;
  }
  return titles;
}

static bool begins_with_acronym(const struct token *t) {
  return t->flags & TOKEN_ALL_CAPS &&
         (lexicon_has(t->word, LEXICON_COUNTRY_ALIAS) || lexicon_has(t->word, LEXICON_ORGANIZATION_ALIAS));
}

/* Adds a mention of the tagger's, unless it is money, without what is no part of the name: titles before a person ("Gov. Jones"), an article
** before an acronym ("The U.S. Senate"), a day behind a person or place; of "Houston, Texas" it makes two. */
static void add_trimmed(struct mender *x, const struct mention *m) {
  const struct token *t = x->all + m->first;
  uint32_t first = 0, end = m->count;
  if (end == 1 && is_currency(x, t)) return;
  if (m->kind == NAME_PERSON) first = titles_of(x, m);
  else if (m->count > 1 && lexicon_has(t->word, LEXICON_ARTICLE) && begins_with_acronym(t + 1)) first = 1;
  if ((m->kind == NAME_PERSON || m->kind == NAME_PLACE) && end - first > 1 && is_capital(&t[end - 1]) &&
      lexicon_has(t[end - 1].word, LEXICON_WEEKDAY))
    end--;
  for (uint32_t i = first + 1; i + 1 < end && m->kind == NAME_PLACE; i++) {
    if (!is_mark(x, &t[i], ',') || !is_capital(&t[i + 1]) || lexicon_has(t[i + 1].word, LEXICON_NAME_SUFFIX)) continue;
    add(x, m->first + first, m->first + i, NAME_PLACE);
    first = i + 1;
  }
  add(x, m->first + first, m->first + end, (enum name_kind)m->kind);
}

void mend_mentions(struct document *d, struct ARENA_MENTIONS *mentions) {
  const struct tokens *tokens = document_tokens(d);
  struct mender x = {.document = d, .all = tokens->items};
  uint32_t done = 0; /* tokens */
  for (size_t i = 0; i < mentions->count && !document_must_stop(d, 0); i++) {
    const struct mention *m = &mentions->items[i];
    add_missed(&x, done, m->first);
    add_trimmed(&x, m);
    done = m->first + m->count;
  }
  if (!document_must_stop(d, 0)) add_missed(&x, done, tokens->count);
  *mentions = x.out;
}
