/// Reads a whole file of text, up to a limit, in whatever encoding (input/text_stream.h).
#ifndef ADVISE_INPUT_TEXT_FILE_H
#define ADVISE_INPUT_TEXT_FILE_H

#include "base/arena.h"
#include "input/file.h"
#include "input/text_stream.h"

/// Reads the regular file at `path` (NUL-terminated), decompressed, as UTF-8 with line feeds. A byte order mark stays in the text.
/// @param encoding  of text that does not show its own, as iconv knows it; NULL: UTF-8
/// @param limit     the most bytes of the text that is given
/// @param text      written if it was read; in the arena
/// @param why       its code is NULL unless the file was read and is no text, or damaged; then the outcome is FILE_FAILED. Its encoding is not used
file_problem text_file_read(arena *a, const char *path, const char *encoding, size_t limit, slice *text,
                            text_problem *why);

#endif
