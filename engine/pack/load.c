// Finds a pack's files, checks and loads each, and has them linked. Every file is looked at, whatever is wrong with the others.
#include "input/file.h"
#include "pack/loader.h"

#include <dirent.h>
#include <stdlib.h>

enum { LARGEST_FILE = 8 << 20, LARGEST_PACK = 64 << 20, MOST_FILES = 1000 };

/// Appends the records of a loaded file to the lists of their kinds.
static void gather_records(loader *l, const file_schema *schema, const void *data, const yaml_node *root)
{
    for (const record_list_schema *s = schema->lists; s->key != NULL; s++) {
        const char *items;
        unsigned count;
        memcpy(&items, (const char *)data + s->items, sizeof items);
        memcpy(&count, (const char *)data + s->count, sizeof count);
        const yaml_node *nodes = yaml_get(root, s->key);
        record_list *list = &l->records[s->kind];
        for (size_t i = 0; i < count; i++) {
            pack_record record = {items + i * s->size, nodes->items[i], l->level};
            ARENA_PUSH(l->arena, list, items, count, capacity, record);
        }
    }
}

/// Reads, checks and loads one file and gathers its records; NULL where it cannot be used. `*root`, unless NULL, is its tree.
static const void *load_file(loader *l, slice name, const file_schema *schema, size_t *total,
                             const yaml_node **root)
{
    source_text *source = ARENA_NEW(l->arena, source_text);
    source->file = arena_format(l->arena, "%.*s/%.*s", SLICE_ARG(l->pack->folder), SLICE_ARG(name));
    file_problem problem =
        file_read_beneath(l->arena, l->pack->folder.ptr, name, LARGEST_FILE, &source->text);
    if (problem != FILE_READ) {
        diag_error(l->diags, (place){0}, problem == FILE_MISSING ? "file-missing" : "file-unreadable",
                   "%.*s: %s", SLICE_ARG(source->file), file_problem_text(problem));
        return NULL;
    }
    *total += source->text.len;
    if (*total > LARGEST_PACK) {
        diag_error(l->diags, (place){source, 0, 1}, "pack-too-large", "the pack is larger than %d MiB",
                   LARGEST_PACK >> 20);
        return NULL;
    }
    const yaml_node *tree = yaml_read(l->arena, source, l->diags);
    if (tree == NULL || !schema_check(l->arena, schema, tree, l->diags))
        return NULL;
    const void *data = schema_load(l->arena, schema, source, l->diags);
    if (data != NULL)
        gather_records(l, schema, data, tree);
    if (root != NULL)
        *root = tree;
    return data;
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
    const yaml_node *node = l->head.node;
    p->name = slice_of(head->pack);
    p->version = slice_of(head->version);
    p->title = slice_of(head->title);
    p->description = slice_of(head->description);
    pack_level *level = ARENA_NEW(l->arena, pack_level);
    *level = (pack_level){p->folder, p->name, p->version, p->title};
    p->levels = level;
    p->level_count = 1;
    if (head->advise != 1) {
        diag_error(l->diags, loader_place(node, "advise"), "format-version",
                   "this program reads packs of format 1");
    }
    decimal threshold;
    if (head->threshold != NULL) {
        bool number = decimal_parse(slice_of(head->threshold), &threshold);
        p->threshold = number ? decimal_to_double(threshold) : 0;
        if (!number || p->threshold < 0 || p->threshold >= 1)
            diag_error(l->diags, loader_place(node, "threshold"), "out-of-range",
                       "the threshold must be a number from 0 up to, not including, 1");
    }
}

static void link_sources(loader *l)
{
    const record_list *from = &l->records[RECORD_SOURCE];
    pack_source *sources = ARENA_ARRAY(l->arena, from->count, pack_source);
    for (size_t i = 0; i < from->count; i++) {
        const yaml_source *source = from->items[i].data;
        place where = loader_place(from->items[i].node, "id");
        sources[i] =
            (pack_source){slice_of(source->id), slice_of(source->title), slice_of(source->point), where};
        (void)loader_define(l, &l->sources, sources[i].id, i, where, "source");
    }
    l->pack->sources = sources;
    l->pack->source_count = from->count;
}

static void load(void *argument)
{
    loader *l = argument;
    file_names names = {0};
    size_t total = 0;
    if (!list_rule_files(l, &names))
        return;
    l->head.data = load_file(l, SLICE("pack.yaml"), &schema_pack, &total, &l->head.node);
    bool vocabulary = load_file(l, SLICE("vocabulary.yaml"), &schema_vocabulary, &total, NULL) != NULL;
    bool complete =
        load_file(l, SLICE("recommendations.yaml"), &schema_recommendations, &total, NULL) != NULL &&
        l->head.data != NULL && vocabulary;
    for (size_t i = 0; i < names.count; i++)
        complete = load_file(l, names.items[i], &schema_rules, &total, NULL) != NULL && complete;
    link_head(l);
    link_sources(l);
    if (!vocabulary)
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
