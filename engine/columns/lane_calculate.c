// Arithmetic in each lane. Decimals are exact and doubles are not, so it is done on whole numbers of thousandths; what does not fit is odd.
#include "columns/lane_state.h"

/// A whole number divided by another, rounded half to even.
static int64_t divide_evenly(int64_t x, int64_t y)
{
    const int64_t quotient = x / y;
    const int64_t twice = 2 * (x % y < 0 ? -(x % y) : x % y);
    const int64_t divisor = y < 0 ? -y : y;
    const bool away = twice > divisor || (twice == divisor && quotient % 2 != 0);
    return quotient + (away ? ((x < 0) == (y < 0) ? 1 : -1) : 0);
}

/// A result in parts of a unit as the nearest double; false if it has more than 15 digits.
static bool put_parts(int64_t parts, int64_t parts_of_one, double *out)
{
    const int64_t most = 999999999999999;
    *out = (double)parts / (double)parts_of_one;
    return parts >= -most && parts <= most;
}

/// What the operation gives of two numbers; false if that does not fit. A divisor is not zero.
static bool calculate(const lane_op *op, double x, double y, double *out)
{
    const int64_t thousand = 1000;
    double exact[2];
    int64_t product;
    if (op->term->kind ==
        TERM_RATIO) { // of counts; compared with what both kinds of numbers tell apart alike
        *out = x / y;
        return true;
    }
    if (!lane_thousandths(x, &exact[0]) || !lane_thousandths(y, &exact[1]))
        return false;
    const int64_t a = (int64_t)exact[0];
    const int64_t b = (int64_t)exact[1];
    switch (op->term->kind) {
    case TERM_PLUS: return put_parts(a + b, thousand, out);
    case TERM_MINUS: return put_parts(a - b, thousand, out);
    case TERM_TIMES:
        return !__builtin_mul_overflow(a, b, &product) && put_parts(product, thousand * thousand, out);
    default: break;
    }
    int64_t unit = 1; // of the last decimal
    for (int64_t i = op->term->constant.as.integer; i > 0; i--)
        unit *= 10;
    return put_parts(divide_evenly(a * unit, b), unit, out);
}

void lane_calculate(block *b, const lane_op *op, lane_values *out)
{
    const lane_set *s = lane_set_of(b, op->domain);
    const lane_values *x = &b->lanes->values[op->inputs[0]];
    const lane_values *y = &b->lanes->values[op->inputs[1]];
    const bool divides = op->term->kind == TERM_RATIO || op->term->kind == TERM_QUOTIENT;
    out->yes = lane_fresh(b, s);
    out->low = out->high = lane_numbers(b, s);
    for (size_t w = 0; w < s->word_count; w++) {
        out->yes[w] = 0;
        for (uint64_t left = lanes_both_known(x, y, w) & lanes_in_word(s, w); left != 0; left &= left - 1) {
            const size_t i = w * 64 + (size_t)__builtin_ctzll(left);
            const size_t k = x->is_constant ? 0 : i;
            const size_t n = y->is_constant ? 0 : i;
            if (x->low[k] != x->high[k] || y->low[n] != y->high[n] || (divides && y->low[n] == 0))
                continue;
            out->yes[w] |= left & -left;
            if (!calculate(op, x->low[k], y->low[n], &out->low[i]))
                b->odd |= (uint64_t)1 << (s->row != NULL ? s->row[i] : i);
        }
    }
}
