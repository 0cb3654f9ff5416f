/*
** Names that rules know in full, whatever the tagger makes of their parts: see mender.h.
**
**     Ft. Worth; St. Mary's Hospital; Goldman, Sachs and Co; Standard and Poor's Corp; Moody's Investors Service; Vincent "The Chin" Gigante
*/
#include "mender.h"

enum {
  ABBREVIATION_BYTES = 2, /* of the head of a place's name: "Ft", "N." */
  PARTNER_WORDS = 3,      /* of each name in a firm's: "J.P. Morgan and Co" */
  OWNER_WORDS = 3,        /* of a firm's name that ends in a possessive */
  BEHIND_OWNER = 5,       /* words that go on with it: "Moody's Investors Service Inc" */
  NICKNAME_WORDS = 3      /* between the marks within a person's name */
};

struct certain {
  uint32_t first, end;
  enum name_kind kind;
};

/* The token behind the place with an abbreviated head at `t`: "Ft. Worth", "N. Korea"; 0 if there is none. */
static uint32_t abbreviated_place(const struct mender *x, uint32_t t) {
  const char *head = lexicon_value(x->all[t].word, LEXICON_PLACE_ABBREVIATION);
  uint32_t first = t + 1, end = 0;
  if (!head || !is_capital(&x->all[t])) return 0;
  if (x->all[t].kind != TOKEN_ACRONYM && !is_mark(x, &x->all[first++], '.')) return 0;
  size_t length = strcspn(head, " ");
  uint64_t hash = gazetteer_hash(word_key(head, length, 0));
  for (uint32_t k = first; k < x->count && k - first < TOWN_WORDS && is_capital(&x->all[k]); k++) {
    if (x->all[k].flags & TOKEN_AFTER_LINE) break;
    hash = gazetteer_join(hash, hash_of(x, k));
    bool any = !head[length] && k == first;
    if (any || gazetteer_find(hash) & (LARGE_PLACES | 1 << GAZETTEER_CITY)) end = k + 1;
  }
  return end;
}

static bool is_new_line(const struct token *t) { return t->flags & (TOKEN_AFTER_LINE | TOKEN_AFTER_PARAGRAPH); }

/* Whether token `t` may be in a name with the one before it. */
static bool goes_on(const struct mender *x, uint32_t t) {
  return t < x->count && is_capital(&x->all[t]) && !(x->all[t].flags & TOKEN_AFTER_PARAGRAPH);
}

/* Where the words with capitals before token `end` begin, at most PARTNER_WORDS of them and not before `least`. */
static uint32_t capitals_before(const struct mender *x, uint32_t end, uint32_t least) {
  uint32_t first = end;
  while (first > least && end - first < PARTNER_WORDS && is_capital(&x->all[first - 1]) &&
         !is_title(&x->all[first - 1]) && !lexicon_has(x->all[first - 1].word, LEXICON_SENTENCE_OPENER))
    first--;
  return first;
}

/* A firm of partners, of which `t` is the last word: "Goldman, Sachs and Co", "Alex. Brown and Sons Inc". */
static bool is_partnership(const struct mender *x, uint32_t t, uint32_t least, struct certain *c) {
  uint32_t first, end = t + 1;
  if (t < least + 2 || !is_and(x, t - 1)) return false;
  first = capitals_before(x, t - 1, least);
  if (first == t - 1) return false;
  while (first > least + 1 && is_mark(x, &x->all[first - 1], ',') && is_calm(&x->all[first]) &&
         t - first < BEHIND_OWNER) {
    uint32_t before = capitals_before(x, first - 1, least);
    if (first - 1 - before != 1 || !is_calm(&x->all[before])) break;
    first = before;
  }
  while (goes_on(x, end) &&
         (lexicon_has(x->all[end].word, LEXICON_LEGAL_FORM) || lists_of(x, end, end + 1) & GROUP_WORDS))
    end++;
  *c = (struct certain){first, end, NAME_ORGANIZATION};
  return true;
}

/* A firm whose name ends in the possessive at `t`, with what goes on with it: "McDonald's Corp", "Standard and Poor's". */
static bool is_owners(const struct mender *x, uint32_t t, uint32_t least, struct certain *c) {
  uint32_t words = 1, end = t + 1;
  for (uint32_t n = OWNER_WORDS; n > words; n--)
    if (t >= least + n && is_capital(&x->all[t - n]) && lists_of(x, t - n, t + 1) & GROUPS) words = n;
  if (t < least + words || !(lists_of(x, t - words, t + 1) & GROUPS)) return false;
  for (uint32_t k = t + 1; goes_on(x, k) && k - t <= BEHIND_OWNER; k++)
    if (lexicon_has(x->all[k].word, LEXICON_LEGAL_FORM) || lists_of(x, k, k + 1) & GROUP_WORDS) end = k + 1;
  *c = (struct certain){t - words, end, NAME_ORGANIZATION};
  return words > 1 || end > t + 1;
}

/* What bears a saint's name, of which `t` is the first word: "St. Mary's Hospital", "St Paul’s Cathedral". */
static bool is_saints(const struct mender *x, uint32_t t, struct certain *c) {
  uint32_t name = t + 1 + is_mark(x, &x->all[t + 1], '.'), end = 0;
  if (!goes_on(x, name) || name + 2 >= x->count || x->all[name + 1].kind != TOKEN_POSSESSIVE) return false;
  for (uint32_t k = name + 2; goes_on(x, k) && k - name <= BEHIND_OWNER; k++)
    if (lists_of(x, k, k + 1) & (GROUP_WORDS | PLACE_WORDS) || lexicon_has(x->all[k].word, LEXICON_CHURCH)) end = k + 1;
  if (!end) return false;
  bool place = !(lists_of(x, end - 1, end) & GROUP_WORDS) || lexicon_has(x->all[end - 1].word, LEXICON_CHURCH);
  *c = (struct certain){t, end, place ? NAME_PLACE : NAME_ORGANIZATION};
  return true;
}

/* A firm that is called by its address, whose legal form is token `t`: "Amazon.com Inc". */
static bool is_address_firm(const struct mender *x, uint32_t t, uint32_t least, struct certain *c) {
  if (t == least || x->all[t - 1].kind != TOKEN_ADDRESS) return false;
  *c = (struct certain){t - 1, t + 1 + is_mark(x, &x->all[t + 1], '.'), NAME_ORGANIZATION};
  return true;
}

/* Which mark a token is that may stand around a nickname: the one that closes what it opens, or 0. */
static char closing_mark(const struct mender *x, const struct token *t) {
  const char *text = x->document->text + t->start;
  if (t->kind != TOKEN_MARK) return 0;
  if (t->length == 1) return *text == '(' ? ')' : *text == '"' || *text == '\'' ? *text : 0;
  if (t->length != 3 || memcmp(text, "\xE2\x80", 2) != 0) return 0;
  return text[2] == '\x98' ? '\x99' : text[2] == '\x9C' ? '\x9D' : 0;
}

static bool closes(const struct mender *x, const struct token *t, char mark) {
  return t->kind == TOKEN_MARK && t->length && x->document->text[t->start + t->length - 1] == mark;
}

/* A person's name with a nickname within, whose first mark is token `t`: Vincent "The Chin" Gigante. */
static bool has_nickname(const struct mender *x, uint32_t t, uint32_t least, struct certain *c) {
  char mark = t > least ? closing_mark(x, &x->all[t]) : 0;
  uint32_t end = t + 1;
  if (!mark || !is_calm(&x->all[t - 1]) || !(lists_of(x, t - 1, t) & GIVEN) || !is_capital(&x->all[t - 1]))
    return false;
  while (end < x->count && end - t <= NICKNAME_WORDS && x->all[end].kind == TOKEN_WORD &&
         !lexicon_has(x->all[end].word, LEXICON_TOPIC_PREPOSITION))
    end++;
  if (end == t + 1 || end + 1 >= x->count || !is_capital(&x->all[end - 1]) || !closes(x, &x->all[end], mark))
    return false;
  if (!is_capital(&x->all[end + 1]) || !is_calm(&x->all[end + 1]) || is_new_line(&x->all[end + 1])) return false;
  uint32_t inner = lists_of(x, t + 1, end), last = lists_of(x, end + 1, end + 2);
  if (mark == ')' ? !(inner & GIVEN) || last & LARGE_PLACES : last & (ORDINARY | LARGE_PLACES)) return false;
  uint32_t first = t - 1;
  if (first > least && is_calm(&x->all[first - 1]) && is_capital(&x->all[first - 1]) &&
      lists_of(x, first - 1, first) & GIVEN)
    first--;
  end += 2;
  if (end < x->count && lexicon_has(x->all[end].word, LEXICON_NAME_SUFFIX)) end++;
  *c = (struct certain){first, end, NAME_PERSON};
  return true;
}

/* Whether token `t` stands behind a dateline's town: "NEW YORK - Stocks rose", "PARIS (AP)", "BONN, May 1". */
static bool is_behind_town(const struct mender *x, uint32_t t) {
  if (!(x->all[t - 1].flags & TOKEN_ALL_CAPS)) return false;
  const char *text = x->document->text + x->all[t].start;
  if (*text == ',' && t + 1 < x->count) return lists_of(x, t + 1, t + 2) >> GAZETTEER_TIME & 1;
  if (*text == '(') return true;
  if (text[0] == '-' && text[1] == '-') return true;
  bool dash = x->all[t].length == 1
                  ? *text == '-'
                  : x->all[t].length == 3 && (!memcmp(text, "\xE2\x80\x93", 3) || !memcmp(text, "\xE2\x80\x94", 3));
  return dash && t + 1 < x->count && x->all[t].flags & x->all[t + 1].flags & TOKEN_AFTER_SPACE;
}

/* The town of a dateline, behind which token `t` stands. */
static bool is_dateline(const struct mender *x, uint32_t t, uint32_t least, struct certain *c) {
  uint32_t first = t;
  if (!is_behind_town(x, t)) return false;
  while (first > least && t - first < TOWN_WORDS && x->all[first - 1].flags & TOKEN_ALL_CAPS) {
    first--;
    if (!first || is_new_line(&x->all[first])) break;
  }
  bool opens = !first || is_new_line(&x->all[first]) || x->all[first - 1].kind == TOKEN_MARK;
  if (first == t || !opens) return false;
  if (!(lists_of(x, first, t) & (LARGE_PLACES | 1 << GAZETTEER_CITY))) return false;
  *c = (struct certain){first, t, NAME_PLACE};
  return true;
}

/* The name that rules find at token `t`, a capital, or at what stands behind it; none of it before token `least`. */
static bool certain_at(const struct mender *x, uint32_t t, uint32_t least, struct certain *c) {
  const struct token *token = &x->all[t], *next = token + 1;
  if (!lexicon_is(token->word, LEXICON_IS_TELLS_NAME) && next->kind != TOKEN_MARK && next->kind != TOKEN_POSSESSIVE)
    return false;
  if (lexicon_has(token->word, LEXICON_SAINT) && is_saints(x, t, c)) return true;
  if (lexicon_has(token->word, LEXICON_LEGAL_FORM) && is_address_firm(x, t, least, c)) return true;
  if (token->length <= ABBREVIATION_BYTES && lexicon_has(token->word, LEXICON_PLACE_ABBREVIATION)) {
    *c = (struct certain){t, abbreviated_place(x, t), NAME_PLACE};
    if (c->end) return true;
  }
  if (lexicon_has(token->word, LEXICON_PARTNERS) && is_partnership(x, t, least, c)) return true;
  if (next->kind == TOKEN_MARK && t + 1 < x->count)
    return has_nickname(x, t + 1, least, c) || is_dateline(x, t + 1, least, c);
  return next->kind == TOKEN_POSSESSIVE && is_owners(x, t + 1, least, c);
}

/* Copies a mention that begins before token `end`, up to there. */
static void copy_until(struct mender *x, const struct mention *m, uint32_t end) {
  uint32_t behind = m->first + m->count < end ? m->first + m->count : end;
  if (m->first < behind) add(x, m->first, behind, (enum name_kind)m->kind);
}

/* Widens a body's name by what the tagger has of it. */
static void widen(struct certain *c, const struct mention *m) {
  if (c->kind != NAME_ORGANIZATION || m->kind != NAME_ORGANIZATION) return;
  if (m->first < c->first) c->first = m->first;
  if (m->first + m->count > c->end) c->end = m->first + m->count;
}

/* Whether the gazetteer knows in full what the tagger has but parts of: "Trinidad" and "Tobago", "Procter" & Gamble.
** `m` is the first mention that ends behind its first token. */
static bool is_whole_phrase(const struct mender *x, const struct known_phrase *p, const struct mention *m,
                            const struct mention *end, struct certain *c) {
  enum { KNOWN = COUNTRIES | 1 << GAZETTEER_ORGANIZATION | 1 << GAZETTEER_COMPANY };
  uint32_t behind = p->first + p->count;
  if (!(p->lists & KNOWN) || !is_capital(&x->all[p->first]) || !is_capital(&x->all[behind - 1])) return false;
  if (m == end || m->first >= behind) return false; /* those that were left out are found later, with more care */
  for (; m < end && m->first < behind; m++)
    if (m->first < p->first || m->first + m->count > behind || m->count == p->count) return false;
  *c = (struct certain){p->first, behind, p->lists & COUNTRIES ? NAME_PLACE : NAME_ORGANIZATION};
  return true;
}

void take_certain(struct mender *x, struct ARENA_MENTIONS *mentions) {
  const struct known_phrase *p = x->scene->phrases.items, *last = p ? p + x->scene->phrases.count : p;
  const struct mention *m = mentions->items, *end = m ? m + mentions->count : m, *at = m;
  uint32_t done = 0; /* tokens that are in a name that rules found, or before one */
  first_capital(x);
  for (uint32_t t = 0; (t = next_capital(x, t)) < x->count && !document_must_stop(x->document, 4); t++) {
    struct certain c;
    while (p < last && p->first < t) p++;
    while (at < end && at->first + at->count <= t) at++;
    bool known = p < last && p->first == t && is_whole_phrase(x, p, at, end, &c);
    if (!known && !certain_at(x, t, done, &c)) continue;
    for (; m < end && m->first + m->count <= c.first; m++) copy_until(x, m, x->count);
    for (; m < end && m->first < c.end; m++) {
      widen(&c, m);
      copy_until(x, m, c.first);
    }
    add(x, c.first, c.end, c.kind);
    done = c.end;
    t = c.end - 1;
  }
  if (!x->out.count) return;
  for (; m < end; m++) copy_until(x, m, x->count);
  *mentions = x->out;
  memset(&x->out, 0, sizeof x->out);
}
