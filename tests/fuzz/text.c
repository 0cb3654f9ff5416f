/* Fuzzes the tables and functions that take a text, the input's first byte says which; the offsets of each row must hold. */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes) {
  static struct callable all[MOST_CALLABLES];
  static char sql[MOST_CALLABLES][512];
  static int count;
  if (!count) {
    count = list_callables(fuzz_database(), all);
    for (int i = 0; i < count; i++) write_query(fuzz_database(), &all[i], sql[i], sizeof sql[i]);
  }
  if (!bytes) return 0;
  int i = *data % count;
  fuzz_run(sql[i], (const char *)data + 1, bytes - 1, (const char *)data + 1, bytes / 2, all[i].is_table);
  return 0;
}
