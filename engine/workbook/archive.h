/// Reads the entries of a ZIP archive (PKWARE APPNOTE), one at a time, through minizip. The archive is hostile until proved otherwise: names
/// are only compared, never used as paths, and what is larger than the limits, encrypted, or laid over something else is refused.
#ifndef ADVISE_WORKBOOK_ARCHIVE_H
#define ADVISE_WORKBOOK_ARCHIVE_H

#include "base/arena.h"

typedef struct archive archive;

/// An entry that is a file; folders are left out.
typedef struct archive_entry {
    slice name;                 ///< with slashes between folders, and without one at the beginning
    uint64_t size, packed;      ///< bytes, as the directory states them: more is never read
    uint64_t directory, number; ///< where minizip finds it
} archive_entry;

/// Reads the directory of an archive.
/// @param fd  a regular file, which stays the caller's to close; its offset is neither used nor changed
/// @param problem  receives why it cannot be read, as a sentence without a period
/// @return NULL if it cannot be read. It is released with `a`. Call below `arena_run(a)`.
archive *archive_open(arena *a, int fd, const char **problem);

size_t archive_count(const archive *z);
const archive_entry *archive_at(const archive *z, size_t index);

/// The entry of that name, whatever the case of its letters (as OPC has it); NULL if there is none.
const archive_entry *archive_find(const archive *z, slice name);

/// Begins to read an entry, in place of the one that was read so far. False: see `archive_problem`.
bool archive_enter(archive *z, const archive_entry *entry);

/// Reads on in the entry: the bytes that were read, 0 at its end if its length and its checksum are right, -1: see `archive_problem`.
ptrdiff_t archive_read(archive *z, void *to, size_t room);

/// Why the last call failed; NULL: memory ran out.
const char *archive_problem(const archive *z);

/// Bytes that were read from the file, for progress.
uint64_t archive_taken(const archive *z);

#endif
