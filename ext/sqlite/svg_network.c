/*
** svg_network(a, b [, weight]): who is linked with whom, as a picture.
**
**     SELECT svg_network(x.name, y.name, count(*)) ...       -- of pairs that a query has counted
**     SELECT svg_network(speaker, outlet) FROM said;          -- or row by row: the weights of one pair add up
**
** a and b may change places; a name with itself is no link.  How it is drawn: picture/network.c, picture/layout.h.
*/
#include "svg.h"

#include "../base/buffer.h"

static void step(sqlite3_context *context, void *state, int rows, int argc, sqlite3_value **argv) {
  static const char name[] = "svg_network";
  struct picture *p = state;
  struct slice a, b;
  double weight = 1;
  if (sqlite3_value_type(argv[0]) == SQLITE_NULL || sqlite3_value_type(argv[1]) == SQLITE_NULL) {
    p->left_out += rows;
    return;
  }
  if (!function_text(context, name, "a", argv[0], &a) || !function_text(context, name, "b", argv[1], &b)) return;
  if (argc > 2 && sqlite3_value_type(argv[2]) != SQLITE_NULL && !svg_weight(context, name, "weight", argv[2], &weight))
    return;
  if (weight < 0) {
    function_error(context, name, "weight", "is below 0");
    return;
  }
  const int order = slice_order(a, b);
  if (!order) {
    p->left_out += rows;
    return;
  }
  if (order > 0) {
    const struct slice other = a;
    a = b;
    b = other;
  }
  struct buffer both = {0};
  buffer_add_slice(&both, a);
  buffer_add_slice(&both, b);
  if (both.no_memory || !tally_add(&p->names, (int64_t)a.bytes, buffer_slice(&both), rows, rows * weight))
    sqlite3_result_error_nomem(context);
  buffer_free(&both);
}

static void value(sqlite3_context *context, const void *state) { svg_show(context, state, picture_network); }

const struct text_aggregate svg_network_aggregate = {
    .name = "svg_network",
    .arguments = "a -- a name; rows with NULL, and of a name with itself, are left out, and the picture says how many\n"
                 "b -- a name that is linked with it\n"
                 "weight -- how strongly, 0 or more; 1 where it is not given or NULL; those of one pair add up\n",
    .required = 2,
    .help = "a network as SVG: names that are linked with each other, the strongest links of them",
    .example = "SELECT substr(svg_network(column1, column2), 1, 40) || '...' AS svg "
               "FROM (VALUES ('Daud Merenko', 'Mirella Kastrovan'), ('Daud Merenko', 'Anselm Vorrin'))",
    .since = "0.2.0",
    .state_bytes = sizeof(struct picture),
    .step = step,
    .value = value,
    .clear = svg_clear,
};
