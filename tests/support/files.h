/// Files and folders for tests. A failure ends the program with a message: a test can not go on without.
#ifndef ADVISE_TESTS_FILES_H
#define ADVISE_TESTS_FILES_H

#include <stdbool.h>
#include <stddef.h>

/// The whole file, followed by a NUL that `*length` (may be NULL) does not count; NULL where it can not be read.
/// Free with free.
char *file_read(const char *path, size_t *length);

/// Writes `length` bytes; makes the folders above where they are missing.
void file_write(const char *path, const void *bytes, size_t length);

/// Writes `text` to the file `name` below `folder` and gives its path. Free with free.
char *file_make(const char *folder, const char *name, const char *text);

/// A new empty folder below TMPDIR. End it with `folder_remove`.
char *folder_new(void);

/// Removes the folder with all that is in it, and frees the path. NULL is allowed. Follows no links.
void folder_remove(char *folder);

/// printf to a new string. Free with free.
char *text_of(const char *format, ...) __attribute__((format(printf, 1, 2)));

/// The names of the regular files below `folder` that end in `suffix`, as paths that begin with `folder`, in byte
/// order, folders walked through. NULL-terminated; free with `names_free`. Empty where there is no such folder.
char **files_below(const char *folder, const char *suffix, size_t *count);
void names_free(char **names);

#endif
