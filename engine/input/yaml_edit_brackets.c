// Pairs and items between { } or [ ], as JSON has them everywhere.
#include "input/yaml_editor.h"

yaml_setting edit_brackets_setting(const editor *e)
{
    return e->layout.is_json ? YAML_IN_JSON : YAML_IN_BRACKETS;
}

slice edit_brackets_pair(editor *e)
{
    text_builder out = {.arena = e->arena};
    yaml_write_text(&out, e->edit.key, edit_brackets_setting(e));
    text_add(&out, SLICE(": "));
    yaml_write_inline(&out, e->edit.value, edit_brackets_setting(e));
    return text_result(&out);
}

slice edit_brackets_put(editor *e, size_t start, size_t end, slice what)
{
    text_builder out = {.arena = e->arena};
    if (start != EDITOR_NOWHERE && editor_is_first_on_line(e, start) && editor_line_start(e, start) > 0) {
        const size_t line = editor_line_start(e, start);
        text_add_byte(&out, ',');
        text_add(&out, e->layout.line_end);
        text_add(&out, slice_part(e->text, line, start - line));
    } else if (start != EDITOR_NOWHERE) {
        text_add(&out, SLICE(", "));
    }
    text_add(&out, what);
    const patch p = {end, end, text_result(&out)};
    return editor_patched(e, &p, 1);
}

slice edit_brackets_take(editor *e, size_t before, size_t start, size_t end, size_t next)
{
    const bool is_last = next == EDITOR_NOWHERE;
    const patch p = {is_last && before != EDITOR_NOWHERE ? before : start, is_last ? end : next, {0}};
    return editor_patched(e, &p, 1);
}

slice edit_brackets_set(editor *e, const yaml_node *key, const yaml_node *value)
{
    text_builder out = {.arena = e->arena};
    const size_t colon = editor_skip_comments(e, key->end);
    const bool has_colon = editor_byte(e, colon) == ':';
    const size_t from = value->where.offset > colon && value->end > value->where.offset ? value->where.offset
                        : has_colon                                                     ? colon + 1
                                                                                        : key->end;
    const size_t to = value->end > from ? value->end : from;
    text_add(&out, has_colon ? SLICE("") : SLICE(":"));
    text_add(&out, from == value->where.offset && has_colon && from > colon + 1 ? SLICE("") : SLICE(" "));
    yaml_write_inline(&out, e->edit.value, edit_brackets_setting(e));
    const patch p = {from, to, text_result(&out)};
    return editor_patched(e, &p, 1);
}
