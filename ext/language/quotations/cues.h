/*
** Cues: the words that attribute something to somebody.
**
**     Khalilzad denied that the talks had failed.     According to the group, ...
**     [speaker] [cue ] [content ...                   [cue       ] [speaker]
**
** What can be a cue, and what can follow it, is in ext/lexicon/en/cues.txt.
*/
#ifndef NEWSEXT_QUOTATIONS_CUES_H
#define NEWSEXT_QUOTATIONS_CUES_H

#include "grammar.h"

enum cue_frame {
  CUE_QUOTES = 1,      /* q */
  CUE_CLAUSE = 2,      /* s */
  CUE_THAT = 4,        /* t */
  CUE_TELLS = 8,       /* r */
  CUE_INFINITIVE = 16, /* i */
  CUE_THING = 32,      /* o */
  CUE_MARKED = 64,     /* m */
  CUE_SOURCE = 128,    /* "according to": the speaker stands behind */
  CUE_SPEAKS = 256     /* a */
};

enum cue_form { FORM_BASE, FORM_THIRD_PERSON, FORM_PAST, FORM_PARTICIPLE };

struct cue {
  uint32_t first, end;   /* the tokens of verb or phrase */
  uint32_t from;         /* where the attribution begins: its subject, or the cue */
  uint32_t content;      /* where what is attributed begins, 0 if nothing follows */
  struct phrase speaker; /* empty: the subject stands elsewhere in the sentence */
  unsigned frames;       /* enum cue_frame */
  unsigned flags;        /* enum before_verb */
  enum cue_form form;
  bool inverted; /* said Pompeo */
  bool colon;    /* a colon stands before the content */
};

/* Reads the cue at token `i` of the unit [floor, ceiling); false if none is there. */
bool read_cue(const struct story *, uint32_t i, uint32_t floor, uint32_t ceiling, struct cue *);

#endif
