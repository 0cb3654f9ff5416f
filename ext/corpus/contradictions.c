/* A storyline's contradictions: see contradiction.h. */
#include "contradiction_reading.h"

#include "../base/memory.h"
#include "../language/document.h"

#include <stdlib.h>
#include <string.h>

enum {
  SENTENCE_BYTES = 4096, /* a longer one is a list, or a text without stops */
  SHARED_LEAST = 2,      /* words that two sentences must have in common to be compared */
  POSTINGS_MOST = 100,   /* a word that more sentences have finds none */
  KIND_MOST = 8,         /* rows of a kind that a storyline shows */
  RERUN_LEAST = 3,       /* sentences that say the same, and */
  KNOWN_PLACES = 1024,
  RERUN_PART = 3 /* one of so many of the shorter story's: it is the other, run again */
};

/* A word of a sentence. */
struct posting {
  uint32_t key, claim;
};

struct found {
  struct contradiction row;
  uint64_t matter, stories; /* the two stories' numbers */
};

/* A sentence that claims something. */
struct claimant {
  struct claims *claims;
};

/* A sentence of one story that says much the same as one of another. */
struct alike {
  uint64_t stories; /* the numbers of both */
  uint32_t sentence;
};

/* A sentence that was read, for the stories that have it word for word. */
struct known {
  struct known *next;              /* of the same place */
  struct slice text, speaker, day; /* the day where it hangs on that */
  bool body;
  struct claims *claims;
};

struct contradictions {
  struct arena arena;
  struct known *known[KNOWN_PLACES];
  struct claims_reader *reader;
  struct ARENA_LIST(struct claimant) claims;
  struct ARENA_LIST(struct posting) postings;
  struct ARENA_LIST(struct found) found;
  struct ARENA_LIST(struct alike) alike[2]; /* for each two sentences that say much the same one, and the other */
  struct ARENA_LIST(uint32_t) sizes;        /* of each story: its sentences */
  uint32_t count;                           /* sentences added */
};

/* A quote in a rerun that is this like the other's is not merely translated or reworded with the rest. */
static const double RERUN_WEIGHT = 0.9;

const char *contradiction_kind_name(enum contradiction_kind kind) {
  static const char *const names[CONTRADICTION_KINDS] = {"none",    "figure",  "day",     "denial",
                                                         "wording", "speaker", "deadlock"};
  return names[kind];
}

struct contradictions *contradictions_open(int (*stop)(void *), void *context) {
  struct contradictions *s = memory_resize(NULL, sizeof *s);
  if (!s) return NULL;
  *s = (struct contradictions){.reader = memory_resize(NULL, sizeof *s->reader)};
  if (!s->reader) {
    memory_free(s);
    return NULL;
  }
  memset(s->reader, 0, sizeof *s->reader);
  s->reader->stop = stop, s->reader->context = context;
  return s;
}

void contradictions_clear(struct contradictions *s) {
  arena_clear(&s->arena);
  *s = (struct contradictions){.arena = s->arena, .reader = s->reader};
}

void contradictions_close(struct contradictions *s) {
  if (!s) return;
  document_close(s->reader->scratch);
  memory_free(s->reader);
  arena_free(&s->arena);
  memory_free(s);
}

static bool claims_nothing(const struct claims *c) {
  return !c->n_figures && !c->n_days && !c->n_quotes && !c->n_conditions && !c->n_predicates;
}

static bool add_posting(struct contradictions *s, uint32_t key) {
  struct posting *p = ARENA_ADD(&s->arena, &s->postings);
  if (p) *p = (struct posting){key, (uint32_t)s->claims.count - 1};
  return p;
}

static bool same(struct slice a, struct slice b) {
  return a.bytes == b.bytes && !a.text == !b.text && (!a.bytes || !memcmp(a.text, b.text, a.bytes));
}

/* The claims of a sentence that another story has too, as they are in this one; NULL: it is to be read. */
static struct claims *claims_again(struct contradictions *s, const struct known *k,
                                   const struct contradiction_sentence *sentence) {
  while (k && !(same(k->text, sentence->text) && same(k->speaker, sentence->speaker) && k->body == sentence->body &&
                (!k->claims->leans_on_day || same(k->day, sentence->day))))
    k = k->next;
  struct claims *c = k ? arena_take(&s->arena, sizeof *c) : NULL;
  if (!c) return NULL;
  *c = *k->claims;
  c->story = sentence->story, c->outlet = sentence->outlet;
  c->published = claims_day(sentence->day);
  return c;
}

static bool keep_slice(struct contradictions *s, struct slice *copy, struct slice text) {
  const char *kept = text.text ? arena_copy(&s->arena, text.text, text.bytes) : NULL;
  *copy = (struct slice){kept, text.bytes};
  return kept || !text.text;
}

static struct claims *read_claims(struct contradictions *s, const struct contradiction_sentence *sentence,
                                  enum status *status) {
  struct known **place = &s->known[slice_hash(sentence->text) % KNOWN_PLACES];
  struct claims *c = claims_again(s, *place, sentence);
  if (c) return c;
  c = claims_read(s->reader, &s->arena, sentence, status);
  if (!c || c->leans_on_before) return c;
  struct known *k = arena_get(&s->arena, sizeof *k);
  if (k) *k = (struct known){.next = *place, .body = sentence->body, .claims = c};
  if (!k || !keep_slice(s, &k->text, sentence->text) || !keep_slice(s, &k->speaker, sentence->speaker) ||
      !keep_slice(s, &k->day, sentence->day))
    return *status = STATUS_NO_MEMORY, NULL;
  *place = k;
  return c;
}

enum status contradictions_add(struct contradictions *s, const struct contradiction_sentence *sentence) {
  enum status status;
  uint32_t number = s->count++;
  if (sentence->text.bytes > SENTENCE_BYTES) return STATUS_OK;
  struct claims *c = read_claims(s, sentence, &status);
  if (!c) return status;
  c->sentence = number;
  while (s->sizes.count <= c->story)
    if (!ARENA_ADD(&s->arena, &s->sizes)) return STATUS_NO_MEMORY;
  s->sizes.items[c->story]++;
  if (claims_nothing(c)) return STATUS_OK;
  struct claimant *kept = ARENA_ADD(&s->arena, &s->claims);
  if (!kept) return STATUS_NO_MEMORY;
  kept->claims = c;
  bool added = true;
  for (uint32_t i = 0; i < c->n_words && added; i++) added = add_posting(s, c->words[i].key);
  for (uint32_t q = 0; q < c->n_quotes && added; q++)
    for (uint32_t k = 0; k + 2 < c->quotes[q].count && added; k++) /* three words of a quote in a row */
      added = add_posting(s, c->quotes[q].words[k] ^ c->quotes[q].words[k + 1] * 31 ^ c->quotes[q].words[k + 2] * 1009);
  return added ? STATUS_OK : STATUS_NO_MEMORY;
}

static int by_matter(const void *a, const void *b) {
  const struct found *x = a, *y = b;
  if (x->row.kind != y->row.kind) return x->row.kind < y->row.kind ? -1 : 1;
  if (x->matter != y->matter) return x->matter < y->matter ? -1 : 1;
  if (x->row.weight != y->row.weight) return x->row.weight > y->row.weight ? -1 : 1;
  if (x->row.one != y->row.one) return x->row.one < y->row.one ? -1 : 1;
  return (x->row.other > y->row.other) - (x->row.other < y->row.other);
}

static int by_weight(const void *a, const void *b) {
  const struct found *x = a, *y = b;
  if (x->row.weight != y->row.weight) return x->row.weight > y->row.weight ? -1 : 1;
  return by_matter(a, b);
}

/* A word of a sentence, as the run of all sentences that have it. */
struct member {
  uint32_t claim, first, end; /* postings */
};

struct search {
  struct contradictions *set;
  struct member *members; /* by claim */
  size_t n_members;
  uint8_t *shared; /* of each claim: words in common with the one that is compared */
  uint32_t *met;   /* the claims that have any */
};

/* Sorts postings by key, those of one key in the order in which they came, which is that of claims: a radix sort, since
** a comparison would be called for each of many. */
static void sort_postings(struct posting *items, struct posting *room, size_t count) {
  for (unsigned shift = 0; shift < 32; shift += 8) {
    size_t place[257] = {0};
    for (size_t i = 0; i < count; i++) place[(items[i].key >> shift & 255) + 1]++;
    for (unsigned b = 1; b < 256; b++) place[b] += place[b - 1];
    for (size_t i = 0; i < count; i++) room[place[items[i].key >> shift & 255]++] = items[i];
    struct posting *other = items;
    items = room, room = other; /* after four turns where they were */
  }
}

/* Notes which words the sentences share: a member for each of them, by claim. */
static void find_members(struct search *w, uint32_t *place) {
  const struct posting *p = w->set->postings.items;
  const size_t count = w->set->postings.count, claims = w->set->claims.count;
  for (unsigned writing = 0; writing < 2; writing++) { /* they are counted first */
    for (uint32_t i = 0, end; i < count; i = end) {
      for (end = i + 1; end < count && p[end].key == p[i].key; end++) continue;
      if (end - i < 2 || end - i > POSTINGS_MOST) continue;
      for (uint32_t k = i; k < end; k++) {
        if (writing) w->members[place[p[k].claim]++] = (struct member){p[k].claim, i, end};
        else place[p[k].claim + 1]++;
      }
    }
    for (size_t c = 0; c < claims && !writing; c++) place[c + 1] += place[c];
    if (!writing) w->n_members = place[claims];
  }
}

/* Sorts the postings, and notes for each sentence those of its words that others have too. */
static bool index_words(struct search *w) {
  struct contradictions *s = w->set;
  const size_t count = s->postings.count;
  if (!count) return true;
  struct posting *room = arena_take(&s->arena, count * sizeof *room);
  uint32_t *place = arena_get(&s->arena, (s->claims.count + 1) * sizeof *place);
  w->members = arena_take(&s->arena, count * sizeof *w->members);
  w->shared = arena_get(&s->arena, s->claims.count);
  w->met = arena_take(&s->arena, s->claims.count * sizeof *w->met);
  if (!room || !place || !w->members || !w->shared || !w->met) return false;
  sort_postings(s->postings.items, room, count);
  find_members(w, place);
  return true;
}

static uint64_t stories_of(const struct claims *a, const struct claims *b) {
  return a->story < b->story ? (uint64_t)a->story << 32 | b->story : (uint64_t)b->story << 32 | a->story;
}

static bool compare(struct search *w, const struct claims *a, const struct claims *b) {
  double weight;
  uint64_t matter, stories = stories_of(a, b);
  if (a->story != b->story && claims_alike(a, b)) {
    bool turned = a->story > b->story;
    struct alike *one = ARENA_ADD(&w->set->arena, &w->set->alike[turned]);
    struct alike *other = ARENA_ADD(&w->set->arena, &w->set->alike[!turned]);
    if (!one || !other) return false;
    *one = (struct alike){stories, a->sentence};
    *other = (struct alike){stories, b->sentence};
  }
  enum contradiction_kind kind = claims_compare(a, b, &weight, &matter);
  if (!kind) return true;
  struct found *f = ARENA_ADD(&w->set->arena, &w->set->found);
  if (f) *f = (struct found){{a->sentence, b->sentence, kind, weight}, matter, stories};
  return f;
}

/* Compares the claim of members [at, end) with those behind it that share words with it. */
static bool compare_with_later(struct search *w, size_t at, size_t end) {
  struct contradictions *s = w->set;
  const uint32_t claim = w->members[at].claim;
  uint32_t n = 0;
  bool going = true;
  for (; at < end; at++)
    for (uint32_t p = w->members[at].first; p < w->members[at].end; p++) {
      const uint32_t other = s->postings.items[p].claim;
      if (other <= claim) continue;
      if (!w->shared[other]) w->met[n++] = other;
      if (w->shared[other] < SHARED_LEAST) w->shared[other]++;
    }
  for (uint32_t k = 0; k < n; k++) {
    const struct claims *a = s->claims.items[claim].claims, *b = s->claims.items[w->met[k]].claims;
    bool alike = w->shared[w->met[k]] >= SHARED_LEAST || a->n_words < SHARED_LEAST || b->n_words < SHARED_LEAST;
    if (going && alike) going = compare(w, a, b);
    w->shared[w->met[k]] = 0;
  }
  return going;
}

static int by_stories(const void *a, const void *b) {
  const struct alike *x = a, *y = b;
  if (x->stories != y->stories) return x->stories < y->stories ? -1 : 1;
  return (x->sentence > y->sentence) - (x->sentence < y->sentence);
}

/* How many sentences of a story say much the same as one of another's; `alike` is sorted. */
static size_t count_alike(const struct alike *alike, size_t n, uint64_t stories) {
  size_t low = 0, high = n, count = 0;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (alike[middle].stories < stories) low = middle + 1;
    else high = middle;
  }
  for (size_t i = low; i < n && alike[i].stories == stories; i++)
    count += i == low || alike[i].sentence != alike[i - 1].sentence;
  return count;
}

/* Leaves out what only stands between a story and its rerun: the same statement, told again in other words. */
static void drop_reruns(struct contradictions *s) {
  size_t kept = 0;
  for (unsigned k = 0; k < 2; k++)
    if (s->alike[k].count) qsort(s->alike[k].items, s->alike[k].count, sizeof *s->alike[k].items, by_stories);
  for (size_t i = 0; i < s->found.count; i++) {
    const struct found *f = &s->found.items[i];
    uint32_t one = s->sizes.items[f->stories >> 32], other = s->sizes.items[(uint32_t)f->stories];
    size_t alike = count_alike(s->alike[0].items, s->alike[0].count, f->stories), least = one < other ? one : other;
    size_t others = count_alike(s->alike[1].items, s->alike[1].count, f->stories);
    if (others < alike) alike = others; /* one may be like many that are about the same */
    if (alike >= RERUN_LEAST && alike * RERUN_PART >= least && f->row.kind != CONTRADICTION_FIGURE &&
        !(f->row.kind == CONTRADICTION_WORDING && f->row.weight >= RERUN_WEIGHT))
      continue;
    s->found.items[kept++] = *f;
  }
  s->found.count = kept;
}

/* Keeps the strongest of each matter, and of each kind the strongest few; the strongest first. */
static size_t choose(struct found *found, size_t count) {
  size_t kept = 0, of_kind[CONTRADICTION_KINDS] = {0};
  if (!count) return 0;
  qsort(found, count, sizeof *found, by_matter);
  for (size_t i = 0; i < count; i++)
    if (!i || found[i].row.kind != found[kept - 1].row.kind || found[i].matter != found[kept - 1].matter)
      found[kept++] = found[i];
  count = kept, kept = 0;
  qsort(found, count, sizeof *found, by_weight);
  for (size_t i = 0; i < count; i++)
    if (of_kind[found[i].row.kind]++ < KIND_MOST) found[kept++] = found[i];
  return kept;
}

enum status contradictions_find(struct contradictions *s, const struct contradiction **found, size_t *count) {
  struct search w = {.set = s};
  *found = NULL, *count = 0;
  bool going = index_words(&w);
  for (size_t i = 0, end; i < w.n_members && going; i = end) {
    for (end = i; end < w.n_members && w.members[end].claim == w.members[i].claim; end++) continue;
    if (s->reader->stop && s->reader->stop(s->reader->context)) return STATUS_INTERRUPTED;
    going = compare_with_later(&w, i, end);
  }
  drop_reruns(s);
  size_t kept = going ? choose(s->found.items, s->found.count) : 0;
  struct contradiction *rows = arena_get(&s->arena, (kept + 1) * sizeof *rows);
  if (!going || !rows) return STATUS_NO_MEMORY;
  for (size_t i = 0; i < kept; i++) rows[i] = s->found.items[i].row;
  *found = rows, *count = kept;
  return STATUS_OK;
}
