// Cuts the open input into records: lines of NDJSON, documents of YAML, whole files. Bytes are looked at for line ends and document
// markers only; what a record says is read by whoever asked for it.
#include "cohort/cohort_state.h"

#include "base/byte_scan.h"

typedef enum look { LOOK_FOUND, LOOK_END, LOOK_TOO_LONG, LOOK_NO_MEMORY } look;

/// Gets the line that begins `offset` bytes after `start` into the buffer; `*length` counts its line end. LOOK_TOO_LONG where it ends
/// beyond the longest record.
static look look_at_line(cohort *c, size_t offset, size_t *length)
{
    size_t scanned = offset;
    for (;;) {
        slice text = window_text(c);
        const char *newline =
            text.len > scanned ? memchr(text.ptr + scanned, '\n', text.len - scanned) : NULL;
        size_t until = newline != NULL ? (size_t)(newline - text.ptr) : text.len;
        if (until > offset && until > c->max_record)
            return LOOK_TOO_LONG;
        if (newline != NULL || c->at_end) {
            *length = until - offset + (newline != NULL);
            return *length > 0 ? LOOK_FOUND : LOOK_END;
        }
        scanned = text.len;
        if (!window_fill(c))
            return LOOK_NO_MEMORY;
    }
}

cohort_step too_large(const cohort *c, const cohort_record *record, diag_list *diags)
{
    source_text *source = ARENA_NEW(diags->arena, source_text);
    *source = record->source;
    diag_error(diags, (place){source, 0, 1}, "too-large", "the profile is larger than %zu bytes",
               c->max_record);
    return COHORT_TOO_LARGE;
}

void begin_record(cohort *c, cohort_record *record)
{
    c->file_gave_record = true;
    *record = (cohort_record){.number = ++c->number,
                              .source = {.file = c->file, .lines_before = c->lines},
                              .syntax = c->how == COHORT_YAML ? PROFILE_YAML : PROFILE_JSON,
                              .layout = c->layout,
                              .folder = c->folder};
}

cohort_step give(cohort *c, cohort_record *record, size_t length)
{
    begin_record(c, record);
    record->source.text = slice_part(window_text(c), 0, length);
    window_consume(c, length);
    return COHORT_RECORD;
}

static bool is_blank(slice line)
{
    for (size_t i = 0; i < line.len; i++) {
        if (!yaml_is_space(line.ptr[i]))
            return false;
    }
    return true;
}

/// A row of a table may be a cell of blanks.
static bool is_empty(slice line)
{
    return slice_is(line, "\n") || slice_is(line, "\r\n");
}

cohort_step cut_line(cohort *c, cohort_record *record, diag_list *diags)
{
    for (;;) {
        if (c->position >= c->limit)
            return COHORT_END;
        size_t length = 0;
        look found = look_at_line(c, 0, &length);
        if (found == LOOK_NO_MEMORY)
            return COHORT_NO_MEMORY;
        if (found == LOOK_END)
            return COHORT_END;
        if (found == LOOK_TOO_LONG) {
            begin_record(c, record);
            return window_skip_line(c) ? too_large(c, record, diags) : COHORT_NO_MEMORY;
        }
        slice line = slice_part(window_text(c), 0, length);
        if (c->layout != NULL ? is_empty(line) : is_blank(line)) {
            window_consume_line(c, length);
            continue;
        }
        begin_record(c, record);
        record->source.text = line;
        window_consume_line(c, length);
        return COHORT_RECORD;
    }
}

/// True where the line holds more than white space, a comment, or, before the document, a directive.
static bool has_content(slice line)
{
    size_t at = yaml_is_marker(line, "---") ? 3 : 0;
    while (at < line.len && yaml_is_space(line.ptr[at]))
        at++;
    return at < line.len && line.ptr[at] != '#' && line.ptr[0] != '%';
}

/// Passes over a document that is too large, up to the next one.
static cohort_step skip_document(cohort *c, cohort_record *record, diag_list *diags)
{
    begin_record(c, record);
    for (bool first = true;; first = false) {
        size_t length = 0;
        look found = look_at_line(c, 0, &length);
        if (found == LOOK_NO_MEMORY)
            return COHORT_NO_MEMORY;
        if (found == LOOK_END)
            break;
        if (found == LOOK_TOO_LONG) {
            if (!window_skip_line(c))
                return COHORT_NO_MEMORY;
            continue;
        }
        if (!first && yaml_is_marker(slice_part(window_text(c), 0, length), "---"))
            break;
        window_consume(c, length);
    }
    return too_large(c, record, diags);
}

cohort_step cut_document(cohort *c, cohort_record *record, diag_list *diags)
{
    size_t offset = 0;
    bool content = false;
    bool marker = false;
    for (;;) {
        size_t length = 0;
        if (content) // only markers are looked for
            offset = byte_scan_line_with(slice_part(window_text(c), 0, c->max_record), offset, '-', '.');
        look found = look_at_line(c, offset, &length);
        if (found == LOOK_NO_MEMORY)
            return COHORT_NO_MEMORY;
        if (found == LOOK_TOO_LONG)
            return skip_document(c, record, diags);
        if (found == LOOK_END)
            break;
        slice line = slice_part(window_text(c), offset, length);
        bool begins = yaml_is_marker(line, "---");
        if (begins &&
            (content || marker)) // what two markers enclose is a profile, even where it says nothing
            return give(c, record, offset);
        marker = marker || begins;
        content = content || has_content(line);
        offset += length;
        if (yaml_is_marker(line, "...") && content)
            break;
    }
    // A file of nothing is one profile that holds nothing: it is not passed over in silence. A marker at a file's end begins none.
    if (content || !c->file_gave_record)
        return give(c, record, offset);
    window_consume(c, offset);
    return COHORT_END;
}

cohort_step cut_whole(cohort *c, cohort_record *record, diag_list *diags)
{
    if (c->file_gave_record)
        return COHORT_END;
    while (!c->at_end && window_text(c).len <= c->max_record) {
        if (!window_fill(c))
            return COHORT_NO_MEMORY;
    }
    if (window_text(c).len <= c->max_record)
        return give(c, record, window_text(c).len);
    begin_record(c, record);
    return too_large(c, record, diags);
}
