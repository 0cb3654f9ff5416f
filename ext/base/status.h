/*
** What went wrong, said the same way on every floor.
**
** Functions below the SQLite floor return one of these, or keep it as a
** sticky status that is asked for once, at the end.
*/
#ifndef NEWSEXT_STATUS_H
#define NEWSEXT_STATUS_H

enum status {
  STATUS_OK = 0,
  STATUS_NO_MEMORY,   /* the allocator said no */
  STATUS_INTERRUPTED, /* the caller's poll function asked to stop */
  STATUS_TOO_BIG,     /* a text of 2 GiB or more */
  STATUS_TOO_MANY,    /* more is found than is bearable */
  STATUS_TOO_COMPLEX, /* a pattern needs more steps than its limit allows */
  STATUS_INVALID,     /* an argument is wrong; whoever says so explains it */
  STATUS_IO           /* a file cannot be opened or read */
};

#endif
