// What a rule that fired rests on, and what held back another.
#include "conversation/grounds.h"

static slice expression_text(const feel_expression *e)
{
    return feel_expression_text(e);
}

static void add_sources(grounds *g, const rule *which)
{
    const pack *p = g->support->of->pack;
    for (size_t i = 0; i < which->source_count; i++) {
        const pack_source *s = &p->sources[which->sources[i]];
        (void)grounds_add(
            g,
            (proof_node){
                .kind = PROOF_SOURCE, .name = s->id, .text = s->title, .value = s->point, .where = s->where});
    }
}

static place place_of(const grounds *g, feel_value item)
{
    return item.kind == FEEL_CONTEXT ? profile_record_place(g->support->of->profile, item.as.context->record)
                                     : (place){0};
}

static void add_bindings(grounds *g, size_t rule_index, const feel_value *bindings)
{
    const pack *p = g->support->of->pack;
    const rule *which = &p->rules[rule_index];
    for (size_t i = 0; i < which->variable_count; i++) {
        const feel_value item = grounds_bind(&g->full, rule_index, bindings)[i];
        slice name = infer_item_name(g->arena, p, which, i, item);
        (void)grounds_add(g, (proof_node){.kind = PROOF_BINDING,
                                          .name = which->variables[i].name,
                                          .text = explain_domain(which->iterations, i),
                                          .value = name.len > 0 ? name : feel_to_literal(g->arena, item),
                                          .where = place_of(g, item)});
        grounds_below(g,
                      &(probe){.kind = PROBE_DOMAIN, .rule = rule_index, .bindings = bindings, .index = i});
    }
}

/// True if something other than constants is below a node.
static bool has_grounds(const grounds *g, size_t node)
{
    bool found = false;
    for (size_t i = node + 1; i < g->proof->count && !found; i++)
        found = g->proof->nodes[i].kind != PROOF_CONSTANT;
    return found;
}

static void add_part(grounds *g, size_t rule_index, const feel_value *bindings, const explain_part *part,
                     bool only_grounded)
{
    const rule *which = &g->support->of->pack->rules[rule_index];
    const size_t before = g->proof->count;
    proof_node node = {.kind = PROOF_PART,
                       .text = part->text,
                       .value = feel_to_literal(g->arena, part->value),
                       .left = part->left_text};
    (void)grounds_bind(&g->full, rule_index, bindings);
    if (part->left_text.len > 0)
        node.is =
            feel_to_literal(g->arena, explain_left_value(g->full.machine, which->when, part, g->full.values,
                                                         g->full.pack->scope.count + which->variable_count));
    (void)grounds_add(g, node);
    grounds_below(g, &(probe){.kind = PROBE_PART,
                              .rule = rule_index,
                              .bindings = bindings,
                              .expression = which->when,
                              .part = part});
    if (only_grounded && !has_grounds(g, before))
        g->proof->count = before;
}

void grounds_add_parts(grounds *g, size_t rule_index, const feel_value *bindings, bool only_grounded)
{
    const rule *which = &g->support->of->pack->rules[rule_index];
    const explain_part *parts = NULL;
    size_t count = 0;
    if (which->when == NULL)
        return;
    (void)grounds_bind(&g->base, rule_index, bindings);
    (void)explain_condition(g->base.machine, which->when, g->base.values,
                            g->base.pack->scope.count + which->variable_count, &parts, &count);
    for (size_t i = 0; i < count; i++)
        add_part(g, rule_index, bindings, &parts[i], only_grounded);
}

void grounds_add_cells(grounds *g, size_t row, bool of_table, const feel_value *bindings)
{
    const pack_table *t = g->support->of->pack->rules[row].table;
    for (size_t i = 0; i < t->form.input_count; i++) {
        const feel_expression *cell = t->form.cells[(row - t->first_rule) * t->form.input_count + i];
        const bool is_asked = cell != NULL && !of_table;
        const size_t before = g->proof->count;
        (void)grounds_bind(&g->full, row, bindings);
        (void)grounds_add(
            g, (proof_node){.kind = PROOF_CELL,
                            .name = expression_text(t->form.inputs[i].expression),
                            .text = is_asked ? expression_text(cell) : (slice){"", 0},
                            .value = feel_to_literal(
                                g->arena, run_evaluate(&g->full, row, t->form.inputs[i].expression))});
        grounds_below(g, &(probe){.kind = PROBE_INPUT, .rule = row, .bindings = bindings, .index = i});
        if (!is_asked && !has_grounds(g, before))
            g->proof->count = before;
    }
}

/// Adds an expression of a rule with its value, unless it is a constant.
static void add_expression(grounds *g, proof_kind kind, size_t rule_index, const feel_value *bindings,
                           const feel_expression *e)
{
    if (e == NULL || feel_expression_is_constant(e))
        return;
    (void)grounds_bind(&g->full, rule_index, bindings);
    (void)grounds_add(
        g, (proof_node){.kind = kind,
                        .text = expression_text(e),
                        .value = feel_to_literal(g->arena, run_evaluate(&g->full, rule_index, e))});
    grounds_below(
        g, &(probe){.kind = PROBE_EXPRESSION, .rule = rule_index, .bindings = bindings, .expression = e});
}

void grounds_add_rule(grounds *g, size_t rule_index, const feel_value *bindings)
{
    const rule *which = &g->support->of->pack->rules[rule_index];
    g->depth++;
    add_sources(g, which);
    add_bindings(g, rule_index, bindings);
    if (which->table != NULL)
        grounds_add_cells(g, rule_index, false, bindings);
    else
        grounds_add_parts(g, rule_index, bindings, false);
    add_expression(g, PROOF_VALUE, rule_index, bindings, which->value);
    add_expression(g, PROOF_CERTAINTY, rule_index, bindings, which->certainty);
    g->depth--;
}
