/* Unit tests of ext/base: arena and buffer, and what they do without memory. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "../../ext/base/arena.h"
#include "../../ext/base/buffer.h"
#include "memory.h"

static void arena_gives_zeroed_aligned_memory(void **state) {
  (void)state;
  struct arena arena = {0};
  for (size_t bytes = 0; bytes < 3000; bytes += 7) {
    unsigned char *got = arena_get(&arena, bytes);
    assert_non_null(got);
    assert_int_equal((uintptr_t)got % 8, 0);
    for (size_t i = 0; i < bytes; i++) assert_int_equal(got[i], 0);
    memset(got, 0xff, bytes);
  }
  arena_free(&arena);
  assert_null(arena.blocks);
  assert_int_equal(memory_blocks(), 0);
}

static void arena_refuses_what_cannot_be(void **state) {
  (void)state;
  struct arena arena = {0};
  assert_null(arena_get(&arena, SIZE_MAX - 3));
  assert_true(arena.no_memory);
  arena_free(&arena);
  assert_false(arena.no_memory);
}

static void arena_list_keeps_its_items(void **state) {
  (void)state;
  struct arena arena = {0};
  struct ARENA_LIST(uint32_t) numbers = {0};
  for (uint32_t i = 0; i < 10000; i++) {
    uint32_t *number = ARENA_ADD(&arena, &numbers);
    assert_non_null(number);
    assert_int_equal(*number, 0);
    *number = i;
  }
  assert_int_equal(numbers.count, 10000);
  for (uint32_t i = 0; i < 10000; i++) assert_int_equal(numbers.items[i], i);
  arena_free(&arena);
}

static void arena_survives_failures(void **state) {
  (void)state;
  MEMORY_EACH({
    struct arena arena = {0};
    struct ARENA_LIST(uint64_t) numbers = {0};
    size_t added = 0;
    for (uint64_t i = 0; i < 5000; i++) {
      uint64_t *number = ARENA_ADD(&arena, &numbers);
      if (number) *number = i, added++;
    }
    assert_int_equal(numbers.count, added);
    assert_int_equal(arena.no_memory, memory_failed());
    char *copy = arena_copy(&arena, "Kabul", 5);
    if (copy) assert_string_equal(copy, "Kabul");
    arena_free(&arena);
  });
}

static void buffer_grows(void **state) {
  (void)state;
  struct buffer b = {0};
  for (int i = 0; i < 1000; i++) {
    buffer_add_text(&b, "talks ");
    buffer_add(&b, "", 0);
    buffer_add_byte(&b, '.');
  }
  assert_int_equal(b.count, 7000);
  assert_int_equal(strlen(b.bytes), 7000);
  assert_memory_equal(b.bytes + 6993, "talks .", 8);
  buffer_free(&b);
  assert_null(b.bytes);
  assert_int_equal(memory_blocks(), 0);
}

static void buffer_error_is_sticky(void **state) {
  (void)state;
  MEMORY_EACH({
    struct buffer b = {0};
    for (int i = 0; i < 200; i++) buffer_add_text(&b, "talks ");
    assert_int_equal(b.no_memory, memory_failed());
    if (!b.no_memory) assert_int_equal(b.count, 1200);
    buffer_free(&b);
  });
  struct buffer b = {0};
  assert_false(buffer_room(&b, SIZE_MAX / 2));
  buffer_add_text(&b, "never");
  assert_true(b.no_memory);
  assert_int_equal(b.count, 0);
  buffer_free(&b);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(arena_gives_zeroed_aligned_memory),
      cmocka_unit_test(arena_refuses_what_cannot_be),
      cmocka_unit_test(arena_list_keeps_its_items),
      cmocka_unit_test(arena_survives_failures),
      cmocka_unit_test(buffer_grows),
      cmocka_unit_test(buffer_error_is_sticky),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
