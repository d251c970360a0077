#include "write/deadline.h"

#include <time.h>

double seconds_now(void)
{
    struct timespec time = {0};
    (void)clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

deadline deadline_in(double seconds, const atomic_bool *stop)
{
    return (deadline){seconds_now(), seconds, stop};
}

/// Whether so much of the time has passed, from 0 to 1.
static bool has_passed(const deadline *d, double part)
{
    return (d->stop != NULL && atomic_load(d->stop)) || seconds_now() - d->start > d->seconds * part;
}

bool deadline_is_past(const deadline *d)
{
    return has_passed(d, 1);
}

bool deadline_of_answer(void *state, size_t answer, size_t answers)
{
    return has_passed(state, (double)(answer + 1) / (double)answers);
}
