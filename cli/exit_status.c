// From what the library says to what the program ends with.
#include "exit_status.h"

#include <stdio.h>

int out_of_memory(void)
{
    (void)fputs("advise: out of memory\n", stderr);
    return EXIT_NO_MEMORY;
}

int exit_status_of(advise_status status)
{
    switch (status) {
    case ADVISE_NO_MEMORY: return out_of_memory();
    case ADVISE_MISSING: return EXIT_BAD_PACK;
    default: return (int)status;
    }
}
