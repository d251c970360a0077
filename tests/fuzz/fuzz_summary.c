// Results of batches, and summaries of them, that are summed up: the input is one or two, and its length chooses the format.
#include "command.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    begin_fuzzed();
    char option[] = "-o";
    char kind[] = "--format";
    char group[] = "--min-group";
    char few[] = "2";
    char formats[][8] = {"text", "json", "html"};
    char *words[] = {option, fuzzed_paths[FUZZED_OUT], kind,           formats[size % 3], group,
                     few,    fuzzed_paths[0],          fuzzed_paths[1]};
    run_fuzzed(&command_summary, words, 8, data, size);
    return 0;
}
