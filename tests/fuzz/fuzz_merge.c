// Results of shards that are joined: the input is one or two of them.
#include "command.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    begin_fuzzed();
    const int files = size > 0 && memchr(data, 0x1E, size) != NULL ? 2 : 1;
    char option[] = "-o";
    char *words[] = {option, fuzzed_paths[FUZZED_OUT], fuzzed_paths[0], fuzzed_paths[1]};
    run_fuzzed(&command_merge, words, 2 + files, data, size);
    return 0;
}
