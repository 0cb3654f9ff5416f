/*
** The fullest names of speakers, from the layer of names:
**
**     Mr. Khalilzad       Zalmay Khalilzad                 he                    the man who spoke last
**     the negotiator      whom the story calls so          a senior official     as it stands
**
** Names cost more than all else in this layer, so they are read when a speaker
** is first asked for.
*/
#include "../../base/buffer.h"
#include "../clauses.h"
#include "../names.h"
#include "../names/gazetteer.h"
#include "../quotations.h"
#include "../reports.h"
#include "../reports/verb_here.h"

#include <string.h>

enum {
  FARTHEST_ANTECEDENT = 60 /* mentions */,
  LONGEST_DESCRIPTION = 8 /* tokens */,
  NEXT_NAMES = 20,
  FARTHEST_SUBJECT = 4 /* sentences */
};
static const uint32_t NOBODY = UINT32_MAX;

struct resolver {
  struct document *document;
  const struct story *story;
  const struct names *names;
  uint32_t last_person, last_group; /* the entities that spoke last; NOBODY at first */
  uint32_t person_before;           /* the person who spoke before the last */
  bool asked;                       /* whether whoever spoke last asked something, so that another answers */
  const char *last_words;           /* who spoke last, if nobody knows the name … */
  uint32_t last_noun;               /* … the last token of that … */
  uint32_t last_words_at;           /* … and the one behind what they said */
  const char *last_they;            /* the plural nominal that spoke last */
};

static bool is_comma(const struct resolver *r, uint32_t i) {
  return r->document->text[token_of(r->story, i)->start] == ',';
}

/* Whether a name behind them makes the tokens [first, end) a title: of a U.S. Secretary of State, but not behind a
** preposition. */
static bool is_office(const struct resolver *r, uint32_t first, uint32_t end) {
  if (first >= end || has(r->story, end - 1, LEXICON_PREPOSITION)) return first >= end;
  for (uint32_t i = first; i < end; i++) {
    bool small = has(r->story, i, LEXICON_OFFICE_LINK) || has(r->story, i, LEXICON_DETERMINER) ||
                 (i + 1 == end && has(r->story, i, LEXICON_PERSON_TITLE)); /* Friends of Orsk leader | Ann Lee */
    if (token_of(r->story, i)->kind == TOKEN_WORD && !(token_of(r->story, i)->flags & TOKEN_CAPITALIZED) && !small)
      return false;
  }
  return true;
}

/* The person whose name ends a noun phrase, behind titles and offices only; NOBODY if none does. */
static uint32_t titled(const struct resolver *r, uint32_t first, uint32_t end) {
  uint32_t m = names_from(r->names, end - 1);
  if (m == r->names->count) return NOBODY;
  const struct mention *mention = &r->names->items[m];
  bool last = mention->first >= first && mention->first + mention->count == end && mention->kind == NAME_PERSON;
  return last && is_office(r, first, mention->first) ? mention->entity : NOBODY;
}

/* The entity that a noun phrase is named by: its head, not "a spokesman for X". */
static uint32_t named_by(const struct resolver *r, uint32_t first, uint32_t end) {
  uint32_t head_end = first, found = titled(r, first, end);
  if (found != NOBODY) return found;
  while (head_end < end && !(head_end > first && has(r->story, head_end, LEXICON_PREPOSITION) &&
                             !(token_of(r->story, head_end)->flags & TOKEN_CAPITALIZED)))
    head_end++;
  for (uint32_t m = names_from(r->names, first); m < r->names->count && r->names->items[m].first < head_end; m++) {
    const struct mention *mention = &r->names->items[m];
    uint32_t behind = mention->first + mention->count;
    bool owner = is_mark(r->story, behind, '\'') ||
                 (token_of(r->story, behind)->length == 3 && !is_dash(r->story, behind)); /* the allies’ aide */
    bool joined = is_mark(r->story, behind, '-') && !is_dash(r->story, behind);           /* WFA-funded doctors */
    bool part = owner || joined || is_mark(r->story, behind, '/');                        /* a BBC/Times poll */
    bool apart = false; /* a pastor supporting | Lee */
    for (uint32_t i = first; i < mention->first; i++)
      apart |= ends_with(r->story, i, LEXICON_ENDING_PARTICIPLE) && !(token_of(r->story, i)->flags & TOKEN_CAPITALIZED);
    if (apart) break;
    bool is_head = behind >= head_end || (token_of(r->story, behind)->kind == TOKEN_MARK && !part);
    if (is_head && behind <= end && mention->kind != NAME_OTHER) found = mention->entity; /* not: an Iowa Republican */
  }
  return found;
}

/* Whether a pronoun of that letter in [personal_pronoun] can mean entity `e`: m of a man, f of a woman, else of a body. */
static bool agrees(const struct resolver *r, uint32_t e, char gender) {
  const struct entity *entity = &r->names->entities[e];
  if (gender == 'm') return entity->kind == NAME_PERSON && entity->gender != GENDER_FEMALE;
  if (gender == 'f') return entity->kind == NAME_PERSON && entity->gender != GENDER_MALE;
  return entity->kind == NAME_ORGANIZATION;
}

/* "the group's spokesman, Ann Lee,": who is named in apposition behind the phrase; NOBODY if nobody is. */
static uint32_t named_behind(const struct resolver *r, uint32_t end) {
  uint32_t m = names_from(r->names, end);
  if (!is_comma(r, end) || m == r->names->count) return NOBODY;
  const struct mention *mention = &r->names->items[m];
  return mention->first == end + 1 && mention->kind == NAME_PERSON ? mention->entity : NOBODY;
}

/* The subject of a sentence's main clause; empty if it has none. */
static struct phrase subject_in(const struct resolver *r, uint32_t sentence) {
  const struct clauses *c = document_clauses(r->document, sentence);
  if (!c->count || c->items[0].verb >= c->end || clauses_word(c, c->items[0].verb) & WORD_QUOTED)
    return (struct phrase){0, 0};
  unsigned flags;
  uint32_t from;
  return noun_phrase(r->story, subject_before(r->story, c->items[0].verb, c->first, &flags, &from));
}

/* Who acts in a sentence: the person who is the subject of its main clause, *pronoun set where that is only he or she;
** NOBODY where it is somebody or something else. */
static uint32_t subject_of(const struct resolver *r, uint32_t sentence, bool *pronoun) {
  const struct phrase p = subject_in(r, sentence);
  *pronoun = false;
  if (phrase_is_empty(p)) return NOBODY;
  const char *gender = lexicon_letters(r->story, p.first, LEXICON_PERSONAL_PRONOUN);
  *pronoun = p.end == p.first + 1 && (*gender == 'm' || *gender == 'f');
  uint32_t who = *pronoun ? NOBODY : named_by(r, p.first, p.end);
  return who != NOBODY && r->names->entities[who].kind == NAME_PERSON ? who : NOBODY;
}

/* Whether somebody speaks in the unit of token `i`. */
static bool is_report(const struct resolver *r, uint32_t i) {
  const struct unit *u = report_unit(r->document, reports_at(document_reports(r->document), i));
  for (uint32_t k = 0; k < u->n_reports; k++)
    if (!phrase_is_empty(u->reports[k].speaker)) return true;
  return false;
}

/* Who has acted in the sentences before token `i`, so that a pronoun goes on with him: "Lee is a lawyer. He ran in
** 2002. He said"; NOBODY where others acted since. */
static uint32_t acted_before(const struct resolver *r, uint32_t i, char gender) {
  const struct sentences *sentences = document_sentences(r->document);
  const struct reports *reports = document_reports(r->document);
  const uint32_t unit = reports_at(reports, i); /* its words may be more than a sentence */
  uint32_t sentence = sentences_of(sentences, unit < reports->count ? reports->units[unit].first : i);
  for (uint32_t steps = 0; sentence-- > 0 && steps < FARTHEST_SUBJECT; steps++) {
    bool pronoun;
    if (is_report(r, sentences->items[sentence].first)) return NOBODY; /* who spoke there, resolve() knows */
    uint32_t who = subject_of(r, sentence, &pronoun);
    if (who != NOBODY) return agrees(r, who, gender) ? who : NOBODY;
    if (!pronoun) return NOBODY;
  }
  return NOBODY;
}

/* "When Lee left, | he said": who is the subject of the clause that opens the sentence of token `i`; NOBODY without one. */
static uint32_t acts_when(const struct resolver *r, uint32_t i, char gender) {
  const struct sentences *sentences = document_sentences(r->document);
  uint32_t first = sentences->items[sentences_of(sentences, i)].first;
  const char *opens = lexicon_letters(r->story, first, LEXICON_CLAUSE_OPENS);
  if (first >= i || !is_comma(r, i - 1) || (*opens != 'w' && *opens != 's')) return NOBODY;
  struct phrase p = noun_phrase(r->story, clause_subject(r->story, first + 1, i));
  uint32_t who = phrase_is_empty(p) ? NOBODY : named_by(r, p.first, p.end);
  return who != NOBODY && agrees(r, who, gender) ? who : NOBODY;
}

/* Whether what a pronoun says, from token `content` on, begins with an entity's name, so that it is somebody else. */
static bool is_spoken_of(const struct resolver *r, uint32_t e, uint32_t content) {
  for (uint32_t m = names_from(r->names, content); m < r->names->count; m++) {
    const uint32_t first = r->names->items[m].first;
    if (first >= content + LONGEST_DESCRIPTION) break;
    for (uint32_t i = content; i < first; i++)
      if (token_of(r->story, i)->kind == TOKEN_MARK) return false;
    if (r->names->items[m].entity == e) return true;
  }
  return false;
}

/* Who a pronoun at token `i` stands for: none of those whom what it says, from token `content` on, speaks of. */
static uint32_t antecedent(const struct resolver *r, uint32_t i, uint32_t content, char gender) {
  const bool person = gender == 'm' || gender == 'f';
  const uint32_t asker = person && r->asked ? r->last_person : NOBODY;
  uint32_t last = !person ? r->last_group : asker == NOBODY ? r->last_person : r->person_before;
  const bool before = person && i < content;
  if (before && last != NOBODY && is_spoken_of(r, last, content)) last = r->person_before;
  uint32_t actor = person ? acted_before(r, i, gender) : NOBODY;
  if (actor == NOBODY && person) actor = acts_when(r, i, gender);
  if (actor != NOBODY && !(before && is_spoken_of(r, actor, content))) return actor;
  uint32_t m = names_from(r->names, i < content ? i : content), nearest = NOBODY;
  uint32_t least = m > FARTHEST_ANTECEDENT ? m - FARTHEST_ANTECEDENT : 0;
  while (m-- > least) {
    uint32_t e = r->names->items[m].entity;
    if (!agrees(r, e, gender) || e == asker || (before && is_spoken_of(r, e, content))) continue;
    /* who spoke last goes before who stands nearer, if the text has named them since */
    if (e == last) return e;
    if (nearest == NOBODY) nearest = e;
  }
  if (last != NOBODY && agrees(r, last, gender)) return last;
  return nearest != NOBODY || asker == NOBODY || !agrees(r, asker, gender) ? nearest : asker;
}

/* Whether a person who can be meant is named between two tokens. */
static bool person_between(const struct resolver *r, uint32_t from, uint32_t to, char gender) {
  for (uint32_t m = names_from(r->names, from); m < r->names->count && r->names->items[m].first < to; m++)
    if (agrees(r, r->names->items[m].entity, gender)) return true;
  return false;
}

static bool is_same_word(const struct resolver *r, uint32_t a, uint32_t b) {
  const char *text = r->document->text;
  if (token_of(r->story, a)->word) return token_of(r->story, a)->word == token_of(r->story, b)->word;
  return token_of(r->story, a)->length == token_of(r->story, b)->length &&
         !memcmp(text + token_of(r->story, a)->start, text + token_of(r->story, b)->start,
                 token_of(r->story, a)->length);
}

/* Whether the word at `noun` stands beside a name, in its title or its apposition: "Lee, the chief negotiator,",
** "negotiator Lee", "The negotiator, Ann Lee,". */
static bool is_described(const struct resolver *r, const struct mention *mention, uint32_t noun) {
  const uint32_t first = mention->first, behind = first + mention->count;
  uint32_t from = first, end = behind;
  if (from && token_of(r->story, from - 1)->kind == TOKEN_WORD) from--;
  else if (from > 1 && is_comma(r, from - 1) && mention->kind == NAME_PERSON) from -= 2;
  if (is_comma(r, behind))
    for (end = behind + 1; end < behind + LONGEST_DESCRIPTION && token_of(r->story, end)->length &&
                           token_of(r->story, end)->kind != TOKEN_MARK;)
      end++;
  for (uint32_t k = from; k < end; k++)
    if ((k < first || k >= behind) && k != noun && is_same_word(r, noun, k)) return true;
  return false;
}

/* Whether no single person is called so: a thing, or several. */
static bool is_nobody(const struct resolver *r, uint32_t noun) {
  return is_thing_word(r->story, noun) || has(r->story, noun, LEXICON_PLURAL_NOUN) ||
         (ends_with(r->story, noun, LEXICON_ENDING_PLURAL) && !ends_with(r->story, noun, LEXICON_ENDING_NO_PLURAL));
}

/* Whom a noun with its article means: the person or body beside whose name the same word stands, before it or soon
** behind it. */
static uint32_t described_as(const struct resolver *r, uint32_t noun) {
  const uint32_t here = names_from(r->names, noun);
  const bool person = !is_nobody(r, noun) && !is_group_word(r->story, noun);
  for (uint32_t m = here, steps = 0; m-- > 0 && steps < FARTHEST_ANTECEDENT; steps++) {
    const struct mention *mention = &r->names->items[m];
    bool can_be = (person && mention->kind == NAME_PERSON && !has(r->story, noun, LEXICON_ORGANIZATION_END)) ||
                  mention->kind == NAME_ORGANIZATION;
    if (can_be && is_described(r, mention, noun)) return mention->entity;
  }
  for (uint32_t m = here; person && m < r->names->count && m < here + NEXT_NAMES; m++)
    if (r->names->items[m].kind == NAME_PERSON && is_described(r, &r->names->items[m], noun))
      return r->names->items[m].entity;
  return NOBODY;
}

/* "The French president": a country says whom it is, and no description tells which countries people are of. */
static bool is_foreign(const struct resolver *r, uint32_t first, uint32_t noun) {
  for (uint32_t i = first + 1; i < noun; i++) {
    const struct token *t = token_of(r->story, i);
    uint64_t hash = gazetteer_hash(word_key(r->document->text + t->start, t->length, 1));
    if (t->flags & TOKEN_CAPITALIZED && gazetteer_find(hash) & 1u << GAZETTEER_DEMONYM) return true;
  }
  return false;
}

static const char *in_one_line(char *text) {
  for (char *c = text; c && *c; c++)
    if (*c == '\n' || *c == '\r' || *c == '\t') *c = ' ';
  return text;
}

static const char *words(const struct resolver *r, struct span s) {
  return in_one_line(arena_copy(&r->document->arena, r->document->text + s.start, s.length));
}

/* The value of the pronoun that a token is, or that is in a contraction; NULL where it is none. */
static const char *pronoun_of(const struct resolver *r, uint32_t i) {
  const struct token *t = token_of(r->story, i);
  if (!has(r->story, i, LEXICON_CONTRACTION)) return lexicon_value(t->word, LEXICON_PERSONAL_PRONOUN);
  const char *gender =
      lexicon_value(lexicon_find(word_key(r->document->text + t->start, pronoun_length(r->document, t), 0)),
                    LEXICON_PERSONAL_PRONOUN);
  return gender ? gender : ""; /* nobody */
}

/* "Ann Lee and the mayor": whether the phrase names several, so that it is none of them. */
static bool is_several(const struct resolver *r, uint32_t first, uint32_t end) {
  for (uint32_t m = names_from(r->names, first); m < r->names->count && r->names->items[m].first < end; m++) {
    const uint32_t behind = r->names->items[m].first + r->names->items[m].count;
    if (behind + 1 >= end || !has(r->story, behind, LEXICON_CONJUNCTION)) continue;
    const uint32_t next = names_from(r->names, behind);
    if (has(r->story, behind + 1, LEXICON_DETERMINER) || has(r->story, behind + 1, LEXICON_POSSESSIVE_PRONOUN) ||
        (next < r->names->count && r->names->items[next].first == behind + 1))
      return true;
  }
  return false;
}

/* "Mr. Lee and Bob Kim": the words of several, each by the fullest name, without the title of the first. */
static const char *named_together(const struct resolver *r, uint32_t first, uint32_t end) {
  const char *text = r->document->text;
  const struct span whole = phrase_span(r->story, (struct phrase){first, end});
  uint32_t m = names_from(r->names, first), from = whole.start;
  while (m < r->names->count && r->names->items[m].first < first) m++; /* one that the phrase cuts in two */
  if (m == r->names->count || r->names->items[m].first >= end) return words(r, whole);
  if (is_office(r, first, r->names->items[m].first) || r->names->items[m].kind == NAME_PERSON)
    from = token_of(r->story, r->names->items[m].first)->start;
  struct buffer joined = {0};
  for (; m < r->names->count && r->names->items[m].first < end; m++) {
    const struct mention *name = &r->names->items[m];
    const uint32_t start = token_of(r->story, name->first)->start;
    buffer_add(&joined, text + from, start - from);
    buffer_add_text(&joined, r->names->entities[name->entity].name);
    from = span_end(phrase_span(r->story, (struct phrase){name->first, name->first + name->count}));
  }
  if (span_end(whole) > from) buffer_add(&joined, text + from, span_end(whole) - from);
  char *copy = joined.no_memory ? NULL : arena_copy(&r->document->arena, joined.bytes, joined.count);
  if (joined.no_memory) r->document->status = STATUS_NO_MEMORY;
  buffer_free(&joined);
  return in_one_line(copy);
}

static bool is_body_word(const struct resolver *r, uint32_t noun) {
  return is_group_word(r->story, noun) || has(r->story, noun, LEXICON_ORGANIZATION_END);
}

/* Who or what a neuter pronoun at token `i` goes on with: the body that is the subject of the sentence before; empty if
** none is. */
static struct phrase body_before(const struct resolver *r, uint32_t i) {
  const struct phrase none = {0, 0};
  const struct sentences *sentences = document_sentences(r->document);
  uint32_t sentence = sentences_of(sentences, i);
  for (uint32_t steps = 0; sentence-- > 0 && steps < FARTHEST_SUBJECT; steps++) {
    if (is_report(r, sentences->items[sentence].first)) return none; /* who spoke there, resolve() knows */
    const struct phrase p = subject_in(r, sentence);
    if (phrase_is_empty(p)) return none;
    if (*lexicon_letters(r->story, p.first, LEXICON_PERSONAL_PRONOUN) == 'n') continue; /* It met. It said */
    const bool body = has(r->story, p.first, LEXICON_DETERMINER) && is_body_word(r, head_of(r->story, p));
    const uint32_t who = body ? NOBODY : named_by(r, p.first, p.end);
    return body || (who != NOBODY && agrees(r, who, 'n')) ? p : none;
  }
  return none;
}

/* Whether a word of a name is a noun, but for its capital and a plural: "Commission", "Airlines". */
static bool is_word_of(const struct resolver *r, uint32_t word, uint32_t noun) {
  const struct token *x = token_of(r->story, word), *y = token_of(r->story, noun);
  const char *p = r->document->text + x->start, *q = r->document->text + y->start;
  if (x->length < y->length || x->length > y->length + 1 || (x->length > y->length && p[y->length] != 's'))
    return false;
  uint32_t i = 0;
  while (i < y->length && (p[i] | 32) == (q[i] | 32)) i++;
  return i == y->length;
}

/* Whether the noun is a word of the name by which entity `e` is first called. */
static bool is_named_with(const struct resolver *r, uint32_t e, uint32_t noun) {
  const struct mention *name = &r->names->items[r->names->entities[e].first];
  for (uint32_t i = name->first; i < name->first + name->count; i++)
    if (is_word_of(r, i, noun)) return true;
  return false;
}

/* Whether a noun can call a body that its name does not call so: a bank is a company, a commission is none. */
static bool can_be_called(const struct resolver *r, uint32_t e, uint32_t noun) {
  const struct story *s = r->story;
  const struct mention *name = &r->names->items[r->names->entities[e].first];
  if (r->names->entities[e].kind != NAME_ORGANIZATION) return false;
  const bool business = *lexicon_letters(s, noun, LEXICON_BUSINESS) == 'a';
  if (has(s, noun, LEXICON_PLURAL_NOUN) || !(business || has(s, noun, LEXICON_ORGANIZATION_END))) return false;
  for (uint32_t i = name->first; i < name->first + name->count; i++) {
    const struct token *t = token_of(s, i);
    const uint64_t hash = gazetteer_hash(word_key(r->document->text + t->start, t->length, 1));
    const bool body = has(s, i, LEXICON_ORGANIZATION_END) || gazetteer_find(hash) & 1u << GAZETTEER_NOUN_GROUP;
    if (body && !is_word_of(r, i, noun) &&
        !(business && (has(s, i, LEXICON_BUSINESS) || has(s, i, LEXICON_LEGAL_FORM))))
      return false;
  }
  return true;
}

/* Which body a noun with its article means: the one that was named by that word; else the one that the sentence before
** tells of.  Of a noun for any business, also the one that spoke last, or the only one so far. */
static uint32_t body_called(const struct resolver *r, uint32_t noun) {
  const uint32_t here = names_from(r->names, noun);
  if (r->last_group != NOBODY && is_named_with(r, r->last_group, noun)) return r->last_group;
  const bool any = *lexicon_letters(r->story, noun, LEXICON_BUSINESS) == 'a';
  uint32_t only = NOBODY;
  bool several = false;
  for (uint32_t m = here, steps = 0; m-- > 0 && steps < FARTHEST_ANTECEDENT; steps++) {
    const struct mention *name = &r->names->items[m];
    if (name->kind != NAME_ORGANIZATION) continue;
    if (is_named_with(r, name->entity, noun)) return name->entity;
    if (!any || !can_be_called(r, name->entity, noun)) continue;
    several |= only != NOBODY && only != name->entity;
    only = name->entity;
  }
  const struct phrase before = body_before(r, noun);
  const uint32_t who = !phrase_is_empty(before) ? named_by(r, before.first, before.end) : any ? r->last_group : NOBODY;
  if (who != NOBODY && can_be_called(r, who, noun)) return who;
  return several ? NOBODY : only;
}

/* The name for the words of a speaker, who says what begins at token `content`; NULL where nobody knows. */
static const char *resolve(struct resolver *r, struct span speaker, uint32_t content, const struct tokens *tokens) {
  uint32_t first = tokens_from(tokens, speaker.start), end = tokens_from(tokens, span_end(speaker)), who = NOBODY;
  if (first >= end) return NULL;
  const char *gender = end - first == 1 ? pronoun_of(r, first) : NULL;
  if (gender) {
    if (*gender == 'p' && r->last_they) return r->last_they;
    if (!*gender) return NULL;
    const bool person = *gender == 'm' || *gender == 'f';
    if (person && r->last_words && !r->asked && !has(r->story, r->last_noun, LEXICON_MESSAGE) &&
        !has(r->story, r->last_noun, LEXICON_ORGANIZATION_END) && !person_between(r, r->last_words_at, first, *gender))
      return r->last_words;
    const struct phrase body = *gender == 'n' ? body_before(r, first) : (struct phrase){0, 0};
    if (!phrase_is_empty(body)) return resolve(r, phrase_span(r->story, body), body.end, tokens);
    if (*gender == 'n' && r->last_words && is_body_word(r, r->last_noun)) return r->last_words;
    who = antecedent(r, first, content, *gender);
    if (who == NOBODY) return NULL;
  } else if (is_several(r, first, end)) {
    r->last_words = NULL;
    return r->last_they = named_together(r, first, end);
  } else {
    who = named_by(r, first, end);
    if (who != NOBODY && r->names->entities[who].kind != NAME_PERSON && content != end + 1 &&
        named_behind(r, end) != NOBODY)
      who = NOBODY;
    bool definite = end - first >= 2 && end - first <= LONGEST_DESCRIPTION && token_of(r->story, first)->length == 3 &&
                    (r->document->text[token_of(r->story, first)->start] | 32) == 't';
    if (who == NOBODY && content != end + 1) who = named_behind(r, end); /* but: according to an aide, Ann Lee left */
    bool plain = definite && end - first == 2;                           /* an article and a noun */
    if (who == NOBODY && plain && r->last_words && is_same_word(r, end - 1, r->last_noun)) return r->last_words;
    if (who == NOBODY && plain && is_body_word(r, end - 1)) who = body_called(r, end - 1);
    const uint32_t m = names_from(r->names, end - 1); /* the government of Japan: not by the name in it */
    const bool named = m < r->names->count && r->names->items[m].first < end;
    if (who == NOBODY && definite && !named && !is_foreign(r, first, end - 1)) who = described_as(r, end - 1);
  }
  if (who == NOBODY) {
    const char *as_it_stands = words(r, speaker);
    const uint32_t head = head_of(r->story, (struct phrase){first, end});
    bool plural = ends_with(r->story, head, LEXICON_ENDING_PLURAL) || has(r->story, head, LEXICON_PLURAL_NOUN);
    if (plural && !has(r->story, head, LEXICON_STUDY)) r->last_they = as_it_stands;
    r->last_words = plural ? NULL : as_it_stands;
    r->last_noun = head;
    r->last_words_at = end;
    return as_it_stands;
  }
  r->last_words = NULL;
  if (r->names->entities[who].kind == NAME_PERSON) {
    if (r->last_person != who) r->person_before = r->last_person;
    r->last_person = who;
  } else r->last_group = who;
  return r->names->entities[who].name;
}

const char *quotation_speaker(struct document *d, uint32_t i) {
  const struct quotations *layer = document_quotations(d);
  if (!layer->speakers && layer->count) {
    const struct tokens *tokens = document_tokens(d);
    struct resolver r = {.document = d,
                         .story = &document_reports(d)->story,
                         .names = document_names(d),
                         .last_person = NOBODY,
                         .last_group = NOBODY,
                         .person_before = NOBODY};
    const char **speakers = document_memory(d, layer->count * sizeof *speakers);
    if (!speakers || d->status) return NULL;
    for (uint32_t k = 0, content = 0; k < layer->count; k++) { /* `content`: the first of its cue */
      if (document_must_stop(d, 16)) return NULL;
      if (!layer->items[k].speaker.length) continue;
      /* carried over: the same words, the same speaker */
      if (k && r.last_words) r.last_words_at = tokens_from(tokens, span_end(layer->items[k - 1].span));
      if (!k || layer->items[k - 1].cue.start != layer->items[k].cue.start) content = k;
      bool same = k && layer->items[k - 1].speaker.start == layer->items[k].speaker.start;
      speakers[k] =
          same ? speakers[k - 1]
               : resolve(&r, layer->items[k].speaker, tokens_from(tokens, layer->items[content].span.start), tokens);
      uint32_t cue = tokens_from(tokens, layer->items[k].cue.start);
      r.asked = layer->items[k].cue.length && has(r.story, cue, LEXICON_ASKING);
    }
    if (document_must_stop(d, 0)) return NULL;
    d->quotations->speakers = speakers;
  }
  return layer->speakers ? layer->speakers[i] : NULL;
}
