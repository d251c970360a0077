// Calls: whether there is such a function, whether the arguments fit it, and whether a constant pattern is a regular expression.
#include "feel/typecheck.h"

#include "base/text.h"
#include "feel/called_table.h"
#include "feel/foreign.h"
#include "feel/typecheck_advice.h"

static bool row_fits(const builtin *row, const node *n)
{
    bool given[BUILTIN_MOST_PARAMETERS] = {false};
    for (size_t i = 0; i < n->as.call.count; i++) {
        size_t at = i;
        if (n->as.call.names != NULL) {
            ptrdiff_t found = builtin_parameter_named(row, n->as.call.names[i]);
            if (found < 0 || given[found])
                return false;
            at = (size_t)found;
        } else if (at >= row->parameter_count) {
            at = row->parameter_count - 1;
            if (row->parameter_count == 0 || (row->parameters[at].accepts & PARAMETER_VARIADIC) == 0)
                return false;
        }
        given[at] = true;
        if (!typecheck_may_be(n->as.call.arguments[i]->type, row->parameters[at].accepts))
            return false;
    }
    for (size_t i = 0; i < row->parameter_count; i++) {
        if (!given[i] && (row->parameters[i].accepts & PARAMETER_OPTIONAL) == 0)
            return false;
    }
    return true;
}

/// The type of a result that does not depend on the arguments; NULL for the others.
static const feel_type *fixed_result(builtin_result result)
{
    switch (result) {
    case RESULT_BOOLEAN: return feel_type_of_kind(FEEL_TYPE_BOOLEAN);
    case RESULT_NUMBER: return feel_type_of_kind(FEEL_TYPE_NUMBER);
    case RESULT_STRING: return feel_type_of_kind(FEEL_TYPE_STRING);
    case RESULT_DATE: return feel_type_of_kind(FEEL_TYPE_DATE);
    case RESULT_TIME: return feel_type_of_kind(FEEL_TYPE_TIME);
    case RESULT_DATE_TIME: return feel_type_of_kind(FEEL_TYPE_DATE_TIME);
    case RESULT_DAYS: return feel_type_of_kind(FEEL_TYPE_DAYS_DURATION);
    case RESULT_MONTHS: return feel_type_of_kind(FEEL_TYPE_MONTHS_DURATION);
    case RESULT_RANGE: return feel_type_of_kind(FEEL_TYPE_RANGE);
    case RESULT_CONTEXT: return feel_type_of_kind(FEEL_TYPE_CONTEXT);
    case RESULT_LIST: return feel_type_of_kind(FEEL_TYPE_LIST);
    default: return NULL;
    }
}

static const feel_type *result_type(checker *c, const builtin *row, const node *n)
{
    const feel_type *first = n->as.call.count > 0 ? n->as.call.arguments[0]->type : NULL;
    switch (row->result) {
    case RESULT_LIST_OF_STRINGS: return feel_type_list(c->in->arena, feel_type_of_kind(FEEL_TYPE_STRING));
    case RESULT_LIST_OF_NUMBERS: return feel_type_list(c->in->arena, feel_type_of_kind(FEEL_TYPE_NUMBER));
    case RESULT_SAME_AS_FIRST: return first;
    case RESULT_ELEMENT_OF_FIRST:
        return first != NULL && first->kind == FEEL_TYPE_LIST ? first->element : NULL;
    default: return fixed_result(row->result);
    }
}

/// Whether a row of a built-in takes these parameters and may give this result.
static bool row_is(const builtin *row, const feel_type *type)
{
    const feel_type *result = fixed_result(row->result);
    for (size_t i = 0; i < type->field_count; i++) {
        bool variadic = i >= row->parameter_count && row->parameter_count > 0 &&
                        (row->parameters[row->parameter_count - 1].accepts & PARAMETER_VARIADIC) != 0;
        if (i >= row->parameter_count && !variadic)
            return false;
        if (!typecheck_may_be(type->fields[i].type,
                              row->parameters[variadic ? row->parameter_count - 1 : i].accepts))
            return false;
    }
    for (size_t i = type->field_count; i < row->parameter_count; i++) {
        if ((row->parameters[i].accepts & PARAMETER_OPTIONAL) == 0)
            return false;
    }
    return result == NULL || feel_types_meet(result, type->element);
}

bool feel_function_is(const feel_function *f, const feel_type *type)
{
    const feel_type *own = f->literal != NULL ? f->literal->type : f->table != NULL ? f->table->type : NULL;
    if (own != NULL) { // contravariant parameters; a result that is not known may be anything
        bool fits = own->field_count == type->field_count;
        for (size_t i = 0; fits && i < type->field_count; i++)
            fits = feel_type_conforms(type->fields[i].type, own->fields[i].type);
        return fits && (own->element == NULL || own->element->kind == FEEL_TYPE_ANY ||
                        feel_type_conforms(own->element, type->element));
    }
    for (size_t i = 0; i < f->row_count; i++) {
        if (row_is(&f->rows[i], type))
            return true;
    }
    return false;
}

/// The value of an argument that never changes; false if it may change.
static bool constant_text(checker *c, const node *n, slice *out)
{
    const feel_value *v = NULL;
    if (n->kind == NODE_LITERAL)
        v = &n->as.literal;
    else if (n->kind == NODE_NAME && n->as.name.binding == BINDING_GLOBAL && n->as.name.filter_count == 0)
        v = c->in->scope->variables[n->as.name.slot].constant;
    if (v == NULL || v->kind != FEEL_STRING)
        return false;
    *out = feel_text(*v);
    return true;
}

static const node *argument(const node *n, size_t position, const char *name)
{
    for (size_t i = 0; n->as.call.names != NULL && i < n->as.call.count; i++) {
        if (slice_is(n->as.call.names[i], name))
            return n->as.call.arguments[i];
    }
    return n->as.call.names == NULL && position < n->as.call.count ? n->as.call.arguments[position] : NULL;
}

static const char known_flags[] = "smixq";

static bool has_strange_flag(slice flags)
{
    for (size_t i = 0; i < flags.len; i++) {
        if (flags.ptr[i] == '\0' || strchr(known_flags, flags.ptr[i]) == NULL)
            return true;
    }
    return false;
}

static void compile_regex(checker *c, node *n)
{
    slice name = n->as.call.rows->name;
    bool split = slice_is(name, "split");
    bool replace = slice_is(name, "replace");
    if (!split && !replace && !slice_is(name, "matches"))
        return;
    const node *pattern = argument(n, 1, split ? "delimiter" : "pattern");
    const node *flags = split ? NULL : argument(n, replace ? 3 : 2, "flags");
    slice pattern_text;
    slice flags_text = {NULL, 0};
    slice problem = {NULL, 0};
    if (pattern == NULL || !constant_text(c, pattern, &pattern_text) ||
        (flags != NULL && !constant_text(c, flags, &flags_text)))
        return;
    n->as.call.regex = feel_regex_compile(c->in->arena, pattern_text, flags_text, &problem);
    if (n->as.call.regex != NULL || !c->in->scope->strict)
        return;
    const bool flags_are_wrong = flags != NULL && has_strange_flag(flags_text);
    diag_error(c->in->diags, typecheck_place(c, flags_are_wrong ? flags : pattern), "invalid-regex",
               "invalid regular expression: %.*s", SLICE_ARG(problem));
    if (!flags_are_wrong && slice_is(problem, "a quantifier with nothing to repeat"))
        diag_hint(c->in->diags, "'*' and '+' repeat what stands before them; anything is '.*'");
    for (size_t i = 0; flags_are_wrong && i < flags_text.len; i++) {
        if (strchr(known_flags, flags_text.ptr[i]) == NULL) {
            diag_hint(
                c->in->diags,
                "there is no flag '%c'; i ignores case, s and m change what '.', '^' and '$' match, x allows "
                "blanks, q takes the pattern literally",
                flags_text.ptr[i]);
            return;
        }
    }
}

static const feel_type *check_builtin(checker *c, node *n)
{
    compile_regex(c, n);
    if (slice_is(n->as.call.rows->name, "list contains") && n->as.call.names == NULL &&
        n->as.call.count == 2) {
        const node *list = n->as.call.arguments[0];
        const node *item = n->as.call.arguments[1];
        typecheck_allowed(c, list, list->type, item, USE_MEMBER);
        for (size_t i = 0; list->kind == NODE_LIST && i < list->as.list.count; i++)
            typecheck_allowed(c, item, item->type, list->as.list.items[i], USE_ITEM);
    }
    for (size_t r = 0; r < n->as.call.row_count; r++) {
        if (row_fits(&n->as.call.rows[r], n)) {
            warn_of_call(c, n);
            return result_type(c, &n->as.call.rows[r], n);
        }
    }
    if (c->in->scope->strict)
        typecheck_report_arguments(c, n);
    return NULL;
}

static void report_unknown_function(checker *c, const node *call)
{
    const node *callee = call->as.call.callee;
    if (typecheck_report_withdrawn(c, (slice){NULL, 0}, callee->as.name.text, typecheck_place(c, callee)))
        return;
    const feel_scope *scope = c->in->scope;
    size_t count = feel_function_count();
    slice *names = ARENA_ARRAY(c->in->arena, count + scope->count, slice);
    for (size_t i = 0; i < count; i++)
        names[i] = feel_function_describe(c->in->arena, i).name;
    for (size_t i = 0; i < scope->count; i++) {
        const feel_type *type = scope->variables[i].type;
        if (type != NULL && type->kind == FEEL_TYPE_FUNCTION)
            names[count++] = scope->variables[i].name;
    }
    diag_error(c->in->diags, typecheck_place(c, callee), "unknown-function", "unknown function '%.*s'",
               SLICE_ARG(callee->as.name.text));
    if (hint_function(c, call, callee->as.name.text) || c->in->diags->unread)
        return;
    ptrdiff_t nearest = nearest_name(c->in->arena, callee->as.name.text, names, count);
    if (nearest >= 0)
        diag_hint(c->in->diags, "did you mean '%.*s'?", SLICE_ARG(names[nearest]));
    else
        (void)hint_function(c, call, foreign_function_like(c->in->arena, callee->as.name.text));
}

bool typecheck_may_become(const feel_type *type, const feel_type *to)
{
    if (type == NULL || to == NULL || feel_types_meet(type, to))
        return true;
    if (type->kind == FEEL_TYPE_LIST && (type->element == NULL || feel_types_meet(type->element, to)))
        return true;
    if (to->kind == FEEL_TYPE_LIST && (to->element == NULL || feel_types_meet(type, to->element)))
        return true;
    return type->kind == FEEL_TYPE_DATE && to->kind == FEEL_TYPE_DATE_TIME;
}

static slice function_signature(arena *a, slice name, const feel_type *type)
{
    text_builder out = {.arena = a};
    text_add_format(&out, "%.*s(", SLICE_ARG(name));
    for (size_t i = 0; i < type->field_count; i++)
        text_add_format(&out, "%s%.*s", i > 0 ? ", " : "", SLICE_ARG(type->fields[i].name));
    text_add_byte(&out, ')');
    return text_result(&out);
}

/// A call of a function written in FEEL: as many arguments as parameters, by names that it has, of types that may fit.
static void check_function_call(checker *c, const node *n, const feel_type *type)
{
    const node *callee = n->as.call.callee;
    slice name = callee->kind == NODE_NAME ? callee->as.name.text : SLICE("the function");
    arena *a = c->in->arena;
    if (n->as.call.count != type->field_count) {
        diag_error(c->in->diags, typecheck_place(c, n), "wrong-arguments",
                   "'%.*s' takes %zu argument%s, but gets %zu", SLICE_ARG(name), type->field_count,
                   type->field_count == 1 ? "" : "s", n->as.call.count);
        diag_hint(c->in->diags, "it is %.*s", SLICE_ARG(function_signature(a, name, type)));
        return;
    }
    for (size_t i = 0; i < n->as.call.count; i++) {
        const feel_field *parameter = &type->fields[i];
        if (n->as.call.names != NULL) {
            slice given = n->as.call.names[i];
            parameter = feel_type_field(type, given);
            bool twice = false;
            for (size_t before = 0; before < i; before++)
                twice = twice || slice_equal(n->as.call.names[before], given);
            if (parameter == NULL || twice) {
                diag_error(c->in->diags, typecheck_place(c, n), "wrong-arguments",
                           twice ? "%.*s is given '%.*s' twice" : "%.*s has no parameter '%.*s'",
                           SLICE_ARG(name), SLICE_ARG(given));
                diag_hint(c->in->diags, "it is %.*s", SLICE_ARG(function_signature(a, name, type)));
                return;
            }
        }
        const node *argument = n->as.call.arguments[i];
        if (!typecheck_may_become(argument->type, parameter->type))
            diag_error(c->in->diags, typecheck_place(c, argument), "type-mismatch",
                       "'%.*s' must be %.*s, but this is %.*s", SLICE_ARG(parameter->name),
                       SLICE_ARG(feel_type_text(a, parameter->type)),
                       SLICE_ARG(feel_type_text(a, argument->type)));
        else if (parameter->type != NULL && parameter->type->allowed != NULL)
            typecheck_allowed_of(c, parameter->name, parameter->type, argument, USE_ARGUMENT);
    }
}

/// True if the names of the parameters are known, as they are not for built-ins and for types written as function<…> -> ….
static bool has_named_parameters(const feel_type *type)
{
    return type != feel_type_of_kind(FEEL_TYPE_FUNCTION) &&
           (type->field_count == 0 || type->fields[0].name.len > 0);
}

const feel_type *typecheck_call(checker *c, node *n)
{
    if (typecheck_report_loop(c, n))
        return NULL;
    for (size_t i = 0; i < n->as.call.count; i++) {
        const builtin *row = n->as.call.rows;
        const bool text =
            row != NULL && i < row->parameter_count && (row->parameters[i].accepts & ACCEPT_STRING) != 0;
        typecheck_beside(c, n->as.call.arguments[i], text ? feel_type_of_kind(FEEL_TYPE_STRING) : NULL);
    }
    if (n->as.call.rows != NULL)
        return check_builtin(c, n);
    node *callee = n->as.call.callee;
    bool unknown = callee->kind == NODE_NAME && callee->as.name.binding == BINDING_NONE &&
                   callee->as.name.filter_count == 0;
    if (unknown && c->in->scope->strict)
        report_unknown_function(c, n);
    else
        typecheck_node(c, callee);
    if (!unknown)
        warn_of_callee(c, n);
    const feel_type *type = callee->type;
    if (type == NULL || type->kind != FEEL_TYPE_FUNCTION)
        return NULL;
    if (c->in->scope->strict && has_named_parameters(type))
        check_function_call(c, n, type);
    return type->element;
}
