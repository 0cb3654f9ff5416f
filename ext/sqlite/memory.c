/* The allocator of the floors below is SQLite's: base/memory.h. */
#include "../base/memory.h"
#include "sqlite_api.h"

void *memory_resize(void *block, size_t bytes) { return sqlite3_realloc64(block, bytes); }

void memory_free(void *block) { sqlite3_free(block); }
