/*
** Comma- and tab-separated values, after RFC 4180 and what spreadsheets write.
**
**     title,text                          {"title", "text"}
**     Talks,"It said ""yes"" and          {"Talks", "It said \"yes\" and\nleft."}
**     left."
*/
#ifndef NEWSEXT_CSV_H
#define NEWSEXT_CSV_H

#include "../base/buffer.h"
#include "../base/slice.h"

enum { CSV_MOST_CELLS = 256 };

/* How a file writes its cells. */
struct csv_style {
  char separator; /* 0: any */
  bool returns;   /* lines end with a carriage return alone, as on old Macs */
  bool escapes;   /* a backslash stands before a quote in a cell, as in Spark's files: seen while records are read */
};

struct csv_row {
  struct buffer text; /* owns the cells */
  struct slice cells[CSV_MOST_CELLS];
  size_t count;
};

/* How far a record has been looked at, so that it goes on there when more text has come. */
struct csv_scan {
  size_t at;
  bool quoted, inside; /* between quotes; behind the first byte of a cell */
};

/* The bytes of the record that starts the text, its line end too; 0 where the text ends
** before it does.  A quote opens only at the start of a cell. */
size_t csv_record(struct slice, struct csv_scan *, struct csv_style *);

/* The separator that a header line uses: , ; tab or |. */
char csv_separator(struct slice header);

/* Reads the cells of a record.  Errors: row->text.no_memory.  False for a cell
** whose quote is never closed, or too many cells. */
bool csv_cells(struct csv_row *, struct slice record, struct csv_style);

#endif
