// Tasks and threads: one thread at a time fills a task, any thread evaluates it, and the caller's thread writes tasks in the order in which
// they were filled. With one job, everything happens in the caller's thread.
#include "batch/pipeline.h"

#include "batch/ids.h"
#include "batch/worker.h"

#include <pthread.h>

enum { TASKS_A_THREAD = 3 }; ///< one is evaluated, and two may wait until those before them are written

/// The lock guards all but `settings`, `totals` and `end`.
typedef struct pipeline {
    const pipeline_settings *settings;
    pipeline_totals *totals;
    pipeline_end end;
    task *tasks;
    task **order; ///< a ring: the tasks in the order in which they were filled
    size_t task_count;
    size_t filled, taken, written; ///< how many tasks have been, in all
    bool is_filling;               ///< a thread is filling a task
    bool at_end;                   ///< no more records
    bool stop;                     ///< threads are to end
    pthread_mutex_t lock;
    pthread_cond_t work; ///< for the other threads: there may be something to do
    pthread_cond_t turn; ///< the same for the thread of the caller
    const pipeline_worker *worker;
    void **workers;
    size_t worker_count;
    id_table *ids; ///< of the caller's thread; NULL: they are not looked at
} pipeline;

static void compare_ids(id_table *ids, task *t)
{
    const char *at = text_result(&t->ids).ptr;
    for (size_t i = 0; i < t->count; i++) {
        const source_text *source = &t->records[i].source;
        size_t length;
        memcpy(&length, at, sizeof length);
        at += sizeof length;
        id_table_add(ids, (slice){at, length}, source->file, source->lines_before + 1);
        at += length;
    }
}

/// Reports and writes a task, in the caller's thread. False: stop.
static bool write_task(pipeline *p, task *t)
{
    const pipeline_settings *s = p->settings;
    p->totals->records += t->count;
    p->totals->refused += t->refused;
    p->totals->left_out += t->left_out;
    p->totals->unreadable += t->unreadable;
    for (size_t i = 0; i < t->trouble_count; i++)
        s->trouble(s->state, t->troubles[i]);
    if (p->ids != NULL && !t->failed)
        compare_ids(p->ids, t);
    if (t->failed)
        p->end = PIPELINE_NO_MEMORY;
    else if (p->end == PIPELINE_DONE && t->count > 0 &&
             !s->write(s->state, text_result(&t->out), t->count, t->refused))
        p->end = PIPELINE_STOPPED;
    return p->end == PIPELINE_DONE;
}

// --- threads: call what follows with the lock held; it is released while a task is worked on ---

/// A free task that the thread had last; else any that is free.
static task *find_free(const pipeline *p, size_t thread)
{
    task *found = NULL;
    for (size_t i = 0; i < p->task_count; i++) {
        task *t = &p->tasks[i];
        if (t->state == TASK_FREE && (found == NULL || t->thread == thread))
            found = t;
    }
    return found;
}

static void run_task(pipeline *p, task *t, size_t thread)
{
    t->thread = thread;
    p->taken++;
    (void)pthread_mutex_unlock(&p->lock);
    p->worker->run(p->workers[thread], t);
    (void)pthread_mutex_lock(&p->lock);
    t->state = TASK_DONE;
    if (t == p->order[p->written % p->task_count])
        (void)pthread_cond_signal(&p->turn);
}

/// Fills a task. If any thread may fill, the same thread evaluates it, because its text is in that processor's cache; if only the caller's
/// thread may fill, any thread evaluates it.
static void fill_task(pipeline *p, size_t thread)
{
    task *t = find_free(p, thread);
    p->is_filling = true;
    (void)pthread_mutex_unlock(&p->lock);
    const bool more = task_fill(t, p->settings);
    (void)pthread_mutex_lock(&p->lock);
    p->is_filling = false;
    p->at_end = p->at_end || !more;
    const bool empty = t->count == 0 && t->trouble_count == 0 && !t->failed;
    if (!empty) {
        p->order[p->filled++ % p->task_count] = t;
        t->state = TASK_UNDER_WAY;
    }
    (void)pthread_cond_signal(&p->work);
    (void)pthread_cond_signal(&p->turn);
    if (!empty && p->settings->next_anywhere)
        run_task(p, t, thread);
}

static bool is_work_waiting(const pipeline *p)
{
    return p->taken < p->filled;
}

static void run_next(pipeline *p, size_t thread)
{
    run_task(p, p->order[p->taken % p->task_count], thread);
}

static bool may_fill(const pipeline *p)
{
    return !p->at_end && !p->is_filling && p->filled - p->written < p->task_count;
}

typedef struct thread_start {
    pipeline *pipeline;
    size_t thread;
} thread_start;

static void *work(void *argument)
{
    const thread_start *start = argument;
    pipeline *p = start->pipeline;
    (void)pthread_mutex_lock(&p->lock);
    while (!p->stop) {
        if (p->settings->next_anywhere && may_fill(p))
            fill_task(p, start->thread);
        else if (is_work_waiting(p))
            run_next(p, start->thread);
        else
            (void)pthread_cond_wait(&p->work, &p->lock);
    }
    (void)pthread_mutex_unlock(&p->lock);
    return NULL;
}

static void write_oldest(pipeline *p)
{
    task *t = p->order[p->written % p->task_count];
    (void)pthread_mutex_unlock(&p->lock);
    const bool more = write_task(p, t);
    (void)pthread_mutex_lock(&p->lock);
    p->at_end = p->at_end || !more;
    t->state = TASK_FREE;
    p->written++;
    (void)pthread_cond_signal(&p->work);
}

/// Writes what is done, and otherwise works like the other threads. Before it would wait for input, it writes everything there is.
static void run_and_write(pipeline *p)
{
    const pipeline_settings *s = p->settings;
    while (!p->at_end || p->is_filling || p->written < p->filled) {
        const bool waiting = p->written < p->filled;
        if (waiting && p->order[p->written % p->task_count]->state == TASK_DONE)
            write_oldest(p);
        else if (may_fill(p) && (!waiting || s->ready == NULL || s->ready(s->state)))
            fill_task(p, 0);
        else if (is_work_waiting(p))
            run_next(p, 0);
        else
            (void)pthread_cond_wait(&p->turn, &p->lock);
    }
    p->stop = true;
    (void)pthread_cond_broadcast(&p->work);
}

static void run_alone(pipeline *p)
{
    task *t = &p->tasks[0];
    for (bool more = true; more;) {
        more = task_fill(t, p->settings);
        p->worker->run(p->workers[0], t);
        more = write_task(p, t) && more;
    }
}

/// Starts the other threads and runs. If some cannot be started, fewer do the work.
static void run_all(pipeline *p, thread_start *starts, pthread_t *threads)
{
    size_t running = 0;
    (void)pthread_mutex_init(&p->lock, NULL);
    (void)pthread_cond_init(&p->work, NULL);
    (void)pthread_cond_init(&p->turn, NULL);
    for (size_t i = 1; i < p->worker_count; i++) {
        starts[running] = (thread_start){p, i};
        if (pthread_create(&threads[running], NULL, work, &starts[running]) == 0)
            running++;
    }
    if (running > 0) {
        (void)pthread_mutex_lock(&p->lock);
        run_and_write(p);
        (void)pthread_mutex_unlock(&p->lock);
    } else {
        run_alone(p);
    }
    for (size_t i = 0; i < running; i++)
        (void)pthread_join(threads[i], NULL);
    (void)pthread_mutex_destroy(&p->lock);
    (void)pthread_cond_destroy(&p->work);
    (void)pthread_cond_destroy(&p->turn);
}

// --- the whole ---

static void add_checks(void *argument)
{
    const pipeline *p = argument;
    for (size_t i = 0; i < p->worker_count; i++)
        worker_add_checks(p->workers[i], p->settings->checks, p->settings->check_arena);
}

static void give_ids(void *argument)
{
    const pipeline *p = argument;
    id_table_give(p->ids, p->settings->check_arena, p->settings->ids);
}

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
    p->task_count = jobs > 1 ? TASKS_A_THREAD * jobs : 1;
    p->tasks = ARENA_ARRAY(job->arena, p->task_count, task);
    p->order = ARENA_ARRAY(job->arena, p->task_count, task *);
    void **workers = ARENA_ARRAY(job->arena, jobs, void *);
    thread_start *starts = ARENA_ARRAY(job->arena, jobs, thread_start);
    pthread_t *threads = ARENA_ARRAY(job->arena, jobs, pthread_t);
    p->workers = workers;
    p->worker_count = jobs;
    for (size_t i = 0; i < p->task_count; i++) {
        p->tasks[i].thread = i / TASKS_A_THREAD;
        p->tasks[i].arena = arena_new(&p->settings->from, 0);
        if (p->tasks[i].arena == NULL)
            return;
    }
    for (size_t i = 0; i < jobs; i++) {
        workers[i] = p->worker->open(p->settings, i);
        if (workers[i] == NULL)
            return;
    }
    job->made = true;
    if (jobs > 1)
        run_all(p, starts, threads);
    else
        run_alone(p);
}

pipeline_end pipeline_run(const pipeline_settings *settings, pipeline_totals *totals)
{
    pipeline p = {.settings = settings,
                  .totals = totals,
                  .worker = settings->worker != NULL ? settings->worker : &batch_worker};
    *totals = (pipeline_totals){0};
    pipeline_job job = {.pipeline = &p, .arena = arena_new(&settings->from, 0)};
    if (settings->ids != NULL)
        p.ids = id_table_new(&settings->from);
    if (job.arena == NULL || (settings->ids != NULL && p.ids == NULL)) {
        arena_free(job.arena);
        id_table_free(p.ids);
        return PIPELINE_NO_MEMORY;
    }
    if (arena_run(job.arena, make_and_run, &job) != ARENA_DONE || !job.made)
        p.end = PIPELINE_NO_MEMORY;
    if (settings->checks != NULL && arena_run(settings->check_arena, add_checks, &p) != ARENA_DONE)
        p.end = PIPELINE_NO_MEMORY;
    if (p.ids != NULL && arena_run(settings->check_arena, give_ids, &p) != ARENA_DONE)
        p.end = PIPELINE_NO_MEMORY;
    id_table_free(p.ids);
    for (size_t i = 0; i < p.worker_count; i++) {
        worker_add_fired(p.workers[i], settings->fired);
        p.worker->close(p.workers[i]);
    }
    for (size_t i = 0; p.tasks != NULL && i < p.task_count; i++) {
        arena_free(p.tasks[i].arena);
        (void)settings->from.resize(settings->from.state, p.tasks[i].text, 0);
    }
    arena_free(job.arena);
    return p.end;
}
