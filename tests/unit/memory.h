/*
** The allocator that unit tests link: malloc, counted, and failing on demand.
**
**     memory_fail_at(3);            // the third allocation from now on fails
**     ... code under test ...
**     assert_int_equal(memory_blocks(), 0);
**     memory_fail_at(0);            // none fails
**
** MEMORY_EACH(body) runs `body` with the first, the second ... allocation
** failing, until it needs no more, and asserts that nothing is left each time.
*/
#ifndef NEWSEXT_TESTS_MEMORY_H
#define NEWSEXT_TESTS_MEMORY_H

#include "../../ext/base/memory.h"

#include <stdbool.h>

/* From now on the k-th allocation fails, once; 0: none. */
void memory_fail_at(long k);

/* Whether one failed since memory_fail_at(). */
bool memory_failed(void);

/* How many blocks are not yet freed. */
long memory_blocks(void);

#define MEMORY_EACH(...)                                \
  do {                                                  \
    long memory_before = memory_blocks();               \
    bool memory_more = true;                            \
    for (long k_ = 1; memory_more; k_++) {              \
      memory_fail_at(k_);                               \
      __VA_ARGS__;                                      \
      memory_more = memory_failed();                    \
      memory_fail_at(0);                                \
      assert_int_equal(memory_blocks(), memory_before); \
    }                                                   \
  } while (0)

#endif
