/// By when something must end. The library reads no clock; where it asks whether to stop, this answers.
#ifndef ADVISE_CLI_WRITE_DEADLINE_H
#define ADVISE_CLI_WRITE_DEADLINE_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct deadline {
    double start, seconds;
    const atomic_bool *stop; ///< true: everything must end now; NULL: nothing says so
} deadline;

/// Seconds of a clock that never goes back.
double seconds_now(void);

/// A deadline `seconds` from now.
deadline deadline_in(double seconds, const atomic_bool *stop);

bool deadline_is_past(const deadline *d);

/// `should_stop` of advise_why_not_options: each of the answers has an equal share of the time. The state is a deadline.
bool deadline_of_answer(void *state, size_t answer, size_t answers);

#endif
