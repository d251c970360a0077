// The index is sorted by the hashes of names; a name is compared by reading its line.
#include "since/last.h"
#include "exit_status.h"
#include "file/json_line.h"
#include "file/lines.h"
#include "file/nameless.h"
#include "write/memory.h"
#include "write/screen.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct entry {
    uint64_t hash, offset;
    uint32_t length, line;
    bool found, is_repeated;
} entry;

struct last_results {
    int fd;
    int failure; ///< errno of the file that keeps the results
    uint64_t written;
    entry *entries;
    size_t count, capacity;
    last_facts about;
    uint64_t *others; ///< hashes of names that were looked for and are not there, in open addressing; 0: free
    size_t other_count, other_capacity;
    char *line;
    size_t line_capacity;
    size_t next_left;
    bool by_offset;
};

void last_free(last_results *l)
{
    if (l == NULL)
        return;
    if (l->fd >= 0)
        (void)close(l->fd);
    free(l->entries);
    free(l->others);
    free(l->line);
    free(l->about.pack);
    free(l->about.as_of);
    free(l);
}

const last_facts *last_about(const last_results *l)
{
    return &l->about;
}

/// FNV-1a.
static uint64_t hash_of(const char *name)
{
    uint64_t hash = 0xCBF29CE484222325U;
    for (; *name != '\0'; name++)
        hash = (hash ^ (unsigned char)*name) * 0x100000001B3U;
    return hash;
}

static int by_hash(const void *left, const void *right)
{
    const entry *a = left;
    const entry *b = right;
    if (a->hash != b->hash)
        return a->hash < b->hash ? -1 : 1;
    return (a->offset > b->offset) - (a->offset < b->offset);
}

static int by_offset(const void *left, const void *right)
{
    const entry *a = left;
    const entry *b = right;
    return (a->offset > b->offset) - (a->offset < b->offset);
}

/// The result that stands at an entry; NULL, with errno set, if it cannot be read.
static json_t *read_entry(last_results *l, const entry *e)
{
    if (e->length > l->line_capacity) {
        l->line = must_have(realloc(l->line, e->length));
        l->line_capacity = e->length;
    }
    if (!nameless_read(l->fd, l->line, e->length, e->offset))
        return NULL;
    json_t *result = json_line_parse(l->line, e->length);
    if (result == NULL)
        errno = EIO; // it could be read when it was written
    return result;
}

static const char *name_of(const json_t *result)
{
    return json_string_value(json_object_get(result, "id"));
}

// --- reading ---

/// Notes whether the result has scores, and all its entries.
static void look_at(last_facts *about, const json_t *result)
{
    const json_t *given = json_object_get(result, "given");
    json_int_t entries = 0;
    size_t i;
    const json_t *one;
    json_array_foreach(json_object_get(result, "recommendations"), i, one)
    {
        entries = json_integer_value(json_object_get(one, "rank"));
        about->has_scores = about->has_scores || json_is_number(json_object_get(one, "score"));
    }
    about->is_cut = about->is_cut || (json_is_integer(given) && json_integer_value(given) > entries);
}

static bool is_result(const json_t *result)
{
    const char *status = json_string_value(json_object_get(result, "status"));
    if (status == NULL)
        return false;
    return strcmp(status, "refused") == 0 || json_is_array(json_object_get(result, "recommendations"));
}

static char *copy_member(const json_t *result, const char *key)
{
    const char *text = json_string_value(json_object_get(result, key));
    return text != NULL ? must_have(strdup(text)) : NULL;
}

static bool keep(last_results *l, const json_t *result, const line_reader *lines)
{
    if (l->count == l->capacity) {
        l->capacity = 2 * l->capacity + 1024;
        l->entries = must_have(reallocarray(l->entries, l->capacity, sizeof *l->entries));
    }
    l->entries[l->count++] = (entry){.hash = hash_of(name_of(result)),
                                     .offset = l->written,
                                     .length = (uint32_t)lines->length,
                                     .line = (uint32_t)lines->number};
    const bool good = nameless_write(l->fd, lines->line, lines->length, l->written);
    l->written += lines->length;
    return good;
}

/// Why the line cannot be taken; NULL: it was.
static const char *add_line(last_results *l, const line_reader *lines)
{
    const char *why = NULL;
    if (lines->line[lines->length - 1] != '\n')
        return "the last result is cut off";
    json_t *result = json_line_parse(lines->line, lines->length);
    if (!is_result(result)) {
        why = "this is not a result of 'advise batch' with recommendations";
    } else {
        if (lines->number == 1) {
            l->about.pack = copy_member(result, "pack");
            l->about.as_of = copy_member(result, "as_of");
        }
        look_at(&l->about, result);
        if (name_of(result) == NULL)
            l->about.nameless++;
        else if (!keep(l, result, lines))
            l->failure = errno;
    }
    json_decref(result);
    return why;
}

/// Marks results whose name an earlier one has. False, with errno set, if one could not be read.
static bool mark_repeated(last_results *l)
{
    for (size_t i = 1; i < l->count; i++) {
        for (size_t k = i; k-- > 0 && l->entries[k].hash == l->entries[i].hash;) {
            json_t *one = read_entry(l, &l->entries[i]);
            json_t *other = one != NULL ? read_entry(l, &l->entries[k]) : NULL;
            const bool same = other != NULL && strcmp(name_of(one), name_of(other)) == 0;
            const bool good = other != NULL;
            json_decref(one);
            json_decref(other);
            if (!good)
                return false;
            if (!same)
                continue;
            l->entries[i].is_repeated = true;
            l->about.repeated++;
            if (l->about.repeated_line == 0 || l->entries[i].line < l->about.repeated_line)
                l->about.repeated_line = l->entries[i].line;
            break;
        }
    }
    return true;
}

static int finish(last_results *l, const char *path, const line_reader *lines, const char *why)
{
    if (l->failure != 0) {
        screen_complain(nameless_folder(), 0, strerror(l->failure));
        return EXIT_IO;
    }
    if (why != NULL || lines->problem != NULL) {
        screen_complain(path, why != NULL ? lines->number : 0, why != NULL ? why : lines->problem);
        return why != NULL ? EXIT_BAD_PROFILE : EXIT_IO;
    }
    if (l->count == 0) {
        screen_complain(path, 0,
                        l->about.nameless > 0 ? "the results have no names: 'advise batch --id' writes them"
                                              : "there are no results in it");
        return EXIT_BAD_PROFILE;
    }
    if (l->count > 0)
        qsort(l->entries, l->count, sizeof *l->entries, by_hash);
    if (!mark_repeated(l)) {
        screen_complain(path, 0, strerror(errno));
        return EXIT_IO;
    }
    l->about.count = l->count - l->about.repeated;
    return EXIT_DONE;
}

last_results *last_open(const char *path, int *status)
{
    last_results *l = must_have(calloc(1, sizeof *l));
    l->fd = nameless_open(nameless_folder());
    if (l->fd < 0) {
        screen_complain(nameless_folder(), 0, strerror(errno));
        *status = EXIT_IO;
    } else {
        const char *why = NULL;
        line_reader lines = lines_open(path);
        while (why == NULL && l->failure == 0 && lines_next(&lines))
            why = add_line(l, &lines);
        *status = finish(l, path, &lines, why);
        lines_close(&lines);
    }
    if (*status == EXIT_DONE)
        return l;
    last_free(l);
    return NULL;
}

// --- finding ---

/// The first entry with at least that hash.
static size_t first_with(const last_results *l, uint64_t hash)
{
    size_t low = 0;
    size_t high = l->count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (l->entries[middle].hash < hash)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/// Puts a hash into a table that has room. False if it is there.
static bool put(uint64_t *table, size_t capacity, uint64_t hash)
{
    size_t at = hash & (capacity - 1);
    while (table[at] != 0 && table[at] != hash)
        at = (at + 1) & (capacity - 1);
    const bool is_new = table[at] == 0;
    table[at] = hash;
    return is_new;
}

/// Notes a name that is not in the results. False if it was noted before: of a million names, two have one hash with a probability of 1 to
/// 10^7.
static bool note_other(last_results *l, uint64_t hash)
{
    hash += hash == 0;
    if (2 * l->other_count >= l->other_capacity) {
        const size_t capacity = l->other_capacity > 0 ? 2 * l->other_capacity : 1024;
        uint64_t *table = must_have(calloc(capacity, sizeof *table));
        for (size_t i = 0; i < l->other_capacity; i++) {
            if (l->others[i] != 0)
                (void)put(table, capacity, l->others[i]);
        }
        free(l->others);
        l->others = table;
        l->other_capacity = capacity;
    }
    const bool is_new = put(l->others, l->other_capacity, hash);
    l->other_count += is_new;
    return is_new;
}

last_found last_find(last_results *l, const char *name, json_t **result)
{
    const uint64_t hash = hash_of(name);
    for (size_t i = first_with(l, hash); i < l->count && l->entries[i].hash == hash; i++) {
        entry *e = &l->entries[i];
        if (e->is_repeated)
            continue;
        *result = read_entry(l, e);
        if (*result == NULL)
            return LAST_FAILED;
        if (strcmp(name_of(*result), name) == 0) {
            const bool again = e->found;
            e->found = true;
            if (!again)
                return LAST_FOUND;
            json_decref(*result);
            return LAST_AGAIN;
        }
        json_decref(*result);
    }
    return note_other(l, hash) ? LAST_MISSING : LAST_AGAIN;
}

json_t *last_next_left(last_results *l)
{
    if (!l->by_offset && l->count > 0)
        qsort(l->entries, l->count, sizeof *l->entries, by_offset);
    l->by_offset = true;
    errno = 0;
    while (l->next_left < l->count) {
        const entry *e = &l->entries[l->next_left++];
        if (!e->found && !e->is_repeated)
            return read_entry(l, e);
    }
    return NULL;
}
