// Decision tables: the inputs are evaluated once, every row is tested, and the hit policy picks from the rows that match. A row that cannot
// be decided is no row that does not match: where it could change what the table gives, the table is undetermined.
#include "infer/run.h"

typedef struct row_list {
    size_t *items;
    size_t count, capacity;
} row_list;

typedef struct table_run {
    run *run;
    const pack_table *table;
    feel_value *inputs;
    row_list matched, unknown;
} table_run;

static const feel_expression *cell(const table_run *t, size_t row, size_t input)
{
    return t->table->cells[row * t->table->input_count + input];
}

static size_t rule_of(const table_run *t, size_t row)
{
    return t->table->first_rule + row;
}

/// What a cell says of its input. An unknown input meets only `-` and what names null: it is not some other value.
static feel_truth test(const table_run *t, size_t row, size_t input)
{
    const feel_expression *e = cell(t, row, input);
    if (e == NULL)
        return FEEL_TRUE;
    if (feel_is_null(t->inputs[input]) && !feel_tests_answer_null(e))
        return FEEL_UNKNOWN; // though FEEL's `null = "a"` is false
    return run_test(t->run, rule_of(t, row), e, t->inputs[input]);
}

static feel_truth test_row(const table_run *t, size_t row)
{
    bool unknown = false;
    for (size_t i = 0; i < t->table->input_count; i++) {
        feel_truth truth = test(t, row, i);
        if (truth == FEEL_FALSE)
            return FEEL_FALSE;
        unknown = unknown || truth == FEEL_UNKNOWN;
    }
    return unknown ? FEEL_UNKNOWN : FEEL_TRUE;
}

/// Evaluates the inputs; false where one is known and not among its values.
static bool read_inputs(table_run *t)
{
    const pack_table *table = t->table;
    run *r = t->run;
    for (size_t i = 0; i < table->input_count; i++) {
        const pack_input *in = &table->inputs[i];
        t->inputs[i] = run_evaluate(r, table->first_rule, in->expression);
        if (in->values == NULL || feel_is_null(t->inputs[i]) ||
            run_test(r, table->first_rule, in->values, t->inputs[i]) == FEEL_TRUE)
            continue;
        slice text = feel_expression_text(in->expression);
        inference_warning warning = {table->first_rule, "table-input",
                                     arena_format(r->arena,
                                                  "'%.*s' is none of the values that table '%.*s' takes",
                                                  SLICE_ARG(text), SLICE_ARG(table->id))};
        ARENA_PUSH(r->arena, &r->warnings, items, count, capacity, warning);
        return false;
    }
    return true;
}

/// True where the matching row says in a cell what is to be when an input is unknown (`null`), for every input that leaves the other
/// row unknown.
static bool answers(const table_run *t, size_t matching, size_t unknown)
{
    for (size_t i = 0; i < t->table->input_count; i++) {
        if (test(t, unknown, i) == FEEL_UNKNOWN &&
            (!feel_is_null(t->inputs[i]) || cell(t, matching, i) == NULL))
            return false;
    }
    return true;
}

static void drop_answered(table_run *t)
{
    size_t kept = 0;
    for (size_t u = 0; u < t->unknown.count; u++) {
        bool answered = false;
        for (size_t m = 0; m < t->matched.count && !answered; m++)
            answered = answers(t, t->matched.items[m], t->unknown.items[u]);
        if (!answered)
            t->unknown.items[kept++] = t->unknown.items[u];
    }
    t->unknown.count = kept;
}

static void test_rows(table_run *t)
{
    arena *a = t->run->arena;
    for (size_t row = 0; row < t->table->row_count && !t->run->machine->exhausted; row++) {
        feel_truth truth = test_row(t, row);
        if (truth == FEEL_UNKNOWN)
            ARENA_PUSH(a, &t->unknown, items, count, capacity, row);
        if (truth != FEEL_TRUE)
            continue;
        ARENA_PUSH(a, &t->matched, items, count, capacity, row);
        if (t->table->policy == TABLE_FIRST)
            break;
    }
    if (t->matched.count > 0 && t->unknown.count > 0)
        drop_answered(t);
}

// --- picking ---

/// What a row gives, to be compared: its value, or the certainty of its evidence.
static feel_value value_of(const table_run *t, size_t row)
{
    const rule *which = &t->run->pack->rules[rule_of(t, row)];
    const feel_expression *e = which->kind == RULE_CONCLUDES ? which->value : which->certainty;
    return e != NULL ? run_evaluate(t->run, rule_of(t, row), e) : feel_null();
}

static bool same_result(const table_run *t, size_t a, size_t b)
{
    const rule *rules = t->run->pack->rules;
    if (rules[rule_of(t, a)].target != rules[rule_of(t, b)].target)
        return false;
    return feel_equal(value_of(t, a), value_of(t, b)) == FEEL_TRUE;
}

static bool all_same(const table_run *t, size_t as, const row_list *rows)
{
    for (size_t i = 0; i < rows->count; i++) {
        if (!same_result(t, as, rows->items[i]))
            return false;
    }
    return true;
}

static feel_value output_of(const pack_table *t, feel_value value, size_t output)
{
    bool several = t->output_count > 1 && value.kind == FEEL_CONTEXT && output < value.as.context->count;
    return several ? value.as.context->entries[output].value : value;
}

/// Negative where row `a` counts more than row `b`.
static int compare_priority(const table_run *t, size_t a, size_t b)
{
    const pack_table *table = t->table;
    if (table->ranks != NULL)
        return (table->ranks[a] > table->ranks[b]) - (table->ranks[a] < table->ranks[b]);
    feel_value left = value_of(t, a);
    feel_value right = value_of(t, b);
    for (size_t i = 0; i < table->output_count; i++) {
        if (table->priorities[i].kind != FEEL_LIST)
            continue;
        size_t of_left = feel_table_priority(output_of(table, left, i), table->priorities[i]);
        size_t of_right = feel_table_priority(output_of(table, right, i), table->priorities[i]);
        if (of_left != of_right)
            return of_left < of_right ? -1 : 1;
    }
    return 0;
}

/// Insertion sort: stable, and few rows match.
static void sort_by_priority(const table_run *t, row_list *rows)
{
    for (size_t i = 1; i < rows->count; i++) {
        size_t moving = rows->items[i];
        size_t at = i;
        for (; at > 0 && compare_priority(t, moving, rows->items[at - 1]) < 0; at--)
            rows->items[at] = rows->items[at - 1];
        rows->items[at] = moving;
    }
}

/// The row that counts most; what cannot count more is no longer unknown.
static void pick_priority(table_run *t)
{
    size_t best = t->matched.items[0];
    for (size_t i = 1; i < t->matched.count; i++) {
        if (compare_priority(t, t->matched.items[i], best) < 0)
            best = t->matched.items[i];
    }
    size_t kept = 0;
    for (size_t i = 0; i < t->unknown.count; i++) {
        size_t row = t->unknown.items[i];
        int order = compare_priority(t, row, best);
        if (order < 0 || (order == 0 && row < best && !same_result(t, row, best)))
            t->unknown.items[kept++] = row;
    }
    t->unknown.count = kept;
    t->matched.items[0] = best;
    t->matched.count = 1;
}

/// Whether the rows that match settle what the table gives. Drops the rows that do not count.
static bool settle(table_run *t, bool *conflict)
{
    row_list *matched = &t->matched;
    bool concludes = t->run->pack->rules[t->table->first_rule].kind == RULE_CONCLUDES;
    if (matched->count == 0)
        return t->unknown.count == 0;
    switch (t->table->policy) {
    case TABLE_UNIQUE: *conflict = matched->count > 1; return *conflict || t->unknown.count == 0;
    case TABLE_ANY:
        *conflict = !all_same(t, matched->items[0], matched);
        if (*conflict || !all_same(t, matched->items[0], &t->unknown))
            return *conflict;
        t->unknown.count = 0;
        if (!concludes)
            matched->count = 1; // one piece of evidence
        return true;
    case TABLE_FIRST:
        if (t->unknown.count > 0 && (!concludes || !all_same(t, matched->items[0], &t->unknown)))
            return false;
        t->unknown.count = 0;
        return true;
    case TABLE_PRIORITY: pick_priority(t); return t->unknown.count == 0;
    case TABLE_OUTPUT_ORDER:
        if (concludes)
            sort_by_priority(t, matched);
        break;
    case TABLE_RULE_ORDER:
    case TABLE_COLLECT: break;
    }
    return !concludes || t->unknown.count == 0;
}

table_outcome run_table(run *r, const pack_table *table)
{
    table_run t = {.run = r, .table = table};
    table_outcome out = {0};
    t.inputs = ARENA_ARRAY(r->arena, table->input_count, feel_value);
    if (!read_inputs(&t)) {
        out.refused = true;
        return out;
    }
    test_rows(&t);
    out.decided = settle(&t, &out.conflict);
    out.rows = t.matched.items;
    out.row_count = t.matched.count;
    out.undetermined = t.unknown.items;
    out.undetermined_count = t.unknown.count;
    if (out.conflict)
        out.undetermined_count = 0;
    if (r->pack->rules[table->first_rule].kind == RULE_CONCLUDES && out.decided) {
        feel_value *values = ARENA_ARRAY(r->arena, out.row_count, feel_value);
        for (size_t i = 0; i < out.row_count; i++)
            values[i] = value_of(&t, out.rows[i]);
        out.values = values;
    }
    return out;
}
