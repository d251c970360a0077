// What is said of a value that does not fit, in words for whoever wrote it: a line each.
#include "profile/meant.h"
#include "profile/profile.h"

#include "test.h"

#include <stdio.h>

typedef struct misfit_row {
    const char *fact, *written; ///< a line of YAML
    const char *hint;
} misfit_row;

static const misfit_row rows[] = {
    {"grade", "3 years", "a number alone, without words: 3"},
    {"grade", "forty-five", "a number alone, without words: 45"},
    {"grade", "3+", "a number alone: 3"},
    {"grade", "45-50", "write one number alone, such as 45"},
    {"grade", "$52,000", "a number alone: 52000"},
    {"grade", "1,5", "a number alone: 1.5"},
    {"grade", "2 1/2", "a number alone: 2.5"},
    {"grade", "52k", "a number alone, without words: 52000"},
    {"grade", "some", "write a number in digits, such as 3, or leave it empty if it is not known"},
    {"grade", "0123", "write it without the leading zero: some YAML readers take it for octal"},
    {"dogs", "1.5", "write it without a fraction, as it is counted in whole numbers"},
    {"dogs", "12", "a whole number from 0 to 9"},
    {"visits", "[1, 2.5]", "write it without a fraction, as it is counted in whole numbers"},
    {"share", "2", "a number above 0, at most 1"},
    {"grade", "n/a", "leave it empty, or write null: what is not known never counts as no or as zero"},
    {"size", "don't know",
     "leave it empty, or add not_known: [size], so that nobody asks for it again; it never counts as no or "
     "as zero"},
    {"keen", "Y", "write true: readers of YAML do not agree on yes and no, on and off"},
    {"keen", "Nope", "write false: readers of YAML do not agree on yes and no, on and off"},
    {"keen", "sometimes", "write true or false, or leave it empty if it is not known"},
    {"size", "Large", "did you mean 'large'?"},
    {"size", "a big one", "did you mean 'large'?"},
    {"size", "small or large", "write one value only: 'small' or 'large'"},
    {"size", "blue", "write one of: small, large"},
    {"size", "[small, large]", "only one value fits: write the most important, such as small"},
    {"size", "[small]", "write the value without brackets: small"},
    {"size", "{is: small}",
     "write the value alone, without keys; a text that holds ': ' needs double quotes"},
    {"size", "\xE2\x80\x9Csmall\xE2\x80\x9D",
     "curly quotes do not quote: write straight ones, or none: small"},
    {"born", "01/31/2026", "write the year first, then the month, then the day: 2026-01-31"},
    {"born", "31.1.2026", "write the year first, then the month, then the day: 2026-01-31"},
    {"born", "3/4/2026",
     "write the year first, then the month, then the day: 2026-03-04, if you mean that day"},
    {"born", "January 31, 2026", "write the year first, then the month, then the day: 2026-01-31"},
    {"born", "2026-02-30", "the month has no such day: check the date"},
    {"born", "soon", "write year, month and day: 2026-01-31"},
    {"tags", "none", "none is written []"},
    {"tags", "A, b", "write it in brackets: [\"a\", \"b\"]"},
    {"tags", "[c]", "write one of: a, b"},
    {"places", "no places", "none is written []"},
    {"places", "Ulm", "write a list of records: [{name: \"Ulm\"}]; the keys of each: name, since, story"},
    {"places", "{name: Ulm}", "put the record in brackets: [{name: \xE2\x80\xA6}]"},
    {"places", "[Ulm]", "write a record: {name: \"Ulm\"}; its keys: name, since, story"},
    {"places", "[{name: [the name]}]",
     "this is the form as it was: write your own, without the brackets, or put the '#' back"},
    {"places", "[{nme: Ulm, name: A}]", "did you mean 'name'?"},
    {"places", "[{colour: red, name: A}]", "the keys that can stand here: name, since, story"},
    {"home", "Ulm", "write a record: {name: \"Ulm\"}; its keys: name, since, story"},
    {"Born", "2026-01-31", "did you mean 'born'?"},
    {"-born", "2026-01-31", "put a blank after the '-' that begins an entry of a list"},
};

typedef struct reading {
    arena *arena;
    const pack *pack;
    diag_list *diags;
    slice text;
} reading;

static void read_profile(void *argument)
{
    reading *r = argument;
    r->diags = diag_list_new(r->arena);
    (void)profile_read_text(r->arena, r->pack, SLICE("me.yaml"), r->text, PROFILE_YAML, NULL, r->diags);
}

static const diagnostic *first_of(const reading *r, const char *code)
{
    const diagnostic *found = NULL;
    for (size_t i = 0; i < r->diags->count && found == NULL; i++) {
        bool is_it = code == NULL ? strcmp(r->diags->items[i].code, "missing-key") != 0
                                  : strcmp(r->diags->items[i].code, code) == 0;
        found = is_it ? &r->diags->items[i] : NULL;
    }
    return found;
}

static void test_each_misfit_is_met_with_what_to_write(void **state)
{
    (void)state;
    arena *a = arena_new(NULL, 0);
    pack *p = pack_load(NULL, "tests/packs/all-types", diag_list_new(a));
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        reading r = {.arena = arena_new(NULL, 0), .pack = p};
        char line[256];
        (void)snprintf(line, sizeof line, "%s: %s\n", rows[i].fact, rows[i].written);
        r.text = slice_of(line);
        assert_int_equal(arena_run(r.arena, read_profile, &r), ARENA_DONE);
        const diagnostic *d = first_of(&r, NULL);
        if (d == NULL || !slice_is(d->hint, rows[i].hint))
            print_message("%s: %s\n", rows[i].fact, rows[i].written);
        assert_non_null(d);
        assert_string_equal(d->hint.ptr, rows[i].hint);
        arena_free(r.arena);
    }
    pack_free(p);
    arena_free(a);
}

/// What is read, but most likely not meant, with the code of the warning; NULL: there is none.
static const char *const texts[][2] = {
    {"letter: \xE2\x80\x9CJo\xE2\x80\x9D", "curly-quotes"},
    {"letter: the letter", "example-left"},
    {"letter: the letters", NULL},
    {"letter: n/a", "unknown-word"},
    {"letter: Smith #2", "comment"},
    {"letter: 'Smith #2'", NULL},
    {"letter: Smith#2", NULL},
    {"letter: Jo \xE2\x80\x9CJJ\xE2\x80\x9D Lee", NULL},
    {"letter: a\ngrade: 1 # the first", NULL},
    {"letter: a\nnotes: anything", "notes"},
};

static void test_texts_that_are_most_likely_not_meant_are_warned_of(void **state)
{
    (void)state;
    arena *a = arena_new(NULL, 0);
    pack *p = pack_load(NULL, "tests/packs/all-types", diag_list_new(a));
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        reading r = {.arena = arena_new(NULL, 0), .pack = p, .text = slice_of(texts[i][0])};
        assert_int_equal(arena_run(r.arena, read_profile, &r), ARENA_DONE);
        const diagnostic *d = first_of(&r, NULL);
        if ((d != NULL) != (texts[i][1] != NULL))
            print_message("%s\n", texts[i][0]);
        assert_string_equal(d != NULL ? d->code : "", texts[i][1] != NULL ? texts[i][1] : "");
        arena_free(r.arena);
    }
    pack_free(p);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_misfit_is_met_with_what_to_write),
        cmocka_unit_test(test_texts_that_are_most_likely_not_meant_are_warned_of),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
