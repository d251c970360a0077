/// Reads JSON (RFC 8259) to the same tree as YAML, so that the same code reads profiles from both. Strict: what the RFC does not allow
/// is an error with its place. A string has the style YAML_DOUBLE_QUOTED, so that it is never taken for a number or null; numbers (as
/// written), true, false and null are YAML_PLAIN.
#ifndef ADVISE_INPUT_JSON_H
#define ADVISE_INPUT_JSON_H

#include "input/yaml.h"

/// Reads one JSON text; a byte order mark before it is skipped. Everything wrong is a diagnostic: syntax, invalid UTF-8, NUL, lone
/// surrogates, duplicate keys, nesting, and keys, strings and numbers that are too long (base/limits.h).
/// @param source  kept (borrowed) for the places
/// @return the root, or NULL if there was an error. Call below `arena_run(a)`.
const yaml_node *json_read(arena *a, const source_text *source, diag_list *diags);

#endif
