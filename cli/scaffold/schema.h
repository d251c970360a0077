/// JSON Schemas (draft 2020-12) for what people write: profiles, and the files of a pack.
#ifndef ADVISE_CLI_SCAFFOLD_SCHEMA_H
#define ADVISE_CLI_SCAFFOLD_SCHEMA_H

#include "advise.h"
#include "write/json.h"

/// What there are schemas of: the words of `advise schema --for`.
#define SCHEMA_KINDS "profile|pack|vocabulary|recommendations|rules|test|map|import"

/// True if a schema, by its position among SCHEMA_KINDS, needs the listing of a pack, which compiled packs have not.
bool schema_lists_pack(size_t kind);

/// Writes the schema for a position among SCHEMA_KINDS.
void schema_write(FILE *out, const advise_pack *pack, size_t kind);

/// Writes all of them into a folder, which is made if it is missing: profile.json, rules.json, … False, with a message on stderr, if a
/// file could not be written.
bool schema_write_all(const advise_pack *pack, const char *folder);

// --- for schema_*.c ---

/// Writes the schema of profiles for the pack.
void schema_profile(FILE *out, const advise_pack *pack);

/// Writes the schema of a kind of file of the pack. What names something of the pack lists what there is.
void schema_file(FILE *out, const advise_pack *pack, advise_file_kind kind);

/// Writes the schema of maps of an office's own data (docs/data.md).
void schema_map(FILE *out, const advise_pack *pack);

/// Writes the schema of descriptions of files that can be imported (docs/import.md).
void schema_import(FILE *out, const advise_pack *pack);

/// Begins the object of a schema: $schema, $id and $comment with the pack's name and version, title. `of` is "profile" or a kind of file,
/// `title` what the title says before the pack's name.
json_writer schema_begin(FILE *out, const advise_pack *pack, const char *of, const char *title);
/// Ends it, and the text.
void schema_end(json_writer *w);

/// A name as a part of a URN: what may not stand there is escaped. Free with free.
char *schema_urn_part(const char *name);

/// Adds a key and its text, and frees the text.
void schema_text(json_writer *w, const char *key, char *text);

#endif
