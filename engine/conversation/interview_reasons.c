// Why a question is asked, in sentences: "Agree on what can wait": now second; would be first if yes.
#include "conversation/interview_step.h"

#include "base/text.h"

enum { MOST_REASONS = 6, MOST_PHRASES = 3 };

static slice place_in_words(arena *a, size_t rank)
{
    static const slice words[] = {SLICE_INIT("not advised"), SLICE_INIT("first"),  SLICE_INIT("second"),
                                  SLICE_INIT("third"),       SLICE_INIT("fourth"), SLICE_INIT("fifth")};
    return rank < sizeof words / sizeof *words ? words[rank] : arena_format(a, "number %zu", rank);
}

/// "if yes"; for a list of records, whether there are any.
static slice condition_in_words(arena *a, const fact *declared, feel_value answer)
{
    if (declared->record != NULL && answer.kind == FEEL_LIST)
        return answer.as.list->count == 0 ? SLICE("if there are none") : SLICE("if there are some");
    return arena_format(a, answer.kind == FEEL_NUMBER ? "if, for instance, %.*s" : "if %.*s",
                        SLICE_ARG(interview_words(a, declared, answer)));
}

static bool is_about_same(const question_effect *a, const question_effect *b)
{
    return a->recommendation == b->recommendation && slice_equal(a->item_name, b->item_name);
}

static bool is_first_of_its_kind(const question_effect *effects, size_t at)
{
    bool first = true;
    for (size_t i = 0; i < at && first; i++)
        first = !is_about_same(&effects[i], &effects[at]);
    return first;
}

static void add_phrase(text_builder *out, const fact *declared, const question_effect *e)
{
    const slice where = place_in_words(out->arena, e->then);
    text_add_format(out, "; %s %.*s", e->then == 0 ? "would be" : "would come", SLICE_ARG(where));
    if (e->is_alone)
        text_add_format(out, " %.*s", SLICE_ARG(condition_in_words(out->arena, declared, e->answer)));
    else
        text_add(out, SLICE(", with other answers"));
}

/// True if an effect before it says the same of the same recommendation.
static bool is_said(const question_effect *effects, size_t from, size_t at)
{
    bool said = false;
    for (size_t i = from; i < at && !said; i++)
        said = is_about_same(&effects[i], &effects[at]) && effects[i].then == effects[at].then;
    return said;
}

/// A template with "…" for what it leaves open.
static slice without_expressions(arena *a, slice text)
{
    text_builder out = {.arena = a};
    for (size_t i = 0; i < text.len; i++) {
        if (!slice_starts_with(slice_part(text, i, text.len), SLICE("{{"))) {
            text_add_byte(&out, text.ptr[i]);
            continue;
        }
        text_add(&out, SLICE("…"));
        while (i + 1 < text.len && !slice_starts_with(slice_part(text, i, text.len), SLICE("}}")))
            i++;
        i++;
    }
    return text_result(&out);
}

/// The title; if it is about a record that was made up to try an answer, without what names that.
static slice title_of(arena *a, const interview_settings *s, const fact *declared, const question_effect *e)
{
    const bool is_made_up = declared->record != NULL && e->item_name.len > 0 && e->now == 0;
    return is_made_up ? without_expressions(a, s->pack->recommendations[e->recommendation].title.text)
                      : e->title;
}

static slice sentence(arena *a, const interview_settings *s, const fact *declared,
                      const question_effect *effects, size_t count, size_t at)
{
    text_builder out = {.arena = a};
    size_t phrases = 0;
    text_add_format(&out, "\"%.*s\": now %.*s", SLICE_ARG(title_of(a, s, declared, &effects[at])),
                    SLICE_ARG(place_in_words(a, effects[at].now)));
    for (size_t i = at; i < count && phrases < MOST_PHRASES; i++) {
        if (!is_about_same(&effects[i], &effects[at]) || is_said(effects, at, i))
            continue;
        add_phrase(&out, declared, &effects[i]);
        phrases++;
    }
    text_add_byte(&out, '.');
    return text_result(&out);
}

void interview_add_reasons(arena *a, const interview_settings *s, const next_question *next,
                           interview_question *q)
{
    size_t count = 0;
    const question_effect *effects = next_question_effects(a, next, s->clock, s->top, &count);
    slice *reasons = ARENA_ARRAY(a, MOST_REASONS, slice);
    for (size_t i = 0; i < count && q->reason_count < MOST_REASONS; i++) {
        if (is_first_of_its_kind(effects, i))
            reasons[q->reason_count++] = sentence(a, s, next->declared, effects, count, i);
    }
    q->reasons = reasons;
}
