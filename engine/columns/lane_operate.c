// What is done in each lane by itself, and values given to more lanes.
#include "columns/lane_compare.h"
#include "columns/lane_state.h"

// --- spreading ---

static uint64_t *spread_bits(block *b, const uint64_t *bits, const lane_runs *r, const lane_set *s)
{
    uint64_t *out = lane_fresh(b, s);
    lane_runs_spread(r, bits, out);
    return out;
}

static double *spread_numbers(block *b, const double *numbers, const lane_runs *r, const lane_set *s)
{
    double *out = lane_numbers(b, s);
    lane_runs_spread_numbers(r, numbers, out);
    return out;
}

static uint32_t *spread_texts(block *b, const uint32_t *texts, const lane_runs *r, const lane_set *s)
{
    uint32_t *out = lane_numbers_of_texts(b, s);
    lane_runs_spread_texts(r, texts, out);
    return out;
}

void lane_spread(block *b, const lane_op *op, lane_values *out)
{
    const lane_op *from = &b->plan->lanes->ops[op->inputs[0]];
    const lane_values *v = lane_input(b, op, 0);
    const lane_runs *r = lane_runs_between(b, from->domain, op->domain);
    const lane_set *s = lane_set_of(b, op->domain);
    const term_type type = op->term->type;
    if (op->asks_yes)
        out->yes = spread_bits(b, v->yes, r, s);
    if (op->asks_no && type == TERM_BOOLEAN)
        out->no = spread_bits(b, v->no, r, s);
    if (type == TERM_NUMBER) {
        out->low = spread_numbers(b, v->low, r, s);
        out->high = v->high == v->low ? out->low : spread_numbers(b, v->high, r, s);
    }
    if (type == TERM_TEXT || type == TERM_TEXTS)
        out->texts = spread_texts(b, v->texts, r, s);
    if (type == TERM_TEXTS)
        out->ends = spread_texts(b, v->ends, r, s);
    out->holders = NULL;
}

// --- truths ---

static uint64_t *both(block *b, const lane_set *s, const uint64_t *x, const uint64_t *y)
{
    uint64_t *out = lane_fresh(b, s);
    for (size_t w = 0; w < s->word_count; w++)
        out[w] = x[w] & y[w];
    return out;
}

static uint64_t *either(block *b, const lane_set *s, const uint64_t *x, const uint64_t *y)
{
    uint64_t *out = lane_fresh(b, s);
    for (size_t w = 0; w < s->word_count; w++)
        out[w] = x[w] | y[w];
    return out;
}

typedef uint64_t *joining(block *b, const lane_set *s, const uint64_t *x, const uint64_t *y);

/// What makes a conjunction true makes a disjunction false, and the other way round.
static void join(block *b, const lane_op *op, joining *truths, joining *untruths, lane_values *out)
{
    const lane_set *s = lane_set_of(b, op->domain);
    const lane_values *x = lane_input(b, op, 0);
    const lane_values *y = lane_input(b, op, 1);
    if (op->asks_yes)
        out->yes = truths(b, s, x->yes, y->yes);
    if (op->asks_no)
        out->no = untruths(b, s, x->no, y->no);
}

void lane_and(block *b, const lane_op *op, lane_values *out)
{
    join(b, op, both, either, out);
}

void lane_or(block *b, const lane_op *op, lane_values *out)
{
    join(b, op, either, both, out);
}

void lane_not(block *b, const lane_op *op, lane_values *out)
{
    const lane_values *x = lane_input(b, op, 0);
    out->yes = x->no;
    out->no = x->yes;
}

/// Known, of any type: truths are known if they are true or false.
void lane_known(block *b, const lane_op *op, lane_values *out)
{
    const lane_set *s = lane_set_of(b, op->domain);
    const lane_values *x = lane_input(b, op, 0);
    out->yes = op->term->parts[0]->type == TERM_BOOLEAN ? either(b, s, x->yes, x->no) : x->yes;
    out->no = lane_fresh(b, s);
    for (size_t w = 0; w < s->word_count; w++)
        out->no[w] = ~out->yes[w];
}

void lane_fill_truth(block *b, const lane_op *op, lane_values *out)
{
    const lane_set *s = lane_set_of(b, op->domain);
    const bool is_true = op->term->constant.as.boolean;
    out->yes = lane_fresh(b, s);
    out->no = lane_fresh(b, s);
    memset(out->yes, is_true ? 0xFF : 0, s->word_count * sizeof *out->yes);
    memset(out->no, is_true ? 0 : 0xFF, s->word_count * sizeof *out->no);
}

// --- comparisons ---

/// Finds in which lanes one of the numbers of `x` is less than one of those of `y`: bounds of them.
static void find_less(const lane_set *s, const lane_values *x, const double *left, const lane_values *y,
                      const double *right, uint64_t *out)
{
    const size_t x_step = x->is_constant ? 0 : 64;
    const size_t y_step = y->is_constant ? 0 : 64;
    for (size_t w = 0; w < s->word_count; w++)
        out[w] = lanes_less(left + w * x_step, right + w * y_step, lanes_of_word(s, w));
}

/// Neither is less: surely if it is not even perhaps, and perhaps if it is not surely.
static void find_equal(block *b, const lane_set *s, const lane_values *x, const lane_values *y,
                       uint64_t *surely, uint64_t *perhaps)
{
    uint64_t *more = lane_temporary(b, s);
    find_less(s, x, x->low, y, y->high, surely);
    find_less(s, y, y->low, x, x->high, more);
    for (size_t w = 0; w < s->word_count; w++)
        surely[w] = ~(surely[w] | more[w]);
    find_less(s, x, x->high, y, y->low, perhaps);
    find_less(s, y, y->high, x, x->low, more);
    for (size_t w = 0; w < s->word_count; w++)
        perhaps[w] = ~(perhaps[w] | more[w]);
}

void lane_compare_numbers(block *b, const lane_op *op, lane_values *out)
{
    const lane_set *s = lane_set_of(b, op->domain);
    const lane_values *x = lane_input(b, op, 0);
    const lane_values *y = lane_input(b, op, 1);
    const bool is_equal = op->term->op == COMPARE_EQUAL;
    const bool is_exact =
        x->low == x->high && y->low == y->high; // else numbers may be known by their bounds alone
    out->yes = lane_fresh(b, s);                // surely, for now
    out->no = lane_fresh(b, s);                 // perhaps
    if (is_equal)
        find_equal(b, s, x, y, out->yes, out->no);
    else
        find_less(s, x, x->high, y, y->low, out->yes);
    if (!is_equal && !is_exact)
        find_less(s, x, x->low, y, y->high, out->no);
    const uint64_t *perhaps = is_equal || !is_exact ? out->no : out->yes;
    for (size_t w = 0; w < s->word_count; w++) {
        const uint64_t known = lanes_both_known(x, y, w);
        out->no[w] = ~perhaps[w] & known;
        out->yes[w] &= known;
    }
}

void lane_compare_texts(block *b, const lane_op *op, lane_values *out)
{
    const lane_set *s = lane_set_of(b, op->domain);
    const lane_values *x = lane_input(b, op, 0);
    const lane_values *y = lane_input(b, op, 1);
    const bool is_denied = op->term->op != COMPARE_EQUAL;
    uint64_t *yes = lane_fresh(b, s);
    uint64_t *no = lane_fresh(b, s);
    for (size_t w = 0; w < s->word_count; w++) {
        const uint32_t *left = x->texts + (x->is_constant ? 0 : w * 64);
        const uint32_t *right = y->texts + (y->is_constant ? 0 : w * 64);
        const uint64_t same = lanes_same(left, right, lanes_of_word(s, w));
        const uint64_t known = lanes_both_known(x, y, w);
        yes[w] = same & known;
        no[w] = ~same & known;
    }
    out->yes = is_denied ? no : yes;
    out->no = is_denied ? yes : no;
}

void lane_compare_truths(block *b, const lane_op *op, lane_values *out)
{
    const lane_set *s = lane_set_of(b, op->domain);
    const lane_values *x = lane_input(b, op, 0);
    const lane_values *y = lane_input(b, op, 1);
    const bool is_denied = op->term->op != COMPARE_EQUAL;
    uint64_t *yes = lane_fresh(b, s);
    uint64_t *no = lane_fresh(b, s);
    for (size_t w = 0; w < s->word_count; w++) {
        yes[w] = (x->yes[w] & y->yes[w]) | (x->no[w] & y->no[w]);
        no[w] = (x->yes[w] & y->no[w]) | (x->no[w] & y->yes[w]);
    }
    out->yes = is_denied ? no : yes;
    out->no = is_denied ? yes : no;
}

/// How many items lists have.
void lane_measure(block *b, const lane_op *op, lane_values *out)
{
    const lane_set *s = lane_set_of(b, op->domain);
    const lane_values *lists = lane_input(b, op, 0);
    out->low = out->high = lane_numbers(b, s);
    out->yes = lists->yes;
    for (size_t i = 0; i < s->count; i++)
        out->low[i] = (double)(lists->ends[i] - lists->texts[i]);
}

lane_values lane_constant(arena *a, const lane_op *op)
{
    lane_values out = {.is_constant = true};
    if (op->term->type == TERM_NUMBER) {
        out.low = out.high = ARENA_ARRAY(a, 64, double);
        (void)decimal_to_exact_double(feel_decimal(op->term->constant), &out.low[0]);
    } else {
        out.texts = ARENA_ARRAY(a, 64, uint32_t);
        out.texts[0] = op->text;
    }
    for (size_t i = 1; i < 64; i++) {
        if (op->term->type == TERM_NUMBER)
            out.low[i] = out.low[0];
        else
            out.texts[i] = op->text;
    }
    return out;
}
