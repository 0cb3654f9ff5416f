/* Reading labelled texts, and what their labels say of our tokens: see train.h. */
#include "train.h"

#include "../../intake/json.h"
#include "../../language/lexicon.h"
#include "../../language/names/templates.h"

#include <stdlib.h>
#include <string.h>

enum { LABELS_MOST = 4096 };

void *must(void *memory) {
  if (memory) return memory;
  fprintf(stderr, "no memory\n");
  exit(1);
}

/* The byte at which character `at` (from 0) starts, going on from a place known. */
struct place {
  uint32_t byte, character;
};
static uint32_t byte_of(const char *text, uint32_t at, struct place *known) {
  if (at < known->character) *known = (struct place){0, 0};
  while (known->character < at && text[known->byte]) {
    known->byte++;
    while ((text[known->byte] & 0xC0) == 0x80) known->byte++;
    known->character++;
  }
  return known->byte;
}

/* Cuts what our conventions leave out: articles and titles in front. */
static void trim(const struct story *s, struct gold *g) {
  const struct token *t = s->scene.tokens;
  while (g->first + 1 < g->end && !is_capital(&t[g->first]) && lexicon_has(t[g->first].word, LEXICON_ARTICLE))
    g->first++;
  while (g->kind == NAME_PERSON && g->first + 1 < g->end && lexicon_has(t[g->first].word, LEXICON_PERSON_TITLE)) {
    g->first++;
    if (g->first + 1 < g->end && s->text[t[g->first].start] == '.') g->first++;
  }
  if (s->flags & SET_NOMINAL)
    while (g->first < g->end && !is_capital(&t[g->first]) && t[g->first].kind == TOKEN_WORD) g->first++;
}

static bool is_name(struct story *s, const struct gold *g) {
  const struct token *t = s->scene.tokens;
  if (g->first >= g->end || !is_capital(&t[g->first]) || !is_capital(&t[g->end - 1])) return false;
  for (uint32_t i = g->first; i < g->end; i++)
    if (t[i].kind == TOKEN_WORD && !is_capital(&t[i]) && !lexicon_has(t[i].word, LEXICON_NAME_JOINER)) return false;
  return true;
}

static uint32_t all_tags(void) { return ((uint32_t)1 << TAGS) - 1; }
static uint32_t kind_tags(int kind) {
  uint32_t tags = 0;
  for (int part = 0; part < TAG_PARTS; part++) tags |= (uint32_t)1 << tag_of(kind, part);
  return tags;
}

/* What a set says of tokens that it has no label for: nothing, if it labels no others, but that peoples are some, and that
** what headlines have is none unless lists take it for a work. */
static void allow_unlabelled(struct story *s, uint32_t *allowed) {
  const struct unit *u = s->scene.units;
  for (uint32_t i = 0; i < s->scene.count; i++) {
    allowed[i] = 1;
    while (i >= u->end) u++;
    if (!(s->flags & SET_NO_OTHER)) continue;
    bool people = is_capital(&s->scene.tokens[i]) && scene_lists(&s->scene, i) >> GAZETTEER_DEMONYM & 1;
    if (people) allowed[i] = kind_tags(NAME_OTHER);
    else if (u->style != STYLE_TITLE && u->style != STYLE_CAPITALS) allowed[i] |= kind_tags(NAME_OTHER);
  }
  for (uint32_t i = 0; s->flags & SET_NO_OTHER && i < s->scene.count; i++)
    for (uint32_t end = i + 1; end <= s->scene.count && end - i <= GAZETTEER_MOST_WORDS; end++)
      for (uint32_t k = i; scene_lists_of(&s->scene, i, end) >> GAZETTEER_WORK & 1 && k < end; k++)
        allowed[k] |= kind_tags(NAME_OTHER);
}

/* What is known of each token's tag. */
static uint32_t *allowed_tags(struct story *s, const struct gold *labels, const bool *exact, uint32_t count) {
  uint32_t *allowed = NEW(uint32_t, s->scene.count + 1);
  allow_unlabelled(s, allowed);
  for (uint32_t k = 0; k < count; k++) {
    const struct gold *g = &labels[k];
    for (uint32_t i = g->first; i < g->end; i++) {
      int part = g->end == g->first + 1 ? TAG_ALONE
                 : i == g->first        ? TAG_BEGIN
                 : i + 1 == g->end      ? TAG_LAST
                                        : TAG_INSIDE;
      allowed[i] = exact[k] ? (uint32_t)1 << tag_of(g->kind, part) : all_tags();
    }
  }
  return allowed;
}

void prepare_story(struct story *s) {
  s->examples = NEW(struct example, s->places.count);
  for (size_t k = 0; k < s->places.count; k++) {
    struct segment_place *g = &s->places.items[k];
    struct segment segment;
    struct example *e = &s->examples[k];
    segment_set(&segment, &s->scene, &s->scene.units[g->unit], g->first, g->count);
    e->count = g->count;
    e->features = NEW(uint32_t *, g->count);
    e->feature_counts = NEW(uint32_t, g->count);
    e->templates = NEW(uint8_t *, g->count);
    for (uint32_t i = 0; i < g->count; i++) {
      uint32_t features[FEATURES_MOST];
      uint8_t templates[FEATURES_MOST];
      uint32_t n = take_features(&segment, i, (struct taker){.numbers = features, .templates = templates});
      e->feature_counts[i] = n;
      e->features[i] = memcpy(NEW(uint32_t, n), features, n * sizeof *features);
      e->templates[i] = memcpy(NEW(uint8_t, n), templates, n);
    }
  }
}

void add_story(struct stories *all, const char *text, const struct span *spans, const int *kinds, uint32_t count,
               uint32_t flags, uint32_t line) {
  if (all->count == all->room) {
    all->room = all->room ? all->room * 2 : 256;
    all->items = must(realloc(all->items, all->room * sizeof *all->items));
  }
  struct story *s = &all->items[all->count];
  *s = (struct story){.line = line, .flags = flags, .document = must(document_open(text, strlen(text), NULL, NULL))};
  s->text = (char *)(uintptr_t)s->document->text;
  if (!scene_set(&s->scene, s->document) || !find_segments(&s->scene, &s->places)) return;
  all->count++;
  const struct tokens *tokens = document_tokens(s->document);
  struct gold *labels = NEW(struct gold, count);
  bool *exact = NEW(bool, count);
  for (uint32_t k = 0; k < count; k++) {
    uint32_t end = span_end(spans[k]);
    struct gold g = {tokens_from(tokens, spans[k].start), tokens_from(tokens, end), kinds[k]};
    if (g.first > 0 && span_end(token_span(&s->scene.tokens[g.first - 1])) > spans[k].start) g.first--;
    exact[k] = g.end > g.first && s->scene.tokens[g.first].start == spans[k].start &&
               span_end(token_span(&s->scene.tokens[g.end - 1])) == end;
    struct gold whole = g;
    trim(s, &g);
    if (flags & SET_NOMINAL && !is_name(s, &g)) exact[k] = false, g = whole;
    /* Pronouns are no names, nor do they hide any. */
    if (flags & SET_NOMINAL && g.end == g.first + 1 && scene_lists(&s->scene, g.first) >> GAZETTEER_FUNCTION & 1)
      g.end = g.first, exact[k] = false;
    labels[k] = g;
  }
  uint32_t *allowed = allowed_tags(s, labels, exact, count);
  s->gold = NEW(struct gold, count);
  for (uint32_t k = 0; k < count; k++)
    if (exact[k]) s->gold[s->gold_count++] = labels[k];
  prepare_story(s);
  for (size_t k = 0; k < s->places.count; k++) {
    struct segment_place *p = &s->places.items[k];
    struct example *e = &s->examples[k];
    e->allowed = allowed + p->first;
    /* A name that leaves the segment says nothing of the tokens inside. */
    for (uint32_t c = 0; c < count; c++) {
      const struct gold *g = &labels[c];
      if (g->first >= p->first && g->end <= p->first + p->count) continue;
      for (uint32_t i = g->first; i < g->end; i++)
        if (i >= p->first && i < p->first + p->count) e->allowed[i - p->first] = all_tags();
    }
  }
  s->spans = NEW(struct span, count);
  s->kinds = NEW(int, count);
  s->exact = exact;
  s->span_count = count;
  for (uint32_t k = 0; k < count; k++) {
    bool trimmed =
        exact[k] && labels[k].end > labels[k].first && s->scene.tokens[labels[k].first].start != spans[k].start;
    s->spans[k] = spans[k];
    s->kinds[k] = kinds[k];
    if (trimmed) s->exact[k] = false;
  }
  free(labels);
}

/* The member of an object with this name; of kind JSON_NONE where it has none. */
static struct json_value member(const struct json_value *object, const char *name) {
  struct json_value key, value;
  for (size_t at = 0; json_member(object, &at, &key, &value);)
    if (json_is(&key, slice_of(name))) return value;
  return (struct json_value){0};
}

static uint32_t number(struct json_value value) { return (uint32_t)strtoul(value.text.text, NULL, 10); }

/* A label as it is written, in characters. */
struct label {
  uint32_t start, end;
  int kind;
};

static int by_start(const void *a, const void *b) {
  const struct label *x = a, *y = b;
  if (x->start != y->start) return x->start < y->start ? -1 : 1;
  return x < y ? -1 : x > y;
}

/* The labels of a line's story, by start.  Returns how many. */
static uint32_t read_labels(const struct json_value *story, struct label out[LABELS_MOST]) {
  static const char *const types[] = {"PER", "ORG", "LOC", "MISC"};
  struct json_value all = member(story, "gold"), item;
  uint32_t count = 0;
  for (size_t at = 0; count < LABELS_MOST && json_item(&all, &at, &item);) {
    struct json_value type = member(&item, "type");
    struct label *l = &out[count++];
    *l = (struct label){number(member(&item, "start")), number(member(&item, "end")), 0};
    for (int k = 0; k < TAG_KINDS; k++)
      if (json_is(&type, slice_of(types[k]))) l->kind = k;
  }
  qsort(out, count, sizeof *out, by_start);
  return count;
}

void read_stories(struct stories *all, const char *path, uint32_t flags) {
  FILE *in = fopen(path, "r");
  char *line = NULL;
  size_t room = 0;
  uint32_t line_number = 0;
  if (!in) {
    perror(path);
    exit(1);
  }
  for (ssize_t bytes; (bytes = getline(&line, &room, in)) > 0;) {
    line_number++;
    struct json_value story, body;
    struct buffer text = {0};
    bool broken = false;
    if (json_whole((struct slice){line, (size_t)bytes}, &story)) body = member(&story, "text");
    else body = (struct json_value){0};
    if (body.kind == JSON_STRING) json_text(&text, &body, &broken);
    if (!text.bytes || broken) {
      fprintf(stderr, "%s:%u: no story with a text\n", path, line_number);
      exit(1);
    }
    struct label labels[LABELS_MOST] = {{0}};
    struct span spans[LABELS_MOST];
    int kinds[LABELS_MOST];
    struct place known = {0, 0};
    uint32_t count = read_labels(&story, labels);
    for (uint32_t i = 0; i < count; i++) {
      uint32_t start = byte_of(text.bytes, labels[i].start, &known), end = byte_of(text.bytes, labels[i].end, &known);
      spans[i] = (struct span){start, end - start};
      kinds[i] = labels[i].kind;
    }
    add_story(all, text.bytes, spans, kinds, count, flags, line_number);
    buffer_free(&text);
  }
  free(line);
  fclose(in);
}
