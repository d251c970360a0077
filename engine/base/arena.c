// Blocks are chained, newest first; each doubles the last up to 1 MiB. Memory is taken from the newest block only. An arena that
// is reset again and again ends up with one block that holds all it needs.
#include "base/arena.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

enum {
    FIRST_BLOCK = 4096,
    LARGEST_BLOCK = 1 << 20,
    LARGEST_KEPT = 16 << 20,
    SMALL = 64,
    ALIGNMENT = alignof(max_align_t)
};

// Under AddressSanitizer what is not handed out is poisoned, and a gap follows each allocation, so that one element past an array is seen
// although the block goes on. A gap counts for no limit.
#ifdef __has_feature
#if __has_feature(address_sanitizer)
#define ARENA_POISONS
#endif
#endif
#ifdef __SANITIZE_ADDRESS__
#define ARENA_POISONS
#endif
#ifdef ARENA_POISONS
#include <sanitizer/asan_interface.h>
enum { GAP = 2 * ALIGNMENT };
static void poison(const void *memory, size_t size)
{
    ASAN_POISON_MEMORY_REGION(memory, size);
}
static void unpoison(const void *memory, size_t size)
{
    ASAN_UNPOISON_MEMORY_REGION(memory, size);
}
#else
enum { GAP = 0 };
static void poison(const void *memory, size_t size)
{
    (void)memory;
    (void)size;
}
static void unpoison(const void *memory, size_t size)
{
    (void)memory;
    (void)size;
}
#endif

typedef struct block {
    struct block *older;
    size_t capacity;
    alignas(max_align_t) unsigned char bytes
        []; ///< `capacity`, and SMALL more that are never handed out: see the clearing in arena_alloc
} block;

typedef struct release_action {
    struct release_action *older;
    void (*release)(void *);
    void *resource;
} release_action;

typedef struct guard {
    jmp_buf here;
    struct guard *outer;
} guard;

struct arena {
    allocator from;
    arena *parent;
    size_t limit;
    unsigned char *at; ///< what is handed out next: in the newest block; NULL: there is none
    unsigned char
        *end; ///< as far as that goes without asking: to the end of the block, or as the limit allows
    size_t used_before; ///< in older blocks, without gaps
    size_t gaps;        ///< bytes, in the newest block
    size_t expected;    ///< what was used before the last reset
    block *newest;
    release_action *actions;
    guard *innermost;
};

static void *resize_with_libc(void *state, void *old, size_t size)
{
    (void)state;
    if (size == 0) {
        free(old);
        return NULL;
    }
    return realloc(old, size);
}

const allocator allocator_default = {resize_with_libc, NULL};

arena *arena_new(const allocator *from, size_t limit)
{
    allocator source = from != NULL ? *from : allocator_default;
    arena *a = source.resize(source.state, NULL, sizeof *a);
    if (a != NULL)
        *a = (arena){.from = source, .limit = limit};
    return a;
}

_Noreturn void arena_end(arena *a, arena_outcome why)
{
    guard *innermost = NULL;
    for (arena *at = a; at != NULL && innermost == NULL; at = at->parent)
        innermost = at->innermost;
    if (innermost == NULL)
        abort(); // a bug: work that allocates was not run below arena_run
    longjmp(innermost->here, (int)why);
}

_Noreturn void arena_fail(arena *a)
{
    arena_end(a, ARENA_NO_MEMORY);
}

static void free_child(void *child)
{
    arena_free(child);
}

arena *arena_new_child(arena *parent)
{
    arena *a = arena_new(&parent->from, 0);
    if (a == NULL)
        arena_fail(parent);
    a->parent = parent;
    // The action is recorded in the parent, whose failure must not lose the child.
    release_action *action = parent->from.resize(parent->from.state, NULL, sizeof *action);
    if (action == NULL) {
        arena_free(a);
        arena_fail(parent);
    }
    *action = (release_action){parent->actions, free_child, a};
    parent->actions = action;
    return a;
}

static void run_actions(arena *a)
{
    while (a->actions != NULL) {
        release_action action = *a->actions;
        (void)a->from.resize(a->from.state, a->actions, 0);
        a->actions = action.older;
        action.release(action.resource);
    }
}

static void free_blocks_until(arena *a, const block *keep)
{
    while (a->newest != NULL && a->newest != keep) {
        block *older = a->newest->older;
        unpoison(a->newest->bytes,
                 a->newest->capacity + SMALL); // the allocator may hand it out again as it is
        (void)a->from.resize(a->from.state, a->newest, 0);
        a->newest = older;
    }
}

void arena_free(arena *a)
{
    if (a == NULL)
        return;
    run_actions(a);
    free_blocks_until(a, NULL);
    allocator from = a->from;
    (void)from.resize(from.state, a, 0);
}

size_t arena_used(const arena *a)
{
    return a->newest != NULL ? a->used_before + (size_t)(a->at - a->newest->bytes) - a->gaps : 0;
}

/// Finds out how far memory goes without asking.
static void set_end(arena *a)
{
    size_t left = (size_t)(a->newest->bytes + a->newest->capacity - a->at);
    if (a->limit != 0 && a->limit - arena_used(a) + GAP < left)
        left = a->limit - arena_used(a) + GAP;
    a->end = a->at + left;
}

/// Begins to hand out the newest block.
static void begin_block(arena *a, size_t used_before)
{
    a->used_before = used_before;
    a->gaps = 0;
    a->at = a->newest->bytes;
    poison(a->newest->bytes, a->newest->capacity + SMALL);
    set_end(a);
}

void arena_reset(arena *a)
{
    run_actions(a);
    if (a->newest != NULL && (a->newest->older != NULL || a->newest->capacity > LARGEST_KEPT)) {
        const size_t used = arena_used(a);
        a->expected = used < LARGEST_KEPT ? used + used / 4 : LARGEST_BLOCK;
        free_blocks_until(a, NULL);
        a->at = a->end = NULL;
    }
    if (a->newest != NULL)
        begin_block(a, 0);
}

arena_outcome arena_run(arena *a, void (*body)(void *argument), void *argument)
{
    guard here = {.outer = a->innermost};
    a->innermost = &here;
    int why = setjmp(here.here);
    if (why == 0)
        body(argument);
    a->innermost = here.outer;
    return (arena_outcome)why;
}

/// What is left to be guarded, below the guard of the first.
typedef struct guarded {
    arena *const *arenas;
    size_t count;
    void (*body)(void *argument);
    void *argument;
} guarded;

static void run_below(void *argument)
{
    const guarded *g = argument;
    if (g->count == 1)
        g->body(g->argument);
    else if (arena_run_all(g->arenas + 1, g->count - 1, g->body, g->argument) != ARENA_DONE)
        arena_fail(g->arenas[0]);
}

arena_outcome arena_run_all(arena *const *arenas, size_t count, void (*body)(void *argument), void *argument)
{
    guarded g = {arenas, count, body, argument};
    return arena_run(arenas[0], run_below, &g);
}

static size_t round_up(arena *a, size_t size)
{
    if (size > SIZE_MAX - GAP - (ALIGNMENT - 1))
        arena_fail(a);
    return (size + (ALIGNMENT - 1)) & ~(size_t)(ALIGNMENT - 1);
}

/// Adds a block that holds at least `size` bytes (already rounded).
static void add_block(arena *a, size_t size)
{
    const size_t used = arena_used(a);
    size_t capacity = a->newest != NULL ? a->newest->capacity : FIRST_BLOCK / 2;
    capacity = capacity < LARGEST_BLOCK / 2 ? capacity * 2 : LARGEST_BLOCK;
    if (a->newest == NULL && a->expected > capacity)
        capacity = a->expected;
    if (capacity < size)
        capacity = size;
    if (capacity > SIZE_MAX - sizeof(block) - SMALL)
        arena_fail(a);
    block *b = a->from.resize(a->from.state, NULL, sizeof(block) + capacity + SMALL);
    if (b == NULL)
        arena_fail(a);
    *b = (block){.older = a->newest, .capacity = capacity};
    a->newest = b;
    begin_block(a, used);
}

/// Hands out memory for which there is room.
static inline void *hand_out(arena *a, size_t size, size_t rounded)
{
    unsigned char *memory = a->at;
    a->at += rounded + GAP;
    a->gaps += GAP;
    unpoison(memory, size);
    return memory;
}

/// Asks for what `take` does not know: whether the limit allows it, and whether it takes a new block.
// Out of line and last in `take`, which so has nothing to save on its fast way.
__attribute__((noinline)) static void *ask(arena *a, size_t size, size_t rounded)
{
    if (a->limit != 0 && (rounded > a->limit || arena_used(a) > a->limit - rounded))
        arena_end(a, ARENA_LIMIT);
    if (a->newest == NULL || (size_t)(a->newest->bytes + a->newest->capacity - a->at) < rounded + GAP)
        add_block(a, rounded + GAP);
    set_end(a);
    return hand_out(a, size, rounded);
}

/// `rounded` bytes, of which `size` are wanted.
static inline void *take(arena *a, size_t size, size_t rounded)
{
    if (rounded + GAP >=
        (size_t)(a->end - a->at)) // not >: without a block there is not even room for nothing
        return ask(a, size, rounded);
    return hand_out(a, size, rounded);
}

void *arena_alloc(arena *a, size_t size)
{
    const size_t rounded = round_up(a, size);
    void *memory = take(a, size, rounded);
    if (rounded > SMALL || GAP > 0)
        return memset(memory, 0, GAP > 0 ? size : rounded);
    return memset(memory, 0, SMALL); // of a known size: no call
}

void *arena_uncleared(arena *a, size_t size)
{
    return take(a, size, round_up(a, size));
}

void *arena_array(arena *a, size_t count, size_t size)
{
    size_t bytes;
    if (__builtin_mul_overflow(count, size, &bytes))
        arena_fail(a);
    return arena_alloc(a, bytes);
}

void *arena_extend(arena *a, void *old, size_t old_size, size_t new_size)
{
    if (new_size <= old_size)
        return old;
    size_t old_rounded = round_up(a, old_size);
    size_t more = round_up(a, new_size) - old_rounded;
    if (old != NULL && (unsigned char *)old + old_rounded + GAP == a->at &&
        more <= (size_t)(a->end - a->at)) {
        unpoison(old, new_size);
        a->at += more;
        return old;
    }
    void *larger = arena_uncleared(a, new_size);
    if (old != NULL && old_size > 0)
        memcpy(larger, old, old_size);
    return larger;
}

void *arena_grow(arena *a, void *old, size_t old_size, size_t new_size)
{
    unsigned char *larger = arena_extend(a, old, old_size, new_size);
    if (new_size > old_size)
        memset(larger + old_size, 0, new_size - old_size);
    return larger;
}

void arena_double(arena *a, void **items, size_t *capacity, size_t element_size)
{
    size_t wanted = *capacity == 0 ? 4 : *capacity * 2;
    size_t bytes;
    if (wanted < *capacity || __builtin_mul_overflow(wanted, element_size, &bytes))
        arena_fail(a);
    *items = arena_grow(a, *items, *capacity * element_size, bytes);
    *capacity = wanted;
}

slice arena_copy(arena *a, slice text)
{
    if (text.len == SIZE_MAX)
        arena_fail(a);
    char *copy = arena_alloc(a, text.len + 1);
    if (text.len > 0)
        memcpy(copy, text.ptr, text.len);
    return (slice){copy, text.len};
}

slice arena_format_list(arena *a, const char *format, va_list arguments)
{
    va_list again;
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, arguments);
    if (length < 0) {
        va_end(again);
        arena_fail(a);
    }
    char *text = arena_alloc(a, (size_t)length + 1);
    (void)vsnprintf(text, (size_t)length + 1, format, again);
    va_end(again);
    return (slice){text, (size_t)length};
}

slice arena_format(arena *a, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    slice text = arena_format_list(a, format, arguments);
    va_end(arguments);
    return text;
}

void arena_on_release(arena *a, void (*release)(void *resource), void *resource)
{
    release_action *action = a->from.resize(a->from.state, NULL, sizeof *action);
    if (action == NULL) {
        release(resource);
        arena_fail(a);
    }
    *action = (release_action){a->actions, release, resource};
    a->actions = action;
}

const allocator *arena_allocator_borrow(const arena *a)
{
    return &a->from;
}
