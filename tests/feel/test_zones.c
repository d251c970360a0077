// A property of moments in zones: a duration of days and time that is added can be taken away again. For random moments in all zones of
// the system's list. TEST_SEED repeats a run; ZONE_ROUNDS sets how many moments are tried.
#include "feel/feel.h"
#include "feel/temporal.h"
#include "files.h"
#include "random.h"
#include "test.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

enum { ROUNDS = 2000, DAY = 86400, MOST_ZONES = 1000 };

typedef struct zones {
    slice names[MOST_ZONES];
    size_t count;
} zones;

/// The third field of each line is a zone.
static void read_zones(slice list, zones *out)
{
    for (size_t at = 0; at < list.len;) {
        size_t end = at;
        size_t fields = 0;
        size_t start = at;
        bool comment = list.ptr[at] == '#';
        for (; end < list.len && list.ptr[end] != '\n'; end++) {
            if (list.ptr[end] == '\t' && ++fields == 2)
                start = end + 1;
        }
        size_t stop = start;
        while (stop < end && list.ptr[stop] != '\t')
            stop++;
        if (!comment && fields >= 2 && out->count < MOST_ZONES)
            out->names[out->count++] = slice_part(list, start, stop - start);
        at = end + 1;
    }
}

static int64_t between(random_source *from, int64_t low, int64_t high)
{
    return low + (int64_t)random_below(from, (uint64_t)(high - low + 1));
}

/// A local time of the years 1890 to 2110; every third is near two o'clock, when most clocks are changed.
static slice random_local(arena *a, random_source *from)
{
    bool at_change = random_below(from, 3) == 0;
    int64_t month = between(from, 1, 12);
    return arena_format(
        a, "%04" PRId64 "-%02" PRId64 "-%02" PRId64 "T%02" PRId64 ":%02" PRId64 ":%02" PRId64 "%s",
        between(from, 1890, 2110), month, between(from, 1, 28),
        at_change ? between(from, 0, 3) : between(from, 0, 23), between(from, 0, 59), between(from, 0, 59),
        random_below(from, 4) == 0 ? ".25" : "");
}

static slice random_duration(arena *a, random_source *from)
{
    static const int64_t most[] = {2 * 3600, 2 * DAY, 400 * DAY, INT64_C(40000) * DAY};
    int64_t seconds = between(from, 0, most[random_below(from, 4)]);
    return arena_format(a, "%sPT%" PRId64 "%sS", random_below(from, 2) == 0 ? "-" : "", seconds,
                        random_below(from, 4) == 0 ? ".5" : "");
}

typedef struct run {
    arena *arena;
    random_source *random;
    slice zone;
    slice expression;
    feel_value value;
} run;

/// Moves twice, so that the second move may begin at the second of two equal local times.
static void try_moment(void *argument)
{
    run *r = argument;
    arena *a = r->arena;
    slice local = random_local(a, r->random);
    slice first = random_duration(a, r->random);
    slice second = random_duration(a, r->random);
    source_text *source = ARENA_NEW(a, source_text);
    r->expression = arena_format(a,
                                 "{x: @\"%.*s@%.*s\", d: @\"%.*s\", e: @\"%.*s\", y: x + d, "
                                 "r: [y - x = d, (y + e) - y = e, (y + e) - x = d + e, (y - d) - x = "
                                 "@\"PT0S\", y + d - d - y = @\"PT0S\", "
                                 "date and time(date(y), time(y)) - y = @\"PT0S\"]}.r",
                                 SLICE_ARG(local), SLICE_ARG(r->zone), SLICE_ARG(first), SLICE_ARG(second));
    *source = (source_text){.file = SLICE("zones"), .text = r->expression};
    feel_scope scope = {0};
    feel_machine m;
    feel_machine_init(&m, a);
    const feel_expression *e = feel_parse(a, source, &scope, diag_list_new(a));
    r->value = e != NULL ? feel_evaluate(&m, e, NULL, 0) : feel_null();
}

static bool all_true(feel_value v)
{
    bool good = v.kind == FEEL_LIST && v.as.list->count == 6;
    for (size_t i = 0; good && i < v.as.list->count; i++)
        good = feel_is_true(v.as.list->items[i]);
    return good;
}

static void test_what_is_added_can_be_taken_away_in_every_zone(void **state)
{
    (void)state;
    static zones known;
    size_t length;
    char *list = file_read("/usr/share/zoneinfo/zone.tab", &length);
    const char *given = getenv("ZONE_ROUNDS");
    size_t rounds = given != NULL ? strtoull(given, NULL, 10) : ROUNDS;
    random_source random = random_new();
    size_t failed = 0;
    assert_non_null(list);
    read_zones((slice){list, length}, &known);
    assert_true(known.count > 100);
    for (size_t i = 0; i < rounds; i++) {
        run r = {.arena = arena_new(NULL, 16u << 20),
                 .random = &random,
                 .zone = known.names[random_below(&random, known.count)]};
        assert_int_equal(arena_run(r.arena, try_moment, &r), ARENA_DONE);
        if (!all_true(r.value)) {
            failed++;
            print_message("%.*s: %.*s\n", SLICE_ARG(r.expression),
                          SLICE_ARG(feel_to_literal(r.arena, r.value)));
        }
        arena_free(r.arena);
    }
    free(list);
    print_message("info: zones: %zu moments in %zu zones, %zu failed\n", rounds, known.count, failed);
    assert_int_equal(failed, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_what_is_added_can_be_taken_away_in_every_zone)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
