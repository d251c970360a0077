/// The reading of test files, shared by load.c (files, profiles) and expect.c (what tests expect). Private to engine/suite/.
#ifndef ADVISE_SUITE_READER_H
#define ADVISE_SUITE_READER_H

#include "suite/schema.h"
#include "suite/suite.h"

typedef struct reader {
    arena *arena;
    const pack *pack;
    diag_list *diags;
} reader;

/// True where the scalar is the id of a rule; reported with the nearest one where it is none.
bool find_rule(reader *r, const yaml_node *id);

/// Fills in all that the test expects.
void read_expected(reader *r, const yaml_test *from, const yaml_node *record, suite_test *out);

#endif
