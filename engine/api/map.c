// Maps of an office's data through the public API.
#include "api/map.h"

#include "base/limits.h"
#include "mapping/mapping_test.h"

const mapping *mapping_of(const advise_map *m)
{
    return (const mapping *)m;
}

advise_status advise_map_load(const advise_pack *const *packs, size_t count, const char *path,
                              const advise_allocator *from, advise_map **out, advise_diagnostics **problems)
{
    if (problems != NULL)
        *problems = NULL;
    if (packs == NULL || count == 0 || count > LIMIT_COHORT_PACKS || path == NULL || out == NULL)
        return ADVISE_BAD_USE;
    *out = NULL;
    const allocator source = allocator_of(from);
    const pack *all[LIMIT_COHORT_PACKS];
    for (size_t i = 0; i < count; i++)
        all[i] = pack_of(packs[i]);
    advise_diagnostics *d = diagnostics_new(&source);
    if (d == NULL)
        return ADVISE_NO_MEMORY;
    mapping *loaded = NULL;
    const load_outcome outcome = mapping_load(&source, path, all, count, d->list, &loaded);
    *out = (advise_map *)loaded;
    return give_problems(d, problems, status_of_load(outcome, ADVISE_BAD_PACK));
}

void advise_map_free(const advise_map *m)
{
    mapping_free((mapping *)(uintptr_t)m);
}

const char *advise_map_kept(const advise_map *m, size_t index)
{
    const cells_map *map = m != NULL ? &mapping_of(m)->map : NULL;
    for (size_t i = 0; map != NULL && i < map->count; i++) {
        if (map->columns[i].use == CELLS_KEPT && index-- == 0)
            return text_of(map->columns[i].target);
    }
    return NULL;
}

advise_map_signs advise_map_signs_of(const advise_map *m)
{
    const mapping_dialect *d = m != NULL ? &mapping_of(m)->dialect : NULL;
    return d != NULL ? (advise_map_signs){d->delimiter, d->decimal} : (advise_map_signs){'\0', '\0'};
}

slice map_find_kept(const advise_map *m, const char *name)
{
    const char *kept;
    for (size_t i = 0; name != NULL && (kept = advise_map_kept(m, i)) != NULL; i++) {
        if (strcmp(kept, name) == 0)
            return slice_of(kept);
    }
    return (slice){NULL, 0};
}

typedef struct test_job {
    const mapping *map;
    const pack *pack;
    diag_list *diags;
    size_t failed;
} test_job;

static void run_tests(void *argument)
{
    test_job *job = argument;
    for (size_t i = 0; i < job->map->test_count; i++)
        job->failed +=
            !mapping_test_run(job->diags->arena, job->map, job->pack, &job->map->tests[i], job->diags);
}

advise_status advise_map_test(const advise_map *m, const advise_pack *p, size_t *count, size_t *failed,
                              advise_diagnostics **problems)
{
    if (problems != NULL)
        *problems = NULL;
    if (m == NULL || p == NULL)
        return ADVISE_BAD_USE;
    const allocator from = *arena_allocator_borrow(mapping_of(m)->arena);
    advise_diagnostics *d = diagnostics_new(&from);
    if (d == NULL)
        return ADVISE_NO_MEMORY;
    test_job job = {mapping_of(m), pack_of(p), d->list, 0};
    const bool good = arena_run(d->arena, run_tests, &job) == ARENA_DONE;
    if (count != NULL)
        *count = job.map->test_count;
    if (failed != NULL)
        *failed = job.failed;
    return give_problems(d, problems, good ? ADVISE_OK : ADVISE_NO_MEMORY);
}
