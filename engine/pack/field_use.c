// Where the type of what a field is read from is not known, all derived fields of that name are meant: deriving them first does no harm.
#include "pack/field_use.h"

#include "reason/field_reads.h"

/// What one rule, or all rows of one table, read.
typedef struct use_set {
    loader *l;
    bool *fields;    ///< by derived field
    bool *functions; ///< by constant: its body was looked at
} use_set;

static void add_fields(use_set *s, const field_read *read)
{
    const pack *p = s->l->pack;
    for (size_t i = 0; i < p->derived_field_count; i++) {
        const derived_field *d = &p->derived_fields[i];
        const bool of_type = read->type == NULL || p->types[d->type].type == read->type;
        if (of_type && (read->name.len == 0 || slice_equal(read->name, d->declared->name)))
            s->fields[i] = true;
    }
}

static void add_table(use_set *s, const pack_table *t);

/// What an expression (NULL: none) reads, and the functions that it calls.
static void add_expression(use_set *s, const feel_expression *e)
{
    const pack *p = s->l->pack;
    if (e == NULL)
        return;
    field_read_list reads = {0};
    field_reads_add(s->l->arena, e, &reads);
    for (size_t i = 0; i < reads.count; i++)
        add_fields(s, &reads.items[i]);
    size_t count = 0;
    const size_t *variables = feel_expression_reads(e, &count);
    for (size_t i = 0; i < count; i++) {
        const size_t at = variables[i] - p->fact_count;
        if (variables[i] < p->fact_count || at >= p->constant_count || s->functions[at])
            continue;
        s->functions[at] = true;
        if (p->constants[at].is_table)
            add_table(s, &p->tables[p->constants[at].table]);
        else
            add_expression(s, p->constants[at].body);
    }
}

static void add_rule(use_set *s, const rule *r)
{
    add_expression(s, r->iterations);
    add_expression(s, r->when);
    add_expression(s, r->value);
    add_expression(s, r->certainty);
}

static void add_table(use_set *s, const pack_table *t)
{
    const pack *p = s->l->pack;
    for (size_t i = 0; i < t->form.input_count; i++)
        add_expression(s, t->form.inputs[i].expression);
    for (size_t i = 0; i < t->form.input_count * t->form.row_count; i++)
        add_expression(s, t->form.cells[i]);
    for (size_t i = 0; i < t->form.row_count; i++)
        add_rule(s, &p->rules[t->first_rule + i]);
    add_expression(s, t->default_value);
}

static void keep(const use_set *s, rule *out)
{
    const size_t total = s->l->pack->derived_field_count;
    size_t *fields = ARENA_ARRAY(s->l->arena, total, size_t);
    for (size_t i = 0; i < total; i++) {
        if (s->fields[i])
            fields[out->field_count++] = i;
    }
    out->fields = fields;
}

/// True if rules conclude a field on the way to a list, or may.
static bool is_derived_path(loader *l, const field_read_list *reads)
{
    const pack *p = l->pack;
    bool found = false;
    for (size_t i = 0; i < p->derived_field_count && !found; i++) {
        const derived_field *d = &p->derived_fields[i];
        for (size_t k = 0; k < reads->count && !found; k++)
            found = (reads->items[k].type == NULL || reads->items[k].type == p->types[d->type].type) &&
                    slice_equal(reads->items[k].name, d->declared->name);
    }
    return found;
}

static const ptrdiff_t *lists_of(loader *l, const rule *r)
{
    const pack *p = l->pack;
    ptrdiff_t *lists = ARENA_ARRAY(l->arena, r->variable_count, ptrdiff_t);
    for (size_t i = 0; i < r->variable_count; i++) {
        field_read_list reads = {0};
        const list_home home = field_reads_home(l->arena, r->iterations, i, &reads);
        const bool is_fact =
            home.variable >= 0 && (size_t)home.variable < p->fact_count && !p->facts[home.variable].derived;
        lists[i] = LIST_COMPUTED;
        if (home.is_kept && !is_derived_path(l, &reads) && (is_fact || home.variable < 0))
            lists[i] = is_fact ? LIST_OF_FACT : (ptrdiff_t)home.within;
    }
    return lists;
}

void field_use_of_rules(loader *l)
{
    pack *p = l->pack;
    rule *rules = ARENA_ARRAY(l->arena, p->rule_count, rule);
    if (p->derived_field_count == 0)
        return;
    memcpy(rules, p->rules, p->rule_count * sizeof *rules);
    p->rules = rules;
    for (size_t i = 0; i < p->rule_count; i++) {
        const pack_table *t = rules[i].table;
        if (rules[i].kind == RULE_CONCLUDES_FIELD)
            rules[i].lists = lists_of(l, &rules[i]);
        const bool is_later_row = t != NULL && t->first_rule != i;
        if (is_later_row) { // rows are decided together
            rules[i].fields = rules[t->first_rule].fields;
            rules[i].field_count = rules[t->first_rule].field_count;
            continue;
        }
        use_set s = {.l = l,
                     .fields = ARENA_ARRAY(l->arena, p->derived_field_count, bool),
                     .functions = ARENA_ARRAY(l->arena, p->constant_count, bool)};
        if (t != NULL)
            add_table(&s, t);
        else
            add_rule(&s, &rules[i]);
        keep(&s, &rules[i]);
    }
}
