/// The one file in a ZIP archive, as a stream of bytes: systems pack a table that way when it is mailed. Without minizip, absent.c says that
/// there is none.
#ifndef ADVISE_WORKBOOK_PACKED_FILE_H
#define ADVISE_WORKBOOK_PACKED_FILE_H

#include "base/arena.h"

typedef struct packed_file packed_file;

/// Opens it. What programs add on their own does not count: folders, and files whose names begin with a point or lie in __MACOSX.
/// @param fd  a regular file, which stays the caller's to close; its offset is neither used nor changed
/// @param no_memory  receives whether memory ran out
/// @return NULL, too, if the archive does not hold exactly one file or cannot be read: whoever opens it as a workbook says why
packed_file *packed_file_open(const allocator *from, int fd, bool *no_memory);
void packed_file_close(packed_file *p); ///< NULL is allowed

/// Its name, with the folders that it lies in.
const char *packed_file_name(const packed_file *p);

/// The bytes that were read, 0 at its end if its length and its checksum are right, -1 if reading failed.
/// @param p  a `packed_file`
ptrdiff_t packed_file_read(void *p, void *to, size_t room);

/// Why reading failed; NULL: memory ran out.
const char *packed_file_problem(const void *p);

#endif
