/* The compiled patterns: see patterns.h. */
#include "patterns.h"

#include "patterns_table.h"
