// Fills tasks, hands them to threads and writes them in the order in which they were filled. With one job all of it happens in the
// thread of the caller.
#include "batch/task.h"

#include <pthread.h>

typedef struct pipeline {
    const pipeline_settings *settings;
    pipeline_totals *totals;
    task *tasks; ///< a ring
    size_t task_count;
    size_t filled, taken, written; ///< how many tasks were, in all
    bool at_end;                   ///< no more records
    bool stop;                     ///< threads are to end
    pipeline_end end;
    pthread_mutex_t lock;
    pthread_cond_t work; ///< a task was filled, or `stop` was set
    pthread_cond_t done; ///< a task is done
    worker **workers;
    size_t worker_count;
} pipeline;

// --- filling ---

static bool add_text(pipeline *p, task *t, slice text, size_t *offset)
{
    size_t needed = t->length + text.len + 1 + 512; // what the reader of rows may look at
    if (needed > t->capacity) {
        size_t wanted = t->capacity * 2 > needed ? t->capacity * 2 : needed;
        char *larger = p->settings->from.resize(p->settings->from.state, t->text, wanted);
        if (larger == NULL)
            return false;
        t->text = larger;
        t->capacity = wanted;
    }
    *offset = t->length;
    if (text.len > 0)
        memcpy(t->text + t->length, text.ptr, text.len);
    t->length += text.len;
    t->text[t->length++] = '\0';
    return true;
}

typedef struct fill_job {
    pipeline *pipeline;
    task *task;
} fill_job;

/// A copy of the name; the last copy where it says the same, as it mostly does.
static slice copy_name(task *t, slice name, slice last)
{
    return last.ptr != NULL && slice_equal(last, name) ? last : arena_copy(t->arena, name);
}

static void fill(void *argument)
{
    const fill_job *job = argument;
    pipeline *p = job->pipeline;
    task *t = job->task;
    slice file = {NULL, 0};
    slice folder = {NULL, 0};
    diag_list *diags = NULL; // one will do until something is in it
    size_t passed = 0; // as many as a task holds, so that diagnostics about them take no more memory than it
    while (t->count + passed < TASK_RECORDS && t->length < TASK_BYTES && !p->at_end) {
        if (t->count > 0 && p->settings->ready != NULL && !p->settings->ready(p->settings->state))
            break;
        task_record *r = &t->records[t->count];
        if (diags == NULL || diags->count > 0)
            diags = diag_list_new(t->arena);
        cohort_step step = p->settings->next(p->settings->state, &r->record, diags);
        p->at_end = step == COHORT_END || step == COHORT_NO_MEMORY;
        if (step == COHORT_NO_MEMORY)
            arena_fail(t->arena);
        if (step == COHORT_UNREADABLE) {
            p->totals->unreadable++;
            p->settings->trouble(p->settings->state, diags);
            p->at_end = p->settings->stop_at_trouble;
        }
        if (step != COHORT_RECORD && step != COHORT_TOO_LARGE)
            continue;
        if (r->record.number <= p->settings->skip) {
            passed++;
            continue;
        }
        r->diags = step == COHORT_TOO_LARGE ? diags : NULL;
        file = copy_name(t, r->record.source.file, file);
        r->record.source.file = file;
        if (r->record.folder != NULL) {
            folder = copy_name(t, slice_of(r->record.folder), folder);
            r->record.folder = folder.ptr;
        }
        slice text = step == COHORT_RECORD ? r->record.source.text : (slice){"", 0};
        if (!add_text(p, t, text, &r->offset))
            arena_fail(t->arena);
        r->record.source.text.len = text.len;
        t->count++;
    }
}

/// Fills the next task; false where there is nothing to do with it.
static bool fill_task(pipeline *p, task *t)
{
    fill_job job = {p, t};
    arena_reset(t->arena);
    t->length = t->count = 0;
    if (arena_run(t->arena, fill, &job) != ARENA_DONE) {
        p->end = PIPELINE_NO_MEMORY;
        p->at_end = true;
        return false;
    }
    for (size_t i = 0; i < t->count; i++)
        t->records[i].record.source.text.ptr = t->text + t->records[i].offset;
    return t->count > 0;
}

static void write_task(pipeline *p, task *t)
{
    p->totals->records += t->count;
    p->totals->refused += t->refused;
    if (t->failed)
        p->end = PIPELINE_NO_MEMORY;
    else if (p->end == PIPELINE_DONE &&
             !p->settings->write(p->settings->state, text_result(&t->out), t->count, t->refused))
        p->end = PIPELINE_STOPPED;
    if (p->end != PIPELINE_DONE)
        p->at_end = true;
}

// --- threads ---

typedef struct thread_start {
    pipeline *pipeline;
    worker *worker;
} thread_start;

static bool is_work_waiting(const pipeline *p)
{
    return p->taken < p->filled;
}

/// Runs the next task that waits for it. With the lock held, which is let go meanwhile.
static void run_next(pipeline *p, worker *w)
{
    task *t = &p->tasks[p->taken++ % p->task_count];
    (void)pthread_mutex_unlock(&p->lock);
    worker_run(w, t);
    (void)pthread_mutex_lock(&p->lock);
    t->done = true;
    (void)pthread_cond_signal(&p->done);
}

static void *work(void *argument)
{
    const thread_start *start = argument;
    pipeline *p = start->pipeline;
    (void)pthread_mutex_lock(&p->lock);
    for (;;) {
        while (!p->stop && !is_work_waiting(p))
            (void)pthread_cond_wait(&p->work, &p->lock);
        if (!is_work_waiting(p))
            break;
        run_next(p, start->worker);
    }
    (void)pthread_mutex_unlock(&p->lock);
    return NULL;
}

/// Writes the oldest task when it is done; waits for that where `wait`. False where it is not done.
static bool write_oldest(pipeline *p, bool wait)
{
    task *t = &p->tasks[p->written % p->task_count];
    (void)pthread_mutex_lock(&p->lock);
    while (wait && !t->done)
        (void)pthread_cond_wait(&p->done, &p->lock);
    bool done = t->done;
    (void)pthread_mutex_unlock(&p->lock);
    if (!done)
        return false;
    write_task(p, t);
    p->written++;
    return true;
}

static bool is_ready(const pipeline *p)
{
    return p->settings->ready == NULL || p->settings->ready(p->settings->state);
}

/// Runs a task that nobody has taken yet; false where there is none.
static bool help(pipeline *p, worker *w)
{
    (void)pthread_mutex_lock(&p->lock);
    const bool waiting = is_work_waiting(p);
    if (waiting)
        run_next(p, w);
    (void)pthread_mutex_unlock(&p->lock);
    return waiting;
}

/// Writes what is done, keeps the ring full, and else works on it like the other threads. Before it would wait for input, it writes all
/// there is.
static void run_threads(pipeline *p, worker *w)
{
    while (!p->at_end || p->written < p->filled) {
        const bool waiting = p->written < p->filled;
        const bool room = !p->at_end && p->filled - p->written < p->task_count;
        if (waiting && write_oldest(p, false))
            continue;
        if (!room || (waiting && !is_ready(p))) {
            if (!help(p, w))
                (void)write_oldest(p, true);
            continue;
        }
        task *t = &p->tasks[p->filled % p->task_count];
        t->done = false;
        if (!fill_task(p, t))
            continue;
        (void)pthread_mutex_lock(&p->lock);
        p->filled++;
        (void)pthread_cond_signal(&p->work);
        (void)pthread_mutex_unlock(&p->lock);
    }
}

static void run_alone(pipeline *p, worker *w)
{
    while (!p->at_end) {
        if (!fill_task(p, &p->tasks[0]))
            continue;
        worker_run(w, &p->tasks[0]);
        write_task(p, &p->tasks[0]);
    }
}

/// Starts the other threads and runs; fewer than asked for will do.
static void run_all(pipeline *p, worker **workers, thread_start *starts, pthread_t *threads, size_t count)
{
    size_t running = 0;
    (void)pthread_mutex_init(&p->lock, NULL);
    (void)pthread_cond_init(&p->work, NULL);
    (void)pthread_cond_init(&p->done, NULL);
    for (size_t i = 1; i < count; i++) {
        starts[running] = (thread_start){p, workers[i]};
        if (pthread_create(&threads[running], NULL, work, &starts[running]) == 0)
            running++;
    }
    if (running > 0)
        run_threads(p, workers[0]);
    else
        run_alone(p, workers[0]);
    (void)pthread_mutex_lock(&p->lock);
    p->stop = true;
    (void)pthread_cond_broadcast(&p->work);
    (void)pthread_mutex_unlock(&p->lock);
    for (size_t i = 0; i < running; i++)
        (void)pthread_join(threads[i], NULL);
    (void)pthread_mutex_destroy(&p->lock);
    (void)pthread_cond_destroy(&p->work);
    (void)pthread_cond_destroy(&p->done);
}

// --- the whole ---

typedef struct pipeline_job {
    pipeline *pipeline;
    arena *arena;
    bool made;
} pipeline_job;

static void make_and_run(void *argument)
{
    pipeline_job *job = argument;
    pipeline *p = job->pipeline;
    size_t jobs = p->settings->jobs;
    p->task_count = jobs > 1 ? 2 * jobs : 1;
    p->tasks = ARENA_ARRAY(job->arena, p->task_count, task);
    worker **workers = ARENA_ARRAY(job->arena, jobs, worker *);
    thread_start *starts = ARENA_ARRAY(job->arena, jobs, thread_start);
    pthread_t *threads = ARENA_ARRAY(job->arena, jobs, pthread_t);
    p->workers = workers;
    p->worker_count = jobs;
    for (size_t i = 0; i < p->task_count; i++) {
        p->tasks[i].arena = arena_new(&p->settings->from, 0);
        if (p->tasks[i].arena == NULL)
            return;
    }
    for (size_t i = 0; i < jobs; i++) {
        workers[i] = worker_new(p->settings, i);
        if (workers[i] == NULL)
            return;
    }
    job->made = true;
    if (jobs > 1)
        run_all(p, workers, starts, threads, jobs);
    else
        run_alone(p, workers[0]);
}

pipeline_end pipeline_run(const pipeline_settings *settings, pipeline_totals *totals)
{
    pipeline p = {.settings = settings, .totals = totals};
    *totals = (pipeline_totals){0};
    pipeline_job job = {.pipeline = &p, .arena = arena_new(&settings->from, 0)};
    if (job.arena == NULL)
        return PIPELINE_NO_MEMORY;
    if (arena_run(job.arena, make_and_run, &job) != ARENA_DONE || !job.made)
        p.end = PIPELINE_NO_MEMORY;
    for (size_t i = 0; i < p.worker_count; i++) {
        worker_add_fired(p.workers[i], settings->fired);
        worker_free(p.workers[i]);
    }
    for (size_t i = 0; p.tasks != NULL && i < p.task_count; i++) {
        arena_free(p.tasks[i].arena);
        (void)settings->from.resize(settings->from.state, p.tasks[i].text, 0);
    }
    arena_free(job.arena);
    return p.end;
}
