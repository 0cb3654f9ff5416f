/* From an automaton's hits to sightings of entities: see roster.h. */
#include "roster.h"

#include "../../base/stop.h"
#include "../../text/fold.h"
#include "../../text/search.h"
#include "../lexicon.h"
#include "../names/gazetteer.h"
#include "surroundings.h"

#include <stdlib.h>
#include <string.h>

struct dependent { /* a form that counts where its owner is found */
  uint32_t first;  /* of the forms of its hits */
  uint32_t form;
  uint32_t owner; /* which of the owners found */
};

struct candidate { /* a place where such a form stands */
  const struct hit *hit;
  const struct dependent *of;
  enum bearer bearer;
  bool introduces; /* the name stands before it or behind it: "General Motors (GM)" */
};

struct place { /* what is true of a hit for all forms that it may be */
  const struct hit *hit;
  unsigned wants, refuses;                    /* enum form_flag */
  bool never;                                 /* it is no name */
  enum answer { NOT_ASKED, NO, YES } part[3]; /* by enum bearer_kind: whether it is part of a longer name */
};

struct fit { /* whether a hit is as forms with these flags want it */
  const struct hit *hit;
  unsigned flags, how; /* enum form_flag, enum hit_how */
  bool is;
};

/* What may be held while one text is searched: where thousands of entities share their words, each word is all of
** theirs.  Past it there is an error. */
enum { MOST_HELD = 64 << 20, MOST_HELD_A_BYTE = 64 };

struct finder {
  const struct roster *roster;
  struct stop stop;
  const char *text;
  size_t bytes;
  struct arena *arena;
  struct hits hits;
  struct place place; /* the last that was asked for */
  struct fit fit;
  struct ARENA_LIST(struct sighting) sightings;
  size_t sorted;                      /* so many of them, the first, are in order */
  struct ARENA_LIST(uint32_t) owners; /* those whose surname is asked for */
  struct ARENA_LIST(struct dependent) dependents;
  struct ARENA_LIST(const struct hit *) quiet; /* the hits that may be surnames */
  struct ARENA_LIST(struct candidate) candidates;
};

static unsigned char byte_at(const struct finder *f, size_t at) {
  return at < f->bytes ? (unsigned char)f->text[at] : 0;
}

static uint32_t lexicon_of(const struct word *w) {
  struct word_key key = word_key(w->folded, w->count, 0);
  return lexicon_find(key);
}

/* Whether a word that looks misspelt is a word of its own that we know. */
static bool is_known_word(const struct finder *f, const struct hit *hit) {
  struct word w;
  if (hit->words != 1 || !word_read(f->text, f->bytes, hit->start, &w)) return false;
  return lexicon_of(&w) || gazetteer_find(gazetteer_hash(word_key(w.folded, w.count, 0)));
}

/* Whether the acronym is but a word in upper case: "JOIN US NOW". */
static bool is_upper_case_word(const struct finder *f, const struct hit *hit) {
  struct word w;
  if (hit->first & WORD_DOTTED || !word_read(f->text, f->bytes, hit->start, &w)) return false;
  return is_word_in_capitals(lexicon_of(&w)) &&
         all_upper_around(f->text, f->bytes, (struct span){hit->start, hit->end - hit->start});
}

/* Whether the bytes around make the hit part of a web address. */
static bool is_in_address(const struct finder *f, const struct hit *hit) {
  unsigned char before = hit->start ? (unsigned char)f->text[hit->start - 1] : ' ', behind = byte_at(f, hit->end);
  if (behind != '.' && behind != '/' && behind != '@' && behind != '-' && before != '/' && before != '.' &&
      before != '-' && before != '@')
    return false;
  if (before == '@' && hit->start > 1 && word_byte((unsigned char)f->text[hit->start - 2])) return true; /* a@b.org */
  size_t from = hit->start, low = from > 80 ? from - 80 : 0;
  while (from > low && (unsigned char)f->text[from - 1] > ' ' && f->text[from - 1] != '(' && f->text[from - 1] != '"')
    from--;
  for (size_t i = from; i < hit->start; i++)
    if (f->text[i] == ':' && f->text[i + 1] == '/' && f->text[i + 2] == '/') return true;
  return hit->start - from >= 4 && (f->text[from] | 32) == 'w' && !memcmp(f->text + from + 1, "ww.", 3);
}

/* Whether a comma and a space stand before: "Fargo, ND". */
static bool is_behind_comma(const struct finder *f, size_t at) {
  return at > 2 && f->text[at - 1] == ' ' && f->text[at - 2] == ',';
}

/* Whether two letters may be initials of what has two words: no part of a code or ticker ("<GM.N>", "X-MP"), no
** state's abbreviation ("Akron, OH"), no person's initials ("E.I. du Pont"). */
static bool may_be_initials(const struct finder *f, const struct hit *hit) {
  unsigned char before = hit->start ? (unsigned char)f->text[hit->start - 1] : ' ';
  unsigned char behind = byte_at(f, hit->end), next = byte_at(f, (size_t)hit->end + 1);
  if (strchr("<.-/", before) || is_behind_comma(f, hit->start)) return false;
  if (behind && strchr("-/", behind)) return false;
  if (behind == '.' && !(hit->first & WORD_DOTTED)) return word_classes[next] == 0;
  return !(hit->first & WORD_DOTTED && next == ' ' && word_classes[byte_at(f, (size_t)hit->end + 2)] & BYTE_UPPER);
}

/* Whether the hit is but a part of another's name. */
static bool is_part(struct finder *f, const struct hit *hit, const struct form *form) {
  enum bearer_kind kind = form->flags & FORM_OF_PLACE    ? BEARER_PLACE
                          : form->flags & FORM_OF_PERSON ? BEARER_PERSON
                                                         : BEARER_BODY;
  enum answer *part = &f->place.part[kind];
  struct span span = {hit->start, hit->end - hit->start};
  if (*part == NOT_ASKED) *part = is_in_longer_name(f->text, f->bytes, span, kind) ? YES : NO;
  return *part == YES;
}

/* Whether a number is but a part of a date: "9/11" of "9/11/2001". */
static bool is_in_date(const struct finder *f, const struct hit *hit) {
  if (!(hit->all & WORD_DIGIT)) return false;
  bool before =
      hit->start > 1 && f->text[hit->start - 1] == '/' && word_classes[byte_at(f, hit->start - 2)] & BYTE_DIGIT;
  return before || (byte_at(f, hit->end) == '/' && word_classes[byte_at(f, (size_t)hit->end + 1)] & BYTE_DIGIT);
}

/* How many of a name's signs stand at `at`: of C++ the two. */
static unsigned signs_behind(const struct finder *f, size_t at, unsigned char sign, unsigned signs) {
  unsigned n = 0;
  while (signs && n < FORM_MOST_SIGNS && byte_at(f, at + n) == sign) n++;
  return n;
}

/* What the text at a hit tells of all forms. */
static struct place place_of(const struct finder *f, const struct hit *hit) {
  unsigned char before = hit->start ? (unsigned char)f->text[hit->start - 1] : ' ';
  bool tag = before == '@' || before == '#';
  struct place p = {.hit = hit};
  if (tag && hit->gaps & ~(unsigned)(GAP_HYPHEN | GAP_NONE)) p.wants |= FORM_HANDLE;
  if (hit->gaps & GAP_COMMA) p.wants |= FORM_COMMA;
  if (hit->gaps & GAP_STOP) p.wants |= FORM_STOP;
  if (hit->how & HIT_INITIAL) p.wants |= FORM_INITIALS;
  if (!tag) p.refuses |= FORM_HANDLE;
  if (!(hit->all & WORD_UPPER)) p.refuses |= FORM_UPPER;
  if (!(hit->first & WORD_CAPITAL)) p.refuses |= FORM_CAPITAL;
  p.never = is_in_date(f, hit) || is_in_address(f, hit) || (hit->how & HIT_FUZZY && is_known_word(f, hit));
  return p;
}

/* Whether the text at a hit is as a form wants it that wants more than most. */
static bool fits_rare(const struct finder *f, const struct hit *hit, const struct form *form, unsigned how) {
  unsigned flags = form->flags;
  if (!(flags & FORM_HANDLE) && flags & FORM_DEPENDS && hit->start && f->text[hit->start - 1] == '@') return false;
  if (form->signs != signs_behind(f, hit->end, form->plus ? '+' : '#', form->signs)) return false;
  if (how & HIT_SPLIT && flags & FORM_SPLIT_CAPITAL && !(hit->all & WORD_CAPITAL)) return false;
  if (flags & FORM_UPPER && (is_upper_case_word(f, hit) || byte_at(f, hit->end) == '$')) return false; /* US$5 */
  if (flags & FORM_TWO_INITIALS && !may_be_initials(f, hit)) return false;
  if (flags & FORM_INSIDE && starts_sentence(f->text, hit->start)) return false;
  return !(flags & FORM_ABBREVIATION) || byte_at(f, hit->end) == '.' || is_behind_comma(f, hit->start);
}

/* Whether the text at a hit is as a form wants it; what many forms ask is found once. */
static bool fits(struct finder *f, const struct hit *hit, const struct form *form, unsigned how) {
  enum { RARE = FORM_DEPENDS | FORM_UPPER | FORM_TWO_INITIALS | FORM_INSIDE | FORM_ABBREVIATION };
  if (f->place.hit != hit) f->place = place_of(f, hit);
  if (f->place.never || form->flags & f->place.refuses || f->place.wants & ~form->flags) return false;
  if (form->flags & RARE || form->signs || how & HIT_SPLIT) {
    unsigned flags = form->flags | (unsigned)form->signs << 16 | (unsigned)form->plus << 18;
    if (f->fit.hit != hit || f->fit.flags != flags || f->fit.how != how)
      f->fit = (struct fit){hit, flags, how, fits_rare(f, hit, form, how)};
    if (!f->fit.is) return false;
  }
  return !is_part(f, hit, form);
}

/* Whether the search must end: it is interrupted, or holds too much. */
static inline bool must_end(struct finder *f, size_t done) { return must_stop(&f->stop, done) || f->arena->no_memory; }

static inline void add_sighting(struct finder *f, struct span span, const struct form *form, unsigned how) {
  struct sighting *s = ARENA_ADD(f->arena, &f->sightings);
  if (s)
    *s = (struct sighting){{span.start, span.length + form->signs},
                           form->owner,
                           form->row,
                           how & HIT_FUZZY ? BASIS_SPELLING : form->basis,
                           form->has_less};
}

/* Where the initials before a surname start, and how many they are; the surname's own start if there are none. */
static uint32_t initials_before(const struct finder *f, uint32_t at, unsigned *letters) {
  struct word w;
  bool stop = at > 2 && (f->text[at - 1] == '.' || (f->text[at - 1] == ' ' && f->text[at - 2] == '.'));
  if (!stop || !word_before(f->text, f->bytes, at, &w) || w.behind > at) return at;
  *letters = w.letters;
  return w.flags & WORD_DOTTED && w.flags & WORD_UPPER && w.letters <= 3 ? w.start : at;
}

static unsigned count_names(const char *given) {
  unsigned n = 0;
  for (; *given; given++) n += *given == ' ';
  return n;
}

/* "J. Smith" is John Smith, though his full name is not there. */
static void take_initials(struct finder *f, const struct hit *hit, const struct form *quiet) {
  unsigned letters = 0;
  uint32_t start = initials_before(f, hit->start, &letters);
  if (start == hit->start) return;
  struct span span = {hit->start, hit->end - hit->start};
  for (const struct form *form = quiet; !must_end(f, 16); form++) {
    const char *given = f->roster->pool.items + form->given;
    /* J.P. Smith is somebody else than J. Smith */
    if (form->given && !(hit->how & HIT_FUZZY) && fits(f, hit, form, hit->how) && letters <= count_names(given) &&
        bearer_of(f->text, f->bytes, span, given) == BEARER_INITIAL) {
      add_sighting(f, (struct span){start, hit->end - start}, form, hit->how);
      uint32_t *owner = ARENA_ADD(f->arena, &f->owners);
      if (owner) *owner = form->owner;
    }
    if (form->last) break;
  }
}

/* The hits that count by themselves. */
static void take_names(struct finder *f) {
  for (size_t i = 0; i < f->hits.list.count && !must_end(f, 64); i++) {
    const struct hit *hit = &f->hits.list.items[i];
    for (const struct form *form = &f->roster->forms.items[hit->output]; !must_end(f, 16); form++) {
      if (form->quiet) {
        const struct hit **quiet = ARENA_ADD(f->arena, &f->quiet); /* NOLINT(bugprone-sizeof-expression): of pointers */
        if (quiet) *quiet = hit;
        take_initials(f, hit, form);
        break;
      }
      unsigned how = hit->how | form->how;
      if (fits(f, hit, form, how)) {
        add_sighting(f, (struct span){hit->start, hit->end - hit->start}, form, how);
        uint32_t *owner = form->has_less ? ARENA_ADD(f->arena, &f->owners) : NULL;
        if (owner) *owner = form->owner;
      }
      if (form->last) break;
    }
  }
}

static int by_number(const void *x, const void *y) {
  uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;
  return a < b ? -1 : a > b;
}

static int by_form(const void *x, const void *y) {
  const struct dependent *a = x, *b = y;
  return by_number(&a->form, &b->form);
}

/* By start, then the longest, then the best basis. */
static int by_place(const void *x, const void *y) {
  const struct sighting *a = x, *b = y;
  if (a->span.start != b->span.start) return a->span.start < b->span.start ? -1 : 1;
  if (a->span.length != b->span.length) return a->span.length > b->span.length ? -1 : 1;
  if (a->owner != b->owner) return a->owner < b->owner ? -1 : 1;
  if (a->basis != b->basis) return a->basis < b->basis ? -1 : 1;
  return by_number(&a->row, &b->row);
}

/* Sorts sightings that are nearly in order, as a search finds them. */
static void sort_by_place(struct sighting *all, size_t count) {
  size_t moves = 0;
  for (size_t i = 1; i < count; i++) {
    if (all[i].span.start > all[i - 1].span.start || by_place(&all[i - 1], &all[i]) <= 0) continue;
    struct sighting one = all[i];
    size_t k = i;
    for (; k && by_place(&all[k - 1], &one) > 0; k--, moves++) all[k] = all[k - 1];
    all[k] = one;
    if (moves < 8 * count) continue;
    qsort(all, count, sizeof *all, by_place);
    return;
  }
}

/* Sorts all, of which the first `sorted` are in order. */
static void sort_sightings(struct finder *f) {
  size_t first = f->sorted, count = f->sightings.count;
  struct sighting *all = f->sightings.items;
  f->sorted = count;
  if (first == count) return;
  sort_by_place(all + first, count - first);
  if (!first || by_place(&all[first - 1], &all[first]) <= 0) return;
  struct sighting *merged = arena_take(f->arena, count * sizeof *all);
  if (!merged) return;
  for (size_t i = 0, x = 0, y = first; i < count; i++)
    merged[i] = y == count || (x < first && by_place(&all[x], &all[y]) <= 0) ? all[x++] : all[y++];
  f->sightings.items = merged;
  f->sightings.room = count;
}

/* Whether a hit lies inside a sighting of the owner. */
static bool is_covered(const struct sighting *all, size_t count, const struct hit *hit, uint32_t owner) {
  size_t low = 0, high = count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (all[middle].span.start <= hit->start) low = middle + 1;
    else high = middle;
  }
  for (size_t i = low, seen = 0; i-- > 0 && seen < 8; seen++)
    if (all[i].owner == owner && all[i].span.start <= hit->start && span_end(all[i].span) >= hit->end) return true;
  return false;
}

/* Whether a hit in brackets stands right behind a sighting of the owner, or before one in brackets. */
static bool is_introduced(const struct finder *f, size_t count, const struct hit *hit, uint32_t owner) {
  enum { LOOK = 8 };
  const struct sighting *all = f->sightings.items;
  bool bracketed = hit->start > 1 && f->text[hit->start - 1] == '(' && byte_at(f, hit->end) == ')';
  bool before = byte_at(f, hit->end) == ' ' && byte_at(f, (size_t)hit->end + 1) == '(';
  if (!bracketed && !before) return false;
  uint32_t end = hit->start - 1 - (bracketed && f->text[hit->start - 2] == ' '), start = hit->end + 2;
  size_t low = 0, high = count;
  while (low < high) { /* the first that starts behind the hit */
    size_t middle = low + (high - low) / 2;
    if (all[middle].span.start <= hit->start) low = middle + 1;
    else high = middle;
  }
  for (size_t i = low; bracketed && i-- > 0 && low - i <= LOOK;)
    if (all[i].owner == owner && span_end(all[i].span) == end) return true;
  for (size_t i = low; before && i < count && i - low < LOOK && all[i].span.start <= start; i++)
    if (all[i].owner == owner && all[i].span.start == start) return true;
  return false;
}

/* Where the dependents' forms stand, of those that are found; in text order. */
static void take_candidates(struct finder *f, size_t known) {
  uint64_t some[8] = {0}; /* bits that say of most hits that they are none's */
  for (size_t i = 0; i < f->dependents.count; i++) {
    uint32_t first = f->dependents.items[i].first;
    some[first >> 6 & 7] |= (uint64_t)1 << (first & 63);
  }
  for (size_t i = 0; i < f->quiet.count && !must_end(f, 64); i++) {
    const struct hit *hit = f->quiet.items[i];
    if (!(some[hit->output >> 6 & 7] >> (hit->output & 63) & 1)) continue;
    size_t low = 0, high = f->dependents.count;
    while (low < high) {
      size_t middle = low + (high - low) / 2;
      if (f->dependents.items[middle].first < hit->output) low = middle + 1;
      else high = middle;
    }
    for (; low < f->dependents.count && f->dependents.items[low].first == hit->output && !must_end(f, 32); low++) {
      const struct form *form = &f->roster->forms.items[f->dependents.items[low].form];
      if (!fits(f, hit, form, hit->how) || is_covered(f->sightings.items, known, hit, form->owner)) continue;
      struct candidate *c = ARENA_ADD(f->arena, &f->candidates);
      if (!c) return;
      *c = (struct candidate){hit, &f->dependents.items[low], BEARER_OPEN, false};
      c->introduces = form->flags & FORM_INTRODUCED && is_introduced(f, known, hit, form->owner);
      if (form->flags & FORM_PERSON)
        c->bearer = bearer_of(f->text, f->bytes, (struct span){hit->start, hit->end - hit->start},
                              f->roster->pool.items + form->given);
      if (form->flags & FORM_FAMILY_FIRST && c->bearer == BEARER_NONE) c->bearer = BEARER_OTHER;
    }
  }
}

/* The surnames of those who are found: first whether anybody else bears one, then which count. */
static void take_surnames(struct finder *f) {
  if (!f->owners.count || must_end(f, 0)) return;
  qsort(f->owners.items, f->owners.count, sizeof *f->owners.items, by_number);
  size_t owners = 0;
  for (size_t i = 0; i < f->owners.count; i++)
    if (!i || f->owners.items[i] != f->owners.items[i - 1]) f->owners.items[owners++] = f->owners.items[i];
  for (size_t i = 0; i < owners; i++) {
    const uint32_t *first = &f->roster->owners.items[f->owners.items[i]];
    for (uint32_t k = first[0]; k < first[1]; k++) {
      const struct dependent_form *form = &f->roster->dependents[k];
      struct dependent *d = ARENA_ADD(f->arena, &f->dependents);
      if (d) *d = (struct dependent){form->first, form->form, (uint32_t)i};
    }
  }
  bool *shared = arena_get(f->arena, owners), *full = arena_get(f->arena, owners);
  bool *introduced = arena_get(f->arena, owners);
  if (f->arena->no_memory || !f->dependents.items || !f->sightings.count) return;
  if (f->dependents.count > 1) qsort(f->dependents.items, f->dependents.count, sizeof *f->dependents.items, by_form);
  sort_sightings(f);
  size_t known = f->sightings.count;
  for (size_t i = 0; i < known; i++) {
    const struct sighting *s = &f->sightings.items[i];
    if (s->basis == BASIS_SURNAME || !s->has_less) continue;
    const uint32_t *owner = bsearch(&s->owner, f->owners.items, owners, sizeof *owner, by_number);
    if (owner) full[owner - f->owners.items] = true;
  }
  take_candidates(f, known);
  if (must_end(f, 0)) return;
  bool any_shared = false;
  for (size_t i = 0; i < f->candidates.count; i++) {
    const struct candidate *c = &f->candidates.items[i];
    shared[c->of->owner] |= c->bearer == BEARER_OTHER;
    any_shared |= c->bearer == BEARER_OTHER;
    introduced[c->of->owner] |= c->introduces;
  }
  for (size_t i = 0; i < f->candidates.count; i++) {
    const struct candidate *c = &f->candidates.items[i];
    const struct form *form = &f->roster->forms.items[c->of->form];
    if (shared[c->of->owner] || !full[c->of->owner] || c->bearer != BEARER_OPEN) continue;
    if (form->flags & FORM_INTRODUCED && !introduced[c->of->owner]) continue;
    add_sighting(f, (struct span){c->hit->start, c->hit->end - c->hit->start}, form, c->hit->how);
  }
  if (!any_shared) return;
  /* "J. Smith" is nobody's where Jane Smith is too. */
  size_t kept = 0;
  f->sorted = 0;
  for (size_t i = 0; i < f->sightings.count; i++) {
    const struct sighting *s = &f->sightings.items[i];
    const uint32_t *owner = i < known && s->basis == BASIS_SURNAME
                                ? bsearch(&s->owner, f->owners.items, owners, sizeof *owner, by_number)
                                : NULL;
    if (owner && shared[owner - f->owners.items]) continue;
    f->sightings.items[kept++] = *s;
    f->sorted += i < known;
  }
  f->sightings.count = kept;
}

/* Leaves the longest of those that overlap; entities of one name stay together. */
static void take_longest(struct finder *f) {
  sort_sightings(f);
  struct sighting *all = f->sightings.items;
  size_t kept = 0;
  for (size_t i = 0; i < f->sightings.count; i++) {
    const struct sighting *last = kept ? &all[kept - 1] : NULL;
    bool same = last && last->span.start == all[i].span.start && last->span.length == all[i].span.length;
    if (last && !same && all[i].span.start < span_end(last->span)) continue;
    if (same && last->owner == all[i].owner) continue;
    all[kept++] = all[i];
  }
  f->sightings.count = kept;
}

static int never_stops(void *unused) { return unused != NULL; }

enum status roster_find(const struct roster *r, const char *text, size_t bytes, struct arena *arena,
                        struct sightings *out, int (*stop)(void *), void *context) {
  static const struct stop never = {never_stops, NULL, false, 0};
  struct finder f = {
      .roster = r,
      .text = text,
      .bytes = bytes,
      .arena = arena,
      .hits = {.arena = arena, .outputs = (const char *)r->forms.items, .output_bytes = sizeof *r->forms.items},
      .stop = never};
  if (stop) f.stop = (struct stop){stop, context, false, 0};
  *out = (struct sightings){0};
  arena->most = arena->bytes + MOST_HELD + MOST_HELD_A_BYTE * bytes;
  enum status status = search(&r->automaton, text, bytes, &f.hits, stop, context);
  if (!status && f.hits.list.count) {
    take_names(&f);
    take_surnames(&f);
    if (!must_end(&f, 0)) take_longest(&f);
    status = f.stop.stopped ? STATUS_INTERRUPTED : arena->no_memory ? STATUS_NO_MEMORY : STATUS_OK;
  }
  arena->most = 0;
  if (status == STATUS_NO_MEMORY && arena->full) status = STATUS_TOO_MANY;
  if (!status) *out = (struct sightings){f.sightings.items, (uint32_t)f.sightings.count};
  return status;
}
