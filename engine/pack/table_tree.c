// The columns and rows of a CSV file as they would stand in YAML, so that overrides reach them alike.
#include "pack/overlay.h"
#include "pack/table.h"

/// A text that stands somewhere as a node; an empty one stands at `other`.
static const yaml_node *scalar(arena *a, const source_text *text, place other)
{
    yaml_node *node = ARENA_NEW(a, yaml_node);
    *node = (yaml_node){.kind = YAML_SCALAR, .style = YAML_PLAIN, .text = SLICE(""), .where = other};
    if (text != NULL) {
        node->text = arena_copy(a, text->text);
        node->where = (place){text, 0, text->text.len};
        node->end = text->text.len;
    }
    return node;
}

static const yaml_node *word(arena *a, slice text, place where)
{
    yaml_node *node = ARENA_NEW(a, yaml_node);
    *node =
        (yaml_node){.kind = YAML_SCALAR, .style = YAML_PLAIN, .text = arena_copy(a, text), .where = where};
    return node;
}

typedef struct mapping_maker {
    arena *arena;
    place where;
    const yaml_node *items[16];
    size_t count;
} mapping_maker;

static void add(mapping_maker *m, const char *key, const yaml_node *value)
{
    if (value == NULL)
        return;
    m->items[2 * m->count] = word(m->arena, slice_of(key), value->where);
    m->items[2 * m->count++ + 1] = value;
}

static void add_text(mapping_maker *m, const char *key, const source_text *text)
{
    if (text != NULL)
        add(m, key, scalar(m->arena, text, m->where));
}

static const yaml_node *finish(const mapping_maker *m)
{
    yaml_node *node = ARENA_NEW(m->arena, yaml_node);
    const yaml_node **items = ARENA_ARRAY(m->arena, 2 * m->count, const yaml_node *);
    memcpy(items, m->items, 2 * m->count * sizeof *items);
    *node = (yaml_node){.kind = YAML_MAPPING, .where = m->where, .items = items, .count = m->count};
    return node;
}

static const yaml_node *list_of(arena *a, const yaml_node *as, const yaml_node **items, size_t count)
{
    return overlay_sequence(a, as, items, count);
}

static const yaml_node *columns(arena *a, const yaml_node *as, const table_column *from, size_t count)
{
    const yaml_node **items = ARENA_ARRAY(a, count, const yaml_node *);
    for (size_t i = 0; i < count; i++) {
        mapping_maker m = {.arena = a, .where = from[i].where};
        add_text(&m, "expression", from[i].expression);
        if (from[i].name.len > 0)
            add(&m, "name", word(a, from[i].name, from[i].where));
        add_text(&m, "type", from[i].type);
        add_text(&m, "values", from[i].values);
        add_text(&m, "default", from[i].default_value);
        items[i] = finish(&m);
    }
    return list_of(a, as, items, count);
}

static const yaml_node *cells(arena *a, const yaml_node *as, const source_text *const *from, size_t count,
                              place where)
{
    const yaml_node **items = ARENA_ARRAY(a, count, const yaml_node *);
    for (size_t i = 0; i < count; i++)
        items[i] = scalar(a, from[i], where);
    yaml_node *list = ARENA_NEW(a, yaml_node);
    *list = *list_of(a, as, items, count);
    list->where = where;
    return list;
}

static const yaml_node *rows(arena *a, const yaml_node *as, const table_text *text)
{
    const yaml_node **items = ARENA_ARRAY(a, text->line_count, const yaml_node *);
    for (size_t i = 0; i < text->line_count; i++) {
        const table_line *line = &text->lines[i];
        mapping_maker m = {.arena = a, .where = line->where};
        add(&m, "in", cells(a, as, line->tests, text->input_count, line->where));
        add(&m, "out", cells(a, as, line->results, text->output_count, line->where));
        add_text(&m, "because", line->because);
        add_text(&m, "from", line->from);
        add_text(&m, "until", line->until);
        if (line->source_count > 0)
            add(&m, "sources", cells(a, as, line->sources, line->source_count, line->where));
        items[i] = finish(&m);
    }
    return list_of(a, as, items, text->line_count);
}

bool table_into_tree(loader *l, pack_record *table)
{
    const yaml_node *file = yaml_get(table->node, "table_file");
    if (file == NULL || table->unreadable)
        return !table->unreadable;
    table_text text = {.yaml = table->data, .node = table->node, .level = table->level, .sound = true};
    read_table_file(l, table, &text);
    table->unreadable = !text.sound;
    if (!text.sound)
        return false;
    arena *a = l->arena;
    table->delimiter = text.delimiter;
    overlay_put(l, table, overlay_key_node(table->node, "table_file"), NULL);
    overlay_put(l, table, word(a, SLICE("inputs"), file->where),
                columns(a, file, text.inputs, text.input_count));
    overlay_put(l, table, word(a, SLICE("outputs"), file->where),
                columns(a, file, text.outputs, text.output_count));
    overlay_put(l, table, word(a, SLICE("rows"), file->where), rows(a, file, &text));
    return true;
}
