// Calls: whether there is such a function, whether the arguments fit it, and whether a constant pattern is a regular expression.
#include "feel/typecheck.h"

#include "base/text.h"
#include "feel/foreign.h"
#include "feel/remedy_temporal.h"
#include "feel/typecheck_advice.h"

static bool may_be(const feel_type *t, uint32_t accepts)
{
    if (t == NULL || t->kind == FEEL_TYPE_ANY || t->kind == FEEL_TYPE_NULL)
        return true;
    if ((accepts & (1u << feel_kind_of_type(t))) != 0 || (accepts & ACCEPT_LIST) != 0)
        return true;
    if (t->kind == FEEL_TYPE_DATE && (accepts & ACCEPT_DATE_TIME) != 0)
        return true;
    return t->kind == FEEL_TYPE_LIST && may_be(t->element, accepts);
}

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
        if (!may_be(n->as.call.arguments[i]->type, row->parameters[at].accepts))
            return false;
    }
    for (size_t i = 0; i < row->parameter_count; i++) {
        if (!given[i] && (row->parameters[i].accepts & PARAMETER_OPTIONAL) == 0)
            return false;
    }
    return true;
}

/// Where a row and a call part: which argument does not fit.
typedef struct misfit {
    bool count_fits;
    size_t argument; ///< the first that cannot be of the parameter's kinds; the count of arguments if all can
    const builtin_parameter *parameter;
} misfit;

static misfit misfit_of(const builtin *row, const node *n)
{
    size_t least = 0;
    bool variadic = false;
    for (size_t i = 0; i < row->parameter_count; i++) {
        least += (row->parameters[i].accepts & PARAMETER_OPTIONAL) == 0;
        variadic = variadic || (row->parameters[i].accepts & PARAMETER_VARIADIC) != 0;
    }
    misfit out = {.count_fits =
                      n->as.call.count >= least && (variadic || n->as.call.count <= row->parameter_count),
                  .argument = n->as.call.count};
    for (size_t i = 0; i < n->as.call.count && row->parameter_count > 0; i++) {
        size_t at = i < row->parameter_count ? i : row->parameter_count - 1;
        if (n->as.call.names != NULL) {
            ptrdiff_t named = builtin_parameter_named(row, n->as.call.names[i]);
            if (named < 0)
                continue;
            at = (size_t)named;
        }
        if (!may_be(n->as.call.arguments[i]->type, row->parameters[at].accepts)) {
            out.argument = i;
            out.parameter = &row->parameters[at];
            return out;
        }
    }
    return out;
}

/// "number", "list or function": the kinds that a parameter accepts.
static slice kinds_text(arena *a, uint32_t accepts)
{
    text_builder out = {.arena = a};
    for (unsigned kind = FEEL_BOOLEAN; kind < FEEL_ABSENT; kind++) {
        if ((accepts & (1u << kind)) != 0)
            text_add_format(&out, "%s%s", out.length > 0 ? " or " : "", feel_kind_name((feel_kind)kind));
    }
    return text_result(&out);
}

/// What to write instead of an argument of another kind.
static void hint_argument(checker *c, const node *argument, uint32_t accepts, slice signature)
{
    arena *a = c->in->arena;
    decimal d;
    const bool text = argument->kind == NODE_LITERAL && argument->as.literal.kind == FEEL_STRING;
    slice value = text ? feel_text(argument->as.literal) : (slice){NULL, 0};
    temporal_remedy found;
    if (text && (accepts & ACCEPT_NUMBER) != 0 && decimal_parse(value, &d))
        diag_hint(c->in->diags, "write %.*s without quotes", SLICE_ARG(value));
    else if (text &&
             (accepts & (ACCEPT_DATE | ACCEPT_DATE_TIME | ACCEPT_TIME | ACCEPT_DAYS | ACCEPT_MONTHS)) != 0 &&
             !feel_is_null(temporal_remedy_value(a, value, WISH_ANY)))
        diag_hint(c->in->diags, "write @\"%.*s\"", SLICE_ARG(value));
    else if (text && (accepts & (ACCEPT_DATE | ACCEPT_DATE_TIME)) != 0 &&
             temporal_remedy_of(a, value, WISH_DATE, "@", &found) && found.instead.len > 0)
        diag_hint(c->in->diags, "write %.*s", SLICE_ARG(found.instead));
    else if ((accepts & ACCEPT_STRING) != 0 && !is_kind(argument->type, FEEL_TYPE_LIST))
        diag_hint(c->in->diags, "write string(%.*s)", SLICE_ARG(advice_text(c, argument)));
    else
        diag_hint(c->in->diags, "it is %.*s", SLICE_ARG(signature));
}

static slice signatures(arena *a, const node *n)
{
    text_builder out = {.arena = a};
    for (size_t r = 0; r < n->as.call.row_count; r++)
        text_add_format(&out, "%s%.*s", r > 0 ? " or " : "",
                        SLICE_ARG(builtin_signature(a, &n->as.call.rows[r])));
    return text_result(&out);
}

/// The place of an argument's name, which stands before its value and a colon.
static place place_of_name(const checker *c, const node *n, size_t index)
{
    slice text = c->in->source->text;
    size_t end = n->as.call.arguments[index]->offset;
    while (end > n->offset && text.ptr[end - 1] != ':')
        end--;
    end -= end > n->offset;
    while (end > n->offset && text.ptr[end - 1] == ' ')
        end--;
    size_t start = end;
    while (start > n->offset && text.ptr[start - 1] != '(' && text.ptr[start - 1] != ',')
        start--;
    while (start < end && text.ptr[start] == ' ')
        start++;
    return (place){c->in->source, start, end - start};
}

/// Reports the first name that no parameter has. False if all names are known.
static bool report_unknown_parameter(checker *c, const node *n)
{
    const builtin *rows = n->as.call.rows;
    for (size_t i = 0; n->as.call.names != NULL && i < n->as.call.count; i++) {
        bool known = false;
        for (size_t r = 0; r < n->as.call.row_count; r++)
            known = known || builtin_parameter_named(&rows[r], n->as.call.names[i]) >= 0;
        if (known)
            continue;
        slice name = n->as.call.names[i];
        diag_error(c->in->diags, place_of_name(c, n, i), "wrong-arguments", "'%.*s' has no parameter '%.*s'",
                   SLICE_ARG(rows->name), SLICE_ARG(name));
        slice names[BUILTIN_MOST_PARAMETERS];
        for (size_t p = 0; p < rows->parameter_count; p++)
            names[p] = rows->parameters[p].name;
        ptrdiff_t nearest = nearest_name(c->in->arena, name, names, rows->parameter_count);
        if (nearest >= 0)
            diag_hint(c->in->diags, "did you mean '%.*s'?", SLICE_ARG(names[nearest]));
        else if (rows->parameter_count == 1)
            diag_hint(c->in->diags, "its parameter is '%.*s'", SLICE_ARG(names[0]));
        else
            diag_hint(c->in->diags, "it is %.*s", SLICE_ARG(signatures(c->in->arena, n)));
        return true;
    }
    return false;
}

static void report_arguments(checker *c, const node *n)
{
    const builtin *rows = n->as.call.rows;
    arena *a = c->in->arena;
    if (report_unknown_parameter(c, n))
        return;
    misfit best = {0};
    for (size_t r = 0; r < n->as.call.row_count;
         r++) { // the row that goes furthest is the one that was meant
        misfit here = misfit_of(&rows[r], n);
        if (here.count_fits && here.parameter != NULL &&
            (best.parameter == NULL || here.argument > best.argument))
            best = here;
    }
    slice signature = signatures(a, n);
    if (best.parameter != NULL) {
        const node *argument = n->as.call.arguments[best.argument];
        diag_error(c->in->diags, typecheck_place(c, argument), "wrong-arguments",
                   "'%.*s' of '%.*s' must be %.*s, but this is %.*s", SLICE_ARG(best.parameter->name),
                   SLICE_ARG(rows->name), SLICE_ARG(kinds_text(a, best.parameter->accepts)),
                   SLICE_ARG(feel_type_text(a, argument->type)));
        hint_argument(c, argument, best.parameter->accepts, signature);
        return;
    }
    diag_error(c->in->diags, typecheck_place(c, n), "wrong-arguments", "the arguments of '%.*s' do not fit",
               SLICE_ARG(rows->name));
    diag_hint(c->in->diags, "it is %.*s", SLICE_ARG(signature));
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
        if (!may_be(type->fields[i].type, row->parameters[variadic ? row->parameter_count - 1 : i].accepts))
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
    if (f->literal != NULL) { // contravariant parameters; a result that is not known may be anything
        const feel_type *own = f->literal->type;
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
        typecheck_allowed(c, list, list->type, item);
        for (size_t i = 0; list->kind == NODE_LIST && i < list->as.list.count; i++)
            typecheck_allowed(c, item, item->type, list->as.list.items[i]);
    }
    for (size_t r = 0; r < n->as.call.row_count; r++) {
        if (row_fits(&n->as.call.rows[r], n)) {
            warn_of_call(c, n);
            return result_type(c, &n->as.call.rows[r], n);
        }
    }
    if (c->in->scope->strict)
        report_arguments(c, n);
    return NULL;
}

static void report_unknown_function(checker *c, const node *call)
{
    const node *callee = call->as.call.callee;
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
    for (size_t i = 0; i < n->as.call.count; i++)
        typecheck_node(c, n->as.call.arguments[i]);
    if (n->as.call.rows != NULL)
        return check_builtin(c, n);
    node *callee = n->as.call.callee;
    bool unknown = callee->kind == NODE_NAME && callee->as.name.binding == BINDING_NONE &&
                   callee->as.name.filter_count == 0;
    if (unknown && c->in->scope->strict)
        report_unknown_function(c, n);
    else
        typecheck_node(c, callee);
    const feel_type *type = callee->type;
    if (type == NULL || type->kind != FEEL_TYPE_FUNCTION)
        return NULL;
    if (c->in->scope->strict && has_named_parameters(type))
        check_function_call(c, n, type);
    return type->element;
}
