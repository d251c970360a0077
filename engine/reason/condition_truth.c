// The truth of conditions, and of what an atom says of a value.
#include "reason/condition_truth.h"

#include "feel/eval.h"

static feel_truth contains(feel_value list, feel_value constant)
{
    if (list.kind != FEEL_LIST)
        return FEEL_UNKNOWN;
    bool unknown = false;
    for (size_t i = 0; i < list.as.list->count; i++) {
        if (feel_equal(list.as.list->items[i], constant) == FEEL_TRUE)
            return FEEL_TRUE;
        unknown = unknown || feel_is_null(list.as.list->items[i]);
    }
    return unknown ? FEEL_UNKNOWN : FEEL_FALSE;
}

feel_truth atom_truth(const atom *asks, feel_value subject)
{
    switch (asks->kind) {
    case ATOM_HOLDS: return feel_truth_of(subject);
    case ATOM_CONTAINS: return contains(subject, asks->constant);
    case ATOM_COMPARE:
        if (feel_is_null(subject) && !feel_is_null(asks->constant))
            return FEEL_UNKNOWN;
        return feel_truth_of(eval_compare((operator_kind)(asks->op + OP_EQUAL), subject, asks->constant));
    }
    return FEEL_UNKNOWN;
}

/// The truth of an atom whose subject is evaluated: what is known of an unknown count, its bounds, may decide it.
static feel_truth evaluated_truth(env *e, const atom *asks)
{
    const feel_value subject = eval_node(e, asks->subject.node);
    const bool compares_unknown =
        asks->kind == ATOM_COMPARE && feel_is_null(subject) && !feel_is_null(asks->constant);
    return compares_unknown && e->machine->open_unknowns
               ? feel_truth_of(eval_compare_open(e->machine, (operator_kind)(asks->op + OP_EQUAL), subject,
                                                 asks->constant))
               : atom_truth(asks, subject);
}

static feel_truth part_truth(env *e, const condition *part)
{
    feel_truth whole;
    switch (part->kind) {
    case CONDITION_CONSTANT: return part->constant;
    case CONDITION_ATOM: return evaluated_truth(e, &part->atom);
    case CONDITION_NOT: return feel_truth_not(part_truth(e, part->parts[0]));
    case CONDITION_AND:
        whole = FEEL_TRUE;
        for (size_t i = 0; i < part->count; i++)
            whole = feel_truth_and(whole, part_truth(e, part->parts[i]));
        return whole;
    case CONDITION_OR:
        whole = FEEL_FALSE;
        for (size_t i = 0; i < part->count; i++)
            whole = feel_truth_or(whole, part_truth(e, part->parts[i]));
        return whole;
    }
    return FEEL_UNKNOWN;
}

feel_truth condition_truth(feel_machine *m, const feel_expression *x, const condition *part,
                           const feel_value *values, size_t count)
{
    env e = eval_env(m, x, values, count);
    return part_truth(&e, part);
}
