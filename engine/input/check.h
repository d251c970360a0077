/// What every reader of profiles and packs asks of a text, whatever its syntax.
#ifndef ADVISE_INPUT_CHECK_H
#define ADVISE_INPUT_CHECK_H

#include "input/yaml.h"

/// True where the text is valid UTF-8 without NUL; else the first byte that is not is reported.
bool check_text(const source_text *source, diag_list *diags);

/// Reports keys that stand twice in a mapping and keys that are too long. Takes n log n steps for n keys, whatever they are.
/// @param pairs  key, value, key, value, …
void check_keys(arena *a, const yaml_node *const *pairs, size_t count, diag_list *diags);

#endif
