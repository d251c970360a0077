// Evidence by record: what each rule leaves open is multiplied lane by lane, in the order of certainty_combine_all, so that the
// certainties are those of the interpreter to the last bit.
#include "columns/gather_lanes.h"

#include "columns/lane_state.h"
#include "columns/select.h"
#include "infer/certainty.h"

/// A group while its rules are gathered.
typedef struct gathering {
    block *block;
    const lane_group *group;
    const lane_list *list; ///< whose records it is about; NULL: nothing
    size_t lane_count;
    double *rests[2]; ///< of each lane: what the rules in favour, and those against, leave open
    uint64_t *any;
} gathering;

static size_t row_of(const gathering *g, size_t lane)
{
    return g->list != NULL ? g->list->row[lane] : lane;
}

static bool is_odd(const gathering *g, size_t lane)
{
    return (g->block->odd >> row_of(g, lane) & 1) != 0;
}

/// A piece of evidence, `times` over.
static void add_piece(const gathering *g, const lane_rule *r, size_t lane, size_t times)
{
    block *b = g->block;
    block_row *row = &b->rows[row_of(g, lane)];
    const feel_value item = g->list != NULL
                                ? (feel_value){.kind = FEEL_CONTEXT, .as.context = g->list->records[lane]}
                                : feel_null();
    double *rest = &g->rests[r->certainty < 0][lane];
    if (r->computes) {
        feel_value *bindings = row->values + b->plan->pack->scope.count;
        bindings[0] = item;
        gather_fired(&row->by_row->run, &row->piles, r->rule, bindings);
        return;
    }
    if (b->noted != NULL)
        b->noted[r->rule] |= (uint64_t)1 << row_of(g, lane);
    for (size_t i = 0; i < times; i++) {
        if (g->group->shared)
            gather_known(&row->by_row->run, &row->piles, r->rule, r->certainty, item);
        else
            *rest = certainty_rest(*rest, r->certainty);
    }
}

static void gather_rule_lanes(const gathering *g, const lane_rule *r)
{
    const block *b = g->block;
    const lane_values *v = r->when == NULL ? &b->lanes->values[r->op] : NULL;
    const uint64_t closed = v == NULL ? block_answer(b, r->when).yes : 0;
    const uint64_t *fired = v != NULL ? v->yes : &closed;
    for (size_t w = 0; w * 64 < g->lane_count; w++) {
        const size_t left = g->lane_count - w * 64;
        const uint64_t lanes = left < 64 ? ((uint64_t)1 << left) - 1 : UINT64_MAX;
        for (uint64_t set = fired[w] & lanes; set != 0; set &= set - 1) {
            const size_t lane = w * 64 + (size_t)__builtin_ctzll(set);
            if (is_odd(g, lane))
                continue;
            add_piece(g, r, lane, v != NULL && r->tallies ? (size_t)v->low[lane] : 1);
            g->any[w] |= set & -set;
        }
    }
}

static slice name_of(const gathering *g, size_t lane)
{
    const pack *p = g->block->plan->pack;
    const rule *r = &p->rules[g->group->rules[0].rule];
    const feel_value item = {.kind = FEEL_CONTEXT, .as.context = g->list->records[lane]};
    return infer_item_name(g->block->arena, p, r, (size_t)r->about_variable, item);
}

static void add_lane(const gathering *g, size_t lane)
{
    const double certainty = certainty_of_rests(g->rests[0][lane], g->rests[1][lane]);
    if (!certainty_exceeds(certainty, g->block->plan->pack->threshold))
        return;
    const uint32_t position = g->list != NULL ? g->list->records[lane]->record : 0;
    const select_candidate of = {.recommendation = g->group->recommendation,
                                 .certainty = certainty,
                                 .priority =
                                     g->block->plan->pack->recommendations[g->group->recommendation].priority,
                                 .position = position,
                                 .item_name = g->list != NULL ? name_of(g, lane) : (slice){"", 0}};
    select_add(g->block, row_of(g, lane), &of);
}

static void gather_group_lanes(block *b, const lane_group *group)
{
    gathering g = {.block = b, .group = group};
    g.list = group->variable != (size_t)TERM_NONE ? &b->lanes->lists[group->variable] : NULL;
    g.lane_count = g.list != NULL ? g.list->count : b->count;
    g.any = ARENA_ARRAY(b->arena, (g.lane_count + 63) / 64, uint64_t);
    for (size_t side = 0; side < 2; side++) {
        g.rests[side] = ARENA_ARRAY(b->arena, g.lane_count, double);
        for (size_t i = 0; i < g.lane_count; i++)
            g.rests[side][i] = 1;
    }
    for (size_t i = 0; i < group->count; i++)
        gather_rule_lanes(&g, &group->rules[i]);
    for (size_t i = 0; i < g.lane_count && !group->shared; i++) {
        if (lane_bit(g.any, i))
            add_lane(&g, i);
    }
}

/// The evidence of odd profiles is found by the interpreter.
static void gather_odd(block *b, const lane_group *group)
{
    for (uint64_t left = b->odd & b->live; left != 0; left &= left - 1) {
        block_row *r = &b->rows[__builtin_ctzll(left)];
        for (size_t i = 0; i < group->count; i++) {
            rule_hint hint = {.certainty = &group->rules[i].certainty};
            if (group->rules[i].computes)
                hint.certainty = NULL;
            if (!r->by_row->machine.exhausted)
                gather_rule(&r->by_row->run, &r->piles, group->rules[i].rule, hint);
        }
    }
}

void gather_lanes(block *b)
{
    const lane_plan *p = b->plan->lanes;
    for (size_t i = 0; p != NULL && i < p->group_count && b->lanes != NULL; i++) {
        gather_group_lanes(b, &p->groups[i]);
        gather_odd(b, &p->groups[i]);
    }
}
