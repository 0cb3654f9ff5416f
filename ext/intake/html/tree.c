/* The tree of a web page: see tree.h. */
#include "tree.h"

#include "../../text/utf8.h"
#include "../lines.h"
#include "skeleton.h"

#if defined(NEWSEXT_GUMBO)
#include <gumbo.h>
#include <setjmp.h>

enum {
  MOST_BYTES = 64 << 20,  /* of a page */
  MOST_GROWTH = 48,       /* bytes of tree a byte of page */
  LEAST_MEMORY = 64 << 20 /* which any page may take */
};

struct parse {
  struct html_tree *tree;
  struct skeleton skeleton;
  struct stop *stop;
  jmp_buf failed; /* Gumbo knows no failure, so out of its allocator leads a long jump; its memory is the arena's */
};

static void *take(void *context, size_t bytes) {
  struct parse *p = context;
  void *got = must_stop(p->stop, bytes) ? NULL : arena_take(&p->tree->arena, bytes);
  if (!got) longjmp(p->failed, 1);
  return got;
}

static void keep(void *context, void *block) { (void)context, (void)block; /* it goes with the arena */ }

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

/* The text that a node's marks stand for. */
static struct slice text_of(struct parse *p, const char *marks) {
  const struct slice shown = {marks, strlen(marks)};
  size_t at = 0, bytes = 0;
  struct slice part = {marks, 0};
  for (; at < shown.bytes; bytes += part.bytes) part = skeleton_text(&p->skeleton, shown, &at);
  if (bytes == part.bytes) return part;
  char *all = take(p, bytes);
  for (at = bytes = 0; at < shown.bytes; bytes += part.bytes) {
    part = skeleton_text(&p->skeleton, shown, &at);
    memcpy(all + bytes, part.text, part.bytes);
  }
  return (struct slice){all, bytes};
}

static struct html_node make_node(struct parse *p, const GumboNode *n, const uint8_t tags[GUMBO_TAG_LAST + 1]) {
  struct html_node node = {.text = {"", 0}, .tag = HTML_TEXT};
  if (n->type == GUMBO_NODE_TEXT || n->type == GUMBO_NODE_WHITESPACE || n->type == GUMBO_NODE_CDATA)
    node.text = text_of(p, n->v.text.text);
  if (n->type != GUMBO_NODE_ELEMENT && n->type != GUMBO_NODE_TEMPLATE) return node;
  node.text = (struct slice){0};
  node.tag = tags[n->v.element.tag];
  const char *written = n->v.element.original_tag.data; /* NULL where the parser made the element up */
  const struct shown_tag *tag =
      written ? skeleton_tag(&p->skeleton, (size_t)(written - p->skeleton.shown.bytes)) : NULL;
  if (tag) {
    node.attributes = p->skeleton.attributes.items + tag->attributes;
    node.attribute_count = tag->count;
  }
  return node;
}

static void flatten(struct parse *p, const GumboNode *root, const uint8_t tags[GUMBO_TAG_LAST + 1]) {
  struct html_tree *t = p->tree;
  uint32_t up, open = 0;
  for (const GumboNode *n = root; n; n = behind(root, n, &up)) {
    const uint32_t self = t->count++;
    t->nodes[self] = make_node(p, n, tags);
    t->nodes[self].parent = open;
    if (children_of(n) && children_of(n)->length) {
      open = self;
      continue;
    }
    behind(root, n, &up);
    t->nodes[self].end = t->count;
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

/* Builds the tree from the skeleton; false where the parser gave up. */
static bool parse(struct parse *p) {
  if (setjmp(p->failed)) return false;
  GumboOptions options = kGumboDefaultOptions;
  options.allocator = take;
  options.deallocator = keep;
  options.userdata = p;
  options.max_errors = 0;
  const struct buffer *shown = &p->skeleton.shown;
  const GumboOutput *output = gumbo_parse_with_options(&options, shown->bytes ? shown->bytes : "", shown->count);
  uint32_t nodes = 0, up;
  for (const GumboNode *n = output->root; n; n = behind(output->root, n, &up)) nodes++;
  uint8_t tags[GUMBO_TAG_LAST + 1];
  read_tags(tags);
  p->tree->nodes = take(p, (nodes + 1) * sizeof *p->tree->nodes);
  flatten(p, output->root, tags);
  return true;
}

/* The page with U+FFFD for bytes that are no UTF-8, as browsers show them; no text where there is no memory. */
static struct slice mended(struct arena *a, struct slice page, struct stop *stop) {
  static const char bad[] = "\xEF\xBF\xBD";
  if (utf8_valid(page.text, page.bytes)) return page;
  char *to = NULL;
  size_t count = 0;
  for (int pass = 0; pass < 2; pass++) { /* the first counts */
    if (pass && !(to = arena_take(a, count))) return (struct slice){"", 0};
    count = 0;
    for (size_t at = 0, from = 0; at < page.bytes && !must_stop(stop, at - from); from = at) {
      bool good = utf8_next(page.text, page.bytes, &at) != UTF8_REPLACEMENT;
      size_t bytes = good ? at - from : sizeof bad - 1;
      if (pass) memcpy(to + count, good ? page.text + from : bad, bytes);
      count += bytes;
    }
  }
  return (struct slice){to, count};
}

bool html_read(struct html_tree *t, struct slice page, struct stop *stop) {
  *t = (struct html_tree){0};
  if (page.bytes > MOST_BYTES) {
    t->problem = "is too large for a page";
    return false;
  }
  t->arena.most = LEAST_MEMORY + page.bytes * MOST_GROWTH;
  struct parse p = {.tree = t, .stop = stop};
  page = mended(&t->arena, page, stop);
  bool shown = skeleton_read(&p.skeleton, page, &t->arena, stop), good = shown && parse(&p);
  const bool stopped = must_stop(stop, 0) || t->arena.no_memory || p.skeleton.shown.no_memory;
  const char *problem = t->arena.full        ? "grows too large when it is read as a page"
                        : !shown && !stopped ? "nests too deeply for a page"
                                             : NULL;
  buffer_free(&p.skeleton.shown);
  t->arena.most = 0;
  if (good) return true;
  html_free(t);
  t->problem = problem;
  return false;
}

#else /* without Gumbo */

bool html_read(struct html_tree *t, struct slice page, struct stop *stop) {
  (void)page, (void)stop;
  *t = (struct html_tree){.problem = "is a web page, which this build cannot read: it was built without Gumbo"};
  return false;
}

#endif

struct slice html_attribute(const struct html_node *n, enum html_attribute_name name) {
  for (uint32_t i = 0; i < n->attribute_count; i++)
    if (n->attributes[i].name == name) return n->attributes[i].value;
  return (struct slice){0};
}

void html_free(struct html_tree *t) {
  arena_free(&t->arena);
  *t = (struct html_tree){0};
}
