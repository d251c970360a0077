// An attacker reads summaries of one run and works out by addition and subtraction what they withhold: numbers of few people must stay
// open. The attacker is tried on summaries that withhold small numbers only, too: there it must succeed, or it proves nothing.
#include "summary/format.h"
#include "summary/part.h"

#include "random.h"
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { RECS = 4, MOST_GROUPS = 12, SPLITS = 2, CELLS = 2 * (MOST_GROUPS + 1) };

/// Who was given what, by two splits: `count[split][group][rec]`, and the sizes of groups.
typedef struct truth {
    size_t people;
    size_t groups[SPLITS];
    size_t size[SPLITS][MOST_GROUPS];
    size_t count[SPLITS][MOST_GROUPS][RECS];
    size_t total[RECS];
} truth;

static const char *rec_name(size_t rec)
{
    static const char *const names[RECS] = {"all", "most", "some", "few"};
    return names[rec];
}

/// Makes people, and counts them in one summary for each split.
static void make(random_source *r, size_t least, truth *t, summary made[SPLITS])
{
    memset(t, 0, sizeof *t);
    t->people = 1 + random_below(r, 12 * least);
    for (size_t s = 0; s < SPLITS; s++) {
        made[s] = (summary){0};
        t->groups[s] = 1 + random_below(r, MOST_GROUPS);
        summary_set_by(&made[s], s == 0 ? "first" : "second");
    }
    const size_t shares[RECS] = {100, 80 + random_below(r, 21), random_below(r, 101), random_below(r, 15)};
    for (size_t i = 0; i < t->people; i++) {
        bool given[RECS];
        for (size_t k = 0; k < RECS; k++)
            given[k] = random_below(r, 100) < shares[k];
        for (size_t s = 0; s < SPLITS; s++) {
            // Some groups have many, some a few; now and then the second split is the first but for a few.
            size_t g = random_below(r, t->groups[s]) * random_below(r, t->groups[s]) / t->groups[s];
            char value[24];
            (void)snprintf(value, sizeof value, "g%zu", g);
            summary_profile p = summary_add(&made[s], value);
            t->size[s][g]++;
            size_t entries = 0;
            for (size_t k = 0; k < RECS; k++) {
                if (!given[k])
                    continue;
                summary_add_advice(&p, rec_name(k), (double)(10 * random_below(r, 10)));
                t->count[s][g][k]++;
                t->total[k] += s == 0;
                entries++;
            }
            summary_end_advice(&p, entries, entries);
        }
    }
}

static json_t *publish(summary *s, size_t least)
{
    char *text = NULL;
    size_t length = 0;
    const screen page = {.out = open_memstream(&text, &length), .width = 80};
    const summary_options asked = {.min_group = least};
    assert_true(summary_write(&page, s, &asked, &summary_as_json));
    assert_int_equal(fclose(page.out), 0);
    json_t *out = json_loads(text, 0, NULL);
    assert_non_null(out);
    free(text);
    return out;
}

/// What the attacker knows of a number: it is from `low` to `high`.
typedef struct range {
    long low, high;
} range;

/// Numbers of which the first is the sum of the others.
typedef struct sum {
    range *parts[MOST_GROUPS + 2];
    size_t count;
} sum;

static bool narrow(range *r, long low, long high)
{
    const bool narrower = low > r->low || high < r->high;
    r->low = low > r->low ? low : r->low;
    r->high = high < r->high ? high : r->high;
    return narrower;
}

/// Draws all conclusions from a sum. True if there was one.
static bool conclude(sum *s)
{
    bool any = false;
    long low = 0;
    long high = 0;
    for (size_t i = 1; i < s->count; i++) {
        low += s->parts[i]->low;
        high += s->parts[i]->high;
    }
    any = narrow(s->parts[0], low, high);
    for (size_t i = 1; i < s->count; i++)
        any = narrow(s->parts[i], s->parts[0]->low - (high - s->parts[i]->high),
                     s->parts[0]->high - (low - s->parts[i]->low)) ||
              any;
    return any;
}

static long whole_number(const json_t *object, const char *key)
{
    return (long)json_integer_value(json_object_get(object, key));
}

static const json_t *find(const json_t *list, const char *key, const char *value)
{
    size_t i;
    const json_t *one;
    json_array_foreach(list, i, one)
    {
        if (strcmp(json_string_value(json_object_get(one, key)), value) == 0)
            return one;
    }
    return NULL;
}

/// What a summary says of a number that is a part of `of` people.
static range read_cell(const json_t *row, range of, long least, bool exact)
{
    if (row == NULL || json_is_null(json_object_get(row, "profiles")))
        return (range){0, least - 1 < of.high && (exact || of.low >= 2 * least) ? least - 1 : of.high};
    const long shown = whole_number(row, "profiles");
    if (exact)
        return (range){shown, shown};
    const bool is_most = shown >= of.low - of.low % least - least;
    return (range){shown, is_most ? of.high : shown + least - 1};
}

/// What the attacker holds: for each split its groups, those that are withheld as one more, and one recommendation in them.
typedef struct attack {
    range people, total;
    range size[SPLITS][MOST_GROUPS + 1];
    range count[SPLITS][MOST_GROUPS + 1];
} attack;

static void read_split(attack *a, const json_t *summary_of, size_t split, size_t groups, const char *rec,
                       long least, bool exact)
{
    const json_t *shown = json_object_get(summary_of, "groups");
    bool is_hidden = !exact; // no group shows it: it may be withheld from all of them
    size_t i;
    const json_t *one;
    json_array_foreach(shown, i, one)
    {
        is_hidden = is_hidden && find(json_object_get(one, "recommendations"), "id", rec) == NULL;
    }
    for (size_t g = 0; g <= MOST_GROUPS; g++)
        a->size[split][g] = a->count[split][g] = (range){0, g == MOST_GROUPS ? a->people.high : 0};
    for (size_t g = 0; g < groups; g++) {
        char value[24];
        (void)snprintf(value, sizeof value, "g%zu", g);
        const json_t *group = find(shown, "value", value);
        range *size = &a->size[split][g];
        if (group == NULL)
            continue; // among those that are withheld
        const long evaluated = whole_number(group, "evaluated");
        *size = (range){evaluated, exact ? evaluated : evaluated + least - 1};
        a->count[split][g] = (range){0, size->high};
        if (!is_hidden)
            a->count[split][g] =
                read_cell(find(json_object_get(group, "recommendations"), "id", rec), *size, least, exact);
    }
}

/// Works out all that follows, until nothing more does.
static void work_out(attack *a, bool both)
{
    bool any = true;
    for (size_t rounds = 0; any && rounds < 1000; rounds++) {
        any = false;
        for (size_t s = 0; s < (both ? SPLITS : 1); s++) {
            sum sizes = {.parts = {&a->people}, .count = 1};
            sum counts = {.parts = {&a->total}, .count = 1};
            for (size_t g = 0; g <= MOST_GROUPS; g++) {
                sizes.parts[sizes.count++] = &a->size[s][g];
                counts.parts[counts.count++] = &a->count[s][g];
                any = narrow(&a->count[s][g], 0, a->size[s][g].high) || any;
                any = narrow(&a->size[s][g], a->count[s][g].low, a->size[s][g].high) || any;
            }
            any = conclude(&sizes) || any;
            any = conclude(&counts) || any;
        }
    }
}

/// How many people are in groups that are not shown.
static size_t count_withheld(const truth *t, const attack *a, size_t split)
{
    size_t people = t->people;
    for (size_t g = 0; g < t->groups[split]; g++)
        people -= a->size[split][g].high > 0 ? t->size[split][g] : 0;
    return people;
}

/// How many numbers of few people the attacker pins down: those of shown groups, and those of the groups that are withheld together.
static size_t count_pinned(const truth *t, json_t *const published[SPLITS], long least, bool exact, bool both,
                           size_t *tried)
{
    size_t pinned = 0;
    for (size_t k = 0; k < RECS; k++) {
        const long people = whole_number(published[0], "evaluated");
        attack a = {.people = {people, people}};
        a.total = read_cell(find(json_object_get(published[0], "recommendations"), "id", rec_name(k)),
                            a.people, least, exact);
        for (size_t s = 0; s < SPLITS; s++)
            read_split(&a, published[s], s, t->groups[s], rec_name(k), least, exact);
        work_out(&a, both);
        for (size_t s = 0; s < (both ? SPLITS : 1); s++) {
            size_t rest = t->total[k];
            for (size_t g = 0; g < t->groups[s]; g++) {
                const long count = (long)t->count[s][g][k];
                const range *found = &a.count[s][g];
                if (a.size[s][g].high == 0)
                    continue;
                rest -= t->count[s][g][k];
                assert_true(found->low <= count &&
                            count <= found->high); // the attacker concludes nothing false
                *tried += count > 0 && count < least;
                pinned += count > 0 && count < least && found->low == found->high;
            }
            const range *withheld = &a.count[s][MOST_GROUPS];
            assert_true(withheld->low <= (long)rest && (long)rest <= withheld->high);
            // Nor can one tell that fewer are withheld than a group may have.
            const size_t missing = count_withheld(t, &a, s);
            pinned += !exact && missing > 0 && missing < t->people && a.size[s][MOST_GROUPS].high < least;
            pinned += rest > 0 && (long)rest < least && withheld->low == withheld->high;
        }
    }
    return pinned;
}

/// Summaries that withhold small numbers, and do nothing else about them.
static json_t *publish_naively(summary *s, long least)
{
    json_t *out = publish(s, 1);
    json_t *lists[MOST_GROUPS + 1] = {json_object_get(out, "recommendations")};
    size_t count = 1;
    json_t *groups = json_object_get(out, "groups");
    for (size_t i = json_array_size(groups); i > 0; i--) {
        json_t *group = json_array_get(groups, i - 1);
        if (whole_number(group, "evaluated") < least)
            json_array_remove(groups, i - 1);
        else
            lists[count++] = json_object_get(group, "recommendations");
    }
    for (size_t l = 0; l < count; l++) {
        for (size_t i = json_array_size(lists[l]); i > 0; i--) {
            if (whole_number(json_array_get(lists[l], i - 1), "profiles") < least)
                json_array_remove(lists[l], i - 1);
        }
    }
    return out;
}

typedef struct result {
    size_t tried, pinned;
} result;

static result attack_many(uint64_t seed, size_t rounds, size_t least, bool naive, bool both)
{
    random_source r = {seed};
    result out = {0};
    for (size_t i = 0; i < rounds; i++) {
        truth t;
        summary made[SPLITS];
        json_t *published[SPLITS];
        make(&r, least, &t, made);
        for (size_t s = 0; s < SPLITS; s++)
            published[s] = naive ? publish_naively(&made[s], (long)least) : publish(&made[s], least);
        out.pinned += count_pinned(&t, published, (long)least, naive, both, &out.tried);
        for (size_t s = 0; s < SPLITS; s++) {
            json_decref(published[s]);
            summary_free(&made[s]);
        }
    }
    return out;
}

static void test_small_numbers_cannot_be_worked_out_from_one_summary(void **state)
{
    (void)state;
    for (size_t least = 2; least <= 11; least += 3) {
        const result found = attack_many(least, 600, least, false, false);
        assert_true(least == 2 || found.tried > 200);
        assert_int_equal(found.pinned, 0);
    }
}

static void test_nor_from_two_summaries_of_one_run_by_different_splits(void **state)
{
    (void)state;
    for (size_t least = 2; least <= 11; least += 3) {
        const result found = attack_many(100 + least, 600, least, false, true);
        assert_true(least == 2 || found.tried > 400);
        assert_int_equal(found.pinned, 0);
    }
}

static void test_the_attacker_succeeds_if_only_small_numbers_are_withheld(void **state)
{
    (void)state;
    const result found = attack_many(7, 300, 5, true, false);
    assert_true(found.pinned > 50);
}

/// A group, and the same without one person under another name: the difference of what is shown is no single person.
static void test_a_difference_of_nested_groups_is_open(void **state)
{
    (void)state;
    for (size_t people = 20; people < 60; people++) {
        summary whole = {0};
        summary less = {0};
        summary_set_by(&whole, "f");
        summary_set_by(&less, "f");
        for (size_t i = 0; i < 200; i++) {
            summary_profile a = summary_add(&whole, i < people ? "in" : "out");
            summary_profile b = summary_add(&less, i + 1 < people ? "in" : i < people ? "alone" : "out");
            if (i % 2 == 0 || i + 1 == people) {
                summary_add_advice(&a, "all", 50);
                summary_add_advice(&b, "all", 50);
            }
            summary_end_advice(&a, i % 2 == 0, i % 2 == 0);
            summary_end_advice(&b, i % 2 == 0, i % 2 == 0);
        }
        json_t *published[2] = {publish(&whole, 10), publish(&less, 10)};
        long sizes[2];
        for (size_t s = 0; s < 2; s++)
            sizes[s] =
                whole_number(find(json_object_get(published[s], "groups"), "value", "in"), "evaluated");
        // What is shown stands for ten numbers or more, so the difference stands for 19 or more.
        assert_int_equal(sizes[0] % 10, 0);
        assert_int_equal(sizes[1] % 10, 0);
        assert_null(find(json_object_get(published[1], "groups"), "value", "alone"));
        json_decref(published[0]);
        json_decref(published[1]);
        summary_free(&whole);
        summary_free(&less);
    }
}

/// Cohorts of 3, recommendations for one person, and for all of 12: no number of them is shown.
static void test_all_and_one_are_withheld(void **state)
{
    (void)state;
    for (size_t people = 1; people < 40; people++) {
        summary s = {0};
        summary_set_by(&s, "f");
        for (size_t i = 0; i < people; i++) {
            summary_profile p = summary_add(&s, "g");
            summary_add_advice(&p, "all", 50);
            if (i == 0)
                summary_add_advice(&p, "one", 50);
            summary_end_advice(&p, 1, 1);
        }
        json_t *published = publish(&s, 10);
        const json_t *recommendations = json_object_get(published, "recommendations");
        const json_t *all = find(recommendations, "id", "all");
        const json_t *one = find(recommendations, "id", "one");
        assert_int_equal(all != NULL, people >= 10);
        assert_int_equal(one != NULL, people >= 10);
        assert_true(one == NULL || json_is_null(json_object_get(one, "profiles")));
        assert_true(all == NULL || people >= 20 || json_is_null(json_object_get(all, "profiles")));
        assert_true(people < 20 || whole_number(all, "profiles") + 10 <= (long)people);
        const json_t *group = find(json_object_get(published, "groups"), "value", "g");
        assert_int_equal(group != NULL, people >= 10);
        assert_true(group == NULL || find(json_object_get(group, "recommendations"), "id", "one") == NULL);
        json_decref(published);
        summary_free(&s);
    }
}

/// What is shown can be read and shown again, with no more and no less in it.
static void test_reading_it_back_changes_nothing(void **state)
{
    (void)state;
    random_source r = {5};
    for (size_t i = 0; i < 200; i++) {
        truth t;
        summary made[SPLITS];
        make(&r, 10, &t, made);
        json_t *first = publish(&made[0], 10);
        char *line = json_dumps(first, JSON_COMPACT);
        summary again = {0};
        assert_null(summary_read_json(&again, line, strlen(line)));
        json_t *second = publish(&again, 3);
        assert_true(json_equal(first, second));
        json_decref(first);
        json_decref(second);
        free(line);
        summary_free(&again);
        for (size_t s = 0; s < SPLITS; s++)
            summary_free(&made[s]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_small_numbers_cannot_be_worked_out_from_one_summary),
        cmocka_unit_test(test_nor_from_two_summaries_of_one_run_by_different_splits),
        cmocka_unit_test(test_the_attacker_succeeds_if_only_small_numbers_are_withheld),
        cmocka_unit_test(test_a_difference_of_nested_groups_is_open),
        cmocka_unit_test(test_all_and_one_are_withheld),
        cmocka_unit_test(test_reading_it_back_changes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
