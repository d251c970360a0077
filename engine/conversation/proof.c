// The strongest evidence comes first, and that against after all that is for the advice.
#include "conversation/proof.h"

#include "conversation/grounds.h"

/// Adds a piece of evidence with all that it rests on.
static void add_evidence(proof *p, const support *s)
{
    const evidence *e = s->evidence;
    const rule *which = &s->of->pack->rules[e->rule];
    grounds g = grounds_of(p, s);
    g.depth = 1;
    (void)grounds_add(&g, (proof_node){.kind = PROOF_EVIDENCE,
                                       .name = which->id,
                                       .text = e->because,
                                       .certainty = e->certainty,
                                       .where = which->where});
    grounds_add_rule(&g, e->rule, s->base->gives ? s->base->found.bindings : e->bindings);
    g.depth = 2;
    for (size_t i = 0; i < s->count; i++) {
        if (!g.is_placed[i])
            grounds_add_leaf(&g, i);
    }
    ARENA_PUSH(s->arena, &p->supports, items, count, capacity, s);
}

static bool is_before(const evidence *a, const evidence *b)
{
    if ((a->certainty > 0) != (b->certainty > 0))
        return a->certainty > 0;
    return a->certainty > 0 ? a->certainty > b->certainty : a->certainty < b->certainty;
}

/// Pieces of evidence in the order of the tree; equal ones stay in the order of the rules.
static const evidence **sorted_evidence(arena *a, const advice *of)
{
    const evidence **out = ARENA_ARRAY(a, of->evidence_count, const evidence *);
    for (size_t i = 0; i < of->evidence_count; i++) {
        size_t at = i;
        for (; at > 0 && is_before(&of->evidence[i], out[at - 1]); at--)
            out[at] = out[at - 1];
        out[at] = &of->evidence[i];
    }
    return out;
}

const proof *proof_new(arena *a, const inference *of, feel_clock clock, size_t index)
{
    proof *p = ARENA_NEW(a, proof);
    const advice *about = &of->advices[index];
    arena *scratch = arena_new_child(a);
    *p = (proof){.of = about};
    const proof_node root = {.kind = PROOF_ADVICE,
                             .name = of->pack->recommendations[about->recommendation].id,
                             .item = about->item_name,
                             .text = about->title,
                             .certainty = about->certainty};
    ARENA_PUSH(a, p, nodes, count, capacity, root);
    const evidence **sorted = sorted_evidence(a, about);
    for (size_t i = 0; i < about->evidence_count; i++)
        add_evidence(p, support_find(a, scratch, of, clock, sorted[i]));
    return p;
}

const support_leaf *proof_leaves(const proof *p, const evidence *of, size_t *count)
{
    const support_leaf *found = NULL;
    *count = 0;
    for (size_t i = 0; i < p->supports.count; i++) {
        if (p->supports.items[i]->evidence != of)
            continue;
        found = p->supports.items[i]->leaves;
        *count = p->supports.items[i]->count;
    }
    return found;
}
