/* Fuzzes articles() on a file: JSON, JSON lines, CSV, TSV or text, by the input's first byte. */
#include "fuzz.h"

#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes) {
  static const char *const kinds[] = {"json", "jsonl", "csv", "tsv", "txt", "md"};
  if (!bytes) return 0;
  char path[64];
  snprintf(path, sizeof path, "/tmp/newsext-fuzz-%d.%s", (int)getpid(), kinds[*data % (sizeof kinds / sizeof *kinds)]);
  FILE *out = fopen(path, "w");
  if (!out) abort();
  fwrite(data + 1, 1, bytes - 1, out);
  fclose(out);
  fuzz_run("SELECT NULL, * FROM articles(?1)", path, strlen(path), "", 0, true);
  unlink(path);
  return 0;
}
