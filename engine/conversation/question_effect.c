// Each answer is tried by an inference of its own: titles are to be filled in.
#include "conversation/next_question.h"

typedef struct effect_list {
    question_effect *items;
    size_t count, capacity;
} effect_list;

static bool is_same(const advice *a, const advice *b)
{
    return a->recommendation == b->recommendation && a->position == b->position &&
           slice_equal(a->item_name, b->item_name);
}

/// The place of what is the head of an entry; 0 if it is none.
static size_t place_in(const inference *of, const advice *one)
{
    size_t found = 0;
    for (size_t i = 0; i < of->given_count && found == 0; i++) {
        if (of->advices[i].above < 0 && is_same(&of->advices[i], one))
            found = of->advices[i].rank;
    }
    return found;
}

static void add_moved(arena *a, const inference *now, const inference *then, const advice *one,
                      question_effect e, size_t top, effect_list *out)
{
    e.now = place_in(now, one);
    e.then = place_in(then, one);
    e.recommendation = one->recommendation;
    e.item_name = one->item_name;
    e.title = one->title;
    const bool is_first = (e.now > 0 && e.now <= top) || (e.then > 0 && e.then <= top);
    if (is_first && e.now != e.then)
        ARENA_PUSH(a, out, items, count, capacity, e);
}

/// Adds what is not where it was: what enters and moves, then what leaves.
static void compare(arena *a, const inference *now, const inference *then, question_effect e, size_t top,
                    effect_list *out)
{
    for (size_t i = 0; i < then->given_count; i++) {
        if (then->advices[i].above < 0)
            add_moved(a, now, then, &then->advices[i], e, top, out);
    }
    for (size_t i = 0; i < now->given_count; i++) {
        if (now->advices[i].above < 0 && place_in(then, &now->advices[i]) == 0)
            add_moved(a, now, then, &now->advices[i], e, top, out);
    }
}

static const inference *infer_with(arena *a, const next_question *next, feel_clock clock,
                                   const profile_change *changes, size_t count)
{
    profile *person = ARENA_NEW(a, profile);
    *person = profile_variant(a, next->of->pack, next->of->profile, changes, count);
    return infer(a, next->of->pack, person, clock, 0, NULL, (place){0});
}

/// With the completion that shows the difference: from one answer to the other.
static void compare_completed(arena *a, const next_question *next, feel_clock clock, size_t top,
                              effect_list *out)
{
    profile_change *changes = ARENA_ARRAY(a, next->completion_count + 1, profile_change);
    if (next->completion_count > 0)
        memcpy(changes, next->completion, next->completion_count * sizeof *changes);
    const inference *with[2];
    for (size_t i = 0; i < 2; i++) {
        changes[next->completion_count] = (profile_change){next->at, next->different[i]};
        with[i] = infer_with(a, next, clock, changes, next->completion_count + 1);
    }
    if (with[0] != NULL && with[1] != NULL)
        compare(a, with[0], with[1], (question_effect){.answer = next->different[1]}, top, out);
}

const question_effect *next_question_effects(arena *a, const next_question *next, feel_clock clock,
                                             size_t top, size_t *count)
{
    effect_list out = {0};
    for (size_t i = 0; i < next->answer_count; i++) {
        const profile_change answer = {next->at, next->answers[i]};
        const inference *then = infer_with(a, next, clock, &answer, 1);
        if (then != NULL)
            compare(a, next->of, then, (question_effect){.answer = next->answers[i], .is_alone = true}, top,
                    &out);
    }
    if (out.count == 0 && next->completion_count > 0)
        compare_completed(a, next, clock, top, &out);
    *count = out.count;
    return out.items;
}
