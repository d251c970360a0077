// Runs the checks of a pack and marks what the pack allows.
#include "check/check.h"

#include "check/find.h"
#include "pack/allow.h"

/// Says what was left undone.
static void report_limits(analysis *an)
{
    check_work *w = an->work;
    w->questions = an->solver.questions;
    w->steps = an->solver.steps;
    w->too_hard = an->solver.too_hard;
    if (w->not_compared > 0)
        find_report(an, (place){0}, "not-compared", NULL, (slice){0},
                    "%.*s: %zu rules have more rivals than they were compared with",
                    SLICE_ARG(an->pack->folder), w->not_compared);
    if (w->too_hard > 0)
        find_report(an, (place){0}, "too-hard", NULL, (slice){0},
                    "%.*s: %zu questions about conditions took too many steps", SLICE_ARG(an->pack->folder),
                    w->too_hard);
}

static void find_required(analysis *an)
{
    size_t *required = ARENA_ARRAY(an->arena, an->pack->fact_count, size_t);
    for (size_t i = 0; i < an->pack->fact_count; i++) {
        if (an->pack->facts[i].required)
            required[an->required_count++] = i;
    }
    an->required = required;
}

static void make_values(analysis *an)
{
    const pack *p = an->pack;
    an->value_count = p->scope.count + p->most_variables;
    an->values = ARENA_ARRAY(an->arena, an->value_count, feel_value);
    for (size_t i = p->fact_count; i < p->scope.count; i++) {
        const pack_constant *c = &p->constants[i - p->fact_count];
        if (p->scope.variables[i].constant != NULL)
            an->values[i] = *p->scope.variables[i].constant;
        else if (c->is_function && !c->reads_dated) // it calls a table that reads facts
            an->values[i] = c->value;
    }
}

typedef struct check_job {
    arena *arena;
    const pack *pack;
    diag_list *diags;
    check_work *work;
} check_job;

static void check_all(void *argument)
{
    const check_job *job = argument;
    arena *a = job->arena;
    analysis *an = ARENA_NEW(a, analysis);
    *an = (analysis){.arena = a,
                     .scratch = arena_new_child(a),
                     .pack = job->pack,
                     .diags = job->diags,
                     .work = job->work,
                     .machine = ARENA_NEW(a, feel_machine)};
    feel_machine *lasting = ARENA_NEW(a, feel_machine);
    feel_machine_init(lasting, a);
    lasting->open_unknowns = true;
    make_values(an);
    find_required(an);
    an->scope = (condition_scope){&job->pack->scope, an->values, lasting};
    an->solver.in = (condition_scope){&job->pack->scope, an->values, an->machine};
    analysis_reset(an);
    analyse_rules(an);
    find_in_rules(an);
    find_between_rules(an);
    find_reasons(an);
    find_unread(an);
    find_values(an);
    find_evidence(an);
    find_vanity(an);
    find_unknowns(an);
    find_units(an);
    find_dates(an);
    find_patterns(an);
    find_in_tables(a, job->pack, job->diags);
    report_limits(an);
    allow_findings(job->pack, job->diags, true);
}

bool check_pack(const allocator *from, const pack *p, diag_list *diags, check_work *work)
{
    check_work ignored;
    work = work != NULL ? work : &ignored;
    *work = (check_work){0};
    check_job job = {arena_new(from, 0), p, diags, work};
    if (job.arena == NULL)
        return false;
    arena *const arenas[] = {job.arena, diags->arena};
    bool done = arena_run_all(arenas, 2, check_all, &job) == ARENA_DONE;
    arena_free(job.arena);
    return done;
}
