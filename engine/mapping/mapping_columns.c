// What a map says of columns: facts, fields, and columns that are kept or passed over.
#include "mapping/mapping_state.h"

#include "pack/schema_check.h"
#include "profile/cells_target.h"

// --- targets ---

map_target map_find_target(const map_reader *r, const yaml_node *name)
{
    for (size_t i = 0; i < r->pack_count; i++) {
        const cells_target found = cells_target_of(r->packs[i], name->text);
        if (found.fact != NULL && !found.is_file)
            return (map_target){.pack = r->packs[i], .fact = found.fact};
        if (found.fact != NULL)
            return (map_target){.pack = r->packs[i]};
    }
    const cells_target first = cells_target_of(r->packs[0], name->text);
    if (first.no_record.len > 0) {
        diag_error(r->diags, name->where, "wrong-type", "'%.*s' is not a record, and has no fields",
                   SLICE_ARG(first.no_record));
        diag_hint(r->diags, "the columns of a list stand under 'lists'");
    } else {
        diag_error(r->diags, name->where, "unknown-fact", "the pack has no fact '%.*s'",
                   SLICE_ARG(diag_quote(name->text)));
        pack_hint_fact(first.facts, first.count, first.missing, r->diags);
    }
    return (map_target){0};
}

/// Of two columns for one fact, nobody could tell which counts.
static void check_free(const map_reader *r, const cells_map_column *c, const yaml_node *where)
{
    for (size_t i = 0; i < r->columns.count; i++) {
        const cells_map_column *other = &r->columns.items[i];
        const bool same_target = other->use == c->use && c->use != CELLS_IGNORED &&
                                 slice_equal(other->target, c->target) && slice_equal(other->field, c->field);
        if (!same_target)
            continue;
        diag_error(r->diags, where->where, "given-twice", "a second column for '%.*s%s%.*s'",
                   SLICE_ARG(c->target), c->field.len > 0 ? "." : "", SLICE_ARG(c->field));
        diag_also(r->diags, other->where);
    }
}

void map_add_column(map_reader *r, cells_map_column c, const yaml_node *where)
{
    check_free(r, &c, where);
    ARENA_PUSH(r->arena, &r->columns, items, count, capacity, c);
}

// --- columns ---

bool map_is_true(const yaml_node *node)
{
    return node != NULL && slice_is(node->text, "true");
}

/// A kept column must not look like a fact, or nobody would know which of them --id names.
static void read_keep(map_reader *r, const yaml_node *key, const yaml_node *name, cells_map_column c)
{
    c.use = CELLS_KEPT;
    c.target = slice_trim(name->text);
    for (size_t i = 0; i < r->pack_count; i++) {
        if (pack_find_fact(r->packs[i], c.target) < 0)
            continue;
        diag_error(r->diags, name->where, "kept-fact", "'%.*s' is a fact: a kept column needs another name",
                   SLICE_ARG(diag_quote(c.target)));
        diag_hint(r->diags, "keep it by another name: {keep: office_%.*s}", SLICE_ARG(c.target));
        return;
    }
    if (c.target.len == 0 || memchr(c.target.ptr, ',', c.target.len) != NULL) {
        diag_error(r->diags, name->where, "wrong-type", "a kept column needs a name without commas");
        return;
    }
    map_add_column(r, c, key);
}

static void read_fact(map_reader *r, const yaml_node *key, const yaml_node *node, const yaml_node *name,
                      cells_map_column c)
{
    const map_target target = map_find_target(r, name);
    c.target = name->text;
    if (node->kind == YAML_MAPPING)
        c.rule = map_read_rule(r, node, target);
    if (target.pack != NULL)
        map_add_column(r, c, key);
}

/// Reports keys that make no sense together.
static void report_use(const map_reader *r, const yaml_node *node)
{
    diag_error(r->diags, (place){node->where.source, node->where.offset, 1}, "column-use",
               "a column has one of fact, keep and ignore");
    diag_hint(r->diags, "such as {fact: %.*s}, {keep: client} or ignore",
              SLICE_ARG(r->packs[0]->facts[0].name));
}

static void read_column(map_reader *r, const yaml_node *key, const yaml_node *node)
{
    cells_map_column c = {.name = slice_trim(key->text), .where = key->where};
    const bool is_short = node->kind == YAML_SCALAR;
    if (is_short && slice_is(node->text, "ignore")) {
        c.use = CELLS_IGNORED;
        map_add_column(r, c, key);
    } else if (is_short && slice_is(node->text, "keep")) {
        read_keep(r, key, key, c);
    } else if (is_short) {
        read_fact(r, key, node, node, c);
    } else if (schema_check(r->arena, &map_column_schema, node, r->diags)) {
        const yaml_node *name = yaml_get(node, "fact");
        const yaml_node *keep = yaml_get(node, "keep");
        const yaml_node *ignore = yaml_get(node, "ignore");
        const bool one = (name != NULL) + (keep != NULL) + map_is_true(ignore) == 1;
        c.is_optional = map_is_true(yaml_get(node, "optional"));
        if (!one || yaml_get(node, "field") != NULL)
            report_use(r, node);
        else if (name != NULL)
            read_fact(r, key, node, name, c);
        else if (keep != NULL)
            read_keep(r, key, map_is_true(keep) ? key : keep, c);
        else {
            c.use = CELLS_IGNORED;
            map_add_column(r, c, key);
        }
        if (one && name == NULL)
            (void)map_read_rule(r, node, (map_target){0});
    }
}

void map_read_columns(map_reader *r, const yaml_node *node)
{
    if (node != NULL && node->kind == YAML_SCALAR && node->text.len == 0)
        return; // all of them are numbered
    if (node != NULL && node->kind != YAML_MAPPING) {
        diag_error(r->diags, node->where, "wrong-type",
                   "'columns' must be names of columns, each with what it is");
        return;
    }
    for (size_t i = 0; node != NULL && i < node->count; i++)
        read_column(r, node->items[2 * i], node->items[2 * i + 1]);
}
