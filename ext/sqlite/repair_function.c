/*
** repair(text): the text with mojibake, broken entities and scraping residue
** mended.
**
**     SELECT repair('Itâ€™s ,quot;agreed,quot; &amp; signed.Talks go on');
**     It’s "agreed" & signed. Talks go on
**
** Clean text comes back as it is.  The rules: intake/repair.h.
*/
#include "../intake/repair.h"
#include "connection.h"

static void call(sqlite3_context *context, int argc, sqlite3_value **argv) {
  struct slice s;
  (void)argc;
  if (!function_text(context, "repair", "text", argv[0], &s)) return;
  struct buffer out = {0};
  struct stop stop = {connection_interrupted, sqlite3_user_data(context), false, 0};
  bool mended = repair(&out, s.text, s.bytes, &stop);
  if (stop.stopped) sqlite3_result_error_code(context, SQLITE_INTERRUPT);
  else if (!mended) sqlite3_result_value(context, argv[0]);
  else if (out.no_memory) sqlite3_result_error_nomem(context);
  else sqlite3_result_text64(context, out.bytes ? out.bytes : "", out.count, SQLITE_TRANSIENT, SQLITE_UTF8);
  buffer_free(&out);
}

const struct text_function repair_function = {
    .name = "repair",
    .arguments = "text -- what is to be mended; clean text stays as it is\n",
    .required = 1,
    .help = "text with mojibake, broken entities and scraping residue mended",
    .example = "SELECT repair('Itâ€™s ,quot;agreed,quot; &amp; signed.Talks go on')",
    .call = call,
};
