/*
** A tar archive: POSIX.1-2017, pax (what its extended headers say of names and sizes), and GNU's long names.
*/
#include "layer.h"

#include <string.h>

enum {
  BLOCK = 512,
  NAME = 0,
  NAME_BYTES = 100,
  SIZE = 124,
  SIZE_BYTES = 12,
  SUM = 148,
  SUM_BYTES = 8,
  TYPE = 156,
  MAGIC = 257,
  PREFIX = 345,
  PREFIX_BYTES = 155,
  MOST_HEADER = 1 << 16 /* bytes of a name or of an extended header */
};

struct tar {
  struct layer layer;
  uint64_t padding; /* behind the member */
};

/* A number in octal, or, where its first bit is set, in binary (GNU). */
static bool read_number(const char *field, size_t bytes, uint64_t *value) {
  bool any = false;
  *value = 0;
  if (*field & 0x80) {
    for (size_t i = 4; i < bytes; i++) *value = *value << 8 | (unsigned char)field[i];
    return *value < (uint64_t)1 << 62;
  }
  for (size_t i = 0; i < bytes && field[i] && (field[i] != ' ' || !any); i++) {
    if (field[i] == ' ') continue;
    if (field[i] < '0' || field[i] > '7') return false;
    *value = *value * 8 + (uint64_t)(field[i] - '0');
    any = true;
  }
  return any;
}

bool tar_is_one(struct slice s) {
  uint64_t want, sum = 0;
  if (s.bytes < BLOCK || !s.text[NAME] || !read_number(s.text + SUM, SUM_BYTES, &want)) return false;
  for (size_t i = 0; i < BLOCK; i++) sum += i >= SUM && i < SUM + SUM_BYTES ? ' ' : (unsigned char)s.text[i];
  return sum == want;
}

static void set_padding(struct tar *t) { t->padding = (BLOCK - t->layer.left % BLOCK) % BLOCK; }

/* Puts a field, which need not end in NUL. */
static void add_field(struct buffer *out, const char *field, size_t most) {
  const char *end = memchr(field, 0, most);
  buffer_add(out, field, end ? (size_t)(end - field) : most);
}

/* What "path=" and "size=" of an extended header say: lines of "LENGTH KEY=VALUE\n". */
static void read_extended(struct slice s, struct slice *path, uint64_t *size, bool *sized) {
  for (size_t at = 0; at < s.bytes;) {
    size_t length = 0, i = at;
    while (i < s.bytes && s.text[i] >= '0' && s.text[i] <= '9' && length < s.bytes)
      length = length * 10 + (size_t)(s.text[i++] - '0');
    if (length < 3 || length > s.bytes - at || i + 6 > at + length || s.text[i] != ' ') return;
    struct slice line = {s.text + i + 1, at + length - i - 2}; /* without its end */
    if (line.bytes > 5 && !memcmp(line.text, "path=", 5)) *path = (struct slice){line.text + 5, line.bytes - 5};
    if (line.bytes > 5 && !memcmp(line.text, "size=", 5)) {
      *size = 0;
      for (size_t k = 5; k < line.bytes && *size < (uint64_t)1 << 58; k++)
        *size = *size * 10 + (uint64_t)(line.text[k] - '0');
      *sized = true;
    }
    at += length;
  }
}

/* Takes the member that the header is of.  False where it is nothing to be read: a folder, say. */
static bool take(struct tar *t, struct slice header, struct buffer *name, size_t named) {
  struct layer *l = &t->layer;
  char type = header.text[TYPE];
  if (name->count == named) {
    if (!memcmp(header.text + MAGIC, "ustar", 6) && header.text[PREFIX]) {
      add_field(name, header.text + PREFIX, PREFIX_BYTES);
      buffer_add_byte(name, '/');
    }
    add_field(name, header.text + NAME, NAME_BYTES);
  }
  bool link = type == '1' || type == '2', file = !type || type == '0' || type == '7', sparse = type == 'S';
  if (link) l->left = t->padding = 0, l->source.problem = "is a link within an archive";
  if (sparse) l->source.problem = "is kept with holes, which is not read";
  return link || sparse || (file && name->count > named && name->bytes[name->count - 1] != '/');
}

static bool next(struct layer *l, struct buffer *name) {
  struct tar *t = (struct tar *)l;
  const size_t named = name->count;
  uint64_t size = 0;
  bool sized = false;
  for (;;) {
    if (!stream_skip(l->in, l->left + t->padding)) return layer_broken(l, stream_cut(l->in));
    l->left = t->padding = 0;
    if (!stream_need(l->in, BLOCK)) {
      bool clean = !stream_rest(l->in).bytes && !stream_problem(l->in) && l->members;
      return clean ? false : layer_broken(l, stream_cut(l->in));
    }
    struct slice header = stream_rest(l->in);
    if (!header.text[NAME] && !header.text[SUM]) return false; /* a block of zeros is the end */
    if (!tar_is_one(header)) return layer_broken(l, ARCHIVE_BROKEN);
    if (!read_number(header.text + SIZE, SIZE_BYTES, &l->left)) l->left = 0;
    char type = header.text[TYPE];
    bool of_next = type == 'x' || type == 'L'; /* it says something of the member that follows */
    if (sized && !of_next) l->left = size, sized = false;
    set_padding(t);
    bool taken = !of_next && take(t, (struct slice){header.text, BLOCK}, name, named);
    l->in->at += BLOCK;
    if (taken) return true;
    if (!of_next) {
      name->count = named;
      continue;
    }
    if (l->left > MOST_HEADER || !stream_need(l->in, (size_t)l->left)) continue;
    struct slice said = {stream_rest(l->in).text, (size_t)l->left}, path = said;
    if (type == 'x') path.bytes = 0, read_extended(said, &path, &size, &sized);
    if (path.bytes) name->count = named, add_field(name, path.text, path.bytes);
  }
}

const struct format tar_format = {.bytes = sizeof(struct tar), .next = next, .read = layer_copy};
