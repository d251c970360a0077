// Collects diagnostics. Positions are worked out here, when a diagnostic is added, so that readers
// and parsers only carry byte offsets.
#include "base/diag.h"

#include "base/byte_scan.h"
#include "base/limits.h"
#include "base/sort.h"
#include "base/utf8.h"

diag_list *diag_list_new(arena *a)
{
    diag_list *list = ARENA_NEW(a, diag_list);
    list->arena = a;
    return list;
}

place place_in_file(place where)
{
    while (where.source != NULL && where.source->outer != NULL) {
        const source_text *inner = where.source;
        size_t first = inner->to_outer(inner, where.offset);
        size_t end = where.length > 0 ? inner->to_outer(inner, where.offset + where.length - 1) + 1 : first;
        const source_text *outer =
            inner->outer_at != NULL ? inner->outer_at(inner, where.offset) : inner->outer;
        where = (place){outer, first, end > first ? end - first : 0};
    }
    return where;
}

static size_t line_end(slice text, size_t from)
{
    while (from < text.len && text.ptr[from] != '\n' && text.ptr[from] != '\r')
        from++;
    return from;
}

/// Moves the mark to the line in which the byte `offset` of the source stands.
static void find_line(line_mark *mark, const source_text *source, size_t offset)
{
    slice text = source->text;
    if (!source->lasting || mark->source != source || mark->start > offset)
        *mark = (line_mark){source, 0, 1};
    const slice before = slice_part(text, mark->start, offset - mark->start);
    if (before.len == 0)
        return;
    if (memchr(before.ptr, '\r', before.len) == NULL) {
        const char *last = memrchr(before.ptr, '\n', before.len);
        mark->line += byte_scan_lines(before);
        mark->start = last != NULL ? (size_t)(last - text.ptr) + 1 : mark->start;
        return;
    }
    for (size_t i = mark->start; i < offset; i++) {
        bool ends =
            text.ptr[i] == '\n' || (text.ptr[i] == '\r' && !(i + 1 < text.len && text.ptr[i + 1] == '\n'));
        if (ends) {
            mark->line++;
            mark->start = i + 1;
        }
    }
}

static diagnostic_place resolve(place where, line_mark *mark)
{
    where = place_in_file(where);
    if (where.source == NULL)
        return (diagnostic_place){0};
    const source_text *source = where.source;
    const slice text = source->text;
    size_t offset = where.offset < text.len ? where.offset : text.len;
    find_line(mark, source, offset);
    size_t start = mark->start;
    if (start == 0 && offset >= 3 && slice_starts_with(text, SLICE("\xEF\xBB\xBF")))
        start = 3; // a byte order mark is no column
    size_t end = line_end(text, start);
    if (end < offset)
        end = offset;
    const size_t marked = where.length < end - offset ? where.length : end - offset;
    const size_t length = utf8_count(slice_part(text, offset, marked));
    const size_t before = start == 0 ? source->characters_before : 0;
    return (diagnostic_place){.file = source->file,
                              .line = mark->line + source->lines_before,
                              .column = 1 + before + utf8_count(slice_part(text, start, offset - start)),
                              .length = length > 0 ? length : 1,
                              .source_line =
                                  before == 0 ? slice_part(text, start, end - start) : (slice){NULL, 0}};
}

diagnostic_place place_resolve(place where)
{
    line_mark mark = {0};
    return resolve(where, &mark);
}

/// The same with texts that the list keeps.
static diagnostic_place keep_place(diag_list *list, place where, line_mark *mark)
{
    diagnostic_place out = resolve(where, mark);
    out.file = arena_copy(list->arena, out.file);
    out.source_line = arena_copy(list->arena, list->hides_values ? (slice){"", 0} : out.source_line);
    return out;
}

static void add(diag_list *list, severity level, place where, const char *code, const char *format,
                va_list arguments)
{
    diagnostic d = {.severity = level, .code = code};
    list->errors += level == SEVERITY_ERROR;
    if (list->count >= LIMIT_DIAGNOSTICS) {
        list->dropped++;
        return;
    }
    const diagnostic_place at = keep_place(list, where, &list->last);
    d.file = at.file;
    d.line = at.line;
    d.column = at.column;
    d.length = at.length;
    d.source_line = at.source_line;
    d.message = arena_format_list(list->arena, format, arguments);
    ARENA_PUSH(list->arena, list, items, count, capacity, d);
}

slice diag_quote(slice name)
{
    return utf8_shortened(name, LIMIT_QUOTED_NAME);
}

void diag_error(diag_list *list, place where, const char *code, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    add(list, SEVERITY_ERROR, where, code, format, arguments);
    va_end(arguments);
}

void diag_warning(diag_list *list, place where, const char *code, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    add(list, SEVERITY_WARNING, where, code, format, arguments);
    va_end(arguments);
}

void diag_finding(diag_list *list, severity level, place where, const char *code, const char *about, slice id,
                  const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    add(list, level, where, code, format, arguments);
    va_end(arguments);
    if (list->dropped == 0) {
        list->items[list->count - 1].about = about;
        list->items[list->count - 1].id = arena_copy(list->arena, id);
    }
}

void diag_stands_at(diag_list *list, slice file, size_t line, size_t column)
{
    if (list->count == 0 || list->dropped > 0)
        return;
    diagnostic *d = &list->items[list->count - 1];
    d->file = arena_copy(list->arena, file);
    d->line = line;
    d->column = column;
    d->length = 1;
}

void diag_also(diag_list *list, place where)
{
    if (list->count == 0 || list->dropped > 0 || where.source == NULL)
        return;
    line_mark mark = {0};
    const diagnostic_place other = keep_place(list, where, &mark);
    ARENA_PUSH(list->arena, &list->items[list->count - 1].others, items, count, capacity, other);
}

void diag_witness(diag_list *list, slice witness)
{
    if (list->count > 0 && list->dropped == 0)
        list->items[list->count - 1].witness = arena_copy(list->arena, witness);
}

void diag_hint(diag_list *list, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    if (list->count > 0 && list->dropped == 0)
        list->items[list->count - 1].hint = arena_format_list(list->arena, format, arguments);
    va_end(arguments);
}

slice diag_value(const diag_list *list, slice value)
{
    return list->hides_values ? SLICE("\xE2\x80\xA6") : value;
}

void diag_hint_value(diag_list *list, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    if (list->count > 0 && list->dropped == 0 && !list->hides_values) {
        slice more = arena_format_list(list->arena, format, arguments);
        slice *hint = &list->items[list->count - 1].hint;
        *hint = arena_format(list->arena, "%.*s%.*s", SLICE_ARG(*hint), SLICE_ARG(more));
    }
    va_end(arguments);
}

static size_t min3(size_t a, size_t b, size_t c)
{
    size_t least = a < b ? a : b;
    return least < c ? least : c;
}

/// Optimal string alignment distance over bytes, whatever the case of letters; `rows` holds three rows of b.len + 1.
static size_t alignment_distance(slice a, slice b, size_t *rows)
{
    size_t width = b.len + 1;
    size_t *before_last = rows;
    size_t *last = rows + width;
    size_t *current = rows + 2 * width;
    for (size_t j = 0; j < width; j++)
        last[j] = j;
    for (size_t i = 1; i <= a.len; i++) {
        current[0] = i;
        for (size_t j = 1; j <= b.len; j++) {
            size_t differs = small_letter(a.ptr[i - 1]) != small_letter(b.ptr[j - 1]);
            current[j] = min3(last[j] + 1, current[j - 1] + 1, last[j - 1] + differs);
            bool swapped = i > 1 && j > 1 && a.ptr[i - 1] == b.ptr[j - 2] && a.ptr[i - 2] == b.ptr[j - 1];
            if (swapped && before_last[j - 2] + 1 < current[j])
                current[j] = before_last[j - 2] + 1;
        }
        size_t *spare = before_last;
        before_last = last;
        last = current;
        current = spare;
    }
    return last[b.len];
}

ptrdiff_t nearest_name(arena *scratch, slice name, const slice *candidates, size_t count)
{
    name = slice_trim(name);
    if (name.len == 0 || name.len > LIMIT_GUESSED_NAME)
        return -1;
    size_t *rows = ARENA_ARRAY(scratch, (LIMIT_GUESSED_NAME + 1) * 3, size_t);
    ptrdiff_t nearest = -1;
    size_t nearest_distance = SIZE_MAX;
    for (size_t i = 0; i < count; i++) {
        if (candidates[i].len == 0 || candidates[i].len > LIMIT_GUESSED_NAME)
            continue;
        size_t longer = candidates[i].len > name.len ? candidates[i].len : name.len;
        size_t distance = alignment_distance(name, candidates[i], rows);
        if (distance * 3 <= (longer < 3 ? 3 : longer) && distance < longer && distance < nearest_distance) {
            nearest = (ptrdiff_t)i;
            nearest_distance = distance;
        }
    }
    return nearest;
}

void diag_hint_nearest(diag_list *list, slice name, const slice *candidates, size_t count)
{
    ptrdiff_t nearest =
        list->dropped == 0 && !list->unread ? nearest_name(list->arena, name, candidates, count) : -1;
    if (nearest >= 0)
        diag_hint(list, "did you mean '%.*s'%s?", SLICE_ARG(candidates[nearest]), diag_blanks_around(name));
}

const char *diag_blanks_around(slice text)
{
    return slice_trim(text).len < text.len ? ", without blanks around it" : "";
}

static int order_places(const void *left, const void *right, void *context)
{
    const diagnostic *a = left;
    const diagnostic *b = right;
    int order = slice_compare(a->file, b->file);
    (void)context;
    if (order == 0)
        order = (a->line > b->line) - (a->line < b->line);
    if (order == 0)
        order = (a->column > b->column) - (a->column < b->column);
    return order;
}

void diag_sort(diag_list *list)
{
    sort_stable(list->arena, list->items, list->count, sizeof *list->items, order_places, NULL);
}
