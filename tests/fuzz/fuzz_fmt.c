// YAML that is laid out: what comes out is laid out already, and is sound.
#include "advise.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    advise_layout *once = NULL;
    advise_layout *twice = NULL;
    advise_diagnostics *problems = NULL;
    if (advise_layout_text("fuzz", (const char *)data, size, NULL, &once, &problems) == ADVISE_OK) {
        size_t before;
        size_t after;
        const char *text = advise_layout_after(once, &before);
        if (advise_layout_text("fuzz", text, before, NULL, &twice, NULL) != ADVISE_OK)
            abort();
        const char *again = advise_layout_after(twice, &after);
        if (after != before || memcmp(text, again, after) != 0)
            abort();
    }
    advise_layout_free(twice);
    advise_layout_free(once);
    advise_diagnostics_free(problems);
    return 0;
}
