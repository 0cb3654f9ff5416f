/* The forms of a name: see name_forms.h.  What may go or vary is in ext/lexicon/mentions.txt. */
#include "name_forms.h"

#include "../../base/buffer.h"
#include "../../text/fold.h"
#include "../lexicon.h"

#include <string.h>

enum { MOST_WORDS = AUTOMATON_MOST_WORDS, MOST_VARIANTS = 8 };

/* A name in its words. */
struct name {
  const char *text;
  size_t bytes;
  struct word words[MOST_WORDS];
  uint32_t lexicon[MOST_WORDS]; /* their numbers in the lexicon */
  uint8_t gaps[MOST_WORDS];     /* enum word_gap: what is behind each */
  unsigned n;
};

struct maker {
  struct roster *roster;
  struct form_of of; /* owner, row, basis */
  struct buffer text; /* the form that is being written */
};

static bool is(const struct name *name, unsigned i, enum lexicon_list list) {
  return i < name->n && lexicon_has(name->lexicon[i], list);
}

static void read_name(struct name *name, const char *text, size_t bytes) {
  *name = (struct name){.text = text, .bytes = bytes};
  for (size_t at = 0; at < bytes && name->n < MOST_WORDS;) {
    struct word *w = &name->words[name->n];
    if (!word_read(text, bytes, at, w)) {
      utf8_next(text, bytes, &at);
      continue;
    }
    enum word_gap gap;
    word_gap(text, bytes, w->behind, &gap);
    name->gaps[name->n] = (uint8_t)gap;
    struct word_key key = word_key(w->folded, w->count, 0);
    name->lexicon[name->n++] = lexicon_find(key);
    at = w->behind;
  }
}

/* The name's words [from, to) with only them. */
static void cut(struct name *name, unsigned from, unsigned to) {
  memmove(name->words, name->words + from, (to - from) * sizeof *name->words);
  memmove(name->lexicon, name->lexicon + from, (to - from) * sizeof *name->lexicon);
  memmove(name->gaps, name->gaps + from, (to - from) * sizeof *name->gaps);
  name->n = to - from;
}

/* ---- Writing forms ---- */

static void add_word(struct maker *m, const struct name *name, unsigned i) {
  const struct word *w = &name->words[i];
  if (m->text.count) buffer_add_byte(&m->text, ' ');
  buffer_add(&m->text, name->text + w->start, w->behind - w->start);
}

/* The form as it is written so far, which is then empty again. */
static void end_form(struct maker *m, enum basis basis, unsigned flags, unsigned how, const char *given) {
  struct form_of of = m->of;
  of.basis = basis;
  of.flags = flags;
  of.how = how;
  of.given = given;
  if (m->text.no_memory) m->roster->automaton.no_memory = true;
  else roster_add_form(m->roster, m->text.bytes ? m->text.bytes : "", m->text.count, &of);
  m->text.count = 0;
}

static unsigned flags_of(const struct name *name) {
  unsigned flags = 0;
  const struct word *first = &name->words[0];
  for (unsigned i = 0; i < name->n; i++) {
    if (name->gaps[i] == GAP_COMMA) flags |= FORM_COMMA;
    if (name->gaps[i] == GAP_STOP) flags |= FORM_STOP;
  }
  if (first->start && (name->text[first->start - 1] == '@' || name->text[first->start - 1] == '#')) flags |= FORM_HANDLE;
  if (name->n == 1 && first->flags & WORD_UPPER && first->letters >= 2 && (first->flags & WORD_DOTTED || first->letters <= 3))
    flags |= FORM_UPPER;
  if (first->flags & WORD_CAPITAL) flags |= FORM_SPLIT_CAPITAL;
  return flags;
}

/* The words [from, to), as they stand in the name, hyphens too. */
static void add_part(struct maker *m, const struct name *name, unsigned from, unsigned to, enum basis basis, unsigned flags,
                     unsigned how) {
  if (from >= to) return;
  m->text.count = 0;
  buffer_add(&m->text, name->text + name->words[from].start, name->words[to - 1].behind - name->words[from].start);
  end_form(m, basis, flags, how, NULL);
}

enum { FULL = AUTOMATON_JOIN | AUTOMATON_SPLIT | AUTOMATON_FUZZY };

/* The name with one of its words in another spelling. */
static void add_spellings(struct maker *m, const struct name *name, unsigned flags) {
  for (unsigned i = 0; i < name->n; i++) {
    const char *others = lexicon_value(name->lexicon[i], LEXICON_SPELLING_VARIANT);
    while (others && *others) {
      size_t length = strcspn(others, " ");
      m->text.count = 0;
      for (unsigned k = 0; k < name->n; k++) {
        if (k != i) {
          add_word(m, name, k);
        } else {
          if (k) buffer_add_byte(&m->text, ' ');
          buffer_add(&m->text, others, length);
        }
      }
      end_form(m, BASIS_SPELLING, flags & ~(unsigned)FORM_UPPER, AUTOMATON_JOIN, NULL);
      others += length + (others[length] == ' ');
    }
  }
}

/* German and Scandinavian letters written out: Müller, Mueller. */
static void add_written_out(struct maker *m, const struct name *name, unsigned flags) {
  bool any = false;
  m->text.count = 0;
  for (size_t at = 0; at < name->bytes;) {
    size_t from = at;
    switch (utf8_next(name->text, name->bytes, &at)) {
      case 0xE4: case 0xC4: buffer_add_text(&m->text, "ae"); any = true; break;
      case 0xF6: case 0xD6: case 0xF8: case 0xD8: buffer_add_text(&m->text, "oe"); any = true; break;
      case 0xFC: case 0xDC: buffer_add_text(&m->text, "ue"); any = true; break;
      case 0xE5: case 0xC5: buffer_add_text(&m->text, "aa"); any = true; break;
      default: buffer_add(&m->text, name->text + from, at - from);
    }
  }
  if (any) end_form(m, BASIS_SPELLING, flags, 0, NULL);
}

/* ---- Acronyms ---- */

static void add_acronym(struct maker *m, const struct name *name) {
  char letters[16];
  unsigned n = 0, capitals = 0;
  for (unsigned i = 0; i < name->n; i++) {
    const struct word *w = &name->words[i];
    if (w->flags & (WORD_DIGIT | WORD_DOTTED) || name->gaps[i] == GAP_COMMA) return;
    if (w->flags & WORD_ALONE || is(name, i, LEXICON_NAME_FUNCTION_WORD)) continue;
    if (!(w->flags & WORD_CAPITAL) || (unsigned char)w->folded[0] >= 0x80 || n == 7) return;
    if (i + 1 < name->n && name->gaps[i] == GAP_HYPHEN && name->n == 2) return;
    letters[n++] = (char)(w->folded[0] - 32);
    capitals++;
  }
  if (capitals < 2) return;
  m->text.count = 0;
  buffer_add(&m->text, letters, n);
  end_form(m, BASIS_ACRONYM, FORM_UPPER, 0, NULL);
}

/* ---- People ---- */

/* Where the surname begins, particles and all, in the words [0, n); n is without "Jr." */
static unsigned surname_of(const struct name *name, unsigned n) {
  unsigned at = n - 1;
  while (at > 1 && is(name, at - 1, LEXICON_NAME_PARTICLE)) at--;
  while (at > 1 && name->gaps[at - 1] == GAP_HYPHEN) at--; /* Leigh-Pemberton */
  while (at > 1 && is(name, at - 1, LEXICON_NAME_PARTICLE)) at--;
  return at;
}

static bool is_person(const struct name *name, enum roster_kind kind) {
  unsigned n = name->n;
  if (kind != KIND_UNKNOWN) return kind == KIND_PERSON && n >= 2;
  if (n < 2 || n > 6) return false;
  for (unsigned i = 0; i < n; i++) {
    const struct word *w = &name->words[i];
    if (w->flags & (WORD_ALONE | WORD_DIGIT | WORD_POSSESSIVE)) return false;
    if (is(name, i, LEXICON_NAME_PARTICLE)) continue;
    if (!(w->flags & WORD_CAPITAL) || (w->flags & WORD_UPPER && w->letters > 3)) return false;
    if (is(name, i, LEXICON_ORGANIZATION_END) || is(name, i, LEXICON_ORGANIZATION_HEAD) || is(name, i, LEXICON_PLACE_END) ||
        is(name, i, LEXICON_NAME_FUNCTION_WORD) || is(name, i, LEXICON_LEGAL_FORM))
      return false;
  }
  if (is(name, 0, LEXICON_NOT_A_GIVEN_NAME) || is(name, n - 1, LEXICON_NOT_A_SURNAME)) return false;
  return lexicon_value(name->lexicon[0], LEXICON_COUNTRY_ALIAS) == NULL && !(name->words[n - 1].flags & WORD_DOTTED);
}

/* The given name and the surname, and what is between only where it is not an initial. */
static void add_person(struct maker *m, const struct name *name) {
  unsigned n = name->n;
  while (n > 2 && is(name, n - 1, LEXICON_NAME_SUFFIX)) n--;
  unsigned surname = surname_of(name, n);
  const struct word *given = &name->words[0];
  unsigned particles = surname;
  while (particles + 1 < n && is(name, particles, LEXICON_NAME_PARTICLE)) particles++;
  bool initials = given->flags & WORD_DOTTED;
  for (unsigned i = 1; i < surname; i++) initials |= (name->words[i].flags & WORD_DOTTED) != 0;

  /* What may stand before the surname where it is this person's. */
  struct buffer known = {0};
  for (unsigned i = 0; i < surname; i++) {
    buffer_add(&known, name->words[i].folded, name->words[i].count);
    buffer_add_byte(&known, ' ');
  }
  const char *nicknames = lexicon_value(name->lexicon[0], LEXICON_NICKNAME);
  if (nicknames) {
    buffer_add_text(&known, nicknames);
    buffer_add_byte(&known, ' ');
  }
  if (known.no_memory) m->roster->automaton.no_memory = true;

  for (const char *nick = nicknames; nick && *nick;) { /* Bob Smith */
    size_t length = strcspn(nick, " ");
    m->text.count = 0;
    buffer_add(&m->text, nick, length);
    for (unsigned i = surname; i < n; i++) add_word(m, name, i);
    end_form(m, BASIS_SPELLING, FORM_CAPITAL, AUTOMATON_INITIALS, NULL);
    nick += length + (nick[length] == ' ');
  }
  if (surname > 1 || n < name->n) { /* without middle names, without Jr. */
    m->text.count = 0;
    add_word(m, name, 0);
    for (unsigned i = surname; i < n; i++) add_word(m, name, i);
    end_form(m, BASIS_SPELLING, FORM_CAPITAL, AUTOMATON_FUZZY | (initials ? 0u : AUTOMATON_INITIALS), NULL);
  }
  if (!(given->flags & WORD_DOTTED) && given->count == given->letters) { /* R. Smith */
    m->text.count = 0;
    buffer_add_byte(&m->text, (char)(given->folded[0] - 32));
    buffer_add_byte(&m->text, '.');
    for (unsigned i = surname; i < n; i++) add_word(m, name, i);
    end_form(m, BASIS_SURNAME, FORM_PERSON | FORM_GIVEN_INITIAL | FORM_CAPITAL, 0, known.bytes);
  }
  for (unsigned from = surname; from <= particles; from++) { /* von der Leyen, Leyen */
    if (from > surname && from < particles) continue;
    m->text.count = 0;
    for (unsigned i = from; i < n; i++) add_word(m, name, i);
    end_form(m, BASIS_SURNAME, FORM_DEPENDS | FORM_PERSON | FORM_CAPITAL, AUTOMATON_FUZZY, known.bytes);
  }
  buffer_free(&known);
}

/* ---- All ---- */

/* Without "The" in front and the legal form behind: the words [*from, *to). */
static void core_of(const struct name *name, unsigned *from, unsigned *to) {
  static const char the[] = "the";
  *from = name->n > 1 && name->words[0].count == 3 && !memcmp(name->words[0].folded, the, 3) ? 1 : 0;
  *to = name->n;
  while (*to > *from + 1 && (is(name, *to - 1, LEXICON_LEGAL_FORM) ||
                             (*to < name->n && name->words[*to - 1].flags & WORD_ALONE))) /* & Co. */
    --*to;
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

void name_forms(struct roster *r, uint32_t owner, uint32_t row, const char *text, size_t bytes, enum basis basis,
                enum roster_kind kind) {
  struct maker m = {.roster = r, .of = {.owner = owner, .row = row}};
  struct name name;
  bytes = without_note(text, bytes);
  read_name(&name, text, bytes);
  if (!name.n) return;
  unsigned flags = flags_of(&name), from, to;
  bool person = !(flags & (FORM_HANDLE | FORM_COMMA)) && is_person(&name, kind);
  add_part(&m, &name, 0, name.n, basis, flags, FULL | (person ? AUTOMATON_INITIALS : 0u));
  if (flags & FORM_HANDLE) goto done;
  add_spellings(&m, &name, flags);
  add_written_out(&m, &name, flags);
  core_of(&name, &from, &to);
  if (to - from < name.n) {
    add_part(&m, &name, from, to, basis, flags, FULL);
    cut(&name, from, to);
  }
  if (person) add_person(&m, &name);
  else add_acronym(&m, &name);
done:
  buffer_free(&m.text);
}
