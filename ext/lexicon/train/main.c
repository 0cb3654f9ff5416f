/* The training program: see train.h. */
#include "train.h"

#include "../../base/memory.h"

#include <stdlib.h>
#include <string.h>

void *memory_resize(void *block, size_t bytes) { return realloc(block, bytes); }
void memory_free(void *block) { free(block); }

enum {
  BITS = 16, /* of the numbers of rows */
  EPOCHS = 8,
  RUNS = 4,
  VARIED = 3
};

struct tally {
  uint32_t right, found, gold;
};

/* Counts the names found in a story against the gold ones; persons, organisations, places. */
static void count_story(const struct story *s, const uint8_t *tags, struct tally *t) {
  for (uint32_t k = 0; k < s->gold_count; k++) t->gold += s->gold[k].kind != NAME_OTHER;
  for (uint32_t i = 0; i < s->scene.count; i++) {
    if (!tags[i]) continue;
    uint32_t first = i;
    while (tag_part(tags[i]) == TAG_BEGIN || tag_part(tags[i]) == TAG_INSIDE) i++;
    int kind = tag_kind(tags[first]);
    if (kind == NAME_OTHER) continue;
    t->found++;
    for (uint32_t k = 0; k < s->gold_count; k++)
      t->right += s->gold[k].first == first && s->gold[k].end == i + 1 && s->gold[k].kind == kind;
  }
}

static void say(const char *what, struct tally t) {
  printf("%-28s P %5.1f  R %5.1f  F1 %5.1f  of %u names\n", what, 100.0 * t.right / (t.found + !t.found),
         100.0 * t.right / (t.gold + !t.gold), 200.0 * t.right / (t.found + t.gold + !t.gold), t.gold);
}

static void write_weights(const char *path, const struct weights *w) {
  const uint32_t rows = weights_rows(w->table.bits);
  FILE *out = fopen(path, "wb");
  struct weights_head head = {.bits = w->table.bits};
  memcpy(head.transitions, w->transitions, sizeof head.transitions);
  bool ok = out && fwrite(&head, sizeof head, 1, out) == 1 &&
            fwrite(w->table.rows, sizeof *w->table.rows, rows, out) == rows &&
            fwrite(w->table.checks, 1, rows, out) == rows;
  if (!ok || fclose(out)) {
    perror(path);
    exit(1);
  }
}

int main(int argc, char **argv) {
  static const struct {
    const char *name;
    uint32_t flags;
  } sets[] = {{"ner.wikigold", 0},
              {"ner.uner-ewt-dev", SET_NO_OTHER},
              {"ner.uner-ewt-test", SET_NO_OTHER},
              {"ner.wnut17-test", SET_NO_OTHER},
              {"ner.gum-train", SET_NO_OTHER | SET_NOMINAL}};
  const char *out = argc > 2 ? argv[1] : NULL, *folder = argc > 2 ? argv[2] : NULL;
  const char *templates = argc > 4 ? argv[3] : NULL, *lists = argc > 4 ? argv[4] : NULL;
  bool hold_out = getenv("HOLD_OUT") != NULL;
  if (!out) {
    fprintf(stderr, "usage: names_train OUT.weights FOLDER [TEMPLATES.txt LISTS_FOLDER]\n");
    return 2;
  }
  struct stories all = {0};
  uint32_t ends[8];
  for (size_t k = 0; k < sizeof sets / sizeof *sets; k++) {
    char path[4096];
    snprintf(path, sizeof path, "%s/%s.jsonl", folder, sets[k].name);
    read_stories(&all, path, sets[k].flags);
    ends[k] = all.count;
  }
  uint32_t labelled = all.count;
  for (uint32_t k = 0; lists && k < VARIED; k++) vary_stories(&all, labelled, lists);
  uint32_t varied = all.count;
  if (templates) generate_stories(&all, templates, lists);
  bool *use = NEW(bool, all.count);
  for (uint32_t i = 0; i < all.count; i++) use[i] = !hold_out || i >= varied || all.items[i].line % 3 != 0;
  struct learned learned = learn(&all, use, EPOCHS, RUNS);
  struct weights w = pack(&learned, BITS);
  write_weights(out, &w);
  printf("%u stories, %u of our own making; %s\n", all.count, all.count - labelled,
         hold_out ? "every third line held out" : "all learnt from");
  for (size_t k = 0, i = 0; k < sizeof sets / sizeof *sets; k++) {
    struct tally seen = {0}, unseen = {0};
    for (; i < ends[k]; i++) {
      uint8_t *tags = NEW(uint8_t, all.items[i].scene.count);
      read_story(&all.items[i], &w, tags);
      count_story(&all.items[i], tags, use[i] ? &seen : &unseen);
      free(tags);
    }
    char what[64];
    snprintf(what, sizeof what, "%s, learnt", sets[k].name + 4);
    say(what, seen);
    snprintf(what, sizeof what, "%s, held out", sets[k].name + 4);
    if (hold_out) say(what, unseen);
  }
  return 0;
}
