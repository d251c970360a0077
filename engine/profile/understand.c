// What is typed is tried as words for nothing first, then as a value of the type that the fact is declared to have. Recognisers of the forms
// are in said_*.h; understand_*.c decide what their findings mean for the fact.
#include "profile/understand.h"

#include "profile/said_nothing.h"
#include "profile/said_words.h"
#include "profile/understood.h"

static answer read_boolean(const question *q)
{
    const feel_truth said = said_yes_or_no(q->plain);
    return said == FEEL_UNKNOWN ? understood_not(q)
                                : understood_value(q, feel_boolean(said == FEEL_TRUE),
                                                   said == FEEL_TRUE ? SLICE("yes") : SLICE("no"), false);
}

answer understand_item(const question *q)
{
    switch (q->type->kind) {
    case FEEL_TYPE_BOOLEAN: return read_boolean(q);
    case FEEL_TYPE_NUMBER: return understand_number(q);
    case FEEL_TYPE_STRING: return understood_is_closed(q->type) ? understand_choice(q) : understand_text(q);
    case FEEL_TYPE_DATE: return understand_date(q);
    case FEEL_TYPE_TIME: return understand_time(q);
    case FEEL_TYPE_DATE_TIME: return understand_date_time(q);
    case FEEL_TYPE_LIST: return understand_list(q);
    case FEEL_TYPE_ANY: return understand_anything(q);
    default: return understood_not(q);
    }
}

/// True if the words are those of one of the values, which may be "nobody" or "unknown" itself.
static bool is_value_itself(const question *q)
{
    const feel_type *type =
        q->type->kind == FEEL_TYPE_LIST && q->type->element != NULL ? q->type->element : q->type;
    bool found = false;
    for (size_t i = 0; understood_is_closed(type) && i < type->allowed_count && !found; i++)
        found = slice_equal(said_plainly(q->arena, feel_text(type->allowed[i])), q->plain);
    return found;
}

/// Words for nothing: that it is not known, skipped, or none.
static bool read_nothing(const question *q, answer *out)
{
    const bool is_list = q->type->kind == FEEL_TYPE_LIST;
    const bool is_open_text = q->type->kind == FEEL_TYPE_STRING && !understood_is_closed(q->type);
    const bool has_numbers =
        is_list && q->type->element != NULL && q->type->element->kind == FEEL_TYPE_NUMBER;
    if (q->plain.len == 0 || said_skip(q->plain))
        *out = (answer){.kind = ANSWER_SKIP, .said = SLICE("skipped")};
    else if (is_list && said_none(q->plain) && !(has_numbers && slice_is(q->plain, "0")))
        *out = (answer){.kind = ANSWER_NONE,
                        .value = feel_list_of(q->arena, NULL, 0),
                        .yaml = SLICE("[]"),
                        .said = SLICE("none")};
    else if (said_unknown(q->plain) || (is_open_text && slice_is(q->plain, "none")))
        *out = (answer){.kind = ANSWER_NOT_KNOWN, .said = SLICE("not known")};
    else
        return false;
    return true;
}

/// Takes straight quotes off that stand around the whole.
static bool unquote(slice *typed)
{
    const bool is_quoted = typed->len > 1 && (typed->ptr[0] == '"' || typed->ptr[0] == '\'') &&
                           typed->ptr[typed->len - 1] == typed->ptr[0];
    if (is_quoted)
        *typed = slice_part(*typed, 1, typed->len - 2);
    return is_quoted;
}

answer understand(arena *a, const fact *f, slice typed, feel_value today)
{
    question q = {.arena = a, .fact = f, .type = f->type, .typed = slice_trim(typed), .today = today};
    answer out;
    q.is_quoted = unquote(&q.typed);
    q.plain = said_plainly(a, q.typed);
    if (!q.is_quoted && !is_value_itself(&q) && read_nothing(&q, &out))
        return out;
    return understand_item(&q);
}

feel_truth understand_yes_or_no(slice typed)
{
    enum { LONGEST = 64 };
    char small[LONGEST];
    slice text = slice_trim(typed);
    if (text.len > 1 && (text.ptr[text.len - 1] == '.' || text.ptr[text.len - 1] == '!'))
        text.len--;
    if (text.len > sizeof small)
        return FEEL_UNKNOWN;
    for (size_t i = 0; i < text.len; i++)
        small[i] = small_letter(text.ptr[i]);
    return said_yes_or_no((slice){small, text.len});
}
