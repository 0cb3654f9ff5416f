/* Extents: see extents.h. */
#include "extents.h"

#include "../lexicon.h"

#include <string.h>

enum {
  TOWN_WORDS = 3,     /* "Salt Lake City" */
  TITLE_WORDS = 8,    /* "New Zealand Deputy Prime Minister" */
  HOME_WORDS = 3,     /* "New South Wales Premier" */
  SENTENCE_MOST = 64, /* tokens that are looked at for its end */
  PARTICLES_MOST = 2  /* between the parts of one name: "van der" */
};

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

/* Whether a word is not in capitals throughout. */
static bool is_calm(const struct token *t) {
  return t->kind == TOKEN_WORD && t->length > 1 && !(t->flags & TOKEN_ALL_CAPS);
}

/* Whether a token is an acronym that is a name wherever it stands: "U.S."; "US" beside words in ordinary letters. */
static bool is_known(const struct mender *x, uint32_t t, enum lexicon_list list) {
  const struct token *token = &x->all[t];
  if (!lexicon_has(token->word, list) || !(token->flags & TOKEN_ALL_CAPS)) return false;
  if (token->kind == TOKEN_ACRONYM) return true;
  return (is_calm(token + 1) || (t > 0 && is_calm(token - 1))) && !is_currency(x, token);
}

/* How many tokens the body that the whole world knows takes at `t`, on its own between words that are no names; 0 if
** there is none: "Facebook", not "Facebook Live". */
static uint32_t body_at(const struct mender *x, uint32_t t) {
  const struct token *token = &x->all[t];
  if (!lexicon_opens(token->word, LEXICON_ORGANIZATION_ALIAS)) return 0;
  uint32_t count = lexicon_match(token, LEXICON_ORGANIZATION_ALIAS, NULL);
  for (uint32_t i = 0; i < count; i++)
    if (!is_capital(&token[i]) && !lexicon_has(token[i].word, LEXICON_NAME_JOINER) && token[i].kind != TOKEN_MARK)
      return 0;
  bool beside = t > 0 && is_capital(token - 1) && !lexicon_has(token[-1].word, LEXICON_SENTENCE_OPENER);
  return beside || is_capital(token + count) ? 0 : count;
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

static uint64_t hash_of(const struct mender *x, uint32_t t) {
  return gazetteer_hash(word_key(x->document->text + x->all[t].start, x->all[t].length, 1));
}

/* Which lists of the gazetteer hold tokens first .. end - 1 as one entry. */
static uint32_t lists_of(const struct mender *x, uint32_t first, uint32_t end) {
  uint64_t hash = 0;
  for (uint32_t i = first; i < end; i++) hash = i > first ? gazetteer_join(hash, hash_of(x, i)) : hash_of(x, i);
  return gazetteer_find(hash);
}

/* Lists of the gazetteer, as bits. */
enum {
  GIVEN = 1 << GAZETTEER_GIVEN_FEMALE | 1 << GAZETTEER_GIVEN_MALE | 1 << GAZETTEER_GIVEN,
  SEXED = 1 << GAZETTEER_GIVEN_FEMALE | 1 << GAZETTEER_GIVEN_MALE,
  SURNAMES = 1 << GAZETTEER_SURNAME,
  RARE_SURNAMES = 1 << GAZETTEER_SURNAME_RARE,
  COUNTRIES = 1 << GAZETTEER_COUNTRY,
  LARGE_PLACES = COUNTRIES | 1 << GAZETTEER_CITY_LARGE | 1 << GAZETTEER_REGION,
  DEMONYMS = 1 << GAZETTEER_DEMONYM,
  GROUPS = 1 << GAZETTEER_ORGANIZATION | 1 << GAZETTEER_ACRONYM | 1 << GAZETTEER_COMPANY | 1 << GAZETTEER_TEAM,
  GROUP_WORDS = 1 << GAZETTEER_ORGANIZATION_WORD,
  PLACE_WORDS = 1 << GAZETTEER_PLACE_WORD,
  TOPICS = 1 << GAZETTEER_NOUN_PERSON | 1 << GAZETTEER_NOUN_GROUP | 1 << GAZETTEER_NOUN_PLACE |
           1 << GAZETTEER_NOUN_OTHER | 1 << GAZETTEER_ADJECTIVE,
  ORDINARY = TOPICS | 1 << GAZETTEER_VERB | 1 << GAZETTEER_VERB_SAID | 1 << GAZETTEER_ADVERB | 1 << GAZETTEER_FUNCTION |
             1 << GAZETTEER_TIME,
  FUNCTION_WORDS = 1 << GAZETTEER_FUNCTION
};

/* Whether a word is a state or country that stands behind a town: "Houston, Texas". */
static bool is_state(const struct mender *x, uint32_t t) {
  const struct mention *town = x->out.count ? &x->out.items[x->out.count - 1] : NULL;
  return town && town->kind == NAME_PLACE && town->first + town->count + 1 == t && is_mark(x, &x->all[t - 1], ',') &&
         lists_of(x, t, t + 1) & (COUNTRIES | 1 << GAZETTEER_REGION);
}

/* Adds what rules find in tokens first .. end - 1, which are in no mention; those before `first` are the mention's
** before, or the text's start. */
static void add_missed(struct mender *x, uint32_t first, uint32_t end) {
  uint32_t least = first;
  for (uint32_t t = first; t < end && !document_must_stop(x->document, x->all[t].length); t++) {
    if (!is_capital(&x->all[t])) continue;
    uint32_t state = state_at(x, t, first > 1 ? first - 1 : 0), body = body_at(x, t);
    if (state && t + state <= end) {
      uint32_t town = t - 1;
      while (town > least && t - 1 - town < TOWN_WORDS && is_capital(&x->all[town - 1])) town--;
      if (town < t - 1) add(x, town, t - 1, NAME_PLACE);
      add(x, t, t + state, NAME_PLACE);
      t += state - 1;
    } else if (is_known(x, t, LEXICON_COUNTRY_ALIAS) || is_state(x, t)) {
      add(x, t, t + 1, NAME_PLACE);
    } else if (is_known(x, t, LEXICON_ORGANIZATION_ALIAS)) {
      add(x, t, t + 1, NAME_ORGANIZATION);
    } else if (body && t + body <= end) {
      add(x, t, t + body, NAME_ORGANIZATION);
      t += body - 1;
    } else {
      continue;
    }
    least = t + 1;
  }
}

static bool is_title(const struct token *t) { return lexicon_has(t->word, LEXICON_PERSON_TITLE); }

/* Whether "the" stands before a name, and what ships do behind it: "The Lusitania sank". */
static bool is_ship(const struct mender *x, uint32_t first, uint32_t end) {
  return first && lexicon_has(x->all[first - 1].word, LEXICON_ARTICLE) &&
         lexicon_match(&x->all[end], LEXICON_SHIP_VERB, NULL) > 0;
}

/* Whether the two words at `t` are a person's name by all that is known of them: "Kent Smith". */
static bool is_full_name(const struct mender *x, uint32_t t) {
  uint32_t last = lists_of(x, t + 1, t + 2);
  if (!is_calm(&x->all[t]) || !is_calm(&x->all[t + 1]) || !(lists_of(x, t, t + 1) & SEXED)) return false;
  if (last & GROUP_WORDS || (last & PLACE_WORDS && lists_of(x, t, t + 1) & LARGE_PLACES)) return false;
  return last & SURNAMES || (last & (RARE_SURNAMES | LARGE_PLACES) && !(last & ORDINARY));
}

/* The kind of a name of the tagger's, where the words leave no doubt: a country, a people, a place by the word behind
** it ("Herat province"). */
static enum name_kind kind_of(const struct mender *x, uint32_t first, uint32_t end, enum name_kind kind) {
  const struct token *last = &x->all[end - 1];
  if (state_at(x, first, 0) == end - first) return NAME_PLACE;
  bool country = lexicon_match(&x->all[first], LEXICON_COUNTRY_ALIAS, NULL) == end - first;
  if (lexicon_match(&x->all[first], LEXICON_ORGANIZATION_ALIAS, NULL) == end - first) return NAME_ORGANIZATION;
  if (is_ship(x, first, end)) return NAME_OTHER;
  if (kind == NAME_PLACE) return kind;
  if (kind != NAME_PERSON) {
    uint32_t whole = lists_of(x, first, end);
    if (end == first + 2 && !whole && is_full_name(x, first)) return NAME_PERSON;
    uint32_t places = kind == NAME_OTHER ? LARGE_PLACES : COUNTRIES;
    country &= kind == NAME_OTHER || last->flags & TOKEN_ALL_CAPS;
    return country || (whole & places && !(whole & DEMONYMS) && last->length > 2) ? NAME_PLACE : kind;
  }
  uint32_t lists = lists_of(x, end - 1, end);
  if (is_lower(last + 1) && lexicon_has(last[1].word, LEXICON_PLACE_END)) return NAME_PLACE;
  if (lists & (GIVEN | SURNAMES)) return kind;
  if (country || (end - first == 1 && lists & COUNTRIES)) return NAME_PLACE;
  bool plural = x->document->text[last->start + last->length - 1] == 's';
  return plural && lists & DEMONYMS ? NAME_OTHER : kind;
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

/* Where a person's name begins in a mention: behind its titles. */
static uint32_t behind_titles(const struct mender *x, uint32_t first, uint32_t end) {
  while (first + 1 < end && is_title(&x->all[first])) {
    uint32_t next = first + 1 + is_mark(x, &x->all[first + 1], '.');
    if (next >= end || !is_capital(&x->all[next]) || x->all[next].length == 1) break;
    first = next;
  }
  return first;
}

/* Of "Apple CEO Tim Cook", taken for one name, which token is the title; `end` if there is none. */
static uint32_t inner_title(const struct mender *x, uint32_t first, uint32_t end) {
  uint32_t lists = lists_of(x, first, first + 1);
  if (lists & GIVEN && !(lists & LARGE_PLACES)) return end;
  for (uint32_t i = first + 1; i + 2 < end; i++)
    if (is_title(&x->all[i]) && is_capital(&x->all[i]) && lists_of(x, i + 1, i + 2) & GIVEN) return i;
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
  bool party = m->count > 2 && t->length == 1 && is_mark(x, t + 1, '-') && m->first &&
               (is_mark(x, t - 1, '(') || is_mark(x, t - 1, ','));
  return party ? 2 : is_mark(x, t, '-') || is_mark(x, t, '.');
}

/* Whether a mention that begins with titles is a person's: "Mayor Bill Smith", and no "Prince William County". */
static bool is_person(const struct mender *x, uint32_t name, uint32_t end) {
  return lists_of(x, name, name + 1) & GIVEN && !(lists_of(x, end - 1, end) & (GROUP_WORDS | PLACE_WORDS));
}

/* Adds a mention of the tagger's, unless it is money, without what is no part of the name: titles ("Gov. Jones"), a
** day behind a person or place; of "Houston, Texas" it makes two.  `next` is the mention behind it, or NULL. */
static void add_trimmed(struct mender *x, const struct mention *m, const struct mention *next) {
  uint32_t first = m->first + extra_head(x, m), end = m->first + m->count;
  enum name_kind kind = first > m->first + 1 ? NAME_PLACE /* behind a party */ : (enum name_kind)m->kind;
  if (first == end || (m->count == 1 && is_currency(x, &x->all[first]))) return;
  if (is_titled(x, end, next)) {
    add_split_home(x, first, end - 1);
    return;
  }
  uint32_t title = inner_title(x, first, end);
  if (title < end) {
    add_split_home(x, first, title);
    add(x, title + 1, end, NAME_PERSON);
    return;
  }
  uint32_t name = behind_titles(x, first, end);
  if (name > first && is_person(x, name, end)) kind = NAME_PERSON;
  if (kind == NAME_PERSON) first = name;
  bool day = end - first > 1 && is_capital(&x->all[end - 1]) && lexicon_has(x->all[end - 1].word, LEXICON_WEEKDAY);
  if (day && lists_of(x, first, first + 1) & (GIVEN | LARGE_PLACES)) end--;
  for (uint32_t i = first + 1; i + 1 < end && kind == NAME_PLACE; i++) {
    const struct token *t = &x->all[i];
    if (!is_mark(x, t, ',') || !is_capital(t + 1) || lexicon_has(t[1].word, LEXICON_NAME_SUFFIX)) continue;
    add(x, first, i, NAME_PLACE);
    first = i + 1;
  }
  add(x, first, end, kind_of(x, first, end, kind));
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

/* Whether two mentions are one person's: "Cristina Fernández" and "de Kirchner", "Mohammed" and, behind "bin",
** "Rashid Al Maktoum". */
static bool are_one(const struct mender *x, const struct mention *a, const struct mention *b) {
  uint32_t end = a->first + a->count;
  if (a->kind != NAME_PERSON || b->kind != NAME_PERSON || b->first - end > PARTICLES_MOST) return false;
  for (uint32_t t = end; t < b->first; t++)
    if (!is_lower(&x->all[t]) || !lexicon_has(x->all[t].word, LEXICON_NAME_PARTICLE)) return false;
  for (uint32_t t = end; t <= b->first; t++)
    if ((x->all[t].flags & (TOKEN_AFTER_SPACE | TOKEN_AFTER_LINE)) != TOKEN_AFTER_SPACE) return false;
  return true;
}

/* The token behind the place with an abbreviated head at `t`: "Ft. Worth", "N. Korea"; 0 if there is none. */
static uint32_t abbreviated_place(const struct mender *x, uint32_t t, uint32_t count) {
  const char *head = lexicon_value(x->all[t].word, LEXICON_PLACE_ABBREVIATION);
  uint32_t first = t + 1, end = 0;
  if (!head || !is_capital(&x->all[t])) return 0;
  if (x->all[t].kind != TOKEN_ACRONYM && !is_mark(x, &x->all[first++], '.')) return 0;
  size_t length = strcspn(head, " ");
  uint64_t hash = gazetteer_hash(word_key(head, length, 0));
  for (uint32_t k = first; k < count && k - first < TOWN_WORDS && is_capital(&x->all[k]); k++) {
    if (x->all[k].flags & TOKEN_AFTER_LINE) break;
    hash = gazetteer_join(hash, hash_of(x, k));
    bool any = !head[length] && k == first;
    if (any || gazetteer_find(hash) & (LARGE_PLACES | 1 << GAZETTEER_CITY)) end = k + 1;
  }
  return end;
}

/* Makes those places mentions in place of what the tagger has there. */
static void take_abbreviated_places(struct mender *x, struct ARENA_MENTIONS *mentions, uint32_t count) {
  size_t i = 0;
  for (uint32_t t = 0; t < count && !document_must_stop(x->document, 0); t++) {
    if (!lexicon_has(x->all[t].word, LEXICON_PLACE_ABBREVIATION)) continue;
    uint32_t end = abbreviated_place(x, t, count);
    if (!end) continue;
    for (; i < mentions->count && mentions->items[i].first < t; i++) {
      struct mention *m = ARENA_ADD(&x->document->arena, &x->out);
      if (!m) return;
      *m = mentions->items[i];
      if (m->first + m->count > t)
        m->count = t - m->first, m->span.length = x->all[t - 1].start + x->all[t - 1].length - m->span.start;
    }
    while (i < mentions->count && mentions->items[i].first < end) i++;
    add(x, t, end, NAME_PLACE);
    t = end - 1;
  }
  if (!x->out.count) return;
  for (; i < mentions->count; i++) {
    struct mention *m = ARENA_ADD(&x->document->arena, &x->out);
    if (!m) return;
    *m = mentions->items[i];
  }
  *mentions = x->out;
  memset(&x->out, 0, sizeof x->out);
}

/* Whether a mention is of a body whose country stands before it: "U.S." "Department of Energy". */
static bool is_nations(const struct mender *x, const struct mention *m) {
  const struct token *t = &x->all[m->first];
  return m->kind == NAME_ORGANIZATION && m->first && is_known(x, m->first - 1, LEXICON_COUNTRY_ALIAS) &&
         !(t->flags & TOKEN_AFTER_LINE) && lists_of(x, m->first, m->first + 1) & GROUP_WORDS;
}

/* Whether a sentence that opens with token `t` asks. */
static bool asks(const struct mender *x, uint32_t t, uint32_t count) {
  for (uint32_t end = t; end < count && end - t < SENTENCE_MOST; end++)
    if (x->all[end].length == 1 && strchr("?!.", x->document->text[x->all[end].start]))
      return is_mark(x, &x->all[end], '?');
  return false;
}

/* Whether the word before the surname at `t`, which was left out, is its given name: "Will Smith won". */
static bool has_given_before(const struct mender *x, uint32_t t, uint32_t count) {
  return is_capital(&x->all[t - 1]) && is_full_name(x, t - 1) &&
         (x->all[t].flags & (TOKEN_AFTER_SPACE | TOKEN_AFTER_LINE)) == TOKEN_AFTER_SPACE && !asks(x, t, count);
}

/* Whether a person's name begins with what is a verb there: "Will Smith resign?" */
static bool begins_with_verb(const struct mender *x, const struct mention *m, uint32_t count) {
  return m->kind == NAME_PERSON && m->count > 1 && lexicon_has(x->all[m->first].word, LEXICON_ASKING_VERB) &&
         is_lower(&x->all[m->first + m->count]) && asks(x, m->first, count);
}

/* Where a mention is parted that is two: persons with "and" between them, a body and another known one; else its end. */
static uint32_t parted_at(const struct mender *x, const struct mention *m) {
  enum { BODIES = 1 << GAZETTEER_ACRONYM | 1 << GAZETTEER_COMPANY | 1 << GAZETTEER_ORGANIZATION };
  uint32_t end = m->first + m->count;
  for (uint32_t t = m->first + 1; t + 1 < end; t++) {
    if (!lexicon_has(x->all[t].word, LEXICON_ADDS) || is_capital(&x->all[t])) continue;
    uint32_t lists = lists_of(x, t + 1, end);
    if (m->kind == NAME_PERSON || (m->kind == NAME_ORGANIZATION && lists & BODIES && !(lists & TOPICS))) return t;
  }
  return end;
}

/* Whether the given name at `t` has a surname behind it that was left out: "John" "Doe". */
static bool has_surname_behind(const struct mender *x, uint32_t t) {
  const struct token *next = &x->all[t + 1];
  return is_capital(next) && (next->flags & (TOKEN_AFTER_SPACE | TOKEN_AFTER_LINE)) == TOKEN_AFTER_SPACE &&
         is_full_name(x, t) && !is_capital(next + 1);
}

/* Whether a word may be what a body is for: "Infectious Diseases". */
static bool is_topic(const struct mender *x, uint32_t t) {
  uint32_t lists = is_capital(&x->all[t]) ? lists_of(x, t, t + 1) : 0;
  return (lists & TOPICS || (is_capital(&x->all[t]) && !lists)) &&
         !(lists & (GIVEN | COUNTRIES | DEMONYMS | 1 << GAZETTEER_ACRONYM | 1 << GAZETTEER_COMPANY));
}

/* Where the topic that begins at `t` ends; `t` if it is none, or another body: "State Department". */
static uint32_t topic_end(const struct mender *x, uint32_t t) {
  uint32_t end = t;
  while (is_topic(x, end) && (end == t || x->all[end].flags & TOKEN_AFTER_SPACE)) end++;
  return end > t && (is_capital(&x->all[end]) || lexicon_has(x->all[end - 1].word, LEXICON_ORGANIZATION_END)) ? t : end;
}

static bool is_and(const struct mender *x, uint32_t t) {
  return lexicon_has(x->all[t].word, LEXICON_ADDS) || is_mark(x, &x->all[t], '&');
}

/* Where a body's name ends that is for several things: "Department of Health" goes on "and Human Services", "Bureau of
** Alcohol" ", Tobacco, Firearms and Explosives"; "Economic Co" "-operation", "Pang Wai" "-cheong". */
static uint32_t body_end(const struct mender *x, const struct mention *m, uint32_t count) {
  uint32_t end = m->first + m->count, of = m->first + 1;
  if (end + 1 < count && is_mark(x, &x->all[end], '-') && is_lower(&x->all[end + 1]) &&
      !((x->all[end].flags | x->all[end + 1].flags) & TOKEN_AFTER_SPACE)) {
    bool given = m->kind == NAME_PERSON && m->count > 1 && !(lists_of(x, end + 1, end + 2) & ORDINARY);
    if (given || lexicon_has(x->all[end - 1].word, LEXICON_LEGAL_FORM)) end += 2;
  }
  if (m->kind != NAME_ORGANIZATION) return end;
  while (of < end && !lexicon_has(x->all[of].word, LEXICON_TOPIC_PREPOSITION)) of++;
  if (of == end || !(lists_of(x, of - 1, of) & GROUP_WORDS)) return end;
  for (uint32_t t = end; t + 1 < count;) {
    bool last = is_and(x, t) || (is_mark(x, &x->all[t], ',') && is_and(x, t + 1));
    uint32_t topic = t + 1 + (last && !is_and(x, t));
    if (!last && !is_mark(x, &x->all[t], ',')) break;
    uint32_t behind = topic_end(x, topic);
    if (behind == topic) break;
    if (last) return behind;
    t = behind;
  }
  return end;
}

void mend_mentions(struct document *d, struct ARENA_MENTIONS *mentions) {
  const struct tokens *tokens = document_tokens(d);
  struct mender x = {.document = d, .all = tokens->items};
  uint32_t done = 0; /* tokens */
  take_abbreviated_places(&x, mentions, tokens->count);
  for (size_t i = 0; i < mentions->count && !document_must_stop(d, 0); i++) {
    const struct mention *next = &mentions->items[i + 1], *end = mentions->items + mentions->count;
    struct mention m = mentions->items[i];
    for (; next < end && are_one(&x, &m, next); next++, i++) m.count = next->first + next->count - m.first;
    if (m.count == 1 && next < end && next->first == m.first + 1 && is_nations(&x, next)) continue;
    if (m.first > done && is_nations(&x, &m)) m.first--, m.count++;
    if (m.first > done && m.count == 1 && m.kind == NAME_PERSON && has_given_before(&x, m.first, tokens->count))
      m.first--, m.count++;
    if (m.count == 1 && m.kind == NAME_PERSON && (next == end || next->first > m.first + 1) &&
        has_surname_behind(&x, m.first))
      m.count++;
    uint32_t behind = body_end(&x, &m, tokens->count);
    for (; next < end && next->first < behind; next++, i++) {
      if (next->first + next->count > behind) behind = next->first + next->count;
    }
    m.count = behind - m.first;
    if (begins_with_verb(&x, &m, tokens->count)) m.first++, m.count--;
    add_before(&x, done, &m);
    uint32_t part = parted_at(&x, &m);
    done = m.first + m.count;
    if (part < done) {
      struct mention first = m;
      first.count = part - m.first;
      add_trimmed(&x, &first, NULL);
      m.first = part + 1, m.count = done - m.first;
    }
    add_trimmed(&x, &m, next < end ? next : NULL);
  }
  if (!document_must_stop(d, 0)) add_missed(&x, done, tokens->count);
  *mentions = x.out;
}
