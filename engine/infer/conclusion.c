// Goes through the conclusions once for each hit policy: each has its own reason why an undetermined rule does not matter.
#include "infer/conclusion.h"

static bool same(feel_value a, feel_value b)
{
    int64_t steps = INT64_MAX;
    return feel_equal_open(a, b, &steps) == FEEL_TRUE;
}

static conclusion_result waits(void)
{
    return (conclusion_result){.kind = CONCLUSION_WAITS};
}

static conclusion_result nothing_fires(const fact *f)
{
    return (conclusion_result){.kind = f->has_default ? CONCLUSION_DEFAULT : CONCLUSION_NOTHING,
                               .value = f->has_default ? f->default_value : feel_null()};
}

static size_t count_sure(const conclusion *items, size_t count, size_t *first)
{
    size_t sure = 0;
    for (size_t i = count; i-- > 0;) {
        if (!items[i].sure)
            continue;
        sure++;
        *first = i;
    }
    return sure;
}

/// True if all conclude one known value.
static bool all_same(const conclusion *items, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        if (!same(items[0].value, items[i].value))
            return false;
    }
    return !feel_is_null(items[0].value);
}

/// The value that all of the conclusions share; if no rule surely fires, the default must be the same.
static conclusion_result shared(const fact *f, const conclusion *items, size_t count)
{
    size_t first = 0;
    if (!all_same(items, count))
        return waits();
    if (count_sure(items, count, &first) > 0)
        return (conclusion_result){CONCLUSION_VALUE, items[first].value, first};
    return f->has_default && same(items[0].value, f->default_value) ? nothing_fires(f) : waits();
}

/// The first that fires counts; those behind it do not matter.
static conclusion_result by_first(const fact *f, const conclusion *items, size_t count)
{
    size_t asked = 0;
    while (asked < count && !items[asked].sure)
        asked++;
    return shared(f, items, asked < count ? asked + 1 : count);
}

/// One that may fire beside one that does would break the policy.
static conclusion_result by_unique(const fact *f, const conclusion *items, size_t count)
{
    size_t first = 0;
    const size_t sure = count_sure(items, count, &first);
    if (sure > 1)
        return (conclusion_result){.kind = CONCLUSION_CONFLICT};
    return count == 1 ? shared(f, items, count) : waits();
}

static conclusion_result by_any(const fact *f, const conclusion *items, size_t count)
{
    size_t first = 0;
    const size_t sure = count_sure(items, count, &first);
    for (size_t i = 0; sure > 1 && i < count; i++) {
        if (items[i].sure && feel_equal(items[first].value, items[i].value) == FEEL_FALSE &&
            !feel_is_null(items[i].value) && !feel_is_null(items[first].value))
            return (conclusion_result){.kind = CONCLUSION_CONFLICT};
    }
    return shared(f, items, count);
}

static conclusion_result by_collecting(arena *a, const conclusion *items, size_t count)
{
    feel_value *values = ARENA_ARRAY(a, count, feel_value);
    for (size_t i = 0; i < count; i++) {
        if (!items[i].sure || feel_is_null(items[i].value))
            return waits();
        values[i] = items[i].value;
    }
    return (conclusion_result){CONCLUSION_VALUE, feel_list_of(a, values, count), 0};
}

conclusion_result conclusion_of(arena *a, const fact *f, const conclusion *items, size_t count)
{
    if (count == 0)
        return nothing_fires(f);
    switch (f->policy) {
    case HIT_UNIQUE: return by_unique(f, items, count);
    case HIT_ANY: return by_any(f, items, count);
    case HIT_COLLECT: return by_collecting(a, items, count);
    case HIT_FIRST: break;
    }
    return by_first(f, items, count);
}
