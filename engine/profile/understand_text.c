// Texts: one of a list of choices, or any.
#include "profile/said_choice.h"
#include "profile/said_words.h"
#include "profile/understood.h"

/// "2", "2)" or "#2" of the values in their order; 0 if it is no such number.
static size_t number_of_choice(slice plain)
{
    size_t number = 0;
    if (slice_starts_with(plain, SLICE("#")))
        plain = slice_part(plain, 1, plain.len);
    if (slice_ends_with(plain, SLICE(")")))
        plain.len--;
    bool good = plain.len > 0 && plain.len < 4;
    for (size_t i = 0; i < plain.len && good; i++) {
        good = said_is_digit(plain.ptr[i]);
        number = number * 10 + (size_t)(plain.ptr[i] - '0');
    }
    return good ? number : 0;
}

answer understand_choice(const question *q)
{
    const size_t number = number_of_choice(q->plain);
    if (number >= 1 && number <= q->type->allowed_count) {
        const feel_value v = q->type->allowed[number - 1];
        return understood_value(q, v, feel_text(v), false);
    }
    const said_choice found = said_choice_of(q->arena, q->type, q->plain);
    if (found.count == 1)
        return understood_value(q, feel_string(found.values[0]), found.values[0], !found.is_sure);
    if (found.count == 0)
        return understood_not(q);
    return understood_several(
        q, found.values, found.count,
        arena_format(q->arena, "which one: %.*s%s",
                     SLICE_ARG(understood_list_text(q->arena, found.values, found.count,
                                                    found.has_more ? ", " : " or ", true)),
                     found.has_more ? " or another" : ""));
}

answer understand_text(const question *q)
{
    return understood_value(q, feel_string(q->typed), q->typed, false);
}

answer understand_anything(const question *q)
{
    decimal d;
    if (!q->is_quoted && decimal_parse(q->typed, &d))
        return understood_value(q, feel_number(q->arena, d), q->typed, false);
    if (!q->is_quoted && (slice_is(q->plain, "true") || slice_is(q->plain, "false")))
        return understood_value(q, feel_boolean(slice_is(q->plain, "true")), q->plain, false);
    return understand_text(q);
}
