/// A stream into a text in memory.
#ifndef ADVISE_CLI_WRITE_TEXT_STREAM_H
#define ADVISE_CLI_WRITE_TEXT_STREAM_H

#include <stdio.h>

/// As open_memstream, with one difference: if memory ends while the text grows, ferror is true and fclose fails. The C library's own stream
/// drops what did not fit and says so only to whoever looks at every single call.
/// @param text    is NULL, or what has been flushed, which ends with a NUL: whole after fclose. Free with free
/// @return        NULL, with `*text` NULL, if there is no memory
FILE *text_stream(char **text, size_t *length);

#endif
