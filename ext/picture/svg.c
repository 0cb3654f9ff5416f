/* Writing SVG: see svg.h. */
#include "svg.h"

#include "escape.h"

#include <math.h>
#include <string.h>

/* The colours, light and dark, have a contrast of 4.5 to 1 or more where they are text (WCAG 2.2, 1.4.3). */
static const char style[] =
    "<style>"
    ".nx-paper{fill:#fff}.nx-text{fill:#1b1b1b}.nx-small{fill:#55595f;font-size:11px}.nx-day{fill:#1b1b1b;font-weight:"
    "600}"
    ".nx-mark{fill:#20609f}.nx-soft{fill:#a9c5e3}.nx-name{fill:#1b1b1b;font-size:12px;paint-order:stroke;stroke:#fff;"
    "stroke-width:3px;stroke-linejoin:round}.nx-grid{stroke:#e2e4e7}.nx-axis{stroke:#8c9198}"
    ".nx-gap{stroke:#8c9198;stroke-dasharray:2 4}.nx-edge{stroke:#7d93ab;stroke-opacity:.55;stroke-linecap:round}"
    "@media (prefers-color-scheme:dark){"
    ".nx-paper{fill:#17191c}.nx-text,.nx-day,.nx-name{fill:#ececec}.nx-small{fill:#a8aeb6}.nx-mark{fill:#6cabec}"
    ".nx-soft{fill:#35597f}.nx-name{stroke:#17191c}.nx-grid{stroke:#303439}.nx-axis,.nx-gap{stroke:#7c828a}"
    ".nx-edge{stroke:#8aa2bd}}"
    "</style>";

static void put_number(struct buffer *b, double x) {
  char digits[24], *at = digits + sizeof digits;
  const long tenths = lround(fabs(x) * 10);
  long rest = tenths / 10;
  *--at = 0;
  if (tenths % 10) {
    *--at = (char)('0' + tenths % 10);
    *--at = '.';
  }
  do *--at = (char)('0' + rest % 10);
  while (rest /= 10);
  if (x < 0 && tenths) *--at = '-';
  buffer_add_text(b, at);
}

static void put_attribute(struct buffer *b, const char *name, double x) {
  buffer_add_byte(b, ' ');
  buffer_add_text(b, name);
  buffer_add_text(b, "=\"");
  put_number(b, x);
  buffer_add_byte(b, '"');
}

static void put_start(struct buffer *b, const char *element, const char *class) {
  buffer_add_text(b, element);
  buffer_add_text(b, class);
  buffer_add_byte(b, '"');
}

static void put_element(struct buffer *b, const char *name, struct slice text) {
  buffer_add_byte(b, '<');
  buffer_add_text(b, name);
  buffer_add_byte(b, '>');
  escape_markup(b, text, NULL);
  buffer_add_text(b, "</");
  buffer_add_text(b, name);
  buffer_add_text(b, ">\n");
}

void svg_open(struct buffer *b, int width, int height, const char *title, const char *description) {
  buffer_add_text(b, "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\"");
  put_attribute(b, "width", width);
  put_attribute(b, "height", height);
  buffer_add_text(b, " viewBox=\"0 0 ");
  put_number(b, width);
  buffer_add_byte(b, ' ');
  put_number(b, height);
  buffer_add_text(b, "\" style=\"max-width:100%;height:auto\" font-size=\"13\" font-family=\"Arial, Helvetica, "
                     "'Liberation Sans', Roboto, sans-serif\">\n");
  put_element(b, "title", slice_of(title));
  put_element(b, "desc", slice_of(description));
  buffer_add_text(b, style);
  buffer_add_byte(b, '\n');
  svg_rect(b, "nx-paper", 0, 0, width, height);
}

void svg_close(struct buffer *b) { buffer_add_text(b, "</svg>\n"); }

void svg_group_open(struct buffer *b, struct slice title) {
  buffer_add_text(b, "<g>");
  put_element(b, "title", title);
}

void svg_group_close(struct buffer *b) { buffer_add_text(b, "</g>\n"); }

void svg_rect(struct buffer *b, const char *class, double x, double y, double width, double height) {
  put_start(b, "<rect class=\"", class);
  put_attribute(b, "x", x);
  put_attribute(b, "y", y);
  put_attribute(b, "width", width);
  put_attribute(b, "height", height);
  buffer_add_text(b, "/>\n");
}

void svg_circle(struct buffer *b, const char *class, double x, double y, double radius) {
  put_start(b, "<circle class=\"", class);
  put_attribute(b, "cx", x);
  put_attribute(b, "cy", y);
  put_attribute(b, "r", radius);
  buffer_add_text(b, "/>\n");
}

void svg_line(struct buffer *b, const char *class, double x, double y, double to_x, double to_y, double width) {
  put_start(b, "<line class=\"", class);
  put_attribute(b, "x1", x);
  put_attribute(b, "y1", y);
  put_attribute(b, "x2", to_x);
  put_attribute(b, "y2", to_y);
  if (width > 0) put_attribute(b, "stroke-width", width);
  buffer_add_text(b, "/>\n");
}

void svg_text(struct buffer *b, const char *class, enum svg_anchor anchor, double x, double y, struct slice text) {
  static const char *const anchors[] = {"", " text-anchor=\"middle\"", " text-anchor=\"end\""};
  put_start(b, "<text class=\"", class);
  buffer_add_text(b, anchors[anchor]);
  put_attribute(b, "x", x);
  put_attribute(b, "y", y);
  buffer_add_byte(b, '>');
  escape_markup(b, text, NULL);
  buffer_add_text(b, "</text>\n");
}

void svg_text_plain(struct buffer *b, const char *class, enum svg_anchor anchor, double x, double y, const char *text) {
  svg_text(b, class, anchor, x, y, slice_of(text));
}
