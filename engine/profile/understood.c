// Answers, and what is said of them.
#include "profile/understood.h"

#include "base/text.h"
#include "input/yaml_write.h"
#include "profile/accept.h"
#include "profile/said_number.h"
#include "profile/value_node.h"

bool understood_is_closed(const feel_type *type)
{
    return type->kind == FEEL_TYPE_STRING && type->allowed_count > 0;
}

slice understood_list_text(arena *a, const slice *values, size_t count, const char *last, bool quoted)
{
    text_builder out = {.arena = a};
    for (size_t i = 0; i < count; i++)
        text_add_format(&out, quoted ? "%s'%.*s'" : "%s%.*s",
                        i == 0           ? ""
                        : i + 1 == count ? last
                                         : ", ",
                        SLICE_ARG(values[i]));
    return text_result(&out);
}

static slice allowed_list(const question *q, const char *before)
{
    slice *names = ARENA_ARRAY(q->arena, q->type->allowed_count, slice);
    for (size_t i = 0; i < q->type->allowed_count; i++)
        names[i] = feel_to_string(q->arena, q->type->allowed[i]);
    return arena_format(
        q->arena, "%s%.*s", before,
        SLICE_ARG(understood_list_text(q->arena, names, q->type->allowed_count, ", ", false)));
}

static slice number_expected(const question *q)
{
    const fact *f = q->fact;
    const slice bounds = said_bounds_of(q->arena, f);
    const slice number =
        bounds.len > 0 ? bounds
        : f->allowed_text.len > 0
            ? arena_format(q->arena, q->type->whole ? "a whole number: %.*s" : "a number: %.*s",
                           SLICE_ARG(f->allowed_text))
        : q->type->whole ? SLICE("a whole number")
                         : SLICE("a number");
    return f->unit.len > 0 ? arena_format(q->arena, "%.*s (%.*s)", SLICE_ARG(number), SLICE_ARG(f->unit))
                           : number;
}

/// What would be an answer.
static slice expected(const question *q)
{
    if (q->type->kind == FEEL_TYPE_LIST && q->fact->record == NULL && q->type->element != NULL) {
        question item = *q;
        item.type = q->type->element;
        return arena_format(q->arena, "%.*s; several with commas between; or none",
                            SLICE_ARG(expected(&item)));
    }
    if (q->type->allowed_count > 0)
        return allowed_list(q, "one of: ");
    switch (q->type->kind) {
    case FEEL_TYPE_BOOLEAN: return SLICE("yes or no");
    case FEEL_TYPE_NUMBER: return number_expected(q);
    case FEEL_TYPE_DATE: return SLICE("a date, such as 31 January 2026");
    case FEEL_TYPE_TIME: return SLICE("a time, such as 9:30");
    case FEEL_TYPE_DATE_TIME: return SLICE("a date and a time, such as 31 January 2026 at 9:30");
    case FEEL_TYPE_LIST: return SLICE("none, or one after the other");
    default: return SLICE("a text");
    }
}

answer understood_not(const question *q)
{
    return (answer){.kind = ANSWER_NOT_UNDERSTOOD, .said = expected(q)};
}

answer understood_several(const question *q, const slice *readings, size_t count, slice which)
{
    slice *kept = ARENA_ARRAY(q->arena, count, slice);
    memcpy(kept, readings, count * sizeof *kept);
    return (answer){.kind = ANSWER_AMBIGUOUS, .said = which, .readings = kept, .reading_count = count};
}

answer understood_value(const question *q, feel_value v, slice said, bool is_guess)
{
    diag_list *unread = diag_list_new(q->arena);
    unread->unread = true;
    if (!accept_computed(q->arena, q->fact, v, (place){0}, unread)) {
        const bool is_told = q->type->kind == FEEL_TYPE_NUMBER || q->type->allowed_count > 0;
        return (answer){
            .kind = ANSWER_NOT_ALLOWED,
            .said = is_told ? expected(q)
                            : arena_format(q->arena, "allowed: %.*s", SLICE_ARG(q->fact->allowed_text))};
    }
    text_builder yaml = {.arena = q->arena};
    yaml_write_inline(&yaml, value_node(q->arena, v), YAML_IN_LINES);
    return (answer){.kind = ANSWER_VALUE,
                    .value = v,
                    .yaml = text_result(&yaml),
                    .said = is_guess ? arena_format(q->arena, "taken as %.*s", SLICE_ARG(said)) : said,
                    .is_guess = is_guess};
}
