/*
** Fingerprints: a story in 256 bytes, enough to know it again when another
** outlet prints it cut, edited, dressed in its own header, or badly scanned.
**
**     unsigned char f[FINGERPRINT_BYTES], g[FINGERPRINT_BYTES];
**     fingerprint_make(f, text, bytes, NULL, NULL);
**     fingerprint_resemblance(f, g)      0.0 ... 1.0
**     fingerprint_same_story(f, g)       true or false
**
** The text is taken as words: letters and digits, folded (text/fold.h), with
** the letters that scanners of print take for each other as one (e c, l 1 i, o 0 a,
** h b, t f, n u, s 5, g q 9, z 2).
** Every four words in a row are a shingle.  Sentences and lines that begin as
** no news does ("Sign up for our newsletter": ext/lexicon/en/boilerplate.txt) are
** left out.
**
** What is kept is a MinHash by one permutation (Broder 1997; Li, Owen and Zhang
** 2012), b bits of each (Li and König 2010): the hashed shingles are dealt into
** bins, and each bin keeps bits of its largest.  A bin holds the same in two
** texts as often as their shingles are the same.  The bands are bins too, but of
** six words in a row, which stories that are not the same hardly share.  The
** bytes, all numbers with the lowest byte first:
**
**     0        version (2)
**     1-3      0
**     4-7      how many shingles the text has
**     8-39     its names and figures (words capitalised inside a sentence, numbers of
**              two digits or more), hashed to a bit each: by these, stories of one
**              pattern are told apart
**     40-99    20 bins of 24 bits, 0 where empty: the bands
**     100-255  312 bins of 4 bits, 0 where empty, the first the low half of its byte
*/
#ifndef NEWSEXT_FINGERPRINT_H
#define NEWSEXT_FINGERPRINT_H

#include "../base/status.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { FINGERPRINT_BYTES = 256, FINGERPRINT_BANDS = 20 };

/* The fingerprint of a text, written to `out`.  `stop` (may be NULL) is asked now and then;
** not 0 ends the work with STATUS_INTERRUPTED. */
enum status fingerprint_make(unsigned char out[FINGERPRINT_BYTES], const char *text, size_t bytes, int (*stop)(void *),
                             void *context);

/* What is wrong with bytes that should be a fingerprint; NULL if nothing is.  The text is constant. */
const char *fingerprint_problem(const void *bytes, size_t count);

/*
** The Jaccard resemblance of the two texts' shingles: how many they share, of
** all that they have.  An estimate without bias; its standard error is at most
** 0.031 (at 0.5), and about half that for texts of up to a hundred words.
*/
double fingerprint_resemblance(const unsigned char *f, const unsigned char *g);

/*
** Whether one text is the other as a second outlet runs it: the longer has a
** third of the shorter's shingles, 20 or more, or half of all are the same.  Short of a
** half, texts that both have ten names and figures or more (in short texts five), of which half differ, are not
** one story but two of one pattern ("Reserves rose on April 1 to 4.602 billion dollars").
*/
bool fingerprint_same_story(const unsigned char *f, const unsigned char *g);

/* Band `i` (from 0) as a number for an index; false where that bin is empty.  Two
** texts that share r of their runs of six words share a band with probability 1 - (1 - r)^20: 0.988 for r = 0.2. */
bool fingerprint_band(const unsigned char *f, int i, uint32_t *band);

#endif
