// The comparison of two packs through the public API: sessions become evaluators, rows become plain texts and numbers.
#include "api/map.h"
#include "compare/diff.h"

struct advise_diff {
    arena *arena;
    diff *result;
};

static advise_diff *diff_new(const allocator *from)
{
    advise_diff *d = from->resize(from->state, NULL, sizeof *d);
    if (d == NULL)
        return NULL;
    *d = (advise_diff){.arena = arena_new(from, 0)};
    if (d->arena != NULL)
        return d;
    (void)from->resize(from->state, d, 0);
    return NULL;
}

typedef struct diff_job {
    advise_session *before, *after;
    cohort *profiles;
    const advise_diff_options *options;
    diag_list *diags;
    advise_diff *out;
} diff_job;

static void pass_on_refused(void *state, const cohort_record *record, bool before, bool after,
                            const diag_list *diags)
{
    const advise_diff_options *o = state;
    advise_record where = {0};
    diag_list list = *diags;
    advise_diagnostics problems = {.list = &list};
    if (record != NULL)
        where = (advise_record){record->number, record->source.file.ptr, record->source.lines_before + 1};
    o->refused(o->state, record != NULL ? &where : NULL, before, after, &problems);
}

static void pass_on_progress(void *state, size_t records, uint64_t done, uint64_t total)
{
    const advise_diff_options *o = state;
    o->progress(o->state, records, done, total);
}

static diff_side side_of(const advise_session *s)
{
    return (diff_side){.pack = s->pack, .clock = s->clock};
}

static void compare_packs(void *argument)
{
    diff_job *job = argument;
    const advise_diff_options *o = job->options;
    const diff_side before = side_of(job->before);
    const diff_side after = side_of(job->after);
    diff_options options = {.by = o->by,
                            .id = o->id,
                            .kept_by = map_find_kept(o->input.map, o->by),
                            .kept_id = map_find_kept(o->input.map, o->id),
                            .examples = o->examples,
                            .groups = o->groups,
                            .max_record = o->max_record,
                            .jobs = o->jobs,
                            .show_values = o->show_values,
                            .refused = o->refused != NULL ? pass_on_refused : NULL,
                            .progress = o->progress != NULL ? pass_on_progress : NULL,
                            .state = (void *)(uintptr_t)o};
    job->out->result = diff_run(job->out->arena, &before, &after, job->profiles, &options, job->diags);
}

advise_status advise_diff_run(advise_session *before, advise_session *after, const char *const *inputs,
                              size_t input_count, const advise_diff_options *options, advise_diff **out,
                              advise_diagnostics **problems)
{
    static const advise_diff_options usual = {0};
    if (problems != NULL)
        *problems = NULL;
    if (out != NULL)
        *out = NULL;
    if (before == NULL || after == NULL || before == after || out == NULL || inputs == NULL)
        return ADVISE_BAD_USE;
    options = options != NULL ? options : &usual;
    allocator from = *arena_allocator_borrow(before->arena);
    diff_job job = {.before = before, .after = after, .options = options, .out = diff_new(&from)};
    advise_diagnostics *d = diagnostics_new(&from);
    cohort_options reading = cohort_options_of(&options->input, options->max_record);
    reading.packs[0] = after->pack;
    reading.packs[1] = before->pack;
    reading.pack_count = 2;
    reading.threads = options->jobs;
    job.profiles = cohort_new(&from, inputs, input_count, &reading);
    advise_status status = ADVISE_NO_MEMORY;
    if (d != NULL && job.profiles != NULL && job.out != NULL) {
        job.diags = d->list;
        arena *const arenas[] = {d->arena, job.out->arena};
        if (arena_run_all(arenas, 2, compare_packs, &job) == ARENA_DONE)
            status = job.out->result != NULL ? ADVISE_OK : ADVISE_BAD_USE;
    }
    cohort_free(job.profiles);
    if (status == ADVISE_OK)
        *out = job.out;
    else
        advise_diff_free(job.out);
    return d != NULL ? give_problems(d, problems, status) : status;
}

void advise_diff_free(advise_diff *d)
{
    if (d == NULL)
        return;
    allocator from = *arena_allocator_borrow(d->arena);
    arena_free(d->arena);
    (void)from.resize(from.state, d, 0);
}

advise_diff_totals advise_diff_get_totals(const advise_diff *d)
{
    const diff_totals *t = &d->result->totals;
    return (advise_diff_totals){.records = t->records,
                                .evaluated = t->evaluated,
                                .refused = t->refused,
                                .refused_by_old = t->refused_before,
                                .refused_by_new = t->refused_after,
                                .unreadable = t->unreadable,
                                .changed = t->changed,
                                .moved = t->moved,
                                .rescored = t->rescored,
                                .reworded = t->reworded,
                                .gained = t->gained,
                                .lost = t->lost,
                                .moves = t->moves,
                                .rescores = t->rescores,
                                .rewords = t->rewords};
}

size_t advise_diff_recommendation_count(const advise_diff *d)
{
    return d->result->recommendation_count;
}

advise_diff_recommendation advise_diff_get_recommendation(const advise_diff *d, size_t index)
{
    const diff_recommendation *r = &d->result->recommendations[index];
    size_t moved = r->up + r->down;
    return (advise_diff_recommendation){.id = text_of(r->id),
                                        .title = text_of(r->title),
                                        .given_by_old = r->given_before,
                                        .given_by_new = r->given_after,
                                        .gained = r->gained,
                                        .lost = r->lost,
                                        .withheld = r->withheld,
                                        .up = r->up,
                                        .down = r->down,
                                        .mean_places = moved > 0 ? (double)r->places / (double)moved : 0,
                                        .rescored = r->rescored,
                                        .reworded = r->reworded,
                                        .records = r->records,
                                        .example_count = r->examples.count};
}

size_t advise_diff_group_count(const advise_diff *d)
{
    return d->result->group_count;
}

advise_diff_group advise_diff_get_group(const advise_diff *d, size_t index)
{
    const diff_group *g = &d->result->groups[index];
    return (advise_diff_group){.value = text_of(g->value),
                               .is_unknown = g->unknown,
                               .is_other = g->other,
                               .records = g->records,
                               .changed = g->changed,
                               .moved = g->moved,
                               .gained = g->gained,
                               .lost = g->lost,
                               .example_count = g->examples.count};
}

size_t advise_diff_cause_count(const advise_diff *d)
{
    return d->result->cause_count;
}

advise_diff_cause advise_diff_get_cause(const advise_diff *d, size_t index)
{
    static const advise_cause_kind kinds[] = {
        [CAUSE_RULE_ADDED] = ADVISE_CAUSE_RULE_ADDED,     [CAUSE_RULE_REMOVED] = ADVISE_CAUSE_RULE_REMOVED,
        [CAUSE_RULE_CHANGED] = ADVISE_CAUSE_RULE_CHANGED, [CAUSE_CONSTANT] = ADVISE_CAUSE_CONSTANT,
        [CAUSE_FUNCTION] = ADVISE_CAUSE_FUNCTION,         [CAUSE_FACT] = ADVISE_CAUSE_FACT,
        [CAUSE_PRIORITY] = ADVISE_CAUSE_PRIORITY,         [CAUSE_ENTRY] = ADVISE_CAUSE_ENTRY,
        [CAUSE_EXCLUSION] = ADVISE_CAUSE_EXCLUSION,       [CAUSE_THRESHOLD] = ADVISE_CAUSE_THRESHOLD,
        [CAUSE_WORDING] = ADVISE_CAUSE_WORDING,           [CAUSE_OTHER] = ADVISE_CAUSE_OTHER};
    const diff_cause *c = &d->result->causes[index];
    return (advise_diff_cause){.kind = kinds[c->kind],
                               .name = text_of(c->name),
                               .what = text_of(c->what),
                               .was = text_of(c->was),
                               .now = text_of(c->now),
                               .gained = c->gained,
                               .lost = c->lost,
                               .rescored = c->rescored,
                               .reworded = c->reworded,
                               .records = c->records,
                               .example_count = c->examples.count};
}

advise_diff_example advise_diff_get_example(const advise_diff *d, advise_diff_table table, size_t row,
                                            size_t index)
{
    static const advise_change changes[] = {[DIFF_GAINED] = ADVISE_GAINED,
                                            [DIFF_LOST] = ADVISE_LOST,
                                            [DIFF_MOVED] = ADVISE_MOVED,
                                            [DIFF_RESCORED] = ADVISE_RESCORED,
                                            [DIFF_REWORDED] = ADVISE_REWORDED};
    const diff_examples *of = table == ADVISE_DIFF_RECOMMENDATIONS ? &d->result->recommendations[row].examples
                              : table == ADVISE_DIFF_GROUPS        ? &d->result->groups[row].examples
                                                                   : &d->result->causes[row].examples;
    const diff_example *e = &of->items[index];
    return (advise_diff_example){.record = {e->number, text_of(e->file), e->line},
                                 .id = text_of(e->id),
                                 .change = changes[e->kind],
                                 .old_rank = e->rank_before,
                                 .new_rank = e->rank_after};
}
