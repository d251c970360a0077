/// FEEL texts that list something, such as allowed values: taken apart, so that overrides can add and remove single ones, and put together
/// again, with the place of each.
#ifndef ADVISE_PACK_TESTS_LIST_H
#define ADVISE_PACK_TESTS_LIST_H

#include "input/yaml.h"

/// The parts of a text between its commas, as a sequence of scalars; a sequence is given back as it is.
/// @param text  a scalar
const yaml_node *tests_list_split(arena *a, const yaml_node *text);

/// The same for a FEEL list; NULL if the text is none. The sequence is marked as one in brackets.
const yaml_node *tests_list_split_items(arena *a, const yaml_node *text);

/// The parts as one text, each with its place, wherever it is from.
const source_text *tests_list_source(arena *a, const yaml_node *parts);

/// The same as a scalar; a scalar is given back as it is.
const yaml_node *tests_list_joined(arena *a, const yaml_node *parts);

#endif
