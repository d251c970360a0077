/// The keys of an office's own JSON as they are met: what the map says of each, and what its values were found to mean. Private to
/// engine/rows/.
#ifndef ADVISE_ROWS_MAPPED_KEY_H
#define ADVISE_ROWS_MAPPED_KEY_H

#include "profile/cells_single.h"
#include "rows/json_text.h"
#include "rows/row_vocabulary.h"

enum {
    MAPPED_KEYS = 128,         ///< with more, records are left to the full reader
    MAPPED_MEANINGS = 64,      ///< different values of a key that are remembered: a power of two
    MAPPED_LONGEST_VALUE = 48, ///< longer ones are not
};

typedef enum mapped_use {
    MAPPED_DECLINED, ///< for the full reader
    MAPPED_SKIPPED,  ///< passed over
    MAPPED_AS_FACT,  ///< not in the map: it has the name of a fact
    MAPPED_VALUE,    ///< a fact
    MAPPED_PART,     ///< a field of a fact, or of an item of a list; or such an item
} mapped_use;

/// What a value of a key means.
typedef struct mapped_meaning {
    slice written; ///< as it stands in the record, with its quotes; NULL: none is remembered here
    slice
        json; ///< by the type of the fact; empty: it says nothing. ROW_READER_PADDING bytes behind it may be read
} mapped_meaning;

typedef struct mapped_key {
    scan_word word; ///< with the quote that ends it
    mapped_use use;
    slice kept; ///< the name that it is kept by; empty: it is not
    reader_fact *fact;
    const fact *field;      ///< of a part: of the record; NULL: an item of a list of plain values
    const feel_type *type;  ///< of the value
    size_t item;            ///< of a part of a list: its number
    bool bare_numbers_stay; ///< a number without quotes means what it says
    const cells_single *reads;
    mapped_meaning *meanings;    ///< MAPPED_MEANINGS of them
    struct mapped_key *expected; ///< what is looked for after it first
    uint64_t row;                ///< the last row that has it
} mapped_key;

typedef struct mapped_keys {
    arena *arena;
    const row_reader *rows;
    const cells_style *style;
    mapped_key *items;
    size_t count;
} mapped_keys;

/// The key at `at`, after its opening quote; NULL if there are too many.
/// @param length  without the quotes; it has no escapes
mapped_key *mapped_key_at(mapped_keys *keys, const char *at, size_t length, mapped_key *last);

/// What a value means, as JSON; false if it is for the full reader.
/// @param written  as it stands in the record, with its quotes; it has no escapes
/// @param out      receives the JSON; empty if it says nothing
bool mapped_key_meaning(mapped_keys *keys, mapped_key *key, arena *a, slice written, slice *out);

#endif
