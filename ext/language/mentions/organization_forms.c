/*
** What organisations and places are called beside their names:
**
**     "United States Department of Homeland Security"
**      + Department of Homeland Security, Homeland Security Department, Homeland Security, U.S. Department of ...
**     "United States Senate Committee on the Budget"    + Senate Budget Committee
**     "Supreme Court of the United States"              + Supreme Court
**     "Samsung Electronics"                             + Samsung, a known company
**     "Burlington Industries", "Heathrow Airport", "Purolator Courier"
**      + Burlington, Heathrow, Purolator, where the full name is in the text too
**     "Miami Heat", "Boston Globe"                      + Heat, Globe, likewise
**     "World Meteorological Organization"               + WMO
**
** Only what a company does, what a place is and the town of a team or a paper may go; nothing
** else is cut: the White House is no House, Kabul University no Kabul.  What is an ordinary word
** too counts only with a capital inside a sentence.
*/
#include "name_parts.h"

#include <string.h>

enum { SHORT_LETTERS = 3 };

static bool is_the(const struct name *name, unsigned i) {
  return name_is(name, i, LEXICON_ARTICLE) && !name_is(name, i, LEXICON_INDEFINITE_ARTICLE);
}

/* How many words the country takes that stands at `i`; 0 if none does. */
static unsigned country_at(const struct name *name, unsigned i) {
  if (name_is(name, i, LEXICON_UNITED) && name_is(name, i + 1, LEXICON_UNITED_COUNTRY)) return 2;
  if (i < name->n && name->words[i].flags & WORD_DOTTED && lexicon_has(name->lexicon[i], LEXICON_COUNTRY_ALIAS))
    return 1;
  return 0;
}

/* Whether words [from, to) say enough without the country before or behind them. */
static bool stands_alone(const struct name *name, unsigned from, unsigned to) {
  if (to - from >= 2) return true;
  return to > from && lexicon_has(name->lexicon[from], LEXICON_NATIONAL_BODY);
}

/* "Department of X", "X Department". */
static void add_turned(struct maker *m, const struct name *name, unsigned from, enum basis basis) {
  unsigned n = name->n;
  bool of = n > from + 2 && lexicon_has(name->lexicon[from], LEXICON_TURNED_HEAD) &&
            name_is(name, from + 1, LEXICON_TOPIC_PREPOSITION);
  unsigned body = from + 2 + (of && is_the(name, from + 2));
  m->text.count = 0;
  if (of && body < n) {
    for (unsigned i = body; i < n; i++) maker_word(m, name, i);
    maker_word(m, name, from);
  } else if (n > from + 1 && lexicon_has(name->lexicon[n - 1], LEXICON_TURNED_HEAD)) {
    maker_word(m, name, n - 1);
    buffer_add_text(&m->text, " of");
    for (unsigned i = from; i + 1 < n; i++) maker_word(m, name, i);
  }
  if (m->text.count) maker_end(m, basis, FORM_CAPITAL, 0, NULL);
  if (!of || !stands_alone(name, body, n)) return;
  if (n - body == 1 || name_known(name, body, n) & KNOWN_GROUP) /* Treasury, Homeland Security */
    maker_part(m, name, body, n, basis, FORM_CAPITAL | FORM_INSIDE, 0);
}

/* "Senate Committee on the Budget": "Senate Budget Committee". */
static void add_committee(struct maker *m, const struct name *name, unsigned from, enum basis basis) {
  unsigned head = from, body;
  while (head < name->n &&
         !(lexicon_has(name->lexicon[head], LEXICON_TURNED_HEAD) && name_is(name, head + 1, LEXICON_TOPIC_PREPOSITION)))
    head++;
  body = head + 2 + is_the(name, head + 2);
  if (body >= name->n) return;
  m->text.count = 0;
  for (unsigned i = from; i < head; i++) maker_word(m, name, i);
  for (unsigned i = body; i < name->n; i++) maker_word(m, name, i);
  maker_word(m, name, head);
  maker_end(m, basis, FORM_CAPITAL, 0, NULL);
}

static void add_without_country(struct maker *m, const struct name *name, enum basis basis) {
  unsigned country = country_at(name, 0), n = name->n;
  if (country && country < n && lexicon_has(name->lexicon[country], LEXICON_NAME_FUNCTION_WORD)) return;
  if (country && country < n) {
    if (stands_alone(name, country, n)) maker_part(m, name, country, n, basis, FORM_CAPITAL, 0);
    if (country == 2) {
      m->text.count = 0;
      buffer_add_text(&m->text, lexicon_value(name->lexicon[1], LEXICON_UNITED_COUNTRY));
      for (unsigned i = country; i < n; i++) maker_word(m, name, i);
      maker_end(m, basis, FORM_CAPITAL, 0, NULL);
    }
    add_turned(m, name, country, basis);
    add_committee(m, name, country, basis);
    struct name rest = *name;
    name_cut(&rest, country, n);
    add_acronym(m, &rest, 3); /* United States Environmental Protection Agency: EPA */
    return;
  }
  for (unsigned i = 1; i + 2 < n; i++) { /* Supreme Court of the United States */
    unsigned the = is_the(name, i + 1);
    if (!name_is(name, i, LEXICON_TOPIC_PREPOSITION) || country_at(name, i + 1 + the) != n - i - 1 - the) continue;
    if (stands_alone(name, 0, i)) maker_part(m, name, 0, i, basis, FORM_CAPITAL, 0);
    return;
  }
  add_turned(m, name, 0, basis);
}

/* Whether the last word of a name that begins with a town's is what a team or a newspaper is called for short. */
static bool is_team_or_paper(const struct name *name, unsigned i) {
  return name->known[i] & 1u << GAZETTEER_TEAM ||
         lexicon_number(name->lexicon[i], LEXICON_NAMED_AFTER) == NAMED_AFTER_PAPER;
}

/* "Dominion Textile": "Dominion Textiles", and the other way round. */
static void add_plural(struct maker *m, const struct name *name, enum basis basis) {
  const struct word *last = &name->words[name->n - 1];
  bool plural = last->folded[last->count - 1] == 's';
  if (!lexicon_has(name->lexicon[name->n - 1], LEXICON_TRADE)) return;
  m->text.count = 0;
  buffer_add(&m->text, name->text + name->words[0].start, last->end - name->words[0].start - plural);
  if (!plural) buffer_add_byte(&m->text, 's');
  maker_end(m, basis == BASIS_NAME ? BASIS_SPELLING : basis, FORM_CAPITAL, 0, NULL);
}

/* A known company without what it does: "Samsung Electronics", "Goldman Sachs Group". */
static unsigned known_company(const struct name *name) {
  for (unsigned to = name->n - 1; to; to--) {
    unsigned trade = to;
    while (trade < name->n &&
           (lexicon_has(name->lexicon[trade], LEXICON_TRADE) || lexicon_has(name->lexicon[trade], LEXICON_LEGAL_FORM)))
      trade++;
    if (trade < name->n) return 0;
    uint32_t known = name_known(name, 0, to);
    if (known & 1u << GAZETTEER_COMPANY &&
        !(to == 1 && known & (KNOWN_ORDINARY | KNOWN_PLACE | 1u << GAZETTEER_SURNAME)))
      return to;
  }
  return 0;
}

/* Whether a word says what stands in a place and is called by it: Station, University. */
static bool is_of_a_place(const struct name *name, unsigned i) {
  return name->known[i] & 1u << GAZETTEER_PLACE_WORD || lexicon_has(name->lexicon[i], LEXICON_ORGANIZATION_END) ||
         lexicon_has(name->lexicon[i], LEXICON_PLACE_END) || lexicon_has(name->lexicon[i], LEXICON_NAMED_AFTER);
}

/* The first word of a company's name, if nothing else is called so: "Purolator Courier". */
static void add_head(struct maker *m, const struct name *name) {
  const struct word *head = &name->words[0];
  uint32_t other = ~(1u << GAZETTEER_BEGINS | 1u << GAZETTEER_COMPANY | 1u << GAZETTEER_SURNAME_RARE);
  if (name->known[0] & other || name->lexicon[0] || head->letters < 5 || head->flags & (WORD_UPPER | WORD_DIGIT))
    return;
  if (name->gaps[0] != GAP_SPACE) return;
  for (unsigned i = 1; i < name->n; i++)
    if (!(name->known[i] & KNOWN_ORDINARY) || !(name->words[i].flags & WORD_CAPITAL) || is_of_a_place(name, i)) return;
  m->text.count = 0;
  maker_word(m, name, 0);
  maker_end(m, BASIS_SPELLING, FORM_DEPENDS | FORM_PERSON | FORM_CAPITAL, 0, NULL);
}

/* The words before the trade, or before what a place is, where the full name is in the text. */
static void add_short(struct maker *m, const struct name *name) {
  unsigned n = name->n, trade = n;
  bool place = false;
  for (unsigned i = 1; i < n && trade == n; i++) {
    const char *of = lexicon_value(name->lexicon[i], LEXICON_TRADE);
    if (of) trade = i, place = *of;
  }
  bool of_town = (name_known(name, 0, n - 1) | name->known[0]) & KNOWN_TOWN;
  if (trade == n && of_town && is_team_or_paper(name, n - 1)) { /* Miami Heat: Heat */
    m->text.count = 0;
    maker_word(m, name, n - 1);
    maker_end(m, BASIS_SPELLING, FORM_DEPENDS | FORM_PERSON | FORM_CAPITAL | FORM_INSIDE, 0, NULL);
  }
  if (trade == n || trade > 3) return;
  uint32_t known = name_known(name, 0, trade) | (trade > 1 ? 0u : name->known[0]);
  if (name->words[0].letters < SHORT_LETTERS || !(name->words[0].flags & WORD_CAPITAL)) return;
  bool ordinary = trade == 1 && known & KNOWN_ORDINARY && !(known & (KNOWN_SURNAME | 1u << GAZETTEER_COMPANY));
  if (ordinary && place) return;
  if (known & (place ? KNOWN_TOWN : KNOWN_PLACE) || known & 1u << GAZETTEER_DEMONYM) return;
  for (unsigned i = 0; i < trade; i++)
    if (lexicon_has(name->lexicon[i], LEXICON_NOT_A_GIVEN_NAME) ||
        lexicon_has(name->lexicon[i], LEXICON_NAME_FUNCTION_WORD))
      return;
  m->text.count = 0;
  for (unsigned i = 0; i < trade; i++) maker_word(m, name, i);
  maker_end(m, BASIS_SPELLING, FORM_DEPENDS | FORM_PERSON | FORM_CAPITAL | (ordinary ? FORM_INSIDE : 0u), 0, NULL);
}

/* ---- Initials ---- */

void add_acronym(struct maker *m, const struct name *name, unsigned least) {
  char letters[16 + 8] = {0};
  unsigned n = 0, legal = 0, tied = 0;
  for (unsigned i = 0; i < name->n; i++) {
    const struct word *w = &name->words[i];
    if (w->flags & (WORD_DIGIT | WORD_DOTTED) || name->gaps[i] == GAP_COMMA) return;
    if (w->flags & WORD_ALONE || name_is(name, i, LEXICON_NAME_FUNCTION_WORD)) continue;
    if (!(w->flags & WORD_CAPITAL) || (unsigned char)w->folded[0] >= 0x80 || n == 7) return;
    if (i + 1 < name->n && name->gaps[i] == GAP_HYPHEN && name->n == 2) return;
    tied += name->gaps[i] == GAP_HYPHEN;
    legal += name_is(name, i, LEXICON_LEGAL_FORM);
    letters[n++] = (char)(w->folded[0] - 32);
  }
  uint32_t word = lexicon_find(word_key(letters, n, 1));
  if (n - legal < least || lexicon_has(word, LEXICON_COUNTRY_ALIAS) || lexicon_has(word, LEXICON_ORGANIZATION_ALIAS))
    return; /* "GC" for "Gap Corp", "US" */
  /* Two letters are too many people's and bodies'; those who are known by theirs have them in the lexicon. */
  unsigned flags = FORM_UPPER | (n == 2 ? FORM_TWO_INITIALS : 0u);
  if (n <= 2 + tied) flags |= FORM_DEPENDS | FORM_INTRODUCED; /* hyphens: "Anna-Maria Berg" is two names */
  m->text.count = 0;
  buffer_add(&m->text, letters, n);
  maker_end(m, BASIS_ACRONYM, flags, 0, NULL);
}

/* ---- All ---- */

void add_organization(struct maker *m, const struct name *name, enum basis basis) {
  if (name->n < 2 || !(name->words[0].flags & WORD_CAPITAL)) return;
  add_without_country(m, name, basis);
  add_short(m, name);
  add_head(m, name);
  add_plural(m, name, basis);
  if (name->n > 2 && name_is(name, name->n - 1, LEXICON_INDEX_WORD)) /* FTSE 100 Index */
    maker_part(m, name, 0, name->n - 1, BASIS_SPELLING, FORM_CAPITAL, 0);
  maker_part(m, name, 0, known_company(name), BASIS_SPELLING, FORM_CAPITAL, AUTOMATON_JOIN);
}
