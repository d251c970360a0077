/// The sheets of a cohort: a file for each client in a folder with an index page, or all on one page for printing. They are formats of
/// outcomes; the index, or the one page, goes where outcomes go.
#ifndef ADVISE_CLI_SHEET_BATCH_H
#define ADVISE_CLI_SHEET_BATCH_H

#include "outcome/format.h"

#include <stdatomic.h>

typedef struct sheet_batch {
    const char *path; ///< as the user named it
    int folder;       ///< -1: there is none
    bool counselor;
    atomic_bool failed; ///< a sheet could not be written; it was said
} sheet_batch;

extern const outcome_format outcomes_as_sheet_folder, outcomes_as_sheet_page;

/// The format for such a path: one page if it ends in .html, else a folder.
const outcome_format *sheet_batch_format(const char *path);

/// The page of a folder that leads to each sheet. While the folder is not complete, SHEET_INDEX.run lies beside it.
#define SHEET_INDEX "index.html"

/// Makes the folder, for its owner alone, or takes an empty one: no sheet of another run may lie among those of this one.
/// @param resume  the folder may hold what a run has begun: whether this is the same run, its SHEET_INDEX.run tells
/// @return an exit status, with a message unless it is EXIT_DONE
int sheet_batch_open(sheet_batch *b, const char *path, bool resume);
void sheet_batch_close(sheet_batch *b);

/// Room for the name of a sheet's file.
enum { SHEET_FILE_NAME = 100 };

/// "000012-jo-okafor.html": the number keeps names apart, on any file system; of the id there is what is harmless in a name.
void sheet_file_name(char out[SHEET_FILE_NAME], size_t number, const char *id);

/// Writes a file of the folder, which only its owner can read. False, with a message, if it could not be written.
bool sheet_file_write(const sheet_batch *b, const char *name, const char *text, size_t length);

#endif
