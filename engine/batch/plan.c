// Makes the plan: conditions to formulas, formulas to shared atoms over columns, and who goes by columns and who by the row.
#include "batch/plan.h"

#include "infer/infer.h"

#include <stdlib.h>

typedef struct column_builder {
    plan_column column;
    struct {
        slice *items;
        size_t count, capacity;
    } words;
    struct {
        size_t *items;
        size_t count, capacity;
    } atoms;
} column_builder;

typedef struct builder {
    arena *arena;
    const pack *pack;
    plan *plan;
    feel_machine machine;
    feel_condition_scope scope;
    struct {
        column_builder *items;
        size_t count, capacity;
    } columns;
    struct {
        plan_atom *items;
        size_t count, capacity;
    } atoms;
    size_t *value_column, *count_column;
    size_t *slots; ///< a hash table of atoms: index + 1
    size_t slot_count;
    bool *needs_value;
} builder;

// --- columns ---

/// What kind of column holds the fact's values; false where none does.
static bool column_kind_of(const fact *f, column_kind *kind)
{
    const feel_type *element = f->type->element;
    switch (f->type->kind) {
    case FEEL_TYPE_NUMBER: *kind = COLUMN_NUMBER; return true;
    case FEEL_TYPE_BOOLEAN: *kind = COLUMN_BOOLEAN; return true;
    case FEEL_TYPE_STRING: *kind = COLUMN_STRING; return true;
    case FEEL_TYPE_LIST: *kind = COLUMN_STRINGS; return element != NULL && element->kind == FEEL_TYPE_STRING;
    default: return false;
    }
}

static size_t column_for(builder *b, size_t fact_index, column_kind kind)
{
    size_t *at = kind == COLUMN_COUNT ? &b->count_column[fact_index] : &b->value_column[fact_index];
    if (*at == SIZE_MAX) {
        *at = b->columns.count;
        column_builder added = {
            .column = {.fact = fact_index, .kind = kind, .derived = b->pack->facts[fact_index].derived}};
        ARENA_PUSH(b->arena, &b->columns, items, count, capacity, added);
    }
    return *at;
}

static size_t word_for(builder *b, size_t column, slice word)
{
    column_builder *c = &b->columns.items[column];
    for (size_t i = 0; i < c->words.count; i++) {
        if (slice_equal(c->words.items[i], word))
            return i;
    }
    ARENA_PUSH(b->arena, &c->words, items, count, capacity, word);
    return c->words.count - 1;
}

// --- atoms ---

/// True, with the double, where comparing doubles is comparing the numbers.
static bool exact_constant(feel_value v, double *out)
{
    return v.kind == FEEL_NUMBER && decimal_to_exact_double(feel_decimal(v), out);
}

/// The column that can answer the atom; false where none can.
static bool atom_column(builder *b, const feel_atom *asks, plan_atom *out)
{
    const feel_subject *s = &asks->subject;
    column_kind kind;
    if (s->variable >= b->pack->fact_count || s->field.len > 0)
        return false;
    if (s->kind == FEEL_SUBJECT_COUNT)
        kind = COLUMN_COUNT;
    else if (s->kind != FEEL_SUBJECT_VARIABLE || !column_kind_of(&b->pack->facts[s->variable], &kind))
        return false;
    const bool is_null_test = asks->kind == FEEL_ATOM_COMPARE && feel_is_null(asks->constant) &&
                              (asks->op == FEEL_EQUAL || asks->op == FEEL_NOT_EQUAL);
    const bool is_equality =
        asks->kind == FEEL_ATOM_COMPARE && (asks->op == FEEL_EQUAL || asks->op == FEEL_NOT_EQUAL);
    bool fits = is_null_test;
    switch (kind) {
    case COLUMN_NUMBER:
    case COLUMN_COUNT:
        fits = fits || (asks->kind == FEEL_ATOM_COMPARE && exact_constant(asks->constant, &out->constant));
        break;
    case COLUMN_BOOLEAN:
        fits = fits || asks->kind == FEEL_ATOM_HOLDS || (is_equality && asks->constant.kind == FEEL_BOOLEAN);
        break;
    case COLUMN_STRING: fits = fits || (is_equality && asks->constant.kind == FEEL_STRING); break;
    case COLUMN_STRINGS:
        fits = fits || (asks->kind == FEEL_ATOM_CONTAINS && asks->constant.kind == FEEL_STRING);
        break;
    }
    if (!fits)
        return false;
    out->asks = asks;
    out->op = asks->op;
    out->column = (uint32_t)column_for(b, s->variable, kind);
    out->test = is_null_test                                                 ? TEST_NULL
                : kind == COLUMN_NUMBER || kind == COLUMN_COUNT              ? TEST_NUMBER
                : kind != COLUMN_BOOLEAN                                     ? TEST_WORD
                : asks->kind == FEEL_ATOM_HOLDS || asks->constant.as.boolean ? TEST_FLAG
                                                                             : TEST_NO_FLAG;
    out->negated = is_equality && asks->op == FEEL_NOT_EQUAL && out->test != TEST_NUMBER;
    if (out->test == TEST_WORD)
        out->word = (uint32_t)word_for(b, out->column, feel_text(asks->constant));
    out->of_null = feel_atom_truth(asks, feel_null());
    return true;
}

static size_t mix(size_t hash, size_t value)
{
    hash = (hash ^ value) * 1099511628211u;
    return hash ^ (hash >> 29);
}

static size_t atom_hash(const plan_atom *a)
{
    uint64_t bits = 0;
    memcpy(&bits, &a->constant, sizeof bits);
    size_t hash = mix(mix(14695981039346656037u, a->column), a->word);
    hash = mix(mix(hash, (size_t)a->asks->kind), (size_t)a->asks->op);
    return mix(mix(hash, (size_t)bits), a->asks->constant.kind);
}

static bool same_atom(const plan_atom *a, const plan_atom *b)
{
    return a->column == b->column && a->word == b->word && a->asks->kind == b->asks->kind &&
           a->asks->op == b->asks->op && a->asks->constant.kind == b->asks->constant.kind &&
           (feel_is_null(a->asks->constant) || feel_equal(a->asks->constant, b->asks->constant) == FEEL_TRUE);
}

static size_t *atom_slot(builder *b, const plan_atom *a)
{
    size_t at = atom_hash(a) & (b->slot_count - 1);
    while (b->slots[at] != 0 && !same_atom(&b->atoms.items[b->slots[at] - 1], a))
        at = (at + 1) & (b->slot_count - 1);
    return &b->slots[at];
}

static size_t intern_atom(builder *b, const plan_atom *a)
{
    if ((b->atoms.count + 1) * 2 > b->slot_count) {
        b->slot_count = b->slot_count == 0 ? 256 : b->slot_count * 2;
        b->slots = ARENA_ARRAY(b->arena, b->slot_count, size_t);
        for (size_t i = 0; i < b->atoms.count; i++)
            *atom_slot(b, &b->atoms.items[i]) = i + 1;
    }
    size_t *slot = atom_slot(b, a);
    if (*slot == 0) {
        plan_atom added = *a;
        added.index = (uint32_t)b->atoms.count;
        ARENA_PUSH(b->arena, &b->atoms, items, count, capacity, added);
        *slot = b->atoms.count;
        column_builder *c = &b->columns.items[a->column];
        size_t index = b->atoms.count - 1;
        ARENA_PUSH(b->arena, &c->atoms, items, count, capacity, index);
    }
    return *slot - 1;
}

// --- formulas ---

/// Negation is pushed down to the atoms.
static formula formula_of(builder *b, const feel_condition *c, bool negated)
{
    formula out = {.kind = FORMULA_OPEN};
    switch (c->kind) {
    case FEEL_CONDITION_CONSTANT:
        out.kind = FORMULA_CONSTANT;
        out.constant = negated ? feel_truth_not(c->constant) : c->constant;
        break;
    case FEEL_CONDITION_ATOM: {
        plan_atom atom = {0};
        if (atom_column(b, &c->atom, &atom)) {
            out.kind = FORMULA_LITERAL;
            out.literal = (uint32_t)(2 * intern_atom(b, &atom) + negated);
        }
        break;
    }
    case FEEL_CONDITION_NOT: return formula_of(b, c->parts[0], !negated);
    case FEEL_CONDITION_AND:
    case FEEL_CONDITION_OR: {
        formula *parts = ARENA_ARRAY(b->arena, c->count, formula);
        for (size_t i = 0; i < c->count; i++)
            parts[i] = formula_of(b, c->parts[i], negated);
        out.kind = (c->kind == FEEL_CONDITION_AND) != negated ? FORMULA_AND : FORMULA_OR;
        out.parts = parts;
        out.count = c->count;
        break;
    }
    }
    return out;
}

static bool is_closed(const formula *f)
{
    for (size_t i = 0; i < f->count; i++) {
        if (!is_closed(&f->parts[i]))
            return false;
    }
    return f->kind != FORMULA_OPEN;
}

/// The literals of a conjunction of literals, nested ones too; false where the formula is none.
static bool collect_literals(const formula *f, uint32_t *literals, size_t most, size_t *count)
{
    if (f->kind == FORMULA_LITERAL) {
        if (*count == most)
            return false;
        literals[(*count)++] = f->literal;
        return true;
    }
    if (f->kind == FORMULA_CONSTANT)
        return f->constant == FEEL_TRUE;
    for (size_t i = 0; f->kind == FORMULA_AND && i < f->count; i++) {
        if (!collect_literals(&f->parts[i], literals, most, count))
            return false;
    }
    return f->kind == FORMULA_AND;
}

static plan_rule plan_rule_of(builder *b, size_t index)
{
    enum { MOST_LITERALS = 64 };
    const rule *r = &b->pack->rules[index];
    plan_rule out = {.rule = index, .when = {.kind = FORMULA_CONSTANT, .constant = FEEL_TRUE}};
    if (r->table != NULL)
        return out; // its rows are held together against a profile at a time
    if (r->when != NULL)
        out.when = formula_of(b, feel_condition_of(&b->scope, r->when), false);
    out.closed = r->iterations == NULL && is_closed(&out.when);
    uint32_t literals[MOST_LITERALS];
    out.conjoins = out.closed && collect_literals(&out.when, literals, MOST_LITERALS, &out.literal_count);
    if (!out.conjoins)
        out.literal_count = 0;
    if (out.literal_count > 0) {
        uint32_t *kept = ARENA_ARRAY(b->arena, out.literal_count, uint32_t);
        memcpy(kept, literals, out.literal_count * sizeof *kept);
        out.literals = kept;
    }
    return out;
}

// --- what goes by the row ---

static void note_reads(builder *b, const feel_expression *e)
{
    size_t count = 0;
    const size_t *reads = e != NULL ? feel_expression_reads(e, &count) : NULL;
    for (size_t i = 0; i < count; i++) {
        if (reads[i] < b->pack->fact_count)
            b->needs_value[reads[i]] = true;
    }
}

static void note_rule(builder *b, const rule *r)
{
    note_reads(b, r->iterations);
    note_reads(b, r->when);
    note_reads(b, r->certainty);
    note_reads(b, r->value);
    if (r->table == NULL)
        return;
    for (size_t i = 0; i < r->table->input_count; i++)
        note_reads(b, r->table->inputs[i].expression);
    note_reads(b, r->table->default_value);
}

// --- derived facts ---

/// The constant that a rule concludes; false where it has to be computed.
static bool constant_value(builder *b, const feel_expression *e, feel_value *out)
{
    if (!feel_expression_is_constant(e))
        return false;
    *out = feel_evaluate(&b->machine, e, b->scope.values, b->pack->scope.count);
    return true;
}

static plan_derivation derivation_of(builder *b, size_t fact_index)
{
    const fact *f = &b->pack->facts[fact_index];
    size_t count = b->pack->concluding_counts[fact_index];
    const size_t *indexes = b->pack->concluding_rules[fact_index];
    plan_derivation out = {.fact = fact_index, .count = count};
    plan_rule *rules = ARENA_ARRAY(b->arena, count, plan_rule);
    feel_value *values = ARENA_ARRAY(b->arena, count, feel_value);
    column_kind kind;
    out.by_columns = f->policy == HIT_FIRST && column_kind_of(f, &kind) && kind != COLUMN_STRINGS;
    for (size_t i = 0; i < count && out.by_columns; i++) {
        rules[i] = plan_rule_of(b, indexes[i]);
        out.by_columns = rules[i].closed && constant_value(b, b->pack->rules[indexes[i]].value, &values[i]);
    }
    for (size_t i = 0; i < count && !out.by_columns; i++)
        note_rule(b, &b->pack->rules[indexes[i]]);
    out.rules = rules;
    out.values = values;
    return out;
}

// --- recommending rules ---

static bool constant_certainty(builder *b, const rule *r, double *out)
{
    feel_value v;
    *out = 1;
    if (r->certainty == NULL)
        return true;
    if (!constant_value(b, r->certainty, &v) || v.kind != FEEL_NUMBER)
        return false;
    *out = decimal_to_double(feel_decimal(v));
    return *out >= -1 && *out <= 1 && *out != 0;
}

static int by_certainty(const void *a, const void *b)
{
    const plan_rule *x = a;
    const plan_rule *y = b;
    if (x->certainty != y->certainty)
        return x->certainty < y->certainty ? -1 : 1;
    return (x->rule > y->rule) - (x->rule < y->rule);
}

static plan_group make_group(arena *a, size_t target, plan_rule *rules, size_t count)
{
    size_t literal_count = 0;
    for (size_t i = 0; i < count; i++)
        literal_count += rules[i].literal_count;
    double *certainties = ARENA_ARRAY(a, count, double);
    uint32_t *literals = ARENA_ARRAY(a, literal_count, uint32_t);
    uint32_t *first = ARENA_ARRAY(a, count + 1, uint32_t);
    uint32_t *indexes = ARENA_ARRAY(a, count, uint32_t);
    const formula **whens = ARENA_ARRAY(a, count, const formula *);
    plan_group g = {.recommendation = target,
                    .count = count,
                    .certainties = certainties,
                    .literals = literals,
                    .first = first,
                    .whens = whens,
                    .rules = indexes};
    qsort(rules, count, sizeof *rules, by_certainty);
    for (size_t i = 0; i < count; i++) {
        certainties[i] = rules[i].certainty;
        indexes[i] = (uint32_t)rules[i].rule;
        g.against += rules[i].certainty < 0;
        if (rules[i].literal_count > 0)
            memcpy(literals + first[i], rules[i].literals, rules[i].literal_count * sizeof *literals);
        first[i + 1] = first[i] + (uint32_t)rules[i].literal_count;
        whens[i] = rules[i].conjoins ? NULL : &rules[i].when;
    }
    return g;
}

/// What is known of a group's scores whichever of its rules fire. The margin is wider than all rounding.
static void bound_scores(const pack *p, plan_group *g)
{
    const double margin = 1e-9;
    double all = 0;
    for (size_t i = g->against; i < g->count; i++)
        all = certainty_combine(all, g->certainties[i]);
    g->most = all * p->recommendations[g->recommendation].priority * (1 + margin);
    g->surely_given = g->against == 0 && g->certainties[0] > p->threshold + margin;
}

static int by_most(const void *a, const void *b)
{
    const plan_group *x = a;
    const plan_group *y = b;
    if (x->most != y->most)
        return x->most > y->most ? -1 : 1;
    return (x->recommendation > y->recommendation) - (x->recommendation < y->recommendation);
}

/// Counts the rules of each group, then deals them out.
static void make_groups(builder *b, const plan_rule *rules, size_t count, const bool *by_row)
{
    const pack *p = b->pack;
    size_t *counts = ARENA_ARRAY(b->arena, p->recommendation_count, size_t);
    plan_group *groups = ARENA_ARRAY(b->arena, p->recommendation_count, plan_group);
    for (size_t i = 0; i < count; i++)
        counts[p->rules[rules[i].rule].target]++;
    plan_rule **lists = ARENA_ARRAY(b->arena, p->recommendation_count, plan_rule *);
    for (size_t r = 0; r < p->recommendation_count; r++)
        lists[r] = ARENA_ARRAY(b->arena, counts[r], plan_rule);
    memset(counts, 0, p->recommendation_count * sizeof *counts);
    for (size_t i = 0; i < count; i++) {
        size_t target = p->rules[rules[i].rule].target;
        lists[target][counts[target]++] = rules[i];
    }
    for (size_t r = 0; r < p->recommendation_count; r++) {
        if (counts[r] == 0)
            continue;
        plan_group *g = &groups[b->plan->group_count++];
        *g = make_group(b->arena, r, lists[r], counts[r]);
        g->shared = by_row[r];
        bound_scores(p, g);
        if (g->count > b->plan->largest_group)
            b->plan->largest_group = g->count;
    }
    if (b->plan->group_count > 1)
        qsort(groups, b->plan->group_count, sizeof *groups, by_most);
    b->plan->groups = groups;
}

static void plan_recommending(builder *b)
{
    const pack *p = b->pack;
    plan_rule *by_columns = ARENA_ARRAY(b->arena, p->rule_count, plan_rule);
    plan_rule *by_rows = ARENA_ARRAY(b->arena, p->rule_count, plan_rule);
    bool *shared = ARENA_ARRAY(b->arena, p->recommendation_count, bool);
    size_t column_count = 0;
    for (size_t i = 0; i < p->rule_count; i++) {
        const rule *r = &p->rules[i];
        if (r->kind != RULE_RECOMMENDS)
            continue;
        plan_rule planned = plan_rule_of(b, i);
        if (planned.closed && constant_certainty(b, r, &planned.certainty)) {
            by_columns[column_count++] = planned;
            continue;
        }
        note_rule(b, r);
        shared[r->target] = true;
        if (r->table == NULL || r->table->first_rule == i)
            by_rows[b->plan->row_rule_count++] = planned;
    }
    b->plan->row_rules = by_rows;
    make_groups(b, by_columns, column_count, shared);
}

// --- order ---

typedef struct order_key {
    const recommendation *recommendation;
    size_t index;
} order_key;

static int by_priority(const void *a, const void *b)
{
    const recommendation *x = ((const order_key *)a)->recommendation;
    const recommendation *y = ((const order_key *)b)->recommendation;
    return x->priority != y->priority ? (x->priority > y->priority ? -1 : 1) : slice_compare(x->id, y->id);
}

static void plan_order(builder *b)
{
    const pack *p = b->pack;
    order_key *keys = ARENA_ARRAY(b->arena, p->recommendation_count, order_key);
    size_t *order = ARENA_ARRAY(b->arena, p->recommendation_count, size_t);
    for (size_t i = 0; i < p->recommendation_count; i++) {
        keys[i] = (order_key){&p->recommendations[i], i};
        b->plan->has_excludes = b->plan->has_excludes || p->recommendations[i].exclude_count > 0;
    }
    if (p->recommendation_count > 1)
        qsort(keys, p->recommendation_count, sizeof *keys, by_priority);
    for (size_t i = 0; i < p->recommendation_count; i++)
        order[keys[i].index] = i;
    b->plan->rank_order = order;
}

static int by_value(const void *a, const void *b)
{
    const double *x = a;
    const double *y = b;
    return (*x > *y) - (*x < *y);
}

/// Atoms that are answered in the same way stand together.
static int by_test(const void *a, const void *b)
{
    const plan_atom *x = a;
    const plan_atom *y = b;
    if (x->test != y->test)
        return x->test < y->test ? -1 : 1;
    if (x->op != y->op)
        return x->op < y->op ? -1 : 1;
    return (x->index > y->index) - (x->index < y->index);
}

/// The constants that numbers are compared with, and where each atom's stands among them.
static void place_constants(builder *b, plan_column *column, plan_atom *atoms)
{
    double *constants = ARENA_ARRAY(b->arena, column->atom_count, double);
    size_t count = 0;
    if (column->kind != COLUMN_NUMBER && column->kind != COLUMN_COUNT)
        return;
    for (size_t i = 0; i < column->atom_count; i++)
        constants[i] = atoms[i].constant;
    if (column->atom_count > 1)
        qsort(constants, column->atom_count, sizeof *constants, by_value);
    for (size_t i = 0; i < column->atom_count; i++) {
        if (count == 0 || constants[count - 1] != constants[i])
            constants[count++] = constants[i];
    }
    for (size_t i = 0; i < column->atom_count; i++) {
        const double *at = bsearch(&atoms[i].constant, constants, count, sizeof *constants, by_value);
        atoms[i].place = (uint32_t)(at - constants);
    }
    column->constants = constants;
    column->constant_count = count;
    if (count > b->plan->most_constants)
        b->plan->most_constants = count;
}

static void finish_columns(builder *b)
{
    plan *out = b->plan;
    plan_column *columns = ARENA_ARRAY(b->arena, b->columns.count, plan_column);
    for (size_t i = 0; i < b->columns.count; i++) {
        column_builder *c = &b->columns.items[i];
        c->column.words = c->words.items;
        c->column.word_count = c->words.count;
        c->column.first_word = out->word_count;
        plan_atom *atoms = ARENA_ARRAY(b->arena, c->atoms.count, plan_atom);
        for (size_t k = 0; k < c->atoms.count; k++)
            atoms[k] = b->atoms.items[c->atoms.items[k]];
        if (c->atoms.count > 1)
            qsort(atoms, c->atoms.count, sizeof *atoms, by_test);
        c->column.atoms = atoms;
        c->column.atom_count = c->atoms.count;
        out->word_count += c->words.count;
        place_constants(b, &c->column, atoms);
        columns[i] = c->column;
    }
    out->columns = columns;
    out->column_count = b->columns.count;
    out->atom_count = b->atoms.count;
    for (size_t i = 0; i < b->pack->fact_count; i++) {
        b->value_column[i] = b->value_column[i] == SIZE_MAX ? out->column_count : b->value_column[i];
        b->count_column[i] = b->count_column[i] == SIZE_MAX ? out->column_count : b->count_column[i];
    }
    out->value_column = b->value_column;
    out->count_column = b->count_column;
    out->needs_value = b->needs_value;
}

const plan *plan_new(arena *a, const pack *p, const size_t *kept, size_t kept_count)
{
    builder *b = ARENA_NEW(a, builder);
    feel_value *values = ARENA_ARRAY(a, p->scope.count, feel_value);
    *b = (builder){.arena = a,
                   .pack = p,
                   .plan = ARENA_NEW(a, plan),
                   .value_column = ARENA_ARRAY(a, p->fact_count, size_t),
                   .count_column = ARENA_ARRAY(a, p->fact_count, size_t),
                   .needs_value = ARENA_ARRAY(a, p->fact_count, bool)};
    feel_machine_init(&b->machine, a);
    b->machine.steps_left = INT64_MAX; // a plan is made once, of a pack that was checked
    for (size_t i = 0; i < p->constant_count; i++)
        values[p->fact_count + i] = p->constants[i].value;
    b->scope = (feel_condition_scope){&p->scope, values, &b->machine};
    memset(b->value_column, 0xFF, p->fact_count * sizeof *b->value_column);
    memset(b->count_column, 0xFF, p->fact_count * sizeof *b->count_column);
    b->plan->pack = p;
    plan_derivation *derivations = ARENA_ARRAY(a, p->derivation_count, plan_derivation);
    for (size_t i = 0; i < p->derivation_count; i++)
        derivations[i] = derivation_of(b, p->derivation_order[i]);
    b->plan->derivations = derivations;
    b->plan->derivation_count = p->derivation_count;
    plan_recommending(b);
    for (size_t i = 0; i < p->rule_count; i++) {
        if (p->rules[i].variable_count > b->plan->most_variables)
            b->plan->most_variables = p->rules[i].variable_count;
    }
    for (size_t i = 0; i < kept_count; i++)
        b->needs_value[kept[i]] = true;
    b->plan->needs_rows = p->derivation_count > 0 || b->plan->row_rule_count > 0 || kept_count > 0;
    plan_order(b);
    finish_columns(b);
    return b->plan;
}
