// What runs over records: from the lanes of the records, or of pairs of them, to those of what they belong to.
#include "columns/lane_state.h"

static const size_t none = (size_t)TERM_NONE;

/// What a reduction reads and writes. Lane i of the inputs belongs to lane `to[i]` of the result.
typedef struct reduction {
    block *block;
    const lane_set *from;
    const lane_set *into;
    const uint32_t *to;
    const lane_values *part;
    const lane_values *numbers; ///< of a sum
    const uint64_t *listed;     ///< lanes of the result whose list is known
    lane_values *out;
} reduction;

/// For each lane of the inputs, which lane of the result it belongs to.
static const uint32_t *owners(block *b, const lane_op *op)
{
    const lane_domain *within = &b->plan->lanes->domains[op->within];
    const lane_domain *result = &b->plan->lanes->domains[op->domain];
    const lane_set *s = lane_set_of(b, op->within);
    if (result->over[0] == none)
        return s->row;
    return s->side[result->over[0] == within->over[0] ? 0 : 1];
}

/// Lanes of the result in which the list that is run over is known.
static const uint64_t *where_listed(block *b, const lane_op *op, const lane_set *into)
{
    const uint64_t known = b->lanes->lists[op->term->variable].known;
    uint64_t *out = lane_words(b, into);
    for (size_t i = 0; i < into->count; i++)
        lane_set_bit(out, i, (known >> (into->row != NULL ? into->row[i] : i) & 1) != 0);
    return out;
}

/// True if some is, false if none is, unknown if some may be.
static void reduce_some(const reduction *r)
{
    uint64_t *open = lane_words(r->block, r->into);
    for (size_t i = 0; i < r->from->count; i++) {
        lane_set_bit(r->out->yes, r->to[i], lane_bit(r->part->yes, i));
        lane_set_bit(open, r->to[i], !lane_bit(r->part->no, i));
    }
    for (size_t w = 0; w < r->into->word_count; w++) {
        r->out->yes[w] &= r->listed[w];
        r->out->no[w] = r->listed[w] & ~open[w];
    }
}

static void reduce_every(const reduction *r)
{
    uint64_t *open = lane_words(r->block, r->into);
    for (size_t i = 0; i < r->from->count; i++) {
        lane_set_bit(r->out->no, r->to[i], lane_bit(r->part->no, i));
        lane_set_bit(open, r->to[i], !lane_bit(r->part->yes, i));
    }
    for (size_t w = 0; w < r->into->word_count; w++) {
        r->out->no[w] &= r->listed[w];
        r->out->yes[w] = r->listed[w] & ~open[w];
    }
}

static void reduce_count(const reduction *r)
{
    double *low = ARENA_ARRAY(r->block->arena, r->into->count, double);
    double *high = ARENA_ARRAY(r->block->arena, r->into->count, double);
    for (size_t i = 0; i < r->from->count; i++) {
        low[r->to[i]] += lane_bit(r->part->yes, i);
        high[r->to[i]] += !lane_bit(r->part->no, i);
    }
    memcpy(r->out->yes, r->listed, r->into->word_count * sizeof *r->listed);
    r->out->low = low;
    r->out->high = high;
}

static void reduce_tally(const reduction *r)
{
    double *low = ARENA_ARRAY(r->block->arena, r->into->count, double);
    for (size_t i = 0; i < r->from->count; i++) {
        low[r->to[i]] += lane_bit(r->part->yes, i);
        lane_set_bit(r->out->yes, r->to[i], lane_bit(r->part->yes, i));
    }
    r->out->low = r->out->high = low;
}

/// A number as thousandths; false if it is none that adds up exactly. A double that is nearest to a number of at most 15 digits, times
/// a thousand, is whole only if the number has no more than three decimals.
static bool thousandths(double number, double *out)
{
    const double most = 1e12;
    *out = number * 1000;
    return *out >= -most && *out <= most && (double)(int64_t)*out == *out;
}

/// Known if all is known, and there is something to add.
static void reduce_sum(const reduction *r)
{
    double *sum = ARENA_ARRAY(r->block->arena, r->into->count, double);
    uint64_t *open = lane_words(r->block, r->into);
    uint64_t *some = lane_words(r->block, r->into);
    for (size_t i = 0; i < r->from->count; i++) {
        const uint32_t to = r->to[i];
        const bool adds = lane_bit(r->part->yes, i);
        const bool is_known = lane_bit(r->numbers->yes, i);
        double scaled = 0;
        if (adds && is_known && !thousandths(r->numbers->low[r->numbers->is_constant ? 0 : i], &scaled))
            r->block->odd |= (uint64_t)1 << r->from->row[i];
        sum[to] += adds && is_known ? scaled : 0;
        lane_set_bit(some, to, adds);
        lane_set_bit(open, to, adds ? !is_known : !lane_bit(r->part->no, i));
    }
    for (size_t w = 0; w < r->into->word_count; w++)
        r->out->yes[w] = r->listed[w] & some[w] & ~open[w];
    for (size_t i = 0; i < r->into->count; i++)
        sum[i] /= 1000;
    r->out->low = r->out->high = sum;
}

void lane_reduce(block *b, const lane_op *op, lane_values *out)
{
    const lane_set *into = lane_set_of(b, op->domain);
    const reduction r = {.block = b,
                         .from = lane_set_of(b, op->within),
                         .into = into,
                         .to = owners(b, op),
                         .part = &b->lanes->values[op->inputs[0]],
                         .numbers = &b->lanes->values[op->inputs[op->input_count - 1]],
                         .listed = where_listed(b, op, into),
                         .out = out};
    out->yes = lane_words(b, into);
    out->no = lane_words(b, into);
    switch (op->term->kind) {
    case TERM_SOME: reduce_some(&r); break;
    case TERM_EVERY: reduce_every(&r); break;
    case TERM_COUNT: reduce_count(&r); break;
    case TERM_TALLY: reduce_tally(&r); break;
    case TERM_SUM: reduce_sum(&r); break;
    default: break;
    }
}
