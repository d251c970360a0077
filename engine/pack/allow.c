// The `allow` lists: what they name must exist, and what they allow must be found.
#include "pack/allow.h"

#include "pack/codes.h"
#include "pack/loader.h"

/// The things that an entry may name, one of them.
typedef struct target {
    const char *key;
    slice id;
    const name_index *known;
} target;

static bool read_target(loader *l, const name_index *types, const pack_record *record, allowance *out)
{
    const yaml_allowance *from = record->data;
    const target targets[] = {{"rule", slice_of(from->rule), &l->rule_ids},
                              {"recommendation", slice_of(from->recommendation), &l->recommendation_ids},
                              {"fact", slice_of(from->fact), &l->facts},
                              {"source", slice_of(from->source), &l->sources},
                              {"constant", slice_of(from->constant), &l->constants},
                              {"function", slice_of(from->function), &l->constants},
                              {"type", slice_of(from->type), types}};
    size_t named = 0;
    const target *one = NULL;
    for (size_t i = 0; i < sizeof targets / sizeof *targets; i++) {
        if (yaml_get(record->node, targets[i].key) == NULL)
            continue;
        named++;
        one = &targets[i];
    }
    if (named != 1) {
        diag_error(l->diags, out->where, "allow",
                   "name the one rule, recommendation, fact, source, constant, function or type here");
        return false;
    }
    out->about = one->key;
    out->id = one->id;
    if (name_find(one->known, one->id) != NULL)
        return true;
    if (out->inherited)
        return false; // an overlay disabled it
    diag_error(l->diags, loader_place(record->node, one->key), "allow", "unknown %s '%.*s'", one->key,
               SLICE_ARG(one->id));
    loader_hint_nearest(l, one->known, one->id);
    return false;
}

static bool read_code(loader *l, const pack_record *record, allowance *out)
{
    const check_code *row = check_code_find(out->check);
    if (row != NULL && row->level != SEVERITY_ERROR)
        return true;
    place where = loader_place(record->node, "check");
    if (row != NULL) {
        diag_error(l->diags, where, "allow", "'%.*s' is an error and cannot be allowed",
                   SLICE_ARG(out->check));
        return false;
    }
    slice *names = ARENA_ARRAY(l->arena, check_code_count, slice);
    for (size_t i = 0; i < check_code_count; i++)
        names[i] = slice_of(check_codes[i].code);
    diag_error(l->diags, where, "allow", "there is no check '%.*s'", SLICE_ARG(out->check));
    diag_hint_nearest(l->diags, out->check, names, check_code_count);
    return false;
}

void link_allowances(loader *l)
{
    const record_list *from = &l->records[RECORD_ALLOWANCE];
    allowance *out = ARENA_ARRAY(l->arena, from->count, allowance);
    name_index types = {0};
    for (size_t i = 0; from->count > 0 && i < l->pack->type_count; i++)
        (void)name_add(l->arena, &types, l->pack->types[i].name, i, l->pack->types[i].where, NULL);
    for (size_t i = 0; i < from->count; i++) {
        const yaml_allowance *one = from->items[i].data;
        out[i] = (allowance){.check = slice_of(one->check),
                             .reason = slice_of(one->reason),
                             .where = loader_place(from->items[i].node, "check"),
                             .inherited = from->items[i].level + 1 < l->head_count};
        (void)read_code(l, &from->items[i], &out[i]);
        (void)read_target(l, &types, &from->items[i], &out[i]);
        if (out[i].reason.len == 0)
            diag_error(l->diags, loader_place(from->items[i].node, "reason"), "allow",
                       "say in 'reason' why this is right");
    }
    l->pack->allowances = out;
    l->pack->allowance_count = from->count;
}

static bool allows(const allowance *a, const diagnostic *d)
{
    return d->about != NULL && slice_is(a->check, d->code) && slice_is(slice_of(a->about), d->about) &&
           slice_equal(a->id, d->id);
}

void allow_findings(const pack *p, diag_list *diags, bool complete)
{
    size_t count = diags->count;
    for (size_t i = 0; i < p->allowance_count; i++) {
        const allowance *a = &p->allowances[i];
        bool used = false;
        for (size_t d = 0; d < count; d++) {
            if (!allows(a, &diags->items[d]))
                continue;
            used = true;
            diags->items[d].allowed = arena_copy(diags->arena, a->reason);
        }
        const bool is_looked_for = !slice_is(a->check, "by-row"); // only if somebody asks for the plan
        if (!used && complete && is_looked_for && !a->inherited && diags->dropped == 0)
            diag_finding(diags, SEVERITY_WARNING, a->where, "unused-allowance", a->about, a->id,
                         "'%.*s' is not found about the %s '%.*s'", SLICE_ARG(a->check), a->about,
                         SLICE_ARG(a->id));
    }
}
