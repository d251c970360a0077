// The run: record by record through both packs. Each record's memory is given back before the next.
#include "compare/diff_state.h"

#include "base/limits.h"
#include "cohort/read.h"

typedef struct step_job {
    diff_state *state;
    cohort *profiles;
    evaluator *before, *after;
    bool ended, no_memory;
} step_job;

/// A list for what is wrong with a record.
static diag_list *new_list(const diff_state *s)
{
    diag_list *diags = diag_list_new(s->scratch);
    diags->hides_values = !s->options->show_values;
    return diags;
}

static void report_refused(const diff_state *s, const cohort_record *record, bool before, bool after,
                           const diag_list *diags)
{
    if (s->options->refused != NULL)
        s->options->refused(s->options->state, record, before, after, diags);
}

/// The value of a fact by its index in either pack: the new one's if it has the fact.
static feel_value value_of(const diff_state *s, ptrdiff_t before, ptrdiff_t after)
{
    if (after >= 0)
        return s->after->values[after];
    return before >= 0 ? s->before->values[before] : feel_null();
}

/// The same, or what the record says in a kept column.
static feel_value value_named(const diff_state *s, slice kept, ptrdiff_t before, ptrdiff_t after)
{
    slice text = {NULL, 0};
    if (kept.ptr == NULL)
        return value_of(s, before, after);
    cohort_read_kept(s->scratch, s->record, &kept, 1, &text);
    return text.len > 0 ? feel_string(text) : feel_null();
}

static void compare_record(diff_state *s)
{
    feel_value id = value_named(s, s->options->kept_id, s->id_before, s->id_after);
    s->id = feel_is_null(id) ? (slice){NULL, 0} : feel_to_string(s->scratch, id);
    if (s->id.len > LIMIT_SHOWN_VALUE)
        s->id = (slice){NULL, 0};
    s->group = s->options->by != NULL
                   ? diff_group_for(s, value_named(s, s->options->kept_by, s->by_before, s->by_after))
                   : NULL;
    diff_compare(s);
}

/// Evaluates one record; false if memory ran out.
static bool evaluate_both(step_job *job, const cohort_record *record)
{
    diff_state *s = job->state;
    diff_totals *totals = &s->out->totals;
    diag_list *old_problems = new_list(s);
    diag_list *new_problems = new_list(s);
    evaluation before = evaluate(job->before, record, old_problems, &s->before);
    evaluation after = before != EVALUATION_NO_MEMORY ? evaluate(job->after, record, new_problems, &s->after)
                                                      : EVALUATION_NO_MEMORY;
    if (after == EVALUATION_NO_MEMORY)
        return false;
    if (before == EVALUATED && after == EVALUATED) {
        s->record = record;
        compare_record(s);
        return true;
    }
    totals->refused++;
    totals->refused_before += after == EVALUATED;
    totals->refused_after += before == EVALUATED;
    diag_list *problems = after == REFUSED ? new_problems : old_problems;
    diag_sort(problems);
    report_refused(s, record, before == REFUSED, after == REFUSED, problems);
    return true;
}

static void step(void *argument)
{
    step_job *job = argument;
    diff_state *s = job->state;
    diff_totals *totals = &s->out->totals;
    cohort_record record = {0};
    diag_list *diags = new_list(s);
    switch (cohort_next(job->profiles, &record, diags)) {
    case COHORT_END: job->ended = true; return;
    case COHORT_NO_MEMORY: job->no_memory = true; return;
    case COHORT_NOTED: report_refused(s, NULL, false, false, diags); return;
    case COHORT_UNREADABLE:
        totals->unreadable++;
        report_refused(s, NULL, true, true, diags);
        return;
    case COHORT_TOO_LARGE:
        totals->records++;
        totals->refused++;
        report_refused(s, &record, true, true, diags);
        return;
    case COHORT_RECORD:
        totals->records++;
        job->no_memory = !evaluate_both(job, &record);
        return;
    }
}

/// The index of the fact that an option names, in both packs; false, with a diagnostic, if neither has it.
static bool find_fact(diff_state *s, const char *name, slice kept, ptrdiff_t *before, ptrdiff_t *after,
                      diag_list *diags)
{
    const pack *p = s->packs->after;
    *before = *after = -1;
    if (name == NULL || kept.ptr != NULL)
        return true;
    *before = pack_find_fact(s->packs->before, slice_of(name));
    *after = pack_find_fact(p, slice_of(name));
    if (*before >= 0 || *after >= 0)
        return true;
    diag_error(diags, (place){0}, "unknown-name", "unknown fact '%s'", name);
    pack_hint_fact(p->facts, p->fact_count, slice_of(name), diags);
    return false;
}

static void make_recommendations(diff_state *s)
{
    const pack_part_list *parts = &s->packs->recommendations;
    s->recommendations = ARENA_ARRAY(s->arena, parts->count, diff_recommendation);
    for (size_t i = 0; i < parts->count; i++) {
        const pack_part *p = &parts->items[i];
        const recommendation *from = p->after >= 0 ? &s->packs->after->recommendations[p->after]
                                                   : &s->packs->before->recommendations[p->before];
        s->recommendations[i].id = p->id;
        s->recommendations[i].title = arena_copy(s->arena, from->title.text);
    }
}

diff *diff_run(arena *a, evaluator *before, evaluator *after, cohort *profiles, const diff_options *options,
               diag_list *diags)
{
    diff_state *s = ARENA_NEW(a, diff_state);
    s->arena = a;
    s->options = options;
    s->out = ARENA_NEW(a, diff);
    s->packs = pack_compare(a, before->pack, after->pack);
    bool good = find_fact(s, options->by, options->kept_by, &s->by_before, &s->by_after, diags);
    good = find_fact(s, options->id, options->kept_id, &s->id_before, &s->id_after, diags) && good;
    if (!good)
        return NULL;
    make_recommendations(s);
    diff_make_causes(s);
    if (options->by != NULL)
        diff_make_groups(s);
    s->scratch = arena_new_child(a);
    step_job job = {.state = s, .profiles = profiles, .before = before, .after = after};
    for (;;) {
        arena_reset(s->scratch);
        if (arena_run(s->scratch, step, &job) != ARENA_DONE || job.no_memory)
            arena_fail(a);
        if (job.ended)
            break;
        if (options->progress != NULL) {
            uint64_t done = 0;
            uint64_t total = 0;
            cohort_progress(profiles, &done, &total);
            options->progress(options->state, s->out->totals.records, done, total);
        }
    }
    diff_finish(s);
    return s->out;
}
