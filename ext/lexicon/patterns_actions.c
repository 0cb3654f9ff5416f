/* Reads the actions of date patterns: see patterns.h. */
#include "patterns.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static const struct {
  const char *name;
  enum { NO_ARGUMENT, A_NUMBER, A_UNIT, A_NUMBER_AND_UNIT, A_TEXT } argument;
} action_names[] = {{"date", NO_ARGUMENT},      {"time", NO_ARGUMENT},
                    {"duration", NO_ARGUMENT},  {"set", NO_ARGUMENT},
                    {"none", NO_ARGUMENT},      {"value", A_TEXT},
                    {"reference", NO_ARGUMENT}, {"story", NO_ARGUMENT},
                    {"open", NO_ARGUMENT},      {"shift", A_NUMBER_AND_UNIT},
                    {"shift-number", A_NUMBER}, {"unit", A_UNIT},
                    {"nth", A_NUMBER},          {"of", A_UNIT},
                    {"year", A_NUMBER},         {"month", A_NUMBER},
                    {"day", A_NUMBER},          {"weekday", A_NUMBER},
                    {"quarter", A_NUMBER},      {"half", A_NUMBER},
                    {"decade", A_NUMBER},       {"hundreds", A_NUMBER},
                    {"part", A_TEXT},           {"daypart", A_TEXT},
                    {"toward", A_NUMBER},       {"lasts", A_NUMBER_AND_UNIT},
                    {"bare", NO_ARGUMENT},      {"within", NO_ARGUMENT},
                    {"exact", NO_ARGUMENT},     {"ends", NO_ARGUMENT},
                    {"event", NO_ARGUMENT},     {"same", NO_ARGUMENT},
                    {"orders", NO_ARGUMENT},    {"century-of-story", NO_ARGUMENT},
                    {"weekend", NO_ARGUMENT},   {"days", A_NUMBER},
                    {"more", A_NUMBER}};
_Static_assert(sizeof action_names / sizeof *action_names == ACTIONS, "a name for each action");

static int unit_named(const char *name) {
  static const char *const names[] = {"none",    "second", "minute",    "hour",   "part",    "day",
                                      "weekend", "week",   "fortnight", "month",  "span",    "quarter",
                                      "season",  "half",   "year",      "decade", "century", "millennium"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (!strcmp(name, names[i])) return (int)i;
  return -1;
}

int text_number(struct language *in, const char *text) {
  for (size_t i = 0; i < in->texts.count; i++)
    if (!strcmp(in->texts.items[i], text)) return (int)i;
  if (in->texts.count == MOST_TEXTS) fail("too many texts", text);
  char **copy = ADD(in->texts);
  *copy = add_to(arena_copy(&arena, text, strlen(text)));
  return (int)in->texts.count - 1;
}

struct pattern_run read_actions(struct language *in, char *text) {
  const size_t from = in->actions.count;
  for (char *word = strtok(text, " \t"); word;) {
    struct pattern_action a = {0};
    size_t i = 0;
    int unit;
    while (i < ACTIONS && strcmp(word, action_names[i].name)) i++;
    if (i == ACTIONS) fail("no such action", word);
    a.action = (uint8_t)i;
    word = strtok(NULL, " \t");
    const int argument = (int)action_names[i].argument;
    if (argument == A_TEXT) {
      if (!word) fail("nothing behind", action_names[i].name);
      a.number = (int16_t)text_number(in, word);
      word = strtok(NULL, " \t");
    }
    if ((argument == A_NUMBER || argument == A_NUMBER_AND_UNIT) && word &&
        (isdigit((unsigned char)*word) || *word == '-' || *word == '+')) {
      if (!strcmp(word + 1, "number")) a.action = ACTION_SHIFT_NUMBER, a.number = *word == '-' ? -1 : 1;
      else a.number = (int16_t)atoi(word);
      word = strtok(NULL, " \t");
    }
    if ((argument == A_UNIT || argument == A_NUMBER_AND_UNIT) && word && (unit = unit_named(word)) > 0) {
      a.unit = (uint8_t)unit;
      word = strtok(NULL, " \t");
    }
    *(struct pattern_action *)ADD(in->actions) = a;
  }
  return (struct pattern_run){(uint16_t)from, (uint16_t)(in->actions.count - from)};
}
