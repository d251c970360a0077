// What is done in each lane by itself, and values given to more lanes.
#include "columns/lane_state.h"

static const size_t none = (size_t)TERM_NONE;

// --- spreading ---

/// For each lane of a domain, which lane of a smaller one has its value.
static const uint32_t *lanes_within(block *b, uint32_t from, uint32_t to)
{
    const lane_domain *small = &b->plan->lanes->domains[from];
    const lane_domain *large = &b->plan->lanes->domains[to];
    const lane_set *s = lane_set_of(b, to);
    if (small->over[0] == none)
        return s->row;
    return s->side[small->over[0] == large->over[0] ? 0 : 1];
}

static uint64_t *spread_bits(const block *b, const uint64_t *bits, const uint32_t *from, const lane_set *s)
{
    uint64_t *out = lane_words(b, s);
    for (size_t w = 0; w < s->word_count; w++) {
        const uint32_t *of = from + w * 64;
        const size_t count = lanes_of_word(s, w);
        for (size_t i = 0; i < count; i++)
            out[w] |= (bits[of[i] / 64] >> of[i] % 64 & 1) << i;
    }
    return out;
}

static double *spread_numbers(const block *b, const double *numbers, const uint32_t *from, const lane_set *s)
{
    double *out = ARENA_ARRAY(b->arena, s->count, double);
    for (size_t i = 0; i < s->count; i++)
        out[i] = numbers[from[i]];
    return out;
}

static uint32_t *spread_texts(const block *b, const uint32_t *texts, const uint32_t *from, const lane_set *s)
{
    uint32_t *out = ARENA_ARRAY(b->arena, s->count, uint32_t);
    for (size_t i = 0; i < s->count; i++)
        out[i] = texts[from[i]];
    return out;
}

void lane_spread(block *b, const lane_op *op, lane_values *out)
{
    const lane_values *v = &b->lanes->values[op->inputs[0]];
    const uint32_t *from = lanes_within(b, b->plan->lanes->ops[op->inputs[0]].domain, op->domain);
    const lane_set *s = lane_set_of(b, op->domain);
    out->yes = spread_bits(b, v->yes, from, s);
    if (v->no != NULL)
        out->no = spread_bits(b, v->no, from, s);
    if (v->low != NULL)
        out->low = spread_numbers(b, v->low, from, s);
    if (v->high != NULL)
        out->high = v->high == v->low ? out->low : spread_numbers(b, v->high, from, s);
    if (v->texts != NULL)
        out->texts = spread_texts(b, v->texts, from, s);
    if (v->ends != NULL)
        out->ends = spread_texts(b, v->ends, from, s);
}

// --- comparisons ---

/// Lanes in which both sides are known.
static uint64_t both_known(const lane_values *x, const lane_values *y, size_t word)
{
    return (x->is_constant ? UINT64_MAX : x->yes[word]) & (y->is_constant ? UINT64_MAX : y->yes[word]);
}

static void compare_numbers(const block *b, const lane_op *op, const lane_values *x, const lane_values *y,
                            const lane_set *s, lane_values *out)
{
    const size_t dx = x->is_constant ? 0 : 1;
    const size_t dy = y->is_constant ? 0 : 1;
    uint64_t *less = lane_words(b, s);    // x is surely less
    uint64_t *more = lane_words(b, s);    // x is surely more
    uint64_t *at_most = lane_words(b, s); // x is surely not more
    uint64_t *at_least = lane_words(b, s);
    for (size_t i = 0; i < s->count; i++) {
        const size_t k = i * dx;
        const size_t n = i * dy;
        lane_set_bit(less, i, x->high[k] < y->low[n]);
        lane_set_bit(more, i, x->low[k] > y->high[n]);
        lane_set_bit(at_most, i, x->high[k] <= y->low[n]);
        lane_set_bit(at_least, i, x->low[k] >= y->high[n]);
    }
    for (size_t w = 0; w < s->word_count; w++) {
        const uint64_t known = both_known(x, y, w);
        const uint64_t differs = (less[w] | more[w]) & known;
        const uint64_t same = at_most[w] & at_least[w] & known;
        switch (op->term->op) {
        case COMPARE_EQUAL: out->yes[w] = same, out->no[w] = differs; break;
        case COMPARE_NOT_EQUAL: out->yes[w] = differs, out->no[w] = same; break;
        case COMPARE_LESS: out->yes[w] = less[w] & known, out->no[w] = at_least[w] & known; break;
        case COMPARE_AT_MOST: out->yes[w] = at_most[w] & known, out->no[w] = more[w] & known; break;
        case COMPARE_GREATER: out->yes[w] = more[w] & known, out->no[w] = at_most[w] & known; break;
        case COMPARE_AT_LEAST: out->yes[w] = at_least[w] & known, out->no[w] = less[w] & known; break;
        }
    }
}

static void compare_texts(const lane_op *op, const lane_values *x, const lane_values *y, const lane_set *s,
                          lane_values *out)
{
    const size_t dx = x->is_constant ? 0 : 1;
    const size_t dy = y->is_constant ? 0 : 1;
    const bool equal = op->term->op == COMPARE_EQUAL;
    for (size_t w = 0; w < s->word_count; w++) {
        const uint32_t *left = x->texts + w * 64 * dx;
        const uint32_t *right = y->texts + w * 64 * dy;
        const size_t count = lanes_of_word(s, w);
        const uint64_t known = both_known(x, y, w);
        uint64_t same = 0;
        for (size_t i = 0; i < count; i++)
            same |= (uint64_t)(left[i * dx] == right[i * dy]) << i;
        out->yes[w] = (equal ? same : ~same) & known;
        out->no[w] = (equal ? ~same : same) & known;
    }
}

static void compare_truths(const lane_op *op, const lane_values *x, const lane_values *y, const lane_set *s,
                           lane_values *out)
{
    for (size_t w = 0; w < s->word_count; w++) {
        const uint64_t same = (x->yes[w] & y->yes[w]) | (x->no[w] & y->no[w]);
        const uint64_t differs = (x->yes[w] & y->no[w]) | (x->no[w] & y->yes[w]);
        out->yes[w] = op->term->op == COMPARE_EQUAL ? same : differs;
        out->no[w] = op->term->op == COMPARE_EQUAL ? differs : same;
    }
}

static void find_in_lists(const block *b, const lane_values *lists, const lane_values *wanted,
                          const lane_set *s, lane_values *out)
{
    const size_t step = wanted->is_constant ? 0 : 1;
    const uint32_t *pool = b->lanes->pool.items;
    for (size_t i = 0; i < s->count; i++) {
        const bool known = lane_bit(lists->yes, i) && (wanted->is_constant || lane_bit(wanted->yes, i));
        bool found = false;
        for (size_t k = lists->texts[i]; known && k < lists->ends[i] && !found; k++)
            found = pool[k] == wanted->texts[i * step];
        lane_set_bit(out->yes, i, known && found);
        lane_set_bit(out->no, i, known && !found);
    }
}

/// One count divided by another; unknown unless both are known and the second is not zero.
static void divide(const block *b, const lane_values *x, const lane_values *y, const lane_set *s,
                   lane_values *out)
{
    out->low = out->high = ARENA_ARRAY(b->arena, s->count, double);
    for (size_t i = 0; i < s->count; i++) {
        const bool known = lane_bit(x->yes, i) && lane_bit(y->yes, i) && x->low[i] == x->high[i] &&
                           y->low[i] == y->high[i] && y->low[i] != 0;
        lane_set_bit(out->yes, i, known);
        out->low[i] = known ? x->low[i] / y->low[i] : 0;
    }
}

static void measure(const block *b, const lane_values *lists, const lane_set *s, lane_values *out)
{
    out->low = out->high = ARENA_ARRAY(b->arena, s->count, double);
    for (size_t i = 0; i < s->count; i++)
        out->low[i] = (double)(lists->ends[i] - lists->texts[i]);
    memcpy(out->yes, lists->yes, s->word_count * sizeof *lists->yes);
}

// --- the whole ---

static void fill_constant(block *b, const lane_op *op, const lane_set *s, lane_values *out)
{
    const feel_value v = op->term->constant;
    out->is_constant = op->term->type != TERM_BOOLEAN;
    if (op->term->type == TERM_BOOLEAN) {
        for (size_t w = 0; w < s->word_count; w++)
            (v.as.boolean ? out->yes : out->no)[w] = UINT64_MAX;
    } else if (op->term->type == TERM_NUMBER) {
        out->low = out->high = ARENA_NEW(b->arena, double);
        (void)decimal_to_exact_double(feel_decimal(v), out->low);
    } else {
        out->texts = ARENA_NEW(b->arena, uint32_t);
        *out->texts = op->text;
    }
}

static void connect(const lane_op *op, const lane_values *x, const lane_values *y, const lane_set *s,
                    lane_values *out)
{
    const bool all = op->term->kind == TERM_AND;
    for (size_t w = 0; w < s->word_count; w++) {
        out->yes[w] = all ? x->yes[w] & y->yes[w] : x->yes[w] | y->yes[w];
        out->no[w] = all ? x->no[w] | y->no[w] : x->no[w] & y->no[w];
    }
}

/// Known, of any type: truths are known if they are true or false.
static void test_known(const lane_op *op, const lane_values *x, const lane_set *s, lane_values *out)
{
    const bool is_truth = op->term->parts[0]->type == TERM_BOOLEAN;
    for (size_t w = 0; w < s->word_count; w++) {
        out->yes[w] = x->yes[w] | (is_truth ? x->no[w] : 0);
        out->no[w] = ~out->yes[w];
    }
}

void lane_operate(block *b, const lane_op *op, lane_values *out)
{
    const lane_set *s = lane_set_of(b, op->domain);
    const lane_values *x = &b->lanes->values[op->inputs[0]]; // an input that there is not is not looked at
    const lane_values *y = &b->lanes->values[op->inputs[1]];
    out->yes = lane_words(b, s);
    out->no = lane_words(b, s);
    switch (op->term->kind) {
    case TERM_CONSTANT: fill_constant(b, op, s, out); break;
    case TERM_KNOWN: test_known(op, x, s, out); break;
    case TERM_NOT:
        memcpy(out->yes, x->no, s->word_count * sizeof *x->no);
        memcpy(out->no, x->yes, s->word_count * sizeof *x->yes);
        break;
    case TERM_AND:
    case TERM_OR: connect(op, x, y, s, out); break;
    case TERM_CONTAINS: find_in_lists(b, x, y, s, out); break;
    case TERM_RATIO: divide(b, x, y, s, out); break;
    case TERM_LENGTH: measure(b, x, s, out); break;
    case TERM_COMPARE:
        if (op->term->parts[0]->type == TERM_NUMBER)
            compare_numbers(b, op, x, y, s, out);
        else if (op->term->parts[0]->type == TERM_TEXT)
            compare_texts(op, x, y, s, out);
        else
            compare_truths(op, x, y, s, out);
        break;
    default: break;
    }
}
