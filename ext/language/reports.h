/*
** Reports: who says what.
**
**     “We won,” Lee said, adding that they had lost.
**      cue said    speaker Lee  content “We won,”
**      cue adding  speaker Lee  content that they had lost
**
** The text is read in units: a sentence, or several where a quotation runs over their ends.  In a unit
** the cues are found and their subjects (reports/cues.h), then where each stands to what it attributes, and how
** far that goes (reports/extents.h).  What can be a cue, and what can follow it, is in ext/lexicon/en/cues.txt.
**
** Units are told apart for the whole text at once; one is read when it is first asked for.  Quoted text that no cue
** claims is in no report: that is the business of quotations.h.
*/
#ifndef NEWSEXT_REPORTS_H
#define NEWSEXT_REPORTS_H

#include "clauses/phrases.h"

/* What can follow the cue: the letters of cues.txt, and one bit each as in the classes of words. */
enum cue_frame {
  CUE_QUOTES = 1u << (LEXICON_IS_CUE_QUOTES - LEXICON_IS_CUE_QUOTES),         /* q */
  CUE_CLAUSE = 1u << (LEXICON_IS_CUE_CLAUSE - LEXICON_IS_CUE_QUOTES),         /* s */
  CUE_THAT = 1u << (LEXICON_IS_CUE_THAT - LEXICON_IS_CUE_QUOTES),             /* t */
  CUE_TELLS = 1u << (LEXICON_IS_CUE_TELLS - LEXICON_IS_CUE_QUOTES),           /* r */
  CUE_INFINITIVE = 1u << (LEXICON_IS_CUE_INFINITIVE - LEXICON_IS_CUE_QUOTES), /* i */
  CUE_THING = 1u << (LEXICON_IS_CUE_THING - LEXICON_IS_CUE_QUOTES),           /* o */
  CUE_MARKED = 1u << (LEXICON_IS_CUE_MARKED - LEXICON_IS_CUE_QUOTES),         /* m */
  CUE_SOURCE = 1u << (LEXICON_IS_CUE_SOURCE - LEXICON_IS_CUE_QUOTES),         /* p: the speaker stands behind */
  CUE_SPEAKS = 1u << (LEXICON_IS_CUE_SPEAKS - LEXICON_IS_CUE_QUOTES),         /* a */
  CUE_NO_SPEECH = 1u << (LEXICON_IS_CUE_NO_SPEECH - LEXICON_IS_CUE_QUOTES)    /* n */
};

enum cue_form { FORM_BASE, FORM_THIRD_PERSON, FORM_PAST, FORM_PARTICIPLE };

struct cue {
  uint32_t first, end;   /* the tokens of verb or phrase */
  uint32_t from;         /* where the attribution begins: its subject, or the cue */
  uint32_t content;      /* where what it introduces begins, 0 if nothing follows */
  struct phrase speaker; /* empty: the subject stands elsewhere in the sentence */
  unsigned frames;       /* enum cue_frame */
  unsigned flags;        /* enum before_verb */
  enum cue_form form;
  bool inverted; /* said Pompeo */
  bool colon;    /* a colon stands before the content */
};

struct report {
  uint32_t first, end;   /* the tokens of the content */
  struct phrase speaker; /* empty: nobody is said to speak */
  struct phrase cue;
  enum speech speech;
};

struct unit {
  uint32_t first, end;         /* its tokens */
  uint32_t quoted, quoted_end; /* its quoted texts */
  uint32_t paragraph;          /* where its paragraph begins */
  bool is_read;                /* what follows is filled in */
  uint32_t handle;             /* the last @name in it that is not quoted, 0 if it has none */
  uint32_t n_cues, n_reports;
  const struct cue *cues;
  const struct report *reports; /* in text order, never overlapping */
};

struct reports {
  struct story story; /* with the quotations whose closing mark is missing closed */
  struct unit *units;
  uint32_t count;
  bool handles; /* whether it may have an @name */
};

/* The units of a document, not read; none after an error, which is in its status. */
const struct reports *document_reports(struct document *);

/* Unit `i`, read: one without cues after an error. */
const struct unit *report_unit(struct document *, uint32_t i);

/* The number of the unit that holds token `t`. */
uint32_t reports_at(const struct reports *, uint32_t t);

/* The speaker of cue `k`: its subject, or who speaks in the same sentence; empty if nobody does. */
struct phrase report_speaker(const struct story *, const struct unit *, uint32_t k);

#endif
