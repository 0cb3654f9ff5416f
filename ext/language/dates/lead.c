/*
** The lead of a long story, as a text by itself.
**
** Most stories say in their first sentences when it happened; then event_date() need not
** read the rest.  Where the lead is cut its last sentence is cut too, so that this does not count.
*/
#include "lead.h"

#include <string.h>

static bool is_number_byte(char c) { return c >= '0' && c <= '9'; }

/* How many more quotation marks are opened than closed: of straight ones 1 or 0. */
static int open_marks(const char *text, const char *end) {
  int straight = 0, curly = 0;
  for (const char *at = text; (at = memchr(at, '"', (size_t)(end - at))) != NULL; at++) straight = !straight;
  for (const char *at = text; (at = memchr(at, '\xE2', (size_t)(end - at))) != NULL; at++)
    if (at[1] == '\x80') curly += (at[2] == '\x9C') - (at[2] == '\x9D');
  return straight + curly;
}

uint32_t lead_end(const struct document *d, uint32_t least) {
  enum { LONGEST = 1 << 20 }; /* bytes: no story is longer, and what stands behind is looked through at once */
  const uint32_t most = least + least / 2;
  if (d->bytes > LONGEST) return 0;
  for (uint32_t at = least; at < most && most < d->bytes; at++) {
    if (d->text[at] != ' ' && d->text[at] != '\n') continue;
    if (!open_marks(d->text, d->text + at)) return at;
    at += least / 16; /* a few places are tried */
  }
  return 0;
}

bool lead_take(struct document *whole, uint32_t end, struct document *lead) {
  *lead = (struct document){.bytes = end,
                            .stray_runs = whole->stray_runs,
                            .arena = whole->arena,
                            .stop = whole->stop,
                            .stop_context = whole->stop_context,
                            .unpolled = whole->unpolled};
  lead->text = document_copy(&lead->arena, whole->text, end);
  if (!lead->text) lead_give_back(whole, lead);
  return lead->text != NULL;
}

void lead_give_back(struct document *whole, const struct document *lead) {
  whole->arena = lead->arena;
  whole->unpolled = lead->unpolled;
  whole->status = lead->status;
  document_must_stop(whole, 0);
}

uint32_t lead_years_behind(const struct document *d, uint32_t at) {
  enum { YEAR = 4 }; /* digits: one of them stands at each place that is looked at */
  uint32_t years = 0;
  for (uint32_t end; at < d->bytes; at += YEAR) {
    if (!is_number_byte(d->text[at])) continue;
    uint32_t first = end = at;
    while (first && is_number_byte(d->text[first - 1])) first--;
    while (is_number_byte(d->text[end])) end++;
    years += end - first == YEAR;
    at = end - 1;
  }
  return years;
}
