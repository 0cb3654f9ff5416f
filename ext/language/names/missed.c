/* Names that the tagger has left out: see missed.h. */
#include "missed.h"

enum { NAMED_WORDS = 3 /* of a person's name behind a title */ };

/* How many tokens the body that the whole world knows takes at `t`, on its own between words that are no names; 0 if
** there is none: "Facebook", not "Facebook Live". */
static uint32_t body_at(const struct mender *x, uint32_t t) {
  const struct token *token = &x->all[t];
  uint32_t count = lexicon_match(token, LEXICON_ORGANIZATION_ALIAS, NULL);
  for (uint32_t i = 0; i < count; i++)
    if (!is_capital(&token[i]) && !lexicon_has(token[i].word, LEXICON_NAME_JOINER) && token[i].kind != TOKEN_MARK)
      return 0;
  bool beside = t > 0 && is_capital(token - 1) && !lexicon_has(token[-1].word, LEXICON_SENTENCE_OPENER);
  return beside || is_capital(token + count) ? 0 : count;
}

/* How many tokens a body takes at `t` whose name is known by several words and stands by itself: "Doctors Without
** Borders", "Macy's"; 0 if there is none. */
static uint32_t whole_body_at(const struct mender *x, uint32_t t, uint32_t end) {
  enum { BODIES = 1 << GAZETTEER_ORGANIZATION | 1 << GAZETTEER_COMPANY };
  const struct token *token = &x->all[t];
  if (!is_calm(token) || (t && is_capital(token - 1) && !lexicon_has(token[-1].word, LEXICON_SENTENCE_OPENER)))
    return 0;
  for (uint32_t n = GAZETTEER_MOST_WORDS; n > 1; n--) {
    bool own = n == 2 && token[1].kind == TOKEN_POSSESSIVE;
    if (t + n > end || is_capital(token + n) || !(own || is_capital(token + n - 1))) continue;
    if (lists_of(x, t, t + n) & BODIES) return n;
  }
  return 0;
}

/* How many tokens a country or large town takes at `t` whose name is several words; 0 if there is none: "Las Vegas". */
static uint32_t country_at(const struct mender *x, uint32_t t, uint32_t end) {
  const struct token *token = &x->all[t];
  if (t && is_capital(token - 1) && !lexicon_has(token[-1].word, LEXICON_SENTENCE_OPENER)) return 0;
  for (uint32_t n = GAZETTEER_MOST_WORDS; n > 1; n--)
    if (t + n <= end && is_capital(&token[n - 1]) && !is_capital(&token[n]) &&
        lists_of(x, t, t + n) & (COUNTRIES | 1 << GAZETTEER_CITY_LARGE))
      return n;
  return 0;
}

/* Whether the token is the initials, in brackets, of the body that is named right before: "World Health Organization
** (WHO)". */
static bool is_initials(const struct mender *x, uint32_t t) {
  const struct mention *m = x->out.count ? &x->out.items[x->out.count - 1] : NULL;
  const struct token *token = &x->all[t];
  if (!m || m->kind != NAME_ORGANIZATION || m->first + m->count + 1 != t || !(token->flags & TOKEN_ALL_CAPS) ||
      token->length < 2 || !is_mark(x, token - 1, '(') || !is_mark(x, token + 1, ')'))
    return false;
  uint32_t n = 0;
  for (uint32_t i = m->first; i < m->first + m->count; i++)
    if (is_capital(&x->all[i]))
      if (n == token->length || x->document->text[x->all[i].start] != x->document->text[token->start + n++])
        return false;
  return n == token->length;
}

uint32_t state_at(const struct mender *x, uint32_t t, uint32_t least) {
  const struct token *token = &x->all[t];
  if (t < least + 2 || !is_mark(x, token - 1, ',') || !is_capital(token) || !is_capital(token - 2)) return 0;
  uint32_t count = lexicon_match(token, LEXICON_COUNTRY_ALIAS, NULL);
  if (count > 1) return is_mark(x, token + count - 1, '.') ? count - 1 : 0;
  return count && token->kind == TOKEN_ACRONYM;
}

/* Whether a word is a state or country that stands behind a town: "Houston, Texas". */
static bool is_state(const struct mender *x, uint32_t t) {
  const struct mention *town = x->out.count ? &x->out.items[x->out.count - 1] : NULL;
  return town && town->kind == NAME_PLACE && town->first + town->count + 1 == t && is_mark(x, &x->all[t - 1], ',') &&
         lists_of(x, t, t + 1) & (COUNTRIES | 1 << GAZETTEER_REGION);
}

/* Whether the word at `t` behind a title may be somebody's name: "President Bush", no "General Motors". */
static bool may_be_titled(const struct mender *x, uint32_t t) {
  uint32_t lists = lists_of(x, t, t + 1);
  if (lists & (GROUP_WORDS | LARGE_PLACES | DEMONYMS)) return false;
  return !(lists & ORDINARY) || (lists & SURNAMES && !(lists_of(x, t - 1, t + 1) & GROUPS));
}

/* How many tokens from `t` on, of those before `end`, are a person's name that was left out behind a title: "Gen.
** Petraeus"; 0 if they are none. */
static uint32_t titled_at(const struct mender *x, uint32_t t, uint32_t end) {
  uint32_t back = t && is_mark(x, &x->all[t - 1], '.') ? 2 : 1, n = 0;
  const struct token *title = t >= back ? &x->all[t - back] : NULL;
  if (!title || !is_title(title) || !is_capital(title) || x->all[t].flags & (TOKEN_AFTER_LINE | TOKEN_AFTER_PARAGRAPH))
    return 0;
  for (; n < NAMED_WORDS && t + n < end && is_calm(&x->all[t + n]) && is_capital(&x->all[t + n]); n++)
    if (is_title(&x->all[t + n]) || !may_be_titled(x, t + n)) return 0;
  return is_capital(&x->all[t + n]) ? 0 : n;
}

/* Whether the capital at `t` is who holds with a party, or what does; of words that are others' too, not at a sentence's
** head: "Republicans", "a Conservative motion". */
static bool is_adherent(const struct mender *x, uint32_t t) {
  const char *known = lexicon_value(x->all[t].word, LEXICON_ADHERENT);
  if (!known || !is_calm(&x->all[t]) || (is_capital(&x->all[t + 1]) && lists_of(x, t + 1, t + 2) & GROUP_WORDS))
    return false;
  bool head = !t || x->all[t].flags & TOKEN_AFTER_LINE || x->all[t - 1].kind == TOKEN_MARK;
  return *known || !(head || is_capital(&x->all[t - 1]) || is_capital(&x->all[t + 1]));
}

bool is_of_people(const struct mender *x, uint32_t t) {
  enum { OWNED = NOUNS & ~(1 << GAZETTEER_NOUN_OTHER), ENDING = 3 /* bytes */ };
  const struct token *token = &x->all[t];
  if (!is_calm(token) || token->length < 2 * ENDING || lists_of(x, t, t + 1) || token[1].kind != TOKEN_WORD)
    return false;
  if (!(is_lower(token + 1) ? lists_of(x, t + 1, t + 2) & OWNED : is_title(token + 1))) return false;
  const char *ending = x->document->text + token->start + token->length - ENDING;
  return lexicon_has(lexicon_find(word_key(ending, ENDING, 1)), LEXICON_PEOPLE_ENDING);
}

/* Whether a given name stands at `t` before what somebody does: "John gave Susan a raise", but not "Grant wanted". */
static bool is_somebody(const struct mender *x, uint32_t t) {
  const struct token *token = &x->all[t];
  if (!is_calm(token) || token[1].kind != TOKEN_WORD || !is_lower(token + 1)) return false;
  if (t && is_capital(token - 1) && !lexicon_has(token[-1].word, LEXICON_SENTENCE_OPENER)) return false;
  uint32_t lists = lists_of(x, t, t + 1), next = lists_of(x, t + 1, t + 2);
  if (!(next & VERBS) || next & (TOPICS | FUNCTION_WORDS) || lists & LARGE_PLACES) return false;
  return lists & SEXED && (!(lists & ORDINARY) ||
                           (lists >> GAZETTEER_GIVEN_MALE & 1 && (lists & ORDINARY) == 1 << GAZETTEER_NOUN_OTHER));
}

/* Whether the capital at `t` by itself is a country by another name ("America waits"), or behind an article what bodies are
** called ("the House voted"), or initials that are known for a body's ("The WHO said"): whatever else they may be, no other
** word stands so. */
static bool stands_by_itself(const struct mender *x, uint32_t t, enum name_kind *kind) {
  enum { SHORTEST = 5 /* bytes; shorter ones are states' abbreviations */ };
  const struct token *token = &x->all[t];
  if (!is_lower(token + 1) || !t) return false;
  bool opens = begins_line(x, t) || token[-1].kind == TOKEN_MARK;
  *kind = is_lower(token - 1) && lexicon_has(token->word, LEXICON_COMMON_BODY) ? NAME_ORGANIZATION : NAME_PLACE;
  if (*kind == NAME_ORGANIZATION) return is_calm(token) && lexicon_has(token[-1].word, LEXICON_ARTICLE);
  if (is_calm(token))
    return token->length >= SHORTEST && lexicon_has(token->word, LEXICON_COUNTRY_ALIAS) &&
           (opens || !is_capital(token - 1) || lexicon_has(token[-1].word, LEXICON_SENTENCE_OPENER));
  *kind = NAME_ORGANIZATION;
  return token->flags & TOKEN_ALL_CAPS && lexicon_has(token[-1].word, LEXICON_ARTICLE) &&
         lists_of(x, t, t + 1) & (1 << GAZETTEER_ACRONYM | 1 << GAZETTEER_ORGANIZATION);
}

/* Whether any rule may find a name at `t`: of most words left out, few looks tell that none does. */
static bool may_be_missed(const struct mender *x, uint32_t t) {
  enum { KNOWN = 1 << GAZETTEER_BEGINS | SEXED | COUNTRIES | 1 << GAZETTEER_REGION };
  const struct token *token = &x->all[t];
  return is_of_people(x, t) || lexicon_is(token->word, LEXICON_IS_MAY_BE_LEFT_OUT) || token->flags & TOKEN_ALL_CAPS ||
         lists_of(x, t, t + 1) & KNOWN || (t && (is_title(token - 1) || is_mark(x, token - 1, '.')));
}

void add_missed_of(struct mender *x, uint32_t first, uint32_t end) {
  uint32_t least = first;
  for (uint32_t t = first; (t = next_capital(x, t)) < end; t++) {
    if (document_must_stop(x->document, x->all[t].length)) return;
    if (!may_be_missed(x, t)) continue;
    const bool begins = lists_of(x, t, t + 1) >> GAZETTEER_BEGINS & 1; /* a name of several words that is known */
    uint32_t state = state_at(x, t, first > 1 ? first - 1 : 0), body = body_at(x, t), named = titled_at(x, t, end);
    uint32_t country = begins ? country_at(x, t, end) : 0;
    enum name_kind kind;
    if (!body) body = is_initials(x, t) ? 1 : begins ? whole_body_at(x, t, end) : 0;
    if (state && t + state <= end) {
      uint32_t town = t - 1;
      while (town > least && t - 1 - town < TOWN_WORDS && is_capital(&x->all[town - 1])) town--;
      if (town < t - 1) add(x, town, t - 1, NAME_PLACE);
      add(x, t, t + state, NAME_PLACE);
      t += state - 1;
    } else if (country) {
      add(x, t, t + country, NAME_PLACE);
      t += country - 1;
    } else if (is_known(x, t, LEXICON_COUNTRY_ALIAS) || is_state(x, t)) {
      add(x, t, t + 1, NAME_PLACE);
    } else if (is_known(x, t, LEXICON_ORGANIZATION_ALIAS)) {
      add(x, t, t + 1, NAME_ORGANIZATION);
    } else if (stands_by_itself(x, t, &kind)) {
      add(x, t, t + 1, kind);
    } else if (is_somebody(x, t)) {
      add(x, t, t + 1, NAME_PERSON);
    } else if (is_adherent(x, t) || is_of_people(x, t)) {
      add(x, t, t + 1, NAME_OTHER);
    } else if (body && t + body <= end) {
      add(x, t, t + body, NAME_ORGANIZATION);
      t += body - 1;
    } else if (named) {
      add(x, t, t + named, NAME_PERSON);
      t += named - 1;
    } else {
      continue;
    }
    least = t + 1;
  }
}
