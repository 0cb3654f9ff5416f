/* Encodings: see encoding.h. */
#include "encoding.h"

#include "cp1252.h"
#include "utf8.h"

#include <string.h>

enum { SAMPLE = 4096, FEWEST = 16 /* bytes that tell binary from text */ };

const char *encoding_name(enum encoding e) {
  static const char *const names[] = {"UTF-8", "UTF-16LE", "UTF-16BE", "Windows-1252"};
  return names[e];
}

static unsigned char at(const char *bytes, size_t i) { return (unsigned char)bytes[i]; }

/* UTF-16 without a mark shows by every other byte of Latin text being 0. */
static bool is_utf16(const char *bytes, size_t count, enum encoding *encoding) {
  size_t n = count < SAMPLE ? count : SAMPLE, even = 0, odd = 0;
  if (n < 4 || !memchr(bytes, 0, n)) return false;
  for (size_t i = 0; i + 1 < n; i += 2) even += !bytes[i], odd += !bytes[i + 1];
  *encoding = odd > even ? ENCODING_UTF16LE : ENCODING_UTF16BE;
  return (odd > n / 4 && even < n / 64 + 1) || (even > n / 4 && odd < n / 64 + 1);
}

/* Characters beyond ASCII that are right, and places that are wrong. */
static void count_utf8(const char *bytes, size_t count, size_t *right, size_t *wrong, struct stop *stop) {
  *right = *wrong = 0;
  for (size_t i = 0; i < count && !must_stop(stop, 32);) {
    if (i + 32 <= count) {
      uint64_t w[4];
      memcpy(w, bytes + i, 32);
      if (!((w[0] | w[1] | w[2] | w[3]) & 0x8080808080808080u)) {
        i += 32;
        continue;
      }
    }
    for (size_t most = i + 32; i < count && i < most && at(bytes, i) < 0x80;) i++;
    if (i == count) break;
    if (at(bytes, i) < 0x80) continue;
    size_t from = i;
    uint32_t code = utf8_next(bytes, count, &i);
    bool bad = code == UTF8_REPLACEMENT && !(i - from == 3 && at(bytes, from) == 0xEF && at(bytes, from + 1) == 0xBF);
    *(bad ? wrong : right) += 1;
  }
}

/* Copies, with NUL as U+FFFD and all line ends as \n. */
static void add_lines(struct buffer *out, const char *bytes, size_t count, unsigned *problems, struct stop *stop) {
  enum { PIECE = 1 << 12 };
  if (!buffer_room(out, count)) return;
  if (count && memchr(bytes, 0, count)) *problems |= ENCODING_NUL;
  for (size_t i = 0, end = 0; i < count && !out->no_memory && !must_stop(stop, end); i += end) {
    size_t most = count - i < PIECE ? count - i : PIECE;
    const char *at = memchr(bytes + i, '\r', most), *nul = memchr(bytes + i, 0, at ? (size_t)(at - bytes) - i : most);
    if (nul) at = nul;
    end = at ? (size_t)(at - bytes) - i : most;
    buffer_add(out, bytes + i, end);
    if (!at) continue;
    if (nul) buffer_add(out, "\xEF\xBF\xBD", 3);
    else if (i + end + 1 == count || at[1] != '\n') buffer_add_byte(out, '\n');
    end++;
  }
}

static void add_code(struct buffer *out, uint32_t code) {
  char utf8[4];
  buffer_add(out, utf8, utf8_write(code, utf8));
}

static uint32_t unit_at(const char *bytes, bool big) { return (uint32_t)at(bytes, !big) << 8 | at(bytes, big); }

static void add_utf16(struct buffer *out, const char *bytes, size_t count, bool big, unsigned *problems,
                      struct stop *stop) {
  if (count % 2) *problems |= ENCODING_BAD_UTF16;
  if (!buffer_room(out, count)) return;
  for (size_t i = 0; i + 1 < count && !out->no_memory && !must_stop(stop, 8); i += 2) {
    uint32_t code = unit_at(bytes + i, big);
    if (code >= 0xD800 && code < 0xE000) {
      uint32_t low = i + 3 < count ? unit_at(bytes + i + 2, big) : 0;
      if (code < 0xDC00 && low >= 0xDC00 && low < 0xE000) {
        code = 0x10000 + ((code - 0xD800) << 10 | (low - 0xDC00));
        i += 2;
      } else {
        code = UTF8_REPLACEMENT;
        *problems |= ENCODING_BAD_UTF16;
      }
    }
    if (!code) {
      *problems |= ENCODING_NUL;
      code = UTF8_REPLACEMENT;
    }
    if (code == '\r') {
      if (i + 3 < count && unit_at(bytes + i + 2, big) == '\n') continue;
      code = '\n';
    }
    add_code(out, code);
  }
}

bool encoding_is_document(const char *bytes, size_t count) {
  enum { HEADER = 30 /* before the name of the first member, which tells */ };
  static const char *const names[] = {
      "[Content_Types].xml", "_rels/", "docProps/", "word/", "xl/", "ppt/", "mimetype", "META-INF/"};
  if (count < HEADER || memcmp(bytes, "PK\x03\x04", 4) != 0) return false;
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    size_t length = strlen(names[i]);
    if (count > HEADER + length && !memcmp(bytes + HEADER, names[i], length)) return true;
  }
  return false;
}

/* Marks by which formats are known (the magic numbers of their specifications). */
const char *encoding_format(const char *bytes, size_t count) {
  static const struct {
    const char *mark;
    unsigned char bytes;
    const char *name;
  } formats[] = {{"%PDF-", 5, "a PDF file"},
                 {"\x1F\x8B\x08", 3, "compressed by gzip"},
                 {"BZh", 3, "compressed by bzip2"},
                 {"\xFD"
                  "7zXZ",
                  5, "compressed by xz"},
                 {"\x28\xB5\x2F\xFD", 4, "compressed by zstd"},
                 {"PK\x03\x04", 4, "a zip archive"},
                 {"7z\xBC\xAF\x27\x1C", 6, "a 7z archive"},
                 {"Rar!\x1A", 5, "a RAR archive"},
                 {"WARC/", 5, "a web archive (WARC)"},
                 {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8, "an old office document"},
                 {"{\\rtf", 5, "a rich text document (RTF)"},
                 {"SQLite format 3", 16, "a database"},
                 {"\x89PNG\r\n", 6, "a picture"},
                 {"\xFF\xD8\xFF", 3, "a picture"},
                 {"GIF8", 4, "a picture"},
                 {"PAR1", 4, "a Parquet file"},
                 {"\x7F"
                  "ELF",
                  4, "a program"}};
  for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
    if (count < formats[i].bytes || memcmp(bytes, formats[i].mark, formats[i].bytes) != 0) continue;
    /* Words may begin like these two: then a digit follows, 1 to 9. */
    if (formats[i].bytes == 3 && *bytes == 'B' && (count < 4 || bytes[3] < '1' || bytes[3] > '9')) continue;
    if (encoding_is_document(bytes, count)) return "an office document or an e-book";
    if (*bytes == 'G' && (count < 6 || (bytes[4] != '7' && bytes[4] != '9') || bytes[5] != 'a')) continue;
    return formats[i].name;
  }
  return NULL;
}

/* Control characters that no text has, in the first bytes. */
static bool is_binary(const char *bytes, size_t count) {
  size_t n = count < SAMPLE ? count : SAMPLE, odd = 0;
  for (size_t i = 0; i < n; i++)
    odd += at(bytes, i) < 32 && !(at(bytes, i) >= 8 && at(bytes, i) <= 13) && at(bytes, i) != 27;
  return n >= FEWEST && odd * 25 > n;
}

bool encoding_is_binary(const char *bytes, size_t count) {
  enum encoding encoding;
  if (encoding_format(bytes, count)) return true;
  if (count >= 2 && ((at(bytes, 0) == 0xFF && at(bytes, 1) == 0xFE) || (at(bytes, 0) == 0xFE && at(bytes, 1) == 0xFF)))
    return false;
  size_t n = count < SAMPLE ? count : SAMPLE, right, wrong;
  if (is_utf16(bytes, count, &encoding)) return false;
  count_utf8(bytes, n, &right, &wrong, NULL);
  return (wrong || memchr(bytes, 0, n)) && is_binary(bytes, count);
}

bool encoding_is_plain(const char *bytes, size_t count, struct stop *stop) {
  size_t right, wrong;
  if (!count) return true;
  if (at(bytes, 0) >= 0xEF && count >= 2) return false; /* perhaps a mark */
  if (memchr(bytes, 0, count) || memchr(bytes, '\r', count)) return false;
  count_utf8(bytes, count, &right, &wrong, stop);
  return !wrong;
}

void encoding_read(struct buffer *out, const char *bytes, size_t count, enum encoding *encoding, unsigned *problems,
                   struct stop *stop) {
  size_t right, wrong;
  *encoding = ENCODING_UTF8;
  *problems = 0;
  if (encoding_format(bytes, count)) {
    *problems |= ENCODING_BINARY;
  } else if (count >= 2 && at(bytes, 0) == 0xFF && at(bytes, 1) == 0xFE) {
    *encoding = ENCODING_UTF16LE;
    add_utf16(out, bytes + 2, count - 2, false, problems, stop);
  } else if (count >= 2 && at(bytes, 0) == 0xFE && at(bytes, 1) == 0xFF) {
    *encoding = ENCODING_UTF16BE;
    add_utf16(out, bytes + 2, count - 2, true, problems, stop);
  } else if (is_utf16(bytes, count, encoding)) {
    add_utf16(out, bytes, count, *encoding == ENCODING_UTF16BE, problems, stop);
  } else {
    *encoding = ENCODING_UTF8;
    bool mark = count >= 3 && !memcmp(bytes, "\xEF\xBB\xBF", 3);
    if (mark) bytes += 3, count -= 3;
    count_utf8(bytes, count, &right, &wrong, stop);
    bool odd = wrong || (count && memchr(bytes, 0, count < SAMPLE ? count : SAMPLE));
    if (odd && is_binary(bytes, count)) {
      *problems |= ENCODING_BINARY;
      return;
    }
    if (!wrong || mark || right > wrong * 4) {
      if (wrong) *problems |= ENCODING_BAD_UTF8;
      add_lines(out, bytes, count, problems, stop);
      return;
    }
    *encoding = ENCODING_CP1252;
    struct buffer wide = {0};
    if (buffer_room(&wide, count + count / 8))
      for (size_t i = 0; i < count && !must_stop(stop, 8); i++) {
        if (at(bytes, i) < 0x80) buffer_add_byte(&wide, bytes[i]);
        else add_code(&wide, cp1252_code(at(bytes, i)));
      }
    if (wide.no_memory) out->no_memory = true;
    else add_lines(out, wide.bytes, wide.count, problems, stop);
    buffer_free(&wide);
  }
}
