/// The option --jobs: how many threads a command runs.
#ifndef ADVISE_COMMAND_JOBS_H
#define ADVISE_COMMAND_JOBS_H

#include <stddef.h>

enum { MOST_JOBS = 256 };

#define JOBS_HELP "number of threads (default: one for each processor)"
#define JOBS_MORE "What is written does not depend on it."

/// EXIT_DONE, or EXIT_USAGE with a message if more were asked for than MOST_JOBS.
int check_jobs(size_t asked);

/// How many threads to run: those that were asked for; if 0, one for each processor.
size_t count_jobs(size_t asked);

#endif
