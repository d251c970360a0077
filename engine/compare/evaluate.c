// Reading and inference for one record, below the guards of both arenas that it allocates from.
#include "compare/evaluate.h"

#include "cohort/read.h"
#include "infer/run.h"

typedef struct evaluate_job {
    evaluator *evaluator;
    const cohort_record *record;
    known_before known;
    diag_list *diags;
    const inference *result;
} evaluate_job;

static void evaluate_record(void *argument)
{
    evaluate_job *job = argument;
    evaluator *e = job->evaluator;
    const cohort_record *r = job->record;
    diag_list *unread = diag_list_new(e->arena); // few records are refused, and hints take long to find
    unread->unread = true;
    profile *person = cohort_read(e->arena, e->pack, r, &r->source, unread);
    if (person == NULL) {
        (void)cohort_read(e->arena, e->pack, r, &r->source, job->diags);
        return;
    }
    feel_machine *m = ARENA_NEW(e->arena, feel_machine);
    feel_machine_init(m, e->arena);
    m->clock = e->clock;
    run *with = ARENA_NEW(e->arena, run);
    *with = run_start(m, e->pack, person, false);
    with->unrecorded = true;
    with->silent = job->known.silent;
    with->derived = job->known.derived;
    with->wordless = job->known.wordless;
    job->result = infer_run(with);
    if (job->result == NULL)
        feel_report_exhausted(job->diags, (place){&r->source, 0, 1}, person->file);
}

static void evaluate_guarded(void *argument)
{
    evaluate_job *job = argument;
    arena_outcome outcome = arena_run(job->evaluator->arena, evaluate_record, job);
    if (outcome == ARENA_NO_MEMORY)
        arena_fail(job->diags->arena);
    if (outcome == ARENA_LIMIT) {
        job->result = NULL;
        diag_error(job->diags, (place){&job->record->source, 0, 1}, "memory",
                   "the evaluation took more than its share of memory");
    }
}

evaluation evaluate(evaluator *e, const cohort_record *record, known_before known, diag_list *diags,
                    const inference **out)
{
    evaluate_job job = {.evaluator = e, .record = record, .known = known, .diags = diags};
    *out = NULL;
    arena_reset(e->arena);
    if (arena_run(diags->arena, evaluate_guarded, &job) != ARENA_DONE)
        return EVALUATION_NO_MEMORY;
    *out = job.result;
    return job.result != NULL ? EVALUATED : REFUSED;
}
