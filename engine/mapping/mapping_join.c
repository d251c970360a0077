// A list from a second table, which lies beside the map.
#include "mapping/mapping_state.h"

#include "base/limits.h"
#include "input/text_file.h"
#include "profile/cells_join.h"

/// The name of the key's column in both tables; false, reported, if they are not named.
static bool read_key(const map_reader *r, const yaml_node *list, slice *here, slice *there)
{
    const yaml_node *node = yaml_get(list, "key");
    const bool one = node != NULL && node->kind == YAML_SCALAR && node->text.len > 0;
    const bool two =
        node != NULL && node->kind == YAML_MAPPING && node->count == 1 && node->items[1]->kind == YAML_SCALAR;
    if (one)
        *here = *there = slice_trim(node->text);
    else if (two) {
        *here = slice_trim(node->items[0]->text);
        *there = slice_trim(node->items[1]->text);
    } else {
        const place where = node != NULL ? node->where : (place){list->where.source, list->where.offset, 1};
        diag_error(r->diags, where, "join-key",
                   "a second table needs the column that both tables have: 'key'");
        diag_hint(r->diags,
                  "write key: {Client No.: Client}, the name in the first table and that in the second");
    }
    return one || two;
}

/// The columns of the second table as a map of their own.
static cells_map *read_map(map_reader *r, const yaml_node *list, const yaml_node *name, map_target target,
                           slice key, const yaml_node *key_node)
{
    const yaml_node *columns = yaml_get(list, "columns");
    cells_map *map = ARENA_NEW(r->arena, cells_map);
    cells_map_column *out = ARENA_ARRAY(r->arena, columns->count + 1, cells_map_column);
    *map = (cells_map){.file = r->out->map.file, .columns = out};
    for (size_t i = 0; i < columns->count; i++) {
        const yaml_node *column = columns->items[2 * i];
        cells_map_column c = {
            .name = slice_trim(column->text), .where = column->where, .target = name->text, .is_item = true};
        if (!map_read_field(r, target, columns->items[2 * i + 1], &c))
            continue;
        for (size_t k = 0; k < map->count; k++) {
            if (!slice_equal(out[k].field, c.field))
                continue;
            diag_error(r->diags, column->where, "given-twice", "a second column for '%.*s.%.*s'",
                       SLICE_ARG(name->text), SLICE_ARG(c.field));
            diag_also(r->diags, out[k].where);
        }
        out[map->count++] = c;
    }
    out[map->count++] =
        (cells_map_column){.name = key, .where = key_node->where, .use = CELLS_KEPT, .target = SLICE("key")};
    map->ignores_others = map_ignores_others(r, list);
    return map;
}

/// The path of a file beside the map.
static slice beside(const map_reader *r, slice file)
{
    const slice map = r->out->map.file;
    size_t folder = map.len;
    while (folder > 0 && map.ptr[folder - 1] != '/')
        folder--;
    return slice_starts_with(file, SLICE("/"))
               ? arena_copy(r->arena, file)
               : arena_format(r->arena, "%.*s%.*s", SLICE_ARG(slice_part(map, 0, folder)), SLICE_ARG(file));
}

static void report_unreadable(const map_reader *r, place where, slice file, file_problem problem,
                              const text_problem *why)
{
    const bool has_place = why->code != NULL && why->line > 0;
    const slice at = has_place ? arena_format(r->arena, ":%zu:%zu", why->line, why->column) : SLICE("");
    diag_error(r->diags, where, why->code != NULL ? why->code : "file-unreadable", "%.*s%.*s: %s",
               SLICE_ARG(file), SLICE_ARG(at), why->code != NULL ? why->message : file_problem_text(problem));
    if (why->is_of_encoding)
        diag_hint(r->diags,
                  "say how the files are written: encoding: windows-1252, for one; or save them as UTF-8");
    else if (why->code != NULL && why->hint[0] != '\0')
        diag_hint(r->diags, "%s", why->hint);
}

void map_read_join(map_reader *r, const yaml_node *list, const yaml_node *name, map_target target)
{
    const yaml_node *file = yaml_get(list, "file");
    cells_join join = {
        .target = arena_copy(r->arena, name->text), .where = file->where, .file = beside(r, file->text)};
    slice key = {NULL, 0};
    slice text = {NULL, 0};
    if (!read_key(r, list, &join.column, &key))
        return;
    join.where = yaml_get(list, "key")->where;
    const cells_map *map = read_map(r, list, name, target, key, yaml_get(list, "key"));
    const cells_map *whole = &r->out->map;
    const mapping_dialect *d = &r->out->dialect;
    text_problem why;
    const file_problem problem =
        text_file_read(r->arena, join.file.ptr, d->encoding.ptr, LIMIT_JOINED, &text, &why);
    if (problem != FILE_READ) {
        report_unreadable(r, file->where, join.file, problem, &why);
        return;
    }
    const cells_style style = {.list_separator = d->list_separator != '\0' ? d->list_separator : ';',
                               .decimal = d->decimal,
                               .group = d->group,
                               .unknown = whole->unknown,
                               .unknown_count = whole->unknown_count,
                               .map = map};
    if (cells_join_read(r->arena, &join, text, key, d->quote, style, r->packs, r->pack_count, r->diags))
        ARENA_PUSH(r->arena, &r->joins, items, count, capacity, join);
}
