// Cuts the open input into documents of YAML, which markers separate. Only markers are looked for; whoever asked for a record reads what it says.
#include "cohort/cohort_state.h"

#include "base/byte_scan.h"

/// True if the line holds more than white space, a comment, or, before the document, a directive.
static bool has_content(slice line)
{
    size_t at = yaml_is_marker(line, "---") ? 3 : 0;
    while (at < line.len && yaml_is_space(line.ptr[at]))
        at++;
    return at < line.len && line.ptr[at] != '#' && line.ptr[0] != '%';
}

/// Skips a document that is too large.
static cohort_step skip_document(cohort *c, cohort_record *record, diag_list *diags)
{
    record_begin(c, record);
    for (bool first = true;; first = false) {
        size_t length = 0;
        line_search found = window_find_line(c, 0, &length);
        if (found == LINE_NO_MEMORY)
            return COHORT_NO_MEMORY;
        if (found == LINE_END)
            break;
        if (found == LINE_TOO_LONG) {
            if (!window_skip_line(c))
                return COHORT_NO_MEMORY;
            continue;
        }
        if (!first && yaml_is_marker(slice_part(window_text(c), 0, length), "---"))
            break;
        window_consume(c, length);
    }
    return record_too_large(c, record, diags);
}

/// Passes on a document that no marker of another one ends.
static cohort_step give_last(cohort *c, cohort_record *record, size_t length)
{
    size_t rest = 0;
    line_search found = window_find_line(c, length, &rest);
    if (found == LINE_NO_MEMORY)
        return COHORT_NO_MEMORY;
    const bool is_only = found == LINE_END && !c->file_gave_record;
    return is_only ? record_give_whole(c, record, length) : record_give(c, record, length);
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
        line_search found = window_find_line(c, offset, &length);
        if (found == LINE_NO_MEMORY)
            return COHORT_NO_MEMORY;
        if (found == LINE_TOO_LONG)
            return skip_document(c, record, diags);
        if (found == LINE_END)
            break;
        slice line = slice_part(window_text(c), offset, length);
        bool begins = yaml_is_marker(line, "---");
        if (begins && (content || marker)) // what two markers enclose is a profile, even if it is empty
            return record_give(c, record, offset);
        marker = marker || begins;
        content = content || has_content(line);
        offset += length;
        if (yaml_is_marker(line, "...") && content)
            break;
    }
    // An empty file is one empty profile, so that it is not skipped in silence. A marker at the end of a file begins none.
    if (content || !c->file_gave_record)
        return give_last(c, record, offset);
    window_consume(c, offset);
    return COHORT_END;
}
