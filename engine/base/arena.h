/// Memory that is freed all at once. A pack, a session and a diagnostics list each own one
/// arena; what is allocated from it is never freed alone.
///
/// Running out of memory is handled in one place: work that allocates runs below `arena_run`,
/// and a failed allocation returns there at once, so that no caller has to check for NULL.
#ifndef ADVISE_BASE_ARENA_H
#define ADVISE_BASE_ARENA_H

#include "base/slice.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdint.h>

/// Where memory comes from. `resize(state, block, size)` acts as realloc does: `block` NULL
/// allocates, `size` 0 frees and returns NULL; a failure returns NULL and keeps the block.
/// Must be callable from every thread that uses what was made with it.
typedef struct allocator {
    void *(*resize)(void *state, void *block, size_t size);
    void *state;
} allocator;

/// The C library's realloc and free.
extern const allocator allocator_default;

typedef struct arena arena;

/// Why work below `arena_run` was given up.
typedef enum arena_outcome {
    ARENA_DONE,      ///< the work returned
    ARENA_NO_MEMORY, ///< the allocator failed
    ARENA_LIMIT,     ///< the arena's own limit was reached
} arena_outcome;

/// A new, empty arena, or NULL if there is no memory for it.
/// @param from   copied; NULL means `allocator_default`
/// @param limit  the most bytes that it may hold; 0: no limit
arena *arena_new(const allocator *from, size_t limit);

/// An arena that is released with `parent` at the latest. A failed allocation from it ends the work of `parent`.
/// Allocates from the same allocator, without a limit. Call below `arena_run(parent)`.
arena *arena_new_child(arena *parent);

/// Runs the release actions, newest first, and frees everything. NULL is allowed.
void arena_free(arena *a);

/// Runs the release actions and forgets all that was allocated, but keeps a block. Repeated work soon needs no other memory.
void arena_reset(arena *a);

/// Calls `body(argument)`. If an allocation in it fails, the call ends here. Calls may nest.
arena_outcome arena_run(arena *a, void (*body)(void *argument), void *argument);

/// The same with one guard over `count` arenas (at least 1): an allocation that fails in any of them ends the call. Names no limit but
/// that of the first.
arena_outcome arena_run_all(arena *const *arenas, size_t count, void (*body)(void *argument), void *argument);

/// `size` zeroed bytes aligned for any type. Never NULL: see `arena_run`.
void *arena_alloc(arena *a, size_t size);

/// The same without clearing: for what the caller writes in full before anybody reads it.
void *arena_uncleared(arena *a, size_t size);

/// `count` zeroed elements of `size` bytes; a product that overflows counts as a failed allocation.
void *arena_array(arena *a, size_t count, size_t size);

/// A zeroed object of `type`.
#define ARENA_NEW(a, type) ((type *)arena_alloc((a), sizeof(type)))
/// `count` zeroed objects of `type`.
#define ARENA_ARRAY(a, count, type) ((type *)arena_array((a), (count), sizeof(type)))

/// A block `new_size` bytes long that begins with the `old_size` bytes of `old` (which may be NULL, with a size of 0); the rest is zeroed.
/// Grows in place if `old` was the last allocation.
void *arena_grow(arena *a, void *old, size_t old_size, size_t new_size);

/// The same without clearing the rest.
void *arena_extend(arena *a, void *old, size_t old_size, size_t new_size);

/// Doubles an array, `*items` of `*capacity` elements.
void arena_double(arena *a, void **items, size_t *capacity, size_t element_size);

/// Makes room for one more element in an array that doubles, of which `count` are used.
static inline void arena_reserve(arena *a, void **items, size_t *capacity, size_t count, size_t element_size)
{
    if (count >= *capacity)
        arena_double(a, items, capacity, element_size);
}

/// Appends to an array of `type *items; size_t count, capacity;` members of a struct.
#define ARENA_PUSH(a, owner, items, count, capacity, value)                                                  \
    do {                                                                                                     \
        void *items_ = (owner)->items;                                                                       \
        arena_reserve((a), &items_, &(owner)->capacity, (owner)->count, sizeof *(owner)->items);             \
        (owner)->items = items_;                                                                             \
        (owner)->items[(owner)->count++] = (value);                                                          \
    } while (0)

/// A copy of the bytes, followed by a NUL that the slice does not count.
slice arena_copy(arena *a, slice text);

/// printf into the arena; NUL-terminated beyond the slice.
slice arena_format(arena *a, const char *format, ...) __attribute__((format(printf, 2, 3)));
slice arena_format_list(arena *a, const char *format, va_list arguments)
    __attribute__((format(printf, 2, 0)));

/// Calls `release(resource)` when the arena is reset or freed: for what other libraries own.
void arena_on_release(arena *a, void (*release)(void *resource), void *resource);

/// The bytes in use, for tests and reports.
size_t arena_used(const arena *a);

/// The allocator behind the arena, for libraries that take one. Lives as long as the arena.
const allocator *arena_allocator_borrow(const arena *a);

/// Ends the work as if memory had run out: for allocations that failed in other libraries.
_Noreturn void arena_fail(arena *a);

/// Ends the work as a run within it ended, which was there to clean up.
/// @param why  not ARENA_DONE
_Noreturn void arena_end(arena *a, arena_outcome why);

#endif
