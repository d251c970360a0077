#include "scaffold/schema_rows.h"

#include "write/memory.h"

#include <stdlib.h>
#include <string.h>

void schema_words(json_writer *w, const char *words)
{
    while (*words != '\0') {
        const size_t length = words[0] == '|' ? 1 : strcspn(words, "|");
        char *word = must_format("%.*s", (int)length, words);
        json_string(w, word);
        free(word);
        words += length;
        words += *words == '|';
    }
}

static void write_row(json_writer *w, const schema_row *row)
{
    json_object_entry(w, row->name);
    json_string_entry(w, "description", row->help);
    json_array_entry(w, "type");
    schema_words(w, row->types);
    json_array_end(w);
    if (row->words != NULL) {
        json_array_entry(w, "enum");
        schema_words(w, row->words);
        json_array_end(w);
    }
    json_object_end(w);
}

void schema_rows(json_writer *w, const schema_row *rows)
{
    for (const schema_row *row = rows; row->name != NULL; row++)
        write_row(w, row);
}

void schema_object_begin(json_writer *w, const char *name, const char *help)
{
    if (name != NULL)
        json_object_entry(w, name);
    else
        json_object_begin(w);
    if (help != NULL)
        json_string_entry(w, "description", help);
    json_string_entry(w, "type", "object");
    json_object_entry(w, "properties");
}

void schema_object_end(json_writer *w, const char *required)
{
    json_object_end(w);
    if (required != NULL) {
        json_array_entry(w, "required");
        schema_words(w, required);
        json_array_end(w);
    }
    json_boolean_entry(w, "additionalProperties", false);
    json_object_end(w);
}
