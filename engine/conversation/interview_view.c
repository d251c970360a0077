// A step, looked at: its text is read as a profile and inferred from; then what was said, what contradicts itself, and what to ask next.
#include "conversation/interview_step.h"

#include "infer/sanity.h"
#include "profile/not_known.h"

typedef struct view_maker {
    arena *arena;
    const interview_settings *settings;
    const interview_step *step;
    interview_view *view;
    next_question next;
} view_maker;

// --- what was said ---

/// The line of the profile that says it; 0 if it is not known.
static size_t line_of(const profile *person, interview_place at)
{
    const feel_context *record = interview_record(person, at);
    return place_resolve(record != NULL ? profile_field_place(person, record->record, at.field)
                                        : person->places[at.fact])
        .line;
}

static void add_answer(view_maker *m, interview_answer *out, interview_place at)
{
    const pack *p = m->settings->pack;
    const profile *person = m->view->person;
    const fact *declared = interview_declared(p, at);
    const feel_value v = interview_value(person, at);
    if (feel_is_null(v) && !profile_is_not_known(person, interview_slot(person, at)))
        return;
    interview_answer answer = {.at = at,
                               .ask = interview_ask(m->arena, declared, at.position > 0),
                               .is_known = !feel_is_null(v),
                               .text = feel_is_null(v) ? SLICE("don't know")
                                                       : interview_words(m->arena, declared, v)};
    answer.line = line_of(person, at);
    if (at.position > 0) {
        answer.item = interview_record_name(m->arena, p, person, at);
        answer.names_item = at.field == interview_naming_field(p->facts[at.fact].record);
    }
    out[m->view->answer_count++] = answer;
}

/// How many places a fact has: itself, and the fields of its records.
static size_t place_count(const view_maker *m, size_t fact_index)
{
    const record_type *type = interview_record_type(m->settings->pack, fact_index);
    return 1 + (type != NULL ? interview_record_count(m->view->person, fact_index) * type->field_count : 0);
}

static void add_answers_of(view_maker *m, interview_answer *out, size_t fact_index)
{
    const record_type *type = interview_record_type(m->settings->pack, fact_index);
    const size_t records = type != NULL ? interview_record_count(m->view->person, fact_index) : 0;
    add_answer(m, out, (interview_place){.fact = fact_index});
    for (size_t i = 1; i <= records; i++) {
        for (size_t k = 0; k < type->field_count; k++)
            add_answer(m, out, (interview_place){fact_index, i, k});
    }
}

static void list_answers(view_maker *m)
{
    const pack *p = m->settings->pack;
    size_t room = 0;
    for (size_t i = 0; i < p->fact_count; i++)
        room += place_count(m, i);
    interview_answer *out = ARENA_ARRAY(m->arena, room, interview_answer);
    for (size_t i = 0; i < p->fact_count; i++)
        add_answers_of(m, out, i);
    m->view->answers = out;
}

// --- what to ask next ---

static bool is_skipped(const view_maker *m, interview_place at)
{
    bool found = false;
    for (size_t i = 0; i < m->step->skipped_count && !found; i++)
        found = interview_place_equal(m->step->skipped[i], at);
    return found;
}

static bool is_open(const view_maker *m, interview_place at)
{
    const profile *person = m->view->person;
    return feel_is_null(interview_value(person, at)) && !is_skipped(m, at) &&
           !profile_is_not_known(person, interview_slot(person, at));
}

static interview_question question_at(arena *a, const pack *p, const profile *person, interview_place at)
{
    const fact *declared = interview_declared(p, at);
    interview_question q = {
        .at = at, .declared = declared, .ask = interview_ask(a, declared, at.position > 0)};
    if (at.position > 0)
        q.item = interview_record_name(a, p, person, at);
    if (at.position == 0 && declared->record != NULL) {
        q.is_item = true;
        q.ordinal = interview_record_count(person, at.fact) + 1;
        q.declared = &declared->record->fields[interview_naming_field(declared->record)];
        if (q.ordinal > 1)
            q.ask = interview_ask_another(a, declared->record);
    }
    return q;
}

static bool ask_at(view_maker *m, interview_place at)
{
    m->view->question = question_at(m->arena, m->settings->pack, m->view->person, at);
    return true;
}

/// Asks for what a record cannot be used without.
static bool ask_for_required(view_maker *m, interview_place at)
{
    const record_type *type = interview_record_type(m->settings->pack, at.fact);
    for (at.field = 0; at.field < type->field_count; at.field++) {
        if (type->fields[at.field].required && is_open(m, at)) {
            m->view->question = question_at(m->arena, m->settings->pack, m->view->person, at);
            return m->view->question.is_required = true;
        }
    }
    return false;
}

/// The same for any record of the profile: one that was being told of when an interview was cut off.
static bool ask_for_required_anywhere(view_maker *m)
{
    const pack *p = m->settings->pack;
    bool found = false;
    for (size_t i = 0; i < p->fact_count && !found; i++) {
        const size_t records = p->facts[i].record != NULL ? interview_record_count(m->view->person, i) : 0;
        for (size_t k = 1; k <= records && !found; k++)
            found = ask_for_required(m, (interview_place){.fact = i, .position = k});
    }
    return found;
}

static interview_place place_of(const view_maker *m, const open_question *q)
{
    interview_place at = {.fact = q->fact};
    const record_type *type = interview_record_type(m->settings->pack, q->fact);
    const size_t records = q->record != NULL ? interview_record_count(m->view->person, q->fact) : 0;
    for (size_t i = 1; i <= records; i++) {
        if (interview_record(m->view->person, (interview_place){.fact = q->fact, .position = i}) == q->record)
            at.position = i;
    }
    for (size_t i = 0; at.position > 0 && i < type->field_count; i++) {
        if (slice_equal(type->fields[i].name, q->field))
            at.field = i;
    }
    return at;
}

/// Asks for what a record needs to come into the text at all.
static bool ask_for_begun(view_maker *m)
{
    const slice *begun = m->step->begun;
    interview_place at = m->step->record;
    const record_type *type = interview_record_type(m->settings->pack, at.fact);
    for (at.field = 0; at.field < type->field_count; at.field++) {
        if (!type->fields[at.field].required || begun[at.field].len > 0)
            continue;
        m->view->question =
            (interview_question){.at = at,
                                 .declared = &type->fields[at.field],
                                 .ask = interview_ask(m->arena, &type->fields[at.field], true),
                                 .item = arena_copy(m->arena, begun[interview_naming_field(type)]),
                                 .is_required = true,
                                 .is_begun = true};
        return true;
    }
    return false;
}

/// The slots that are not to be asked for: skipped, or not known.
static const profile_slot *closed_slots(const view_maker *m, size_t *count)
{
    const profile *person = m->view->person;
    const size_t most = m->step->skipped_count + person->count + person->field_not_known_count;
    profile_slot *closed = ARENA_ARRAY(m->arena, most, profile_slot);
    *count = 0;
    for (size_t i = 0; i < m->step->skipped_count; i++)
        closed[(*count)++] = interview_slot(person, m->step->skipped[i]);
    for (size_t i = 0; i < person->count; i++) {
        if (person->not_known[i])
            closed[(*count)++] = (profile_slot){.fact = i};
    }
    for (size_t i = 0; i < person->field_not_known_count; i++)
        closed[(*count)++] = person->fields_not_known[i];
    return closed;
}

/// Finds the next question of a profile that is like this one.
/// @param within  as of the options
static next_question find_next(const view_maker *m, const profile *person, uint32_t within)
{
    next_question_options options = {
        .top = m->settings->top, .topic = m->step->topic, .stops_when_settled = true, .within = within};
    options.closed = closed_slots(m, &options.closed_count);
    return next_question_find(m->arena, m->settings->pack, person, m->settings->clock, &options);
}

static bool ask_next(view_maker *m)
{
    (void)ask_at(m, place_of(m, m->next.question));
    interview_add_reasons(m->arena, m->settings, &m->next, &m->view->question);
    return true;
}

/// True if no list of these records, however long, can change the first places.
static bool is_idle_list(const view_maker *m, size_t fact_index)
{
    const profile_change unknown = {.at = {.fact = fact_index}};
    profile *without = ARENA_NEW(m->arena, profile);
    *without = profile_variant(m->arena, m->settings->pack, m->view->person, &unknown, 1);
    const next_question next = find_next(m, without, 0);
    return next.of != NULL && next.question == NULL && next.is_settled;
}

/// Goes on with the record that is being told of, or asks for another one of its list.
static bool ask_about_record(view_maker *m)
{
    const interview_place at = m->step->record;
    const profile *person = m->view->person;
    if (!m->step->tells)
        return false;
    if (interview_record(person, at) != NULL) {
        const uint32_t within = interview_slot(person, at).record;
        if (ask_for_required(m, at))
            return true;
        if (m->next.question != NULL && m->next.at.record == within && m->next.at.fact == at.fact)
            return ask_next(m);
    }
    const bool is_list = m->settings->pack->facts[at.fact].type->kind == FEEL_TYPE_LIST;
    return is_list && !is_idle_list(m, at.fact) && ask_at(m, (interview_place){.fact = at.fact});
}

static bool ask_anything(view_maker *m)
{
    if (m->step->tells)
        m->next = find_next(m, m->view->person, 0);
    return m->next.question != NULL && ask_next(m);
}

/// How it ends if there is nothing to ask: what was not to be asked for may still change the first places.
static interview_state state_at_end(view_maker *m)
{
    size_t closed;
    (void)closed_slots(m, &closed);
    if (closed > 0) {
        const next_question_options options = {.top = m->settings->top, .stops_when_settled = true};
        m->next =
            next_question_find(m->arena, m->settings->pack, m->view->person, m->settings->clock, &options);
    }
    return m->next.question == NULL && m->next.is_settled ? INTERVIEW_SETTLED : INTERVIEW_EXHAUSTED;
}

/// Finds what the first places will be in any case, if they are settled and not all shown.
static void find_settled(view_maker *m)
{
    interview_view *v = m->view;
    slice *titles = ARENA_ARRAY(m->arena, m->settings->top, slice);
    if (v->state != INTERVIEW_SETTLED || m->next.final_count >= m->settings->top)
        return;
    const profile person =
        profile_variant(m->arena, m->settings->pack, v->person, m->next.completion, m->next.completion_count);
    const inference *of =
        infer(m->arena, m->settings->pack, &person, m->settings->clock, 0, NULL, (place){0});
    for (size_t i = 0; of != NULL && i < of->given_count && v->settled_count < m->settings->top; i++) {
        if (of->advices[i].above < 0)
            titles[v->settled_count++] = of->advices[i].title;
    }
    v->settled = titles;
}

static void choose(view_maker *m)
{
    interview_view *v = m->view;
    const size_t most = m->settings->most;
    const bool is_enough = most > 0 && m->step->asked >= most;
    v->state = INTERVIEW_ASKS;
    v->final_count = m->next.final_count;
    if (m->step->begun != NULL && ask_for_begun(m))
        return;
    if (is_enough)
        v->state = INTERVIEW_ENOUGH;
    else if (!ask_about_record(m) && !ask_for_required_anywhere(m) && !ask_anything(m))
        v->state = state_at_end(m);
    find_settled(m);
    v->final_count = v->state == INTERVIEW_SETTLED ? m->settings->top : m->next.final_count;
}

// --- what contradicts itself ---

static bool was_there(const interview_view *before, const profile_check *check, slice message)
{
    bool found = false;
    for (size_t i = 0; before != NULL && i < before->contradiction_count && !found; i++)
        found = before->contradictions[i].check == check &&
                slice_equal(before->contradictions[i].message, message);
    return found;
}

/// The answers to the facts that a check looked at.
static void add_parts(view_maker *m, interview_contradiction *c, const sanity_finding *from)
{
    size_t *parts = ARENA_ARRAY(m->arena, m->view->answer_count, size_t);
    for (size_t i = 0; i < m->view->answer_count; i++) {
        const interview_place at = m->view->answers[i].at;
        bool is_read = false;
        for (size_t k = 0; k < from->fact_count && !is_read; k++)
            is_read = from->facts[k] == at.fact && at.position == 0;
        if (is_read)
            parts[c->answer_count++] = i;
    }
    c->answers = parts;
}

static void find_contradictions(view_maker *m, const interview_view *before)
{
    feel_machine machine;
    feel_machine_init(&machine, m->arena);
    machine.clock = m->settings->clock;
    const sanity_finding *found =
        sanity_find(&machine, m->settings->pack, m->view->person, &m->view->contradiction_count);
    interview_contradiction *out =
        ARENA_ARRAY(m->arena, m->view->contradiction_count, interview_contradiction);
    for (size_t i = 0; i < m->view->contradiction_count; i++) {
        out[i] = (interview_contradiction){.check = found[i].check,
                                           .message = found[i].text,
                                           .is_new = !was_there(before, found[i].check, found[i].text)};
        add_parts(m, &out[i], &found[i]);
    }
    m->view->contradictions = out;
}

// --- the whole ---

interview_view *interview_view_make(arena *a, const interview_settings *s, const interview_step *step,
                                    const interview_view *before, diag_list *diags)
{
    view_maker m = {.arena = a, .settings = s, .step = step, .view = ARENA_NEW(a, interview_view)};
    interview_view *v = m.view;
    *v = (interview_view){
        .arena = a, .text = step->text, .top = s->top, .answered = step->answered, .asked = step->asked};
    v->person = profile_read_draft(a, s->pack, s->name, step->text, s->folder, diags);
    if (v->person == NULL)
        return NULL;
    m.next = find_next(&m, v->person, step->tells ? interview_slot(v->person, step->record).record : 0);
    v->result = m.next.of;
    if (v->result == NULL) {
        feel_report_exhausted(diags, (place){0}, s->name);
        return NULL;
    }
    list_answers(&m);
    find_contradictions(&m, before);
    choose(&m);
    return v;
}

interview_question interview_question_again(arena *a, const interview_settings *s, const interview_view *v,
                                            size_t which)
{
    const interview_answer *old = &v->answers[which];
    interview_question q = question_at(a, s->pack, v->person, old->at);
    q.is_edit = true;
    q.present = old->text;
    return q;
}
