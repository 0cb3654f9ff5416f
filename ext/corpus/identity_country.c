/* The country that a text is about: see identity_country.h. */
#include "identity_country.h"

#include "identity_people.h"
#include "identity_roles.h"

#include <string.h>

enum {
  PARTS = 3,          /* of a dateline, between commas: its town, its state */
  DATELINE_MOST = 60, /* bytes at the head of a text, */
  SHORTEST = 4,       /* and of the town in it */
  BESIDE_MOST = 40,   /* bytes before a name */
  BESIDE_WORDS = 3
};

/* The country that a place or a people by itself is, or is of. */
static enum status country_of(struct slice name, uint32_t *country) {
  const struct identity_story none = {0};
  const struct identity_reference ref = {.name = name, .kind = NAME_PLACE};
  struct identity_stands_for other = identity_stands_for(&none, &ref);
  if (other.name.bytes && other.kind == NAME_PLACE) name = other.name;
  struct identity_name read;
  enum status status = identity_name_read(&read, name.text, name.bytes, NAME_PLACE);
  *country = status == STATUS_OK ? read.country : 0;
  return status;
}

static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c & '\x80'; }

enum status identity_home(struct slice dateline, uint32_t *country) {
  enum status status = STATUS_OK;
  *country = 0;
  for (unsigned part = 0; part < PARTS && status == STATUS_OK && !*country && dateline.bytes; part++) {
    size_t n = 0;
    while (n < dateline.bytes && (is_letter(dateline.text[n]) || strchr(" .'", dateline.text[n]))) n++;
    struct slice place = {dateline.text, n};
    while (place.bytes && strchr(" .", place.text[place.bytes - 1])) place.bytes--;
    if (place.bytes) status = country_of(place, country);
    if (n == dateline.bytes || dateline.text[n] != ',') break;
    while (n < dateline.bytes && strchr(", ", dateline.text[n])) n++;
    dateline = (struct slice){dateline.text + n, dateline.bytes - n};
  }
  return status;
}

/* The dateline at the head of a text: in capitals as far as its first comma, and a dash or a bracket ends it. */
struct slice identity_dateline(struct slice text) {
  static const char *const ends[] = {" - ", " -- ", " (", " \xE2\x80\x93 ", " \xE2\x80\x94 "};
  size_t most = text.bytes < DATELINE_MOST ? text.bytes : DATELINE_MOST, town = 0;
  while (town < most && ((text.text[town] >= 'A' && text.text[town] <= 'Z') || text.text[town] == ' ')) town++;
  for (size_t at = town < SHORTEST ? most : town - 1; at < most && text.text[at] != '\n'; at++)
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
      if (most - at >= strlen(ends[i]) && !memcmp(text.text + at, ends[i], strlen(ends[i])))
        return (struct slice){text.text, at};
  return (struct slice){"", 0};
}

/* Whether a capital begins the word before, which ends at `end`; where it begins. */
static bool word_before(const char *text, size_t from, size_t end, size_t *start) {
  *start = end;
  while (*start > from && text[*start - 1] != ' ' && text[*start - 1] != '\n') --*start;
  return *start < end && text[*start] >= 'A' && text[*start] <= 'Z';
}

/* The country that is named right before a body which every country has; 0 where there is none, or it is no such body. */
static enum status read_beside(const char *text, size_t bytes, struct span name, uint32_t *country) {
  static const char *const possessives[] = {"'s", "\xE2\x80\x99s", "'", "\xE2\x80\x99"};
  struct identity_name read;
  *country = 0;
  if (span_end(name) > bytes || name.start < 2 || text[name.start - 1] != ' ') return STATUS_OK;
  size_t from = name.start > BESIDE_MOST ? name.start - BESIDE_MOST : 0, end = name.start - 1, start;
  if (!word_before(text, from, end, &start)) return STATUS_OK;
  enum status status = identity_name_read(&read, text + name.start, name.length, NAME_ORGANIZATION);
  if (status != STATUS_OK || !read.national || read.place) return status;
  for (size_t i = 0; i < sizeof possessives / sizeof *possessives; i++) {
    size_t n = strlen(possessives[i]);
    if (end - start > n && !memcmp(text + end - n, possessives[i], n)) end -= n;
  }
  for (unsigned words = 1; words <= BESIDE_WORDS && status == STATUS_OK; words++) {
    uint32_t longer;
    status = country_of((struct slice){text + start, end - start}, &longer);
    if (longer) *country = longer; /* "West German" after "German" */
    if (!start || !word_before(text, from, start - 1, &start)) break;
  }
  return status;
}

enum status identity_called(const char *text, size_t bytes, struct span name, struct identity_reference *ref) {
  enum status status = STATUS_OK;
  ref->role_count = 0;
  if (ref->kind == NAME_PERSON) ref->role_count = identity_roles(text, bytes, name, ref->roles, IDENTITY_STORY_ROLES);
  else if (ref->kind == NAME_ORGANIZATION) status = read_beside(text, bytes, name, ref->roles);
  if (ref->kind == NAME_ORGANIZATION && ref->roles[0]) ref->role_count = 1;
  return status;
}
