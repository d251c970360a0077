/// Which form of input a file has, by its name and by its first lines. Private to engine/cohort/.
#ifndef ADVISE_COHORT_FORM_H
#define ADVISE_COHORT_FORM_H

#include "cohort/cohort.h"

/// By the ending of the name, in capitals or not, before one that says how the file is compressed; COHORT_BY_NAME if it does not say.
cohort_format form_of_name(slice name);

/// The delimiter that the ending says; '\0': none.
char form_delimiter(slice name);

/// True if the name has the ending, in capitals or not.
bool form_name_ends(slice name, slice ending);

/// True if the text tells its form, or begins with as many bytes as are looked at.
bool form_shows(slice text);

/// By the first lines: JSON in one of its forms, YAML, or a table.
/// @param text  of which `form_shows` is true, or all of it
cohort_format form_of_text(const cohort_options *options, slice text);

/// Which of the forms of JSON a file has that should be of one of them: COHORT_JSON for a list, for texts behind record separators, and for
/// an object that is laid out over lines; COHORT_NDJSON if two lines begin with objects; else what it should be.
cohort_format form_of_json(slice text, cohort_format named);

/// True if the name of a column is known: it is that of a fact or of a field of one, or the map has it.
bool form_is_column(const cohort_options *options, slice name);

/// What the beginning of a text that nothing else tells of looks like.
typedef enum form_look {
    FORM_PROSE,   ///< words to read
    FORM_TABLE,   ///< a table whose header names a fact, or any if no packs are known
    FORM_RECORDS, ///< another table, or JSON, or YAML that states facts
} form_look;

/// Strict, so that a letter is not taken for a table.
form_look form_look_of(const cohort_options *options, slice text);

#endif
