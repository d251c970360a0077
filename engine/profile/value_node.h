/// Values as the nodes that a profile has for them.
#ifndef ADVISE_PROFILE_VALUE_NODE_H
#define ADVISE_PROFILE_VALUE_NODE_H

#include "feel/value.h"
#include "input/yaml.h"

/// The node that is read as the value, for yaml_write.h. Fields of a record that are null are left out; null itself is an empty node.
const yaml_node *value_node(arena *a, feel_value v);

#endif
