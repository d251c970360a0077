// What runs over records: from the lanes of the records, or of pairs of them, to those of what they belong to.
#include "columns/lane_state.h"

/// What a reduction reads and writes.
typedef struct reduction {
    block *block;
    const lane_set *from;
    const lane_set *into;
    const lane_runs *runs; ///< of the inputs, for the lanes of the result
    const lane_values *part;
    const uint64_t *listed; ///< lanes of the result whose list is known
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

static reduction reduction_of(block *b, const lane_op *op)
{
    const lane_set *into = lane_set_of(b, op->domain);
    return (reduction){.block = b,
                       .from = lane_set_of(b, op->within),
                       .into = into,
                       .runs = lane_runs_between(b, op->domain, op->within),
                       .part = lane_input(b, op, 0),
                       .listed = where_listed(b, op, into)};
}

// --- truths ---

/// Where the list is known, and some record has a bit.
static uint64_t *where_some(const reduction *r, const uint64_t *bits)
{
    uint64_t *out = lane_fresh(r->block, r->into);
    lane_runs_any(r->runs, bits, false, out);
    for (size_t w = 0; w < r->into->word_count; w++)
        out[w] &= r->listed[w];
    return out;
}

/// Where the list is known, and every record has a bit.
static uint64_t *where_every(const reduction *r, const uint64_t *bits)
{
    uint64_t *out = lane_fresh(r->block, r->into);
    lane_runs_any(r->runs, bits, true, out);
    for (size_t w = 0; w < r->into->word_count; w++)
        out[w] = r->listed[w] & ~out[w];
    return out;
}

void lane_some(block *b, const lane_op *op, lane_values *out)
{
    const reduction r = reduction_of(b, op);
    if (op->asks_yes)
        out->yes = where_some(&r, r.part->yes);
    if (op->asks_no)
        out->no = where_every(&r, r.part->no);
}

void lane_every(block *b, const lane_op *op, lane_values *out)
{
    const reduction r = reduction_of(b, op);
    if (op->asks_yes)
        out->yes = where_every(&r, r.part->yes);
    if (op->asks_no)
        out->no = where_some(&r, r.part->no);
}

// --- counts and sums ---

static double *count_of(const reduction *r, const uint64_t *bits, bool negated)
{
    double *out = lane_numbers(r->block, r->into);
    lane_runs_count(r->runs, bits, negated, out);
    return out;
}

static bool all_known(const reduction *r)
{
    uint64_t open = 0;
    for (size_t w = 0; w < r->from->word_count; w++)
        open |= ~(r->part->yes[w] | r->part->no[w]) & lanes_in_word(r->from, w);
    return open == 0;
}

void lane_count(block *b, const lane_op *op, lane_values *out)
{
    const reduction r = reduction_of(b, op);
    out->yes = lane_fresh(b, r.into);
    memcpy(out->yes, r.listed, r.into->word_count * sizeof *r.listed);
    out->low = count_of(&r, r.part->yes, false);
    out->high = !op->asks_no || all_known(&r) ? out->low : count_of(&r, r.part->no, true);
}

/// Counts them one by one, since they are few.
static double *tally_lanes(const reduction *r, const uint64_t *bits)
{
    double *out = lane_numbers(r->block, r->into);
    memset(out, 0, r->into->count * sizeof *out);
    for (size_t w = 0; w < r->from->word_count; w++) {
        for (uint64_t left = bits[w] & lanes_in_word(r->from, w); left != 0; left &= left - 1)
            out[r->runs->owner[w * 64 + (size_t)__builtin_ctzll(left)]] += 1;
    }
    return out;
}

void lane_tally(block *b, const lane_op *op, lane_values *out)
{
    const reduction r = reduction_of(b, op);
    out->yes = lane_fresh(b, r.into);
    lane_runs_any(r.runs, r.part->yes, false, out->yes);
    out->low = out->high = tally_lanes(&r, r.part->yes);
}

/// Known if all is known, and there is something to add.
void lane_sum(block *b, const lane_op *op, lane_values *out)
{
    const reduction r = reduction_of(b, op);
    const lane_values *numbers = lane_input(b, op, op->input_count - 1);
    double *sum = lane_numbers(b, r.into);
    uint64_t *open = lane_temporary(b, r.into);
    memset(sum, 0, r.into->count * sizeof *sum);
    memset(open, 0, r.into->word_count * sizeof *open);
    for (size_t i = 0; i < r.from->count; i++) {
        const uint32_t to = r.runs->owner[i];
        const bool adds = bit_set_has(r.part->yes, i);
        const bool is_known = bit_set_has(numbers->yes, i);
        double scaled = 0;
        if (adds && is_known && !lane_thousandths(numbers->low[i], &scaled))
            b->odd |= (uint64_t)1 << r.from->row[i];
        sum[to] += scaled;
        lane_set_bit(open, to, adds ? !is_known : !bit_set_has(r.part->no, i));
    }
    out->yes = lane_fresh(b, r.into);
    lane_runs_any(r.runs, r.part->yes, false, out->yes);
    for (size_t w = 0; w < r.into->word_count; w++)
        out->yes[w] &= r.listed[w] & ~open[w];
    for (size_t i = 0; i < r.into->count; i++)
        sum[i] /= 1000;
    out->low = out->high = sum;
}
