/* Archives: see archive.h. */
#include "archive.h"

#include "../../base/memory.h"
#include "../../text/cp1252.h"
#include "../../text/utf8.h"
#include "../lines.h"
#include "../records.h"
#include "layer.h"

enum {
  MOST_LAYERS = 8,
  PEEKED = 512 /* bytes that tell a format */
};

struct slice archive_name(const struct archive *a) {
  return (struct slice){a->path.bytes, a->name_bytes};
}

static size_t read_member(struct source *s, char *to, size_t room) {
  struct layer *l = (struct layer *)s; /* its first member */
  return l->format->read(l, to, room);
}

static const struct format *format_by_name(struct slice name) {
  switch (records_name_means(name)) {
    case FILE_END_GZIP: return &gzip_format;
    case FILE_END_ZSTD: return &zstd_format;
    case FILE_END_TAR: return &tar_format;
    case FILE_END_ZIP: return &zip_format;
    default: return NULL;
  }
}

/* The format of the member; of a name that says nothing its first bytes are read. */
static const struct format *format_of(struct archive *a) {
  struct slice name = archive_name(a);
  const struct format *named = format_by_name(name);
  if (named || records_kind(name) != RECORD_UNKNOWN) return named;
  stream_need(a->bytes, PEEKED);
  struct slice s = stream_rest(a->bytes);
  if (slice_starts(s, "\x1F\x8B\x08")) return &gzip_format;
  if (slice_starts(s, "\x28\xB5\x2F\xFD")) return &zstd_format;
  if (zip_is_one(s)) return &zip_format;
  return tar_is_one(s) ? &tar_format : NULL;
}

bool archive_lacks_memory(const struct archive *a) {
  bool lacks = a->no_memory || a->path.no_memory || a->file.window.no_memory;
  for (const struct layer *l = a->layer; l; l = l->outer) lacks |= l->bytes.window.no_memory || l->source.no_memory;
  return lacks;
}

static bool must_end(const struct archive *a) { return archive_lacks_memory(a) || (a->stop && a->stop->stopped); }

/* Opens the member as a layer over it. */
static bool push(struct archive *a, const struct format *format) {
  struct layer *l = memory_resize(NULL, format->bytes);
  if (!l) {
    a->no_memory = true;
    return false;
  }
  memset(l, 0, format->bytes);
  l->source.read = read_member;
  l->format = format;
  l->archive = a;
  l->outer = a->layer;
  l->in = a->bytes;
  l->bytes.fd = -1;
  l->name_bytes = a->name_bytes;
  l->path_bytes = a->path.count;
  a->layer = l;
  if (format->begin && !format->begin(l) && !l->problem) a->no_memory = true;
  return !a->no_memory;
}

static void pop(struct archive *a) {
  struct layer *l = a->layer;
  a->layer = l->outer;
  stream_close(&l->bytes);
  if (l->format->close) l->format->close(l);
  memory_free(l);
}

/* Whether a part of a member's name begins with a dot. */
static bool is_hidden(struct slice name) {
  for (size_t i = 0; i < name.bytes; i++)
    if (name.text[i] == '.' && (!i || name.text[i - 1] == '/')) return true;
  return false;
}

static bool is_wanted(const struct archive *a) {
  return !a->wanted || a->wanted(a->context, a->path.bytes, a->path.count);
}

/* A name that is no UTF-8, as old archivers wrote it, is read as Windows-1252. */
static void mend_name(struct buffer *path, size_t from) {
  struct buffer mended = {0};
  if (utf8_valid(path->bytes + from, path->count - from)) return;
  for (size_t i = from; i < path->count; i++) {
    char code[8];
    buffer_add(&mended, code, (size_t)utf8_write(cp1252_code((unsigned char)path->bytes[i]), code));
  }
  path->count = from;
  buffer_add(path, mended.bytes ? mended.bytes : "", mended.count);
  path->no_memory |= mended.no_memory;
  buffer_free(&mended);
}

/* Makes the name that the format gave a path.  False for members that are passed over. */
static bool set_path(struct archive *a, const struct layer *l) {
  if (!l->format->holds_one) mend_name(&a->path, l->path_bytes);
  char *path = a->path.bytes;
  if (a->path.no_memory) return false;
  if (l->format->holds_one) { /* "a.txt.gz" holds "a.txt" */
    struct slice name = {path, l->name_bytes}, end = records_name_end(name);
    a->name_bytes = format_by_name(name) == l->format ? name.bytes - end.bytes - 1 : name.bytes;
    return true;
  }
  const size_t begins = l->path_bytes + 1; /* behind the slash */
  size_t to = begins;
  for (size_t i = begins; i < a->path.count; i++) { /* without "./" and "/" at its start */
    if (to == begins && (path[i] == '/' || (path[i] == '.' && path[i + 1] == '/'))) continue;
    path[to++] = path[i];
  }
  path[to] = 0;
  a->name_bytes = a->path.count = to;
  return to > begins && !is_hidden((struct slice){path + begins, to - begins}) && is_wanted(a);
}

/* Goes to the next member of the innermost layer.  False where it has none: then it is
** closed, and a problem is a row. */
static bool next_member(struct archive *a) {
  struct layer *l = a->layer;
  stream_close(&l->bytes);
  a->path.count = l->path_bytes;
  a->path.bytes[a->path.count] = 0;
  if (!l->format->holds_one) buffer_add_byte(&a->path, '/');
  l->source.problem = NULL;
  bool found = !l->problem && l->format->next(l, &a->path);
  a->no_memory |= archive_lacks_memory(a);
  if (found) {
    l->members++;
    l->bytes = (struct stream){.fd = -1, .source = &l->source, .most = SIZE_MAX / 2, .stop = a->stop};
    a->bytes = &l->bytes;
    return true;
  }
  a->path.count = l->path_bytes;
  a->path.bytes[a->path.count] = 0;
  a->problem = l->problem;
  if (!a->problem && !l->members) a->problem = "is an archive without files";
  a->done |= a->too_much;
  pop(a);
  return false;
}

bool archive_next(struct archive *a) {
  a->problem = NULL;
  a->done |= a->too_much;
  while (!must_end(a) && !a->done) {
    if (!a->layer && a->begun) {
      a->done = true;
    } else if (!a->begun) {
      a->begun = true;
      a->bytes = &a->file;
    } else if (!next_member(a)) {
      if (a->problem && !must_end(a)) return true;
      continue;
    } else if (!set_path(a, a->layer)) {
      continue;
    }
    if (a->done) break;
    a->problem = a->layer ? a->layer->source.problem : NULL;
    const struct format *format = a->problem ? NULL : format_of(a);
    if (must_end(a)) break;
    int depth = 0;
    for (const struct layer *l = a->layer; l; l = l->outer) depth++;
    if (format && depth == MOST_LAYERS) a->problem = "is an archive within too many others";
    if (!format || a->problem) return true;
    if (!push(a, format)) break;
  }
  return false;
}

void archive_open(struct archive *a, int fd, struct slice path, bool regular) {
  a->path.count = 0;
  buffer_add_slice(&a->path, path);
  a->no_memory = a->path.no_memory;
  a->name_bytes = a->path.count;
  a->file = (struct stream){.fd = fd, .most = SIZE_MAX / 2, .regular = regular, .stop = a->stop};
  a->problem = NULL;
  a->unpacked = 0;
  a->begun = a->done = a->too_much = false;
}

void archive_end(struct archive *a) {
  while (a->layer) pop(a);
  stream_close(&a->file);
  a->done = true;
}

void archive_close(struct archive *a) {
  archive_end(a);
  buffer_free(&a->path);
}
