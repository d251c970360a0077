/// The facts whose values a batch asks for.
#ifndef ADVISE_CLI_OUTCOME_FACTS_H
#define ADVISE_CLI_OUTCOME_FACTS_H

#include <stdbool.h>
#include <stddef.h>

typedef struct outcome_facts {
    const char **names; ///< the one that is counted by, where there is one, then those that are written
    size_t count;
    size_t first_written;
    char *text; ///< what the names point into
} outcome_facts;

/// @param by       NULL: no fact is counted by; borrowed
/// @param written  names joined by commas, of which one that stands there again is passed over; NULL: none
/// @return false where memory ran out
bool outcome_facts_read(outcome_facts *f, const char *by, const char *written);
void outcome_facts_free(outcome_facts *f);

#endif
