// Lines are looked at one by one, with no more memory than whether a block of text (`|` or `>`) is under way.
#include "input/yaml_slip.h"

#include "base/text.h"
#include "input/yaml.h"

/// A line, taken apart.
typedef struct yaml_line {
    arena *arena;
    const source_text *source;
    diag_list *diags;
    size_t start;  ///< of the line in the source
    slice text;    ///< without its end
    size_t indent; ///< bytes of white space before its first word, of any kind
    slice body;    ///< after that and after a "- " that begins an entry
    slice key;     ///< before a colon that a blank or the line's end follows; empty if there is none
    slice value;   ///< after that colon, without blanks around; without a key the whole body
} yaml_line;

static const slice hard_space = SLICE_INIT("\xC2\xA0");

static place place_in(const yaml_line *l, const char *from, size_t length)
{
    return (place){l->source, l->start + (size_t)(from - l->text.ptr), length};
}

static bool is_key_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/// How many bytes at the beginning could be a key of a profile; it begins with a letter.
static size_t key_length(slice text)
{
    size_t length = 0;
    if (text.len > 0 && text.ptr[0] >= '0' && text.ptr[0] <= '9')
        return 0;
    while (length < text.len && is_key_char(text.ptr[length]))
        length++;
    return length;
}

/// Where the colon stands that ends a key; the length of the text if there is none.
static size_t find_colon(slice text)
{
    size_t at = 0;
    while (at < text.len && !(text.ptr[at] == ':' && (at + 1 == text.len || text.ptr[at + 1] == ' ')))
        at++;
    return at;
}

static bool contains(slice text, slice part)
{
    bool found = false;
    for (size_t i = 0; i + part.len <= text.len && !found; i++)
        found = memcmp(text.ptr + i, part.ptr, part.len) == 0;
    return found;
}

static void report(const yaml_line *l, slice part, const char *message)
{
    diag_error(l->diags, place_in(l, part.ptr, part.len > 0 ? part.len : 1), "yaml-syntax", "%s", message);
}

// --- recognisers ---

static bool is_tab(const yaml_line *l)
{
    slice blank = slice_part(l->text, 0, l->indent);
    if (!contains(blank, SLICE("\t")))
        return false;
    report(l, blank, "a tab may not indent a line");
    diag_hint(l->diags, "indent with blanks: two for each level");
    return true;
}

static bool is_hard_space(const yaml_line *l)
{
    bool before =
        contains(slice_part(l->text, 0, l->indent), hard_space) || slice_starts_with(l->body, hard_space);
    size_t length = key_length(l->body);
    slice behind = slice_part(l->body, length, l->body.len);
    bool after = slice_starts_with(behind, SLICE(":\xC2\xA0"));
    if (!before && !after)
        return false;
    report(l, after ? slice_part(behind, 1, 2) : slice_part(l->text, l->indent, 2),
           "this is a non-breaking space, which is no blank");
    diag_hint(l->diags, "write a plain blank in its place");
    return true;
}

static bool is_dash_without_blank(const yaml_line *l)
{
    if (l->body.len < 2 || l->body.ptr[0] != '-' || !is_key_char(l->body.ptr[1]) ||
        (l->body.ptr[1] >= '0' && l->body.ptr[1] <= '9'))
        return false;
    slice rest = slice_part(l->body, 1, l->body.len);
    report(l, slice_part(l->body, 0, 2), "a blank is missing after the '-'");
    diag_hint(l->diags, "write - %.*s", SLICE_ARG(diag_value(l->diags, diag_quote(rest))));
    return true;
}

static bool is_colon_without_blank(const yaml_line *l)
{
    size_t length = key_length(l->body);
    slice behind = slice_part(l->body, length, l->body.len);
    if (l->key.len > 0 || length == 0 || behind.len < 2 || behind.ptr[0] != ':' || behind.ptr[1] == '/')
        return false;
    report(l, slice_part(l->body, 0, length + 1), "a blank is missing after the colon");
    diag_hint(l->diags, "write %.*s: %.*s", (int)length, l->body.ptr,
              SLICE_ARG(diag_value(l->diags, diag_quote(slice_part(behind, 1, behind.len)))));
    return true;
}

static bool is_other_sign(const yaml_line *l)
{
    size_t length = key_length(l->body);
    slice behind = slice_trim(slice_part(l->body, length, l->body.len));
    if (l->key.len > 0 || length == 0 || behind.len == 0 || (behind.ptr[0] != '=' && behind.ptr[0] != ';'))
        return false;
    report(l, slice_part(behind, 0, 1), "a colon belongs between a key and its value");
    diag_hint(l->diags, "write %.*s: %.*s", (int)length, l->body.ptr,
              SLICE_ARG(diag_value(l->diags, diag_quote(slice_trim(slice_part(behind, 1, behind.len))))));
    return true;
}

/// The text in double quotes, as a hint.
static void hint_quoted(const yaml_line *l, slice text)
{
    enum { MOST_SHOWN = 200 }; // a longer text is not repeated
    if (text.len > MOST_SHOWN || l->diags->hides_values) {
        diag_hint(l->diags, "put the whole text in double quotes");
        return;
    }
    text_builder out = {.arena = l->arena};
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '"' || text.ptr[i] == '\\')
            text_add_byte(&out, '\\');
        text_add_byte(&out, text.ptr[i]);
    }
    slice escaped = text_result(&out);
    diag_hint(l->diags, "put it in double quotes: %.*s%s\"%.*s\"", SLICE_ARG(l->key),
              l->key.len > 0 ? ": " : "", SLICE_ARG(escaped));
}

/// Where the quotation that begins the value ends: after its closing mark; 0 if it does not end on this line.
static size_t quotation_end(slice value)
{
    char mark = value.ptr[0];
    size_t end = 0;
    for (size_t i = 1; i < value.len && end == 0; i++) {
        if (mark == '"' && value.ptr[i] == '\\')
            i++;
        else if (value.ptr[i] == mark && mark == '\'' && i + 1 < value.len && value.ptr[i + 1] == mark)
            i++;
        else if (value.ptr[i] == mark)
            end = i + 1;
    }
    return end;
}

/// True if the quotation mark is one that begins a quotation: behind a blank, and before none.
static bool is_opening(slice value, size_t at)
{
    return at > 0 && at + 1 < value.len && value.ptr[at - 1] == ' ' && value.ptr[at + 1] != ' ';
}

static bool is_text_behind_quotation(const yaml_line *l)
{
    slice value = l->value;
    if (value.len < 2 || (value.ptr[0] != '\'' && value.ptr[0] != '"'))
        return false;
    size_t end = quotation_end(value);
    slice behind = slice_trim(slice_part(value, end, value.len));
    if (end == 0 || behind.len == 0 || behind.ptr[0] == '#' || behind.ptr[0] == ':')
        return false;
    bool single = value.ptr[0] == '\'';
    report(l, slice_part(value, end - 1, 1),
           single ? "this apostrophe ends the text in single quotes" : "this quotation mark ends the text");
    // 'it's' is in single quotes, "the "new" one" in double ones; but "A" and "B" begins with a quotation.
    const bool is_whole = value.ptr[value.len - 1] == value.ptr[0] && (single || is_opening(value, end - 1));
    hint_quoted(l, single || is_whole ? slice_part(value, 1, value.len - 1 - is_whole) : value);
    return true;
}

static bool is_text_behind_bracket(const yaml_line *l)
{
    const char *close = l->value.len > 0 && l->value.ptr[0] == '['   ? memchr(l->value.ptr, ']', l->value.len)
                        : l->value.len > 0 && l->value.ptr[0] == '{' ? memchr(l->value.ptr, '}', l->value.len)
                                                                     : NULL;
    if (close == NULL)
        return false;
    slice behind = slice_trim(slice_part(l->value, (size_t)(close + 1 - l->value.ptr), l->value.len));
    if (behind.len == 0 || memchr("#,]}:", behind.ptr[0], 5) != NULL || contains(behind, SLICE("]")) ||
        contains(behind, SLICE("}")))
        return false;
    report(l, slice_part(l->value, 0, 1), "a text may not begin with a bracket");
    hint_quoted(l, l->value);
    return true;
}

static bool is_colon_in_value(const yaml_line *l)
{
    slice value = l->value;
    size_t comment = 1;
    while (comment < value.len && !(value.ptr[comment] == '#' && value.ptr[comment - 1] == ' '))
        comment++;
    value = slice_trim(slice_part(value, 0, comment));
    size_t colon = find_colon(value);
    if (l->key.len == 0 || value.len == 0 || colon == value.len ||
        memchr("'\"[{|>#&*!", value.ptr[0], 10) != NULL)
        return false;
    report(l, slice_part(value, colon, 1), "a colon with a blank after it may not stand in a plain text");
    hint_quoted(l, value);
    return true;
}

static bool is_question_mark(const yaml_line *l)
{
    if (l->key.len == 0 || l->value.len == 0 || l->value.ptr[0] != '?' ||
        (l->value.len > 1 && l->value.ptr[1] != ' '))
        return false;
    report(l, slice_part(l->value, 0, 1), "a question mark alone may not begin a plain text");
    if (l->value.len > 1)
        hint_quoted(l, l->value);
    else
        diag_hint(l->diags, "leave the value empty if it is not known");
    return true;
}

static bool is_sign_before_value(const yaml_line *l)
{
    if (l->value.len == 0 || memchr("@`%&*!", l->value.ptr[0], 6) == NULL)
        return false;
    report(l, slice_part(l->value, 0, 1), "a plain text may not begin with this sign");
    hint_quoted(l, l->value);
    return true;
}

static bool is_backslash_in_quotes(const yaml_line *l)
{
    const char *at =
        l->value.len > 2 && l->value.ptr[0] == '"' ? memchr(l->value.ptr, '\\', l->value.len) : NULL;
    slice behind = {0};
    if (at != NULL)
        behind = slice_part(l->value, (size_t)(at + 1 - l->value.ptr), 2);
    if (behind.len < 2 || memchr("0abtnvfre \"/\\N_LPx\t", behind.ptr[0], 19) != NULL)
        return false;
    if ((behind.ptr[0] | 0x20) == 'u' && memchr("0123456789abcdefABCDEF", behind.ptr[1], 22) != NULL)
        return false;
    report(l, (slice){at, 1}, "a backslash in double quotes begins an escape, and this is none");
    diag_hint(l->diags, "write the backslash twice, or use single quotes");
    return true;
}

// --- the table ---

static bool (*const recognisers[])(const yaml_line *l) = {
    is_tab,
    is_hard_space,
    is_dash_without_blank,
    is_colon_without_blank,
    is_other_sign,
    is_text_behind_quotation,
    is_text_behind_bracket,
    is_question_mark,
    is_sign_before_value,
    is_backslash_in_quotes,
    is_colon_in_value,
};

static yaml_line take_apart(arena *a, const source_text *source, diag_list *diags, size_t start, size_t end)
{
    yaml_line l = {.arena = a, .source = source, .diags = diags, .start = start};
    l.text = slice_part(source->text, start, end - start);
    while (l.indent < l.text.len && (l.text.ptr[l.indent] == ' ' || l.text.ptr[l.indent] == '\t'))
        l.indent++;
    l.body = slice_trim(slice_part(l.text, l.indent, l.text.len));
    while (slice_starts_with(l.body, SLICE("- ")))
        l.body = slice_trim(slice_part(l.body, 2, l.body.len));
    size_t colon = find_colon(l.body);
    bool has_key = colon < l.body.len && colon == key_length(l.body);
    l.key = has_key ? slice_part(l.body, 0, colon) : (slice){0};
    l.value = has_key ? slice_trim(slice_part(l.body, colon + 1, l.body.len)) : l.body;
    return l;
}

bool yaml_report_slips(arena *a, const source_text *source, diag_list *diags)
{
    size_t errors = diags->errors;
    slice text = source->text;
    size_t block = SIZE_MAX; // the indentation of the key whose block of text is under way
    for (size_t start = slice_starts_with(text, SLICE("\xEF\xBB\xBF")) ? 3 : 0, end; start < text.len;
         start = end + 1) {
        end = start;
        while (end < text.len && text.ptr[end] != '\n')
            end++;
        yaml_line l = take_apart(a, source, diags, start, end);
        if (l.body.len == 0 || l.body.ptr[0] == '#' || (block != SIZE_MAX && l.indent > block))
            continue;
        block = l.value.len > 0 && l.value.len < 4 && (l.value.ptr[0] == '|' || l.value.ptr[0] == '>')
                    ? l.indent
                    : SIZE_MAX;
        bool found = false;
        for (size_t i = 0; i < sizeof recognisers / sizeof *recognisers && !found; i++)
            found = recognisers[i](&l);
    }
    return diags->errors > errors;
}

/// What libyaml says, in words of people.
typedef struct problem_words {
    const char *problem; ///< a part of libyaml's words
    bool at_beginning;   ///< report it where what is being read begins
    const char *message, *hint;
} problem_words;

static const problem_words problems[] = {
    {"found unexpected end of stream", true, "the quotation that begins here has no end",
     "close it with the same mark; an apostrophe in a text needs double quotes around the text"},
    {"unexpected document indicator", true, "the quotation that begins here has no end",
     "close it with the same mark"},
    {"did not find expected ',' or ']'", true,
     "the list that begins here has no end, or a comma is missing in it",
     "write [one, two]: commas between the items, and ] at the end"},
    {"did not find expected ',' or '}'", true,
     "the record that begins here has no end, or a comma is missing in it",
     "write {name: one, level: two}: commas between the keys, and } at the end"},
    {"mapping values are not allowed", false, "a colon with a blank after it may not stand in a plain text",
     "put the text in double quotes"},
    {"could not find expected ':'", false, "the line before has no key with a colon and a blank",
     "write each fact on its own line, such as name: Jo"},
    {"did not find expected '-' indicator", false, "this line is not indented like those it belongs to",
     "begin it below the first letter of the key above, or with '- ' if it is a new entry"},
    {"did not find expected key", false,
     "this line is not indented like those it belongs to, or a quotation before it ended early",
     "begin it below the first letter of the key above"},
    {"block sequence entries are not allowed", false, "an entry of a list may not stand here",
     "begin the list on the line below its key"},
    {"cannot start any token", false, "a text may not begin with this sign",
     "indent with blanks, not with tabs, and put a text that begins with @, ` or % in double quotes"},
    {"did not find expected <document start>", false, "the profile ended on the line before",
     "remove the line '...' or '---' before this one"},
    {"control characters", false, "a control character may not stand here",
     "remove it: most editors can show it"},
    {"expected alphabetic or numeric", false, "a text may not begin with * or &", "put it in double quotes"},
};

/// True if no line has a key: most likely these are sentences.
static bool is_prose(const source_text *source)
{
    bool prose = true;
    for (size_t start = 0, end; start < source->text.len && prose; start = end + 1) {
        end = start;
        while (end < source->text.len && source->text.ptr[end] != '\n')
            end++;
        yaml_line l = take_apart(NULL, source, NULL, start, end);
        prose = l.key.len == 0 && (l.body.len == 0 || memchr("{[\"'", l.body.ptr[0], 4) == NULL);
    }
    return prose;
}

/// True if the line of the place begins with a key, and has no other colon.
static bool is_sound_line(place at)
{
    slice text = at.source->text;
    size_t start = at.offset;
    size_t end = at.offset;
    while (start > 0 && text.ptr[start - 1] != '\n')
        start--;
    while (end < text.len && text.ptr[end] != '\n')
        end++;
    yaml_line l = take_apart(NULL, at.source, NULL, start, end);
    return l.key.len > 0 && find_colon(l.value) == l.value.len;
}

void yaml_report_problem(const source_text *source, const char *problem, place at, place begins,
                         diag_list *diags)
{
    if (is_prose(source)) {
        diag_error(diags, (place){source, 0, 1}, "yaml-syntax", "these are sentences, not keys and values");
        diag_hint(diags,
                  "write one fact a line, such as name: Jo; 'advise init FILE' writes a form to fill in");
        return;
    }
    if (strstr(problem, "mapping values are not allowed") != NULL && is_sound_line(at)) {
        diag_error(diags, at, "yaml-syntax",
                   "this line is indented deeper than the line before, which has its value already");
        diag_hint(diags, "begin it below the first letter of the key above");
        return;
    }
    const problem_words *w = NULL;
    for (size_t i = 0; i < sizeof problems / sizeof *problems && w == NULL; i++)
        w = strstr(problem, problems[i].problem) != NULL ? &problems[i] : NULL;
    if (w == NULL) {
        diag_error(diags, at, "yaml-syntax", "%s", problem);
        diag_hint(diags, "put the text in double quotes, or see the form that 'advise init' writes");
        return;
    }
    diag_error(diags, w->at_beginning && begins.source != NULL ? begins : at, "yaml-syntax", "%s",
               w->message);
    diag_hint(diags, "%s", w->hint);
}
