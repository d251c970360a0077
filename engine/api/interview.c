// Interviews through the public API.
#include "api/internal.h"

#include "conversation/interview.h"

struct advise_interview {
    interview *of;
    allocator from;
    advise_session session; ///< what reports ask for the date and for memory
    advise_report report;
};

static const interview_view *view_of(const advise_interview *i)
{
    return interview_look(i->of);
}

/// Gives the report the view that is shown now.
static void refresh(advise_interview *i)
{
    const interview_view *v = view_of(i);
    i->session.arena = v->arena;
    i->session.lacks_text = false;
    i->report = (advise_report){.session = &i->session, .result = v->result};
}

static advise_interview *make_interview(const advise_session *s)
{
    const allocator *from = arena_allocator_borrow(s->arena);
    advise_interview *i = from->resize(from->state, NULL, sizeof *i);
    if (i != NULL)
        *i = (advise_interview){.from = *from, .session = *s};
    return i;
}

advise_status advise_interview_new(const advise_session *s, const char *name, const char *text, size_t length,
                                   const char *folder, const advise_interview_options *o,
                                   advise_interview **out, advise_diagnostics **problems)
{
    if (problems != NULL)
        *problems = NULL;
    if (s == NULL || name == NULL || (text == NULL && length > 0) || out == NULL)
        return ADVISE_BAD_USE;
    *out = NULL;
    const interview_settings settings = {.pack = s->pack,
                                         .clock = s->clock,
                                         .name = slice_of(name),
                                         .folder = folder,
                                         .top = o != NULL && o->top > 0 ? o->top : 3,
                                         .most = o != NULL ? o->most : 0,
                                         .topic = slice_of(o != NULL && o->topic != NULL ? o->topic : "")};
    advise_diagnostics *d = diagnostics_new(arena_allocator_borrow(s->arena));
    advise_interview *i = make_interview(s);
    const load_outcome outcome =
        d != NULL && i != NULL
            ? interview_new(&i->from, &settings, (slice){text, length}, diagnostics_list(d), &i->of)
            : LOAD_NO_MEMORY;
    if (outcome == LOAD_DONE) {
        refresh(i);
        *out = i;
    } else {
        advise_interview_free(i);
    }
    if (d == NULL || outcome == LOAD_NO_MEMORY) {
        advise_diagnostics_free(d);
        return ADVISE_NO_MEMORY;
    }
    return give_problems(d, problems, status_of_load(outcome, ADVISE_BAD_PROFILE));
}

void advise_interview_free(advise_interview *i)
{
    if (i == NULL)
        return;
    const allocator from = i->from;
    interview_free(i->of);
    (void)from.resize(from.state, i, 0);
}

// --- what there is to see ---

advise_progress advise_interview_progress(const advise_interview *i)
{
    static const advise_interview_state states[] = {[INTERVIEW_ASKS] = ADVISE_INTERVIEW_ASKS,
                                                    [INTERVIEW_SETTLED] = ADVISE_INTERVIEW_SETTLED,
                                                    [INTERVIEW_EXHAUSTED] = ADVISE_INTERVIEW_EXHAUSTED,
                                                    [INTERVIEW_ENOUGH] = ADVISE_INTERVIEW_ENOUGH};
    const interview_view *v = view_of(i);
    return (advise_progress){.state = states[v->state],
                             .answered = v->answered,
                             .asked = v->asked,
                             .places = v->top,
                             .final_places = v->final_count};
}

size_t advise_interview_settled_count(const advise_interview *i)
{
    return view_of(i)->settled_count;
}

const char *advise_interview_settled(const advise_interview *i, size_t at)
{
    return text_of(view_of(i)->settled[at]);
}

static advise_question_kind kind_of(const interview_question *q)
{
    if (q->is_item)
        return ADVISE_QUESTION_ITEM;
    if (q->declared->type->kind == FEEL_TYPE_LIST)
        return ADVISE_QUESTION_LIST;
    return q->declared->is_text ? ADVISE_QUESTION_TEXT : ADVISE_QUESTION_VALUE;
}

/// The name of the field at a place; "" for a fact.
static const char *field_name(const pack *p, interview_place at)
{
    const record_type *type = p->facts[at.fact].record;
    return type != NULL && at.position > 0 ? text_of(type->fields[at.field].name) : "";
}

advise_interview_question advise_interview_next(const advise_interview *i)
{
    const interview_view *v = view_of(i);
    const interview_question *q = &v->question;
    const pack *p = v->result->pack;
    if (v->state != INTERVIEW_ASKS)
        return (advise_interview_question){
            .ask = "", .topic = "", .fact = "", .field = "", .item = "", .record = "", .present = ""};
    const fact *about = &p->facts[q->at.fact];
    const bool is_field = about->record != NULL && (q->is_item || q->at.position > 0);
    return (advise_interview_question){.kind = kind_of(q),
                                       .ask = text_of(q->ask),
                                       .topic = text_of(about->topic),
                                       .fact = text_of(about->name),
                                       .field = field_name(p, q->at),
                                       .item = text_of(q->item),
                                       .record = about->record != NULL ? text_of(about->record->name) : "",
                                       .type = is_field ? (size_t)(about->record - p->types) : ADVISE_FACTS,
                                       .index = is_field ? (size_t)(q->declared - about->record->fields)
                                                         : q->at.fact,
                                       .ordinal = q->ordinal,
                                       .is_required = q->is_required,
                                       .is_edit = q->is_edit,
                                       .present = text_of(q->present),
                                       .reason_count = q->reason_count};
}

const char *advise_interview_reason(const advise_interview *i, size_t reason)
{
    return text_of(view_of(i)->question.reasons[reason]);
}

size_t advise_interview_answer_count(const advise_interview *i)
{
    return view_of(i)->answer_count;
}

advise_answer advise_interview_get_answer(const advise_interview *i, size_t answer)
{
    const interview_view *v = view_of(i);
    const interview_answer *a = &v->answers[answer];
    const fact *about = &v->result->pack->facts[a->at.fact];
    return (advise_answer){.ask = text_of(a->ask),
                           .topic = text_of(about->topic),
                           .fact = text_of(about->name),
                           .field = field_name(v->result->pack, a->at),
                           .item = text_of(a->item),
                           .text = text_of(a->text),
                           .is_known = a->is_known,
                           .names_item = a->names_item,
                           .line = a->line};
}

size_t advise_interview_contradiction_count(const advise_interview *i)
{
    return view_of(i)->contradiction_count;
}

advise_contradiction advise_interview_contradiction(const advise_interview *i, size_t contradiction)
{
    const interview_contradiction *c = &view_of(i)->contradictions[contradiction];
    return (advise_contradiction){text_of(c->message), c->is_new, c->answer_count};
}

size_t advise_interview_contradiction_answer(const advise_interview *i, size_t contradiction, size_t answer)
{
    return view_of(i)->contradictions[contradiction].answers[answer];
}

const char *advise_interview_text(const advise_interview *i, size_t *length)
{
    const interview_view *v = view_of(i);
    if (length != NULL)
        *length = v->text.len;
    return text_of(v->text);
}

const advise_report *advise_interview_report(const advise_interview *i)
{
    return &i->report;
}

// --- what is said ---

/// Passes on what became of an answer.
static advise_status reply_with(advise_interview *i, bool done, const interview_reply *r, advise_reply *reply)
{
    static const advise_reply_kind kinds[] = {[REPLY_ACCEPTED] = ADVISE_REPLY_ACCEPTED,
                                              [REPLY_REJECTED] = ADVISE_REPLY_REJECTED,
                                              [REPLY_AMBIGUOUS] = ADVISE_REPLY_AMBIGUOUS};
    refresh(i);
    *reply = (advise_reply){kinds[r->kind], text_of(r->understood), text_of(r->message), text_of(r->hint),
                            r->rejections};
    return done ? ADVISE_OK : ADVISE_NO_MEMORY;
}

/// True if there is a question, and all that is needed to answer it.
static bool can_reply(const advise_interview *i, const advise_reply *reply)
{
    return i != NULL && reply != NULL && view_of(i)->state == INTERVIEW_ASKS;
}

advise_status advise_interview_answer(advise_interview *i, const char *text, size_t length,
                                      advise_reply *reply)
{
    interview_reply r = {0};
    if (!can_reply(i, reply) || (text == NULL && length > 0))
        return ADVISE_BAD_USE;
    const bool done = interview_give(i->of, (slice){text, length}, &r);
    return reply_with(i, done, &r, reply);
}

advise_status advise_interview_dont_know(advise_interview *i, advise_reply *reply)
{
    interview_reply r = {0};
    if (!can_reply(i, reply))
        return ADVISE_BAD_USE;
    const bool done = interview_dont_know(i->of, &r);
    return reply_with(i, done, &r, reply);
}

advise_status advise_interview_skip(advise_interview *i, advise_reply *reply)
{
    interview_reply r = {0};
    if (!can_reply(i, reply))
        return ADVISE_BAD_USE;
    const bool done = interview_skip(i->of, &r);
    return reply_with(i, done, &r, reply);
}

advise_status advise_interview_pass(advise_interview *i, advise_reply *reply)
{
    interview_reply r = {0};
    if (!can_reply(i, reply))
        return ADVISE_BAD_USE;
    const bool done = interview_pass(i->of, &r);
    return reply_with(i, done, &r, reply);
}

advise_status advise_interview_undo(advise_interview *i, advise_reply *reply)
{
    interview_reply r = {0};
    if (i == NULL || reply == NULL)
        return ADVISE_BAD_USE;
    const bool done = interview_undo(i->of, &r);
    return reply_with(i, done, &r, reply);
}

advise_status advise_interview_edit(advise_interview *i, size_t answer)
{
    if (i == NULL || answer >= view_of(i)->answer_count)
        return ADVISE_BAD_USE;
    return interview_edit(i->of, answer) ? ADVISE_OK : ADVISE_NO_MEMORY;
}
