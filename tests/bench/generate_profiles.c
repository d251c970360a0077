// Usage: generate_profiles COUNT [SEED] > FILE: made-up paralegals as NDJSON.
#include "generate.h"

#include <stdlib.h>

int main(int count, char **texts)
{
    random_source random = {count > 2 ? strtoull(texts[2], NULL, 10) : 1};
    size_t profiles = count > 1 ? strtoull(texts[1], NULL, 10) : 0;
    if (profiles == 0) {
        (void)fprintf(stderr, "usage: generate_profiles COUNT [SEED]\n");
        return 2;
    }
    for (size_t i = 1; i <= profiles; i++)
        generate_profile(&random, i, stdout);
    return fflush(stdout) == 0 ? 0 : 1;
}
