#include "command/jobs.h"

#include "exit_status.h"
#include "options.h"

#include <unistd.h>

int check_jobs(size_t asked)
{
    return asked <= MOST_JOBS ? EXIT_DONE : wrong_usage("--jobs is %d at most, not %zu", MOST_JOBS, asked);
}

size_t count_jobs(size_t asked)
{
    const long processors = sysconf(_SC_NPROCESSORS_ONLN);
    const size_t jobs = asked > 0 ? asked : processors > 0 ? (size_t)processors : 1;
    return jobs < MOST_JOBS ? jobs : MOST_JOBS;
}
