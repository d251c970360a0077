// Pairs and items that have lines of their own.
#include "input/yaml_editor.h"

/// A value that is to stand behind a key in lines.
typedef struct replacement {
    yaml_written written;
    size_t colon;
    size_t start, end; ///< of the value that stands there now
} replacement;

slice edit_lines_pair(editor *e, size_t column)
{
    text_builder out = {.arena = e->arena};
    const yaml_written value = yaml_write_value(e->arena, e->edit.value, column, e->layout);
    for (size_t i = 0; i < column; i++)
        text_add_byte(&out, ' ');
    yaml_write_text(&out, e->edit.key, YAML_IN_LINES);
    text_add(&out, value.first.len > 0 ? SLICE(": ") : SLICE(":"));
    text_add(&out, value.first);
    text_add(&out, e->layout.line_end);
    text_add(&out, value.lines);
    return text_result(&out);
}

/// Puts the value behind a key that has none. A comment some way behind it stays in its column if it can.
static slice fill_in(editor *e, const replacement *r)
{
    const slice value = r->written.first;
    const size_t comment = editor_skip_blanks(e, r->colon + 1);
    const size_t gap = comment - (r->colon + 1);
    const size_t eaten = editor_byte(e, comment) == '#' && gap > value.len + 1 ? value.len + 1 : 0;
    const slice first = value.len > 0 ? arena_format(e->arena, " %.*s", SLICE_ARG(value)) : value;
    const size_t below = editor_line_behind(e, editor_line_stop(e, r->colon));
    const patch patches[] = {{r->colon + 1, r->colon + 1 + (value.len > 0 ? eaten : 0), first},
                             {below, below, editor_lines_at(e, below, r->written.lines)}};
    return editor_patched(e, patches, 2);
}

/// Replaces a value that begins on the line of its key, up to `to`. Of what stands below, `gone` up to `next` goes.
static slice replace_beside(editor *e, const replacement *r, size_t to, size_t gone, size_t next)
{
    size_t from = r->start;
    while (r->written.first.len == 0 && editor_is_blank(editor_byte(e, from - 1)))
        from--; // nothing is left behind the colon: neither is the blank
    const patch patches[] = {{from, to, r->written.first},
                             {gone, next, editor_lines_at(e, gone, r->written.lines)}};
    return editor_patched(e, patches, 2);
}

/// Replaces the lines of a value that begins below its key.
static slice replace_below(editor *e, const replacement *r)
{
    const slice value = r->written.first;
    const slice first = value.len > 0 ? arena_format(e->arena, " %.*s", SLICE_ARG(value)) : value;
    const size_t begin = editor_line_start(e, r->start);
    const patch patches[] = {
        {r->colon + 1, r->colon + 1, first},
        {begin, editor_line_behind(e, r->end), editor_lines_at(e, begin, r->written.lines)}};
    return editor_patched(e, patches, 2);
}

slice edit_lines_set(editor *e, const yaml_node *key, const yaml_node *value)
{
    const size_t column = key->where.offset - editor_line_start(e, key->where.offset);
    yaml_layout layout = e->layout;
    layout.list_in_lines = value->kind == YAML_SEQUENCE && !value->is_flow;
    const replacement r = {yaml_write_value(e->arena, e->edit.value, column, layout),
                           editor_skip_comments(e, key->end), value->where.offset, editor_end_of(e, value)};
    if (r.end <= r.start || r.start <= r.colon)
        return fill_in(e, &r);
    if (!editor_is_same_line(e, r.colon, r.start))
        return replace_below(e, &r);
    if (value->kind != YAML_SCALAR || value->style != YAML_BLOCK) {
        const size_t below = editor_line_behind(e, r.end);
        return replace_beside(e, &r, r.end, below, below);
    }
    size_t header = r.start;
    while (header < editor_line_stop(e, r.start) && !editor_is_blank(e->text.ptr[header]))
        header++;
    const size_t below = editor_line_behind(e, editor_line_stop(e, header));
    return replace_beside(e, &r, header, below, r.end > below ? editor_line_behind(e, r.end) : below);
}

/// The line at which something new comes behind a thing that ends at `end`: comments that are deeper than `column` belong to that thing.
static size_t line_for_next(const editor *e, size_t end, size_t column)
{
    size_t at = editor_line_behind(e, end);
    for (;;) {
        const size_t first = editor_skip_blanks(e, at);
        if (first - at <= column || editor_byte(e, first) != '#')
            return at;
        at = editor_next_line(e, at);
    }
}

slice edit_lines_add(editor *e, const yaml_node *mapping)
{
    const size_t i = e->edit.after >= 0 ? (size_t)e->edit.after : mapping->count - 1;
    const yaml_node *key = mapping->items[2 * i];
    const size_t first = mapping->items[0]->where.offset;
    const size_t column = first - editor_line_start(e, first);
    const size_t at = line_for_next(e, editor_end_of_pair(e, key, mapping->items[2 * i + 1]), column);
    const patch p = {at, at, editor_lines_at(e, at, edit_lines_pair(e, column))};
    return editor_patched(e, &p, 1);
}

slice edit_lines_remove(editor *e, const yaml_node *mapping, size_t i)
{
    const yaml_node *key = mapping->items[2 * i];
    const size_t start = key->where.offset;
    const size_t end = editor_end_of_pair(e, key, mapping->items[2 * i + 1]);
    patch p = {editor_line_start(e, start), editor_line_behind(e, end), {0}};
    if (mapping->count == 1 && mapping != e->root)
        p = (patch){start, end, SLICE("{}")};
    else if (!editor_is_first_on_line(e, start) && i + 1 < mapping->count) {
        const size_t next = mapping->items[2 * i + 2]->where.offset;
        const bool is_next_line = editor_line_behind(e, end) == editor_line_start(e, next);
        p = (patch){start, is_next_line ? next : editor_line_stop(e, end), {0}};
    }
    return editor_patched(e, &p, 1);
}

slice edit_lines_append(editor *e, const yaml_node *sequence)
{
    const yaml_node *last = sequence->items[sequence->count - 1];
    const size_t column = sequence->where.offset - editor_line_start(e, sequence->where.offset);
    const bool is_in_brackets = last->kind == YAML_MAPPING && last->is_flow;
    const size_t line = line_for_next(e, editor_end_of(e, last), column);
    text_builder items = {.arena = e->arena};
    text_add(&items, yaml_write_item(e->arena, e->edit.value, column, is_in_brackets, e->layout));
    for (size_t i = 0; i < e->edit.more_count; i++)
        text_add(&items, yaml_write_item(e->arena, e->edit.more[i], column, is_in_brackets, e->layout));
    const patch p = {line, line, editor_lines_at(e, line, text_result(&items))};
    return editor_patched(e, &p, 1);
}
