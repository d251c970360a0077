/// The records of lists and their fields in columns, for a block: whoever reads profiles writes a record's fields here as they come, and terms
/// over records find them in place. A record has a lane: those of a profile follow one another, in the order of the profiles.
///
/// What lanes cannot hold makes its profile odd: see columns/lanes.h.
#ifndef ADVISE_COLUMNS_RECORD_LANES_H
#define ADVISE_COLUMNS_RECORD_LANES_H

#include "columns/block_state.h"
#include "columns/lanes.h"

/// What lanes hold. Numbers lie between `low` and `high`, which are the same array unless it is a count of what is unknown.
typedef struct lane_values {
    uint64_t *yes; ///< truths: where it is true. All else: where it is known
    uint64_t *no;  ///< truths: where it is false
    double *low, *high;
    uint32_t *texts; ///< numbers of texts; of lists of texts, where each begins in the pool
    uint32_t *ends;  ///< of lists of texts: where each ends
    uint64_t
        *holders; ///< of lists of texts: the lanes that hold each text of the plan; NULL: not asked for yet
    bool is_constant; ///< numbers and texts: there is one value, for all lanes
} lane_values;

/// The records of a list of all profiles, one after the other.
typedef struct lane_list {
    const lane_source *source;
    const feel_context **records;
    feel_value
        *items; ///< the same as values: those of a profile follow one another, as the items of its list
    feel_list *list_of;  ///< for each profile: room for that list
    uint32_t *row;       ///< of each record: its profile
    lane_values *fields; ///< those that are read, in the order of the source
    lane_values *const
        *field_of; ///< for each field of the record, its values among these; NULL: no term reads it
    uint32_t count, capacity;
    uint32_t wanted; ///< of a list that stays: the most records that a block had room for
    uint64_t known;  ///< profiles whose list is known
} lane_list;

static inline void lane_set_bit(uint64_t *words, size_t lane, bool value)
{
    words[lane / 64] |= (uint64_t)value << lane % 64;
}

/// The number of a text of the block, from 1; the same for equal texts. Those of the plan have their own numbers.
uint32_t lane_number_of(block *b, slice text);

/// Puts a value into a lane that had none; false if it does not fit. Null leaves the lane unknown.
bool lane_put(block *b, term_type type, const lane_values *v, size_t lane, feel_value value);

/// Room for the numbers of a list of texts, of which there may be so many.
uint32_t *lane_texts_ahead(block *b, size_t most);

/// Puts the list of texts whose numbers stand in that room into a lane that had none. They are at most LANES_MOST_TEXTS.
void lane_put_texts(block *b, const lane_values *v, size_t lane, size_t count);

/// Makes what lists keep when a block is reset, in its `room`.
void record_lanes_make_room(block *b);

/// Makes the lists of a block empty.
void record_lanes_begin(block *b);

/// Makes room for one more record.
void record_lanes_grow(block *b, lane_list *l);

/// A lane for a record of a row. Its fields are put there next.
static inline size_t record_lanes_add(block *b, lane_list *l, size_t row_index, const feel_context *record)
{
    if (l->count == l->capacity)
        record_lanes_grow(b, l);
    l->records[l->count] = record;
    l->items[l->count] = (feel_value){.kind = FEEL_CONTEXT, .as.context = record};
    l->row[l->count] = (uint32_t)row_index;
    return l->count++;
}

/// The list of a row whose records have the lanes from `start` on.
static inline feel_value record_lanes_list(const lane_list *l, size_t row_index, uint32_t start)
{
    feel_list *list = &l->list_of[row_index];
    *list = (feel_list){l->count - start, l->items + start};
    return (feel_value){.kind = FEEL_LIST, .as.list = list};
}

/// Puts a field of a record into its column.
void record_lanes_put(block *b, lane_list *l, size_t column, size_t lane, feel_value value);

/// Ends the list of a row, all of whose records have been added. If lanes do not hold it, the row is odd.
/// @param start  its first lane
/// @param items  how many items the list has
void record_lanes_end(block *b, lane_list *l, size_t row_index, uint32_t start, size_t items);

/// Puts a list of a row, instead of what was put of it before.
void record_lanes_put_list(block *b, lane_list *l, size_t row_index, feel_value v);

/// Puts the lists of a row that was read elsewhere.
void record_lanes_put_row(block *b, size_t row_index);

/// Takes back what the last row has put.
void record_lanes_drop_row(block *b, size_t row_index);

/// Makes the lists ready to be read.
void record_lanes_finish(block *b);

#endif
