// Merge sort, from the top down: the depth of its recursion is the logarithm of the count.
#include "base/sort.h"

typedef struct sorting {
    size_t size;
    sort_order *order;
    void *context;
} sorting;

/// Merges the sorted halves of `from`, the second of which begins at `middle`. Of equal items, those of the first half come first.
static void merge(const sorting *s, char *to, const char *from, const char *middle, const char *end)
{
    const char *left = from;
    const char *right = middle;
    for (; left < middle || right < end; to += s->size) {
        bool take_left = right == end || (left < middle && s->order(left, right, s->context) <= 0);
        const char **taken = take_left ? &left : &right;
        memcpy(to, *taken, s->size);
        *taken += s->size;
    }
}

static void sort(const sorting *s, char *items, char *spare, size_t count)
{
    if (count < 2)
        return;
    size_t half = count / 2;
    size_t middle = half * s->size;
    size_t length = count * s->size;
    sort(s, items, spare, half);
    sort(s, items + middle, spare, count - half);
    memcpy(spare, items, length);
    merge(s, items, spare, spare + middle, spare + length);
}

void sort_stable(arena *scratch, void *items, size_t count, size_t size, sort_order *order, void *context)
{
    if (count < 2)
        return;
    sorting s = {size, order, context};
    sort(&s, items, arena_array(scratch, count, size), count);
}

static int order_slices(const void *a, const void *b, void *context)
{
    (void)context;
    return slice_compare(*(const slice *)a, *(const slice *)b);
}

void sort_slices(arena *scratch, slice *items, size_t count)
{
    sort_stable(scratch, items, count, sizeof *items, order_slices, NULL);
}
