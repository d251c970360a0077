/// What the program ends with. The only header at the root of cli/ that every room includes.
#ifndef ADVISE_CLI_EXIT_STATUS_H
#define ADVISE_CLI_EXIT_STATUS_H

#include "advise.h"

enum {
    EXIT_DONE = 0,
    EXIT_FINDINGS = 1,
    EXIT_USAGE = 2,
    EXIT_BAD_PACK = 3,
    EXIT_BAD_PROFILE = 4,
    EXIT_IO = 5,
    EXIT_BUG = 70, ///< reserved: no path of the program ends with it knowingly
    EXIT_NO_MEMORY = 71
};

/// Says on stderr that memory ran out; returns EXIT_NO_MEMORY. What cannot go on without a few bytes ends by exit() with it.
int out_of_memory(void);

/// The exit status for a status of the library. Of a lack of memory, which leaves no diagnostics, it says so on stderr.
int exit_status_of(advise_status status);

#endif
