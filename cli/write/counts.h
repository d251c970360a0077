/// What is written of counts.
#ifndef ADVISE_CLI_WRITE_COUNTS_H
#define ADVISE_CLI_WRITE_COUNTS_H

#include <stddef.h>

/// `part` of `whole` in percent; 0 of none.
static inline double percent(size_t part, size_t whole)
{
    return whole > 0 ? 100 * (double)part / (double)whole : 0;
}

/// The ending of the word that follows the count: "s" or "".
static inline const char *plural(size_t count)
{
    return count == 1 ? "" : "s";
}

#endif
