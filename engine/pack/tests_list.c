#include "pack/tests_list.h"

#include "base/text.h"

/// Where one part ends: at a comma outside of brackets and quotes, or at the end.
static size_t end_of_part(slice text, size_t at)
{
    size_t depth = 0;
    bool in_range = false; // ]1..5[ may open and close with any bracket
    const size_t start = at;
    for (; at < text.len; at++) {
        const char c = text.ptr[at];
        const bool first = at == start || text.ptr[at - 1] == ' ';
        if (c == '"') {
            for (at++; at < text.len && text.ptr[at] != '"'; at++)
                at += text.ptr[at] == '\\';
        } else if (c == '.' && at + 1 < text.len && text.ptr[at + 1] == '.') {
            in_range = true;
            at++;
        } else if (depth > 0 && strchr(in_range ? ")][" : ")]}", c) != NULL) {
            depth--;
            in_range = false;
        } else if (strchr("([{", c) != NULL || (c == ']' && depth == 0 && first)) {
            depth++;
        } else if (c == ',' && depth == 0) {
            break;
        }
    }
    return at < text.len ? at : text.len;
}

static const yaml_node *part_of(arena *a, const source_text *source, size_t start, size_t end)
{
    const slice text = source->text;
    while (start < end && yaml_is_space(text.ptr[start]))
        start++;
    while (end > start && yaml_is_space(text.ptr[end - 1]))
        end--;
    yaml_node *part = ARENA_NEW(a, yaml_node);
    *part = (yaml_node){.kind = YAML_SCALAR,
                        .style = YAML_PLAIN,
                        .text = arena_copy(a, slice_part(text, start, end - start)),
                        .where = {source, start, end > start ? end - start : 1},
                        .end = end};
    return part;
}

static const yaml_node *split(arena *a, const yaml_node *text, size_t start, size_t end, bool in_brackets)
{
    const source_text *source = yaml_scalar_source(a, text);
    const slice within = slice_part(source->text, 0, end);
    struct {
        const yaml_node **items;
        size_t count, capacity;
    } parts = {0};
    for (size_t at = start; at <= end; at++) {
        const size_t stop = end_of_part(within, at);
        const yaml_node *part = part_of(a, source, at, stop);
        if (part->text.len > 0)
            ARENA_PUSH(a, &parts, items, count, capacity, part);
        at = stop;
    }
    yaml_node *list = ARENA_NEW(a, yaml_node);
    *list = (yaml_node){.kind = YAML_SEQUENCE,
                        .is_flow = in_brackets,
                        .where = text->where,
                        .end = text->end,
                        .items = parts.items,
                        .count = parts.count};
    return list;
}

const yaml_node *tests_list_split(arena *a, const yaml_node *text)
{
    return text->kind == YAML_SEQUENCE ? text : split(a, text, 0, text->text.len, false);
}

const yaml_node *tests_list_split_items(arena *a, const yaml_node *text)
{
    if (text->kind == YAML_SEQUENCE)
        return text;
    size_t start = 0;
    size_t end = text->text.len;
    while (start < end && yaml_is_space(text->text.ptr[start]))
        start++;
    while (end > start && yaml_is_space(text->text.ptr[end - 1]))
        end--;
    const slice inner = slice_part(text->text, start, end - start);
    const bool is_list = inner.len > 1 && inner.ptr[0] == '[' && inner.ptr[inner.len - 1] == ']' &&
                         end_of_part(inner, 0) == inner.len;
    return is_list ? split(a, text, start + 1, end - 1, true) : NULL;
}

// --- together again ---

/// A text put together of others, which may stand in several files.
typedef struct joined {
    source_text source; ///< first, so that a pointer to it is one to the whole
    const source_text **parts;
    size_t *starts;
    size_t count;
} joined;

static size_t part_at(const joined *j, size_t offset)
{
    size_t at = 0;
    while (at + 1 < j->count && j->starts[at + 1] <= offset)
        at++;
    return at;
}

static const source_text *outer_at(const source_text *inner, size_t offset)
{
    const joined *j = (const joined *)inner;
    return j->parts[part_at(j, offset)];
}

static size_t to_outer(const source_text *inner, size_t offset)
{
    const joined *j = (const joined *)inner;
    const size_t at = part_at(j, offset);
    const size_t within = offset > j->starts[at] ? offset - j->starts[at] : 0;
    const size_t length = j->parts[at]->text.len;
    return within < length ? within : length > 0 ? length - 1 : 0;
}

const source_text *tests_list_source(arena *a, const yaml_node *parts)
{
    joined *j = ARENA_NEW(a, joined);
    text_builder text = {.arena = a};
    j->parts = ARENA_ARRAY(a, parts->count + 1, const source_text *);
    j->starts = ARENA_ARRAY(a, parts->count + 1, size_t);
    text_add(&text, parts->is_flow ? SLICE("[") : SLICE(""));
    for (size_t i = 0; i < parts->count; i++) {
        text_add(&text, i > 0 ? SLICE(", ") : SLICE(""));
        j->starts[j->count] = text.length;
        j->parts[j->count++] = yaml_scalar_source(a, parts->items[i]);
        text_add(&text, parts->items[i]->text);
    }
    text_add(&text, parts->is_flow ? SLICE("]") : SLICE(""));
    const source_text *file = parts->where.source;
    j->source = (source_text){.file = file->file, .text = text_result(&text)};
    if (j->count > 0) {
        j->source.outer = j->parts[0];
        j->source.outer_at = outer_at;
        j->source.to_outer = to_outer;
    }
    return &j->source;
}

const yaml_node *tests_list_joined(arena *a, const yaml_node *parts)
{
    if (parts->kind == YAML_SCALAR)
        return parts;
    yaml_node *scalar = ARENA_NEW(a, yaml_node);
    *scalar = (yaml_node){.kind = YAML_SCALAR,
                          .style = YAML_SINGLE_QUOTED,
                          .text = tests_list_source(a, parts)->text,
                          .where = parts->where,
                          .end = parts->end};
    return scalar;
}
