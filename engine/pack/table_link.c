// Links a decision table as a whole: inputs, outputs, hit policy, and what its rows share. table_row.c links the rows.
#include "base/text.h"
#include "pack/table.h"
#include "pack/template.h"

static void link_policy(const table_work *w)
{
    loader *l = w->l;
    const yaml_table *from = w->text->yaml;
    if (from->hit_policy == NULL ||
        feel_table_policy_named(slice_of(from->hit_policy), &w->table->form.policy))
        return;
    diag_error(l->diags, loader_place(w->node, "hit_policy"), "not-allowed", "'%s' is not a hit policy",
               from->hit_policy);
    diag_hint(l->diags, "one of unique, any, first, priority, rule order, output order, collect");
}

static void link_aggregation(const table_work *w)
{
    loader *l = w->l;
    const char *name = w->text->yaml->aggregation;
    if (name == NULL)
        return;
    feel_table *form = &w->table->form;
    place where = loader_place(w->node, "aggregation");
    table_aggregation how;
    if (!feel_table_aggregation_named(slice_of(name), &how)) {
        diag_error(l->diags, where, "not-allowed", "'%s' is not an aggregation", name);
        diag_hint(l->diags, "one of sum, min, max, count");
    } else if (form->policy != TABLE_COLLECT || form->by_row || w->value_count != 1) {
        diag_error(l->diags, where, "misplaced-key",
                   "only a table that collects one output into a fact has an aggregation");
    } else {
        form->aggregation = how;
    }
}

static const feel_type *declared_type(const table_work *w, const source_text *type)
{
    return type != NULL ? feel_parse_type(w->l->arena, type, &w->scope, w->l->diags) : NULL;
}

/// The type with the texts that `values` lists, where it is nothing but texts.
static const feel_type *enumerated(loader *l, const feel_type *type, const source_text *values)
{
    if (values == NULL || (type != NULL && type->kind != FEEL_TYPE_STRING && type->kind != FEEL_TYPE_ANY))
        return type;
    size_t count;
    const feel_value *items = vocabulary_enumeration(l, values->text, &count);
    if (items == NULL)
        return type;
    feel_type *out = ARENA_NEW(l->arena, feel_type);
    *out = (feel_type){.kind = FEEL_TYPE_STRING, .allowed = items, .allowed_count = count};
    return out;
}

/// Reports what reads facts where only constants may stand.
static bool is_fixed(loader *l, const source_text *text, const feel_expression *e)
{
    size_t count;
    const size_t *reads = e != NULL ? feel_expression_reads(e, &count) : NULL;
    if (reads != NULL && count > 0 && reads[0] < l->pack->fact_count) {
        diag_error(l->diags, table_place(text), "not-constant", "the values cannot depend on the fact '%.*s'",
                   SLICE_ARG(l->pack->facts[reads[0]].name));
        return false;
    }
    return e != NULL;
}

static void link_inputs(table_work *w)
{
    loader *l = w->l;
    size_t count = w->text->input_count;
    w->inputs = ARENA_ARRAY(l->arena, count, feel_table_input);
    for (size_t i = 0; i < count; i++) {
        const table_column *c = &w->text->inputs[i];
        feel_table_input *in = &w->inputs[i];
        in->expression = feel_parse(l->arena, c->expression, &w->scope, l->diags);
        const feel_type *declared = declared_type(w, c->type);
        if (declared != NULL)
            link_expect_type(l, c->where, in->expression, declared, "the input");
        const feel_type *given = in->expression != NULL ? feel_expression_type(in->expression) : NULL;
        in->type = given == NULL || given->kind == FEEL_TYPE_ANY ? declared : given;
        if (c->values != NULL) {
            in->values = feel_parse_unary_tests(l->arena, c->values, &w->scope, in->type, l->diags);
            if (!is_fixed(l, c->values, in->values))
                in->values = NULL;
        }
        in->type = enumerated(l, in->type, c->values);
    }
    w->table->form.inputs = w->inputs;
    w->table->form.input_count = count;
}

/// The list of an output's values, evaluated: null if there is none.
static feel_value value_list(const table_work *w, const source_text *values)
{
    loader *l = w->l;
    if (values == NULL)
        return feel_null();
    source_text *brackets = ARENA_NEW(l->arena, source_text);
    *brackets = *table_rewritten(l->arena, values, arena_format(l->arena, "[%.*s]", SLICE_ARG(values->text)));
    const feel_expression *e = feel_parse(l->arena, brackets, &w->scope, l->diags);
    if (!is_fixed(l, values, e))
        return feel_null();
    feel_machine m;
    feel_machine_init(&m, l->arena);
    feel_value *scope = ARENA_ARRAY(l->arena, l->pack->scope.count, feel_value);
    for (size_t i = 0; i < l->pack->constant_count; i++)
        scope[l->pack->fact_count + i] = l->pack->constants[i].value;
    return feel_evaluate(&m, e, scope, l->pack->scope.count);
}

static void link_output(table_work *w, size_t i)
{
    loader *l = w->l;
    const table_column *c = &w->text->outputs[i];
    bool recommends = w->common.kind == RULE_RECOMMENDS;
    bool certainty = slice_is(c->name, "certainty");
    bool recommend_column = slice_is(c->name, "recommend");
    w->kinds[i] = certainty ? OUTPUT_CERTAINTY : recommend_column ? OUTPUT_RECOMMEND : OUTPUT_VALUE;
    if (recommends != (w->kinds[i] != OUTPUT_VALUE)) {
        diag_error(l->diags, c->where, "table-output",
                   recommends                   ? "a table that recommends has no output '%.*s'"
                   : w->text->signature != NULL ? "a table with parameters has no output '%.*s'"
                                                : "a table that concludes a fact has no output '%.*s'",
                   SLICE_ARG(c->name));
        if (recommends)
            diag_hint(l->diags,
                      "its outputs are 'certainty' and 'recommend'; to give a value, conclude a fact");
    }
    for (size_t before = 0; before < i; before++) {
        if (slice_equal(w->text->outputs[before].name, c->name))
            diag_error(l->diags, c->where, "duplicate-id", "two outputs have the name '%.*s'",
                       SLICE_ARG(c->name));
    }
    if (recommends) {
        if (c->type != NULL || c->default_value != NULL || (certainty && c->values != NULL))
            diag_error(l->diags, c->where, "misplaced-key", "this output has neither type nor default%s",
                       certainty ? ", nor values" : "");
        return;
    }
    w->value_count++;
    w->allowed[i] = value_list(w, c->values);
    w->types[i] = enumerated(l, declared_type(w, c->type), c->values);
}

/// What one row's value must be, from the fact and the hit policies of both.
static const feel_type *row_type(const table_work *w)
{
    const fact *f = w->fact;
    const pack_table *t = w->table;
    const feel_type *element = f->type->kind == FEEL_TYPE_LIST ? f->type->element : NULL;
    if (t->form.aggregation == AGGREGATE_COUNT)
        return NULL;
    if (!feel_table_gives_list(&t->form) && f->policy != HIT_COLLECT)
        return f->type;
    if (f->type->kind != FEEL_TYPE_LIST && f->type->kind != FEEL_TYPE_ANY)
        diag_error(w->l->diags, loader_place(w->node, "conclude"), "type-mismatch",
                   "the table gives a list, and '%.*s' is %.*s", SLICE_ARG(f->name),
                   SLICE_ARG(feel_type_text(w->l->arena, f->type)));
    return element;
}

static void check_aggregation(const table_work *w)
{
    const pack_table *t = w->table;
    const feel_type *number = feel_type_of_kind(FEEL_TYPE_NUMBER);
    if (w->fact == NULL) {
        if (t->form.aggregation == AGGREGATE_SUM && w->types[0] != NULL &&
            !feel_types_meet(w->types[0], number))
            diag_error(w->l->diags, loader_place(w->node, "aggregation"), "type-mismatch",
                       "only numbers can be added up, and the output is %.*s",
                       SLICE_ARG(feel_type_text(w->l->arena, w->types[0])));
        return;
    }
    bool counts = t->form.aggregation == AGGREGATE_COUNT;
    if ((counts || t->form.aggregation == AGGREGATE_SUM) && w->fact->policy != HIT_COLLECT &&
        !feel_types_meet(w->fact->type, number))
        diag_error(w->l->diags, loader_place(w->node, "conclude"), "type-mismatch",
                   "the table gives a number, and '%.*s' is %.*s", SLICE_ARG(w->fact->name),
                   SLICE_ARG(feel_type_text(w->l->arena, w->fact->type)));
}

/// The type of the only output, which must be one that the fact can have.
static void fit_to_fact(const table_work *w, size_t i)
{
    loader *l = w->l;
    const feel_type *declared = w->types[i];
    if (declared == NULL || declared->allowed == NULL)
        w->types[i] = w->value_type;
    if (declared != NULL && !feel_types_meet(declared, w->value_type))
        diag_error(l->diags, w->text->outputs[i].where, "type-mismatch",
                   "the output must be %.*s, but this is %.*s",
                   SLICE_ARG(feel_type_text(l->arena, w->value_type)),
                   SLICE_ARG(feel_type_text(l->arena, declared)));
}

/// Types, orders of priority and defaults of the outputs, once the policy is known.
static void link_outputs(table_work *w)
{
    loader *l = w->l;
    const table_text *text = w->text;
    const source_text **defaults = ARENA_ARRAY(l->arena, text->output_count, const source_text *);
    bool has_default = false;
    for (size_t i = 0; i < text->output_count; i++) {
        const table_column *c = &text->outputs[i];
        if (w->value_count > 1 && !vocabulary_is_fact_name(c->name))
            vocabulary_report_fact_name(l, c->where, c->name, "output");
        if (w->value_count == 1 && w->value_type != NULL)
            fit_to_fact(w, i);
        defaults[i] = c->default_value;
        has_default = has_default || defaults[i] != NULL;
        bool by_fact = w->allowed[i].kind != FEEL_LIST && w->value_count == 1 && w->types[i] != NULL &&
                       w->types[i]->allowed != NULL;
        if (by_fact)
            w->allowed[i] = feel_list_of(l->arena, w->types[i]->allowed, w->types[i]->allowed_count);
    }
    if (has_default)
        w->table->default_value = table_link_value(w, defaults);
    w->table->form.priorities = w->allowed;
    w->table->form.output_count = w->value_count;
}

/// Where each row's recommendation stands in the list of the output's values.
static void rank_rows(const table_work *w, const rule *rules)
{
    loader *l = w->l;
    const source_text *values = NULL;
    for (size_t i = 0; i < w->text->output_count; i++)
        values = w->kinds[i] == OUTPUT_RECOMMEND ? w->text->outputs[i].values : values;
    if (values == NULL)
        return;
    size_t *order = ARENA_ARRAY(l->arena, l->pack->recommendation_count, size_t);
    size_t *ranks = ARENA_ARRAY(l->arena, w->table->form.row_count, size_t);
    size_t count = 0;
    slice text = values->text;
    for (size_t at = 0; at < text.len;) {
        size_t end = at;
        while (end < text.len && strchr(",; \n\"", text.ptr[end]) == NULL)
            end++;
        const name_entry *entry = name_find(&l->recommendation_ids, slice_part(text, at, end - at));
        if (entry != NULL && entry->index != NAME_DISABLED)
            order[entry->index] = ++count;
        else if (entry == NULL && end > at)
            diag_error(l->diags, table_place(table_part(l->arena, values, at, end - at)),
                       "unknown-recommendation", "unknown recommendation '%.*s'",
                       SLICE_ARG(slice_part(text, at, end - at)));
        at = end + 1;
    }
    for (size_t r = 0; r < w->table->form.row_count; r++)
        ranks[r] = order[rules[r].target] > 0 ? order[rules[r].target] : SIZE_MAX;
    w->table->form.ranks = ranks;
}

static void check_priority(const table_work *w)
{
    const pack_table *t = w->table;
    bool known = t->form.ranks != NULL;
    for (size_t i = 0; i < w->text->output_count; i++)
        known = known || (w->kinds[i] == OUTPUT_VALUE && w->allowed[i].kind == FEEL_LIST);
    bool recommends = w->common.kind == RULE_RECOMMENDS;
    if (!known && (t->form.policy == TABLE_PRIORITY || (t->form.policy == TABLE_OUTPUT_ORDER && !recommends)))
        diag_error(w->l->diags, loader_place(w->node, "hit_policy"), "missing-key",
                   "this hit policy needs the 'values' of an output, the most important first");
}

/// The kind of the table, what it concludes, and what its rows share.
static bool link_kind(table_work *w)
{
    loader *l = w->l;
    const yaml_table *from = w->text->yaml;
    bool column = false;
    if (w->text->signature != NULL) {
        w->common.kind = RULE_ANSWERS;
        called_table_check(w);
        return true;
    }
    for (size_t i = 0; i < w->text->output_count; i++)
        column = column || slice_is(w->text->outputs[i].name, "recommend");
    bool recommends = from->recommend != NULL || column;
    if (recommends == (from->conclude != NULL)) {
        diag_error(l->diags, w->table->where, "rule-kind",
                   "a table has either 'conclude', or 'recommend' or an output of that name");
        if (!recommends)
            diag_hint(l->diags, "or give it 'parameters', so that expressions can call it");
        return false;
    }
    if (from->recommend != NULL && column)
        diag_error(l->diags, loader_place(w->node, "recommend"), "misplaced-key",
                   "the rows of this table say themselves what they recommend");
    w->common.kind = recommends ? RULE_RECOMMENDS : RULE_CONCLUDES;
    w->table->form.by_row = recommends;
    if (!recommends) {
        w->fact = link_concluded(l, slice_of(from->conclude), loader_place(w->node, "conclude"), &w->common);
        if (from->certainty != NULL)
            diag_error(l->diags, loader_place(w->node, "certainty"), "misplaced-key",
                       "a table that concludes a fact has no certainty");
        return w->fact != NULL;
    }
    if (from->certainty != NULL)
        table_link_certainty(w, loader_source(l, w->node, "certainty"), &w->common);
    return true;
}

static void link_common(table_work *w)
{
    loader *l = w->l;
    const yaml_table *from = w->text->yaml;
    size_t count = from->sources_count + (from->source != NULL);
    size_t *sources = ARENA_ARRAY(l->arena, count, size_t);
    const yaml_node *list = yaml_get(w->node, "sources");
    for (size_t i = 0; i < count; i++) {
        bool single = i == from->sources_count;
        place where = single ? loader_place(w->node, "source") : list->items[i]->where;
        if (link_cite(l, slice_of(single ? from->source : from->sources[i]), where, w->use,
                      &sources[w->common.source_count]))
            w->common.source_count++;
    }
    w->common.sources = sources;
    w->common.note = slice_of(from->note);
    w->common.level = w->common.changed_by = w->text->level;
    w->common.about_variable = -1;
    if (from->because != NULL)
        (void)template_parse(l->arena, loader_source(l, w->node, "because"), &w->scope, l->diags,
                             &w->common.because);
}

static bool check_columns(const table_work *w)
{
    loader *l = w->l;
    if (w->text->input_count == 0)
        diag_error(l->diags, w->table->where, "table-columns", "the table has no inputs");
    if (w->text->output_count == 0 && w->text->yaml->recommend == NULL)
        diag_error(l->diags, w->table->where, "table-columns", "the table has no outputs");
    if (w->text->line_count == 0)
        diag_error(l->diags, w->table->where, "table-columns", "the table has no rows");
    return w->text->input_count > 0 && (w->text->output_count > 0 || w->text->yaml->recommend != NULL);
}

void link_table(loader *l, const table_text *text, pack_table *table, rule *rules, usage *use)
{
    size_t outputs = text->output_count;
    table_work w = {.l = l, .text = text, .node = text->node, .use = use, .table = table};
    *table = (pack_table){.id = slice_of(text->yaml->id),
                          .first_rule = l->pack->rule_count,
                          .where = loader_place(text->node, "id"),
                          .level = text->level};
    loader_define(l, &l->rule_ids, table->id, table->first_rule, table->where, "table");
    if (!text->sound)
        return; // what is missing would be reported again
    w.kinds = ARENA_ARRAY(l->arena, outputs, output_kind);
    w.types = ARENA_ARRAY(l->arena, outputs, const feel_type *);
    w.allowed = ARENA_ARRAY(l->arena, outputs, feel_value);
    w.by_recommendation = ARENA_ARRAY(l->arena, l->pack->recommendation_count, const rule *);
    w.scope = text->signature != NULL ? called_table_scope(&w) : link_rule_scope(l, text->node, &w.common);
    const bool loops = text->yaml->iterations != NULL && text->signature == NULL;
    if ((loops && w.common.iterations == NULL) || !check_columns(&w))
        return;
    link_common(&w);
    link_inputs(&w);
    if (!link_kind(&w))
        return;
    for (size_t i = 0; i < outputs; i++)
        link_output(&w, i);
    link_policy(&w);
    link_aggregation(&w);
    if (w.fact != NULL)
        w.value_type = row_type(&w);
    if (w.common.kind != RULE_RECOMMENDS) {
        check_aggregation(&w);
        link_outputs(&w);
    }
    table_link_rows(&w, rules);
    l->pack->rule_count += table->form.row_count;
    if (w.common.kind == RULE_RECOMMENDS)
        rank_rows(&w, rules);
    check_priority(&w);
    if (text->signature != NULL && w.value_count > 0)
        table->called = table_as_function(l, text, table, w.types);
}
