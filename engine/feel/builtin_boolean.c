// not, all, any: in three-valued logic.
#include "feel/builtin.h"

static feel_value call_not(feel_machine *m, const feel_value *arguments, size_t count)
{
    (void)m;
    (void)count;
    feel_value v = arguments[0];
    if (v.kind == FEEL_LIST && v.as.list->count == 1) // it accepts anything, so no list was converted for it
        v = v.as.list->items[0];
    return v.kind == FEEL_BOOLEAN ? feel_boolean(!v.as.boolean) : feel_null();
}

/// `and` (decisive: false) or `or` (decisive: true) over items; one that is not a boolean counts as null.
static feel_value combine(const feel_value *items, size_t count, bool decisive)
{
    bool unknown = false;
    for (size_t i = 0; i < count; i++) {
        if (items[i].kind != FEEL_BOOLEAN)
            unknown = true;
        else if (items[i].as.boolean == decisive)
            return feel_boolean(decisive);
    }
    return unknown ? feel_null() : feel_boolean(!decisive);
}

/// The TCK expects null if any item is neither a boolean nor null, even if the others decide.
static bool has_stranger(const feel_value *items, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (items[i].kind != FEEL_BOOLEAN && items[i].kind != FEEL_NULL)
            return true;
    }
    return false;
}

static feel_value combine_all(feel_machine *m, const feel_value *items, size_t count, bool decisive)
{
    return !feel_spend(m, count) || has_stranger(items, count) ? feel_null()
                                                               : combine(items, count, decisive);
}

static feel_value call_all(feel_machine *m, const feel_value *arguments, size_t count)
{
    (void)count;
    return combine_all(m, arguments[0].as.list->items, arguments[0].as.list->count, false);
}

static feel_value call_all_of(feel_machine *m, const feel_value *arguments, size_t count)
{
    return combine_all(m, arguments, count, false);
}

static feel_value call_any(feel_machine *m, const feel_value *arguments, size_t count)
{
    (void)count;
    return combine_all(m, arguments[0].as.list->items, arguments[0].as.list->count, true);
}

static feel_value call_any_of(feel_machine *m, const feel_value *arguments, size_t count)
{
    return combine_all(m, arguments, count, true);
}

#define LIST  PARAMETER("list", ACCEPT_LIST | PARAMETER_KEEPS)
#define ITEMS PARAMETER("b", ACCEPT_ANY | PARAMETER_VARIADIC | PARAMETER_KEEPS)

static const builtin rows[] = {
    BUILTIN("not", call_not, RESULT_BOOLEAN, "the opposite; null for anything but a boolean",
            PARAMETER("negand", ACCEPT_ANY)),
    BUILTIN("all", call_all, RESULT_BOOLEAN, "whether every item is true; true of an empty list", LIST),
    BUILTIN("all", call_all_of, RESULT_BOOLEAN, "whether every argument is true", ITEMS),
    BUILTIN("any", call_any, RESULT_BOOLEAN, "whether some item is true; false of an empty list", LIST),
    BUILTIN("any", call_any_of, RESULT_BOOLEAN, "whether some argument is true", ITEMS),
};

const builtin_topic builtins_boolean = {rows, sizeof rows / sizeof *rows};
