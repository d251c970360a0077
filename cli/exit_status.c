// From what the library says to what the program ends with.
#include "exit_status.h"

int exit_status_of(advise_status status)
{
    return status == ADVISE_NO_MEMORY ? EXIT_BUG : (int)status;
}
