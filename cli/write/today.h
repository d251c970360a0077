/// The day of the run, for what the library is told: it reads no clock.
#ifndef ADVISE_CLI_WRITE_TODAY_H
#define ADVISE_CLI_WRITE_TODAY_H

enum { TODAY_SIZE = 16 };

/// `as_of`, or the present day, "2026-01-31", written into `buffer`, if it is NULL.
const char *date_or_today(const char *as_of, char buffer[TODAY_SIZE]);

#endif
