/*
** Mac Roman mojibake: UTF-8 that was read as the old encoding of the Macintosh.
**
**     "Beyonc√© isn‚Äôt in Z√ºrich"       Beyoncé isn’t in Zürich
**
** The table is the one that Apple gave to the Unicode Consortium (ROMAN.TXT).
*/
#ifndef NEWSEXT_MACROMAN_H
#define NEWSEXT_MACROMAN_H

#include <stddef.h>
#include <stdint.h>

/*
** How many bytes at `at` are one character misread so, 0 if none, and the character in `*code`.  Only what nobody
** writes counts: √ within a word, ¬ before a sign, ‚ before Ä or Ç and a third sign.
*/
size_t macroman_mojibake_at(const char *text, size_t bytes, size_t at, uint32_t *code);

#endif
