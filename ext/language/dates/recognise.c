/*
** Finding the expressions: see recognise.h.
**
** At each token with which a pattern can begin, the longest match is taken, and the text
** goes on behind it.
*/
#include "recognise.h"

#include "match.h"

enum { POLL_TOKENS = 4096, MATCH_TOKENS = 16 };

bool recognise(const struct reader *r, struct expressions *out) {
  struct matcher m;
  match_begin(&m, r);
  for (uint32_t at = 0, from = 0; at < r->count; from = at) {
    const uint32_t end = r->count - at < POLL_TOKENS ? r->count : at + POLL_TOKENS;
    at = match_next(&m, at, end);
    if (document_must_stop(r->d, at - from + MATCH_TOKENS)) return false;
    if (at == end) continue;
    struct match found;
    match_patterns(&m, at, &found);
    for (uint32_t i = 0; i < found.count; i++) {
      struct expression *e = ARENA_ADD(&r->d->arena, out);
      if (!e) return !document_must_stop(r->d, 0);
      *e = found.items[i];
    }
    at = found.end ? found.end : at + 1;
  }
  return !document_must_stop(r->d, 0);
}

bool read_day(const struct reader *r, uint32_t at, struct expression *out) {
  struct matcher m;
  match_begin(&m, r);
  struct match found;
  if (match_next(&m, at, at + 1) != at) return false;
  match_patterns(&m, at, &found);
  if (!found.count) return false;
  *out = found.items[0];
  return out->type == DATE_DATE && out->day && out->month && out->year > 0;
}
