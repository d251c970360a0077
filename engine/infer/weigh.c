// The effect of a question is what its answers do: each representative answer is supposed, and the first places compared with what they
// are. The first place counts most: a change of place k counts 1 / k.
#include "infer/weigh.h"

#include "base/sort.h"
#include "infer/answers.h"
#include "infer/bounds.h"
#include "infer/idle.h"
#include "infer/question.h"
#include "infer/supposition.h"

typedef struct weighing {
    run *run;
    inference *of;
    size_t top;
    supposer *supposer;
    answers *answers;
    supposition present;
    const bool *idle; ///< of each bound
} weighing;

/// How much the first places differ from what they are.
static double difference(const weighing *w, const supposition *supposed)
{
    double sum = 0;
    for (size_t rank = 1; rank <= w->top && !supposed->is_exhausted; rank++) {
        const supposed_advice *one = supposed_head(&w->present, rank);
        const supposed_advice *other = supposed_head(supposed, rank);
        const bool same = one == NULL || other == NULL ? one == other : supposed_same(one, other);
        sum += same ? 0 : 1 / (double)rank;
    }
    return sum;
}

static double effect_of(const weighing *w, const open_question *q)
{
    size_t count = 0;
    double sum = 0;
    const feel_value *values = answers_to(w->answers, w->run->arena, q, &count);
    for (size_t i = 0; i < count; i++) {
        const supposition supposed = suppose_answer(w->supposer, question_slot(q), values[i]);
        sum += difference(w, &supposed);
    }
    return count > 0 ? sum / (double)count : 0;
}

/// True if something of the recommendation may change the first places.
static bool is_live(const weighing *w, size_t target)
{
    bool found = false;
    for (size_t i = 0; i < w->of->bound_count && !found; i++)
        found = w->of->bounds[i].recommendation == target && !w->idle[i];
    return found;
}

/// True if the bounds leave open that a rule which waits for the answer changes the first places.
static bool may_matter(const weighing *w, const open_question *q)
{
    bool found = false;
    for (size_t i = 0; w->of->final_count < w->top && i < q->rule_count && !found; i++)
        found = is_live(w, w->of->pack->rules[q->rules[i]].target);
    return found;
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
    w.idle = idle_find(r->arena, of, top);
    w.supposer = supposer_new(r, of);
    w.answers = r->answers != NULL ? r->answers : answers_new(r->arena, r->pack);
    w.present = supposer_present(w.supposer);
    open_question *questions = ARENA_ARRAY(r->arena, of->question_count, open_question);
    for (size_t i = 0; i < of->question_count; i++) {
        questions[i] = of->questions[i];
        questions[i].may_matter = may_matter(&w, &questions[i]);
        questions[i].effect = questions[i].may_matter ? effect_of(&w, &questions[i]) : 0;
    }
    sort_stable(r->arena, questions, of->question_count, sizeof *questions, by_effect, NULL);
    of->questions = questions;
}
