// Facts and record types: declared names become static types.
#include "pack/loader.h"

static feel_scope empty_scope(void)
{
    return (feel_scope){.strict = true, .single_words = true};
}

const feel_value *vocabulary_enumeration(loader *l, slice allowed, size_t *count)
{
    source_text *source = ARENA_NEW(l->arena, source_text);
    source->text = arena_format(l->arena, "[%.*s]", SLICE_ARG(allowed));
    feel_scope scope = empty_scope();
    scope.strict = false;
    const feel_expression *e = feel_parse(l->arena, source, &scope, diag_list_new(l->arena));
    if (e == NULL || !feel_expression_is_constant(e))
        return NULL;
    feel_machine m;
    feel_machine_init(&m, l->arena);
    feel_value v = feel_evaluate(&m, e, NULL, 0);
    if (v.kind != FEEL_LIST || v.as.list->count == 0)
        return NULL;
    for (size_t i = 0; i < v.as.list->count; i++) {
        if (v.as.list->items[i].kind != FEEL_STRING)
            return NULL;
    }
    *count = v.as.list->count;
    return v.as.list->items;
}

static const record_type *find_type(const loader *l, slice name)
{
    for (size_t i = 0; i < l->pack->type_count; i++) {
        if (slice_equal(l->pack->types[i].name, name))
            return &l->pack->types[i];
    }
    return NULL;
}

static void report_unknown_type(loader *l, place where, slice name)
{
    static const char *const simple[] = {"boolean", "integer", "number",        "string", "text",
                                         "date",    "time",    "date and time", "list"};
    enum { SIMPLE = sizeof simple / sizeof *simple };
    slice *names = ARENA_ARRAY(l->arena, l->pack->type_count + SIMPLE, slice);
    for (size_t i = 0; i < SIMPLE; i++)
        names[i] = slice_of(simple[i]);
    for (size_t i = 0; i < l->pack->type_count; i++)
        names[SIMPLE + i] = l->pack->types[i].name;
    diag_error(l->diags, where, "unknown-type", "unknown type '%.*s'", SLICE_ARG(name));
    diag_hint_nearest(l->diags, name, names, l->pack->type_count + SIMPLE);
}

/// The type of a name, without allowed values; `*record` receives a record type. NULL, reported, if there is none.
static const feel_type *type_named(loader *l, slice name, place where, const record_type **record)
{
    static const char *const scalars[] = {"boolean", "number", "string", "date", "time", "date and time"};
    if (slice_is(name, "text"))
        return feel_type_of_kind(FEEL_TYPE_STRING);
    if (slice_is(name, "integer"))
        return feel_type_integer();
    for (size_t i = 0; i < sizeof scalars / sizeof *scalars; i++) {
        if (slice_is(name, scalars[i]))
            return feel_type_named(name);
    }
    *record = find_type(l, name);
    if (*record != NULL)
        return (*record)->type;
    if (!overlay_report_disabled(l, RECORD_TYPE, name, where))
        report_unknown_type(l, where, name);
    return NULL;
}

/// Every name that an expression of a rule may read. There are no constants yet, but their names are known.
static feel_scope scope_of_names(loader *l)
{
    static const record_kind kinds[] = {RECORD_FACT, RECORD_FUNCTION, RECORD_CONSTANT};
    size_t count = 0;
    for (size_t k = 0; k < 3; k++)
        count += l->records[kinds[k]].count;
    feel_variable *variables = ARENA_ARRAY(l->arena, count, feel_variable);
    feel_scope scope = empty_scope();
    scope.variables = variables;
    for (size_t k = 0; k < 3; k++) {
        for (size_t i = 0; i < l->records[kinds[k]].count; i++) {
            const yaml_node *name = yaml_get(l->records[kinds[k]].items[i].node, "name");
            variables[scope.count++] =
                (feel_variable){.name = name->text, .type = feel_type_of_kind(FEEL_TYPE_ANY)};
        }
    }
    return scope;
}

/// Parses what stands in the vocabulary and can read nothing, since it is the same for everybody: a default, or (with the type that they
/// test) allowed values. A name that is there but cannot be read is reported as that.
static const feel_expression *parse_fixed(loader *l, const source_text *source, const feel_type *tested,
                                          const char *what)
{
    feel_scope scope = empty_scope();
    diag_list *refused = diag_list_new(l->arena);
    const feel_expression *e = tested != NULL
                                   ? feel_parse_unary_tests(l->arena, source, &scope, tested, refused)
                                   : feel_parse(l->arena, source, &scope, refused);
    if (e != NULL)
        return e;
    const feel_scope names = scope_of_names(l);
    e = tested != NULL ? feel_parse_unary_tests(l->arena, source, &names, feel_type_of_kind(FEEL_TYPE_ANY),
                                                diag_list_new(l->arena))
                       : feel_parse(l->arena, source, &names, diag_list_new(l->arena));
    size_t count = 0;
    const size_t *reads = e != NULL ? feel_expression_reads(e, &count) : NULL;
    if (count > 0) {
        const bool is_fact = reads[0] < l->records[RECORD_FACT].count;
        diag_error(l->diags, (place){source, 0, source->text.len > 0 ? source->text.len : 1}, "not-constant",
                   "%s no facts, constants or functions: '%.*s' is a %s", what,
                   SLICE_ARG(names.variables[reads[0]].name), is_fact ? "fact" : "constant or function");
        return NULL;
    }
    return tested != NULL ? feel_parse_unary_tests(l->arena, source, &scope, tested, l->diags)
                          : feel_parse(l->arena, source, &scope, l->diags);
}

static slice value_text(loader *l, feel_value v)
{
    return feel_is_null(v) ? (slice){0} : v.kind == FEEL_STRING ? feel_text(v) : feel_to_literal(l->arena, v);
}

/// What the tests allow, as a list.
static void list_allowed(loader *l, fact *out)
{
    feel_machine m;
    feel_machine_init(&m, l->arena);
    size_t count = 0;
    const feel_value *values = feel_tests_values(&m, out->allowed, &count);
    if (values == NULL)
        return;
    allowed_value *list = ARENA_ARRAY(l->arena, count, allowed_value);
    for (size_t i = 0; i < count; i++) {
        const feel_range *range = values[i].kind == FEEL_RANGE ? values[i].as.range : NULL;
        list[i] = range != NULL ? (allowed_value){true, value_text(l, range->low), value_text(l, range->high),
                                                  range->low_closed, range->high_closed}
                                : (allowed_value){.low = arena_copy(l->arena, value_text(l, values[i]))};
    }
    out->allowed_values = list;
    out->allowed_count = count;
}

static void read_allowed(loader *l, const yaml_fact *from, const yaml_node *record, fact *out)
{
    const feel_type *item = out->type->kind == FEEL_TYPE_LIST ? out->type->element : out->type;
    out->allowed_text = slice_of(from->allowed);
    size_t count;
    const feel_value *values = vocabulary_enumeration(l, out->allowed_text, &count);
    const feel_type *tested = item != NULL ? item : feel_type_of_kind(FEEL_TYPE_ANY);
    out->allowed = parse_fixed(l, loader_source(l, record, "allowed"), tested, "allowed values read");
    if (out->allowed != NULL)
        list_allowed(l, out);
    if (values == NULL || item == NULL || item->kind != FEEL_TYPE_STRING)
        return;
    feel_type *enumerated = ARENA_NEW(l->arena, feel_type);
    *enumerated = *item;
    enumerated->allowed = values;
    enumerated->allowed_count = count;
    out->type = out->type->kind == FEEL_TYPE_LIST ? feel_type_list(l->arena, enumerated) : enumerated;
}

static void read_default(loader *l, const yaml_node *record, fact *out)
{
    const feel_expression *e = parse_fixed(l, loader_source(l, record, "default"), NULL, "a default reads");
    if (e == NULL)
        return;
    feel_machine m;
    feel_machine_init(&m, l->arena);
    out->default_value = feel_evaluate(&m, e, NULL, 0);
    out->has_default = !feel_is_null(out->default_value);
    if (!feel_value_is_within(out->default_value, out->type, &m.steps_left))
        diag_error(l->diags, loader_place(record, "default"), "type-mismatch",
                   "the default of '%.*s' must be %.*s", SLICE_ARG(out->name),
                   SLICE_ARG(feel_type_text(l->arena, out->type)));
    else
        (void)allowed_check(l, out, out->default_value, loader_place(record, "default"));
}

static void read_policy(loader *l, const yaml_fact *from, const yaml_node *record, fact *out)
{
    static const slice names[] = {SLICE_INIT("first"), SLICE_INIT("unique"), SLICE_INIT("any"),
                                  SLICE_INIT("collect")};
    if (from->hit_policy == NULL)
        return;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (slice_is(names[i], from->hit_policy)) {
            out->policy = (hit_policy)i;
            return;
        }
    }
    diag_error(l->diags, loader_place(record, "hit_policy"), "not-allowed", "'%s' is not a hit policy",
               from->hit_policy);
    diag_hint(l->diags, "one of first, unique, any, collect");
}

/// The cost of a change, from 1 / 1000 to 1000.
static double read_cost(loader *l, const yaml_fact *from, const yaml_node *record)
{
    decimal cost;
    if (from->change.cost == NULL)
        return 1;
    const double read = decimal_parse(slice_of(from->change.cost), &cost) ? decimal_to_double(cost) : 0;
    if (read >= 0.001 && read <= 1000)
        return read;
    diag_error(l->diags, loader_place(yaml_get(record, "change"), "cost"), "wrong-type",
               "'cost' must be a number from 0.001 to 1000");
    diag_hint(l->diags, "it says how hard a change is, beside those of other facts; without it, it is 1");
    return 1;
}

bool vocabulary_is_fact_name(slice name)
{
    for (size_t i = 0; i < name.len; i++) {
        char c = name.ptr[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
        if (!letter && (i == 0 || c < '0' || c > '9'))
            return false;
    }
    return name.len > 0;
}

void vocabulary_report_fact_name(loader *l, place where, slice name, const char *what)
{
    const char *article = what[0] == 'o' ? "an" : "a";
    diag_error(l->diags, where, "bad-name", "'%.*s' is not a valid name for %s %s",
               SLICE_ARG(diag_quote(name)), article, what);
    diag_hint(l->diags, "%s %s's name is letters, digits and '_', and begins with a letter", article, what);
}

/// Reads a fact or a field. If its type is wrong, it is `any`, so that what reads it is not reported too.
static void read_fact(loader *l, const yaml_fact *from, const yaml_node *record, fact *out)
{
    *out = (fact){.name = slice_of(from->name),
                  .required = from->required,
                  .derived = from->derived,
                  .fixed = from->fixed,
                  .early = from->early,
                  .change_cost = read_cost(l, from, record),
                  .unit = slice_of(from->unit),
                  .topic = slice_of(from->topic),
                  .ask = slice_of(from->ask),
                  .description = slice_of(from->description),
                  .where = loader_place(record, "name")};
    slice type = slice_of(from->type);
    if (slice_is(type, "list")) {
        if (from->of == NULL) {
            diag_error(l->diags, loader_place(record, "type"), "missing-key",
                       "a list says with 'of' what it is a list of");
        } else {
            slice of = slice_of(from->of);
            out->type = feel_type_list(l->arena, type_named(l, of, loader_place(record, "of"), &out->record));
        }
    } else {
        out->type = type_named(l, type, loader_place(record, "type"), &out->record);
        out->is_text = slice_is(type, "text");
    }
    if (out->type == NULL)
        out->type = feel_type_of_kind(FEEL_TYPE_ANY);
    if (from->allowed != NULL)
        read_allowed(l, from, record, out);
    if (from->default_value != NULL)
        read_default(l, record, out);
    read_policy(l, from, record, out);
    if ((from->hit_policy != NULL || from->default_value != NULL) && !from->derived)
        diag_error(l->diags, out->where, "not-derived", "only a derived fact has a default or a hit policy");
    if (!vocabulary_is_fact_name(out->name))
        vocabulary_report_fact_name(l, out->where, out->name, "fact");
}

static void read_type(loader *l, const yaml_type *from, const yaml_node *record, record_type *out)
{
    *out = (record_type){.name = slice_of(from->name),
                         .description = slice_of(from->description),
                         .key = -1,
                         .where = loader_place(record, "name")};
    fact *fields = ARENA_ARRAY(l->arena, from->fields_count, fact);
    feel_field *types = ARENA_ARRAY(l->arena, from->fields_count, feel_field);
    name_index names = {0};
    const yaml_node *list = yaml_get(record, "fields");
    for (size_t i = 0; i < from->fields_count; i++) {
        read_fact(l, &from->fields[i], list->items[i], &fields[i]);
        types[i] = (feel_field){fields[i].name, fields[i].type};
        loader_define(l, &names, fields[i].name, i, fields[i].where, "field");
        out->holds_derived = out->holds_derived || fields[i].derived ||
                             (fields[i].record != NULL && fields[i].record->holds_derived);
        if (from->key != NULL && slice_is(fields[i].name, from->key))
            out->key = (ptrdiff_t)i;
    }
    if (from->key != NULL && out->key < 0)
        diag_error(l->diags, loader_place(record, "key"), "unknown-field",
                   "the key '%s' is not a field of this type", from->key);
    feel_type *type = ARENA_NEW(l->arena, feel_type);
    *type = (feel_type){.kind = FEEL_TYPE_CONTEXT,
                        .name = out->name,
                        .fields = types,
                        .field_count = from->fields_count,
                        .closed = true};
    out->type = type;
    out->fields = fields;
    out->field_count = from->fields_count;
}

/// Lists the fields that rules conclude.
static void list_derived_fields(loader *l)
{
    pack *p = l->pack;
    size_t count = 0;
    for (size_t t = 0; t < p->type_count; t++)
        count += p->types[t].field_count;
    derived_field *out = ARENA_ARRAY(l->arena, count, derived_field);
    for (size_t t = 0; t < p->type_count; t++) {
        const record_type *type = &p->types[t];
        for (size_t i = 0; i < type->field_count; i++) {
            const fact *f = &type->fields[i];
            if (f->derived)
                out[p->derived_field_count++] = (derived_field){
                    .type = t,
                    .field = i,
                    .declared = f,
                    .name = arena_format(l->arena, "%.*s.%.*s", SLICE_ARG(type->name), SLICE_ARG(f->name))};
        }
    }
    p->derived_fields = out;
}

void load_vocabulary(loader *l)
{
    const record_list *from = &l->records[RECORD_TYPE];
    pack *p = l->pack;
    record_type *types = ARENA_ARRAY(l->arena, from->count, record_type);
    p->types = types;
    for (size_t i = 0; i < from->count; i++) { // a type may use those before it, so that there is no circle
        read_type(l, from->items[i].data, from->items[i].node, &types[i]);
        types[i].level = from->items[i].level;
        loader_define(l, &l->types, types[i].name, i, types[i].where, "type");
        p->type_count++;
    }
    list_derived_fields(l);
    from = &l->records[RECORD_FACT];
    fact *facts = ARENA_ARRAY(l->arena, from->count, fact);
    for (size_t i = 0; i < from->count; i++) {
        read_fact(l, from->items[i].data, from->items[i].node, &facts[i]);
        facts[i].level = from->items[i].level;
        loader_define(l, &l->facts, facts[i].name, i, facts[i].where, "fact");
    }
    p->facts = facts;
    p->fact_count = from->count;
}
