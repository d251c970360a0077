// They are those that inference recorded, and those that share something with them.
#include "infer/open_rules.h"

#include "base/bit_set.h"

static void add(const pack *p, uint64_t *set, size_t rule_index)
{
    const pack_table *t = p->rules[rule_index].table;
    const size_t first = t != NULL ? t->first_rule : rule_index;
    const size_t count = t != NULL ? t->form.row_count : 1;
    for (size_t i = 0; i < count; i++)
        bit_set_add(set, first + i);
}

static void add_all(const pack *p, uint64_t *set, const undetermined *items, size_t count)
{
    for (size_t i = 0; i < count; i++)
        add(p, set, items[i].rule);
}

/// A priority is found with the first evidence, and recorded with the rule that gave it. Another one may be the first.
static void add_target(const pack *p, uint64_t *set, size_t target)
{
    for (size_t i = 0; i < p->rule_count; i++) {
        if (p->rules[i].kind == RULE_RECOMMENDS && p->rules[i].target == target)
            add(p, set, i);
    }
}

/// A rule that fires for an item of which nothing is known fires for another one once it is.
static void add_unknown_items(const inference *of, uint64_t *set, const advice *one)
{
    for (size_t i = 0; i < one->evidence_count; i++) {
        const evidence *e = &one->evidence[i];
        for (size_t k = 0; k < of->pack->rules[e->rule].variable_count; k++) {
            if (feel_is_null(e->bindings[k]))
                add(of->pack, set, e->rule);
        }
    }
}

const uint64_t *open_rules(arena *a, const inference *of, const readers *by)
{
    const pack *p = of->pack;
    uint64_t *set = ARENA_ARRAY(a, bit_set_words(p->rule_count), uint64_t);
    const reader_list copying = readers_that_copy(by);
    add_all(p, set, of->undetermined, of->undetermined_count);
    add_all(p, set, of->provisional, of->provisional_count);
    for (size_t i = 0; i < of->open_priority_count; i++)
        add_target(p, set, p->rules[of->open_priorities[i].rule].target);
    for (size_t i = 0; i < of->advice_count; i++)
        add_unknown_items(of, set, &of->advices[i]);
    for (size_t i = 0; i < copying.count; i++)
        add(p, set, copying.rules[i]);
    return set;
}
