/*
** A storyline's contradictions: see contradiction.h.
**
** Sentences are looked at as they come (contradiction_glance.h), each text once.  Of those that share words, only what one
** of two may claim otherwise than the other is read and compared.  A text that was opened stays so, for a closer look and for
** reading, unless the storyline has very many.
*/
#include "contradiction_glance.h"
#include "contradiction_reading.h"

#include "../base/memory.h"
#include "keyed.h"

#include <stdlib.h>
#include <string.h>

enum {
  SENTENCE_BYTES = 4096, /* a longer one is a list, or a text without stops */
  SHARED_LEAST = 2,      /* words that two sentences must have in common to be compared */
  POSTINGS_MOST = 100,   /* a word that more sentences have finds none */
  KIND_MOST = 8,         /* rows of a kind that a storyline shows */
  RERUN_LEAST = 3,       /* sentences that say the same, and */
  RERUN_PART = 3,        /* one of so many of the shorter story's: it is the other, run again */
  KNOWN_PLACES = 1024,
  KNOWN_RERUNS = 256,
  OPEN_MOST = 512 /* texts */
};

/* A sentence as one story has it. */
struct telling {
  struct telling *next;      /* of the same text */
  struct telling *next_here; /* of the same story */
  struct told_text *text;
  struct contradiction_sentence told; /* its text and day are kept; before only where the sentence adds to it */
  uint32_t number;
  struct claims *claims; /* NULL: not read */
  unsigned parts;        /* that were read */
  bool asked;            /* for its speaker */
};

/* A text that one story or several have word for word. */
struct told_text {
  struct told_text *next; /* of the same place */
  struct slice text;
  struct glance glance;
  struct reading *open; /* NULL: it is not */
  struct telling *first, *last;
  bool several; /* stories have it */
};

struct told_story {
  struct telling *first, *last;
  uint32_t sentences;
};

struct found {
  struct contradiction row;
  uint64_t matter, stories; /* the two stories' numbers */
};

/* Whether a story is another, run again. */
struct rerun {
  uint64_t stories; /* the numbers of both; 0: nothing is known */
  bool is;
};

struct contradictions {
  struct arena arena;
  struct told_text *known[KNOWN_PLACES];
  struct rerun reruns[KNOWN_RERUNS];
  struct claims_reader *reader;
  speaker_finder *find_speaker; /* NULL: they are known */
  void *speakers;
  struct document *
      *documents; /* OPEN_MOST of them, for the texts that are opened first, and another for one of the rest */
  uint32_t n_open;
  struct told_text *opened; /* of the rest */
  struct ARENA_LIST(struct told_text *) texts;
  struct ARENA_LIST(struct keyed) postings; /* words, and in which of the texts each is */
  struct ARENA_LIST(struct found) found;
  struct ARENA_LIST(struct told_story) stories; /* by number */
  uint32_t count;                               /* sentences added */
};

/* A quote in a rerun that is this like the other's is not merely translated or reworded with the rest. */
static const double RERUN_WEIGHT = 0.9;

const char *contradiction_kind_name(enum contradiction_kind kind) {
  static const char *const names[CONTRADICTION_KINDS] = {"none",    "figure",  "day",   "denial",
                                                         "wording", "speaker", "blame", "deadlock"};
  return names[kind];
}

struct contradictions *contradictions_open(int (*stop)(void *), void *context) {
  struct contradictions *s = memory_resize(NULL, sizeof *s);
  if (!s) return NULL;
  *s = (struct contradictions){.reader = memory_resize(NULL, sizeof *s->reader),
                               .documents = memory_resize(NULL, (OPEN_MOST + 1) * sizeof(struct document *))};
  if (s->reader && s->documents) {
    memset(s->reader, 0, sizeof *s->reader);
    memset(s->documents, 0, (OPEN_MOST + 1) * sizeof *s->documents);
    s->reader->stop = stop, s->reader->context = context;
    return s;
  }
  memory_free(s->reader);
  memory_free(s->documents);
  memory_free(s);
  return NULL;
}

void contradictions_clear(struct contradictions *s) {
  arena_clear(&s->arena);
  *s = (struct contradictions){.arena = s->arena,
                               .reader = s->reader,
                               .find_speaker = s->find_speaker,
                               .speakers = s->speakers,
                               .documents = s->documents};
}

void contradictions_close(struct contradictions *s) {
  if (!s) return;
  for (uint32_t i = 0; i <= OPEN_MOST; i++) document_close(s->documents[i]);
  document_close(s->reader->before);
  memory_free(s->documents);
  memory_free(s->reader);
  arena_free(&s->arena);
  memory_free(s);
}

void contradictions_find_speakers(struct contradictions *s, speaker_finder *find, void *context) {
  s->find_speaker = find;
  s->speakers = context;
}

static bool same(struct slice a, struct slice b) { return a.text && b.text ? slice_equals(a, b) : a.text == b.text; }

static bool keep_slice(struct contradictions *s, struct slice *slice) {
  const char *kept = slice->text ? arena_copy(&s->arena, slice->text, slice->bytes) : NULL;
  const bool there = kept || !slice->text;
  slice->text = kept;
  return there;
}

/* A text, opened; NULL when it cannot be: `*status` says. */
static struct reading *open_text(struct contradictions *s, struct told_text *t, enum status *status) {
  if (t->open) return t->open;
  const bool stays = s->n_open < OPEN_MOST;
  struct reading *r = !stays && s->opened ? s->opened->open : arena_get(&s->arena, sizeof *r);
  if (!r) return *status = STATUS_NO_MEMORY, NULL;
  if (!stays && s->opened) s->opened->open = NULL;
  s->opened = NULL;
  if (!reading_open(r, s->reader, &s->documents[stays ? s->n_open : OPEN_MOST], t->text, status)) return NULL;
  if (stays) s->n_open++;
  else s->opened = t;
  return t->open = r;
}

/* A text that is new, and what can be seen of it. */
static struct told_text *add_text(struct contradictions *s, struct slice text, struct told_text **place,
                                  enum status *status) {
  struct told_text *t = arena_get(&s->arena, sizeof *t), **item = ARENA_ADD(&s->arena, &s->texts);
  if (!t || !item || !keep_slice(s, &text)) return *status = STATUS_NO_MEMORY, NULL;
  *t = (struct told_text){.next = *place, .text = text};
  struct reading *r = open_text(s, t, status);
  if (r) *status = glance_read(r, &s->arena, &t->glance);
  if (*status != STATUS_OK) return NULL;
  for (uint32_t i = 0; i < t->glance.n_keys; i++) {
    struct keyed *p = ARENA_ADD(&s->arena, &s->postings);
    if (!p) return *status = STATUS_NO_MEMORY, NULL;
    *p = (struct keyed){t->glance.keys[i], (uint32_t)s->texts.count - 1};
  }
  return *item = *place = t;
}

enum status contradictions_add(struct contradictions *s, const struct contradiction_sentence *sentence) {
  enum status status = STATUS_OK;
  const uint32_t number = s->count++;
  if (sentence->text.bytes > SENTENCE_BYTES) return STATUS_OK;
  struct told_text **place = &s->known[slice_hash(sentence->text) % KNOWN_PLACES], *text = *place;
  while (text && !slice_equals(text->text, sentence->text)) text = text->next;
  if (!text) text = add_text(s, sentence->text, place, &status);
  if (!text) return status;
  while (s->stories.count <= sentence->story)
    if (!ARENA_ADD(&s->arena, &s->stories)) return STATUS_NO_MEMORY;
  struct told_story *story = &s->stories.items[sentence->story];
  struct telling *t = arena_get(&s->arena, sizeof *t);
  if (!t) return STATUS_NO_MEMORY;
  *t = (struct telling){.text = text, .told = *sentence, .number = number};
  t->told.text = text->text;
  if (!(text->glance.may & CLAIM_ADDS)) t->told.before = (struct slice){NULL, 0};
  if (!keep_slice(s, &t->told.before) || !keep_slice(s, &t->told.speaker) || !keep_slice(s, &t->told.day))
    return STATUS_NO_MEMORY;
  text->several |= text->first && text->first->told.story != sentence->story;
  text->last = *(text->first ? &text->last->next : &text->first) = t;
  story->last = *(story->first ? &story->last->next_here : &story->first) = t;
  story->sentences++;
  return STATUS_OK;
}

/* The claims of a text as another story has it, as they are in this one; NULL: it is to be read. */
static struct claims *claims_again(struct contradictions *s, const struct telling *t, unsigned parts,
                                   enum status *status) {
  const struct telling *k = t->text->first;
  while (k && !(k->claims && !(parts & ~k->parts) && !k->claims->leans_on_before &&
                same(k->told.speaker, t->told.speaker) && k->told.body == t->told.body))
    k = k->next;
  struct claims *c = k ? arena_take(&s->arena, sizeof *c) : NULL;
  if (!c) return NULL;
  *c = *k->claims;
  c->story = t->told.story, c->outlet = t->told.outlet;
  c->published = claims_day(t->told.day);
  if (!c->leans_on_day || same(k->told.day, t->told.day)) return c;
  struct reading *r = open_text(s, t->text, status);
  if (r) *status = claims_redate(r, c, t->told.day);
  return *status == STATUS_OK ? c : NULL;
}

/* Asks whom it quotes. */
static enum status ask_speaker(struct contradictions *s, struct telling *t) {
  t->asked = true;
  enum status status = s->find_speaker(s->speakers, &t->told, t->number);
  return status != STATUS_OK || keep_slice(s, &t->told.speaker) ? status : STATUS_NO_MEMORY;
}

/* What it claims, in these parts at least; NULL when it cannot be read: `*status` says. */
static const struct claims *claims_of(struct contradictions *s, struct telling *t, unsigned parts,
                                      enum status *status) {
  parts = (parts & CLAIM_DENIAL) | t->text->glance.may;
  if (t->claims && !(parts & ~t->parts)) return t->claims;
  if (parts & CLAIM_QUOTE && s->find_speaker && !t->asked) *status = ask_speaker(s, t);
  t->claims = *status == STATUS_OK ? claims_again(s, t, parts, status) : NULL;
  struct reading *r = t->claims || *status != STATUS_OK ? NULL : open_text(s, t->text, status);
  if (r) t->claims = claims_read(r, &s->arena, &t->told, parts, status);
  if (t->claims) t->claims->sentence = t->number, t->parts = parts;
  return t->claims;
}

static int by_weight(const void *a, const void *b) {
  const struct found *x = a, *y = b;
  if (x->row.weight != y->row.weight) return x->row.weight > y->row.weight ? -1 : 1;
  if (x->row.kind != y->row.kind) return x->row.kind < y->row.kind ? -1 : 1;
  if (x->matter != y->matter) return x->matter < y->matter ? -1 : 1;
  if (x->row.one != y->row.one) return x->row.one < y->row.one ? -1 : 1;
  return (x->row.other > y->row.other) - (x->row.other < y->row.other);
}

/* A word of a text, as the run of all texts that have it. */
struct member {
  uint32_t text, first, end; /* postings */
};

struct search {
  struct contradictions *set;
  struct member *members; /* by text */
  size_t n_members;
  uint8_t *shared;    /* of each text: words in common with the one that is compared */
  uint32_t *met;      /* the texts that have any */
  enum status status; /* sticky */
};

/* Notes which words the texts share: a member for each of them, by text. */
static void find_members(struct search *w, uint32_t *place) {
  const struct keyed *p = w->set->postings.items;
  const size_t count = w->set->postings.count, texts = w->set->texts.count;
  for (unsigned writing = 0; writing < 2; writing++) { /* they are counted first */
    for (uint32_t i = 0, end; i < count; i = end) {
      for (end = i + 1; end < count && p[end].key == p[i].key; end++) continue;
      if (end - i < 2 || end - i > POSTINGS_MOST) continue;
      for (uint32_t k = i; k < end; k++) {
        if (writing) w->members[place[p[k].value]++] = (struct member){p[k].value, i, end};
        else place[p[k].value + 1]++;
      }
    }
    for (size_t c = 0; c < texts && !writing; c++) place[c + 1] += place[c];
    if (!writing) w->n_members = place[texts];
  }
}

/* Sorts the postings, and notes for each text those of its words that others have too. */
static bool index_words(struct search *w) {
  struct contradictions *s = w->set;
  const size_t count = s->postings.count;
  if (!count) return true;
  struct keyed *room = arena_take(&s->arena, count * sizeof *room);
  uint32_t *place = arena_get(&s->arena, (s->texts.count + 1) * sizeof *place);
  w->members = arena_take(&s->arena, count * sizeof *w->members);
  w->shared = arena_get(&s->arena, s->texts.count);
  w->met = arena_take(&s->arena, s->texts.count * sizeof *w->met);
  if (!room || !place || !w->members || !w->shared || !w->met) return false;
  sort_keyed(s->postings.items, room, count);
  find_members(w, place);
  return true;
}

/* Looks closer at a text. */
static bool look_closer(struct contradictions *s, struct told_text *t, enum status *status) {
  if (t->glance.closer) return true;
  struct reading *r = open_text(s, t, status);
  if (r) *status = glance_closer(r, &s->arena, &t->glance);
  return *status == STATUS_OK;
}

/* Whether a text that may have terms has them. */
static bool binds(struct contradictions *s, struct told_text *t, enum status *status) {
  if (t->glance.binds || !(t->glance.may & CLAIM_TERMS)) return t->glance.binds;
  struct reading *r = open_text(s, t, status);
  return r && glance_binds(r, &t->glance);
}

static bool must_end(const struct contradictions *s, enum status *status) {
  if (*status == STATUS_OK && s->reader->stop && s->reader->stop(s->reader->context)) *status = STATUS_INTERRUPTED;
  return *status != STATUS_OK;
}

/* Whether one of two denies what the other may say: `no` may deny, and was read. */
static bool may_deny(const struct claims *no, const struct told_text *its, const struct told_text *other) {
  for (uint32_t i = 0; i < no->n_predicates; i++) {
    const struct claim_predicate *p = &no->predicates[i];
    if (p->negative && (glance_has(&other->glance, p->key) || !glance_has(&its->glance, p->key))) return true;
  }
  return false;
}

/* The same, whichever denies it. */
static bool either_denies(struct search *w, struct told_text *a, struct told_text *b) {
  struct told_text *both[] = {a, b};
  for (unsigned k = 0; k < 2 && w->status == STATUS_OK; k++) {
    if (!(both[k]->glance.may & CLAIM_DENIAL)) continue;
    const struct claims *c = claims_of(w->set, both[k]->first, CLAIM_DENIAL, &w->status);
    if (c && may_deny(c, both[k], both[!k])) return true;
  }
  return false;
}

static uint64_t stories_of(const struct claims *a, const struct claims *b) {
  return a->story < b->story ? (uint64_t)a->story << 32 | b->story : (uint64_t)b->story << 32 | a->story;
}

static void compare(struct search *w, struct telling *one, struct telling *other, unsigned parts) {
  double weight;
  uint64_t matter;
  const struct claims *a = claims_of(w->set, one, parts, &w->status);
  const struct claims *b = a ? claims_of(w->set, other, parts, &w->status) : NULL;
  enum contradiction_kind kind = b ? claims_compare(a, b, parts, &weight, &matter) : CONTRADICTION_NONE;
  if (!kind) return;
  struct found *f = ARENA_ADD(&w->set->arena, &w->set->found);
  if (f) *f = (struct found){{a->sentence, b->sentence, kind, weight}, matter, stories_of(a, b)};
  else w->status = STATUS_NO_MEMORY;
}

/* Compares what the stories make of two texts that share words. */
static void compare_texts(struct search *w, struct told_text *a, struct told_text *b) {
  const bool one_story = !a->several && !b->several && a->first->told.story == b->first->told.story;
  const unsigned wanted = one_story ? CLAIM_TERMS | CLAIM_DENIAL | CLAIM_BLAME : ~0u;
  unsigned parts = glance_compare(&a->glance, &b->glance) & wanted;
  if (!parts || !look_closer(w->set, a, &w->status) || !look_closer(w->set, b, &w->status)) return;
  parts = glance_compare(&a->glance, &b->glance) & wanted;
  if (parts & CLAIM_TERMS && !(binds(w->set, a, &w->status) && binds(w->set, b, &w->status)))
    parts &= ~(unsigned)CLAIM_TERMS;
  if (parts & CLAIM_DENIAL && !either_denies(w, a, b)) parts &= ~(unsigned)CLAIM_DENIAL;
  if (!parts) return;
  for (struct telling *x = a->first; x && !must_end(w->set, &w->status); x = x->next)
    for (struct telling *y = b->first; y && w->status == STATUS_OK; y = y->next)
      compare(w, x->number < y->number ? x : y, x->number < y->number ? y : x, parts);
}

/* Compares the text of members [at, end) with those behind it that share words with it. */
static void compare_with_later(struct search *w, size_t at, size_t end) {
  struct contradictions *s = w->set;
  const uint32_t text = w->members[at].text;
  struct told_text *a = s->texts.items[text];
  uint32_t n = 0;
  for (; at < end; at++)
    for (uint32_t p = w->members[at].first; p < w->members[at].end; p++) {
      const uint32_t other = s->postings.items[p].value;
      if (other <= text) continue;
      if (!w->shared[other]) w->met[n++] = other;
      if (w->shared[other] < SHARED_LEAST) w->shared[other]++;
    }
  for (uint32_t k = 0; k < n; k++) {
    struct told_text *b = s->texts.items[w->met[k]];
    bool alike =
        w->shared[w->met[k]] >= SHARED_LEAST || a->glance.n_words < SHARED_LEAST || b->glance.n_words < SHARED_LEAST;
    if (w->status == STATUS_OK && alike) compare_texts(w, a, b);
    w->shared[w->met[k]] = 0;
  }
}

/* How many sentences of a story say much the same as one of another. */
static uint32_t count_alike(const struct told_story *one, const struct told_story *other) {
  uint32_t count = 0;
  for (const struct telling *x = one->first; x; x = x->next_here) {
    const struct telling *y = other->first;
    while (y && !glance_alike(&x->text->glance, &y->text->glance)) y = y->next_here;
    count += y != NULL;
  }
  return count;
}

/* Whether one of two stories is the other, run again: the same statement, told in other words. */
static bool is_rerun(struct contradictions *s, uint64_t stories, enum status *status) {
  struct rerun *known = &s->reruns[stories * 0x9E3779B97F4A7C15u >> 32 & (KNOWN_RERUNS - 1)];
  if (known->stories == stories) return known->is;
  if (must_end(s, status)) return false;
  const struct told_story *one = &s->stories.items[stories >> 32], *other = &s->stories.items[(uint32_t)stories];
  for (const struct telling *t = one->first; t; t = t->next_here)
    if (!look_closer(s, t->text, status)) return false;
  for (const struct telling *t = other->first; t; t = t->next_here)
    if (!look_closer(s, t->text, status)) return false;
  const uint32_t least = one->sentences < other->sentences ? one->sentences : other->sentences;
  const uint32_t alike = count_alike(one, other), others = count_alike(other, one);
  const uint32_t few = alike < others ? alike : others; /* one may be like many that are about the same */
  *known = (struct rerun){stories, few >= RERUN_LEAST && few * RERUN_PART >= least};
  return known->is;
}

/* What only stands between a story and its rerun is left out; but another figure, or a quote that is hardly another. */
static bool is_left_out(struct contradictions *s, const struct found *f, enum status *status) {
  if (f->row.kind == CONTRADICTION_FIGURE) return false;
  if (f->row.kind == CONTRADICTION_WORDING && f->row.weight >= RERUN_WEIGHT) return false;
  return f->stories >> 32 != (uint32_t)f->stories && is_rerun(s, f->stories, status);
}

static bool is_told(const struct found *kept, size_t count, const struct found *f) {
  for (size_t i = 0; i < count; i++)
    if (kept[i].row.kind == f->row.kind && kept[i].matter == f->matter) return true;
  return false;
}

/* Keeps the strongest of each matter, and of each kind the strongest few; the strongest first. */
static size_t choose(struct contradictions *s, enum status *status) {
  struct found *found = s->found.items;
  size_t kept = 0, of_kind[CONTRADICTION_KINDS] = {0};
  if (s->found.count) qsort(found, s->found.count, sizeof *found, by_weight);
  for (size_t i = 0; i < s->found.count && *status == STATUS_OK; i++) {
    const enum contradiction_kind kind = found[i].row.kind;
    if (of_kind[kind] == KIND_MOST || is_told(found, kept, &found[i]) || is_left_out(s, &found[i], status)) continue;
    of_kind[kind]++;
    found[kept++] = found[i];
  }
  return kept;
}

enum status contradictions_find(struct contradictions *s, const struct contradiction **found, size_t *count) {
  struct search w = {.set = s, .status = STATUS_OK};
  *found = NULL, *count = 0;
  if (!index_words(&w)) return STATUS_NO_MEMORY;
  for (size_t i = 0, end; i < w.n_members && !must_end(s, &w.status); i = end) {
    for (end = i; end < w.n_members && w.members[end].text == w.members[i].text; end++) continue;
    compare_with_later(&w, i, end);
  }
  size_t kept = w.status == STATUS_OK ? choose(s, &w.status) : 0;
  if (w.status != STATUS_OK) return w.status;
  struct contradiction *rows = arena_get(&s->arena, (kept + 1) * sizeof *rows);
  if (!rows) return STATUS_NO_MEMORY;
  for (size_t i = 0; i < kept; i++) rows[i] = s->found.items[i].row;
  *found = rows, *count = kept;
  return STATUS_OK;
}
