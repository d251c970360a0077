// Which argument of a built-in does not fit, and what to write instead.
#include "base/text.h"
#include "feel/foreign.h"
#include "feel/remedy_temporal.h"
#include "feel/typecheck_advice.h"

bool typecheck_may_be(const feel_type *t, uint32_t accepts)
{
    if (t == NULL || t->kind == FEEL_TYPE_ANY || t->kind == FEEL_TYPE_NULL)
        return true;
    if ((accepts & (1u << feel_kind_of_type(t))) != 0 || (accepts & ACCEPT_LIST) != 0)
        return true;
    if (t->kind == FEEL_TYPE_DATE && (accepts & ACCEPT_DATE_TIME) != 0)
        return true;
    return t->kind == FEEL_TYPE_LIST && typecheck_may_be(t->element, accepts);
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
        if (!typecheck_may_be(n->as.call.arguments[i]->type, row->parameters[at].accepts)) {
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
    slice date;
    if (text && (accepts & ACCEPT_NUMBER) != 0 && decimal_parse(value, &d))
        diag_hint(c->in->diags, "write %.*s without quotes", SLICE_ARG(value));
    else if (text &&
             (accepts & (ACCEPT_DATE | ACCEPT_DATE_TIME | ACCEPT_TIME | ACCEPT_DAYS | ACCEPT_MONTHS)) != 0 &&
             !feel_is_null(temporal_remedy_value(a, value, WISH_ANY)))
        diag_hint(c->in->diags, "write @\"%.*s\"", SLICE_ARG(value));
    else if (text && (accepts & (ACCEPT_DATE | ACCEPT_DATE_TIME)) != 0 &&
             temporal_remedy_of(a, value, WISH_DATE, "@", &found) && found.instead.len > 0)
        diag_hint(c->in->diags, "write %.*s", SLICE_ARG(found.instead));
    else if (advice_date_without_quotes(c, argument, &date))
        diag_hint(c->in->diags, "a date stands in quotes: %.*s", SLICE_ARG(date));
    else if (is_kind(argument->type, FEEL_TYPE_NUMBER) && slice_starts_with(signature, SLICE("duration(")))
        diag_hint(c->in->diags, "%s", temporal_form(WISH_DURATION));
    else if (is_kind(argument->type, FEEL_TYPE_NUMBER) &&
             (slice_starts_with(signature, SLICE("date(")) || slice_starts_with(signature, SLICE("time("))))
        diag_hint(c->in->diags, "it is %.*s", SLICE_ARG(signature));
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

/// A built-in that is called as its namesake of another language is: `includes(skills, "x")`.
static bool report_foreign(checker *c, const node *n)
{
    const slice name = n->as.call.rows->name;
    const feel_type *first = n->as.call.count > 0 ? n->as.call.arguments[0]->type : NULL;
    const foreign_kind kind = is_kind(first, FEEL_TYPE_LIST)     ? FOREIGN_LIST
                              : is_kind(first, FEEL_TYPE_STRING) ? FOREIGN_TEXT
                                                                 : FOREIGN_ANY;
    if (n->as.call.names != NULL || foreign_shape(name, n->as.call.count, kind) == NULL)
        return false;
    diag_error(c->in->diags, typecheck_place(c, n), "wrong-arguments", "the arguments of '%.*s' do not fit",
               SLICE_ARG(name));
    return hint_foreign(c, n, name);
}

void typecheck_report_arguments(checker *c, const node *n)
{
    const builtin *rows = n->as.call.rows;
    arena *a = c->in->arena;
    if (report_unknown_parameter(c, n) || report_foreign(c, n))
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
