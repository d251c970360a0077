// Rows of decision tables become rules: the cells of a row are its condition, written out as one expression whose places lead back to the
// cells; its outputs are what it concludes or gives evidence for.
#include "base/text.h"
#include "pack/table.h"
#include "pack/template.h"

typedef enum output_kind { OUTPUT_VALUE, OUTPUT_CERTAINTY, OUTPUT_RECOMMEND } output_kind;

typedef struct table_work {
    loader *l;
    const table_text *text;
    const yaml_node *node;
    usage *use;
    pack_table *table;
    feel_table_input *inputs;
    feel_scope scope;
    rule common;                    ///< what all rows share
    const fact *fact;               ///< what a concluding table concludes
    const feel_type *value_type;    ///< what one row's value must be; NULL: any
    output_kind *kinds;             ///< by output
    const feel_type **types;        ///< by output; NULL: any
    feel_value *allowed;            ///< by output: the list of its values, or null
    size_t value_count;             ///< outputs that are values
    const rule **by_recommendation; ///< a row that recommends it: others share what was parsed
} table_work;

// --- the condition of a row ---

/// A run of the condition's text that stands in a file.
typedef struct segment {
    size_t start;
    const source_text *source;
    size_t offset;
} segment;

/// A text put together of others.
typedef struct composite {
    source_text source; ///< first, so that a pointer to it is one to the composite
    segment *segments;
    size_t count, capacity;
} composite;

static size_t composite_to_outer(const source_text *inner, size_t offset)
{
    const composite *c = (const composite *)inner;
    size_t at = 0;
    while (at + 1 < c->count && c->segments[at + 1].start <= offset)
        at++;
    if (c->count == 0)
        return 0;
    const segment *s = &c->segments[at];
    size_t within = offset > s->start ? offset - s->start : 0;
    if (within >= s->source->text.len)
        within = s->source->text.len > 0 ? s->source->text.len - 1 : 0;
    size_t place_at = s->offset + within;
    const source_text *source = s->source;
    for (; source->outer != NULL; source = source->outer)
        place_at = source->to_outer(source, place_at);
    return place_at;
}

static void add_source(arena *a, text_builder *text, composite *c, const source_text *source)
{
    segment s = {.start = text->length, .source = source};
    ARENA_PUSH(a, c, segments, count, capacity, s);
    text_add(text, source->text);
}

static const source_text *finish_composite(composite *c, text_builder *text)
{
    const source_text *root = c->segments[0].source;
    while (root->outer != NULL)
        root = root->outer;
    c->source = (source_text){
        .file = root->file, .text = text_result(text), .outer = root, .to_outer = composite_to_outer};
    return &c->source;
}

static bool is_path(slice text)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
              c == '.'))
            return false;
    }
    return true;
}

static void add_input(arena *a, text_builder *text, composite *c, const source_text *input)
{
    bool bare = is_path(input->text);
    text_add(text, bare ? SLICE("") : SLICE("("));
    add_source(a, text, c, input);
    text_add(text, bare ? SLICE("") : SLICE(")"));
}

/// `input op test`, `input in (tests)` or `not(input in (tests))`, whichever says the same as the cell.
static void add_test(arena *a, text_builder *text, composite *c, const source_text *input,
                     const source_text *cell, const feel_expression *tests)
{
    feel_tests_form form = feel_tests_form_of(tests);
    if (form == FEEL_TESTS_COMPARISON || form == FEEL_TESTS_LITERAL) {
        add_input(a, text, c, input);
        text_add(text, form == FEEL_TESTS_LITERAL ? SLICE(" = ") : SLICE(" "));
        add_source(a, text, c, cell);
        return;
    }
    const source_text *inner = cell;
    if (form == FEEL_TESTS_NEGATED) {
        const char *open = memchr(cell->text.ptr, '(', cell->text.len);
        size_t start = (size_t)(open - cell->text.ptr) + 1;
        size_t end = cell->text.len;
        while (end > start && cell->text.ptr[end - 1] != ')')
            end--;
        inner = table_part(a, cell, start, end - 1 - start);
        text_add(text, SLICE("not("));
    }
    add_input(a, text, c, input);
    text_add(text, SLICE(" in ("));
    add_source(a, text, c, inner);
    text_add(text, form == FEEL_TESTS_NEGATED ? SLICE("))") : SLICE(")"));
}

/// Parses the cells of a row, keeps them for the table, and gives the row its condition.
static void link_tests(const table_work *w, const table_line *line, const feel_expression **cells, rule *out)
{
    loader *l = w->l;
    arena *a = l->arena;
    composite *c = ARENA_NEW(a, composite);
    text_builder text = {.arena = a};
    bool good = true;
    for (size_t i = 0; i < w->text->input_count; i++) {
        const source_text *cell = line->tests[i];
        if (cell == NULL || slice_is(cell->text, "-"))
            continue;
        const feel_type *type = w->inputs[i].type;
        if (cell_is_suspicious(l->diags, cell, w->text->delimiter)) {
            good = false;
            continue;
        }
        const source_text *feel = cell_as_feel(a, cell, type, true);
        size_t errors = l->diags->errors;
        cells[i] = feel_parse_unary_tests(a, feel, &w->scope, type, l->diags);
        if (cells[i] == NULL) {
            good = false;
            if (l->diags->errors > errors)
                cell_hint(l->diags, cell, type);
            continue;
        }
        if (feel_tests_form_of(cells[i]) == FEEL_TESTS_ANY) {
            cells[i] = NULL;
            continue;
        }
        if (text.length > 0)
            text_add(&text, SLICE(" and "));
        add_test(a, &text, c, w->text->inputs[i].expression, feel, cells[i]);
    }
    if (good && c->count > 0)
        out->when = feel_parse(a, finish_composite(c, &text), &w->scope, l->diags);
}

// --- the outputs of a row ---

static bool is_among(feel_value value, feel_value list)
{
    return list.kind != FEEL_LIST || feel_table_priority(value, list) < list.as.list->count;
}

static const feel_expression *parse_result(const table_work *w, const source_text *cell, size_t output)
{
    loader *l = w->l;
    const feel_type *type = w->types[output];
    if (cell_is_suspicious(l->diags, cell, w->text->delimiter))
        return NULL;
    size_t errors = l->diags->errors;
    const feel_expression *e =
        feel_parse(l->arena, cell_as_feel(l->arena, cell, type, false), &w->scope, l->diags);
    if (e == NULL) {
        if (l->diags->errors > errors)
            cell_hint(l->diags, cell, type);
        return NULL;
    }
    if (type != NULL)
        link_expect_type(l, table_place(cell), e, type, "the output");
    if (w->allowed[output].kind == FEEL_LIST && feel_expression_is_constant(e)) {
        feel_machine m;
        feel_machine_init(&m, l->arena);
        if (!is_among(feel_evaluate(&m, e, NULL, 0), w->allowed[output]))
            diag_error(l->diags, table_place(cell), "not-allowed",
                       "'%.*s' is not among the values of this output", SLICE_ARG(diag_quote(cell->text)));
    }
    return e;
}

/// The value that a row concludes, or the defaults together: the one output, or a context of several.
static const feel_expression *link_value(const table_work *w, const source_text *const *cells)
{
    loader *l = w->l;
    arena *a = l->arena;
    composite *c = ARENA_NEW(a, composite);
    text_builder text = {.arena = a};
    const feel_expression *only = NULL;
    size_t written = 0;
    text_add(&text, SLICE("{"));
    for (size_t i = 0; i < w->text->output_count; i++) {
        if (w->kinds[i] != OUTPUT_VALUE)
            continue;
        text_add_format(&text, "%s%.*s: ", written++ > 0 ? ", " : "", SLICE_ARG(w->text->outputs[i].name));
        if (cells[i] == NULL) {
            text_add(&text, SLICE("null"));
            continue;
        }
        only = parse_result(w, cells[i], i);
        if (only == NULL)
            return NULL;
        add_source(a, &text, c, cell_as_feel(a, cells[i], w->types[i], false));
    }
    text_add(&text, SLICE("}"));
    if (w->value_count == 1 || c->count == 0)
        return only;
    const feel_expression *whole = feel_parse(a, finish_composite(c, &text), &w->scope, l->diags);
    if (whole != NULL && w->value_type != NULL)
        link_expect_type(l, table_place(c->segments[0].source), whole, w->value_type, "the outputs together");
    return whole;
}

static void link_certainty(const table_work *w, const source_text *cell, rule *out)
{
    loader *l = w->l;
    if (cell_is_suspicious(l->diags, cell, w->text->delimiter))
        return;
    out->certainty = feel_parse(l->arena, cell, &w->scope, l->diags);
    if (out->certainty == NULL)
        cell_hint(l->diags, cell, feel_type_of_kind(FEEL_TYPE_NUMBER));
    size_t errors = l->diags->errors;
    link_expect_type(l, table_place(cell), out->certainty, feel_type_of_kind(FEEL_TYPE_NUMBER),
                     "the certainty");
    if (l->diags->errors == errors)
        link_check_certainty(l, table_place(cell), out->certainty);
}

/// Has the row recommend; what rows with the same recommendation parse alike is parsed once.
static void recommend(const table_work *w, const source_text *id, rule *out)
{
    slice text = id->text;
    if (text.len > 1 && text.ptr[0] == '"' && text.ptr[text.len - 1] == '"')
        text = slice_part(text, 1, text.len - 2);
    const name_entry *entry = name_find(&w->l->recommendation_ids, text);
    bool known = entry != NULL && entry->index != NAME_DISABLED;
    const rule *same = known ? w->by_recommendation[entry->index] : NULL;
    if (same == NULL) {
        link_recommendation(w->l, text, table_place(id), out, &w->scope, w->use);
        if (known)
            w->by_recommendation[entry->index] = out;
        return;
    }
    out->target = same->target;
    out->about_variable = same->about_variable;
    out->next_steps = same->next_steps;
    out->title = same->title;
}

static void link_recommending_row(const table_work *w, const table_line *line, rule *out)
{
    const source_text *id = NULL;
    for (size_t i = 0; i < w->text->output_count; i++) {
        if (w->kinds[i] == OUTPUT_RECOMMEND)
            id = line->results[i];
        else if (w->kinds[i] == OUTPUT_CERTAINTY && line->results[i] != NULL)
            link_certainty(w, line->results[i], out);
    }
    if (id == NULL)
        id = loader_source(w->l, w->node, "recommend");
    if (id != NULL)
        recommend(w, id, out);
    else
        diag_error(w->l->diags, line->where, "missing-cell", "this row does not say what it recommends");
}

static void link_reason(const table_work *w, const table_line *line, rule *out)
{
    loader *l = w->l;
    if (line->because != NULL)
        (void)template_parse(l->arena, line->because, &w->scope, l->diags, &out->because);
    else if (w->text->yaml->because == NULL)
        diag_error(l->diags, line->where, "missing-key", "neither the row nor the table has 'because'");
    if (line->source_count == 0)
        return;
    size_t *sources = ARENA_ARRAY(l->arena, line->source_count, size_t);
    out->source_count = 0;
    for (size_t i = 0; i < line->source_count; i++) {
        const source_text *id = line->sources[i];
        if (link_cite(l, id->text, table_place(id), w->use, &sources[out->source_count]))
            out->source_count++;
    }
    out->sources = sources;
}

static void link_rows(const table_work *w, rule *rules)
{
    const table_text *text = w->text;
    loader *l = w->l;
    size_t inputs = text->input_count;
    const feel_expression **cells = ARENA_ARRAY(l->arena, text->line_count * inputs, const feel_expression *);
    for (size_t r = 0; r < text->line_count; r++) {
        const table_line *line = &text->lines[r];
        rule *out = &rules[r];
        *out = w->common;
        out->id = arena_format(l->arena, "%.*s/%zu", SLICE_ARG(w->table->id), r + 1);
        out->where = line->where;
        out->table = w->table;
        (void)loader_define(l, &l->rule_ids, out->id, w->table->first_rule + r, line->where, "rule");
        link_tests(w, line, &cells[r * inputs], out);
        link_reason(w, line, out);
        if (out->kind == RULE_RECOMMENDS)
            link_recommending_row(w, line, out);
        else
            out->value = link_value(w, line->results);
    }
    w->table->form.cells = cells;
}

// --- the table as a whole ---

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
                   recommends ? "a table that recommends has no output '%.*s'"
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
    for (size_t i = 0; w->fact != NULL && i < text->output_count; i++) {
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
        w->table->default_value = link_value(w, defaults);
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
    size_t *ranks = ARENA_ARRAY(l->arena, w->text->line_count, size_t);
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
    for (size_t r = 0; r < w->text->line_count; r++)
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
    for (size_t i = 0; i < w->text->output_count; i++)
        column = column || slice_is(w->text->outputs[i].name, "recommend");
    bool recommends = from->recommend != NULL || column;
    if (recommends == (from->conclude != NULL)) {
        diag_error(l->diags, w->table->where, "rule-kind",
                   "a table has either 'conclude', or 'recommend' or an output of that name");
        return false;
    }
    if (from->recommend != NULL && column)
        diag_error(l->diags, loader_place(w->node, "recommend"), "misplaced-key",
                   "the rows of this table say themselves what they recommend");
    w->common.kind = recommends ? RULE_RECOMMENDS : RULE_CONCLUDES;
    w->table->form.by_row = recommends;
    if (!recommends) {
        w->fact = link_fact(l, slice_of(from->conclude), loader_place(w->node, "conclude"), &w->common);
        if (from->certainty != NULL)
            diag_error(l->diags, loader_place(w->node, "certainty"), "misplaced-key",
                       "a table that concludes a fact has no certainty");
        return w->fact != NULL;
    }
    if (from->certainty != NULL)
        link_certainty(w, loader_source(l, w->node, "certainty"), &w->common);
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

static void link_table(loader *l, const table_text *text, pack_table *table, rule *rules, usage *use)
{
    size_t outputs = text->output_count;
    table_work w = {.l = l, .text = text, .node = text->node, .use = use, .table = table};
    *table = (pack_table){.id = slice_of(text->yaml->id),
                          .form = {.row_count = text->line_count},
                          .first_rule = l->pack->rule_count,
                          .where = loader_place(text->node, "id")};
    (void)loader_define(l, &l->rule_ids, table->id, table->first_rule, table->where, "table");
    if (!text->sound)
        return; // what is missing would be reported again
    w.kinds = ARENA_ARRAY(l->arena, outputs, output_kind);
    w.types = ARENA_ARRAY(l->arena, outputs, const feel_type *);
    w.allowed = ARENA_ARRAY(l->arena, outputs, feel_value);
    w.by_recommendation = ARENA_ARRAY(l->arena, l->pack->recommendation_count, const rule *);
    w.scope = link_rule_scope(l, text->node, &w.common);
    if ((text->yaml->iterations != NULL && w.common.iterations == NULL) || !check_columns(&w))
        return;
    link_common(&w);
    link_inputs(&w);
    if (!link_kind(&w))
        return;
    for (size_t i = 0; i < outputs; i++)
        link_output(&w, i);
    link_policy(&w);
    link_aggregation(&w);
    if (w.fact != NULL) {
        w.value_type = row_type(&w);
        check_aggregation(&w);
        link_outputs(&w);
    }
    link_rows(&w, rules);
    l->pack->rule_count += text->line_count;
    if (w.common.kind == RULE_RECOMMENDS)
        rank_rows(&w, rules);
    check_priority(&w);
}

void link_tables(loader *l, const table_text *tables, size_t count, rule *rules, usage *use)
{
    pack_table *out = ARENA_ARRAY(l->arena, count, pack_table);
    for (size_t i = 0; i < count; i++)
        link_table(l, &tables[i], &out[i], &rules[l->pack->rule_count], use);
    l->pack->tables = out;
    l->pack->table_count = count;
}
