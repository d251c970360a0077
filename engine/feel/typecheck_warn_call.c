// Warnings about calls that certainly give null, or something else than their author meant.
#include "feel/foreign.h"
#include "feel/remedy_temporal.h"
#include "feel/temporal.h"
#include "feel/typecheck_advice.h"

// --- calls that read a text ---

static temporal_wish wish_of_function(slice name)
{
    return slice_is(name, "date")            ? WISH_DATE
           : slice_is(name, "time")          ? WISH_TIME
           : slice_is(name, "date and time") ? WISH_DATE_TIME
           : slice_is(name, "duration")      ? WISH_DURATION
                                             : WISH_ANY;
}

static void warn_of_temporal_text(checker *c, const node *argument, slice name)
{
    arena *a = c->in->arena;
    const feel_value *text = advice_literal(argument, FEEL_STRING);
    temporal_wish wish = wish_of_function(name);
    if (text == NULL || wish == WISH_ANY || !feel_is_null(temporal_remedy_value(a, feel_text(*text), wish)))
        return;
    temporal_remedy found;
    slice message = arena_format(a, "this is no %.*s", SLICE_ARG(name));
    slice hint = slice_of(temporal_form(wish));
    if (temporal_remedy_of(a, feel_text(*text), wish, "", &found)) {
        if (found.problem.len > 0)
            message = found.problem;
        if (found.instead.len > 0)
            hint = arena_format(a, "write %.*s", SLICE_ARG(found.instead));
    }
    advice_warn(c, argument, "always-null", message, hint);
}

/// number(text) of a literal that is none.
static void warn_of_number_text(checker *c, const node *call)
{
    const feel_value *text =
        call->as.call.count == 1 ? advice_literal(call->as.call.arguments[0], FEEL_STRING) : NULL;
    decimal d;
    if (text == NULL || !slice_is(call->as.call.rows->name, "number") || decimal_parse(feel_text(*text), &d))
        return;
    advice_warn(c, call->as.call.arguments[0], "always-null", SLICE("this is no number"),
                SLICE("a number has digits and a point: \"1000.5\"; with other signs, number(\"1,000\", "
                      "\",\", \".\")"));
}

/// date(year, month, day) of literals.
static void warn_of_date_parts(checker *c, const node *call)
{
    int64_t parts[3];
    if (!slice_is(call->as.call.rows->name, "date") || call->as.call.count != 3 ||
        call->as.call.names != NULL)
        return;
    for (size_t i = 0; i < 3; i++) {
        if (!advice_whole(call->as.call.arguments[i], &parts[i]))
            return;
    }
    slice problem = temporal_no_such_day(c->in->arena, parts[0], parts[1], parts[2]);
    const bool month = parts[1] < 1 || parts[1] > 12;
    if (problem.len > 0)
        advice_warn(c, call->as.call.arguments[month ? 1 : 2], "always-null", problem,
                    SLICE("the parts are year, month and day"));
}

// --- calls whose arguments never go together ---

static bool is_among(slice name, const char *const *names)
{
    for (; *names != NULL; names++) {
        if (slice_is(name, *names))
            return true;
    }
    return false;
}

/// The first item that is surely no number; NULL if there is none.
static const node *stranger(node *const *items, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const node *n = items[i];
        const node *inner = n->kind == NODE_LIST ? stranger(n->as.list.items, n->as.list.count) : NULL;
        if (inner != NULL)
            return inner;
        const feel_type *type = is_kind(n->type, FEEL_TYPE_LIST) ? n->type->element : n->type;
        if (n->kind != NODE_LIST && !is_open(type) && type->kind != FEEL_TYPE_NUMBER)
            return n;
    }
    return NULL;
}

static void warn_of_sum(checker *c, const node *call)
{
    static const char *const numeric[] = {"sum",    "total of", "product", "mean",
                                          "median", "stddev",   "mode",    NULL};
    slice name = call->as.call.rows->name;
    const node *odd = is_among(name, numeric) ? stranger(call->as.call.arguments, call->as.call.count) : NULL;
    if (odd == NULL)
        return;
    decimal d;
    const feel_value *text = advice_literal(odd, FEEL_STRING);
    slice hint = SLICE("leave it out, or convert it");
    if (text != NULL && decimal_parse(feel_text(*text), &d))
        hint = arena_format(c->in->arena, "write %.*s without quotes", SLICE_ARG(feel_text(*text)));
    advice_warn(c, odd, "always-null",
                arena_format(c->in->arena, "'%.*s' takes numbers, but this is %.*s", SLICE_ARG(name),
                             SLICE_ARG(feel_type_text(c->in->arena, odd->type))),
                hint);
}

/// min and max compare values of one kind.
static void warn_of_extremes(checker *c, const node *call)
{
    static const char *const names[] = {"min", "max", NULL};
    slice name = call->as.call.rows->name;
    node *const *items = call->as.call.arguments;
    size_t count = call->as.call.count;
    if (!is_among(name, names))
        return;
    if (count == 1 && items[0]->kind == NODE_LIST) {
        count = items[0]->as.list.count;
        items = items[0]->as.list.items;
    }
    for (size_t i = 1; i < count; i++) {
        if (feel_types_meet(items[0]->type, items[i]->type))
            continue;
        advice_warn(c, items[i], "always-null",
                    arena_format(c->in->arena,
                                 "'%.*s' compares values of one kind: the first is %.*s, this is %.*s",
                                 SLICE_ARG(name), SLICE_ARG(feel_type_text(c->in->arena, items[0]->type)),
                                 SLICE_ARG(feel_type_text(c->in->arena, items[i]->type))),
                    (slice){NULL, 0});
        return;
    }
}

/// What stands for an empty list is of the kind of its items.
static void warn_of_otherwise(checker *c, const node *call)
{
    static const char *const names[] = {"greatest of", "least of", NULL};
    node *const *given = call->as.call.arguments;
    slice name = call->as.call.rows->name;
    if (!is_among(name, names) || call->as.call.count != 2 || call->as.call.names != NULL ||
        given[0]->type->kind != FEEL_TYPE_LIST || feel_types_meet(given[0]->type->element, given[1]->type))
        return;
    advice_warn(c, given[1], "likely-mistake",
                arena_format(c->in->arena, "'%.*s' gives %.*s, but this is %.*s", SLICE_ARG(name),
                             SLICE_ARG(feel_type_text(c->in->arena, given[0]->type->element)),
                             SLICE_ARG(feel_type_text(c->in->arena, given[1]->type))),
                SLICE("the second argument is given for an empty list: write a value of that type"));
}

/// A list that has a name, where only a single value fits: right only if it has exactly one item.
static void warn_of_list(checker *c, const node *call)
{
    const builtin *row = call->as.call.rows;
    arena *a = c->in->arena;
    if (call->as.call.names != NULL)
        return;
    for (size_t i = 0; i < call->as.call.count && i < BUILTIN_MOST_PARAMETERS; i++) {
        const node *n = call->as.call.arguments[i];
        bool several = n->kind == NODE_NAME || (n->kind == NODE_LIST && n->as.list.count > 1);
        bool accepted = false;
        for (size_t r = 0; r < call->as.call.row_count; r++)
            accepted =
                accepted || i >= row[r].parameter_count || (row[r].parameters[i].accepts & ACCEPT_LIST) != 0;
        if (!several || accepted || !is_kind(n->type, FEEL_TYPE_LIST))
            continue;
        slice list = advice_text(c, n);
        slice hint;
        if (slice_is(row->name, "contains") && i == 0)
            hint = arena_format(a, "write list contains(%.*s, …)", SLICE_ARG(list));
        else if (row->result == RESULT_BOOLEAN)
            hint = arena_format(a, "write some x in %.*s satisfies %.*s(x%s)", SLICE_ARG(list),
                                SLICE_ARG(row->name), call->as.call.count > 1 ? ", …" : "");
        else
            hint = arena_format(a, "write for x in %.*s return %.*s(x%s)", SLICE_ARG(list),
                                SLICE_ARG(row->name), call->as.call.count > 1 ? ", …" : "");
        advice_warn(c, n, "likely-mistake",
                    arena_format(a, "'%.*s' takes one value, but this is a list", SLICE_ARG(row->name)),
                    hint);
        return;
    }
}

/// Positions count from 1.
static void warn_of_position(checker *c, const node *call)
{
    const builtin *row = call->as.call.rows;
    for (size_t i = 0; call->as.call.names == NULL && i < call->as.call.count && i < row->parameter_count;
         i++) {
        int64_t position;
        slice name = row->parameters[i].name;
        if ((slice_is(name, "start position") || slice_is(name, "position")) &&
            advice_whole(call->as.call.arguments[i], &position) && position == 0)
            advice_warn(c, call->as.call.arguments[i], "always-null", SLICE("there is no position 0"),
                        SLICE("the first position is 1, and the last is -1"));
    }
}

/// list contains("drafting", skills): the list comes first.
static void warn_of_order(checker *c, const node *call)
{
    node *const *items = call->as.call.arguments;
    if (!slice_is(call->as.call.rows->name, "list contains") || call->as.call.names != NULL ||
        call->as.call.count != 2 || is_open(items[0]->type) || is_kind(items[0]->type, FEEL_TYPE_LIST) ||
        !is_kind(items[1]->type, FEEL_TYPE_LIST))
        return;
    advice_warn(c, items[0], "likely-mistake", SLICE("the list comes first"),
                arena_format(c->in->arena, "write list contains(%.*s, %.*s)",
                             SLICE_ARG(advice_text(c, items[1])), SLICE_ARG(advice_text(c, items[0]))));
}

void warn_of_callee(checker *c, const node *call)
{
    const node *callee = call->as.call.callee;
    arena *a = c->in->arena;
    slice name = advice_text(c, callee);
    if (!c->in->scope->strict)
        return;
    if (callee->kind == NODE_PATH && callee->as.path.object->kind == NODE_NAME &&
        callee->as.path.object->as.name.binding == BINDING_BUILTIN) {
        slice joined = arena_format(a, "%.*s %.*s", SLICE_ARG(advice_text(c, callee->as.path.object)),
                                    SLICE_ARG(callee->as.path.name));
        advice_warn(c, callee, "always-null",
                    arena_format(a, "the function '%.*s' has no entries",
                                 SLICE_ARG(advice_text(c, callee->as.path.object))),
                    feel_is_builtin(joined) ? arena_format(a, "did you mean '%.*s'?", SLICE_ARG(joined))
                                            : (slice){NULL, 0});
        return;
    }
    if (callee->kind != NODE_NAME || is_open(callee->type) || callee->type->kind == FEEL_TYPE_FUNCTION)
        return;
    advice_warn(c, callee, "always-null",
                arena_format(a, "'%.*s' is %.*s, not a function", SLICE_ARG(name),
                             SLICE_ARG(feel_type_text(a, callee->type))),
                (slice){NULL, 0});
    if (feel_is_builtin(name))
        diag_hint(c->in->diags, "it hides the function of that name: give it another name");
    else if (!hint_function(c, call, name) && is_kind(callee->type, FEEL_TYPE_LIST))
        diag_hint(c->in->diags, "an item is chosen with square brackets: %.*s[1]", SLICE_ARG(name));
}

void warn_of_function_itself(checker *c, const node *root)
{
    size_t rows;
    if (!c->in->scope->strict || root->kind != NODE_NAME || root->as.name.binding != BINDING_BUILTIN)
        return;
    const builtin *row = builtin_find(root->as.name.text, &rows);
    if (row->parameter_count == 0)
        advice_warn(c, root, "likely-mistake", SLICE("this is the function itself, not what it gives"),
                    arena_format(c->in->arena, "call the function: %.*s()", SLICE_ARG(root->as.name.text)));
}

void warn_of_call(checker *c, const node *call)
{
    if (!c->in->scope->strict)
        return;
    if (call->as.call.count == 1)
        warn_of_temporal_text(c, call->as.call.arguments[0], call->as.call.rows->name);
    warn_of_date_parts(c, call);
    warn_of_number_text(c, call);
    warn_of_sum(c, call);
    warn_of_extremes(c, call);
    warn_of_otherwise(c, call);
    warn_of_list(c, call);
    warn_of_position(c, call);
    warn_of_order(c, call);
    warn_of_search(c, call);
}
