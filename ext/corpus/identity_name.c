/* Names taken apart: see identity_name.h. */
#include "identity_name.h"

#include "../language/lexicon.h"
#include "../language/names/gazetteer.h"
#include "identity_roles.h"

#include <string.h>

enum {
  READ_BYTES = 250,  /* of a name, how many are read */
  SPELLED_ALONE = 6, /* of a word that is all of a name */
  PLURAL_LEAST = 5,  /* letters of a plural */
  RUN_MOST = IDENTITY_WORDS * IDENTITY_LETTERS,
  SPELLED_LONG = 8, /* letters of a word that may have more than one edit, where nothing else speaks for it */
  GIVEN_LISTS = 1 << GAZETTEER_GIVEN_FEMALE | 1 << GAZETTEER_GIVEN_MALE | 1 << GAZETTEER_GIVEN,
  PLACE_LISTS = 1 << GAZETTEER_COUNTRY | 1 << GAZETTEER_CITY_LARGE | 1 << GAZETTEER_CITY | 1 << GAZETTEER_REGION,
  NAME_LISTS = GIVEN_LISTS | 1 << GAZETTEER_GIVEN_RARE | 1 << GAZETTEER_SURNAME | 1 << GAZETTEER_SURNAME_RARE,
  TOWN_LISTS = 1 << GAZETTEER_CITY_LARGE | 1 << GAZETTEER_REGION,
  GROUP_LISTS = 1 << GAZETTEER_ORGANIZATION | 1 << GAZETTEER_COMPANY | 1 << GAZETTEER_TEAM | 1 << GAZETTEER_ACRONYM,
  COUNTRY_LISTS = 1 << GAZETTEER_COUNTRY | 1 << GAZETTEER_DEMONYM,
  ORDINARY_LISTS = 1 << GAZETTEER_NOUN_PERSON | 1 << GAZETTEER_NOUN_GROUP | 1 << GAZETTEER_NOUN_PLACE |
                   1 << GAZETTEER_NOUN_OTHER | 1 << GAZETTEER_ADJECTIVE | 1 << GAZETTEER_FUNCTION
};

static bool has(const struct identity_word *w, enum lexicon_list list) { return lexicon_has(w->lexicon, list); }

/* ---- Reading ---- */

/* Writes the letters of a word, folded; false where it is not all ASCII, and takes memory to be folded. */
static bool add_ascii(struct identity_word *w, const char *word, size_t bytes) {
  for (size_t i = 0; i < bytes; i++) {
    uint32_t code = (unsigned char)word[i], folded[FOLD_MOST];
    if (code >= 0x80) return false;
    if (code == '.' || w->length == IDENTITY_LETTERS) continue;
    fold_code(code, folded);
    w->letters[w->length++] = (char)folded[0];
  }
  return true;
}

static enum status read_word(struct identity_word *w, const char *text, const struct token *t) {
  struct word_key key = word_key(text + t->start, t->length, 1);
  *w = (struct identity_word){.hash = gazetteer_hash(key), .lexicon = lexicon_find(key), .start = (uint16_t)t->start};
  w->known = gazetteer_find(w->hash);
  if (add_ascii(w, text + t->start, t->length)) return STATUS_OK;
  struct buffer folded = {0};
  fold_text(&folded, text + t->start, t->length);
  w->length = 0;
  for (size_t i = 0; i < folded.count && w->length < IDENTITY_LETTERS; i++)
    if (folded.bytes[i] != '.') w->letters[w->length++] = folded.bytes[i];
  enum status status = folded.no_memory ? STATUS_NO_MEMORY : STATUS_OK;
  buffer_free(&folded);
  return status;
}

static void drop_first(struct identity_name *n) { memmove(n->words, n->words + 1, --n->count * sizeof *n->words); }

/* Whether a word before a person's name is what the person is, no part of the name: "Moviemaker Gary Ross". */
static bool is_office(const struct identity_word *w) {
  return !(w->known & GIVEN_LISTS) &&
         (has(w, LEXICON_OFFICE) || w->known & 1u << GAZETTEER_NOUN_PERSON || has(w, LEXICON_PERSON_TITLE));
}

/* Whether a word in front of another is no name itself: "Tweeted Trump", "Oh Hillary"; but "Pope Francis" is called so. */
static bool is_no_name(const struct identity_word *w) {
  enum { PERSONS = NAME_LISTS | 1 << GAZETTEER_NOUN_PERSON | 1 << GAZETTEER_TITLE };
  if (has(w, LEXICON_NAME_OPENER) && w[1].known & (1u << GAZETTEER_GIVEN_FEMALE | 1u << GAZETTEER_GIVEN_MALE))
    return true;
  if (has(w, LEXICON_FAMILY_NAME_FIRST) || has(w, LEXICON_NAME_PARTICLE)) return false;
  if (has(w, LEXICON_NAME_OPENER)) return true;
  if (w->known & PERSONS) return false;
  return w->length > 1 &&
         w->known & (ORDINARY_LISTS | 1u << GAZETTEER_VERB | 1u << GAZETTEER_VERB_SAID | 1u << GAZETTEER_ADVERB);
}

/* Whether all before the surname is a part of it: al-Maliki, bin Laden; but Al Gore has a given name. */
static bool is_particle(const struct identity_name *n) {
  for (unsigned i = 0; i + 1 < n->end; i++)
    if (!has(&n->words[i], LEXICON_NAME_PARTICLE) || (n->words[i].known & GIVEN_LISTS && !n->words[i + 1].joined))
      return false;
  return true;
}

/* Whether a word inside a person's name is a verb or a preposition. */
static bool is_phrase(const struct identity_name *n) {
  enum { PERSONS = NAME_LISTS | 1 << GAZETTEER_NOUN_PERSON | 1 << GAZETTEER_TITLE };
  for (unsigned i = 1; i + 1 < n->count; i++) {
    const struct identity_word *w = &n->words[i];
    if (w->length < 2 || w->known & PERSONS || has(w, LEXICON_NAME_PARTICLE) || has(w, LEXICON_FAMILY_NAME_FIRST))
      continue;
    if (has(w, LEXICON_PREPOSITION) || w->known & (1u << GAZETTEER_VERB | 1u << GAZETTEER_VERB_SAID)) return true;
  }
  return false;
}

/* The key of letters that run on; that of a name without any is its hash. */
static uint64_t key_of(const char *letters, size_t count, uint64_t hash) {
  char key[RUN_MOST + 1];
  count = identity_skeleton(letters, count, key);
  return gazetteer_join(0, count ? gazetteer_hash(word_key(key, count, 0)) : hash);
}

/* The same key as that of a thing with these two words: what is taken for a person's name may be one. */
static uint64_t core_of_two(const struct identity_word *first, const struct identity_word *last) {
  char letters[2 * IDENTITY_LETTERS];
  memcpy(letters, first->letters, first->length);
  memcpy(letters + first->length, last->letters, last->length);
  return key_of(letters, (size_t)first->length + last->length, first->hash);
}

static void shape_person(struct identity_name *n) {
  while (n->count > 1 && is_no_name(n->words)) drop_first(n);
  while (n->count > 2 && is_office(n->words)) drop_first(n);
  n->phrase = is_phrase(n);
  n->start = n->words[0].start;
  n->end = n->count;
  while (n->end > 1 && has(&n->words[n->end - 1], LEXICON_NAME_SUFFIX)) n->end--;
  uint16_t start = n->start;
  while (n->end > 1 && is_particle(n)) drop_first(n), n->end--;
  n->start = start;
  n->surname = (uint8_t)(n->end - 1);
  n->last = n->phrase ? 0 : identity_word_join(NAME_PERSON + 1, &n->words[n->surname]);
  n->core = n->count == 1 ? identity_word_join(0, n->words) : core_of_two(n->words, &n->words[n->surname]);
}

static uint64_t exact_of(const struct identity_name *n, unsigned from, unsigned to) {
  uint64_t hash = 0;
  for (unsigned i = from; i < to; i++) hash = i > from ? gazetteer_join(hash, n->words[i].hash) : n->words[i].hash;
  return hash;
}

/* Whether a word of a thing's name may be a plural, or what is left of a possessive: "Dominion Textiles Inc". */
static bool is_plural(const struct identity_word *w) {
  return w->length >= PLURAL_LEAST && w->length < IDENTITY_LETTERS && w->letters[w->length - 1] == 's';
}

/* A word as that of its two spellings which comes first: "center" for "centre". */
static void spell_first(struct identity_word *w) {
  const char *other = has(w, LEXICON_WORD_SPELLING) ? lexicon_value(w->lexicon, LEXICON_WORD_SPELLING) : "";
  size_t bytes = strlen(other);
  if (!bytes || bytes > IDENTITY_LETTERS || memcmp(w->letters, other, bytes < w->length ? bytes : w->length) < 0)
    return;
  memcpy(w->letters, other, bytes);
  w->length = (uint8_t)bytes;
}

/* The key of the words of a thing's name, which are taken as one: "Exxon Mobil" is "ExxonMobil". */
static uint64_t core_of(const struct identity_name *n, unsigned from, unsigned to) {
  char letters[RUN_MOST];
  size_t count = 0;
  for (unsigned i = from; i < to; i++) {
    struct identity_word word = n->words[i];
    if (i > from && i + 1 < to && has(&word, LEXICON_NAME_JOINER)) continue; /* Organisation of, or for, */
    spell_first(&word);
    if (to - from > 1 && is_plural(&word)) word.length--;
    memcpy(letters + count, word.letters, word.length);
    count += word.length;
  }
  return key_of(letters, count, n->words[from].hash);
}

/* How many words from `from` on are an entry of a list, and its value. */
static uint32_t entry_of(const struct identity_name *n, unsigned from, enum lexicon_list list, const char **value) {
  if (from >= n->count || !lexicon_opens(n->words[from].lexicon, list)) return 0;
  struct token tokens[IDENTITY_WORDS + 1] = {{0}};
  for (unsigned i = from; i < n->count; i++)
    tokens[i - from] = (struct token){.length = 1, .word = n->words[i].lexicon};
  return lexicon_match(tokens, list, value);
}

/* Whether the words from `from` on begin like "Department of Justice". */
static bool is_turned(const struct identity_name *n, unsigned from) {
  return n->count > from + 2 && has(&n->words[from], LEXICON_TURNED_BODY) &&
         has(&n->words[from + 1], LEXICON_NAME_JOINER);
}

/* Whether the words from `from` on are what a body is called in every country: "Supreme Court", "Foreign Affairs Ministry". */
static bool is_state_body(const struct identity_name *n, unsigned from) {
  const char *local = "";
  unsigned count = n->count - from;
  if (n->kind != NAME_ORGANIZATION || !count) return false;
  if (entry_of(n, from, LEXICON_COMMON_BODY, &local) == count) return !*local;
  if (entry_of(n, from, LEXICON_STATE_BODY, NULL) == count) return true;
  unsigned end = n->count - 1u;
  if (is_turned(n, from)) from += 2, end++; /* "Ministry of Finance" */
  else if (count < 2 || !has(&n->words[end], LEXICON_TURNED_BODY)) return false;
  while (from < end && (has(&n->words[from], LEXICON_PORTFOLIO) || has(&n->words[from], LEXICON_ARTICLE))) from++;
  return from == end;
}

/* How many words in front are the place or country that a body is called after, or whose a thing is, of which the others are
** a name too. */
static unsigned words_of_place(const struct identity_name *n) {
  enum { GROUP_WORDS = 1 << GAZETTEER_ORGANIZATION_WORD | 1 << GAZETTEER_PLACE_WORD };
  for (unsigned words = 2; words; words--) {
    if (n->count <= words || (n->kind != NAME_ORGANIZATION && !n->words[words - 1].owner)) continue;
    uint32_t known = gazetteer_find(exact_of(n, 0, words));
    bool country = known & COUNTRY_LISTS || (words == 1 && has(n->words, LEXICON_COUNTRY_ALIAS));
    if (!(known & TOWN_LISTS) && !country) continue;
    if (n->count - words > 1 || !(n->words[words].known & (GROUP_WORDS | PLACE_LISTS))) return words;
    if (country && is_state_body(n, words)) return words; /* the U.S. Senate; but not the White House */
  }
  return 0;
}

/* Whether a mark opens what stands in quotes or brackets, behind a space: O'Neill has none. */
static bool is_opening(const char *text, const struct token *t) {
  static const char *const marks[] = {"'", "\"", "(", "\xE2\x80\x98", "\xE2\x80\x9C"};
  if (t->kind != TOKEN_MARK || !t->start || text[t->start - 1] != ' ') return false;
  for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
    if (t->length == strlen(marks[i]) && !memcmp(text + t->start, marks[i], t->length)) return true;
  return false;
}

/* Writes the words of a text behind the `n` that there are. */
static enum status read_words(struct identity_word *words, uint8_t *n, const char *text, uint32_t bytes) {
  struct token t;
  bool quoted = false;
  enum status status = STATUS_OK;
  for (uint32_t at = 0; status == STATUS_OK && *n < IDENTITY_WORDS && token_next(text, bytes, at, &t);
       at = t.start + t.length) {
    if (t.kind == TOKEN_POSSESSIVE && *n) words[*n - 1].owner = !quoted;
    quoted = t.kind == TOKEN_MARK || t.kind == TOKEN_POSSESSIVE ? *n && is_opening(text, &t) : quoted;
    if (t.kind == TOKEN_MARK || t.kind == TOKEN_POSSESSIVE || !t.length) continue;
    status = read_word(&words[*n], text, &t);
    words[*n].quoted = quoted;
    words[*n].joined = t.start && text[t.start - 1] == '-';
    if (!*n && (t.flags & TOKEN_ALL_CAPS || t.kind == TOKEN_ACRONYM)) words[0].upper = true;
    ++*n;
  }
  return status;
}

/* Reads the name that an entry of a list gives. */
static enum status read_value(struct identity_word *words, uint8_t *count, const char *value) {
  char text[READ_BYTES + 16] = {0};
  size_t bytes = strlen(value);
  memcpy(text, value, bytes < READ_BYTES ? bytes : READ_BYTES);
  return read_words(words, count, text, (uint32_t)strlen(text));
}

/* A country at the head of a body's name by the name that counts: "U.S. Supreme Court", "United States Supreme Court"; and a
** people, where the others are what every country has: "Greek Parliament", "Greece's Parliament". */
static enum status name_country(struct identity_name *n) {
  struct identity_word words[IDENTITY_WORDS];
  const char *value = NULL;
  uint8_t count = 0;
  uint32_t taken = n->count > 1 ? entry_of(n, 0, LEXICON_COUNTRY_ALIAS, &value) : 0;
  if (!taken && n->count > 1) {
    taken = entry_of(n, 0, LEXICON_DEMONYM, &value);
    if (!taken) taken = entry_of(n, 0, LEXICON_COUNTRY_NAME, &value);
    if (taken && (strchr(value, '|') || !is_state_body(n, taken))) taken = 0;
  }
  if (!taken || taken >= n->count || !value) return STATUS_OK;
  enum status status = read_value(words, &count, value);
  if (status != STATUS_OK || count + n->count - taken > IDENTITY_WORDS) return status;
  memmove(n->words + count, n->words + taken, (n->count - taken) * sizeof *words);
  memcpy(n->words, words, count * sizeof *words);
  n->count = (uint8_t)(count + n->count - taken);
  return STATUS_OK;
}

/* "Department of Justice" as "Justice Department", with a country in front or without. */
static void turn_head(struct identity_name *n) {
  unsigned at = 0;
  while (at < 2 && !is_turned(n, at)) at++;
  if (at == 2 && !is_turned(n, at)) return;
  if (at && !(gazetteer_find(exact_of(n, 0, at)) >> GAZETTEER_COUNTRY & 1)) return;
  struct identity_word head = n->words[at];
  unsigned from = n->count - at > 3 && has(&n->words[at + 2], LEXICON_ARTICLE) ? 3 : 2;
  memmove(n->words + at, n->words + at + from, (n->count - at - from) * sizeof head);
  n->count = (uint8_t)(n->count - from + 1);
  n->words[n->count - 1] = head;
}

/* Whether the name without its legal form is a place's: "Canada Ltd" is not Canada. */
static bool is_place_firm(const struct identity_name *n) {
  if (n->count == 2 && has(n->words, LEXICON_COUNTRY_ALIAS)) return true;
  return gazetteer_find(exact_of(n, 0, n->count - 1u)) & (COUNTRY_LISTS | TOWN_LISTS);
}

/* "Co-operation" as "Cooperation". */
static void join_prefixes(struct identity_name *n) {
  unsigned kept = 0;
  for (unsigned i = 0; i < n->count; i++) {
    struct identity_word *before = &n->words[kept ? kept - 1 : 0], word = n->words[i];
    if (!i || !word.joined || !has(before, LEXICON_NAME_PREFIX) || before->length + word.length > IDENTITY_LETTERS) {
      n->words[kept++] = word;
      continue;
    }
    memcpy(before->letters + before->length, word.letters, word.length);
    before->length = (uint8_t)(before->length + word.length);
    struct word_key key = word_key(before->letters, before->length, 0);
    before->hash = gazetteer_hash(key);
    before->lexicon = lexicon_find(key);
    before->known = gazetteer_find(before->hash);
  }
  n->count = (uint8_t)kept;
}

/* "Johnson and Johnson" as "Johnson & Johnson". */
static void drop_conjunctions(struct identity_name *n) {
  unsigned kept = 1;
  for (unsigned i = 1; i < n->count; i++)
    if (i + 1 == n->count || !has(&n->words[i], LEXICON_CONJUNCTION)) n->words[kept++] = n->words[i];
  n->count = (uint8_t)kept;
}

/* Drops the country behind a firm's legal form: "Acme Inc of Canada". */
static void drop_country(struct identity_name *n) {
  for (unsigned i = 1; i + 2 < n->count; i++)
    if (has(&n->words[i], LEXICON_LEGAL_FORM) && has(&n->words[i + 1], LEXICON_TOPIC_PREPOSITION) &&
        n->words[i + 2].known & COUNTRY_LISTS)
      n->count = (uint8_t)(i + 1);
}

/* Country numbers are hashes as profiles keep them; none of an office that goes with others. */
static uint32_t country_number(const struct identity_name *n, unsigned words) {
  return (uint32_t)(core_of(n, 0, words) >> 32) & (0xFFFFFF & ~(uint32_t)ROLE_PUBLIC);
}

/* The country that the first words of a name are or, unless they must be it `itself`, are known to be of; 0 for none. */
static enum status read_country(const struct identity_name *n, unsigned words, bool itself, uint32_t *country) {
  struct identity_name named = {.kind = NAME_PLACE};
  const char *of = NULL, *known = NULL;
  uint32_t lists = words == 1 ? n->words[0].known : gazetteer_find(exact_of(n, 0, words));
  bool is_country = lists >> GAZETTEER_COUNTRY & 1;
  bool is_part = entry_of(n, 0, LEXICON_LISTED_COUNTRY, &of) == words;
  *country = 0;
  if (itself && (is_part || !is_country)) return STATUS_OK;
  if (entry_of(n, 0, LEXICON_KNOWN_COUNTRY, &known) == words) of = known;
  else if (!is_part) of = NULL;
  if (!of) *country = is_country ? country_number(n, words) : 0;
  if (!of) return STATUS_OK;
  enum status status = read_value(named.words, &named.count, of);
  *country = country_number(&named, named.count);
  return status;
}

/* Whether the name ends in what a firm of several parts is called beside its name: "Morgan Stanley Group Inc", "Chrysler Group";
** but the Great Lakes Group is no lakes, and Tom Carver Group nobody. */
static bool is_whole_firm(const struct identity_name *n) {
  const char *within = lexicon_value(n->words[n->count - 1].lexicon, LEXICON_FIRM_ENDING);
  const unsigned least = n->words[0].known >> GAZETTEER_COMPANY & 1 ? 2 : 3;
  if (n->kind != NAME_ORGANIZATION || n->count < least || !within || *within) return false;
  bool person = n->words[0].known & (1u << GAZETTEER_GIVEN_FEMALE | 1u << GAZETTEER_GIVEN_MALE);
  return (n->legal || !person) && !(gazetteer_find(exact_of(n, 0, n->count - 1u)) & (PLACE_LISTS | COUNTRY_LISTS));
}

static enum status shape_thing(struct identity_name *n) {
  join_prefixes(n);
  enum status status = n->kind == NAME_ORGANIZATION ? name_country(n) : STATUS_OK;
  while (n->kind == NAME_ORGANIZATION && n->count > 1 && is_office(n->words) && is_state_body(n, 1))
    drop_first(n); /* "Deputy Treasury" Secretary */
  if (n->kind == NAME_ORGANIZATION) turn_head(n);
  if (n->kind == NAME_ORGANIZATION) drop_conjunctions(n);
  if (n->kind == NAME_ORGANIZATION) drop_country(n);
  while (n->count > 1 && has(&n->words[n->count - 1], LEXICON_LEGAL_FORM) && !is_place_firm(n))
    n->count--, n->legal = true;
  while (n->legal && n->count > 1 && has(&n->words[n->count - 1], LEXICON_NAME_JOINER)) n->count--; /* Merck and Co */
  if (is_whole_firm(n)) n->count--;
  if (n->count > 1 && n->words[0].upper && has(n->words, LEXICON_LEGAL_FORM)) drop_first(n), n->legal = true; /* NV */
  n->end = n->count;
  if (n->count > 2 && entry_of(n, n->count - 2u, LEXICON_BODY_OF_TOWN, NULL) == 2)
    n->end--; /* Orsk Police Department */
  n->core = core_of(n, 0, n->end);
  unsigned place =
      n->legal ? 0 : words_of_place(n); /* "Canadian General Electric Co" is another than General Electric */
  if (place) {
    n->place = core_of(n, 0, place);
    n->brief = exact_of(n, place, n->count);
    n->brief_core = core_of(n, place, n->count);
  } else if (n->kind == NAME_PLACE && n->count > 1 && has(&n->words[n->count - 1], LEXICON_PLACE_FEATURE)) {
    n->brief = exact_of(n, 0, n->count - 1u);
    n->brief_core = core_of(n, 0, n->count - 1u);
  }
  n->national = !n->legal && is_state_body(n, place);
  if (status == STATUS_OK && n->kind != NAME_OTHER && (place || !n->national))
    status = read_country(n, n->national ? place : n->count, n->national, &n->country);
  n->national = n->national && (!place || n->country); /* a town's is not its country's */
  return status;
}

/* Whether a name taken for a person's begins or ends as those of firms and bodies do: "Pennzoil Co", "Banque Indosuez". */
static bool is_firm(const struct identity_name *n) {
  if (n->count < 2) return false;
  const struct identity_word *last = &n->words[n->count - 1];
  if (has(n->words, LEXICON_BODY_BEGINNING) || has(last, LEXICON_BODY_ENDING)) return true;
  bool borne = n->words[0].known & GIVEN_LISTS && last->known >> GAZETTEER_SURNAME & 1; /* somebody called Sa */
  return has(last, LEXICON_LEGAL_FORM) && !borne;
}

enum status identity_name_read(struct identity_name *n, const char *name, size_t bytes, enum name_kind kind) {
  char text[READ_BYTES + 16] = {0};
  uint32_t used = (uint32_t)(bytes < READ_BYTES ? bytes : READ_BYTES);
  memcpy(text, name, used);
  memset(n, 0, sizeof *n);
  n->kind = (uint8_t)kind;
  enum status status = read_words(n->words, &n->count, text, used);
  if (status != STATUS_OK) return status;
  while (n->count > 1 && has(n->words, LEXICON_ARTICLE)) drop_first(n);
  if (kind == NAME_PERSON && is_firm(n)) kind = NAME_ORGANIZATION, n->kind = NAME_ORGANIZATION, n->firm = true;
  if (kind != NAME_PERSON) n->kind = NAME_ORGANIZATION;
  if (kind != NAME_PERSON && !is_state_body(n, 0) && !is_turned(n, 0))
    n->kind = (uint8_t)kind; /* whatever the story takes a central bank for */
  if (!n->count) {           /* marks alone: by its bytes */
    n->words[0] = (struct identity_word){.hash = gazetteer_hash(word_key(text, used, 1))};
    n->count = 1;
  }
  if (kind == NAME_PERSON) shape_person(n);
  else status = shape_thing(n);
  n->acronym = n->count == 1 && n->words[0].upper;
  n->exact = exact_of(n, 0, kind == NAME_PERSON ? n->count : n->end);
  if (n->count > 2)
    n->other_core = kind == NAME_PERSON ? core_of(n, 0, n->count) : core_of_two(n->words, &n->words[n->count - 1]);
  return status;
}

/* ---- Comparing ---- */

static bool is_initial(const struct identity_word *w) { return w->length == 1; }

/* The next word of a given name that is no particle, al, bin, von, and not in quotes. */
static unsigned behind_particles(const struct identity_name *n, unsigned i) {
  while (i < n->surname && (n->words[i].quoted || has(&n->words[i], LEXICON_NAME_PARTICLE))) i++;
  return i;
}

/* Whether the middle names of two people contradict each other: George W. and George H. W. */
static bool differ_between(const struct identity_name *a, const struct identity_name *b, unsigned from, bool *equal) {
  unsigned i = from, j = from;
  *equal = a->surname == b->surname;
  for (;; i++, j++) {
    i = behind_particles(a, i);
    j = behind_particles(b, j);
    if (i >= a->surname || j >= b->surname) return false;
    const struct identity_word *x = &a->words[i], *y = &b->words[j];
    if (x->hash == y->hash) continue;
    *equal = false;
    if (x->letters[0] != y->letters[0] || (!is_initial(x) && !is_initial(y) && !identity_word_spelling(x, y, 0)))
      return true;
  }
}

/* Whether a given name is the second of somebody, or stands in quotes behind the first. */
static bool is_second(const struct identity_name *n, const struct identity_word *given) {
  for (unsigned i = 1; i < n->surname; i++)
    if (n->words[i].quoted && n->words[i].hash == given->hash) return true;
  return n->surname > 1 && n->words[1].hash == given->hash && !is_initial(given) && behind_particles(n, 1) == 1;
}

/* The relation of two given names, which stand first or, behind an initial, second: W. Mark Felt. */
static enum identity_relation given_relation(const struct identity_name *a, const struct identity_name *b) {
  const struct identity_word *x = a->words, *y = b->words;
  if (x->hash == y->hash) {
    bool equal;
    if (differ_between(a, b, 1, &equal)) return RELATION_NONE;
    return equal ? RELATION_SAME : RELATION_MIDDLE;
  }
  if (is_second(a, y)) return RELATION_MIDDLE;
  if (is_second(b, x)) return RELATION_MIDDLE;
  bool equal, differ = differ_between(a, b, 1, &equal);
  if (differ) return RELATION_NONE;
  if ((is_initial(x) || is_initial(y)) && x->letters[0] == y->letters[0]) return RELATION_INITIAL;
  if (identity_word_listed(x, y, LEXICON_NICKNAME)) return RELATION_NICKNAME;
  return identity_word_spelling(x, y, NAME_LISTS) ? RELATION_SPELLING : RELATION_NONE;
}

/* Whether the given names of two people run into the same consonants: Abdel Fattah, Abdelfattah. */
static bool runs_alike(const struct identity_name *a, const struct identity_name *b) {
  char runs[2][IDENTITY_WORDS * IDENTITY_LETTERS + 1];
  size_t counts[2] = {0, 0};
  const struct identity_name *names[2] = {a, b};
  for (unsigned k = 0; k < 2; k++)
    for (unsigned i = 0; i < names[k]->surname; i++) {
      const struct identity_word *w = &names[k]->words[i];
      if (is_initial(w)) return false;
      if (!has(w, LEXICON_NAME_PARTICLE)) counts[k] += identity_skeleton(w->letters, w->length, runs[k] + counts[k]);
    }
  return counts[0] == counts[1] && counts[0] > 3 && !memcmp(runs[0], runs[1], counts[0]);
}

/* Whether one is called by both surnames of the other: Garcia Ordonez, Jose Luis Garcia Ordonez. */
static bool is_double_surname(const struct identity_name *brief, const struct identity_name *full) {
  const struct identity_word *first = brief->words, *before = &full->words[full->surname - 1];
  return brief->surname == 1 && full->surname > 1 && first->hash == before->hash && !is_initial(before) &&
         !(first->known & (1u << GAZETTEER_GIVEN_FEMALE | 1u << GAZETTEER_GIVEN_MALE));
}

bool identity_name_same_surname(const struct identity_name *a, const struct identity_name *b, bool alone) {
  const struct identity_word *x = &a->words[a->surname], *y = &b->words[b->surname];
  if (!identity_word_spelling(x, y, alone ? NAME_LISTS : 1u << GAZETTEER_SURNAME)) return false;
  return !alone || x->hash == y->hash || identity_word_edits(x, y) <= (x->length >= SPELLED_LONG ? SPELLED_EDITS : 1);
}

uint64_t identity_name_surname_core(const struct identity_name *n) {
  return identity_word_join(0, &n->words[n->surname]);
}

static enum identity_relation person_relation(const struct identity_name *a, const struct identity_name *b) {
  const struct identity_word *x = &a->words[a->surname], *y = &b->words[b->surname];
  if (!a->surname || !b->surname) return RELATION_NONE;
  if (!identity_name_same_surname(a, b, false)) return RELATION_NONE;
  enum identity_relation given = given_relation(a, b);
  if (given == RELATION_NONE && (is_double_surname(a, b) || is_double_surname(b, a))) given = RELATION_MIDDLE;
  if (given == RELATION_NONE && a->surname != b->surname && runs_alike(a, b)) given = RELATION_SPELLING;
  if (given > RELATION_SPELLING && x->hash != y->hash) given = RELATION_SPELLING;
  if (given == RELATION_NONE || a->end == a->count)
    return given && b->end < b->count && given > RELATION_LINEAGE ? RELATION_LINEAGE : given;
  if (b->end == b->count) return given > RELATION_LINEAGE ? RELATION_LINEAGE : given;
  return a->words[a->end].hash == b->words[b->end].hash ? given : RELATION_NONE;
}

/* Whether one of two words is the other's plural. */
static bool is_number_of(const struct identity_word *a, const struct identity_word *b) {
  const struct identity_word *many = a->length > b->length ? a : b, *one = many == a ? b : a;
  return is_plural(many) && many->length == one->length + 1 && !memcmp(many->letters, one->letters, one->length);
}

/* The letters of all words. */
static size_t run_of(const struct identity_name *n, char letters[RUN_MOST]) {
  size_t count = 0;
  for (unsigned i = 0; i < n->count; i++) {
    memcpy(letters + count, n->words[i].letters, n->words[i].length);
    count += n->words[i].length;
  }
  return count;
}

/* Whether two names differ in spaces, hyphens and stops alone; "West Bank" is no bank. */
static bool runs_on(const struct identity_name *a, const struct identity_name *b) {
  if ((a->kind == NAME_PLACE && b->legal) || (b->kind == NAME_PLACE && a->legal)) return false;
  char x[RUN_MOST], y[RUN_MOST];
  size_t count = run_of(a, x);
  return count && count == run_of(b, y) && !memcmp(x, y, count);
}

static enum identity_relation thing_relation(const struct identity_name *a, const struct identity_name *b) {
  enum identity_relation relation = RELATION_SAME;
  if (a->exact == b->exact || runs_on(a, b)) return RELATION_SAME;
  if (a->count != b->count) return RELATION_NONE;
  for (unsigned i = 0; i < a->count; i++) {
    if (a->words[i].hash == b->words[i].hash) continue;
    const struct identity_word *x = &a->words[i], *y = &b->words[i];
    bool joiners = has(x, LEXICON_NAME_JOINER) && has(y, LEXICON_NAME_JOINER);
    if (!joiners && !identity_word_listed(x, y, LEXICON_WORD_SPELLING) && !(a->count > 1 && is_number_of(x, y)) &&
        !identity_word_spelling(x, y, ORDINARY_LISTS | PLACE_LISTS | 1u << GAZETTEER_SURNAME))
      return RELATION_NONE;
    if (a->count == 1 && (x->length < SPELLED_ALONE || y->length < SPELLED_ALONE || identity_word_edits(x, y) > 1))
      return RELATION_NONE;
    relation = RELATION_SPELLING;
  }
  return relation;
}

enum identity_relation identity_name_relation(const struct identity_name *a, const struct identity_name *b) {
  if (a->exact == b->exact) return RELATION_SAME;
  if (a->kind == NAME_PERSON && b->kind == NAME_PERSON) return person_relation(a, b);
  return a->kind == NAME_PERSON || b->kind == NAME_PERSON ? RELATION_NONE : thing_relation(a, b);
}

bool identity_name_abbreviates(const struct identity_name *brief, const struct identity_name *full) {
  const struct identity_word *letters = brief->words;
  unsigned n = 0;
  if (!brief->acronym) return false;
  for (unsigned i = 0; i < full->count && n < letters->length; i++)
    n += full->words[i].letters[0] == letters->letters[n];
  return n == letters->length;
}

bool identity_name_is_usual(const struct identity_name *n) {
  return n->kind == NAME_PERSON && n->surname == 1 && has(n->words, LEXICON_USUAL_GIVEN) &&
         has(&n->words[1], LEXICON_USUAL_SURNAME);
}

bool identity_name_is_common(const struct identity_name *n) {
  const struct identity_word *first = n->words, *last = &n->words[n->count - 1];
  if (n->kind == NAME_PERSON) /* John Smith; but not Zalmay Smith, nor John Q. Smith */
    return n->words[n->surname].known >> GAZETTEER_SURNAME & 1 &&
           (!n->surname || (n->surname == 1 && first->known & GIVEN_LISTS));
  if (n->kind == NAME_PLACE) return entry_of(n, 0, LEXICON_SHARED_PLACE, NULL) == n->count;
  if (n->kind != NAME_ORGANIZATION || n->brief) return false;
  if (has(last, LEXICON_TURNED_BODY) || entry_of(n, 0, LEXICON_COMMON_BODY, NULL) == n->count) return true;
  return n->count == 1 && !n->acronym && !has(last, LEXICON_ORGANIZATION_ALIAS) && last->known & ORDINARY_LISTS &&
         !(last->known & GROUP_LISTS);
}

bool identity_name_may_be_surname(const struct identity_name *n) {
  enum {
    THINGS =
        1 << GAZETTEER_COUNTRY | TOWN_LISTS | 1 << GAZETTEER_ORGANIZATION | 1 << GAZETTEER_COMPANY | 1 << GAZETTEER_TEAM
  };
  return n->kind != NAME_PERSON && n->count == 1 && !n->acronym && !(n->words[0].known & THINGS);
}
