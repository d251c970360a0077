// Dates and durations against the C library (gmtime_r, timegm, strftime, localtime_r in named zones) over the years that FEEL has,
// with random moments. CALENDAR_SEED repeats a run.
#include "feel/feel.h"
#include "feel/temporal.h"
#include "test.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { ROUNDS = 4000, DAY = 86400 };

static uint64_t random_state;

/// xorshift64*: the same numbers on every machine.
static uint64_t random_bits(void)
{
    random_state ^= random_state >> 12;
    random_state ^= random_state << 25;
    random_state ^= random_state >> 27;
    return random_state * UINT64_C(2685821657736338717);
}

static int64_t random_between(int64_t low, int64_t high)
{
    return low + (int64_t)(random_bits() % (uint64_t)(high - low + 1));
}

/// Seconds since 1970: mostly of our centuries, also of the first and the last years that there are.
static int64_t random_moment(void)
{
    static const int64_t years[] = {100, 3000, 100000, 999990000};
    int64_t most = years[random_bits() % 4] * 365 * DAY;
    return random_between(-most, most);
}

static slice date_text(arena *a, const struct tm *t)
{
    int64_t year = (int64_t)t->tm_year + 1900;
    return arena_format(a, "%s%04" PRId64 "-%02d-%02d", year < 0 ? "-" : "", year < 0 ? -year : year,
                        t->tm_mon + 1, t->tm_mday);
}

static slice moment_text(arena *a, const struct tm *t)
{
    slice date = date_text(a, t);
    return arena_format(a, "%.*sT%02d:%02d:%02d", SLICE_ARG(date), t->tm_hour, t->tm_min, t->tm_sec);
}

static slice evaluate(arena *a, slice text)
{
    source_text *source = ARENA_NEW(a, source_text);
    *source = (source_text){.file = SLICE("calendar"), .text = text};
    feel_scope scope = {0};
    feel_machine m;
    feel_machine_init(&m, a);
    const feel_expression *e = feel_parse(a, source, &scope, diag_list_new(a));
    return feel_to_string(a, e != NULL ? feel_evaluate(&m, e, NULL, 0) : feel_null());
}

static bool gives(arena *a, slice expression, slice wanted)
{
    slice got = evaluate(a, expression);
    if (slice_equal(got, wanted))
        return true;
    print_message("%.*s: got %.*s, expected %.*s\n", SLICE_ARG(expression), SLICE_ARG(got),
                  SLICE_ARG(wanted));
    return false;
}

static bool days_hold(arena *a, int64_t moment)
{
    struct tm t;
    time_t seconds = (time_t)moment;
    assert_non_null(gmtime_r(&seconds, &t));
    slice date = date_text(a, &t);
    char weekday[8]; // from Monday, day of the year, ISO week, as strftime has them
    char day[8];
    char week[8];
    assert_true(strftime(weekday, sizeof weekday, "%u", &t) > 0 && strftime(day, sizeof day, "%j", &t) > 0 &&
                strftime(week, sizeof week, "%V", &t) > 0);
    return gives(a,
                 arena_format(a, "[(@\"%.*s\").weekday, day of year(@\"%.*s\"), week of year(@\"%.*s\")]",
                              SLICE_ARG(date), SLICE_ARG(date), SLICE_ARG(date)),
                 arena_format(a, "[%ld, %ld, %ld]", strtol(weekday, NULL, 10), strtol(day, NULL, 10),
                              strtol(week, NULL, 10)));
}

static bool sums_hold(arena *a, int64_t moment, int64_t change)
{
    struct tm before;
    struct tm after;
    time_t from = (time_t)moment;
    time_t to = (time_t)(moment + change);
    assert_non_null(gmtime_r(&from, &before));
    assert_non_null(gmtime_r(&to, &after));
    slice left = moment_text(a, &before);
    slice right = moment_text(a, &after);
    slice length = arena_format(a, "%sPT%" PRId64 "S", change < 0 ? "-" : "", change < 0 ? -change : change);
    bool sum =
        gives(a, arena_format(a, "string(@\"%.*s\" + @\"%.*s\")", SLICE_ARG(left), SLICE_ARG(length)), right);
    bool difference = gives(a,
                            arena_format(a, "(@\"%.*s\" - @\"%.*s\") = @\"%.*s\"", SLICE_ARG(right),
                                         SLICE_ARG(left), SLICE_ARG(length)),
                            SLICE("true"));
    return sum && difference;
}

/// Month by month, each month's length asked of timegm.
static void naive_add_months(struct tm *t, int64_t months)
{
    int step = months < 0 ? -1 : 1;
    for (; months != 0; months -= step) {
        t->tm_mon += step;
        if (t->tm_mon < 0 || t->tm_mon > 11) {
            t->tm_year += step;
            t->tm_mon = t->tm_mon < 0 ? 11 : 0;
        }
    }
    struct tm first = {.tm_year = t->tm_year, .tm_mon = t->tm_mon, .tm_mday = 1};
    struct tm next = {.tm_year = t->tm_year, .tm_mon = t->tm_mon + 1, .tm_mday = 1};
    int length = (int)((timegm(&next) - timegm(&first)) / DAY);
    t->tm_mday = t->tm_mday > length ? length : t->tm_mday;
}

static bool months_hold(arena *a, int64_t moment, int64_t months)
{
    struct tm t;
    time_t seconds = (time_t)moment;
    assert_non_null(gmtime_r(&seconds, &t));
    slice from = date_text(a, &t);
    naive_add_months(&t, months);
    return gives(a,
                 arena_format(a, "string(@\"%.*s\" + @\"%sP%" PRId64 "M\")", SLICE_ARG(from),
                              months < 0 ? "-" : "", months < 0 ? -months : months),
                 date_text(a, &t));
}

/// With the offset of a local time in a zone, the C library must arrive at that local time again. If two offsets do, the earlier
/// moment counts.
static bool zone_holds(arena *a, const char *zone, int64_t moment)
{
    struct tm local;
    struct tm again;
    time_t seconds = (time_t)moment;
    assert_non_null(localtime_r(&seconds, &local));
    feel_value v =
        temporal_parse_date_time(a, arena_format(a, "%.*s@%s", SLICE_ARG(moment_text(a, &local)), zone));
    assert_int_equal(v.kind, FEEL_DATE_TIME);
    time_t back = timegm(&(struct tm){.tm_year = local.tm_year,
                                      .tm_mon = local.tm_mon,
                                      .tm_mday = local.tm_mday,
                                      .tm_hour = local.tm_hour,
                                      .tm_min = local.tm_min,
                                      .tm_sec = local.tm_sec}) -
                  v.as.temporal->offset;
    assert_non_null(localtime_r(&back, &again));
    bool same = local.tm_mday == again.tm_mday && local.tm_hour == again.tm_hour &&
                local.tm_min == again.tm_min && local.tm_sec == again.tm_sec && back <= seconds;
    if (!same)
        print_message("%s at %" PRId64 ": offset %d, the C library has %ld\n", zone, moment,
                      (int)v.as.temporal->offset, local.tm_gmtoff);
    return same;
}

/// A moment in the zone, moved by a duration, is the C library's local time of the instant that long after it.
static bool instant_moves(arena *a, const char *zone, int64_t moment, int64_t change)
{
    struct tm local;
    struct tm wanted;
    time_t seconds = (time_t)moment;
    assert_non_null(localtime_r(&seconds, &local));
    feel_value from =
        temporal_parse_date_time(a, arena_format(a, "%.*s@%s", SLICE_ARG(moment_text(a, &local)), zone));
    int64_t earlier =
        local.tm_gmtoff - from.as.temporal->offset; // if it is the second of two, `from` is the first
    slice length = arena_format(a, "%sPT%" PRId64 "S", change < 0 ? "-" : "", change < 0 ? -change : change);
    feel_value v = temporal_arithmetic(a, '+', from, temporal_parse_duration(a, length));
    time_t to = (time_t)(moment + earlier + change);
    assert_non_null(localtime_r(&to, &wanted));
    assert_int_equal(v.kind, FEEL_DATE_TIME);
    slice got = temporal_to_text(a, v);
    slice text = arena_format(a, "%.*s@%s", SLICE_ARG(moment_text(a, &wanted)), zone);
    if (slice_equal(got, text) && v.as.temporal->offset == wanted.tm_gmtoff)
        return true;
    print_message("%s at %" PRId64 " + %" PRId64 ": got %.*s (%d), expected %.*s (%ld)\n", zone, moment,
                  change, SLICE_ARG(got), (int)v.as.temporal->offset, SLICE_ARG(text), wanted.tm_gmtoff);
    return false;
}

typedef struct run {
    arena *arena;
    bool (*check)(arena *a);
    bool good;
} run;

static bool check_days(arena *a)
{
    return days_hold(a, random_moment());
}

static bool check_sums(arena *a)
{
    int64_t moment = random_moment();
    return sums_hold(a, moment, random_between(-2000, 2000) * random_between(1, 2 * DAY));
}

static bool check_months(arena *a)
{
    return months_hold(a, random_moment(), random_between(-3000, 3000));
}

static bool check_zones(arena *a)
{
    const char *zone = getenv("TZ");
    int64_t moment = random_between(-70 * INT64_C(365) * DAY, 130 * INT64_C(365) * DAY);
    return zone_holds(a, zone, moment) &&
           instant_moves(a, zone, moment, random_between(-400 * DAY, 400 * DAY));
}

static void run_one(void *argument)
{
    run *r = argument;
    r->good = r->check(r->arena);
}

static void repeat(bool (*check)(arena *), size_t rounds)
{
    size_t failed = 0;
    for (size_t i = 0; i < rounds; i++) {
        run r = {.arena = arena_new(NULL, 16u << 20), .check = check};
        assert_int_equal(arena_run(r.arena, run_one, &r), ARENA_DONE);
        failed += !r.good;
        arena_free(r.arena);
    }
    assert_int_equal(failed, 0);
}

static void test_weekday_day_and_week_are_those_of_strftime(void **state)
{
    (void)state;
    repeat(check_days, ROUNDS);
}

static void test_sums_and_differences_are_those_of_gmtime(void **state)
{
    (void)state;
    repeat(check_sums, ROUNDS);
}

static void test_months_are_added_as_a_calendar_is_leafed_through(void **state)
{
    (void)state;
    repeat(check_months, ROUNDS);
}

static void test_offsets_of_zones_are_those_of_localtime(void **state)
{
    (void)state;
    static const char *const zones[] = {"Europe/Paris",      "America/New_York",  "Australia/Melbourne",
                                        "Asia/Dhaka",        "America/St_Johns",  "Australia/Lord_Howe",
                                        "Pacific/Apia",      "Africa/Casablanca", "Asia/Tehran",
                                        "America/Sao_Paulo", "Antarctica/Troll",  "Etc/GMT-5"};
    const char *kept = getenv("TZ");
    char *before = kept != NULL ? strdup(kept) : NULL;
    for (size_t i = 0; i < sizeof zones / sizeof *zones; i++) {
        (void)setenv("TZ", zones[i], 1); // NOLINT(concurrency-mt-unsafe): one thread
        tzset();
        repeat(check_zones, ROUNDS / 8);
    }
    if (before != NULL)
        (void)setenv("TZ", before, 1); // NOLINT(concurrency-mt-unsafe)
    else
        (void)unsetenv("TZ"); // NOLINT(concurrency-mt-unsafe)
    tzset();
    free(before);
}

int main(void)
{
    const char *given = getenv("CALENDAR_SEED");
    uint64_t seed = given != NULL ? strtoull(given, NULL, 10) : (uint64_t)time(NULL);
    random_state = (seed + 1) * UINT64_C(0x9E3779B97F4A7C15); // never 0 for a seed of a few digits
    print_message("info: calendar: %d moments a test, CALENDAR_SEED=%" PRIu64 "\n", ROUNDS, seed);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_weekday_day_and_week_are_those_of_strftime),
        cmocka_unit_test(test_sums_and_differences_are_those_of_gmtime),
        cmocka_unit_test(test_months_are_added_as_a_calendar_is_leafed_through),
        cmocka_unit_test(test_offsets_of_zones_are_those_of_localtime),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
