// Lists of texts are turned around once: for each text, the lanes that hold it. Then whatever is asked of them is a look at a word of lanes.
#include "columns/lane_state.h"

/// For each text of the plan, the lanes of a word that hold it; first, those that hold any other text.
static uint64_t *holders_in(const block *b, const lane_values *lists, size_t word)
{
    return lists->holders + word * (b->plan->lanes->text_count + 1);
}

/// Adds a lane to the holders of the texts of its list.
static inline void add_holder(uint64_t *holders, uint64_t bit, const uint32_t *pool, size_t at, size_t end,
                              size_t texts)
{
    enum { AT_ONCE = 3 }; // most lists have no more
    // Branch-free: the processor could not predict how many there are. Item 0 of the pool is no text.
    for (size_t i = 0; i < AT_ONCE; i++) {
        const uint32_t text = pool[at + i < end ? at + i : 0];
        holders[text <= texts ? text : 0] |= bit;
    }
    for (size_t i = at + AT_ONCE; i < end; i++)
        holders[pool[i] <= texts ? pool[i] : 0] |= bit;
}

static void turn_around(block *b, lane_values *lists, const lane_set *s)
{
    const size_t texts = b->plan->lanes->text_count;
    lists->holders = ARENA_ARRAY(b->arena, (texts + 1) * s->word_count, uint64_t);
    for (size_t w = 0; w < s->word_count; w++) {
        uint64_t *holders = holders_in(b, lists, w);
        for (uint64_t left = lists->yes[w] & lanes_in_word(s, w); left != 0; left &= left - 1) {
            const size_t lane = w * 64 + (size_t)__builtin_ctzll(left);
            add_holder(holders, left & -left, b->lanes->pool.items, lists->texts[lane], lists->ends[lane],
                       texts);
        }
    }
}

/// Those of some lanes of a word whose list holds a text that is none of the plan.
static uint64_t search(const block *b, const lane_values *lists, size_t word, uint64_t lanes, uint32_t text)
{
    const uint32_t *pool = b->lanes->pool.items;
    uint64_t found = 0;
    for (; lanes != 0; lanes &= lanes - 1) {
        const size_t lane = word * 64 + (size_t)__builtin_ctzll(lanes);
        size_t at = lists->texts[lane];
        while (at < lists->ends[lane] && pool[at] != text)
            at++;
        found |= at < lists->ends[lane] ? lanes & -lanes : 0;
    }
    return found;
}

/// Whose text is looked for in the lanes, if runs of lanes look for the same; NULL: each lane may look for another.
static const lane_runs *runs_of_wanted(const block *b, const lane_op *op)
{
    const lane_op *wanted = &b->plan->lanes->ops[op->inputs[1]];
    if (!wanted->spreads)
        return NULL;
    const lane_runs *runs = lane_runs_between(b, b->plan->lanes->ops[wanted->inputs[0]].domain, op->domain);
    return runs->scattered ? NULL : runs;
}

void lane_find_in_lists(block *b, const lane_op *op, lane_values *out)
{
    const lane_set *s = lane_set_of(b, op->domain);
    lane_values *lists = &b->lanes->values[op->inputs[0]];
    const lane_values *wanted = &b->lanes->values[op->inputs[1]];
    const lane_runs *runs = runs_of_wanted(b, op);
    out->yes = lane_fresh(b, s);
    out->no = lane_fresh(b, s);
    if (lists->holders == NULL)
        turn_around(b, lists, s);
    for (size_t w = 0; w < s->word_count; w++) {
        const uint64_t known = lanes_both_known(lists, wanted, w) & lanes_in_word(s, w);
        uint64_t found = 0;
        const uint64_t changes = wanted->is_constant ? 1 : runs != NULL ? runs->firsts[w] | 1 : UINT64_MAX;
        for (uint64_t left = changes; left != 0; left &= left - 1) {
            const uint64_t next = left & (left - 1);
            const uint64_t lanes = known & ((next & -next) - (left & -left));
            if (lanes == 0)
                continue;
            const uint32_t text =
                wanted->texts[wanted->is_constant ? 0 : w * 64 + (size_t)__builtin_ctzll(left)];
            found |= text <= b->plan->lanes->text_count ? holders_in(b, lists, w)[text] & lanes
                                                        : search(b, lists, w, lanes, text);
        }
        out->yes[w] = found;
        out->no[w] = known & ~found;
    }
}
