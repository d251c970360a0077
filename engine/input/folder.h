/// Reads the names in a folder, and tells its end from a failure of reading it. Whatever reads folders uses this: a folder that is read in
/// part loses people or rules without a word.
#ifndef ADVISE_INPUT_FOLDER_H
#define ADVISE_INPUT_FOLDER_H

#include "base/arena.h"

#include <dirent.h>

typedef struct folder_reader {
    DIR *stream;
    bool failed; ///< the folder could not be read to its end
} folder_reader;

/// Begins to read the folder at `path`. False, with errno set, if it cannot be opened.
bool folder_open(folder_reader *r, const char *path);

/// The same for an open descriptor, which then belongs to the reader. False, with errno set and the descriptor closed, if that failed.
bool folder_open_descriptor(folder_reader *r, int fd);

/// The next name, in no order; it lasts until the next call. NULL at the end or, with `failed` set, if reading failed.
const char *folder_next(folder_reader *r);

/// Ends reading. A reader that could not be opened is allowed.
void folder_close(folder_reader *r);

typedef struct folder_names {
    slice *items;
    size_t count, capacity;
} folder_names;

/// Lists the names in a folder that are `wanted`, sorted by bytes, in memory from `a`. Call below `arena_run(a)`.
/// @param most  names at most; if there are more, the list has one more than that
/// @return      false if the folder could not be opened, or not be read to its end; errno says why
bool folder_list(arena *a, const char *path, bool (*wanted)(slice name), size_t most, folder_names *out);

#endif
