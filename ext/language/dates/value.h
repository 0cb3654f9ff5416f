/*
** Writing TIMEX3 values: see value.c.
*/
#ifndef NEWSEXT_DATES_VALUE_H
#define NEWSEXT_DATES_VALUE_H

#include "period.h"

/* write_text returns the end of what it wrote, where a 0 is. */
char *write_text(char *out, const char *text);
void write_duration(const struct expression *, char out[DATE_VALUE_BYTES]);
void write_set(const struct expression *, char out[DATE_VALUE_BYTES]);
void write_period(const struct period *, char out[DATE_VALUE_BYTES]);
void write_span(int32_t first, int32_t last, char out[DATE_VALUE_BYTES]); /* 2016-10-02/2016-10-22 */

#endif
