// What a comparison of packs says of records that a pack refuses: which of them does, and why, in the order of the places.
#include "advise.h"
#include "files.h"

#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/// A pack in which the fact `k` has a type.
static advise_session *session_on(const char *folder, const char *name, const char *type, advise_pack **pack)
{
    char *path = text_of("%s/%s", folder, name);
    char *vocabulary =
        text_of("types:\n  - name: item\n    key: title\n    fields:\n"
                "      - {name: title, type: string, required: true}\n      - {name: pages, type: number}\n"
                "facts:\n  - {name: n, type: number}\n  - {name: k, type: %s}\n"
                "  - {name: items, type: list, of: item}\n",
                type);
    free(file_make(path, "pack.yaml",
                   "advise: 1\npack: p\nversion: 1.0.0\ntitle: P\nsources: [{id: s, title: S}]\n"));
    free(file_make(path, "vocabulary.yaml", vocabulary));
    free(file_make(path, "recommendations.yaml", "recommendations: [{id: r, title: R, priority: 50}]\n"));
    free(
        file_make(path, "rules.yaml",
                  "rules:\n  - {id: a, when: n > 3 or k != null, recommend: r, because: B., source: s}\n"
                  "  - {id: b, for: i in items, when: i.pages > 3, recommend: r, because: B., source: s}\n"));
    assert_int_equal(advise_pack_load(path, NULL, pack, NULL), ADVISE_OK);
    advise_session *session = advise_session_new(*pack, NULL);
    assert_non_null(session);
    free(vocabulary);
    free(path);
    return session;
}

typedef struct heard {
    char text[400];
    size_t length;
} heard;

/// "old|new|both: COLUMN CODE, …"
static void hear(void *state, const advise_record *record, bool by_old, bool by_new,
                 const advise_diagnostics *problems)
{
    heard *h = state;
    (void)record;
    h->length += (size_t)snprintf(h->text + h->length, sizeof h->text - h->length, "%s:",
                                  by_old && by_new ? "both"
                                  : by_old         ? "old"
                                  : by_new         ? "new"
                                                   : "none");
    for (size_t i = 0; i < advise_diagnostics_count(problems); i++) {
        const advise_diagnostic d = advise_diagnostics_get(problems, i);
        h->length +=
            (size_t)snprintf(h->text + h->length, sizeof h->text - h->length, " %zu %s", d.column, d.code);
    }
}

typedef struct refused_case {
    const char *record, *said;
} refused_case;

/// The fact `k` is a date for the old pack, and a number for the new one.
static const refused_case cases[] = {
    {"{\"n\": 4, \"k\": null}", ""},
    {"{\"k\": 12}", "old: 7 wrong-type"},
    {"{\"k\": \"2026-01-31\"}", "new: 7 wrong-type"},
    {"{\"k\": true}", "both: 7 wrong-type"},
    // one that is found to be missing only behind what follows
    {"{\"items\": [{\"pages\": \"x\"}]}", "both: 12 missing-key 22 wrong-type"},
    {"{\"items\": [{\"title\": \"A\"}, {\"pages\": 1}, {\"pages\": \"x\"}], \"n\": \"y\"}",
     "both: 28 missing-key 42 missing-key 52 wrong-type 64 wrong-type"},
    {"{\"n\": \"y\", \"items\": [{\"pages\": \"x\"}], \"k\": 12}",
     "both: 7 wrong-type 22 missing-key 32 wrong-type"},
    {"{\"n\": \"y\", \"k\": \"2026-01-31\"}", "both: 7 wrong-type 17 wrong-type"},
};

static void test_each_pack_that_refuses_a_record_is_named_and_why(void **state)
{
    (void)state;
    char *folder = folder_new();
    advise_pack *packs[2];
    advise_session *old = session_on(folder, "old", "date", &packs[0]);
    advise_session *new = session_on(folder, "new", "number", &packs[1]);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *path = file_make(folder, "people.ndjson", cases[i].record);
        heard h = {0};
        const advise_diff_options options = {.refused = hear, .state = &h};
        advise_diff *diff = NULL;
        assert_int_equal(advise_diff_run(old, new, (const char *const *)&path, 1, &options, &diff, NULL),
                         ADVISE_OK);
        if (strcmp(h.text, cases[i].said) != 0)
            print_message("%s\n", cases[i].record);
        assert_string_equal(h.text, cases[i].said);
        advise_diff_free(diff);
        free(path);
    }
    advise_session_free(old);
    advise_session_free(new);
    advise_pack_free(packs[0]);
    advise_pack_free(packs[1]);
    folder_remove(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_pack_that_refuses_a_record_is_named_and_why)};
    return cmocka_run_group_tests_name("compare/refused", tests, NULL, NULL);
}
