/// What any text must be, in YAML as in JSON, before it is worth reading.
#ifndef ADVISE_INPUT_SOUND_H
#define ADVISE_INPUT_SOUND_H

#include "input/yaml.h"

/// True if the text is valid UTF-8 without NUL; else the first byte that is not is reported.
bool sound_text(const source_text *source, diag_list *diags);

/// Reports keys that stand twice in a mapping, and keys that are longer than LIMIT_KEY. Takes n log n steps for n keys, whatever they are.
/// @param pairs  key, value, key, value, …
void sound_keys(arena *a, const yaml_node *const *pairs, size_t count, diag_list *diags);

#endif
