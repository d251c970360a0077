#include "feel/decision_table.h"

#include "base/sort.h"
#include "feel/machine.h"

typedef struct row_list {
    size_t *items;
    size_t count, capacity;
} row_list;

typedef struct table_run {
    const feel_table *table;
    const feel_table_owner *owner;
    arena *arena;
    feel_value *inputs;
    row_list matched, unknown;
} table_run;

// --- names ---

static bool find_name(const char *const *names, size_t count, slice name, size_t *at)
{
    for (*at = 0; *at < count; ++*at) {
        if (slice_is(name, names[*at]))
            return true;
    }
    return false;
}

static const char *const policy_names[] = {"unique",     "any",          "first",  "priority",
                                           "rule order", "output order", "collect"};
static const char *const aggregation_names[] = {"", "sum", "min", "max", "count"};

const char *feel_table_policy_name(table_policy policy)
{
    return policy_names[policy];
}

const char *feel_table_aggregation_name(table_aggregation aggregation)
{
    return aggregation_names[aggregation];
}

bool feel_table_policy_named(slice name, table_policy *out)
{
    size_t at;
    bool found = find_name(policy_names, sizeof policy_names / sizeof *policy_names, name, &at);
    if (found)
        *out = (table_policy)at;
    return found;
}

bool feel_table_aggregation_named(slice name, table_aggregation *out)
{
    const size_t count = sizeof aggregation_names / sizeof *aggregation_names - 1;
    size_t at;
    bool found = find_name(aggregation_names + 1, count, name, &at);
    if (found)
        *out = (table_aggregation)(at + AGGREGATE_SUM);
    return found;
}

// --- rows ---

static const feel_expression *cell(const table_run *t, size_t row, size_t input)
{
    return t->table->cells[row * t->table->input_count + input];
}

/// What a cell says of its input. An unknown input meets only `-` and what names null: it is not some other value, though FEEL's
/// `null = "a"` is false.
static feel_truth test_cell(const table_run *t, size_t row, size_t input)
{
    const feel_expression *e = cell(t, row, input);
    bool two_valued = t->owner->unknown_is_no;
    if (e == NULL)
        return FEEL_TRUE;
    if (!two_valued && feel_is_null(t->inputs[input]) && !feel_tests_answer_null(e))
        return FEEL_UNKNOWN;
    feel_truth truth = t->owner->test(t->owner->state, row, e, t->inputs[input]);
    return two_valued && truth == FEEL_UNKNOWN ? FEEL_FALSE : truth;
}

static feel_truth test_row(const table_run *t, size_t row)
{
    bool unknown = false;
    if (t->table->left_out != NULL && t->table->left_out[row])
        return FEEL_FALSE;
    for (size_t i = 0; i < t->table->input_count; i++) {
        feel_truth truth = test_cell(t, row, i);
        if (truth == FEEL_FALSE)
            return FEEL_FALSE;
        unknown = unknown || truth == FEEL_UNKNOWN;
    }
    return unknown ? FEEL_UNKNOWN : FEEL_TRUE;
}

/// Evaluates the inputs; false if one is not among its values.
static bool read_inputs(table_run *t, feel_table_outcome *out)
{
    const feel_table_owner *owner = t->owner;
    for (size_t i = 0; i < t->table->input_count; i++) {
        const feel_expression *values = t->table->inputs[i].values;
        feel_value v = t->inputs[i] = owner->input(owner->state, i);
        if (values == NULL || (feel_is_null(v) && !owner->unknown_is_no))
            continue;
        out->refused = owner->test(owner->state, 0, values, v) != FEEL_TRUE;
        out->refused_input = i;
        if (out->refused)
            return false;
    }
    return true;
}

/// Whether a matching row answers for an unknown one: for every input that leaves the other row unknown, the input is null and the
/// matching row tests it.
static bool answers(const table_run *t, size_t matching, size_t unknown)
{
    for (size_t i = 0; i < t->table->input_count; i++) {
        if (test_cell(t, unknown, i) == FEEL_UNKNOWN &&
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
    for (size_t row = 0; row < t->table->row_count && !t->owner->machine->exhausted; row++) {
        feel_truth truth = test_row(t, row);
        if (truth == FEEL_UNKNOWN)
            ARENA_PUSH(t->arena, &t->unknown, items, count, capacity, row);
        if (truth != FEEL_TRUE)
            continue;
        ARENA_PUSH(t->arena, &t->matched, items, count, capacity, row);
        if (t->table->policy == TABLE_FIRST)
            break;
    }
    if (t->matched.count > 0 && t->unknown.count > 0)
        drop_answered(t);
}

// --- the hit policy ---

static feel_value result_of(const table_run *t, size_t row)
{
    return t->owner->result(t->owner->state, row);
}

static bool same_result(const table_run *t, size_t a, size_t b)
{
    return feel_equal_spending(t->owner->machine, result_of(t, a), result_of(t, b)) == FEEL_TRUE;
}

static bool all_same(const table_run *t, size_t as, const row_list *rows)
{
    for (size_t i = 0; i < rows->count; i++) {
        if (!same_result(t, as, rows->items[i]))
            return false;
    }
    return true;
}

size_t feel_table_priority(feel_value value, feel_value list)
{
    size_t count = list.kind == FEEL_LIST ? list.as.list->count : 0;
    for (size_t i = 0; i < count; i++) {
        if (feel_equal(value, list.as.list->items[i]) == FEEL_TRUE)
            return i;
    }
    return count;
}

static feel_value output_of(const feel_table *t, feel_value result, size_t output)
{
    bool several = t->output_count > 1 && result.kind == FEEL_CONTEXT && output < result.as.context->count;
    return several ? result.as.context->entries[output].value : result;
}

/// Negative if row `a` counts more than row `b`: by the first output whose values differ in their places.
static int compare_priority(const table_run *t, size_t a, size_t b)
{
    const feel_table *table = t->table;
    if (table->ranks != NULL)
        return (table->ranks[a] > table->ranks[b]) - (table->ranks[a] < table->ranks[b]);
    feel_value left = result_of(t, a);
    feel_value right = result_of(t, b);
    for (size_t i = 0; i < table->output_count; i++) {
        size_t of_left = feel_table_priority(output_of(table, left, i), table->priorities[i]);
        size_t of_right = feel_table_priority(output_of(table, right, i), table->priorities[i]);
        if (of_left != of_right)
            return of_left < of_right ? -1 : 1;
    }
    return 0;
}

static int order_rows(const void *a, const void *b, void *context)
{
    return compare_priority(context, *(const size_t *)a, *(const size_t *)b);
}

/// True if a row gives something unknown: its priority is then unknown too.
static bool has_unknown_result(const table_run *t, const row_list *rows)
{
    bool found = false;
    for (size_t i = 0; i < rows->count && !found && !t->owner->unknown_is_no && t->table->ranks == NULL; i++)
        found = feel_has_unknown(result_of(t, rows->items[i]), &t->owner->machine->steps_left);
    return found;
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
    bool by_row = t->table->by_row;
    if (matched->count == 0)
        return t->unknown.count == 0;
    switch (t->table->policy) {
    case TABLE_UNIQUE: *conflict = matched->count > 1; return *conflict || t->unknown.count == 0;
    case TABLE_ANY:
        *conflict = !all_same(t, matched->items[0], matched);
        if (*conflict || !all_same(t, matched->items[0], &t->unknown))
            return *conflict;
        if (by_row && t->unknown.count > 0 && t->unknown.items[0] < matched->items[0])
            return false; // which row speaks for all of them is open
        t->unknown.count = 0;
        if (by_row)
            matched->count = 1; // they say the same once
        return true;
    case TABLE_FIRST:
        if (t->unknown.count > 0 && (by_row || !all_same(t, matched->items[0], &t->unknown)))
            return false;
        t->unknown.count = 0;
        return true;
    case TABLE_PRIORITY:
        if (has_unknown_result(t, matched) || has_unknown_result(t, &t->unknown))
            return matched->count == 1 && t->unknown.count == 0;
        pick_priority(t);
        return t->unknown.count == 0;
    case TABLE_OUTPUT_ORDER:
        if (!by_row && has_unknown_result(t, matched))
            return false;
        if (!by_row)
            sort_stable(t->arena, matched->items, matched->count, sizeof *matched->items, order_rows, t);
        break;
    case TABLE_RULE_ORDER:
    case TABLE_COLLECT: break;
    }
    return by_row || t->unknown.count == 0;
}

// --- values ---

bool feel_table_gives_list(const feel_table *t)
{
    return t->policy == TABLE_RULE_ORDER || t->policy == TABLE_OUTPUT_ORDER ||
           (t->policy == TABLE_COLLECT && t->aggregation == AGGREGATE_NONE);
}

/// One number made of the values: null if they cannot be added or ordered.
static feel_value aggregate(arena *a, table_aggregation how, const feel_value *values, size_t count)
{
    if (how == AGGREGATE_COUNT)
        return feel_integer((int64_t)count);
    feel_value best = how == AGGREGATE_SUM ? feel_integer(0) : values[0];
    for (size_t i = 0; i < count; i++) {
        int order;
        if (how == AGGREGATE_SUM) {
            decimal sum;
            if (values[i].kind != FEEL_NUMBER ||
                !decimal_add(feel_decimal(best), feel_decimal(values[i]), &sum))
                return feel_null();
            best = feel_number(a, sum);
        } else if (!feel_order(values[i], best, &order)) {
            return feel_null();
        } else if (how == AGGREGATE_MIN ? order < 0 : order > 0) {
            best = values[i];
        }
    }
    return best;
}

/// What the rows give together. A list that lacks the value of a row is unknown; in the standard it has a null there.
static feel_value together(const table_run *t, const feel_value *values, size_t count)
{
    if (t->table->aggregation != AGGREGATE_NONE)
        return aggregate(t->arena, t->table->aggregation, values, count);
    if (!feel_table_gives_list(t->table))
        return values[0];
    for (size_t i = 0; i < count; i++) {
        if (!t->owner->unknown_is_no && feel_is_null(values[i]))
            return feel_null();
    }
    return feel_list_of(t->arena, values, count);
}

static void give_values(const table_run *t, feel_table_outcome *out)
{
    feel_value *values = ARENA_ARRAY(t->arena, out->row_count, feel_value);
    for (size_t i = 0; i < out->row_count; i++)
        values[i] = result_of(t, out->rows[i]);
    out->values = values;
    if (out->row_count > 0 && !out->conflict)
        out->value = together(t, values, out->row_count);
}

feel_table_outcome feel_table_decide(const feel_table *table, const feel_table_owner *owner)
{
    table_run t = {.table = table, .owner = owner, .arena = owner->machine->arena};
    feel_table_outcome out = {.value = feel_null()};
    t.inputs = ARENA_ARRAY(t.arena, table->input_count, feel_value);
    if (!read_inputs(&t, &out))
        return out;
    test_rows(&t);
    out.decided = settle(&t, &out.conflict);
    out.rows = t.matched.items;
    out.row_count = t.matched.count;
    out.undetermined = t.unknown.items;
    out.undetermined_count = out.conflict ? 0 : t.unknown.count;
    if (out.decided && !table->by_row)
        give_values(&t, &out);
    return out;
}
