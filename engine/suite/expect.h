/// The reading of what tests expect. Private to engine/suite/.
#ifndef ADVISE_SUITE_EXPECT_H
#define ADVISE_SUITE_EXPECT_H

#include "suite/schema.h"
#include "suite/suite.h"

/// What tests are read with.
typedef struct test_reader {
    arena *arena;
    const pack *pack;
    diag_list *diags;
    struct {
        suite_disabled *items;
        size_t count, capacity;
    } disabled; ///< of the test that is read
} test_reader;

/// A scalar as an expected number; `is_number` is false if it is written otherwise.
suite_number suite_number_of(const yaml_node *n);

/// True if the scalar is the id of a rule. If not, that is reported with the nearest id.
bool expect_find_rule(test_reader *r, const yaml_node *id);

/// Fills in everything that the test expects.
void expect_read(test_reader *r, const yaml_test *from, const yaml_node *record, suite_test *out);

#endif
