// Every set that is kept was tried, so that the result is enough even if more is not always better.
#include "conversation/smallest.h"

static void choose(const smallest_search *s, const size_t *which, size_t count, bool chosen)
{
    for (size_t i = 0; i < count; i++)
        s->chosen[which[i]] = chosen;
}

static bool try_it(smallest_search *s)
{
    if (s->trials_left == 0)
        return false;
    s->trials_left--;
    return s->is_enough(s->state);
}

/// Leaves out of `left` what can be left out, `size` at a time. Gives how many stay.
static size_t leave_out(smallest_search *s, size_t *left, size_t count, size_t size)
{
    for (size_t from = 0; from < count && s->trials_left > 0;) {
        const size_t length = from + size < count ? size : count - from;
        choose(s, left + from, length, false);
        if (try_it(s)) {
            memmove(left + from, left + from + length, (count - from - length) * sizeof *left);
            count -= length;
        } else {
            choose(s, left + from, length, true);
            from += length;
        }
    }
    return count;
}

static bool find_single(smallest_search *s, const size_t *candidates, size_t count, size_t *out)
{
    bool found = false;
    for (size_t i = 0; i < count && !found; i++) {
        choose(s, candidates + i, 1, true);
        found = try_it(s);
        choose(s, candidates + i, 1, false);
        *out = candidates[i];
    }
    return found;
}

/// From all, which are enough, to those of which none can be left out: by halves, then by quarters, down to one at a time.
static smallest_set narrow(smallest_search *s, size_t *left, size_t count)
{
    size_t before = count + 1;
    for (size_t size = count / 2; size > 1; size /= 2)
        count = leave_out(s, left, count, size);
    while (count != before && s->trials_left > 0) {
        before = count;
        count = leave_out(s, left, count, 1);
    }
    choose(s, left, count, false);
    return (smallest_set){.is_found = true, .is_cut = s->trials_left == 0, .items = left, .count = count};
}

smallest_set smallest_find(smallest_search *s, const size_t *candidates, size_t count)
{
    size_t *left = ARENA_ARRAY(s->arena, count + 1, size_t);
    if (find_single(s, candidates, count, left))
        return (smallest_set){.is_found = true, .items = left, .count = 1};
    memcpy(left, candidates, count * sizeof *left);
    choose(s, left, count, true);
    s->trials_left += s->trials_left == 0; // all of them are always tried
    if (try_it(s))
        return narrow(s, left, count);
    choose(s, left, count, false);
    return (smallest_set){0};
}
