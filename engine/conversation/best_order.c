// Dynamic programming over partial answers, from the complete ones down. A partial answer is a number of mixed base: for each question 0 if
// it is open, else one more than its answer. So an answer to an open question always leads to a larger number.
#include "conversation/best_order.h"

enum { MIXED = -1 };

/// What is known of a partial answer.
typedef struct partial {
    int outcome; ///< of all its completions, or MIXED
    double cost; ///< expected until the outcome is known
} partial;

typedef struct order_search {
    const order_problem *problem;
    size_t *strides; ///< by how much the number grows with each question's answer
    size_t *digits;  ///< of the partial answer at hand
    partial *partials;
    size_t count;
} order_search;

size_t order_size(size_t count, const size_t *answers)
{
    size_t product = 1;
    for (size_t i = 0; i < count; i++)
        product = product > SIZE_MAX / (answers[i] + 1) ? SIZE_MAX : product * (answers[i] + 1);
    return product;
}

/// The outcome of a complete answer.
static int outcome_of(const order_search *s)
{
    size_t row = 0;
    for (size_t i = 0; i < s->problem->count; i++)
        row = row * s->problem->answers[i] + s->digits[i] - 1;
    return s->problem->outcomes[row];
}

/// The outcome whatever the answer to the open question is.
static int outcome_over(const order_search *s, size_t at, size_t question)
{
    const partial *child = &s->partials[at + s->strides[question]];
    int outcome = child->outcome;
    for (size_t i = 1; i < s->problem->answers[question] && outcome != MIXED; i++) {
        child += s->strides[question];
        outcome = child->outcome == outcome ? outcome : MIXED;
    }
    return outcome;
}

static double cost_over(const order_search *s, size_t at, size_t question)
{
    double sum = 0;
    for (size_t i = 1; i <= s->problem->answers[question]; i++)
        sum += s->partials[at + i * s->strides[question]].cost;
    return sum / (double)s->problem->answers[question];
}

/// True if a question is to be preferred: its order costs less, or the same and it costs less itself.
static bool is_better(double cost, double own, double least, double least_own)
{
    static const double same = 1e-9; // sums in another order
    return cost < least - same || (cost < least + same && own < least_own);
}

/// The best of the open questions.
static size_t best_of(const order_search *s, size_t at, const double *costs, double *least)
{
    size_t best = s->problem->count;
    for (size_t i = 0; i < s->problem->count; i++) {
        const double cost = s->digits[i] == 0 ? costs[i] + cost_over(s, at, i) : 0;
        if (s->digits[i] == 0 &&
            (best == s->problem->count || is_better(cost, costs[i], *least, costs[best]))) {
            best = i;
            *least = cost;
        }
    }
    return best;
}

static void fill(order_search *s, size_t at)
{
    size_t open = 0;
    while (open < s->problem->count && s->digits[open] > 0)
        open++;
    partial *p = &s->partials[at];
    *p = (partial){.outcome = open == s->problem->count ? outcome_of(s) : outcome_over(s, at, open)};
    if (p->outcome == MIXED)
        (void)best_of(s, at, s->problem->costs, &p->cost);
}

/// The digits of the next smaller number.
static void step_down(order_search *s)
{
    size_t i = s->problem->count;
    while (i > 0 && s->digits[i - 1] == 0) {
        s->digits[i - 1] = s->problem->answers[i - 1];
        i--;
    }
    if (i > 0)
        s->digits[i - 1]--;
}

size_t order_best(arena *a, const order_problem *p, double *expected)
{
    order_search s = {.problem = p,
                      .strides = ARENA_ARRAY(a, p->count, size_t),
                      .digits = ARENA_ARRAY(a, p->count, size_t),
                      .count = order_size(p->count, p->answers)};
    s.partials = ARENA_ARRAY(a, s.count, partial);
    size_t stride = 1;
    for (size_t i = p->count; i-- > 0;) {
        s.strides[i] = stride;
        s.digits[i] = p->answers[i];
        stride *= p->answers[i] + 1;
    }
    for (size_t at = s.count; at-- > 0;) {
        fill(&s, at);
        if (at > 0)
            step_down(&s);
    }
    *expected = 0;
    return s.partials[0].outcome == MIXED ? best_of(&s, 0, p->first, expected) : p->count;
}
