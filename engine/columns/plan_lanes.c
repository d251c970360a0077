// Makes operations of terms, each once for each domain, and puts them in the order in which their facts become known.
#include "columns/plan_lanes.h"

#include "columns/plan_rule.h"

#include <stdlib.h>

static const size_t none = (size_t)TERM_NONE;

/// Lists of records that are stated, and fields of them that are: what is computed is not there when lanes are filled.
static bool is_stated(const void *owner, size_t list, size_t field)
{
    const pack *p = owner;
    const fact *f = &p->facts[list];
    return !f->derived && f->record != NULL && f->type->element == f->record->type &&
           (field == SIZE_MAX || (field < f->record->field_count && !f->record->fields[field].derived));
}

lane_builder *plan_lanes_new(plan_builder *b)
{
    const pack *p = b->pack;
    lane_builder *l = ARENA_NEW(b->arena, lane_builder);
    l->terms = (term_collection){
        .arena = b->arena, .scope = b->scope, .fact_count = p->fact_count, .admits = is_stated, .owner = p};
    l->stage_of_fact = ARENA_ARRAY(b->arena, p->fact_count, size_t);
    for (size_t i = 0; i < p->step_count; i++) {
        if (!p->steps[i].is_field)
            l->stage_of_fact[p->steps[i].index] = i + 1;
    }
    return l;
}

// --- operations ---

static uint32_t domain_for(plan_builder *b, size_t first, size_t second)
{
    lane_builder *l = b->lanes;
    const bool turned = second != none && (first == none || second < first);
    const lane_domain wanted = {.over = {turned ? second : first, turned ? first : second}};
    for (size_t i = 0; i < l->domains.count; i++) {
        if (l->domains.items[i].over[0] == wanted.over[0] && l->domains.items[i].over[1] == wanted.over[1])
            return (uint32_t)i;
    }
    ARENA_PUSH(b->arena, &l->domains, items, count, capacity, wanted);
    return (uint32_t)(l->domains.count - 1);
}

static uint32_t text_for(plan_builder *b, slice text)
{
    lane_builder *l = b->lanes;
    for (size_t i = 0; i < l->texts.count; i++) {
        if (slice_equal(l->texts.items[i], text))
            return (uint32_t)(i + 1);
    }
    ARENA_PUSH(b->arena, &l->texts, items, count, capacity, text);
    return (uint32_t)l->texts.count;
}

static uint32_t add_op(plan_builder *b, lane_op made)
{
    lane_builder *l = b->lanes;
    for (size_t i = 0; i < l->ops.count; i++) {
        const lane_op *other = &l->ops.items[i];
        if (other->term == made.term && other->domain == made.domain && other->spreads == made.spreads &&
            other->input_count == made.input_count && other->inputs[0] == made.inputs[0] &&
            other->inputs[1] == made.inputs[1])
            return (uint32_t)i;
    }
    for (size_t i = 0; i < made.input_count; i++) {
        const size_t stage = l->ops.items[made.inputs[i]].stage;
        made.stage = stage > made.stage ? stage : made.stage;
    }
    l->domains.items[made.domain].op_count++;
    ARENA_PUSH(b->arena, &l->ops, items, count, capacity, made);
    return (uint32_t)(l->ops.count - 1);
}

/// The domain in which the inputs of a term are: its own, and what it runs over.
static uint32_t domain_within(plan_builder *b, const term *t)
{
    size_t over[4] = {t->over[0], t->over[1], none, none};
    if (t->kind < TERM_SOME || t->kind > TERM_SUM)
        return domain_for(b, over[0], over[1]);
    size_t count = term_depth(t);
    over[count++] = t->variable;
    if (t->other != none)
        over[count] = t->other;
    return domain_for(b, over[0], over[1]);
}

static uint32_t op_for(plan_builder *b, const term *t, uint32_t domain);

/// The operation of a term that is evaluated, or compared so: only where another one is not false.
static uint32_t gated_op(plan_builder *b, const term *t, uint32_t domain, uint32_t gate)
{
    lane_op made = {.term = t, .domain = domain, .within = domain};
    if (t->kind == TERM_EVALUATED && domain == domain_for(b, t->over[0], t->over[1])) {
        made.is_gated = true;
        made.inputs[made.input_count++] = gate;
        return add_op(b, made);
    }
    if (t->kind == TERM_EVALUATED)
        return op_for(b, t, domain);
    for (size_t i = 0; i < t->part_count; i++)
        made.inputs[made.input_count++] = t->parts[i]->kind == TERM_EVALUATED
                                              ? gated_op(b, t->parts[i], domain, gate)
                                              : op_for(b, t->parts[i], domain);
    return add_op(b, made);
}

/// Both of `and`, of which one costs much: where the other is false, it does not matter.
static void add_gated_inputs(plan_builder *b, const term *t, lane_op *made)
{
    const size_t costly = term_is_costly(t->parts[0]) ? 0 : 1;
    made->inputs[1 - costly] = op_for(b, t->parts[1 - costly], made->within);
    made->inputs[costly] = gated_op(b, t->parts[costly], made->within, made->inputs[1 - costly]);
    made->input_count = 2;
}

/// The operation of a term in its own lanes; a constant has a value in any.
static uint32_t own_op(plan_builder *b, const term *t, uint32_t domain)
{
    lane_op made = {.term = t, .domain = domain, .within = domain_within(b, t)};
    if (t->kind == TERM_AND && term_is_costly(t->parts[0]) != term_is_costly(t->parts[1]))
        add_gated_inputs(b, t, &made);
    for (size_t i = made.input_count; i < t->part_count; i++)
        made.inputs[made.input_count++] = op_for(b, t->parts[i], made.within);
    if (t->kind == TERM_FACT)
        made.stage = b->lanes->stage_of_fact[t->fact];
    if (t->kind == TERM_CONSTANT && t->type == TERM_TEXT)
        made.text = text_for(b, feel_text(t->constant));
    return add_op(b, made);
}

static uint32_t op_for(plan_builder *b, const term *t, uint32_t domain)
{
    if (t->kind == TERM_CONSTANT)
        return own_op(b, t, t->type == TERM_BOOLEAN ? domain : domain_for(b, none, none));
    const uint32_t own = domain_for(b, t->over[0], t->over[1]);
    const uint32_t op = own_op(b, t, own);
    if (own == domain)
        return op;
    return add_op(b,
                  (lane_op){.term = t, .spreads = true, .domain = domain, .inputs = {op}, .input_count = 1});
}

// --- atoms ---

bool plan_lanes_find_atom(plan_builder *b, const atom *asks, size_t *index)
{
    lane_builder *l = b->lanes;
    term_problem problem = {0};
    const term *t = term_of_atom(&l->terms, b->expression, asks, &problem);
    if (t == NULL || term_depth(t) > 0) {
        b->problem = b->problem.why == NULL ? problem : b->problem;
        return false;
    }
    plan_note_reads(b, b->expression);
    const uint32_t op = op_for(b, t, domain_for(b, none, none));
    for (size_t i = 0; i < l->atoms.count; i++) {
        if (l->atoms.items[i].op == op) {
            *index = l->atoms.items[i].atom;
            return true;
        }
    }
    condition *asked = ARENA_NEW(b->arena, condition);
    *asked = (condition){.kind = CONDITION_ATOM, .atom = *asks};
    const asked_atom numbered = {.asks = &asked->atom, .column = SIZE_MAX};
    ARENA_PUSH(b->arena, &b->atoms, items, count, capacity, numbered);
    *index = b->atoms.count - 1;
    const lane_atom added = {.op = op,
                             .atom = (uint32_t)*index,
                             .stage = l->ops.items[op].stage,
                             .expression = b->expression,
                             .asked = asked};
    ARENA_PUSH(b->arena, &l->atoms, items, count, capacity, added);
    return true;
}

// --- values ---

/// A number that lanes give as decimals do.
static bool is_computed_number(const term *t)
{
    return t->kind == TERM_COUNT || t->kind == TERM_SUM ||
           (t->kind >= TERM_QUOTIENT && t->kind <= TERM_LENGTH);
}

term_problem plan_lanes_find_value(plan_builder *b, plan_value *v)
{
    term_collection *terms = &b->lanes->terms;
    term_problem problem = {0};
    term_listing listing;
    const term *t = term_of_value(terms, v->expression, &problem);
    if (t != NULL && is_computed_number(t) && term_depth(t) == 0) {
        v->kind = VALUE_NUMBER;
        v->op = op_for(b, t, domain_for(b, none, none));
    } else if (term_listing_of(terms, v->expression, &listing, &problem)) {
        v->kind = VALUE_LISTED;
        v->variable = listing.variable;
        v->field = listing.field;
        v->op = op_for(b, listing.filter != NULL ? listing.filter : term_true(terms),
                       domain_for(b, listing.variable, none));
    } else {
        return problem;
    }
    ARENA_PUSH(b->arena, &b->lanes->values, items, count, capacity, v);
    return problem;
}

// --- rules ---

static void push_rule(plan_builder *b, lane_rule r, size_t about)
{
    ARENA_PUSH(b->arena, &b->lanes->rules, items, count, capacity, r);
    ARENA_PUSH(b->arena, &b->lanes->about, items, count, capacity, about);
}

/// The condition of a rule with variables; NULL, and noted, if it has no term.
static const term *condition_of_rule(plan_builder *b, size_t rule_index, size_t *variables)
{
    const rule *r = &b->pack->rules[rule_index];
    term_collection *terms = &b->lanes->terms;
    term_problem problem = {0};
    const term *filter = NULL;
    const term *when = NULL;
    if (r->variable_count > 2)
        problem.why = "runs over more than two lists";
    if (r->variable_count > 2 ||
        !term_loop(terms, r->iterations, variables, r->variable_count, &filter, &problem)) {
        plan_note_open(b, rule_index, r->iterations, &problem);
        return NULL;
    }
    if (r->when != NULL) {
        when = term_of(terms, r->when, variables, r->variable_count, &problem);
        if (when == NULL) {
            plan_note_open(b, rule_index, r->when, &problem);
            return NULL;
        }
    }
    const term *both = term_and(terms, filter, when);
    return both != NULL ? both : term_true(terms);
}

bool plan_lanes_take_rule(plan_builder *b, size_t rule_index, double certainty)
{
    const rule *r = &b->pack->rules[rule_index];
    size_t variables[2];
    size_t beside[2]; // variables that it is not about
    size_t beside_count = 0;
    const term *when = condition_of_rule(b, rule_index, variables);
    if (when == NULL)
        return false;
    const size_t about = r->about_variable >= 0 ? variables[r->about_variable] : none;
    if (about != none && b->lanes->terms.variables.items[about].nesting > 0) { // it has lanes of its own
        plan_note_open(b, rule_index, NULL,
                       &(term_problem){.why = "is about the second of two variables for one list"});
        return false;
    }
    for (size_t i = 0; i < r->variable_count; i++) {
        if (variables[i] != about)
            beside[beside_count++] = variables[i];
    }
    if (certainty == 0 && beside_count > 0) {
        plan_note_open(b, rule_index, r->certainty, &(term_problem){.why = "computes its certainty"});
        return false;
    }
    if (beside_count > 0)
        when = term_tally(&b->lanes->terms, when, beside, beside_count);
    const lane_rule made = {.rule = rule_index,
                            .certainty = certainty,
                            .op = op_for(b, when, domain_for(b, about, none)),
                            .computes = certainty == 0,
                            .tallies = beside_count > 0};
    push_rule(b, made, about);
    return true;
}

void plan_lanes_take_closed(plan_builder *b, const plan_rule *planned)
{
    push_rule(b, (lane_rule){.rule = planned->rule, .certainty = planned->certainty, .when = planned->when},
              none);
}

const bool *plan_lanes_targets(const plan_builder *b)
{
    const lane_builder *l = b->lanes;
    bool *targets = ARENA_ARRAY(b->arena, b->pack->recommendation_count, bool);
    for (size_t i = 0; i < l->rules.count; i++)
        targets[b->pack->rules[l->rules.items[i].rule].target] = true;
    return targets;
}

// --- finishing ---

static int by_certainty(const void *a, const void *b)
{
    const lane_rule *x = a;
    const lane_rule *y = b;
    if (x->certainty != y->certainty)
        return x->certainty < y->certainty ? -1 : 1;
    return (x->rule > y->rule) - (x->rule < y->rule);
}

/// The group of all rules that are for the same as rule `first`; they are marked as done.
static lane_group make_group(plan_builder *b, size_t first, bool *done)
{
    const lane_builder *l = b->lanes;
    const size_t target = b->pack->rules[l->rules.items[first].rule].target;
    const size_t about = l->about.items[first];
    lane_rule *rules = ARENA_ARRAY(b->arena, l->rules.count - first, lane_rule);
    lane_group g = {.recommendation = target, .variable = about, .rules = rules};
    for (size_t i = first; i < l->rules.count; i++) {
        if (done[i] || l->about.items[i] != about || b->pack->rules[l->rules.items[i].rule].target != target)
            continue;
        rules[g.count++] = l->rules.items[i];
        g.against += l->rules.items[i].certainty < 0;
        g.shared = g.shared || l->rules.items[i].computes;
        done[i] = true;
    }
    qsort(rules, g.count, sizeof *rules, by_certainty);
    return g;
}

static void make_groups(plan_builder *b, const bool *shared, lane_plan *out)
{
    const lane_builder *l = b->lanes;
    lane_group *groups = ARENA_ARRAY(b->arena, l->rules.count, lane_group);
    bool *done = ARENA_ARRAY(b->arena, l->rules.count, bool);
    for (size_t i = 0; i < l->rules.count; i++) {
        if (done[i])
            continue;
        groups[out->group_count] = make_group(b, i, done);
        if (shared[groups[out->group_count].recommendation])
            groups[out->group_count].shared = true;
        out->group_count++;
    }
    out->groups = groups;
}

/// Puts operations in the order of their stages, and numbers their inputs anew. Within a stage the order stays.
static void order_ops(plan_builder *b, lane_plan *out, uint32_t *moved)
{
    const lane_builder *l = b->lanes;
    const size_t stage_count = b->pack->step_count + 1;
    lane_op *ops = ARENA_ARRAY(b->arena, l->ops.count, lane_op);
    size_t *ends = ARENA_ARRAY(b->arena, stage_count, size_t);
    for (size_t stage = 0; stage < stage_count; stage++) {
        for (size_t i = 0; i < l->ops.count; i++) {
            if (l->ops.items[i].stage != stage)
                continue;
            moved[i] = (uint32_t)out->op_count;
            ops[out->op_count++] = l->ops.items[i];
        }
        ends[stage] = out->op_count;
    }
    for (size_t i = 0; i < out->op_count; i++) {
        for (size_t k = 0; k < ops[i].input_count; k++)
            ops[i].inputs[k] = moved[ops[i].inputs[k]];
    }
    out->ops = ops;
    out->stage_ends = ends;
}

static int by_stage(const void *a, const void *b)
{
    const lane_atom *x = a;
    const lane_atom *y = b;
    if (x->stage != y->stage)
        return x->stage < y->stage ? -1 : 1;
    return (x->atom > y->atom) - (x->atom < y->atom);
}

/// Gives the words that texts of a type may be numbers of the plan, so that none of them is looked for in the texts of a block.
static void number_words(plan_builder *b, const feel_type *type)
{
    enum { MOST = 512 }; // each is compared with those before it
    const feel_type *text = type->kind == FEEL_TYPE_LIST && type->element != NULL ? type->element : type;
    if (text->kind != FEEL_TYPE_STRING)
        return;
    for (size_t i = 0; i < text->allowed_count && b->lanes->texts.count < MOST; i++)
        (void)text_for(b, feel_text(text->allowed[i]));
}

/// Has the values kept that lanes are filled from.
static void note_filled(plan_builder *b)
{
    const lane_builder *l = b->lanes;
    for (size_t i = 0; i < l->terms.variables.count; i++)
        b->needs_value[l->terms.variables.items[i].list] = true;
    for (size_t i = 0; i < l->terms.terms.count; i++) {
        const term *t = l->terms.terms.items[i];
        if (t->kind == TERM_FACT) {
            b->needs_value[t->fact] = true;
            number_words(b, b->pack->facts[t->fact].type);
        }
    }
}

/// The fields of a list's records that terms read, as columns.
static void find_columns(plan_builder *b, lane_source *s)
{
    const lane_builder *l = b->lanes;
    const size_t field_count = s->record->field_count;
    uint16_t *column_of = ARENA_ARRAY(b->arena, field_count, uint16_t);
    term_type *types = ARENA_ARRAY(b->arena, field_count, term_type);
    memset(column_of, 0xFF, field_count * sizeof *column_of); // LANES_NO_COLUMN
    for (size_t i = 0; i < l->terms.terms.count; i++) {
        const term *t = l->terms.terms.items[i];
        if (t->kind != TERM_FIELD || l->terms.variables.items[t->variable].list != s->fact ||
            column_of[t->field] != LANES_NO_COLUMN)
            continue;
        column_of[t->field] = (uint16_t)s->column_count;
        types[s->column_count++] = t->type;
        number_words(b, s->record->fields[t->field].type);
    }
    s->column_of = column_of;
    s->types = types;
}

static void find_sources(plan_builder *b, lane_plan *out)
{
    const lane_builder *l = b->lanes;
    const size_t count = l->terms.variables.count;
    lane_source *sources = ARENA_ARRAY(b->arena, count, lane_source);
    size_t *source_of = ARENA_ARRAY(b->arena, count, size_t);
    for (size_t i = 0; i < count; i++) {
        const term_variable *v = &l->terms.variables.items[i];
        size_t at = 0;
        while (at < out->source_count && sources[at].fact != v->list)
            at++;
        source_of[i] = at;
        if (at < out->source_count)
            continue;
        sources[out->source_count++] = (lane_source){.fact = v->list, .record = v->record};
        find_columns(b, &sources[at]);
    }
    out->sources = sources;
    out->source_of = source_of;
}

const lane_plan *plan_lanes_finish(plan_builder *b, const bool *shared)
{
    lane_builder *l = b->lanes;
    if (l->ops.count == 0)
        return NULL;
    lane_plan *out = ARENA_NEW(b->arena, lane_plan);
    note_filled(b);
    find_sources(b, out);
    uint32_t *moved = ARENA_ARRAY(b->arena, l->ops.count, uint32_t);
    order_ops(b, out, moved);
    for (size_t i = 0; i < l->values.count; i++)
        l->values.items[i]->op = moved[l->values.items[i]->op];
    for (size_t i = 0; i < l->atoms.count; i++)
        l->atoms.items[i].op = moved[l->atoms.items[i].op];
    for (size_t i = 0; i < l->rules.count; i++)
        l->rules.items[i].op = moved[l->rules.items[i].op];
    if (l->atoms.count > 1)
        qsort(l->atoms.items, l->atoms.count, sizeof *l->atoms.items, by_stage);
    make_groups(b, shared, out);
    out->domains = l->domains.items;
    out->domain_count = l->domains.count;
    out->variables = l->terms.variables.items;
    out->variable_count = l->terms.variables.count;
    out->texts = l->texts.items;
    out->text_count = l->texts.count;
    out->atoms = l->atoms.items;
    out->atom_count = l->atoms.count;
    return out;
}
