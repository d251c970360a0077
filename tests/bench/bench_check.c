// Loading and checking generated packs of 1,000, 10,000 and 100,000 rules: time a rule must not grow with their number.
#include "advise.h"
#include "files.h"
#include "generated_pack.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static bool measure(size_t rules)
{
    char *folder = folder_new();
    generated_pack(folder, rules, 1);
    advise_pack *pack = NULL;
    advise_diagnostics *problems = NULL;
    double start = now();
    advise_status status = advise_pack_load(folder, NULL, &pack, &problems);
    double loaded = now();
    if (status == ADVISE_OK)
        status = advise_pack_check(pack, &problems);
    double checked = now();
    double each = 1e6 / (double)rules;
    printf("%7zu rules: load %8.3f s (%6.1f us a rule), check %8.3f s (%6.1f us a rule), %zu findings\n",
           rules, loaded - start, (loaded - start) * each, checked - loaded, (checked - loaded) * each,
           advise_diagnostics_count(problems) + advise_diagnostics_dropped(problems));
    advise_diagnostics_free(problems);
    advise_pack_free(pack);
    folder_remove(folder);
    return status == ADVISE_OK;
}

int main(void)
{
    return measure(1000) && measure(10000) && measure(100000) ? 0 : 1;
}
