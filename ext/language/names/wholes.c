/* Where mentions begin and end: see mender.h. */
#include "mender.h"

enum {
  SENTENCE_MOST = 64, /* tokens that are looked at for its end */
  PARTICLES_MOST = 3, /* tokens between the parts of one name: "bin Zayed" */
  COUNTRY_WORDS = 3,  /* "Trinidad and Tobago" */
  LEFT_OUT_MOST = 3,  /* words before a body's name that were left out */
  TOPICS_MOST = 4     /* words of one thing that a body is for, of several */
};

/* Whether two mentions are one person's, whom a small word parts: Cristina Fernández de Kirchner, Mohammed bin Rashid
** Al Maktoum. */
static bool are_one(const struct mender *x, const struct mention *a, const struct mention *b) {
  uint32_t end = a->first + a->count;
  if (a->kind != NAME_PERSON || b->kind != NAME_PERSON || b->first - end > PARTICLES_MOST) return false;
  for (uint32_t t = end; t < b->first; t++) {
    bool particle = is_lower(&x->all[t]) && lexicon_has(x->all[t].word, LEXICON_NAME_PARTICLE);
    if (!particle && (t == end || !is_capital(&x->all[t]))) return false;
  }
  for (uint32_t t = end; t <= b->first; t++)
    if ((x->all[t].flags & (TOKEN_AFTER_SPACE | TOKEN_AFTER_LINE)) != TOKEN_AFTER_SPACE) return false;
  return true;
}

/* Whether a mention is of a body whose country or people stands before it: "U.S." "Department of Energy", "Indian"
** "Institute of Science". */
static bool is_nations(const struct mender *x, const struct mention *m) {
  const struct token *t = &x->all[m->first];
  if (m->kind != NAME_ORGANIZATION || !m->first || t->flags & TOKEN_AFTER_LINE ||
      !(lists_of(x, m->first, m->first + 1) & GROUP_WORDS))
    return false;
  bool people = m->count > 1 && is_capital(t - 1) && lists_of(x, m->first - 1, m->first) & DEMONYMS;
  return people || is_known(x, m->first - 1, LEXICON_COUNTRY_ALIAS);
}

/* Where a body's name ends that is its country's: "Supreme Court" goes on "of Ghana". */
static uint32_t nation_end(const struct mender *x, const struct mention *m) {
  uint32_t end = m->first + m->count, country = end + 1;
  if (m->kind != NAME_ORGANIZATION || !is_capital(&x->all[end - 1]) || !is_lower(&x->all[end]) ||
      !lexicon_has(x->all[end - 1].word, LEXICON_BODY_OF_COUNTRY) ||
      !lexicon_has(x->all[end].word, LEXICON_TOPIC_PREPOSITION))
    return end;
  country += lexicon_has(x->all[country].word, LEXICON_ARTICLE);
  for (uint32_t n = COUNTRY_WORDS; n > 0; n--)
    if (country + n <= x->count && is_capital(&x->all[country]) && lists_of(x, country, country + n) & COUNTRIES)
      return country + n;
  return end;
}

/* Whether a sentence that opens with token `t` asks. */
static bool asks(const struct mender *x, uint32_t t) {
  for (uint32_t end = t; end < x->count && end - t < SENTENCE_MOST; end++)
    if (x->all[end].length == 1 && strchr("?!.", x->document->text[x->all[end].start]))
      return is_mark(x, &x->all[end], '?');
  return false;
}

/* Whether the word before the surname at `t`, which was left out, is its given name: "Will Smith won". */
static bool has_given_before(const struct mender *x, uint32_t t) {
  return is_capital(&x->all[t - 1]) && is_full_name(x, t - 1) &&
         (x->all[t].flags & (TOKEN_AFTER_SPACE | TOKEN_AFTER_LINE)) == TOKEN_AFTER_SPACE && !asks(x, t);
}

/* Whether a person's name begins with what is a verb there: "Will Smith resign?" */
static bool begins_with_verb(const struct mender *x, const struct mention *m) {
  return m->kind == NAME_PERSON && m->count > 1 && lexicon_has(x->all[m->first].word, LEXICON_ASKING_VERB) &&
         is_lower(&x->all[m->first + m->count]) && asks(x, m->first);
}

/* Whether what tokens first .. end - 1 say is a name by itself. */
static bool is_known_alone(const struct mender *x, uint32_t first, uint32_t end) {
  enum {
    ALONE = 1 << GAZETTEER_ACRONYM | 1 << GAZETTEER_COMPANY | 1 << GAZETTEER_ORGANIZATION | 1 << GAZETTEER_WORK |
            DEMONYMS | LARGE_PLACES
  };
  uint32_t lists = lists_of(x, first, end);
  return lists & ALONE && !(lists & TOPICS);
}

/* Whether the words before the conjunction at `t` are a body's whole name, and those behind it another's: "Dell
** Foundation and Halloran", but not "Savings Bank and Trust Co", nor "Weather Service and Climate". */
static bool are_two(const struct mender *x, uint32_t first, uint32_t t, uint32_t end) {
  uint32_t last = lists_of(x, t - 1, t), next = lists_of(x, t + 1, t + 2), ends = lists_of(x, end - 1, end);
  if (t <= first + 1 || !(last & GROUP_WORDS) || !is_calm(&x->all[t - 1])) return false;
  if (next & (DEMONYMS | LARGE_PLACES)) return true;
  return !(next & TOPICS) && !(ends & GROUP_WORDS) && !lexicon_has(x->all[end - 1].word, LEXICON_LEGAL_FORM);
}

/* Where a mention is parted that is two: a person's at a word that joins no names ("Halloran and Green", "Clay Toombs
** of Charlotte"), others at a conjunction where each part is known; else its end.  What is behind the word may be of
** another kind. */
static uint32_t parted_at(const struct mender *x, uint32_t first, uint32_t end, enum name_kind *kind) {
  enum name_kind whole = *kind;
  for (uint32_t t = first + 1; t + 1 < end; t++) {
    const struct token *token = &x->all[t];
    if (!is_lower(token) || is_mark(x, token - 1, '-') || is_mark(x, token + 1, '-')) continue;
    bool adds = lexicon_has(token->word, LEXICON_ADDS), of = lexicon_has(token->word, LEXICON_TOPIC_PREPOSITION);
    if (whole == NAME_PERSON) {
      if (lexicon_has(token->word, LEXICON_NAME_PARTICLE) && !lexicon_has(token->word, LEXICON_SENTENCE_OPENER))
        continue;
      if (!adds && t < first + 2) continue; /* Joan of Arc */
      if (of) *kind = NAME_PLACE;
      return t;
    }
    if (adds && whole == NAME_ORGANIZATION && are_two(x, first, t, end)) return t;
    if (adds && is_known_alone(x, t + 1, end) && (whole == NAME_ORGANIZATION || is_known_alone(x, first, t)))
      return is_known_alone(x, first, end) ? end : t; /* Bosnia and Herzegovina */
  }
  return end;
}

/* Whether a mention says the same twice: "John Hawkins John Hawkins", a caption and the text. */
static bool is_doubled(const struct mender *x, const struct mention *m) {
  if (m->count < 4 || m->count % 2) return false;
  for (uint32_t i = 0, half = m->count / 2; i < half; i++)
    if (hash_of(x, m->first + i) != hash_of(x, m->first + half + i)) return false;
  return true;
}

/* Whether a mention is but "Jr", behind a comma. */
static bool is_suffix(const struct mender *x, const struct mention *m) {
  return m->count == 1 && lexicon_has(x->all[m->first].word, LEXICON_NAME_SUFFIX);
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

/* Whether a person's name of two words goes on behind the hyphen at its end with a syllable: "Moon Jae-in", but not
** "Kate Moss-led". */
static bool has_syllable(const struct mender *x, const struct mention *m) {
  enum { SYLLABLE = 4 /* bytes */ };
  const struct token *last = &x->all[m->first + m->count - 1], *next = last + 2;
  return m->kind == NAME_PERSON && m->count == 2 && last->length <= SYLLABLE && next->length <= SYLLABLE &&
         is_lower(next) && !(lists_of(x, m->first + 1, m->first + 2) & SURNAMES) &&
         !lexicon_has(next->word, LEXICON_VERB_PAST);
}

/* Whether the word at `t`, left out behind a name, ends places' names and is nobody's: "Airport". */
static bool is_place_end(const struct mender *x, uint32_t t) {
  const struct token *token = &x->all[t];
  return t < x->count && is_calm(token) && is_capital(token) && lexicon_has(token->word, LEXICON_PLACE_END) &&
         (token->flags & (TOKEN_AFTER_SPACE | TOKEN_AFTER_LINE)) == TOKEN_AFTER_SPACE &&
         !(lists_of(x, t, t + 1) & NAMES_OF_PEOPLE);
}

/* Where a body's name ends that is for several things: "Department of Health" goes on "and Human Services", "Bureau of
** Alcohol" ", Tobacco, Firearms and Explosives"; "Economic Co" "-operation", "Pang Wai" "-cheong"; "John Doe" "Jr." */
static uint32_t body_end(const struct mender *x, const struct mention *m) {
  uint32_t end = m->first + m->count, of = m->first + 1;
  bool suffix = m->kind == NAME_PERSON && m->count > 1 && lexicon_has(x->all[end].word, LEXICON_NAME_SUFFIX);
  if (suffix && is_capital(&x->all[end])) return end + 1;
  if (m->kind == NAME_PERSON && m->count > 1 && is_place_end(x, end)) return end + 1; /* Ada Roe | Airport */
  if (m->kind == NAME_PERSON && end < x->count && is_mark(x, &x->all[end - 1], '-') && x->all[end].kind == TOKEN_WORD &&
      !(x->all[end].flags & TOKEN_AFTER_SPACE))
    return end + 1; /* Moon Jae-in, parted at the hyphen */
  if (end + 1 < x->count && is_mark(x, &x->all[end], '-') && x->all[end + 1].kind == TOKEN_WORD &&
      !((x->all[end].flags | x->all[end + 1].flags) & TOKEN_AFTER_SPACE)) {
    bool other = lists_of(x, end + 1, end + 2) & (ORDINARY | LARGE_PLACES | DEMONYMS | GROUPS);
    bool given =
        has_syllable(x, m) || (m->kind == NAME_PERSON && !other && (m->count > 1 || is_capital(&x->all[end + 1])));
    if (given || (lexicon_has(x->all[end - 1].word, LEXICON_LEGAL_FORM) && is_lower(&x->all[end + 1]))) end += 2;
  }
  if (m->kind != NAME_ORGANIZATION) return end;
  while (of < end && !lexicon_has(x->all[of].word, LEXICON_TOPIC_PREPOSITION)) of++;
  if (of == end || !(lists_of(x, of - 1, of) & GROUP_WORDS)) return end;
  for (uint32_t t = end; t + 1 < x->count;) {
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

/* Whether a word is what a body may be for, and nobody's name: "Truth", "Nuclear". */
static bool is_mere_topic(const struct mender *x, uint32_t t) {
  enum { NAMING = GIVEN | SURNAMES | LARGE_PLACES | DEMONYMS | GROUPS | GROUP_WORDS | 1 << GAZETTEER_CITY };
  uint32_t lists = is_capital(&x->all[t]) && is_calm(&x->all[t]) ? lists_of(x, t, t + 1) : 0;
  return lists & TOPICS && !(lists & NAMING) && !lexicon_has(x->all[t].word, LEXICON_SENTENCE_OPENER);
}

/* Whether the story has an ordinary word as a name by itself too: "Comrade" of "Comrade Textiles Inc". */
static bool is_name_alone(const struct mender *x, uint32_t t) {
  enum { ALONE = SEEN_INSIDE | SEEN_ALONE };
  const uint32_t lists = lists_of(x, t, t + 1);
  const unsigned evidence = scene_profile(x->scene, t)->evidence;
  return (evidence & (ALONE | SEEN_LOWER)) == ALONE && lists & ORDINARY &&
         !(lists & (1 << GAZETTEER_TIME | LARGE_PLACES | NAMES_OF_PEOPLE | GROUPS | GROUP_WORDS));
}

/* Whether a mention ends what is called by its kind, and a word before it, left out, is the name: "Acme" "Holdings Inc", or
** one that the story is known to have: "Comrade" "Textiles Inc", or goes on with what has no name: "Allied" "Paper Corp". */
static bool has_name_before(const struct mender *x, const struct mention *m) {
  const struct token *t = &x->all[m->first];
  if (m->kind != NAME_ORGANIZATION || !is_calm(t) || !is_calm(t - 1) || !is_capital(t - 1) ||
      lexicon_has(t[-1].word, LEXICON_SENTENCE_OPENER) ||
      (t->flags & (TOKEN_AFTER_SPACE | TOKEN_AFTER_LINE)) != TOKEN_AFTER_SPACE)
    return false;
  if (lists_of(x, m->first, m->first + 1) & GROUP_WORDS) return true;
  if (!lexicon_has(x->all[m->first + m->count - 1].word, LEXICON_LEGAL_FORM)) return false;
  bool goes_on = lists_of(x, m->first - 1, m->first) >> GAZETTEER_ADJECTIVE & 1 && is_mere_topic(x, m->first);
  return goes_on || is_name_alone(x, m->first - 1);
}

/* Whether a body's name begins with people whose it is, and whose words were left out: "Queen's" "University Belfast". */
static bool has_people_before(const struct mender *x, const struct mention *m) {
  const struct token *t = &x->all[m->first];
  if (m->kind != NAME_ORGANIZATION || m->first < 2 || t[-1].kind != TOKEN_POSSESSIVE || !is_calm(t - 2)) return false;
  uint32_t lists = lists_of(x, m->first - 2, m->first - 1);
  return is_capital(t - 2) && lists >> GAZETTEER_NOUN_PERSON & 1 && !(lists & (GIVEN | LARGE_PLACES | GROUP_WORDS)) &&
         lists_of(x, m->first, m->first + 1) & GROUP_WORDS;
}

/* Whether a place is that of a body whose sort was left out before it: "University" of "Cape Town". */
static bool has_body_before(const struct mender *x, const struct mention *m) {
  return m->kind == NAME_PLACE && m->first > 1 && is_lower(&x->all[m->first - 1]) && is_calm(&x->all[m->first - 2]) &&
         lexicon_has(x->all[m->first - 1].word, LEXICON_TOPIC_PREPOSITION) && is_capital(&x->all[m->first - 2]) &&
         lexicon_has(x->all[m->first - 2].word, LEXICON_ORGANIZATION_END) && !begins_line(x, m->first - 1) &&
         (m->first == 2 || begins_line(x, m->first - 2) || !is_capital(&x->all[m->first - 3]));
}

/* Where a body's name ends whose sort the tagger has without what it is for: "Association" goes on "of Nurses". */
static uint32_t topic_behind(const struct mender *x, const struct mention *m) {
  uint32_t end = m->first + m->count;
  if (m->kind != NAME_ORGANIZATION || !lexicon_has(x->all[end].word, LEXICON_TOPIC_PREPOSITION) ||
      !is_lower(&x->all[end]) || !(lists_of(x, end - 1, end) & GROUP_WORDS) || !is_mere_topic(x, end + 1))
    return end;
  uint32_t behind = topic_end(x, end + 1);
  return behind > end + 1 ? behind : end;
}

/* Where a body's name begins that is for several things, of which the tagger has the last: "Food and | Drug
** Administration", "Australian Nuclear Science and | Technology Organisation"; at the mention's first token if it is for one. */
static uint32_t topics_begin(const struct mender *x, const struct mention *m) {
  uint32_t last = m->first + m->count - 1, first = m->first;
  if (m->kind != NAME_ORGANIZATION || m->count < 2 || first < 2 || !is_lower(&x->all[first - 1]) ||
      !is_and(x, first - 1) || !is_mere_topic(x, first) || !(lists_of(x, last, last + 1) & GROUP_WORDS))
    return first;
  uint32_t begin = first - 1;
  while (begin && first - begin <= TOPICS_MOST && !begins_line(x, begin) && is_mere_topic(x, begin - 1)) begin--;
  if (begin == first - 1) return first;
  if (begin && !begins_line(x, begin) && is_capital(&x->all[begin - 1])) {
    bool people = lists_of(x, begin - 1, begin) & DEMONYMS;
    bool opener = lexicon_has(x->all[begin - 1].word, LEXICON_SENTENCE_OPENER);
    if (!people && !opener) return first;
    begin -= people;
  }
  return begin;
}

/* Widens a body's name to all that it is for, over what the tagger has of that before it. */
static void take_topics(struct mender *x, struct mention *m) {
  uint32_t begin = topics_begin(x, m);
  size_t kept = x->out.count;
  while (kept && x->out.items[kept - 1].first >= begin) kept--;
  if (begin == m->first || (kept && x->out.items[kept - 1].first + x->out.items[kept - 1].count > begin)) return;
  x->out.count = kept;
  m->count += m->first - begin;
  m->first = begin;
}

/* The same mention with what was left out before it, behind token `done`. */
static void take_before(const struct mender *x, struct mention *m, uint32_t done) {
  if (m->first > done && is_nations(x, m)) m->first--, m->count++;
  if (m->first > done + 1 && has_people_before(x, m)) m->first -= 2, m->count += 2;
  if (m->first > done + 1 && has_body_before(x, m)) m->first -= 2, m->count += 2, m->kind = NAME_ORGANIZATION;
  for (uint32_t n = 0; n < LEFT_OUT_MOST && m->first > done && has_name_before(x, m); n++) {
    m->first--, m->count++;
    if (!(lists_of(x, m->first, m->first + 1) & GROUP_WORDS)) break;
  }
  if (m->first > done && m->count == 1 && m->kind == NAME_PERSON && has_given_before(x, m->first))
    m->first--, m->count++;
  if (m->first > done && m->count == 1 && is_storm(x, m->first - 1) && !begins_line(x, m->first))
    m->first--, m->count++;
  if (begins_with_verb(x, m)) m->first++, m->count--;
}

/* How many tokens at `t` part the things of a list: a comma, a conjunction, or both; 0 if none do. */
static uint32_t separator_at(const struct mender *x, uint32_t t) {
  uint32_t comma = is_mark(x, &x->all[t], ',');
  return comma + (uint32_t)(t + comma < x->count && is_and(x, t + comma));
}

/* Whether two mentions are of one kind and follow one another in a list. */
static bool are_listed(const struct mender *x, const struct mention *a, const struct mention *b) {
  uint32_t end = a->first + a->count, n = separator_at(x, end);
  return n && end + n == b->first && a->kind == b->kind && a->kind != NAME_OTHER;
}

/* How many tokens from `t` on are a name that was left out of a list: a run of words with capitals before token `end`. */
static uint32_t listed_at(const struct mender *x, uint32_t t, uint32_t end) {
  uint32_t n = 0;
  for (; t + n < end && is_capital(&x->all[t + n]); n++)
    if (n == LEFT_OUT_MOST || is_title(&x->all[t + n]) || lexicon_has(x->all[t + n].word, LEXICON_SENTENCE_OPENER) ||
        lists_of(x, t + n, t + n + 1) & (1 << GAZETTEER_TIME | DEMONYMS))
      return 0;
  return n;
}

/* Adds what was left out of lists before and behind those that were found: "Nestle, Unilever, Danone and Mars". */
static void take_listed(struct mender *x, struct ARENA_MENTIONS *mentions) {
  const struct mention *all = mentions->items;
  uint32_t done = 0; /* tokens */
  size_t listed = 1; /* the first mention that follows another in a list */
  while (listed < mentions->count && !are_listed(x, &all[listed - 1], &all[listed])) listed++;
  if (listed >= mentions->count) return;
  for (size_t i = 0; i < mentions->count && !document_must_stop(x->document, 0); i++) {
    const struct mention *m = &all[i];
    uint32_t end = m->first + m->count, next = i + 1 < mentions->count ? m[1].first : x->count;
    if (i + 1 < mentions->count && are_listed(x, m, m + 1)) {
      uint32_t first = m->first;
      while (first > done && !is_capital(&x->all[first - 1]) && m->first - first < 2) first--;
      uint32_t n = separator_at(x, first), to = first;
      while (first > done && is_capital(&x->all[first - 1])) first--;
      if (n && to + n == m->first && first < to && listed_at(x, first, to) == to - first)
        add(x, first, to, (enum name_kind)m->kind);
    }
    add(x, m->first, end, (enum name_kind)m->kind);
    done = end;
    if (!i || !are_listed(x, m - 1, m)) continue;
    uint32_t first = end + separator_at(x, end), n = first > end && first < next ? listed_at(x, first, next) : 0;
    if (!n || is_capital(&x->all[first + n])) continue;
    add(x, first, first + n, (enum name_kind)m->kind);
    done = first + n;
  }
  *mentions = x->out;
  memset(&x->out, 0, sizeof x->out);
}

void make_whole(struct mender *x, struct ARENA_MENTIONS *mentions) {
  take_certain(x, mentions);
  uint32_t done = 0; /* tokens */
  for (size_t i = 0; i < mentions->count && !document_must_stop(x->document, 0); i++) {
    const struct mention *next = &mentions->items[i + 1], *end = mentions->items + mentions->count;
    struct mention m = mentions->items[i];
    for (; next < end && are_one(x, &m, next); next++, i++) m.count = next->first + next->count - m.first;
    if (m.count == 1 && next < end && next->first == m.first + 1 && is_nations(x, next)) continue;
    if (m.count == 1 && m.kind == NAME_PERSON && (next == end || next->first > m.first + 1) &&
        has_surname_behind(x, m.first))
      m.count++;
    take_before(x, &m, done);
    take_topics(x, &m);
    uint32_t behind = next < end && next->first == m.first + m.count + 1 ? m.first + m.count : body_end(x, &m);
    if (behind == m.first + m.count) behind = nation_end(x, &m);
    if (behind == m.first + m.count) behind = topic_behind(x, &m);
    for (; next < end && next->first < behind; next++, i++)
      if (next->first + next->count > behind) behind = next->first + next->count;
    done = behind;
    m.count = behind - m.first;
    enum name_kind kind = (enum name_kind)m.kind;
    if (is_suffix(x, &m)) continue;
    if (is_doubled(x, &m)) {
      add(x, m.first, m.first + m.count / 2, kind);
      add(x, m.first + m.count / 2, behind, kind);
      continue;
    }
    uint32_t part = parted_at(x, m.first, behind, &kind);
    add(x, m.first, part, (enum name_kind)m.kind);
    if (part < behind) add(x, part + 1, behind, kind);
  }
  *mentions = x->out;
  memset(&x->out, 0, sizeof x->out);
  take_listed(x, mentions);
}
