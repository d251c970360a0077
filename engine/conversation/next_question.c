#include "conversation/next_question.h"

#include "conversation/effort.h"
#include "infer/answers.h"
#include "infer/run.h"
#include "infer/weigh.h"

enum { DEFAULT_TOP = 3 };

/// How much dearer a question is whose topic is not that of the question before.
static const double other_topic = 1.5;

static profile_slot slot_of(const open_question *q)
{
    profile_slot slot = {.fact = q->fact};
    for (size_t i = 0; q->record != NULL && i < q->record->count; i++) {
        if (slice_equal(q->record->entries[i].name, q->field))
            slot = (profile_slot){q->fact, q->record->record, i};
    }
    return slot;
}

static bool is_closed(const next_question_options *o, profile_slot at)
{
    bool found = false;
    for (size_t i = 0; i < o->closed_count && !found; i++)
        found = profile_slot_equal(o->closed[i], at);
    return found;
}

static double cost_of(const pack *p, const next_question_options *o, const open_question *q, double plain)
{
    const bool stays = o->topic.len == 0 || slice_equal(o->topic, p->facts[q->fact].topic);
    return stays ? plain : plain * other_topic;
}

next_question next_question_find(arena *a, const pack *p, const profile *person, feel_clock clock,
                                 const next_question_options *options)
{
    next_question best = {0};
    const size_t top = options->top > 0 ? options->top : DEFAULT_TOP;
    feel_machine *m = ARENA_NEW(a, feel_machine);
    feel_machine_init(m, a);
    m->clock = clock;
    run *r = ARENA_NEW(a, run);
    *r = run_start(m, p, person, false);
    inference *of = infer_run(r);
    if (of == NULL)
        return best;
    weigh_unknowns(r, of, top);
    best.of = of;
    best.final_count = of->final_count;
    for (size_t i = 0; i < of->question_count; i++) {
        const open_question *q = &of->questions[i];
        const profile_slot at = slot_of(q);
        const fact *declared = profile_slot_declared(p, person, at);
        if (!q->may_matter || is_closed(options, at) || declared == NULL)
            continue;
        const double takes = effort_of(declared);
        const double gain = (q->effect + 0.001) / cost_of(p, options, q, takes);
        best.open_count++;
        if (best.question == NULL || gain > best.gain) {
            best.question = q;
            best.at = at;
            best.declared = declared;
            best.gain = gain;
            best.effort = takes;
        }
    }
    best.is_proved = best.question == NULL;
    if (best.question != NULL)
        best.answers = answers_to(answers_new(r), best.question, &best.answer_count);
    return best;
}
