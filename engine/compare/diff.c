// The run: threads look at records, and what they find is counted in the order of the records.
#include "compare/diff.h"

#include "batch/pipeline.h"
#include "compare/diff_count.h"
#include "compare/diff_worker.h"

typedef struct run {
    diff_work work; ///< first: the threads know the run by it
    diff_count count;
    cohort *profiles;
    bool no_memory;
} run;

/// The index of the fact that an option names, in both packs; false, with a diagnostic, if neither has it.
static bool find_fact(const pack_comparison *packs, const char *name, slice kept, ptrdiff_t *before,
                      ptrdiff_t *after, diag_list *diags)
{
    const pack *p = packs->after;
    *before = *after = -1;
    if (name == NULL || kept.ptr != NULL)
        return true;
    *before = pack_find_fact(packs->before, slice_of(name));
    *after = pack_find_fact(p, slice_of(name));
    if (*before >= 0 || *after >= 0)
        return true;
    diag_error(diags, (place){0}, "unknown-name", "unknown fact '%s'", name);
    pack_hint_fact(p->facts, p->fact_count, slice_of(name), diags);
    return false;
}

static cohort_step next(void *state, cohort_record *record, diag_list *diags)
{
    return cohort_next(((run *)state)->profiles, record, diags);
}

static bool next_line(void *state, cohort_record *record)
{
    return cohort_next_line(((run *)state)->profiles, record);
}

static void trouble(void *state, const diag_list *diags)
{
    const diff_options *options = ((run *)state)->work.options;
    const bool unreadable = diags->errors > 0;
    if (options->refused != NULL)
        options->refused(options->state, NULL, unreadable, unreadable, diags);
}

typedef struct counting {
    run *run;
    slice findings;
} counting;

static void count_findings(void *argument)
{
    const counting *c = argument;
    const diff_finding *found;
    for (size_t at = 0; at < c->findings.len; at += sizeof found) {
        memcpy(&found, c->findings.ptr + at, sizeof found);
        diff_count_add(&c->run->count, found);
    }
}

static bool write(void *state, slice findings, size_t records, size_t refused)
{
    run *r = state;
    const diff_options *options = r->work.options;
    counting c = {r, findings};
    (void)records;
    (void)refused;
    if (arena_run(r->count.arena, count_findings, &c) != ARENA_DONE) {
        r->no_memory = true;
        return false;
    }
    if (options->progress != NULL) {
        uint64_t done = 0;
        uint64_t total = 0;
        cohort_progress(r->profiles, &done, &total);
        options->progress(options->state, r->count.out->totals.records, done, total);
    }
    return true;
}

static void begin(run *r, arena *a)
{
    diff_work *w = &r->work;
    const size_t before = (size_t)w->by_before;
    const size_t after = (size_t)w->by_after;
    const size_t *const kept[] = {&before, &after};
    const size_t counts[] = {w->by_before >= 0, w->by_after >= 0};
    w->screening = screen_plan_new(a, w->packs, w->before, w->after, kept, counts);
    r->count = (diff_count){.arena = a, .options = w->options, .packs = w->packs};
    diff_count_begin(&r->count);
}

diff *diff_run(arena *a, const diff_side *before, const diff_side *after, cohort *profiles,
               const diff_options *options, diag_list *diags)
{
    run r = {.work = {.options = options, .before = before, .after = after}, .profiles = profiles};
    diff_work *w = &r.work;
    w->packs = pack_compare(a, before->pack, after->pack);
    bool good = find_fact(w->packs, options->by, options->kept_by, &w->by_before, &w->by_after, diags);
    good = find_fact(w->packs, options->id, options->kept_id, &w->id_before, &w->id_after, diags) && good;
    if (!good)
        return NULL;
    begin(&r, a);
    const pipeline_settings settings = {.worker = &diff_worker_kind,
                                        .from = *arena_allocator_borrow(a),
                                        .jobs = options->jobs > 0 ? options->jobs : 1,
                                        .show_values = options->show_values,
                                        .state = &r,
                                        .next = next,
                                        .next_line = next_line,
                                        .next_anywhere = true,
                                        .write = write,
                                        .trouble = trouble};
    pipeline_totals totals;
    if (pipeline_run(&settings, &totals) == PIPELINE_NO_MEMORY || r.no_memory)
        arena_fail(a);
    r.count.out->totals.unreadable = totals.unreadable;
    diff_finish(&r.count);
    return r.count.out;
}
