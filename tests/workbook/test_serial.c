// Which formats of a worksheet show a number as a date, a time of day or a duration: by their codes, and by the numbers of those without one.
#include "workbook/serial.h"

#include "test.h"

typedef struct code_case {
    const char *code;
    number_kind kind;
} code_case;

static const code_case codes[] = {
    {"", NUMBER_PLAIN},
    {"General", NUMBER_PLAIN},
    {"GENERAL", NUMBER_PLAIN},
    {"0.00", NUMBER_PLAIN},
    {"#,##0", NUMBER_PLAIN},
    {"@", NUMBER_PLAIN},
    // dates
    {"d.m.yyyy;@", NUMBER_DATE},
    {"D", NUMBER_DATE},
    {"mmm yy", NUMBER_DATE},
    {"m", NUMBER_DATE},
    {"yyyy", NUMBER_DATE},
    {"[$-409]d", NUMBER_DATE},
    {"d/m h:mm", NUMBER_DATE},
    {"h:mm d/m", NUMBER_DATE},
    // times: months are minutes behind hours and before seconds
    {"h:mm", NUMBER_TIME},
    {"h m", NUMBER_TIME},
    {"mm:ss", NUMBER_TIME},
    {"ss", NUMBER_TIME},
    {"h:mm:ss.000", NUMBER_TIME},
    {"h:mm AM/PM", NUMBER_TIME},
    {"h a/p", NUMBER_TIME},
    // durations: one letter in brackets, however often, and nothing else
    {"[h]:mm", NUMBER_DURATION},
    {"[HH]:mm", NUMBER_DURATION},
    {"[mm]:ss", NUMBER_DURATION},
    {"[m]", NUMBER_DURATION},
    {"[s]", NUMBER_DURATION},
    {"[sss].00", NUMBER_DURATION},
    {"0 [h]", NUMBER_DURATION},
    {"[h]d", NUMBER_DURATION},
    {"[hx]0", NUMBER_PLAIN},
    {"[hhx]0", NUMBER_PLAIN},
    {"[hm]0", NUMBER_PLAIN},
    {"[xh]0", NUMBER_PLAIN},
    {"[d]0", NUMBER_PLAIN},
    {"[]0", NUMBER_PLAIN},
    {"[h", NUMBER_PLAIN},
    {"[Magenta]0", NUMBER_PLAIN},
    {"[Red]0", NUMBER_PLAIN},
    {"[>9]0", NUMBER_PLAIN},
    // letters that are shown, and other sections
    {"\"d\"0", NUMBER_PLAIN},
    {"0\"h", NUMBER_PLAIN},
    {"\\d0", NUMBER_PLAIN},
    {"_d0", NUMBER_PLAIN},
    {"*d0", NUMBER_PLAIN},
    {"\\", NUMBER_PLAIN},
    {"0;d", NUMBER_PLAIN},
    {"\";\"d", NUMBER_DATE},
    {"\"x\"d", NUMBER_DATE},
    {"[Red]d", NUMBER_DATE},
};

static void test_the_code_of_a_format_says_what_a_number_is(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        const number_kind kind = number_kind_of_code(slice_of(codes[i].code));
        if (kind != codes[i].kind)
            print_message("%s\n", codes[i].code);
        assert_int_equal(kind, codes[i].kind);
    }
}

/// Those that are not named are plain numbers.
static void test_so_does_the_number_of_a_format_without_one(void **state)
{
    (void)state;
    static const struct {
        unsigned long first, last;
        number_kind kind;
    } ranges[] = {{14, 17, NUMBER_DATE}, {18, 21, NUMBER_TIME},     {22, 22, NUMBER_DATE},
                  {27, 31, NUMBER_DATE}, {32, 35, NUMBER_TIME},     {36, 36, NUMBER_DATE},
                  {45, 45, NUMBER_TIME}, {46, 46, NUMBER_DURATION}, {47, 47, NUMBER_TIME},
                  {50, 54, NUMBER_DATE}, {55, 56, NUMBER_TIME},     {57, 58, NUMBER_DATE}};
    for (unsigned long id = 0; id < 1000; id++) {
        number_kind kind = NUMBER_PLAIN;
        for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
            kind = id >= ranges[i].first && id <= ranges[i].last ? ranges[i].kind : kind;
        assert_int_equal(number_kind_of_id(id), kind);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_code_of_a_format_says_what_a_number_is),
        cmocka_unit_test(test_so_does_the_number_of_a_format_without_one),
    };
    return cmocka_run_group_tests_name("workbook/serial", tests, NULL, NULL);
}
