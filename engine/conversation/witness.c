#include "conversation/witness.h"

/// The choices of a row.
static choices choices_in(const asking *k, const completion_table *t, size_t row)
{
    choices out = choices_new(k, NULL);
    for (size_t i = 0; i < t->slot_count; i++)
        out[t->slots[i]] = t->answers[row * t->slot_count + i];
    return out;
}

/// How many rows lie between two that differ in the slot's answer by one, in an exhaustive table.
static size_t stride_of(const asking *k, const completion_table *t, size_t slot)
{
    size_t stride = 1;
    for (size_t i = slot + 1; i < t->slot_count; i++)
        stride *= k->slots[t->slots[i]].answer_count;
    return stride;
}

static question_witness witness_in_all(const asking *k, const completion_table *t, size_t slot)
{
    const size_t stride = stride_of(k, t, slot);
    question_witness out = {.slot = t->slots[slot]};
    for (size_t row = stride; row < t->count && out.chosen == NULL; row++) {
        const int answer = t->answers[row * t->slot_count + slot];
        if (answer > 0 && t->outcomes[row] != t->outcomes[row - stride]) {
            out.chosen = choices_in(k, t, row);
            out.answers[0] = answer - 1;
            out.answers[1] = answer;
        }
    }
    return out;
}

static bool try_row(asking *k, const completion_table *t, size_t row, question_witness *out)
{
    choices chosen = choices_in(k, t, row);
    const int here = chosen[out->slot];
    for (size_t i = 0; i < k->slots[out->slot].answer_count; i++) {
        chosen[out->slot] = (int)i;
        const first_places places = (int)i != here ? places_with(k, chosen) : NULL;
        if (places != NULL && !first_places_equal(k, places, t->places[t->outcomes[row]])) {
            *out = (question_witness){out->slot, chosen, {here, (int)i}};
            return true;
        }
    }
    return false;
}

question_witness witness_in(asking *k, const completion_table *t, size_t slot, size_t most)
{
    question_witness out = {.slot = t->slots[slot]};
    if (t->is_exhaustive)
        return witness_in_all(k, t, slot);
    const size_t end = k->tried + most;
    for (size_t row = 0; row < t->count && k->tried < end; row++) {
        if (try_row(k, t, row, &out))
            break;
    }
    return out;
}

/// True if the slot's question can be asked and changes more than the one found before.
static bool is_better(const asking *k, size_t slot, const question_witness *so_far)
{
    const open_slot *s = &k->slots[slot];
    return s->question != NULL &&
           (so_far->chosen == NULL ||
            s->weight / s->effort > k->slots[so_far->slot].weight / k->slots[so_far->slot].effort);
}

question_witness witness_between(asking *k, const int *one, const int *other)
{
    question_witness out = {0};
    choices now = choices_new(k, one);
    for (size_t i = 0; i < k->slot_count; i++) // what is open in either is the same in both
        now[i] = now[i] != OPEN ? now[i] : other[i];
    first_places before = places_with(k, now);
    for (size_t i = 0; i < k->slot_count; i++) {
        const int here = now[i];
        if (other[i] == OPEN || here == other[i])
            continue;
        now[i] = other[i];
        const first_places after = places_with(k, now);
        if (before != NULL && after != NULL && !first_places_equal(k, before, after) && is_better(k, i, &out))
            out = (question_witness){i, choices_new(k, now), {here, other[i]}};
        before = after;
    }
    return out;
}
