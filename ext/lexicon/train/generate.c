/*
** Stories of our own making: templates filled with names from the gazetteer's
** lists, so that the tagger sees many names in the places where news has them.
** templates.txt says what its signs mean.
*/
#include "invent.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { TIMES = 24, LINE_BYTES = 2048 };

static void add_plain(struct maker *m, const char *name) {
  char number[32];
  if (!strcmp(name, "day"))
    buffer_add_text(&m->text, ONE(m, "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"));
  else if (!strcmp(name, "month"))
    buffer_add_text(&m->text, ONE(m, "January", "February", "March", "April", "May", "June", "July", "August",
                                  "September", "October", "November", "December"));
  else if (!strcmp(name, "mon"))
    buffer_add_text(&m->text, ONE(m, "Jan", "Feb", "March", "April", "Aug", "Sept", "Oct", "Nov", "Dec"));
  else {
    uint32_t k = !strcmp(name, "year") ? 1900 + made_chance(m, 125)
                 : !strcmp(name, "nn") ? 10 + made_chance(m, 90)
                                       : 1 + made_chance(m, 20);
    if (!strcmp(name, "score")) snprintf(number, sizeof number, "%u-%u", made_chance(m, 5), made_chance(m, 4));
    else snprintf(number, sizeof number, "%u", k);
    buffer_add_text(&m->text, number);
  }
}

static void add_span(struct maker *m, uint32_t start, int kind) {
  if (m->count == MOST_NAMES) return;
  m->spans[m->count] = (struct span){start, (uint32_t)m->text.count - start};
  m->kinds[m->count++] = kind;
}

/* Puts a line in capitals. */
static void shout(char *text, size_t length) {
  for (size_t i = 0; i < length; i++) text[i] = (char)toupper((unsigned char)text[i]);
}

/* Gives the words of a line capitals, as titles have them: all but short words that only join others. */
static void make_title(char *text, size_t length) {
  enum { SHORT = 3 };
  for (size_t i = 0, n; i < length; i += n + 1) {
    n = 0;
    while (i + n < length && !strchr(" \n-/", text[i + n])) n++;
    bool small = n <= SHORT && i && gazetteer_find(gazetteer_hash(word_key(text + i, n, 1))) >> GAZETTEER_FUNCTION & 1;
    if (!small) text[i] = (char)toupper((unsigned char)text[i]);
  }
}

static void add_line(struct maker *m, const char *line) {
  static const char letters[] = "PSFIXCNRDKTOAWLZYMUEVBGQ";
  static const int kinds[] = {NAME_PERSON,
                              NAME_PERSON,
                              NAME_PERSON,
                              NAME_PERSON,
                              NAME_ORGANIZATION,
                              NAME_PLACE,
                              NAME_PLACE,
                              NAME_PLACE,
                              NAME_OTHER,
                              NAME_ORGANIZATION,
                              NAME_ORGANIZATION,
                              NAME_ORGANIZATION,
                              NAME_ORGANIZATION,
                              NAME_OTHER,
                              NAME_PLACE,
                              NAME_ORGANIZATION,
                              NAME_OTHER,
                              NAME_ORGANIZATION,
                              NAME_OTHER,
                              NAME_OTHER,
                              NAME_OTHER,
                              -1,
                              -1,
                              -1};
  size_t begin = m->text.count;
  bool capitals = *line == '^', title = *line == '~';
  int whole = -1; /* the kind of the name that is said outright */
  uint32_t whole_start = 0;
  for (line += capitals || title; *line; line++) {
    if (*line == '}' && whole >= 0) {
      add_span(m, whole_start, whole);
      whole = -1;
      continue;
    }
    if (*line != '{') {
      buffer_add_byte(&m->text, *line);
      continue;
    }
    if (line[1] == '=') {
      whole = line[2] == 'P'   ? NAME_PERSON
              : line[2] == 'O' ? NAME_ORGANIZATION
              : line[2] == 'L' ? NAME_PLACE
                               : NAME_OTHER;
      whole_start = (uint32_t)m->text.count;
      line = strchr(line, ' ');
      continue;
    }
    const char *end = strchr(line, '}');
    char name[16] = {0};
    memcpy(name, line + 1, (size_t)(end - line - 1) < 15 ? (size_t)(end - line - 1) : 15);
    line = end;
    const char *letter = strchr(letters, name[0]);
    if (!letter || !isdigit((unsigned char)name[1])) {
      add_plain(m, name);
      continue;
    }
    int kind = kinds[letter - letters];
    uint32_t start = (uint32_t)m->text.count;
    buffer_add_text(&m->text, made_slot(m, name[0], name[1] - '0'));
    if (kind >= 0 && whole < 0) add_span(m, start, kind);
  }
  if (m->text.count > begin && capitals) shout(m->text.bytes + begin, m->text.count - begin);
  if (m->text.count > begin && title) make_title(m->text.bytes + begin, m->text.count - begin);
  buffer_add_byte(&m->text, '\n');
}

static void make_story(struct maker *m, struct stories *all, char *const *lines, uint32_t count, uint32_t number) {
  memset(m->slots, 0, sizeof m->slots);
  m->text.count = m->count = 0;
  /* Most stories keep their lines' order; others are but a few of them. */
  bool whole = made_chance(m, 3) > 0;
  for (uint32_t i = 0; i < count; i++)
    if (whole || made_chance(m, 2)) add_line(m, lines[i]);
  if (m->count) add_story(all, m->text.bytes, m->spans, m->kinds, m->count, 0, number);
}

void generate_stories(struct stories *all, const char *templates, const char *lists_folder) {
  struct maker *m = NEW(struct maker, 1);
  char line[LINE_BYTES], *lines[64];
  uint32_t count = 0, made = 0;
  FILE *in = fopen(templates, "r");
  if (!in) {
    perror(templates);
    exit(1);
  }
  m->random = 7;
  maker_lists(m, lists_folder);
  for (bool more = true; more;) {
    more = fgets(line, sizeof line, in) != NULL;
    if (more && line[0] == '#') continue;
    if (more && line[0] != '\n' && count < 64) {
      line[strcspn(line, "\n")] = 0;
      lines[count++] = must(strdup(line));
      continue;
    }
    if (!count) continue;
    uint32_t twice = lines[0][0] == '*';
    lines[0] += twice;
    for (uint32_t k = 0; k < TIMES * (1 + twice); k++) make_story(m, all, lines, count, ++made);
    count = 0;
  }
  fclose(in);
}

/* A name like the one of a kind that stands at `t`, or NULL where it had better stay. */
static char *like(struct maker *m, struct story *s, uint32_t t, uint32_t count, int kind) {
  uint32_t lists = scene_lists(&s->scene, t);
  if (kind == NAME_PERSON) {
    if (count == 1)
      return lists & ((uint32_t)15 << GAZETTEER_GIVEN_FEMALE) && !made_chance(m, 2) ? made_given(m) : made_surname(m);
    if (count > 3) return NULL;
    return made_of(made_given(m), " ", made_surname(m));
  }
  if (count == 1 && kind == NAME_PLACE) {
    if (lists >> GAZETTEER_COUNTRY & 1) return made_from(m, COUNTRIES);
    if (lists >> GAZETTEER_CITY_LARGE & 1 || lists >> GAZETTEER_CITY & 1) return made_city(m);
    if (lists >> GAZETTEER_REGION & 1) return made_from(m, REGIONS);
    return NULL;
  }
  if (count == 1 && kind == NAME_OTHER && lists >> GAZETTEER_DEMONYM & 1) return made_from(m, DEMONYMS);
  if (kind == NAME_ORGANIZATION && count == 1 && s->scene.tokens[t].flags & TOKEN_ALL_CAPS)
    return made_from(m, ACRONYMS);
  if (kind == NAME_ORGANIZATION && count == 1 && !made_chance(m, 2)) return made_company(m);
  if (kind == NAME_ORGANIZATION && count > 1 && !made_chance(m, 2))
    return made_chance(m, 2) ? made_body(m) : made_company(m);
  return NULL;
}

enum { SAME_MOST = 256, HEADLINES = 14 /* one line in so many is in capitals */, HEADLINE_BYTES = 150 };

static void vary(struct maker *m, struct stories *all, uint32_t number) {
  struct story *s = &all->items[number];
  static struct {
    uint64_t hash;
    int kind;
    char *name;
  } same[SAME_MOST];
  uint32_t n_same = 0, at = 0;
  m->text.count = m->count = 0;
  for (uint32_t k = 0; k < s->span_count && m->count < MOST_NAMES; k++) {
    struct span span = s->spans[k];
    if (span.start < at) continue;
    uint32_t first = tokens_from(document_tokens(s->document), span.start);
    uint32_t end = tokens_from(document_tokens(s->document), span_end(span));
    char *name = NULL;
    if (s->exact[k] && end > first && first < s->scene.count) {
      /* The same words get the same name; a surname that of its bearer. */
      uint64_t hash = scene_hash(&s->scene, end - 1) + (end - first == 1 ? 0 : scene_hash(&s->scene, first));
      for (uint32_t i = 0; i < n_same; i++)
        if (same[i].hash == hash && same[i].kind == s->kinds[k]) name = same[i].name;
      if (!name && made_chance(m, 4)) {
        name = like(m, s, first, end - first, s->kinds[k]);
        if (n_same + 2 < SAME_MOST && name) {
          same[n_same].hash = hash, same[n_same].kind = s->kinds[k], same[n_same++].name = name;
          char *last = strrchr(name, ' ');
          if (s->kinds[k] == NAME_PERSON && end - first > 1 && last)
            same[n_same].hash = scene_hash(&s->scene, end - 1), same[n_same].kind = NAME_PERSON,
            same[n_same++].name = last + 1;
        }
      }
    }
    buffer_add(&m->text, s->text + at, span.start - at);
    size_t start = m->text.count;
    if (name) buffer_add_text(&m->text, name);
    else buffer_add(&m->text, s->text + span.start, span.length);
    m->kinds[m->count] = s->kinds[k];
    m->spans[m->count++] = (struct span){(uint32_t)start, (uint32_t)(m->text.count - start)};
    at = span_end(span);
  }
  buffer_add_text(&m->text, s->text + at);
  /* Some lines as headlines are. */
  for (size_t i = 0, n; i < m->text.count; i += n + 1) {
    const char *end = memchr(m->text.bytes + i, '\n', m->text.count - i);
    n = end ? (size_t)(end - m->text.bytes) - i : m->text.count - i;
    uint32_t style = made_chance(m, HEADLINES);
    if (style == 0) shout(m->text.bytes + i, n);
    else if (style <= 2 && n < HEADLINE_BYTES) make_title(m->text.bytes + i, n);
  }
  add_story(all, m->text.bytes, m->spans, m->kinds, m->count, s->flags, s->line);
}

void vary_stories(struct stories *all, uint32_t count, const char *lists_folder) {
  struct maker *m = NEW(struct maker, 1);
  m->random = 11;
  maker_lists(m, lists_folder);
  for (uint32_t i = 0; i < count; i++)
    if (all->items[i].span_count) vary(m, all, i);
}
