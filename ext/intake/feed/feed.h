/*
** Feeds: the items of RSS 2, of RSS 1 (RDF), the entries of Atom, the addresses of a sitemap, as records.
**
**     <rss><channel><title>The Herald</title>
**     <item><title>Ferry sinks</title><link>https://h.example/1</link><description>A ferry &lt;b&gt;sank…</description>
**
**     struct feed f = {0};
**     while (feed_next(&f, &stream, &item)) feed_story(&f, item, mapping, &texts, &story);
**     feed_free(&f);
**
** An element's name says which field it is: ext/lexicon/en/records.txt.  What the feed itself is called is
** the source of items that name none.  Sources: rssboard.org's RSS 2.0, RFC 4287 (Atom), RSS 1.0,
** sitemaps.org, Google's news sitemaps.
*/
#ifndef NEWSEXT_FEED_H
#define NEWSEXT_FEED_H

#include "../charset.h"
#include "../fields.h"
#include "../stream.h"
#include "xml.h"

enum { FEED_ITEM_NAME = 16, FEED_MOST_FIELDS = 64 };

struct feed {
  char item[FEED_ITEM_NAME]; /* what an item is called in it; "": not yet known */
  char charset[CHARSET_BYTES];
  struct buffer title; /* of the feed */
  struct buffer utf8;  /* an item, where it had to be converted */
  struct buffer cells; /* the texts of its fields */
  size_t scanned;      /* how far an item that has begun was looked at */
  bool in_item, in_title, broken;
};

/* Whether a text begins as a feed does. */
bool feed_is_one(struct slice);

/* Finds the next item; false at the end, and where there is no memory or work must end.  feed.broken: it is what is
** left of a feed that ends too early, within an item or outside. */
bool feed_next(struct feed *, struct stream *, struct slice *item);

/* Reads an item.  `*problem` says what it lacks (constant text).  False when there is no memory. */
bool feed_story(struct feed *, struct slice item, const struct mapping *, struct record_texts *, struct story *,
                const char **problem);

/* What the feed is called, the source of its items; no text where it says nothing of that. */
struct slice feed_title(const struct feed *);

/* Makes it ready for another, keeping its room. */
void feed_clear(struct feed *);

void feed_free(struct feed *);

#endif
