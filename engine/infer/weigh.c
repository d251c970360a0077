// The effect of a question is what its answers do: each representative answer is supposed, and the first places compared with what they
// are. The first place counts most: a change of place k counts 1 / k.
#include "infer/weigh.h"

#include "base/sort.h"
#include "infer/answers.h"
#include "infer/bounds.h"
#include "infer/supposition.h"

typedef struct weighing {
    run *run;
    inference *of;
    size_t top;
    supposer *supposer;
    answers *answers;
    supposed_entry *present, *supposed; ///< the first places
    size_t present_count;
} weighing;

static bool same_entry(const supposed_entry *a, const supposed_entry *b)
{
    return a->recommendation == b->recommendation && a->position == b->position &&
           slice_equal(a->item_name, b->item_name);
}

/// How much the first places differ from what they are.
static double difference(const weighing *w, size_t count)
{
    double sum = 0;
    for (size_t i = 0; i < w->top; i++) {
        const bool one = i < w->present_count;
        const bool other = i < count;
        if (one != other || (one && other && !same_entry(&w->present[i], &w->supposed[i])))
            sum += 1 / (double)(i + 1);
    }
    return sum;
}

/// The value of the fact that has the record, with one field of it answered.
static feel_value with_field(const weighing *w, const open_question *q, feel_value answer)
{
    arena *a = w->run->arena;
    feel_context *record = ARENA_NEW(a, feel_context);
    feel_entry *entries = ARENA_ARRAY(a, q->record->count, feel_entry);
    memcpy(entries, q->record->entries, q->record->count * sizeof *entries);
    for (size_t i = 0; i < q->record->count; i++) {
        if (slice_equal(entries[i].name, q->field))
            entries[i].value = answer;
    }
    *record = *q->record;
    record->entries = entries;
    const feel_value changed = {.kind = FEEL_CONTEXT, .as.context = record};
    const feel_value whole = w->of->values[q->fact];
    if (whole.kind != FEEL_LIST)
        return changed;
    feel_value *items = ARENA_ARRAY(a, whole.as.list->count, feel_value);
    for (size_t i = 0; i < whole.as.list->count; i++) {
        const feel_value item = whole.as.list->items[i];
        items[i] = item.kind == FEEL_CONTEXT && item.as.context == q->record ? changed : item;
    }
    return feel_list_of(a, items, whole.as.list->count);
}

static double effect_of(const weighing *w, const open_question *q)
{
    size_t count = 0;
    double sum = 0;
    const feel_value *values = answers_to(w->answers, q, &count);
    for (size_t i = 0; i < count; i++) {
        const feel_value v = q->record != NULL ? with_field(w, q, values[i]) : values[i];
        sum += difference(w, suppose(w->supposer, q->fact, v, w->supposed, w->top));
    }
    return count > 0 ? sum / (double)count : 0;
}

/// True if the bounds leave open that a rule which waits for the answer changes the first places.
static bool may_matter(const weighing *w, const open_question *q)
{
    const inference *of = w->of;
    for (size_t i = 0; of->final_count < w->top && i < q->rule_count; i++) {
        if (bounds_reach(of, of->pack->rules[q->rules[i]].target, w->top))
            return true;
    }
    return false;
}

static int by_effect(const void *a, const void *b, void *context)
{
    const open_question *x = a;
    const open_question *y = b;
    (void)context;
    if (x->may_matter != y->may_matter)
        return x->may_matter ? -1 : 1;
    if (x->effect != y->effect)
        return x->effect > y->effect ? -1 : 1;
    if (x->weight != y->weight)
        return x->weight > y->weight ? -1 : 1;
    return (x->fact > y->fact) - (x->fact < y->fact);
}

void weigh_unknowns(run *r, inference *of, size_t top)
{
    weighing w = {.run = r, .of = of, .top = top};
    bounds_find(r, of);
    bounds_settle(r, of, top);
    w.present = ARENA_ARRAY(r->arena, top, supposed_entry);
    w.supposed = ARENA_ARRAY(r->arena, top, supposed_entry);
    w.supposer = supposer_new(r, of);
    w.answers = answers_new(r);
    w.present_count = supposer_present(w.supposer, w.present, top);
    open_question *questions = ARENA_ARRAY(r->arena, of->question_count, open_question);
    for (size_t i = 0; i < of->question_count; i++) {
        questions[i] = of->questions[i];
        questions[i].may_matter = may_matter(&w, &questions[i]);
        questions[i].effect = questions[i].may_matter ? effect_of(&w, &questions[i]) : 0;
    }
    sort_stable(r->arena, questions, of->question_count, sizeof *questions, by_effect, NULL);
    of->questions = questions;
}
