/// The derived fields of items that tests name: "members[Ana].eligible", "households[2].members[Ana].eligible". Private to engine/suite/.
#ifndef ADVISE_SUITE_ITEM_PATH_H
#define ADVISE_SUITE_ITEM_PATH_H

#include "suite/expect.h"

/// The length of the fact's name, with which a path begins.
size_t item_path_fact(slice path);

/// Fills in the steps behind the fact, which is set. NULL, reported, if they do not lead to a derived field.
const fact *item_path_read(test_reader *r, const yaml_node *key, suite_fact *out);

/// The record that has the field; null if there is no such item.
feel_value item_path_record(arena *a, const suite_fact *x, feel_value whole);

#endif
