/// What somebody most likely meant by a value that does not fit its fact. One table of recognisers serves YAML, JSON, cells of CSV and
/// `--set` alike, since all of them are read as the same tree.
#ifndef ADVISE_PROFILE_MEANT_H
#define ADVISE_PROFILE_MEANT_H

#include "input/yaml.h"
#include "pack/pack.h"

/// Adds to the newest diagnostic, which reports the value, what to write instead. The first recogniser that fits decides.
/// @param type     what was expected: the type of the fact, or of the items of its list
/// @param written  what stands there
void meant_hint(arena *a, const fact *f, const feel_type *type, const yaml_node *written, diag_list *diags);

/// The same if the value says "none" or "I do not know".
/// @return false, and nothing is added, if it does not
bool meant_nothing_hint(arena *a, const fact *f, const yaml_node *written, diag_list *diags);

/// Adds to the newest diagnostic, which reports an unknown key of a record, the key that was meant, or else those that there are.
/// @param facts  the fields of the record, or the facts of the pack if `is_profile`
void meant_key_hint(arena *a, const fact *facts, size_t count, slice key, bool is_profile, diag_list *diags);

/// Warns of a free text that is most likely not what was meant: quotation marks of a word processor, the example of a form, a word for
/// "I do not know", or a part that YAML takes for a comment.
void meant_warn_of_text(const fact *f, const yaml_node *written, diag_list *diags);

#endif
