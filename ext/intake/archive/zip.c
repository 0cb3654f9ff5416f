/*
** A zip archive, read from its beginning as it comes: PKWARE's APPNOTE 6.3, sections 4.3 and 4.4.
**
** Each member's own header is believed; the directory at the end is where reading ends.  So a pipe will do, and members
** cannot lie over each other, as in archives that are made to grow.  The length of a member may stand behind it (bit
** 3); then the end of its compression tells, or, of one that is not compressed or cannot be unpacked, the mark with the
** number of bytes that came.  A program that unpacks the archive may stand before it.
*/
#include "../../text/encoding.h"
#include "inflate.h"

#include <string.h>

enum {
  HEADER = 30, /* bytes before the name */
  VERSION = 4,
  FLAGS = 6,
  METHOD = 8,
  PACKED = 18,
  UNPACKED_SIZE = 22,
  NAME_BYTES = 26,
  EXTRA_BYTES = 28,
  ENCRYPTED = 1,
  LENGTH_BEHIND = 8, /* flags */
  STORED = 0,
  DEFLATED = 8,
  UNREADABLE = -1, /* methods */
  MOST_METHOD = 99,
  MOST_VERSION = 63,
  MOST_NAME = 4096,
  MOST_IN_FRONT = 1 << 20, /* bytes of a program that unpacks what stands behind it */
  ZIP64 = 1                /* a field of the extra ones */
};

struct zip {
  struct layer layer;
  struct inflater inflater;
  uint64_t packed; /* bytes of the member, if they are not told behind it */
  int method;
  uint64_t stored; /* bytes that came of a member which is read as it lies there, and whose length stands behind it */
  bool behind;     /* it does */
  bool begun;      /* the first header has been looked for */
  bool within;     /* a member has begun, and what is left of it comes first */
  bool ended;      /* such a member */
};

static unsigned read16(const char *at) { return (unsigned char)at[0] | (unsigned)(unsigned char)at[1] << 8; }
static uint64_t read32(const char *at) { return read16(at) | (uint64_t)read16(at + 2) << 16; }
static uint64_t read64(const char *at) { return read32(at) | read32(at + 4) << 32; }

static bool is_record(struct slice s, const char *mark) { return s.bytes >= 4 && !memcmp(s.text, mark, 4); }

bool zip_is_one(struct slice s) {
  return is_record(s, "PK\5\6") || (is_record(s, "PK\3\4") && !encoding_is_document(s.text, s.bytes));
}

/* Whether another record stands so far on. */
static bool is_next(struct slice s, size_t at) { return s.bytes >= at + 2 && !memcmp(s.text + at, "PK", 2); }

/* Passes over what stands behind a member whose length was not told before: a mark maybe, a sum and two lengths. */
static bool skip_descriptor(struct zip *z) {
  static const unsigned char lengths[] = {16, 24, 12, 20};
  struct stream *in = z->layer.in;
  stream_need(in, 24 + 4);
  struct slice rest = stream_rest(in);
  for (size_t i = 0; i < sizeof lengths; i++) {
    bool marked = is_record(rest, "PK\7\b"), wants_mark = lengths[i] == 16 || lengths[i] == 24;
    if (marked != wants_mark || !is_next(rest, lengths[i])) continue;
    in->at += lengths[i];
    return true;
  }
  return false;
}

/* Whether what is told behind a member says that so many bytes came: of one that is not compressed both lengths do. */
static bool tells_length(const struct zip *z, struct slice rest, bool wide) {
  const char *lengths = rest.text + 8;
  uint64_t packed = wide ? read64(lengths) : read32(lengths);
  uint64_t unpacked = wide ? read64(lengths + 8) : read32(lengths + 4);
  size_t bytes = wide ? 24 : 16;
  return packed == z->stored && (z->method == STORED ? unpacked == packed : is_next(rest, bytes));
}

/* Reads a member as it lies there whose length stands behind it: up to a mark that tells how many bytes came. */
static size_t read_stored(struct zip *z, char *to, size_t room) {
  struct layer *l = &z->layer;
  if (z->ended || l->source.problem) return 0;
  stream_need(l->in, 24 + 2); /* a mark, a sum, two lengths of 32 or 64 bits, the next record */
  struct slice rest = stream_rest(l->in);
  if (is_record(rest, "PK\7\b") && rest.bytes >= 16)
    z->ended = tells_length(z, rest, false) || (rest.bytes >= 24 && tells_length(z, rest, true));
  if (!rest.bytes) l->source.problem = stream_cut(l->in);
  if (z->ended || !rest.bytes) return 0;
  const char *mark = rest.text, *end = rest.text + rest.bytes; /* the next that may be one */
  do mark = memchr(mark + 1, 'P', (size_t)(end - mark) - 1);
  while (mark && mark + 1 < end && mark[1] != 'K');
  size_t bytes = mark ? (size_t)(mark - rest.text) : rest.bytes;
  if (bytes > room) bytes = room;
  memcpy(to, rest.text, bytes);
  l->in->at += bytes;
  z->stored += bytes;
  return layer_count(l, bytes) ? bytes : 0;
}

static size_t read(struct layer *l, char *to, size_t room) {
  struct zip *z = (struct zip *)l;
  if (z->method == DEFLATED) return inflater_read(&z->inflater, l, to, room);
  return z->behind ? read_stored(z, to, room) : layer_copy(l, to, room);
}

/* Passes over what is left of the member. */
static bool skip_rest(struct zip *z) {
  struct layer *l = &z->layer;
  char none[4096];
  if (!z->within) return true;
  z->within = false;
  if (z->behind) {
    if (z->method == UNREADABLE && z->packed) /* told all the same */
      return (stream_skip(l->in, z->packed) && skip_descriptor(z)) || layer_broken(l, stream_cut(l->in));
    while (read(l, none, sizeof none)) {
    }
    if (l->source.problem || !(z->ended || z->inflater.ended)) return layer_broken(l, l->source.problem);
    return skip_descriptor(z) || layer_broken(l, ARCHIVE_BROKEN);
  }
  uint64_t taken = z->method == DEFLATED ? z->inflater.taken : z->packed - l->left;
  if (taken > z->packed) return layer_broken(l, ARCHIVE_BROKEN);
  return stream_skip(l->in, z->packed - taken) || layer_broken(l, stream_cut(l->in));
}

/* The packed length where it stands in an extra field, for it needs 64 bits. */
static uint64_t packed_size(struct slice header) {
  uint64_t packed = read32(header.text + PACKED);
  size_t at = HEADER + read16(header.text + NAME_BYTES), end = at + read16(header.text + EXTRA_BYTES);
  if (packed != UINT32_MAX) return packed;
  while (at + 4 <= end) {
    size_t bytes = read16(header.text + at + 2);
    bool first = read32(header.text + UNPACKED_SIZE) == UINT32_MAX; /* that length stands before it */
    if (read16(header.text + at) == ZIP64 && bytes >= (first ? 16u : 8u) && at + 4 + bytes <= end)
      return read64(header.text + at + 4 + (first ? 8 : 0));
    at += 4 + bytes;
  }
  return packed;
}

/* Puts a name; of one that Windows made, \ parts its folders. */
static void add_name(struct buffer *out, struct slice name) {
  bool windows = !memchr(name.text, '/', name.bytes);
  for (size_t i = 0; i < name.bytes && name.text[i]; i++)
    buffer_add_byte(out, windows && name.text[i] == '\\' ? '/' : name.text[i]);
}

/* Whether a member's header stands there, and not the same mark in a program. */
static bool is_member(struct slice s) {
  return s.bytes >= HEADER && is_record(s, "PK\3\4") && (unsigned char)s.text[VERSION] <= MOST_VERSION &&
         read16(s.text + METHOD) <= MOST_METHOD && read16(s.text + NAME_BYTES) - 1u < MOST_NAME;
}

/* Passes over what stands before the first member: the mark of an archive in parts, a program that unpacks the rest. */
static void find_first(struct stream *in) {
  for (size_t passed = 0, n; passed < MOST_IN_FRONT && stream_need(in, HEADER); passed += n) {
    struct slice s = stream_rest(in);
    if (is_member(s)) return;
    const char *mark = s.text, *end = s.text + s.bytes - HEADER + 1; /* the next that may be one */
    do mark = mark + 1 < end ? memchr(mark + 1, 'P', (size_t)(end - mark) - 1) : NULL;
    while (mark && !is_record((struct slice){mark, HEADER}, "PK\3\4"));
    n = mark ? (size_t)(mark - s.text) : s.bytes - HEADER + 1;
    in->at += n;
  }
}

static bool next(struct layer *l, struct buffer *name) {
  struct zip *z = (struct zip *)l;
  const size_t named = name->count;
  for (;;) {
    l->source.problem = NULL;
    if (!skip_rest(z)) return false;
    l->source.problem = NULL;
    inflater_end(&z->inflater);
    name->count = named;
    stream_need(l->in, HEADER);
    if (!z->begun && !is_record(stream_rest(l->in), "PK\5\6")) find_first(l->in);
    z->begun = true;
    struct slice s = stream_rest(l->in);
    if (is_record(s, "PK\1\2") || is_record(s, "PK\5\6") || is_record(s, "PK\6\6") || is_record(s, "PK\6\b"))
      return false;
    if (s.bytes < HEADER) return layer_broken(l, stream_cut(l->in));
    if (!is_record(s, "PK\3\4")) return layer_broken(l, ARCHIVE_BROKEN);
    size_t bytes = HEADER + read16(s.text + NAME_BYTES) + read16(s.text + EXTRA_BYTES);
    if (!stream_need(l->in, bytes)) return layer_broken(l, stream_cut(l->in));
    s = stream_rest(l->in);
    unsigned flags = read16(s.text + FLAGS);
    z->method = (int)read16(s.text + METHOD);
    z->behind = flags & LENGTH_BEHIND;
    z->ended = false;
    z->stored = 0;
    l->left = z->packed = packed_size(s);
    z->within = true;
    add_name(name, (struct slice){s.text + HEADER, read16(s.text + NAME_BYTES)});
    l->in->at += bytes;
    if (flags & ENCRYPTED) l->source.problem = "is encrypted";
    else if (z->method != STORED && z->method != DEFLATED)
      l->source.problem = "is compressed in a way that is not read here";
    else if (z->method == DEFLATED && inflate_missing()) l->source.problem = inflate_missing();
    else if (z->method == DEFLATED && !inflater_begin(&z->inflater, true)) return l->source.no_memory = true, false;
    if (l->source.problem) z->method = UNREADABLE;
    if (name->no_memory) return false;
    if (name->count > named && name->bytes[name->count - 1] != '/') return true;
  }
}

static void close(struct layer *l) { inflater_end(&((struct zip *)l)->inflater); }

const struct format zip_format = {.bytes = sizeof(struct zip), .next = next, .read = read, .close = close};
