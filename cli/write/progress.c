// One line that is overwritten again and again.
#include "write/progress.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

static double seconds(void)
{
    struct timespec now = {0};
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

progress progress_begin(bool quiet)
{
    double now = seconds();
    return (progress){.shown_at_all = !quiet && isatty(fileno(stderr)), .start = now, .last = now};
}

void progress_show(progress *p, size_t records, unsigned long long done, unsigned long long total)
{
    if (!p->shown_at_all)
        return;
    double now = seconds();
    if (now - p->last < 0.2)
        return;
    p->last = now;
    double rate = (double)records / (now - p->start);
    (void)fprintf(stderr, "\r\033[K%zu profiles, %.0f a second", records, rate);
    if (total > 0 && done > 0 && done <= total) {
        double left = (now - p->start) * (double)(total - done) / (double)done;
        (void)fprintf(stderr, ", %.0f %%, %.0f s left", 100 * (double)done / (double)total, left);
    }
    (void)fflush(stderr);
    p->on_screen = true;
}

void progress_clear(progress *p)
{
    if (p->on_screen)
        (void)fputs("\r\033[K", stderr);
    p->on_screen = false;
}
