/// The values that a fact or field can have, cut into cells: any two values of a cell do the same to all that a recommendation depends on,
/// as far as that is understood.
#ifndef ADVISE_CONVERSATION_VALUE_CELL_H
#define ADVISE_CONVERSATION_VALUE_CELL_H

#include "conversation/relevance.h"
#include "infer/answers.h"

typedef enum value_cell_kind {
    VALUE_POINT,   ///< one value
    VALUE_RANGE,   ///< all between two
    VALUE_OTHER,   ///< any text that is in no other cell
    VALUE_WITH,    ///< the present list with one item more
    VALUE_WITHOUT, ///< the present list with one item fewer
} value_cell_kind;

typedef struct value_cell {
    value_cell_kind kind;
    feel_value sample;    ///< a value of the cell; not null
    feel_value low, high; ///< of a range: its ends, which are not in it; null: it has none
    feel_value item;      ///< of a list: what is added or left out
    size_t kin, likeness; ///< see change_likeness.h; 0: it is like no other
} value_cell;

/// All cells of a slot.
typedef struct value_cells {
    const value_cell *items; ///< ascending, if the values have an order
    size_t count;            ///< 0: its values are not searched
    size_t now;              ///< the one that the present value is in; `count`: none
    bool is_sampled;         ///< other values of a cell may do other things than its sample
} value_cells;

/// What cells are made of.
typedef struct value_cutter {
    run *run;
    const condition_scope *in;
    const feel_value *values; ///< of all facts, after chaining
    const relevance *relevance;
    answers *answers;
    const size_t *rules; ///< for whose conditions items of lists of records are made up
    size_t rule_count;
} value_cutter;

/// The cells of a slot. Call below `arena_run(c->run->arena)`, which owns them.
/// @param declared  what is declared at the slot
/// @param now       the present value; null: it is not stated
value_cells value_cells_of(const value_cutter *c, size_t fact_index, const fact *declared, bool is_field,
                           feel_value now);

#endif
