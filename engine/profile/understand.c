// Values as they are written, and the plainest words.
#include "profile/understand.h"

#include "feel/temporal.h"

static bool is_word(slice typed, const char *const *words)
{
    char small[32];
    bool found = false;
    typed = slice_trim(typed);
    for (size_t i = 0; i < typed.len && typed.len < sizeof small; i++)
        small[i] = typed.ptr[i] >= 'A' && typed.ptr[i] <= 'Z' ? (char)(typed.ptr[i] + 32) : typed.ptr[i];
    for (; typed.len < sizeof small && *words != NULL && !found; words++)
        found = slice_equal((slice){small, typed.len}, slice_of(*words));
    return found;
}

static feel_value plain_value(arena *a, const feel_type *type, slice typed)
{
    decimal d;
    feel_value v = feel_null();
    switch (type->kind) {
    case FEEL_TYPE_BOOLEAN: return feel_truth_value(understand_yes_or_no(typed));
    case FEEL_TYPE_NUMBER: return decimal_parse(typed, &d) ? feel_number(a, d) : v;
    case FEEL_TYPE_DATE: return temporal_parse_date(a, typed);
    case FEEL_TYPE_TIME: return temporal_parse_time(a, typed);
    case FEEL_TYPE_DATE_TIME: return temporal_parse_date_time(a, typed);
    case FEEL_TYPE_LIST:
        v = type->element != NULL ? plain_value(a, type->element, typed) : v;
        return feel_is_null(v) ? v : feel_list_of(a, ARENA_NEW(a, feel_value), 0);
    case FEEL_TYPE_STRING: return feel_string(typed);
    default: return v;
    }
}

feel_truth understand_yes_or_no(slice typed)
{
    static const char *const yes[] = {"yes", "y", "true", NULL};
    static const char *const no[] = {"no", "n", "false", NULL};
    return is_word(typed, yes) ? FEEL_TRUE : is_word(typed, no) ? FEEL_FALSE : FEEL_UNKNOWN;
}

answer understand(arena *a, const fact *f, slice typed, feel_value today)
{
    static const char *const unknown[] = {"don't know", "?", "dk", NULL};
    static const char *const skip[] = {"skip", "", NULL};
    static const char *const none[] = {"none", NULL};
    (void)today;
    typed = slice_trim(typed);
    if (is_word(typed, skip))
        return (answer){.kind = ANSWER_SKIP};
    if (is_word(typed, unknown))
        return (answer){.kind = ANSWER_NOT_KNOWN};
    if (is_word(typed, none) && f->type->kind == FEEL_TYPE_LIST)
        return (answer){.kind = ANSWER_NONE, .value = feel_list_of(a, NULL, 0), .yaml = SLICE("[]")};
    const feel_value v = plain_value(a, f->type, typed);
    if (feel_is_null(v))
        return (answer){.kind = ANSWER_NOT_UNDERSTOOD};
    return (answer){.kind = ANSWER_VALUE, .value = v, .yaml = feel_to_literal(a, v), .said = typed};
}
