/// What a test expects of a derived fact, or of a part of it: a value, a number to so many digits, unary tests, the items of a list, or
/// some fields of a record. Private to engine/suite/.
#ifndef ADVISE_SUITE_VALUE_H
#define ADVISE_SUITE_VALUE_H

#include "suite/expect.h"
#include "suite/trial_state.h"

/// Reads it; false, reported, if it cannot be a value of the fact.
bool value_read(test_reader *r, const fact *f, const yaml_node *n, suite_value *out);

/// True if the value is what is expected. If not, the first part that differs is reported as a failure.
/// @param name  of the fact
/// @param failure  receives the failure, which lasts until the next one is added
bool value_compare(trial *r, slice name, const suite_value *expected, feel_value got,
                   suite_failure **failure);

#endif
