/*
** quotations(text): who said what.
**
**     SELECT kind, quote, speaker, cue FROM quotations('"We will wait," Zalmay Khalilzad said. He denied any delay.');
**     direct|"We will wait,"|Zalmay Khalilzad|said
**     indirect|any delay|Zalmay Khalilzad|denied
**
** The method: language/quotations.h.
*/
#include "../corpus/identity_phrase.h"
#include "../language/quotations.h"
#include "text_table.h"

#include <string.h>

enum {
  COLUMN_KIND = COLUMN_SURFACE + 1,
  COLUMN_SPEAKER,
  COLUMN_SPEAKER_SURFACE,
  COLUMN_SPEAKER_START,
  COLUMN_CUE,
  COLUMN_CUE_START,
  COLUMN_SPEAKER_N = COLUMN_CUE_START + 2 /* behind sentence_n */
};

static int open_quotations(struct table_cursor *c) {
  c->count = document_quotations(c->document)->count;
  return table_status(c);
}

static void result_speaker_n(struct table_cursor *c, sqlite3_context *context) {
  const char *speaker = quotation_speaker(c->document, (uint32_t)c->row);
  uint32_t n = speaker ? identity_phrase_mention(c->document, slice_of(speaker)) : 0;
  if (n) sqlite3_result_int64(context, n);
}

static int column(struct table_cursor *c, sqlite3_context *context, int column) {
  const struct quotation *q = &document_quotations(c->document)->items[c->row];
  switch (column) {
    case COLUMN_KIND: table_result_value(c, context, column, q->kind); break;
    case COLUMN_SPEAKER:
      sqlite3_result_text(context, quotation_speaker(c->document, (uint32_t)c->row), -1, SQLITE_TRANSIENT);
      break;
    case COLUMN_SPEAKER_SURFACE:
      if (q->speaker.length) table_result_span(c, context, q->speaker);
      break;
    case COLUMN_SPEAKER_START:
      if (q->speaker.length) sqlite3_result_int64(context, document_position(c->document, q->speaker.start));
      break;
    case COLUMN_CUE:
      if (q->cue.length) table_result_span(c, context, q->cue);
      break;
    case COLUMN_CUE_START:
      if (q->cue.length) sqlite3_result_int64(context, document_position(c->document, q->cue.start));
      break;
    case COLUMN_SPEAKER_N: result_speaker_n(c, context); break;
    default: return table_span_column(c, context, column, q->span);
  }
  return table_status(c);
}

const struct text_table quotations_table = {
    .name = "quotations",
    .columns = SPAN_COLUMNS
    "quote TEXT -- what was said, with its quotation marks\n"
    "kind TEXT -- how the words are given\n"
    "  direct -- word for word: all of it stands in quotation marks\n"
    "  partial -- in part: some of it stands in quotation marks\n"
    "  indirect -- in the words of the writer: none of it does\n"
    "speaker TEXT -- the fullest name that the text has for who says it, without title or office; NULL where nobody is "
    "said to\n"
    "speaker_surface TEXT -- the words that tell the speaker here: the envoy, he\n"
    "speaker_start INTEGER -- where these start: characters, from 1\n"
    "cue TEXT -- the words that tell that it was said: said, tweeted, according to; NULL where there are none\n"
    "cue_start INTEGER -- where these start: characters, from 1\n",
    .arguments = TEXT_ARGUMENT,
    .required = 1,
    .placed = 1,
    .hidden = PLACED_COLUMN
    "speaker_n INTEGER -- n of the first mention of the speaker in entities(text); NULL where none is\n",
    .help = "who said what: direct, partial and indirect quotations with their speakers",
    .example = "SELECT kind, quote, speaker, cue FROM quotations('\"We will wait,\" Zalmay Khalilzad said. He denied "
               "any delay.')",
    .open = open_quotations,
    .column = column,
};
