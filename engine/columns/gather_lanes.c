// Evidence by record: what each rule leaves open is multiplied lane by lane, in the order of certainty_combine_all, so that the
// certainties are those of the interpreter to the last bit.
#include "columns/gather_lanes.h"

#include "columns/lane_state.h"
#include "columns/select.h"
#include "infer/certainty.h"

/// The lanes in which a rule fires, and some more: see `open` of a gathering.
typedef struct fired_lanes {
    const uint64_t *words;
    uint64_t rows; ///< of a rule without variables: its only word
} fired_lanes;

/// A group while its rules are gathered.
typedef struct gathering {
    block *block;
    const lane_group *group;
    const lane_list *list;     ///< whose records it is about; NULL: nothing
    const record_type *record; ///< of these
    size_t lane_count, word_count;
    const fired_lanes *fired; ///< of each rule
    uint64_t *even;           ///< lanes that there are, without those of odd profiles
    uint64_t *piled;          ///< those of them whose evidence goes to the piles of their rows
    uint64_t *any;            ///< other lanes with evidence
    uint64_t *again;          ///< those of them with more than one piece of it
    block_advice candidate;   ///< for the recommendation, without what differs from lane to lane
} gathering;

static size_t row_of(const gathering *g, size_t lane)
{
    return g->list != NULL ? g->list->row[lane] : lane;
}

// --- where rules fire ---

/// The lanes of a word that there are, without those of odd profiles.
static uint64_t even_lanes(const gathering *g, size_t word)
{
    const size_t count = g->lane_count - word * 64;
    uint64_t lanes = count < 64 ? ((uint64_t)1 << count) - 1 : UINT64_MAX;
    for (uint64_t left = g->block->odd != 0 ? lanes : 0; left != 0; left &= left - 1) {
        const unsigned i = (unsigned)__builtin_ctzll(left);
        lanes ^= (g->block->odd >> row_of(g, word * 64 + i) & 1) << i;
    }
    return lanes;
}

static const fired_lanes *find_fired(const gathering *g)
{
    const block *b = g->block;
    const lane_group *group = g->group;
    fired_lanes *out = arena_uncleared(b->arena, group->count * sizeof *out);
    for (size_t i = 0; i < group->count; i++) {
        const lane_rule *r = &group->rules[i];
        out[i].rows = r->when != NULL ? block_answer(b, r->when).yes : 0;
        out[i].words = r->when != NULL ? &out[i].rows : b->lanes->values[r->op].yes;
    }
    return out;
}

/// How many pieces of evidence a rule that fires in a lane gives there.
static size_t pieces(const gathering *g, const lane_rule *r, size_t lane)
{
    return r->tallies ? (size_t)g->block->lanes->values[r->op].low[lane] : 1;
}

/// Notes in which rows a rule fires, if that is asked for.
static void note_rule(const gathering *g, const lane_rule *r, size_t word, uint64_t set)
{
    uint64_t *noted = g->block->noted;
    for (uint64_t left = noted != NULL && !r->computes ? set : 0; left != 0; left &= left - 1)
        noted[r->rule] |= (uint64_t)1 << row_of(g, word * 64 + (size_t)__builtin_ctzll(left));
}

// --- evidence that goes to piles ---

/// All lanes if other rules add to the piles, else those in which a certainty is computed.
static void find_piled(const gathering *g)
{
    memset(g->piled, g->group->shared ? 0xFF : 0, g->word_count * sizeof *g->piled);
    for (size_t i = 0; g->group->computes && i < g->group->count; i++) {
        for (size_t w = 0; g->group->rules[i].computes && w < g->word_count; w++)
            g->piled[w] |= g->fired[i].words[w];
    }
    for (size_t w = 0; w < g->word_count; w++)
        g->piled[w] &= g->even[w];
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

// --- evidence that is added up here ---

/// Notes where a rule fires in lanes of a word, and where that is not the only piece of evidence.
static void gather_word(const gathering *g, const lane_rule *r, size_t word, uint64_t set)
{
    g->again[word] |= g->any[word] & set;
    g->any[word] |= set;
    for (uint64_t left = r->tallies ? set : 0; left != 0; left &= left - 1) {
        if (pieces(g, r, word * 64 + (size_t)__builtin_ctzll(left)) > 1)
            g->again[word] |= left & -left;
    }
}

static void gather_rule_lanes(const gathering *g, size_t index)
{
    const lane_rule *r = &g->group->rules[index];
    for (size_t w = 0; w < g->word_count; w++) {
        const uint64_t set = g->fired[index].words[w] & g->even[w];
        if (set == 0)
            continue;
        note_rule(g, r, w, set);
        for (uint64_t left = set & g->piled[w]; left != 0; left &= left - 1) {
            const size_t lane = w * 64 + (size_t)__builtin_ctzll(left);
            add_to_piles(g, r, lane, pieces(g, r, lane));
        }
        gather_word(g, r, w, set & ~g->piled[w]);
    }
}

/// Multiplies what a rule leaves open in lanes of a word in which several pieces of evidence were given.
static void combine_word(const gathering *g, const lane_rule *r, size_t word, uint64_t set,
                         double (*rests)[2])
{
    for (; set != 0; set &= set - 1) {
        const unsigned i = (unsigned)__builtin_ctzll(set);
        double *rest = &rests[i][r->certainty < 0];
        for (size_t times = pieces(g, r, word * 64 + i); times > 0; times--)
            *rest = certainty_rest(*rest, r->certainty);
    }
}

/// Adds a candidate for the record of a lane.
static void add_lane(const gathering *g, size_t lane, const block_advice *candidate)
{
    block_advice c = *candidate;
    if (g->list != NULL) {
        const feel_value item = {.kind = FEEL_CONTEXT, .as.context = g->list->records[lane]};
        c.ranking.position = g->list->records[lane]->record;
        c.item_name = infer_item_name_of(g->block->arena, g->record, item);
    }
    select_add(g->block, row_of(g, lane), &c);
}

/// Adds the lanes in which a rule gives the only piece of evidence: what it comes to is known beforehand.
static void add_single_lanes(const gathering *g, size_t index)
{
    const lane_rule *r = &g->group->rules[index];
    block_advice c = g->candidate;
    c.certainty = r->alone;
    c.ranking.score = r->score;
    for (size_t w = 0; w < g->word_count && r->suffices; w++) {
        uint64_t set = g->fired[index].words[w] & g->any[w] & ~g->again[w];
        for (; set != 0; set &= set - 1) {
            const size_t lane = w * 64 + (size_t)__builtin_ctzll(set);
            if (!select_is_beneath(g->block, row_of(g, lane), r->score))
                add_lane(g, lane, &c);
        }
    }
}

/// Adds the lanes of a word in which several were given.
static void add_combined_lanes(const gathering *g, size_t word, uint64_t set)
{
    block *b = g->block;
    block_advice c = g->candidate;
    double rests[64][2]; // what those in favour, and those against, leave open
    for (uint64_t left = set; left != 0; left &= left - 1) {
        double *both = rests[__builtin_ctzll(left)];
        both[0] = both[1] = 1;
    }
    for (size_t i = 0; set != 0 && i < g->group->count; i++)
        combine_word(g, &g->group->rules[i], word, g->fired[i].words[word] & set, rests);
    for (; set != 0; set &= set - 1) {
        const unsigned i = (unsigned)__builtin_ctzll(set);
        const size_t lane = word * 64 + i;
        c.certainty = certainty_of_rests(rests[i][0], rests[i][1]);
        c.ranking.score = certainty_round(c.certainty * g->group->priority);
        if (select_admits(b, c.certainty) && !select_is_beneath(b, row_of(g, lane), c.ranking.score))
            add_lane(g, lane, &c);
    }
}

/// The type of the records that a group is about: the same for all of its rules.
static const record_type *record_of(const pack *p, const lane_group *group)
{
    const rule *r = &p->rules[group->rules[0].rule];
    return pack_record_type(p, r->variables[r->about_variable].type);
}

static void gather_group_lanes(block *b, const lane_group *group)
{
    gathering g = {.block = b, .group = group, .candidate = select_candidate(b, group->recommendation, 0)};
    g.list = group->variable != (size_t)TERM_NONE ? &b->lanes->lists[group->variable] : NULL;
    g.record = g.list != NULL ? record_of(b->plan->pack, group) : NULL;
    g.lane_count = g.list != NULL ? g.list->count : b->count;
    g.word_count = words_of_lanes(g.lane_count);
    g.fired = find_fired(&g);
    g.any = ARENA_ARRAY(b->arena, 4 * g.word_count, uint64_t);
    g.again = g.any + g.word_count;
    g.even = g.again + g.word_count;
    g.piled = g.even + g.word_count;
    for (size_t w = 0; w < g.word_count; w++)
        g.even[w] = even_lanes(&g, w);
    find_piled(&g);
    for (size_t i = 0; i < group->count; i++)
        gather_rule_lanes(&g, i);
    for (size_t i = 0; i < group->count; i++)
        add_single_lanes(&g, i);
    for (size_t w = 0; w < g.word_count; w++)
        add_combined_lanes(&g, w, g.again[w]);
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
