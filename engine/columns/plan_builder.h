/// A plan while it is made. Private to engine/columns/.
#ifndef ADVISE_COLUMNS_PLAN_BUILDER_H
#define ADVISE_COLUMNS_PLAN_BUILDER_H

#include "columns/plan.h"
#include "reason/term.h"

/// An atom before its column is finished: words of numbers are not known until all cuts are.
typedef struct asked_atom {
    const atom *asks;
    size_t column; ///< SIZE_MAX: terms answer it (plan_lanes.h)
    uint32_t text; ///< of strings: in the column's texts
    bool tests_null;
} asked_atom;

typedef struct column_builder {
    plan_column column;
    struct {
        slice *items;
        size_t count, capacity;
    } texts;
    struct {
        size_t *items;
        size_t count, capacity;
    } atoms;
} column_builder;

typedef struct plan_builder {
    arena *arena;
    const pack *pack;
    plan *plan;
    feel_machine machine;
    condition_scope scope;
    struct {
        column_builder *items;
        size_t count, capacity;
    } columns;
    struct {
        asked_atom *items;
        size_t count, capacity;
    } atoms;
    size_t *value_column, *count_column;
    size_t *slots; ///< a hash table of atoms: index + 1
    size_t slot_count;
    bool *needs_value;
    struct lane_builder *lanes;
    const feel_expression *expression; ///< whose condition is taken apart
    term_problem problem;              ///< why its first open part is open
    struct {
        plan_open *items;
        size_t count, capacity;
    } opens;
} plan_builder;

#endif
