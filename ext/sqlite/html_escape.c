/*
** html_escape(text): a text to be put into HTML or SVG, between tags or in a quoted attribute.
**
**     SELECT '<li>' || html_escape(title) || '</li>' FROM article;
**
** What is left out, and why: picture/escape.h.
*/
#include "../picture/escape.h"
#include "connection.h"

static void call(sqlite3_context *context, int argc, sqlite3_value **argv) {
  struct slice text;
  (void)argc;
  if (!function_text(context, "html_escape", "text", argv[0], &text)) return;
  struct stop stop = {connection_interrupted, sqlite3_user_data(context), false, 0};
  struct buffer b = {0};
  escape_markup(&b, text, &stop);
  if (stop.stopped) sqlite3_result_error_code(context, SQLITE_INTERRUPT);
  else if (b.no_memory) sqlite3_result_error_nomem(context);
  else sqlite3_result_text64(context, b.bytes ? b.bytes : "", b.count, SQLITE_TRANSIENT, SQLITE_UTF8);
  buffer_free(&b);
}

const struct text_function html_escape_function = {
    .name = "html_escape",
    .arguments = "text -- any text: a headline, a quotation\n",
    .required = 1,
    .help = "a text to be put into HTML or SVG: escaped, without control characters and marks that turn its direction",
    .example = "SELECT html_escape('<script>\"Tom & Jerry\"</script>') AS html",
    .since = "0.2.0",
    .call = call,
};
