// Ids that are made ready once: each is what the writer makes of it, whatever its length and its place.
#include "outcome/ids.h"
#include "write/csv.h"
#include "write/json.h"

#include "files.h"
#include "test.h"

#include <stdlib.h>

enum { IDS = 80, MOST = 200 };

static void write_json(text_room *to, const char *text)
{
    json_writer w = {.to = *to};
    json_string(&w, text);
    *to = w.to;
}

static void write_csv(text_room *to, const char *text)
{
    csv_writer w = {.to = *to};
    csv_text(&w, text);
    *to = w.to;
}

/// A pack with ids of 1 to IDS bytes.
static char *pack_of_ids(void)
{
    char *folder = folder_new();
    char recommendations[IDS * MOST] = "recommendations:\n";
    size_t length = strlen(recommendations);
    for (int i = 1; i <= IDS; i++) {
        char id[IDS + 1];
        for (int k = 0; k < i; k++)
            id[k] = (char)('a' + (k + i) % 26);
        id[i] = '\0';
        length += (size_t)snprintf(recommendations + length, sizeof recommendations - length,
                                   "  - {id: %s, title: T, priority: 1}\n", id);
    }
    free(file_make(folder, "pack.yaml",
                   "advise: 1\npack: ids\nversion: 1.0.0\ntitle: T\nsources:\n  - {id: s, title: S}\n"));
    free(file_make(folder, "recommendations.yaml", recommendations));
    free(file_make(
        folder, "rules.yaml",
        "rules:\n  - {id: r, when: n = 1, recommend: b, certainty: 0.6, because: One., source: s}\n"));
    free(file_make(folder, "vocabulary.yaml", "facts:\n  - {name: n, type: number}\n"));
    return folder;
}

static void expect_ids(const advise_pack *pack, void (*write)(text_room *to, const char *text),
                       const char *quote)
{
    outcome_ids ids = {0};
    outcome_ids_make(&ids, pack, write);
    assert_int_equal(advise_pack_recommendation_count(pack), IDS);
    for (size_t i = 0; i < IDS; i++) {
        char got[MOST];
        char expected[MOST];
        memset(got, '#', sizeof got);
        char *end = ready_put(got, ids.texts[i]);
        (void)snprintf(expected, sizeof expected, "%s%s%s", quote, advise_pack_recommendation_id(pack, i),
                       quote);
        assert_int_equal(end - got, strlen(expected));
        assert_memory_equal(got, expected, strlen(expected));
        assert_true(ids.most >= ready_blocks(strlen(expected)));
        assert_int_equal(got[ids.most], '#'); // no more room was written to than it says
    }
    outcome_ids_free(&ids);
}

static void test_ids_of_all_lengths_are_ready(void **state)
{
    (void)state;
    char *folder = pack_of_ids();
    advise_pack *pack = NULL;
    assert_int_equal(advise_pack_load(folder, NULL, &pack, NULL), ADVISE_OK);
    expect_ids(pack, write_json, "\"");
    expect_ids(pack, write_csv, "");
    advise_pack_free(pack);
    folder_remove(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_ids_of_all_lengths_are_ready)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
