/* Who bears a form of a name: see bearers.h. */
#include "bearers.h"

#include "../lexicon.h"
#include "gazetteer.h"

enum {
  OWN_LEAST = 3, /* letters of a word that says which firm is meant */
  GIVEN_NAMES = 1 << GAZETTEER_GIVEN_FEMALE | 1 << GAZETTEER_GIVEN_MALE
};

void enter_form(struct resolver *r, enum role role, int kind, uint64_t hash, uint32_t thing) {
  uint64_t key = role_key(role, kind, hash);
  uint32_t *slot = &r->slots[key >> 20 & r->slot_mask], number = (uint32_t)r->links.count;
  struct link *link = ARENA_ADD(&r->document->arena, &r->links);
  if (!link) return;
  *link = (struct link){key, thing, *slot};
  *slot = number;
  r->roles[hash >> 20 & r->slot_mask] |= role_bit(role, kind);
}

uint32_t real_thing(const struct resolver *r, uint32_t thing) {
  for (int steps = 0; steps < 8 && r->things.items[thing].same != thing; steps++) thing = r->things.items[thing].same;
  return thing;
}

uint32_t form_bearer(const struct resolver *r, enum role role, int kind, uint64_t hash, uint8_t gender) {
  if (!may_be_borne(r, role, kind, hash)) return NOBODY;
  uint64_t key = role_key(role, kind, hash);
  uint32_t best = NOBODY, second = 0, seen = 0;
  for (uint32_t at = first_link(r, key); at && seen < CHAIN_MOST; at = r->links.items[at].next) {
    if (r->links.items[at].key != key) continue;
    uint32_t thing = real_thing(r, r->links.items[at].thing);
    const struct person_or_thing *p = &r->things.items[thing];
    seen++;
    if (thing == best || (gender && p->entity.gender && p->entity.gender != gender)) continue;
    uint32_t most = best == NOBODY ? 0 : r->things.items[best].full;
    if (best == NOBODY || p->full > most) {
      second = most;
      best = thing;
    } else if (p->full > second) {
      second = p->full;
    }
  }
  return best != NOBODY && r->things.items[best].full < 3 * second ? NOBODY : best;
}

uint32_t settled_bearer(struct resolver *r, enum role role, uint64_t hash, uint8_t gender, uint32_t i) {
  if (!may_be_borne(r, role, NAME_PERSON, hash)) return NOBODY;
  uint64_t key = role_key(role, NAME_PERSON, hash);
  uint32_t only = NOBODY, settled = NOBODY, next = NOBODY, named = 0, called = 0, seen = 0;
  for (uint32_t at = first_link(r, key); at && seen < CHAIN_MOST; at = r->links.items[at].next) {
    if (r->links.items[at].key != key) continue;
    uint32_t thing = real_thing(r, r->links.items[at].thing);
    const struct person_or_thing *p = &r->things.items[thing];
    seen++;
    if (thing == only || p->relative || (gender && p->entity.gender && p->entity.gender != gender)) continue;
    if (p->entity.first > i) {
      if (next == NOBODY || p->entity.first < r->things.items[next].entity.first) next = thing;
      continue;
    }
    named++;
    only = thing;
    if (p->alone) called += thing != settled, settled = thing;
  }
  uint32_t thing = !named ? next : named == 1 ? only : called == 1 ? settled : NOBODY;
  if (thing != NOBODY) r->things.items[thing].alone++;
  return thing;
}

bool is_form_borne(const struct resolver *r, enum role role, int kind, uint64_t hash) {
  if (!may_be_borne(r, role, kind, hash)) return false;
  uint64_t key = role_key(role, kind, hash);
  uint32_t at = first_link(r, key);
  for (uint32_t seen = 0; at && r->links.items[at].key != key && seen < CHAIN_MOST; seen++)
    at = r->links.items[at].next;
  return at && r->links.items[at].key == key;
}

bool is_initial_letter(const struct token *t) {
  return t->flags & TOKEN_CAPITALIZED && (t->length == 1 || (t->kind == TOKEN_ACRONYM && t->length == 2));
}

/* The acronyms of a name: with small words and without, with the country before it and without. */
static void enter_acronyms(struct resolver *r, const struct form *f, uint32_t thing, uint32_t lead) {
  const char *text = r->document->text;
  uint32_t n = f->count;
  while (n > 1 && lexicon_has(f->tokens[n - 1]->word, LEXICON_LEGAL_FORM)) n--;
  if (!lead && f->tokens[0]->length > 1 && f->tokens[0]->flags & TOKEN_ALL_CAPS)
    return; /* "EC Commission" is not the EC */
  for (uint32_t first = 0; first <= lead; first++) {
    uint64_t letters = form_letters(f, text, first, n - first, false);
    uint64_t all = form_letters(f, text, first, n - first, true);
    if (letters) enter_form(r, ROLE_LETTERS, NAME_ORGANIZATION, letters, thing);
    if (all != letters) enter_form(r, ROLE_LETTERS, NAME_ORGANIZATION, all, thing);
  }
  if (n > 1 && n < f->count) /* "AMC", of American Motors Corp */
    enter_form(r, ROLE_LETTERS, NAME_ORGANIZATION, form_letters(f, text, 0, n + 1, false), thing);
}

/* Whether the first of two words is another thing's name: of the place or body that this one is of, "Paris Club", "EC
** Commission"; but "Houston Inc" may be called Houston, and "NBC News" NBC. */
static bool is_anothers(const struct form *f) {
  enum { PLACES = 1 << GAZETTEER_COUNTRY | 1 << GAZETTEER_CITY_LARGE | 1 << GAZETTEER_REGION };
  uint32_t ending = f->tokens[1]->word;
  if (lexicon_has(ending, LEXICON_LEGAL_FORM)) return false;
  return gazetteer_find(f->words[0]) & PLACES || (lexicon_has(ending, LEXICON_PART_OF_BODY) && form_stands_alone(f, 0));
}

/* Whether a word of a firm's name says by itself which firm is meant: a surname, or a word that is nothing else; but not "Texas",
** "General" or "Tom", nor "Honda" of Honda Finance Ltd. */
static bool is_own_word(const struct form *f, uint32_t i) {
  enum {
    OTHERS = 1 << GAZETTEER_COUNTRY | 1 << GAZETTEER_CITY_LARGE | 1 << GAZETTEER_CITY | 1 << GAZETTEER_REGION |
             1 << GAZETTEER_DEMONYM,
    ORDINARY = 1 << GAZETTEER_NOUN_PERSON | 1 << GAZETTEER_NOUN_GROUP | 1 << GAZETTEER_NOUN_PLACE |
               1 << GAZETTEER_NOUN_OTHER | 1 << GAZETTEER_ADJECTIVE | 1 << GAZETTEER_FUNCTION | 1 << GAZETTEER_TITLE |
               1 << GAZETTEER_ORGANIZATION_WORD | 1 << GAZETTEER_PLACE_WORD | 1 << GAZETTEER_TIME |
               1 << GAZETTEER_ORGANIZATION | 1 << GAZETTEER_COMPANY | 1 << GAZETTEER_ACRONYM
  };
  uint32_t lists = gazetteer_find(f->words[i]);
  if (lists & (i ? OTHERS : OTHERS | GIVEN_NAMES)) return false;
  if (lexicon_match(f->tokens[i], LEXICON_LISTED_COUNTRY, NULL) == 1) return false;
  return f->tokens[i]->length >= OWN_LEAST && (lists >> GAZETTEER_SURNAME & 1 || !(lists & ORDINARY));
}

/* A firm by the first word of its name, and by the last before "Corp" if it is known by that or is called after somebody:
** Eastman Kodak Co, J.P. Morgan and Co. */
static void enter_own_words(struct resolver *r, const struct form *f, uint32_t thing) {
  uint32_t n = f->count;
  while (n > 1 && (lexicon_has(f->tokens[n - 1]->word, LEXICON_LEGAL_FORM) ||
                   lexicon_has(f->tokens[n - 1]->word, LEXICON_CONJUNCTION)))
    n--;
  for (uint32_t i = 0; i + 1 < n; i++)
    if (lexicon_has(f->tokens[i]->word, LEXICON_LEGAL_FORM)) return; /* two firms: "Acme Corp and Orsk Corp" */
  if (n < 2) return;
  const uint64_t first = f->words[0], last = f->words[n - 1];
  if (is_own_word(f, 0)) enter_form(r, ROLE_OWN, NAME_ORGANIZATION, first, thing);
  if (lexicon_has(f->tokens[n - 2]->word, LEXICON_TOPIC_PREPOSITION)) return;
  bool given =
      is_initial_letter(f->tokens[0]) || f->tokens[0]->kind == TOKEN_ACRONYM || gazetteer_find(first) & GIVEN_NAMES;
  bool after_somebody = given && is_own_word(f, n - 1);
  if (after_somebody) enter_form(r, ROLE_OWN, NAME_ORGANIZATION, last, thing);
  if (after_somebody || gazetteer_find(last) >> GAZETTEER_COMPANY & 1)
    enter_form(r, ROLE_WORD, NAME_ORGANIZATION, last, thing);
}

/* An organisation without its last words, "Corp" or "Foundation for the Arts", or without its country; by its first
** or last word alone, unless that names something by itself. */
static void enter_short(struct resolver *r, const struct form *f, uint32_t thing, uint32_t lead) {
  uint32_t n = f->count, core = n;
  const struct token *last = f->tokens[n - 1];
  bool firm = lexicon_has(last->word, LEXICON_LEGAL_FORM) && r->document->text[last->start + last->length] != '-';
  while (core > 1 && form_ends_group(f, core - 1) && !(core == 2 && is_anothers(f))) {
    uint64_t hash = form_hash(f, 0, --core);
    enter_form(r, ROLE_SHORT, NAME_ORGANIZATION, hash, thing);
    if (firm) enter_form(r, ROLE_FIRM, NAME_ORGANIZATION, hash, thing);
  }
  if (lead && !(firm && n == 3 && form_ends_group(f, 1))) /* "Swiss Bank Corp" is no bank but that */
    enter_form(r, ROLE_SHORT, NAME_ORGANIZATION, form_hash(f, 1, n - 1), thing);
  for (uint32_t k = 2; k + 1 < n; k++)
    if (lexicon_has(f->tokens[k]->word, LEXICON_NAME_JOINER) &&
        !lexicon_has(f->tokens[k]->word, LEXICON_PLACE_PREPOSITION)) {
      enter_form(r, ROLE_SHORT, NAME_ORGANIZATION, form_hash(f, 0, k), thing);
      break;
    }
  if (firm && !lead) enter_own_words(r, f, thing);
  if (!lead && (!form_stands_alone(f, 0) || (firm && is_own_word(f, 0))) &&
      lexicon_match(f->tokens[0], LEXICON_COMMON_BODY, NULL) != 1)
    enter_form(r, ROLE_WORD, NAME_ORGANIZATION, f->words[0], thing); /* "House Budget Committee" is not the House */
  if (!lexicon_has(f->tokens[n - 1]->word, LEXICON_STANDS_ALONE) && !form_stands_alone(f, n - 1) &&
      !lexicon_has(f->tokens[n - 2]->word, LEXICON_TOPIC_PREPOSITION)) /* nor "Bank of Orsk" Orsk */
    enter_form(r, ROLE_WORD, NAME_ORGANIZATION, f->words[n - 1], thing);
}

uint32_t words_without_suffix(const struct form *f) {
  uint32_t n = f->count;
  while (n > 2 && lexicon_has(f->tokens[n - 1]->word, LEXICON_NAME_SUFFIX)) n--;
  return n;
}

bool are_father_and_son(const struct resolver *r, uint32_t one, uint32_t other) {
  const struct person_or_thing *a = &r->things.items[one], *b = &r->things.items[other];
  uint32_t n = words_without_suffix(a->form), m = words_without_suffix(b->form);
  bool junior = n < a->form->count, others = m < b->form->count;
  if (junior && others) return a->form->words[n] != b->form->words[m];
  return junior != others && junior == (a->entity.first > b->entity.first);
}

bool is_son(const struct resolver *r, uint32_t thing, uint32_t n, uint32_t *same) {
  uint64_t whole = role_key(ROLE_WHOLE, NAME_PERSON, form_hash(r->things.items[thing].form, 0, n));
  uint32_t at = first_link(r, whole);
  for (uint32_t seen = 0; at && r->links.items[at].key != whole && seen < CHAIN_MOST; seen++)
    at = r->links.items[at].next;
  if (!at || r->links.items[at].key != whole) return false;
  if (are_father_and_son(r, thing, r->links.items[at].thing)) return true;
  *same = real_thing(r, r->links.items[at].thing);
  return false;
}

void enter_forms(struct resolver *r, uint32_t thing) {
  const struct form f = *r->things.items[thing].form;
  int kind = r->things.items[thing].entity.kind;
  if (kind == NAME_PERSON) {
    const uint32_t n = words_without_suffix(&f);
    uint32_t father;
    if (n < f.count && is_son(r, thing, n, &father)) return; /* the surname alone is the father's */
    for (uint32_t k = 1; k < n; k++) enter_form(r, ROLE_SURNAME, kind, form_hash(&f, k, n - k), thing);
    enter_form(r, ROLE_GIVEN, kind, f.words[0], thing);
    enter_form(r, ROLE_ENDS, kind, gazetteer_join(f.words[0], f.words[n - 1]), thing);
    unsigned char letter = (unsigned char)r->document->text[f.tokens[0]->start];
    if (!is_initial_letter(f.tokens[0]))
      enter_form(r, ROLE_INITIAL, kind, gazetteer_join(letter, f.words[n - 1]), thing);
    return;
  }
  uint32_t lead = form_begins_with_country(&f); /* words that may go */
  enter_acronyms(r, &f, thing, lead);
  if (kind == NAME_ORGANIZATION) enter_short(r, &f, thing, lead);
}
