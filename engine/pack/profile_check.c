// The `checks` of vocabularies: conditions over what a profile states, and what to say if they are true.
#include "base/text.h"
#include "pack/loader.h"
#include "pack/template.h"
#include "reason/field_reads.h"

/// Reports facts that no profile states.
static void expect_stated_facts(loader *l, place where, const feel_expression *e)
{
    size_t count;
    const size_t *reads = feel_expression_reads(e, &count);
    for (size_t i = 0; i < count; i++) {
        const fact *f = reads[i] < l->pack->fact_count ? &l->pack->facts[reads[i]] : NULL;
        if (f != NULL && f->derived)
            diag_error(l->diags, where, "check-of-derived",
                       "a check looks at what a profile states, and '%.*s' is derived", SLICE_ARG(f->name));
    }
}

/// Likewise fields that no item states.
static void expect_stated_fields(loader *l, place where, const feel_expression *e)
{
    const pack *p = l->pack;
    field_read_list reads = {0};
    field_reads_add(l->arena, e, &reads);
    for (size_t i = 0; i < reads.count; i++) {
        const record_type *type = pack_record_type(p, reads.items[i].type);
        if (type != NULL && pack_find_derived_field(p, type, reads.items[i].name) >= 0)
            diag_error(l->diags, where, "check-of-derived",
                       "a check looks at what a profile states, and '%.*s.%.*s' is derived",
                       SLICE_ARG(type->name), SLICE_ARG(reads.items[i].name));
    }
}

/// The text with "…" in place of what is filled in: for many people at once, and without what is said of one.
static slice outline_of(arena *a, const template_text *text)
{
    text_builder out = {.arena = a};
    for (size_t i = 0; i < text->count; i++)
        text_add(&out, text->pieces[i].expression != NULL ? SLICE("…") : text->pieces[i].literal);
    return text_result(&out);
}

void link_profile_checks(loader *l)
{
    const record_list *from = &l->records[RECORD_PROFILE_CHECK];
    profile_check *out = ARENA_ARRAY(l->arena, from->count, profile_check);
    for (size_t i = 0; i < from->count; i++) {
        const yaml_node *node = from->items[i].node;
        const yaml_profile_check *one = from->items[i].data;
        out[i] = (profile_check){.id = slice_of(one->id), .level = from->items[i].level};
        loader_define(l, &l->check_ids, out[i].id, i, loader_place(node, "id"), "check");
        out[i].when = feel_parse(l->arena, loader_source(l, node, "when"), &l->pack->scope, l->diags);
        (void)template_parse(l->arena, loader_source(l, node, "because"), &l->pack->scope, l->diags,
                             &out[i].because);
        out[i].outline = outline_of(l->arena, &out[i].because);
        if (out[i].when == NULL)
            continue;
        link_expect_type(l, loader_place(node, "when"), out[i].when, feel_type_of_kind(FEEL_TYPE_BOOLEAN),
                         "a condition");
        expect_stated_facts(l, loader_place(node, "when"), out[i].when);
        expect_stated_fields(l, loader_place(node, "when"), out[i].when);
    }
    l->pack->profile_checks = out;
    l->pack->profile_check_count = from->count;
}
