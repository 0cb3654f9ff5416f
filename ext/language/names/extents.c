/* Extents: see extents.h. */
#include "extents.h"

#include "mender.h"

enum {
  TITLE_WORDS = 8, /* "New Zealand Deputy Prime Minister" */
  HOME_WORDS = 3,  /* "New South Wales Premier" */
  NAMED_WORDS = 3, /* of a person's name behind a title */
  TICKER_LETTERS = 5
};

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

/* How many tokens a country takes at `t` whose name is several words; 0 if there is none: "United States". */
static uint32_t country_at(const struct mender *x, uint32_t t, uint32_t end) {
  const struct token *token = &x->all[t];
  if (t && is_capital(token - 1) && !lexicon_has(token[-1].word, LEXICON_SENTENCE_OPENER)) return 0;
  for (uint32_t n = GAZETTEER_MOST_WORDS; n > 1; n--)
    if (t + n <= end && is_capital(&token[n - 1]) && !is_capital(&token[n]) && lists_of(x, t, t + n) & COUNTRIES)
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

/* How many tokens the abbreviated state at `t` takes, behind a town and a comma; 0 if there is none.
** Of "Mont." the stop is no part. */
static uint32_t state_at(const struct mender *x, uint32_t t, uint32_t least) {
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

/* Adds what rules find in tokens first .. end - 1, which are in no mention; those before `first` are the mention's
** before, or the text's start. */
static void add_missed(struct mender *x, uint32_t first, uint32_t end) {
  uint32_t least = first;
  for (uint32_t t = first; (t = next_capital(x, t)) < end; t++) {
    if (document_must_stop(x->document, x->all[t].length)) return;
    const bool begins = lists_of(x, t, t + 1) >> GAZETTEER_BEGINS & 1; /* a name of several words that is known */
    uint32_t state = state_at(x, t, first > 1 ? first - 1 : 0), body = body_at(x, t), named = titled_at(x, t, end);
    uint32_t country = begins ? country_at(x, t, end) : 0;
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
    } else if (is_adherent(x, t)) {
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

/* Whether "the" stands before a name, and what ships do behind it: "The Lusitania sank"; or what it is before it: "the ferry
** Estonia". */
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

/* Whether a word is several of a people: "Africans". */
static bool is_people(const struct mender *x, const struct token *t) {
  if (!is_calm(t) || x->document->text[t->start + t->length - 1] != 's') return false;
  return gazetteer_find(gazetteer_hash(word_key(x->document->text + t->start, t->length - 1, 1))) & DEMONYMS;
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

/* Whether the word before a town's or country's name says that it is meant as a place: "in Regina". */
static bool is_where(const struct mender *x, uint32_t first, uint32_t end) {
  enum { PLACES = LARGE_PLACES | 1 << GAZETTEER_CITY };
  if (!first || end > first + 1 || !lexicon_has(x->all[first - 1].word, LEXICON_PLACE_PREPOSITION)) return false;
  uint32_t lists = lists_of(x, first, end);
  return lists & PLACES && !(lists & GROUPS);
}

/* Whether somebody has an office of what is not known as a person's name, nor in the story: "a director of Petrobangla". */
static bool is_headed(const struct mender *x, uint32_t first, uint32_t end) {
  enum { PERSONS = SEEN_AFTER_GIVEN | SEEN_TITLED | SEEN_SPEAKING };
  if (first < 2 || end > first + 1 || !lexicon_has(x->all[first - 1].word, LEXICON_TOPIC_PREPOSITION)) return false;
  const struct token *office = &x->all[first - 2];
  const char *title = is_lower(office) ? lexicon_value(office->word, LEXICON_PERSON_TITLE) : NULL;
  return title && !strstr(title, "kin") && !(lists_of(x, first, end) & NAMES_OF_PEOPLE) && is_capital(&x->all[first]) &&
         !(scene_profile(x->scene, first)->evidence & PERSONS);
}

/* The kind of a name of the tagger's, where the words leave no doubt: a country, a people, a place by the word behind
** it ("Herat province"). */
static enum name_kind kind_of(const struct mender *x, uint32_t first, uint32_t end, enum name_kind kind) {
  const struct token *last = &x->all[end - 1];
  if (state_at(x, first, 0) == end - first) return NAME_PLACE;
  bool country = lexicon_match(&x->all[first], LEXICON_COUNTRY_ALIAS, NULL) == end - first;
  if (lexicon_match(&x->all[first], LEXICON_ORGANIZATION_ALIAS, NULL) == end - first) return NAME_ORGANIZATION;
  if (is_ship(x, first, end) || (end == first + 2 && is_storm(x, first) && !(lists_of(x, end - 1, end) & GROUP_WORDS)))
    return NAME_OTHER;
  if (end == first + 1 && lexicon_has(last->word, LEXICON_ADHERENT)) return NAME_OTHER;
  if (end == first + 1 && !lists_of(x, first, end) && is_people(x, last)) return NAME_OTHER;
  if (kind != NAME_PERSON && is_body_of(x, first, end)) return NAME_ORGANIZATION;
  if (kind == NAME_ORGANIZATION && is_thing(x, first, end)) return NAME_OTHER;
  if (kind == NAME_ORGANIZATION && is_where(x, first, end)) return NAME_PLACE;
  if (kind == NAME_PLACE) return kind;
  if (kind == NAME_PERSON && is_headed(x, first, end)) return NAME_ORGANIZATION;
  if (kind != NAME_PERSON) {
    uint32_t whole = lists_of(x, first, end);
    if (is_place_by_words(x, first, end, whole)) return NAME_PLACE;
    if (end == first + 2 && !whole && is_full_name(x, first)) return NAME_PERSON;
    if (end == first + 1 && whole & DEMONYMS && !(whole & (GROUPS | LARGE_PLACES | 1 << GAZETTEER_CITY)))
      return NAME_OTHER;
    if (kind == NAME_OTHER && end > first + 1 && is_capital(last) && lists_of(x, end - 1, end) & GROUP_WORDS && !whole)
      return NAME_ORGANIZATION;
    if (kind == NAME_OTHER && end > first + 1 && whole & GROUPS && !(whole & (1 << GAZETTEER_WORK | DEMONYMS)))
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

/* How many tokens from `t` on, at most `most`, are where somebody may hold an office, and what kind of name that is. */
static uint32_t home_at(const struct mender *x, uint32_t t, uint32_t most, enum name_kind *kind) {
  for (uint32_t k = most > HOME_WORDS ? HOME_WORDS : most; k > 0; k--) {
    uint32_t lists = lists_of(x, t, t + k);
    *kind = lists & LARGE_PLACES ? NAME_PLACE : lists & DEMONYMS ? NAME_OTHER : NAME_ORGANIZATION;
    if (lists & (GROUPS | LARGE_PLACES | DEMONYMS) && !(lists & FUNCTION_WORDS)) return k;
  }
  return 0;
}

/* Adds the first such name before a title that ends the tokens: "Ohio" of "Ohio Gov. Kasich", "NASA" of "NASA
** Administrator Bolden".  Returns the token behind it, or `first`. */
static uint32_t add_home(struct mender *x, uint32_t first, uint32_t end) {
  for (uint32_t t = first; t < end; t++) {
    enum name_kind kind;
    uint32_t count = home_at(x, t, end - t, &kind);
    if (!count) continue;
    add_missed(x, first, t);
    add(x, t, t + count, kind);
    return t + count;
  }
  return first;
}

/* The same of the tagger's mention, whose words then belong together: "Interior Ministry Spokesman". */
static void add_split_home(struct mender *x, uint32_t first, uint32_t end) {
  if (end > first && lists_of(x, end - 1, end) & GROUP_WORDS) add(x, first, end, NAME_ORGANIZATION);
  else add_home(x, first, end);
}

/* Where a person's name begins in a mention: behind its titles, and what somebody is ("Goalkeeper John Smith"). */
static uint32_t behind_titles(const struct mender *x, uint32_t first, uint32_t end) {
  while (first + 2 < end) {
    uint32_t lists = lists_of(x, first, first + 1), next = lists_of(x, first + 1, first + 2);
    if (!(next & GIVEN) && (next & ORDINARY || !is_capital(&x->all[first + 1]))) break;
    if (!(lists >> GAZETTEER_NOUN_PERSON & 1) || lists & NAMES_OF_PEOPLE || !is_calm(&x->all[first])) break;
    first++;
  }
  while (first + 1 < end && is_title(&x->all[first])) {
    uint32_t next = first + 1 + is_mark(x, &x->all[first + 1], '.');
    if (next >= end || !is_capital(&x->all[next]) || x->all[next].length == 1) break;
    first = next;
  }
  return first;
}

/* Whether a person's name begins with what the office before it is of: "Chancellor of the | Exchequer Nigel Lawson". */
static bool begins_with_realm(const struct mender *x, uint32_t first, uint32_t end) {
  return first > 2 && end - first > 2 && lexicon_has(x->all[first - 1].word, LEXICON_ARTICLE) &&
         lexicon_has(x->all[first - 2].word, LEXICON_TOPIC_PREPOSITION) && is_title(&x->all[first - 3]) &&
         !(lists_of(x, first, first + 1) & GIVEN) && lists_of(x, first + 1, first + 2) & GIVEN;
}

/* Of "Apple CEO Tim Cook", taken for one name, which token is the title; `end` if there is none. */
static uint32_t inner_title(const struct mender *x, uint32_t first, uint32_t end) {
  uint32_t lists = lists_of(x, first, first + 1);
  if (lists & GIVEN && !(lists & LARGE_PLACES)) return end;
  for (uint32_t i = first + 1; i + 2 < end; i++)
    if (is_title(&x->all[i]) && is_capital(&x->all[i]) && lists_of(x, i + 1, i + 2) & NAMES_OF_PEOPLE &&
        !(lists_of(x, end - 1, end) & (GROUP_WORDS | PLACE_WORDS)))
      return i;
  return end;
}

/* Whether a person's name, at mention `next`, stands right behind the title that ends before token `end`. */
static bool is_titled(const struct mender *x, uint32_t end, const struct mention *next) {
  return next && next->kind == NAME_PERSON && is_title(&x->all[end - 1]) &&
         next->first == end + is_mark(x, &x->all[end], '.');
}

/* How many tokens a mention begins with that are no part of it: an article before an acronym ("The U.S. Senate"), a
** party before a state ("(R-Texas)"), a mark. */
static uint32_t extra_head(const struct mender *x, const struct mention *m) {
  const struct token *t = x->all + m->first;
  if (m->count > 1 && lexicon_has(t->word, LEXICON_ARTICLE) && t[1].flags & TOKEN_ALL_CAPS)
    return lexicon_has(t[1].word, LEXICON_COUNTRY_ALIAS) || lexicon_has(t[1].word, LEXICON_ORGANIZATION_ALIAS);
  if (m->kind == NAME_ORGANIZATION && m->count > 2 && lexicon_has(t->word, LEXICON_ARTICLE) &&
      lists_of(x, m->first + m->count - 1, m->first + m->count) & GROUP_WORDS)
    return !(lists_of(x, m->first, m->first + m->count) & GROUPS);
  if (m->kind == NAME_ORGANIZATION && m->count > 1 && lexicon_has(t->word, LEXICON_INDEFINITE_ARTICLE) &&
      t[1].flags & TOKEN_AFTER_SPACE)
    return 1;
  if (m->count > 2 && lexicon_has(t->word, LEXICON_SENTENCE_OPENER) && is_title(t + 1))
    return 1; /* "In President Ford's view" */
  bool party = m->count > 2 && t->length == 1 && is_mark(x, t + 1, '-') && m->first &&
               (is_mark(x, t - 1, '(') || is_mark(x, t - 1, ','));
  return party ? 2 : is_mark(x, t, '-') || is_mark(x, t, '.');
}

/* Whether a mention that begins with titles is a person's: "Mayor Bill Smith", and no "Prince William County". */
static bool is_person(const struct mender *x, uint32_t first, uint32_t name, uint32_t end) {
  const char *title = lexicon_value(x->all[first].word, LEXICON_PERSON_TITLE);
  if (title && (*title == 'm' || *title == 'f') && !(lists_of(x, end - 1, end) & GROUP_WORDS)) return true;
  return lists_of(x, name, name + 1) & GIVEN && !(lists_of(x, end - 1, end) & (GROUP_WORDS | PLACE_WORDS));
}

/* Whether an acronym is but a common word among words in capitals: "CONTACT US NOW". */
static bool is_shouted(const struct mender *x, uint32_t t) {
  const struct token *token = &x->all[t];
  const char *abbreviation = lexicon_value(token->word, LEXICON_UPPER_CASE_WORD);
  if (!abbreviation || *abbreviation || token->kind != TOKEN_WORD) return false;
  bool before = t && token[-1].flags & TOKEN_ALL_CAPS, behind = token[1].flags & TOKEN_ALL_CAPS;
  return (before || behind) && !is_calm(token + 1) && !(t && is_calm(token - 1));
}

/* Whether a mention is but the initials of what is no name: "internet protocol (IP)". */
static bool is_abbreviation(const struct mender *x, uint32_t first, uint32_t end) {
  return end == first + 1 && first > 1 && x->all[first].flags & TOKEN_ALL_CAPS && is_mark(x, &x->all[first - 1], '(') &&
         is_mark(x, &x->all[end], ')') && is_lower(&x->all[first - 2]) &&
         !(lists_of(x, first, end) & (GROUPS | LARGE_PLACES));
}

/* "of", "for", as a small word. */
static bool is_of(const struct mender *x, uint32_t t) {
  return is_lower(&x->all[t]) && lexicon_has(x->all[t].word, LEXICON_TOPIC_PREPOSITION);
}

/* Whether a mention is but an office: "Secretary of Defense", whose title may be left out. */
static bool is_office(const struct mender *x, uint32_t first, uint32_t end) {
  uint32_t of = is_title(&x->all[first]) ? first + 1 : first;
  return end > of + 1 && is_of(x, of) && of && is_title(&x->all[of - 1]);
}

/* Whether a mention is but a word that names nobody: "Neither", or an office ("the CEO", "the Judge"). */
static bool is_plain_word(const struct mender *x, const struct mention *m) {
  const struct token *t = &x->all[m->first];
  uint32_t lists = m->count == 1 ? lists_of(x, m->first, m->first + 1) : GROUPS;
  if (lists & (GROUPS | LARGE_PLACES)) return false;
  bool the = m->first && lexicon_has(t[-1].word, LEXICON_ARTICLE);
  if (is_title(t) && (the || (m->kind != NAME_PERSON && !(lists & NAMES_OF_PEOPLE)))) return true;
  if (lists & NAMES_OF_PEOPLE) return false;
  return is_calm(t) && (lists & FUNCTION_WORDS || lexicon_has(t->word, LEXICON_STANDS_FOR));
}

/* Whether a mention is but a month before its day ("Jan. 15"), or a letter of a compound ("T-shirt"). */
static bool is_day_or_letter(const struct mender *x, const struct mention *m) {
  const struct token *t = &x->all[m->first];
  if (m->count != 1) return false;
  if (t->length == 1) return is_mark(x, t + 1, '-') && is_lower(t + 2);
  return lexicon_has(t->word, LEXICON_MONTH) && t[1 + is_mark(x, t + 1, '.')].kind == TOKEN_NUMBER;
}

/* Whether a mention is but an ordinary word that opens a sentence. */
static bool is_opening_word(const struct mender *x, const struct mention *m) {
  uint32_t lists = m->count == 1 && m->kind == NAME_PERSON ? lists_of(x, m->first, m->first + 1) : 0;
  if (!(lists & ORDINARY) || lists & NAMES_OF_PEOPLE || !is_calm(&x->all[m->first])) return false;
  return !m->first || x->all[m->first].flags & TOKEN_AFTER_PARAGRAPH ||
         (x->all[m->first - 1].kind == TOKEN_MARK && strchr(".!?", x->document->text[x->all[m->first - 1].start]));
}

/* Whether a name with the possessive behind it is a body's: "Moody's". */
static bool is_owned_name(const struct mender *x, uint32_t first, uint32_t end) {
  return end < x->count && x->all[end].kind == TOKEN_POSSESSIVE && lists_of(x, first, end + 1) & GROUPS;
}

/* Where a firm's name ends with its legal form though the tagger goes on, with a ticker ("Boeing Company BA"), an office,
** another name ("Vons Cos Inc. | Allied") or its country ("Kestrel Inc of Canada"); else `end`. */
static uint32_t behind_form(const struct mender *x, uint32_t first, uint32_t end) {
  for (uint32_t t = first + 1; t + 1 < end; t++) {
    uint32_t next = t + 1 + is_mark(x, &x->all[t + 1], '.');
    if (!is_capital(&x->all[t]) || !lexicon_has(x->all[t].word, LEXICON_LEGAL_FORM) || next == end) continue;
    if (is_of(x, next) && next + 1 < end && lists_of(x, next + 1, end) & LARGE_PLACES) return next;
    bool body = lists_of(x, end - 1, end) & GROUP_WORDS && !lexicon_has(x->all[end - 1].word, LEXICON_LEGAL_FORM);
    if (body && !(x->all[next].flags & TOKEN_AFTER_LINE)) return end; /* "Bay Co Building Authority" */
    if (is_capital(&x->all[next]) && x->all[next].flags & TOKEN_AFTER_SPACE &&
        !lexicon_has(x->all[next].word, LEXICON_LEGAL_FORM) && !(lists_of(x, next, next + 1) & GROUP_WORDS))
      return next;
  }
  return end;
}

/* Where a firm's name begins of which the tagger has but an ordinary word and the legal form: "Brolin | Textiles Inc". */
static uint32_t firm_begin(const struct mender *x, uint32_t first, uint32_t end) {
  const struct token *before = &x->all[first] - 1;
  const struct mention *last = x->out.count ? &x->out.items[x->out.count - 1] : NULL;
  if (end - first != 2 || !first || !lexicon_has(x->all[end - 1].word, LEXICON_LEGAL_FORM)) return first;
  if (!is_capital(before) || !is_calm(before) || before[1].flags & TOKEN_AFTER_LINE || is_title(before) ||
      lexicon_has(before->word, LEXICON_SENTENCE_OPENER) || (last && last->first + last->count == first))
    return first;
  bool ordinary = lists_of(x, first, first + 1) & ORDINARY && !(lists_of(x, first - 1, first) & ORDINARY);
  return ordinary ? first - 1 : first;
}

/* Whether a mention is but the ticker of the firm right before it: "Kestrel Corp KSL". */
static bool is_ticker(const struct mender *x, const struct mention *m) {
  const struct token *t = &x->all[m->first];
  const struct mention *last = x->out.count ? &x->out.items[x->out.count - 1] : NULL;
  return m->count == 1 && t->flags & TOKEN_ALL_CAPS && t->length <= TICKER_LETTERS && last &&
         last->first + last->count == m->first && lexicon_has(t[-1].word, LEXICON_LEGAL_FORM) &&
         !(t->flags & TOKEN_AFTER_LINE) && !(lists_of(x, m->first, m->first + 1) & (GROUPS | LARGE_PLACES));
}

/* Where a person's name ends that is a given name and what is no place: "Joan of Arc". */
static uint32_t behind_epithet(const struct mender *x, uint32_t first, uint32_t end, const struct mention *next) {
  if (end != first + 1 || end + 1 >= x->count || !is_of(x, end) || !(lists_of(x, first, end) & GIVEN)) return end;
  if (!is_calm(&x->all[end + 1]) || !is_capital(&x->all[end + 1]) || (next && next->first == end + 1)) return end;
  uint32_t lists = lists_of(x, end + 1, end + 2);
  return lists & NOUNS && !(lists & (LARGE_PLACES | GROUPS | GROUP_WORDS | 1 << GAZETTEER_CITY | 1 << GAZETTEER_REGION))
             ? end + 2
             : end;
}

/* Whether what is left of a firm's name behind its legal form is a name by itself, and no ticker or office. */
static bool is_rest(const struct mender *x, uint32_t first, uint32_t end) {
  const struct token *t = &x->all[first];
  return !is_title(t) && (end > first + 1 || !(t->flags & TOKEN_ALL_CAPS) || t->length > TICKER_LETTERS);
}

/* Adds a mention of the tagger's, unless it is money, without what is no part of the name: titles ("Gov. Jones"), a
** day behind a person or place; of "Houston, Texas" it makes two.  `next` is the mention behind it, or NULL. */
static void add_trimmed(struct mender *x, const struct mention *m, const struct mention *next) {
  uint32_t first = m->first + extra_head(x, m), end = m->first + m->count;
  enum name_kind kind = first > m->first + 1 ? NAME_PLACE /* behind a party */ : (enum name_kind)m->kind;
  if (first == end || (m->count == 1 && (is_currency(x, &x->all[first]) || is_shouted(x, first)))) return;
  if (m->count == 1 && lexicon_has(x->all[first].word, LEXICON_COMMON_INITIALS) && !is_calm(&x->all[first])) return;
  if (lexicon_match(&x->all[first], LEXICON_ACADEMIC_DEGREE, NULL) >= end - first) return;
  if (is_office(x, first, end) || is_plain_word(x, m) || is_day_or_letter(x, m) || is_opening_word(x, m) || is_abbreviation(x, first, end) ||
      is_ticker(x, m))
    return;
  /* "British Prime" of "British Prime Minister Cameron" */
  if (kind != NAME_PERSON && end > first + 1 && lexicon_has(x->all[end - 1].word, LEXICON_OFFICE_HEAD) &&
      is_title(&x->all[end]) && is_capital(&x->all[end])) {
    add_home(x, first, end);
    return;
  }
  if (is_titled(x, end, next)) {
    add_split_home(x, first, end - 1);
    return;
  }
  while (end > first + 1 && is_lower(&x->all[end - 1]) && lexicon_has(x->all[end - 1].word, LEXICON_NAME_JOINER)) end--;
  uint32_t title = inner_title(x, first, end);
  if (title < end) {
    add_split_home(x, first, title);
    add(x, title + 1, end, NAME_PERSON);
    return;
  }
  uint32_t name = behind_titles(x, first, end);
  if (name > first && is_person(x, first, name, end)) kind = NAME_PERSON;
  if (kind == NAME_PERSON) first = name + begins_with_realm(x, name, end);
  bool day = end - first > 1 && is_capital(&x->all[end - 1]) && lexicon_has(x->all[end - 1].word, LEXICON_WEEKDAY);
  if (day && lists_of(x, first, first + 1) & (GIVEN | LARGE_PLACES)) end--;
  for (uint32_t i = first + 1; i + 1 < end && kind == NAME_PLACE; i++) {
    const struct token *t = &x->all[i];
    if (!is_mark(x, t, ',') || !is_capital(t + 1) || lexicon_has(t[1].word, LEXICON_NAME_SUFFIX)) continue;
    add(x, first, i, NAME_PLACE);
    first = i + 1;
  }
  uint32_t named = first; /* legal forms alone are no name: "Sachs and Co Inc" */
  while (named < end && lexicon_has(x->all[named].word, LEXICON_LEGAL_FORM)) named++;
  if (named == end) return;
  uint32_t cut = kind == NAME_PLACE || kind == NAME_OTHER ? end : behind_form(x, first, end);
  if (kind == NAME_ORGANIZATION) first = firm_begin(x, first, cut);
  if (kind == NAME_PERSON && cut == end) cut = end = behind_epithet(x, first, end, next);
  if (cut < end) {
    add(x, first, cut, NAME_ORGANIZATION);
    if (is_of(x, cut)) cut++;
    if (is_rest(x, cut, end)) add(x, cut, end, kind_of(x, cut, end, kind));
  } else if (is_owned_name(x, first, end)) {
    add(x, first, end + 1, NAME_ORGANIZATION);
  } else {
    add(x, first, end, kind_of(x, first, end, kind));
  }
}

/* Where the words before a person's name begin that are the person's office: "Ohio Gov." */
static uint32_t office_at(const struct mender *x, uint32_t least, const struct mention *m) {
  uint32_t first = m->first, titles = is_title(&x->all[first]);
  if (m->kind != NAME_PERSON) return first;
  for (uint32_t t = m->first; t > least && m->first - t < TITLE_WORDS; t--) {
    const struct token *before = &x->all[t - 1];
    if (before[1].flags & TOKEN_AFTER_PARAGRAPH) break;
    if (is_capital(before)) {
      titles += is_title(before);
      first = t - 1;
    } else if (!(is_mark(x, before, '.') && t - 1 > least && is_title(before - 1)) &&
               !lexicon_has(before->word, LEXICON_NAME_JOINER)) {
      break;
    }
  }
  return titles ? first : m->first;
}

/* Adds what the tagger has left out before a mention, down to token `done`: names that rules find, and where the
** holder of an office holds it ("Ohio Gov. Kasich", "Afghan President Ghani"). */
static void add_before(struct mender *x, uint32_t done, const struct mention *m) {
  uint32_t office = office_at(x, done, m), title = office;
  while (title < m->first && !is_title(&x->all[title])) title++;
  add_missed(x, done, office);
  add_missed(x, add_home(x, office, title), m->first);
}

void mend_mentions(struct scene *s, struct ARENA_MENTIONS *mentions) {
  struct document *d = s->document;
  struct mender x = {.document = d, .scene = s, .all = s->tokens, .count = s->count};
  uint32_t done = 0; /* tokens */
  make_whole(&x, mentions);
  first_capital(&x);
  for (size_t i = 0; i < mentions->count && !document_must_stop(d, 0); i++) {
    const struct mention *m = &mentions->items[i];
    add_before(&x, done, m);
    add_trimmed(&x, m, i + 1 < mentions->count ? m + 1 : NULL);
    done = m->first + m->count;
  }
  if (!document_must_stop(d, 0)) add_missed(&x, done, s->count);
  *mentions = x.out;
  if (!document_must_stop(d, 0)) take_again(&x, mentions);
}
