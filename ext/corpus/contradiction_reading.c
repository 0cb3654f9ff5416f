/* Opens what is read of a sentence: see contradiction_reading.h. */
#include "contradiction_reading.h"

bool reading_open(struct reading *r, struct claims_reader *reader, struct document **document, struct slice text,
                  enum status *status) {
  struct document *d = document_replace(*document, text.text, text.bytes, reader->stop, reader->context);
  *document = d;
  *status = STATUS_NO_MEMORY;
  if (!d) return false;
  const struct tokens *tokens = document_tokens(d);
  *r = (struct reading){
      .reader = reader, .arena = &d->arena, .document = d, .tokens = tokens->items, .count = tokens->count};
  r->roles = document_memory(d, tokens->count + 1);
  r->negatives = document_memory(d, tokens->count + 1);
  r->keys = document_memory(d, (tokens->count + 1) * sizeof *r->keys);
  r->matters = document_memory(d, (tokens->count + 1) * sizeof *r->matters);
  *status = d->status;
  return d->status == STATUS_OK;
}
