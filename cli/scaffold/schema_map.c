// The schema of maps. Names of columns are the office's own, so it says what may stand behind them.
#include "scaffold/schema_rows.h"
#include "write/memory.h"

#include <stdlib.h>
#include <string.h>

static const schema_row dialect_keys[] = {
    {"map", "A title: what the map is of.", "string", NULL},
    {"worksheet", "The worksheet of a workbook.", "string", NULL},
    {"encoding", "The encoding of text that is not UTF-8, such as windows-1252.", "string", NULL},
    {"skip_rows", "How many lines stand before the header.", "integer", NULL},
    {"delimiter", "What separates cells.", "string", ",|;|tab|||"},
    {"quote", "What stands around cells; backslash: nothing, and backslashes before special signs.", "string",
     "\"|'|none|backslash"},
    {"list_separator", "What separates the items of a list in a cell.", "string", ",|;|/|||+|&"},
    {"decimal", "What stands before the fraction of a number.", "string", ".|,"},
    {"group", "What stands between thousands.", "string", ".|,|'|blank"},
    {"unknown", "What else than an empty cell says that nobody knows, in any case.", "string|array", NULL},
    {"others", "Columns that are neither in the map nor facts are passed over.", "string", "ignore"},
    {NULL, NULL, NULL, NULL}};

static const schema_row rule_keys[] = {
    {"values", "Values of the column, in any case, each with what it means; null is not known.", "object",
     NULL},
    {"yes", "Words for true, in any case.", "string|array|boolean|number", NULL},
    {"no", "Words for false, in any case.", "string|array|boolean|number", NULL},
    {"date", "The order in which dates are written.", "string", "dmy|mdy|ymd"},
    {"multiply", "A number is multiplied by this.", "number|string", NULL},
    {"divide", "Then it is divided by this.", "number|string", NULL},
    {"add", "Then this is added.", "number|string", NULL},
    {"optional", "true: files may do without the column.", "boolean", NULL},
    {NULL, NULL, NULL, NULL}};

/// A text, with examples to complete: it may also be a dotted name.
static void write_name(json_writer *w, const char *key, const char *help, const advise_pack *pack,
                       const char *words)
{
    json_object_entry(w, key);
    json_string_entry(w, "description", help);
    json_string_entry(w, "type", "string");
    json_array_entry(w, "examples");
    schema_words(w, words);
    for (size_t i = 0; pack != NULL && i < advise_pack_fact_count(pack); i++) {
        const advise_fact f = advise_pack_fact(pack, ADVISE_FACTS, i);
        if (!f.derived)
            json_string(w, f.name);
    }
    json_array_end(w);
    json_object_end(w);
}

/// What may stand behind the name of a column: a name, or keys.
static void write_column(json_writer *w, const advise_pack *pack, bool of_list)
{
    json_object_entry(w, "additionalProperties");
    json_array_entry(w, "anyOf");
    json_object_begin(w);
    json_string_entry(w, "type", "string");
    json_object_end(w);
    json_object_begin(w);
    json_string_entry(w, "type", "object");
    json_object_entry(w, "properties");
    if (of_list) {
        write_name(w, "field", "The field of the list's items; item, if they are plain values.", NULL,
                   "item");
    } else {
        write_name(w, "fact", "The fact, or a field of one: employer.size.", pack, "");
        json_object_entry(w, "keep");
        json_string_entry(
            w, "description",
            "Kept by this name for naming and grouping, and seen by no rule; true: by its own name.");
        json_object_end(w);
        json_object_entry(w, "ignore");
        json_string_entry(w, "description", "true: passed over.");
        json_string_entry(w, "type", "boolean");
        json_object_end(w);
    }
    schema_rows(w, rule_keys);
    json_object_end(w);
    json_boolean_entry(w, "additionalProperties", false);
    json_object_end(w);
    json_array_end(w);
    json_object_end(w);
}

static void write_columns(json_writer *w, const advise_pack *pack, bool of_list, const char *help)
{
    json_object_entry(w, "columns");
    json_string_entry(w, "description", help);
    json_array_entry(w, "type");
    schema_words(w, of_list ? "object" : "object|null");
    json_array_end(w);
    write_column(w, pack, of_list);
    json_object_end(w);
}

/// One list of `lists`.
static void write_list(json_writer *w, const advise_fact *f)
{
    static const schema_row keys[] = {
        {"file", "A second table beside the map. Each of its rows is an item.", "string", NULL},
        {"key", "The column that both tables have: its name in the first, and in the second.",
         "string|object", NULL},
        {"others", "Columns of the second table that are not named are passed over.", "string", "ignore"},
        {NULL, NULL, NULL, NULL}};
    json_object_entry(w, f->name);
    json_string_entry(w, "type", "object");
    json_object_entry(w, "properties");
    write_columns(w, NULL, true,
                  "Columns, each with the field of an item; {n} stands for the number of numbered ones.");
    schema_rows(w, keys);
    json_object_end(w);
    json_array_entry(w, "required");
    json_string(w, "columns");
    json_array_end(w);
    json_boolean_entry(w, "additionalProperties", false);
    json_object_end(w);
}

static void write_lists(json_writer *w, const advise_pack *pack)
{
    json_object_entry(w, "lists");
    json_string_entry(w, "description", "Facts that are lists, from numbered columns or a second table.");
    json_string_entry(w, "type", "object");
    json_object_entry(w, "properties");
    for (size_t i = 0; i < advise_pack_fact_count(pack); i++) {
        const advise_fact f = advise_pack_fact(pack, ADVISE_FACTS, i);
        if (f.is_list)
            write_list(w, &f);
    }
    json_object_end(w);
    json_boolean_entry(w, "additionalProperties", false);
    json_object_end(w);
}

static void write_tests(json_writer *w)
{
    static const schema_row keys[] = {
        {"name", "What the test is about.", "string", NULL},
        {"row", "Columns, each with the text of its cell.", "object", NULL},
        {"facts", "What facts must be; null is not known. Kept columns stand here too.", "object", NULL},
        {NULL, NULL, NULL, NULL}};
    json_object_entry(w, "tests");
    json_string_entry(w, "description", "Invented rows, and what their facts must be.");
    json_string_entry(w, "type", "array");
    json_object_entry(w, "items");
    json_string_entry(w, "type", "object");
    json_object_entry(w, "properties");
    schema_rows(w, keys);
    json_object_end(w);
    json_array_entry(w, "required");
    schema_words(w, "row|facts");
    json_array_end(w);
    json_boolean_entry(w, "additionalProperties", false);
    json_object_end(w);
    json_object_end(w);
}

void schema_map(FILE *out, const advise_pack *pack)
{
    json_writer w = schema_begin(out, pack, "map", "Maps of an office's own data for");
    json_string_entry(&w, "type", "object");
    json_object_entry(&w, "properties");
    schema_rows(&w, dialect_keys);
    write_columns(&w, pack, false, "For each column of the file what it is: a fact, keep, ignore, or keys.");
    write_lists(&w, pack);
    write_tests(&w);
    json_object_end(&w);
    json_array_entry(&w, "required");
    json_string(&w, "map");
    json_array_end(&w);
    json_boolean_entry(&w, "additionalProperties", false);
    schema_end(&w);
}
