// Test files of a pack: the input is read and run as one, and expectations that fail are rewritten.
#include "advise.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static char folder[] = "/tmp/advise-fuzz-XXXXXX";
static char path[sizeof folder + 16];

static void remove_files(void)
{
    (void)unlink(path);
    (void)rmdir(folder);
}

static void write_file(const uint8_t *data, size_t size)
{
    FILE *file = fopen(path, "wb");
    if (file == NULL || fwrite(data, 1, size, file) != size || fclose(file) != 0)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static advise_pack *pack;
    if (pack == NULL) {
        if (mkdtemp(folder) == NULL || advise_pack_load("tests/packs/tested", NULL, &pack, NULL) != ADVISE_OK)
            abort();
        (void)snprintf(path, sizeof path, "%s/x.test.yaml", folder);
        (void)atexit(remove_files);
    }
    write_file(data, size);
    const char *files[] = {path};
    advise_test_options o = {.files = files, .file_count = 1, .coverage = true};
    advise_tests *tests = NULL;
    advise_diagnostics *problems = NULL;
    if (advise_tests_run(pack, &o, NULL, &tests, &problems) == ADVISE_OK) {
        const char *text = NULL;
        size_t length = 0;
        (void)advise_tests_update(tests, path, &text, &length);
    }
    advise_diagnostics_free(problems);
    advise_tests_free(tests);
    return 0;
}
