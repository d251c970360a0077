/// The file in which the answers of an interview are kept.
#ifndef ADVISE_CLI_INTERVIEW_SAVED_H
#define ADVISE_CLI_INTERVIEW_SAVED_H

#include <stdbool.h>
#include <stddef.h>

/// True if there is a file of that name, or if that cannot be told: whoever reads it then learns why.
bool saved_exists(const char *path);

/// The text of the file; NULL, with a message, if it cannot be read. Free with free.
char *saved_read(const char *path, size_t *length);

/// Whether the file can be written, as far as can be told without doing so; with a message if not.
bool saved_is_writable(const char *path);

/// Writes the file: all of it or nothing, links followed. A new one can be read by its owner alone; the permissions of an old one stay.
/// False, with a message, if that failed.
bool saved_write(const char *path, const char *text, size_t length);

/// The folder of the file, in which the text files that it names are looked for. Free with free.
char *saved_folder(const char *path);

#endif
