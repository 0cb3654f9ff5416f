/* Names of our own making: see invent.h. */
#include "invent.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

uint32_t made_chance(struct maker *m, uint32_t of) {
  m->random = m->random * 6364136223846793005u + 1442695040888963407u;
  return (uint32_t)(m->random >> 33) % of;
}

void maker_lists(struct maker *m, const char *folder) {
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

char *made_from(struct maker *m, enum list_name list) {
  const char *item = m->lists[list].items[made_chance(m, m->lists[list].count)];
  bool capitals = list == ACRONYMS;
  if (list == COMPANIES || list == TEAMS) capitals = strlen(item) <= 3 && item[0] != 'a';
  if (list == COUNTRIES)
    capitals = !strcmp(item, "us") || !strcmp(item, "uk") || !strcmp(item, "usa") || !strcmp(item, "uae");
  return printed(item, capitals);
}

char *made_of(const char *a, const char *b, const char *c) {
  size_t n = strlen(a) + strlen(b) + strlen(c) + 1;
  char *out = NEW(char, n);
  snprintf(out, n, "%s%s%s", a, b, c);
  return out;
}

/* A name that no list has: the head of one and the tail of another. */
static char *spliced(struct maker *m, char *name, enum list_name list) {
  const char *other = m->lists[list].items[made_chance(m, m->lists[list].count)];
  size_t head = strcspn(name, " -'"), tail = strcspn(other, " -'");
  if (head < 4 || tail < 4 || name[head] || other[tail]) return name;
  char *out = made_of(name, other + tail / 2, "");
  memmove(out + (head + 1) / 2, out + head, strlen(out + head) + 1);
  return out;
}

char *made_given(struct maker *m) {
  static const enum list_name lists[] = {GIVEN_F, GIVEN_M, GIVEN_M, GIVEN_M, GIVEN_E, GIVEN_E, GIVEN_R};
  char *name = made_from(m, lists[made_chance(m, 7)]);
  if (!made_chance(m, 4)) return spliced(m, name, GIVEN_R);
  if (made_chance(m, 25)) return name;
  return made_of(name, "-", m->lists[SURNAMES_R].items[made_chance(m, m->lists[SURNAMES_R].count)]); /* "Jun-seok" */
}

char *made_surname(struct maker *m) {
  static const char *const particles[] = {"de ", "van ", "van der ", "von ", "al-", "Al-", "El ", "De ", "bin ", "da "};
  char *name = made_from(m, made_chance(m, 5) < 2 ? SURNAMES : SURNAMES_R);
  uint32_t k = made_chance(m, 30);
  if (made_chance(m, 10) < 4) name = spliced(m, name, SURNAMES_R);
  if (k == 0) return made_of(particles[made_chance(m, 10)], name, "");
  if (k == 1) return made_of(name, "-", made_from(m, SURNAMES));
  return name;
}

const char *made_choice(struct maker *m, const char *const *choices, uint32_t count) {
  return choices[made_chance(m, count)];
}

char *made_city(struct maker *m) {
  char *name = made_from(m, made_chance(m, 2) ? CITIES_L : CITIES);
  return made_chance(m, 6) ? name : spliced(m, name, CITIES);
}

char *made_company(struct maker *m) {
  switch (made_chance(m, 12)) {
    case 0: return made_of(made_surname(m), " & ", ONE(m, "Co", "Sons", "Partners", "Co."));
    case 1:
      return made_of(made_surname(m), " ",
                     ONE(m, "Inc", "Corp", "Ltd", "Industries", "Group", "Holdings", "Securities", "AG", "SpA", "SA",
                         "Plc", "Co"));
    case 2:
      return made_of(made_city(m), " ",
                     ONE(m, "Steel", "Bank", "Airways", "Electric Co", "Insurance Co", "Breweries", "Post", "Times"));
    case 3:
      return made_of(made_from(m, made_chance(m, 2) ? COUNTRIES : DEMONYMS), " ",
                     ONE(m, "Airlines", "Air", "Telecom", "Petroleum Corp", "Steel Corp", "Electric Co Ltd", "Oil Co"));
    case 4: return made_of(ONE(m, "Bank of ", "Banco de ", "Credit ", "First ", "Royal Bank of "), made_city(m), "");
    case 5: return spliced(m, made_from(m, SURNAMES_R), CITIES); /* a name that no list has */
    case 6: return spliced(m, made_from(m, COMPANIES), COMPANIES);
    case 7:
      return made_of(made_chance(m, 2) ? spliced(m, made_from(m, SURNAMES_R), CITIES) : made_surname(m), " ",
                     ONE(m, "Technologies", "Pharmaceuticals", "Capital", "Media", "Energy", "Motors", "Resources",
                         "Systems", "Foods", "Ratings", "Capital Management", "Investors Service", "Entertainment",
                         "Studios", "Records", "Airlines", "Minerals", "Oil", "Properties", "Research"));
    default: return made_from(m, COMPANIES);
  }
}

/* A body's initials, known or not. */
static char *acronym(struct maker *m) {
  char letters[6] = {0};
  if (made_chance(m, 5) > 1) return made_from(m, ACRONYMS);
  for (uint32_t i = 0, n = 3 + !made_chance(m, 3); i < n; i++) letters[i] = (char)('A' + made_chance(m, 26));
  return must(strdup(letters));
}

char *made_body(struct maker *m) {
  switch (made_chance(m, 18)) {
    case 0: return made_of("University of ", made_city(m), "");
    case 9:
      return made_of(made_chance(m, 2) ? made_city(m) : made_from(m, REGIONS), " ",
                     ONE(m, "Supreme Court", "High Court", "District Court", "Court of Appeals", "Electoral Commission",
                         "State University", "University of Technology", "Teachers Union", "Chamber of Commerce",
                         "Legislature", "Senate", "Health Department", "Children's Hospital", "Bar Association"));
    case 10:
      return made_of(made_from(m, DEMONYMS), " ",
                     ONE(m, "Parliament", "Navy", "Air Force", "Central Bank", "Supreme Court", "Olympic Committee",
                         "Communist Party", "Workers Party", "Academy of Sciences", "Medical Journal", "Press"));
    case 11:
      return made_of(made_from(m, THINGS), " ",
                     ONE(m, "Watch", "Alliance", "Network", "Coalition", "Initiative", "Project", "Trust", "Fund",
                         "Partnership", "Council", "Foundation", "Action", "International", "Group", "Association"));
    case 1:
      return made_of(made_city(m), " ",
                     ONE(m, "University", "High School", "City Council", "Hospital", "Fire Department",
                         "Police Department", "Symphony Orchestra"));
    case 2:
      return made_of("Ministry of ",
                     ONE(m, "Defence", "Health", "Finance", "Foreign Affairs", "Education", "Agriculture",
                         "Trade and Industry", "Justice"),
                     "");
    case 3:
      return made_of(ONE(m, "Foreign", "Finance", "Interior", "Defence", "Health", "Commerce", "Trade", "Environment"),
                     " ", ONE(m, "Ministry", "Department"));
    case 4:
      return made_of(
          ONE(m, "National", "People's", "Popular", "United", "Democratic", "Islamic", "Socialist", "Revolutionary"),
          " ",
          ONE(m, "Liberation Front", "Liberation Army", "Democratic Party", "Unity Party", "Salvation Front",
              "Resistance Army", "Congress", "Union", "Alliance", "Council"));
    case 5:
      return made_of(made_from(m, COUNTRIES), " ",
                     ONE(m, "Football Association", "Medical Association", "Red Cross", "Chamber of Commerce",
                         "Cricket Board", "Broadcasting Corporation"));
    case 6:
      return made_of(
          ONE(m, "International", "National", "World", "Federal", "European", "African", "Asian", "State"), " ",
          ONE(m, "Wildlife Fund", "Grains Council", "Energy Agency", "Election Commission", "Housing Authority",
              "Coffee Organization", "Research Institute", "Court of Appeal", "Statistics Office",
              "Human Rights Commission", "Bureau of Statistics", "Athletics Federation"));
    case 7:
      return made_of(made_surname(m), " ",
                     ONE(m, "Foundation", "Institute", "Hospital", "College", "Museum", "Commission"));
    case 8:
      return made_of(ONE(m, "Agency for ", "Institute of ", "Committee on ", "Department of ", "Centre for ",
                         "Office of ", "Society for ", "Campaign for "),
                     ONE(m, "Public Health", "Nuclear Energy", "Human Rights", "Labour Statistics", "Foreign Trade",
                         "Rural Development", "Refugees", "Civil Aviation"),
                     "");
    default: return made_from(m, ORGANIZATIONS);
  }
}

static char *place(struct maker *m) {
  char *name = made_chance(m, 2) ? made_city(m) : made_surname(m);
  if (!made_chance(m, 4))
    return made_of(ONE(m, "Lake ", "Mount ", "Port ", "Cape ", "Fort ", "San ", "Camp "), name, "");
  return made_of(name, " ",
                 ONE(m, "River", "Street", "Road", "Valley", "Island", "Airport", "Park", "Stadium", "Bridge", "Bay",
                     "Hills", "Square", "Avenue", "Mountains", "Province", "County"));
}

static char *newspaper(struct maker *m) {
  if (!made_chance(m, 2))
    return made_of(made_city(m), " ",
                   ONE(m, "Times", "Post", "Daily News", "Herald", "Tribune", "Zeitung", "Star", "Gazette", "Standard",
                       "Chronicle"));
  return made_of(ONE(m, "Daily ", "La ", "El ", "Le ", "The ", "Radio ", "", "Sunday ", "Al ", "Die "),
                 ONE(m, "Mail", "Nation", "Mirror", "Republica", "Mundo", "Monde", "Telegraph", "Express", "Sun",
                     "Star", "Observer", "Monitor", "Welt", "Prensa", "Ahram", "Independent", "Vanguard", "Punch",
                     "Globe", "Herald"),
                 "");
}

static char *work(struct maker *m) {
  char *noun = made_from(m, THINGS);
  switch (made_chance(m, 4)) {
    case 0: return made_of("The ", noun, "");
    case 1: return made_of(noun, " of ", made_from(m, THINGS));
    case 2: return made_of("The Last ", noun, "");
    default: return made_of(noun, " and ", made_from(m, THINGS));
  }
}

/* What a ministry is for. */
static char *topic(struct maker *m) {
  if (!made_chance(m, 4)) return made_from(m, THINGS);
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
  switch (made_chance(m, 6)) {
    case 0:
    case 1:
    case 2: return made_of(heads[made_chance(m, 8)], made_from(m, made_chance(m, 2) ? SURNAMES_R : GIVEN_R), "");
    case 3: return made_of(made_city(m), " ", ONE(m, "Brigade", "Front", "Resistance", "Brotherhood", "Council"));
    case 4:
      return made_of(made_from(m, DEMONYMS), " ", ONE(m, "Liberation Army", "Resistance Front", "Unity Movement"));
    default: return spliced(m, made_from(m, SURNAMES_R), SURNAMES_R);
  }
}

/* Initials of what is no body. */
static char *initials(struct maker *m) {
  char letters[6] = {0};
  for (uint32_t i = 0, n = 2 + made_chance(m, 3); i < n; i++) letters[i] = (char)('A' + made_chance(m, 26));
  return must(strdup(letters));
}

/* A feast, a contest, a law or a pact. */
static char *event(struct maker *m) {
  char *head;
  switch (made_chance(m, 6)) {
    case 0: head = made_city(m); break;
    case 1: head = made_from(m, DEMONYMS); break;
    case 2: head = made_surname(m); break;
    case 3: head = made_from(m, REGIONS); break;
    case 4:
      head =
          made_of(ONE(m, "National ", "World ", "International ", "Asian ", "African ", "European ", "Great ", "New "),
                  made_from(m, THINGS), "");
      break;
    default: head = made_from(m, THINGS); break;
  }
  return made_of(head, " ",
                 ONE(m, "Festival", "Film Festival", "Initiative", "Agreement", "Treaty", "Declaration", "Prize",
                     "Award", "Awards", "Cup", "Open", "Championship", "Championships", "Games", "Marathon", "Derby",
                     "Act", "Bill", "Plan", "Programme", "Accord", "Accords", "Pact", "Convention", "Protocol",
                     "Summit", "Day", "Week", "War", "Revolution", "Uprising", "Constitution", "Strategy",
                     "Partnership", "Trophy", "Tour", "Scheme", "Law", "Charter", "Index"));
}

/* What is made and sold. */
static char *product(struct maker *m) {
  char number[16];
  switch (made_chance(m, 5)) {
    case 0:
      snprintf(number, sizeof number, " %u", 1 + made_chance(m, 30));
      return made_of(made_chance(m, 2) ? made_from(m, THINGS) : spliced(m, made_from(m, SURNAMES_R), CITIES), number,
                     "");
    case 1:
      return made_of(made_from(m, COMPANIES), " ",
                     ONE(m, "Pro", "Live", "Maps", "Cloud", "One", "Plus", "X", "Music", "Pay", "World"));
    case 2: return spliced(m, made_from(m, THINGS), COMPANIES);
    case 3:
      snprintf(number, sizeof number, "%c-%u", 'A' + (int)made_chance(m, 26), 1 + made_chance(m, 99));
      return must(strdup(number));
    default: return spliced(m, made_from(m, COMPANIES), CITIES);
  }
}

/* A word that begins a sentence, and is no name. */
static char *opener(struct maker *m) {
  return made_from(m, made_chance(m, 3) ? PEOPLE : made_chance(m, 2) ? GROUPS : THINGS);
}

static char *plain_word(struct maker *m) {
  return must(strdup(ONE(m, "Morning", "Golden", "Daily", "Summer", "Open", "Soccer", "Racing", "Light", "River", "Sun",
                         "Winter", "Cup", "Grain", "Night", "League", "Star", "Market", "Focus", "Cycling", "Rugby",
                         "Sports")));
}

char *made_slot(struct maker *m, char letter, int number) {
  char **slot = &m->slots[(unsigned char)letter][number];
  bool again = *slot && letter != 'n';
  if (again) return *slot;
  switch (letter) {
    case 'F': *slot = made_given(m); break;
    case 'S': *slot = made_surname(m); break;
    case 'P': {
      char *f = made_slot(m, 'F', number), *s = made_slot(m, 'S', number);
      char middle[8] = " ";
      if (!made_chance(m, 12)) snprintf(middle, sizeof middle, " %c. ", 'A' + (int)made_chance(m, 20));
      *slot = made_chance(m, 16) ? made_of(f, middle, s) : made_of(made_of(f, " ", made_given(m)), " ", s);
      break;
    }
    case 'I':
      *slot = made_of((char[]){(char)toupper((unsigned char)made_slot(m, 'F', number)[0]), 0}, ". ",
                      made_slot(m, 'S', number));
      break;
    case 'C': *slot = made_city(m); break;
    case 'X': *slot = made_city(m); break;
    case 'N': *slot = made_from(m, COUNTRIES); break;
    case 'R': *slot = made_from(m, REGIONS); break;
    case 'D': *slot = made_from(m, DEMONYMS); break;
    case 'K': *slot = made_company(m); break;
    case 'T': *slot = made_from(m, TEAMS); break;
    case 'O': *slot = made_body(m); break;
    case 'A': *slot = acronym(m); break;
    case 'W': *slot = made_from(m, WORKS); break;
    case 'L': *slot = place(m); break;
    case 'Z': *slot = newspaper(m); break;
    case 'Y': *slot = work(m); break;
    case 'M': *slot = armed_group(m); break;
    case 'Q': *slot = topic(m); break;
    case 'U': *slot = initials(m); break;
    case 'E': *slot = event(m); break;
    case 'V': *slot = product(m); break;
    case 'G': *slot = opener(m); break;
    default: *slot = plain_word(m); break;
  }
  return *slot;
}
