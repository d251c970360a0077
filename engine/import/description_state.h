/// The reading of a description, under way. Private to engine/import/.
#ifndef ADVISE_IMPORT_DESCRIPTION_STATE_H
#define ADVISE_IMPORT_DESCRIPTION_STATE_H

#include "import/description.h"

typedef struct import_loader {
    arena *arena;
    const pack *pack;
    diag_list *diags;
    import_description *out;
} import_loader;

/// False, reported, unless it is a mapping. NULL, nothing at all, is an empty one.
bool import_is_mapping(const import_loader *l, const yaml_node *n, const char *key);

/// Reads and checks a part: names, a condition, and statements.
void import_read_part(import_loader *file, const yaml_node *n, import_part *out);

/// Reports words that stand twice, in another case.
void import_check_words(const import_loader *l, const import_words *w);

/// False, reported, if another description of the same pack is always chosen before this one. One of a pack that extends it may be meant to be.
bool import_check_signs(const import_loader *l, const import_descriptions *before);

/// A path that leads somewhere in a file of that form; reported if it cannot.
void import_check_path(const import_loader *l, document_form form, const yaml_node *path);

#endif
