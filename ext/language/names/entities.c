/* Entities: see entities.h. */
#include "entities.h"

#include "../lexicon.h"
#include "bearers.h"
#include "gazetteer.h"

#include <string.h>

static bool is_text(const struct resolver *r, const struct token *t, char mark) {
  return t->length == 1 && r->document->text[t->start] == mark;
}

/* The title before a mention, as the lexicon values it; NULL if there is none. */
static const char *title_before(const struct resolver *r, const struct mention *m) {
  const struct token *t = r->all + m->first;
  uint32_t back = m->first >= 1 && is_text(r, t - 1, '.') ? 2 : 1;
  return m->first >= back ? lexicon_value(t[-(int)back].word, LEXICON_PERSON_TITLE) : NULL;
}

/* Whether a word of kinship stands before a mention. */
static bool is_relative(const struct resolver *r, const struct mention *m) {
  const struct token *t = r->all + m->first;
  uint32_t back = m->first >= 1 && is_text(r, t - 1, ',') ? 2 : 1;
  const char *title = m->first >= back ? lexicon_value(t[-(int)back].word, LEXICON_PERSON_TITLE) : NULL;
  return title && strstr(title, "kin") && !(t[-(int)back].flags & TOKEN_CAPITALIZED);
}

/* What the title before a mention says of a person's sex, or a given name. */
static uint8_t gender_of(const struct resolver *r, const struct mention *m, const struct form *f) {
  const char *title = title_before(r, m);
  if (title && (*title == 'm' || *title == 'f')) return *title == 'm' ? GENDER_MALE : GENDER_FEMALE;
  uint32_t lists = f->count > 1 ? gazetteer_find(f->words[0]) : 0;
  if (lists >> GAZETTEER_GIVEN_FEMALE & 1) return GENDER_FEMALE;
  return lists >> GAZETTEER_GIVEN_MALE & 1 ? GENDER_MALE : GENDER_UNKNOWN;
}

/* A person is named in full by two words or more that are not particles; "Ben" and "Al" are none at a name's head. */
static bool is_full(const struct form *f, int kind) {
  enum { GIVEN = 1 << GAZETTEER_GIVEN_FEMALE | 1 << GAZETTEER_GIVEN_MALE | 1 << GAZETTEER_GIVEN };
  if (f->constant || kind != NAME_PERSON) return true;
  uint32_t words = 0;
  for (uint32_t i = 0; i < f->count; i++) {
    bool given = !i && f->tokens[i]->flags & TOKEN_CAPITALIZED && gazetteer_find(f->words[i]) & GIVEN;
    words += given || !(lexicon_has(f->tokens[i]->word, LEXICON_NAME_PARTICLE) ||
                        lexicon_has(f->tokens[i]->word, LEXICON_NAME_SUFFIX));
  }
  return words > 1;
}

/* The kinds that one form has in the story, voted for by its mentions. */
struct vote {
  uint64_t hash;
  uint32_t all, kinds[NAME_OTHER + 1];
};

static bool is_great_place(uint64_t hash) {
  enum {
    PLACES = 1 << GAZETTEER_COUNTRY | 1 << GAZETTEER_CITY_LARGE | 1 << GAZETTEER_REGION,
    GROUPS = 1 << GAZETTEER_ORGANIZATION | 1 << GAZETTEER_ACRONYM | 1 << GAZETTEER_COMPANY | 1 << GAZETTEER_TEAM
  };
  uint32_t lists = gazetteer_find(hash);
  return lists & PLACES && !(lists & GROUPS);
}

/* Whether a mention ends in what people are called by, and nothing else is. */
static bool is_of_person(const struct resolver *r, const struct mention *m) {
  enum {
    PEOPLE = 1 << GAZETTEER_GIVEN_FEMALE | 1 << GAZETTEER_GIVEN_MALE | 1 << GAZETTEER_GIVEN | 1 << GAZETTEER_SURNAME,
    OTHERS = 1 << GAZETTEER_DEMONYM | 1 << GAZETTEER_WORK | 1 << GAZETTEER_COMPANY
  };
  uint32_t lists = scene_lists(r->scene, m->first + m->count - 1);
  return lists & PEOPLE && !(lists & OTHERS);
}

/* The same words are mostly the same kind of thing: of three mentions or more, all are what most are; and who is a person
** once is no thing elsewhere. */
static void vote_kinds(struct resolver *r, uint32_t count) {
  uint32_t room = 16;
  while (room < count * 2) room *= 2;
  struct vote *votes = arena_get(&r->document->arena, room * sizeof *votes);
  uint32_t *of = arena_take(&r->document->arena, count * sizeof *of); /* each mention's */
  if (!votes || !of) return;
  for (uint32_t i = 0; i < count && !document_must_stop(r->document, 16); i++) {
    struct form f;
    form_set(&f, r->scene, &r->mentions[i]);
    uint64_t hash = form_hash(&f, 0, f.count);
    uint32_t slot = (uint32_t)(hash >> 20) & (room - 1);
    while (votes[slot].hash && votes[slot].hash != hash) slot = (slot + 1) & (room - 1);
    votes[slot].hash = hash;
    votes[slot].all++;
    votes[slot].kinds[r->mentions[i].kind]++;
    of[i] = slot;
  }
  for (uint32_t i = 0; i < count && !document_must_stop(r->document, 16); i++) {
    const uint32_t *kinds = votes[of[i]].kinds, kind = r->mentions[i].kind;
    uint32_t best = kind, all = votes[of[i]].all;
    if (kinds[kind] == all) continue;
    if (kind == NAME_ORGANIZATION && kinds[NAME_PLACE] * 2 >= all && is_great_place(votes[of[i]].hash))
      r->mentions[i].kind = NAME_PLACE; /* but for a team of its name */
    if (kind == NAME_OTHER && kinds[NAME_PERSON] && is_of_person(r, &r->mentions[i])) r->mentions[i].kind = NAME_PERSON;
    if (all < 3) continue;
    for (uint32_t k = 0; k <= NAME_OTHER; k++)
      if (kinds[k] > kinds[best]) best = k;
    for (uint32_t k = 0; k <= NAME_OTHER; k++)
      if (k != best && kinds[k] == kinds[best]) best = kind;
    r->mentions[i].kind = (uint8_t)best;
  }
}

static uint32_t new_thing(struct resolver *r, uint32_t i, const struct form *f) {
  uint32_t thing = (uint32_t)r->things.count;
  struct person_or_thing *p = ARENA_ADD(&r->document->arena, &r->things);
  if (!p) return NOBODY;
  *p = (struct person_or_thing){.constant = f->constant, .same = thing};
  p->entity = (struct entity){.first = i, .kind = r->mentions[i].kind};
  enter_form(r, ROLE_WHOLE, r->mentions[i].kind, form_hash(f, 0, f->count), thing);
  return thing;
}

/* The first round: every different name of two words or more is a thing of its own. */
static void find_full(struct resolver *r, uint32_t count) {
  for (uint32_t i = 0; i < count && !document_must_stop(r->document, 16); i++) {
    struct mention *m = &r->mentions[i];
    struct form f;
    m->entity = NOBODY;
    bool titled = m->kind == NAME_PERSON && title_before(r, m);
    if (m->count == 1 && !titled) continue;
    form_set(&f, r->scene, m);
    if (f.count == 1 && titled) enter_form(r, ROLE_TITLED, NAME_PERSON, f.words[0], NOBODY);
    if (f.count < 2 || !is_full(&f, m->kind)) continue;
    uint32_t thing = form_bearer(r, ROLE_WHOLE, m->kind, form_hash(&f, 0, f.count), GENDER_UNKNOWN);
    if (thing == NOBODY) {
      struct form *kept = arena_take(&r->document->arena, sizeof *kept);
      if (kept) *kept = f;
      thing = kept ? new_thing(r, i, &f) : NOBODY;
      if (thing == NOBODY) return;
      r->things.items[thing].form = kept;
    }
    struct entity *e = &r->things.items[thing].entity;
    if (m->kind == NAME_PERSON && !e->gender) e->gender = gender_of(r, m, &f);
    r->things.items[thing].full++;
    r->things.items[thing].relative |= m->kind == NAME_PERSON && is_relative(r, m);
    m->entity = thing;
  }
}

/* The second round: full names that are forms of fuller ones. */
static void merge_forms(struct resolver *r) {
  uint32_t count = (uint32_t)r->things.count;
  for (uint32_t i = 0; i < count; i++) enter_forms(r, i);
  for (uint32_t i = 0; i < count && !document_must_stop(r->document, 16); i++) {
    struct person_or_thing *p = &r->things.items[i];
    const struct form *f = p->form;
    uint32_t n = f->count, other = NOBODY;
    uint64_t whole = form_hash(f, 0, n);
    if (p->entity.kind == NAME_PERSON) {
      n = words_without_suffix(f);
      bool son = n < f->count && is_son(r, i, n, &other);
      if (other == NOBODY) other = form_bearer(r, ROLE_SURNAME, NAME_PERSON, whole, GENDER_UNKNOWN);
      if (other == NOBODY && is_initial_letter(f->tokens[0])) {
        uint64_t letter = (unsigned char)r->document->text[f->tokens[0]->start];
        other = form_bearer(r, ROLE_INITIAL, NAME_PERSON, gazetteer_join(letter, f->words[n - 1]), p->entity.gender);
      }
      /* "Donald Trump" and "Donald J. Trump": the one entered first holds both. */
      if (other == NOBODY && n == 2 && !son) {
        uint64_t ends = role_key(ROLE_ENDS, NAME_PERSON, gazetteer_join(f->words[0], f->words[1]));
        for (uint32_t at = first_link(r, ends), seen = 0; at && seen < CHAIN_MOST;
             at = r->links.items[at].next, seen++) {
          if (r->links.items[at].key != ends || real_thing(r, r->links.items[at].thing) == i) continue;
          if (!are_father_and_son(r, i, r->links.items[at].thing)) other = real_thing(r, r->links.items[at].thing);
        }
      }
    } else if (p->entity.kind == NAME_ORGANIZATION) {
      other = form_bearer(r, ROLE_SHORT, NAME_ORGANIZATION, whole, GENDER_UNKNOWN);
    }
    bool place =
        p->entity.kind == NAME_PLACE && gazetteer_find(whole) >> GAZETTEER_COUNTRY & 1; /* not South Africa Ltd */
    if (other == NOBODY && !place) other = form_bearer(r, ROLE_FIRM, NAME_ORGANIZATION, whole, GENDER_UNKNOWN);
    /* "Wasserman Schultz", taken for a body, of Debbie Wasserman Schultz */
    bool known = lexicon_match(f->tokens[0], LEXICON_ORGANIZATION_ALIAS, NULL) == f->count; /* by the whole world */
    if (other == NOBODY && p->entity.kind == NAME_ORGANIZATION && !known)
      other = form_bearer(r, ROLE_SURNAME, NAME_PERSON, whole, GENDER_UNKNOWN);
    if (other == NOBODY || real_thing(r, other) == i) continue;
    r->things.items[real_thing(r, other)].full += p->full;
    p->same = real_thing(r, other);
  }
}

/* Whether a word is the surname of people in the story, of several of whom it tells: "the Clintons". */
static bool is_family(const struct resolver *r, const struct token *t) {
  if (t->kind != TOKEN_WORD || t->length < 4 || r->document->text[t->start + t->length - 1] != 's') return false;
  uint64_t one = gazetteer_hash(word_key(r->document->text + t->start, t->length - 1, 1));
  return is_form_borne(r, ROLE_SURNAME, NAME_PERSON, one);
}

/* Whether a place's name of one word is the surname of somebody in the story, and acts at the head of a clause: "Jordan
** said". */
static bool is_surname_acting(const struct resolver *r, const struct mention *m) {
  enum { VERBS = 1 << GAZETTEER_VERB | 1 << GAZETTEER_VERB_SAID };
  const struct token *t = r->all + m->first, *next = t + 1;
  bool opens = !m->first || t->flags & (TOKEN_AFTER_LINE | TOKEN_AFTER_PARAGRAPH) || t[-1].kind == TOKEN_MARK;
  if (m->kind != NAME_PLACE || m->count > 1 ||
      !is_form_borne(r, ROLE_SURNAME, NAME_PERSON, scene_hash(r->scene, m->first)))
    return false;
  return opens && next->kind == TOKEN_WORD && !(next->flags & TOKEN_CAPITALIZED) &&
         (scene_lists(r->scene, m->first + 1) & VERBS || lexicon_has(next->word, LEXICON_VERB_PAST));
}

/* A name of one word is what the story has in full: "Ford" of the company if
** that is what it names, of Harrison Ford if it names him. */
static void settle_kind(const struct resolver *r, struct mention *m, const struct form *f) {
  enum {
    PLACES = 1 << GAZETTEER_COUNTRY | 1 << GAZETTEER_CITY_LARGE | 1 << GAZETTEER_DEMONYM,
    GIVEN = 1 << GAZETTEER_GIVEN_FEMALE | 1 << GAZETTEER_GIVEN_MALE | 1 << GAZETTEER_GIVEN,
    NO_GROUP = GIVEN | 1 << GAZETTEER_GIVEN_RARE | 1 << GAZETTEER_SURNAME | 1 << GAZETTEER_ADJECTIVE,
    SMALL_PLACES = 1 << GAZETTEER_CITY | 1 << GAZETTEER_REGION,
    THINGS = 1 << GAZETTEER_ORGANIZATION | 1 << GAZETTEER_COMPANY | 1 << GAZETTEER_ACRONYM | 1 << GAZETTEER_TEAM |
             1 << GAZETTEER_NOUN_GROUP | 1 << GAZETTEER_NOUN_OTHER
  };
  uint64_t word = f->words[0];
  uint32_t lists = scene_lists(r->scene, (uint32_t)(f->tokens[0] - r->all));
  if (lexicon_has(f->tokens[0]->word, LEXICON_ORGANIZATION_ALIAS)) return;
  bool firm = is_form_borne(r, ROLE_FIRM, NAME_ORGANIZATION, word);
  bool own = is_form_borne(r, ROLE_OWN, NAME_ORGANIZATION, word);
  bool group = firm || is_form_borne(r, ROLE_SHORT, NAME_ORGANIZATION, word);
  if (is_form_borne(r, ROLE_SURNAME, NAME_PERSON, word)) {
    if (m->kind != NAME_PERSON && !group && !(lists & PLACES)) m->kind = NAME_PERSON;
  } else if (m->kind != NAME_PERSON && !group && !(lists & (PLACES | SMALL_PLACES)) &&
             (m->kind == NAME_PLACE || (lists & GIVEN && !(lists & THINGS))) &&
             is_form_borne(r, ROLE_GIVEN, NAME_PERSON, word)) {
    m->kind = NAME_PERSON;
  } else if (m->kind == NAME_PERSON) {
    group |= is_form_borne(r, ROLE_WORD, NAME_ORGANIZATION, word);
    if (!group || is_form_borne(r, ROLE_TITLED, NAME_PERSON, word)) return;
    if (firm || own || !(lists & NO_GROUP)) m->kind = NAME_ORGANIZATION;
  } else if ((firm && !(lists & PLACES)) || (own && m->kind == NAME_PLACE)) {
    m->kind = NAME_ORGANIZATION;
  } else if (!group && !lists && is_family(r, f->tokens[0])) {
    m->kind = NAME_PERSON;
  }
}

static uint32_t short_for(struct resolver *r, const struct mention *m, const struct form *f, uint8_t gender,
                          uint32_t i) {
  uint64_t whole = form_hash(f, 0, f->count);
  const struct token *t = r->all + m->first;
  bool shouted = t->flags & TOKEN_ALL_CAPS || r->document->text[t->start + 1] == '.'; /* as acronyms are */
  uint64_t letters = f->count == 1 && shouted ? acronym_letters(r->document->text, t) : 0;
  uint32_t thing = NOBODY;
  if (f->constant) return form_bearer(r, ROLE_WHOLE, m->kind, whole, GENDER_UNKNOWN);
  if (m->kind == NAME_PERSON) {
    for (enum role role = ROLE_SURNAME; role <= ROLE_GIVEN && thing == NOBODY; role++) {
      thing = form_bearer(r, role, m->kind, whole, gender);
      if (thing == NOBODY) thing = settled_bearer(r, role, whole, gender, i);
    }
  } else if (letters) {
    thing = form_bearer(r, ROLE_ACRONYM, NAME_ORGANIZATION, letters, GENDER_UNKNOWN);
    if (thing == NOBODY && !lexicon_has(f->tokens[0]->word, LEXICON_SHARED_LETTERS))
      thing = form_bearer(r, ROLE_LETTERS, NAME_ORGANIZATION, letters, GENDER_UNKNOWN);
  }
  if (m->kind == NAME_ORGANIZATION) {
    if (thing == NOBODY) thing = form_bearer(r, ROLE_SHORT, m->kind, whole, GENDER_UNKNOWN);
    if (thing == NOBODY && f->count == 1) thing = form_bearer(r, ROLE_WORD, m->kind, whole, GENDER_UNKNOWN);
  }
  return thing != NOBODY ? thing : form_bearer(r, ROLE_WHOLE, m->kind, whole, gender);
}

/* Acronyms that the text explains: "the Centers for Disease Control and Prevention (CDC)". */
static void find_explained(struct resolver *r, uint32_t count) {
  for (uint32_t i = 1; i < count && !document_must_stop(r->document, 4); i++) {
    const struct mention *m = &r->mentions[i], *before = m - 1;
    const struct token *t = r->all + m->first;
    if (m->count != 1 || before->entity == NOBODY || before->kind == NAME_PERSON ||
        before->first + before->count + 1 != m->first || !is_text(r, t - 1, '('))
      continue;
    uint64_t letters = acronym_letters(r->document->text, t);
    uint32_t thing = real_thing(r, before->entity);
    if (letters && form_abbreviates(r->things.items[before->entity].form, r->document->text, t))
      enter_form(r, ROLE_ACRONYM, NAME_ORGANIZATION, letters, thing);
  }
}

/* The third round: surnames and given names alone, acronyms, and all that has but one word. */
static void find_short(struct resolver *r, uint32_t count) {
  for (uint32_t i = 0; i < count && !document_must_stop(r->document, 16); i++) {
    struct mention *m = &r->mentions[i];
    if (m->entity == NOBODY) {
      struct form f;
      if (is_surname_acting(r, m)) m->kind = NAME_PERSON;
      form_set(&f, r->scene, m);
      if (f.count == 1 && !f.constant) settle_kind(r, m, &f);
      uint8_t gender = m->kind == NAME_PERSON ? gender_of(r, m, &f) : GENDER_UNKNOWN;
      m->entity = short_for(r, m, &f, gender, i);
      if (m->entity == NOBODY) m->entity = new_thing(r, i, &f);
      if (m->entity == NOBODY) return;
      if (!r->things.items[m->entity].entity.gender) r->things.items[m->entity].entity.gender = gender;
    }
    m->entity = real_thing(r, m->entity);
    uint8_t kind = r->things.items[m->entity].entity.kind;
    if (kind == NAME_ORGANIZATION || (kind == NAME_PERSON && m->kind == NAME_ORGANIZATION)) m->kind = kind;
  }
}

/* How full a mention's form of the name is.  Of forms in capitals throughout, as in headlines, people's and places' are
** told in ordinary letters (mention_name); others are taken only where there is nothing else. */
static uint32_t fullness(const struct resolver *r, const struct mention *m) {
  const struct token *t = r->all + m->first;
  uint32_t words = 0, ordinary = 0, article = mention_has_article(t, m);
  for (uint32_t i = article; i < m->count; i++) {
    words += t[i].kind != TOKEN_MARK && words < 63;
    ordinary |= t[i].kind == TOKEN_WORD && t[i].flags & TOKEN_CAPITALIZED && !(t[i].flags & TOKEN_ALL_CAPS);
  }
  if (m->count == 1) ordinary = t->kind != TOKEN_WORD || !(t->flags & TOKEN_ALL_CAPS);
  uint32_t length = article ? m->span.length - (t[1].start - t->start) : m->span.length;
  uint32_t rank = m->kind == NAME_PERSON || m->kind == NAME_PLACE ? words << 1 | ordinary : ordinary << 6 | words;
  return rank << 24 | (length & 0x7FFFFF) << 1 | !article;
}

static void show(struct resolver *r, struct names *names, uint32_t count) {
  struct document *d = r->document;
  struct ARENA_LIST(struct entity) list = {0};
  uint32_t *best = arena_get(&d->arena, (r->things.count + 1) * sizeof *best),
           *most = arena_get(&d->arena, (r->things.count + 1) * sizeof *most); /* how full the best mention is */
  if (!best || !most) return;
  for (uint32_t i = 0; i < r->things.count; i++) r->things.items[i].number = NOBODY;
  for (uint32_t i = 0; i < count && !document_must_stop(d, 16); i++) {
    struct mention *m = &r->mentions[i];
    struct person_or_thing *p = &r->things.items[m->entity];
    if (p->number == NOBODY) {
      p->number = (uint32_t)list.count;
      struct entity *e = ARENA_ADD(&d->arena, &list);
      if (!e) return;
      *e = p->entity;
      e->first = i;
    }
    m->entity = p->number;
    if (!list.items) return; /* never: an entity was added for each number */
    list.items[m->entity].mentions++;
    uint32_t full = fullness(r, m) + 1;
    if (full > most[m->entity]) most[m->entity] = full, best[m->entity] = i;
  }
  for (uint32_t i = 0; i < r->things.count; i++) {
    const struct person_or_thing *p = &r->things.items[i];
    if (p->number == NOBODY || document_must_stop(d, 16)) continue;
    struct entity *e = &list.items[p->number];
    e->name = p->constant;
    if (e->name) e->length = (uint32_t)strlen(e->name);
    else e->name = mention_name(d, &r->mentions[best[p->number]], &e->length);
  }
  names->entities = list.items;
  names->entity_count = (uint32_t)list.count;
}

void resolve_names(struct scene *s, struct names *names, struct mention *mentions, uint32_t count) {
  struct document *d = s->document;
  struct resolver r = {.document = d, .scene = s, .all = s->tokens, .mentions = mentions};
  uint32_t room = 16;
  if (!count) return;
  while (room < count * 4) room *= 2;
  r.slots = arena_get(&d->arena, room * sizeof *r.slots);
  r.roles = arena_get(&d->arena, room * sizeof *r.roles);
  r.slot_mask = room - 1;
  struct link *none = ARENA_ADD(&d->arena, &r.links); /* link 0 */
  if (document_must_stop(d, 0) || !r.slots || !r.roles || !none) return;
  vote_kinds(&r, count);
  find_full(&r, count);
  merge_forms(&r);
  find_explained(&r, count);
  find_short(&r, count);
  if (!document_must_stop(d, 0)) show(&r, names, count);
}
