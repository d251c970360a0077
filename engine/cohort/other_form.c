// Recognizes what would otherwise be read as a table, or as a profile, of which nothing fits: the message would be true and lead nowhere.
#include "cohort/other_form.h"

#include "cohort/form.h"

#include <strings.h>

#define TO_CSV "write the rows as CSV, with commas or tabs between cells"

static const other_form nothing = {NULL, NULL, {NULL, 0}};

static other_form to_do(const char *name, const char *remedy)
{
    return (other_form){name, remedy, {NULL, 0}};
}

// --- lines ---

/// The first line that is not empty, without blanks around it; moves past it.
static slice take_line(slice *text)
{
    slice line = {NULL, 0};
    while (line.len == 0 && text->len > 0) {
        const char *feed = memchr(text->ptr, '\n', text->len);
        const size_t length = feed != NULL ? (size_t)(feed - text->ptr) : text->len;
        line = slice_trim(slice_part(*text, 0, length));
        *text = slice_part(*text, length + 1, text->len);
    }
    return line;
}

static bool has(slice text, const char *what)
{
    return text.len > 0 && memmem(text.ptr, text.len, what, strlen(what)) != NULL;
}

static bool begins(slice text, const char *what)
{
    return text.len >= strlen(what) && strncasecmp(text.ptr, what, strlen(what)) == 0;
}

/// Unlike strchr, false for NUL, which text from anywhere may hold.
static bool is_one_of(const char *signs, char c)
{
    return memchr(signs, c, strlen(signs)) != NULL;
}

/// The word at the beginning of a line, up to a blank or one of `ends`; moves past it.
static slice take_word(slice *line, const char *ends)
{
    size_t at = 0;
    while (at < line->len && line->ptr[at] != ' ' && !is_one_of(ends, line->ptr[at]))
        at++;
    const slice word = slice_part(*line, 0, at);
    *line = slice_part(*line, at, line->len);
    return word;
}

// --- by their first words ---

static const struct {
    const char *head; ///< whatever the case of its letters
    const char *name, *remedy;
} heads[] = {
    {"ID;P", "a worksheet in SYLK", "save it as .xlsx or CSV in a spreadsheet program"},
    {"TABLE\n0,1\n", "a table in DIF", "save it as .xlsx or CSV in a spreadsheet program"},
    {"TABLE\r\n0,1\r\n", "a table in DIF", "save it as .xlsx or CSV in a spreadsheet program"},
    {"socialcalc:version:", "a worksheet of SocialCalc or EtherCalc", "export it as .xlsx or CSV"},
    {"INSERT INTO ", "SQL that fills a database",
     "load it into SQLite and read that by --query, or export the rows as CSV"},
    {"CREATE TABLE ", "SQL that fills a database",
     "load it into SQLite and read that by --query, or export the rows as CSV"},
    {"DROP TABLE ", "SQL that fills a database",
     "load it into SQLite and read that by --query, or export the rows as CSV"},
    {"BEGIN TRANSACTION;", "SQL that fills a database",
     "load it into SQLite and read that by --query, or export the rows as CSV"},
    {"PRAGMA foreign_keys", "SQL that fills a database",
     "load it into SQLite and read that by --query, or export the rows as CSV"},
    {"-- MySQL dump", "a dump of MySQL", "export the rows as CSV"},
    {"-- MariaDB dump", "a dump of MariaDB", "export the rows as CSV"},
    {"/*!", "a dump of MySQL or MariaDB", "export the rows as CSV"},
    {"--\n-- PostgreSQL database dump", "a dump of PostgreSQL",
     "export the rows as CSV: \\copy ... TO 'clients.csv' CSV HEADER"},
    {"+-", "a table that is drawn with lines", TO_CSV},
    {"\xE2\x94\x8C", "a table that is drawn with lines", TO_CSV}, // a corner of a box
    {"\xE2\x95\x92", "a table that is drawn with lines", TO_CSV},
    {"\xE2\x95\x94", "a table that is drawn with lines", TO_CSV},
    {"\xE2\x95\xAD", "a table that is drawn with lines", TO_CSV},
};

// --- by the shape of their lines ---

/// A line of bars, hyphens, colons and blanks: below the names of a table in Markdown.
static bool is_rule(slice line)
{
    bool good = has(line, "--") && has(line, "|");
    for (size_t i = 0; i < line.len && good; i++)
        good = is_one_of("|-: ", line.ptr[i]);
    return good;
}

/// How many words of a line, between blanks, are known columns; 0 if anything else stands between words.
static size_t known_words(const cohort_options *options, slice line)
{
    size_t known = 0;
    if (has(line, ",") || has(line, ";") || has(line, "\t") || has(line, "|") || has(line, ":"))
        return 0;
    while (line.len > 0) {
        known += form_is_column(options, take_word(&line, ""));
        line = slice_trim(line);
    }
    return known;
}

/// Whether a line has a known name, then blanks, then one of the signs (or anything but a colon, if there are none).
static bool has_name_before(const cohort_options *options, slice line, const char *signs)
{
    const slice name = take_word(&line, signs);
    const bool blank = line.len > 0 && line.ptr[0] == ' ';
    line = slice_trim(line);
    return form_is_column(options, name) && line.len > 0 &&
           (signs[0] != '\0' ? is_one_of(signs, line.ptr[0]) : blank && line.ptr[0] != ':');
}

/// Whether all cells of a line of pairs, such as `name=Ann,age=3`, begin with a name and an equals sign, and one of the names is known.
static bool is_pairs(const cohort_options *options, slice line)
{
    size_t pairs = 0;
    size_t known = 0;
    bool good = true;
    while (good && line.len > 0) {
        const slice name = take_word(&line, "=,\t");
        good = name.len > 0 && line.len > 0 && line.ptr[0] == '=';
        pairs++;
        known += form_is_column(options, name);
        while (line.len > 0 && !is_one_of(",\t", line.ptr[0]))
            line = slice_part(line, 1, line.len);
        line = slice_part(line, 1, line.len);
    }
    return good && pairs >= 2 && known > 0;
}

/// Whether blanks stand between what may be columns, and nothing else that separates.
static bool is_aligned(slice line)
{
    return has(line, "   ") && !has(line, ",") && !has(line, "\t") && !has(line, "|") && !has(line, ":");
}

static other_form form_of_lines(const cohort_options *options, slice text)
{
    slice rest = text;
    const slice first = take_line(&rest);
    const slice second = take_line(&rest);
    if (has(first, "\x1F") || has(first, "\xE2\x90\x9F"))
        return to_do("a table with control characters between its cells (ASCII 31, or U+241F)", TO_CSV);
    if (is_rule(second) && has(first, "|"))
        return to_do("a table in Markdown", TO_CSV);
    if (is_pairs(options, first))
        return to_do("a file of pairs, name=value", TO_CSV ", or each row as an object of JSON");
    if (has_name_before(options, first, "=") && has_name_before(options, second, "="))
        return to_do("a file with a value on each line, name = value", TO_CSV);
    if (has_name_before(options, first, "") && has_name_before(options, second, ""))
        return to_do("a file with a value on each line, behind its name and blanks", TO_CSV);
    if (known_words(options, first) >= 2)
        return to_do("a table with blanks between its columns", TO_CSV);
    if (is_aligned(first) && is_aligned(second))
        return to_do("a table with columns of fixed width", TO_CSV);
    return nothing;
}

// --- JSON that is no list of objects ---

/// A JSON text in quotation marks; moves past it. False if there is none.
static bool take_text(slice *json, slice *text)
{
    const char *end = json->len > 0 && json->ptr[0] == '"' ? memchr(json->ptr + 1, '"', json->len - 1) : NULL;
    if (end == NULL)
        return false;
    *text = slice_part(*json, 1, (size_t)(end - json->ptr) - 1);
    *json = slice_trim(slice_part(*json, text->len + 2, json->len));
    return true;
}

static bool take_sign(slice *json, char sign)
{
    const bool found = json->len > 0 && json->ptr[0] == sign;
    if (found)
        *json = slice_trim(slice_part(*json, 1, json->len));
    return found;
}

static bool is_number(slice text)
{
    size_t digits = 0;
    while (digits < text.len && text.ptr[digits] >= '0' && text.ptr[digits] <= '9')
        digits++;
    return digits > 0 && digits == text.len;
}

/// Whether the first object of a list begins with at least two keys, of which one is known: it is a person, not a part of one.
static bool begins_with_a_person(const cohort_options *options, slice json)
{
    slice key;
    bool known = false;
    size_t keys = 0;
    while (take_text(&json, &key) && take_sign(&json, ':')) {
        keys++;
        known = known || form_is_column(options, key);
        while (json.len > 0 && !is_one_of(",}[{", json.ptr[0]))
            json = slice_part(json, 1, json.len);
        if (!take_sign(&json, ','))
            break;
    }
    return known && keys >= 2;
}

static other_form form_of_object(const cohort_options *options, slice json)
{
    const other_form by_number = to_do("JSON with rows by their numbers",
                                       "write a list of objects; with pandas: to_json(orient='records')");
    slice key;
    slice inner;
    if (!take_sign(&json, '{') || !take_text(&json, &key) || !take_sign(&json, ':') ||
        form_is_column(options, key)) {
        const bool is_column =
            take_sign(&json, '{') && take_text(&json, &inner) && is_number(inner) && take_sign(&json, ':');
        return is_column ? by_number : nothing;
    }
    const bool is_list = take_sign(&json, '[');
    if (is_list && take_sign(&json, '{'))
        return begins_with_a_person(options, json)
                   ? (other_form){"JSON with the people in a list below a key", "write the list alone", key}
                   : nothing;
    if (is_list && (slice_is(key, "columns") || slice_is(key, "index")))
        return to_do("JSON with columns and rows apart",
                     "write a list of objects; with pandas: to_json(orient='records')");
    if (slice_is(key, "schema") && take_sign(&json, '{'))
        return to_do("JSON with a schema and rows",
                     "write the rows alone; with pandas: to_json(orient='records')");
    if (is_number(key) && take_sign(&json, '{'))
        return by_number;
    return nothing;
}

other_form other_form_of(const cohort_options *options, slice text)
{
    if (slice_starts_with(text, SLICE("\xEF\xBB\xBF")))
        text = slice_part(text, 3, text.len);
    const slice content = slice_trim(text);
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        if (begins(content, heads[i].head))
            return to_do(heads[i].name, heads[i].remedy);
    }
    return slice_starts_with(content, SLICE("{")) ? form_of_object(options, content)
                                                  : form_of_lines(options, content);
}
