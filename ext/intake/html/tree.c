/* The tree of a web page: see tree.h. */
#include "tree.h"

#include <string.h>

#if defined(NEWSEXT_GUMBO)
#include <gumbo.h>
#include <setjmp.h>

enum {
  MOST_BYTES = 64 << 20,  /* of a page */
  MOST_DEPTH = 1500,      /* of elements that are open at once: a parser's work is their number times this */
  MOST_ATTRIBUTES = 300,  /* of one element: each is compared with those before it */
  TAG_COST = 32,          /* bytes of text that take as long */
  MOST_GROWTH = 48,       /* bytes of tree a byte of page */
  LEAST_MEMORY = 64 << 20 /* which any page may take */
};

struct parse {
  struct arena *arena;
  size_t most; /* bytes that the tree may take */
  struct stop *stop;
  jmp_buf failed; /* Gumbo knows no failure, so out of its allocator leads a long jump; its memory is the arena's */
};

static void *take(void *context, size_t bytes) {
  struct parse *p = context;
  void *got = must_stop(p->stop, bytes) || p->arena->bytes > p->most ? NULL : arena_take(p->arena, bytes);
  if (!got) longjmp(p->failed, 1);
  return got;
}

static void keep(void *context, void *block) { (void)context, (void)block; /* it goes with the arena */ }

static bool is_letter(char c) { return (c | 32) >= 'a' && (c | 32) <= 'z'; }

/* Whether an element of this name never holds another, or closes the one before it. */
static bool nests(struct slice name) {
  static const char flat[] =
      " area base br col embed hr img input link meta source track wbr p li dd dt option tr td th ";
  char want[12] = " ";
  if (name.bytes > sizeof want - 3) return true;
  for (size_t i = 0; i < name.bytes; i++) want[i + 1] = (char)(name.text[i] | 32);
  want[name.bytes + 1] = ' ';
  return strstr(flat, want) == NULL;
}

/* Behind a tag that begins at `at`; counts its attributes. */
static size_t tag_end(struct slice s, size_t at, size_t *attributes) {
  for (char quote = 0; at < s.bytes; at++) {
    char c = s.text[at];
    if (quote) quote = c == quote ? 0 : quote;
    else if (c == '>') return at + 1;
    else if ((c == '"' || c == '\'') && s.text[at - 1] == '=') quote = c;
    else *attributes += c == '=' || c == ' ' || c == '\n' || c == '\t';
  }
  return at;
}

/* Elements whose content is never a story's, and which a parser would read byte by byte. */
enum { MUTE_SCRIPT, MUTE_STYLE, MUTE_SVG, MUTES };
static const char *const mute[MUTES] = {"script", "style", "svg"};

static bool is_name(struct slice name, const char *small) {
  size_t n = 0;
  while (small[n] && n < name.bytes && (name.text[n] | 32) == small[n]) n++;
  return !small[n] && n == name.bytes;
}

static bool has_data(struct slice tag) {
  for (size_t i = 0; i + 7 <= tag.bytes; i++)
    if (!memcmp(tag.text + i, "ld+json", 7)) return true;
  return false;
}

/* Where the closing tag of such an element begins; 0 where none does, which `no_end` keeps. */
static size_t closing_tag(struct slice s, size_t at, int which, bool no_end[MUTES]) {
  const size_t length = strlen(mute[which]);
  while (!no_end[which] && at + length + 2 <= s.bytes) {
    const char *open = memchr(s.text + at, '<', s.bytes - length - 1 - at);
    if (!open) break;
    at = (size_t)(open - s.text);
    if (open[1] == '/' && is_name((struct slice){open + 2, length}, mute[which])) return at;
    at++;
  }
  no_end[which] = true;
  return 0;
}

/* Behind a comment that begins at `at`; 0 where it has no end. */
static size_t comment_end(struct slice s, size_t at) {
  for (at += 2; at + 3 <= s.bytes; at++) {
    const char *dash = memchr(s.text + at, '-', s.bytes - at - 2);
    if (!dash) return 0;
    at = (size_t)(dash - s.text);
    if (dash[1] == '-' && dash[2] == '>') return at + 3;
  }
  return 0;
}

/*
** Writes the page to `out` without comments, scripts, styles and drawings: half of most pages.  False where it is such
** that a parser's time would not stay in proportion to it.
*/
static bool shorten(struct slice s, char *out, size_t *bytes, struct stop *stop) {
  bool no_end[MUTES] = {false}, no_comment_end = false;
  size_t depth = 0, done = 0, written = 0, at = 0;
  for (const char *open; at + 2 < s.bytes && (open = memchr(s.text + at, '<', s.bytes - at - 2)) != NULL;) {
    if (must_stop(stop, (size_t)(open - s.text) - at + TAG_COST)) return false;
    at = (size_t)(open - s.text);
    size_t skipped = 0; /* what is left out ends here, and begins at `at` */
    if (at + 4 < s.bytes && !memcmp(open, "<!--", 4)) {
      skipped = no_comment_end ? 0 : comment_end(s, at);
      no_comment_end = !skipped;
      if (!skipped) at++;
    } else {
      bool closes = open[1] == '/';
      const size_t begins = at + 1 + closes;
      struct slice name = {s.text + begins, 0};
      while (begins + name.bytes < s.bytes && is_letter(name.text[name.bytes])) name.bytes++;
      at = begins;
      if (!name.bytes) continue;
      size_t attributes = 0;
      at = tag_end(s, begins + name.bytes, &attributes);
      if (attributes > 2 * MOST_ATTRIBUTES) return false;
      int which = 0;
      while (which < MUTES && (closes || !is_name(name, mute[which]))) which++;
      bool empty = which == MUTE_SVG && s.text[at - 2] == '/';
      size_t end = which < MUTES && !empty ? closing_tag(s, at, which, no_end) : 0;
      if (end && which == MUTE_SCRIPT && has_data((struct slice){open, at - begins})) at = end;
      else if (end) skipped = end;
      else if (nests(name) && !empty) {
        if (closes) depth -= depth > 0;
        else if (++depth > MOST_DEPTH) return false;
      }
    }
    if (!skipped) continue;
    memcpy(out + written, s.text + done, at - done);
    written += at - done;
    done = at = skipped;
  }
  memcpy(out + written, s.text + done, s.bytes - done);
  *bytes = written + s.bytes - done;
  return true;
}

static const GumboVector *children_of(const GumboNode *n) {
  if (n->type == GUMBO_NODE_ELEMENT || n->type == GUMBO_NODE_TEMPLATE) return &n->v.element.children;
  return NULL;
}

/* The node behind `n` in document order, within `root`; NULL at the end.  `*up` counts the elements that end. */
static const GumboNode *behind(const GumboNode *root, const GumboNode *n, uint32_t *up) {
  const GumboVector *children = children_of(n);
  *up = 0;
  if (children && children->length) return children->data[0];
  for (; n != root; n = n->parent) {
    const GumboVector *siblings = children_of(n->parent);
    ++*up;
    if (n->index_within_parent + 1 < siblings->length) return siblings->data[n->index_within_parent + 1];
  }
  return NULL;
}

static void flatten(struct html_tree *t, const GumboNode *root, const uint8_t tags[GUMBO_TAG_LAST + 1]) {
  uint32_t up, open = 0;
  for (const GumboNode *n = root; n; n = behind(root, n, &up)) {
    struct html_node *node = &t->nodes[t->count];
    bool element = n->type == GUMBO_NODE_ELEMENT || n->type == GUMBO_NODE_TEMPLATE;
    bool text = n->type == GUMBO_NODE_TEXT || n->type == GUMBO_NODE_WHITESPACE || n->type == GUMBO_NODE_CDATA;
    const uint32_t self = t->count++;
    *node = (struct html_node){.source = n, .parent = open, .tag = element ? tags[n->v.element.tag] : HTML_TEXT};
    if (text) node->text = (struct slice){n->v.text.text, strlen(n->v.text.text)};
    else if (!element) node->text = (struct slice){"", 0};
    if (children_of(n) && children_of(n)->length) {
      open = self;
      continue;
    }
    behind(root, n, &up);
    node->end = t->count;
    for (; up > 1; up--) { /* the elements that end with this node */
      t->nodes[open].end = t->count;
      open = t->nodes[open].parent;
    }
  }
  for (uint32_t i = open;; i = t->nodes[i].parent) { /* what is open still */
    t->nodes[i].end = t->count;
    if (!i) break;
  }
}

static void read_tags(uint8_t tags[GUMBO_TAG_LAST + 1]) {
  static const char *const names[] = {
#define HTML_NAME(name) #name,
      HTML_TAGS(HTML_NAME)
#undef HTML_NAME
  };
  memset(tags, HTML_OTHER, GUMBO_TAG_LAST + 1);
  for (int i = 0; i < HTML_TAG_COUNT - HTML_OTHER - 1; i++) {
    GumboTag tag = gumbo_tag_enum(names[i]);
    if (tag < GUMBO_TAG_UNKNOWN) tags[tag] = (uint8_t)(HTML_OTHER + 1 + i);
  }
}

/* Parses the page; `most` are the bytes that the tree may take. */
static bool parse(struct html_tree *t, struct slice page, size_t most, struct stop *stop) {
  struct parse p = {.arena = &t->arena, .most = most, .stop = stop};
  if (setjmp(p.failed)) {
    bool grown = t->arena.bytes > p.most;
    html_free(t);
    if (grown) t->problem = "grows too large when it is read as a page";
    return false;
  }
  GumboOptions options = kGumboDefaultOptions;
  options.allocator = take;
  options.deallocator = keep;
  options.userdata = &p;
  options.max_errors = 0;
  const GumboOutput *output = gumbo_parse_with_options(&options, page.text, page.bytes);
  uint32_t nodes = 0, up;
  for (const GumboNode *n = output->root; n; n = behind(output->root, n, &up)) nodes++;
  uint8_t tags[GUMBO_TAG_LAST + 1];
  read_tags(tags);
  t->nodes = take(&p, (nodes + 1) * sizeof *t->nodes);
  flatten(t, output->root, tags);
  return true;
}

bool html_read(struct html_tree *t, struct slice page, struct stop *stop) {
  *t = (struct html_tree){0};
  size_t bytes = 0;
  bool large = page.bytes > MOST_BYTES;
  char *shorter = large ? NULL : arena_take(&t->arena, page.bytes + 1);
  if (shorter && shorten(page, shorter, &bytes, stop))
    return parse(t, (struct slice){shorter, bytes}, LEAST_MEMORY + page.bytes * MOST_GROWTH, stop);
  const char *problem = large                            ? "is too large for a page"
                        : shorter && !must_stop(stop, 0) ? "nests too deeply for a page"
                                                         : NULL;
  html_free(t);
  t->problem = problem;
  return false;
}

struct slice html_attribute(const struct html_node *n, const char *name) {
  const GumboNode *source = n->source;
  if (source->type != GUMBO_NODE_ELEMENT && source->type != GUMBO_NODE_TEMPLATE) return (struct slice){0};
  const GumboAttribute *a = gumbo_get_attribute(&source->v.element.attributes, name);
  return a ? (struct slice){a->value, strlen(a->value)} : (struct slice){0};
}

#else /* without Gumbo */

bool html_read(struct html_tree *t, struct slice page, struct stop *stop) {
  (void)page, (void)stop;
  *t = (struct html_tree){.problem = "is a web page, which this build cannot read: it was built without Gumbo"};
  return false;
}

struct slice html_attribute(const struct html_node *n, const char *name) {
  (void)n, (void)name;
  return (struct slice){0};
}

#endif

void html_free(struct html_tree *t) {
  arena_free(&t->arena);
  *t = (struct html_tree){0};
}
