#include "infer/conjunctions.h"

enum { MOST_CONJUNCTS = 64 };

struct conjunctions {
    arena *arena;
    const pack *pack;
    rule_parts *rules;
};

conjunctions *conjunctions_new(arena *a, const pack *p)
{
    conjunctions *out = ARENA_NEW(a, conjunctions);
    *out = (conjunctions){.arena = a, .pack = p, .rules = ARENA_ARRAY(a, p->rule_count, rule_parts)};
    return out;
}

/// Adds the facts among variables of the scope.
/// @return whether one of the rule's own variables is among them
static bool add_facts(const pack *p, uint64_t *set, const size_t *variables, size_t count)
{
    bool is_bound = false;
    for (size_t i = 0; i < count; i++) {
        is_bound = is_bound || variables[i] >= p->scope.count;
        if (variables[i] < p->fact_count)
            bit_set_add(set, variables[i]);
    }
    return is_bound;
}

static rule_parts cut(conjunctions *c, const rule *r)
{
    const size_t words = bit_set_words(c->pack->fact_count);
    rule_parts out = {.is_cut = true, .iterates = ARENA_ARRAY(c->arena, words, uint64_t)};
    if (r->when != NULL && r->table == NULL)
        out.items = conjuncts_of(c->arena, &c->pack->scope, r->when, MOST_CONJUNCTS, &out.count);
    if (r->iterations != NULL) {
        size_t count = 0;
        const size_t *reads = feel_expression_reads(r->iterations, &count);
        (void)add_facts(c->pack, out.iterates, reads, count);
    }
    out.reads = ARENA_ARRAY(c->arena, out.count * words, uint64_t);
    for (size_t i = 0; i < out.count; i++) {
        out.all |= (uint64_t)1 << i;
        if (add_facts(c->pack, out.reads + i * words, out.items[i].reads, out.items[i].read_count))
            out.bound |= (uint64_t)1 << i;
    }
    return out;
}

const rule_parts *conjunctions_of(conjunctions *c, size_t rule_index)
{
    rule_parts *parts = &c->rules[rule_index];
    if (!parts->is_cut) // nothing half done is kept if memory ends on the way
        *parts = cut(c, &c->pack->rules[rule_index]);
    return parts;
}

uint64_t conjunctions_untrue(feel_machine *m, const pack *p, const rule_parts *parts, size_t rule_index,
                             const feel_value *values, uint64_t among)
{
    const rule *which = &p->rules[rule_index];
    uint64_t untrue = 0;
    for (uint64_t left = among; left != 0; left &= left - 1) {
        const size_t i = (size_t)__builtin_ctzll(left);
        if (!conjunct_holds(m, which->when, &parts->items[i], values, p->scope.count + which->variable_count))
            untrue |= (uint64_t)1 << i;
    }
    return untrue;
}
