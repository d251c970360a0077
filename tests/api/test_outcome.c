// What outcomes of a batch say of a recommendation, and texts that are written in room behind what was there before.
#include "advise.h"

#include "files.h"
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { RECORDS = 300 };

typedef struct seen {
    const advise_pack *pack;
    size_t heads, parts, alternatives;
    char *text;
    size_t length;
} seen;

static void expect_position(const advise_pack *pack, size_t index, const char *id)
{
    assert_in_range(index, 0, advise_pack_recommendation_count(pack) - 1);
    assert_string_equal(advise_pack_recommendation_id(pack, index), id);
}

/// Writes the number of the record as often as it says, in room that is asked for anew for each, and some that is not used.
static void render(void *state, size_t thread, const advise_outcome *o, advise_text *out)
{
    seen *s = state;
    (void)thread;
    for (size_t i = 0; i < advise_outcome_count(o); i++) {
        const advise_outcome_advice a = advise_outcome_get(o, i);
        expect_position(s->pack, a.index, a.recommendation);
        assert_true(a.part_of[0] == '\0' || a.alternative_to[0] == '\0');
        if (a.part_of[0] != '\0')
            expect_position(s->pack, a.above, a.part_of);
        if (a.alternative_to[0] != '\0')
            expect_position(s->pack, a.above, a.alternative_to);
        s->parts += a.part_of[0] != '\0';
        s->alternatives += a.alternative_to[0] != '\0';
        s->heads += a.part_of[0] == '\0' && a.alternative_to[0] == '\0';
    }
    const size_t number = advise_outcome_record(o).number;
    for (size_t i = 0; i < number; i++) {
        size_t length;
        char *at = advise_text_room(out, number, &length);
        assert_true(length >= number);
        memset(at, '#', length); // all of it can be written to
        *at = (char)('0' + number % 10);
        const size_t before = advise_text_length(out);
        advise_text_keep(out, 1);
        assert_int_equal(advise_text_length(out), before + 1);
    }
    advise_text_add(out, "\n", 1);
}

static bool take(void *state, const char *text, size_t length, size_t records, size_t refused)
{
    seen *s = state;
    (void)records;
    (void)refused;
    s->text = realloc(s->text, s->length + length + 1);
    assert_non_null(s->text);
    memcpy(s->text + s->length, text, length);
    s->length += length;
    s->text[s->length] = '\0';
    return true;
}

static char *write_people(const char *folder)
{
    static const char *const bools[] = {"true", "false", "null"};
    static char text[RECORDS * 100];
    size_t length = 0;
    for (size_t i = 0; i < RECORDS; i++)
        length += (size_t)snprintf(
            text + length, sizeof text - length,
            "{\"wants_job\": %s, \"resume_is_old\": %s, \"has_references\": %s, \"is_bored\": %s}\n",
            bools[i % 3], bools[i / 3 % 3], bools[i / 9 % 3], bools[i / 27 % 3]);
    return file_make(folder, "people.ndjson", text);
}

static void test_positions_are_those_of_the_ids_and_room_is_as_good_as_adding(void **state)
{
    (void)state;
    char *folder = folder_new();
    char *people = write_people(folder);
    const char *const inputs[] = {people};
    advise_pack *pack = NULL;
    assert_int_equal(advise_pack_load("tests/packs/entries", NULL, &pack, NULL), ADVISE_OK);
    advise_session *session = advise_session_new(pack, NULL);
    seen s = {.pack = pack};
    const advise_batch_options options = {.state = &s, .render = render, .write = take};
    assert_int_equal(advise_batch_run(session, inputs, 1, &options, NULL, NULL), ADVISE_OK);
    assert_true(s.heads > 0 && s.parts > 0 && s.alternatives > 0);
    const char *at = s.text;
    for (size_t number = 1; number <= RECORDS; number++) {
        const char digit[] = {(char)('0' + number % 10), '\0'};
        assert_int_equal(strspn(at, digit), number);
        assert_int_equal(at[number], '\n');
        at += number + 1;
    }
    assert_ptr_equal(at, s.text + s.length);
    free(s.text);
    advise_session_free(session);
    advise_pack_free(pack);
    free(people);
    folder_remove(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_positions_are_those_of_the_ids_and_room_is_as_good_as_adding)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
