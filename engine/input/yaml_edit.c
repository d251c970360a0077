// An edit finds the bytes that stand for one pair or item, writes others there, and reads the result again. Finding need not foresee every
// way to lay YAML out: what it takes wrongly gives another tree than was wanted, and the edit is refused.
#include "input/yaml_edit.h"

#include "input/json.h"
#include "input/yaml_editor.h"

// --- the five edits ---

static ptrdiff_t find_pair(const yaml_node *mapping, slice key)
{
    ptrdiff_t found = -1;
    for (size_t i = 0; i < mapping->count && found < 0; i++)
        found = slice_equal(mapping->items[2 * i]->text, key) ? (ptrdiff_t)i : -1;
    return found;
}

static slice set_key(editor *e)
{
    const yaml_node *at = e->edit.at;
    const ptrdiff_t i = find_pair(at, editor_old_key(e));
    if (i >= 0 && e->edit.old_key.len > 0) {
        text_builder name = {.arena = e->arena};
        const yaml_node *key = at->items[2 * i];
        yaml_write_text(&name, e->edit.key, edit_brackets_setting(e));
        const patch renamed = {key->where.offset, key->end, text_result(&name)};
        // The value's edit is made first: it stands behind the key, whose place it does not move.
        e->text = at->is_flow ? edit_brackets_set(e, key, at->items[2 * i + 1])
                              : edit_lines_set(e, key, at->items[2 * i + 1]);
        return editor_patched(e, &renamed, 1);
    }
    if (i >= 0)
        return at->is_flow ? edit_brackets_set(e, at->items[2 * i], at->items[2 * i + 1])
                           : edit_lines_set(e, at->items[2 * i], at->items[2 * i + 1]);
    if (!at->is_flow)
        return edit_lines_add(e, at);
    const size_t last = e->edit.after >= 0 ? (size_t)e->edit.after : at->count - 1;
    if (at->count == 0)
        return edit_brackets_put(e, EDITOR_NOWHERE, at->where.offset + 1, edit_brackets_pair(e));
    return edit_brackets_put(e, at->items[2 * last]->where.offset,
                             editor_end_of_pair(e, at->items[2 * last], at->items[2 * last + 1]),
                             edit_brackets_pair(e));
}

static slice remove_key(editor *e)
{
    const yaml_node *at = e->edit.at;
    const size_t i = (size_t)find_pair(at, e->edit.key);
    if (!at->is_flow)
        return edit_lines_remove(e, at, i);
    const yaml_node *const *pair = &at->items[2 * i];
    return edit_brackets_take(e, i > 0 ? editor_end_of_pair(e, pair[-2], pair[-1]) : EDITOR_NOWHERE,
                              pair[0]->where.offset, editor_end_of_pair(e, pair[0], pair[1]),
                              i + 1 < at->count ? pair[2]->where.offset : EDITOR_NOWHERE);
}

static slice append_item(editor *e)
{
    const yaml_node *at = e->edit.at;
    if (!at->is_flow)
        return edit_lines_append(e, at);
    text_builder item = {.arena = e->arena};
    yaml_write_inline(&item, e->edit.value, edit_brackets_setting(e));
    for (size_t i = 0; i < e->edit.more_count; i++) {
        text_add(&item, SLICE(", "));
        yaml_write_inline(&item, e->edit.more[i], edit_brackets_setting(e));
    }
    const yaml_node *last = at->count > 0 ? at->items[at->count - 1] : NULL;
    return edit_brackets_put(e, last != NULL ? last->where.offset : EDITOR_NOWHERE,
                             last != NULL ? last->end : at->where.offset + 1, text_result(&item));
}

static slice drop_item(editor *e)
{
    const yaml_node *at = e->edit.at;
    const size_t i = e->edit.index;
    const yaml_node *item = at->items[i];
    if (at->is_flow)
        return edit_brackets_take(e, i > 0 ? at->items[i - 1]->end : EDITOR_NOWHERE, item->where.offset,
                                  item->end,
                                  i + 1 < at->count ? at->items[i + 1]->where.offset : EDITOR_NOWHERE);
    const size_t dash =
        i == 0 ? at->where.offset : editor_skip_comments(e, editor_end_of(e, at->items[i - 1]));
    const size_t end = editor_end_of(e, item);
    const patch p = {editor_line_start(e, dash), editor_line_behind(e, end > dash ? end : dash + 1), {0}};
    return editor_patched(e, &p, 1);
}

/// Lines behind the whole text; an empty comment is an empty line.
static slice remark_at_end(editor *e)
{
    text_builder lines = {.arena = e->arena};
    for (size_t i = 0; i < e->edit.comment_count; i++)
        text_add_format(&lines, "%s%.*s%.*s", e->edit.comments[i].len > 0 ? "# " : "",
                        SLICE_ARG(e->edit.comments[i]), SLICE_ARG(e->layout.line_end));
    const size_t at = e->text.len;
    const patch p = {at, at, editor_lines_at(e, at, text_result(&lines))};
    return editor_patched(e, &p, 1);
}

/// Lines above the one on which something begins, as far to the right as that line.
static patch remark_above(editor *e, const yaml_node *thing, const slice *comments, size_t count)
{
    text_builder lines = {.arena = e->arena};
    const size_t at = editor_line_start(e, thing->where.offset);
    for (size_t i = 0; i < count; i++)
        text_add_format(&lines, "%.*s# %.*s%.*s",
                        SLICE_ARG(slice_part(e->text, at, editor_skip_blanks(e, at) - at)),
                        SLICE_ARG(comments[i]), SLICE_ARG(e->layout.line_end));
    return (patch){at, at, text_result(&lines)};
}

static slice remark(editor *e)
{
    const yaml_node *at = e->edit.at;
    const size_t count = e->edit.comment_count;
    if (at == NULL || (e->edit.key.len == 0 && at->kind == YAML_MAPPING))
        return remark_at_end(e);
    if (at->is_flow)
        return e->text;
    patch *patches = ARENA_ARRAY(e->arena, count, patch);
    const ptrdiff_t pair = at->kind == YAML_MAPPING ? find_pair(at, e->edit.key) : -1;
    if (pair >= 0)
        patches[0] = remark_above(e, at->items[2 * (size_t)pair], e->edit.comments, count);
    for (size_t i = 0; i < count && at->kind == YAML_SEQUENCE; i++)
        patches[i] = remark_above(e, at->items[e->edit.index + i], &e->edit.comments[i], 1);
    return editor_patched(e, patches, at->kind == YAML_SEQUENCE ? count : pair >= 0);
}

/// A first pair in a text that says nothing yet.
static slice begin_text(editor *e)
{
    if (e->layout.is_json) {
        text_builder out = {.arena = e->arena};
        text_add_format(&out, "{%.*s}%.*s", SLICE_ARG(edit_brackets_pair(e)), SLICE_ARG(e->layout.line_end));
        return text_result(&out);
    }
    const size_t at = e->text.len;
    const patch p = {at, at, editor_lines_at(e, at, edit_lines_pair(e, 0))};
    return editor_patched(e, &p, 1);
}

static slice edited(editor *e)
{
    if (e->edit.at == NULL && e->edit.kind != YAML_EDIT_COMMENT)
        return begin_text(e);
    switch (e->edit.kind) {
    case YAML_EDIT_SET: return set_key(e);
    case YAML_EDIT_REMOVE: return remove_key(e);
    case YAML_EDIT_APPEND: return append_item(e);
    case YAML_EDIT_DROP: return drop_item(e);
    case YAML_EDIT_COMMENT: return e->layout.is_json ? e->text : remark(e);
    }
    return e->text;
}

// --- reading and writing ---

/// True if the text has no more than comments and the mark of a document.
static bool says_nothing(arena *a, const source_text *source, bool is_json)
{
    diag_list *unread = diag_list_new(a);
    unread->unread = true;
    const yaml_node *n = is_json ? json_read(a, source, unread) : yaml_read(a, source, unread);
    const bool is_empty = n == NULL && unread->count == 1 && strcmp(unread->items[0].code, "empty-file") == 0;
    return is_empty || (n != NULL && n->kind == YAML_SCALAR && n->style == YAML_PLAIN && n->text.len == 0);
}

bool yaml_edit_read(arena *a, const source_text *source, bool is_json, const yaml_node **root,
                    diag_list *diags)
{
    *root = NULL;
    if (says_nothing(a, source, is_json))
        return true;
    const yaml_node *n = is_json ? json_read(a, source, diags) : yaml_read(a, source, diags);
    if (n != NULL && n->kind != YAML_MAPPING) {
        diag_error(diags, n->where, "wrong-type", "a profile is a list of keys and values");
        return false;
    }
    *root = n;
    return n != NULL;
}

/// The line ends of the text: as its first line has it.
static slice line_end_of(slice text)
{
    const char *line = text.len > 0 ? memchr(text.ptr, '\n', text.len) : NULL;
    const char *back = text.len > 0 ? memchr(text.ptr, '\r', text.len) : NULL;
    if (back != NULL && (line == NULL || back + 1 < line))
        return SLICE("\r");
    return back != NULL && back + 1 == line ? SLICE("\r\n") : SLICE("\n");
}

bool yaml_edit_text(arena *a, const source_text *source, const yaml_node *root, bool is_json, yaml_edit edit,
                    slice *out)
{
    bool good = false;
    // First as it is nicest to read; if that is not safe, with the value on one line.
    for (int way = 0; way < 2 && !good; way++) {
        editor e = {.arena = a, .root = root, .text = source->text, .edit = edit};
        e.layout.is_json = is_json;
        e.layout.in_lines = way == 0 && !is_json;
        e.layout.line_end = line_end_of(source->text);
        const slice text = edited(&e);
        good = edit_is_as_wanted(&e, text);
        if (good)
            *out = text;
    }
    return good;
}
