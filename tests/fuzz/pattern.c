/* Fuzzes mentions() with names, lists of aliases and patterns: the input's first line, for the rest of it. */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes) {
  const char *entity = (const char *)data, *line = memchr(entity, '\n', bytes);
  if (!line) return 0;
  size_t length = (size_t)(line - entity), rest = bytes - length - 1;
  fuzz_run("SELECT group_concat(n) FROM mentions(?1, ?2) WHERE substr(?1, start, length) IS NOT surface", line + 1,
           rest, entity, length, true);
  fuzz_run("SELECT group_concat(n) FROM mentions(?1, '/' || ?2 || '/') WHERE substr(?1, start, length) IS NOT surface",
           line + 1, rest, entity, length, true);
  fuzz_run("SELECT mentions(?1, ?2)", line + 1, rest, entity, length, false);
  return 0;
}
