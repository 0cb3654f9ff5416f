/* The layer of quotations: see ../quotations.h. */
#include "../quotations.h"

#include "attribution.h"

const struct quotations *document_quotations(struct document *d) {
  static const struct quotations none = {0};
  if (d->quotations) return d->quotations;
  const struct tokens *tokens = document_tokens(d);
  struct quotations *layer = document_memory(d, sizeof *layer);
  struct quotation_list list = {0};
  struct story story = {.document = d, .all = tokens->items, .count = tokens->count};
  story.quoted = *document_quoted(d);
  if (!document_must_stop(d, 0)) attribute(&story, &list);
  if (document_must_stop(d, 0) || !layer) return &none;
  *layer = (struct quotations){.items = list.items, .count = (uint32_t)list.count};
  return d->quotations = layer;
}
