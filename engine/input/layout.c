// Writes a YAML tree again, node by node, each scalar as it stands in the source and the comments from between the nodes. Recursion is
// bounded by LIMIT_NESTING, which reading has checked.
#include "input/layout.h"

#include "base/limits.h"
#include "base/text.h"
#include "input/yaml.h"

/// A collection in block style that lines belong to: where its entries stand in the source and where in the output.
typedef struct open_block {
    size_t column, indent;
} open_block;

typedef struct printer {
    slice text;
    text_builder out;
    size_t at;  ///< up to here the source is written
    bool stuck; ///< something is written in a way that is not handled: `at` says where
    open_block blocks[LIMIT_NESTING + 2];
    size_t depth; ///< of the line that was written last
} printer;

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

static char char_at(const printer *p, size_t at)
{
    return at < p->text.len ? p->text.ptr[at] : '\0';
}

static size_t column_of(const printer *p, size_t at)
{
    size_t column = 0;
    while (at > 0 && p->text.ptr[at - 1] != '\n') {
        at--;
        column++;
    }
    return column;
}

static void add_spaces(printer *p, size_t count)
{
    while (count-- > 0)
        text_add_byte(&p->out, ' ');
}

static slice trim_end(slice line)
{
    while (line.len > 0 && is_blank(line.ptr[line.len - 1]))
        line.len--;
    return line;
}

/// The rest of the line at `at`, without the blanks at its end; `*next` is where the next one begins.
static slice line_at(slice text, size_t at, size_t *next)
{
    const char *end = at < text.len ? memchr(text.ptr + at, '\n', text.len - at) : NULL;
    size_t length = end != NULL ? (size_t)(end - text.ptr) - at : text.len - at;
    *next = end != NULL ? at + length + 1 : text.len;
    return (slice){text.ptr + at, length};
}

// --- between nodes ---

/// Where the next thing stands that is no comment and no blank.
static size_t skip_gap(const printer *p, size_t at)
{
    size_t next;
    while (at < p->text.len) {
        char c = p->text.ptr[at];
        if (c == '#') {
            (void)line_at(p->text, at, &next);
            at = next;
        } else if (is_blank(c) || c == '\n') {
            at++;
        } else {
            break;
        }
    }
    return at;
}

/// How far a comment is indented that stands on a line of its own before `next`: as the block that it stands in.
static size_t comment_indent(const printer *p, size_t column, size_t next_column, size_t next_indent)
{
    size_t indent = column >= next_column ? next_indent : 0;
    for (size_t i = 0; i < p->depth; i++) {
        if (p->blocks[i].column <= column && (column < next_column || p->blocks[i].column > next_column))
            indent = p->blocks[i].indent;
    }
    return indent;
}

static void end_line(printer *p, size_t newlines)
{
    if (p->out.length > 0)
        text_add(&p->out, newlines > 1 ? SLICE("\n\n") : SLICE("\n"));
}

/// Writes the comments and empty lines up to the next node, and begins its line. At the end of the text it begins none.
static void write_gap(printer *p, size_t indent)
{
    size_t next = skip_gap(p, p->at);
    size_t column = next < p->text.len ? column_of(p, next) : 0;
    size_t newlines = 0;
    size_t blanks = 0;
    while (p->at < next) {
        char c = p->text.ptr[p->at];
        if (c == '#') {
            size_t after;
            slice comment = trim_end(line_at(p->text, p->at, &after));
            if (newlines == 0 && p->out.length > 0) {
                add_spaces(p, blanks > 0 ? blanks : 1);
            } else {
                end_line(p, newlines);
                add_spaces(p, comment_indent(p, column_of(p, p->at), column, indent));
            }
            text_add(&p->out, comment);
            p->at += comment.len;
            newlines = 0;
        } else {
            newlines += c == '\n';
            blanks = c == '\n' ? 0 : blanks + (c != '\r');
            p->at++;
        }
    }
    if (next >= p->text.len)
        return;
    end_line(p, newlines);
    add_spaces(p, indent);
}

// --- leaves ---

static bool is_empty(const yaml_node *n)
{
    return n->kind == YAML_SCALAR && n->style == YAML_PLAIN && n->text.len == 0;
}

static bool is_flow(const printer *p, const yaml_node *n)
{
    char c = char_at(p, n->where.offset);
    return n->kind != YAML_SCALAR && (c == '{' || c == '[');
}

/// A block scalar: its lines keep their indentation among themselves. Such with an indentation of their own are not handled.
static void write_block_scalar(printer *p, slice raw, size_t indent)
{
    size_t next;
    slice header = trim_end(line_at(raw, 0, &next));
    size_t content = SIZE_MAX;
    for (size_t i = 1; i < header.len && !is_blank(header.ptr[i]); i++)
        p->stuck = p->stuck || header.ptr[i] != '-';
    text_add(&p->out, header);
    while (next < raw.len) {
        slice line = line_at(raw, next, &next);
        while (line.len > 0 && line.ptr[line.len - 1] == '\r')
            line.len--;
        size_t spaces = 0;
        while (spaces < line.len && line.ptr[spaces] == ' ')
            spaces++;
        if (content == SIZE_MAX && spaces < line.len)
            content = spaces;
        text_add_byte(&p->out, '\n');
        if (content == SIZE_MAX || line.len <= content)
            continue;
        add_spaces(p, indent);
        text_add(&p->out, slice_part(line, content, line.len));
    }
}

/// A plain or quoted scalar over several lines, whose indentation means nothing.
static void write_folded(printer *p, slice raw, size_t indent)
{
    size_t next;
    text_add(&p->out, trim_end(line_at(raw, 0, &next)));
    while (next < raw.len) {
        slice line = line_at(raw, next, &next);
        if (next < raw.len)
            line = trim_end(line);
        while (line.len > 0 && is_blank(line.ptr[0]))
            line = slice_part(line, 1, line.len);
        text_add_byte(&p->out, '\n');
        if (line.len > 0)
            add_spaces(p, indent);
        text_add(&p->out, line);
    }
}

static void write_scalar(printer *p, const yaml_node *n, size_t indent)
{
    slice raw = slice_part(p->text, n->where.offset, n->where.length);
    if (n->style == YAML_BLOCK) { // without the empty lines after it, but with the blanks of its last line
        size_t end = raw.len;
        while (end > 0 && (is_blank(raw.ptr[end - 1]) || raw.ptr[end - 1] == '\n'))
            end--;
        while (end < raw.len && raw.ptr[end] != '\n')
            end++;
        raw.len = end;
        write_block_scalar(p, raw, indent);
    } else {
        write_folded(p, raw, indent);
    }
    p->at = n->where.offset + raw.len;
}

/// Where a node of a flow collection ends, brackets included.
static size_t flow_end(const printer *p, const yaml_node *n, size_t from)
{
    if (n->kind == YAML_SCALAR)
        return is_empty(n) ? from : n->where.offset + n->where.length;
    bool brackets = is_flow(p, n);
    size_t at = brackets ? n->where.offset + 1 : from;
    for (size_t i = 0; i < n->count * (n->kind == YAML_MAPPING ? 2 : 1); i++)
        at = flow_end(p, n->items[i], at);
    while (brackets && char_at(p, at = skip_gap(p, at)) == ',')
        at++;
    while (brackets && at < p->text.len && p->text.ptr[at] == ':') // {key:}
        at = skip_gap(p, at + 1);
    return brackets ? at + 1 : at;
}

/// A flow collection in one line, with one space after commas and colons. False if it is not written plainly.
static bool write_flow_line(printer *p, text_builder *out, const yaml_node *n)
{
    if (n->kind == YAML_SCALAR) {
        text_add(out, slice_part(p->text, n->where.offset, n->where.length));
        return !is_empty(n);
    }
    bool mapping = n->kind == YAML_MAPPING;
    if (!is_flow(p, n))
        return false;
    text_add_byte(out, mapping ? '{' : '[');
    for (size_t i = 0; i < n->count * (mapping ? 2 : 1); i++) {
        if (i > 0)
            text_add(out, mapping && i % 2 == 1 ? SLICE(": ") : SLICE(", "));
        if (!write_flow_line(p, out, n->items[i]))
            return false;
    }
    text_add_byte(out, mapping ? '}' : ']');
    return true;
}

/// Over several lines it keeps its lines, moved as the line that it begins in is.
static void write_flow_lines(printer *p, slice raw, size_t indent)
{
    const open_block *block = &p->blocks[p->depth > 0 ? p->depth - 1 : 0];
    size_t next;
    text_add(&p->out, trim_end(line_at(raw, 0, &next)));
    while (next < raw.len) {
        slice line = trim_end(line_at(raw, next, &next));
        size_t column = 0;
        while (column < line.len && is_blank(line.ptr[column]))
            column++;
        text_add_byte(&p->out, '\n');
        if (column == line.len)
            continue;
        size_t moved = column + block->indent > block->column ? column + block->indent - block->column : 0;
        add_spaces(p, moved > indent ? moved : indent);
        text_add(&p->out, slice_part(line, column, line.len));
    }
}

static void write_flow(printer *p, const yaml_node *n, size_t indent)
{
    size_t end = flow_end(p, n, n->where.offset);
    slice raw = slice_part(p->text, n->where.offset, end - n->where.offset);
    text_builder line = {.arena = p->out.arena};
    if (memchr(raw.ptr, '\n', raw.len) != NULL)
        write_flow_lines(p, raw, indent);
    else
        text_add(&p->out, write_flow_line(p, &line, n) ? text_result(&line) : raw);
    p->at = end;
}

// --- block collections ---

static void write_block(printer *p, const yaml_node *n, size_t indent, size_t depth, bool in_line);

/// A scalar or a flow collection, whose further lines are indented by `indent`.
static void write_leaf(printer *p, const yaml_node *n, size_t indent)
{
    if (is_flow(p, n))
        write_flow(p, n, indent);
    else
        write_scalar(p, n, indent);
}

static bool is_leaf(const printer *p, const yaml_node *n)
{
    return n->kind == YAML_SCALAR || is_flow(p, n);
}

/// What stands after a key's colon.
static void write_value(printer *p, const yaml_node *n, size_t indent, size_t depth)
{
    if (is_empty(n))
        return;
    if (!is_leaf(p, n)) {
        write_block(p, n, indent + 2, depth, false);
        return;
    }
    size_t start = p->at;
    while (start < n->where.offset && is_blank(p->text.ptr[start]))
        start++;
    if (char_at(p, start) == '\n' || char_at(p, start) == '#') {
        write_gap(p, indent + 2);
    } else {
        p->at = start;
        text_add_byte(&p->out, ' ');
    }
    p->stuck = p->stuck || p->at != n->where.offset;
    if (!p->stuck)
        write_leaf(p, n, indent + 2);
}

static void write_pair(printer *p, const yaml_node *key, const yaml_node *value, size_t indent, size_t depth)
{
    size_t column = column_of(p, key->where.offset);
    slice raw = slice_part(p->text, key->where.offset, key->where.length);
    p->stuck =
        p->stuck || p->at != key->where.offset || is_empty(key) || memchr(raw.ptr, '\n', raw.len) != NULL;
    if (p->stuck)
        return;
    p->blocks[depth] = (open_block){column, indent};
    p->depth = depth + 1;
    text_add(&p->out, raw);
    p->at += raw.len;
    while (is_blank(char_at(p, p->at)))
        p->at++;
    p->stuck = char_at(p, p->at) != ':';
    if (p->stuck)
        return;
    p->at++;
    text_add_byte(&p->out, ':');
    write_value(p, value, indent, depth + 1);
}

static void write_entry(printer *p, const yaml_node *item, size_t indent, size_t depth)
{
    p->stuck = p->stuck || char_at(p, p->at) != '-';
    if (p->stuck)
        return;
    p->blocks[depth] = (open_block){column_of(p, p->at), indent};
    p->depth = depth + 1;
    text_add_byte(&p->out, '-');
    p->at++;
    if (is_empty(item))
        return;
    size_t start = p->at;
    while (start < item->where.offset && (is_blank(p->text.ptr[start]) || p->text.ptr[start] == '\n'))
        start++;
    if (char_at(p, start) == '#') {
        write_gap(p, indent + 2);
    } else {
        p->at = start; // an item on a line of its own goes beside its dash
        text_add_byte(&p->out, ' ');
    }
    p->stuck = p->stuck || p->at != item->where.offset;
    if (p->stuck)
        return;
    if (is_leaf(p, item))
        write_leaf(p, item, indent + 2);
    else
        write_block(p, item, indent + 2, depth + 1, true);
}

/// @param in_line  the first entry goes on the line that was begun
static void write_block(printer *p, const yaml_node *n, size_t indent, size_t depth, bool in_line)
{
    for (size_t i = 0; i < n->count && !p->stuck; i++) {
        if (!in_line || i > 0)
            write_gap(p, indent);
        if (n->kind == YAML_MAPPING)
            write_pair(p, n->items[2 * i], n->items[2 * i + 1], indent, depth);
        else
            write_entry(p, n->items[i], indent, depth);
    }
}

static slice write_document(printer *p, const yaml_node *root)
{
    size_t first = skip_gap(p, 0);
    if (slice_starts_with(slice_part(p->text, first, 4), SLICE("---")) &&
        (char_at(p, first + 3) == '\n' || char_at(p, first + 3) == '\r')) {
        write_gap(p, 0);
        text_add(&p->out, SLICE("---"));
        p->at += 3;
    }
    if (is_leaf(p, root)) {
        write_gap(p, 0);
        p->stuck = p->at != root->where.offset;
        if (!p->stuck)
            write_leaf(p, root, 0);
    } else {
        write_block(p, root, 0, 0, false);
    }
    if (!p->stuck) {
        write_gap(p, 0);
        p->stuck = p->at < p->text.len;
    }
    text_add_byte(&p->out, '\n');
    return text_result(&p->out);
}

// --- the same again ---

static bool same_nodes(const yaml_node *a, const yaml_node *b)
{
    if (a->kind != b->kind || a->count != b->count || a->style != b->style || !slice_equal(a->text, b->text))
        return false;
    for (size_t i = 0; i < a->count * (a->kind == YAML_MAPPING ? 2 : 1); i++) {
        if (!same_nodes(a->items[i], b->items[i]))
            return false;
    }
    return true;
}

/// Marks the bytes of scalars, in which a number sign begins no comment.
static void mark_scalars(const yaml_node *n, bool *marks, size_t length)
{
    for (size_t i = 0; n->kind == YAML_SCALAR && n->text.len > 0 && i < n->where.length; i++) {
        if (n->where.offset + i < length)
            marks[n->where.offset + i] = true;
    }
    for (size_t i = 0; i < n->count * (n->kind == YAML_MAPPING ? 2 : 1); i++)
        mark_scalars(n->items[i], marks, length);
}

/// All comments of a text, each with a line end after it.
static slice list_comments(arena *a, slice text, const yaml_node *root)
{
    text_builder out = {.arena = a};
    bool *marks = ARENA_ARRAY(a, text.len, bool);
    mark_scalars(root, marks, text.len);
    for (size_t at = 0; at < text.len; at++) {
        if (marks[at] || text.ptr[at] != '#')
            continue;
        size_t next;
        slice comment = trim_end(line_at(text, at, &next));
        text_add(&out, comment);
        text_add_byte(&out, '\n');
        at += comment.len;
    }
    return text_result(&out);
}

static slice write_again(arena *a, const source_text *source, const yaml_node *root, size_t *stuck)
{
    printer *p = ARENA_NEW(a, printer);
    p->text = source->text;
    p->out.arena = a;
    slice out = write_document(p, root);
    *stuck = p->stuck ? p->at : SIZE_MAX;
    return out;
}

/// True if the text means the same, has the same comments, and is laid out.
static bool is_faithful(arena *a, const source_text *source, const yaml_node *root, slice text)
{
    source_text again = {.file = source->file, .text = text};
    size_t stuck;
    const yaml_node *tree = yaml_read(a, &again, diag_list_new(a));
    return tree != NULL && same_nodes(root, tree) &&
           slice_equal(list_comments(a, source->text, root), list_comments(a, text, tree)) &&
           slice_equal(write_again(a, &again, tree, &stuck), text);
}

static const slice byte_order_mark = SLICE_INIT("\xEF\xBB\xBF");

static const source_text *without_mark(arena *a, const source_text *source)
{
    if (!slice_starts_with(source->text, byte_order_mark))
        return source;
    source_text *rest = ARENA_NEW(a, source_text);
    *rest = *source;
    rest->text = slice_part(source->text, byte_order_mark.len, source->text.len);
    return rest;
}

/// Names what the layout took away and nobody sees: a byte order mark, and the carriage returns of Windows.
static void note_invisible(const source_text *source, diag_list *diags)
{
    const char *ends = memmem(source->text.len > 0 ? source->text.ptr : "", source->text.len, "\r\n", 2);
    if (ends != NULL)
        diag_finding(diags, SEVERITY_NOTE, (place){source, (size_t)(ends - source->text.ptr), 1}, "line-ends",
                     NULL, (slice){NULL, 0}, "the lines end as on Windows (CRLF): they are written with LF");
    if (slice_starts_with(source->text, byte_order_mark))
        diag_finding(diags, SEVERITY_NOTE, (place){source, 0, 1}, "byte-order-mark", NULL, (slice){NULL, 0},
                     "the file begins with a byte order mark: it is written without");
}

slice layout_format(arena *a, const source_text *given, diag_list *diags)
{
    const source_text *source = without_mark(a, given);
    const yaml_node *root = yaml_read(a, source, diags);
    if (root == NULL)
        return (slice){NULL, 0};
    size_t stuck;
    slice text = write_again(a, source, root, &stuck);
    if (stuck == SIZE_MAX && is_faithful(a, source, root, text)) {
        note_invisible(given, diags);
        return text;
    }
    diag_warning(diags, (place){source, stuck == SIZE_MAX ? 0 : stuck, 1}, "layout-left",
                 stuck == SIZE_MAX
                     ? "this file is left as it is, because another layout would change its meaning"
                     : "this file is left as it is, because the layout of this is not supported");
    return given->text;
}
