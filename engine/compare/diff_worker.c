// Record by record: what surely is advised alike is counted; the rest is evaluated by plain inference and searched.
#include "compare/diff_worker.h"

#include "base/limits.h"
#include "cohort/read.h"
#include "compare/diff_count.h"
#include "compare/evaluate.h"

typedef struct diff_worker {
    const diff_work *work;
    allocator from;
    arena *arena;   ///< of the search
    arena *scratch; ///< of one record
    evaluator before, after;
    screen *screen;
    diff_search search;
} diff_worker;

static void make_search(void *argument)
{
    diff_worker *w = argument;
    diff_search_init(&w->search, w->arena, w->work->packs, w->scratch);
}

static void close_worker(void *argument)
{
    diff_worker *w = argument;
    if (w == NULL)
        return;
    allocator from = w->from;
    arena_free(w->arena);
    arena_free(w->scratch);
    arena_free(w->before.arena);
    arena_free(w->after.arena);
    screen_free(w->screen);
    (void)from.resize(from.state, w, 0);
}

static void *open_worker(const pipeline_settings *settings, size_t thread)
{
    (void)thread;
    const diff_work *work = settings->state;
    const allocator *from = &settings->from;
    diff_worker *w = from->resize(from->state, NULL, sizeof *w);
    if (w == NULL)
        return NULL;
    *w = (diff_worker){.work = work,
                       .from = *from,
                       .arena = arena_new(from, 0),
                       .scratch = arena_new(from, 0),
                       .before = {work->before->pack, arena_new(from, LIMIT_MEMORY), work->before->clock},
                       .after = {work->after->pack, arena_new(from, LIMIT_MEMORY), work->after->clock},
                       .screen = screen_new(from, work->screening, work->packs, work->before, work->after)};
    if (w->arena != NULL && w->scratch != NULL && w->before.arena != NULL && w->after.arena != NULL &&
        w->screen != NULL && arena_run(w->arena, make_search, w) == ARENA_DONE)
        return w;
    close_worker(w);
    return NULL;
}

// --- one record ---

/// A record on its way.
typedef struct record_job {
    diff_worker *worker;
    task *task;
    size_t number; ///< in the task
    size_t index;  ///< among those of the screen
    bool alike;
    diff_finding *out;
} record_job;

/// What the record says in a kept column, as text.
static feel_value kept_value(const diff_worker *w, const cohort_record *record, slice column)
{
    slice text = {NULL, 0};
    cohort_read_kept(w->scratch, record, &column, 1, &text);
    return text.len > 0 ? feel_string(text) : feel_null();
}

/// The value of a fact by its index in either pack: the new one's if it has the fact.
static feel_value value_of(const record_job *job, ptrdiff_t before, ptrdiff_t after)
{
    const diff_worker *w = job->worker;
    if (after < 0 && before < 0)
        return feel_null();
    if (job->alike)
        return screen_value(w->screen, job->index, after >= 0, (size_t)(after >= 0 ? after : before));
    return after >= 0 ? w->search.after->values[after] : w->search.before->values[before];
}

static void name_group(const record_job *job)
{
    const diff_work *work = job->worker->work;
    const slice column = work->options->kept_by;
    if (work->options->by == NULL)
        return;
    feel_value value = column.ptr != NULL ? kept_value(job->worker, job->out->record, column)
                                          : value_of(job, work->by_before, work->by_after);
    job->out->group = diff_group_name(job->task->arena, value);
}

static void name_record(const record_job *job)
{
    const diff_work *work = job->worker->work;
    const slice column = work->options->kept_id;
    feel_value value = column.ptr != NULL ? kept_value(job->worker, job->out->record, column)
                                          : value_of(job, work->id_before, work->id_after);
    slice id = feel_is_null(value) ? (slice){NULL, 0} : feel_to_string(job->worker->scratch, value);
    if (id.len > 0 && id.len <= LIMIT_SHOWN_VALUE)
        job->out->id = arena_copy(job->task->arena, id);
}

static diag_list *new_list(const record_job *job)
{
    diag_list *diags = diag_list_new(job->task->arena);
    diags->hides_values = !job->worker->work->options->show_values;
    return diags;
}

/// Evaluates by plain inference, and searches.
static void look_in_full(const record_job *job)
{
    diff_worker *w = job->worker;
    diff_finding *out = job->out;
    diag_list *old_problems = new_list(job);
    diag_list *new_problems = new_list(job);
    const inference *was = NULL;
    const inference *is = NULL;
    known_before known[2];
    screen_known(w->screen, w->scratch, job->index, known);
    const evaluation before = evaluate(&w->before, out->record, known[0], old_problems, &was);
    const evaluation after = before != EVALUATION_NO_MEMORY
                                 ? evaluate(&w->after, out->record, known[1], new_problems, &is)
                                 : EVALUATION_NO_MEMORY;
    if (after == EVALUATION_NO_MEMORY)
        arena_fail(job->task->arena);
    out->refused_before = before == REFUSED;
    out->refused_after = after == REFUSED;
    if (out->refused_before || out->refused_after) {
        diag_list *problems = after == REFUSED ? new_problems : old_problems;
        diag_sort(problems);
        out->problems = problems;
        return;
    }
    diff_search_run(&w->search, job->task->arena, was, is, known[0].wordless, out);
    name_group(job);
    if (out->change_count > 0)
        name_record(job);
}

static void look_at(void *argument)
{
    const record_job *job = argument;
    diff_finding *out = job->out;
    const task_note *note = &job->task->notes[job->number];
    if (note->diags != NULL) {
        out->refused_before = out->refused_after = true;
        out->problems = note->diags;
    } else if (job->alike) {
        out->given_before =
            screen_given(job->worker->screen, job->task->arena, job->index, &out->given_before_count);
        out->given_after = out->given_before;
        out->given_after_count = out->given_before_count;
        name_group(job);
    } else {
        look_in_full(job);
    }
}

static void add_finding(diff_worker *w, task *t, size_t first, size_t index, bool alike)
{
    record_job job = {w, t, first + index, index, alike, ARENA_NEW(t->arena, diff_finding)};
    job.out->record = &t->records[job.number];
    arena_reset(w->scratch);
    if (arena_run(w->scratch, look_at, &job) != ARENA_DONE)
        arena_fail(t->arena);
    t->refused += job.out->refused_before || job.out->refused_after;
    text_add(&t->out, (slice){(const char *)&job.out, sizeof job.out});
}

typedef struct task_job {
    diff_worker *worker;
    task *task;
} task_job;

static void run_task(void *argument)
{
    const task_job *job = argument;
    task *t = job->task;
    screen_begin(job->worker->screen, t);
    for (size_t first = 0; first < t->count; first += BLOCK_ROWS) {
        const size_t count = t->count - first < BLOCK_ROWS ? t->count - first : BLOCK_ROWS;
        const uint64_t alike = screen_run(job->worker->screen, first, count);
        for (size_t i = 0; i < count; i++)
            add_finding(job->worker, t, first, i, (alike >> i & 1) != 0);
    }
}

static void run_worker(void *argument, task *t)
{
    task_job job = {argument, t};
    t->failed = arena_run(t->arena, run_task, &job) != ARENA_DONE || t->failed;
}

const pipeline_worker diff_worker_kind = {.open = open_worker, .run = run_worker, .close = close_worker};
