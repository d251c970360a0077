// An item is a head (the lengths of key and text), the key, the text. In memory items lie one after the other, and their offsets are
// sorted. A run is the same bytes in sorted order; all runs lie in one file, one after the other. Merging reads each run through a window.
#include "file/sorter.h"
#include "file/nameless.h"
#include "write/memory.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct item_head {
    uint64_t text_length;
    uint32_t key_length;
} item_head;

enum {
    HEAD = sizeof(uint64_t) + sizeof(uint32_t),
    LEAST_WINDOW = 4096, ///< holds the head and the longest key
    MOST_WINDOW = 1 << 18,
    OUT = 1 << 18
};

_Static_assert(HEAD + (int)SORTER_KEY <= (int)LEAST_WINDOW, "a window holds a key");

/// A sorted part of the file while it is merged.
typedef struct run {
    uint64_t at, end; ///< of the next item, and of the run
    item_head head;
    const char *key; ///< in the window
    char *window;
    uint64_t window_start;
    size_t window_length;
} run;

struct sorter {
    const char *folder;
    size_t memory;
    int fd; ///< of the temporary file; -1: nothing was written
    uint64_t written;
    char *items;
    size_t length, capacity;
    uint64_t *offsets;
    size_t count, offset_capacity;
    run *runs;
    size_t run_count, run_capacity;
    size_t window; ///< bytes of a run's window
    char *large;   ///< a text that no window holds
    size_t large_capacity;
};

sorter *sorter_new(const char *folder, size_t memory)
{
    sorter *s = must_have(calloc(1, sizeof *s));
    s->folder = folder;
    s->memory = memory;
    s->fd = -1;
    return s;
}

void sorter_free(sorter *s)
{
    if (s == NULL)
        return;
    if (s->fd >= 0)
        (void)close(s->fd);
    for (size_t i = 0; i < s->run_count; i++)
        free(s->runs[i].window);
    free(s->runs);
    free(s->items);
    free(s->offsets);
    free(s->large);
    free(s);
}

// --- items ---

static void write_head(char *to, item_head head)
{
    memcpy(to, &head.text_length, sizeof head.text_length);
    memcpy(to + sizeof head.text_length, &head.key_length, sizeof head.key_length);
}

static item_head read_head(const char *from)
{
    item_head head;
    memcpy(&head.text_length, from, sizeof head.text_length);
    memcpy(&head.key_length, from + sizeof head.text_length, sizeof head.key_length);
    return head;
}

static int compare_keys(const char *a, size_t a_length, const char *b, size_t b_length)
{
    const int order = memcmp(a, b, a_length < b_length ? a_length : b_length);
    return order != 0 ? order : (a_length > b_length) - (a_length < b_length);
}

/// Equal keys keep the order of the offsets, so that the order is total whatever the algorithm.
static int compare_offsets(const void *left, const void *right, void *items)
{
    const uint64_t a = *(const uint64_t *)left;
    const uint64_t b = *(const uint64_t *)right;
    const char *base = items;
    const int order = compare_keys(base + a + HEAD, read_head(base + a).key_length, base + b + HEAD,
                                   read_head(base + b).key_length);
    return order != 0 ? order : (a > b) - (a < b);
}

static void sort_items(sorter *s)
{
    if (s->count > 0)
        qsort_r(s->offsets, s->count, sizeof *s->offsets, compare_offsets, s->items);
}

// --- runs ---

/// Writes the sorted items behind what is in the file; they are gathered, since most of them are short.
static bool write_items(sorter *s)
{
    char *out = must_have(malloc(OUT));
    size_t gathered = 0;
    bool good = true;
    for (size_t i = 0; good && i < s->count; i++) {
        const char *item = s->items + s->offsets[i];
        const item_head head = read_head(item);
        size_t length = HEAD + head.key_length + head.text_length;
        if (gathered + length > OUT) {
            good = nameless_write(s->fd, out, gathered, s->written);
            s->written += gathered;
            gathered = 0;
        }
        if (good && length > OUT) {
            good = nameless_write(s->fd, item, length, s->written);
            s->written += length;
        } else if (good) {
            memcpy(out + gathered, item, length);
            gathered += length;
        }
    }
    good = good && nameless_write(s->fd, out, gathered, s->written);
    s->written += gathered;
    const int why = errno;
    free(out);
    errno = why;
    return good;
}

/// Makes a run of what is in memory.
static bool write_run(sorter *s)
{
    if (s->count == 0)
        return true;
    sort_items(s);
    if (s->fd < 0)
        s->fd = nameless_open(s->folder);
    const uint64_t start = s->written;
    if (s->fd < 0 || !write_items(s))
        return false;
    if (s->run_count == s->run_capacity) {
        s->run_capacity = 2 * s->run_capacity + 8;
        s->runs = must_have(reallocarray(s->runs, s->run_capacity, sizeof *s->runs));
    }
    s->runs[s->run_count++] = (run){.at = start, .end = s->written};
    s->length = s->count = 0;
    return true;
}

bool sorter_add(sorter *s, const char *key, size_t key_length, const char *text, size_t length)
{
    const size_t size = HEAD + key_length + length;
    if (s->length + size + (s->count + 1) * sizeof *s->offsets > s->memory && !write_run(s))
        return false;
    if (s->length + size > s->capacity) {
        s->capacity = 2 * s->capacity > s->length + size ? 2 * s->capacity : s->length + size;
        s->items = must_have(realloc(s->items, s->capacity));
    }
    if (s->count == s->offset_capacity) {
        s->offset_capacity = 2 * s->offset_capacity + 64;
        s->offsets = must_have(reallocarray(s->offsets, s->offset_capacity, sizeof *s->offsets));
    }
    char *to = s->items + s->length;
    write_head(to, (item_head){.text_length = length, .key_length = (uint32_t)key_length});
    if (key_length > 0)
        memcpy(to + HEAD, key, key_length);
    if (length > 0)
        memcpy(to + HEAD + key_length, text, length);
    s->offsets[s->count++] = s->length;
    s->length += size;
    return true;
}

// --- merging ---

/// Bytes of a run, at most a window of them: from its window, which moves there first if it must. NULL, with errno set, if that fails.
static const char *look(const sorter *s, run *r, uint64_t at, size_t length)
{
    const bool is_seen = at >= r->window_start && at + length <= r->window_start + r->window_length;
    if (!is_seen) {
        r->window_start = at;
        r->window_length = r->end - at < s->window ? (size_t)(r->end - at) : s->window;
        if (!nameless_read(s->fd, r->window, r->window_length, at))
            return NULL;
    }
    return r->window + (at - r->window_start);
}

/// The key of the run's next item. False, with errno set, if it cannot be read.
static bool read_key(const sorter *s, run *r)
{
    const char *head = look(s, r, r->at, HEAD);
    if (head == NULL)
        return false;
    r->head = read_head(head);
    r->key = look(s, r, r->at + HEAD, r->head.key_length);
    return r->key != NULL;
}

/// The text of the run's next item; NULL, with errno set, if it cannot be read.
static const char *read_text(sorter *s, run *r)
{
    const uint64_t at = r->at + HEAD + r->head.key_length;
    const size_t length = (size_t)r->head.text_length;
    if (length <= s->window)
        return look(s, r, at, length);
    if (length > s->large_capacity) {
        s->large = must_have(realloc(s->large, length));
        s->large_capacity = length;
    }
    return nameless_read(s->fd, s->large, length, at) ? s->large : NULL;
}

/// Equal keys come in the order of the runs.
static bool comes_first(const sorter *s, size_t a, size_t b)
{
    const run *left = &s->runs[a];
    const run *right = &s->runs[b];
    const int order = compare_keys(left->key, left->head.key_length, right->key, right->head.key_length);
    return order != 0 ? order < 0 : a < b;
}

/// Lets the run at a place of the heap sink to where no run below it comes first.
static void sink(const sorter *s, size_t *heap, size_t count, size_t place)
{
    for (size_t child = 2 * place + 1; child < count; child = 2 * place + 1) {
        if (child + 1 < count && comes_first(s, heap[child + 1], heap[child]))
            child++;
        if (comes_first(s, heap[place], heap[child]))
            return;
        const size_t moved = heap[place];
        heap[place] = heap[child];
        heap[child] = moved;
        place = child;
    }
}

/// Gives the windows their memory, and reads the first keys.
static bool begin_merge(sorter *s, size_t *heap)
{
    free(s->items); // the memory is the windows' now
    s->items = NULL;
    s->capacity = 0;
    s->window = s->memory / s->run_count;
    s->window = s->window < LEAST_WINDOW ? LEAST_WINDOW : s->window > MOST_WINDOW ? MOST_WINDOW : s->window;
    for (size_t i = 0; i < s->run_count; i++) {
        s->runs[i].window = must_have(malloc(s->window));
        if (!read_key(s, &s->runs[i]))
            return false;
        heap[i] = i;
    }
    for (size_t i = s->run_count / 2; i-- > 0;)
        sink(s, heap, s->run_count, i);
    return true;
}

static bool merge(sorter *s, size_t *heap, bool (*take)(void *state, const char *text, size_t length),
                  void *state)
{
    size_t count = s->run_count;
    bool good = begin_merge(s, heap);
    while (good && count > 0) {
        run *r = &s->runs[heap[0]];
        const char *text = read_text(s, r);
        good = text != NULL && take(state, text, (size_t)r->head.text_length);
        r->at += HEAD + r->head.key_length + r->head.text_length;
        if (r->at == r->end)
            heap[0] = heap[--count];
        else
            good = good && read_key(s, r);
        if (good)
            sink(s, heap, count, 0);
    }
    return good;
}

bool sorter_finish(sorter *s, bool (*take)(void *state, const char *text, size_t length), void *state)
{
    if (s->run_count > 0) {
        size_t *heap = write_run(s) ? must_have(calloc(s->run_count, sizeof *heap)) : NULL;
        const bool good = heap != NULL && merge(s, heap, take, state);
        const int why = errno;
        free(heap);
        errno = why;
        return good;
    }
    sort_items(s);
    for (size_t i = 0; i < s->count; i++) {
        const char *item = s->items + s->offsets[i];
        const item_head head = read_head(item);
        if (!take(state, item + HEAD + head.key_length, (size_t)head.text_length))
            return false;
    }
    return true;
}
