/*
** What a text says of the country that it is about, beside the names: of which country its dateline is, and which stands right
** before a body.
**
**     identity_home("PALO ALTO, Calif., March 3", &home)            the United States
**     identity_called(text, bytes, name, &ref)                      Italy, of a name in "the Italian Foreign Ministry"
**
** Countries are told by their numbers (identity_name.h).
*/
#ifndef NEWSEXT_IDENTITY_COUNTRY_H
#define NEWSEXT_IDENTITY_COUNTRY_H

#include "../base/span.h"
#include "identity.h"

/* The dateline that a text begins with; no bytes where it has none. */
struct slice identity_dateline(struct slice text);

/* The country of a dateline; 0 where it has none.  STATUS_OK, or STATUS_NO_MEMORY. */
enum status identity_home(struct slice dateline, uint32_t *country);

/* Fills in the roles of a name: the offices of a person (identity_roles.h); the country that is named right before a body
** which every country has.  STATUS_OK, or STATUS_NO_MEMORY. */
enum status identity_called(const char *text, size_t bytes, struct span name, struct identity_reference *);

#endif
