// On packs made at random, with at most ten questions: what is asked can matter, nothing that can matter is left when the interview ends, and
// it takes few more questions than the best order would. All answers to all questions are gone through. TEST_PACKS sets how many packs;
// the bounds are checked for 200 or more.
#include "conversation/next_question.h"
#include "infer/answers.h"
#include "infer/run.h"

#include "buffer.h"
#include "files.h"
#include "random.h"
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
    PACKS = 40,
    MANY_PACKS = 200,
    MOST_QUESTIONS = 10,
    MOST_VALUES = 4,
    MOST_ROWS = 10000,
    MOST_PARTIALS = 400000,
    MOST_FACTS = 10
};

// --- packs ---

/// What the facts of a pack are: 'b' for yes or no, 's' for one of three words, 'n' for one of four numbers.
typedef struct shape {
    char kinds[MOST_FACTS + 1];
    size_t count;
    bool has_items;
} shape;

static shape random_shape(random_source *r)
{
    shape out = {.count = 3 + (size_t)random_below(r, MOST_FACTS - 2), .has_items = random_below(r, 4) == 0};
    for (size_t i = 0; i < out.count; i++)
        out.kinds[i] = "bbbbbsn"[random_below(r, 7)];
    if (out.has_items && out.count > 6)
        out.count = 6;
    out.kinds[out.count] = '\0';
    return out;
}

/// The number of a fact of that kind; -1 if there is none.
static int fact_of(random_source *r, const shape *s, char kind)
{
    int found = -1;
    for (size_t i = 0, seen = 0; i < s->count; i++) {
        if (s->kinds[i] == kind && random_below(r, ++seen) == 0)
            found = (int)i;
    }
    return found;
}

static void add_fact_atom(buffer *t, random_source *r, const shape *s)
{
    const size_t f = (size_t)random_below(r, s->count);
    const int other = fact_of(r, s, 'n');
    switch (s->kinds[f]) {
    case 'b': buffer_add(t, "%s", random_below(r, 2) == 0 ? "not(" : "("), buffer_add(t, "f%zu)", f); break;
    case 's':
        if (random_below(r, 3) == 0)
            buffer_add(t, "f%zu in (\"a\", \"b\")", f);
        else
            buffer_add(t, "f%zu %s \"%s\"", f, ONE_OF(r, "=", "!="), ONE_OF(r, "a", "b", "c"));
        break;
    default:
        if (random_below(r, 4) == 0 && other != (int)f)
            buffer_add(t, "f%zu %s f%d", f, ONE_OF(r, ">", "> 3 -", "="), other);
        else
            buffer_add(t, "f%zu %s %s", f, ONE_OF(r, "=", ">=", "<", "<="), ONE_OF(r, "1", "2", "3"));
    }
}

static void add_atom(buffer *t, random_source *r, const shape *s, unsigned level, bool in_loop)
{
    const uint64_t kind = random_below(r, 12);
    if (in_loop && kind < 6)
        buffer_add(t, "%s",
                   ONE_OF(r, "item.done", "item.kind = \"a\"", "item.kind != \"b\"", "not(item.done)"));
    else if (level > 0 && kind < 8)
        buffer_add(t, "%s", level > 1 ? ONE_OF(r, "d0", "not(d0)", "d1 = \"p\"", "d1 != \"p\"") : "d0");
    else if (s->has_items && kind == 8)
        buffer_add(t, "%s", ONE_OF(r, "count(items[done]) > 0", "some x in items satisfies x.kind = \"c\""));
    else
        add_fact_atom(t, r, s);
}

static void add_condition(buffer *t, random_source *r, const shape *s, unsigned level, bool in_loop,
                          unsigned depth)
{
    const uint64_t kind = depth == 0 ? 0 : random_below(r, 4);
    if (kind == 0) {
        add_atom(t, r, s, level, in_loop);
        return;
    }
    buffer_add(t, "(");
    add_condition(t, r, s, level, in_loop, depth - 1);
    buffer_add(t, kind == 1 ? ") or (" : ") and (");
    add_condition(t, r, s, level, in_loop, depth - 1);
    buffer_add(t, ")");
}

static void add_concluding(buffer *t, random_source *r, const shape *s, size_t id, const char *concluded,
                           const char *value, unsigned level)
{
    buffer_add(t, "  - {id: c%zu, when: '", id);
    add_condition(t, r, s, level, false, 1);
    buffer_add(t, "', conclude: %s, value: '%s', because: x}\n", concluded, value);
}

static void write_vocabulary(buffer *t, const shape *s)
{
    t->length = 0;
    buffer_add(
        t,
        "types:\n  - {name: item, key: title, fields: [{name: title, type: string, required: true},"
        " {name: done, type: boolean}, {name: kind, type: string, allowed: '\"a\", \"b\", \"c\"'}]}\nfacts:\n"
        "  - {name: items, type: list, of: item}\n  - {name: d0, type: boolean, derived: true, default: "
        "false}\n"
        "  - {name: d1, type: string, derived: true, default: '\"q\"'}\n");
    for (size_t i = 0; i < s->count; i++)
        buffer_add(t, "  - {name: f%zu, type: %s}\n", i,
                   s->kinds[i] == 'b'   ? "boolean"
                   : s->kinds[i] == 's' ? "string, allowed: '\"a\", \"b\", \"c\"'"
                                        : "number, allowed: '0, 1, 2, 3'");
}

static void write_recommendations(buffer *t, random_source *r, size_t count)
{
    const bool has_entries = random_below(r, 2) == 0;
    t->length = 0;
    buffer_add(t, "recommendations:\n");
    for (size_t i = 0; i < count; i++) {
        buffer_add(t, "  - {id: r%zu, title: T, priority: %d%s", i, 20 + 10 * (int)random_below(r, 8),
                   i == 0 ? ", about: item" : "");
        if (i > 0 && random_below(r, 5) == 0)
            buffer_add(t, ", excludes: [r%zu]", (i + 1) % count);
        if (has_entries && i > 2 && random_below(r, 3) == 0)
            buffer_add(t, ", part_of: r%zu", (size_t)random_below(r, 3));
        else if (has_entries && random_below(r, 3) == 0)
            buffer_add(t, ", group: g");
        buffer_add(t, "}\n");
    }
}

static void write_rules(buffer *t, random_source *r, const shape *s, size_t recommendations)
{
    t->length = 0;
    buffer_add(t, "rules:\n");
    size_t id = 0;
    for (size_t i = 0; i < 2; i++)
        add_concluding(t, r, s, id++, "d0", ONE_OF(r, "true", "false"), 0);
    for (size_t i = 0; i < 2; i++)
        add_concluding(t, r, s, id++, "d1", ONE_OF(r, "\"p\"", "\"r\""), 1);
    for (size_t i = 5 + (size_t)random_below(r, 25); i > 0; i--) {
        const bool in_loop = s->has_items && random_below(r, 3) == 0;
        buffer_add(t, "  - {id: e%zu, %swhen: '", i, in_loop ? "for: item in items, " : "");
        add_condition(t, r, s, 2, in_loop, (unsigned)random_below(r, 3));
        buffer_add(t, "', recommend: r%zu, certainty: %s, because: x}\n",
                   in_loop ? 0 : 1 + (size_t)random_below(r, recommendations - 1),
                   ONE_OF(r, "0.9", "0.6", "0.5", "0.3", "0.8", "-0.4", "-0.8"));
    }
}

static pack *make_pack(random_source *r, bool *has_items)
{
    static buffer t;
    const shape s = random_shape(r);
    *has_items = s.has_items;
    const size_t recommendations = 3 + (size_t)random_below(r, 5);
    char *folder = folder_new();
    arena *messages = arena_new(NULL, 0);
    free(file_make(folder, "pack.yaml", "advise: 1\npack: random\nversion: 1.0.0\ntitle: Random\n"));
    write_vocabulary(&t, &s);
    free(file_make(folder, "vocabulary.yaml", t.text));
    write_recommendations(&t, r, recommendations);
    free(file_make(folder, "recommendations.yaml", t.text));
    write_rules(&t, r, &s, recommendations);
    free(file_make(folder, "rules.yaml", t.text));
    diag_list *diags = diag_list_new(messages);
    pack *p = pack_load(NULL, folder, diags);
    for (size_t i = 0; p == NULL && i < diags->count; i++)
        print_message("%.*s\n", SLICE_ARG(diags->items[i].message));
    if (getenv("TEST_KEEP") != NULL)
        print_message("%s\n", folder);
    else
        folder_remove(folder);
    arena_free(messages);
    return p;
}

// --- all that may be said ---

/// Something that may be asked, with all its values and those that stand for cells.
typedef struct variable {
    profile_slot at;
    feel_value values[MOST_VALUES];
    size_t value_count;
    size_t cells[MOST_VALUES]; ///< which values stand for one
    size_t cell_count;
} variable;

typedef struct trial {
    arena *arena;   ///< of the trial
    arena *scratch; ///< of one inference
    const pack *pack;
    const profile *person;
    random_source *random;
    bool has_items;
    size_t top;
    variable variables[MOST_QUESTIONS];
    size_t count;
    profile_slot closed[2];
    size_t closed_count;
    size_t rows;
    int *outcomes;   ///< of each combination of values, the last variable's fastest
    uint64_t *heads; ///< of each outcome, `top` numbers
    int outcome_count;
    size_t partials;
    double *
        least; ///< for each partial answer the expected number of questions in the best order; below 0: not yet known
    double *taken; ///< the same for the questions that are asked
    double seconds, longest;
    size_t asked, unproved;
} trial;

static size_t values_of(const fact *declared, feel_value *out)
{
    static const char *const words[] = {"a", "b", "c"};
    size_t count = declared->type->kind == FEEL_TYPE_BOOLEAN  ? 2
                   : declared->type->kind == FEEL_TYPE_STRING ? 3
                                                              : 4;
    for (size_t i = 0; i < count; i++)
        out[i] = count == 2   ? feel_boolean(i == 1)
                 : count == 3 ? feel_string(slice_of(words[i]))
                              : feel_integer((int64_t)i);
    return count;
}

static void find_cells(const trial *t, answers *a, variable *v)
{
    const fact *declared = profile_slot_declared(t->pack, t->person, v->at);
    const open_question q = {.fact = v->at.fact, .field = v->at.record > 0 ? declared->name : (slice){"", 0}};
    size_t count = 0;
    const feel_value *found = answers_to(a, t->arena, &q, &count);
    if (!answers_are_all(a, &q)) { // a rule computes with it: each value is for itself
        found = v->values;
        count = v->value_count;
    }
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < v->value_count; k++) {
            if (feel_equal(found[i], v->values[k]) == FEEL_TRUE)
                v->cells[v->cell_count++] = k;
        }
    }
    assert_int_equal(v->cell_count, count);
}

static bool is_askable(const trial *t, profile_slot at, const fact *declared)
{
    bool closed = false;
    for (size_t i = 0; i < t->closed_count; i++)
        closed = closed || profile_slot_equal(t->closed[i], at);
    return !closed && declared->type->kind != FEEL_TYPE_LIST &&
           feel_is_null(profile_slot_value(t->person, at));
}

static void find_variables(trial *t)
{
    size_t count = 0;
    const profile_slot *all = profile_slots(t->arena, t->pack, t->person, &count);
    answers *a = answers_new(t->arena, t->pack);
    for (size_t i = 0; i < count; i++) {
        const fact *declared = profile_slot_declared(t->pack, t->person, all[i]);
        if (declared->type->kind != FEEL_TYPE_LIST && feel_is_null(profile_slot_value(t->person, all[i])) &&
            t->closed_count < 2 && random_below(t->random, 25) == 0)
            t->closed[t->closed_count++] = all[i];
        if (!is_askable(t, all[i], declared))
            continue;
        assert_true(t->count < MOST_QUESTIONS);
        variable *v = &t->variables[t->count++];
        *v = (variable){.at = all[i]};
        v->value_count = values_of(declared, v->values);
        find_cells(t, a, v);
    }
}

/// The profile with these values; OPEN ones are not stated.
enum { OPEN = -1 };
static const profile *with(const trial *t, arena *a, const int *values)
{
    profile_change changes[MOST_QUESTIONS];
    size_t count = 0;
    profile *out = ARENA_NEW(a, profile);
    for (size_t i = 0; i < t->count; i++) {
        if (values[i] != OPEN)
            changes[count++] = (profile_change){t->variables[i].at, t->variables[i].values[values[i]]};
    }
    *out = profile_variant(a, t->pack, t->person, changes, count);
    return out;
}

static int outcome_with(trial *t, const int *values)
{
    arena_reset(t->scratch);
    const inference *of =
        infer(t->scratch, t->pack, with(t, t->scratch, values), (feel_clock){0}, 0, NULL, (place){0});
    uint64_t *heads = &t->heads[(size_t)t->outcome_count * t->top];
    memset(heads, 0, t->top * sizeof *heads);
    for (size_t i = 0; i < of->given_count; i++) {
        const advice *a = &of->advices[i];
        if (a->above < 0 && a->rank <= t->top)
            heads[a->rank - 1] = (uint64_t)(a->recommendation + 1) << 32 | a->position;
    }
    int same = 0;
    while (memcmp(&t->heads[(size_t)same * t->top], heads, t->top * sizeof *heads) != 0)
        same++;
    t->outcome_count += same == t->outcome_count;
    return same;
}

static void find_outcomes(trial *t)
{
    t->outcomes = ARENA_ARRAY(t->arena, t->rows, int);
    t->heads = ARENA_ARRAY(t->arena, (t->rows + 1) * t->top, uint64_t);
    for (size_t row = 0; row < t->rows; row++) {
        int values[MOST_QUESTIONS];
        size_t rest = row;
        for (size_t i = t->count; i-- > 0; rest /= t->variables[i].value_count)
            values[i] = (int)(rest % t->variables[i].value_count);
        t->outcomes[row] = outcome_with(t, values);
    }
}

// --- what is left of the rows once something is stated ---

/// True if all rows have one outcome that agree with the values, with all else open; goes over the variables from `at`.
static bool agrees(const trial *t, const int *values, size_t at, size_t row, int *outcome)
{
    if (at == t->count) {
        const bool same = *outcome < 0 || *outcome == t->outcomes[row];
        *outcome = t->outcomes[row];
        return same;
    }
    bool same = true;
    for (size_t i = 0; i < t->variables[at].value_count && same; i++) {
        if (values[at] == OPEN || values[at] == (int)i)
            same = agrees(t, values, at + 1, row * t->variables[at].value_count + i, outcome);
    }
    return same;
}

static bool is_decided(const trial *t, const int *values)
{
    int outcome = -1;
    return agrees(t, values, 0, 0, &outcome);
}

/// True if for some values of the other open variables, the variable's values give different outcomes.
static bool matters(const trial *t, int *values, size_t which)
{
    size_t open = 0;
    while (open < t->count && (values[open] != OPEN || open == which))
        open++;
    if (open == t->count)
        return !is_decided(t, values);
    bool found = false;
    for (size_t i = 0; i < t->variables[open].value_count && !found; i++) {
        values[open] = (int)i;
        found = matters(t, values, which);
    }
    values[open] = OPEN;
    return found;
}

static size_t partial_of(const trial *t, const int *values)
{
    size_t number = 0;
    for (size_t i = 0; i < t->count; i++)
        number = number * (t->variables[i].value_count + 1) + (size_t)(values[i] + 1);
    return number;
}

/// The expected number of questions in the best order, each cell being equally likely.
static double least(trial *t, int *values)
{
    double *known = &t->least[partial_of(t, values)];
    if (*known >= 0)
        return *known;
    double best = 0;
    if (!is_decided(t, values)) {
        best = (double)t->count + 1;
        for (size_t i = 0; i < t->count; i++) {
            double sum = 0;
            if (values[i] != OPEN)
                continue;
            for (size_t k = 0;
                 k < t->variables[i].cell_count && sum < (best - 1) * (double)t->variables[i].cell_count;
                 k++) {
                values[i] = (int)t->variables[i].cells[k];
                sum += least(t, values);
            }
            values[i] = OPEN;
            const double cost = 1 + sum / (double)t->variables[i].cell_count;
            best = cost < best ? cost : best;
        }
    }
    *known = best;
    return best;
}

// --- what is asked ---

static next_question ask(trial *t, const int *values)
{
    struct timespec before, after;
    arena_reset(t->scratch);
    const profile *person = with(t, t->scratch, values);
    const next_question_options options = {.top = t->top,
                                           .closed = t->closed,
                                           .closed_count = t->closed_count,
                                           .equal_efforts = true,
                                           .stops_when_settled = true};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &before);
    const next_question found = next_question_find(t->scratch, t->pack, person, (feel_clock){0}, &options);
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &after);
    const double took =
        (double)(after.tv_sec - before.tv_sec) + 1e-9 * (double)(after.tv_nsec - before.tv_nsec);
    t->seconds += took;
    t->longest = took > t->longest ? took : t->longest;
    t->asked++;
    t->unproved += !found.is_proved;
    assert_non_null(found.of);
    return found;
}

/// The expected number of questions that are asked. Expects each to matter, and none to be left at the end.
static double taken(trial *t, int *values)
{
    double *known = &t->taken[partial_of(t, values)];
    if (*known >= 0)
        return *known;
    const next_question found = ask(t, values);
    double cost = 0;
    if (found.question == NULL) {
        assert_true(found.is_settled);
        assert_true(is_decided(t, values));
    } else {
        size_t which = 0;
        while (which < t->count && !profile_slot_equal(t->variables[which].at, found.at))
            which++;
        assert_true(which < t->count && values[which] == OPEN);
        if (!matters(t, values, which))
            fail_msg("variable %zu of %zu cannot matter, but is asked for; %s, %zu other answers, top %zu",
                     which, t->count, found.is_proved ? "with a proof" : "without a proof",
                     found.completion_count, t->top);
        const variable *v = &t->variables[which];
        for (size_t i = 0; i < v->cell_count; i++) {
            values[which] = (int)v->cells[i];
            cost += taken(t, values);
        }
        values[which] = OPEN;
        cost = 1 + cost / (double)v->cell_count;
    }
    *known = cost;
    return cost;
}

static double *unknown_costs(const trial *t)
{
    double *out = ARENA_ARRAY(t->arena, t->partials, double);
    for (size_t i = 0; i < t->partials; i++)
        out[i] = -1;
    return out;
}

typedef struct trial_result {
    trial *trial;
    bool is_tried;
    double least, taken;
} trial_result;

static void try_pack(void *argument)
{
    trial_result *out = argument;
    trial *t = out->trial;
    static const char person[] = "{\"items\": [{\"title\": \"A\"}, {\"title\": \"B\"}]}";
    diag_list *diags = diag_list_new(t->arena);
    t->person = profile_read_text(t->arena, t->pack, SLICE("p"), slice_of(t->has_items ? person : "{}"),
                                  PROFILE_JSON, NULL, diags);
    assert_non_null(t->person);
    t->top = 1 + (size_t)random_below(t->random, 3);
    find_variables(t);
    t->rows = t->partials = 1;
    for (size_t i = 0; i < t->count; i++) {
        t->rows *= t->variables[i].value_count;
        t->partials *= t->variables[i].value_count + 1;
    }
    if (t->rows > MOST_ROWS || t->partials > MOST_PARTIALS)
        return;
    find_outcomes(t);
    t->least = unknown_costs(t);
    t->taken = unknown_costs(t);
    int values[MOST_QUESTIONS];
    for (size_t i = 0; i < t->count; i++)
        values[i] = OPEN;
    out->least = least(t, values);
    out->taken = taken(t, values);
    out->is_tried = true;
}

static int by_size(const void *a, const void *b)
{
    const double x = *(const double *)a;
    const double y = *(const double *)b;
    return (x > y) - (x < y);
}

static void test_few_more_questions_are_asked_than_in_the_best_order(void **state)
{
    (void)state;
    random_source random = random_new();
    const char *given = getenv("TEST_PACKS");
    const size_t packs = given != NULL ? strtoul(given, NULL, 10) : PACKS;
    double *ratios = calloc(packs + 1, sizeof *ratios);
    double sum = 0, seconds = 0, longest = 0, questions = 0, best = 0;
    size_t tried = 0, asked = 0, unproved = 0;
    while (tried < packs) {
        trial t = {.arena = arena_new(NULL, 0), .scratch = arena_new(NULL, 0), .random = &random};
        const random_source here = random;
        pack *p = make_pack(&random, &t.has_items);
        assert_non_null(p);
        t.pack = p;
        trial_result result = {.trial = &t};
        arena *const arenas[] = {t.arena, t.scratch};
        assert_int_equal(arena_run_all(arenas, 2, try_pack, &result), ARENA_DONE);
        if (result.is_tried && result.least > 0) {
            ratios[tried] = result.taken / result.least;
            sum += ratios[tried];
            if (getenv("TEST_RATIOS") != NULL && ratios[tried] > 1.05)
                print_message("ratio %.3f of %.3f, seed %llu, %zu questions, %zu rows\n", ratios[tried],
                              result.least, (unsigned long long)here.state, t.count, t.rows);
            tried++;
            questions += result.taken;
            best += result.least;
        }
        asked += t.asked;
        unproved += t.unproved;
        seconds += t.seconds;
        longest = t.longest > longest ? t.longest : longest;
        pack_free(p);
        arena_free(t.arena);
        arena_free(t.scratch);
    }
    qsort(ratios, tried, sizeof *ratios, by_size);
    const double mean = sum / (double)tried;
    const double percentile = ratios[(tried * 99) / 100];
    print_message(
        "info: %zu packs: %.2f questions expected, %.2f in the best order; ratio: mean %.4f, 99th percentile "
        "%.3f, "
        "most %.3f\ninfo: %zu searches, %zu without a proof; CPU time: mean %.2f ms, longest %.1f ms\n",
        tried, questions / (double)tried, best / (double)tried, mean, percentile, ratios[tried - 1], asked,
        unproved, 1e3 * seconds / (double)asked, 1e3 * longest);
    assert_true(mean <= 1.10);
    if (packs >= MANY_PACKS)
        assert_true(percentile <= 1.3);
    free(ratios);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_few_more_questions_are_asked_than_in_the_best_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
