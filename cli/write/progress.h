/// How far a long run has come, on a terminal's stderr only.
#ifndef ADVISE_CLI_WRITE_PROGRESS_H
#define ADVISE_CLI_WRITE_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>

typedef struct progress {
    bool shown_at_all; ///< stderr is a terminal, and nobody asked for quiet
    bool on_screen;    ///< a line is shown
    double start, last;
} progress;

progress progress_begin(bool quiet);
/// Shows records, rate and remaining time, at most five times a second. `total` is 0 if it is not known.
void progress_show(progress *p, size_t records, unsigned long long done, unsigned long long total);
/// Clears the line, so that something else can be printed.
void progress_clear(progress *p);

#endif
