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
  ALONE_ORDINARY = 2, /* times that an ordinary word is a name elsewhere */
  LANDS_MOST = 12,
  PEOPLE_LETTERS = 3 /* at most, that make a people's word of a country's */
};

/* What a word stands for by what a place in the story tells, as initials do by the words before them. */
enum stands_for { STANDS_FOR_NAME, STANDS_FOR_BODY, STANDS_FOR_PLACE, STANDS_FOR_THING, STANDS_FOR_WORDS };

/* How often the story has a word as a name by itself, at the head of a body's name, at the end of a person's, as none. */
struct again_word {
  uint32_t alone[KINDS], head, surname, left_out;
  bool noted;     /* as any of these, */
  bool explained; /* or it is an acronym that the story explains */
  uint8_t stands_for;
};

/* Initials in brackets. */
struct initials {
  uint32_t token;
  enum stands_for what;
};
struct ARENA_INITIALS ARENA_LIST(struct initials);

struct again {
  struct mender *x;
  struct again_word *words;           /* by their profiles' numbers */
  struct ARENA_LIST(uint32_t) tokens; /* that are in no mention, though their words are noted */
  bool explains;                      /* whether the story tells what some word stands for */
  uint64_t lands[LANDS_MOST];         /* what words for peoples that nobody knows may come from, by their hashes */
  uint32_t n_lands;
};

/* What is known of the word of token `t`; NULL if it has no capital. */
static struct again_word *word_at(const struct again *a, uint32_t t) {
  return is_capital(&a->x->all[t]) ? &a->words[a->x->scene->profile_of[t]] : NULL;
}

/* The same of a word that has one; else of none. */
static struct again_word *noted(const struct again *a, uint32_t t) {
  struct again_word *k = word_at(a, t);
  if (!k) k = &a->words[0];
  k->noted = true;
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

/* Whether the words before a bracket have these initials, small words apart. */
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

static void explain(struct again *a, uint32_t t, enum stands_for what) {
  noted(a, t)->stands_for = (uint8_t)what;
  a->explains = true;
}

static void note(struct again *a, const struct mention *m) {
  const struct mender *x = a->x;
  uint32_t acronym = acronym_behind(x, m), last = m->first + m->count - 1;
  if (acronym) noted(a, acronym)->explained = true;
  if (!is_capital(&x->all[m->first])) return;
  if (m->count == 1) noted(a, m->first)->alone[m->kind]++;
  if (m->count == 1 && m->kind == NAME_ORGANIZATION && is_headed(x, m->first, last + 1))
    explain(a, m->first, STANDS_FOR_BODY);
  if (m->count == 1) return;
  if (m->kind == NAME_ORGANIZATION) noted(a, m->first)->head++;
  else if (m->kind == NAME_PERSON && is_calm(&x->all[last])) noted(a, last)->surname++;
  else if (m->kind == NAME_OTHER && is_storm(x, last - 1)) explain(a, last, STANDS_FOR_THING);
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

/* What token `t`, which is in no mention, names again: a kind, or NO_KIND. */
static int kind_again(const struct again *a, uint32_t t) {
  enum { GENERAL = 1 << GAZETTEER_ADJECTIVE | FUNCTION_WORDS | 1 << GAZETTEER_ADVERB | 1 << GAZETTEER_TIME };
  const struct mender *x = a->x;
  const struct token *token = &x->all[t];
  const struct again_word *k = word_at(a, t);
  uint32_t lists, next;
  int best = 0;
  if (!k || k->stands_for == STANDS_FOR_WORDS || !is_alone(x, t, k->explained)) return NO_KIND;
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

/* Finds the places whose peoples the story names, "Tarsenia" of the Tarsenians, where nobody knows either. */
static void find_lands(struct again *a, const struct ARENA_MENTIONS *mentions) {
  const struct mender *x = a->x;
  for (size_t i = 0; i < mentions->count && a->n_lands + PEOPLE_LETTERS <= LANDS_MOST; i++) {
    const struct token *t = &x->all[mentions->items[i].first];
    if (mentions->items[i].count > 1 || !is_of_people(x, mentions->items[i].first)) continue;
    for (uint32_t n = 1; n <= PEOPLE_LETTERS; n++)
      a->lands[a->n_lands++] = gazetteer_hash(word_key(x->document->text + t->start, t->length - n, 1));
  }
  for (size_t i = 0; a->n_lands && i < mentions->count; i++) {
    const uint32_t t = mentions->items[i].first;
    if (mentions->items[i].count > 1 || lists_of(x, t, t + 1) || !word_at(a, t)) continue;
    for (uint32_t k = 0; k < a->n_lands; k++)
      if (a->lands[k] == hash_of(x, t)) explain(a, t, STANDS_FOR_PLACE);
  }
}

/* Finds the tokens that may be names again. */
static void find_left_out(struct again *a, const struct ARENA_MENTIONS *mentions) {
  const struct scene *s = a->x->scene;
  const struct mention *m = mentions->items, *end = m ? m + mentions->count : m;
  for (uint32_t c = 0; c < s->capital_count && !document_must_stop(s->document, 4); c++) {
    const uint32_t t = s->capitals[c];
    while (m < end && m->first + m->count <= t) m++;
    if ((m < end && m->first <= t) || !word_at(a, t)->noted || !may_be_name(&s->tokens[t])) continue;
    word_at(a, t)->left_out++;
    uint32_t *token = ARENA_ADD(&s->document->arena, &a->tokens);
    if (token) *token = t;
  }
}

/* Finds initials in brackets. */
static void find_initials(const struct mender *x, struct ARENA_INITIALS *out) {
  const struct scene *s = x->scene;
  for (uint32_t c = 0; c < s->capital_count && !document_must_stop(s->document, 1); c++) {
    enum stands_for what = stands_for(x, s->capitals[c]);
    struct initials *found = what ? ARENA_ADD(&s->document->arena, out) : NULL;
    if (found) *found = (struct initials){s->capitals[c], what};
  }
}

static void add_left_out(const struct again *a, uint32_t t) {
  int kind = kind_again(a, t);
  if (kind != NO_KIND) add(a->x, t, t + 1, (enum name_kind)kind);
}

/* Adds a mention of the tagger's, as what its initials stand for. */
static void add_again(const struct again *a, const struct mention *m) {
  const struct again_word *k = m->count == 1 ? word_at(a, m->first) : NULL;
  enum stands_for what = k ? (enum stands_for)k->stands_for : STANDS_FOR_NAME;
  enum name_kind kind = what == STANDS_FOR_BODY    ? NAME_ORGANIZATION
                        : what == STANDS_FOR_PLACE ? NAME_PLACE
                        : what == STANDS_FOR_THING ? NAME_OTHER
                                                   : (enum name_kind)m->kind;
  if (what != STANDS_FOR_WORDS) add(a->x, m->first, m->first + m->count, kind);
}

void take_again(struct mender *x, struct ARENA_MENTIONS *mentions) {
  struct again a = {.x = x};
  struct ARENA_INITIALS initials = {0};
  a.words = arena_get(&x->document->arena, (x->scene->profile_count + 1) * sizeof *a.words);
  if (!a.words) return;
  find_initials(x, &initials);
  for (size_t i = 0; i < mentions->count; i++) note(&a, &mentions->items[i]);
  for (size_t i = 0; i < initials.count; i++) explain(&a, initials.items[i].token, initials.items[i].what);
  find_lands(&a, mentions);
  find_left_out(&a, mentions);
  if (!a.tokens.count && !a.explains) return;
  memset(&x->out, 0, sizeof x->out);
  const uint32_t *t = a.tokens.items, *end = t + a.tokens.count;
  for (size_t i = 0; i < mentions->count && !document_must_stop(x->document, 4); i++) {
    for (; t < end && *t < mentions->items[i].first; t++) add_left_out(&a, *t);
    add_again(&a, &mentions->items[i]);
  }
  for (; t < end && !document_must_stop(x->document, 4); t++) add_left_out(&a, *t);
  *mentions = x->out;
}
