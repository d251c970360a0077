// Maps of an office's data through the public API.
#include "api/map.h"

#include "base/limits.h"

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

slice map_find_kept(const advise_map *m, const char *name)
{
    const char *kept;
    for (size_t i = 0; name != NULL && (kept = advise_map_kept(m, i)) != NULL; i++) {
        if (strcmp(kept, name) == 0)
            return slice_of(kept);
    }
    return (slice){NULL, 0};
}
