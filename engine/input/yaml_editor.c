// Where things stand in a text, and texts with patches.
#include "input/yaml_editor.h"

char editor_byte(const editor *e, size_t at)
{
    return at < e->text.len ? e->text.ptr[at] : '\n';
}

static bool is_line_end(char c)
{
    return c == '\n' || c == '\r';
}

bool editor_is_blank(char c)
{
    return c == ' ' || c == '\t';
}

size_t editor_line_start(const editor *e, size_t at)
{
    while (at > 0 && !is_line_end(e->text.ptr[at - 1]))
        at--;
    return at == 0 && slice_starts_with(e->text, SLICE("\xEF\xBB\xBF")) ? 3 : at;
}

size_t editor_line_stop(const editor *e, size_t at)
{
    while (at < e->text.len && !is_line_end(e->text.ptr[at]))
        at++;
    return at;
}

size_t editor_next_line(const editor *e, size_t at)
{
    at = editor_line_stop(e, at);
    at += at + 1 < e->text.len && e->text.ptr[at] == '\r' && e->text.ptr[at + 1] == '\n' ? 2 : 1;
    return at < e->text.len ? at : e->text.len;
}

size_t editor_skip_blanks(const editor *e, size_t at)
{
    while (at < e->text.len && editor_is_blank(e->text.ptr[at]))
        at++;
    return at;
}

size_t editor_skip_comments(const editor *e, size_t at)
{
    for (;;) {
        while (at < e->text.len && yaml_is_space(e->text.ptr[at]))
            at++;
        if (editor_byte(e, at) != '#')
            return at;
        at = editor_line_stop(e, at);
    }
}

bool editor_is_first_on_line(const editor *e, size_t at)
{
    return editor_skip_blanks(e, editor_line_start(e, at)) == at;
}

bool editor_is_same_line(const editor *e, size_t from, size_t to)
{
    return editor_line_stop(e, from) >= to;
}

size_t editor_line_behind(const editor *e, size_t end)
{
    return end > 0 && is_line_end(e->text.ptr[end - 1]) ? end : editor_next_line(e, end);
}

size_t editor_end_of(const editor *e, const yaml_node *n)
{
    while (n->kind != YAML_SCALAR && !n->is_flow && n->count > 0)
        n = n->items[n->kind == YAML_MAPPING ? 2 * n->count - 1 : n->count - 1];
    if (n->kind != YAML_SCALAR || n->style != YAML_BLOCK)
        return n->end;
    const size_t header = editor_line_stop(e, n->where.offset);
    const slice line = slice_part(e->text, n->where.offset, header - n->where.offset);
    const char *comment = line.len > 0 ? memchr(line.ptr, '#', line.len) : NULL;
    const size_t signs = comment != NULL ? (size_t)(comment - line.ptr) : line.len;
    size_t end = n->end;
    if (signs > 0 && memchr(line.ptr, '+', signs) != NULL)
        return end;
    while (end > header && yaml_is_space(e->text.ptr[end - 1]))
        end--;
    return end;
}

size_t editor_end_of_pair(const editor *e, const yaml_node *key, const yaml_node *value)
{
    const size_t end = editor_end_of(e, value);
    return end > key->end ? end : key->end;
}

// --- patches ---

slice editor_patched(editor *e, const patch *patches, size_t count)
{
    text_builder out = {.arena = e->arena};
    size_t at = 0;
    for (size_t i = 0; i < count; i++) {
        text_add(&out, slice_part(e->text, at, patches[i].from - at));
        text_add(&out, patches[i].with);
        at = patches[i].to;
    }
    text_add(&out, slice_part(e->text, at, e->text.len));
    return text_result(&out);
}

slice editor_lines_at(editor *e, size_t at, slice lines)
{
    if (lines.len == 0 || at == 0 || is_line_end(e->text.ptr[at - 1]) ||
        (at == 3 && e->text.ptr[0] == '\xEF'))
        return lines;
    text_builder out = {.arena = e->arena};
    text_add(&out, e->layout.line_end);
    text_add(&out, lines);
    return text_result(&out);
}

slice editor_old_key(const editor *e)
{
    return e->edit.old_key.len > 0 ? e->edit.old_key : e->edit.key;
}
