/// One person's situation as typed facts, read by the pack's vocabulary.
#ifndef ADVISE_PROFILE_PROFILE_H
#define ADVISE_PROFILE_PROFILE_H

#include "input/yaml.h"
#include "pack/pack.h"
#include "profile/notes.h"

/// Where a profile can say something: a fact, or a field of one of its records.
typedef struct profile_slot {
    size_t fact;     ///< index in the pack: of the fact itself, or of the one whose value has the record
    uint32_t record; ///< the record's number in the profile; 0: the fact itself
    size_t field;    ///< index in the record's type; of a fact 0
} profile_slot;

/// Where a record is stated.
typedef struct record_places {
    place whole; ///< its first field; of a record that an expression made, the expression
    const place *
        fields; ///< one for each field of its type; no source: it is not stated there. NULL: all are at `whole`
} record_places;

/// A profile. Lives in the arena that it was read into.
typedef struct profile {
    slice file;                     ///< as given
    feel_value *values;             ///< one for each fact of the pack; null: not stated
    bool *stated;                   ///< for each fact: the profile gives a value (a written null is not one)
    place *places;                  ///< for each fact: where the profile states it
    bool *not_known;                ///< for each fact: the profile says that nobody knows it. See not_known.h
    profile_slot *fields_not_known; ///< the same for fields of records
    size_t field_not_known_count;
    profile_notes notes;   ///< of whoever wrote it
    size_t count;          ///< == pack fact_count
    uint32_t record_count; ///< records numbered 1 to this, in the order of the profile
    struct {
        record_places *items;
        size_t count, capacity;
    } records; ///< the place of record number i is that with the index i - 1; there may be fewer
} profile;

typedef enum profile_syntax { PROFILE_YAML, PROFILE_JSON } profile_syntax;

/// Reads a profile from a text of any size. Everything wrong is added to `diags`.
/// @param source  kept (borrowed): places lead into it, and its file is the profile's
/// @param folder  where text_file paths start; NULL: text files are refused
/// @return NULL if there was an error. Call below `arena_run(a)`.
profile *profile_read(arena *a, const pack *p, const source_text *source, profile_syntax syntax,
                      const char *folder, diag_list *diags);

/// The same for a text of at most LIMIT_PROFILE bytes with a name for diagnostics.
profile *profile_read_text(arena *a, const pack *p, slice file, slice text, profile_syntax syntax,
                           const char *folder, diag_list *diags);

/// The same for the file at `path`: JSON if its name ends in ".json", else YAML. "-" is standard input, as YAML. `*out` is NULL
/// unless the outcome is LOAD_DONE. A file that is too large is refused, not unreadable.
load_outcome profile_read_file(arena *a, const pack *p, const char *path, diag_list *diags, profile **out);

/// The same for a mapping that was read already: a profile inside another file. Diagnostics name that file's places.
profile *profile_read_node(arena *a, const pack *p, slice file, const yaml_node *root, const char *folder,
                           diag_list *diags);

/// The number of a new record, whose place is kept.
uint32_t profile_number_record(arena *a, profile *person, record_places where);

/// Where a record of the profile is stated, or a field of it. No source: no place is known.
place profile_record_place(const profile *person, uint32_t record);
place profile_field_place(const profile *person, uint32_t record, size_t field);

/// The same for a profile in YAML that is being written: the text may be empty, keys that are not known are warned of, and what must be
/// given may be missing.
profile *profile_read_draft(arena *a, const pack *p, slice file, slice text, const char *folder,
                            diag_list *diags);

/// Reads one value as a profile's value of the fact is read; null, with diagnostics, if it is none.
feel_value profile_read_value(arena *a, const pack *p, size_t fact_index, const yaml_node *value,
                              diag_list *diags);

/// The same for a fact or a field of a record.
feel_value profile_read_as(arena *a, const pack *p, const fact *f, const yaml_node *value, diag_list *diags);

/// The same for a part of it: an item, or a field of a record.
/// @param f     the fact or field; `type` is its type, or that of its items
feel_value profile_read_part(arena *a, const pack *p, const fact *f, const feel_type *type,
                             const yaml_node *value, diag_list *diags);

/// What the pack's expressions read before inference: the profile's facts, then the pack's constants, in the order of its scope.
/// @param room  for so many more values behind them
feel_value *profile_scope_values(arena *a, const pack *p, const profile *person, size_t room);

#endif
