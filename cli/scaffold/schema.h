/// JSON Schemas (draft 2020-12) for what people write: profiles, and the files of a pack.
#ifndef ADVISE_CLI_SCAFFOLD_SCHEMA_H
#define ADVISE_CLI_SCAFFOLD_SCHEMA_H

#include "advise.h"
#include "write/json.h"

/// Writes the schema of profiles for the pack.
void schema_profile(FILE *out, const advise_pack *pack);

/// Writes the schema of a kind of file of the pack. What names something of the pack lists what there is.
void schema_file(FILE *out, const advise_pack *pack, advise_file_kind kind);

/// Writes the schemas of profiles and of all kinds of files into a folder, made where it is missing: profile.json, rules.json, … False,
/// with a message on stderr, where a file could not be written.
bool schema_write_all(const advise_pack *pack, const char *folder);

/// Begins a schema's object: $schema, $id and $comment with the pack's name and version, title. `of` is "profile" or a kind of file,
/// `title` what the title says before the pack's name.
json_writer schema_begin(FILE *out, const advise_pack *pack, const char *of, const char *title);
/// Ends it, and the text.
void schema_end(json_writer *w);

#endif
