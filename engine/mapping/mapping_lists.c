// Lists of a map: numbered columns, or second tables.
#include "mapping/mapping_state.h"

#include "base/text.h"
#include "pack/schema_check.h"
#include "profile/cells_join.h"
#include "profile/cells_target.h"

/// Cuts a name at {n}; false, reported, if it has none.
static bool cut_number(const map_reader *r, const yaml_node *key, cells_map_column *c)
{
    static const slice mark = SLICE_INIT("{n}");
    for (size_t i = 0; i + mark.len <= key->text.len; i++) {
        if (!slice_starts_with(slice_part(key->text, i, key->text.len), mark))
            continue;
        c->name = slice_part(key->text, 0, i);
        c->behind = slice_part(key->text, i + mark.len, key->text.len);
        c->is_numbered = true;
        return true;
    }
    diag_error(r->diags, key->where, "no-number",
               "the columns of a list are numbered: write {n} for the number");
    diag_hint(r->diags, "such as \"%.*s {n}\": if they are \"%.*s 1\", \"%.*s 2\", …",
              SLICE_ARG(diag_quote(key->text)), SLICE_ARG(diag_quote(key->text)),
              SLICE_ARG(diag_quote(key->text)));
    return false;
}

/// The names of a type's fields, with commas between.
static slice names_of(arena *a, const record_type *type)
{
    text_builder out = {.arena = a};
    for (size_t i = 0; i < type->field_count; i++)
        text_add_format(&out, "%s%.*s", i > 0 ? ", " : "", SLICE_ARG(type->fields[i].name));
    return text_result(&out);
}

/// The field of a list's items, or the items themselves, that a column states.
static map_target find_field(const map_reader *r, map_target list, const yaml_node *name)
{
    const record_type *type = list.fact->record;
    if (type == NULL) {
        if (slice_is(name->text, "item"))
            return (map_target){list.pack, list.fact, true};
        diag_error(r->diags, name->where, "unknown-field", "the items of '%.*s' are plain values: write item",
                   SLICE_ARG(list.fact->name));
        return (map_target){0};
    }
    const fact *field = pack_find_field(type, name->text);
    if (field != NULL)
        return (map_target){list.pack, field, false};
    diag_error(r->diags, name->where, "unknown-field", "the items of '%.*s' have no field '%.*s'",
               SLICE_ARG(list.fact->name), SLICE_ARG(diag_quote(name->text)));
    diag_hint(r->diags, "it has %.*s", SLICE_ARG(names_of(r->arena, type)));
    return (map_target){0};
}

bool map_read_field(map_reader *r, map_target list, const yaml_node *node, cells_map_column *c)
{
    const bool is_short = node->kind == YAML_SCALAR;
    if (!is_short && !schema_check(r->arena, &map_column_schema, node, r->diags))
        return false;
    const yaml_node *name = is_short ? node : yaml_get(node, "field");
    const bool has_use = !is_short && (yaml_get(node, "fact") != NULL || yaml_get(node, "keep") != NULL ||
                                       yaml_get(node, "ignore") != NULL);
    if (name == NULL || has_use) {
        diag_error(r->diags, node->where, "column-use", "a column of a list has a field, and nothing else");
        return false;
    }
    const map_target target = find_field(r, list, name);
    c->field = target.is_item ? (slice){"", 0} : name->text;
    c->is_optional = !is_short && map_is_true(yaml_get(node, "optional"));
    if (!is_short)
        c->rule = map_read_rule(r, node, target);
    return target.pack != NULL;
}

static void read_list(map_reader *r, const yaml_node *name, const yaml_node *node)
{
    const map_target list = map_find_target(r, name);
    if (!schema_check(r->arena, &map_list_schema, node, r->diags) || list.pack == NULL)
        return;
    if (list.fact == NULL || list.fact->type->kind != FEEL_TYPE_LIST) {
        diag_error(r->diags, name->where, "wrong-type", "'%.*s' is not a list",
                   SLICE_ARG(diag_quote(name->text)));
        return;
    }
    const yaml_node *columns = yaml_get(node, "columns");
    if (columns->kind != YAML_MAPPING) {
        diag_error(r->diags, columns->where, "wrong-type",
                   "'columns' must be names of columns, each with a field");
        return;
    }
    if (yaml_get(node, "file") != NULL) {
        map_read_join(r, node, name, list);
        return;
    }
    for (size_t i = 0; i < columns->count; i++) {
        const yaml_node *key = columns->items[2 * i];
        cells_map_column c = {.where = key->where, .target = name->text, .is_item = true};
        if (cut_number(r, key, &c) && map_read_field(r, list, columns->items[2 * i + 1], &c))
            map_add_column(r, c, key);
    }
    const yaml_node *lone = yaml_get(node, "key") != NULL ? yaml_get(node, "key") : yaml_get(node, "others");
    if (lone != NULL)
        diag_error(r->diags, lone->where, "no-effect", "'key' and 'others' need a 'file': the second table");
}

/// The column of a key needs no other use.
static void name_key(map_reader *r, const cells_join *join)
{
    bool is_named = false;
    for (size_t i = 0; i < r->columns.count; i++) {
        const cells_map_column *c = &r->columns.items[i];
        is_named = is_named || slice_equal(c->name, join->column);
        if (c->is_item && slice_equal(c->target, join->target)) {
            diag_error(r->diags, join->where, "given-twice", "numbered columns are '%.*s' too",
                       SLICE_ARG(c->target));
            diag_also(r->diags, c->where);
        }
    }
    const cells_map_column key = {.name = join->column,
                                  .where = join->where,
                                  .use = CELLS_IGNORED,
                                  .is_optional = true}; // the join reports it
    if (!is_named && cells_target_of(r->packs[0], join->column).fact == NULL)
        ARENA_PUSH(r->arena, &r->columns, items, count, capacity, key);
}

void map_read_lists(map_reader *r, const yaml_node *node)
{
    if (node != NULL && node->kind != YAML_MAPPING) {
        diag_error(r->diags, node->where, "wrong-type",
                   "'lists' must be names of lists, each with its columns");
        return;
    }
    for (size_t i = 0; node != NULL && i < node->count; i++)
        read_list(r, node->items[2 * i], node->items[2 * i + 1]);
    for (size_t i = 0; i < r->joins.count; i++)
        name_key(r, &r->joins.items[i]);
}
