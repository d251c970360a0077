// Finds a pack's files, checks and loads each, and has them linked. Every file is looked at, whatever is wrong with the others.
#include "input/file.h"
#include "pack/loader.h"

#include <dirent.h>
#include <stdlib.h>

enum { LARGEST_FILE = 8 << 20, LARGEST_PACK = 64 << 20, MOST_FILES = 1000 };

static size_t hash_of(slice name)
{
    uint64_t hash = 1469598103934665603u; // FNV-1a
    for (size_t i = 0; i < name.len; i++)
        hash = (hash ^ (unsigned char)name.ptr[i]) * 1099511628211u;
    return (size_t)(hash ^ (hash >> 32));
}

static name_entry *slot_of(const name_index *index, slice name)
{
    size_t at = hash_of(name) & (index->capacity - 1);
    while (index->slots[at].name.ptr != NULL && !slice_equal(index->slots[at].name, name))
        at = (at + 1) & (index->capacity - 1);
    return &index->slots[at];
}

const name_entry *name_find(const name_index *index, slice name)
{
    if (index->capacity == 0 || name.len == 0)
        return NULL;
    const name_entry *entry = slot_of(index, name);
    return entry->name.ptr != NULL ? entry : NULL;
}

bool name_add(arena *a, name_index *index, slice name, size_t at, place where, const name_entry **before)
{
    if (index->count * 2 >= index->capacity) {
        name_index larger = {.capacity = index->capacity == 0 ? 64 : index->capacity * 2,
                             .count = index->count};
        larger.slots = ARENA_ARRAY(a, larger.capacity, name_entry);
        for (size_t i = 0; i < index->capacity; i++) {
            if (index->slots[i].name.ptr != NULL)
                *slot_of(&larger, index->slots[i].name) = index->slots[i];
        }
        *index = larger;
    }
    name_entry *entry = slot_of(index, name);
    *before = entry;
    if (entry->name.ptr != NULL)
        return false;
    *entry = (name_entry){name, at, where};
    index->count++;
    return true;
}

static bool is_name(slice name)
{
    for (size_t i = 0; i < name.len; i++) {
        char c = name.ptr[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
        bool more = (c >= '0' && c <= '9') || c == '-' || c == '/' || c == '.';
        if (!letter && (i == 0 || !more))
            return false;
    }
    return name.len > 0 && name.len <= 200;
}

bool loader_define(loader *l, name_index *index, slice name, size_t at, place where, const char *what)
{
    const name_entry *before;
    if (!is_name(name)) {
        diag_error(l->diags, where, "bad-name", "'%.*s' is no name for a %s",
                   SLICE_ARG(slice_part(name, 0, 60)), what);
        diag_hint(l->diags, "a name is letters, digits, '_', '-', '/' and '.', and begins with a letter");
        return false;
    }
    if (name_add(l->arena, index, name, at, where, &before))
        return true;
    slice file;
    slice line_text;
    size_t line;
    size_t column;
    size_t length;
    place_resolve(before->where, &file, &line, &column, &length, &line_text);
    diag_error(l->diags, where, "duplicate-id", "the %s '%.*s' is defined twice", what, SLICE_ARG(name));
    diag_hint(l->diags, "it is defined before at %.*s:%zu:%zu", SLICE_ARG(file), line, column);
    return false;
}

void loader_hint_nearest(loader *l, const name_index *index, slice name)
{
    slice *names = ARENA_ARRAY(l->arena, index->count, slice);
    size_t count = 0;
    for (size_t i = 0; i < index->capacity; i++) {
        if (index->slots[i].name.ptr == NULL)
            continue;
        size_t at = count++; // kept in byte order, so that hints do not depend on the table
        for (; at > 0 && slice_compare(names[at - 1], index->slots[i].name) > 0; at--)
            names[at] = names[at - 1];
        names[at] = index->slots[i].name;
    }
    diag_hint_nearest(l->diags, name, names, count);
}

const yaml_node *loader_record(const pack_file *file, const char *list, size_t index)
{
    const yaml_node *records = yaml_get(file->root, list);
    return records != NULL && index < records->count ? records->items[index] : NULL;
}

place loader_place(const yaml_node *record, const char *key)
{
    const yaml_node *value = yaml_get(record, key);
    return value != NULL    ? value->where
           : record != NULL ? (place){record->where.source, record->where.offset, 1}
                            : (place){0};
}

const source_text *loader_source(loader *l, const yaml_node *record, const char *key)
{
    const yaml_node *value = yaml_get(record, key);
    return value != NULL ? yaml_scalar_source(l->arena, value) : NULL;
}

/// Reads, checks and loads one file; false where there is nothing to link.
static bool load_file(loader *l, slice name, const file_schema *schema, size_t *total, pack_file *out)
{
    source_text *source = ARENA_NEW(l->arena, source_text);
    source->file = arena_format(l->arena, "%.*s/%.*s", SLICE_ARG(l->pack->folder), SLICE_ARG(name));
    file_problem problem =
        file_read_beneath(l->arena, l->pack->folder.ptr, name, LARGEST_FILE, &source->text);
    if (problem != FILE_READ) {
        diag_error(l->diags, (place){0}, problem == FILE_MISSING ? "file-missing" : "file-unreadable",
                   "%.*s: %s", SLICE_ARG(source->file), file_problem_text(problem));
        return false;
    }
    *total += source->text.len;
    if (*total > LARGEST_PACK) {
        diag_error(l->diags, (place){source, 0, 1}, "pack-too-large", "the pack is larger than %d MiB",
                   LARGEST_PACK >> 20);
        return false;
    }
    out->root = yaml_read(l->arena, source, l->diags);
    if (out->root == NULL || !schema_check(l->arena, schema, out->root, l->diags))
        return false;
    out->data = schema_load(l->arena, schema, source, l->diags);
    return out->data != NULL;
}

typedef struct file_names {
    slice *items;
    size_t count, capacity;
} file_names;

static int compare_names(const void *a, const void *b)
{
    return slice_compare(*(const slice *)a, *(const slice *)b);
}

static bool is_rule_file(slice name)
{
    static const char *const others[] = {"pack.yaml", "vocabulary.yaml", "recommendations.yaml"};
    for (size_t i = 0; i < 3; i++) {
        if (slice_is(name, others[i]))
            return false;
    }
    return name.ptr[0] != '.' && slice_ends_with(name, SLICE(".yaml")) &&
           !slice_ends_with(name, SLICE(".test.yaml"));
}

static bool list_rule_files(loader *l, file_names *names)
{
    DIR *folder = opendir(l->pack->folder.ptr);
    if (folder == NULL) {
        diag_error(l->diags, (place){0}, "file-missing", "%.*s: there is no such pack",
                   SLICE_ARG(l->pack->folder));
        return false;
    }
    const struct dirent *entry;
    while ((entry = readdir(folder)) != NULL && names->count <= MOST_FILES) {
        slice name = slice_of(entry->d_name);
        if (is_rule_file(name)) {
            slice copy = arena_copy(l->arena, name);
            ARENA_PUSH(l->arena, names, items, count, capacity, copy);
        }
    }
    (void)closedir(folder);
    if (names->count > 1)
        qsort(names->items, names->count, sizeof *names->items, compare_names);
    if (names->count > MOST_FILES)
        diag_error(l->diags, (place){0}, "pack-too-large", "%.*s: more than %d files",
                   SLICE_ARG(l->pack->folder), MOST_FILES);
    return names->count <= MOST_FILES;
}

static void link_head(loader *l)
{
    pack *p = l->pack;
    const yaml_pack *head = l->head.data;
    p->threshold = 0.2;
    if (head == NULL)
        return;
    p->name = slice_of(head->pack);
    p->version = slice_of(head->version);
    p->title = slice_of(head->title);
    p->description = slice_of(head->description);
    if (head->advise != 1) {
        diag_error(l->diags, loader_place(l->head.root, "advise"), "format-version",
                   "this program reads packs of format 1");
    }
    decimal threshold;
    if (head->threshold != NULL) {
        bool number = decimal_parse(slice_of(head->threshold), &threshold);
        p->threshold = number ? decimal_to_double(threshold) : 0;
        if (!number || p->threshold < 0 || p->threshold >= 1)
            diag_error(l->diags, loader_place(l->head.root, "threshold"), "out-of-range",
                       "the threshold must be a number from 0 up to, not including, 1");
    }
    pack_source *sources = ARENA_ARRAY(l->arena, head->sources_count, pack_source);
    for (size_t i = 0; i < head->sources_count; i++) {
        place where = loader_place(loader_record(&l->head, "sources", i), "id");
        sources[i] = (pack_source){slice_of(head->sources[i].id), slice_of(head->sources[i].title),
                                   slice_of(head->sources[i].point), where};
        (void)loader_define(l, &l->sources, sources[i].id, i, where, "source");
    }
    p->sources = sources;
    p->source_count = head->sources_count;
}

static void load(void *argument)
{
    loader *l = argument;
    file_names names = {0};
    size_t total = 0;
    if (!list_rule_files(l, &names))
        return;
    bool complete = load_file(l, SLICE("pack.yaml"), &schema_pack, &total, &l->head);
    complete = load_file(l, SLICE("vocabulary.yaml"), &schema_vocabulary, &total, &l->vocabulary) && complete;
    complete =
        load_file(l, SLICE("recommendations.yaml"), &schema_recommendations, &total, &l->recommendations) &&
        complete;
    l->rule_files = ARENA_ARRAY(l->arena, names.count, pack_file);
    for (size_t i = 0; i < names.count; i++) {
        if (load_file(l, names.items[i], &schema_rules, &total, &l->rule_files[l->rule_file_count]))
            l->rule_file_count++;
        else
            complete = false;
    }
    link_head(l);
    if (l->vocabulary.data == NULL)
        return; // every name would be unknown
    load_vocabulary(l);
    link_constants(l);
    if (!complete)
        return; // what is missing would be reported again as unknown
    link_recommendations(l);
    link_rules(l);
    if (l->diags->errors == 0)
        order_derivations(l);
}

/// Runs the load so that a failed allocation in the pack's arena or the diagnostics' ends it here.
static void load_guarded(void *argument)
{
    loader *l = argument;
    if (arena_run(l->diags->arena, load, l) != ARENA_DONE)
        arena_fail(l->arena);
}

typedef struct pack_start {
    arena *arena;
    const char *folder;
    diag_list *diags;
    loader *loader;
} pack_start;

static void start(void *argument)
{
    pack_start *s = argument;
    loader *l = ARENA_NEW(s->arena, loader);
    l->arena = s->arena;
    l->diags = s->diags;
    l->pack = ARENA_NEW(s->arena, pack);
    l->pack->arena = s->arena;
    l->pack->folder = arena_copy(s->arena, slice_of(s->folder));
    s->loader = l;
    load_guarded(l);
}

pack *pack_load(const allocator *from, const char *folder, diag_list *diags)
{
    pack_start s = {.arena = arena_new(from, 0), .folder = folder, .diags = diags};
    size_t errors = diags->errors;
    if (s.arena == NULL)
        return NULL;
    if (arena_run(s.arena, start, &s) == ARENA_DONE && diags->errors == errors)
        return s.loader->pack;
    arena_free(s.arena);
    return NULL;
}

void pack_free(pack *p)
{
    if (p != NULL)
        arena_free(p->arena);
}

ptrdiff_t pack_find_fact(const pack *p, slice name)
{
    for (size_t i = 0; i < p->fact_count; i++) {
        if (slice_equal(p->facts[i].name, name))
            return (ptrdiff_t)i;
    }
    return -1;
}

ptrdiff_t pack_find_recommendation(const pack *p, slice id)
{
    for (size_t i = 0; i < p->recommendation_count; i++) {
        if (slice_equal(p->recommendations[i].id, id))
            return (ptrdiff_t)i;
    }
    return -1;
}

ptrdiff_t pack_find_rule(const pack *p, slice id)
{
    for (size_t i = 0; i < p->rule_count; i++) {
        if (slice_equal(p->rules[i].id, id))
            return (ptrdiff_t)i;
    }
    return -1;
}
