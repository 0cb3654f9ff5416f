/*
** Windows-1252, the encoding of much old news, and what goes wrong with it.
**
**     cp1252_code(0x92)       0x2019: ’
**     cp1252_byte(0x2019)     0x92
**
** The table is that of the WHATWG Encoding Standard (windows-1252): the five
** bytes that Microsoft left open are the control characters of Latin-1.
*/
#ifndef NEWSEXT_CP1252_H
#define NEWSEXT_CP1252_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The code point of a byte. */
uint32_t cp1252_code(unsigned char byte);

/* The byte of a code point, -1 where it has none.  U+0080 to U+009F, as Latin-1
** readers leave them behind, give themselves. */
int cp1252_byte(uint32_t code);

/*
** Mojibake: UTF-8 that was read as Windows-1252 ("â€™" for ’, "Ã©" for é).
** Returns how many bytes at `at` are such a character, 0 if none, and the
** character itself in `*code`.  Careful with what a language may write: two
** odd characters in a row are mended only where no one writes them so;
** `goes_on` says that the character before was mojibake, which settles it.
*/
size_t mojibake_at(const char *text, size_t bytes, size_t at, bool goes_on, uint32_t *code);

#endif
