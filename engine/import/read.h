/// Reads a person's file, whatever it is, into one tree.
#ifndef ADVISE_IMPORT_READ_H
#define ADVISE_IMPORT_READ_H

#include "import/document.h"
#include "input/file.h"

/// Reads the file at `path`: JSON, XML, a ZIP archive of CSV files, or a folder of them. What cannot be read is in `diags`.
/// Call below `arena_run(a)`.
load_outcome import_read(arena *a, const char *path, document *out, diag_list *diags);

// --- each form: false, reported, if it cannot be read ---

bool import_read_json(arena *a, const source_text *source, document *out, diag_list *diags);

#endif
