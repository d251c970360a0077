// Changes of decision tables where inference reads them: in the cells of a copy of the table, in what a row recommends, and in what the
// table gives if no row matches.
#include "base/text.h"
#include "pack/listing.h"
#include "reason/edits.h"
#include "suite/mutate_state.h"

/// A cell that is changed.
typedef struct cell_place {
    size_t rule;
    pack_table *table;
    const feel_expression **cells; ///< of the copy
    size_t index;                  ///< of the cell among them
    const feel_table_input *input;
} cell_place;

static suite_mutant row_mutant(const changer *w, size_t rule_index, slice key)
{
    const rule *r = &w->rules[rule_index];
    return (suite_mutant){.rule = rule_index, .subject = r->id, .key = key, .where = r->where};
}

static void leave_out(changer *w, size_t rule_index, pack_table *t)
{
    const bool *before = t->form.left_out;
    bool *left_out = ARENA_ARRAY(w->work, t->form.row_count, bool);
    change x = {.about = row_mutant(w, rule_index, SLICE("row")), .table = t};
    x.about.before = x.about.subject;
    x.about.after = SLICE("no row");
    left_out[rule_index - t->first_rule] = true;
    t->form.left_out = left_out;
    mutate_try(w, &x);
    t->form.left_out = before;
}

/// @param after  what is shown of `text`
static void try_cell(changer *w, const cell_place *at, slice text, slice before, slice after, place where)
{
    const feel_expression *kept = at->cells[at->index];
    source_text *source = ARENA_NEW(w->work, source_text);
    *source = (source_text){.file = SLICE("mutant"), .text = text};
    const feel_scope scope = mutate_scope(w, &w->rules[at->rule]);
    const feel_expression *e =
        feel_parse_unary_tests(w->work, source, &scope, at->input->type, diag_list_new(w->work));
    if (e == NULL)
        return;
    const slice key = text_on_one_line(w->work, feel_expression_text(at->input->expression));
    change x = {.about = row_mutant(w, at->rule, arena_copy(w->arena, key)), .table = at->table};
    x.about.before = before;
    x.about.after = after;
    x.about.where = where;
    at->cells[at->index] = feel_tests_form_of(e) == FEEL_TESTS_ANY ? NULL : e;
    mutate_try(w, &x);
    at->cells[at->index] = kept;
}

static void change_cell(changer *w, const cell_place *at)
{
    const feel_expression *cell = at->cells[at->index];
    const slice text = feel_expression_text(cell);
    const expression_edit whole = {.length = text.len, .shown_length = text.len, .replacement = SLICE("-")};
    size_t count;
    const expression_edit *edits = edits_of(w->work, cell, at->input->type, &count);
    try_cell(w, at, whole.replacement, edit_before(w->work, cell, &whole), whole.replacement,
             edit_place(cell, &whole));
    for (size_t i = 0; i < count; i++)
        try_cell(w, at, edit_apply(w->work, cell, &edits[i]), edit_before(w->work, cell, &edits[i]),
                 edit_after(w->work, cell, &edits[i]), edit_place(cell, &edits[i]));
}

static void change_cells(changer *w, size_t rule_index, pack_table *t)
{
    const size_t inputs = t->form.input_count;
    const size_t first = (rule_index - t->first_rule) * inputs;
    const feel_expression *const *before = t->form.cells;
    const feel_expression **cells = mutate_copy(w->work, before, t->form.row_count * inputs, sizeof *cells);
    t->form.cells = cells;
    for (size_t i = 0; i < inputs; i++) {
        if (cells[first + i] != NULL)
            change_cell(w, &(cell_place){rule_index, t, cells, first + i, &t->form.inputs[i]});
    }
    t->form.cells = before;
}

/// Has the row recommend what the next row with another recommendation does.
static void change_recommendation(changer *w, size_t rule_index, const pack_table *t)
{
    rule changed = w->rules[rule_index];
    const size_t count = t->form.row_count;
    const rule *other = NULL;
    for (size_t step = 1; step < count && other == NULL; step++) {
        const rule *next = &w->rules[t->first_rule + (rule_index - t->first_rule + step) % count];
        other = next->target != changed.target ? next : NULL;
    }
    if (other == NULL)
        return;
    change x = {.about = row_mutant(w, rule_index, SLICE("recommend")), .rule = &changed, .table = t};
    x.about.before = w->pack.recommendations[changed.target].id;
    x.about.after = w->pack.recommendations[other->target].id;
    changed.target = other->target;
    changed.about_variable = other->about_variable;
    changed.next_steps = other->next_steps;
    changed.title = other->title;
    mutate_try(w, &x);
}

void mutate_row(changer *w, size_t rule_index)
{
    const size_t table_index = (size_t)(w->rules[rule_index].table - w->tables);
    pack_table *t = &w->tables[table_index];
    const pack *p = w->suite->pack;
    const rule *r = &p->rules[rule_index];
    const bool own = pack_is_own(p, r->level);
    if (own)
        leave_out(w, rule_index, t);
    if (own || listing_is_own_key(p, "row", r->id, "in") || listing_is_own_key(p, "table", t->id, "inputs"))
        change_cells(w, rule_index, t);
    if (r->kind == RULE_RECOMMENDS && (own || listing_is_own_key(p, "row", r->id, "out")))
        change_recommendation(w, rule_index, t);
}

/// @param after  what is shown of `e`, which is NULL for none at all
static void try_default(changer *w, pack_table *t, const feel_expression *e, slice before, slice after,
                        place where)
{
    const feel_expression *kept = t->default_value;
    change x = {.about = {.rule = t->first_rule,
                          .subject = t->id,
                          .key = SLICE("default"),
                          .before = before,
                          .after = after,
                          .where = where},
                .table = t};
    t->default_value = e;
    mutate_try(w, &x);
    t->default_value = kept;
}

void mutate_table(changer *w, pack_table *t)
{
    const feel_expression *e = t->default_value;
    if (e == NULL || t->form.row_count == 0)
        return;
    const rule *first = &w->rules[t->first_rule];
    const slice text = feel_expression_text(e);
    const expression_edit whole = {.length = text.len, .shown_length = text.len};
    size_t count;
    const fact *concluded = pack_concluded(&w->pack, first);
    const expression_edit *edits =
        edits_of(w->work, e, concluded != NULL ? concluded->type : t->called->signature.result, &count);
    try_default(w, t, NULL, edit_before(w->work, e, &whole), SLICE("none"), edit_place(e, &whole));
    for (size_t i = 0; i < count; i++) {
        source_text *source = ARENA_NEW(w->work, source_text);
        *source = (source_text){.file = SLICE("mutant"), .text = edit_apply(w->work, e, &edits[i])};
        const feel_scope scope = mutate_scope(w, first);
        const feel_expression *changed = feel_parse(w->work, source, &scope, diag_list_new(w->work));
        if (changed != NULL)
            try_default(w, t, changed, edit_before(w->work, e, &edits[i]), edit_after(w->work, e, &edits[i]),
                        edit_place(e, &edits[i]));
    }
    arena_reset(w->work);
}
