// Reports through the public API: every part of an inference as plain texts and numbers.
#include "api/internal.h"

/// Texts that are made on request live in the session's arena until its next run; if there is no memory, they are empty, and the session knows.
typedef struct text_job {
    arena *arena;
    feel_value value;
    const record_type *type;
    slice a;
    const inference *of;
    const undetermined *undetermined;
    size_t which;
    slice out;
} text_job;

static const inference *result_of(const advise_report *r)
{
    return r->result;
}

static const advice *advice_at(const advise_report *r, size_t index)
{
    return &r->result->advices[index];
}

static const rule *rule_at(const advise_report *r, size_t index)
{
    return &r->result->pack->rules[index];
}

static void make_literal(void *argument)
{
    text_job *job = argument;
    job->out = feel_to_literal(job->arena, job->value);
}

static void copy_text(void *argument)
{
    text_job *job = argument;
    job->out = arena_copy(job->arena, job->a);
}

static const char *make(const advise_report *r, void (*body)(void *), text_job job)
{
    job.arena = r->session->arena;
    if (arena_run(job.arena, body, &job) == ARENA_DONE)
        return text_of(job.out);
    r->session->lacks_text = true;
    return "";
}

static const char *terminated(const advise_report *r, slice s)
{
    return make(r, copy_text, (text_job){.a = s});
}

bool advise_report_is_complete(const advise_report *r)
{
    return !r->session->lacks_text;
}

const char *advise_report_profile(const advise_report *r)
{
    return terminated(r, result_of(r)->profile->file);
}

const char *advise_report_person(const advise_report *r)
{
    ptrdiff_t at = pack_find_fact(r->result->pack, SLICE("name"));
    feel_value name = at >= 0 ? r->result->values[at] : feel_null();
    return name.kind == FEEL_STRING ? terminated(r, feel_text(name)) : "";
}

const char *advise_report_date(const advise_report *r)
{
    return text_of(r->session->date);
}

size_t advise_report_note_count(const advise_report *r)
{
    return result_of(r)->profile->notes.count;
}

const char *advise_report_note(const advise_report *r, size_t note)
{
    return terminated(r, result_of(r)->profile->notes.items[note]);
}

double advise_report_threshold(const advise_report *r)
{
    return r->result->pack->threshold;
}

size_t advise_report_count(const advise_report *r)
{
    return r->result->advice_count;
}

size_t advise_report_given_count(const advise_report *r)
{
    return r->result->given_count;
}

size_t advise_report_entry_count(const advise_report *r)
{
    return r->result->entry_count;
}

/// The id of what it is a part of, or an alternative to; "" if it is none.
static const char *above(const advise_report *r, const advice *a, bool as_alternative)
{
    if (a->above < 0 || a->is_alternative != as_alternative)
        return "";
    return text_of(r->result->pack->recommendations[advice_at(r, (size_t)a->above)->recommendation].id);
}

advise_advice advise_report_advice(const advise_report *r, size_t index)
{
    static const char *const efforts[] = {"", "low", "medium", "high"};
    static const char *const horizons[] = {"",           "today",        "this week",
                                           "this month", "this quarter", "this year"};
    static const advise_advice_status states[] = {[ADVICE_GIVEN] = ADVISE_GIVEN,
                                                  [ADVICE_BELOW_THRESHOLD] = ADVISE_BELOW_THRESHOLD,
                                                  [ADVICE_EXCLUDED] = ADVISE_EXCLUDED};
    const advice *a = advice_at(r, index);
    const recommendation *about = &r->result->pack->recommendations[a->recommendation];
    const char *excluded_by =
        a->excluded_by >= 0
            ? text_of(
                  r->result->pack->recommendations[advice_at(r, (size_t)a->excluded_by)->recommendation].id)
            : "";
    return (advise_advice){.status = states[a->status],
                           .rank = a->rank,
                           .recommendation = text_of(about->id),
                           .item = terminated(r, a->item_name),
                           .about = text_of(about->about),
                           .title = text_of(a->title),
                           .summary = text_of(about->summary.text),
                           .certainty = a->certainty,
                           .score = a->score,
                           .priority = a->priority,
                           .priority_is_open = a->priority_is_open,
                           .effort = efforts[about->effort],
                           .horizon = horizons[about->horizon],
                           .next_step_count = a->next_step_count,
                           .evidence_count = a->evidence_count,
                           .excluded_by = excluded_by,
                           .part_of = above(r, a, false),
                           .alternative_to = above(r, a, true)};
}

const char *advise_report_next_step(const advise_report *r, size_t index, size_t step)
{
    return text_of(advice_at(r, index)->next_steps[step]);
}

static const char *level_name(const advise_report *r, size_t level)
{
    return text_of(r->result->pack->levels[level].name);
}

advise_evidence advise_report_evidence(const advise_report *r, size_t index, size_t which)
{
    const evidence *e = &advice_at(r, index)->evidence[which];
    const rule *from = rule_at(r, e->rule);
    slice condition = from->when != NULL ? feel_expression_text(from->when) : (slice){NULL, 0};
    return (advise_evidence){.rule = text_of(from->id),
                             .certainty = e->certainty,
                             .because = text_of(e->because),
                             .condition = terminated(r, condition),
                             .pack = level_name(r, from->level),
                             .changed_by =
                                 from->changed_by != from->level ? level_name(r, from->changed_by) : "",
                             .source_count = from->source_count,
                             .binding_count = from->variable_count};
}

advise_source advise_report_source(const advise_report *r, size_t index, size_t which, size_t source)
{
    const rule *from = rule_at(r, advice_at(r, index)->evidence[which].rule);
    const pack_source *s = &r->result->pack->sources[from->sources[source]];
    return (advise_source){text_of(s->id), text_of(s->title), text_of(s->point)};
}

/// What a bound value is called: the key of a record that has one, a text itself, else a FEEL literal.
static const char *item_of(const advise_report *r, const feel_type *type, feel_value v)
{
    const pack *p = r->result->pack;
    const feel_value *key = v.kind == FEEL_STRING ? &v : NULL;
    for (size_t i = 0; v.kind == FEEL_CONTEXT && i < p->type_count; i++) {
        const record_type *t = &p->types[i];
        if (t->type == type && t->key >= 0)
            key = feel_context_get(v.as.context, t->fields[t->key].name);
    }
    return key != NULL && key->kind == FEEL_STRING ? terminated(r, feel_text(*key))
                                                   : make(r, make_literal, (text_job){.value = v});
}

static advise_binding binding_at(const advise_report *r, const rule *from, const feel_value *bindings,
                                 size_t index)
{
    const feel_variable *variable = &from->variables[index];
    return (advise_binding){.variable = terminated(r, variable->name),
                            .item = bindings != NULL ? item_of(r, variable->type, bindings[index]) : ""};
}

advise_binding advise_report_binding(const advise_report *r, size_t index, size_t which, size_t binding)
{
    const evidence *e = &advice_at(r, index)->evidence[which];
    return binding_at(r, rule_at(r, e->rule), e->bindings, binding);
}

size_t advise_report_question_count(const advise_report *r)
{
    return r->result->question_count;
}

advise_question advise_report_question(const advise_report *r, size_t index)
{
    const open_question *q = &r->result->questions[index];
    return (advise_question){.fact = text_of(r->result->pack->facts[q->fact].name),
                             .field = text_of(q->field),
                             .item = terminated(r, q->item_name),
                             .ask = text_of(q->ask),
                             .weight = q->weight,
                             .rule_count = q->rule_count,
                             .may_matter = q->may_matter,
                             .effect = q->effect};
}

advise_standing advise_report_standing(const advise_report *r)
{
    const inference *of = r->result;
    const certainty_bound *rival = of->rival;
    return (advise_standing){
        .places = of->places,
        .final_places = of->final_count,
        .rival = rival != NULL ? text_of(of->pack->recommendations[rival->recommendation].id) : "",
        .rival_item = rival != NULL ? terminated(r, rival->item_name) : ""};
}

const char *advise_report_question_rule(const advise_report *r, size_t index, size_t which)
{
    return text_of(rule_at(r, r->result->questions[index].rules[which])->id);
}

size_t advise_report_derived_count(const advise_report *r)
{
    return r->result->derivation_count + r->result->field_derivation_count;
}

static const derivation *derivation_at(const advise_report *r, size_t index)
{
    const inference *of = r->result;
    return index < of->derivation_count ? &of->derivations[index]
                                        : &of->field_derivations[index - of->derivation_count];
}

advise_derived advise_report_derived(const advise_report *r, size_t index)
{
    const derivation *d = derivation_at(r, index);
    const pack *p = r->result->pack;
    const bool is_field = d->record != NULL;
    const char *origin = "unknown";
    if (d->conflict)
        origin = "conflict";
    else if (d->stated)
        origin = "profile";
    else if (d->by_default)
        origin = "default";
    else if (d->rule_count > 0)
        origin = "rules";
    return (advise_derived){.fact = text_of(p->facts[d->fact].name),
                            .field = is_field ? text_of(p->derived_fields[d->field].declared->name) : "",
                            .item = is_field ? terminated(r, d->item_name) : "",
                            .record = is_field ? d->record->record : 0,
                            .literal = make(r, make_literal, (text_job){.value = d->value}),
                            .origin = origin,
                            .rule_count = d->rule_count};
}

const char *advise_report_derived_rule(const advise_report *r, size_t index, size_t which)
{
    return text_of(rule_at(r, derivation_at(r, index)->rules[which])->id);
}

const char *advise_report_derived_because(const advise_report *r, size_t index, size_t which)
{
    return terminated(r, derivation_at(r, index)->because[which]);
}

size_t advise_report_undetermined_count(const advise_report *r)
{
    return r->result->undetermined_count;
}

advise_undetermined advise_report_undetermined(const advise_report *r, size_t index)
{
    const undetermined *u = &r->result->undetermined[index];
    const rule *from = rule_at(r, u->rule);
    const char *target =
        from->kind == RULE_RECOMMENDS ? text_of(r->result->pack->recommendations[from->target].id) : "";
    return (advise_undetermined){text_of(from->id), target, u->bound, u->name_count};
}

advise_binding advise_report_undetermined_binding(const advise_report *r, size_t index, size_t binding)
{
    const undetermined *u = &r->result->undetermined[index];
    return binding_at(r, rule_at(r, u->rule), u->bindings, binding);
}

const char *advise_report_undetermined_unknown(const advise_report *r, size_t index, size_t which)
{
    return text_of(r->result->undetermined[index].names[which]);
}

size_t advise_report_warning_count(const advise_report *r)
{
    return r->result->warning_count;
}

advise_warning advise_report_warning(const advise_report *r, size_t index)
{
    const inference_warning *w = &r->result->warnings[index];
    return (advise_warning){text_of(rule_at(r, w->rule)->id), w->code, text_of(w->message)};
}
