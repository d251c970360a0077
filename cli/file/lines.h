/// Reads a stream line by line. A file that gzip or zstd compressed is decompressed. The end, a failure and a line that is too long are told apart; if memory runs out, the program ends.
#ifndef ADVISE_CLI_FILE_LINES_H
#define ADVISE_CLI_FILE_LINES_H

#include "advise.h"

#include <stdbool.h>
#include <stddef.h>

/// Bytes of a line: a result with all its reasons has some thousands. A file without line ends must not fill the memory.
enum { LONGEST_LINE = 64 << 20 };

typedef struct line_reader {
    advise_bytes *bytes; ///< NULL: the descriptor is read as it is
    int fd;              ///< -1: it could not be opened, and `problem` says why
    char *
        line; ///< the one read last, with its end, and a NUL behind it; may hold NULs. Lasts until the next call
    size_t length;       ///< of the line; 0 at the end
    size_t number;       ///< of the line, from 1; with a problem, of the line that is too long, or 0
    const char *problem; ///< why the stream cannot be read on, in words; NULL at its end
    char *buffer;        ///< bytes that were read and not given yet lie from `start` to `end`
    size_t start, end, capacity;
    char held; ///< what stood where the NUL is now
    bool at_end;
    bool is_borrowed; ///< the descriptor is not closed
} line_reader;

/// Opens the file at `path`; "-" is standard input. If that fails, the first line has a problem.
line_reader lines_open(const char *path);

/// The same for a descriptor that is open, and stays so. Nothing is decompressed.
line_reader lines_of(int fd);

/// Reads the next line; false at the end, or if there is a problem.
bool lines_next(line_reader *r);

/// Frees its memory, and closes what `lines_open` opened.
void lines_close(line_reader *r);

#endif
