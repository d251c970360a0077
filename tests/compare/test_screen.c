// What columns take for the same advice is the same: packs that were changed at random are compared with the help of columns and without, by
// one thread and by several.
#include "advise.h"
#include "files.h"
#include "generate.h"

#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROUNDS = 12, PROFILES = 120, TEXT = 1 << 18 };

/// A line of a pack's files that an edit may change: what it begins with, without blanks.
typedef struct edit {
    const char *key;
    const char *now[5]; ///< what may stand there then
    bool adds;          ///< behind what stands there
} edit;

static const edit edits[] = {
    {"certainty: ", {"-0.3", "0", "0.2", "0.55", "0.9"}, false},
    {"priority: ", {"20", "51", "52", "79", "95"}, false},
    {"horizon: ", {"today", "this week", "this month", "this quarter", "this year"}, false},
    {"default: ", {"true", "false", "3", "'\"nobody\"'", "null"}, false},
    {"when: ", {" or true", " and true", " and false", " or false", " and null"}, true},
    {"title: ", {" now", " soon", " again", " as said", " at once"}, true},
    {"value: ", {" ", " + 1", " and true", " and false", " or true"}, true},
};

/// Changes one line at random: the text, or NULL if the line that was drawn cannot be changed so.
static char *edited(random_source *random, const char *text)
{
    const edit *e = &edits[random_below(random, sizeof edits / sizeof *edits)];
    size_t found = 0;
    for (const char *at = text; (at = strstr(at, e->key)) != NULL; at++)
        found++;
    if (found == 0)
        return NULL;
    const char *at = text;
    for (uint64_t skip = random_below(random, found); (at = strstr(at, e->key)) != NULL && skip > 0; skip--)
        at++;
    const char *from = at + strlen(e->key);
    const char *end = from + strcspn(from, "\n");
    const bool plain = strchr("'\">|", *from) == NULL && memchr(from, '{', (size_t)(end - from)) == NULL;
    if (at == text || at[-1] != ' ' || !plain)
        return NULL;
    const char *now = e->now[random_below(random, 5)];
    return text_of("%.*s%s%s", (int)((e->adds ? end : from) - text), text, now, end);
}

/// Copies the pack, with some lines changed.
static void make_pack(random_source *random, const char *folder)
{
    static const char *const files[] = {"pack.yaml",  "vocabulary.yaml", "recommendations.yaml",
                                        "words.yaml", "changing.yaml",   "firms.yaml",
                                        "goals.yaml", "growing.yaml"};
    const size_t count = sizeof files / sizeof *files;
    char *texts[sizeof files / sizeof *files];
    for (size_t i = 0; i < count; i++) {
        char *path = text_of("rules/paralegal/%s", files[i]);
        texts[i] = file_read(path, NULL);
        free(path);
    }
    for (uint64_t left = random_below(random, 4); left > 0;) {
        const size_t file = (size_t)random_below(random, count);
        char *changed = edited(random, texts[file]);
        if (changed == NULL)
            continue;
        free(texts[file]);
        texts[file] = changed;
        left--;
    }
    for (size_t i = 0; i < count; i++) {
        free(file_make(folder, files[i], texts[i]));
        free(texts[i]);
    }
}

static advise_pack *load(random_source *random)
{
    for (;;) {
        char *folder = folder_new();
        make_pack(random, folder);
        advise_pack *pack = NULL;
        (void)advise_pack_load(folder, NULL, &pack, NULL);
        folder_remove(folder);
        if (pack != NULL)
            return pack;
    }
}

/// Everything that a comparison says.
static void write_diff(const advise_diff *d, FILE *out)
{
    const advise_diff_totals t = advise_diff_get_totals(d);
    fprintf(out, "%zu %zu %zu %zu %zu %zu %zu %zu %zu\n", t.records, t.evaluated, t.refused, t.changed,
            t.moved, t.rescored, t.reworded, t.moves, t.rewords);
    for (size_t i = 0; i < advise_diff_recommendation_count(d); i++) {
        const advise_diff_recommendation r = advise_diff_get_recommendation(d, i);
        fprintf(out, "%s %zu %zu %zu %zu %zu %zu %zu %zu %zu %g\n", r.id, r.given_by_old, r.given_by_new,
                r.gained, r.lost, r.withheld, r.up, r.down, r.rescored, r.reworded, r.mean_places);
        for (size_t k = 0; k < r.example_count; k++) {
            const advise_diff_example e = advise_diff_get_example(d, ADVISE_DIFF_RECOMMENDATIONS, i, k);
            fprintf(out, " %zu:%zu %s %d %zu %zu\n", e.record.number, e.record.line, e.id, (int)e.change,
                    e.old_rank, e.new_rank);
        }
    }
    for (size_t i = 0; i < advise_diff_group_count(d); i++) {
        const advise_diff_group g = advise_diff_get_group(d, i);
        fprintf(out, "%s %zu %zu %zu %zu %zu\n", g.value, g.records, g.changed, g.moved, g.gained, g.lost);
    }
    for (size_t i = 0; i < advise_diff_cause_count(d); i++) {
        const advise_diff_cause c = advise_diff_get_cause(d, i);
        fprintf(out, "%d %s %s %zu %zu %zu %zu %zu\n", (int)c.kind, c.name, c.what, c.gained, c.lost,
                c.rescored, c.reworded, c.records);
    }
}

/// Compares; if the packs are applied on two days, every profile is looked at in full. The rules read no clock.
static char *compare(advise_pack *const packs[2], const char *cohort, const char *second_day, size_t jobs)
{
    advise_session *sessions[] = {advise_session_new(packs[0], NULL), advise_session_new(packs[1], NULL)};
    assert_int_equal(advise_session_set_date(sessions[0], "2026-01-31"), ADVISE_OK);
    assert_int_equal(advise_session_set_date(sessions[1], second_day), ADVISE_OK);
    const advise_diff_options options = {.by = "satisfaction", .id = "name", .jobs = jobs};
    advise_diff *diff = NULL;
    assert_int_equal(advise_diff_run(sessions[0], sessions[1], &cohort, 1, &options, &diff, NULL), ADVISE_OK);
    char *text = calloc(1, TEXT);
    assert_non_null(text);
    FILE *out = fmemopen(text, TEXT, "w");
    write_diff(diff, out);
    assert_int_equal(fclose(out), 0);
    advise_diff_free(diff);
    advise_session_free(sessions[0]);
    advise_session_free(sessions[1]);
    return text;
}

static void test_columns_only_save_time(void **state)
{
    (void)state;
    random_source random = random_new();
    char *folder = folder_new();
    char *cohort = text_of("%s/cohort.ndjson", folder);
    for (int round = 0; round < ROUNDS; round++) {
        generate_cohort(cohort, PROFILES, random_next(&random));
        advise_pack *packs[] = {load(&random), load(&random)};
        char *in_full = compare(packs, cohort, "2026-02-01", 1);
        char *alone = compare(packs, cohort, "2026-01-31", 1);
        char *together = compare(packs, cohort, "2026-01-31", 3);
        assert_string_equal(alone, in_full);
        assert_string_equal(together, in_full);
        free(in_full);
        free(alone);
        free(together);
        advise_pack_free(packs[0]);
        advise_pack_free(packs[1]);
    }
    free(cohort);
    folder_remove(folder);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {cmocka_unit_test(test_columns_only_save_time)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
