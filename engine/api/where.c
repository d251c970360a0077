// Conditions on the outcomes of a batch, through the public API.
#include "api/internal.h"

#include "api/map.h"
#include "batch/where.h"

struct advise_where {
    arena *arena; ///< owns all of it, this struct included
    const where *compiled;
};

typedef struct where_job {
    const pack *pack;
    const advise_map *map;
    const char *name, *text;
    arena *arena;
    diag_list *diags;
    advise_where *where;
} where_job;

static void compile(void *argument)
{
    where_job *job = argument;
    source_text *source = ARENA_NEW(job->arena, source_text);
    *source = (source_text){.file = arena_copy(job->arena, slice_of(job->name)),
                            .text = arena_copy(job->arena, slice_of(job->text)),
                            .lasting = true};
    job->where = ARENA_NEW(job->arena, advise_where);
    size_t count = 0;
    while (advise_map_kept(job->map, count) != NULL)
        count++;
    slice *kept = ARENA_ARRAY(job->arena, count, slice);
    for (size_t i = 0; i < count; i++)
        kept[i] = slice_of(advise_map_kept(job->map, i));
    *job->where =
        (advise_where){job->arena, where_new(job->arena, job->pack, kept, count, source, job->diags)};
}

advise_status advise_where_new(const advise_pack *p, const advise_map *map, const char *name,
                               const char *text, const advise_allocator *from, advise_where **out,
                               advise_diagnostics **problems)
{
    if (problems != NULL)
        *problems = NULL;
    if (p == NULL || name == NULL || text == NULL || out == NULL)
        return ADVISE_BAD_USE;
    *out = NULL;
    const allocator source = allocator_of(from);
    where_job job = {
        .pack = pack_of(p), .map = map, .name = name, .text = text, .arena = arena_new(&source, 0)};
    advise_diagnostics *d = job.arena != NULL ? diagnostics_new(&source) : NULL;
    advise_status status = ADVISE_NO_MEMORY;
    if (d != NULL) {
        job.diags = d->list;
        arena *const arenas[] = {job.arena, d->arena};
        if (arena_run_all(arenas, 2, compile, &job) == ARENA_DONE)
            status = job.where->compiled != NULL ? ADVISE_OK : ADVISE_BAD_USE;
    }
    if (status == ADVISE_OK)
        *out = job.where;
    else
        arena_free(job.arena);
    if (status != ADVISE_NO_MEMORY)
        return give_problems(d, problems, status);
    advise_diagnostics_free(d);
    return status;
}

bool advise_where_needs_reports(const advise_where *w)
{
    return w->compiled->reads[WHERE_QUESTIONS];
}

void advise_where_free(advise_where *w)
{
    if (w != NULL)
        arena_free(w->arena);
}

const where *where_of(const advise_where *w)
{
    return w->compiled;
}
