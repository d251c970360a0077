// Columns of numbers: whatever constants a pack compares with, what a code says of a number is what comparing says.
#include "base/decimal.h"
#include "columns/column.h"
#include "files.h"
#include "random.h"
#include "rows/row_reader.h"

#include "test.h"

#include <stdio.h>
#include <stdlib.h>

typedef struct column_case {
    arena *arena;
    const pack *pack;
    random_source *random;
    size_t rules;
    bool integers, near;
    size_t held;
    const plan *plan;
    block *block;
    size_t widest;
} column_case;

static const char *const operators[] = {"=", "!=", "<", "<=", ">", ">="};

static bool compares(double number, comparison_kind op, double constant)
{
    switch (op) {
    case COMPARE_EQUAL: return number == constant;
    case COMPARE_NOT_EQUAL: return number != constant;
    case COMPARE_LESS: return number < constant;
    case COMPARE_AT_MOST: return number <= constant;
    case COMPARE_GREATER: return number > constant;
    case COMPARE_AT_LEAST: return number >= constant;
    }
    return false;
}

static double random_number(random_source *r, bool integer, bool near)
{
    double number = (double)random_below(r, near ? 40 : 4000000) - (near ? 20 : 2000000);
    return integer ? number : number / 4;
}

/// A pack whose rules compare one fact with many constants.
static char *write_pack(random_source *r, const column_case *c)
{
    char *folder = folder_new();
    char *text = NULL;
    size_t length = 0;
    FILE *rules = open_memstream(&text, &length);
    assert_non_null(rules);
    free(file_make(
        folder, "pack.yaml",
        "advise: 1\npack: columns\nversion: 1.0.0\ntitle: Columns\nsources:\n  - {id: s, title: S}\n"));
    free(file_make(folder, "vocabulary.yaml", "facts:\n  - {name: n, type: number}\n"));
    free(file_make(folder, "recommendations.yaml",
                   "recommendations:\n  - {id: do, title: Do, priority: 50}\n"));
    (void)fprintf(rules, "rules:\n");
    for (size_t i = 0; i < c->rules; i++)
        (void)fprintf(
            rules,
            "  - {id: r%zu, when: 'n %s %.2f', recommend: do, certainty: 0.5, because: R., source: s}\n", i,
            operators[random_below(r, 6)], random_number(r, c->integers, c->near));
    assert_int_equal(fclose(rules), 0);
    free(file_make(folder, "rules.yaml", text));
    free(text);
    return folder;
}

static void hold_codes(void *argument)
{
    column_case *c = argument;
    const plan *p = plan_new(c->arena, c->pack, NULL, 0);
    c->plan = p;
    assert_int_equal(p->column_count, 1);
    const plan_column *column = &p->columns[0];
    for (int i = 0; i < 300; i++) {
        const bool integer = random_below(c->random, 2) == 0;
        const double far[] = {1e300, -1e300, 9e14, -9e14};
        const double number = random_below(c->random, 20) == 0
                                  ? far[random_below(c->random, 4)]
                                  : random_number(c->random, integer, c->near || c->rules < 20);
        const uint32_t code = column_code(column, number);
        if (integer && number > -1e15 && number < 1e15)
            assert_int_equal(code, column_code_of_integer(column, (int64_t)number));
        for (size_t k = 0; k < column->atom_count; k++) {
            const plan_atom *a = &column->atoms[k];
            const atom *asked = column->asked[k];
            const bool passes = code >= a->from && !(a->without != 0 && code >= a->without);
            const bool says = passes != (a->literal % 2 == 1);
            const double constant = decimal_to_double(feel_decimal(asked->constant));
            if (says != compares(number, asked->op, constant))
                print_error("%.17g %s %.17g\n", number, operators[asked->op], constant);
            assert_int_equal(says, compares(number, asked->op, constant));
            c->held++;
        }
    }
}

static void hold_words(void *argument)
{
    column_case *c = argument;
    static double numbers[BLOCK_ROWS];
    static char texts[BLOCK_ROWS][64 + ROW_READER_PADDING];
    row_reader *reader = row_reader_new(c->arena, c->plan);
    block_begin(c->block);
    for (size_t i = 0; i < BLOCK_ROWS; i++) {
        numbers[i] = random_number(c->random, random_below(c->random, 2) == 0, c->near);
        int length = snprintf(texts[i], sizeof texts[i], "{\"n\":%.2f}", numbers[i]);
        assert_true(row_read(reader, c->block, (slice){texts[i], (size_t)length}));
    }
    block_run(c->block);
    const plan_column *column = &c->plan->columns[0];
    for (size_t i = 0; i < BLOCK_ROWS; i++) {
        for (size_t k = 0; k < column->atom_count; k++) {
            const uint64_t *truth = &c->block->truth[column->atoms[k].literal & ~1u];
            const atom *asked = column->asked[k];
            bool holds = compares(numbers[i], asked->op, decimal_to_double(feel_decimal(asked->constant)));
            assert_int_equal(truth[0] >> i & 1, holds);
            assert_int_equal(truth[1] >> i & 1, !holds);
        }
    }
    c->widest = column->cut_count > c->widest ? column->cut_count : c->widest;
}

static void test_codes_say_what_comparing_says(void **state)
{
    (void)state;
    random_source r = random_new();
    size_t held = 0;
    size_t widest = 0;
    static const size_t rules[] = {1, 2, 7, 40, 600};
    for (size_t i = 0; i < 4 * sizeof rules / sizeof *rules; i++) {
        column_case c = {.random = &r, .rules = rules[i / 4], .integers = i % 2 == 0, .near = i / 2 % 2 == 0};
        char *folder = write_pack(&r, &c);
        c.arena = arena_new(NULL, 0);
        diag_list *diags = diag_list_new(c.arena);
        pack *loaded = pack_load(NULL, folder, diags);
        assert_non_null(loaded);
        c.pack = loaded;
        assert_int_equal(arena_run(c.arena, hold_codes, &c), ARENA_DONE);
        c.block = block_new(NULL, c.plan);
        assert_non_null(c.block);
        assert_int_equal(arena_run(block_arena(c.block), hold_words, &c), ARENA_DONE);
        block_free(c.block);
        held += c.held;
        widest = c.widest > widest ? c.widest : widest;
        arena_free(c.arena);
        pack_free(loaded);
        folder_remove(folder);
    }
    assert_true(held > 10000);
    assert_true(widest > 255); // more than fit one byte
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_codes_say_what_comparing_says)};
    return cmocka_run_group_tests_name("batch/column", tests, NULL, NULL);
}
