/*
** The part of a page that is the story: see page.h.
**
** What the page names as something else (menus, comments, related stories) goes first.  Of what is left, running text
** is counted: paragraphs long enough, and not mostly links (Kohlschütter and others 2010, "Boilerplate detection
** using shallow text features").  The story is the smallest part that holds nearly all of it, begun from what the
** page itself calls the story's body or an article, where that has a fair share of it.
*/
#include "page.h"

#include "../../language/lexicon.h"
#include "../lines.h"
#include "../phrase.h"
#include "texts.h"

enum {
  LEAST_PARAGRAPH = 50, /* bytes of text that is running text */
  FAIR_SHARE = 30,      /* per cent of a page's running text that a named body must have */
  ARTICLE_SHARE = 40,   /* and an article or main part */
  NOISE_SHARE = 90,     /* what is named as something else has less than this of it */
  MOSTLY_LINKS = 70,    /* per cent of a list's or box's text that are links to other stories */
  INNER_SHARE = 50,     /* and of the named body in which it stands */
  BODY_SHARE = 15,      /* what an itemprop calls the body has at least this */
  NESTED_SHARE = 50,    /* a named body within another has this much of it to be taken in its place */
  LEAST_STORY = 100,    /* bytes of running text of a body that is the only one named so */
  LEAST_LEFT = 10,      /* per cent of it that must be left when what is named so is out */
  LONGEST_CLASS = 100,  /* bytes of classes that are compared */
  MOST_ID_MARKS = 2,    /* between the words of an id that names a part of a page */
  NEARLY_ALL = 88       /* per cent of it that a child must have to be the story in its parent's place */
};

/* Elements whose text is never the story's. */
static bool is_apart(uint8_t tag) {
  switch (tag) {
    case HTML_HEAD:
    case HTML_SCRIPT:
    case HTML_STYLE:
    case HTML_NOSCRIPT:
    case HTML_TEMPLATE:
    case HTML_NAV:
    case HTML_BUTTON:
    case HTML_SELECT:
    case HTML_OPTION:
    case HTML_INPUT:
    case HTML_IFRAME:
    case HTML_OBJECT:
    case HTML_EMBED:
    case HTML_SVG:
    case HTML_CANVAS:
    case HTML_AUDIO:
    case HTML_VIDEO:
    case HTML_DIALOG:
    case HTML_MENU:
    case HTML_MAP:
    case HTML_DATALIST:
    case HTML_TEXTAREA:
    case HTML_FIGCAPTION:
    case HTML_CAPTION:
    case HTML_LABEL:
    case HTML_LEGEND:
    case HTML_OUTPUT: return true;
    default: return false;
  }
}

/* Elements whose text is the story's only where the headline or the story stands in them. */
static bool is_aside(uint8_t tag) {
  return tag == HTML_ASIDE || tag == HTML_FOOTER || tag == HTML_HEADER || tag == HTML_FORM || tag == HTML_FIGURE ||
         tag == HTML_DETAILS || tag == HTML_ADDRESS || tag == HTML_FIELDSET;
}

static bool is_block(uint8_t tag) {
  switch (tag) {
    case HTML_TEXT:
    case HTML_OTHER:
    case HTML_A:
    case HTML_AMP:
    case HTML_B:
    case HTML_BR:
    case HTML_CITE:
    case HTML_CODE:
    case HTML_EM:
    case HTML_FONT:
    case HTML_I:
    case HTML_IMG:
    case HTML_PICTURE:
    case HTML_SPAN:
    case HTML_STRONG:
    case HTML_TIME:
    case HTML_U:
    case HTML_LABEL:
    case HTML_BUTTON:
    case HTML_SVG: return false;
    default: return true;
  }
}

static bool is_hidden(const struct html_node *n) {
  if (html_attribute(n, ATTRIBUTE_HIDDEN).text) return true;
  struct slice aria = html_attribute(n, ATTRIBUTE_ARIA_HIDDEN), style = html_attribute(n, ATTRIBUTE_STYLE);
  if (slice_starts(aria, "true")) return true;
  static const char *const hiding[] = {"display:none", "display: none", "visibility:hidden", "visibility: hidden"};
  for (size_t i = 0; i < style.bytes; i++)
    for (size_t k = 0; k < sizeof hiding / sizeof *hiding; k++)
      if (slice_starts(slice_from(style, i), hiding[k])) return true;
  return false;
}

/* Whether an element is named as the paragraph between headline and story. */
static bool is_lead(struct page *p, const struct html_node *n) {
  return names_say(&p->names, html_attribute(n, ATTRIBUTE_CLASS)) & NAMED_LEAD ||
         name_value(html_attribute(n, ATTRIBUTE_ITEMPROP), LEXICON_PAGE_LEAD);
}

/* Whether an id is made of the words of a heading, which are many. */
static bool is_sentence(struct slice id) {
  int marks = 0;
  for (size_t i = 0; i < id.bytes; i++) marks += id.text[i] == '-' || id.text[i] == '_';
  return marks > MOST_ID_MARKS;
}

static unsigned names_of(struct page *p, const struct html_node *n) {
  struct slice role = html_attribute(n, ATTRIBUTE_ROLE), property = html_attribute(n, ATTRIBUTE_ITEMPROP);
  struct slice id = html_attribute(n, ATTRIBUTE_ID);
  unsigned flags = 0, said = names_say(&p->names, html_attribute(n, ATTRIBUTE_CLASS));
  if (!is_sentence(id)) said |= names_say(&p->names, id);
  if (name_has(property, LEXICON_PAGE_STORY)) flags |= PAGE_STORY | PAGE_BODY;
  if (said & NAMED_STORY) flags |= PAGE_STORY;
  bool of_author = name_means(property, LEXICON_PAGE_FIELD) == FIELD_BYLINE && is_block(n->tag);
  if (of_author || said & NAMED_NOISE || name_has(role, LEXICON_PAGE_ROLE)) flags |= PAGE_NOISE;
  return flags;
}

/* What each element is by its name and names. */
static void name_nodes(struct page *p) {
  const struct html_node *nodes = p->tree.nodes;
  bool led = false;
  for (uint32_t i = 0; i < p->tree.count && !must_stop(p->stop, NODE_COST); i++) {
    uint8_t tag = nodes[i].tag;
    if (tag == HTML_TEXT) continue;
    unsigned flags = is_block(tag) ? PAGE_BLOCK : 0;
    if (tag == HTML_A) flags |= PAGE_LINK;
    if (is_apart(tag)) flags |= PAGE_OUT;
    else if (tag != HTML_HTML && tag != HTML_BODY && tag != HTML_A) flags |= names_of(p, &nodes[i]);
    if (!(flags & PAGE_OUT) && tag != HTML_BODY && is_hidden(&nodes[i])) flags |= PAGE_OUT;
    if (is_aside(tag)) flags |= PAGE_NOISE;
    if (tag == HTML_H1) led = false;
    if (!led && is_lead(p, &nodes[i])) { /* the first behind the headline is this story's */
      led = true;
      flags = (flags & ~(unsigned)PAGE_NOISE) | PAGE_LEAD;
    }
    if ((flags & (PAGE_STORY | PAGE_NOISE)) == PAGE_STORY) flags |= PAGE_HEADS;
    p->flags[i] = (uint8_t)flags;
  }
  for (uint32_t i = p->tree.count; i-- > 1;)
    if (p->flags[i] & PAGE_HEADS && !(p->flags[i] & PAGE_OUT)) p->flags[nodes[i].parent] |= PAGE_HEADS;
}

/* Whether an element has all the classes of another, in its order. */
static bool has_classes(const struct html_node *n, const struct html_node *other) {
  struct slice classes = html_attribute(n, ATTRIBUTE_CLASS), part = html_attribute(other, ATTRIBUTE_CLASS);
  return !part.bytes || (part.bytes < LONGEST_CLASS && page_holds(classes, part));
}

/* The named body around each node, and the paragraph with the classes that most of those in it have which are named as
** something else (Boyer and Moore's majority vote). */
static void find_stories(const struct page *p, uint32_t *stories, uint32_t *usual, uint32_t *votes) {
  const struct html_node *nodes = p->tree.nodes;
  memset(usual, 0, p->tree.count * sizeof *usual), memset(votes, 0, p->tree.count * sizeof *votes);
  stories[0] = 0;
  for (uint32_t i = 1; i < p->tree.count; i++) {
    unsigned kinds = p->flags[i] & (PAGE_STORY | PAGE_NOISE | PAGE_HEADS);
    uint32_t in = stories[nodes[i].parent];
    stories[i] = kinds == (PAGE_STORY | PAGE_HEADS) ? i : in;
    if (!in || kinds != PAGE_NOISE || nodes[i].tag != HTML_P) continue;
    if (!votes[in] || has_classes(&nodes[usual[in]], &nodes[i])) usual[in] = i, votes[in]++;
    else if (has_classes(&nodes[i], &nodes[usual[in]])) votes[in]++;
    else votes[in]--;
  }
}

/* Takes out what is named as something else, unless the story's body stands in it, or nearly all of the page's running
** text, or much of that of the body it stands in; or it is a paragraph as most of that body's are, for the name then
** says something else of them, such as who may read them.  Three arrays of an item a node are worked in. */
static void take_out_named(struct page *p, uint32_t *stories, uint32_t *usual, uint32_t *misnamed) {
  const struct html_node *nodes = p->tree.nodes;
  find_stories(p, stories, usual, misnamed);
  memset(misnamed, 0, p->tree.count * sizeof *misnamed);
  for (int pass = 0; pass < 2; pass++) /* counts the text of such paragraphs, and takes out */
    for (uint32_t i = 1; i < p->tree.count; i++) {
      if ((p->flags[i] & (PAGE_STORY | PAGE_NOISE | PAGE_HEADS)) != PAGE_NOISE) continue;
      uint32_t in = stories[nodes[i].parent];
      bool is_usual = usual[in] && nodes[i].tag == HTML_P && has_classes(&nodes[i], &nodes[usual[in]]);
      uint64_t most = (uint64_t)p->good[in] * (in ? INNER_SHARE : NOISE_SHARE);
      if (!pass) misnamed[in] += is_usual ? p->good[i] : 0;
      else if (!(is_usual && misnamed[in] * 100ull >= p->good[in] * (uint64_t)INNER_SHARE) &&
               (p->good[i] * 100ull < most || !most))
        p->flags[i] |= PAGE_OUT;
    }
}

/* Hands down what is out, in a link and in the lead. */
static void hand_down(struct page *p) {
  for (uint32_t i = 1; i < p->tree.count; i++)
    p->flags[i] |= p->flags[p->tree.nodes[i].parent] & (PAGE_OUT | PAGE_LINK | PAGE_LEAD);
}

/* Counts running text: that of each block's own lines, which stands in it and in no block within it. */
static void count_good(struct page *p, uint32_t *own, uint32_t *linked, uint32_t *block) {
  const struct html_node *nodes = p->tree.nodes;
  const size_t bytes = p->tree.count * sizeof *own;
  memset(own, 0, bytes), memset(linked, 0, bytes), memset(p->good, 0, bytes);
  for (uint32_t i = 0; i < p->tree.count; i++) {
    block[i] = !i || p->flags[i] & PAGE_BLOCK ? i : block[nodes[i].parent];
    if (nodes[i].tag != HTML_TEXT || p->flags[i] & PAGE_OUT) continue;
    struct slice text = slice_trimmed(nodes[i].text);
    own[block[i]] += (uint32_t)text.bytes;
    if (p->flags[i] & PAGE_LINK) linked[block[i]] += (uint32_t)text.bytes;
  }
  for (uint32_t i = p->tree.count; i-- > 0;) {
    if (own[i] >= LEAST_PARAGRAPH && linked[i] * 2 < own[i]) p->good[i] += own[i];
    if (i) p->good[nodes[i].parent] += p->good[i];
  }
}

/* Whether a node has so many per cent of the running text of another. */
static bool has_share(const struct page *p, uint32_t node, uint32_t of, unsigned share) {
  return node && p->good[node] && p->good[node] * 100ull >= p->good[of] * (uint64_t)share;
}

/* Takes out what holds links and little else: lists and boxes of other stories. */
static void take_out_links(struct page *p, uint32_t *own, uint32_t *linked) {
  const struct html_node *nodes = p->tree.nodes;
  for (uint32_t i = p->tree.count; i-- > 1;) {
    own[nodes[i].parent] += own[i];
    linked[nodes[i].parent] += linked[i];
  }
  for (uint32_t i = 1; i < p->tree.count; i++) {
    bool links = p->flags[i] & PAGE_BLOCK && nodes[i].tag != HTML_P && !(p->flags[i] & PAGE_HEADS) &&
                 linked[i] * 100ull > own[i] * (uint64_t)MOSTLY_LINKS && !has_share(p, i, 0, LEAST_LEFT);
    p->flags[i] |= (p->flags[nodes[i].parent] & PAGE_OUT) | (links ? PAGE_OUT : 0);
  }
}

/* The element with the most running text of those with a flag, or, without one, with a tag; 0 if there is none. */
static uint32_t most_of(const struct page *p, unsigned flag, uint8_t tag, uint32_t from, uint32_t end) {
  uint32_t best = 0;
  for (uint32_t i = from; i < end; i++) {
    bool wanted = flag ? (p->flags[i] & flag) != 0 : p->tree.nodes[i].tag == tag;
    if (wanted && !(p->flags[i] & PAGE_OUT) && (!best || p->good[i] > p->good[best])) best = i;
  }
  return best;
}

/* The one element that is named as the story's body and has running text, where there are not several, and it is not
** a small part of an article; else 0. */
static uint32_t only_story(const struct page *p) {
  const struct html_node *nodes = p->tree.nodes;
  uint32_t only = 0;
  for (uint32_t i = 1; i < p->tree.count; i++) {
    if (!(p->flags[i] & PAGE_STORY) || p->flags[i] & PAGE_OUT || p->good[i] < LEAST_STORY) continue;
    if (only) return 0;
    only = i;
    i = nodes[i].end - 1;
  }
  uint32_t around = only;
  while (around && nodes[around].tag != HTML_ARTICLE) around = nodes[around].parent;
  return !around || has_share(p, only, around, FAIR_SHARE) ? only : 0;
}

/* What the page names as its story, or as an article; 0, the whole page, where that has too little of its text. */
static uint32_t named_story(const struct page *p) {
  uint32_t count = p->tree.count, at = most_of(p, PAGE_BODY, 0, 1, count);
  if (has_share(p, at, 0, BODY_SHARE)) return at;
  at = only_story(p);
  if (!at) at = most_of(p, PAGE_STORY, 0, 1, count);
  else if (!has_share(p, at, 0, FAIR_SHARE)) return at;
  if (has_share(p, at, 0, FAIR_SHARE)) {
    for (uint32_t inner; (inner = most_of(p, PAGE_STORY, 0, at + 1, p->tree.nodes[at].end)) != 0; at = inner)
      if (!has_share(p, inner, at, NESTED_SHARE)) break;
    return at;
  }
  at = most_of(p, 0, HTML_ARTICLE, 1, count);
  if (has_share(p, at, 0, ARTICLE_SHARE)) return at;
  at = most_of(p, 0, HTML_MAIN, 1, count);
  return has_share(p, at, 0, ARTICLE_SHARE) ? at : 0;
}

void page_open_header(struct page *p) {
  const struct html_node *nodes = p->tree.nodes;
  uint32_t top = 0, behind = p->heading ? nodes[p->heading].end : 0;
  for (uint32_t i = p->heading; i; i = nodes[i].parent)
    if (p->flags[i] & PAGE_OUT) top = i;
  p->header_end = top ? nodes[top].end : behind;
  for (uint32_t i = behind; i < p->header_end; i++) {
    unsigned flags = p->flags[i] & ~(unsigned)PAGE_OUT;
    bool out = is_apart(nodes[i].tag) || flags & PAGE_NOISE || (nodes[i].tag != HTML_TEXT && is_hidden(&nodes[i])) ||
               (nodes[i].parent >= behind && p->flags[nodes[i].parent] & PAGE_OUT);
    p->flags[i] = (uint8_t)(flags | (out ? PAGE_OUT : 0));
  }
}

uint32_t page_content(struct page *p) {
  const struct html_node *nodes = p->tree.nodes;
  size_t bytes = p->tree.count * sizeof(uint32_t);
  uint32_t *own = arena_get(&p->tree.arena, bytes), *linked = arena_get(&p->tree.arena, bytes);
  uint32_t *block = arena_get(&p->tree.arena, bytes);
  uint8_t *marked = arena_get(&p->tree.arena, p->tree.count);
  p->flags = arena_get(&p->tree.arena, p->tree.count);
  p->good = arena_get(&p->tree.arena, bytes);
  if (!own || !linked || !block || !marked || !p->flags || !p->good) return 0;
  name_nodes(p);
  hand_down(p);
  count_good(p, own, linked, block);
  const uint32_t before = p->good[0];
  memcpy(marked, p->flags, p->tree.count);
  take_out_named(p, block, own, linked);
  hand_down(p);
  count_good(p, own, linked, block);
  if (p->good[0] * 100ull < before * (uint64_t)LEAST_LEFT && !only_story(p)) { /* the names mislead */
    memcpy(p->flags, marked, p->tree.count);
    count_good(p, own, linked, block);
  }
  take_out_links(p, own, linked);
  uint32_t at = named_story(p);
  for (;;) {
    uint32_t next = 0;
    for (uint32_t i = at + 1; i < nodes[at].end; i = nodes[i].end)
      if (has_share(p, i, at, NEARLY_ALL)) next = i;
    if (!next || nodes[next].tag == HTML_P) return at;
    at = next;
  }
}
