/*
** What is a name elsewhere in the story is one again: see mender.h.
**
** The tagger weighs each place by itself, and so leaves out one "VW" of four.  A word with a capital that stands alone is a name
** if the story names something so elsewhere, or begins a body's name with it, or shows it as an acronym: "the Cocoa
** Producers Alliance (CPA)".  Of ordinary words more is asked.  Initials that the story explains by what is no body are none:
** "artificial intelligence (AI)", "the Digital Security Act (DSA)".
*/
#include "forms.h"
#include "mender.h"

enum {
  KINDS = NAME_OTHER + 1,
  NO_KIND = KINDS,
  ALONE_ORDINARY = 2 /* times that an ordinary word is a name elsewhere */
};

/* What a word stands for by what a place in the story tells, as initials do by the words before them. */
enum stands_for { STANDS_FOR_NAME, STANDS_FOR_BODY, STANDS_FOR_THING, STANDS_FOR_WORDS };

/* How often the story has a word as a name by itself, at the head of a body's name, at the end of a person's, as none. */
struct again_word {
  uint64_t hash;
  uint32_t alone[KINDS], head, surname, left_out;
  bool explained; /* it is an acronym that the story explains */
  uint8_t stands_for;
};

/* Initials in brackets. */
struct initials {
  uint32_t token;
  enum stands_for what;
};

struct again {
  struct mender *x;
  struct again_word *known;
  uint32_t mask;
};

static struct again_word *known_at(const struct again *a, uint32_t t) {
  uint64_t hash = hash_of(a->x, t);
  hash += !hash;
  uint32_t at = (uint32_t)(hash >> 20) & a->mask;
  while (a->known[at].hash && a->known[at].hash != hash) at = (at + 1) & a->mask;
  return &a->known[at];
}

static struct again_word *known_made(const struct again *a, uint32_t t) {
  struct again_word *k = known_at(a, t);
  uint64_t hash = hash_of(a->x, t);
  k->hash = hash + !hash;
  return k;
}

/* The acronym in brackets behind a body's name, whose letters it has; 0 if there is none. */
static uint32_t acronym_behind(const struct mender *x, const struct mention *m) {
  uint32_t t = m->first + m->count + 1;
  struct form f;
  if (t + 1 >= x->count || m->kind == NAME_PERSON || m->count < 2 || !is_mark(x, &x->all[t - 1], '(') ||
      !is_mark(x, &x->all[t + 1], ')') || !(x->all[t].flags & TOKEN_ALL_CAPS) || x->all[t].length < 2)
    return 0;
  form_set(&f, x->scene, m);
  return form_abbreviates(&f, x->document->text, &x->all[t]) ? t : 0;
}

/* Whether the words before a bracket have these initials, small words apart: "public-private partnerships". */
static bool have_initials(const struct mender *x, uint32_t bracket, const char *letters, uint32_t count) {
  for (uint32_t t = bracket; count > 0; t--) {
    if (!t || begins_line(x, t)) return false;
    const struct token *word = &x->all[t - 1];
    if ((x->document->text[word->start] | 32) == (letters[count - 1] | 32)) count--;
    else if (!is_mark(x, word, '-') && !lexicon_has(word->word, LEXICON_NAME_JOINER)) return false;
  }
  return true;
}

/* What the initials at `t` stand for: a word in lower case ends what is no name, some others the name of a thing. */
static enum stands_for stands_for(const struct mender *x, uint32_t t) {
  enum { INITIALS_MOST = 8 };
  if (t < 3 || !is_mark(x, &x->all[t - 1], '(') || !is_mark(x, &x->all[t + 1], ')')) return STANDS_FOR_NAME;
  const char *letters = x->document->text + x->all[t].start;
  uint32_t n = x->all[t].length;
  if (n < 2 || n > INITIALS_MOST) return STANDS_FOR_NAME;
  const struct token *last = &x->all[t - 2];
  n -= n > 2 && letters[n - 1] == 's'; /* "NGOs" */
  for (uint32_t i = 0; i < n; i++)
    if (letters[i] < 'A' || letters[i] > 'Z') return STANDS_FOR_NAME;
  bool lower = is_lower(last), thing = lexicon_has(last->word, LEXICON_WORK_END);
  if (!(lower || thing) || lists_of(x, t, t + 1) & (GROUPS | LARGE_PLACES) || !have_initials(x, t - 1, letters, n))
    return STANDS_FOR_NAME;
  return lower ? STANDS_FOR_WORDS : STANDS_FOR_THING;
}

static void note(const struct again *a, const struct mention *m) {
  const struct mender *x = a->x;
  uint32_t acronym = acronym_behind(x, m), last = m->first + m->count - 1;
  if (acronym) known_made(a, acronym)->explained = true;
  if (!is_capital(&x->all[m->first])) return;
  if (m->count == 1) known_made(a, m->first)->alone[m->kind]++;
  if (m->count == 1 && m->kind == NAME_ORGANIZATION && is_headed(x, m->first, last + 1))
    known_made(a, m->first)->stands_for = STANDS_FOR_BODY;
  if (m->count == 1) return;
  if (m->kind == NAME_ORGANIZATION) known_made(a, m->first)->head++;
  else if (m->kind == NAME_PERSON && is_calm(&x->all[last])) known_made(a, last)->surname++;
  else if (m->kind == NAME_OTHER && is_storm(x, last - 1)) known_made(a, last)->stands_for = STANDS_FOR_THING;
}

/* Whether a sentence, or what is quoted, begins with token `t`. */
static bool is_opening(const struct mender *x, uint32_t t) {
  return !t || x->all[t].flags & (TOKEN_AFTER_LINE | TOKEN_AFTER_PARAGRAPH) || x->all[t - 1].kind == TOKEN_MARK;
}

/* Whether token `t` with its capital stands by itself: between words that are no names, in no compound, no currency, and
** no brackets, as initials of what is no name do unless they are explained: "tuberculosis (TB)". */
static bool is_alone(const struct mender *x, uint32_t t, bool explained) {
  const struct token *token = &x->all[t], *next = token + 1;
  bool behind = t && !(token->flags & TOKEN_AFTER_LINE);
  if (behind && is_capital(token - 1) && !lexicon_has(token[-1].word, LEXICON_SENTENCE_OPENER)) return false;
  if (behind && (is_mark(x, token - 1, '-') || (is_mark(x, token - 1, '(') && !explained))) return false;
  if (t + 1 == x->count) return true;
  return !is_mark(x, next, '-') && !is_currency(x, token) && (!is_capital(next) || next->flags & TOKEN_AFTER_LINE);
}

/* What tokens `t`, which is in no mention, names again: a kind, or NO_KIND. */
static int kind_again(const struct again *a, uint32_t t) {
  enum { GENERAL = 1 << GAZETTEER_ADJECTIVE | FUNCTION_WORDS | 1 << GAZETTEER_ADVERB | 1 << GAZETTEER_TIME };
  const struct mender *x = a->x;
  const struct token *token = &x->all[t];
  const struct again_word *k = known_at(a, t);
  uint32_t lists, next;
  int best = 0;
  if (!k->hash || k->stands_for == STANDS_FOR_WORDS || !is_alone(x, t, k->explained)) return NO_KIND;
  lists = lists_of(x, t, t + 1);
  next = t + 1 < x->count && token[1].kind == TOKEN_WORD ? lists_of(x, t + 1, t + 2) : 0;
  for (int kind = 1; kind < KINDS; kind++)
    if (k->alone[kind] > k->alone[best]) best = kind;
  bool ordinary = lists & ORDINARY && !(token->flags & TOKEN_ALL_CAPS);
  bool acts = next & (VERBS | FUNCTION_WORDS) && !(next & NOUNS);
  if (ordinary && !acts && (is_opening(x, t) || lists & GENERAL)) return NO_KIND;
  if (k->explained) return NAME_ORGANIZATION;
  if (k->alone[best])
    return k->alone[best] >= (ordinary ? ALONE_ORDINARY : 1) && k->alone[best] >= k->left_out ? best : NO_KIND;
  if (k->head && !(lists & (LARGE_PLACES | DEMONYMS | GROUP_WORDS | NAMES_OF_PEOPLE)) && (!ordinary || acts))
    return NAME_ORGANIZATION;
  return k->surname && !ordinary && !(lists & LARGE_PLACES) ? NAME_PERSON : NO_KIND;
}

/* Whether a token may be a name by itself: a word with a capital that opens no sentence and is no office. */
static bool may_be_name(const struct token *t) {
  return is_capital(t) && t->length > 1 && !lexicon_has(t->word, LEXICON_SENTENCE_OPENER) && !is_title(t);
}

static void note_gap(const struct again *a, uint32_t first, uint32_t end) {
  for (uint32_t t = first; (t = next_capital(a->x, t)) < end; t++) {
    struct again_word *k = may_be_name(&a->x->all[t]) ? known_at(a, t) : NULL;
    if (k && k->hash) k->left_out++;
  }
}

static void add_gap(const struct again *a, uint32_t first, uint32_t end) {
  for (uint32_t t = first; (t = next_capital(a->x, t)) < end && !document_must_stop(a->x->document, 4); t++) {
    int kind = may_be_name(&a->x->all[t]) ? kind_again(a, t) : NO_KIND;
    if (kind != NO_KIND) add(a->x, t, t + 1, (enum name_kind)kind);
  }
}

/* Adds a mention of the tagger's, as what its initials stand for. */
static void add_again(const struct again *a, const struct mention *m) {
  enum stands_for what = m->count == 1 ? (enum stands_for)known_at(a, m->first)->stands_for : STANDS_FOR_NAME;
  enum name_kind kind = what == STANDS_FOR_BODY    ? NAME_ORGANIZATION
                        : what == STANDS_FOR_THING ? NAME_OTHER
                                                   : (enum name_kind)m->kind;
  if (what != STANDS_FOR_WORDS) add(a->x, m->first, m->first + m->count, kind);
}

void take_again(struct mender *x, struct ARENA_MENTIONS *mentions) {
  struct again a = {.x = x};
  struct ARENA_LIST(struct initials) initials = {0};
  uint32_t room = 16, done = 0;
  first_capital(x);
  for (uint32_t t = 0; (t = next_capital(x, t)) < x->count && !document_must_stop(x->document, 1); t++) {
    enum stands_for what = stands_for(x, t);
    struct initials *found = what ? ARENA_ADD(&x->document->arena, &initials) : NULL;
    if (found) *found = (struct initials){t, what};
  }
  while (room < (mentions->count + initials.count) * 4) room *= 2;
  a.known = arena_get(&x->document->arena, room * sizeof *a.known);
  a.mask = room - 1;
  if (!a.known) return;
  memset(&x->out, 0, sizeof x->out);
  for (size_t i = 0; i < mentions->count; i++) note(&a, &mentions->items[i]);
  for (size_t i = 0; i < initials.count; i++)
    known_made(&a, initials.items[i].token)->stands_for = (uint8_t)initials.items[i].what;
  first_capital(x);
  for (size_t i = 0; i < mentions->count; done = mentions->items[i].first + mentions->items[i].count, i++)
    note_gap(&a, done, mentions->items[i].first);
  note_gap(&a, done, x->count);
  done = 0;
  first_capital(x);
  for (size_t i = 0; i < mentions->count; i++) {
    const struct mention *m = &mentions->items[i];
    add_gap(&a, done, m->first);
    add_again(&a, m);
    done = m->first + m->count;
  }
  add_gap(&a, done, x->count);
  *mentions = x->out;
}
