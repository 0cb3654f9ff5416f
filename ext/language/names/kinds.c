/*
** The kind of a name, where its words or those around it leave no doubt: see mender.h.
**
**     the ferry Estonia, Hurricane Irma, the Digital Security Act (other); John F. Kennedy Airport, Herat province (places);
**     the newspaper Liberte, GAStech employees (bodies)
*/
#include "mender.h"

/* Whether a definite article stands before a name, and what ships do behind it: "The Lusitania sank."; or a word for a
** ship: "The ferry Estonia sank." */
static bool is_ship(const struct mender *x, uint32_t first, uint32_t end) {
  if (first && is_lower(&x->all[first - 1]) && lexicon_has(x->all[first - 1].word, LEXICON_VESSEL)) return true;
  return first && lexicon_has(x->all[first - 1].word, LEXICON_ARTICLE) &&
         lexicon_match(&x->all[end], LEXICON_SHIP_VERB, NULL) > 0;
}

/* Whether the words of a name, or those around it, say that it is a place: "Congo Basin", "Kamdini village", "the town of
** Orsk", "in the Amazon". */
static bool is_place_by_words(const struct mender *x, uint32_t first, uint32_t end, uint32_t lists) {
  const struct token *t = &x->all[first], *last = &x->all[end - 1];
  if (lists & (1 << GAZETTEER_TEAM | 1 << GAZETTEER_ORGANIZATION | DEMONYMS)) return false;
  if (lexicon_has(last[1].word, LEXICON_PLACE_END) && is_lower(last + 1) && !(lists_of(x, end - 1, end) & GROUP_WORDS))
    return true;
  if (end > first + 1 && is_calm(last) && lexicon_has(last->word, LEXICON_PLACE_END) &&
      !(lists_of(x, end - 1, end) & GROUP_WORDS))
    return true;
  if (first < 2) return false;
  if (lexicon_has(t[-1].word, LEXICON_TOPIC_PREPOSITION) && is_lower(t - 2) &&
      lexicon_has(t[-2].word, LEXICON_PLACE_END))
    return true;
  return lists >> GAZETTEER_REGION & 1 && end == first + 1 && lexicon_has(t[-1].word, LEXICON_ARTICLE) &&
         is_lower(t - 1) && lexicon_has(t[-2].word, LEXICON_PLACE_PREPOSITION);
}

/* Whether a word is several of a people: "Africans", or of one that nobody knows, "Tarsenians". */
static bool is_people(const struct mender *x, const struct token *t) {
  enum { ENDING = 3 /* bytes */ };
  if (!is_calm(t) || x->document->text[t->start + t->length - 1] != 's') return false;
  const char *one = x->document->text + t->start;
  const uint32_t bytes = t->length - 1, lists = gazetteer_find(gazetteer_hash(word_key(one, bytes, 1)));
  if (lists || bytes < 2 * ENDING) return lists & DEMONYMS;
  return lexicon_has(lexicon_find(word_key(one + bytes - ENDING, ENDING, 1)), LEXICON_PEOPLE_ENDING);
}

/* "University of Cape Town", but not "Bank of the Tiber". */
static bool is_body_of(const struct mender *x, uint32_t first, uint32_t end) {
  uint32_t head = end > first + 2 && is_capital(&x->all[end - 1]) ? lists_of(x, first, first + 1) : 0;
  return head & GROUP_WORDS && !(head & PLACE_WORDS) && lexicon_has(x->all[first + 1].word, LEXICON_TOPIC_PREPOSITION);
}

/* Whether the last word says that a name is neither a body's nor a place's: "Digital Security Act". */
static bool is_thing(const struct mender *x, uint32_t first, uint32_t end) {
  const struct token *last = &x->all[end - 1];
  return end > first + 1 && is_calm(last) && is_capital(last) && lexicon_has(last->word, LEXICON_WORK_END) &&
         !(lists_of(x, first, end) & GROUPS);
}

/* Whether the last word says that a name, of whatever else, is a place's: "Melbourne Cricket Ground", but not "Operation
** Market Garden", nor "Battle of Sayler's Creek". */
static bool is_site(const struct mender *x, uint32_t first, uint32_t end) {
  const struct token *last = &x->all[end - 1];
  uint32_t lists = lists_of(x, end - 1, end);
  if (end == first + 1 || !is_calm(last) || !(lists & PLACE_WORDS) || lists & GROUP_WORDS ||
      lexicon_has(last->word, LEXICON_WORK_END) || lexicon_has(last->word, LEXICON_NO_SITE) ||
      lexicon_has(x->all[first].word, LEXICON_EVENT_HEAD))
    return false;
  for (uint32_t t = first; t < end; t++)
    if (x->all[t].kind == TOKEN_WORD ? !is_capital(&x->all[t]) : x->all[t].kind != TOKEN_POSSESSIVE) return false;
  return !lists_of(x, first, end);
}

/* Whether the word before a town's or country's name says that it is meant as a place: "in Regina". */
static bool is_where(const struct mender *x, uint32_t first, uint32_t end) {
  enum { PLACES = LARGE_PLACES | 1 << GAZETTEER_CITY };
  if (!first || !lexicon_has(x->all[first - 1].word, LEXICON_PLACE_PREPOSITION)) return false;
  uint32_t lists = lists_of(x, first, end);
  return lists & PLACES && !(lists & GROUPS);
}

/* Whether a great place stands where a dateline does: "ISTANBUL (Reuters)", "ISTANBUL 2021-03-15". */
static bool is_dateline(const struct mender *x, uint32_t first, uint32_t end) {
  enum { YEAR = 4 /* digits */ };
  const struct token *next = &x->all[end];
  uint32_t lists = lists_of(x, first, end);
  return (!first || begins_line(x, first)) && lists & LARGE_PLACES && !(lists & GROUPS) &&
         (is_mark(x, next, '(') || (next->kind == TOKEN_NUMBER && next->length == YEAR));
}

/* Whether several who bear a name stand behind it: "the Koch brothers". */
static bool is_family_name(const struct mender *x, uint32_t first, uint32_t end) {
  const struct token *next = &x->all[end];
  return end == first + 1 && is_calm(next - 1) && is_lower(next) && lexicon_has(next->word, LEXICON_FAMILY) &&
         !(lists_of(x, first, end) & (DEMONYMS | COUNTRIES));
}

/* The word before a preposition that tells whose it is, and a name of one word that nobody knows; NULL if there is
** none. */
static const struct token *owner_of(const struct mender *x, uint32_t first, uint32_t end) {
  enum { PERSONS = SEEN_AFTER_GIVEN | SEEN_TITLED };
  const struct token *of = &x->all[first] - 1;
  if (first < 2 || end > first + 1 || !lexicon_has(of->word, LEXICON_TOPIC_PREPOSITION) || !is_lower(of - 1) ||
      !is_capital(of + 1) || lists_of(x, first, end) & NAMES_OF_PEOPLE)
    return NULL;
  return scene_profile(x->scene, first)->evidence & PERSONS ? NULL : of - 1;
}

/* Whether a name that nobody knows is a place's by what has it: "the government of Tarsenia". */
static bool is_governed(const struct mender *x, uint32_t first, uint32_t end) {
  const struct token *owner = owner_of(x, first, end);
  return owner && lexicon_has(owner->word, LEXICON_HAS_PLACE) && !lists_of(x, first, end);
}

/* Whether nobody knows a name's first word, nor the story it as a person's. */
static bool is_nobodys(const struct mender *x, uint32_t first) {
  enum { PERSONS = SEEN_AFTER_GIVEN | SEEN_TITLED | SEEN_BY_AGE };
  return is_capital(&x->all[first]) && !(lists_of(x, first, first + 1) & (NAMES_OF_PEOPLE | LARGE_PLACES | DEMONYMS)) &&
         !(scene_profile(x->scene, first)->evidence & PERSONS);
}

/* Whether the word before a name that nobody knows says that it is a body's: "the newspaper Liberte". */
static bool is_called_body(const struct mender *x, uint32_t first) {
  if (!first || !is_nobodys(x, first)) return false;
  uint32_t t = first - 1 - (first > 1 && is_mark(x, &x->all[first - 1], ','));
  return is_lower(&x->all[t]) && lexicon_has(x->all[t].word, LEXICON_CALLS_BODY);
}

bool is_headed(const struct mender *x, uint32_t first, uint32_t end) {
  const struct token *owner = owner_of(x, first, end);
  if (owner && lexicon_has(owner->word, LEXICON_HAS_BODY)) return true;
  bool behind = end == first + 1 && is_lower(&x->all[end]) && lexicon_has(x->all[end].word, LEXICON_HAS_BODY);
  return (behind && is_nobodys(x, first) && !(lists_of(x, first, end) & ORDINARY)) || is_called_body(x, first);
}

/* Whether the story has a word as what people are called by. */
static bool is_borne(const struct mender *x, uint32_t t) {
  return is_capital(&x->all[t]) &&
         scene_profile(x->scene, t)->evidence & (SEEN_AFTER_GIVEN | SEEN_TITLED | SEEN_SPEAKING | SEEN_BY_AGE);
}

/* Whether the last word of a name that nobody knows says that it is a body's and no place's: "Civic Party". */
static bool is_body_by_words(const struct mender *x, uint32_t first, uint32_t end) {
  const struct token *last = &x->all[end - 1];
  uint32_t ends = lists_of(x, end - 1, end);
  return end > first + 1 && is_calm(last) && is_capital(last) && lexicon_has(last->word, LEXICON_ORGANIZATION_END) &&
         ends >> GAZETTEER_NOUN_GROUP & 1 && !(ends & PLACE_WORDS) && !lists_of(x, first, end);
}

/* Whether a word that is no great place's or body's name is somebody's surname, who has a given name or a title somewhere in
** the story: "Barack Obama", "President Obama". */
static bool is_called_person(const struct mender *x, uint32_t t) {
  enum {
    OTHERS = LARGE_PLACES | GROUPS | GROUP_WORDS | DEMONYMS | ORDINARY,
    CALLED = SEEN_AFTER_GIVEN | SEEN_TITLED | SEEN_AFTER_RARE
  };
  uint32_t lists = lists_of(x, t, t + 1);
  return is_calm(&x->all[t]) && is_capital(&x->all[t]) && lists & (SURNAMES | RARE_SURNAMES) && !(lists & OTHERS) &&
         scene_profile(x->scene, t)->evidence & CALLED && !is_where(x, t, t + 1);
}

/* The noun of an aside behind the comma at `t`, which tells what was named: "a Canadian maker of cars"; 0 if there is none. */
static uint32_t aside_noun(const struct mender *x, uint32_t t) {
  enum { WORDS = 6 };
  uint32_t noun = 0;
  if (t + 2 >= x->count || !is_mark(x, &x->all[t], ',') || !lexicon_has(x->all[t + 1].word, LEXICON_INDEFINITE_ARTICLE))
    return 0;
  for (uint32_t i = t + 2; i < x->count && i < t + 2 + WORDS; i++) {
    const struct token *token = &x->all[i];
    if (is_mark(x, token, '-')) continue;
    if (token->kind != TOKEN_WORD || lists_of(x, i, i + 1) & FUNCTION_WORDS) return noun;
    if (is_lower(token)) noun = lists_of(x, i, i + 1) & NOUNS || lexicon_has(token->word, LEXICON_CALLS_BODY) ? i : 0;
  }
  return 0;
}

/* The kind of a name that nobody knows by the aside behind it: "Morvane, an airline", "Orsk, a town on the river". */
static enum name_kind kind_by_aside(const struct mender *x, uint32_t first, uint32_t end, enum name_kind kind) {
  enum { KNOWN = GROUPS | LARGE_PLACES | DEMONYMS | 1 << GAZETTEER_WORK };
  const uint32_t noun = kind == NAME_PERSON && end > first + 1 ? 0 : aside_noun(x, end);
  if (!noun || lists_of(x, first, end) & KNOWN || is_borne(x, end - 1)) return kind;
  const uint32_t lists = lists_of(x, noun, noun + 1);
  if (lists & (PLACE_WORDS | 1 << GAZETTEER_NOUN_PLACE))
    return lexicon_has(x->all[noun].word, LEXICON_PLACE_END) ? NAME_PLACE : kind;
  if (lists & GROUP_WORDS && lists >> GAZETTEER_NOUN_GROUP & 1) return NAME_ORGANIZATION;
  if (lexicon_has(x->all[noun].word, LEXICON_CALLS_BODY)) return NAME_ORGANIZATION;
  return lists >> GAZETTEER_TITLE & 1 && lists >> GAZETTEER_NOUN_PERSON & 1 ? NAME_PERSON : kind;
}

enum name_kind kind_by_words(const struct mender *x, uint32_t first, uint32_t end, enum name_kind kind) {
  enum { KNOWN = (1 << GAZETTEER_BEGINS) - 1 }; /* all lists */
  kind = kind_by_aside(x, first, end, kind);
  const struct token *last = &x->all[end - 1];
  if (state_at(x, first, 0) == end - first) return NAME_PLACE;
  bool country = lexicon_match(&x->all[first], LEXICON_COUNTRY_ALIAS, NULL) == end - first;
  if (lexicon_match(&x->all[first], LEXICON_ORGANIZATION_ALIAS, NULL) == end - first) return NAME_ORGANIZATION;
  if (is_ship(x, first, end) || (end == first + 2 && is_storm(x, first) && !(lists_of(x, end - 1, end) & GROUP_WORDS)))
    return NAME_OTHER;
  if (is_family_name(x, first, end)) return NAME_PERSON;
  if (end == first + 1 && (lexicon_has(last->word, LEXICON_ADHERENT) || is_of_people(x, first))) return NAME_OTHER;
  if (end == first + 1 && !lists_of(x, first, end) && is_people(x, last)) return NAME_OTHER;
  if (end > first + 1 && lexicon_has(x->all[first].word, LEXICON_BODY_HEAD) && is_capital(last))
    return NAME_ORGANIZATION; /* Institut Pasteur */
  if (kind != NAME_PERSON && is_body_of(x, first, end)) return NAME_ORGANIZATION;
  if (kind == NAME_ORGANIZATION && is_thing(x, first, end)) return NAME_OTHER;
  if (kind == NAME_ORGANIZATION && (is_where(x, first, end) || is_dateline(x, first, end))) return NAME_PLACE;
  if ((kind == NAME_PLACE || kind == NAME_ORGANIZATION) && end == first + 1 && is_called_person(x, first))
    return NAME_PERSON;
  if (kind == NAME_PLACE && (is_body_by_words(x, first, end) || is_called_body(x, first))) return NAME_ORGANIZATION;
  if (kind == NAME_PLACE && !lists_of(x, first, end) && is_headed(x, first, end)) return NAME_ORGANIZATION;
  if (kind == NAME_PLACE || is_governed(x, first, end)) return NAME_PLACE;
  if (kind != NAME_ORGANIZATION && is_headed(x, first, end)) return NAME_ORGANIZATION;
  if (kind == NAME_PERSON && is_where(x, first, end) && !is_borne(x, first)) return NAME_PLACE;
  if (kind != NAME_PERSON) {
    uint32_t whole = lists_of(x, first, end);
    if (is_place_by_words(x, first, end, whole) || (kind == NAME_OTHER && is_site(x, first, end))) return NAME_PLACE;
    if (end == first + 2 && !whole && is_full_name(x, first)) return NAME_PERSON;
    if (end == first + 1 && whole & DEMONYMS && !(whole & (GROUPS | LARGE_PLACES | 1 << GAZETTEER_CITY)))
      return NAME_OTHER;
    if (kind == NAME_OTHER && end > first + 1 && is_capital(last) && lists_of(x, end - 1, end) & GROUP_WORDS && !whole)
      return NAME_ORGANIZATION;
    if (kind == NAME_OTHER && end > first + 1 && whole & GROUPS && !(whole & (1 << GAZETTEER_WORK | DEMONYMS)))
      return NAME_ORGANIZATION;
    if (kind == NAME_OTHER && is_calm(last) && whole & GROUPS && !(whole & KNOWN & ~(uint32_t)GROUPS))
      return NAME_ORGANIZATION;
    uint32_t places = kind == NAME_OTHER ? LARGE_PLACES : COUNTRIES;
    country &= kind == NAME_OTHER || last->flags & TOKEN_ALL_CAPS;
    return country || (whole & places && !(whole & DEMONYMS) && last->length > 2) ? NAME_PLACE : kind;
  }
  if (end > first + 1 && lists_of(x, first, end) & (1 << GAZETTEER_ORGANIZATION | 1 << GAZETTEER_COMPANY))
    return NAME_ORGANIZATION; /* Merrill Lynch */
  uint32_t lists = lists_of(x, end - 1, end);
  if (is_lower(last + 1) && lexicon_has(last[1].word, LEXICON_PLACE_END)) return NAME_PLACE;
  if (lists & (GIVEN | SURNAMES)) return kind;
  if (end > first + 1 && is_calm(last) && !(lists & NAMES_OF_PEOPLE)) {
    if (lists & GROUP_WORDS) return NAME_ORGANIZATION;
    if (end > first + 2 && lexicon_has(last->word, LEXICON_PLACE_END)) return NAME_PLACE; /* John F. Kennedy Airport */
  }
  if (country || (end - first == 1 && lists & COUNTRIES)) return NAME_PLACE;
  bool people = lists & DEMONYMS && (x->document->text[last->start + last->length - 1] == 's' ||
                                     (end == first + 1 && !(lists & NAMES_OF_PEOPLE)));
  return people ? NAME_OTHER : kind;
}
