/* Fuzzes every table and function that takes a text; the offsets of each row must hold. */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes) {
  static struct callable all[MOST_CALLABLES];
  static char sql[MOST_CALLABLES][512];
  static int count;
  if (!count) {
    count = list_callables(fuzz_database(), all);
    for (int i = 0; i < count; i++) write_query(fuzz_database(), &all[i], sql[i], sizeof sql[i]);
  }
  for (int i = 0; i < count; i++)
    fuzz_run(sql[i], (const char *)data, bytes, (const char *)data, bytes / 2, all[i].is_table);
  return 0;
}
