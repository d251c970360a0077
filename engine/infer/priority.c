#include "infer/priority.h"

#include "infer/certainty.h"

enum { LEAST = 1, MOST = 100 };

/// The priority of an amount: the ends of the range are 1 and 100. Rounded as scores are, so that rounding decides no rank.
static double priority_of_amount(const recommendation *of, double amount)
{
    const double share = (amount - of->lowest_amount) / (of->highest_amount - of->lowest_amount);
    return certainty_round(LEAST + (MOST - LEAST) * share);
}

priority_bounds priority_of(run *r, size_t rule_index)
{
    const rule *which = &r->pack->rules[rule_index];
    const recommendation *of = &r->pack->recommendations[which->target];
    if (which->priority == NULL)
        return priority_fixed(of);
    const bool tested = r->machine->null_tested;
    r->machine->null_tested = false;
    const feel_value v = run_evaluate(r, rule_index, which->priority);
    priority_bounds out = {
        .value = LEAST, .is_open = r->machine->null_tested, .lowest = LEAST, .highest = MOST};
    r->machine->null_tested = tested;
    if (v.kind != FEEL_NUMBER) {
        out.is_open = true;
        return out;
    }
    const double amount = decimal_to_double(feel_decimal(v));
    out.is_outside = amount < of->lowest_amount || amount > of->highest_amount;
    out.value = priority_of_amount(of, fmax(of->lowest_amount, fmin(of->highest_amount, amount)));
    if (!out.is_open)
        out.lowest = out.highest = out.value;
    return out;
}
