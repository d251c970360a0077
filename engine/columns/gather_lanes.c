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
    uint64_t *any;   ///< lanes with evidence
    uint64_t *piled; ///< lanes whose evidence goes to the piles of their rows
    /// Of each lane with other evidence: what the rules in favour, and those against, leave open.
    double (*rests)[2];
} gathering;

static size_t row_of(const gathering *g, size_t lane)
{
    return g->list != NULL ? g->list->row[lane] : lane;
}

/// The lanes of a word, without those of odd profiles.
static uint64_t without_odd(const gathering *g, size_t word, uint64_t set)
{
    uint64_t kept = set;
    for (uint64_t left = g->block->odd != 0 ? set : 0; left != 0; left &= left - 1) {
        const unsigned i = (unsigned)__builtin_ctzll(left);
        kept ^= (g->block->odd >> row_of(g, word * 64 + i) & 1) << i;
    }
    return kept;
}

/// Adds evidence to the piles of a row, `times` over.
static void add_to_piles(const gathering *g, const lane_rule *r, size_t lane, size_t times)
{
    block *b = g->block;
    block_row *row = &b->rows[row_of(g, lane)];
    const feel_value item = g->list != NULL
                                ? (feel_value){.kind = FEEL_CONTEXT, .as.context = g->list->records[lane]}
                                : feel_null();
    if (r->computes) {
        feel_value *bindings = row->values + b->plan->pack->scope.count;
        bindings[0] = item;
        gather_fired(&row->by_row->run, &row->piles, r->rule, bindings);
        return;
    }
    for (size_t i = 0; i < times; i++)
        gather_known(&row->by_row->run, &row->piles, r->rule, r->certainty, item);
}

/// Notes in which rows a rule fires, if that is asked for.
static void note_rule(const gathering *g, const lane_rule *r, size_t word, uint64_t set)
{
    uint64_t *noted = g->block->noted;
    for (uint64_t left = noted != NULL && !r->computes ? set : 0; left != 0; left &= left - 1)
        noted[r->rule] |= (uint64_t)1 << row_of(g, word * 64 + (size_t)__builtin_ctzll(left));
}

/// How many pieces of evidence a rule that fires in a lane gives there.
static size_t pieces(const gathering *g, const lane_rule *r, size_t lane)
{
    return r->tallies && r->when == NULL ? (size_t)g->block->lanes->values[r->op].low[lane] : 1;
}

/// Adds the evidence of a rule in the lanes of a word in which it fires.
static void gather_word(const gathering *g, const lane_rule *r, size_t word, uint64_t set)
{
    double(*rests)[2] = g->rests + word * 64;
    for (uint64_t left = set & g->piled[word]; left != 0; left &= left - 1) {
        const size_t lane = word * 64 + (size_t)__builtin_ctzll(left);
        add_to_piles(g, r, lane, pieces(g, r, lane));
    }
    set &= ~g->piled[word];
    for (uint64_t fresh = set & ~g->any[word]; fresh != 0; fresh &= fresh - 1) {
        double *both = rests[__builtin_ctzll(fresh)];
        both[0] = both[1] = 1;
    }
    g->any[word] |= set;
    const double certainty = r->certainty;
    const size_t side = certainty < 0;
    for (uint64_t left = r->tallies ? set : 0; left != 0; left &= left - 1) {
        const unsigned i = (unsigned)__builtin_ctzll(left);
        for (size_t times = pieces(g, r, word * 64 + i); times > 0; times--)
            rests[i][side] = certainty_rest(rests[i][side], certainty);
    }
    for (uint64_t left = r->tallies ? 0 : set; left != 0; left &= left - 1) {
        double *rest = &rests[__builtin_ctzll(left)][side];
        *rest = certainty_rest(*rest, certainty);
    }
}

/// A bit for each lane of a word in which a rule fires.
static uint64_t lanes_that_fire(const gathering *g, const lane_rule *r, size_t word)
{
    const block *b = g->block;
    const size_t left = g->lane_count - word * 64;
    const uint64_t lanes = left < 64 ? ((uint64_t)1 << left) - 1 : UINT64_MAX;
    const uint64_t fired = r->when != NULL ? block_answer(b, r->when).yes : b->lanes->values[r->op].yes[word];
    return without_odd(g, word, fired & lanes);
}

static void gather_rule_lanes(const gathering *g, const lane_rule *r)
{
    for (size_t w = 0; w * 64 < g->lane_count; w++) {
        const uint64_t set = lanes_that_fire(g, r, w);
        if (set == 0)
            continue;
        note_rule(g, r, w, set);
        gather_word(g, r, w, set);
    }
}

/// All lanes if other rules add to the piles, else those in which a certainty is computed.
static void find_piled(const gathering *g, size_t word_count)
{
    memset(g->piled, g->group->shared ? 0xFF : 0, word_count * sizeof *g->piled);
    for (size_t i = 0; g->group->computes && i < g->group->count; i++) {
        for (size_t w = 0; g->group->rules[i].computes && w < word_count; w++)
            g->piled[w] |= lanes_that_fire(g, &g->group->rules[i], w);
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
    block *b = g->block;
    const size_t row = row_of(g, lane);
    const double certainty = certainty_of_rests(g->rests[lane][0], g->rests[lane][1]);
    const double priority = b->plan->pack->recommendations[g->group->recommendation].priority;
    if (!certainty_exceeds(certainty, b->plan->pack->threshold) ||
        select_is_beneath(b, row, certainty, priority))
        return;
    const select_candidate of = {.recommendation = g->group->recommendation,
                                 .certainty = certainty,
                                 .priority = priority,
                                 .position = g->list != NULL ? g->list->records[lane]->record : 0,
                                 .item_name = g->list != NULL ? name_of(g, lane) : (slice){"", 0}};
    select_add(b, row, &of);
}

static void gather_group_lanes(block *b, const lane_group *group)
{
    gathering g = {.block = b, .group = group};
    g.list = group->variable != (size_t)TERM_NONE ? &b->lanes->lists[group->variable] : NULL;
    g.lane_count = g.list != NULL ? g.list->count : b->count;
    const size_t word_count = (g.lane_count + 63) / 64;
    g.any = ARENA_ARRAY(b->arena, word_count, uint64_t);
    g.piled = arena_uncleared(b->arena, word_count * sizeof *g.piled);
    g.rests = arena_uncleared(b->arena, g.lane_count * sizeof *g.rests);
    find_piled(&g, word_count);
    for (size_t i = 0; i < group->count; i++)
        gather_rule_lanes(&g, &group->rules[i]);
    for (size_t w = 0; w < word_count; w++) {
        for (uint64_t set = g.any[w]; set != 0; set &= set - 1)
            add_lane(&g, w * 64 + (size_t)__builtin_ctzll(set));
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
