/* Pairing quotation marks: see quoted.h. */
#include "quoted.h"

#include <string.h>

enum role { ROLE_NONE, ROLE_OPEN, ROLE_CLOSE, ROLE_EITHER };

/* A mark of the double sort, or two single ones side by side. */
struct mark {
  uint32_t token, tokens;
  enum role role;
  uint32_t opens_behind, closes_behind; /* how many do that in the rest of the paragraph */
};

struct marks ARENA_LIST(struct mark);
struct quoted_items ARENA_LIST(struct quoted);
struct token_list ARENA_LIST(uint32_t);

enum {
  LONGEST_SINGLE = 400, /* tokens between two single marks */
  MOST_MARKS = 6        /* before the first word */
};

static bool is_text(const struct document *d, const struct token *t, const char *mark, uint32_t bytes) {
  return t->length == bytes && !memcmp(d->text + t->start, mark, bytes);
}

/* The last byte of a curly mark U+20xx ("‘" 98, "’" 99, "‚" 9A, "“" 9C, "”" 9D, "„" 9E, "‹" B9, "›" BA). */
static unsigned curly(const struct document *d, const struct token *t) {
  const char *c = d->text + t->start;
  return t->length == 3 && c[0] == '\xE2' && c[1] == '\x80' ? (unsigned char)c[2] : 0;
}

static inline bool is_quote_like(const struct document *d, const struct token *t) {
  char first = d->text[t->start];
  if ((unsigned char)first < 0x80) return first == '"' || first == '\'' || first == '`';
  unsigned c = curly(d, t);
  return (c >= 0x98 && c <= 0x9F) || is_text(d, t, "«", 2) || is_text(d, t, "»", 2);
}

static bool is_bracket(const struct document *d, const struct token *t) {
  unsigned c = curly(d, t);
  return (t->length == 1 && strchr("([{-/>|", d->text[t->start])) || c == 0x93 || c == 0x94;
}

/* Whether the space around the tokens [a, b) is that of an opening mark. */
static bool looks_open(const struct document *d, const struct token *all, uint32_t a, uint32_t b) {
  const struct token *before = a ? &all[a - 1] : NULL;
  bool free = all[a].flags & TOKEN_AFTER_SPACE || !before ||
              (before->kind == TOKEN_MARK && (is_bracket(d, before) || is_quote_like(d, before)));
  return free && all[b].length && !(all[b].flags & TOKEN_AFTER_SPACE);
}

static bool looks_closed(const struct token *all, uint32_t a, uint32_t b) {
  if (all[a].flags & TOKEN_AFTER_SPACE) return false;
  return !all[b].length || all[b].flags & TOKEN_AFTER_SPACE || all[b].kind == TOKEN_MARK ||
         all[b].kind == TOKEN_POSSESSIVE;
}

/* 6'2" is a height, and x="y" is markup. */
static bool is_measure(const struct document *d, const struct token *all, uint32_t i) {
  if (!i || all[i].flags & TOKEN_AFTER_SPACE) return false;
  if (d->text[all[i - 1].start] == '=') return true;
  if (all[i - 1].kind != TOKEN_NUMBER) return false;
  return i > 2 && all[i - 3].kind == TOKEN_NUMBER && is_quote_like(d, &all[i - 2]);
}

/* The double mark that begins at token `i`, in `*m`; false if none does. */
static bool read_mark(const struct document *d, const struct token *all, uint32_t i, struct mark *m) {
  const struct token *t = &all[i];
  unsigned c = curly(d, t);
  enum role shape = ROLE_NONE;
  *m = (struct mark){.token = i, .tokens = 1};
  const bool twice = (c == 0x98 || c == 0x99) && curly(d, &all[i + 1]) == c &&
                     all[i + 1].start == t->start + t->length && curly(d, &all[i + 2]) != c; /* ‘‘both’’ */
  if (d->text[t->start] == '"') shape = ROLE_EITHER;
  else if (twice) {
    m->tokens = 2;
    shape = c == 0x98 ? ROLE_OPEN : ROLE_CLOSE;
  } else if (c == 0x9C || c == 0x9E || c == 0x9F || is_text(d, t, "«", 2)) shape = ROLE_OPEN;
  else if (c == 0x9D || is_text(d, t, "»", 2)) shape = ROLE_CLOSE;
  else if (t->length == 1 && strchr("'`", d->text[t->start])) {
    /* ''both'' or ``both''; the first of three that close is a single one */
    bool two =
        all[i + 1].length == 1 && all[i + 1].start == t->start + 1 && d->text[all[i + 1].start] == d->text[t->start];
    bool three = two && all[i + 2].length == 1 && all[i + 2].start == t->start + 2 && d->text[all[i + 2].start] == '\'';
    if (!two || (three && !looks_open(d, all, i, i + 3))) return false;
    m->tokens = 2;
    shape = d->text[t->start] == '`' ? ROLE_OPEN : ROLE_EITHER;
  }
  if (shape == ROLE_NONE || is_measure(d, all, i)) return false;
  bool open = looks_open(d, all, i, i + m->tokens), closed = looks_closed(all, i, i + m->tokens);
  if (shape == ROLE_EITHER) m->role = open ? ROLE_OPEN : closed ? ROLE_CLOSE : ROLE_EITHER;
  else m->role = (shape == ROLE_OPEN ? closed && !open : open && !closed) ? ROLE_EITHER : shape;
  return true;
}

static void add_quoted(struct document *d, struct quoted_items *out, const struct token *all, uint32_t first,
                       uint32_t inner, uint32_t inner_end, uint32_t end, bool is_open) {
  uint32_t word = inner;
  while (word < inner_end && word < inner + MOST_MARKS && all[word].kind == TOKEN_MARK) word++;
  if (word >= inner_end || word == inner + MOST_MARKS) return; /* nothing is said */
  if (d->text[all[first].start - (all[first].start > 0)] == '=') return;
  struct quoted *q = ARENA_ADD(&d->arena, out);
  if (q) *q = (struct quoted){.first = first, .end = end, .inner = inner, .inner_end = inner_end, .is_open = is_open};
}

/* Whether mark `i`, which could close a quotation, stands for inches, since the next one closes it. */
static bool is_inch(const struct document *d, const struct token *all, const struct mark *m, uint32_t n, uint32_t i) {
  if (i + 1 >= n || m[i + 1].role != ROLE_CLOSE || all[m[i].token - 1].kind != TOKEN_NUMBER) return false;
  const struct token *behind = &all[m[i].token + 1];
  return d->text[all[m[i].token].start] == '"' && behind->kind == TOKEN_WORD && !(behind->flags & TOKEN_CAPITALIZED) &&
         strchr(",.?!", d->text[all[m[i + 1].token - 1].start]) && d->text[all[m[i + 1].token - 1].start];
}

/* The marks of one paragraph, which ends before token `end`. */
static void pair_paragraph(struct document *d, const struct token *all, const struct mark *m, uint32_t n,
                           uint32_t first_token, uint32_t end, bool more, struct quoted_items *out) {
  uint32_t depth = 0, open = 0, last_close = 0;
  for (uint32_t i = 0; i < n; i++) {
    enum role role = m[i].role;
    if (role == ROLE_EITHER) role = depth ? ROLE_CLOSE : ROLE_OPEN;
    if (!depth) {
      last_close = 0;
      if (role == ROLE_OPEN) {
        depth = 1;
        open = i;
      } else if (!i && m[i].token > first_token) {
        /* its opening mark is missing: “We will,” he said. -> We will,” he said. */
        const struct token *before = &all[m[i].token - 1];
        bool goes_on = all[m[i].token + m[i].tokens].kind == TOKEN_WORD &&
                       !(all[m[i].token + m[i].tokens].flags & TOKEN_AFTER_PARAGRAPH);
        if (before->kind == TOKEN_MARK && strchr(",?!", d->text[before->start]) && goes_on)
          add_quoted(d, out, all, first_token, first_token, m[i].token, m[i].token + m[i].tokens, false);
      }
    } else if (role == ROLE_OPEN) {
      bool twice = m[i].token == m[open].token + m[open].tokens && m[i].closes_behind < m[i].opens_behind + 2;
      if (twice) continue; /* "“You …”, a slip of the pen */
      bool line = all[m[i].token].flags & TOKEN_AFTER_LINE;
      if (!line && m[i].closes_behind >= m[i].opens_behind + 2) {
        depth++;
        continue;
      }
      uint32_t stop = last_close ? m[last_close].token : m[i].token;
      add_quoted(d, out, all, m[open].token, m[open].token + m[open].tokens, stop,
                 last_close ? m[last_close].token + m[last_close].tokens : stop, !last_close);
      depth = 1;
      open = i;
      last_close = 0;
    } else if (depth == 1 && is_inch(d, all, m, n, i)) {
      continue; /* "It broke a 5" pipe," */
    } else if (--depth == 0) {
      add_quoted(d, out, all, m[open].token, m[open].token + m[open].tokens, m[i].token, m[i].token + m[i].tokens,
                 false);
    } else {
      last_close = i;
    }
  }
  if (!depth) return;
  const struct mark *o = &m[open];
  if (last_close) {
    add_quoted(d, out, all, o->token, o->token + o->tokens, m[last_close].token,
               m[last_close].token + m[last_close].tokens, false);
    return;
  }
  const char before = o->token > first_token ? d->text[all[o->token - 1].start] : ':';
  /* “We won,” Lee said. “They lost. */
  bool next = open && before == '.' && all[o->token + o->tokens].flags & TOKEN_CAPITALIZED;
  bool begins = before == ':' || before == ',' || next;
  if (more || begins) add_quoted(d, out, all, o->token, o->token + o->tokens, end, end, true);
}

/* Single marks: ‘so’ and 'so', told from apostrophes by the space around them,
** in what the double ones leave. */
static uint32_t single_end(const struct document *d, const struct token *all, uint32_t count, uint32_t i,
                           const struct quoted_items *doubles, size_t at, uint32_t *looked) {
  uint32_t candidate = 0, k = i + 1;
  for (; k < count && k < i + LONGEST_SINGLE && !(all[k].flags & TOKEN_AFTER_PARAGRAPH); k++) {
    while (at < doubles->count && doubles->items[at].end <= k) at++;
    if (at < doubles->count && doubles->items[at].first <= k) {
      k = doubles->items[at].end - 1;
      continue;
    }
    unsigned c = curly(d, &all[k]);
    if (all[k].kind != TOKEN_MARK || (c != 0x99 && d->text[all[k].start] != '\'')) continue;
    if (!looks_closed(all, k, k + 1)) continue;
    const struct token *before = &all[k - 1];
    if (before->kind == TOKEN_MARK && strchr(",.?!;", d->text[before->start])) return k;
    char last = d->text[before->start + before->length - 1];
    if (last != 's' && last != 'z') return k; /* else it may be the strikers' apostrophe */
    if (!candidate) candidate = k;
    else if (k > candidate + 12) break;
  }
  *looked = k;
  return candidate;
}

/* Adds the quotations in single marks, which may open at the tokens `marks`, to those in double ones, in text order. */
static void add_singles(struct document *d, const struct tokens *tokens, const struct quoted_items *doubles,
                        const struct token_list *marks, struct quoted_items *out) {
  const struct token *all = tokens->items;
  uint32_t no_close_before = 0, behind = 0; /* the last quotation */
  size_t at = 0;
  for (size_t n = 0; n <= marks->count && !document_must_stop(d, 1); n++) {
    const uint32_t i = n < marks->count ? marks->items[n] : tokens->count;
    for (; at < doubles->count && doubles->items[at].first <= i; at++) {
      struct quoted *q = ARENA_ADD(&d->arena, out);
      if (!q) return;
      *q = doubles->items[at];
      behind = q->end;
    }
    if (i == tokens->count || i < behind || i < no_close_before) continue;
    if (!looks_open(d, all, i, i + 1) || is_measure(d, all, i)) continue;
    uint32_t looked = 0, end = single_end(d, all, tokens->count, i, doubles, at, &looked);
    if (!end) {
      no_close_before = looked;
      continue;
    }
    size_t before = out->count;
    add_quoted(d, out, all, i, i + 1, end, end + 1, false);
    if (out->count > before) {
      out->items[before].single = true;
      behind = end + 1;
      while (at < doubles->count && doubles->items[at].first < end) at++;
    }
  }
}

/* The first mark that may quote, or start of a paragraph, from token `i` on. */
static uint32_t mark_or_paragraph(const struct token *all, uint32_t i) {
  const struct token *t = &all[i];
  while (!(t->flags & (TOKEN_MAY_QUOTE | TOKEN_AFTER_PARAGRAPH))) t++; /* as the text's end is */
  return (uint32_t)(t - all);
}

/* Reads the mark at token `i` into `found`, and to `singles` where single ones may open; returns its last token. */
static uint32_t take_mark(struct document *d, const struct token *all, uint32_t i, struct marks *found,
                          struct token_list *singles) {
  struct mark m;
  const bool is_double = read_mark(d, all, i, &m);
  if (!is_double) m.tokens = 1;
  const unsigned c = curly(d, &all[i]);
  for (uint32_t k = i; k < i + m.tokens && (c == 0x98 || c == 0x9A || d->text[all[i].start] == '\''); k++) {
    uint32_t *single = ARENA_ADD(&d->arena, singles);
    if (single) *single = k;
  }
  struct mark *to = is_double ? ARENA_ADD(&d->arena, found) : NULL;
  if (to) *to = m;
  return i + m.tokens - 1;
}

/* The double marks, paired paragraph by paragraph; `singles` gets the marks at which single ones may open. */
static struct quoted_items pair_doubles(struct document *d, const struct tokens *tokens, struct token_list *singles) {
  const struct token *all = tokens->items;
  const uint32_t count = tokens->count;
  struct marks found = {0};
  struct quoted_items doubles = {0};
  uint32_t first = 0;
  bool reopened = false;
  for (uint32_t i = 0;; i++) {
    i = mark_or_paragraph(all, i);
    if (i == count || (i > first && all[i].flags & TOKEN_AFTER_PARAGRAPH)) {
      for (size_t k = found.count; k-- > 1;) {
        found.items[k - 1].opens_behind = found.items[k].opens_behind + (found.items[k].role == ROLE_OPEN);
        found.items[k - 1].closes_behind = found.items[k].closes_behind + (found.items[k].role != ROLE_OPEN);
      }
      struct mark next;
      bool more = i < count && read_mark(d, all, i, &next) && next.role == ROLE_OPEN;
      size_t had = doubles.count;
      if (found.count) pair_paragraph(d, all, found.items, (uint32_t)found.count, first, i, more, &doubles);
      if (reopened && doubles.count > had && doubles.items[had].first == first) doubles.items[had].reopened = true;
      reopened = doubles.count > had && doubles.items[doubles.count - 1].is_open && more;
      found.count = 0;
      first = i;
      if (i == count) break;
    }
    if (!(all[i].flags & TOKEN_MAY_QUOTE) || !is_quote_like(d, &all[i])) continue;
    i = take_mark(d, all, i, &found, singles);
    if (document_must_stop(d, all[i].length)) break;
  }
  return doubles;
}

const struct quoted_texts *document_quoted(struct document *d) {
  static const struct quoted_texts none = {0};
  if (d->quoted) return d->quoted;
  const struct tokens *tokens = document_tokens(d);
  struct quoted_texts *layer = document_memory(d, sizeof *layer);
  struct token_list singles = {0};
  struct quoted_items doubles = pair_doubles(d, tokens, &singles), list = {0};
  if (singles.count) add_singles(d, tokens, &doubles, &singles, &list);
  else list = doubles;
  if (document_must_stop(d, 0) || !layer) return &none;
  *layer = (struct quoted_texts){list.items, (uint32_t)list.count};
  return d->quoted = layer;
}

uint32_t quoted_from(const struct quoted_texts *quoted, uint32_t t) {
  const struct quoted *items = quoted->items;
  uint32_t from = 0, count = quoted->count;
  if (!count) return 0;
  for (uint32_t half; count > 1; count -= half) { /* by products, as nobody can foretell a branch */
    half = count / 2;
    from += half * (items[from + half - 1].end <= t);
  }
  return from + (items[from].end <= t);
}
