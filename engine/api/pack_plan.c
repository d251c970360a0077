// Which rules of a pack a batch evaluates by row: advise_pack_plan of the public API.
#include "api/internal.h"

#include "columns/plan.h"

typedef struct plan_job {
    arena *arena;
    const pack *pack;
    diag_list *diags;
} plan_job;

static void report_rules(void *argument)
{
    const plan_job *job = argument;
    const plan *p = plan_new(job->arena, job->pack, NULL, 0);
    for (size_t i = 0; i < p->open_count; i++) {
        const plan_open *o = &p->opens[i];
        const rule *r = &job->pack->rules[o->rule];
        const slice name = r->table != NULL ? r->table->id : r->id;
        diag_finding(job->diags, SEVERITY_NOTE, o->where, "by-row", "rule", r->id,
                     "in a batch the %s '%.*s' is evaluated for one person at a time: it %s",
                     r->table != NULL ? "table" : "rule", SLICE_ARG(name), o->why);
    }
}

advise_status advise_pack_plan(const advise_pack *p, advise_diagnostics **problems)
{
    if (p == NULL || problems == NULL)
        return ADVISE_BAD_USE;
    advise_diagnostics *d =
        *problems != NULL ? *problems : diagnostics_new(arena_allocator_borrow(pack_of(p)->arena));
    *problems = NULL;
    if (d == NULL)
        return ADVISE_NO_MEMORY;
    plan_job job = {d->arena, pack_of(p), d->list};
    const bool done = arena_run(d->arena, report_rules, &job) == ARENA_DONE;
    return give_problems(d, problems, done ? ADVISE_OK : ADVISE_NO_MEMORY);
}
