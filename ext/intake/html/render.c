/*
** A story's text, paragraph by paragraph: see page.h.
**
** A block begins a paragraph, a line break a line.  A paragraph that is mostly links, or stands between the story's
** paragraphs as a heading of nothing, is left out.
*/
#include "page.h"

#include "../../text/utf8.h"
#include "../lines.h"

enum {
  LEAST_ITEM = 25,  /* bytes of a paragraph without a stop that may end a story: the last item of a list */
  LEAST_LEAD = 60,  /* characters of a sentence between headline and story that is the story's */
  LONG_LEAD = 100,  /* and of one without a stop */
  LONG_LINKS = 240, /* bytes from which even a paragraph of links may be the story's */
  MOST_LINKED = 80  /* per cent of a shorter one that may be links */
};

struct render {
  struct page *page;
  struct buffer *out;
  struct slice title;
  size_t begun;               /* where the paragraph begins in `out` */
  size_t running;             /* where the last paragraph of running text ends */
  uint32_t linked;            /* bytes of the paragraph that are links */
  uint32_t paragraph, parent; /* its <p>; in what that of the last running text stands; 0: none */
  bool heads, space;
  bool lead, named; /* between headline and story; named as what stands there */
};

/* Whether what is written so far ends as a sentence does. */
static bool ends_sentence(const struct buffer *out) {
  size_t n = out->count;
  while (n && ((out->bytes[n - 1] & 0x80) || strchr("\")'", out->bytes[n - 1]))) n--; /* behind a closing mark */
  return n && strchr(".!?:", out->bytes[n - 1]);
}

/* Ends the paragraph, and takes it back where it is none of the story. */
static void end_paragraph(struct render *r) {
  struct buffer *out = r->out;
  while (out->count > r->begun && (out->bytes[out->count - 1] == ' ' || out->bytes[out->count - 1] == '\n'))
    out->count--;
  size_t bytes = out->count - r->begun;
  bool keep = bytes && !(bytes < LONG_LINKS && r->linked * 100ull > bytes * (uint64_t)MOST_LINKED);
  if (keep && r->heads && same_letters((struct slice){out->bytes + r->begun, bytes}, r->title)) keep = false;
  if (keep && r->lead) {
    size_t characters = utf8_count(out->bytes + r->begun, bytes);
    keep = characters >= (r->named ? LEAST_LEAD : LONG_LEAD) || (characters >= LEAST_LEAD && ends_sentence(out));
  }
  if (!keep) out->count = r->begun;
  else {
    bool signs = r->paragraph && !r->linked && r->page->tree.nodes[r->paragraph].parent == r->parent &&
                 memchr(out->bytes + r->begun, ' ', bytes); /* "Yours, Ann Roe" */
    bool runs = !r->heads && (bytes >= LEAST_ITEM || ends_sentence(out));
    if (runs || signs) r->running = out->count;
    r->parent = runs && r->paragraph ? r->page->tree.nodes[r->paragraph].parent : 0;
    buffer_add(out, "\n\n", 2);
  }
  r->begun = out->count;
  r->linked = 0;
  r->heads = r->space = r->named = false;
  r->paragraph = 0;
}

static void add_text(struct render *r, struct slice text, bool link) {
  size_t from = r->out->count;
  for (size_t i = 0; i < text.bytes;) {
    size_t n = 0;
    while (i + n < text.bytes && (unsigned char)text.text[i + n] > ' ') n++;
    if (n) {
      if (r->space && r->out->count > r->begun && r->out->bytes[r->out->count - 1] != '\n')
        buffer_add_byte(r->out, ' ');
      r->space = false;
      buffer_add(r->out, text.text + i, n);
      i += n;
    } else {
      r->space = true;
      i++;
    }
  }
  if (link) r->linked += (uint32_t)(r->out->count - from);
}

/* Writes the nodes from `first` up to `end`. */
static void render(struct render *r, uint32_t first, uint32_t end) {
  const struct page *p = r->page;
  const struct html_node *nodes = p->tree.nodes;
  struct buffer *out = r->out;
  uint32_t block_end = end; /* where the innermost open block ends */
  for (uint32_t i = first; i < end && !out->no_memory && !must_stop(p->stop, NODE_COST); i++) {
    while (i >= block_end) {
      end_paragraph(r);
      uint32_t up = nodes[i].parent;
      while (up > first && !(p->flags[up] & PAGE_BLOCK)) up = nodes[up].parent;
      block_end = up > first && nodes[up].end > i ? nodes[up].end : end;
    }
    if (p->flags[i] & PAGE_OUT) {
      if (p->flags[i] & PAGE_BLOCK) end_paragraph(r);
      i = nodes[i].end - 1;
      continue;
    }
    uint8_t tag = nodes[i].tag;
    if (tag == HTML_TEXT) add_text(r, nodes[i].text, p->flags[i] & PAGE_LINK);
    else if (tag == HTML_BR && out->count > r->begun) {
      bool twice = out->bytes[out->count - 1] == '\n';
      if (twice) end_paragraph(r);
      else buffer_add_byte(out, '\n');
    }
    if (p->flags[i] & PAGE_BLOCK) {
      end_paragraph(r);
      r->heads = tag >= HTML_H1 && tag <= HTML_H6;
      r->paragraph = tag == HTML_P ? i : 0;
      r->named = p->flags[i] & PAGE_LEAD;
      if (nodes[i].end > i + 1) block_end = nodes[i].end;
    }
  }
  end_paragraph(r);
}

void page_render(struct page *p, uint32_t node, struct slice title, struct buffer *out) {
  const size_t begun = out->count;
  const uint32_t behind = p->heading ? p->tree.nodes[p->heading].end : node, end = p->tree.nodes[node].end;
  struct render r = {.page = p, .out = out, .title = title, .begun = begun, .lead = true};
  if (behind < end) render(&r, behind, p->heading < node || p->header_end > end ? node : p->header_end);
  r.lead = false;
  render(&r, node, end);
  if (r.running) out->count = r.running; /* labels and headings of what was left out */
  while (out->count > begun && out->bytes[out->count - 1] == '\n') out->count--;
}
