/// Lists a pack as it is written, level by level: each record with its fields, where each is from, and what overrides changed.
#ifndef ADVISE_PACK_LISTING_H
#define ADVISE_PACK_LISTING_H

#include "pack/change_kind.h"
#include "pack/pack.h"

/// Where something is written.
typedef struct listed_place {
    size_t level; ///< index of the pack level
    slice file;
    size_t line;
} listed_place;

/// A value as text. A list has items instead; what is nested deeper is written in one line, as YAML's flow style.
typedef struct listed_value {
    slice text;
    const char *const *items;
    const listed_place *places; ///< one for each item
    size_t item_count;
    bool is_list;
    bool is_there; ///< false: the key was not given
} listed_value;

typedef struct listed_field {
    slice key;
    listed_value value;
    listed_place where;
    bool changed; ///< an override set it
} listed_field;

/// What one override did to one key.
typedef struct listed_change {
    change_kind kind;
    slice key;                  ///< "disable" where the whole record is
    listed_value before, after; ///< of an edit: the element that was removed, or added
    listed_place where;         ///< of the override's value
    slice reason;
} listed_change;

/// A record: a source, type, fact, constant, recommendation, rule or table; a pack's head is one as well, and so is a field or a row that
/// overrides changed.
typedef struct listed_thing {
    const char *kind; ///< "rule"
    slice id;
    listed_place where;
    bool disabled;
    slice disabled_with; ///< the disabled recommendation that took this rule along; empty if none
    const listed_field *fields;
    size_t field_count;
    const listed_change *changes; ///< the oldest first
    size_t change_count;
} listed_thing;

/// An override of the pack itself whose base has changed since it was written.
typedef struct listed_outdated {
    const char *kind;
    slice id, key; ///< the key is empty if only the version is newer
    listed_value was, now;
    listed_place where;
    slice reason, was_version;
    slice base_version; ///< now
} listed_outdated;

typedef struct listing {
    const listed_thing *things; ///< by kind, within a kind in the order of the files, what is disabled last
    size_t thing_count;
    const listed_outdated *outdated;
    size_t outdated_count;
    size_t override_count; ///< of the pack itself
    size_t compared_count; ///< those that say what they were written against
} listing;

/// True if the pack itself, and none of those that it extends, says what a key of a record holds: it defines the record, or one of its
/// overrides set the key.
/// @param kind  as in listed_thing: "rule"
bool listing_is_own_key(const pack *p, const char *kind, slice id, const char *key);

/// Where the value of a record's key stands: in the override that set it last, if one did. Without a source if there is none.
place listing_key_place(const pack *p, const char *kind, slice id, const char *key);

/// True if the pack, or one that it extends, has such a record, not disabled.
bool listing_has(const pack *p, const char *kind, slice id);

/// True if the record of that name is disabled: by an override, or with the recommendation that it gives.
bool listing_is_disabled(const pack *p, const char *kind, slice id);

/// Lists the pack in `a`, borrowing its texts. Call below `arena_run(a)`.
const listing *listing_make(arena *a, const pack *p);

#endif
