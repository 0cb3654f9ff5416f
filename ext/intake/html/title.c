/*
** The headline: see title.h.
**
** What a reader sees as the headline is a heading.  It is trusted where the page tells the same elsewhere (JSON-LD,
** OpenGraph, <title>), or where it is the only one and shares a word with that.  Else what is told serves, without the
** site's name.
*/
#include "title.h"

#include "../lines.h"
#include "../phrase.h"
#include "texts.h"

enum {
  SAID = 3,          /* places that tell the title */
  MOST_HEADINGS = 8, /* looked at */
  LEAST_TAIL = 50,   /* per cent of a heading that the headline at its end has, behind a kicker */
  LEAST_TITLE = 8,   /* bytes */
  MOST_TITLE = 500,  /* bytes of a title that are looked at */
  LONGEST_END = 4,   /* bytes of the end of an address, behind a site's name, without its dot */
  LEAST_NAME = 4,    /* bytes of a site's name that is looked for in a part of a title */
  LEAST_WORD = 4     /* bytes of a word that a heading shares with what is told */
};

struct heading {
  struct slice text, letters;
  uint32_t node;
};

/* The bytes of a mark that parts a title from the site's name, 0 where none stands at `at`; `*weak`: it may stand in a
** title too. */
static size_t mark_at(struct slice title, size_t at, bool *weak) {
  static const char *const marks[] = {"|", "\u2502", "\u00BB", "\u00AB", "\u00B7", "\u2022", "\u203A", "::", "//", ":"};
  struct slice rest = slice_from(title, at);
  size_t mark = dash_at(rest);
  *weak = false;
  for (size_t k = 0; k < sizeof marks / sizeof *marks && !mark; k++)
    if (slice_starts(rest, marks[k])) mark = strlen(marks[k]), *weak = k > 1;
  bool apart = mark && at && title.text[at - 1] == ' ' && at + mark < title.bytes && title.text[at + mark] == ' ';
  return apart || (mark && (*rest.text == '|' || slice_starts(rest, "\u2502"))) ? mark : 0;
}

static bool is_site(struct slice part, const struct slice *names, size_t count) {
  for (size_t k = 0; k < count; k++) {
    bool equal = part.bytes && slice_equals(part, names[k]);
    if (equal || (names[k].bytes >= LEAST_NAME && (page_holds(part, names[k]) || page_holds(names[k], part))))
      return true;
  }
  return false;
}

/* Whether a part is a site's name and no more than the end of its address (".com"). */
static bool is_site_alone(struct slice part, const struct slice *names, size_t count) {
  for (size_t k = 0; k < count; k++)
    if (names[k].bytes && part.bytes <= names[k].bytes + LONGEST_END && part.bytes >= names[k].bytes &&
        !memcmp(part.text, names[k].text, names[k].bytes))
      return true;
  return false;
}

/* "Ferry sinks | News | The Herald" without the site's name and sections behind bars, "Herald - Ferry sinks" without
** the name before it. */
static struct slice without_site(struct slice title, const struct slice *names, size_t count, struct arena *a) {
  bool weak, cut = false;
  if (title.bytes > MOST_TITLE) return title;
  for (size_t at = title.bytes; at-- > 3;) {
    size_t mark = mark_at(title, at, &weak);
    if (!mark) continue;
    struct slice tail = page_letters(a, slice_from(title, at + mark)),
                 before = slice_trimmed((struct slice){title.text, at});
    bool shorter = before.bytes > tail.bytes && before.bytes >= LEAST_TITLE && !weak;
    bool bar = dash_at(slice_from(title, at)) == 0;
    if (is_site_alone(page_letters(a, before), names, count)) break;
    if (is_site(tail, names, count) || (shorter && (!cut || bar))) title = before, cut = true;
    else if (cut) break;
  }
  for (size_t at = 1; at < title.bytes; at++) {
    size_t mark = mark_at(title, at, &weak);
    if (!mark) continue;
    struct slice head = page_letters(a, (struct slice){title.text, at}), rest = slice_behind(title, at + mark);
    if (!is_site_alone(head, names, count)) break;
    size_t skip = mark_at(title, at + mark + 1, &weak); /* "herald.example // » Ferry sinks" */
    return skip ? slice_behind(title, at + mark + 1 + skip) : rest;
  }
  return title;
}

/* Whether a text ends with the other and has more before it. */
static bool ends_with(struct slice all, struct slice part) {
  return part.bytes && part.bytes < all.bytes && !memcmp(all.text + all.bytes - part.bytes, part.text, part.bytes);
}

/* Whether an element may be the headline; one that only its class calls so, if `classed`. */
static bool is_heading(const struct html_node *n, bool classed) {
  if (n->tag < HTML_H1 || n->tag > HTML_H6 || name_has(html_attribute(n, ATTRIBUTE_CLASS), LEXICON_PAGE_KICKER))
    return false;
  if (n->tag == HTML_H1) return !classed;
  return name_means(html_attribute(n, ATTRIBUTE_ITEMPROP), LEXICON_PAGE_FIELD) == FIELD_TITLE ||
         (classed && name_has(html_attribute(n, ATTRIBUTE_CLASS), LEXICON_PAGE_TITLE));
}

/* Whether an address is that of a site's first page: "/", "https://h.example/", "/de/", "/index.html". */
static bool is_home(struct slice href) {
  size_t at = 0;
  while (at + 3 <= href.bytes && memcmp(href.text + at, "://", 3) != 0) at++;
  if (at + 3 <= href.bytes || slice_starts(href, "//")) {
    for (at = slice_starts(href, "//") ? 2 : at + 3; at < href.bytes && href.text[at] != '/';) at++;
    href = slice_from(href, at);
  }
  while (href.bytes && strchr("./", *href.text)) href = slice_from(href, 1);
  bool language = href.bytes == 2 || (href.bytes == 3 && href.text[2] == '/');
  return !href.bytes || language || slice_starts(href, "index.") || slice_starts(href, "?");
}

/* Whether all text of a heading is a link to the site's first page: then it is the site's name. */
static bool leads_home(const struct page *p, uint32_t node) {
  const struct html_node *nodes = p->tree.nodes;
  uint32_t end = 0;
  for (uint32_t i = node + 1; i < nodes[node].end; i++) {
    struct slice href = nodes[i].tag == HTML_A ? html_attribute(&nodes[i], ATTRIBUTE_HREF) : (struct slice){0};
    if (href.text && is_home(href)) end = nodes[i].end;
    if (nodes[i].tag == HTML_TEXT && i >= end && slice_trimmed(nodes[i].text).bytes) return false;
  }
  return end > 0;
}

/* Whether a heading has a word of some length that stands in what is told (its letters alone). */
static bool shares_word(struct slice heading, struct slice told, struct arena *a) {
  for (size_t at = 0, end; at < heading.bytes; at = end + 1) {
    for (end = at; end < heading.bytes && heading.text[end] != ' ';) end++;
    struct slice word = page_letters(a, (struct slice){heading.text + at, end - at});
    if (word.bytes >= LEAST_WORD && page_holds(told, word)) return true;
  }
  return false;
}

/* The headings outside links that are no site's name, and the longest of them that is told elsewhere; `names[count]`
** gets one that stands at the end of <title> and is the site's name. */
static uint32_t read_headings(struct page *p, const struct slice told[SAID], struct slice *names, size_t *count,
                              bool classed, struct heading found[MOST_HEADINGS], const struct heading **best) {
  struct arena *a = &p->tree.arena;
  uint32_t n = 0;
  for (uint32_t i = 0, seen = 0; i < p->tree.count && seen < MOST_HEADINGS; i++) {
    if (!is_heading(&p->tree.nodes[i], classed) || p->flags[i] & PAGE_LINK) continue;
    struct slice text = page_text_of(p, i);
    while (text.bytes && strchr(": ", *text.text)) text = slice_from(text, 1); /* behind a kicker */
    if (text.bytes > 2 && !memcmp(text.text + text.bytes - 2, "\u00B6", 2))    /* the link to itself */
      text = slice_trimmed((struct slice){text.text, text.bytes - 2});
    struct heading h = {text, page_letters(a, text), i};
    seen++;
    if (h.letters.bytes < LEAST_TITLE || slice_equals(names[0], h.letters)) continue;
    bool confirmed = page_holds(told[0], h.letters) || page_holds(told[1], h.letters);
    bool longer = told[2].bytes > 2 * h.letters.bytes, site = p->flags[i] & PAGE_OUT || is_site(h.letters, names, 2);
    bool home = leads_home(p, i);
    if (home || (!classed && !confirmed && ends_with(told[2], h.letters) && (longer || site))) {
      names[*count] = h.letters, *count += n == 0 && *count < SAID;
      continue;
    }
    found[n] = h;
    if ((confirmed || page_holds(told[2], h.letters)) && (!*best || text.bytes > (*best)->text.bytes))
      *best = &found[n];
    n++;
  }
  return n;
}

struct slice page_best_title(struct page *p, const struct page_titles *said) {
  struct arena *a = &p->tree.arena;
  const struct slice given[SAID] = {said->headline, said->open_title, said->page_title};
  struct slice told[SAID];
  for (size_t k = 0; k < SAID; k++)
    told[k] = page_letters(a, (struct slice){given[k].text, given[k].bytes < MOST_TITLE ? given[k].bytes : MOST_TITLE});
  struct slice names[SAID + 1] = {page_letters(a, said->site), page_letters(a, said->host)};
  struct heading found[MOST_HEADINGS] = {0};
  const struct heading *best = NULL;
  size_t known = 2;
  uint32_t n = read_headings(p, told, names, &known, false, found, &best);
  if (!n) n = read_headings(p, told, names, &known, true, found, &best);
  bool alone = n == 1 && (shares_word(found[0].text, told[1], a) || shares_word(found[0].text, told[2], a) ||
                          (!told[1].bytes && shares_word(given[2], found[0].letters, a)));
  if (!best && !told[0].bytes && alone) best = &found[0];
  p->heading = best ? best->node : n ? found[0].node : 0;
  const struct slice titles[SAID] = {said->headline, without_site(said->open_title, names, known, a),
                                     without_site(said->page_title, names, known, a)};
  for (size_t k = 0; k < SAID && best; k++) { /* without the kicker before it, where the headline is told without */
    struct slice own = page_letters(a, titles[k]);
    if (ends_with(best->letters, own) && own.bytes * 100 >= best->letters.bytes * LEAST_TAIL) return titles[k];
  }
  if (best) return best->text;
  for (size_t k = 0; k < SAID; k++)
    if (titles[k].bytes) return titles[k];
  return n ? found[0].text : (struct slice){"", 0};
}
