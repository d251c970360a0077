// Looks at types, values and texts: they end somewhere, are not larger than anybody writes, and hold what their kinds allow.
#include "base/limits.h"
#include "compiled/image.h"
#include "feel/temporal.h"

/// Types and values with all that they hold; more is no pack, but an attempt to keep the program busy.
enum { MOST_PARTS = 1 << 22, DEEPEST = 2 * LIMIT_NESTING };

typedef struct value_check {
    const image *im;
    uint32_t
        *sizes[SECTION_COUNT]; ///< of what holds others: how much it holds, itself included; 0: not known yet
} value_check;

static uint32_t size_of_type(const value_check *c, const feel_type *t, unsigned depth);
static uint32_t size_of_value(const value_check *c, const feel_value *v, unsigned depth);

/// 0 stands for what is too large, or goes round in a circle.
static uint32_t add_size(uint32_t a, uint32_t b)
{
    return a == 0 || b == 0 || a + b > MOST_PARTS ? 0 : a + b;
}

static uint32_t size_of_values(const value_check *c, const feel_value *values, size_t count, unsigned depth)
{
    uint32_t sum = 1;
    for (size_t i = 0; i < count && sum > 0; i++)
        sum = add_size(sum, size_of_value(c, &values[i], depth));
    return sum;
}

// --- what is one thing ---

static bool is_decimal_sound(const decimal *d)
{
    decimal sum; // there is none with what is no number
    return decimal_add(*d, decimal_from_int64(0), &sum) &&
           !decimal_to_int64(*d, NULL); // an integer has another form
}

static bool is_date(const feel_temporal *t)
{
    return t->year >= -LIMIT_YEAR && t->year <= LIMIT_YEAR && t->month >= 1 && t->month <= 12 &&
           t->day >= 1 && t->day <= temporal_month_days(t->year, t->month);
}

bool verify_temporal(feel_kind kind, const feel_temporal *t)
{
    const bool time = t->hour <= 23 && t->minute <= 59 && t->second <= 59 && t->nanosecond <= 999999999;
    const bool zone = t->offset >= -LIMIT_ZONE_OFFSET && t->offset <= LIMIT_ZONE_OFFSET;
    const bool named = t->zone != FEEL_ZONE_NAMED || t->zone_name.len > 0;
    const bool bare = t->hour == 0 && t->minute == 0 && t->second == 0 && t->nanosecond == 0;
    return time && zone && named && (kind == FEEL_TIME ? t->month <= 12 && t->day <= 31 : is_date(t)) &&
           (kind != FEEL_DATE || (bare && t->zone == FEEL_ZONE_NONE));
}

static bool is_duration_sound(const feel_duration *d)
{
    const bool same_sign = !(d->seconds > 0 && d->nanoseconds < 0) && !(d->seconds < 0 && d->nanoseconds > 0);
    return same_sign && d->nanoseconds > -1000000000 && d->nanoseconds < 1000000000 &&
           d->seconds <= FEEL_LONGEST_DURATION && d->seconds >= -FEEL_LONGEST_DURATION;
}

// --- what holds others ---

static uint32_t size_of_context(const value_check *c, const feel_context *of, unsigned depth)
{
    uint32_t sum = 1;
    for (size_t i = 0; i < of->count && sum > 0; i++)
        sum = add_size(sum, size_of_value(c, &of->entries[i].value, depth));
    return sum;
}

static uint32_t size_of_range(const value_check *c, const feel_range *r, unsigned depth)
{
    return add_size(add_size(1, size_of_value(c, &r->low, depth)), size_of_value(c, &r->high, depth));
}

/// What a function holds is not gone through by anybody; expressions are looked at elsewhere.
static uint32_t size_within(const value_check *c, const feel_value *v, unsigned depth)
{
    switch ((feel_kind)v->kind) {
    case FEEL_LIST: return size_of_values(c, v->as.list->items, v->as.list->count, depth);
    case FEEL_CONTEXT: return size_of_context(c, v->as.context, depth);
    default: return size_of_range(c, v->as.range, depth);
    }
}

static uint32_t size_of_value(const value_check *c, const feel_value *v, unsigned depth)
{
    uint32_t *known = NULL;
    switch ((feel_kind)v->kind) {
    case FEEL_LIST: known = &c->sizes[SECTION_LIST][v->as.list - IMAGE_ITEMS(c->im, LIST, feel_list)]; break;
    case FEEL_CONTEXT:
        known = &c->sizes[SECTION_CONTEXT][v->as.context - IMAGE_ITEMS(c->im, CONTEXT, feel_context)];
        break;
    case FEEL_RANGE:
        known = &c->sizes[SECTION_RANGE][v->as.range - IMAGE_ITEMS(c->im, RANGE, feel_range)];
        break;
    default: return 1;
    }
    if (*known == 0 && depth < DEEPEST)
        *known = size_within(c, v, depth + 1);
    return *known;
}

static uint32_t size_of_type(const value_check *c, const feel_type *t, unsigned depth)
{
    const feel_type *types = IMAGE_ITEMS(c->im, TYPE, feel_type);
    if (t == NULL || t < types || t >= types + c->im->sections[SECTION_TYPE].count)
        return 1; // a static one
    uint32_t *known = &c->sizes[SECTION_TYPE][t - types];
    if (*known != 0 || depth >= DEEPEST)
        return *known;
    uint32_t sum = add_size(size_of_type(c, t->element, depth + 1),
                            size_of_values(c, t->allowed, t->allowed_count, depth + 1));
    for (size_t i = 0; i < t->field_count && sum > 0; i++)
        sum = add_size(sum, size_of_type(c, t->fields[i].type, depth + 1));
    *known = sum;
    return sum;
}

/// What a type lists are texts: other values are tests of a fact.
static bool is_type_sound(const value_check *c, const feel_type *t)
{
    bool good = (t->allowed_count == 0 || t->kind == FEEL_TYPE_STRING) && size_of_type(c, t, 0) > 0;
    for (size_t i = 0; i < t->allowed_count && good; i++)
        good = t->allowed[i].kind == FEEL_STRING;
    return good;
}

// --- texts ---

/// The runs of a text in a file: the first at its first byte, each behind the one before. What leads out of the file is cut off there.
static bool is_origin_sound(const origin *o)
{
    const bool is_file = o->text.outer == NULL;
    bool good = is_file ? o->run_count == 0 : o->run_count > 0 && o->runs[0].from == 0;
    for (size_t i = 0; i < o->run_count && good; i++)
        good = o->runs[i].outer->outer == NULL && (i == 0 || o->runs[i].from > o->runs[i - 1].from);
    return good;
}

// --- all of them ---

static bool are_numbers_sound(const image *im)
{
    bool good = true;
    for (size_t i = 0; i < im->sections[SECTION_DECIMAL].count && good; i++)
        good = is_decimal_sound(&IMAGE_ITEMS(im, DECIMAL, decimal)[i]);
    for (size_t i = 0; i < im->sections[SECTION_DURATION].count && good; i++)
        good = is_duration_sound(&IMAGE_ITEMS(im, DURATION, feel_duration)[i]);
    return good;
}

/// Lists, contexts and ranges, whoever has them, by a value that stands for each.
static bool are_holders_sound(const value_check *c, section which, feel_kind kind, size_t size)
{
    const section_data *s = &c->im->sections[which];
    bool good = true;
    for (size_t i = 0; i < s->count && good; i++) {
        const void *at = s->first + i * size;
        feel_value v = {.kind = (uint8_t)kind};
        memcpy(&v.as, &at, sizeof at);
        good = size_of_value(c, &v, 0) > 0;
    }
    return good;
}

bool verify_values(const image *im)
{
    static const section holders[] = {SECTION_LIST, SECTION_CONTEXT, SECTION_RANGE, SECTION_TYPE};
    value_check c = {.im = im};
    for (size_t i = 0; i < sizeof holders / sizeof *holders; i++)
        c.sizes[holders[i]] = ARENA_ARRAY(im->arena, im->sections[holders[i]].count + 1, uint32_t);
    bool good = are_numbers_sound(im) && are_holders_sound(&c, SECTION_LIST, FEEL_LIST, sizeof(feel_list)) &&
                are_holders_sound(&c, SECTION_CONTEXT, FEEL_CONTEXT, sizeof(feel_context)) &&
                are_holders_sound(&c, SECTION_RANGE, FEEL_RANGE, sizeof(feel_range));
    for (size_t i = 0; i < im->sections[SECTION_TYPE].count && good; i++)
        good = is_type_sound(&c, &IMAGE_ITEMS(im, TYPE, feel_type)[i]);
    for (size_t i = 0; i < im->sections[SECTION_ORIGIN].count && good; i++)
        good = is_origin_sound(&IMAGE_ITEMS(im, ORIGIN, origin)[i]);
    return good;
}
