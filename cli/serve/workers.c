#include "serve/workers.h"

#include <errno.h>
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <unistd.h>

/// Works in order: the first is taken out first.
typedef struct work_list {
    work *first, **end;
} work_list;

struct workers {
    const responder *by;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    work_list waiting, done;
    size_t long_ones; ///< that are being answered
    bool ended;
    int event;
    size_t thread_count;
    pthread_t threads[];
};

static void append(work_list *list, work *item)
{
    item->next = NULL;
    *list->end = item;
    list->end = &item->next;
}

static work *take_at(work_list *list, work **at)
{
    work *item = *at;
    *at = item->next;
    if (item->next == NULL)
        list->end = at;
    return item;
}

/// The next that may be begun: one thread is always left for what is short.
static work *next_work(workers *w)
{
    for (work **at = &w->waiting.first; *at != NULL; at = &(*at)->next) {
        if (!(*at)->route->takes_long || w->long_ones + 1 < w->thread_count)
            return take_at(&w->waiting, at);
    }
    return NULL;
}

/// Gives the answer back; below the lock.
static void give_back(workers *w, work *item)
{
    const uint64_t one = 1;
    append(&w->done, item);
    (void)!write(w->event, &one, sizeof one); // fails only if billions are waiting to be read
}

static void answer(workers *w, work *item)
{
    respond_answer(item->route, w->by, item->body, item->length, &item->answer);
}

static void *run(void *argument)
{
    workers *w = argument;
    (void)pthread_mutex_lock(&w->lock);
    while (!w->ended) {
        work *item = next_work(w);
        if (item == NULL) {
            (void)pthread_cond_wait(&w->changed, &w->lock);
            continue;
        }
        w->long_ones += item->route->takes_long;
        (void)pthread_mutex_unlock(&w->lock);
        answer(w, item);
        (void)pthread_mutex_lock(&w->lock);
        w->long_ones -= item->route->takes_long;
        give_back(w, item);
        (void)pthread_cond_broadcast(&w->changed); // what takes long may be begun now
    }
    (void)pthread_mutex_unlock(&w->lock);
    return NULL;
}

workers *workers_start(const responder *by, size_t threads)
{
    workers *w = calloc(1, sizeof *w + threads * sizeof *w->threads);
    if (w == NULL)
        return NULL;
    w->by = by;
    w->waiting.end = &w->waiting.first;
    w->done.end = &w->done.first;
    (void)pthread_mutex_init(&w->lock, NULL);
    (void)pthread_cond_init(&w->changed, NULL);
    w->event = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    int failure = w->event < 0 ? errno : 0;
    for (; failure == 0 && w->thread_count < threads; w->thread_count += failure == 0)
        failure = pthread_create(&w->threads[w->thread_count], NULL, run, w);
    if (failure == 0)
        return w;
    workers_stop(w);
    workers_free(w);
    errno = failure;
    return NULL;
}

void workers_add(workers *w, work *item)
{
    (void)pthread_mutex_lock(&w->lock);
    append(&w->waiting, item);
    (void)pthread_cond_signal(&w->changed);
    (void)pthread_mutex_unlock(&w->lock);
}

int workers_descriptor(const workers *w)
{
    return w->event;
}

work *workers_done(workers *w)
{
    uint64_t count;
    (void)pthread_mutex_lock(&w->lock);
    work *item = w->done.first != NULL ? take_at(&w->done, &w->done.first) : NULL;
    if (item == NULL)
        (void)!read(w->event, &count, sizeof count);
    (void)pthread_mutex_unlock(&w->lock);
    return item;
}

/// Says that nobody will answer.
static void refuse(work *item)
{
    response_make_error(&item->answer, RESPONSE_UNAVAILABLE, "ending", "the server is ending");
}

void workers_stop(workers *w)
{
    (void)pthread_mutex_lock(&w->lock);
    w->ended = true;
    (void)pthread_cond_broadcast(&w->changed);
    (void)pthread_mutex_unlock(&w->lock);
    for (size_t i = 0; i < w->thread_count; i++)
        (void)pthread_join(w->threads[i], NULL);
    while (w->waiting.first != NULL) {
        work *item = take_at(&w->waiting, &w->waiting.first);
        refuse(item);
        give_back(w, item);
    }
}

void workers_free(workers *w)
{
    if (w->event >= 0)
        (void)close(w->event);
    (void)pthread_cond_destroy(&w->changed);
    (void)pthread_mutex_destroy(&w->lock);
    free(w);
}
