// Goes once more over the bindings of a rule, with the values that inference came to.
#include "suite/suite.h"

bool suite_is_own(const pack *p, size_t level)
{
    return level + 1 >= p->level_count;
}

/// Whether inference looked at the rule at all.
static bool was_asked(const inference *of, const rule *which)
{
    if (which->kind != RULE_CONCLUDES)
        return true;
    for (size_t i = 0; i < of->derivation_count; i++) {
        const derivation *d = &of->derivations[i];
        if (d->fact != which->target)
            continue;
        bool first = of->pack->facts[d->fact].policy == HIT_FIRST && d->rule_count > 0;
        return !d->stated && !(first && d->rules[0] < (size_t)(which - of->pack->rules));
    }
    return true;
}

void suite_each_binding(feel_machine *m, const inference *of, const rule *which,
                        void (*body)(void *state, const feel_value *values, const feel_value *bindings),
                        void *state)
{
    size_t facts = of->pack->scope.count;
    if (!was_asked(of, which))
        return;
    feel_value *values = ARENA_ARRAY(m->arena, facts + which->variable_count, feel_value);
    memcpy(values, of->values, facts * sizeof *values);
    if (which->iterations == NULL) {
        body(state, values, values + facts);
        return;
    }
    feel_value list = feel_evaluate(m, which->iterations, values, facts);
    if (feel_is_null(list))
        body(state, values, NULL);
    for (size_t i = 0; list.kind == FEEL_LIST && i < list.as.list->count; i++) {
        const feel_context *one = list.as.list->items[i].as.context;
        for (size_t v = 0; v < which->variable_count; v++)
            values[facts + v] = one->entries[v].value;
        body(state, values, values + facts);
    }
}

size_t suite_times_fired(const inference *of, size_t rule_index)
{
    size_t times = 0;
    for (size_t i = 0; i < of->advice_count; i++) {
        for (size_t e = 0; e < of->advices[i].evidence_count; e++)
            times += of->advices[i].evidence[e].rule == rule_index;
    }
    for (size_t i = 0; i < of->derivation_count; i++) {
        for (size_t k = 0; k < of->derivations[i].rule_count; k++)
            times += of->derivations[i].rules[k] == rule_index;
    }
    return times;
}
