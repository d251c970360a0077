/// Results written to a file that the user names. It gets its name only when it is complete, and only its owner can read it.
#ifndef ADVISE_CLI_FILE_OUTPUT_H
#define ADVISE_CLI_FILE_OUTPUT_H

#include <stdbool.h>
#include <stdio.h>
#include <sys/types.h>

typedef struct output_file {
    FILE *stream;
    int fd;             ///< below the stream
    const int *failure; ///< errno of the first write to the stream that failed; NULL: see `ferror`
    const char *path;   ///< NULL: standard output
    char *real;         ///< the same with links followed; NULL if it is written to directly
    char *temporary;    ///< written beside `real`; likewise
    bool is_new;        ///< it does not replace a file that is there by the time it is complete
} output_file;

/// Opens the output for `path` (borrowed; NULL or "-": standard output). A file is written beside its name with mode 0600, and by one run
/// at a time; a device or a pipe is written to directly. Signals that end the program remove a file that is not complete. False, with a
/// message on stderr, if it cannot be opened. If memory runs out, the program ends.
bool output_open(output_file *o, const char *path);

/// The same for a regular file with another mode. A device or a pipe is written to directly.
/// @param is_new  there must be nothing at `path`, not even by the time the file is complete
bool output_open_file(output_file *o, const char *path, mode_t mode, bool is_new);

/// Closes it. If it is `complete` the file gets its name, else it is removed. False, with a message, if not all arrived. Standard output stays
/// open; main.c checks it at the end.
bool output_close(output_file *o, bool complete);

/// Flushes the folder of the file to the disk, so that the file keeps its name after a power cut. False, with errno set, if that fails.
bool output_sync_folder(const char *path);

/// Flushes a file to the disk. False, with errno set, if that fails.
bool output_sync(int fd);

/// Locks a file for this run alone. If the file system has no locks, it goes on without, and says so on stderr. False, with errno set, if that
/// fails: EWOULDBLOCK if another run holds the lock.
bool output_lock(int fd, const char *path);

/// Says on stderr that the file could not be written, with the reason in errno. Returns false. If memory ran out, the program ends.
bool output_complain(const char *path);

/// Replaces a regular file completely or not at all, by one with the same permissions. False, with a message, if that failed.
bool output_replace(const char *path, const char *text, size_t length);

#endif
