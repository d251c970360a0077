// Identity of values; ranges as values come with the language's next part.
#include "feel/builtin.h"
#include "feel/temporal.h"

static feel_value call_is(feel_machine *m, const feel_value *arguments, size_t count)
{
    (void)m;
    (void)count;
    if (arguments[0].kind != arguments[1].kind)
        return feel_boolean(false);
    if (arguments[0].kind >= FEEL_DATE && arguments[0].kind <= FEEL_DATE_TIME)
        return feel_boolean(temporal_identical(arguments[0], arguments[1]));
    return feel_boolean(feel_equal(arguments[0], arguments[1]) == FEEL_TRUE);
}

static const builtin rows[] = {
    {SLICE_INIT("is"),
     call_is,
     RESULT_BOOLEAN,
     2,
     {{SLICE_INIT("value1"), ACCEPT_ANY}, {SLICE_INIT("value2"), ACCEPT_ANY}},
     SLICE_INIT("whether both are the same value, written fields included")},
};

const builtin_table builtins_range = {rows, sizeof rows / sizeof *rows};
