// Looks through the regions of a table (table_regions.c) for overlaps, gaps and rows that are never reached. Each finding is tried on an
// example before it is reported.
#include "check/find.h"
#include "check/table_regions.h"

#include "base/limits.h"
#include "base/text.h"
#include "pack/dated.h"

static bool spend(table_analysis *an, size_t words)
{
    an->work += words;
    return an->work <= LIMIT_TABLE_WORK;
}

/// "years = 7, field = \"tax\"".
static slice example_text(const table_analysis *an, const size_t *regions)
{
    text_builder out = {.arena = an->arena};
    for (size_t i = 0; i < an->table->form.input_count; i++) {
        const table_regions *c = &an->columns[i];
        if (c->count == 0 || c->same_as >= 0)
            continue;
        text_add_format(&out, "%s%.*s = %.*s", out.length > 0 ? ", " : "",
                        SLICE_ARG(feel_expression_text(an->table->form.inputs[i].expression)),
                        SLICE_ARG(feel_to_literal(an->arena, c->samples[regions[i]])));
    }
    return out.length > 0 ? text_result(&out) : SLICE("any input");
}

// --- overlaps ---

static bool is_opaque(const table_analysis *an, size_t row)
{
    for (size_t i = 0; i < an->table->form.input_count; i++) {
        if (bit_set_has(an->columns[i].opaque, row))
            return true;
    }
    return false;
}

/// The value of a constant output; false if it is not constant.
static bool fixed_output(table_analysis *an, size_t row, feel_value *out)
{
    const rule *r = &an->pack->rules[an->table->first_rule + row];
    const feel_expression *e = r->kind != RULE_RECOMMENDS ? r->value : r->certainty;
    *out = feel_null();
    if (e == NULL)
        return true;
    if (!feel_expression_is_constant(e))
        return false;
    *out = feel_evaluate(&an->machine, e, an->values, an->scope.count);
    return true;
}

/// True if two rows that both match surely break the hit policy.
static bool rows_clash(table_analysis *an, size_t a, size_t b)
{
    if (an->table->form.policy == TABLE_UNIQUE)
        return true;
    const rule *rules = &an->pack->rules[an->table->first_rule];
    feel_value left;
    feel_value right;
    if (!fixed_output(an, a, &left) || !fixed_output(an, b, &right))
        return false;
    return rules[a].target != rules[b].target || feel_equal(left, right) == FEEL_FALSE;
}

/// The rows before `row` that share a region with it in every input.
static bool rivals(table_analysis *an, size_t row, bit_set out)
{
    for (size_t w = 0; w < an->words; w++)
        out[w] = 0;
    for (size_t r = 0; r < row; r++)
        bit_set_add(out, r);
    bit_set met = ARENA_ARRAY(an->spare, an->words, uint64_t);
    for (size_t i = 0; i < an->table->form.input_count; i++) {
        const table_regions *c = &an->columns[i];
        if (c->count == 0)
            continue;
        memset(met, 0, an->words * sizeof *met);
        for (size_t g = 0; g < c->count; g++) {
            if (!bit_set_has(c->cells[row], g))
                continue;
            if (!spend(an, an->words))
                return false;
            for (size_t w = 0; w < an->words; w++)
                met[w] |= c->rows[g][w];
        }
        for (size_t w = 0; w < an->words; w++)
            out[w] &= met[w];
    }
    return true;
}

/// A region of each input that both rows match; false if inputs written alike leave none.
static bool common_example(const table_analysis *an, size_t a, size_t b, size_t *regions)
{
    for (size_t i = 0; i < an->table->form.input_count; i++) {
        const table_regions *c = &an->columns[i];
        if (c->same_as >= 0)
            continue;
        bool found = c->count == 0;
        for (size_t g = 0; g < c->count && !found; g++) {
            found = true;
            for (size_t j = i; j < an->table->form.input_count; j++) {
                const table_regions *other = &an->columns[j];
                if (j == i || other->same_as == (ptrdiff_t)i)
                    found = found && bit_set_has(other->cells[a], g) && bit_set_has(other->cells[b], g);
            }
            regions[i] = g;
        }
        if (!found)
            return false;
    }
    return true;
}

/// True if two rows are never in force on one day.
static bool are_apart(const table_analysis *an, size_t a, size_t b)
{
    const rule *rows = &an->pack->rules[an->table->first_rule];
    return !pack_periods_meet(&rows[a].period, &rows[b].period);
}

static void find_overlaps(table_analysis *an)
{
    const pack_table *t = an->table;
    size_t reports = 0;
    bit_set found = ARENA_ARRAY(an->arena, an->words, uint64_t);
    size_t *regions = ARENA_ARRAY(an->arena, t->form.input_count, size_t);
    for (size_t row = 1; row < t->form.row_count && reports < LIMIT_TABLE_FINDINGS; row++) {
        if (is_opaque(an, row))
            continue;
        bool done = rivals(an, row, found);
        arena_reset(an->spare);
        if (!done)
            return;
        for (size_t r = 0; r < row; r++) {
            if (!bit_set_has(found, r) || is_opaque(an, r) || !rows_clash(an, r, row) ||
                are_apart(an, r, row) || !common_example(an, r, row, regions))
                continue;
            reports++;
            diag_warning(an->diags, an->pack->rules[t->first_rule + row].where, "table-overlap",
                         "rows %zu and %zu of table '%.*s' both match %.*s", r + 1, row + 1, SLICE_ARG(t->id),
                         SLICE_ARG(example_text(an, regions)));
            diag_hint(an->diags,
                      t->form.policy == TABLE_UNIQUE
                          ? "only one row may match: narrow one of them, or choose another hit policy"
                          : "the hit policy 'any' requires that they agree");
            break;
        }
    }
}

// --- gaps ---

/// A set of rows that led to no gap from some input on.
typedef struct memo_entry {
    size_t column;
    bit_set rows;
} memo_entry;

typedef struct search {
    table_analysis *an;
    const uint64_t *box; ///< NULL, or for each input the regions to look at: those of the row `within`
    size_t within;
    size_t *regions;
    bit_set *left;    ///< by input: the rows left below it
    memo_entry *memo; ///< by hash; a full slot is overwritten
    bool gave_up;
} search;

enum { MEMO_SLOTS = 1 << 14 };

static size_t slot_of(const search *s, size_t column, const uint64_t *rows)
{
    uint64_t hash = 1469598103934665603u ^ column;
    for (size_t w = 0; w < s->an->words; w++)
        hash = (hash ^ rows[w]) * 1099511628211u;
    return (size_t)(hash ^ (hash >> 32)) % MEMO_SLOTS;
}

static bool is_known(const search *s, size_t slot, size_t column, const uint64_t *rows)
{
    const memo_entry *m = &s->memo[slot];
    return m->rows != NULL && m->column == column && memcmp(m->rows, rows, s->an->words * sizeof *rows) == 0;
}

static void remember(const search *s, size_t slot, size_t column, const uint64_t *rows)
{
    memo_entry *m = &s->memo[slot];
    if (m->rows == NULL)
        m->rows = ARENA_ARRAY(s->an->arena, s->an->words, uint64_t);
    m->column = column;
    memcpy(m->rows, rows, s->an->words * sizeof *rows);
}

/// True if one of the rows matches for all values of the inputs from `column` on.
static bool is_covered(const search *s, size_t column, const uint64_t *rows)
{
    const table_analysis *an = s->an;
    for (size_t w = 0; w < an->words; w++) {
        uint64_t left = rows[w];
        for (size_t i = column; i < an->table->form.input_count && left != 0; i++)
            left &= an->columns[i].whole[w] | (s->box == NULL ? an->columns[i].opaque[w] : 0);
        if (left != 0)
            return true;
    }
    return false;
}

static bool is_empty(const table_analysis *an, const uint64_t *rows)
{
    for (size_t w = 0; w < an->words; w++) {
        if (rows[w] != 0)
            return false;
    }
    return true;
}

static void fill_example(const search *s, size_t column)
{
    for (size_t i = column; i < s->an->table->form.input_count; i++) {
        const table_regions *c = &s->an->columns[i];
        s->regions[i] = c->same_as >= 0 ? s->regions[c->same_as] : 0;
        for (size_t g = 0; s->box != NULL && c->same_as < 0 && g < c->count; g++) {
            if (bit_set_has(c->cells[s->within], g)) {
                s->regions[i] = g;
                break;
            }
        }
    }
}

/// True if the region must be looked at: in a whole table all but the unknown input, which is not a gap.
static bool is_wanted(const search *s, const table_regions *c, size_t region)
{
    if (s->box == NULL)
        return c->null_region != (ptrdiff_t)region;
    return bit_set_has(c->cells[s->within], region);
}

/// Looks for regions of the inputs from `column` on that none of the rows matches. As deep as there are inputs.
static bool find_gap(search *s, size_t column, const uint64_t *rows)
{
    table_analysis *an = s->an;
    if (s->gave_up || is_covered(s, column, rows))
        return false;
    if (is_empty(an, rows) || column == an->table->form.input_count) {
        if (!is_empty(an, rows))
            return false;
        fill_example(s, column);
        return true;
    }
    const table_regions *c = &an->columns[column];
    size_t slot = slot_of(s, column, rows);
    if (is_known(s, slot, column, rows))
        return false;
    bit_set left = s->left[column];
    size_t first = c->same_as >= 0 ? s->regions[c->same_as] : 0;
    size_t end = c->same_as >= 0 ? first + 1 : c->count;
    if (c->count == 0)
        return find_gap(s, column + 1, rows);
    for (size_t g = first; g < end; g++) {
        if (!is_wanted(s, c, g))
            continue;
        s->gave_up = s->gave_up || !spend(an, an->words * (an->table->form.input_count + 2));
        for (size_t w = 0; w < an->words; w++)
            left[w] = rows[w] & (c->rows[g][w] | (s->box == NULL ? c->opaque[w] : 0));
        s->regions[column] = g;
        if (find_gap(s, column + 1, left))
            return true;
    }
    if (!s->gave_up)
        remember(s, slot, column, rows);
    return false;
}

static bool has_inputs_alike(const table_analysis *an)
{
    for (size_t i = 0; i < an->table->form.input_count; i++) {
        if (an->columns[i].same_as >= 0)
            return true;
    }
    return false;
}

/// True if no row matches the example when its cells are evaluated.
static bool is_gap(table_analysis *an, const size_t *regions)
{
    const pack_table *t = an->table;
    for (size_t r = 0; r < t->form.row_count; r++) {
        bool matches = true;
        for (size_t i = 0; i < t->form.input_count && matches; i++) {
            const feel_expression *e = t->form.cells[r * t->form.input_count + i];
            const table_regions *c = &an->columns[i];
            if (e == NULL || c->count == 0)
                continue;
            feel_value v =
                feel_evaluate_tests(&an->machine, e, c->samples[regions[i]], an->values, an->scope.count);
            matches = !feel_is_false(v);
        }
        if (matches)
            return false;
    }
    return true;
}

static bool start_search(table_analysis *an, search *s)
{
    *s = (search){.an = an,
                  .regions = ARENA_ARRAY(an->arena, an->table->form.input_count, size_t),
                  .left = ARENA_ARRAY(an->arena, an->table->form.input_count, bit_set),
                  .memo = ARENA_ARRAY(an->arena, MEMO_SLOTS, memo_entry)};
    for (size_t i = 0; i < an->table->form.input_count; i++)
        s->left[i] = ARENA_ARRAY(an->arena, an->words, uint64_t);
    return !has_inputs_alike(an); // what was found for a set of rows would depend on more than the set
}

static void find_gaps(table_analysis *an)
{
    const pack_table *t = an->table;
    search s;
    if (t->default_value != NULL || !start_search(an, &s))
        return;
    bit_set all = ARENA_ARRAY(an->arena, an->words, uint64_t);
    for (size_t r = 0; r < t->form.row_count; r++)
        bit_set_add(all, r);
    if (find_gap(&s, 0, all) && is_gap(an, s.regions)) {
        diag_warning(an->diags, t->where, "table-gap", "no row of table '%.*s' matches %.*s",
                     SLICE_ARG(t->id), SLICE_ARG(example_text(an, s.regions)));
        diag_hint(an->diags, t->form.policy == TABLE_FIRST
                                 ? "add a row, or a last row of '-' for everything else"
                                 : "add a row, or the default of an output");
    }
}

// --- rows that are never reached ---

static feel_value output_part(const feel_table *form, feel_value v, size_t output)
{
    const bool several = form->output_count > 1 && v.kind == FEEL_CONTEXT && output < v.as.context->count;
    return several ? v.as.context->entries[output].value : v;
}

/// What the rows give, evaluated once.
typedef struct outputs {
    feel_value *values;
    bool *fixed; ///< it is constant
} outputs;

static outputs outputs_of(table_analysis *an)
{
    const size_t count = an->table->form.row_count;
    outputs o = {ARENA_ARRAY(an->arena, count, feel_value), ARENA_ARRAY(an->arena, count, bool)};
    for (size_t r = 0; r < count; r++)
        o.fixed[r] = fixed_output(an, r, &o.values[r]);
    return o;
}

/// True if row `a` surely counts before row `b` by the order of priority, or, being earlier, as much.
static bool outranks(const feel_table *form, const outputs *o, size_t a, size_t b)
{
    if (form->ranks != NULL)
        return form->ranks[a] < form->ranks[b] || (form->ranks[a] == form->ranks[b] && a < b);
    if (!o->fixed[a] || !o->fixed[b])
        return false;
    for (size_t i = 0; i < form->output_count; i++) {
        const size_t x = feel_table_priority(output_part(form, o->values[a], i), form->priorities[i]);
        const size_t y = feel_table_priority(output_part(form, o->values[b], i), form->priorities[i]);
        if (x != y)
            return x < y;
    }
    return a < b;
}

/// True if `a`, an earlier row of a table whose rows must agree, surely gives what `b` gives.
static bool gives_same(const table_analysis *an, const outputs *o, size_t a, size_t b)
{
    const rule *rules = &an->pack->rules[an->table->first_rule];
    return a < b && rules[a].target == rules[b].target && o->fixed[a] && o->fixed[b] &&
           feel_equal(o->values[a], o->values[b]) == FEEL_TRUE;
}

/// The rows beside which a row does not count where they match too, by the table's hit policy. False if that took too long.
static bool put_hiding(table_analysis *an, const outputs *o, size_t row, bit_set out)
{
    const feel_table *form = &an->table->form;
    memset(out, 0, an->words * sizeof *out);
    for (size_t r = 0; r < form->row_count; r++) {
        const bool hides = form->policy == TABLE_FIRST      ? r < row
                           : form->policy == TABLE_PRIORITY ? outranks(form, o, r, row)
                                                            : gives_same(an, o, r, row);
        const rule *rows = &an->pack->rules[an->table->first_rule];
        if (r != row && hides && !is_opaque(an, r) && pack_period_covers(&rows[r].period, &rows[row].period))
            bit_set_add(out, r);
    }
    return spend(an, form->row_count);
}

static void report_unreached(table_analysis *an, size_t row)
{
    static const char *const why[] = {
        [TABLE_ANY] = "is of no use: earlier rows match everything that it matches, and give the same",
        [TABLE_FIRST] = "never decides: earlier rows match everything that it matches",
        [TABLE_PRIORITY] = "never decides: rows that count more match everything that it matches"};
    const pack_table *t = an->table;
    diag_warning(an->diags, an->pack->rules[t->first_rule + row].where, "table-unreached",
                 "row %zu of table '%.*s' %s", row + 1, SLICE_ARG(t->id), why[t->form.policy]);
}

static void find_unreached(table_analysis *an)
{
    const pack_table *t = an->table;
    search s;
    if (!start_search(an, &s))
        return;
    bit_set hiding = ARENA_ARRAY(an->arena, an->words, uint64_t);
    const outputs o = outputs_of(an);
    static const uint64_t some = 1;
    s.box = &some;
    for (size_t row = 0; row < t->form.row_count; row++) {
        for (size_t i = 0; i < MEMO_SLOTS; i++)
            s.memo[i].column = SIZE_MAX; // what is known is about the regions of one row
        s.within = row;
        if (!put_hiding(an, &o, row, hiding))
            return;
        const bool reached = is_opaque(an, row) || find_gap(&s, 0, hiding);
        if (s.gave_up)
            return;
        if (!reached)
            report_unreached(an, row);
    }
}

static void check_one(table_analysis *an)
{
    const pack_table *t = an->table;
    bool done = table_cut(an);
    if (done && (t->form.policy == TABLE_UNIQUE || t->form.policy == TABLE_ANY))
        find_overlaps(an);
    if (done && t->form.policy >= TABLE_ANY && t->form.policy <= TABLE_PRIORITY)
        find_unreached(an);
    bool single = t->form.policy <= TABLE_PRIORITY;
    bool concludes = an->pack->rules[t->first_rule].kind != RULE_RECOMMENDS;
    if (done && single && concludes)
        find_gaps(an);
    if (!done || an->work > LIMIT_TABLE_WORK)
        diag_warning(an->diags, t->where, "table-unchecked",
                     "table '%.*s' is too large to look for all overlaps and gaps", SLICE_ARG(t->id));
}

void find_in_tables(arena *a, const pack *p, diag_list *diags)
{
    arena *scratch = p->table_count > 0 ? arena_new_child(a) : NULL;
    arena *spare = p->table_count > 0 ? arena_new_child(a) : NULL;
    for (size_t i = 0; i < p->table_count; i++) {
        const pack_table *t = &p->tables[i];
        if (t->form.row_count == 0)
            continue;
        const rule *row = &p->rules[t->first_rule];
        table_analysis an = {.arena = scratch,
                             .spare = spare,
                             .pack = p,
                             .table = t,
                             .diags = diags,
                             .words = t->form.row_count / 64 + 1};
        size_t count = p->scope.count + row->variable_count;
        feel_variable *variables = ARENA_ARRAY(scratch, count, feel_variable);
        memcpy(variables, p->scope.variables, p->scope.count * sizeof *variables);
        for (size_t v = 0; v < row->variable_count; v++)
            variables[p->scope.count + v] = row->variables[v];
        an.scope = p->scope;
        an.scope.variables = variables;
        an.scope.count = count;
        an.values = ARENA_ARRAY(scratch, count, feel_value);
        for (size_t c = 0; c < p->constant_count; c++)
            an.values[p->fact_count + c] = p->constants[c].value;
        feel_machine_init(&an.machine, scratch);
        an.machine.open_unknowns = true;
        check_one(&an);
        arena_reset(spare);
        arena_reset(scratch);
    }
}
