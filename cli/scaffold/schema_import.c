// The schema of descriptions of files that can be imported. What stands in a file has names of its own, so it says what may stand behind them.
#include "scaffold/schema_rows.h"

static const schema_row head_rows[] = {
    {"import", "The name of the kind of file.", "string", NULL},
    {"form", "What a file of this kind is.", "string", "json|tables|xml"},
    {"dates", "month first: 3/5/21 is the fifth of March. Else it is not read.", "string", "month first"},
    {NULL, NULL, NULL, NULL}};

static const schema_row part_rows[] = {
    {"each", "The path of the things that the part is about; without it, the file itself.", "string", NULL},
    {"when", "A condition in FEEL.", "string|boolean", NULL},
    {"alone", "true: says nothing if 'when' is true of several things.", "boolean", NULL},
    {"people", "true: other people, who are taken only with --connections.", "boolean", NULL},
    {NULL, NULL, NULL, NULL}};

static const schema_row value_rows[] = {
    {"value", "An expression in FEEL over the names of the part, and today.", "string|number|boolean", NULL},
    {"words", "The words among which its text is looked up.", "string", NULL},
    {NULL, NULL, NULL, NULL}};

static const schema_row name_rows[] = {
    {"at", "A path: what stands there, if it is the only one.", "string", NULL},
    {"all", "A path: the list of all that stand there.", "string", NULL},
    {"as", "How it is read. about: the first day that it may be, for guesses.", "string",
     "text|date|month|about"},
    {NULL, NULL, NULL, NULL}};

static const schema_row why_row[] = {{"why", "Why it is only a guess.", "string", NULL},
                                     {NULL, NULL, NULL, NULL}};

/// Anything that is written plainly, which is an expression or a path.
static void write_plain(json_writer *w)
{
    json_object_begin(w);
    json_array_entry(w, "type");
    schema_words(w, "string|number|boolean");
    json_array_end(w);
    json_object_end(w);
}

/// What a fact or a field is stated by.
static void write_value(json_writer *w, const advise_fact *f, bool is_guess)
{
    json_object_entry(w, f->name);
    if (f->ask[0] != '\0' || f->description[0] != '\0')
        json_string_entry(w, "description", f->description[0] != '\0' ? f->description : f->ask);
    json_string_entry(w, "$ref", is_guess ? "#/$defs/guess" : "#/$defs/value");
    json_object_end(w);
}

/// The fields of a list's records.
static void write_record(json_writer *w, const advise_pack *pack, const advise_fact *f, bool is_guess)
{
    const advise_record_type type = advise_pack_type(pack, f->record);
    schema_object_begin(w, f->name, f->ask[0] != '\0' ? f->ask : NULL);
    for (size_t i = 0; i < type.field_count; i++) {
        const advise_fact field = advise_pack_fact(pack, f->record, i);
        if (field.type != ADVISE_TYPE_RECORD)
            write_value(w, &field, is_guess);
    }
    if (is_guess)
        schema_rows(w, why_row);
    json_object_end(w);
    json_array_entry(w, "required");
    for (size_t i = 0; i < type.field_count; i++) {
        const advise_fact field = advise_pack_fact(pack, f->record, i);
        if (field.required)
            json_string(w, field.name);
    }
    json_array_end(w);
    json_boolean_entry(w, "additionalProperties", false);
    json_object_end(w);
}

/// What `write_value` refers to: an expression, or keys.
static void write_definition(json_writer *w, const char *name, bool is_guess)
{
    json_object_entry(w, name);
    json_array_entry(w, "anyOf");
    write_plain(w);
    schema_object_begin(w, NULL, NULL);
    schema_rows(w, value_rows);
    if (is_guess)
        schema_rows(w, why_row);
    schema_object_end(w, "value");
    json_array_end(w);
    json_object_end(w);
}

/// The facts that a file may state: what the pack concludes itself, and records of their own, cannot be imported.
static void write_facts(json_writer *w, const advise_pack *pack, const char *key, const char *help,
                        bool is_guess)
{
    schema_object_begin(w, key, help);
    for (size_t i = 0; i < advise_pack_fact_count(pack); i++) {
        const advise_fact f = advise_pack_fact(pack, ADVISE_FACTS, i);
        if (f.derived)
            continue;
        if (f.type != ADVISE_TYPE_RECORD)
            write_value(w, &f, is_guess);
        else if (f.is_list)
            write_record(w, pack, &f, is_guess);
    }
    schema_object_end(w, NULL);
}

/// Begins a property whose keys are names of the author's own.
static void named_begin(json_writer *w, const char *key, const char *help)
{
    json_object_entry(w, key);
    json_string_entry(w, "description", help);
    json_string_entry(w, "type", "object");
    json_object_entry(w, "additionalProperties");
}

static void named_end(json_writer *w)
{
    json_object_end(w);
    json_object_end(w);
}

static void write_names(json_writer *w)
{
    named_begin(w, "names", "What expressions call what stands at a path below the thing.");
    json_array_entry(w, "anyOf");
    write_plain(w);
    schema_object_begin(w, NULL, NULL);
    schema_rows(w, name_rows);
    json_object_entry(w, "of");
    json_string_entry(w, "description",
                      "With 'all': makes a record of each, of what stands at paths below it.");
    json_string_entry(w, "type", "object");
    json_object_end(w);
    schema_object_end(w, NULL);
    json_array_end(w);
    named_end(w);
}

static void write_parts(json_writer *w, const advise_pack *pack)
{
    json_object_entry(w, "parts");
    json_string_entry(w, "description", "What to look for.");
    json_string_entry(w, "type", "array");
    json_object_entry(w, "items");
    json_string_entry(w, "type", "object");
    json_object_entry(w, "properties");
    schema_rows(w, part_rows);
    write_names(w);
    write_facts(w, pack, "facts", "Facts, each with what states it.", false);
    write_facts(w, pack, "guesses", "Facts that are merely likely: they become comments.", true);
    schema_object_end(w, "names");
    json_object_end(w);
}

static void write_signs(json_writer *w)
{
    json_object_entry(w, "signs");
    json_string_entry(w, "description", "Paths of which a file of this kind has at least one.");
    json_string_entry(w, "type", "array");
    json_object_entry(w, "items");
    json_string_entry(w, "type", "string");
    json_object_end(w);
    json_object_end(w);
}

static void write_words(json_writer *w)
{
    named_begin(w, "words", "Texts, in any case, and the values that they mean.");
    json_string_entry(w, "type", "object");
    named_end(w);
}

void schema_import(FILE *out, const advise_pack *pack)
{
    json_writer w = schema_begin(out, pack, "import", "Descriptions of files to import for");
    json_string_entry(&w, "type", "object");
    json_object_entry(&w, "properties");
    schema_rows(&w, head_rows);
    write_signs(&w);
    write_words(&w);
    write_parts(&w, pack);
    json_object_end(&w);
    json_array_entry(&w, "required");
    schema_words(&w, "import|form|signs|parts");
    json_array_end(&w);
    json_boolean_entry(&w, "additionalProperties", false);
    json_object_entry(&w, "$defs");
    write_definition(&w, "value", false);
    write_definition(&w, "guess", true);
    json_object_end(&w);
    schema_end(&w);
}
