/* The compiler of patterns, from its files to C. */
#ifndef NEWSEXT_PATTERNS_FILES_H
#define NEWSEXT_PATTERNS_FILES_H

/* patterns_read.c: reads the files of a language; patterns_write.c: writes what all were compiled into. */
void patterns_read(const char *path);
void patterns_write(const char *folder);

#endif
