// What runs over records: from the lanes of the records, or of pairs of them, to those of what they belong to.
#include "columns/lane_state.h"

/// What a reduction reads and writes.
typedef struct reduction {
    block *block;
    const lane_set *from;
    const lane_set *into;
    const lane_runs *runs; ///< of the inputs, for the lanes of the result
    const lane_values *part;
    const lane_values *numbers; ///< of a sum
    const uint64_t *listed;     ///< lanes of the result whose list is known
    lane_values *out;
} reduction;

/// Lanes of the result in which the list that is run over is known.
static const uint64_t *where_listed(block *b, const lane_op *op, const lane_set *into)
{
    const uint64_t *known = &b->lanes->lists[op->term->variable].known;
    if (into->row == NULL)
        return known;
    uint64_t *out = lane_temporary(b, into);
    lane_runs_spread(&into->by_row, known, out);
    return out;
}

/// Of truths over records. True if some is, false if none is, unknown if some may be. Of every, the same of what is not true.
/// @param sure  lanes that decide it; `yes` or `no` of the result
static void reduce_truths(const reduction *r, const uint64_t *sure, const uint64_t *against,
                          uint64_t *decided, uint64_t *opposite)
{
    lane_runs_any(r->runs, sure, false, decided);
    lane_runs_any(r->runs, against, true, opposite); // not yet: lanes in which it may be so
    for (size_t w = 0; w < r->into->word_count; w++) {
        decided[w] &= r->listed[w];
        opposite[w] = r->listed[w] & ~opposite[w];
    }
}

/// Adds one for each lane of the inputs that has the bit.
static double *count_lanes(const reduction *r, const uint64_t *bits, uint64_t flip)
{
    double *out = lane_numbers(r->block, r->into);
    memset(out, 0, r->into->count * sizeof *out);
    for (size_t w = 0; w < r->from->word_count; w++) {
        for (uint64_t left = (bits[w] ^ flip) & lanes_in_word(r->from, w); left != 0; left &= left - 1)
            out[r->runs->owner[w * 64 + (size_t)__builtin_ctzll(left)]] += 1;
    }
    return out;
}

static bool all_known(const reduction *r)
{
    uint64_t open = 0;
    for (size_t w = 0; w < r->from->word_count; w++)
        open |= ~(r->part->yes[w] | r->part->no[w]) & lanes_in_word(r->from, w);
    return open == 0;
}

static void reduce_count(const reduction *r)
{
    memcpy(r->out->yes, r->listed, r->into->word_count * sizeof *r->listed);
    r->out->low = count_lanes(r, r->part->yes, 0);
    r->out->high = all_known(r) ? r->out->low : count_lanes(r, r->part->no, UINT64_MAX);
}

static void reduce_tally(const reduction *r)
{
    lane_runs_any(r->runs, r->part->yes, false, r->out->yes);
    r->out->low = r->out->high = count_lanes(r, r->part->yes, 0);
}

/// Known if all is known, and there is something to add.
static void reduce_sum(const reduction *r)
{
    double *sum = lane_numbers(r->block, r->into);
    uint64_t *open = lane_temporary(r->block, r->into);
    memset(sum, 0, r->into->count * sizeof *sum);
    memset(open, 0, r->into->word_count * sizeof *open);
    for (size_t i = 0; i < r->from->count; i++) {
        const uint32_t to = r->runs->owner[i];
        const bool adds = bit_set_has(r->part->yes, i);
        const bool is_known = bit_set_has(r->numbers->yes, i);
        double scaled = 0;
        if (adds && is_known && !lane_thousandths(r->numbers->low[i], &scaled))
            r->block->odd |= (uint64_t)1 << r->from->row[i];
        sum[to] += scaled;
        lane_set_bit(open, to, adds ? !is_known : !bit_set_has(r->part->no, i));
    }
    lane_runs_any(r->runs, r->part->yes, false, r->out->yes);
    for (size_t w = 0; w < r->into->word_count; w++)
        r->out->yes[w] &= r->listed[w] & ~open[w];
    for (size_t i = 0; i < r->into->count; i++)
        sum[i] /= 1000;
    r->out->low = r->out->high = sum;
}

void lane_reduce(block *b, const lane_op *op, lane_values *out)
{
    const lane_set *into = lane_set_of(b, op->domain);
    const lane_values *part = &b->lanes->values[op->inputs[0]];
    const reduction r = {.block = b,
                         .from = lane_set_of(b, op->within),
                         .into = into,
                         .runs = lane_runs_between(b, op->domain, op->within),
                         .part = part,
                         .numbers = &b->lanes->values[op->inputs[op->input_count - 1]],
                         .listed = where_listed(b, op, into),
                         .out = out};
    out->yes = lane_fresh(b, into);
    out->no = lane_fresh(b, into);
    switch (op->term->kind) {
    case TERM_SOME: reduce_truths(&r, part->yes, part->no, out->yes, out->no); break;
    case TERM_EVERY: reduce_truths(&r, part->no, part->yes, out->no, out->yes); break;
    case TERM_COUNT: reduce_count(&r); break;
    case TERM_TALLY: reduce_tally(&r); break;
    case TERM_SUM: reduce_sum(&r); break;
    default: break;
    }
}
