// Decision tables: every input is evaluated once, every row tested, and the hit policy picks from the rows that match.
#include "feel/decision_table.h"

#include "feel/builtin.h"

typedef struct compiled_row {
    const feel_expression **tests;
    const feel_expression **results;
} compiled_row;

struct feel_table {
    const table_form *form;
    const feel_expression **inputs;
    const feel_expression **input_values; ///< NULL entries: none
    const feel_expression **priorities;   ///< lists of the outputs' values; NULL entries: none
    const feel_expression **defaults;     ///< NULL entries: none
    compiled_row *rows;
    bool has_default;
};

bool feel_table_policy_named(slice policy, slice aggregation, table_policy *out, table_aggregation *aggregate)
{
    static const char *const policies[] = {"UNIQUE",     "ANY",          "FIRST",  "PRIORITY",
                                           "RULE ORDER", "OUTPUT ORDER", "COLLECT"};
    static const char *const aggregations[] = {"", "SUM", "MIN", "MAX", "COUNT"};
    for (size_t i = 0; i < sizeof policies / sizeof *policies; i++) {
        for (size_t j = 0; j < sizeof aggregations / sizeof *aggregations; j++) {
            if (!slice_is(policy, policies[i]) || !slice_is(aggregation, aggregations[j]))
                continue;
            *out = (table_policy)i;
            *aggregate = (table_aggregation)j;
            return j == 0 || *out == TABLE_COLLECT;
        }
    }
    return false;
}

/// The outputs' values stand as "a, b, c": a list without its brackets.
static const feel_expression *parse_value_list(arena *a, const source_text *values, const feel_scope *scope,
                                               diag_list *diags)
{
    source_text *list = ARENA_NEW(a, source_text);
    *list = *values;
    list->text = arena_format(a, "[%.*s]", SLICE_ARG(values->text));
    return feel_parse(a, list, scope, diags);
}

const feel_table *feel_table_new(arena *a, const table_form *form, const feel_scope *scope, diag_list *diags)
{
    size_t errors = diags->errors;
    feel_table *t = ARENA_NEW(a, feel_table);
    t->form = form;
    t->inputs = ARENA_ARRAY(a, form->input_count, const feel_expression *);
    t->input_values = ARENA_ARRAY(a, form->input_count, const feel_expression *);
    t->priorities = ARENA_ARRAY(a, form->output_count, const feel_expression *);
    t->defaults = ARENA_ARRAY(a, form->output_count, const feel_expression *);
    t->rows = ARENA_ARRAY(a, form->row_count, compiled_row);
    for (size_t i = 0; i < form->input_count; i++) {
        const table_input *in = &form->inputs[i];
        t->inputs[i] = feel_parse(a, in->expression, scope, diags);
        if (in->values != NULL)
            t->input_values[i] = feel_parse_unary_tests(a, in->values, scope, in->type, diags);
    }
    for (size_t i = 0; i < form->output_count; i++) {
        const table_output *out = &form->outputs[i];
        if (out->values != NULL)
            t->priorities[i] = parse_value_list(a, out->values, scope, diags);
        if (out->default_value != NULL)
            t->defaults[i] = feel_parse(a, out->default_value, scope, diags);
        t->has_default = t->has_default || out->default_value != NULL;
    }
    for (size_t r = 0; r < form->row_count; r++) {
        t->rows[r].tests = ARENA_ARRAY(a, form->input_count, const feel_expression *);
        t->rows[r].results = ARENA_ARRAY(a, form->output_count, const feel_expression *);
        for (size_t i = 0; i < form->input_count; i++)
            t->rows[r].tests[i] =
                feel_parse_unary_tests(a, &form->rows[r].tests[i], scope, form->inputs[i].type, diags);
        for (size_t i = 0; i < form->output_count; i++)
            t->rows[r].results[i] = feel_parse(a, &form->rows[r].results[i], scope, diags);
    }
    return diags->errors == errors ? t : NULL;
}

/// A run of one table over one set of values.
typedef struct table_run {
    feel_machine *machine;
    const feel_table *table;
    const feel_value *values;
    size_t count;
} table_run;

static feel_value evaluate(const table_run *run, const feel_expression *e)
{
    return e != NULL ? feel_evaluate(run->machine, e, run->values, run->count) : feel_null();
}

/// One row's outputs: bare for one, a context for several.
static feel_value row_result(const table_run *run, const feel_expression *const *cells)
{
    const table_form *form = run->table->form;
    arena *a = run->machine->arena;
    feel_entry *entries = ARENA_ARRAY(a, form->output_count, feel_entry);
    for (size_t i = 0; i < form->output_count; i++) {
        feel_value v = evaluate(run, cells[i]);
        if (form->outputs[i].type != NULL)
            v = feel_coerce(a, v, form->outputs[i].type);
        entries[i] = (feel_entry){form->outputs[i].name, v};
    }
    return form->output_count == 1 ? entries[0].value : feel_context_of(a, entries, form->output_count);
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

static feel_value output_of(feel_value result, size_t output, size_t output_count)
{
    return output_count == 1 ? result : result.as.context->entries[output].value;
}

/// Negative where `a` comes before `b` by the outputs' lists of values, the first output first.
static int compare_priority(const table_run *run, const feel_value *lists, feel_value a, feel_value b)
{
    size_t count = run->table->form->output_count;
    for (size_t i = 0; i < count; i++) {
        size_t pa = feel_table_priority(output_of(a, i, count), lists[i]);
        size_t pb = feel_table_priority(output_of(b, i, count), lists[i]);
        if (pa != pb)
            return pa < pb ? -1 : 1;
    }
    return 0;
}

/// Insertion sort: stable, and tables have few hits.
static void sort_by_priority(const table_run *run, feel_value *hits, size_t count)
{
    const feel_table *t = run->table;
    feel_value *lists = ARENA_ARRAY(run->machine->arena, t->form->output_count, feel_value);
    for (size_t i = 0; i < t->form->output_count; i++)
        lists[i] = evaluate(run, t->priorities[i]);
    for (size_t i = 1; i < count; i++) {
        feel_value moving = hits[i];
        size_t at = i;
        while (at > 0 && compare_priority(run, lists, moving, hits[at - 1]) < 0) {
            hits[at] = hits[at - 1];
            at--;
        }
        hits[at] = moving;
    }
}

feel_value feel_table_aggregate(arena *a, table_aggregation how, const feel_value *hits, size_t count)
{
    if (how == AGGREGATE_COUNT)
        return feel_integer((int64_t)count);
    feel_value best = how == AGGREGATE_SUM ? feel_integer(0) : hits[0];
    for (size_t i = 0; i < count; i++) {
        int order;
        if (how == AGGREGATE_SUM) {
            decimal sum;
            if (hits[i].kind != FEEL_NUMBER || !decimal_add(feel_decimal(best), feel_decimal(hits[i]), &sum))
                return feel_null();
            best = feel_number(a, sum);
        } else if (!feel_order(hits[i], best, &order)) {
            return feel_null();
        } else if (how == AGGREGATE_MIN ? order < 0 : order > 0) {
            best = hits[i];
        }
    }
    return best;
}

static feel_value no_hit(const table_run *run)
{
    if (run->table->has_default)
        return row_result(run, run->table->defaults);
    return feel_null();
}

static feel_value pick(const table_run *run, feel_value *hits, size_t count)
{
    const table_form *form = run->table->form;
    arena *a = run->machine->arena;
    switch (form->policy) {
    case TABLE_UNIQUE: return count == 1 ? hits[0] : feel_null();
    case TABLE_ANY:
        for (size_t i = 1; i < count; i++) {
            if (feel_equal_spending(run->machine, hits[0], hits[i]) != FEEL_TRUE)
                return feel_null();
        }
        return hits[0];
    case TABLE_FIRST: return hits[0];
    case TABLE_PRIORITY: sort_by_priority(run, hits, count); return hits[0];
    case TABLE_OUTPUT_ORDER: sort_by_priority(run, hits, count); return feel_list_of(a, hits, count);
    case TABLE_RULE_ORDER: return feel_list_of(a, hits, count);
    case TABLE_COLLECT: break;
    }
    return form->aggregation == AGGREGATE_NONE ? feel_list_of(a, hits, count)
                                               : feel_table_aggregate(a, form->aggregation, hits, count);
}

static bool row_matches(const table_run *run, const compiled_row *row, const feel_value *inputs)
{
    for (size_t i = 0; i < run->table->form->input_count; i++) {
        if (!feel_is_true(
                feel_evaluate_tests(run->machine, row->tests[i], inputs[i], run->values, run->count)))
            return false;
    }
    return true;
}

feel_value feel_table_evaluate(feel_machine *m, const feel_table *t, const feel_value *values, size_t count)
{
    const table_form *form = t->form;
    table_run run = {m, t, values, count};
    feel_value *inputs = ARENA_ARRAY(m->arena, form->input_count, feel_value);
    for (size_t i = 0; i < form->input_count; i++) {
        inputs[i] = evaluate(&run, t->inputs[i]);
        if (form->inputs[i].type != NULL)
            inputs[i] = feel_coerce(m->arena, inputs[i], form->inputs[i].type);
        if (t->input_values[i] != NULL &&
            !feel_is_true(feel_evaluate_tests(m, t->input_values[i], inputs[i], values, count)))
            return feel_null();
    }
    feel_value *hits = ARENA_ARRAY(m->arena, form->row_count, feel_value);
    size_t hit_count = 0;
    for (size_t r = 0; r < form->row_count; r++) {
        if (row_matches(&run, &t->rows[r], inputs))
            hits[hit_count++] = row_result(&run, t->rows[r].results);
    }
    return hit_count > 0 ? pick(&run, hits, hit_count) : no_hit(&run);
}
