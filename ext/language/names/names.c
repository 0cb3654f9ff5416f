/* The layer of names: see names.h. */
#include "entities.h"
#include "extents.h"
#include "headlines.h"
#include "tagger.h"

const struct names *document_names(struct document *d) {
  static const struct names none = {0};
  if (d->names) return d->names;
  struct names *layer = document_memory(d, sizeof *layer);
  struct ARENA_MENTIONS mentions = {0};
  struct scene scene;
  if (scene_set(&scene, d)) {
    tag_names(&scene, &mentions);
    mend_mentions(&scene, &mentions);
    trim_headlines(&scene, &mentions);
  }
  if (document_must_stop(d, 0) || !layer) return &none;
  resolve_names(&scene, layer, mentions.items, (uint32_t)mentions.count);
  if (document_must_stop(d, 0)) return &none;
  layer->items = mentions.items;
  layer->count = (uint32_t)mentions.count;
  return d->names = layer;
}

uint32_t names_from(const struct names *names, uint32_t t) {
  uint32_t low = 0, high = names->count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (names->items[middle].first + names->items[middle].count <= t) low = middle + 1;
    else high = middle;
  }
  return low;
}
