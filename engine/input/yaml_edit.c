// An edit finds the bytes that stand for one pair or item, writes others there, and reads the result again. Finding need not foresee every
// way to lay YAML out: what it takes wrongly gives another tree than was wanted, and the edit is refused.
#include "input/yaml_edit.h"

#include "base/text.h"
#include "input/json.h"
#include "input/yaml_write.h"

typedef struct editor {
    arena *arena;
    const source_text *source;
    const yaml_node *root;
    slice text;
    yaml_edit edit;
    yaml_layout layout;
} editor;

/// Other bytes for a part of the text. Patches stand in the order of the text.
typedef struct patch {
    size_t from, to;
    slice with;
} patch;

// --- looking at the text ---

static char byte_at(const editor *e, size_t at)
{
    return at < e->text.len ? e->text.ptr[at] : '\n';
}

static bool is_line_end(char c)
{
    return c == '\n' || c == '\r';
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static size_t line_start(const editor *e, size_t at)
{
    while (at > 0 && !is_line_end(e->text.ptr[at - 1]))
        at--;
    return at == 0 && slice_starts_with(e->text, SLICE("\xEF\xBB\xBF")) ? 3 : at;
}

/// Where the text of the line ends, before its line end.
static size_t line_stop(const editor *e, size_t at)
{
    while (at < e->text.len && !is_line_end(e->text.ptr[at]))
        at++;
    return at;
}

/// The beginning of the line after.
static size_t next_line(const editor *e, size_t at)
{
    at = line_stop(e, at);
    at += at + 1 < e->text.len && e->text.ptr[at] == '\r' && e->text.ptr[at + 1] == '\n' ? 2 : 1;
    return at < e->text.len ? at : e->text.len;
}

static size_t skip_blanks(const editor *e, size_t at)
{
    while (at < e->text.len && is_blank(e->text.ptr[at]))
        at++;
    return at;
}

/// The first byte from `at` on that is neither white space nor in a comment.
static size_t skip_comments(const editor *e, size_t at)
{
    for (;;) {
        while (at < e->text.len && yaml_is_space(e->text.ptr[at]))
            at++;
        if (byte_at(e, at) != '#')
            return at;
        at = line_stop(e, at);
    }
}

static bool is_first_on_line(const editor *e, size_t at)
{
    return skip_blanks(e, line_start(e, at)) == at;
}

static bool is_same_line(const editor *e, size_t from, size_t to)
{
    return line_stop(e, from) >= to;
}

/// The end of what a node says. The blank lines behind a block scalar are not its own, unless it keeps them.
static size_t end_of(const editor *e, const yaml_node *n)
{
    while (n->kind != YAML_SCALAR && !n->is_flow && n->count > 0)
        n = n->items[n->kind == YAML_MAPPING ? 2 * n->count - 1 : n->count - 1];
    if (n->kind != YAML_SCALAR || n->style != YAML_BLOCK)
        return n->end;
    const size_t header = line_stop(e, n->where.offset);
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

/// The end of a pair: of its value, or of its key and colon.
static size_t end_of_pair(const editor *e, const yaml_node *key, const yaml_node *value)
{
    const size_t end = end_of(e, value);
    return end > key->end ? end : key->end;
}

/// Where the next line begins, as seen from the end of something: its last line may have been read to its end already.
static size_t line_behind(const editor *e, size_t end)
{
    return end > 0 && is_line_end(e->text.ptr[end - 1]) ? end : next_line(e, end);
}

static yaml_setting in_brackets(const editor *e)
{
    return e->layout.is_json ? YAML_IN_JSON : YAML_IN_BRACKETS;
}

// --- making patches ---

/// The text with the patches.
static slice patched(editor *e, const patch *patches, size_t count)
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

/// New lines, which begin at `at`: the line before may have no end.
static slice lines_at(editor *e, size_t at, slice lines)
{
    if (lines.len == 0 || at == 0 || is_line_end(e->text.ptr[at - 1]) ||
        (at == 3 && e->text.ptr[0] == '\xEF'))
        return lines;
    text_builder out = {.arena = e->arena};
    text_add(&out, e->layout.line_end);
    text_add(&out, lines);
    return text_result(&out);
}

static slice pair_in_brackets(editor *e)
{
    text_builder out = {.arena = e->arena};
    yaml_write_text(&out, e->edit.key, in_brackets(e));
    text_add(&out, SLICE(": "));
    yaml_write_inline(&out, e->edit.value, in_brackets(e));
    return text_result(&out);
}

static slice pair_in_lines(editor *e, size_t column)
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

// --- brackets ---

/// Puts `what` behind a thing in brackets that ends at `end`: on a line of its own if that thing has one.
/// @param start  of the thing; SIZE_MAX: nothing is in the brackets yet
static slice put_in_brackets(editor *e, size_t start, size_t end, slice what)
{
    text_builder out = {.arena = e->arena};
    if (start != SIZE_MAX && is_first_on_line(e, start) && line_start(e, start) > 0) {
        const size_t line = line_start(e, start);
        text_add_byte(&out, ',');
        text_add(&out, e->layout.line_end);
        text_add(&out, slice_part(e->text, line, start - line));
    } else if (start != SIZE_MAX) {
        text_add(&out, SLICE(", "));
    }
    text_add(&out, what);
    const patch p = {end, end, text_result(&out)};
    return patched(e, &p, 1);
}

/// Takes thing `i` of `count` out of brackets, with the comma that it needs no more.
static slice take_from_brackets(editor *e, size_t i, size_t count, size_t before, size_t start, size_t end,
                                size_t next)
{
    const patch p = {i + 1 == count && i > 0 ? before : start, i + 1 < count ? next : end, {0}};
    return patched(e, &p, 1);
}

static slice set_in_brackets(editor *e, const yaml_node *key, const yaml_node *value)
{
    text_builder out = {.arena = e->arena};
    const size_t colon = skip_comments(e, key->end);
    const bool has_colon = byte_at(e, colon) == ':';
    const size_t from = value->where.offset > colon && value->end > value->where.offset ? value->where.offset
                        : has_colon                                                     ? colon + 1
                                                                                        : key->end;
    const size_t to = value->end > from ? value->end : from;
    text_add(&out, has_colon ? SLICE("") : SLICE(":"));
    text_add(&out, from == value->where.offset && has_colon && from > colon + 1 ? SLICE("") : SLICE(" "));
    yaml_write_inline(&out, e->edit.value, in_brackets(e));
    const patch p = {from, to, text_result(&out)};
    return patched(e, &p, 1);
}

// --- lines ---

/// A value that is to stand behind a key in lines.
typedef struct replacement {
    yaml_written written;
    size_t colon;
    size_t start, end; ///< of the value that stands there now
} replacement;

/// Puts the value behind a key that has none. A comment some way behind it stays in its column if it can.
static slice fill_in(editor *e, const replacement *r)
{
    const slice value = r->written.first;
    const size_t comment = skip_blanks(e, r->colon + 1);
    const size_t gap = comment - (r->colon + 1);
    const size_t eaten = byte_at(e, comment) == '#' && gap > value.len + 1 ? value.len + 1 : 0;
    const slice first = value.len > 0 ? arena_format(e->arena, " %.*s", SLICE_ARG(value)) : value;
    const size_t below = line_behind(e, line_stop(e, r->colon));
    const patch patches[] = {{r->colon + 1, r->colon + 1 + (value.len > 0 ? eaten : 0), first},
                             {below, below, lines_at(e, below, r->written.lines)}};
    return patched(e, patches, 2);
}

/// Replaces a value that begins on the line of its key, up to `to`. Of what stands below, `gone` up to `next` goes.
static slice replace_beside(editor *e, const replacement *r, size_t to, size_t gone, size_t next)
{
    size_t from = r->start;
    while (r->written.first.len == 0 && is_blank(byte_at(e, from - 1)))
        from--; // nothing is left behind the colon: neither is the blank
    const patch patches[] = {{from, to, r->written.first}, {gone, next, lines_at(e, gone, r->written.lines)}};
    return patched(e, patches, 2);
}

/// Replaces the lines of a value that begins below its key.
static slice replace_below(editor *e, const replacement *r)
{
    const slice value = r->written.first;
    const slice first = value.len > 0 ? arena_format(e->arena, " %.*s", SLICE_ARG(value)) : value;
    const size_t begin = line_start(e, r->start);
    const patch patches[] = {{r->colon + 1, r->colon + 1, first},
                             {begin, line_behind(e, r->end), lines_at(e, begin, r->written.lines)}};
    return patched(e, patches, 2);
}

/// The value of a pair in lines, written anew. What stands behind it on its line, a comment, stays.
static slice set_in_lines(editor *e, const yaml_node *key, const yaml_node *value)
{
    const size_t column = key->where.offset - line_start(e, key->where.offset);
    yaml_layout layout = e->layout;
    layout.list_in_lines = value->kind == YAML_SEQUENCE && !value->is_flow;
    const replacement r = {yaml_write_value(e->arena, e->edit.value, column, layout),
                           skip_comments(e, key->end), value->where.offset, end_of(e, value)};
    if (r.end <= r.start || r.start <= r.colon)
        return fill_in(e, &r);
    if (!is_same_line(e, r.colon, r.start))
        return replace_below(e, &r);
    if (value->kind != YAML_SCALAR || value->style != YAML_BLOCK) {
        const size_t below = line_behind(e, r.end);
        return replace_beside(e, &r, r.end, below, below);
    }
    size_t header = r.start;
    while (header < line_stop(e, r.start) && !is_blank(e->text.ptr[header]))
        header++;
    const size_t below = line_behind(e, line_stop(e, header));
    return replace_beside(e, &r, header, below, r.end > below ? line_behind(e, r.end) : below);
}

/// The line at which something new comes behind a thing that ends at `end`: comments that are deeper than `column` belong to that thing.
static size_t line_for_next(const editor *e, size_t end, size_t column)
{
    size_t at = line_behind(e, end);
    for (;;) {
        const size_t first = skip_blanks(e, at);
        if (first - at <= column || byte_at(e, first) != '#')
            return at;
        at = next_line(e, at);
    }
}

static slice add_in_lines(editor *e, const yaml_node *mapping)
{
    const size_t i = e->edit.after >= 0 ? (size_t)e->edit.after : mapping->count - 1;
    const yaml_node *key = mapping->items[2 * i];
    const size_t first = mapping->items[0]->where.offset;
    const size_t column = first - line_start(e, first);
    const size_t at = line_for_next(e, end_of_pair(e, key, mapping->items[2 * i + 1]), column);
    const patch p = {at, at, lines_at(e, at, pair_in_lines(e, column))};
    return patched(e, &p, 1);
}

static slice remove_in_lines(editor *e, const yaml_node *mapping, size_t i)
{
    const yaml_node *key = mapping->items[2 * i];
    const size_t start = key->where.offset;
    const size_t end = end_of_pair(e, key, mapping->items[2 * i + 1]);
    patch p = {line_start(e, start), line_behind(e, end), {0}};
    if (mapping->count == 1 && mapping != e->root)
        p = (patch){start, end, SLICE("{}")};
    else if (!is_first_on_line(e, start) && i + 1 < mapping->count) {
        const size_t next = mapping->items[2 * i + 2]->where.offset;
        const bool is_next_line = line_behind(e, end) == line_start(e, next);
        p = (patch){start, is_next_line ? next : line_stop(e, end), {0}};
    }
    return patched(e, &p, 1);
}

// --- the five edits ---

static ptrdiff_t find_pair(const yaml_node *mapping, slice key)
{
    ptrdiff_t found = -1;
    for (size_t i = 0; i < mapping->count && found < 0; i++)
        found = slice_equal(mapping->items[2 * i]->text, key) ? (ptrdiff_t)i : -1;
    return found;
}

static slice name_of_old(const editor *e)
{
    return e->edit.old_key.len > 0 ? e->edit.old_key : e->edit.key;
}

static slice set_key(editor *e)
{
    const yaml_node *at = e->edit.at;
    const ptrdiff_t i = find_pair(at, name_of_old(e));
    if (i >= 0 && e->edit.old_key.len > 0) {
        text_builder name = {.arena = e->arena};
        const yaml_node *key = at->items[2 * i];
        yaml_write_text(&name, e->edit.key, in_brackets(e));
        const patch renamed = {key->where.offset, key->end, text_result(&name)};
        // The value's edit is made first: it stands behind the key, whose place it does not move.
        e->text = at->is_flow ? set_in_brackets(e, key, at->items[2 * i + 1])
                              : set_in_lines(e, key, at->items[2 * i + 1]);
        return patched(e, &renamed, 1);
    }
    if (i >= 0)
        return at->is_flow ? set_in_brackets(e, at->items[2 * i], at->items[2 * i + 1])
                           : set_in_lines(e, at->items[2 * i], at->items[2 * i + 1]);
    if (!at->is_flow)
        return add_in_lines(e, at);
    const size_t last = e->edit.after >= 0 ? (size_t)e->edit.after : at->count - 1;
    if (at->count == 0)
        return put_in_brackets(e, SIZE_MAX, at->where.offset + 1, pair_in_brackets(e));
    return put_in_brackets(e, at->items[2 * last]->where.offset,
                           end_of_pair(e, at->items[2 * last], at->items[2 * last + 1]), pair_in_brackets(e));
}

static slice remove_key(editor *e)
{
    const yaml_node *at = e->edit.at;
    const size_t i = (size_t)find_pair(at, e->edit.key);
    if (!at->is_flow)
        return remove_in_lines(e, at, i);
    const yaml_node *const *pair = &at->items[2 * i];
    return take_from_brackets(e, i, at->count, i > 0 ? end_of_pair(e, pair[-2], pair[-1]) : 0,
                              pair[0]->where.offset, end_of_pair(e, pair[0], pair[1]),
                              i + 1 < at->count ? pair[2]->where.offset : 0);
}

/// Behind the last item of a sequence in lines, which has one at least.
static slice append_in_lines(editor *e, const yaml_node *at)
{
    const yaml_node *last = at->items[at->count - 1];
    const size_t column = at->where.offset - line_start(e, at->where.offset);
    const bool is_in_brackets = last->kind == YAML_MAPPING && last->is_flow;
    const size_t line = line_for_next(e, end_of(e, last), column);
    text_builder items = {.arena = e->arena};
    text_add(&items, yaml_write_item(e->arena, e->edit.value, column, is_in_brackets, e->layout));
    for (size_t i = 0; i < e->edit.more_count; i++)
        text_add(&items, yaml_write_item(e->arena, e->edit.more[i], column, is_in_brackets, e->layout));
    const patch p = {line, line, lines_at(e, line, text_result(&items))};
    return patched(e, &p, 1);
}

static slice append_item(editor *e)
{
    const yaml_node *at = e->edit.at;
    if (!at->is_flow)
        return append_in_lines(e, at);
    text_builder item = {.arena = e->arena};
    yaml_write_inline(&item, e->edit.value, in_brackets(e));
    for (size_t i = 0; i < e->edit.more_count; i++) {
        text_add(&item, SLICE(", "));
        yaml_write_inline(&item, e->edit.more[i], in_brackets(e));
    }
    const yaml_node *last = at->count > 0 ? at->items[at->count - 1] : NULL;
    return put_in_brackets(e, last != NULL ? last->where.offset : SIZE_MAX,
                           last != NULL ? last->end : at->where.offset + 1, text_result(&item));
}

static slice drop_item(editor *e)
{
    const yaml_node *at = e->edit.at;
    const size_t i = e->edit.index;
    const yaml_node *item = at->items[i];
    if (at->is_flow)
        return take_from_brackets(e, i, at->count, i > 0 ? at->items[i - 1]->end : 0, item->where.offset,
                                  item->end, i + 1 < at->count ? at->items[i + 1]->where.offset : 0);
    const size_t dash = i == 0 ? at->where.offset : skip_comments(e, end_of(e, at->items[i - 1]));
    const size_t end = end_of(e, item);
    const patch p = {line_start(e, dash), line_behind(e, end > dash ? end : dash + 1), {0}};
    return patched(e, &p, 1);
}

/// Lines behind the whole text; an empty comment is an empty line.
static slice remark_at_end(editor *e)
{
    text_builder lines = {.arena = e->arena};
    for (size_t i = 0; i < e->edit.comment_count; i++)
        text_add_format(&lines, "%s%.*s%.*s", e->edit.comments[i].len > 0 ? "# " : "",
                        SLICE_ARG(e->edit.comments[i]), SLICE_ARG(e->layout.line_end));
    const size_t at = e->text.len;
    const patch p = {at, at, lines_at(e, at, text_result(&lines))};
    return patched(e, &p, 1);
}

/// Lines above the one on which something begins, as far to the right as that line.
static patch remark_above(editor *e, const yaml_node *thing, const slice *comments, size_t count)
{
    text_builder lines = {.arena = e->arena};
    const size_t at = line_start(e, thing->where.offset);
    for (size_t i = 0; i < count; i++)
        text_add_format(&lines, "%.*s# %.*s%.*s", SLICE_ARG(slice_part(e->text, at, skip_blanks(e, at) - at)),
                        SLICE_ARG(comments[i]), SLICE_ARG(e->layout.line_end));
    return (patch){at, at, text_result(&lines)};
}

static slice remark(editor *e)
{
    const yaml_node *at = e->edit.at;
    const size_t count = e->edit.comment_count;
    if (e->edit.key.len == 0 && (at == NULL || at->kind == YAML_MAPPING))
        return remark_at_end(e);
    if (at->is_flow)
        return e->text;
    patch *patches = ARENA_ARRAY(e->arena, count, patch);
    const ptrdiff_t pair = at->kind == YAML_MAPPING ? find_pair(at, e->edit.key) : -1;
    if (pair >= 0)
        patches[0] = remark_above(e, at->items[2 * (size_t)pair], e->edit.comments, count);
    for (size_t i = 0; i < count && at->kind == YAML_SEQUENCE; i++)
        patches[i] = remark_above(e, at->items[e->edit.index + i], &e->edit.comments[i], 1);
    return patched(e, patches, at->kind == YAML_SEQUENCE ? count : pair >= 0);
}

/// A first pair in a text that says nothing yet.
static slice begin_text(editor *e)
{
    if (e->layout.is_json) {
        text_builder out = {.arena = e->arena};
        text_add_format(&out, "{%.*s}%.*s", SLICE_ARG(pair_in_brackets(e)), SLICE_ARG(e->layout.line_end));
        return text_result(&out);
    }
    const size_t at = e->text.len;
    const patch p = {at, at, lines_at(e, at, pair_in_lines(e, 0))};
    return patched(e, &p, 1);
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

// --- reading again ---

static bool is_null(const yaml_node *n)
{
    return n->kind == YAML_SCALAR && n->style == YAML_PLAIN &&
           (n->text.len == 0 || slice_is(n->text, "~") || slice_is(n->text, "null"));
}

static bool same_scalars(const yaml_node *a, const yaml_node *b)
{
    return is_null(a) == is_null(b) && (is_null(a) || slice_equal(a->text, b->text));
}

static bool same(const editor *e, const yaml_node *old, const yaml_node *new);

/// The pairs of both, in their order, but for the one that the edit is about.
static bool same_pairs(const editor *e, const yaml_node *old, const yaml_node *new, bool is_edited)
{
    const slice gone = is_edited ? name_of_old(e) : (slice){0};
    const slice set = is_edited ? e->edit.key : (slice){0};
    size_t i = 0;
    size_t k = 0;
    bool good = true;
    bool found = false;
    while (good && (i < old->count || k < new->count)) {
        if (is_edited && i < old->count && slice_equal(old->items[2 * i]->text, gone)) {
            i++;
        } else if (is_edited && k < new->count &&slice_equal(new->items[2 * k]->text, set)) {
            good = !found && e->edit.kind == YAML_EDIT_SET && same(e, e->edit.value, new->items[2 * k + 1]);
            found = true;
            k++;
        } else {
            good = i < old->count && k < new->count &&same(e, old->items[2 * i], new->items[2 * k]) &&
                   same(e, old->items[2 * i + 1], new->items[2 * k + 1]);
            i++;
            k++;
        }
    }
    return good && (!is_edited || found == (e->edit.kind == YAML_EDIT_SET));
}

static bool same_items(const editor *e, const yaml_node *old, const yaml_node *new, bool is_edited)
{
    const bool drops = is_edited && e->edit.kind == YAML_EDIT_DROP;
    const bool appends = is_edited && e->edit.kind == YAML_EDIT_APPEND;
    const size_t added = appends ? 1 + e->edit.more_count : 0;
    bool good = new->count == old->count - drops + added;
    for (size_t i = 0; i < old->count && good; i++) {
        if (drops && i == e->edit.index)
            continue;
        good = same(e, old->items[i], new->items[drops && i > e->edit.index ? i - 1 : i]);
    }
    for (size_t i = 0; i < added && good; i++)
        good = same(e, i == 0 ? e->edit.value : e->edit.more[i - 1], new->items[old->count + i]);
    return good;
}

/// True if the new node is the old one with the edit. Both trees are within the reader's limit of nesting.
static bool same(const editor *e, const yaml_node *old, const yaml_node *new)
{
    if (old->kind != new->kind)
        return false;
    switch (old->kind) {
    case YAML_SCALAR: return same_scalars(old, new);
    case YAML_SEQUENCE: return same_items(e, old, new, old == e->edit.at);
    case YAML_MAPPING: return same_pairs(e, old, new, old == e->edit.at && e->edit.kind != YAML_EDIT_COMMENT);
    }
    return false;
}

static bool is_as_wanted(editor *e, slice text)
{
    static const yaml_node nothing = {.kind = YAML_MAPPING};
    source_text *source = ARENA_NEW(e->arena, source_text);
    *source = (source_text){.text = text};
    diag_list *unread = diag_list_new(e->arena);
    unread->unread = true;
    const yaml_node *root = NULL;
    if (!yaml_edit_read(e->arena, source, e->layout.is_json, &root, unread))
        return false;
    if (e->edit.kind == YAML_EDIT_COMMENT && e->root == NULL)
        return root == NULL;
    const yaml_node *new = root != NULL ? root : &nothing;
    return e->root != NULL ? same(e, e->root, new) : same_pairs(e, &nothing, new, true);
}

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
        editor e = {
            a,
            source,
            root,
            source->text,
            edit,
            {.is_json = is_json, .in_lines = way == 0 && !is_json, .line_end = line_end_of(source->text)}};
        const slice text = edited(&e);
        good = is_as_wanted(&e, text);
        if (good)
            *out = text;
    }
    return good;
}
