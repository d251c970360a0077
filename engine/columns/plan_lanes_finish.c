// Puts the operations of lanes in the order in which their facts become known, and finds which columns of records they read.
#include "columns/plan_lanes.h"

#include "infer/certainty.h"

#include <stdlib.h>

static int by_certainty(const void *a, const void *b)
{
    const lane_rule *x = a;
    const lane_rule *y = b;
    if (x->certainty != y->certainty)
        return x->certainty < y->certainty ? -1 : 1;
    return (x->rule > y->rule) - (x->rule < y->rule);
}

/// What a rule comes to where no other fires.
static void rate_alone(const pack *p, double priority, lane_rule *r)
{
    const double rest = certainty_rest(1, r->certainty);
    r->alone = r->certainty < 0 ? certainty_of_rests(1, rest) : certainty_of_rests(rest, 1);
    r->score = certainty_round(r->alone * priority);
    r->suffices = certainty_exceeds(r->alone, p->threshold);
}

/// The group of all rules that are for the same as rule `first`; they are marked as done.
static lane_group make_group(plan_builder *b, size_t first, bool *done)
{
    const lane_builder *l = b->lanes;
    const size_t target = b->pack->rules[l->rules.items[first].rule].target;
    const size_t about = l->about.items[first];
    lane_rule *rules = ARENA_ARRAY(b->arena, l->rules.count - first, lane_rule);
    lane_group g = {.recommendation = target,
                    .variable = about,
                    .rules = rules,
                    .priority = b->pack->recommendations[target].priority};
    for (size_t i = first; i < l->rules.count; i++) {
        if (done[i] || l->about.items[i] != about || b->pack->rules[l->rules.items[i].rule].target != target)
            continue;
        rules[g.count++] = l->rules.items[i];
        g.computes = g.computes || l->rules.items[i].computes;
        done[i] = true;
    }
    for (size_t i = 0; i < g.count; i++)
        rate_alone(b->pack, g.priority, &rules[i]);
    qsort(rules, g.count, sizeof *rules, by_certainty);
    return g;
}

/// By the best score that one rule gives, the highest first.
static int by_score(const void *a, const void *b)
{
    const lane_group *x = a;
    const lane_group *y = b;
    const double left = x->rules[x->count - 1].score;
    const double right = y->rules[y->count - 1].score;
    if (left != right)
        return left > right ? -1 : 1;
    return (x->recommendation > y->recommendation) - (x->recommendation < y->recommendation);
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
    // What scores most comes first: then most of what follows is beneath it.
    if (out->group_count > 1)
        qsort(groups, out->group_count, sizeof *groups, by_score);
    out->groups = groups;
}

/// Puts operations in the order of their stages, and numbers their inputs anew. Within a stage the order stays.
static lane_op *order_ops(plan_builder *b, lane_plan *out, uint32_t *moved)
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
        ops[i].step = lane_step_of(&ops[i]);
    }
    out->ops = ops;
    out->stage_ends = ends;
    return ops;
}

static void ask(lane_op *input, bool yes, bool no)
{
    input->asks_yes = input->asks_yes || yes;
    input->asks_no = input->asks_no || no;
}

static bool tells_order(const lane_op *op)
{
    const term *t = op->term;
    return t->kind == TERM_COMPARE && t->op == COMPARE_LESS && !op->spreads;
}

/// Notes which words of a truth an operation reads of its inputs.
static void ask_inputs(lane_op *ops, const lane_op *op)
{
    const term_kind kind = op->term->kind;
    if (tells_order(
            op)) { // the first number is surely less by its upper bound, and perhaps by that of the second
        ask(&ops[op->inputs[0]], true, op->asks_yes);
        ask(&ops[op->inputs[1]], true, op->asks_no);
        return;
    }
    for (size_t i = 0; i < op->input_count; i++) {
        lane_op *input = &ops[op->inputs[i]];
        if (op->spreads || kind == TERM_AND || kind == TERM_OR || kind == TERM_SOME || kind == TERM_EVERY)
            ask(input, op->asks_yes, op->asks_no);
        else if (kind == TERM_NOT)
            ask(input, op->asks_no, op->asks_yes);
        else
            ask(input, !op->is_gated, kind != TERM_TALLY && (kind != TERM_COUNT || op->asks_no));
    }
}

/// What nobody reads of truths is not computed: mostly whether a rule is denied.
static void find_asked(const plan_builder *b, lane_op *ops, size_t count)
{
    const lane_builder *l = b->lanes;
    for (size_t i = 0; i < l->values.count; i++)
        ops[l->values.items[i]->op].asks_yes = ops[l->values.items[i]->op].asks_no = true;
    for (size_t i = 0; i < l->atoms.count; i++)
        ops[l->atoms.items[i].op].asks_yes = ops[l->atoms.items[i].op].asks_no = true;
    for (size_t i = 0; i < l->rules.count; i++) {
        if (l->rules.items[i].when == NULL)
            ops[l->rules.items[i].op].asks_yes = true;
    }
    for (size_t i = count; i-- > 0;)
        ask_inputs(ops, &ops[i]);
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
        (void)plan_lanes_text(b, feel_text(text->allowed[i]));
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
    lane_op *ops = order_ops(b, out, moved);
    for (size_t i = 0; i < l->values.count; i++)
        l->values.items[i]->op = moved[l->values.items[i]->op];
    for (size_t i = 0; i < l->atoms.count; i++)
        l->atoms.items[i].op = moved[l->atoms.items[i].op];
    for (size_t i = 0; i < l->rules.count; i++)
        l->rules.items[i].op = moved[l->rules.items[i].op];
    find_asked(b, ops, out->op_count);
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
