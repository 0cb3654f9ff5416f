/*
** Web archives: the pages in a WARC file (ISO 28500, WARC 1.0 and 1.1), as the Internet Archive, Common Crawl, wget and
** browsers' crawlers write them.
**
**     WARC/1.0
**     WARC-Type: response
**     WARC-Target-URI: https://herald.example/ferry
**     WARC-Date: 2019-05-04T12:00:00Z
**     Content-Type: application/http; msgtype=response
**     Content-Length: 5120
**
** A record is a page that a server sent with success (2xx), an HTML file kept as a resource, or the text of a page that
** somebody has made (a conversion).  Requests, redirections, errors and what is no page (pictures, scripts) are passed
** over.  Chunks and compression of HTTP (RFC 9112, section 7) are undone.
*/
#ifndef NEWSEXT_WARC_H
#define NEWSEXT_WARC_H

#include "../charset.h"
#include "../stream.h"

struct warc {
  struct slice url, date; /* of the record it is at, in the stream */
  char charset[CHARSET_BYTES];
  const char *problem;        /* of the record, or why there are no more; constant text, or NULL */
  struct buffer whole, plain; /* the page without chunks, and without compression */
  struct buffer address;      /* the url, where it had bytes that none may have */
  bool broken;
};

/* Goes to the next page; false at the end, when there is no memory or work must end. */
bool warc_next(struct warc *, struct stream *, struct slice *page);

/* Makes it ready for another file, keeping its room. */
void warc_clear(struct warc *);

void warc_free(struct warc *);

#endif
