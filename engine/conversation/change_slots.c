#include "conversation/change_slots.h"

#include "conversation/change_likeness.h"

#include "base/limits.h"

typedef struct slot_finder {
    run *run;
    const relevance *bears;
    value_cutter cutter;
    change_slots out;
} slot_finder;

/// The key of a record names it: another key would be another item.
static bool is_key(const pack *p, const fact *declared)
{
    bool found = false;
    for (size_t i = 0; i < p->type_count && !found; i++)
        found = p->types[i].key >= 0 && &p->types[i].fields[p->types[i].key] == declared;
    return found;
}

static bool may_change(const slot_finder *f, const fact *declared, profile_slot at, feel_value now)
{
    mention_use use;
    if (declared->fixed && !feel_is_null(now))
        return false;
    return at.record == 0 ? f->bears->variables[at.fact]
                          : !is_key(f->run->pack, declared) && f->bears->variables[at.fact] &&
                                relevance_mentions(f->bears, at.fact, declared, true, &use);
}

static void add_slot(slot_finder *f, profile_slot at)
{
    const fact *declared = profile_slot_declared(f->run->pack, f->run->person, at);
    const feel_value now = profile_slot_value(f->run->person, at);
    if (declared == NULL || !may_change(f, declared, at, now))
        return;
    change_slot slot = {.at = at,
                        .declared = declared,
                        .now = now,
                        .cost = (uint64_t)(declared->change_cost * CHANGE_COST_UNIT + 0.5),
                        .cells = value_cells_of(&f->cutter, at.fact, declared, at.record > 0, now)};
    const bool has_other = slot.cells.count > (slot.cells.now < slot.cells.count);
    const bool is_idle = slot.cells.count > 0 && !has_other && !slot.cells.is_sampled;
    change_slot_list *to = has_other ? &f->out.searched : &f->out.unsearched;
    if (!is_idle) // else all values do the same
        ARENA_PUSH(f->run->arena, to, items, count, capacity, slot);
}

/// For these rules items are made up: those of the goal, and those that conclude what they need.
static void find_rules(slot_finder *f, const goal *g)
{
    const pack *p = f->run->pack;
    f->out.rules = ARENA_ARRAY(f->run->arena, p->rule_count, size_t);
    size_t count = 0;
    for (size_t i = 0; i < p->rule_count; i++) {
        if (p->rules[i].kind == RULE_RECOMMENDS && p->rules[i].target == g->recommendation)
            f->out.rules[count++] = i;
    }
    for (size_t i = 0; i < p->rule_count; i++) {
        const rule *r = &p->rules[i];
        if ((r->kind == RULE_CONCLUDES && f->bears->variables[r->target]) ||
            (r->kind == RULE_CONCLUDES_FIELD && f->bears->fields[r->target]))
            f->out.rules[count++] = i;
    }
    f->cutter.rules = f->out.rules;
    f->cutter.rule_count = count;
}

change_slots change_slots_find(run *r, const inference *of, const condition_scope *in, const relevance *bears,
                               const goal *g)
{
    slot_finder f = {.run = r,
                     .bears = bears,
                     .cutter = {.run = r,
                                .in = in,
                                .values = of->values,
                                .relevance = bears,
                                .answers = answers_new(r->arena, r->pack)}};
    size_t count = 0;
    find_rules(&f, g);
    const profile_slot *all = profile_slots(r->arena, r->pack, r->person, &count);
    for (size_t i = 0; i < r->pack->fact_count; i++) {
        if (r->pack->facts[i].derived && r->person->stated[i]) // it stands as any other statement
            add_slot(&f, (profile_slot){.fact = i});
    }
    for (size_t i = 0; i < count; i++)
        add_slot(&f, all[i]);
    change_find_likeness(r->arena, of, bears, &f.out.searched);
    return f.out;
}
