/*
** Finding the expressions: see expression.h.
**
** At each token with which a pattern can begin, the longest match is taken, and the text
** goes on behind it.
*/
#include "match.h"

enum { POLL_TOKENS = 4096, MATCH_TOKENS = 16 };

bool recognise(const struct reader *r, struct expressions *out) {
  struct matcher m;
  match_begin(&m, r);
  for (uint32_t at = 0; at < r->count;) {
    if (!may_begin(&m, at)) {
      if (++at % POLL_TOKENS == 0 && document_must_stop(r->d, POLL_TOKENS)) return false;
      continue;
    }
    if (document_must_stop(r->d, MATCH_TOKENS)) return false;
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
  if (!may_begin(&m, at)) return false;
  match_patterns(&m, at, &found);
  if (!found.count) return false;
  *out = found.items[0];
  return out->type == DATE_DATE && out->day && out->month && out->year > 0;
}
