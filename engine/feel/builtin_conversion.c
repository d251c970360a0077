// number() and string() (DMN 1.5, 10.3.4.1).
#include "base/text.h"
#include "feel/builtin.h"

static bool is_separator(feel_value v, const char *allowed)
{
    return v.kind == FEEL_STRING && v.length == 1 && v.as.text[0] != '\0' &&
           strchr(allowed, v.as.text[0]) != NULL;
}

static feel_value call_number(feel_machine *m, const feel_value *arguments, size_t count)
{
    (void)count;
    feel_value grouping = arguments[1];
    feel_value point = arguments[2];
    bool has_grouping = grouping.kind == FEEL_STRING;
    bool has_point = point.kind == FEEL_STRING;
    if ((has_grouping && !is_separator(grouping, " ,.")) || (has_point && !is_separator(point, ",.")))
        return feel_null();
    char decimal_point = has_point ? point.as.text[0] : '.';
    if (has_grouping && has_point && grouping.as.text[0] == decimal_point)
        return feel_null();
    slice from = feel_text(arguments[0]);
    if (!feel_spend(m, from.len / 16))
        return feel_null();
    text_builder plain = {.arena = m->arena};
    for (size_t i = 0; i < from.len; i++) {
        char c = from.ptr[i];
        if (has_grouping && c == grouping.as.text[0])
            continue;
        if (c == '.' && decimal_point != '.')
            return feel_null();
        text_add_byte(&plain, c == decimal_point ? '.' : c);
    }
    decimal d;
    return decimal_parse(text_result(&plain), &d) ? feel_number(m->arena, d) : feel_null();
}

static feel_value call_string(feel_machine *m, const feel_value *arguments, size_t count)
{
    (void)count;
    if (feel_is_null(arguments[0]))
        return feel_null();
    slice text = feel_to_string(m->arena, arguments[0]);
    return feel_spend(m, text.len / 16) ? feel_string(text) : feel_null();
}

#define SEPARATOR(name) PARAMETER(name, ACCEPT_STRING | ACCEPT_NULL | PARAMETER_OPTIONAL)

static const builtin rows[] = {
    BUILTIN("number", call_number, RESULT_NUMBER, "the number written in a text",
            PARAMETER("from", ACCEPT_STRING), SEPARATOR("grouping separator"),
            SEPARATOR("decimal separator")),
    BUILTIN("string", call_string, RESULT_STRING, "the value as text", PARAMETER("from", ACCEPT_ANY)),
};

const builtin_topic builtins_conversion = {rows, sizeof rows / sizeof *rows};
