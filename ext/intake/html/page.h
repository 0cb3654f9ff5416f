/*
** A web page, read as a story: what it says of itself, and the text of the story without what stands around it.
**
**     <title>Ferry sinks | The Herald</title>         title Ferry sinks, source The Herald
**     <meta property="article:published_time" …>      published
**     <nav>…</nav><article><p>A ferry sank.</p>…      A ferry sank.
**
** In three steps: the tree (tree.h), what its head and its marked-up parts say (metadata.c), and the part of it that is
** the story (content.c), written out paragraph by paragraph (render.c).
*/
#ifndef NEWSEXT_HTML_PAGE_H
#define NEWSEXT_HTML_PAGE_H

#include "../../language/lexicon.h"
#include "../story.h"
#include "names.h"
#include "tree.h"

enum { NODE_COST = 64 /* as many bytes of text, to those who ask whether work must stop */ };

/* What one page is read with; all arrays have an item a node and live in the tree's arena. */
struct page {
  struct html_tree tree;
  struct class_names names; /* what classes and ids say */
  struct stop *stop;        /* may be NULL */
  uint8_t *flags;           /* enum page_flag */
  uint32_t story;           /* the node that holds the story */
  uint32_t heading;         /* the <h1> that is the headline; 0: none is known */
  uint32_t header_end;      /* where the header ends that holds it */
  uint32_t *good;           /* bytes of running text in the subtree: paragraphs that are not mostly links */
};

enum page_flag {
  PAGE_OUT = 1,    /* it and all in it is no part of the story */
  PAGE_LINK = 2,   /* within a link */
  PAGE_STORY = 4,  /* named as the story's body */
  PAGE_NOISE = 8,  /* named as something else */
  PAGE_HEADS = 16, /* holds the headline or the story's body */
  PAGE_BLOCK = 32, /* begins a paragraph of its own */
  PAGE_BODY = 64,  /* named as the story's body by an itemprop */
  PAGE_LEAD = 128  /* within what is named as the paragraph between headline and story */
};

/* Whether the text is a whole web page: it opens as one does. */
bool page_is_one(struct slice text);

/* Whether this build reads pages. */
bool page_can_be_read(void);

/*
** Reads the page in `text` (UTF-8): sets the story's title, byline, url, source and publication date where it has none
** yet, and writes the story's text to `out`.  Without a tree story->page_problem says why, and `out` stays empty.
** False when there is no memory.
*/
bool page_read(struct story *, struct slice text, struct buffer *out);

/* metadata.c: what the page says of itself. */
void page_metadata(struct page *, struct story *);

/* content.c: flags and good, and the node that holds the story. */
uint32_t page_content(struct page *);

/* The same: what stands behind the headline in a header that is out is looked at again, since the lead may be there. */
void page_open_header(struct page *);

/* render.c: the paragraphs of the story in `node`, with empty lines between them. */
void page_render(struct page *, uint32_t node, struct slice title, struct buffer *out);

#endif
