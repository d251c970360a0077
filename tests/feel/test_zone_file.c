// TZif files from bytes: what is read out of a sound one, at each of its changes; and each way in which a file can be damaged.
#include "base/limits.h"
#include "feel/temporal_zone.h"

#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { HEADER = 44, MOST = 1024 };

typedef struct tz_file {
    unsigned char bytes[MOST];
    size_t length;
} tz_file;

static void put(tz_file *f, int64_t value, size_t bytes)
{
    for (size_t i = bytes; i-- > 0;)
        f->bytes[f->length++] = (unsigned char)((uint64_t)value >> (8 * i));
}

static void put_header(tz_file *f, char version, const int64_t counts[6])
{
    memcpy(f->bytes + f->length, "TZif", 4);
    f->length += 4;
    f->bytes[f->length++] = (unsigned char)version;
    f->length += 15;
    for (size_t i = 0; i < 6; i++) // isutc, isstd, leap, time, type, char
        put(f, counts[i], 4);
}

/// A zone with three types (+1 h, +2 h, -3 h): from 1000 on +2 h, from 2000 on -3 h, from 3000 on +1 h, and then what the footer says.
static tz_file sound(const char *footer)
{
    static const int64_t none[6] = {0, 0, 0, 0, 1, 4};
    static const int64_t counts[6] = {0, 0, 0, 3, 3, 4};
    tz_file f = {.length = 0};
    put_header(&f, '2', none);
    f.length += 6 + 4;
    put_header(&f, '2', counts);
    for (int64_t i = 1; i <= 3; i++)
        put(&f, i * 1000, 8);
    put(&f, 1, 1);
    put(&f, 2, 1);
    put(&f, 0, 1);
    static const int64_t offsets[] = {3600, 7200, -10800};
    for (size_t i = 0; i < 3; i++) {
        put(&f, offsets[i], 4);
        put(&f, 0, 2);
    }
    f.length += 4;
    f.bytes[f.length++] = '\n';
    memcpy(f.bytes + f.length, footer, strlen(footer));
    f.length += strlen(footer);
    f.bytes[f.length++] = '\n';
    return f;
}

enum {
    FIRST_BLOCK = HEADER + 6 + 4,
    TIMES = FIRST_BLOCK + HEADER,
    INDEXES = TIMES + 24,
    TYPES = INDEXES + 3,
    FOOTER = TYPES + 18 + 4
};

/// -1 if there is none. The bytes are a block of their own, so that reading beyond them is seen.
static int32_t offset_at(const tz_file *f, int64_t utc)
{
    char *bytes = malloc(f->length > 0 ? f->length : 1);
    assert_non_null(bytes);
    memcpy(bytes, f->bytes, f->length);
    int32_t offset = -1;
    const bool found = zone_offset_in_file((slice){bytes, f->length}, utc, &offset);
    free(bytes);
    return found ? offset : -1;
}

static void test_each_change_holds_from_its_instant_on(void **state)
{
    (void)state;
    const tz_file f = sound("XST4");
    static const struct {
        int64_t utc;
        int32_t offset;
    } cases[] = {{-1000000, 3600}, {999, 3600},    {1000, 7200},   {1999, 7200},
                 {2000, -10800},   {2999, -10800}, {3000, -14400}, {INT64_C(4000000000), -14400}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(offset_at(&f, cases[i].utc), cases[i].offset);
}

static void test_every_file_that_is_cut_off_is_refused_or_lacks_its_footer(void **state)
{
    (void)state;
    const tz_file whole = sound("XST4");
    for (size_t length = 0; length < whole.length; length++) {
        tz_file f = whole;
        f.length = length;
        // Without the footer, the last change goes on.
        assert_int_equal(offset_at(&f, 4000), length < FOOTER ? -1 : 3600);
    }
    assert_int_equal(offset_at(&whole, 4000), -14400);
}

typedef struct damage {
    size_t at;
    unsigned char byte;
    int64_t utc;
    int32_t offset;
} damage;

static void test_what_is_damaged_is_refused(void **state)
{
    (void)state;
    static const damage cases[] = {
        {0, 'X', 1500, -1},                 // no such file
        {FIRST_BLOCK, 'X', 1500, -1},       // no second block
        {4, '1', 1500, -1},                 // version 1 has none
        {4, '3', 1500, 7200},               // a later version has
        {FIRST_BLOCK + 39, 0, 1500, -1},    // no types
        {20, 0x80, 1500, -1},               // each count of the first block: negative, or more than there is
        {23, 200, 1500, -1},                //
        {FIRST_BLOCK + 20, 0xFF, 1500, -1}, // isutc
        {FIRST_BLOCK + 22, 2, 1500, -1},    //
        {FIRST_BLOCK + 26, 2, 1500, -1},    // isstd
        {FIRST_BLOCK + 30, 1, 1500, -1},    // leap
        {FIRST_BLOCK + 34, 1, 1500, -1},    // time
        {FIRST_BLOCK + 38, 1, 1500, -1},    // type
        {FIRST_BLOCK + 42, 1, 1500, -1},    // char
        {FIRST_BLOCK + 40, 0x7F, 1500, -1}, // beyond any file
        {INDEXES, 3, 1500, -1},             // a type that there is not, at the first change
        {INDEXES + 1, 3, 2500, -1},         // and at a later one
        {INDEXES + 1, 3, 1500, 7200},       // elsewhere it does not matter
        {INDEXES, 2, 1500, -10800},         // the last that there is
        {FOOTER, 'X', 4000, 3600},          // not a footer
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        tz_file f = sound("XST4");
        f.bytes[cases[i].at] = cases[i].byte;
        if (offset_at(&f, cases[i].utc) != cases[i].offset)
            print_message("byte %zu as %u\n", cases[i].at, cases[i].byte);
        assert_int_equal(offset_at(&f, cases[i].utc), cases[i].offset);
    }
}

/// 2026-01-15 and 2026-07-15, at noon.
enum { JANUARY = 1768478400, JULY = 1784116800 };

typedef struct footer_case {
    const char *footer;
    int32_t january, july;
} footer_case;

static void test_a_footer_is_read_up_to_its_limits(void **state)
{
    (void)state;
    static const footer_case cases[] = {
        {"CET-1CEST,M3.5.0,M10.5.0/3", 3600, 7200},
        {"CET-1CEST-3,M3.5.0,M10.5.0/3", 3600, 10800},
        {"AEST-10AEDT,M10.1.0,M4.1.0/3", 39600, 36000},
        {"<+0330>-3:30", 12600, 12600},
        {"<-03>3:00:10", -10810, -10810},
        {"XST+4", -14400, -14400},
        {"X-1Y,M1.1.0,M12.5.6", 7200, 7200},
        {"X-1Y,M0.1.0,M12.5.6", -1, -1}, // one beyond each limit
        {"X-1Y,M1.1.0,M13.5.6", -1, -1},
        {"X-1Y,M1.0.0,M12.5.6", -1, -1},
        {"X-1Y,M1.1.0,M12.6.6", -1, -1},
        {"X-1Y,M1.1.0,M12.5.7", -1, -1},
        {"X-1Y,M1.1.0", -1, -1}, // what is lacking
        {"X-1Y,M1.1.0,", -1, -1},
        {"X-1Y,J60,J300", -1, -1},
        {"X-1Y,M1.1,M12.5.6", -1, -1},
        {"X-1Y,M1.1.0/,M12.5.6", -1, -1},
        {"X-1Y,M1.1.0/2:,M12.5.6", -1, -1},
        {"X-1Y", -1, -1},
        {"X", -1, -1},
        {"-1", -1, -1},
        {"X-", -1, -1},
        {"X-1:", -1, -1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const tz_file f = sound(cases[i].footer);
        if (offset_at(&f, JANUARY) != cases[i].january || offset_at(&f, JULY) != cases[i].july)
            print_message("%s: %d %d\n", cases[i].footer, offset_at(&f, JANUARY), offset_at(&f, JULY));
        assert_int_equal(offset_at(&f, JANUARY), cases[i].january);
        assert_int_equal(offset_at(&f, JULY), cases[i].july);
    }
}

static void test_a_name_beyond_the_limit_names_no_zone(void **state)
{
    (void)state;
    char longest[LIMIT_ZONE_NAME + 2];
    memset(longest, '/', sizeof longest); // the system takes many slashes for one
    memcpy(longest, "Europe", 6);
    int32_t offset = 0;
    static const char city[] = "Paris";
    memcpy(longest + LIMIT_ZONE_NAME - 5, city, 5);
    assert_true(zone_offset_at_local((slice){longest, LIMIT_ZONE_NAME}, 0, &offset));
    assert_int_equal(offset, 3600);
    memset(longest, '/', sizeof longest);
    memcpy(longest, "Europe", 6);
    memcpy(longest + LIMIT_ZONE_NAME - 4, city, 5);
    assert_false(zone_offset_at_local((slice){longest, LIMIT_ZONE_NAME + 1}, 0, &offset));
    assert_false(zone_offset_at_local((slice){"/Europe/Paris", 13}, 0, &offset));
    assert_false(zone_offset_at_local((slice){"./Paris", 7}, 0, &offset));
    assert_false(zone_offset_at_local((slice){"Europe/..", 9}, 0, &offset));
    assert_false(zone_offset_at_local((slice){"", 0}, 0, &offset));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_change_holds_from_its_instant_on),
        cmocka_unit_test(test_every_file_that_is_cut_off_is_refused_or_lacks_its_footer),
        cmocka_unit_test(test_what_is_damaged_is_refused),
        cmocka_unit_test(test_a_footer_is_read_up_to_its_limits),
        cmocka_unit_test(test_a_name_beyond_the_limit_names_no_zone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
