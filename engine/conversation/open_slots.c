// What is open: unknown, not closed, and read by a rule that is undetermined or provisional. Rules that are decided do what they do
// whatever becomes known.
#include "conversation/asking.h"
#include "conversation/effort.h"
#include "conversation/tried_answers.h"
#include "infer/question.h"

typedef struct slot_list {
    open_slot *items;
    size_t count, capacity;
} slot_list;

/// True if the rule reads the record that the slot is of, if at all, as one of its bindings only, and that is another record.
static bool is_about_others(const asking *k, const undetermined *u, const open_slot *slot)
{
    const rule *which = &k->of->pack->rules[u->rule];
    if (slot->at.record == 0 || which->variable_count == 0 || u->bound < which->variable_count ||
        bit_set_has(reads_of(&k->bodies, u->rule), slot->at.fact))
        return false;
    for (size_t i = 0; i < u->bound; i++) {
        if (u->bindings[i].kind != FEEL_CONTEXT || u->bindings[i].as.context->record == slot->at.record)
            return false;
    }
    return true;
}

bool asking_reaches(const asking *k, const undetermined *u, const open_slot *slot)
{
    return bit_set_has(reads_of(&k->reads, u->rule), slot->at.fact) && !is_about_others(k, u, slot);
}

static bool is_closed(const next_question_options *o, profile_slot at)
{
    bool found = false;
    for (size_t i = 0; i < o->closed_count && !found; i++)
        found = profile_slot_equal(o->closed[i], at);
    return found;
}

static const open_question *question_of(const inference *of, profile_slot at, const fact *declared)
{
    const open_question *found = NULL;
    for (size_t i = 0; i < of->question_count && found == NULL; i++) {
        const open_question *q = &of->questions[i];
        const uint32_t record = q->record != NULL ? q->record->record : 0;
        const bool same_field = at.record == 0 || slice_equal(q->field, declared->name);
        found = q->fact == at.fact && record == at.record && same_field ? q : NULL;
    }
    return found;
}

/// True if a recommending rule of the list may have to do with the slot.
static bool is_waited_for(const asking *k, const undetermined *list, size_t count, const open_slot *slot)
{
    bool found = false;
    for (size_t i = 0; i < count && !found; i++)
        found = k->of->pack->rules[list[i].rule].kind == RULE_RECOMMENDS && asking_reaches(k, &list[i], slot);
    return found;
}

static void find_slots(asking *k, const next_question_options *options, slot_list *out)
{
    const inference *of = k->of;
    size_t count = 0;
    const profile_slot *all = profile_slots(k->arena, of->pack, of->profile, &count);
    tried_answers *tried = tried_answers_new(k->run);
    for (size_t i = 0; i < count; i++) {
        open_slot slot = {.at = all[i], .declared = profile_slot_declared(of->pack, of->profile, all[i])};
        if (!feel_is_null(profile_slot_value(of->profile, all[i])) || is_closed(options, all[i]) ||
            (!is_waited_for(k, of->undetermined, of->undetermined_count, &slot) &&
             !is_waited_for(k, of->provisional, of->provisional_count, &slot) &&
             !is_waited_for(k, of->open_priorities, of->open_priority_count, &slot)))
            continue;
        slot.question = question_of(of, slot.at, slot.declared);
        slot.weight = slot.question != NULL ? slot.question->weight : 0;
        slot.effort = effort_of(slot.declared);
        slot.answers = tried_answers_to(tried, &slot, &slot.answer_count, &slot.is_covered);
        ARENA_PUSH(k->arena, out, items, count, capacity, slot);
    }
}

bool asking_begin(asking *k, run *r, const next_question_options *options)
{
    slot_list slots = {0};
    k->run = r;
    k->arena = r->arena;
    k->scratch = arena_new_child(r->arena);
    inference *of = infer_run(r);
    if (of != NULL)
        of->questions = ask_questions(r, &of->question_count);
    k->of = of;
    if (k->of == NULL)
        return false;
    k->reads = reads_with_chains(k->arena, r->pack);
    k->bodies = reads_of_bodies_with_chains(k->arena, r->pack);
    k->supposer = supposer_new(r, k->of);
    find_slots(k, options, &slots);
    k->slots = slots.items;
    k->slot_count = slots.count;
    return true;
}
