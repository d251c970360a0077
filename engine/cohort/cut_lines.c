// Cuts the open input into lines: of NDJSON, and of CSV in shards. Only line ends are looked for; whoever asked for a record reads what
// it says.
#include "cohort/cohort_state.h"

static bool is_blank(slice line)
{
    for (size_t i = 0; i < line.len; i++) {
        if (!yaml_is_space(line.ptr[i]))
            return false;
    }
    return true;
}

bool cohort_next_line(cohort *c, cohort_record *record)
{
    if (c->how != COHORT_NDJSON || c->fd < 0 || c->problem != NULL || c->position >= c->limit)
        return false;
    const slice text = window_text(c);
    const char *newline = text.len > 0 && *text.ptr == '{' ? memchr(text.ptr, '\n', text.len) : NULL;
    const size_t length = newline != NULL ? (size_t)(newline - text.ptr) : SIZE_MAX;
    if (length > c->max_record)
        return false;
    c->looked_from = c->position;
    record_begin(c, record);
    record->source.text = slice_part(text, 0, length + 1);
    window_consume_line(c, length + 1);
    return true;
}

cohort_step cut_line(cohort *c, cohort_record *record, diag_list *diags)
{
    for (;;) {
        if (c->position >= c->limit)
            return COHORT_END;
        size_t length = 0;
        line_search found = window_find_line(c, 0, &length);
        if (found == LINE_NO_MEMORY)
            return COHORT_NO_MEMORY;
        if (found == LINE_END)
            return COHORT_END;
        if (found == LINE_TOO_LONG) {
            record_begin(c, record);
            return window_skip_line(c) ? record_too_large(c, record, diags) : COHORT_NO_MEMORY;
        }
        slice line = slice_part(window_text(c), 0, length);
        if (c->header != NULL ? cells_row_is_empty(line, c->delimiter) : is_blank(line)) {
            window_consume_line(c, length);
            continue;
        }
        record_begin(c, record);
        record->source.text = line;
        window_consume_line(c, length);
        return COHORT_RECORD;
    }
}
