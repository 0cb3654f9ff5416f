/*
** Fuzzes articles() on a file of a kind that the input's first byte says: records, feeds, pages, mail, archives; a packed
** one holds the rest of the input as it is, or as a member, so that what reads members is met as well.
*/
#include "fuzz.h"

#include <unistd.h>

static void put16(FILE *out, size_t n) { fputc((int)(n & 255), out), fputc((int)(n >> 8 & 255), out); }
static void put32(FILE *out, size_t n) { put16(out, n & 0xFFFF), put16(out, n >> 16); }

/* A zip archive of one member that is stored. */
static void write_zip(FILE *out, const char *name, const uint8_t *data, size_t bytes) {
  fwrite("PK\3\4\24\0\0\0\0\0\0\0\0\0\0\0\0\0", 1, 18, out);
  put32(out, bytes), put32(out, bytes), put16(out, strlen(name)), put16(out, 0);
  fputs(name, out);
  fwrite(data, 1, bytes, out);
  fwrite("PK\5\6", 1, 4, out);
}

/* A web archive of one page. */
static void write_warc(FILE *out, const uint8_t *data, size_t bytes) {
  static const char http[] = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n";
  fprintf(out, "WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: %zu\r\n\r\n%s",
          sizeof http - 1 + bytes, http);
  fwrite(data, 1, bytes, out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes) {
  static const char *const kinds[] = {
      "json", "jsonl", "csv", "tsv", "txt", "md", "html",       "xml",        "mbox",       "eml",         "warc",
      "gz",   "zst",   "tar", "zip", "rss", "",   "in.xml.zip", "in.tar.zip", "in.eml.zip", "in.html.zip", "page.warc"};
  if (!bytes) return 0;
  const char *kind = kinds[*data % (sizeof kinds / sizeof *kinds)];
  char path[96], name[32];
  snprintf(path, sizeof path, "/tmp/newsext-fuzz-%d.%s", (int)getpid(), kind);
  snprintf(name, sizeof name, "%.*s", kind[0] == 'i' && kind[1] == 'n' ? (int)strlen(kind) - 4 : 0, kind);
  FILE *out = fopen(path, "w");
  if (!out) abort();
  if (*name) write_zip(out, name, data + 1, bytes - 1);
  else if (*kind == 'p') write_warc(out, data + 1, bytes - 1);
  else fwrite(data + 1, 1, bytes - 1, out);
  fclose(out);
  fuzz_run("SELECT NULL, * FROM articles(?1)", path, strlen(path), "", 0, true);
  unlink(path);
  return 0;
}
