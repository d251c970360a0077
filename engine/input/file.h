/// Reads whole files, up to a limit.
#ifndef ADVISE_INPUT_FILE_H
#define ADVISE_INPUT_FILE_H

#include "base/arena.h"
#include "base/diag.h"

/// Why a file could not be read.
typedef enum file_problem {
    FILE_READ,
    FILE_MISSING,
    FILE_TOO_LARGE,
    FILE_FOLDER,
    FILE_NOT_REGULAR,
    FILE_OUTSIDE,
    FILE_NO_WRITER,
    FILE_FAILED
} file_problem;

/// How it ended to read something from files. Whoever opens the files knows, and says so by this.
typedef enum load_outcome {
    LOAD_DONE,
    LOAD_REFUSED,    ///< a text has errors: see the diagnostics
    LOAD_MISSING,    ///< there is no pack of that name, or a file of it is missing: see the diagnostics
    LOAD_UNREADABLE, ///< a file cannot be read, or a profile is missing: see the diagnostics
    LOAD_NO_MEMORY
} load_outcome;

/// Opens a file or a named pipe to read it. A pipe that nobody writes to is waited for some seconds; whoever does may take his time.
/// @return  -1 with errno; EPIPE: nobody writes to it
int file_open(const char *path);

/// Reads the file at `path` (NUL-terminated), at most `limit` bytes; "/dev/stdin" and pipes are read to their end.
file_problem file_read_at(arena *a, const char *path, size_t limit, slice *text);

/// Reads a regular file that lies below `folder`: `relative` may not be absolute, hold "..", or lead out by a link.
file_problem file_read_beneath(arena *a, const char *folder, slice relative, size_t limit, slice *text);

/// Reads a regular file in one go into memory of its own, which can be written to, is aligned for any type and is released with the arena.
file_problem file_read_block(arena *a, const char *path, size_t limit, char **bytes, size_t *size);

/// Tells whether two paths lead to the same file or folder.
typedef struct file_identity {
    uint64_t device, number;
    bool is_folder;
} file_identity;

/// FILE_READ, or why nothing is known of `path`: FILE_MISSING if there is nothing.
file_problem file_identify(const char *path, file_identity *out);

/// The folder that a path says a file lies in; "." if it names none. Ends with a NUL.
slice file_folder(arena *a, slice path);

/// The problem in words, for a diagnostic: "there is no such file".
const char *file_problem_text(file_problem problem);

#endif
