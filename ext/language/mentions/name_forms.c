/*
** The forms of a name, the ways in which news writes it: see roster.h.
**
**     "Ford Motor Company"         + "Ford Motor", "FM" and "FMC" in upper case
**     "Robert J. Smith Jr."        + "Robert Smith", "Bob Smith", "R. Smith", and "Smith" where one of them is
**     "Xi Jinping"                 + "Xi" where the full name is
**     "Springfield, Illinois"      + "Springfield, Ill.", and "Springfield" where one of them is
**     "Michael Jordan (athlete)"   as "Michael Jordan"
*/
#include "../../text/fold.h"
#include "../../text/utf8.h"
#include "../tokens.h"
#include "name_parts.h"

#include <string.h>

enum { FULL = AUTOMATON_JOIN | AUTOMATON_SPLIT | AUTOMATON_FUZZY };

static unsigned flags_of(const struct name *name) {
  unsigned flags = 0;
  const struct word *first = &name->words[0];
  for (unsigned i = 0; i < name->n; i++) {
    if (name->gaps[i] == GAP_COMMA) flags |= FORM_COMMA;
    if (name->gaps[i] == GAP_STOP) flags |= FORM_STOP;
  }
  if (first->start && (name->text[first->start - 1] == '@' || name->text[first->start - 1] == '#'))
    flags |= FORM_HANDLE;
  if (name->n == 1 && first->flags & WORD_UPPER && first->letters >= 2 &&
      (first->flags & WORD_DOTTED || first->letters <= 3))
    flags |= FORM_UPPER;
  if (first->flags & WORD_CAPITAL) flags |= FORM_SPLIT_CAPITAL;
  return flags;
}

/* The `k`th other spelling of a word, from 1, and its length; NULL if there are not so many. */
static const char *spelling_of(const struct name *name, unsigned i, unsigned k, size_t *length) {
  const char *others = lexicon_value(name->lexicon[i], LEXICON_SPELLING_VARIANT);
  for (; others && *others; others += *length + (others[*length] == ' ')) {
    *length = strcspn(others, " ");
    if (!--k) return others;
  }
  return NULL;
}

/* The words [from, to) with some of them in other spellings: al-Sisi, el-Sissi. */
static void add_spellings(struct maker *m, const struct name *name, unsigned from, unsigned to, enum basis basis,
                          unsigned flags, const char *given) {
  enum { MOST_SPELLINGS = 48 };
  unsigned chosen[AUTOMATON_MOST_WORDS] = {0}; /* of each word: which spelling, 0 for its own */
  for (int n = 0; n < MOST_SPELLINGS; n++) {
    size_t length;
    unsigned next = from;
    while (next < to && !spelling_of(name, next, ++chosen[next], &length)) chosen[next++] = 0;
    if (next == to) return;
    m->text.count = 0;
    for (unsigned i = from; i < to; i++) {
      const char *other = chosen[i] ? spelling_of(name, i, chosen[i], &length) : NULL;
      if (!other) {
        maker_word(m, name, i);
      } else {
        if (i > from) buffer_add_byte(&m->text, ' ');
        buffer_add(&m->text, other, length);
      }
    }
    maker_end(m, basis, flags, basis == BASIS_SURNAME ? 0u : AUTOMATON_JOIN, given);
  }
}

/* What a country, a state or an institution is called beside its name, the words [from, to), with | between;
** "" if nothing is known.  Facts: they live in the lexicon. */
static const char *known_names(const struct name *name, unsigned from, unsigned to) {
  enum { MOST_BYTES = 120, MOST_TOKENS = 24 };
  struct token tokens[MOST_TOKENS + 1] = {{0}};
  char padded[MOST_BYTES + DOCUMENT_PADDING] = {0};
  const char *value = NULL;
  uint32_t n = 0;
  const char *text = name->text + name->words[from].start;
  size_t bytes = (to < name->n ? name->words[to - 1].behind : name->bytes) - name->words[from].start;
  if (bytes > MOST_BYTES) return "";
  memcpy(padded, text, bytes);
  for (uint32_t at = 0; n < MOST_TOKENS && token_next(padded, (uint32_t)bytes, at, &tokens[n]); n++) {
    at = tokens[n].start + tokens[n].length;
    tokens[n].word = lexicon_find(word_key(padded + tokens[n].start, tokens[n].length, 1));
  }
  return n < MOST_TOKENS && lexicon_match(tokens, LEXICON_NAME_ALIAS, &value) == n && value ? value : "";
}

static void add_known_names(struct maker *m, const struct name *name, unsigned from, unsigned to) {
  for (const char *value = known_names(name, from, to); *value;) {
    size_t length = strcspn(value, "|");
    struct name other;
    m->text.count = 0;
    buffer_add(&m->text, value, length);
    name_read(&other, value, length);
    bool acronym = other.n == 1 && other.words[0].flags & WORD_UPPER;
    bool abbreviation = value[length - 1] == '.' && !(other.words[other.n - 1].flags & WORD_DOTTED);
    unsigned flags = FORM_CAPITAL | (acronym ? FORM_UPPER : 0u) | (abbreviation ? FORM_ABBREVIATION : 0u);
    maker_end(m, acronym ? BASIS_ACRONYM : BASIS_ALIAS, flags_of(&other) | flags, 0, NULL);
    value += length + (value[length] == '|');
  }
}

/* "Springfield, Illinois" where it stands so: "Springfield, Ill."; and then "Springfield", too. */
static void add_town(struct maker *m, const struct name *name) {
  unsigned town = 1;
  while (town < name->n && name->gaps[town - 1] != GAP_COMMA) town++;
  if (town == name->n) return;
  for (const char *state = known_names(name, town, name->n); *state;) {
    size_t length = strcspn(state, "|");
    m->text.count = 0;
    for (unsigned i = 0; i < town; i++) maker_word(m, name, i);
    buffer_add_text(&m->text, ", ");
    buffer_add(&m->text, state, length);
    maker_end(m, BASIS_SPELLING, FORM_CAPITAL | FORM_COMMA | FORM_STOP, 0, NULL);
    state += length + (state[length] == '|');
  }
  maker_part(m, name, 0, town, BASIS_SPELLING, FORM_DEPENDS | FORM_CAPITAL, 0);
}

/* German and Scandinavian letters written out: Müller, Mueller. */
static void add_written_out(struct maker *m, const struct name *name, unsigned flags) {
  bool any = false;
  m->text.count = 0;
  for (size_t at = 0; at < name->bytes;) {
    size_t from = at;
    switch (utf8_next(name->text, name->bytes, &at)) {
      case 0xE4:
      case 0xC4:
        buffer_add_text(&m->text, "ae");
        any = true;
        break;
      case 0xF6:
      case 0xD6:
      case 0xF8:
      case 0xD8:
        buffer_add_text(&m->text, "oe");
        any = true;
        break;
      case 0xFC:
      case 0xDC:
        buffer_add_text(&m->text, "ue");
        any = true;
        break;
      case 0xE5:
      case 0xC5:
        buffer_add_text(&m->text, "aa");
        any = true;
        break;
      default: buffer_add(&m->text, name->text + from, at - from);
    }
  }
  if (any) maker_end(m, BASIS_SPELLING, flags, 0, NULL);
}

/* Words with capitals inside written apart: JPMorgan, JP Morgan. */
static void add_apart(struct maker *m, const struct name *name, unsigned flags) {
  bool any = false;
  m->text.count = 0;
  for (size_t i = 0; i < name->bytes; i++) {
    unsigned here = word_classes[(unsigned char)name->text[i]],
             before = i ? word_classes[(unsigned char)name->text[i - 1]] : 0;
    unsigned next = i + 1 < name->bytes ? word_classes[(unsigned char)name->text[i + 1]] : 0;
    if (here & BYTE_UPPER && (before & BYTE_LOWER || (before & BYTE_UPPER && next & BYTE_LOWER))) {
      buffer_add_byte(&m->text, ' ');
      any = true;
    }
    buffer_add_byte(&m->text, name->text[i]);
  }
  if (any) maker_end(m, BASIS_SPELLING, flags | FORM_CAPITAL, 0, NULL);
}

/* Whether a letter and a digit stand side by side at byte `i`, with a hyphen or space between them or nothing. */
static bool is_before_digit(const struct name *name, size_t i, bool gap) {
  if (i + gap + 1 >= name->bytes || !(word_classes[(unsigned char)name->text[i]] & (BYTE_UPPER | BYTE_LOWER)))
    return false;
  return word_classes[(unsigned char)name->text[i + gap + 1]] & BYTE_DIGIT && (!gap || strchr("- ", name->text[i + 1]));
}

/* Letters and digits joined and apart: F-16 and F16, MH370 and MH 370. */
static void add_numbered(struct maker *m, const struct name *name, unsigned flags) {
  for (int gap = 0; gap < 2; gap++) {
    bool any = false;
    m->text.count = 0;
    for (size_t i = 0; i < name->bytes; i++) {
      buffer_add_byte(&m->text, name->text[i]);
      if (!is_before_digit(name, i, gap)) continue;
      any = true;
      if (gap) i++;
      else buffer_add_byte(&m->text, ' ');
    }
    if (any) maker_end(m, BASIS_SPELLING, flags, 0, NULL);
  }
  m->text.count = 0;
}

/* All words of a longer name as one, behind # or @: #BlackLivesMatter. */
static void add_tag(struct maker *m, const struct name *name) {
  if (name->n < 3) return; /* two words are joined anyway */
  m->text.count = 0;
  buffer_add_byte(&m->text, '#');
  for (unsigned i = 0; i < name->n; i++)
    buffer_add(&m->text, name->text + name->words[i].start, name->words[i].end - name->words[i].start);
  maker_end(m, BASIS_SPELLING, FORM_HANDLE, 0, NULL);
}

/* ---- People ---- */

/* "St." of St. Louis, "Ft." of Ft. Worth. */
static bool is_place_head(const struct name *name) {
  return name->n > 1 && name->words[0].letters > 1 && name_is(name, 0, LEXICON_PLACE_ABBREVIATION);
}

static bool has_initials(const struct name *name) {
  for (unsigned i = 0; i < name->n; i++)
    if (name->words[i].flags & WORD_DOTTED) return true;
  return false;
}

/* Where the surname begins, particles and all, in the words [0, n); n is without "Jr." */
static unsigned surname_of(const struct name *name, unsigned n) {
  unsigned at = n - 1;
  while (at > 1 && name_is(name, at - 1, LEXICON_NAME_PARTICLE)) at--;
  while (at > 1 && name->gaps[at - 1] == GAP_HYPHEN) at--; /* Leigh-Pemberton */
  while (at > 1 && name_is(name, at - 1, LEXICON_NAME_PARTICLE)) at--;
  return at;
}

/* Whether a name is a person's, by what its words are known to be. */
static bool is_person(const struct name *name, enum roster_kind kind) {
  unsigned n = name->n;
  while (n > 2 && name_is(name, n - 1, LEXICON_NAME_SUFFIX)) n--;
  if (kind != KIND_UNKNOWN) return kind == KIND_PERSON && n >= 2;
  if (n < 2 || n > 6 || is_place_head(name)) return false;
  for (unsigned i = 0; i < n; i++) {
    const struct word *w = &name->words[i];
    if (w->flags & (WORD_ALONE | WORD_DIGIT | WORD_POSSESSIVE)) return false;
    if (i && (name_is(name, i, LEXICON_NAME_PARTICLE) || name->gaps[i - 1] == GAP_HYPHEN)) continue; /* Kim Jong-un */
    if (!(w->flags & WORD_CAPITAL) || (w->flags & WORD_UPPER && w->letters > 3)) return false;
    if (name_is(name, i, LEXICON_NAME_FUNCTION_WORD) || name_is(name, i, LEXICON_LEGAL_FORM)) return false;
    if (i && (name_is(name, i, LEXICON_ORGANIZATION_END) || name_is(name, i, LEXICON_PLACE_END))) return false;
  }
  uint32_t first = name->known[0], last = name->known[n - 1];
  if (n == 3 && name->gaps[1] == GAP_HYPHEN && name_is(name, 0, LEXICON_FAMILY_NAME_FIRST)) return true;
  if (name_is(name, 0, LEXICON_NOT_A_GIVEN_NAME) || name_is(name, n - 1, LEXICON_NOT_A_SURNAME) ||
      (name->words[n - 1].flags & WORD_UPPER && !(name->words[0].flags & WORD_UPPER)))
    return false;
  if (name_known(name, 0, name->n) & (KNOWN_TOWN | KNOWN_GROUP) && !(name->words[0].flags & WORD_DOTTED)) return false;
  bool given = first & KNOWN_GIVEN || name->words[0].flags & WORD_DOTTED, surname = last & KNOWN_SURNAME;
  bool male = first & 1u << GAZETTEER_GIVEN_MALE && !(first & (1u << GAZETTEER_COUNTRY | 1u << GAZETTEER_CITY_LARGE));
  if (given && surname && (male || !(first & KNOWN_PLACE && last & KNOWN_ORDINARY))) return true;
  if (first == 1u << GAZETTEER_GIVEN_RARE && last & 1u << GAZETTEER_SURNAME) return true;
  if (last & (KNOWN_ORDINARY | KNOWN_GROUP))
    return given && !(first & (KNOWN_PLACE | 1u << GAZETTEER_DEMONYM)) && !(last & 1u << GAZETTEER_TEAM);
  return given || !(first & (KNOWN_ORDINARY | KNOWN_PLACE | 1u << GAZETTEER_DEMONYM));
}

/* Whether the family name stands first, as in Chinese and Korean: Xi Jinping, Kim Jong-un, but not Kim Philby. */
static bool is_family_first(const struct name *name, unsigned n) {
  const char *given_too = lexicon_value(name->lexicon[0], LEXICON_FAMILY_NAME_FIRST);
  if (n < 2 || n > 3 || !given_too) return false;
  if (n == 3 && name->gaps[1] == GAP_HYPHEN) return true;
  if (n == 2 && *given_too) return false;
  for (unsigned i = 1; i < n; i++)
    if (name->words[i].flags & WORD_DOTTED || (name->known[i] & KNOWN_COMMON_GIVEN && name->words[i].letters > 4))
      return false;
  return !(name->known[n - 1] & 1u << GAZETTEER_SURNAME) || (name->words[n - 1].letters <= 4 && !*given_too);
}

/* Whether the word before a surname is one too, and no given name, as in Spanish names. */
static bool is_first_surname(const struct name *name, unsigned i) {
  return name->known[i] & KNOWN_SURNAME && !(name->known[i] & (KNOWN_COMMON_GIVEN | KNOWN_ORDINARY)) &&
         name->words[i].letters > 3 && !(name->words[i].flags & WORD_DOTTED);
}

/* What may stand before the surname where it is this person's: given names and their short forms. */
static struct buffer known_before(const struct name *name, unsigned surname, const char *nicknames) {
  struct buffer known = {0};
  for (unsigned i = 0; i < surname; i++) {
    buffer_add(&known, name->words[i].folded, name->words[i].count);
    buffer_add_byte(&known, ' ');
  }
  if (nicknames) {
    buffer_add_text(&known, nicknames);
    buffer_add_byte(&known, ' ');
  }
  return known;
}

/* The forms with other given names, or none: "Bob Smith", without middle names and "Jr.", and a given name that few bear
** alone: "Saddam". */
static void add_short(struct maker *m, const struct name *name, unsigned surname, unsigned n, const char *nicknames) {
  const struct word *given = &name->words[0];
  const unsigned initials = has_initials(name) ? 0 : AUTOMATON_INITIALS; /* others than its own are somebody else's */
  for (const char *nick = nicknames; nick && *nick;) {
    size_t length = strcspn(nick, " ");
    m->text.count = 0;
    buffer_add(&m->text, nick, length);
    for (unsigned i = surname; i < n; i++) maker_word(m, name, i);
    maker_end(m, BASIS_SPELLING, FORM_CAPITAL, initials, NULL);
    nick += length + (nick[length] == ' ');
  }
  if (surname > 1 || n < name->n) {
    m->text.count = 0;
    maker_word(m, name, 0);
    for (unsigned i = surname; i < n; i++) maker_word(m, name, i);
    maker_end(m, BASIS_SPELLING, FORM_CAPITAL, AUTOMATON_FUZZY | initials, NULL);
  }
  if (!(name->known[0] & (KNOWN_COMMON_GIVEN | KNOWN_ORDINARY | KNOWN_TOWN)) && given->letters >= 5 &&
      !(given->flags & WORD_DOTTED)) {
    m->text.count = 0;
    maker_word(m, name, 0);
    maker_end(m, BASIS_SURNAME, FORM_DEPENDS | FORM_PERSON | FORM_CAPITAL, 0, NULL);
  }
}

/* The first of two surnames: "Adolfo Perez Esquivel" is Perez, too. */
static void add_first_surname(struct maker *m, const struct name *name, unsigned surname, unsigned n,
                              const char *known) {
  bool tied = surname > 1 && name->gaps[surname - 2] == GAP_HYPHEN; /* Karl-Heinz Berg */
  if (surname == n - 1 && n >= 3 && !tied && is_first_surname(name, surname - 1)) {
    m->text.count = 0;
    maker_word(m, name, surname - 1);
    maker_end(m, BASIS_SURNAME, FORM_DEPENDS | FORM_PERSON | FORM_CAPITAL, 0, known);
    m->text.count = 0;
    maker_word(m, name, surname - 1);
    maker_word(m, name, surname);
    maker_end(m, BASIS_SURNAME, FORM_DEPENDS | FORM_PERSON | FORM_CAPITAL, 0, known);
  }
}

/* The given name and the surname, and what is between only where it is not an initial. */
static void add_person(struct maker *m, const struct name *name) {
  unsigned n = name->n;
  while (n > 2 && name_is(name, n - 1, LEXICON_NAME_SUFFIX)) n--;
  if (is_family_first(name, n)) {
    m->text.count = 0;
    maker_word(m, name, 0);
    maker_end(m, BASIS_SURNAME, FORM_DEPENDS | FORM_PERSON | FORM_CAPITAL | FORM_FAMILY_FIRST, 0, NULL);
    return;
  }
  unsigned surname = surname_of(name, n);
  bool hyphened = n >= 4 && name->gaps[n - 2] == GAP_HYPHEN && !(name->words[n - 1].flags & WORD_CAPITAL);
  if (hyphened && name_is(name, n - 3, LEXICON_FAMILY_NAME_FIRST)) { /* Carmen Ho Ka-man */
    surname = n - 3;
    n -= 2;
  }
  unsigned particles = surname;
  while (particles + 1 < n && name_is(name, particles, LEXICON_NAME_PARTICLE)) particles++;
  const char *nicknames = lexicon_value(name->lexicon[0], LEXICON_NICKNAME);
  struct buffer known = known_before(name, surname, nicknames);
  if (known.no_memory) m->roster->automaton.no_memory = true;

  add_short(m, name, surname, n, nicknames);
  for (unsigned from = surname; from <= particles; from++) { /* von der Leyen, Leyen */
    if (from > surname && from < particles) continue;
    unsigned flags = FORM_DEPENDS | FORM_PERSON | (from + 1 == n ? FORM_CAPITAL : 0u);
    m->text.count = 0;
    for (unsigned i = from; i < n; i++) maker_word(m, name, i);
    maker_end(m, BASIS_SURNAME, flags, AUTOMATON_FUZZY, known.bytes);
    add_spellings(m, name, from, n, BASIS_SURNAME, flags, known.bytes);
  }
  add_first_surname(m, name, surname, n, known.bytes);
  buffer_free(&known);
}

/* ---- All ---- */

/* Whether the words [from, to) say nothing by themselves: "& Co." */
static bool is_only_legal(const struct name *name, unsigned from, unsigned to) {
  while (from < to && (name_is(name, from, LEXICON_LEGAL_FORM) || name->words[from].flags & WORD_ALONE)) from++;
  return from == to;
}

/* Without "The" in front and the legal form behind: the words [*from, *to). */
static void core_of(const struct name *name, unsigned *from, unsigned *to) {
  *from = name->n > 1 && name_is(name, 0, LEXICON_ARTICLE) && !name_is(name, 0, LEXICON_INDEFINITE_ARTICLE) ? 1 : 0;
  if (name->n > 2 && name_is(name, 0, LEXICON_LEGAL_FORM)) *from = 1; /* FC Bayern Munich */
  *to = name->n;
  while (*to > *from + 1 && (name_is(name, *to - 1, LEXICON_LEGAL_FORM) ||
                             (*to < name->n && name->words[*to - 1].flags & WORD_ALONE))) /* & Co. */
    --*to;
  if (is_only_legal(name, *from, *to)) *from = 0, *to = name->n;
}

static bool is_place(const struct name *name, enum roster_kind kind) {
  if (kind != KIND_UNKNOWN) return kind == KIND_PLACE;
  unsigned n = 1;
  while (n < name->n && name->gaps[n - 1] != GAP_COMMA) n++;
  if (n < name->n && name_known(name, n, name->n) & KNOWN_PLACE) return true; /* Paris, Texas */
  uint32_t known = name_known(name, 0, n);
  if (known & KNOWN_TOWN) return !(known & KNOWN_GROUP);
  if (n == 1) return name_is(name, 0, LEXICON_COUNTRY_ALIAS);
  if (is_place_head(name)) return true;
  return name->known[n - 1] & 1u << GAZETTEER_COUNTRY && /* Republic of the Congo */
         (name->known[0] | name->known[1]) & 1u << GAZETTEER_PLACE_WORD;
}

/* The bytes of a name before "(politician)", which only tells it from others. */
static size_t without_note(const char *name, size_t bytes) {
  if (!bytes || name[bytes - 1] != ')') return bytes;
  size_t open = bytes;
  while (open && name[open - 1] != '(') open--;
  if (open < 2) return bytes;
  for (open--; open && name[open - 1] == ' ';) open--;
  return open ? open : bytes;
}

/* What is asked of a name that is left of a longer one: if it is an ordinary word, to stand there as a name. */
static unsigned only_ordinary(const struct name *name, unsigned from, unsigned to) {
  bool ordinary = to - from == 1 && name->known[from] & KNOWN_ORDINARY;
  return ordinary ? FORM_CAPITAL | (from ? FORM_INSIDE : 0u) : 0;
}

/* How many words a name has before a peerage or "Jr." behind a comma, which may go: Robin Day, Baron Day. */
static unsigned before_rank(const struct name *name) {
  for (unsigned i = 1; i + 1 < name->n; i++) {
    unsigned rank = i + 1 + (name->words[i + 1].flags & WORD_DIGIT ? 1u : 0u); /* 1st Duke */
    if (name->gaps[i] == GAP_COMMA && rank < name->n && name->known[rank] & 1u << GAZETTEER_TITLE) return i + 1;
  }
  return name->n;
}

static void add_forms(struct roster *r, uint32_t owner, uint32_t row, const char *text, size_t bytes, enum basis basis,
                      enum roster_kind kind) {
  struct maker m = {.roster = r, .of = {.owner = owner, .row = row}};
  struct name name;
  size_t all = bytes;
  bytes = without_note(text, bytes);
  name_read(&name, text, bytes);
  if (!name.n) return;
  unsigned flags = flags_of(&name), from, to, plain = before_rank(&name);
  if (plain < name.n) {
    maker_part(&m, &name, 0, name.n, basis, flags, FULL);
    name_cut(&name, 0, plain);
    name.gaps[plain - 1] = GAP_SPACE;
    name.bytes = name.words[plain - 1].behind;
    flags = flags_of(&name);
  }
  bool person = !(flags & (FORM_HANDLE | FORM_COMMA)) && is_person(&name, kind);
  m.always = person ? FORM_OF_PERSON : is_place(&name, kind) ? FORM_OF_PLACE : 0;
  if (bytes < all) flags |= only_ordinary(&name, 0, name.n);
  maker_part(&m, &name, 0, name.n, basis, flags, FULL | (person && !has_initials(&name) ? AUTOMATON_INITIALS : 0u));
  if (flags & FORM_HANDLE) goto done;
  core_of(&name, &from, &to);
  add_spellings(&m, &name, 0, name.n, BASIS_SPELLING, flags & ~(unsigned)FORM_UPPER, NULL);
  add_written_out(&m, &name, flags);
  if (!person) add_apart(&m, &name, flags);
  if (!person) add_numbered(&m, &name, flags);
  add_tag(&m, &name);
  add_known_names(&m, &name, 0, name.n);
  if (!person) add_acronym(&m, &name, 2);
  if (to - from < name.n) {
    maker_part(&m, &name, from, to, basis, flags | only_ordinary(&name, from, to), FULL);
    add_known_names(&m, &name, from, to);
    name_cut(&name, from, to);
  }
  if (person) {
    add_person(&m, &name);
  } else {
    if (m.always & FORM_OF_PLACE) add_town(&m, &name);
    add_acronym(&m, &name, 2);
    add_organization(&m, &name, basis);
  }
done:
  buffer_free(&m.text);
}

enum status roster_add(struct roster *r, uint32_t owner, uint32_t row, const char *name, size_t bytes, enum basis basis,
                       enum roster_kind kind) {
  size_t before = r->forms.count;
  add_forms(r, owner, row, name, bytes, basis, kind);
  if (r->automaton.no_memory || r->automaton.arena.no_memory || r->arena.no_memory) return STATUS_NO_MEMORY;
  return r->forms.count > before ? STATUS_OK : STATUS_INVALID;
}
