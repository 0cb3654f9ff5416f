/*
** Stories of our own making: templates filled with names from the gazetteer's
** lists, so that the tagger sees many names in the places where news has them.
** templates.txt says what its signs mean.
*/
#include "train.h"

#include "../../base/buffer.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { TIMES = 24, SLOTS = 10, LINE_BYTES = 2048, MOST_NAMES = 4096 };

struct list {
  const char *name;
  char **items;
  uint32_t count, room;
};

enum list_name {
  GIVEN_F,
  GIVEN_M,
  GIVEN_E,
  GIVEN_R,
  SURNAMES,
  SURNAMES_R,
  COUNTRIES,
  CITIES_L,
  CITIES,
  REGIONS,
  DEMONYMS,
  ORGANIZATIONS,
  ACRONYMS,
  COMPANIES,
  TEAMS,
  WORKS,
  PEOPLE,
  GROUPS,
  THINGS,
  LISTS
};

struct maker {
  struct list lists[LISTS];
  uint64_t random;
  char *slots[256][SLOTS]; /* what a slot was filled with, by its letter and number */
  struct buffer text;
  struct span spans[MOST_NAMES];
  int kinds[MOST_NAMES];
  uint32_t count;
};

static uint32_t chance(struct maker *m, uint32_t of) {
  m->random = m->random * 6364136223846793005u + 1442695040888963407u;
  return (uint32_t)(m->random >> 33) % of;
}

static void read_lists(struct maker *m, const char *folder) {
  static const char *const names[] = {"given_female", "given_male",   "given",      "given_rare", "surname",
                                      "surname_rare", "country",      "city_large", "city",       "region",
                                      "demonym",      "organization", "acronym",    "company",    "team",
                                      "work",         "noun_person",  "noun_group", "noun_other"};
  static const char *const files[] = {"people", "places", "groups", "organizations", "words"};
  for (int k = 0; k < LISTS; k++) m->lists[k].name = names[k];
  for (size_t f = 0; f < sizeof files / sizeof *files; f++) {
    char path[4096], line[512];
    snprintf(path, sizeof path, "%s/names/%s.txt", folder, files[f]);
    FILE *in = fopen(path, "r");
    struct list *list = NULL;
    if (!in) {
      perror(path);
      exit(1);
    }
    while (fgets(line, sizeof line, in)) {
      line[strcspn(line, "#\n")] = 0;
      if (line[0] == '[') {
        line[strlen(line) - 1] = 0;
        list = NULL;
        for (int k = 0; k < LISTS; k++)
          if (!strcmp(names[k], line + 1)) list = &m->lists[k];
      } else if (line[0] && list) {
        if (list->count == list->room) {
          list->room = list->room ? list->room * 2 : 64;
          list->items = must(realloc(list->items, list->room * sizeof *list->items));
        }
        list->items[list->count++] = must(strdup(line));
      }
    }
    fclose(in);
  }
}

/* A list's entry as it is printed: "el paso" -> "El Paso", "u.s." -> "U.S.". */
static char *printed(const char *folded, bool capitals) {
  static const char small[] = " of the and de la del da do van der von for in on di du y al ";
  char *out = must(strdup(folded));
  bool start = true;
  for (char *c = out; *c; c++) {
    size_t length = strcspn(c, " ");
    char word[64] = " ";
    if (start && c > out && length < 32) {
      memcpy(word + 1, c, length);
      memcpy(word + 1 + length, " ", 2);
      if (strstr(small, word)) {
        c += length - 1;
        continue;
      }
    }
    if (start || capitals) *c = (char)toupper((unsigned char)*c);
    if (start && !strncmp(c, "Mc", 2)) c++, *c = *c ? *c : 0, c[0] = 'c', c[1] = (char)toupper((unsigned char)c[1]);
    start = *c == ' ' || *c == '-' || *c == '.' || *c == '&' || (*c == '\'' && strlen(c) > 3);
  }
  return out;
}

static char *from(struct maker *m, enum list_name list) {
  const char *item = m->lists[list].items[chance(m, m->lists[list].count)];
  bool capitals = list == ACRONYMS;
  if (list == COMPANIES || list == TEAMS) capitals = strlen(item) <= 3 && item[0] != 'a';
  if (list == COUNTRIES)
    capitals = !strcmp(item, "us") || !strcmp(item, "uk") || !strcmp(item, "usa") || !strcmp(item, "uae");
  return printed(item, capitals);
}

static char *joined(const char *a, const char *b, const char *c) {
  size_t n = strlen(a) + strlen(b) + strlen(c) + 1;
  char *out = NEW(char, n);
  snprintf(out, n, "%s%s%s", a, b, c);
  return out;
}

/* A name that no list has: the head of one and the tail of another. */
static char *spliced(struct maker *m, char *name, enum list_name list) {
  const char *other = m->lists[list].items[chance(m, m->lists[list].count)];
  size_t head = strcspn(name, " -'"), tail = strcspn(other, " -'");
  if (head < 4 || tail < 4 || name[head] || other[tail]) return name;
  char *out = joined(name, other + tail / 2, "");
  memmove(out + (head + 1) / 2, out + head, strlen(out + head) + 1);
  return out;
}

static char *given(struct maker *m) {
  static const enum list_name lists[] = {GIVEN_F, GIVEN_M, GIVEN_M, GIVEN_M, GIVEN_E, GIVEN_E, GIVEN_R};
  char *name = from(m, lists[chance(m, 7)]);
  if (!chance(m, 4)) return spliced(m, name, GIVEN_R);
  if (chance(m, 25)) return name;
  return joined(name, "-", m->lists[SURNAMES_R].items[chance(m, m->lists[SURNAMES_R].count)]); /* "Jun-seok" */
}

static char *surname(struct maker *m) {
  static const char *const particles[] = {"de ", "van ", "van der ", "von ", "al-", "Al-", "El ", "De ", "bin ", "da "};
  char *name = from(m, chance(m, 5) < 2 ? SURNAMES : SURNAMES_R);
  uint32_t k = chance(m, 30);
  if (chance(m, 10) < 4) name = spliced(m, name, SURNAMES_R);
  if (k == 0) return joined(particles[chance(m, 10)], name, "");
  if (k == 1) return joined(name, "-", from(m, SURNAMES));
  return name;
}

static const char *one(struct maker *m, const char *const *choices, uint32_t count) {
  return choices[chance(m, count)];
}
#define ONE(m, ...) \
  one(m, (const char *const[]){__VA_ARGS__}, sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))

static char *city(struct maker *m) {
  char *name = from(m, chance(m, 2) ? CITIES_L : CITIES);
  return chance(m, 6) ? name : spliced(m, name, CITIES);
}

static char *company(struct maker *m) {
  switch (chance(m, 12)) {
    case 0: return joined(surname(m), " & ", ONE(m, "Co", "Sons", "Partners", "Co."));
    case 1:
      return joined(surname(m), " ",
                    ONE(m, "Inc", "Corp", "Ltd", "Industries", "Group", "Holdings", "Securities", "AG", "SpA", "SA",
                        "Plc", "Co"));
    case 2:
      return joined(city(m), " ",
                    ONE(m, "Steel", "Bank", "Airways", "Electric Co", "Insurance Co", "Breweries", "Post", "Times"));
    case 3: return joined(from(m, COUNTRIES), " ", ONE(m, "Airlines", "Telecom", "Petroleum Corp", "Steel Corp"));
    case 4: return joined(ONE(m, "Bank of ", "Banco de ", "Credit ", "First ", "Royal Bank of "), city(m), "");
    case 5: return spliced(m, from(m, SURNAMES_R), CITIES); /* a name that no list has */
    case 6: return spliced(m, from(m, COMPANIES), COMPANIES);
    case 7:
      return joined(chance(m, 2) ? spliced(m, from(m, SURNAMES_R), CITIES) : surname(m), " ",
                    ONE(m, "Technologies", "Pharmaceuticals", "Capital", "Media", "Energy", "Motors", "Resources",
                        "Systems", "Foods", "Ratings", "Capital Management", "Investors Service", "Entertainment",
                        "Studios", "Records", "Airlines", "Minerals", "Oil", "Properties", "Research"));
    default: return from(m, COMPANIES);
  }
}

/* A body's initials, known or not. */
static char *acronym(struct maker *m) {
  char letters[6] = {0};
  if (chance(m, 5) > 1) return from(m, ACRONYMS);
  for (uint32_t i = 0, n = 3 + !chance(m, 3); i < n; i++) letters[i] = (char)('A' + chance(m, 26));
  return must(strdup(letters));
}

static char *body(struct maker *m) {
  switch (chance(m, 18)) {
    case 0: return joined("University of ", city(m), "");
    case 9:
      return joined(chance(m, 2) ? city(m) : from(m, REGIONS), " ",
                    ONE(m, "Supreme Court", "High Court", "District Court", "Court of Appeals", "Electoral Commission",
                        "State University", "University of Technology", "Teachers Union", "Chamber of Commerce",
                        "Legislature", "Senate", "Health Department", "Children's Hospital", "Bar Association"));
    case 10:
      return joined(from(m, DEMONYMS), " ",
                    ONE(m, "Parliament", "Navy", "Air Force", "Central Bank", "Supreme Court", "Olympic Committee",
                        "Communist Party", "Workers Party", "Academy of Sciences", "Medical Journal", "Press"));
    case 11:
      return joined(from(m, THINGS), " ",
                    ONE(m, "Watch", "Alliance", "Network", "Coalition", "Initiative", "Project", "Trust", "Fund",
                        "Partnership", "Council", "Foundation", "Action", "International", "Group", "Association"));
    case 1:
      return joined(city(m), " ",
                    ONE(m, "University", "High School", "City Council", "Hospital", "Fire Department",
                        "Police Department", "Symphony Orchestra"));
    case 2:
      return joined("Ministry of ",
                    ONE(m, "Defence", "Health", "Finance", "Foreign Affairs", "Education", "Agriculture",
                        "Trade and Industry", "Justice"),
                    "");
    case 3:
      return joined(ONE(m, "Foreign", "Finance", "Interior", "Defence", "Health", "Commerce", "Trade", "Environment"),
                    " ", ONE(m, "Ministry", "Department"));
    case 4:
      return joined(
          ONE(m, "National", "People's", "Popular", "United", "Democratic", "Islamic", "Socialist", "Revolutionary"),
          " ",
          ONE(m, "Liberation Front", "Liberation Army", "Democratic Party", "Unity Party", "Salvation Front",
              "Resistance Army", "Congress", "Union", "Alliance", "Council"));
    case 5:
      return joined(from(m, COUNTRIES), " ",
                    ONE(m, "Football Association", "Medical Association", "Red Cross", "Chamber of Commerce",
                        "Cricket Board", "Broadcasting Corporation"));
    case 6:
      return joined(
          ONE(m, "International", "National", "World", "Federal", "European", "African", "Asian", "State"), " ",
          ONE(m, "Wildlife Fund", "Grains Council", "Energy Agency", "Election Commission", "Housing Authority",
              "Coffee Organization", "Research Institute", "Court of Appeal", "Statistics Office",
              "Human Rights Commission", "Bureau of Statistics", "Athletics Federation"));
    case 7:
      return joined(surname(m), " ", ONE(m, "Foundation", "Institute", "Hospital", "College", "Museum", "Commission"));
    case 8:
      return joined(ONE(m, "Agency for ", "Institute of ", "Committee on ", "Department of ", "Centre for ",
                        "Office of ", "Society for ", "Campaign for "),
                    ONE(m, "Public Health", "Nuclear Energy", "Human Rights", "Labour Statistics", "Foreign Trade",
                        "Rural Development", "Refugees", "Civil Aviation"),
                    "");
    default: return from(m, ORGANIZATIONS);
  }
}

static char *place(struct maker *m) {
  char *name = chance(m, 2) ? city(m) : surname(m);
  if (!chance(m, 4)) return joined(ONE(m, "Lake ", "Mount ", "Port ", "Cape ", "Fort ", "San ", "Camp "), name, "");
  return joined(name, " ",
                ONE(m, "River", "Street", "Road", "Valley", "Island", "Airport", "Park", "Stadium", "Bridge", "Bay",
                    "Hills", "Square", "Avenue", "Mountains", "Province", "County"));
}

static char *newspaper(struct maker *m) {
  if (!chance(m, 2))
    return joined(city(m), " ",
                  ONE(m, "Times", "Post", "Daily News", "Herald", "Tribune", "Zeitung", "Star", "Gazette", "Standard",
                      "Chronicle"));
  return joined(ONE(m, "Daily ", "La ", "El ", "Le ", "The ", "Radio ", "", "Sunday ", "Al ", "Die "),
                ONE(m, "Mail", "Nation", "Mirror", "Republica", "Mundo", "Monde", "Telegraph", "Express", "Sun", "Star",
                    "Observer", "Monitor", "Welt", "Prensa", "Ahram", "Independent", "Vanguard", "Punch", "Globe",
                    "Herald"),
                "");
}

static char *work(struct maker *m) {
  char *noun = from(m, THINGS);
  switch (chance(m, 4)) {
    case 0: return joined("The ", noun, "");
    case 1: return joined(noun, " of ", from(m, THINGS));
    case 2: return joined("The Last ", noun, "");
    default: return joined(noun, " and ", from(m, THINGS));
  }
}

/* What a ministry is for. */
static char *topic(struct maker *m) {
  if (!chance(m, 4)) return from(m, THINGS);
  return must(strdup(ONE(m, "Health", "Education", "Justice", "Labour", "Trade", "Industry", "Energy", "Transport",
                         "Housing", "Culture", "Women", "Family Affairs", "Youth", "Sports", "Human Services",
                         "Agriculture", "Rural Development", "Fisheries", "Forestry", "Infectious Diseases", "Allergy",
                         "Child Development", "Community Development", "Commerce", "Public Works", "Environment",
                         "Climate Change", "Tourism", "Science", "Technology", "Defence", "Finance",
                         "Economic Planning", "Social Welfare", "Immigration", "Human Settlements", "Water",
                         "Communications", "Digital Services", "Local Government", "Veterans Affairs")));
}

/* Armed groups are called in many tongues. */
static char *armed_group(struct maker *m) {
  static const char *const heads[] = {"al-",      "Al-",        "Jaish ", "Ansar al-",
                                      "Harakat ", "Lashkar-e-", "Hizb ",  "Jabhat al-"};
  switch (chance(m, 6)) {
    case 0:
    case 1:
    case 2: return joined(heads[chance(m, 8)], from(m, chance(m, 2) ? SURNAMES_R : GIVEN_R), "");
    case 3: return joined(city(m), " ", ONE(m, "Brigade", "Front", "Resistance", "Brotherhood", "Council"));
    case 4: return joined(from(m, DEMONYMS), " ", ONE(m, "Liberation Army", "Resistance Front", "Unity Movement"));
    default: return spliced(m, from(m, SURNAMES_R), SURNAMES_R);
  }
}

/* A word that begins a sentence, and is no name. */
static char *opener(struct maker *m) { return from(m, chance(m, 3) ? PEOPLE : chance(m, 2) ? GROUPS : THINGS); }

static char *plain_word(struct maker *m) {
  return must(strdup(ONE(m, "Morning", "Golden", "Daily", "Summer", "Open", "Soccer", "Racing", "Light", "River", "Sun",
                         "Winter", "Cup", "Grain", "Night", "League", "Star", "Market", "Focus", "Cycling", "Rugby",
                         "Sports")));
}

static char *fill(struct maker *m, char letter, int number) {
  char **slot = &m->slots[(unsigned char)letter][number];
  bool again = *slot && letter != 'n';
  if (again) return *slot;
  switch (letter) {
    case 'F': *slot = given(m); break;
    case 'S': *slot = surname(m); break;
    case 'P': {
      char *f = fill(m, 'F', number), *s = fill(m, 'S', number);
      char middle[8] = " ";
      if (!chance(m, 12)) snprintf(middle, sizeof middle, " %c. ", 'A' + (int)chance(m, 20));
      *slot = chance(m, 16) ? joined(f, middle, s) : joined(joined(f, " ", given(m)), " ", s);
      break;
    }
    case 'I':
      *slot = joined((char[]){(char)toupper((unsigned char)fill(m, 'F', number)[0]), 0}, ". ", fill(m, 'S', number));
      break;
    case 'C': *slot = city(m); break;
    case 'X': *slot = city(m); break;
    case 'N': *slot = from(m, COUNTRIES); break;
    case 'R': *slot = from(m, REGIONS); break;
    case 'D': *slot = from(m, DEMONYMS); break;
    case 'K': *slot = company(m); break;
    case 'T': *slot = from(m, TEAMS); break;
    case 'O': *slot = body(m); break;
    case 'A': *slot = acronym(m); break;
    case 'W': *slot = from(m, WORKS); break;
    case 'L': *slot = place(m); break;
    case 'Z': *slot = newspaper(m); break;
    case 'Y': *slot = work(m); break;
    case 'M': *slot = armed_group(m); break;
    case 'Q': *slot = topic(m); break;
    case 'G': *slot = opener(m); break;
    default: *slot = plain_word(m); break;
  }
  return *slot;
}

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
    uint32_t k = !strcmp(name, "year") ? 1900 + chance(m, 125)
                 : !strcmp(name, "nn") ? 10 + chance(m, 90)
                                       : 1 + chance(m, 20);
    if (!strcmp(name, "score")) snprintf(number, sizeof number, "%u-%u", chance(m, 5), chance(m, 4));
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
  static const char letters[] = "PSFIXCNRDKTOAWLZYMBGQ";
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
    buffer_add_text(&m->text, fill(m, name[0], name[1] - '0'));
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
  bool whole = chance(m, 3) > 0;
  for (uint32_t i = 0; i < count; i++)
    if (whole || chance(m, 2)) add_line(m, lines[i]);
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
  read_lists(m, lists_folder);
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
    if (count == 1) return lists & ((uint32_t)15 << GAZETTEER_GIVEN_FEMALE) && !chance(m, 2) ? given(m) : surname(m);
    if (count > 3) return NULL;
    return joined(given(m), " ", surname(m));
  }
  if (count == 1 && kind == NAME_PLACE) {
    if (lists >> GAZETTEER_COUNTRY & 1) return from(m, COUNTRIES);
    if (lists >> GAZETTEER_CITY_LARGE & 1 || lists >> GAZETTEER_CITY & 1) return city(m);
    if (lists >> GAZETTEER_REGION & 1) return from(m, REGIONS);
    return NULL;
  }
  if (count == 1 && kind == NAME_OTHER && lists >> GAZETTEER_DEMONYM & 1) return from(m, DEMONYMS);
  if (kind == NAME_ORGANIZATION && count == 1 && s->scene.tokens[t].flags & TOKEN_ALL_CAPS) return from(m, ACRONYMS);
  if (kind == NAME_ORGANIZATION && count == 1 && !chance(m, 2)) return company(m);
  if (kind == NAME_ORGANIZATION && count > 1 && !chance(m, 2)) return chance(m, 2) ? body(m) : company(m);
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
      if (!name && chance(m, 4)) {
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
    uint32_t style = chance(m, HEADLINES);
    if (style == 0) shout(m->text.bytes + i, n);
    else if (style <= 2 && n < HEADLINE_BYTES) make_title(m->text.bytes + i, n);
  }
  add_story(all, m->text.bytes, m->spans, m->kinds, m->count, s->flags, s->line);
}

void vary_stories(struct stories *all, uint32_t count, const char *lists_folder) {
  struct maker *m = NEW(struct maker, 1);
  m->random = 11;
  read_lists(m, lists_folder);
  for (uint32_t i = 0; i < count; i++)
    if (all->items[i].span_count) vary(m, all, i);
}
