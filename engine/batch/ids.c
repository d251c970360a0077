#include "batch/ids.h"

#include "base/limits.h"

/// `entry` is where the id's entry begins in the texts, plus 1; 0: the slot is free. No more than three in four slots are taken.
typedef struct id_slot {
    uint32_t hash, entry;
} id_slot;

/// What stands before the bytes of an id.
typedef struct id_head {
    uint32_t file, line; ///< of the first record; `file` counts the names
    uint32_t length;     ///< in bytes
    uint32_t is_repeated;
} id_head;

/// A block that grows.
typedef struct block_of_bytes {
    char *bytes;
    size_t length, capacity;
} block_of_bytes;

/// Two places with the same id.
typedef struct id_pair {
    id_head first;
    uint32_t file, line;
} id_pair;

struct id_table {
    allocator from;
    id_slot *slots;
    size_t capacity; ///< a power of two
    size_t count;    ///< ids
    block_of_bytes texts;
    block_of_bytes
        files; ///< names of files, each behind its length; a name that comes again after another stands there again
    size_t last_file; ///< where the last name begins
    bool is_full;
    size_t profiles, repeated_ids, not_added;
    id_pair examples[PIPELINE_EXAMPLES];
    size_t example_count;
};

id_table *id_table_new(const allocator *from)
{
    id_table *t = from->resize(from->state, NULL, sizeof *t);
    if (t != NULL)
        *t = (id_table){.from = *from};
    return t;
}

void id_table_free(id_table *t)
{
    if (t == NULL)
        return;
    allocator from = t->from;
    (void)from.resize(from.state, t->slots, 0);
    (void)from.resize(from.state, t->texts.bytes, 0);
    (void)from.resize(from.state, t->files.bytes, 0);
    (void)from.resize(from.state, t, 0);
}

/// Where `length` more bytes go; NULL if there is no room for them.
static char *add_bytes(id_table *t, block_of_bytes *b, size_t length)
{
    if (length > LIMIT_ID_BYTES - b->length)
        return NULL;
    if (b->length + length > b->capacity) {
        size_t wanted = b->capacity * 2 > b->length + length ? b->capacity * 2 : b->length + length;
        wanted = wanted < 4096 ? 4096 : wanted > LIMIT_ID_BYTES ? LIMIT_ID_BYTES : wanted;
        char *larger = t->from.resize(t->from.state, b->bytes, wanted);
        if (larger == NULL)
            return NULL;
        b->bytes = larger;
        b->capacity = wanted;
    }
    b->length += length;
    return b->bytes + b->length - length;
}

static slice file_at(const id_table *t, size_t at)
{
    uint32_t length;
    memcpy(&length, t->files.bytes + at, sizeof length);
    return (slice){t->files.bytes + at + sizeof length, length};
}

/// Where the name of the file stands among the names; -1 if there is no room for it.
static ptrdiff_t add_file(id_table *t, slice name)
{
    const uint32_t length = (uint32_t)name.len;
    if (t->files.length > 0 && slice_equal(file_at(t, t->last_file), name))
        return (ptrdiff_t)t->last_file;
    char *to = add_bytes(t, &t->files, sizeof length + name.len);
    if (to == NULL)
        return -1;
    memcpy(to, &length, sizeof length);
    memcpy(to + sizeof length, name.ptr, name.len);
    t->last_file = (size_t)(to - t->files.bytes);
    return (ptrdiff_t)t->last_file;
}

/// Eight bytes at a time. The seed is an address, which nobody who writes ids knows; no result depends on it.
static uint32_t hash_of(const id_table *t, slice id)
{
    const uint64_t odd = 0x9E3779B97F4A7C15u; // 2^64 divided by the golden ratio
    uint64_t hash = (uint64_t)(uintptr_t)t ^ id.len;
    for (size_t i = 0; i < id.len; i += 8) {
        uint64_t part = 0;
        memcpy(&part, id.ptr + i, id.len - i < 8 ? id.len - i : 8);
        hash = (hash ^ part) * odd;
        hash ^= hash >> 29;
    }
    hash *= odd;
    return (uint32_t)(hash >> 32);
}

static id_head head_at(const id_table *t, const id_slot *slot)
{
    id_head head;
    memcpy(&head, t->texts.bytes + slot->entry - 1, sizeof head);
    return head;
}

static bool stands_at(const id_table *t, const id_slot *slot, uint32_t hash, slice id)
{
    return slot->hash == hash &&
           slice_equal((slice){t->texts.bytes + slot->entry - 1 + sizeof(id_head), head_at(t, slot).length},
                       id);
}

/// Doubles the slots; false if there is no memory.
static bool grow(id_table *t)
{
    const size_t capacity = t->capacity == 0 ? 1024 : t->capacity * 2;
    id_slot *larger = t->from.resize(t->from.state, NULL, capacity * sizeof *larger);
    if (larger == NULL)
        return false;
    memset(larger, 0, capacity * sizeof *larger);
    for (size_t i = 0; i < t->capacity; i++) {
        if (t->slots[i].entry == 0)
            continue;
        size_t at = t->slots[i].hash & (capacity - 1);
        while (larger[at].entry != 0)
            at = (at + 1) & (capacity - 1);
        larger[at] = t->slots[i];
    }
    (void)t->from.resize(t->from.state, t->slots, 0);
    t->slots = larger;
    t->capacity = capacity;
    return true;
}

/// The slot of an id, or a free one; NULL if there are no slots.
static id_slot *slot_of(const id_table *t, uint32_t hash, slice id)
{
    if (t->capacity == 0)
        return NULL;
    size_t at = hash & (t->capacity - 1);
    while (t->slots[at].entry != 0 && !stands_at(t, &t->slots[at], hash, id))
        at = (at + 1) & (t->capacity - 1);
    return &t->slots[at];
}

static bool add_new(id_table *t, uint32_t hash, slice id, slice file, size_t line)
{
    if (t->count >= LIMIT_IDS || id.len > LIMIT_STRING || (t->count * 4 >= t->capacity * 3 && !grow(t)))
        return false;
    const ptrdiff_t name = add_file(t, file);
    char *to = name >= 0 ? add_bytes(t, &t->texts, sizeof(id_head) + id.len) : NULL;
    if (to == NULL)
        return false;
    const id_head head = {(uint32_t)name, (uint32_t)line, (uint32_t)id.len, 0};
    memcpy(to, &head, sizeof head);
    memcpy(to + sizeof head, id.ptr, id.len);
    *slot_of(t, hash, id) = (id_slot){hash, (uint32_t)(to - t->texts.bytes) + 1};
    t->count++;
    return true;
}

static void note_repeated(id_table *t, const id_slot *slot, slice file, size_t line)
{
    id_head head = head_at(t, slot);
    const ptrdiff_t name = t->example_count < PIPELINE_EXAMPLES ? add_file(t, file) : -1;
    t->profiles++;
    if (head.is_repeated)
        return;
    t->profiles++; // the first one
    t->repeated_ids++;
    if (name >= 0)
        t->examples[t->example_count++] = (id_pair){head, (uint32_t)name, (uint32_t)line};
    head.is_repeated = 1;
    memcpy(t->texts.bytes + slot->entry - 1, &head, sizeof head);
}

void id_table_add(id_table *t, slice id, slice file, size_t line)
{
    if (id.len == 0)
        return;
    const uint32_t hash = hash_of(t, id);
    const id_slot *slot = slot_of(t, hash, id);
    if (slot != NULL && slot->entry != 0) {
        note_repeated(t, slot, file, line);
        return;
    }
    t->is_full = t->is_full || !add_new(t, hash, id, file, line);
    t->not_added += t->is_full;
}

static pipeline_place place_at(const id_table *t, arena *names, uint32_t file, uint32_t line)
{
    return (pipeline_place){arena_copy(names, file_at(t, file)), line};
}

void id_table_give(const id_table *t, arena *names, pipeline_ids *out)
{
    *out = (pipeline_ids){.ids = t->repeated_ids,
                          .records = t->profiles,
                          .example_count = t->example_count,
                          .not_compared = t->not_added};
    for (size_t i = 0; i < t->example_count; i++) {
        const id_pair *pair = &t->examples[i];
        out->examples[i][0] = place_at(t, names, pair->first.file, pair->first.line);
        out->examples[i][1] = place_at(t, names, pair->file, pair->line);
    }
}
