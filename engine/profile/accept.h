/// What the vocabulary demands of a value beside its type. A value from a file and one that was computed (`--set`) are accepted alike.
#ifndef ADVISE_PROFILE_ACCEPT_H
#define ADVISE_PROFILE_ACCEPT_H

#include "input/yaml.h"
#include "pack/pack.h"

/// Reports a value that its fact does not allow, or each such item of a list, with what was most likely meant. What is unknown passes.
/// The records in it are not looked at: reading them has done that, with their places.
/// @param written  what the value was read from
void accept_read(arena *a, const fact *f, feel_value v, const yaml_node *written, diag_list *diags);

/// The same for a value that was not read, with the records in it. One report is enough, since all have one place.
/// @return false if something was reported
bool accept_computed(arena *a, const fact *f, feel_value v, place where, diag_list *diags);

/// Reports that a record, or the profile, does not have a fact that it must have.
void accept_missing(const fact *f, place where, diag_list *diags);

#endif
