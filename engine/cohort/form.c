#include "cohort/form.h"

#include "input/yaml.h"

enum { MOST_LOOKED_AT = 1 << 16 };

// --- names ---

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

bool form_name_ends(slice name, slice ending)
{
    bool same = name.len >= ending.len;
    for (size_t i = 0; same && i < ending.len; i++)
        same = lower(name.ptr[name.len - ending.len + i]) == ending.ptr[i];
    return same;
}

/// A name without the ending that says how the file is compressed.
static slice plain_name(slice name)
{
    static const slice ends[] = {SLICE_INIT(".gz"), SLICE_INIT(".zst"), SLICE_INIT(".xz")};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        if (form_name_ends(name, ends[i]))
            return slice_part(name, 0, name.len - ends[i].len);
    }
    return name;
}

/// A workbook is told by its first bytes before its form is looked for; what is only called one is a table.
static const struct {
    slice end;
    cohort_format format;
    char delimiter;
} endings[] = {
    {SLICE_INIT(".ndjson"), COHORT_NDJSON, '\0'}, {SLICE_INIT(".jsonl"), COHORT_NDJSON, '\0'},
    {SLICE_INIT(".csv"), COHORT_CSV, '\0'},       {SLICE_INIT(".tsv"), COHORT_CSV, '\t'},
    {SLICE_INIT(".tab"), COHORT_CSV, '\t'},       {SLICE_INIT(".psv"), COHORT_CSV, '|'},
    {SLICE_INIT(".json"), COHORT_JSON, '\0'},     {SLICE_INIT(".yaml"), COHORT_YAML, '\0'},
    {SLICE_INIT(".yml"), COHORT_YAML, '\0'},      {SLICE_INIT(".xlsx"), COHORT_CSV, '\0'},
    {SLICE_INIT(".xlsm"), COHORT_CSV, '\0'},      {SLICE_INIT(".ods"), COHORT_CSV, '\0'},
};

cohort_format form_of_name(slice name)
{
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        if (form_name_ends(plain_name(name), endings[i].end))
            return endings[i].format;
    }
    return COHORT_BY_NAME;
}

bool cohort_reads_name(const char *name)
{
    return form_of_name(slice_of(name)) != COHORT_BY_NAME;
}

char form_delimiter(slice name)
{
    char delimiter = '\0';
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        if (form_name_ends(plain_name(name), endings[i].end))
            delimiter = endings[i].delimiter;
    }
    return delimiter;
}

// --- the first lines ---

/// What stands behind a byte order mark and white space.
static slice content_of(slice text)
{
    size_t at = slice_starts_with(text, SLICE("\xEF\xBB\xBF")) ? 3 : 0;
    while (at < text.len && yaml_is_space(text.ptr[at]))
        at++;
    return slice_part(text, at, text.len);
}

/// The first line without its end; moves past it.
static slice take_line(slice *text)
{
    const char *feed = text->len > 0 ? memchr(text->ptr, '\n', text->len) : NULL;
    size_t length = feed != NULL ? (size_t)(feed - text->ptr) : text->len;
    slice line = slice_part(*text, 0, length);
    *text = slice_part(*text, length + 1, text->len);
    if (line.len > 0 && line.ptr[line.len - 1] == '\r')
        line.len--;
    return line;
}

/// The first two lines tell all there is to tell.
bool form_shows(slice text)
{
    slice rest = content_of(text);
    const char *first = rest.len > 0 ? memchr(rest.ptr, '\n', rest.len) : NULL;
    return text.len >= MOST_LOOKED_AT || first != NULL;
}

static bool is_delimiter(char c)
{
    return c == ',' || c == ';' || c == '\t' || c == '|';
}

/// Counts a delimiter outside quotation marks.
static size_t count_of(slice line, char delimiter)
{
    size_t count = 0;
    bool quoted = false;
    for (size_t i = 0; i < line.len; i++) {
        quoted = quoted != (line.ptr[i] == '"');
        count += !quoted && line.ptr[i] == delimiter;
    }
    return count;
}

static bool has_delimiter(slice line)
{
    return count_of(line, ',') + count_of(line, ';') + count_of(line, '\t') + count_of(line, '|') > 0;
}

/// The key of a line `key: value`; empty if it is no such line.
static slice key_of(slice line)
{
    bool quoted = line.len > 0 && (line.ptr[0] == '"' || line.ptr[0] == '\'');
    size_t at = quoted;
    while (at < line.len && line.ptr[at] != ':' &&
           (quoted ? line.ptr[at] != line.ptr[0] : !is_delimiter(line.ptr[at])))
        at++;
    slice key = slice_part(line, quoted, at - quoted);
    at += quoted && at < line.len && line.ptr[at] == line.ptr[0];
    bool ends =
        at < line.len && line.ptr[at] == ':' && (at + 1 == line.len || yaml_is_space(line.ptr[at + 1]));
    return ends ? key : (slice){NULL, 0};
}

static bool is_yaml_line(slice line)
{
    return yaml_is_marker(line, "---") || slice_starts_with(line, SLICE("%YAML")) ||
           (line.len > 0 && line.ptr[0] == '#') || key_of(line).len > 0;
}

bool form_is_column(const cohort_options *options, slice name)
{
    const char *dot = name.len > 0 ? memchr(name.ptr, '.', name.len) : NULL;
    slice named = dot != NULL ? slice_part(name, 0, (size_t)(dot - name.ptr)) : name;
    bool found = false;
    for (size_t i = 0; i < options->pack_count; i++)
        found = found || pack_find_fact(options->packs[i], named) >= 0;
    for (size_t i = 0; options->map != NULL && i < options->map->count; i++)
        found = found || slice_equal(options->map->columns[i].name, name);
    return found;
}

/// JSON texts, each behind a record separator (RFC 7464), or a list of them, or one that is laid out over several lines.
static bool is_json_of_many_lines(slice content)
{
    slice rest = content;
    slice first = slice_trim(take_line(&rest));
    return slice_starts_with(content, SLICE("\x1E")) || slice_starts_with(content, SLICE("[")) ||
           slice_is(first, "{");
}

cohort_format form_of_json(slice text, cohort_format named)
{
    slice content = content_of(text);
    slice rest = content;
    (void)take_line(&rest);
    bool next = slice_starts_with(content, SLICE("{")) && slice_starts_with(content_of(rest), SLICE("{"));
    return is_json_of_many_lines(content) ? COHORT_JSON : next ? COHORT_NDJSON : named;
}

cohort_format form_of_text(const cohort_options *options, slice text)
{
    slice content = content_of(text);
    slice rest = content;
    slice line = take_line(&rest);
    if (slice_starts_with(content, SLICE("{")) || is_json_of_many_lines(content))
        return is_json_of_many_lines(content) ? COHORT_JSON : COHORT_NDJSON;
    if (slice_starts_with(line, SLICE("sep=")) || options->skip_rows > 0)
        return COHORT_CSV;
    if (is_yaml_line(line))
        return COHORT_YAML;
    return has_delimiter(line) || form_is_column(options, slice_trim(line)) ? COHORT_CSV : COHORT_YAML;
}

// --- looks ---

/// A cell of a header, without quotation marks and blanks; moves past it.
static slice take_cell(slice *line, char delimiter)
{
    size_t end = 0;
    bool quoted = false;
    while (end < line->len && (quoted || line->ptr[end] != delimiter))
        quoted = quoted != (line->ptr[end++] == '"');
    slice cell = slice_trim(slice_part(*line, 0, end));
    *line = slice_part(*line, end + 1, line->len);
    if (cell.len >= 2 && cell.ptr[0] == '"' && cell.ptr[cell.len - 1] == '"')
        cell = slice_part(cell, 1, cell.len - 2);
    return cell;
}

/// True if the cells are short and end like no sentence. @param facts  receives how many are facts
static bool is_header(const cohort_options *options, slice line, char delimiter, size_t *facts)
{
    enum { LONGEST_NAME = 60 };
    bool good = true;
    while (good && line.len > 0) {
        slice cell = take_cell(&line, delimiter);
        good = cell.len <= LONGEST_NAME && (cell.len == 0 || strchr(".!?:", cell.ptr[cell.len - 1]) == NULL);
        *facts += form_is_column(options, cell);
    }
    return good;
}

/// A table: the first lines have as many of one delimiter as the header, and behind its commas stand no blanks, unless it names a fact.
static form_look look_of_table(const cohort_options *options, slice text, char delimiter)
{
    enum { MOST_LINES = 20 };
    slice header = take_line(&text);
    size_t count = count_of(header, delimiter);
    size_t facts = 0;
    if (count == 0 || !is_header(options, header, delimiter, &facts))
        return FORM_PROSE;
    if (facts > 0)
        return FORM_TABLE;
    bool spoken = delimiter == ',' && count < 2;
    for (size_t i = 0; i + 1 < header.len && delimiter == ','; i++)
        spoken = spoken || (header.ptr[i] == ',' && header.ptr[i + 1] == ' ');
    size_t rows = 0;
    while (!spoken && rows < MOST_LINES && text.len > 0 && memchr(text.ptr, '\n', text.len) != NULL) {
        slice line = take_line(&text);
        spoken = count_of(line, delimiter) != count;
        rows++;
    }
    return spoken || rows == 0 ? FORM_PROSE : FORM_RECORDS;
}

/// True if the text states at least two facts as YAML does.
static bool states_facts(const cohort_options *options, slice text)
{
    size_t facts = 0;
    while (text.len > 0)
        facts += form_is_column(options, key_of(take_line(&text)));
    return facts >= 2;
}

form_look form_look_of(const cohort_options *options, slice text)
{
    slice content = content_of(text);
    slice inner = content_of(slice_part(content, 1, content.len));
    bool object = slice_starts_with(content, SLICE("{")) &&
                  (slice_starts_with(inner, SLICE("\"")) || slice_starts_with(inner, SLICE("}")));
    bool list = slice_starts_with(content, SLICE("[")) && slice_starts_with(inner, SLICE("{"));
    if (object || list || slice_starts_with(content, SLICE("\x1E")) || states_facts(options, content))
        return FORM_RECORDS;
    form_look look = FORM_PROSE;
    for (const char *d = "\t;|,"; look == FORM_PROSE && *d != '\0'; d++)
        look = look_of_table(options, content, *d);
    return look;
}
