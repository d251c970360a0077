// What rules and tables conclude: a derived fact, or a derived field of the record that a variable of the rule is.
#include "pack/loader.h"

static void report_not_derived(loader *l, place where, slice name, const derived_field *near)
{
    diag_error(l->diags, where, "not-derived", "'%.*s' is not declared as derived", SLICE_ARG(name));
    if (near != NULL)
        diag_hint(l->diags, "'%.*s' is", SLICE_ARG(near->name));
}

static const derived_field *derived_field_named(const pack *p, slice name)
{
    for (size_t i = 0; i < p->derived_field_count; i++) {
        if (slice_equal(p->derived_fields[i].declared->name, name))
            return &p->derived_fields[i];
    }
    return NULL;
}

/// How a rule would conclude a field: with a variable that stands for one record after the other.
static void hint_at_for(loader *l, const derived_field *d)
{
    const pack *p = l->pack;
    const record_type *type = &p->types[d->type];
    const fact *list = NULL;
    for (size_t i = 0; i < p->fact_count && list == NULL; i++)
        list = p->facts[i].record == type && p->facts[i].type->kind == FEEL_TYPE_LIST ? &p->facts[i] : NULL;
    diag_hint(l->diags, "add for: %.*s in %.*s, and write conclude: %.*s", SLICE_ARG(type->name),
              SLICE_ARG(list != NULL ? list->name : SLICE("…")), SLICE_ARG(d->name));
}

static const fact *conclude_fact(loader *l, slice name, place where, rule *out)
{
    const pack *p = l->pack;
    const name_entry *entry = name_find(&l->facts, name);
    const derived_field *field = derived_field_named(p, name);
    out->kind = RULE_CONCLUDES;
    if (entry == NULL) {
        diag_error(l->diags, where, "unknown-name", "unknown fact '%.*s'", SLICE_ARG(name));
        if (field != NULL)
            hint_at_for(l, field);
        else
            loader_hint_nearest(l, &l->facts, name);
        return NULL;
    }
    if (entry->index == NAME_DISABLED) {
        (void)overlay_report_disabled(l, RECORD_FACT, name, where);
        return NULL;
    }
    out->target = entry->index;
    if (p->facts[entry->index].derived)
        return &p->facts[entry->index];
    report_not_derived(l, where, name, field);
    return NULL;
}

/// The rule's variable of that name; -1, reported, if it binds none.
static ptrdiff_t find_variable(loader *l, slice name, slice field, place where, const rule *out)
{
    for (size_t i = 0; i < out->variable_count; i++) {
        if (slice_equal(out->variables[i].name, name))
            return (ptrdiff_t)i;
    }
    const derived_field *d = derived_field_named(l->pack, field);
    diag_error(l->diags, where, "unbound-variable", "'%.*s' is no variable of this rule", SLICE_ARG(name));
    if (out->variable_count == 0 && d != NULL)
        hint_at_for(l, d);
    else if (out->variable_count > 0)
        diag_hint(l->diags, "its 'for' gives it %.*s", SLICE_ARG(out->variables[0].name));
    else
        diag_hint(l->diags, "add for: %.*s in …", SLICE_ARG(name));
    return -1;
}

static void report_no_field(loader *l, const record_type *type, slice field, place where)
{
    diag_error(l->diags, where, "unknown-field", "'%.*s' has no field '%.*s'", SLICE_ARG(type->name),
               SLICE_ARG(field));
    pack_hint_fact(type->fields, type->field_count, field, l->diags);
}

/// Built-ins such as concatenate() do not say of what their list is; a function of the pack can.
static void hint_at_type(loader *l, const feel_type *bound, slice field)
{
    const derived_field *d = derived_field_named(l->pack, field);
    if (d != NULL && (bound == NULL || bound->kind == FEEL_TYPE_ANY))
        diag_hint(l->diags, "give it the type by a function with result: list<%.*s>",
                  SLICE_ARG(l->pack->types[d->type].name));
}

static const fact *conclude_field(loader *l, slice variable, slice field, place where, rule *out)
{
    const pack *p = l->pack;
    out->kind = RULE_CONCLUDES_FIELD;
    out->about_variable = find_variable(l, variable, field, where, out);
    if (out->about_variable < 0)
        return NULL;
    const feel_type *bound = out->variables[out->about_variable].type;
    const record_type *type = pack_record_type(p, bound);
    if (type == NULL) {
        diag_error(l->diags, where, "type-mismatch", "'%.*s' stands for %.*s, which is no record type",
                   SLICE_ARG(variable), SLICE_ARG(feel_type_text(l->arena, bound)));
        hint_at_type(l, bound, field);
        return NULL;
    }
    const ptrdiff_t at = pack_find_derived_field(p, type, field);
    if (at >= 0) {
        out->target = (size_t)at;
        return p->derived_fields[at].declared;
    }
    if (pack_find_field(type, field) != NULL)
        report_not_derived(
            l, where, arena_format(l->arena, "%.*s.%.*s", SLICE_ARG(type->name), SLICE_ARG(field)), NULL);
    else
        report_no_field(l, type, field, where);
    return NULL;
}

const fact *link_concluded(loader *l, slice name, place where, rule *out)
{
    const char *dot = memchr(name.ptr, '.', name.len);
    out->about_variable = -1;
    if (dot == NULL)
        return conclude_fact(l, name, where, out);
    const size_t at = (size_t)(dot - name.ptr);
    return conclude_field(l, slice_part(name, 0, at), slice_part(name, at + 1, name.len - at - 1), where,
                          out);
}
