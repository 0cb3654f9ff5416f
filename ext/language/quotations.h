/*
** Quotations: who said what.
**
**     "We will wait," Zalmay Khalilzad said. He denied that the talks had failed.
**      direct    "We will wait,"            speaker Zalmay Khalilzad, cue said
**      indirect  that the talks had failed  speaker He (Zalmay Khalilzad), cue denied
**
** What the reports of a text (reports.h) say, and the quoted texts that no cue claims: they may go on
** from the sentence before, follow a colon, or be nobody's words (quotations/unclaimed.h).  When first asked for, the
** fullest names of the speakers (quotations/speakers.c).
**
** A quotation is direct where all of it stands in quotation marks, partial where
** some does ("said it was a “sham” vote"), indirect where nothing does.  The
** parts of a quotation that its attribution splits are quotations by themselves; what
** is quoted inside a quotation is a part of it.  The extents of indirect ones are those of the
** PolNeAR corpus (Newell, Margolin and Ruths 2018): the clause with its conjunction,
** without its stop.
*/
#ifndef NEWSEXT_QUOTATIONS_H
#define NEWSEXT_QUOTATIONS_H

#include "quoted.h"

struct quotation {
  struct span span;    /* with its marks */
  struct span speaker; /* the words at the cue; length 0: nobody */
  struct span cue;     /* length 0: none */
  uint8_t kind;        /* enum speech */
};

struct quotations {
  const struct quotation *items; /* in text order, never overlapping */
  uint32_t count;
  const char *const *speakers; /* for quotation_speaker; NULL until asked for */
};

/* The quotations of a document; empty after an error, which is in its status. */
const struct quotations *document_quotations(struct document *);

/* The speaker of quotation `i` by the fullest name that the text gives, NULL where nobody is said to speak.
** Lives as long as the document. */
const char *quotation_speaker(struct document *, uint32_t i);

#endif
