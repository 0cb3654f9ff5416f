/*
** tokenize='news': an FTS5 tokenizer that sees what mentions() sees.
**
**     CREATE VIRTUAL TABLE t USING fts5(body, tokenize = 'news');
**     INSERT INTO t VALUES('Ghani’s U.S. aides want a cease-fire.');
**     SELECT highlight(t, 0, '[', ']') FROM t WHERE t MATCH 'ceasefire';
**     Ghani’s U.S. aides want a [cease-fire].
**
** Words are those of text/words.h: folded, without possessives and apostrophes, a
** character each in scripts without word breaks.  Beside that:
**
**  -  The parts of a hyphened word are tokens, as for unicode61; the word without
**     its hyphens is one more at the place of its first and of its last part.
**     Compounds of the lexicon (list "compound") are always split, so that
**     ceasefire, cease-fire and cease fire find each other.
**  -  An acronym that would be a common word (list "upper_case_word") keeps its
**     stops: US and U.S. become u.s., in texts and in queries, and us stays us.
**     Where all is in upper case ("JOIN US NOW") it is the word.  Other acronyms
**     lose them: N.A.T.O., NATO and Nato become nato.
**  -  Letters and the digits behind them are two tokens, so that F16, F-16 and F 16 find each other; thousands lose
**     their commas: 1,000 is 1000.  A letter alone keeps its signs: C++ and C# are not C.
**
** It takes no options and composes: tokenize = 'porter news'.
*/
#include "../language/lexicon.h"
#include "../language/mentions/surroundings.h"
#include "../text/fold.h"
#include "../text/utf8.h"
#include "../text/words.h"
#include "connection.h"

#include <string.h>

enum {
  MOST_PARTS = 6,     /* of a hyphened word; the rest begins a new one */
  LEAST_COMPOUND = 5, /* letters of a compound of the lexicon */
  PLAIN_BYTES = 48
};

typedef int (*token_function)(void *context, int flags, const char *token, int bytes, int start, int end);

struct tokenizer {
  const char *text;
  size_t bytes;
  bool query;
  token_function put;
  void *context;
  struct connection *connection;
};

static int put(const struct tokenizer *t, int flags, const char *token, size_t bytes, size_t start, size_t end) {
  return t->put(t->context, flags, token, (int)bytes, (int)start, (int)end);
}

static uint32_t lexicon_of(const struct word *w) {
  struct word_key key = word_key(w->folded, w->count, 0);
  return lexicon_find(key);
}

/* Whether a word is an acronym that would be taken for another word: "US". */
static bool is_acronym_of_word(const struct tokenizer *t, const struct word *w, uint32_t number) {
  if (w->letters < 2 || w->letters > 8 || !is_word_in_capitals(number)) return false;
  if (w->flags & WORD_DOTTED) return true; /* "u.s." too */
  if (!(w->flags & WORD_UPPER)) return false;
  if (t->query) return true;
  return !all_upper_around(t->text, t->bytes, (struct span){w->start, w->end - w->start});
}

/* Puts it with its stops: "u.s.". */
static int put_acronym(const struct tokenizer *t, const struct word *w) {
  char stopped[16];
  size_t n = 0;
  for (unsigned i = 0; i < w->count && n + 2 <= sizeof stopped; i++) {
    stopped[n++] = w->folded[i];
    stopped[n++] = '.';
  }
  return put(t, 0, stopped, n, w->start, w->end);
}

/* Puts "ceasefire" as "cease" and "fire", and in a text whole too. */
static int put_compound(const struct tokenizer *t, const struct word *w, const char *parts) {
  int rc = 0;
  size_t start = w->start;
  for (const char *part = parts; *part && !rc;) {
    size_t n = strcspn(part, " ");
    bool last = !part[n];
    rc = put(t, 0, part, n, start, last ? w->end : start + n);
    if (!rc && !t->query && part == parts) rc = put(t, FTS5_TOKEN_COLOCATED, w->folded, w->count, start, w->end);
    start += n;
    part += n + !last;
  }
  return rc;
}

/* Where the digits of a word begin that is letters and digits behind them, all ASCII: "F16"; 0 of any other. */
static size_t digits_in(const struct tokenizer *t, const struct word *w) {
  size_t letters = 0, end;
  if (!(w->flags & WORD_DIGIT) || w->end - w->start != w->count) return 0;
  while (letters < w->count && word_classes[(unsigned char)t->text[w->start + letters]] & (BYTE_UPPER | BYTE_LOWER))
    letters++;
  for (end = letters; end < w->count && word_classes[(unsigned char)t->text[w->start + end]] & BYTE_DIGIT;) end++;
  return end == w->count ? letters : 0;
}

/* The signs behind a letter alone: of C++ the two. */
static size_t signs_of(const struct tokenizer *t, const struct word *w) {
  enum { MOST_SIGNS = 3 };
  char sign = w->end < t->bytes && w->letters == 1 && w->behind == w->end ? t->text[w->end] : 0;
  size_t n = 0;
  if (sign != '+' && sign != '#') return 0;
  while (n < MOST_SIGNS && w->end + n < t->bytes && t->text[w->end + n] == sign) n++;
  return w->end + n < t->bytes && word_byte((unsigned char)t->text[w->end + n]) ? 0 : n;
}

static int put_word(const struct tokenizer *t, const struct word *w) {
  size_t letters = digits_in(t, w), signs = signs_of(t, w);
  if (letters) {
    int rc = put(t, 0, w->folded, letters, w->start, w->start + letters);
    if (!rc && !t->query) rc = put(t, FTS5_TOKEN_COLOCATED, w->folded, w->count, w->start, w->end);
    return rc ? rc : put(t, 0, w->folded + letters, w->count - letters, w->start + letters, w->end);
  }
  if (signs && w->count == 1) {
    char signed_letter[4] = {w->folded[0], t->text[w->end], t->text[w->end], t->text[w->end]};
    return put(t, 0, signed_letter, 1 + signs, w->start, w->end + signs);
  }
  uint32_t number = w->flags & (WORD_ALONE | WORD_LONG) ? 0 : lexicon_of(w);
  if (number && is_acronym_of_word(t, w, number)) return put_acronym(t, w);
  const char *parts = number && lexicon_has(number, LEXICON_COMPOUND) ? lexicon_value(number, LEXICON_COMPOUND) : NULL;
  if (parts && w->end - w->start == w->count) return put_compound(t, w, parts);
  return put(t, 0, w->folded, w->count, w->start, w->end);
}

/* Puts the word at `at` with those that hyphens tie to it; `*at` moves behind them. */
static int put_words(const struct tokenizer *t, struct word *w, size_t *at) {
  char joined[WORD_BYTES * MOST_PARTS];
  size_t count = 0, start = w->start;
  int parts = 0, rc;
  for (;;) {
    memcpy(joined + count, w->folded, w->count);
    count += w->count;
    parts++;
    rc = put_word(t, w);
    *at = w->behind;
    if (rc || t->query || w->flags & WORD_ALONE || w->behind != w->end) break;
    unsigned char next = w->end < t->bytes ? (unsigned char)t->text[w->end] : 0;
    if (next != '-' && next < 0x80) break;
    enum word_gap gap;
    size_t follows = word_gap(t->text, t->bytes, w->end, &gap);
    if (!follows || gap != GAP_HYPHEN || parts == MOST_PARTS) break;
    struct word first = *w;
    if (!word_read(t->text, t->bytes, follows, w) || w->flags & WORD_ALONE) break;
    if (parts == 1) { /* whole, at its first part: what it is, is known only at its end */
      char whole[WORD_BYTES * MOST_PARTS];
      size_t n = count;
      struct word more = *w;
      memcpy(whole, joined, n);
      for (int i = 1; i < MOST_PARTS; i++) {
        memcpy(whole + n, more.folded, more.count);
        n += more.count;
        if (more.behind != more.end || !(follows = word_gap(t->text, t->bytes, more.end, &gap)) || gap != GAP_HYPHEN ||
            !word_read(t->text, t->bytes, follows, &more) || more.flags & WORD_ALONE)
          break;
      }
      rc = put(t, FTS5_TOKEN_COLOCATED, whole, n, first.start, first.end);
      if (rc) break;
    }
  }
  if (!rc && parts > 1) rc = put(t, FTS5_TOKEN_COLOCATED, joined, count, start, w->end);
  return rc;
}

/*
** Puts the word at `at` if it is plain: ASCII letters and digits, not all in upper case, no
** compound, nothing tied to it.  Returns its bytes, 0 if it needs more care.
*/
static size_t put_plain(const struct tokenizer *t, size_t at, int *rc) {
  char folded[PLAIN_BYTES + 16];
  size_t n = 0;
  unsigned seen = 0, class;
  while (at + n < t->bytes && n < PLAIN_BYTES && (class = word_classes[(unsigned char)t->text[at + n]])) {
    seen |= class;
    folded[n] = (char)(t->text[at + n] | 32);
    n++;
  }
  unsigned char next = at + n < t->bytes ? (unsigned char)t->text[at + n] : 0;
  if (!n || n == PLAIN_BYTES || next >= 0x80 || next == '\'' || next == '-' || (n == 1 && next && strchr(".+#", next)))
    return 0;
  if (seen & BYTE_DIGIT && seen & (BYTE_UPPER | BYTE_LOWER)) return 0;
  if ((seen & (BYTE_UPPER | BYTE_LOWER)) == BYTE_UPPER) return 0;
  if (n >= LEAST_COMPOUND) {
    memset(folded + n, 0, 16);
    if (lexicon_has(lexicon_find(word_key(folded, n, 1)), LEXICON_COMPOUND)) return 0;
  }
  *rc = put(t, 0, folded, n, at, at + n);
  return n;
}

/* Puts a number with commas between its thousands as one; its bytes, 0 where there is none. */
static size_t put_thousands(const struct tokenizer *t, size_t at, int *rc) {
  char digits[32];
  size_t n = 0, end = at, group = 0;
  bool commas = false;
  for (; end < t->bytes && n < sizeof digits; end++) {
    unsigned char c = (unsigned char)t->text[end];
    if (word_classes[c] & BYTE_DIGIT) digits[n++] = (char)c, group++;
    else if (c == ',' && group && group <= 3 && (!commas || group == 3) && end + 1 < t->bytes &&
             word_classes[(unsigned char)t->text[end + 1]] & BYTE_DIGIT)
      commas = true, group = 0;
    else break;
  }
  if (!commas || group != 3 || n == sizeof digits ||
      (end < t->bytes && (t->text[end] & 0x80 || word_byte((unsigned char)t->text[end]))))
    return 0;
  *rc = put(t, 0, digits, n, at, end);
  return end - at;
}

/* Puts what stands at `at`; returns where to go on.  `*cut`: a word before was too long to be read whole. */
static size_t put_next(const struct tokenizer *t, size_t at, bool *cut, int *rc) {
  unsigned char c = (unsigned char)t->text[at];
  struct word w;
  size_t plain;
  if (c < 0x80 && !word_byte(c)) return at + 1;
  *cut = *cut && !word_starts(t->text, t->bytes, at);
  if (!*cut && ((word_classes[c] & BYTE_DIGIT && (plain = put_thousands(t, at, rc))) || (plain = put_plain(t, at, rc))))
    return at + plain;
  if (!*cut && word_read(t->text, t->bytes, at, &w)) {
    *rc = put_words(t, &w, &at);
    *cut = w.flags & WORD_LONG;
  } else if (!*cut && w.end > at) {
    at = w.end;
  } else {
    utf8_next(t->text, t->bytes, &at);
  }
  return at;
}

/* The tokenizer is the connection: it has no state of its own. */
static int tokenize(Fts5Tokenizer *connection, void *context, int flags, const char *text, int bytes,
                    token_function token) {
  enum { POLL_BYTES = 1 << 14 };
  const struct tokenizer t = {text, (size_t)bytes, flags & FTS5_TOKENIZE_QUERY, token, context, (void *)connection};
  bool cut = false;
  int rc = 0;
  for (size_t at = 0, poll = POLL_BYTES; !rc && at < t.bytes;) {
    at = put_next(&t, at, &cut, &rc);
    if (at < poll || rc) continue;
    poll = at + POLL_BYTES;
    if (connection_interrupted(t.connection)) rc = SQLITE_INTERRUPT;
  }
  return rc;
}

static int tokenize_v2(Fts5Tokenizer *connection, void *context, int flags, const char *text, int bytes,
                       const char *locale, int locale_bytes, token_function token) {
  (void)locale, (void)locale_bytes; /* folding is the same in every language */
  return tokenize(connection, context, flags, text, bytes, token);
}

static int create(void *connection, const char **arguments, int n, Fts5Tokenizer **out) {
  (void)arguments;
  *out = connection;
  return n ? SQLITE_ERROR : SQLITE_OK;
}

static void delete (Fts5Tokenizer *unused) { (void)unused; }

/* FTS5's interface as it is from SQLite 3.47 on, of which older headers know the beginning. */
struct tokenizer_v2 {
  int version;
  int (*create)(void *, const char **, int, Fts5Tokenizer **);
  void (*delete)(Fts5Tokenizer *);
  int (*tokenize)(Fts5Tokenizer *, void *, int, const char *, int, const char *, int, token_function);
};
struct api_v3 {
  int version;
  void (*of_version_2[3])(void);
  int (*create_tokenizer)(fts5_api *, const char *, void *, struct tokenizer_v2 *, void (*)(void *));
};
enum { API_V3 = 3 };

/* FTS5's interface; NULL if SQLite is built without it. */
static fts5_api *api_of(sqlite3 *db, int *rc) {
  fts5_api *api = NULL;
  sqlite3_stmt *ask = NULL;
  *rc = sqlite3_prepare_v2(db, "SELECT fts5(?1)", -1, &ask, NULL);
  if (*rc == SQLITE_OK) *rc = sqlite3_bind_pointer(ask, 1, (void *)&api, "fts5_api_ptr", NULL);
  if (*rc == SQLITE_OK) {
    sqlite3_step(ask);
    *rc = sqlite3_finalize(ask);
  } else if (*rc == SQLITE_ERROR) {
    *rc = SQLITE_OK; /* no such function */
  }
  return api;
}

static int install(struct connection *c, const char *name) {
  int rc;
  fts5_api *api = api_of(c->db, &rc);
  if (rc != SQLITE_OK || !api) return rc;
  if (api->iVersion >= API_V3) {
    struct tokenizer_v2 v2 = {2, create, delete, tokenize_v2};
    rc = ((const struct api_v3 *)(const void *)api)->create_tokenizer(api, name, c, &v2, connection_release);
  } else {
    fts5_tokenizer v1 = {create, delete, tokenize};
    rc = api->xCreateTokenizer(api, name, c, &v1, connection_release);
  }
  if (rc == SQLITE_OK) c->references++; /* FTS5 releases it only when it has taken it */
  return rc;
}

const struct text_module news_module = {
    .name = "news",
    .kind = "tokenizer",
    .help = "fts5(body, tokenize = 'news'): full-text search that sees what mentions() sees",
    .example = "CREATE VIRTUAL TABLE t USING fts5(body, tokenize = 'news'); "
               "INSERT INTO t VALUES('Ghani’s U.S. aides want a cease-fire.'); "
               "SELECT highlight(t, 0, '[', ']') AS found FROM t('ceasefire')",
    .install = install,
};
