/// Whether a file, or a part of one, is right in UTF-8: by far the usual case, found out faster than a survey says what is wrong.
#ifndef ADVISE_INPUT_UTF8_FILE_H
#define ADVISE_INPUT_UTF8_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// True if a part of a file, from one offset to another, is valid UTF-8, but for characters that its ends cut. Moves nothing; what cannot be
/// read is not valid.
bool utf8_part_is_valid(int fd, uint64_t start, uint64_t end);

/// True if a regular file is valid UTF-8 from where it stands to its end, and its first bytes show no encoding. Moves nothing.
/// @param size     of the file in bytes
/// @param threads  at most as many look at it, each at a part
bool utf8_file_is_valid(int fd, uint64_t size, size_t threads);

#endif
