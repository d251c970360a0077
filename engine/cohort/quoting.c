// How the cells of the open table are quoted: by an option, or by its first rows.
#include "cohort/cohort_state.h"

#include "base/byte_scan.h"
#include "input/csv_quoting.h"

/// Reads as many rows as are surveyed. False if memory ran out.
static bool read_first_rows(cohort *c)
{
    size_t lines = 0;
    size_t seen = 0;
    bool good = true;
    do {
        const slice text = window_text(c);
        lines += byte_scan_lines(slice_part(text, seen, text.len));
        seen = text.len;
    } while (lines <= LIMIT_SURVEY_ROWS && seen < LIMIT_SURVEY && !c->at_end && (good = window_fill(c)));
    return good;
}

static void note_quoting(const cohort *c, diag_list *diags)
{
    static const struct {
        const char *what, *hint;
    } notes[] = {
        [CSV_SINGLE_QUOTED] = {"its cells are taken for quoted by '",
                               "if ' is a character like others in it: --quote '\"'"},
        [CSV_NOT_QUOTED] = {"its cells are taken for not quoted: quotation marks are characters like others",
                            "if they stand around cells: --quote '\"'"},
        [CSV_ESCAPED] =
            {"backslashes in it are taken for escapes: \\t and \\n stand for a tab and a line end",
             "if they are characters like others: --quote none"},
    };
    diag_finding(diags, SEVERITY_NOTE, (place){0}, "quoting", NULL, (slice){0}, "%.*s: %s",
                 SLICE_ARG(c->file), notes[c->quoting].what);
    diag_hint(diags, "%s", notes[c->quoting].hint);
}

cohort_step find_quoting(cohort *c, diag_list *diags)
{
    c->quoting = csv_quoting_of_sign(c->options.quote);
    if (c->options.quote != '\0')
        return COHORT_RECORD;
    if (!read_first_rows(c))
        return COHORT_NO_MEMORY;
    c->quoting = csv_quoting_find(arena_new_child(diags->arena), window_text(c), c->at_end, c->delimiter);
    if (!csv_quoting_is_usual(c->quoting))
        note_quoting(c, diags);
    return COHORT_RECORD;
}
