// Proofs and what is asked about, through the public API.
#include "advise.h"
#include "failing.h"
#include "files.h"
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char vocabulary[] =
    "types:\n"
    "  - {name: box, fields: [{name: size, type: number}]}\n"
    "  - name: task\n    key: title\n"
    "    fields: [{name: title, type: string, required: true}, {name: hours, type: number, unit: hours},\n"
    "      {name: done, type: boolean}, {name: box, type: box}]\n"
    "facts:\n"
    "  - {name: years, type: number, unit: years}\n  - {name: rank, type: number}\n"
    "  - {name: field, type: string}\n  - {name: home, type: box}\n  - {name: tasks, type: list, of: task}\n"
    "  - {name: busy, type: boolean, derived: true, default: false}\n";

static const char recommendations[] =
    "recommendations:\n  - {id: grow, title: Grow, priority: 50}\n"
    "  - {id: finish, title: 'Finish {{task.title}}', priority: 40, about: task}\n"
    "  - {id: rest, title: Rest, priority: 30}\n";

/// Some rules and a profile, and what the leaves of the first evidence for a recommendation must be, each as "name:line".
typedef struct leaf_case {
    const char *rule, *recommendation, *profile, *leaves;
} leaf_case;

#define ITEM "  - {title: T, done: true}\n"
#define TEN  ITEM ITEM ITEM ITEM ITEM ITEM ITEM ITEM ITEM ITEM

static const leaf_case cases[] = {
    {"when: years > 2, recommend: grow", "grow", "years: 3\n", "years:1"},
    // what did not matter is left out
    {"when: years > 2 or rank > 1, recommend: grow", "grow", "rank: 2\nyears: 3\n", "years:2"},
    {"when: years > 2 and rank > 1, recommend: grow", "grow", "rank: 2\nyears: 3\n", "years:2 rank:1"},
    {"when: 'years > 2 or field = \"law\"', recommend: grow", "grow", "years: 1\nfield: law\n", "field:2"},
    {"when: 'count(tasks[done]) >= 2', recommend: grow", "grow",
     "tasks:\n" ITEM "  - {title: U, done: false}\n" ITEM ITEM, "done:2 done:4"},
    {"when: 'some t in tasks satisfies t.hours > 1', recommend: grow", "grow",
     "tasks:\n  - title: A\n    hours: 1\n  - title: B\n    hours: 2\n", "hours:5"},
    // items of lists, and records
    {"for: task in tasks, when: task.hours > 1, recommend: finish", "finish",
     "tasks:\n  - title: A\n    hours: 1\n  - title: B\n    hours: 2\n", "hours:5"},
    {"for: 'task in tasks[not(done)]', when: task.hours > 1, recommend: finish", "finish",
     "tasks:\n  - title: A\n    hours: 2\n    done: false\n", "done:4 hours:3"},
    {"for: task in tasks, when: 'true', recommend: finish", "finish", "tasks:\n" ITEM ITEM, "tasks:1"},
    {"when: 'count(tasks) >= 2', recommend: grow", "grow", "tasks:\n" ITEM ITEM, "tasks:1"},
    {"when: home.size > 1, recommend: grow", "grow", "home: {\n  size: 2 }\n", "size:2"},
    {"for: task in tasks, when: task.box.size > 1, recommend: finish", "finish",
     "tasks:\n  - title: A\n    box:\n      size: 2\n", "size:4"},
    // facts that are not stated
    {"when: field = null, recommend: grow", "grow", "years: 3\n", "field:0"},
    {"when: field = null or years > 2, recommend: grow", "grow", "years: 3\n", "years:1"},
    {"for: task in tasks, when: task.hours = null, recommend: finish", "finish", "tasks:\n" ITEM, "hours:0"},
    {"when: 'every t in tasks satisfies t.hours = null', recommend: grow", "grow", "tasks:\n  - title: A\n",
     "hours:0"},
    // certainties
    {"when: years > 2, recommend: grow, certainty: 'if rank > 1 then 0.5 else 0.4'", "grow",
     "years: 3\nrank: 1\nfield: x\n", "years:1 rank:2"},
    // so much of a list matters that it counts as a whole
    {"when: 'every t in tasks satisfies t.done', recommend: grow", "grow", "tasks:\n" TEN TEN TEN, "tasks:1"},
};

static char *make_pack(const char *rule)
{
    char *folder = folder_new();
    char *rules =
        text_of("rules:\n  - {id: r, %s, because: B}\n"
                "  - {id: full, when: 'count(tasks) > 5', conclude: busy, value: 'true', because: B}\n"
                "  - {id: tired, when: busy, recommend: rest, because: B}\n",
                rule);
    free(file_make(folder, "pack.yaml", "advise: 1\npack: p\nversion: 1.0.0\ntitle: T\n"));
    free(file_make(folder, "vocabulary.yaml", vocabulary));
    free(file_make(folder, "recommendations.yaml", recommendations));
    free(file_make(folder, "rules.yaml", rules));
    free(rules);
    return folder;
}

static bool is_leaf(const advise_proof_node *n)
{
    return n->kind == ADVISE_PROOF_FACT || n->kind == ADVISE_PROOF_FIELD || n->kind == ADVISE_PROOF_LIST ||
           n->kind == ADVISE_PROOF_NOT_STATED;
}

/// The leaves of the first proof of a recommendation.
static void name_leaves(const advise_report *report, const char *recommendation, char *out, size_t size)
{
    const advise_proof *proof = NULL;
    size_t length = 0;
    out[0] = '\0';
    for (size_t i = 0; i < advise_report_count(report) && proof == NULL; i++) {
        if (strcmp(advise_report_advice(report, i).recommendation, recommendation) == 0)
            assert_int_equal(advise_report_prove(report, i, &proof), ADVISE_OK);
    }
    for (size_t i = 0; proof != NULL && i < advise_proof_count(proof); i++) {
        const advise_proof_node n = advise_proof_get(proof, i);
        if (is_leaf(&n))
            length += (size_t)snprintf(out + length, size - length, "%s%s:%zu", length > 0 ? " " : "", n.name,
                                       n.line);
    }
}

static void test_leaves_are_what_is_needed_and_say_where_it_stands(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *folder = make_pack(cases[i].rule);
        advise_pack *pack = NULL;
        const advise_report *report = NULL;
        char got[512];
        assert_int_equal(advise_pack_load(folder, NULL, &pack, NULL), ADVISE_OK);
        advise_session *session = advise_session_new(pack, NULL);
        assert_int_equal(advise_run_text(session, "me.yaml", cases[i].profile, strlen(cases[i].profile), NULL,
                                         &report, NULL),
                         ADVISE_OK);
        name_leaves(report, cases[i].recommendation, got, sizeof got);
        if (strcmp(got, cases[i].leaves) != 0)
            print_error("{%s} of\n%s\n", cases[i].rule, cases[i].profile);
        assert_string_equal(got, cases[i].leaves);
        advise_session_free(session);
        advise_pack_free(pack);
        folder_remove(folder);
    }
}

static void test_nodes_are_walked_by_depth_or_by_child(void **state)
{
    (void)state;
    char *folder = make_pack("when: years > 2 and not(busy), recommend: grow");
    advise_pack *pack = NULL;
    const advise_report *report = NULL;
    const advise_proof *proof = NULL;
    static const char text[] = "years: 3\ntasks: []\n";
    assert_int_equal(advise_pack_load(folder, NULL, &pack, NULL), ADVISE_OK);
    advise_session *session = advise_session_new(pack, NULL);
    assert_int_equal(advise_run_text(session, "me.yaml", text, strlen(text), NULL, &report, NULL), ADVISE_OK);
    assert_int_equal(advise_report_prove(report, 0, &proof), ADVISE_OK);
    size_t children = 0;
    for (size_t i = 0; i < advise_proof_count(proof); i++) {
        const advise_proof_node n = advise_proof_get(proof, i);
        for (size_t k = 0; k < n.child_count; k++)
            assert_int_equal(advise_proof_get(proof, advise_proof_child(proof, i, k)).depth, n.depth + 1);
        children += n.child_count;
    }
    assert_int_equal(children + 1, advise_proof_count(proof));
    const size_t evidence = advise_proof_child(proof, 0, 0);
    assert_int_equal(advise_proof_get(proof, evidence).kind, ADVISE_PROOF_EVIDENCE);
    const size_t part = advise_proof_child(proof, evidence, 1);
    const advise_proof_node derived = advise_proof_get(proof, advise_proof_child(proof, part, 0));
    assert_int_equal(derived.kind, ADVISE_PROOF_DERIVED);
    assert_true(derived.by_default);
    assert_string_equal(derived.value, "false");
    assert_int_equal(advise_report_prove(report, 99, &proof), ADVISE_BAD_USE);
    assert_int_equal(advise_report_prove(NULL, 0, &proof), ADVISE_BAD_USE);
    assert_int_equal(advise_report_prove(report, 0, NULL), ADVISE_BAD_USE);
    advise_session_free(session);
    advise_pack_free(pack);
    folder_remove(folder);
}

/// What "REC:ITEM" stands for as "id:item", or the code of the error.
typedef struct target_case {
    const char *text, *target;
} target_case;

static const target_case targets[] = {
    {"grow", "grow:"},
    {" finish : Lund ", "finish:Lund"}, // also the beginning of another
    {"finish:lund", "finish:Lund"},
    {"finish:Lund L", "finish:Lund LLP"},
    {"finish:\xC3\x9C", "finish:\xC3\xBC"
                        "ben"},
    {"finish:a:b", "finish:a:b"},
    {"finish:", "finish:"},
    {"finish:L", NULL},
    {"finish:Lond", NULL},
    {"grow:Lund", NULL},
    {"grwo", NULL},
    {"", NULL},
    {":", NULL},
};

static void test_a_target_is_found_by_its_id_and_the_beginning_of_a_name(void **state)
{
    (void)state;
    char *folder = make_pack("for: task in tasks, when: task.done, recommend: finish");
    advise_pack *pack = NULL;
    const advise_report *report = NULL;
    static const char text[] = "tasks: [{title: Lund}, {title: Lund LLP, done: true}, {title: \xC3\xBC"
                               "ben}, {title: 'a:b'}]\n";
    assert_int_equal(advise_pack_load(folder, NULL, &pack, NULL), ADVISE_OK);
    advise_session *session = advise_session_new(pack, NULL);
    assert_int_equal(advise_run_text(session, "me.yaml", text, strlen(text), NULL, &report, NULL), ADVISE_OK);
    for (size_t i = 0; i < sizeof targets / sizeof *targets; i++) {
        advise_target target = {"", ""};
        advise_diagnostics *problems = NULL;
        const advise_status status = advise_report_find(report, targets[i].text, &target, &problems);
        char *got = text_of("%s:%s", target.recommendation, target.item);
        assert_string_equal(got, targets[i].target != NULL ? targets[i].target : ":");
        assert_int_equal(status, targets[i].target != NULL ? ADVISE_OK : ADVISE_BAD_USE);
        assert_int_equal(advise_diagnostics_count(problems), targets[i].target != NULL ? 0 : 1);
        advise_diagnostics_free(problems);
        free(got);
    }
    advise_target target;
    assert_int_equal(advise_report_find(report, NULL, &target, NULL), ADVISE_BAD_USE);
    advise_session_free(session);
    advise_pack_free(pack);
    folder_remove(folder);
}

static void test_every_allocation_of_a_proof_may_fail(void **state)
{
    (void)state;
    char *folder =
        make_pack("for: 'task in tasks[not(done)]', when: task.hours > 1 and not(busy), recommend: finish");
    static const char text[] =
        "years: 3\ntasks: [{title: A, done: false, hours: 2}, {title: B, done: true}]\n";
    size_t nodes = 0; // of a proof, whatever failed on the way
    for (size_t at = 1;; at++) {
        failing_allocator failing = {.fail_at = at};
        allocator from = failing_allocator_of(&failing);
        advise_allocator given = {from.resize, from.state};
        advise_pack *pack = NULL;
        const advise_report *report = NULL;
        const advise_proof *proof = NULL;
        advise_target target = {"", ""};
        assert_int_equal(advise_pack_load(folder, NULL, &pack, NULL), ADVISE_OK);
        advise_session *session = advise_session_new(pack, &given);
        advise_status status = ADVISE_NO_MEMORY;
        if (session != NULL)
            status = advise_run_text(session, "me.yaml", text, strlen(text), NULL, &report, NULL);
        assert_int_equal(report != NULL, status == ADVISE_OK);
        if (status == ADVISE_OK)
            status = advise_report_find(report, "finish:a", &target, NULL);
        if (status == ADVISE_OK) {
            assert_string_equal(target.item, "A");
            status = advise_report_prove(report, 0, &proof);
        }
        assert_true(status == ADVISE_OK || status == ADVISE_NO_MEMORY);
        assert_int_equal(proof != NULL, status == ADVISE_OK);
        if (proof != NULL) {
            nodes = nodes > 0 ? nodes : advise_proof_count(proof);
            assert_int_equal(advise_proof_count(proof), nodes);
        }
        assert_true(failing.failed || proof != NULL);
        advise_session_free(session);
        advise_pack_free(pack);
        assert_int_equal(failing.live, 0);
        if (!failing.failed)
            break;
    }
    folder_remove(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_leaves_are_what_is_needed_and_say_where_it_stands),
        cmocka_unit_test(test_nodes_are_walked_by_depth_or_by_child),
        cmocka_unit_test(test_a_target_is_found_by_its_id_and_the_beginning_of_a_name),
        cmocka_unit_test(test_every_allocation_of_a_proof_may_fail)};
    return cmocka_run_group_tests_name("api/why", tests, NULL, NULL);
}
