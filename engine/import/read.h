/// Reads a person's file, whatever it is, into one tree.
#ifndef ADVISE_IMPORT_READ_H
#define ADVISE_IMPORT_READ_H

#include "import/document.h"
#include "input/file.h"

/// The tables that are read, by their names without the ending. Others in the same archive or folder, such as messages, are not looked at.
typedef struct import_tables {
    const slice *names;
    size_t count;
} import_tables;

/// Reads the file at `path`: JSON, XML, a ZIP archive of CSV files, or a folder of them. What cannot be read is in `diags`.
/// Call below `arena_run(a)`.
load_outcome import_read(arena *a, const char *path, import_tables wanted, document *out, diag_list *diags);

// --- each form: false, reported, if it cannot be read ---

bool import_read_json(arena *a, const source_text *source, document *out, diag_list *diags);
bool import_read_xml(arena *a, const source_text *source, document *out, diag_list *diags);
bool import_read_archive(arena *a, const char *path, import_tables wanted, document *out, diag_list *diags);
bool import_read_folder(arena *a, const char *path, import_tables wanted, document *out, diag_list *diags);

// --- tables ---

/// The wanted name of the table in a file, by the last part of its path, whatever its case and with or without the number of a part
/// ("Saved Jobs_1.csv"); NULL: it is not wanted.
const slice *import_table_wanted(import_tables wanted, slice file);

/// Reads a CSV file as the rows of a table.
/// @param from  the archive or folder, for messages
/// @param name  of the table
/// @param file  its path, for messages and origins
bool import_read_table(arena *a, const char *from, slice name, slice file, slice text, document *out,
                       diag_list *diags);

#endif
