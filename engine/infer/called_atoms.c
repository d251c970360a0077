#include "infer/called_atoms.h"

#include "reason/mentions.h"

typedef struct collector {
    const condition_scope *in;
    const pack *pack;
    const called_target *target;
    atom_list *out;
} collector;

static void add_atom(const collector *c, comparison_kind op, feel_value constant)
{
    arena *a = c->in->machine->arena;
    atom *one = ARENA_NEW(a, atom);
    const atom *added = one;
    *one = (atom){.kind = ATOM_COMPARE,
                  .op = op,
                  .constant = constant,
                  .subject = {.kind = SUBJECT_VARIABLE,
                              .variable = c->target->fact,
                              .field = c->target->field,
                              .type = c->target->type}};
    ARENA_PUSH(a, c->out, items, count, capacity, added);
}

/// Tells a value from those before and behind it.
static void add_constant(const collector *c, feel_value v)
{
    if (feel_is_null(v) || (feel_kind)v.kind != feel_kind_of_type(c->target->type))
        return;
    add_atom(c, COMPARE_EQUAL, v);
    if (v.kind != FEEL_STRING && v.kind != FEEL_BOOLEAN)
        add_atom(c, COMPARE_LESS, v);
}

/// The values in a cell that reads nothing but constants.
static void add_cell(const collector *c, const feel_expression *tests)
{
    const feel_test_part *parts = NULL;
    size_t count = 0;
    bool negated;
    const size_t *reads = tests != NULL ? feel_expression_reads(tests, &count) : NULL;
    const bool reads_parameter = count > 0 && reads[count - 1] >= c->pack->scope.count;
    count = 0;
    if (tests == NULL || reads_parameter ||
        !feel_tests_parts(c->in->machine, tests, &c->pack->scope, &parts, &count, &negated))
        return;
    for (size_t i = 0; i < count; i++) {
        const feel_value v = parts[i].value;
        if (v.kind == FEEL_RANGE) {
            add_constant(c, v.as.range->low);
            add_constant(c, v.as.range->high);
        } else {
            add_constant(c, v);
        }
    }
}

/// @param is_passed  to a parameter; else only what the table reads itself counts
static void add_table(const collector *c, const pack_table *t, bool is_passed)
{
    const slice name = c->pack->facts[c->target->fact].name;
    for (size_t i = 0; i < t->form.input_count; i++) {
        size_t count;
        const feel_expression *input = t->form.inputs[i].expression;
        const size_t *reads = feel_expression_reads(input, &count);
        const bool of_parameter = is_passed && count > 0 && reads[count - 1] >= c->pack->scope.count;
        const bool of_fact = c->target->field.len == 0 && slice_equal(feel_expression_text(input), name);
        for (size_t row = 0; (of_parameter || of_fact) && row < t->form.row_count; row++)
            add_cell(c, t->form.cells[row * t->form.input_count + i]);
    }
}

/// True if the fact, or a field of the name, is an argument of a call.
static bool is_passed(const collector *c, const feel_expression *e)
{
    mention_list mentions = {0};
    bool found = false;
    mentions_add(c->in, e, &mentions);
    for (size_t i = 0; i < mentions.count && !found; i++) {
        const mention *m = &mentions.items[i];
        const bool is_it = c->target->field.len > 0 ? slice_equal(m->name, c->target->field)
                                                    : m->variable == (ptrdiff_t)c->target->fact;
        found = m->use == MENTION_PASSED && is_it;
    }
    return found;
}

/// The tables that an expression calls; through a function, or through another table, one more.
static void add_called(const collector *c, const size_t *reads, size_t count, bool passed, unsigned behind)
{
    for (size_t i = 0; i < count; i++) {
        const size_t at = reads[i] - c->pack->fact_count;
        if (reads[i] < c->pack->fact_count || at >= c->pack->constant_count)
            continue;
        const pack_constant *called = &c->pack->constants[at];
        if (called->is_table)
            add_table(c, &c->pack->tables[called->table], passed);
        if (called->is_function && behind > 0)
            add_called(c, called->reads, called->read_count, passed, behind - 1);
    }
}

void called_atoms_add(const condition_scope *in, const pack *p, const rule *r, const called_target *t,
                      atom_list *out)
{
    const collector c = {in, p, t, out};
    const feel_expression *const all[] = {r->when, r->value, r->certainty};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        size_t count = 0;
        const size_t *reads = all[i] != NULL ? feel_expression_reads(all[i], &count) : NULL;
        bool calls = false;
        for (size_t k = 0; k < count && !calls; k++)
            calls = reads[k] >= p->fact_count && reads[k] < p->scope.count &&
                    p->constants[reads[k] - p->fact_count].is_function;
        if (calls && r->kind != RULE_ANSWERS)
            add_called(&c, reads, count, is_passed(&c, all[i]), 1);
    }
}
