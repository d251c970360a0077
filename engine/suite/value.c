#include "suite/value.h"

#include "profile/profile.h"

// --- reading ---

/// True for types whose values have an order: only of these unary tests are told from a value that is written out.
static bool is_ordered(const feel_type *type)
{
    switch (type->kind) {
    case FEEL_TYPE_NUMBER:
    case FEEL_TYPE_DATE:
    case FEEL_TYPE_TIME:
    case FEEL_TYPE_DATE_TIME:
    case FEEL_TYPE_DAYS_DURATION:
    case FEEL_TYPE_MONTHS_DURATION: return true;
    default: return false;
    }
}

/// Unary tests; false, with nothing reported, if they are none.
static bool read_tests(test_reader *r, const feel_type *type, const yaml_node *n, suite_value *out)
{
    out->number.tests = feel_parse_unary_tests(r->arena, yaml_scalar_source(r->arena, n), &r->pack->scope,
                                               type, diag_list_new(r->arena));
    out->kind = SUITE_TESTS;
    return out->number.tests != NULL;
}

/// True if the expression reads nothing; else that is reported.
static bool is_fixed(test_reader *r, const feel_expression *e, const yaml_node *n)
{
    size_t reads = 0;
    (void)feel_expression_reads(e, &reads);
    if (reads > 0)
        diag_error(r->diags, n->where, "not-constant", "an expected value cannot depend on facts");
    return reads == 0;
}

/// A FEEL expression without facts.
static bool read_expression(test_reader *r, const fact *f, const feel_type *type, const yaml_node *n,
                            suite_value *out)
{
    const feel_expression *e =
        feel_parse(r->arena, yaml_scalar_source(r->arena, n), &r->pack->scope, r->diags);
    if (e == NULL || !is_fixed(r, e, n))
        return false;
    feel_machine m;
    feel_machine_init(&m, r->arena);
    const feel_value v = feel_evaluate(&m, e, NULL, 0);
    out->exact = feel_coerce(r->arena, v, type);
    const bool fits = feel_is_null(v) || !feel_is_null(out->exact);
    if (!fits)
        diag_error(r->diags, n->where, "type-mismatch", "'%.*s' must be %.*s", SLICE_ARG(f->name),
                   SLICE_ARG(feel_type_text(r->arena, type)));
    return fits;
}

/// As it is written in a profile, or else as unary tests or another FEEL expression without facts.
static bool read_scalar(test_reader *r, const fact *f, const feel_type *type, const yaml_node *n,
                        suite_value *out)
{
    const bool text = type->kind == FEEL_TYPE_STRING;
    const bool quoted = n->text.len > 0 && n->text.ptr[0] == '"';
    const size_t errors = r->diags->errors;
    diag_list *refused = diag_list_new(r->arena);
    if (!(text && quoted)) {
        out->exact = profile_read_part(r->arena, r->pack, f, type, n, text ? r->diags : refused);
        if (type->kind == FEEL_TYPE_NUMBER && refused->errors == 0) {
            out->kind = SUITE_NUMBER;
            out->number = suite_number_of(n);
        }
        if (text || refused->errors == 0)
            return r->diags->errors == errors;
    }
    if (is_ordered(type) && read_tests(r, type, n, out))
        return is_fixed(r, out->number.tests, n);
    out->kind = SUITE_EXACT;
    return read_expression(r, f, type, n, out);
}

static bool read_part(test_reader *r, const fact *f, const feel_type *type, const yaml_node *n,
                      suite_value *out);

static bool read_items(test_reader *r, const fact *f, const feel_type *type, const yaml_node *n,
                       suite_value *out)
{
    const feel_type *element = type->element != NULL ? type->element : feel_type_of_kind(FEEL_TYPE_ANY);
    suite_value *parts = ARENA_ARRAY(r->arena, n->count, suite_value);
    bool good = true;
    out->kind = SUITE_ITEMS;
    out->parts = parts;
    out->count = n->count;
    for (size_t i = 0; i < n->count; i++)
        good = read_part(r, f, element, n->items[i], &parts[i]) && good;
    return good;
}

/// The field of that name; NULL, reported, if the record has none.
static const fact *find_field(test_reader *r, const record_type *type, const yaml_node *key)
{
    slice *names = ARENA_ARRAY(r->arena, type->field_count, slice);
    for (size_t i = 0; i < type->field_count; i++) {
        names[i] = type->fields[i].name;
        if (slice_equal(names[i], key->text))
            return &type->fields[i];
    }
    diag_error(r->diags, key->where, "unknown-field", "a record of type '%.*s' has no field '%.*s'",
               SLICE_ARG(type->name), SLICE_ARG(diag_quote(key->text)));
    diag_hint_nearest(r->diags, key->text, names, type->field_count);
    return NULL;
}

static bool read_fields(test_reader *r, const fact *f, const yaml_node *n, suite_value *out)
{
    suite_value *parts = ARENA_ARRAY(r->arena, n->count, suite_value);
    bool good = true;
    out->kind = SUITE_FIELDS;
    out->parts = parts;
    out->count = n->count;
    for (size_t i = 0; i < n->count; i++) {
        const fact *field = find_field(r, f->record, n->items[2 * i]);
        good = field != NULL && read_part(r, field, field->type, n->items[2 * i + 1], &parts[i]) && good;
        parts[i].name = n->items[2 * i]->text;
    }
    return good;
}

/// Recursion is as deep as the YAML is nested: at most LIMIT_NESTING.
static bool read_part(test_reader *r, const fact *f, const feel_type *type, const yaml_node *n,
                      suite_value *out)
{
    *out = (suite_value){.written = n, .exact = feel_null()};
    if (yaml_is_null(n))
        return true;
    if (n->kind == YAML_SEQUENCE && type->kind == FEEL_TYPE_LIST)
        return read_items(r, f, type, n, out);
    if (n->kind == YAML_MAPPING && type->kind == FEEL_TYPE_CONTEXT && f->record != NULL)
        return read_fields(r, f, n, out);
    if (n->kind == YAML_SCALAR)
        return read_scalar(r, f, type, n, out);
    (void)profile_read_part(r->arena, r->pack, f, type, n, r->diags);
    return false;
}

bool value_read(test_reader *r, const fact *f, const yaml_node *n, suite_value *out)
{
    return read_part(r, f, f->type, n, out);
}

// --- comparing ---

/// A number counts if it is the one that is written when rounded to its digits.
static bool number_is(const suite_number *n, feel_value got)
{
    decimal d;
    return got.kind == FEEL_NUMBER && decimal_round(feel_decimal(got), n->places, DECIMAL_HALF_UP, &d) &&
           decimal_compare(d, n->number) == 0;
}

static bool is_scalar_as_expected(trial *r, const suite_value *x, feel_value got)
{
    switch (x->kind) {
    case SUITE_NUMBER: return number_is(&x->number, got);
    case SUITE_TESTS:
        return !feel_is_null(got) &&
               feel_is_true(feel_evaluate_tests(r->machine, x->number.tests, got, NULL, 0));
    default: return feel_is_null(x->exact) ? feel_is_null(got) : feel_equal(x->exact, got) == FEEL_TRUE;
    }
}

/// What is expected, for a failure.
static slice expected_text(trial *r, const suite_value *x)
{
    if (x->kind == SUITE_EXACT)
        return feel_to_literal(r->arena, x->exact);
    if (x->kind == SUITE_ITEMS)
        return arena_format(r->arena, "a list of %zu item%s", x->count, x->count == 1 ? "" : "s");
    return x->kind == SUITE_FIELDS ? SLICE("a record") : x->written->text;
}

/// The value as it would be written instead: a number to as many digits.
static slice replacement_for(arena *a, const suite_value *x, feel_value got)
{
    decimal d;
    if (got.kind == FEEL_STRING)
        return trial_yaml_text(a, feel_text(got));
    if (x->kind != SUITE_NUMBER || got.kind != FEEL_NUMBER ||
        !decimal_round(feel_decimal(got), x->number.places, DECIMAL_HALF_UP, &d))
        return feel_to_literal(a, got);
    char buffer[DECIMAL_PLAIN_TEXT_SIZE];
    return arena_copy(a, (slice){buffer, decimal_to_text(d, buffer)});
}

static bool fail(trial *r, slice path, const suite_value *x, feel_value got, suite_failure **failure)
{
    const slice literal = feel_to_literal(r->arena, got);
    const char *verb = x->kind == SUITE_TESTS ? "in" : "=";
    suite_failure *f = trial_fail(
        r, x->written->where,
        arena_format(r->arena, "%.*s %s %.*s", SLICE_ARG(path), verb, SLICE_ARG(expected_text(r, x))),
        literal);
    *failure = f;
    if (x->written->kind != YAML_SCALAR || x->written->style == YAML_BLOCK || x->kind == SUITE_TESTS)
        return false;
    f->written = x->written->where;
    f->replacement = replacement_for(r->arena, x, got);
    return false;
}

/// Recursion is as deep as the expectation is nested.
bool value_compare(trial *r, slice name, const suite_value *x, feel_value got, suite_failure **failure)
{
    const bool list = x->kind == SUITE_ITEMS && got.kind == FEEL_LIST && got.as.list->count == x->count;
    const bool record = x->kind == SUITE_FIELDS && got.kind == FEEL_CONTEXT;
    const bool scalar = x->kind != SUITE_ITEMS && x->kind != SUITE_FIELDS;
    if (scalar ? !is_scalar_as_expected(r, x, got) : !list && !record)
        return fail(r, name, x, got, failure);
    bool same = true;
    for (size_t i = 0; list && same && i < x->count; i++)
        same = value_compare(r, arena_format(r->arena, "%.*s[%zu]", SLICE_ARG(name), i + 1), &x->parts[i],
                             got.as.list->items[i], failure);
    for (size_t i = 0; record && same && i < x->count; i++) {
        const feel_value *field = feel_context_get(got.as.context, x->parts[i].name);
        same = value_compare(
            r, arena_format(r->arena, "%.*s.%.*s", SLICE_ARG(name), SLICE_ARG(x->parts[i].name)),
            &x->parts[i], field != NULL ? *field : feel_null(), failure);
    }
    return same;
}
