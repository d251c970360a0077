// What a vocabulary may say wrong, and which of all the names that it may have meant is put to its author: the first, the last, and those between.
#include "files.h"
#include "small_pack.h"
#include "test.h"

#include <stdlib.h>
#include <string.h>

/// Loads a pack with one mistake and gives its hint, which lasts as long as the arena.
static slice hint_of(arena *a, const char *lists, const char *code)
{
    diag_list *diags = diag_list_new(a);
    pack *p = small_pack(lists, diags);
    assert_null(p);
    const diagnostic *found = NULL;
    for (size_t i = 0; i < diags->count && found == NULL; i++)
        found = strcmp(diags->items[i].code, code) == 0 ? &diags->items[i] : NULL;
    assert_non_null(found);
    return found->hint;
}

typedef struct misspelt {
    const char *written, *meant;
} misspelt;

static const misspelt types[] = {
    {"boolea", "boolean"}, {"intger", "integer"}, {"numbr", "number"}, {"strng", "string"},
    {"txt", "text"},       {"dte", "date"},       {"tme", "time"},     {"date and tme", "date and time"},
    {"lst", "list"},       {"frm", "firm"},       {"mmo", "memo"},     {"openng", "opening"},
};

static void test_each_type_is_put_to_the_author_who_misspelt_it(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        arena *a = arena_new(NULL, 0);
        char *lists = text_of("types:\n  - {name: firm, fields: [{name: n, type: string}]}\n"
                              "  - {name: memo, fields: [{name: n, type: string}]}\n"
                              "  - {name: opening, fields: [{name: n, type: string}]}\n"
                              "facts:\n  - {name: x, type: %s}\n",
                              types[i].written);
        char *meant = text_of("'%s'", types[i].meant);
        const slice hint = hint_of(a, lists, "unknown-type");
        if (memmem(hint.ptr, hint.len, meant, strlen(meant)) == NULL)
            print_message("%s: %.*s\n", types[i].written, SLICE_ARG(hint));
        assert_non_null(memmem(hint.ptr, hint.len, meant, strlen(meant)));
        free(meant);
        free(lists);
        arena_free(a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_type_is_put_to_the_author_who_misspelt_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
