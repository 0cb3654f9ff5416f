/*
** A yardstick for the gazetteer: how fast Hyperscan finds names as literals, whatever their case, on word
** boundaries.
**
**     build/tests/bench/hyperscan NAMES STORIES        one name a line, one story a line
**     151.2 MB/s
**
** Built where libhyperscan-dev is installed.
*/
#define _GNU_SOURCE
#include <hs/hs.h>

#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct lines {
  char **items;
  size_t *lengths;
  unsigned count;
};

static struct lines read_lines(const char *path) {
  struct lines all = {0};
  FILE *in = fopen(path, "r");
  char *line = NULL;
  size_t room = 0;
  for (ssize_t n; in && (n = getline(&line, &room, in)) > 0;) {
    if (line[n - 1] == '\n') line[--n] = 0;
    if (!n) continue;
    all.items = realloc(all.items, (all.count + 1) * sizeof *all.items);
    all.lengths = realloc(all.lengths, (all.count + 1) * sizeof *all.lengths);
    all.items[all.count] = strdup(line);
    all.lengths[all.count++] = (size_t)n;
  }
  if (in) fclose(in);
  free(line);
  return all;
}

struct scan {
  const char *text;
  size_t bytes;
  const struct lines *names;
  unsigned long found;
};

static bool in_word(const struct scan *s, size_t at) { return at < s->bytes && isalnum((unsigned char)s->text[at]); }

static int on_match(unsigned id, unsigned long long from, unsigned long long to, unsigned flags, void *context) {
  struct scan *s = context;
  (void)from, (void)flags;
  size_t start = (size_t)to - s->names->lengths[id];
  s->found += !(start && in_word(s, start - 1)) && !in_word(s, (size_t)to);
  return 0;
}

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  struct lines names = read_lines(argv[1]), stories = read_lines(argv[2]);
  unsigned *flags = calloc(names.count, sizeof *flags), *ids = calloc(names.count, sizeof *ids);
  for (unsigned i = 0; i < names.count; i++) flags[i] = HS_FLAG_CASELESS, ids[i] = i;
  hs_database_t *db = NULL;
  hs_compile_error_t *error = NULL;
  hs_scratch_t *scratch = NULL;
  if (hs_compile_lit_multi((const char *const *)names.items, flags, ids, names.lengths, names.count, HS_MODE_BLOCK,
                           NULL, &db, &error) != HS_SUCCESS) {
    printf("%s\n", error ? error->message : "no database");
    return 1;
  }
  hs_alloc_scratch(db, &scratch);
  struct scan scan = {.names = &names};
  size_t bytes = 0;
  clock_t began = clock();
  for (unsigned i = 0; i < stories.count; i++) {
    scan.text = stories.items[i];
    bytes += scan.bytes = stories.lengths[i];
    hs_scan(db, scan.text, (unsigned)scan.bytes, 0, scratch, on_match, &scan);
  }
  printf("%.1f MB/s, %lu found\n", (double)bytes / 1e6 / ((double)(clock() - began) / CLOCKS_PER_SEC), scan.found);
  return 0;
}
