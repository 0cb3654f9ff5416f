/*
** The allocator of the whole project, as two functions that this floor only
** names.  Whoever links the code defines them: the extension by SQLite's
** allocator (ext/sqlite/memory.c), unit tests and tools by malloc.  So all
** memory obeys SQLite's heap limits, and a test can make any allocation fail,
** without a global that could be changed.
*/
#ifndef NEWSEXT_MEMORY_H
#define NEWSEXT_MEMORY_H

#include <stddef.h>

/* Like realloc: `block` may be NULL, `bytes` is more than 0.  Returns NULL, and
** leaves `block` as it was, when there is no memory.  The caller frees it. */
void *memory_resize(void *block, size_t bytes);

/* Frees what memory_resize returned; NULL is allowed. */
void memory_free(void *block);

#endif
