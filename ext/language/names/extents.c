/* Extents: see extents.h. */
#include "extents.h"

#include "missed.h"

enum {
  TITLE_WORDS = 8, /* "New Zealand Deputy Prime Minister" */
  HOME_WORDS = 3,  /* "New South Wales Premier" */
  TICKER_LETTERS = 5
};

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

/* Whether a word is [topic_preposition], and small. */
static bool is_of(const struct mender *x, uint32_t t) {
  return is_lower(&x->all[t]) && lexicon_has(x->all[t].word, LEXICON_TOPIC_PREPOSITION);
}

/* Whether an office and its "of" or "of the" stand right before the capitals that end at token `t`, and where they begin
** then: "Mayor of | New York Andrew Cuomo".  `*titled`: it is a title, and no other word for somebody ("founder"). */
static bool find_realm(const struct mender *x, uint32_t least, uint32_t t, uint32_t *realm, bool *titled) {
  uint32_t first = t;
  while (first > least && t - first < HOME_WORDS && is_capital(&x->all[first - 1])) first--;
  *realm = first + (first < t && lexicon_has(x->all[first].word, LEXICON_ARTICLE)); /* of The */
  if (first > least && lexicon_has(x->all[first - 1].word, LEXICON_ARTICLE)) first--;
  if (first < least + 2 || !is_lower(&x->all[first - 1]) || !lexicon_has(x->all[first - 1].word, LEXICON_OFFICE_OF))
    return false;
  const char *title = lexicon_value(x->all[first - 2].word, LEXICON_PERSON_TITLE);
  *titled = title && !strstr(title, "kin"); /* a son of | Charlotte Lee */
  return *titled || lists_of(x, first - 2, first - 1) >> GAZETTEER_NOUN_PERSON & 1;
}

/* How many tokens from `realm` on an office is of, and what kind of name that is: what is known as a place or a body, else
** a word that nobody knows.  0 if there is neither. */
static uint32_t realm_words(const struct mender *x, uint32_t realm, uint32_t most, enum name_kind *kind) {
  for (uint32_t k = most > HOME_WORDS ? HOME_WORDS : most; k > 0 && is_capital(&x->all[realm]); k--) {
    uint32_t lists = lists_of(x, realm, realm + k);
    bool calm = is_calm(&x->all[realm]) || lexicon_has(x->all[realm].word, LEXICON_COUNTRY_ALIAS);
    bool place = lists & LARGE_PLACES || (lists >> GAZETTEER_CITY & 1 && !(lists & ORDINARY));
    *kind = place && calm ? NAME_PLACE : NAME_ORGANIZATION; /* CAM is no town */
    if (lists & GROUPS || place) return k;
  }
  *kind = NAME_PLACE;
  return most > 0 && is_calm(&x->all[realm]) && is_capital(&x->all[realm]) && !is_title(&x->all[realm]) &&
         !lexicon_has(x->all[realm - 1].word, LEXICON_ARTICLE) && /* Chancellor of the Exchequer */
         !(lists_of(x, realm, realm + 1) & (ORDINARY | NAMES_OF_PEOPLE | GROUP_WORDS | PLACE_WORDS));
}

/* Adds what an office is of where the tagger has it in its holder's name, and moves `*first` behind it: "Prime Minister of
** | India | Narendra Modi".  `*first` may lie within the place ("New | York Andrew Cuomo"). */
static bool part_realm(struct mender *x, uint32_t *first, uint32_t end, enum name_kind tagged) {
  const struct mention *last = x->out.count ? &x->out.items[x->out.count - 1] : NULL;
  const uint32_t least = last ? last->first + last->count : 0;
  uint32_t realm;
  bool titled;
  enum name_kind kind;
  if (!find_realm(x, least, *first, &realm, &titled) || end < realm + 2 ||
      lists_of(x, realm, end) & (GROUPS | LARGE_PLACES))
    return false;
  uint32_t words = realm_words(x, realm, end - realm - 1, &kind), name = realm + words;
  if (!words || name < *first || !is_calm(&x->all[name]) || !is_capital(&x->all[name])) return false;
  const bool known = words > 1 || lists_of(x, realm, name) & (LARGE_PLACES | GROUPS | 1 << GAZETTEER_CITY);
  const bool given = lists_of(x, name, name + 1) & GIVEN, alone = end == name + 1;
  const bool body = lists_of(x, end - 1, end) & (GROUP_WORDS | PLACE_WORDS);
  const bool sure = titled && tagged == NAME_PERSON; /* else "Fort Lee New Jersey", "District of Oklahoma" */
  if (body || !(alone ? known && given && titled : given ? known || titled : known && sure)) return false;
  add(x, realm, name, kind);
  *first = name;
  return true;
}

/* Where a person's name begins in a mention: behind its titles, and what somebody is ("Goalkeeper John Smith", "Friends
** of John Smith"). */
static uint32_t behind_titles(const struct mender *x, uint32_t first, uint32_t end) {
  while (first + 2 < end) {
    uint32_t lists = lists_of(x, first, first + 1), next = lists_of(x, first + 1, first + 2);
    bool of = is_of(x, first + 1) && !is_title(&x->all[first]);
    if (!of && !(next & GIVEN) && (next & ORDINARY || !is_capital(&x->all[first + 1]))) break;
    if (!(lists >> GAZETTEER_NOUN_PERSON & 1) || lists & NAMES_OF_PEOPLE || !is_calm(&x->all[first])) break;
    first += 1 + of;
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

/* Whether a word ends an office: a title, or what begins one's name behind a place, "U.S. Attorney". */
static bool ends_office(const struct mender *x, uint32_t first, uint32_t t) {
  enum name_kind kind;
  return is_capital(&x->all[t]) && (is_title(&x->all[t]) || (lexicon_has(x->all[t].word, LEXICON_OFFICE_HEAD) &&
                                                             home_at(x, first, t - first, &kind) == t - first));
}

/* Of "Apple CEO Tim Cook", taken for one name, which token is the title; `end` if there is none. */
static uint32_t inner_title(const struct mender *x, uint32_t first, uint32_t end) {
  uint32_t lists = lists_of(x, first, first + 1);
  if (lists & GIVEN && !(lists & LARGE_PLACES)) return end;
  for (uint32_t i = first + 1; i + 2 < end; i++)
    if (ends_office(x, first, i) && lists_of(x, i + 1, i + 2) & NAMES_OF_PEOPLE &&
        !(lists_of(x, end - 1, end) & (GROUP_WORDS | PLACE_WORDS)))
      return i;
  return end;
}

/* Whether a person's name, at mention `next`, stands right behind the title that ends before token `end`. */
static bool is_titled(const struct mender *x, uint32_t end, const struct mention *next) {
  return next && next->kind == NAME_PERSON && is_title(&x->all[end - 1]) &&
         next->first == end + is_mark(x, &x->all[end], '.');
}

/* Whether a body's name that begins with an article has its sort before what it is of: "The High Court of Kenya". */
static bool is_the_body_of(const struct mender *x, const struct mention *m) {
  for (uint32_t t = m->first + 1; t + 1 < m->first + m->count; t++)
    if (lists_of(x, t, t + 1) & GROUP_WORDS && is_of(x, t + 1)) return true;
  return false;
}

/* Whether something begins with token `t`: the text, a sentence, what is quoted, what stands behind another mark. */
static bool opens(const struct mender *x, uint32_t t) {
  return !t || x->all[t].flags & TOKEN_AFTER_PARAGRAPH || x->all[t - 1].kind == TOKEN_MARK;
}

/* Whether a mention begins with a word that calls to whom it names: "Oh Hillary, …", and no "Oh Seung-hwan". */
static bool begins_with_call(const struct mender *x, const struct mention *m) {
  const struct token *t = &x->all[m->first];
  return m->count > 1 && lexicon_has(t->word, LEXICON_CALL) && opens(x, m->first) &&
         lists_of(x, m->first + 1, m->first + 2) & NAMES_OF_PEOPLE && !is_mark(x, t + 2, '-');
}

/* How many tokens a mention begins with that are no part of it: a call ("Oh Ann Lee"), an article before an acronym ("The
** U.S. Senate"), a party before a state ("(R-Texas)"), a mark. */
static uint32_t extra_head(const struct mender *x, const struct mention *m) {
  const struct token *t = x->all + m->first;
  if (m->count > 1 && lexicon_has(t->word, LEXICON_ARTICLE) && t[1].flags & TOKEN_ALL_CAPS)
    return lexicon_has(t[1].word, LEXICON_COUNTRY_ALIAS) || lexicon_has(t[1].word, LEXICON_ORGANIZATION_ALIAS);
  if (m->kind == NAME_ORGANIZATION && m->count > 2 && lexicon_has(t->word, LEXICON_ARTICLE) &&
      (lists_of(x, m->first + m->count - 1, m->first + m->count) & GROUP_WORDS || is_the_body_of(x, m)))
    return !(lists_of(x, m->first, m->first + m->count) & GROUPS);
  if (m->kind == NAME_ORGANIZATION && m->count > 1 && lexicon_has(t->word, LEXICON_INDEFINITE_ARTICLE) &&
      t[1].flags & TOKEN_AFTER_SPACE)
    return 1;
  if (m->count > 1 && is_lower(t) &&
      (lexicon_has(t->word, LEXICON_ADDS) || (m->first && is_of(x, m->first) && !is_title(t - 1))))
    return 1;
  if (m->count > 2 && lexicon_has(t->word, LEXICON_SENTENCE_OPENER) && is_title(t + 1))
    return 1; /* "In President Ford's view" */
  if (begins_with_call(x, m)) return 1;
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

/* Whether a word is written as initials are: "MP", "MPs". */
static bool is_written_as_initials(const struct mender *x, uint32_t t) {
  char second = x->all[t].length > 1 ? x->document->text[x->all[t].start + 1] : 'A';
  return second >= 'A' && second <= 'Z';
}

/* Whether a mention is but the initials of what is no name: "internet protocol (IP)". */
static bool is_abbreviation(const struct mender *x, uint32_t first, uint32_t end) {
  return end == first + 1 && first > 1 && x->all[first].flags & TOKEN_ALL_CAPS && is_mark(x, &x->all[first - 1], '(') &&
         is_mark(x, &x->all[end], ')') && is_lower(&x->all[first - 2]) &&
         !(lists_of(x, first, end) & (GROUPS | LARGE_PLACES));
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
  bool sound = m->count == 1 && m->kind == NAME_OTHER && lexicon_has(t->word, LEXICON_STANDS_FOR);
  if (lists & (GROUPS | LARGE_PLACES)) return sound && is_calm(t); /* "Um", but not UM */
  if (sound) return true;
  bool the = m->first && lexicon_has(t[-1].word, LEXICON_ARTICLE);
  if (is_title(t) && (the || (m->kind != NAME_PERSON && !(lists & NAMES_OF_PEOPLE)))) return true;
  if (lists & NAMES_OF_PEOPLE) return false;
  return is_calm(t) && (lists & FUNCTION_WORDS || lexicon_has(t->word, LEXICON_STANDS_FOR));
}

/* Whether a mention is but a month before its day ("Jan. 15"), or a letter: "from A to B", "T-shirt". */
static bool is_day_or_letter(const struct mender *x, const struct mention *m) {
  const struct token *t = &x->all[m->first];
  if (m->count != 1) return false;
  if (t->length == 1) return m->kind == NAME_OTHER || (is_mark(x, t + 1, '-') && is_lower(t + 2));
  return lexicon_has(t->word, LEXICON_MONTH) && t[1 + is_mark(x, t + 1, '.')].kind == TOKEN_NUMBER;
}

/* Whether a word ends as many ordinary words do: "Thankfully". */
static bool has_ordinary_ending(const struct mender *x, const struct token *t) {
  enum { ENDING = 3 /* bytes */ };
  if (t->length < 2 * ENDING) return false;
  return lexicon_has(lexicon_find(word_key(x->document->text + t->start + t->length - ENDING, ENDING, 1)),
                     LEXICON_ORDINARY_ENDING);
}

/* Whether token `t` ends a time of day: "1:00 PM". */
static bool ends_clock(const struct mender *x, uint32_t t) {
  return t && x->all[t - 1].kind == TOKEN_NUMBER && lexicon_has(x->all[t].word, LEXICON_CLOCK_HALF_WORD);
}

/* Whether a mention is but an ordinary word that opens a sentence, a line, what is quoted or a note of a live blog
** ("1:00 PM Police …"): "Thankfully, …". */
static bool is_opening_word(const struct mender *x, const struct mention *m) {
  enum {
    NAMING = GROUPS | LARGE_PLACES | DEMONYMS | 1 << GAZETTEER_WORK,
    SHOUTED = 5 /* bytes; fewer may be initials */
  };
  const struct token *t = &x->all[m->first];
  if (m->count != 1 || !is_capital(t) || (m->kind != NAME_PERSON && m->kind != NAME_OTHER)) return false;
  if (!is_calm(t) && (m->kind == NAME_PERSON || t->length < SHOUTED)) return false; /* "SHAMEFUL!" */
  uint32_t lists = lists_of(x, m->first, m->first + 1);
  bool ordinary = lists & ORDINARY || (!lists && m->kind == NAME_OTHER && has_ordinary_ending(x, t));
  if (!ordinary || lists & NAMES_OF_PEOPLE) return false;
  bool mark = m->first && t[-1].kind == TOKEN_MARK, paragraph = !m->first || t->flags & TOKEN_AFTER_PARAGRAPH;
  if (m->kind == NAME_PERSON) return paragraph || (mark && strchr(".!?", x->document->text[t[-1].start]));
  const bool quoted = m->first && t[-1].flags & TOKEN_MAY_QUOTE && !(t[1].flags & TOKEN_MAY_QUOTE); /* no title alone */
  const bool opens = quoted || (m->first && ends_clock(x, m->first - 1));
  if (lists & NAMING || (!opens && scene_profile(x->scene, m->first)->evidence & SEEN_INSIDE)) return false;
  return opens || paragraph || t->flags & TOKEN_AFTER_LINE ||
         (mark && !strchr(",-/&(", x->document->text[t[-1].start]));
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

/* Whether the stop of "Jr." stands behind a person's name. */
static bool has_stop(const struct mender *x, uint32_t first, uint32_t end) {
  return end > first + 1 && is_calm(&x->all[end - 1]) && lexicon_has(x->all[end - 1].word, LEXICON_NAME_SUFFIX) &&
         is_mark(x, &x->all[end], '.') && !(x->all[end].flags & TOKEN_AFTER_SPACE);
}

/* Whether a mention is but initials that stand for common words: "MPs and NGOs". */
static bool are_common_initials(const struct mender *x, const struct mention *m) {
  for (uint32_t t = m->first; t < m->first + m->count; t++)
    if (!is_and(x, t) && !(lexicon_has(x->all[t].word, LEXICON_COMMON_INITIALS) && is_written_as_initials(x, t)))
      return false;
  return true;
}

/* Whether a word is who holds with a party, or one of a people: "Republicans". */
static bool is_one_of(const struct mender *x, uint32_t t) {
  return lexicon_has(x->all[t].word, LEXICON_ADHERENT) || lists_of(x, t, t + 1) & DEMONYMS;
}

/* Whether a mention of the tagger's, of which tokens first .. end - 1 are left, is no name: money, an office, a degree. */
static bool names_nothing(const struct mender *x, const struct mention *m, uint32_t first, uint32_t end) {
  if (m->count == 1 && (is_currency(x, &x->all[first]) || is_shouted(x, first))) return true;
  if (lexicon_match(&x->all[first], LEXICON_ACADEMIC_DEGREE, NULL) >= end - first) return true;
  return are_common_initials(x, m) || is_office(x, first, end) || is_plain_word(x, m) || is_day_or_letter(x, m) ||
         is_opening_word(x, m) || is_abbreviation(x, first, end) || is_ticker(x, m);
}

/* Adds a mention of the tagger's, unless it is no name, without what is no part of it: titles ("Gov. Jones"), a
** day behind a person or place; of "Houston, Texas" it makes two.  `next` is the mention behind it, or NULL. */
static void add_trimmed(struct mender *x, const struct mention *m, const struct mention *next) {
  uint32_t first = m->first + extra_head(x, m), end = m->first + m->count;
  enum name_kind kind = first > m->first + 1 ? NAME_PLACE /* behind a party */ : (enum name_kind)m->kind;
  if (kind != NAME_ORGANIZATION && part_realm(x, &first, end, kind)) kind = NAME_PERSON;
  if (first == end || names_nothing(x, m, first, end)) return;
  if (end - first == 3 && is_and(x, first + 1) && is_one_of(x, first) && is_one_of(x, first + 2)) {
    add(x, first, first + 1, NAME_OTHER);
    add(x, first + 2, end, NAME_OTHER);
    return;
  }
  /* "British Prime" of "British Prime Minister Cameron" */
  if (end > first + 1 && lexicon_has(x->all[end - 1].word, LEXICON_OFFICE_HEAD) && is_title(&x->all[end]) &&
      is_capital(&x->all[end]) && (kind != NAME_PERSON || lists_of(x, first, end - 1) & (LARGE_PLACES | DEMONYMS))) {
    add_home(x, first, end);
    return;
  }
  if (is_titled(x, end, next)) {
    add_split_home(x, first, end - 1);
    return;
  }
  while (end > first + 1 && is_lower(&x->all[end - 1]) && lexicon_has(x->all[end - 1].word, LEXICON_NAME_JOINER) &&
         !is_mark(x, &x->all[end - 2], '-'))
    end--;
  uint32_t title = inner_title(x, first, end);
  if (title < end) {
    add_split_home(x, first, title);
    add(x, title + 1, end, NAME_PERSON);
    return;
  }
  uint32_t name = behind_titles(x, first, end);
  if (name > first && is_person(x, first, name, end)) kind = NAME_PERSON;
  if (kind == NAME_PERSON) first = name + begins_with_realm(x, name, end);
  if (kind == NAME_PERSON && has_stop(x, first, end)) end++;
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
    if (is_rest(x, cut, end)) add(x, cut, end, kind_by_words(x, cut, end, kind));
  } else if (is_owned_name(x, first, end)) {
    add(x, first, end + 1, NAME_ORGANIZATION);
  } else {
    add(x, first, end, kind_by_words(x, first, end, kind));
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

/* Adds what an office before a person's name is of, "Mayor of | Hamburg | Jan Frey", and what was left out before that. */
static bool add_realm(struct mender *x, uint32_t done, const struct mention *m) {
  uint32_t realm;
  bool titled;
  enum name_kind kind;
  if (!find_realm(x, done, m->first, &realm, &titled) || !titled || realm >= m->first) return false;
  if (realm + realm_words(x, realm, m->first + m->count - 1 - realm, &kind) != m->first) return false;
  add_missed(x, done, realm);
  add(x, realm, m->first, kind);
  return true;
}

/* Adds what the tagger has left out before a mention, down to token `done`: names that rules find, and where the
** holder of an office holds it ("Ohio Gov. Kasich", "Afghan President Ghani"). */
static void add_before(struct mender *x, uint32_t done, const struct mention *m) {
  if (m->kind == NAME_PERSON && add_realm(x, done, m)) return;
  uint32_t office = office_at(x, done, m), title = office;
  while (title < m->first && !is_title(&x->all[title])) title++;
  add_missed(x, done, office);
  add_missed(x, add_home(x, office, title), m->first);
}

/* A mention without the time of day that it begins with: "1:00 PM Police". */
static struct mention behind_clock(const struct mender *x, struct mention m) {
  uint32_t t = m.first + (m.count > 1 && x->all[m.first].kind == TOKEN_NUMBER);
  if (!ends_clock(x, t)) return m;
  m.count -= t + 1 - m.first;
  m.first = t + 1;
  return m;
}

void mend_mentions(struct scene *s, struct ARENA_MENTIONS *mentions) {
  struct document *d = s->document;
  struct mender x = {.document = d, .scene = s, .all = s->tokens, .count = s->count};
  uint32_t done = 0; /* tokens */
  make_whole(&x, mentions);
  first_capital(&x);
  for (size_t i = 0; i < mentions->count && !document_must_stop(d, 0); i++) {
    const struct mention m = behind_clock(&x, mentions->items[i]);
    if (!m.count) continue;
    add_before(&x, done, &m);
    add_trimmed(&x, &m, i + 1 < mentions->count ? &mentions->items[i + 1] : NULL);
    done = m.first + m.count;
  }
  if (!document_must_stop(d, 0)) add_missed(&x, done, s->count);
  *mentions = x.out;
  if (!document_must_stop(d, 0)) take_again(&x, mentions);
}
