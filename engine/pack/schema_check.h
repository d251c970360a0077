/// Checks a file by the schema of its kind, and loads it.
#ifndef ADVISE_PACK_SCHEMA_CHECK_H
#define ADVISE_PACK_SCHEMA_CHECK_H

#include "pack/schema.h"

/// Reports every key that is unknown, missing or of the wrong kind. True if there is nothing to report.
bool schema_check(arena *a, const file_schema *schema, const yaml_node *root, diag_list *diags);

/// Whether a text says nothing: it is blank, or YAML's null.
bool schema_is_empty(const yaml_node *text);

/// Reports an override that names no record, or several.
void schema_report_no_target(const yaml_node *override, diag_list *diags);

/// Loads checked text into the schema's struct, which is freed with the arena; NULL with a diagnostic if it cannot be.
void *schema_load(arena *a, const file_schema *schema, const source_text *source, diag_list *diags);

/// Loads a record that overrides changed, likewise.
/// @param node  has the keys of the schema's mapping, checked
void *schema_load_record(arena *a, const cyaml_schema_value_t *schema, const yaml_node *node,
                         diag_list *diags);

#endif
