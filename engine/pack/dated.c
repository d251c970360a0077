#include "pack/dated.h"

#include "pack/answers.h"

/// The parts of the copy that differ.
typedef struct copying {
    arena *arena;
    const pack *from;
    pack *to;
    feel_value today;
    feel_value *values; ///< one for each variable of the scope
    pack_constant *constants;
    rule *rules;
    pack_table *tables;
    const feel_expression *never, *unknown; ///< conditions
    const feel_expression *unknown_cell;    ///< a cell that decides nothing
} copying;

static int day_order(feel_value a, feel_value b)
{
    int order = 0;
    (void)feel_order(a, b, &order);
    return order;
}

feel_truth pack_in_force(const pack_period *period, feel_value today)
{
    if (feel_is_null(period->from) && feel_is_null(period->until))
        return FEEL_TRUE;
    if (feel_is_null(today))
        return FEEL_UNKNOWN;
    const bool begun = feel_is_null(period->from) || day_order(period->from, today) <= 0;
    const bool ended = !feel_is_null(period->until) && day_order(period->until, today) < 0;
    return begun && !ended ? FEEL_TRUE : FEEL_FALSE;
}

/// True if the first period ends before the second begins.
static bool ends_before(const pack_period *a, const pack_period *b)
{
    return !feel_is_null(a->until) && !feel_is_null(b->from) && day_order(a->until, b->from) < 0;
}

bool pack_periods_meet(const pack_period *a, const pack_period *b)
{
    return !ends_before(a, b) && !ends_before(b, a);
}

bool pack_period_covers(const pack_period *a, const pack_period *b)
{
    const bool from = feel_is_null(a->from) || (!feel_is_null(b->from) && day_order(a->from, b->from) <= 0);
    const bool until =
        feel_is_null(a->until) || (!feel_is_null(b->until) && day_order(a->until, b->until) >= 0);
    return from && until;
}

ptrdiff_t pack_dated_index(const pack_constant *c, feel_value today)
{
    ptrdiff_t at = -1;
    for (size_t i = 0; i < c->dated_count && !feel_is_null(today); i++) {
        if (day_order(c->dated[i].from, today) <= 0)
            at = (ptrdiff_t)i;
    }
    return at;
}

// --- constants ---

static void set_constant(const copying *c, size_t index, feel_value v)
{
    c->constants[index].value = v;
    c->values[c->from->fact_count + index] = v;
}

/// Gives constants by date their values, called tables the rows that are in force, and then constants that read them theirs.
static void choose_values(const copying *c)
{
    const pack *p = c->from;
    for (size_t i = 0; i < p->constant_count; i++) {
        const ptrdiff_t at = pack_dated_index(&p->constants[i], c->today);
        if (p->constants[i].dated_count > 0) {
            set_constant(c, i, at >= 0 ? p->constants[i].dated[at].value : feel_null());
            c->constants[i].text = at >= 0 ? p->constants[i].dated[at].text : SLICE("null");
            c->constants[i].body = at >= 0 ? p->constants[i].dated[at].expression : NULL;
        }
    }
    for (size_t i = 0; i < p->table_count; i++) {
        if (p->tables[i].called != NULL) {
            const size_t at = p->tables[i].function;
            answers_renew(c->arena, c->to, &c->tables[i], c->constants);
            set_constant(c, at, c->constants[at].value);
        }
    }
    feel_machine m;
    feel_machine_init(&m, c->arena);
    m.open_unknowns = true;
    for (int pass = 0; pass < 2; pass++) { // a constant may call a function that reads a later one
        for (size_t i = 0; i < p->constant_count; i++) {
            const pack_constant *one = &p->constants[i];
            if (one->reads_dated && !one->is_function && one->dated_count == 0)
                set_constant(c, i, feel_evaluate(&m, one->body, c->values, p->scope.count));
        }
    }
}

static void copy_constants(copying *c)
{
    const pack *p = c->from;
    const size_t facts = p->fact_count;
    feel_variable *variables = ARENA_ARRAY(c->arena, p->scope.count, feel_variable);
    c->constants = ARENA_ARRAY(c->arena, p->constant_count, pack_constant);
    c->values = ARENA_ARRAY(c->arena, p->scope.count, feel_value);
    memcpy(variables, p->scope.variables, p->scope.count * sizeof *variables);
    for (size_t i = 0; i < p->constant_count; i++) {
        c->constants[i] = p->constants[i];
        c->values[facts + i] = p->constants[i].value;
    }
    choose_values(c);
    for (size_t i = 0; i < p->constant_count; i++)
        variables[facts + i].constant =
            feel_is_null(c->constants[i].value) || variables[facts + i].read_count > 0
                ? NULL
                : &c->constants[i].value;
    c->to->constants = c->constants;
    c->to->scope.variables = variables;
}

// --- rules and rows ---

static const feel_expression *parsed(arena *a, const char *text, bool tests)
{
    source_text *source = ARENA_NEW(a, source_text);
    *source = (source_text){.text = slice_of(text)};
    const feel_scope scope = {.single_words = true};
    return tests ? feel_parse_unary_tests(a, source, &scope, NULL, diag_list_new(a))
                 : feel_parse(a, source, &scope, diag_list_new(a));
}

/// Takes a row that is not in force out of its table, or leaves it open.
static void set_row(const copying *c, pack_table *t, size_t row, feel_truth in_force)
{
    if (in_force == FEEL_FALSE) {
        bool *out = (bool *)(uintptr_t)t->form.left_out;
        out[row] = true;
    } else {
        const feel_expression **cells = (const feel_expression **)(uintptr_t)t->form.cells;
        cells[row * t->form.input_count] = c->unknown_cell;
    }
}

static void copy_tables(copying *c)
{
    const pack *p = c->from;
    c->tables = ARENA_ARRAY(c->arena, p->table_count, pack_table);
    for (size_t i = 0; i < p->table_count; i++) {
        pack_table *t = &c->tables[i];
        *t = p->tables[i];
        const size_t cells = t->form.row_count * t->form.input_count;
        bool *left_out = ARENA_ARRAY(c->arena, t->form.row_count + 1, bool);
        const feel_expression **copy = ARENA_ARRAY(c->arena, cells + 1, const feel_expression *);
        if (t->form.left_out != NULL)
            memcpy(left_out, t->form.left_out, t->form.row_count * sizeof *left_out);
        memcpy(copy, t->form.cells, cells * sizeof *copy);
        t->form.left_out = left_out;
        t->form.cells = copy;
    }
    c->to->tables = c->tables;
}

static void copy_rules(copying *c)
{
    const pack *p = c->from;
    c->rules = ARENA_ARRAY(c->arena, p->rule_count, rule);
    for (size_t i = 0; i < p->rule_count; i++) {
        rule *r = &c->rules[i];
        *r = p->rules[i];
        if (r->table != NULL)
            r->table = &c->tables[r->table - p->tables];
        const feel_truth in_force = pack_in_force(&r->period, c->today);
        if (in_force == FEEL_TRUE)
            continue;
        r->out_of_force = in_force == FEEL_FALSE;
        r->when = r->out_of_force ? c->never : c->unknown;
        if (r->table != NULL)
            set_row(c, &c->tables[r->table - c->tables], i - r->table->first_rule, in_force);
    }
    c->to->rules = c->rules;
}

const pack *pack_at(arena *a, const pack *p, feel_value today)
{
    if (!p->is_dated)
        return p;
    copying c = {.arena = a, .from = p, .to = ARENA_NEW(a, pack), .today = today};
    *c.to = *p;
    c.never = parsed(a, "false", false);
    c.unknown = parsed(a, "null > 1", false);
    c.unknown_cell = parsed(a, "? = ? and null > 1", true);
    copy_tables(&c);
    copy_rules(&c);
    copy_constants(&c);
    return c.to;
}
