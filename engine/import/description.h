/// An import description: a YAML file in the folder "import" of a pack, which says what in a kind of file states which fact. It is checked
/// like the pack itself: what is wrong has its place, and nothing in it is without effect.
///
///     import: JSON Resume
///     form: json
///     signs: [basics, work]
///     words:
///       field: {immigration law: immigration}
///     parts:
///       - each: work
///         names: {title: position, begin: {at: startDate, as: date}, end: endDate}
///         when: begin != null and end = null
///         alone: true
///         facts: {job_title: title, employed: "true"}
///         guesses:
///           months_in_position: {value: months(begin), why: the file names no day}
#ifndef ADVISE_IMPORT_DESCRIPTION_H
#define ADVISE_IMPORT_DESCRIPTION_H

#include "import/document.h"
#include "input/file.h"
#include "pack/pack.h"
#include "pack/schema.h"

/// How the text at a path is read.
typedef enum import_reading {
    IMPORT_TEXT,
    IMPORT_DATE,  ///< null unless the text says the day
    IMPORT_MONTH, ///< the first day of the month; null unless the text says the month
    IMPORT_ABOUT, ///< the first day that a date may be: only for guesses
} import_reading;

/// What expressions call the things at a path.
typedef struct import_name {
    slice name, path;
    import_reading reading;
    bool all;                  ///< a list of all of them, else the only one
    bool is_about;             ///< it, or a part of it, is read as about
    struct import_name *parts; ///< if each of all of them is a record: what stands at paths below it
    size_t part_count;
    bool is_read;
    place where;
} import_name;

/// Texts, whatever their case, and what they mean. What is not among them means nothing.
typedef struct import_words {
    slice name;
    const yaml_node *pairs;
    bool is_used;
    place where;
} import_words;

typedef struct import_value {
    const feel_expression *of; ///< over the names of the part, and `today`; NULL: nothing
    const import_words *words; ///< NULL: as it is
} import_value;

/// What a part says of a fact.
typedef struct import_statement {
    size_t fact; ///< index in the pack
    bool is_guess;
    slice why;            ///< of a guess
    import_value value;   ///< of the fact; of a list of plain values an item, or a list of them
    import_value *fields; ///< one for each field of the record, if the fact is a list of records; else NULL
} import_statement;

/// Things of one kind.
typedef struct import_part {
    slice each; ///< their path; empty: the file itself
    import_name *names;
    size_t name_count;
    const feel_expression *when; ///< NULL: always
    bool alone;                  ///< nothing is said unless there is exactly one of them
    bool people;                 ///< they are other people
    struct {
        import_statement *items;
        size_t count, capacity;
    } statements;
} import_part;

typedef struct import_description {
    slice file;   ///< its name in the folder
    size_t level; ///< of the pack: which of its folders
    slice title;
    document_form form;
    bool month_first;   ///< of dates such as 3/5/21
    const slice *signs; ///< paths of which a file of this kind has at least one
    size_t sign_count;
    place where; ///< of the signs
    struct {
        import_words *items;
        size_t count, capacity;
    } words;
    import_part *parts;
    size_t part_count;
} import_description;

typedef struct import_descriptions {
    import_description **items;
    size_t count, capacity;
} import_descriptions;

/// Reads all descriptions of the pack, those of its last level first. A file replaces one of the same name in a level below. There may be
/// none. Call below `arena_run(a)`.
load_outcome import_descriptions_load(arena *a, const pack *p, diag_list *diags, import_descriptions *out);

/// The tables that descriptions of tables look at, by their names.
const slice *import_descriptions_tables(arena *a, const import_descriptions *d, size_t *count);

/// The keys of a description, and those of the mappings in it.
extern const file_schema import_schema, import_name_schema, import_value_schema;

#endif
