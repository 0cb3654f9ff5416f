/*
** shard(path, record, shards): in which of so many shards a story is kept, from 1 on.
**
**     SELECT shard('Velmar Courier/0342.txt', 1, 8);
**
** The same story is in the same shard on every machine, on every day: a hash of path and record says which
** (FNV-1a by Fowler, Noll and Vo, its bits mixed as in MurmurHash3).  load(path, '{"shard": [2, 8]}')
** keeps those of the second of 8.
*/
#include "connection.h"
#include "load_job.h"

enum { ARGUMENT_PATH, ARGUMENT_RECORD, ARGUMENT_SHARDS };

static uint64_t add_byte(uint64_t hash, unsigned char byte) { return (hash ^ byte) * 0x100000001B3u; }

static uint64_t hash_of(struct slice path, uint64_t record) {
  uint64_t hash = 0xCBF29CE484222325u;
  for (size_t i = 0; i < path.bytes; i++) hash = add_byte(hash, (unsigned char)path.text[i]);
  for (int i = 0; i < 8; i++) hash = add_byte(hash, (unsigned char)(record >> 8 * i));
  hash = (hash ^ hash >> 33) * 0xFF51AFD7ED558CCDu;
  return hash ^ hash >> 33;
}

/* Whether an argument is a whole number of the range; else an error is said. */
static bool take_number(sqlite3_context *context, sqlite3_value *value, const char *argument, sqlite3_int64 most,
                        sqlite3_int64 *number) {
  *number = sqlite3_value_int64(value);
  if (sqlite3_value_numeric_type(value) == SQLITE_INTEGER && *number >= 1 && *number <= most) return true;
  if (most == INT64_MAX) function_error(context, "shard", argument, "is no number from 1 on");
  else function_error(context, "shard", argument, "is no number from 1 to %lld", most);
  return false;
}

static void call(sqlite3_context *context, int argc, sqlite3_value **argv) {
  (void)argc;
  struct slice path;
  sqlite3_int64 record, shards;
  for (int i = 0; i <= ARGUMENT_SHARDS; i++)
    if (sqlite3_value_type(argv[i]) == SQLITE_NULL) return;
  if (!function_text(context, "shard", "path", argv[ARGUMENT_PATH], &path) ||
      !take_number(context, argv[ARGUMENT_RECORD], "record", INT64_MAX, &record) ||
      !take_number(context, argv[ARGUMENT_SHARDS], "shards", LOAD_SHARDS_MOST, &shards))
    return;
  uint64_t hash = hash_of(path, (uint64_t)record);
  sqlite3_result_int64(context, (sqlite3_int64)(hash % (uint64_t)shards) + 1);
}

const struct text_function shard_function = {
    .name = "shard",
    .arguments = "path -- article.path\n"
                 "record -- article.record\n"
                 "shards -- how many there are\n",
    .required = 3,
    .help = "in which of so many shards load() keeps a story, from 1 on",
    .example = "SELECT path, shard(path, record, 2) FROM articles('tests/corpus')",
    .since = "0.2.0",
    .call = call,
};
