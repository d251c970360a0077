/// Runs a command of the program on files that are made of the input: for targets of what reads what the program has written.
#ifndef ADVISE_TESTS_FUZZ_COMMAND_H
#define ADVISE_TESTS_FUZZ_COMMAND_H

#include "options.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { FUZZED_FILES = 2, FUZZED_OUT = FUZZED_FILES, FUZZED_PATHS };

static char fuzzed_folder[] = "/tmp/advise-fuzz-XXXXXX";
static char fuzzed_paths[FUZZED_PATHS][sizeof fuzzed_folder + 8];

static void remove_fuzzed(void)
{
    for (size_t i = 0; i < FUZZED_PATHS; i++)
        (void)unlink(fuzzed_paths[i]);
    (void)rmdir(fuzzed_folder);
}

/// Makes the folder, and silences messages; a fuzzer writes its own to the descriptor.
static void begin_fuzzed(void)
{
    if (fuzzed_paths[0][0] != '\0')
        return;
    if (mkdtemp(fuzzed_folder) == NULL)
        abort();
    for (size_t i = 0; i < FUZZED_PATHS; i++)
        (void)snprintf(fuzzed_paths[i], sizeof fuzzed_paths[i], "%s/%zu", fuzzed_folder, i);
    FILE *silence = fopen("/dev/null", "we");
    if (silence == NULL)
        abort();
    stderr = silence;
    (void)atexit(remove_fuzzed);
}

static void write_fuzzed(size_t index, const uint8_t *data, size_t size)
{
    FILE *file = fopen(fuzzed_paths[index], "wbe");
    if (file == NULL || (size > 0 && fwrite(data, 1, size, file) != size) || fclose(file) != 0)
        abort();
}

/// Writes the input as two files, cut at the first byte 0x1E (record separator), runs the command with these words, and checks that it
/// ends with a documented status, and that nothing is left of a result if the input is bad.
static void run_fuzzed(const command *c, char **words, int count, const uint8_t *data, size_t size)
{
    const uint8_t *cut = size > 0 ? memchr(data, 0x1E, size) : NULL;
    const size_t first = cut != NULL ? (size_t)(cut - data) : size;
    write_fuzzed(0, data, first);
    write_fuzzed(1, cut != NULL ? cut + 1 : NULL, cut != NULL ? size - first - 1 : 0);
    (void)unlink(fuzzed_paths[FUZZED_OUT]);
    void *own = calloc(1, c->size);
    arguments a = {0};
    if (own == NULL || !options_read(c, count, words, own, &a))
        abort();
    const int status = c->run(&a);
    const bool has_result = access(fuzzed_paths[FUZZED_OUT], F_OK) == 0;
    const bool is_known = status == EXIT_DONE || status == EXIT_USAGE || status == EXIT_IO ||
                          status == EXIT_BAD_PROFILE; // there was nothing in them
    if (!is_known || (status == EXIT_DONE && !has_result) ||
        (has_result && status != EXIT_DONE && status != EXIT_BAD_PROFILE))
        abort();
    options_free(&a);
    free(own);
}

#endif
