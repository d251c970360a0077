// What a question is about, through the public API.
#include "api/internal.h"

#include "conversation/target.h"

typedef struct find_job {
    const advise_report *report;
    slice text;
    diag_list *diags;
    advise_target out;
    bool found;
} find_job;

static void find(void *argument)
{
    find_job *job = argument;
    arena *a = job->report->session->arena;
    const inference *of = job->report->result;
    target found;
    job->found = target_find(a, of, job->text, &found, job->diags);
    if (job->found)
        job->out = (advise_target){text_of(of->pack->recommendations[found.recommendation].id),
                                   text_of(arena_copy(a, found.item))};
}

advise_status advise_report_find(const advise_report *r, const char *text, advise_target *out,
                                 advise_diagnostics **problems)
{
    if (problems != NULL)
        *problems = NULL;
    if (r == NULL || text == NULL || out == NULL)
        return ADVISE_BAD_USE;
    advise_diagnostics *d = diagnostics_new(arena_allocator_borrow(r->session->arena));
    if (d == NULL)
        return ADVISE_NO_MEMORY;
    find_job job = {.report = r, .text = slice_of(text), .diags = d->list};
    arena *const arenas[] = {r->session->arena, d->arena};
    if (arena_run_all(arenas, 2, find, &job) != ARENA_DONE) {
        advise_diagnostics_free(d);
        return ADVISE_NO_MEMORY;
    }
    if (job.found)
        *out = job.out;
    return give_problems(d, problems, job.found ? ADVISE_OK : ADVISE_BAD_USE);
}
