/// Values of FEEL: 16 bytes, immutable, sharing what they point to. All of it lives in arenas. In value.c (making and reading values),
/// value_compare.c and value_text.c.
#ifndef ADVISE_FEEL_VALUE_H
#define ADVISE_FEEL_VALUE_H

#include "base/arena.h"
#include "base/decimal.h"
#include "base/slice.h"

typedef enum feel_kind {
    FEEL_NULL, ///< unknown: neither zero nor false
    FEEL_BOOLEAN,
    FEEL_NUMBER,
    FEEL_STRING,
    FEEL_DATE,
    FEEL_TIME,
    FEEL_DATE_TIME,
    FEEL_DAYS_DURATION,   ///< days and time duration
    FEEL_MONTHS_DURATION, ///< years and months duration
    FEEL_LIST,
    FEEL_CONTEXT,
    FEEL_RANGE,
    FEEL_FUNCTION,
    FEEL_ABSENT, ///< an optional argument that was not given; never seen outside built-ins
} feel_kind;

typedef struct feel_list feel_list;
typedef struct feel_context feel_context;
typedef struct feel_range feel_range;
typedef struct feel_function feel_function;
typedef struct feel_temporal feel_temporal;
typedef struct feel_duration feel_duration;
typedef struct feel_partial feel_partial;

/// A value. Make one with the functions below, not by hand: every number has one canonical form.
typedef struct feel_value {
    uint8_t kind;    ///< a feel_kind
    bool small;      ///< FEEL_NUMBER: the value is `as.integer`, else `*as.decimal`
    uint32_t length; ///< FEEL_STRING: bytes
    union {
        bool boolean;
        int64_t integer; ///< a small number, or the months of a FEEL_MONTHS_DURATION
        const decimal *decimal;
        const char *text;
        const feel_temporal *temporal; ///< FEEL_DATE, FEEL_TIME, FEEL_DATE_TIME
        const feel_duration *duration; ///< FEEL_DAYS_DURATION
        const feel_list *list;
        const feel_context *context;
        const feel_range *range;
        const feel_function *function;
        const feel_partial *partial; ///< FEEL_NULL: what is known of it all the same; NULL: nothing
    } as;
} feel_value;

/// What now() and today() answer. All zero: null.
typedef struct feel_clock {
    feel_value now;   ///< a FEEL_DATE_TIME
    feel_value today; ///< a FEEL_DATE
} feel_clock;

struct feel_list {
    size_t count;
    const feel_value *items;
};

typedef struct feel_entry {
    slice name;
    feel_value value;
} feel_entry;

/// Entries in the order in which they were written; names are unique.
struct feel_context {
    size_t count;
    const feel_entry *entries;
    /// Which record of a profile this is, from 1 in the order of the profile; 0: computed.
    uint32_t record;
    const bool *may_change; ///< for each entry: its value may change as more becomes known. NULL: none may
};

/// What is known of an unknown value: a list of which some items may be left out, or a number between bounds. Made only while a
/// pack's expression is evaluated (`open_unknowns` of the machine). Whoever does not look at it sees null, which is never wrong.
struct feel_partial {
    feel_list items;  ///< of a list: all that may be in it, in order
    const bool *sure; ///< of a list: which of them are in it whatever is unknown; NULL: this is one value
    feel_value least, most; ///< of a value with an order, both included
    bool
        hidden; ///< whether it is stated is not known either: `= null` is unknown too. Nothing else is known of it
};

/// A range. It is unbounded at an end that it does not have; an end that is null makes every test null.
struct feel_range {
    feel_value low, high;
    bool low_closed, high_closed;
    bool has_low, has_high; ///< false: written without that end, as (<10) is
    bool by_operator;       ///< written with an operator, as (<10) is
    bool excludes;          ///< (!=10): no ends; all but `low`
};

typedef enum feel_zone_kind { FEEL_ZONE_NONE, FEEL_ZONE_OFFSET, FEEL_ZONE_NAMED } feel_zone_kind;

/// A date, a time of day, or both, as written: local fields and zone. Proleptic Gregorian calendar.
struct feel_temporal {
    int32_t year; ///< -LIMIT_YEAR to LIMIT_YEAR
    uint8_t month, day, hour, minute, second;
    uint8_t zone;        ///< a feel_zone_kind
    bool later;          ///< FEEL_ZONE_NAMED: the local time occurs twice, and this is its second time
    uint32_t nanosecond; ///< 0 to 999999999
    int32_t offset;      ///< seconds east of UTC, for FEEL_ZONE_OFFSET and, once resolved, FEEL_ZONE_NAMED
    slice zone_name;     ///< FEEL_ZONE_NAMED: "Europe/Paris"
};

/// A days and time duration: `seconds` and `nanoseconds` (magnitude below 10^9) have the same sign.
struct feel_duration {
    int64_t seconds;
    int32_t nanoseconds;
};

// --- making values ---

static inline feel_value feel_null(void)
{
    return (feel_value){.kind = FEEL_NULL, .as.partial = NULL};
}
static inline feel_value feel_boolean(bool b)
{
    return (feel_value){.kind = FEEL_BOOLEAN, .as.boolean = b};
}
static inline feel_value feel_integer(int64_t i)
{
    return (feel_value){.kind = FEEL_NUMBER, .small = true, .as.integer = i};
}
/// An integer in int64's range is stored as `small`, so that every number has one form.
feel_value feel_number(arena *a, decimal d);
/// A null of which not even that it is unknown can be asked by `= null`: what a proof leaves out.
feel_value feel_hidden(void);
/// Borrows the bytes. They are fewer than 4 GiB: the limits of strings are far lower.
static inline feel_value feel_string(slice s)
{
    return (feel_value){.kind = FEEL_STRING, .length = (uint32_t)s.len, .as.text = s.ptr};
}
/// Borrows the items.
feel_value feel_list_of(arena *a, const feel_value *items, size_t count);
/// Borrows the entries.
feel_value feel_context_of(arena *a, const feel_entry *entries, size_t count);
static inline feel_value feel_months(int64_t months)
{
    return (feel_value){.kind = FEEL_MONTHS_DURATION, .as.integer = months};
}

// --- looking at values ---

static inline bool feel_is_null(feel_value v)
{
    return v.kind == FEEL_NULL;
}
static inline bool feel_is_hidden(feel_value v)
{
    return v.kind == FEEL_NULL && v.as.partial != NULL && v.as.partial->hidden;
}
static inline bool feel_is_true(feel_value v)
{
    return v.kind == FEEL_BOOLEAN && v.as.boolean;
}
static inline bool feel_is_false(feel_value v)
{
    return v.kind == FEEL_BOOLEAN && !v.as.boolean;
}
static inline slice feel_text(feel_value v) ///< of a FEEL_STRING
{
    return (slice){v.as.text, v.length};
}
decimal feel_decimal(feel_value number);
/// True if `v` is an integer in int64's range.
bool feel_to_int64(feel_value v, int64_t *out);
/// True if a number has no fraction.
static inline bool feel_is_whole(feel_value number)
{
    return number.small || decimal_is_integer(*number.as.decimal);
}
/// The number without its fraction: a position, a length or a scale. False if that is not in int64's range.
bool feel_to_whole(feel_value v, int64_t *out);
/// The value of an entry; NULL if the context has none of that name.
const feel_value *feel_context_get(const feel_context *c, slice name);

/// The name of a kind as the standard writes it: "days and time duration".
const char *feel_kind_name(feel_kind kind);

// --- comparing values ---

/// FEEL's three answers.
typedef enum feel_truth { FEEL_FALSE, FEEL_TRUE, FEEL_UNKNOWN } feel_truth;

/// A value as a truth: anything but a boolean is unknown.
static inline feel_truth feel_truth_of(feel_value v)
{
    return v.kind != FEEL_BOOLEAN ? FEEL_UNKNOWN : v.as.boolean ? FEEL_TRUE : FEEL_FALSE;
}

static inline feel_value feel_truth_value(feel_truth t)
{
    return t == FEEL_UNKNOWN ? feel_null() : feel_boolean(t == FEEL_TRUE);
}

/// Kleene's connectives.
feel_truth feel_truth_not(feel_truth a);
feel_truth feel_truth_and(feel_truth a, feel_truth b);
feel_truth feel_truth_or(feel_truth a, feel_truth b);

/// `a = b` of FEEL: unknown for different kinds, except that null compares with everything.
feel_truth feel_equal(feel_value a, feel_value b);
/// True if both are null, or equal.
static inline bool feel_same(feel_value a, feel_value b);

/// The same within a budget: takes from `*steps` one for each pair of values and for every 64 bytes of text that are compared.
/// Unknown, and `*steps` 0, if they do not suffice.
feel_truth feel_equal_within(feel_value a, feel_value b, int64_t *steps);

/// The same if null stands for a value that nobody knows: what is compared with it is unknown, and so is a list or a context as long
/// as nothing else in it differs.
feel_truth feel_equal_open(feel_value a, feel_value b, int64_t *steps);

/// True if the value is null, or an item or entry of it is, however deep. Takes a step from `*steps` for each value; true if they
/// do not suffice.
bool feel_has_unknown(feel_value v, int64_t *steps);

/// The order of two values of one kind: true and `*order` (negative, 0, positive) for numbers, strings and comparable
/// dates, times and durations; false if FEEL's `<` is null.
bool feel_order(feel_value a, feel_value b, int *order);

/// `v in range`; unknown if an end or `v` makes it so.
feel_truth feel_range_contains(const feel_range *r, feel_value v);

// --- writing values ---

/// What FEEL's `string(v)` gives: a string without quotes, anything else as a literal (strings inside lists are quoted).
slice feel_to_string(arena *a, feel_value v);

/// The same for people and programs: a number that would be mostly zeros is written with an exponent ("1e+40").
slice feel_to_shown(arena *a, feel_value v);

/// A literal that reads back as the value (strings quoted), for explanations and messages. Lists and contexts deeper
/// than LIMIT_EXPRESSION_NESTING are cut as "…".
slice feel_to_literal(arena *a, feel_value v);

static inline bool feel_same(feel_value a, feel_value b)
{
    return feel_is_null(a) || feel_is_null(b) ? feel_is_null(a) && feel_is_null(b)
                                              : feel_equal(a, b) == FEEL_TRUE;
}

#endif
