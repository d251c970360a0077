/// JSON (RFC 8259) to the same tree that YAML becomes, so that a profile is read from either by the same code. Strict: what the RFC does
/// not allow is an error with its place. A JSON string is never taken for a number's or null's plain text: it has the style
/// YAML_DOUBLE_QUOTED; numbers, true, false and null are YAML_PLAIN, numbers as written.
#ifndef ADVISE_INPUT_JSON_H
#define ADVISE_INPUT_JSON_H

#include "input/yaml.h"

/// Reads one JSON text; a byte-order mark before it is passed over. Everything wrong is a diagnostic: syntax, invalid UTF-8, NUL, lone
/// surrogates, duplicate keys, nesting, and keys, strings and numbers that are too long (the limits of yaml.h).
/// @param source  kept (borrowed) for the places
/// @return the root, or NULL where there was an error. Call below `arena_run(a)`.
const yaml_node *json_read(arena *a, const source_text *source, diag_list *diags);

#endif
