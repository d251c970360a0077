// A worklist over the scope: what is read is looked into once. A decision table is looked at as its rows, whose conditions are its cells.
#include "conversation/relevance.h"

#include "pack/answers.h"

#include "base/limits.h"

typedef struct collector {
    const condition_scope *in;
    const pack *pack;
    relevance *out;
    struct {
        size_t *items; ///< positions in the scope that are still to be looked into
        size_t count, capacity;
    } open;
} collector;

static void read_variable(collector *c, size_t variable)
{
    if (c->out->variables[variable])
        return;
    c->out->variables[variable] = true;
    ARENA_PUSH(c->in->machine->arena, &c->open, items, count, capacity, variable);
}

/// A derived field is looked into once, too. It stands behind the names of the scope.
static void read_field(collector *c, size_t field_index)
{
    if (c->out->fields[field_index])
        return;
    c->out->fields[field_index] = true;
    ARENA_PUSH(c->in->machine->arena, &c->open, items, count, capacity, c->pack->scope.count + field_index);
}

static void add_expression(collector *c, const feel_expression *e)
{
    size_t count = 0;
    const size_t *reads = e != NULL ? feel_expression_reads(e, &count) : NULL;
    for (size_t i = 0; i < count; i++) {
        if (reads[i] < c->pack->scope.count)
            read_variable(c, reads[i]);
    }
    if (e != NULL)
        mentions_add(c->in, e, &c->out->mentions);
}

/// The value that a rule concludes: often that of a name, as it is.
static void add_value(collector *c, const rule *r)
{
    atom_subject s;
    if (r->value == NULL || r->kind != RULE_CONCLUDES || !condition_expression_subject(c->in, r->value, &s)) {
        add_expression(c, r->value);
        return;
    }
    const bool is_fact = s.field.len == 0 && s.variable < c->pack->scope.count;
    const copied_name copy = {r->target, is_fact ? c->pack->scope.variables[s.variable].name : s.field,
                              is_fact ? (ptrdiff_t)s.variable : -1};
    ARENA_PUSH(c->in->machine->arena, &c->out->copies, items, count, capacity, copy);
    if (s.variable < c->pack->scope.count)
        read_variable(c, s.variable);
}

static void add_rule(collector *c, size_t rule_index)
{
    const rule *r = &c->pack->rules[rule_index];
    add_expression(c, r->iterations);
    add_expression(c, r->when);
    add_value(c, r);
    add_expression(c, r->certainty);
    add_expression(c, r->priority);
    for (size_t i = 0; i < r->field_count; i++)
        read_field(c, r->fields[i]);
    if (r->table == NULL || rule_index != r->table->first_rule)
        return;
    for (size_t i = 0; i < r->table->form.input_count; i++) {
        add_expression(c, r->table->form.inputs[i].expression);
        add_expression(c, r->table->form.inputs[i].values);
    }
    add_expression(c, r->table->default_value);
}

static void add_rivals(const pack *p, size_t target, bool *found)
{
    const recommendation *r = &p->recommendations[target];
    found[target] = true;
    for (size_t i = 0; i < r->rival_count; i++) {
        if (!found[r->rivals[i]])
            add_rivals(p, r->rivals[i], found);
    }
}

/// True if the rule, or another row of its table, recommends one of them: rows are evaluated together.
static bool bears_on(const collector *c, size_t rule_index)
{
    const rule *r = &c->pack->rules[rule_index];
    const size_t first = r->table != NULL ? r->table->first_rule : rule_index;
    const size_t count = r->table != NULL ? r->table->form.row_count : 1;
    bool found = false;
    for (size_t i = first; r->kind == RULE_RECOMMENDS && i < first + count && !found; i++)
        found = c->out->recommendations[c->pack->rules[i].target];
    return found;
}

static void add_visited(void *state, const feel_expression *e)
{
    add_expression(state, e);
}

/// Looks into a derived fact, a derived field, a function or a called table.
static void look_into(collector *c, size_t variable)
{
    const pack *p = c->pack;
    if (variable >= p->scope.count) {
        const derived_field *field = &p->derived_fields[variable - p->scope.count];
        for (size_t i = 0; i < field->rule_count; i++)
            add_rule(c, field->rules[i]);
        return;
    }
    if (variable >= p->fact_count) {
        const pack_constant *constant = &p->constants[variable - p->fact_count];
        if (constant->is_table)
            answers_visit(p, &p->tables[constant->table], add_visited, c);
        else
            add_expression(c, constant->is_function ? constant->body : NULL);
        return;
    }
    for (size_t i = 0; i < p->concluding_counts[variable]; i++)
        add_rule(c, p->concluding_rules[variable][i]);
}

relevance relevance_of(const condition_scope *in, const pack *p, size_t target, bool all)
{
    arena *a = in->machine->arena;
    relevance out = {.facts = p->facts,
                     .recommendations = ARENA_ARRAY(a, p->recommendation_count, bool),
                     .variables = ARENA_ARRAY(a, p->scope.count, bool),
                     .fields = ARENA_ARRAY(a, p->derived_field_count, bool)};
    collector c = {.in = in, .pack = p, .out = &out};
    add_rivals(p, target, out.recommendations);
    for (size_t i = 0; all && i < p->recommendation_count; i++)
        out.recommendations[i] = true;
    for (size_t i = 0; i < p->rule_count; i++) {
        if (bears_on(&c, i))
            add_rule(&c, i);
    }
    while (c.open.count > 0)
        look_into(&c, c.open.items[--c.open.count]);
    return out;
}

/// A fact or a field, as expressions name it.
typedef struct named {
    slice name;
    ptrdiff_t variable; ///< -1: a field
} named;

static bool is_named(named n, slice name, ptrdiff_t variable)
{
    return slice_equal(n.name, name) && (n.variable < 0 || n.variable == variable);
}

static named name_of(size_t fact_index, const fact *declared, bool is_field)
{
    return (named){declared->name, is_field ? -1 : (ptrdiff_t)fact_index};
}

/// Calls `visit` for each mention of the name, and of the derived facts that copy it.
/// @param depth  of copies of copies: as many as there are derived facts at most
/// @return       whether there is one
static bool visit_mentions(const relevance *r, named n, size_t depth,
                           void (*visit)(void *state, const mention *m), void *state)
{
    bool found = false;
    for (size_t i = 0; i < r->mentions.count; i++) {
        const mention *m = &r->mentions.items[i];
        if (!is_named(n, m->name, m->variable))
            continue;
        found = true;
        visit(state, m);
    }
    for (size_t i = 0; depth > 0 && i < r->copies.count; i++) {
        const copied_name *copy = &r->copies.items[i];
        if (is_named(n, copy->name, copy->variable)) {
            const named derived = {r->facts[copy->to].name, (ptrdiff_t)copy->to};
            found = visit_mentions(r, derived, depth - 1, visit, state) || found;
        }
    }
    return found;
}

static void note_use(void *state, const mention *m)
{
    mention_use *use = state;
    if (m->use > *use) // in the order of how little they tell
        *use = m->use;
}

bool relevance_mentions(const relevance *r, size_t fact_index, const fact *declared, bool is_field,
                        mention_use *use)
{
    *use = MENTION_TRUTH;
    return visit_mentions(r, name_of(fact_index, declared, is_field), LIMIT_QUESTION_CHAIN, note_use, use);
}

bool relevance_visit(const relevance *r, size_t fact_index, const fact *declared, bool is_field,
                     void (*visit)(void *state, const mention *m), void *state)
{
    return visit_mentions(r, name_of(fact_index, declared, is_field), LIMIT_QUESTION_CHAIN, visit, state);
}
