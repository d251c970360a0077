// Rows of decision tables become rules: the cells of a row are its condition, written out as one expression whose places lead back to the
// cells; its outputs are what it concludes or gives evidence for.
#include "base/text.h"
#include "pack/table.h"
#include "pack/template.h"

// --- the condition of a row ---

/// A run of the condition's text that stands in a file.
typedef struct segment {
    size_t start;
    const source_text *source;
    bool as_whole; ///< its place is where `source` begins: another text stands for it
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
    size_t within = offset > s->start && !s->as_whole ? offset - s->start : 0;
    if (within >= s->source->text.len)
        within = s->source->text.len > 0 ? s->source->text.len - 1 : 0;
    size_t place_at = within;
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

/// The input, at the place of the row's cell: a row is found by its own line, not by that of the column's heading.
static void add_input(arena *a, text_builder *text, composite *c, const source_text *input,
                      const source_text *cell)
{
    const bool bare = is_path(input->text);
    segment s = {.start = text->length, .source = cell, .as_whole = true};
    ARENA_PUSH(a, c, segments, count, capacity, s);
    text_add_format(text, bare ? "%.*s" : "(%.*s)", SLICE_ARG(input->text));
}

/// `input op test`, `input in (tests)` or `not(input in (tests))`, whichever says the same as the cell.
static void add_test(arena *a, text_builder *text, composite *c, const source_text *input,
                     const source_text *cell, const feel_expression *tests)
{
    feel_tests_form form = feel_tests_form_of(tests);
    if (form == FEEL_TESTS_COMPARISON || form == FEEL_TESTS_LITERAL) {
        add_input(a, text, c, input, cell);
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
    add_input(a, text, c, input, cell);
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

/// The fact or field that an output gives a value as it is: NULL if it is counted or added up, or if it has no declaration.
static const fact *declared_output(const table_work *w, size_t output)
{
    const table_aggregation how = w->table->form.aggregation;
    if (w->fact == NULL || how == AGGREGATE_COUNT || how == AGGREGATE_SUM)
        return NULL;
    if (w->value_count == 1)
        return w->fact;
    return pack_find_field(w->fact->record, w->text->outputs[output].name);
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
    const fact *declared = declared_output(w, output);
    if (declared != NULL && l->diags->errors == errors)
        allowed_check_results(l, declared, e);
    return e;
}

const feel_expression *table_link_value(const table_work *w, const source_text *const *cells)
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

void table_link_certainty(const table_work *w, const source_text *cell, rule *out)
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

/// What a row recommends, as written: its cell, or what the table says; NULL if neither does.
static const source_text *recommended(const table_work *w, const table_line *line)
{
    const source_text *id = NULL;
    for (size_t i = 0; i < w->text->output_count; i++) {
        if (w->kinds[i] == OUTPUT_RECOMMEND)
            id = line->results[i];
    }
    return id != NULL ? id : loader_source(w->l, w->node, "recommend");
}

static slice without_quotes(slice text)
{
    const bool quoted = text.len > 1 && text.ptr[0] == '"' && text.ptr[text.len - 1] == '"';
    return quoted ? slice_part(text, 1, text.len - 2) : text;
}

/// True if an overlay disabled what the row recommends.
static bool is_taken_along(const table_work *w, const table_line *line)
{
    const source_text *id = w->common.kind == RULE_RECOMMENDS ? recommended(w, line) : NULL;
    return id != NULL && overlay_takes_along(w->l, without_quotes(id->text), w->text->level);
}

/// Has the row recommend; what rows with the same recommendation parse alike is parsed once.
static void recommend(const table_work *w, const source_text *id, rule *out)
{
    const slice text = without_quotes(id->text);
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
    out->priority = same->priority;
}

static void link_recommending_row(const table_work *w, const table_line *line, rule *out)
{
    const source_text *id = recommended(w, line);
    for (size_t i = 0; i < w->text->output_count; i++) {
        if (w->kinds[i] == OUTPUT_CERTAINTY && line->results[i] != NULL)
            table_link_certainty(w, line->results[i], out);
    }
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
    else if (w->text->yaml->because == NULL && out->kind != RULE_ANSWERS)
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

static void link_row(const table_work *w, const table_line *line, const feel_expression **cells, rule *out)
{
    out->where = line->where;
    out->table = w->table;
    loader_define(w->l, &w->l->rule_ids, out->id, (size_t)(out - w->l->pack->rules), line->where, "rule");
    link_tests(w, line, cells, out);
    link_reason(w, line, out);
    link_period(w->l, line->from, line->until, out);
    if (out->kind == RULE_RECOMMENDS)
        link_recommending_row(w, line, out);
    else
        out->value = table_link_value(w, line->results);
}

void table_link_rows(const table_work *w, rule *rules)
{
    const table_text *text = w->text;
    feel_table *form = &w->table->form;
    arena *a = w->l->arena;
    const feel_expression **cells =
        ARENA_ARRAY(a, text->line_count * text->input_count, const feel_expression *);
    for (size_t r = 0; r < text->line_count; r++) {
        rule *out = &rules[form->row_count];
        if (is_taken_along(w, &text->lines[r]))
            continue; // the other rows keep their numbers
        *out = w->common;
        const slice name = text->lines[r].name;
        out->id = name.len > 0 ? arena_format(a, "%.*s/%.*s", SLICE_ARG(w->table->id), SLICE_ARG(name))
                               : arena_format(a, "%.*s/%zu", SLICE_ARG(w->table->id), r + 1);
        out->level = text->lines[r].level;
        out->changed_by = text->lines[r].changed_by;
        link_row(w, &text->lines[r], &cells[form->row_count++ * text->input_count], out);
    }
    form->cells = cells;
}
