/* The compiler of names: see gazetteer_write.c. */
#ifndef NEWSEXT_GAZETTEER_WRITE_H
#define NEWSEXT_GAZETTEER_WRITE_H

/* Takes the lists of names, and writes what they were compiled into. */
void gazetteer_begin(char *name);
void gazetteer_entry(char *text);
void gazetteer_write(const char *folder);

#endif
