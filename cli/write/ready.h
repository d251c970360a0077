/// A text that is written often, made once as a format has it: with its escapes, and with its quotes if it has some.
#ifndef ADVISE_CLI_WRITE_READY_H
#define ADVISE_CLI_WRITE_READY_H

#include <stddef.h>
#include <string.h>

/// Bytes that are copied at once. What of them is too much is written over by what comes next.
enum { READY_BLOCK = 32 };

typedef struct ready_text {
    const char *bytes; ///< can be read, whatever they are, to the end of the last block
    size_t length;
} ready_text;

static inline size_t ready_blocks(size_t length)
{
    return (length + READY_BLOCK - 1) / READY_BLOCK * READY_BLOCK;
}

/// Copies the text to `at`, where there is room for all its blocks. Returns its end.
// A block takes a few instructions without a branch, and most texts fit one: a call of memcpy would take more.
static inline char *ready_put(char *at, ready_text text)
{
    size_t done = 0;
    do {
        memcpy(at + done, text.bytes + done, READY_BLOCK);
        done += READY_BLOCK;
    } while (done < text.length);
    return at + text.length;
}

#endif
