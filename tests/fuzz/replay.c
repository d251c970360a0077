// Runs a fuzz target over its seeds and over every crash that was once found, without a fuzzer: part of `make test`.
#include "files.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/// Usage: replay_NAME; reads tests/fuzz/corpus/NAME.
int main(int argc, char **argv)
{
    (void)argc;
    const char *name = strrchr(argv[0], '/') != NULL ? strrchr(argv[0], '/') + 1 : argv[0];
    char *folder = text_of("tests/fuzz/corpus/%s", strncmp(name, "replay_", 7) == 0 ? name + 7 : name);
    size_t count = 0;
    char **seeds = files_below(folder, "", &count);
    printf("1..1\n");
    for (size_t i = 0; i < count; i++) {
        size_t length = 0;
        char *bytes = file_read(seeds[i], &length);
        if (bytes == NULL)
            continue;
        // A block of its very size, so that reading past its end is found.
        uint8_t *exact = malloc(length > 0 ? length : 1);
        if (exact == NULL)
            return 1;
        memcpy(exact, bytes, length);
        free(bytes);
        fprintf(stderr, "# %s\n", seeds[i]);
        LLVMFuzzerTestOneInput(exact, length);
        free(exact);
    }
    printf("%s 1 - fuzz target %s survives %zu seeds\n", count > 0 ? "ok" : "not ok", name, count);
    names_free(seeds);
    free(folder);
    return count > 0 ? 0 : 1;
}
