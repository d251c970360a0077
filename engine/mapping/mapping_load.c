// A map's file: read, checked, and put together.
#include "mapping/mapping_state.h"

#include "base/limits.h"
#include "pack/schema_check.h"

// --- tests ---

static void read_tests(const map_reader *r, const yaml_node *node)
{
    mapping_test *tests = ARENA_ARRAY(r->arena, node != NULL ? node->count : 0, mapping_test);
    for (size_t i = 0; node != NULL && i < node->count; i++) {
        const yaml_node *one = node->items[i];
        const yaml_node *name = yaml_get(one, "name");
        tests[i] = (mapping_test){yaml_get(one, "row"), yaml_get(one, "facts"),
                                  name != NULL ? name->text : (slice){NULL, 0}};
        const yaml_node *const both[] = {tests[i].row, tests[i].facts};
        for (size_t k = 0; k < 2; k++) {
            if (both[k]->kind != YAML_MAPPING)
                diag_error(r->diags, both[k]->where, "wrong-type", "'%s' must be keys and values",
                           k == 0 ? "row" : "facts");
        }
    }
    r->out->tests = tests;
    r->out->test_count = node != NULL ? node->count : 0;
}

// --- the whole ---

typedef struct load_job {
    map_reader reader;
    const char *path;
    load_outcome outcome;
} load_job;

/// A map that says nothing of any column.
static void check_whole(const map_reader *r, const yaml_node *root)
{
    if (r->columns.count + r->joins.count == 0 && r->diags->errors == 0)
        diag_error(r->diags, (place){root->where.source, root->where.offset, 1}, "missing-key",
                   "the map has no columns");
}

static void load(void *argument)
{
    load_job *job = argument;
    map_reader *r = &job->reader;
    source_text *source = ARENA_NEW(r->arena, source_text);
    source->file = arena_copy(r->arena, slice_of(job->path));
    const size_t errors = r->diags->errors;
    r->out = ARENA_NEW(r->arena, mapping);
    r->out->arena = r->arena;
    const file_problem problem = file_read_at(r->arena, job->path, LIMIT_PACK_FILE, &source->text);
    if (problem != FILE_READ) {
        diag_error(r->diags, (place){0}, "file-unreadable", "%s: %s", job->path, file_problem_text(problem));
        job->outcome = problem == FILE_MISSING ? LOAD_MISSING : LOAD_UNREADABLE;
        return;
    }
    source->lasting = true;
    const yaml_node *root = yaml_read(r->arena, source, r->diags);
    if (root == NULL || !schema_check(r->arena, &map_schema, root, r->diags)) {
        job->outcome = LOAD_REFUSED;
        return;
    }
    r->out->title = yaml_get(root, "map")->text;
    r->out->map.file = source->file;
    map_read_dialect(r, root);
    map_read_columns(r, yaml_get(root, "columns"));
    map_read_lists(r, yaml_get(root, "lists"));
    read_tests(r, yaml_get(root, "tests"));
    check_whole(r, root);
    r->out->map.columns = r->columns.items;
    r->out->map.count = r->columns.count;
    r->out->map.joins = r->joins.items;
    r->out->map.join_count = r->joins.count;
    job->outcome = r->diags->errors == errors ? LOAD_DONE : LOAD_REFUSED;
}

load_outcome mapping_load(const allocator *from, const char *path, const pack *const *packs, size_t count,
                          diag_list *diags, mapping **out)
{
    arena *a = arena_new(from, 0);
    *out = NULL;
    if (a == NULL)
        return LOAD_NO_MEMORY;
    load_job job = {.reader = {.arena = a, .packs = packs, .pack_count = count, .diags = diags},
                    .path = path,
                    .outcome = LOAD_NO_MEMORY};
    arena *const arenas[] = {a, diags->arena};
    if (arena_run_all(arenas, 2, load, &job) != ARENA_DONE)
        job.outcome = LOAD_NO_MEMORY;
    if (job.outcome == LOAD_DONE)
        *out = job.reader.out;
    else
        arena_free(a);
    return job.outcome;
}

void mapping_free(mapping *m)
{
    if (m != NULL)
        arena_free(m->arena);
}
