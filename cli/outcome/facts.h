/// The facts whose values a batch asks for.
#ifndef ADVISE_CLI_OUTCOME_FACTS_H
#define ADVISE_CLI_OUTCOME_FACTS_H

#include "advise.h"
#include "outcome/order.h"
#include "write/csv.h"
#include "write/json.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct outcome_facts {
    const char *
        *names; ///< the fact to count by, if there is one, those to sort by, then those that are written
    size_t count;
    size_t first_written;
    advise_type *types; ///< of each, what the pack says; ADVISE_TYPE_ANY of a list
    char *text;         ///< what the names point into
} outcome_facts;

/// @param by       the fact to count by, borrowed; NULL: none
/// @param order    gets the places of the facts to sort by
/// @param written  names that commas separate; one that is repeated counts once. NULL: none
/// @return         false if memory ran out
bool outcome_facts_read(outcome_facts *f, const char *by, outcome_order *order, const char *written);
void outcome_facts_free(outcome_facts *f);

/// Writes the values of the facts that are written, of an outcome that is not refused, as an object.
void outcome_facts_json(json_writer *w, const outcome_facts *f, const advise_outcome *outcome);

/// Writes the values of the facts that are written as cells; numbers with the decimal sign of the dialect.
void outcome_facts_cells(csv_writer *w, const outcome_facts *f, const advise_outcome *outcome);
/// Writes one of the values, by its place.
void outcome_fact_cell(csv_writer *w, const outcome_facts *f, const advise_outcome *outcome, size_t place);

#endif
