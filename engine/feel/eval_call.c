// Calls: arguments by position or name are fitted to a built-in's rows or a function literal's parameters.
#include "feel/eval.h"

#include "base/limits.h"
#include "feel/called_table.h"
#include "feel/temporal.h"

enum { FEW_ARGUMENTS = 4 };

/// Whether a parameter accepts an argument; sets `*out` to the converted value.
static bool fit(arena *a, uint32_t accepts, feel_value v, feel_value *out)
{
    *out = v;
    if ((accepts & (1u << v.kind)) != 0)
        return true;
    if (v.kind == FEEL_LIST && v.as.list->count == 1 && (accepts & (1u << v.as.list->items[0].kind)) != 0) {
        *out = v.as.list->items[0];
        return true;
    }
    if (v.kind != FEEL_NULL && v.kind != FEEL_LIST && (accepts & ACCEPT_LIST) != 0) {
        feel_value *one = ARENA_NEW(a, feel_value);
        *one = v;
        *out = feel_list_of(a, one, 1);
        return true;
    }
    if (v.kind == FEEL_DATE && (accepts & ACCEPT_DATE_TIME) != 0) { // 10.3.2.9.4: a date becomes midnight UTC
        *out = feel_coerce(a, v, feel_type_of_kind(FEEL_TYPE_DATE_TIME));
        return true;
    }
    return false;
}

/// Puts named arguments in the order of the row's parameters; false if a name is unknown or given twice.
static bool order_by_name(const builtin *row, const feel_value *given, const slice *names, size_t count,
                          feel_value *ordered)
{
    for (size_t i = 0; i < row->parameter_count; i++)
        ordered[i] = (feel_value){.kind = FEEL_ABSENT};
    for (size_t i = 0; i < count; i++) {
        ptrdiff_t at = builtin_parameter_named(row, names[i]);
        if (at < 0 || ordered[at].kind != FEEL_ABSENT)
            return false;
        ordered[at] = given[i];
    }
    return true;
}

/// True if an argument that is unknown, or holds something unknown, makes the call unknown.
static bool is_open(feel_machine *m, uint32_t accepts, feel_value given, feel_value written_null)
{
    return m->open_unknowns && (accepts & PARAMETER_KEEPS) == 0 && !feel_is_true(written_null) &&
           eval_has_unknown(m, given);
}

/// Calls the row if it accepts the arguments, which are in order. Missing ones are absent.
static bool try_row(feel_machine *m, const builtin *row, const feel_value *given,
                    const feel_value *written_null, size_t count, feel_value *result)
{
    size_t total = count > row->parameter_count ? count : row->parameter_count;
    feel_value *arguments = ARENA_ARRAY(m->arena, total, feel_value);
    bool open = false;
    if (m->open_unknowns && eval_call_open(m, row, given, written_null, count, result))
        return true;
    for (size_t i = 0; i < total; i++) {
        size_t at = i < row->parameter_count ? i : row->parameter_count - 1;
        uint32_t accepts = row->parameter_count > 0 ? row->parameters[at].accepts : 0;
        bool absent = i >= count || given[i].kind == FEEL_ABSENT;
        if (i >= row->parameter_count && (accepts & PARAMETER_VARIADIC) == 0)
            return false;
        if (absent && (accepts & PARAMETER_OPTIONAL) == 0)
            return false;
        if (absent)
            arguments[i] = (feel_value){.kind = FEEL_ABSENT};
        else if (!fit(m->arena, accepts, given[i], &arguments[i]))
            return false;
        open = open || (!absent && is_open(m, accepts, given[i], written_null[i]));
    }
    *result = open ? feel_null() : row->call(m, arguments, total);
    return true;
}

/// @param written_null  for each argument, true if it is written `null`
static feel_value call_builtin(feel_machine *m, const builtin *rows, size_t row_count,
                               const feel_value *given, const slice *names, const feel_value *written_null,
                               size_t count)
{
    feel_value result = feel_null();
    for (size_t i = 0; i < row_count; i++) {
        if (names == NULL) {
            if (try_row(m, &rows[i], given, written_null, count, &result))
                return result;
            continue;
        }
        feel_value ordered[BUILTIN_MOST_PARAMETERS];
        feel_value written[BUILTIN_MOST_PARAMETERS];
        if (order_by_name(&rows[i], given, names, count, ordered) &&
            order_by_name(&rows[i], written_null, names, count, written) &&
            try_row(m, &rows[i], ordered, written, rows[i].parameter_count, &result))
            return result;
    }
    return feel_null();
}

/// Puts coerced arguments in the order of the parameters; false if one does not fit.
static bool pass_arguments(feel_machine *m, const feel_field *parameters, const feel_value *given,
                           const slice *names, size_t count, feel_value *out)
{
    for (size_t i = 0; i < count; i++) {
        size_t from = i;
        if (names != NULL) {
            from = 0;
            while (from < count && !slice_equal(names[from], parameters[i].name))
                from++;
            if (from == count)
                return false;
        }
        feel_value v = given[from];
        const feel_type *type = parameters[i].type;
        if (type != NULL) {
            feel_value coerced = feel_coerce_within(m->arena, v, type, &m->steps_left);
            if (feel_is_null(coerced) && !feel_is_null(v))
                return false;
            v = coerced;
        }
        out[i] = v;
    }
    return true;
}

/// Calls go down to a limit: a function that calls itself without end gives null, with one warning. False if it is reached.
static bool enter(feel_machine *m, slice name)
{
    if (m->calls_stopped || (m->both_ways > 0 && m->calls >= LIMIT_CALLS_BOTH_WAYS))
        return false; // a condition that would end the recursion is unknown
    if (m->calls >= LIMIT_CALLS || m->depth >= LIMIT_CALL_NODES) {
        name = name.len > 0 ? name : SLICE("a function");
        feel_warn(m, "recursion-limit", "calls of '%.*s' went too deep and were given up", SLICE_ARG(name));
        m->calls_stopped = true;
        return false;
    }
    m->calls++;
    return true;
}

/// What the call gives: nothing if it is the outermost of some that went too deep.
static feel_value leave(feel_machine *m, feel_value v, const feel_type *result)
{
    if (--m->calls == 0 && m->calls_stopped) {
        m->calls_stopped = false;
        return feel_null();
    }
    return result != NULL ? feel_coerce_within(m->arena, v, result, &m->steps_left) : v;
}

static feel_value call_literal(feel_machine *m, const feel_function *f, const feel_value *given,
                               const slice *names, size_t count)
{
    const node *n = f->literal;
    if (count != n->as.function.count || n->as.function.body == NULL)
        return feel_null();
    const bool of_pack = f->globals == NULL;
    env e = {.machine = m,
             .globals = of_pack ? m->values : f->globals,
             .global_count = of_pack ? m->value_count : f->global_count,
             .more = f->more,
             .more_from = f->more_from,
             .more_count = f->more_count,
             .local_count = f->local_count};
    e.locals = ARENA_ARRAY(m->arena, f->local_count, feel_value);
    if (f->local_count > 0)
        memcpy(e.locals, f->locals, f->local_count * sizeof *e.locals);
    if (!pass_arguments(m, n->as.function.parameters, given, names, count,
                        e.locals + n->as.function.first_slot) ||
        !enter(m, n->as.function.name))
        return feel_null();
    return leave(m, eval_node(&e, n->as.function.body), n->as.function.result);
}

static feel_value call_table(feel_machine *m, const feel_called_table *t, const feel_value *given,
                             const slice *names, size_t count)
{
    const feel_signature *of = &t->signature;
    feel_value *arguments = ARENA_ARRAY(m->arena, of->parameter_count, feel_value);
    if (count != of->parameter_count || !pass_arguments(m, of->parameters, given, names, count, arguments) ||
        !enter(m, of->name))
        return feel_null();
    return leave(m, eval_call_table(m, t, arguments), of->result);
}

/// Calls what is not built in.
static feel_value call_own(feel_machine *m, const feel_function *f, const feel_value *given,
                           const slice *names, size_t count)
{
    return f->table != NULL ? call_table(m, f->table, given, names, count)
                            : call_literal(m, f, given, names, count);
}

feel_value feel_function_value(arena *a, const feel_expression *function)
{
    feel_function *f = ARENA_NEW(a, feel_function);
    *f = (feel_function){.literal = function->root,
                         .locals = ARENA_ARRAY(a, function->local_count, feel_value),
                         .local_count = function->local_count};
    return (feel_value){.kind = FEEL_FUNCTION, .as.function = f};
}

feel_value feel_call(feel_machine *m, const feel_function *f, const feel_value *arguments, size_t count)
{
    if (!feel_spend(m, 1))
        return feel_null();
    feel_value *written_null = ARENA_ARRAY(m->arena, count, feel_value); // none is written here
    if (f->rows != NULL)
        return call_builtin(m, f->rows, f->row_count, arguments, NULL, written_null, count);
    return call_own(m, f, arguments, NULL, count);
}

size_t feel_function_arity(const feel_function *f)
{
    return f->rows != NULL    ? f->rows[0].parameter_count
           : f->table != NULL ? f->table->signature.parameter_count
                              : f->literal->as.function.count;
}

feel_value eval_call(env *e, const node *n)
{
    feel_machine *m = e->machine;
    feel_value few[2 * FEW_ARGUMENTS];
    feel_value *arguments =
        n->as.call.count > FEW_ARGUMENTS ? ARENA_ARRAY(m->arena, 2 * n->as.call.count, feel_value) : few;
    feel_value *written_null = arguments + n->as.call.count;
    for (size_t i = 0; i < n->as.call.count; i++) {
        arguments[i] = eval_node(e, n->as.call.arguments[i]);
        written_null[i] = feel_boolean(eval_is_null_literal(n->as.call.arguments[i]));
    }
    if (m->exhausted)
        return feel_null();
    if (n->as.call.rows != NULL) {
        m->literal_regex = n->as.call.regex;
        feel_value v = call_builtin(m, n->as.call.rows, n->as.call.row_count, arguments, n->as.call.names,
                                    written_null, n->as.call.count);
        m->literal_regex = NULL;
        return v;
    }
    feel_value callee = eval_node(e, n->as.call.callee);
    if (callee.kind != FEEL_FUNCTION)
        return feel_null();
    const feel_function *f = callee.as.function;
    if (f->rows != NULL)
        return call_builtin(m, f->rows, f->row_count, arguments, n->as.call.names, written_null,
                            n->as.call.count);
    return call_own(m, f, arguments, n->as.call.names, n->as.call.count);
}
