// Cuts the open input into texts of JSON: one that takes the whole file, several one after the other (each on a line, laid out over lines, or
// behind a record separator, RFC 7464), or the items of a list. Only braces, brackets and quotation marks are looked at; whoever asked for a
// record reads what it says.
#include "cohort/cohort_state.h"

#include "base/byte_scan.h"

enum { RECORD_SEPARATOR = '\x1E' };

// --- where a value ends ---

typedef struct value_scan {
    size_t depth; ///< of braces and brackets
    bool begun, in_string, escaped;
} value_scan;

static bool ends_word(char c)
{
    return yaml_is_space(c) || c == ',' || c == ']' || c == '}' || c == RECORD_SEPARATOR;
}

/// Looks at bytes of a value. Returns true at its end, with `*at` behind it. A record separator ends it too: none can stand in a value.
static bool scan_value(value_scan *s, slice text, size_t *at)
{
    for (; *at < text.len; ++*at) {
        char c = text.ptr[*at];
        if (c == RECORD_SEPARATOR || (s->begun && s->depth == 0 && !s->in_string && ends_word(c)))
            return true;
        s->begun = true;
        if (s->in_string) {
            s->in_string = s->escaped || c != '"';
            s->escaped = !s->escaped && c == '\\';
        } else if (c == '"') {
            s->in_string = true;
        } else if (c == '{' || c == '[') {
            s->depth++;
        } else if ((c == '}' || c == ']') && s->depth > 0 && --s->depth == 0) {
            ++*at;
            return true;
        }
    }
    return false;
}

// --- moving on ---

static void pass(cohort *c, size_t length)
{
    slice text = slice_part(window_text(c), 0, length);
    const char *feed = length > 0 ? memrchr(text.ptr, '\n', length) : NULL;
    size_t line = feed != NULL ? (size_t)(feed - text.ptr) + 1 : 0;
    c->characters = (feed != NULL ? 0 : c->characters) + byte_scan_characters(slice_part(text, line, length));
    window_consume(c, length);
}

/// Moves past white space, record separators and a byte order mark to the next byte, which stays. False if memory ran out.
static bool skip_blanks(cohort *c)
{
    for (;;) {
        slice text = window_text(c);
        size_t at = c->position == 0 && slice_starts_with(text, SLICE("\xEF\xBB\xBF")) ? 3 : 0;
        while (at < text.len && (yaml_is_space(text.ptr[at]) || text.ptr[at] == RECORD_SEPARATOR))
            at++;
        bool found = at < text.len;
        pass(c, at);
        if (found || c->at_end)
            return true;
        if (!window_fill(c))
            return false;
    }
}

static cohort_step list_is_wrong(const cohort *c, diag_list *diags, const char *what)
{
    diag_error(diags, (place){0}, "json-syntax", "%s", what);
    diag_stands_at(diags, c->file, c->lines + 1, c->characters + 1);
    return COHORT_UNREADABLE;
}

/// Gives up the rest of the file.
static void end_file(cohort *c)
{
    c->start = c->end = 0;
    c->at_end = true;
    c->list = LIST_NONE;
}

/// Moves to the next value: into a list, past a comma, out of a list. COHORT_RECORD: one begins here. COHORT_END: there is none.
static cohort_step find_value(cohort *c, diag_list *diags)
{
    const char *wrong = NULL;
    while (wrong == NULL) {
        if (!skip_blanks(c))
            return COHORT_NO_MEMORY;
        slice text = window_text(c);
        char next = text.len > 0 ? text.ptr[0] : '\0';
        if (c->list == LIST_NONE && next != '[')
            return text.len > 0 ? COHORT_RECORD : COHORT_END;
        if (c->list == LIST_NONE) {
            c->list = LIST_BEGUN;
            c->file_gave_record = true; // a list may be empty
        } else if (text.len == 0) {
            wrong = "the list of profiles is cut off: its ] is missing";
        } else if (next == ']' && c->list != LIST_COMMA) {
            c->list = LIST_NONE;
        } else if (next == ',' && c->list == LIST_GIVEN) {
            c->list = LIST_COMMA;
        } else if (c->list == LIST_GIVEN) {
            wrong = "expected a comma, or the ] at the end of the list of profiles";
        } else if (next == ',' || next == ']') {
            wrong = "expected a profile";
        } else {
            return COHORT_RECORD;
        }
        pass(c, text.len > 0 && wrong == NULL);
    }
    cohort_step step = c->problem != NULL ? COHORT_END : list_is_wrong(c, diags, wrong);
    end_file(c);
    return step;
}

// --- giving ---

/// Skips the rest of a value that is too large; false if memory ran out.
static bool skip_value(cohort *c, value_scan *scan, size_t at)
{
    for (;;) {
        bool ended = scan_value(scan, window_text(c), &at);
        pass(c, at);
        at = 0;
        if (ended || c->at_end)
            return true;
        if (!window_fill(c))
            return false;
    }
}

/// Refuses a value as too large. @param scan  what was looked at, up to `at`; NULL: it ends there
static cohort_step refuse_value(cohort *c, cohort_record *record, value_scan *scan, size_t at,
                                diag_list *diags)
{
    record_begin(c, record);
    record->source.characters_before = c->characters;
    c->list = c->list == LIST_NONE ? LIST_NONE : LIST_GIVEN;
    if (scan == NULL)
        pass(c, at);
    else if (!skip_value(c, scan, at))
        return COHORT_NO_MEMORY;
    return record_too_large(c, record, diags);
}

/// Whether the window, from `at` on, has what may follow a value outside of a list; reads on to see it. Else what is there belongs to the
/// value, whose reader reports it.
static bool is_followed_well(cohort *c, size_t at, bool *is_last, bool *no_memory)
{
    slice text = window_text(c);
    for (;; text = window_text(c)) {
        while (at < text.len && yaml_is_space(text.ptr[at]))
            at++;
        if (at < text.len || c->at_end)
            break;
        *no_memory = !window_fill(c);
        if (*no_memory)
            return false;
    }
    *is_last = at >= text.len;
    return *is_last || text.ptr[at] == '{' || text.ptr[at] == '[' || text.ptr[at] == RECORD_SEPARATOR;
}

/// Gives the rest of the file as one record, up to the largest.
static cohort_step give_rest(cohort *c, cohort_record *record, diag_list *diags)
{
    while (!c->at_end && window_text(c).len <= c->max_record) {
        if (!window_fill(c))
            return COHORT_NO_MEMORY;
    }
    bool whole = !c->file_gave_record;
    size_t length = window_text(c).len;
    if (length <= c->max_record)
        return whole ? record_give_whole(c, record, length) : record_give(c, record, length);
    record_begin(c, record);
    cohort_step step = record_too_large(c, record, diags);
    end_file(c);
    return step;
}

static cohort_step give_value(cohort *c, cohort_record *record, size_t length)
{
    record_begin(c, record);
    record->source.text = slice_part(window_text(c), 0, length);
    record->source.characters_before = c->characters;
    pass(c, length);
    return COHORT_RECORD;
}

cohort_step cut_value(cohort *c, cohort_record *record, diag_list *diags)
{
    bool first = !c->file_gave_record;
    cohort_step step = c->problem == NULL || window_text(c).len > 0 ? find_value(c, diags) : COHORT_END;
    if (step != COHORT_RECORD)
        return step == COHORT_END && !c->file_gave_record ? give_rest(c, record, diags) : step;
    value_scan scan = {0};
    size_t at = 0;
    bool ended = false;
    while (!(ended = scan_value(&scan, window_text(c), &at)) && !c->at_end && at <= c->max_record) {
        if (!window_fill(c))
            return COHORT_NO_MEMORY;
    }
    if (at > c->max_record)
        return refuse_value(c, record, ended ? NULL : &scan, at, diags);
    if (c->list != LIST_NONE) {
        c->list = LIST_GIVEN;
        return give_value(c, record, at);
    }
    bool is_last = false;
    bool no_memory = false;
    bool well = is_followed_well(c, at, &is_last, &no_memory);
    if (no_memory)
        return COHORT_NO_MEMORY;
    return !well || (first && is_last) ? give_rest(c, record, diags) : give_value(c, record, at);
}
