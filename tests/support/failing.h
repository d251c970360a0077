/// An allocator that counts, and fails where a test wants it to:
///
///     for (size_t at = 1;; at++) {
///         failing_allocator failing = {.fail_at = at};
///         allocator from = failing_allocator_of(&failing);
///         ... work with `&from`, free all ...
///         assert_int_equal(failing.live, 0);
///         if (!failing.failed)
///             break;              // every allocation has failed once, and the work went through
///     }
#ifndef ADVISE_TESTS_FAILING_H
#define ADVISE_TESTS_FAILING_H

#include "base/arena.h"

typedef struct failing_allocator {
    size_t fail_at;     ///< the allocation, counted from 1, that fails; 0: none
    bool from_there_on; ///< all later ones fail too
    bool failed;        ///< one was made to fail
    size_t allocations; ///< how many were asked for, growing included
    size_t live;        ///< blocks not freed yet
} failing_allocator;

/// Keeps the pointer.
allocator failing_allocator_of(failing_allocator *state);

#endif
