/*
** HTML character references, whole and broken.
**
**     "&quot;"  "&#39;"  "&#x2019;"  "& # 39;"  "& quot;"  ",quot;"
**
** The names are those of HTML 4 and, for the letters of Latin Extended-A, of HTML 5; numbers from
** 128 to 159 mean Windows-1252, as browsers have it (WHATWG HTML, 13.2.5.80).
*/
#ifndef NEWSEXT_REFERENCES_H
#define NEWSEXT_REFERENCES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The length of the reference at `at`, where an & or , stands; 0 if there is
** none.  `*spaced` says that a translator put spaces into it. */
size_t reference_at(const char *text, size_t bytes, size_t at, uint32_t *code, bool *spaced);

#endif
