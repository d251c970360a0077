// Makes operations of terms, each once for each domain.
#include "columns/plan_lanes.h"

#include "columns/plan_rule.h"

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

uint32_t plan_lanes_text(plan_builder *b, slice text)
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
        made.text = plan_lanes_text(b, feel_text(t->constant));
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
