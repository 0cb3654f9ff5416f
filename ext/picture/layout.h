/*
** Where the names of a network stand: linked ones near each other, none upon another.
**
** Forces as Fruchterman and Reingold (1991) have them, links pulling and names pushing, with a pull to the middle that
** holds what is not linked together; then labels that overlap are pushed apart (after Dwyer, Marriott and Stuckey
** 2005, but pair by pair).  All in whole numbers from fixed places, so that the picture is the same on every machine.
*/
#ifndef NEWSEXT_LAYOUT_H
#define NEWSEXT_LAYOUT_H

#include "../base/stop.h"

#include <stdint.h>

enum { LAYOUT_NODES = 36, LAYOUT_LINKS = 140, LAYOUT_UNIT = 64 /* of a pixel */ };

struct layout {
  int width, height; /* of the frame, in pixels */
  int n_nodes, n_links;
  struct layout_node {
    int half_width, half_height; /* of its mark and label, in pixels */
    int64_t x, y;                /* its middle, in units */
  } nodes[LAYOUT_NODES];
  struct layout_link {
    int a, b, pull; /* pull: 1 to 4 */
  } links[LAYOUT_LINKS];
};

/* Sets x and y. */
void layout_run(struct layout *, struct stop *);

#endif
