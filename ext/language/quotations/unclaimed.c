/* Quoted text without a cue: see unclaimed.h. */
#include "unclaimed.h"

#include "../reports/unit.h"

#include <string.h>

enum {
  LONGEST_NAME = 8 /* tokens */,
  FEWEST_WORDS = 3,
  LONGEST_POST = 400 /* bytes: 280 characters and a link */,
  LONGEST_SCARE = 3,
  LONG_QUOTE = 7,
  LONG_OPENING = 12,
  LONGEST_START = 40,
  NEXT_TO = 8 /* bytes */
};

/* "said that, when asked, “…”": whether a cue has nothing but what opens its clause before a comma. */
static bool is_interrupted(const struct story *s, const struct cue *c) {
  return c->content && has(s, c->content, LEXICON_CLAUSE_OPENER) && is_mark(s, c->content + 1, ',');
}

/* Whether a label stands between the tokens [first, colon), so that nobody before it speaks: "All agree – Ann Lee:". */
static bool is_relabelled(const struct story *s, uint32_t first, uint32_t colon) {
  for (uint32_t i = colon; i-- > first;)
    if (is_dash(s, i)) return is_capitalized(s, i + 1);
  return false;
}

/* Whether marks name a word or a work, and quote nobody: the phrase “dry powder”, the film "Long Night",
** Latin for “goodbye”. */
static bool is_named(const struct story *s, const struct quoted *q) {
  if (is_title(s, q->inner, q->inner_end)) return true;
  uint32_t i = q->first;
  if (i && token_of(s, i - 1)->kind == TOKEN_MARK) i--;
  if (!i) return false;
  if (has(s, i - 1, LEXICON_NAMING_WORD)) return i < 2 || !is_mark(s, i - 2, '-'); /* but: the so-called “council” */
  return i > 1 && (lexicon_match(token_of(s, i - 2), LEXICON_NAMING_WORD, NULL) == 2 ||
                   (has(s, i - 1, LEXICON_PREPOSITION) && is_capitalized(s, i - 2) && has(s, i - 1, LEXICON_GLOSS)));
}

/* The cue that a quoted text belongs to though other words stand between: “…,” the senator and
** candidate said. Lee said on Twitter, speaking of her child, “…” */
static const struct cue *claimant(const struct story *s, const struct unit *u, const struct quoted *q, bool starts) {
  const struct cue *found = NULL;
  bool comma =
      q->first > u->first && (is_mark(s, q->first - 1, ',') || is_mark(s, q->first - 1, ':')) && !is_named(s, q);
  for (uint32_t k = 0; k < u->n_cues; k++) {
    const struct cue *c = &u->cues[k];
    if (!(c->frames & CUE_QUOTES) || c->flags & VERB_PASSIVE) continue;
    if (c->first < q->first) {
      if (comma && (!c->content || is_interrupted(s, c)) && !is_relabelled(s, c->end, q->first - 1)) found = c;
    } else {
      uint32_t next = quoted_from(&s->quoted, q->end);
      bool other = next < s->quoted.count && s->quoted.items[next].first < c->first;
      if (starts && ends_open(s, q) && !c->content && !other) found = c;
      break;
    }
  }
  if (found && found->first < q->first && is_mark(s, q->first - 1, ':') &&
      !phrase_is_empty(owner_before(s, found->end, q->first - 1)))
    return NULL; /* recalled | Lee's answer: */
  return found;
}

/* Whether a phrase is a name, so far as capitals show. */
static bool is_name(const struct story *s, struct phrase p) {
  return is_capitalized(s, p.end - 1) && !has(s, p.end - 1, LEXICON_DETERMINER) &&
         !has(s, p.end - 1, LEXICON_TIME_ADVERB);
}

/* Who stands before the colon at token `colon`, in a clause or as a label: "More from Ann Lee:". */
static struct phrase label_before(const struct story *s, uint32_t first, uint32_t colon) {
  if (colon > first + LONGEST_SUBJECT) first = colon - LONGEST_SUBJECT;
  if (is_mark(s, colon - 1, ')')) /* Ann Lee (a nurse): */
    for (uint32_t i = colon; i-- > first + 1;)
      if (is_mark(s, i, '(')) {
        colon = i;
        break;
      }
  for (uint32_t i = colon; i-- > first;)
    if (is_dash(s, i) || is_mark(s, i, ']') || token_of(s, i)->flags & TOKEN_AFTER_LINE) {
      first = i + !(token_of(s, i)->flags & TOKEN_AFTER_LINE);
      break;
    }
  struct phrase p = phrase_at(s, first, colon);
  /* Ann Lee, once mayor of Orsk: */
  if (!phrase_is_empty(p) && is_name(s, p) && is_mark(s, p.end, ',') && !has_verb(s, p.end, colon)) return p;
  p = clause_subject(s, first, colon);
  if (!phrase_is_empty(p)) return p;
  while (first < colon && has(s, first, LEXICON_CONJUNCTION)) first++; /* And from Ann Lee: */
  if (token_of(s, first + 1)->kind == TOKEN_POSSESSIVE && has(s, first, LEXICON_TIME_ADVERB))
    first += 2; /* Here's Lee */
  for (p = phrase_at(s, first, colon); p.end < colon && has(s, p.end, LEXICON_PREPOSITION);) {
    if (has(s, p.end + 1, LEXICON_TIME_ADVERB) || token_of(s, p.end + 1)->kind == TOKEN_NUMBER) colon = p.end;
    else p = phrase_at(s, p.end + 1, colon);
  }
  if (p.end != colon) p.end = p.first;
  if (!phrase_is_empty(p) && has(s, p.first, LEXICON_PREPOSITION)) p.first++;
  return p;
}

static struct span claimed_for(const struct writer *w, const struct unit *u, const struct cue *c,
                               const struct quoted *q) {
  const struct story *s = w->story;
  struct phrase p = c->speaker;
  /* all from the marks to the verb is its subject, unless that is far */
  if (!phrase_is_empty(p) && p.first > q->end && c->first - q->end < LONGEST_SUBJECT &&
      !has(s, c->first - 1, LEXICON_AS))
    p.first = q->end + has(s, q->end, LEXICON_AS);
  if (!phrase_is_empty(p)) return phrase_span(s, p);
  p = report_speaker(s, u, (uint32_t)(c - u->cues));
  if (phrase_is_empty(p) && is_mark(s, q->first - 1, ':')) p = label_before(s, u->first, q->first - 1);
  return phrase_span(s, p);
}

/* Who stands before the colon at token `colon`: "Ann Lee: “…”", "The letter makes a case: “…”". */
static struct span labelled(const struct writer *w, const struct unit *u, uint32_t colon) {
  const struct story *s = w->story;
  struct phrase owner = owner_before(s, u->first, colon);
  if (!phrase_is_empty(owner)) return phrase_span(s, owner);
  for (uint32_t k = u->n_cues; k-- > 0;) {
    struct phrase p = report_speaker(s, u, k);
    if (u->cues[k].first < colon && !phrase_is_empty(p) && !is_relabelled(s, u->cues[k].end, colon))
      return phrase_span(s, p);
  }
  if (colon == u->first + 1 && has(s, u->first, LEXICON_CONJUNCTION)) return w->last.speaker; /* And: “…” */
  return phrase_span(s, label_before(s, u->first, colon));
}

/* Whether somebody's words stand in the marks, even if it is not said whose: in a sentence where somebody speaks, or
** where the writer keeps a distance from the word: the “puppets” in Kabul. */
static bool is_scare_quote(const struct story *s, const struct unit *u, const struct quoted *q) {
  if (is_named(s, q)) return false;
  if (u->n_cues || q->inner_end - q->inner >= LONG_QUOTE) return true;
  if (q->first == u->first || q->inner_end - q->inner > LONGEST_SCARE) return false;
  uint32_t before = q->first - 1;
  return has(s, before, LEXICON_DETERMINER) || has(s, before, LEXICON_POSSESSIVE_PRONOUN) ||
         has(s, before, LEXICON_NAMING_WORD);
}

/* The subject of a sentence, if it is a name or a pronoun. */
static struct span who_acts(const struct story *s, struct phrase sentence) {
  uint32_t end = sentence.end < sentence.first + LONGEST_START ? sentence.end : sentence.first + LONGEST_START;
  struct phrase p = clause_subject(s, sentence.first, end);
  if (phrase_is_empty(p) || !(is_name(s, p) || has(s, p.first, LEXICON_PERSONAL_PRONOUN))) return (struct span){0, 0};
  return phrase_span(s, p);
}

/* Whether the writer speaks: "I asked". */
static bool is_writer(const struct writer *w, struct voice v) {
  const struct tokens *tokens = document_tokens(w->story->document);
  const struct token *t = v.speaker.length ? &tokens->items[tokens_from(tokens, v.speaker.start)] : NULL;
  const char *gender = t ? lexicon_value(t->word, LEXICON_PERSONAL_PRONOUN) : NULL;
  return gender && !*gender && t->length == v.speaker.length;
}

/* Whether the writer and somebody else take turns, paragraph by paragraph: “Why?” I asked. / “I had to.” / “And now?” */
static bool is_interview(const struct writer *w, const struct unit *u) {
  const struct story *s = w->story;
  if (u->paragraph != u->first || s->quoted.items[u->quoted].reopened) return false;
  const struct quotation *said = w->out->count ? &w->out->items[w->out->count - 1] : NULL;
  if (!said || said->kind != SPEECH_DIRECT) return false;
  if (is_writer(w, w->other)) return true;
  uint32_t last = tokens_from(document_tokens(s->document), span_end(said->span)) - 1;
  return is_writer(w, w->last) && last && is_mark(s, last - 1, '?');
}

/* Who speaks where nothing in the unit says so: who acts in the sentence before, or who spoke last: Lee shook his
** head. “Never.” */
static struct voice voice_before(const struct writer *w, const struct unit *u) {
  struct voice by = {{0, 0}, {0, 0}};
  if (u->paragraph != u->first) by.speaker = who_acts(w->story, w->before);
  if (by.speaker.length) return by;
  if (w->last.speaker.length) return is_interview(w, u) ? w->other : w->last;
  by.speaker = who_acts(w->story, w->before); /* nobody has spoken yet */
  return by;
}

/* Who stands behind a dash at token `i`, where nothing else does: “We won.” – Ann Lee, mayor of Orsk */
static struct span signed_by(const struct story *s, uint32_t i) {
  const struct span nobody = {0, 0};
  uint32_t end = i + 1;
  end += is_mark(s, end, '-'); /* -- Ann Lee */
  if (!is_dash(s, i) || !is_capitalized(s, end)) return nobody;
  struct phrase p = phrase_at(s, end, i + LONGEST_NAME);
  while (end < i + LONGEST_SUBJECT && token_of(s, end)->length && !(token_of(s, end)->flags & TOKEN_AFTER_LINE)) end++;
  bool alone = end < i + LONGEST_SUBJECT && !is_mark(s, end - 1, '.') && (p.end == end || is_mark(s, p.end, ','));
  return alone && is_name(s, p) ? phrase_span(s, p) : nobody;
}

/* Who begins the line and is presented with a dash at token `i`, if somebody is: Ann Lee, mayor of Orsk – “We won.” */
static struct span presented(const struct story *s, const struct unit *u, uint32_t i) {
  const struct span nobody = {0, 0};
  if (!is_dash(s, i) || !(token_of(s, u->first)->flags & TOKEN_AFTER_LINE)) return nobody;
  const struct phrase p = phrase_at(s, u->first, i);
  const bool named = p.end > p.first + 1 && is_name(s, p) && !(token_of(s, p.first)->flags & TOKEN_ALL_CAPS) &&
                     (p.end == i || is_mark(s, p.end, ','));
  return named ? phrase_span(s, p) : nobody;
}

/* Whether words in single marks stand alone in their paragraph where the story quotes in double ones: a heading. */
static bool is_crosshead(const struct story *s, const struct unit *u, const struct quoted *q) {
  const uint32_t n = (uint32_t)(q - s->quoted.items), near = n ? n - 1 : n + 1;
  return q->single && u->paragraph == u->first && near < s->quoted.count && !s->quoted.items[near].single &&
         !q->reopened && (!token_of(s, u->end)->length || token_of(s, u->end)->flags & TOKEN_AFTER_PARAGRAPH);
}

/* Writes a quoted text that no report of the unit has; `by` is whoever speaks unless the unit says who. */
static void write_one(struct writer *w, const struct unit *u, const struct quoted *quoted, struct voice by) {
  const struct story *s = w->story;
  const uint32_t first = quoted->first, end = quoted->end;
  const struct voice nobody = {{0, 0}, {0, 0}};
  bool starts = first == u->first, ends = end >= u->end || (end + 1 == u->end && is_trimmed(s, end));
  bool title = is_title(s, quoted->inner, quoted->inner_end), stopped = is_trimmed(s, quoted->inner_end - 1);
  /* a heading is not said by whom spoke before */
  bool heading = is_mark(s, quoted->inner_end - 1, ':') || (token_of(s, quoted->inner)->flags & TOKEN_ALL_CAPS &&
                                                            token_of(s, quoted->inner_end - 1)->flags & TOKEN_ALL_CAPS);
  if (heading || (quoted->single && !(starts && ends && stopped)) || is_crosshead(s, u, quoted)) return;
  const struct cue *c = NULL;
  struct span signature = {0, 0};
  if (!title) signature = starts ? signed_by(s, end) : presented(s, u, first - 1);
  if (signature.length) {
    write_quotation(w, SPEECH_DIRECT, first, end, (struct voice){signature, {0, 0}});
  } else if (starts && ends && !(title && has(s, quoted->inner, LEXICON_ARTICLE))) {
    write_quotation(w, SPEECH_DIRECT, first, end, by);
  } else if ((c = claimant(s, u, quoted, starts))) {
    struct phrase cue = {c->first, c->end};
    write_quotation(w, SPEECH_DIRECT, first, end, (struct voice){claimed_for(w, u, c, quoted), phrase_span(s, cue)});
  } else if (!starts && !title &&
             (is_mark(s, first - 1, ':') ||
              (is_dash(s, first - 1) && !phrase_is_empty(owner_before(s, u->first, first - 1))))) {
    write_quotation(w, SPEECH_DIRECT, first, end, (struct voice){labelled(w, u, first - 1), {0, 0}});
  } else if (starts && !title && (ends_open(s, quoted) || end - first > LONG_OPENING)) {
    write_quotation(w, SPEECH_DIRECT, first, end, by);
  } else if (is_scare_quote(s, u, quoted)) {
    bool sentence = is_capitalized(s, quoted->inner) && stopped && !is_mark(s, quoted->inner_end - 1, ',') &&
                    end - first > LONG_OPENING;
    struct voice acts = {.speaker =
                             who_acts(s, (struct phrase){u->first, first})}; /* Lee prompted them to state, “…” */
    write_quotation(w, sentence ? SPEECH_DIRECT : SPEECH_PARTIAL, first, end,
                    sentence && (is_mark(s, first - 1, ',') || is_dash(s, first - 1)) ? acts : nobody);
  }
}

struct voice voice_announced(const struct writer *w, const struct unit *u) {
  const struct story *s = w->story;
  const struct cue *last = u->n_cues ? &u->cues[u->n_cues - 1] : NULL;
  struct voice nobody = {{0, 0}, {0, 0}};
  const bool comma = last && last->end + 1 == u->end && is_mark(s, u->end - 1, ','); /* Lee stated, / “…” */
  if (!comma && !is_mark(s, u->end - 1, ':')) return nobody;
  if (last && last->frames & CUE_QUOTES) {
    struct phrase cue = {last->first, last->end};
    return (struct voice){phrase_span(s, report_speaker(s, u, u->n_cues - 1)), phrase_span(s, cue)};
  }
  struct phrase p = label_before(s, u->first, u->end - 1);
  bool somebody = !phrase_is_empty(p) && (is_name(s, p) || *lexicon_letters(s, p.first, LEXICON_PERSONAL_PRONOUN) ||
                                          has(s, p.first, LEXICON_INDEFINITE_ARTICLE));
  return somebody ? (struct voice){phrase_span(s, p), {0, 0}} : nobody;
}

/* Whether a quoted text goes on with what was said before in the sentence, where nobody else speaks: Our “plan,” she said,
** was “not a wish but a way.” */
static bool goes_on(const struct story *s, const struct unit *u, const struct quotation *said, const struct quoted *q) {
  if (q->inner_end - q->inner < LONG_QUOTE || !said->speaker.length || is_named(s, q)) return false;
  for (uint32_t k = 0; k < u->n_cues; k++) {
    uint32_t start = token_of(s, u->cues[k].first)->start;
    if (start >= span_end(said->span) && start != said->cue.start && u->cues[k].first < q->first) return false;
  }
  return true;
}

void write_unclaimed(struct writer *w, const struct unit *u, size_t rows, struct voice announced) {
  const struct story *s = w->story;
  size_t claimed = w->out->count, row = rows;
  struct voice by = announced;
  for (uint32_t q = u->quoted; q < u->quoted_end; q++) {
    const struct quoted *quoted = &s->quoted.items[q];
    struct span mine = phrase_span(s, (struct phrase){quoted->first, quoted->end});
    while (row < claimed && span_end(w->out->items[row].span) <= mine.start) row++;
    if (row < claimed && w->out->items[row].span.start < span_end(mine)) continue;
    if (w->out->count == claimed && !by.speaker.length) by = voice_before(w, u);
    const struct quotation *said = row > rows ? &w->out->items[row - 1] : NULL;
    bool joined = said && quoted->first - 1 > u->first && has(s, quoted->first - 1, LEXICON_CONJUNCTION) &&
                  span_end(said->span) + NEXT_TO > mine.start && said->kind != SPEECH_INDIRECT;
    bool more =
        said && !joined && said->kind != SPEECH_INDIRECT && quoted->first > u->first && goes_on(s, u, said, quoted);
    bool sentence = is_mark(s, quoted->first - 1, '.'); /* she said. “we won.” */
    if (more)
      write_quotation(w, sentence ? SPEECH_DIRECT : SPEECH_PARTIAL, quoted->first, quoted->end,
                      (struct voice){said->speaker, said->cue});
    else if (joined) /* said “…,” and “…” */
      write_quotation(w, said->kind, quoted->first, quoted->end, (struct voice){said->speaker, said->cue});
    else write_one(w, u, quoted, by);
  }
  /* merge, from behind */
  size_t late = w->out->count - claimed;
  if (!late || claimed == rows) return;
  struct quotation *items = w->out->items, *moved = arena_take(&s->document->arena, late * sizeof *moved);
  if (!moved) return;
  memcpy(moved, items + claimed, late * sizeof *moved);
  for (size_t to = w->out->count, from = claimed; late;)
    items[--to] =
        from > rows && items[from - 1].span.start > moved[late - 1].span.start ? items[--from] : moved[--late];
}

/* Whether words that say something stand between two tokens, and no mere link or tag. */
static bool has_words(const struct story *s, uint32_t first, uint32_t end) {
  uint32_t words = 0;
  for (uint32_t i = first; i < end && words < FEWEST_WORDS; i++) words += token_of(s, i)->kind == TOKEN_WORD;
  return words == FEWEST_WORDS;
}

/* Whether the unit ends with a post's signature: "(@annlee)". */
static bool is_signed(const struct story *s, const struct unit *u) {
  return u->handle > u->first && is_mark(s, u->handle - 1, '(') && is_mark(s, u->handle + 1, ')');
}

/* Where the post that is signed at the dash begins: at its paragraph, or, where reporting stands before it there,
** behind that, and no longer than posts are. */
static uint32_t post_start(const struct writer *w, const struct unit *u, uint32_t dash) {
  const struct story *s = w->story;
  const uint32_t end = token_of(s, dash)->start;
  uint32_t first = u->first;
  for (const struct unit *before = u; before->first > u->paragraph; first = before->first) {
    before = report_unit(s->document, reports_at(document_reports(s->document), before->first - 1));
    bool reported = before->n_reports && !phrase_is_empty(before->reports[0].speaker);
    if (!before->end || reported || is_signed(s, before) || end - token_of(s, before->first)->start > LONGEST_POST)
      break;
  }
  return first;
}

void write_post(struct writer *w, const struct unit *u) {
  const struct story *s = w->story;
  uint32_t bracket = u->handle - 1, dash = bracket,
           least = bracket > u->first + LONGEST_NAME ? bracket - LONGEST_NAME : u->first;
  if (!is_signed(s, u)) return;
  while (dash > least && !is_dash(s, dash)) dash--;
  if (!is_dash(s, dash) || dash + 1 == bracket) return;
  const uint32_t first = post_start(w, u, dash);
  struct span speaker = phrase_span(s, (struct phrase){dash + 1, bracket}),
              text = phrase_span(s, (struct phrase){first, dash});
  /* what is quoted in it without a speaker is a part of it */
  while (w->out->count) {
    struct quotation *last = &w->out->items[w->out->count - 1];
    if (span_end(last->span) <= text.start || last->cue.length || last->speaker.length) break;
    w->out->count--;
  }
  struct quotation *last = w->out->count ? &w->out->items[w->out->count - 1] : NULL;
  if (last && span_end(last->span) > text.start) {
    if (span_end(last->span) <= speaker.start && last->kind == SPEECH_DIRECT) last->speaker = speaker;
  } else if (has_words(s, first, dash) && !is_mark(s, first, '<')) { /* markup is nobody's words */
    write_quotation(w, SPEECH_DIRECT, first, dash, (struct voice){speaker, {0, 0}});
  }
}
