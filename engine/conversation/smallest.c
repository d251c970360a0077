// Every set that is kept was tried, so that the result is enough even if more is not always better.
#include "conversation/smallest.h"

#include <string.h>

static void choose(const smallest_search *s, const size_t *which, size_t count, bool chosen)
{
    for (size_t i = 0; i < count; i++)
        s->chosen[which[i]] = chosen;
}

/// Leaves out what can be left out, `size` at a time.
static size_t leave_out(const smallest_search *s, size_t *left, size_t count, size_t size)
{
    for (size_t from = 0; from < count && s->has_time(s->state);) {
        const size_t length = from + size < count ? size : count - from;
        choose(s, left + from, length, false);
        if (s->is_enough(s->state)) {
            memmove(left + from, left + from + length, (count - from - length) * sizeof *left);
            count -= length;
        } else {
            choose(s, left + from, length, true);
            from += length;
        }
    }
    return count;
}

size_t smallest_narrow(const smallest_search *s, size_t *things, size_t count)
{
    size_t before = count + 1;
    choose(s, things, count, true);
    for (size_t size = count / 2; size > 1; size /= 2)
        count = leave_out(s, things, count, size);
    while (count != before && s->has_time(s->state)) {
        before = count;
        count = leave_out(s, things, count, 1);
    }
    choose(s, things, count, false);
    return count;
}
