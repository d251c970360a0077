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

static double *spread_numbers(block *b, const double *numbers, const uint32_t *from, const lane_set *s)
{
    double *out = lane_numbers(b, s);
    for (size_t i = 0; i < s->count; i++)
        out[i] = numbers[from[i]];
    return out;
}

static uint32_t *spread_texts(block *b, const uint32_t *texts, const uint32_t *from, const lane_set *s)
{
    uint32_t *out = lane_numbers_of_texts(b, s);
    for (size_t i = 0; i < s->count; i++)
        out[i] = texts[from[i]];
    return out;
}

void lane_spread(block *b, const lane_op *op, lane_values *out)
{
    const lane_op *from = &b->plan->lanes->ops[op->inputs[0]];
    const lane_values *v = &b->lanes->values[op->inputs[0]];
    const lane_runs *r = lane_runs_between(b, from->domain, op->domain);
    const lane_set *s = lane_set_of(b, op->domain);
    const term_type type = op->term->type;
    out->yes = spread_bits(b, v->yes, r, s);
    if (type == TERM_BOOLEAN)
        out->no = spread_bits(b, v->no, r, s);
    if (type == TERM_NUMBER) {
        out->low = spread_numbers(b, v->low, r->owner, s);
        out->high = v->high == v->low ? out->low : spread_numbers(b, v->high, r->owner, s);
    }
    if (type == TERM_TEXT || type == TERM_TEXTS)
        out->texts = spread_texts(b, v->texts, r->owner, s);
    if (type == TERM_TEXTS)
        out->ends = spread_texts(b, v->ends, r->owner, s);
}

// --- comparisons ---

/// The lanes of a word in which the first number is less than the second.
typedef struct lanes_in_order {
    uint64_t surely, perhaps; ///< the two differ only if a number is known by its bounds alone
} lanes_in_order;

static lanes_in_order find_less(const lane_values *x, const lane_values *y, size_t word, size_t count)
{
    const size_t i = x->is_constant ? 0 : word * 64;
    const size_t k = y->is_constant ? 0 : word * 64;
    const bool exact = x->low == x->high && y->low == y->high;
    const uint64_t surely = lanes_less(x->high + i, y->low + k, count);
    return (lanes_in_order){surely, exact ? surely : lanes_less(x->low + i, y->high + k, count)};
}

/// Compares with `<` or `=`, to which the others are turned: `a > b` is `b < a`, and what is not true of `a < b` is true of `a >= b`.
static void compare_numbers(const lane_op *op, const lane_values *left, const lane_values *right,
                            const lane_set *s, const lane_values *out)
{
    const comparison_kind how = op->term->op;
    const bool is_turned = how == COMPARE_GREATER || how == COMPARE_AT_MOST;
    const bool is_denied = how == COMPARE_NOT_EQUAL || how == COMPARE_AT_MOST || how == COMPARE_AT_LEAST;
    const lane_values *x = is_turned ? right : left;
    const lane_values *y = is_turned ? left : right;
    uint64_t *yes = is_denied ? out->no : out->yes;
    uint64_t *no = is_denied ? out->yes : out->no;
    for (size_t w = 0; w < s->word_count; w++) {
        const size_t count = lanes_of_word(s, w);
        const uint64_t known = lanes_both_known(x, y, w);
        lanes_in_order less = find_less(x, y, w, count);
        if (how == COMPARE_EQUAL || how == COMPARE_NOT_EQUAL) {
            const lanes_in_order more = find_less(y, x, w, count);
            less = (lanes_in_order){~(less.perhaps | more.perhaps), ~(less.surely | more.surely)};
        }
        yes[w] = less.surely & known;
        no[w] = ~less.perhaps & known;
    }
}

static void compare_texts(const lane_op *op, const lane_values *x, const lane_values *y, const lane_set *s,
                          lane_values *out)
{
    const bool equal = op->term->op == COMPARE_EQUAL;
    for (size_t w = 0; w < s->word_count; w++) {
        const uint32_t *left = x->texts + (x->is_constant ? 0 : w * 64);
        const uint32_t *right = y->texts + (y->is_constant ? 0 : w * 64);
        const uint64_t same = lanes_same(left, right, lanes_of_word(s, w));
        const uint64_t known = lanes_both_known(x, y, w);
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

static void measure(block *b, const lane_values *lists, const lane_set *s, lane_values *out)
{
    out->low = out->high = lane_numbers(b, s);
    out->yes = lists->yes;
    for (size_t i = 0; i < s->count; i++)
        out->low[i] = (double)(lists->ends[i] - lists->texts[i]);
}

// --- truths ---

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

static void fill_truth(const lane_op *op, const lane_set *s, const lane_values *out)
{
    const bool is_true = op->term->constant.as.boolean;
    memset(out->yes, is_true ? 0xFF : 0, s->word_count * sizeof *out->yes);
    memset(out->no, is_true ? 0 : 0xFF, s->word_count * sizeof *out->no);
}

// --- the whole ---

void lane_operate(block *b, const lane_op *op, lane_values *out)
{
    const lane_set *s = lane_set_of(b, op->domain);
    const lane_values *x = &b->lanes->values[op->inputs[0]]; // an input that there is not is not looked at
    const lane_values *y = &b->lanes->values[op->inputs[1]];
    if (op->term->kind == TERM_NOT) {
        out->yes = x->no;
        out->no = x->yes;
        return;
    }
    out->yes = lane_fresh(b, s);
    out->no = lane_fresh(b, s);
    switch (op->term->kind) {
    case TERM_CONSTANT: fill_truth(op, s, out); break;
    case TERM_KNOWN: test_known(op, x, s, out); break;
    case TERM_AND:
    case TERM_OR: connect(op, x, y, s, out); break;
    case TERM_CONTAINS: lane_find_in_lists(b, op, out); break;
    case TERM_RATIO:
    case TERM_QUOTIENT:
    case TERM_PLUS:
    case TERM_MINUS:
    case TERM_TIMES: lane_calculate(b, op, out); break;
    case TERM_LENGTH: measure(b, x, s, out); break;
    case TERM_COMPARE:
        if (op->term->parts[0]->type == TERM_NUMBER)
            compare_numbers(op, x, y, s, out);
        else if (op->term->parts[0]->type == TERM_TEXT)
            compare_texts(op, x, y, s, out);
        else
            compare_truths(op, x, y, s, out);
        break;
    default: break;
    }
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
