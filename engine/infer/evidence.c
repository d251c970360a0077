// Each firing of a recommending rule is one piece of evidence for one recommendation, or for one item of it.
#include "infer/evidence.h"

#include "infer/certainty.h"
#include "infer/run_table.h"

/// A rule that is evaluated, and where its evidence goes.
typedef struct firing {
    pile_list *piles;
    rule_hint hint;
} firing;

bool evidence_same_item(feel_value a, feel_value b)
{
    if (a.kind == FEEL_CONTEXT && b.kind == FEEL_CONTEXT && a.as.context->record != 0)
        return a.as.context->record == b.as.context->record;
    return feel_equal(a, b) == FEEL_TRUE;
}

/// The place of an item that is no record: in the first of the lists that the rule runs over which has it.
static uint32_t place_in_lists(const run *r, const rule *which, feel_value item)
{
    size_t count = 0;
    const size_t *reads = feel_expression_reads(which->iterations, &count);
    for (size_t i = 0; i < count; i++) {
        const feel_value v = reads[i] < r->pack->fact_count ? r->values[reads[i]] : feel_null();
        for (size_t k = 0; v.kind == FEEL_LIST && k < v.as.list->count; k++) {
            if (evidence_same_item(v.as.list->items[k], item))
                return (uint32_t)k + 1;
        }
    }
    return 0;
}

static uint32_t position_of(const run *r, const rule *which, feel_value item)
{
    if (feel_is_null(item))
        return 0;
    return item.kind == FEEL_CONTEXT ? item.as.context->record : place_in_lists(r, which, item);
}

static void warn_of_priority(run *r, size_t rule_index)
{
    const recommendation *of = &r->pack->recommendations[r->pack->rules[rule_index].target];
    const inference_warning warning = {
        rule_index, "priority-range",
        arena_format(r->arena, "the priority of '%.*s' lies outside its range, %.12g to %.12g, and was cut",
                     SLICE_ARG(of->id), of->lowest_amount, of->highest_amount)};
    ARENA_PUSH(r->arena, &r->warnings, items, count, capacity, warning);
}

/// @param bindings  of the rule's variables, whose values are in place
static pile *pile_for(run *r, pile_list *piles, size_t rule_index, const feel_value *bindings,
                      feel_value item)
{
    const rule *which = &r->pack->rules[rule_index];
    const size_t target = which->target;
    for (size_t i = 0; i < piles->count; i++) {
        if (piles->items[i].recommendation == target && evidence_same_item(piles->items[i].item, item))
            return &piles->items[i];
    }
    pile added = {.recommendation = target,
                  .item = item,
                  .position = position_of(r, which, item),
                  .priority = priority_of(r, rule_index)};
    if (added.priority.is_outside)
        warn_of_priority(r, rule_index);
    if (added.priority.is_open)
        run_record_open_priority(r, rule_index, bindings, which->priority);
    if (which->about_variable >= 0)
        added.item_name = infer_item_name(r->arena, r->pack, which, (size_t)which->about_variable, item);
    ARENA_PUSH(r->arena, piles, items, count, capacity, added);
    return &piles->items[piles->count - 1];
}

/// The rule's certainty; false if it is unknown: the rule is then recorded as undetermined.
static bool certainty_of(run *r, size_t rule_index, const feel_value *bindings, rule_hint hint,
                         double *certainty)
{
    const rule *which = &r->pack->rules[rule_index];
    *certainty = hint.certainty != NULL ? *hint.certainty : 1;
    if (hint.certainty != NULL || which->certainty == NULL)
        return true;
    feel_value v = run_evaluate(r, rule_index, which->certainty);
    if (v.kind != FEEL_NUMBER) {
        run_record_undetermined(r, rule_index, bindings, which->variable_count, which->certainty);
        return false;
    }
    *certainty = decimal_to_double(feel_decimal(v));
    if (*certainty < -1 || *certainty > 1) {
        inference_warning warning = {rule_index, "certainty-range",
                                     SLICE("the certainty lies outside -1 to 1 and was cut")};
        ARENA_PUSH(r->arena, &r->warnings, items, count, capacity, warning);
        *certainty = *certainty < -1 ? -1 : 1;
    }
    return true;
}

static void fill_steps(run *r, size_t rule_index, evidence *e)
{
    const rule *which = &r->pack->rules[rule_index];
    const recommendation *about = &r->pack->recommendations[which->target];
    slice *steps = ARENA_ARRAY(r->arena, about->next_step_count, slice);
    for (size_t i = 0; i < about->next_step_count; i++) {
        slice step = which->next_steps[i].count > 0 ? run_fill(r, rule_index, &which->next_steps[i])
                                                    : (slice){NULL, 0};
        if (step.len > 0)
            steps[e->next_step_count++] = step;
    }
    e->next_steps = steps;
    e->title = which->title.count > 0 ? run_fill(r, rule_index, &which->title) : (slice){"", 0};
}

/// Adds the evidence of a rule whose condition holds.
static void add_evidence(run *r, size_t rule_index, const feel_value *bindings, const firing *f,
                         bool provisional)
{
    const rule *which = &r->pack->rules[rule_index];
    evidence e = {.rule = rule_index, .bindings = bindings, .provisional = provisional};
    r->machine->null_tested = false;
    if (!certainty_of(r, rule_index, bindings, f->hint, &e.certainty))
        return;
    e.provisional = run_note_provisional(r, rule_index, bindings, which->certainty) || provisional;
    if (e.certainty == 0)
        return;
    if (!r->lean) {
        e.because = run_fill(r, rule_index, &which->because);
        fill_steps(r, rule_index, &e);
    }
    feel_value item = which->about_variable >= 0 ? bindings[which->about_variable] : feel_null();
    pile *p = pile_for(r, f->piles, rule_index, bindings, item);
    ARENA_PUSH(r->arena, &p->evidence, items, count, capacity, e);
}

static void fire(run *r, size_t rule_index, const feel_value *bindings, void *state)
{
    const firing *f = state;
    const rule *which = &r->pack->rules[rule_index];
    if (r->lean) {
        if (run_holds(r, rule_index, f->hint))
            add_evidence(r, rule_index, bindings, f, false);
        return;
    }
    const feel_truth truth = run_condition(r, rule_index, bindings, f->hint);
    const bool provisional =
        truth != FEEL_UNKNOWN && run_note_provisional(r, rule_index, bindings, which->when);
    if (truth == FEEL_TRUE)
        add_evidence(r, rule_index, bindings, f, provisional);
}

static void warn_of_conflict(run *r, const pack_table *t, const feel_table_outcome *o)
{
    const rule *rows = &r->pack->rules[t->first_rule];
    inference_warning warning = {
        t->first_rule + o->rows[0], "table-conflict",
        arena_format(r->arena, "rows %.*s and %.*s both match, against the table's hit policy",
                     SLICE_ARG(rows[o->rows[0]].id), SLICE_ARG(rows[o->rows[1]].id))};
    ARENA_PUSH(r->arena, &r->warnings, items, count, capacity, warning);
}

static void fire_table(run *r, size_t rule_index, const feel_value *bindings, void *state)
{
    const pack_table *t = r->pack->rules[rule_index].table;
    feel_table_outcome o = run_table(r, t);
    const bool provisional = r->machine->null_tested;
    for (size_t i = 0; provisional && i < t->form.row_count; i++) {
        r->machine->null_tested = true;
        (void)run_note_provisional(r, t->first_rule + i, bindings, r->pack->rules[t->first_rule + i].when);
    }
    run_record_open_rows(r, t, &o, bindings);
    if (o.conflict)
        warn_of_conflict(r, t, &o);
    for (size_t i = 0; o.decided && !o.conflict && i < o.row_count; i++)
        add_evidence(r, t->first_rule + o.rows[i], bindings, state, provisional);
}

/// The title from the first piece of evidence for it that has one.
static slice title_of(const run *r, const pile *p)
{
    for (int against = 0; against < 2; against++) {
        for (size_t i = 0; i < p->evidence.count; i++) {
            const evidence *e = &p->evidence.items[i];
            if ((e->certainty < 0) == (against == 1) && e->title.len > 0)
                return e->title;
        }
    }
    return r->pack->recommendations[p->recommendation].id;
}

static void collect_steps(run *r, const pile *p, advice *out)
{
    struct {
        slice *items;
        size_t count, capacity;
    } steps = {0};
    for (size_t i = 0; i < p->evidence.count; i++) {
        const evidence *e = &p->evidence.items[i];
        for (size_t s = 0; e->certainty > 0 && s < e->next_step_count; s++) {
            bool known = false;
            for (size_t k = 0; k < steps.count && !known; k++)
                known = slice_equal(steps.items[k], e->next_steps[s]);
            if (!known)
                ARENA_PUSH(r->arena, &steps, items, count, capacity, e->next_steps[s]);
        }
    }
    out->next_steps = steps.items;
    out->next_step_count = steps.count;
}

void gather_rule(run *r, pile_list *piles, size_t rule_index, rule_hint hint)
{
    const pack_table *t = r->pack->rules[rule_index].table;
    firing f = {piles, hint};
    if (t == NULL)
        (void)run_bindings(r, rule_index, &(run_visitor){.bound = fire, .state = &f});
    else if (rule_index == t->first_rule)
        (void)run_bindings(r, rule_index, &(run_visitor){.bound = fire_table, .state = &f});
}

/// A piece of evidence that is looked for again.
typedef struct search {
    firing firing;
    const evidence *wanted;
} search;

static void fire_if_wanted(run *r, size_t rule_index, const feel_value *bindings, void *state)
{
    search *s = state;
    bool same = true;
    for (size_t i = 0; i < r->pack->rules[rule_index].variable_count && same; i++)
        same = evidence_same_item(bindings[i], s->wanted->bindings[i]);
    if (same)
        (r->pack->rules[rule_index].table != NULL ? fire_table : fire)(r, rule_index, bindings, &s->firing);
}

bool gather_one(run *r, const evidence *wanted, evidence *out)
{
    const pack_table *t = r->pack->rules[wanted->rule].table;
    pile_list piles = {0};
    search s = {{&piles, (rule_hint){0}}, wanted};
    (void)run_bindings(r, t != NULL ? t->first_rule : wanted->rule,
                       &(run_visitor){.bound = fire_if_wanted, .state = &s});
    for (size_t i = 0; i < piles.count; i++) {
        for (size_t k = 0; k < piles.items[i].evidence.count; k++) {
            *out = piles.items[i].evidence.items[k];
            if (out->rule == wanted->rule)
                return true;
        }
    }
    return false;
}

void gather_known(run *r, pile_list *piles, size_t rule_index, double certainty, feel_value item)
{
    const evidence e = {.rule = rule_index, .certainty = certainty};
    pile *p = pile_for(r, piles, rule_index, NULL, item);
    ARENA_PUSH(r->arena, &p->evidence, items, count, capacity, e);
}

void gather_fired(run *r, pile_list *piles, size_t rule_index, const feel_value *bindings)
{
    const firing f = {.piles = piles};
    add_evidence(r, rule_index, bindings, &f, false);
}

double pile_certainty(run *r, const pile *p)
{
    double *certainties = ARENA_ARRAY(r->arena, p->evidence.count, double);
    for (size_t e = 0; e < p->evidence.count; e++)
        certainties[e] = p->evidence.items[e].certainty;
    return certainty_combine_all(certainties, p->evidence.count);
}

static advice advice_of(run *r, const pile *p)
{
    advice out = {.recommendation = p->recommendation,
                  .item = p->item,
                  .item_name = p->item_name,
                  .position = p->position,
                  .evidence = p->evidence.items,
                  .evidence_count = p->evidence.count,
                  .above = -1,
                  .excluded_by = -1,
                  .certainty = pile_certainty(r, p),
                  .priority = p->priority.value,
                  .priority_is_open = p->priority.is_open,
                  .title = title_of(r, p)};
    out.score = certainty_round(out.certainty * out.priority);
    collect_steps(r, p, &out);
    return out;
}

advice *gather_evidence(run *r, size_t *count)
{
    pile_list piles = {0};
    for (size_t i = 0; i < r->pack->rule_count && !r->machine->exhausted; i++) {
        if (r->pack->rules[i].kind == RULE_RECOMMENDS && (r->silent == NULL || !r->silent[i]))
            gather_rule(r, &piles, i, (rule_hint){0});
    }
    advice *out = ARENA_ARRAY(r->arena, piles.count, advice);
    for (size_t i = 0; i < piles.count; i++)
        out[i] = advice_of(r, &piles.items[i]);
    *count = piles.count;
    return out;
}
