/// Runs a program in which a call of the system fails, or transfers less than was asked for. The calls of all libraries are reached, and
/// those of all threads. A system that does not allow this (another processor, no tracing) is told from a failure.
#ifndef ADVISE_TESTS_INJECT_H
#define ADVISE_TESTS_INJECT_H

#include <stdbool.h>
#include <stddef.h>

/// Calls that fail for the same reasons.
typedef enum call_group {
    CALLS_OPEN,
    CALLS_READ,
    CALLS_WRITE, ///< except to standard error, where the message goes
    CALLS_LIST,
    CALLS_STATUS,
    CALLS_CLOSE,
    CALLS_SYNC,
    CALLS_LOCK,
    CALLS_MODE,
    CALLS_TRUNCATE,
    CALLS_RENAME,
    CALLS_MAKE_FOLDER,
    CALL_GROUPS
} call_group;

/// For messages: "read".
const char *call_group_name(call_group group);

enum {
    FAULT_SHORT = -1, ///< the call succeeds with half of the bytes, at least one
};

typedef struct injection {
    call_group group;
    size_t at;                 ///< the call that fails, from 1; 0: none
    bool from_there_on;        ///< all later ones fail too
    int fault;                 ///< an errno, or FAULT_SHORT
    size_t calls[CALL_GROUPS]; ///< how many calls of each group the program made after main began
    bool injected;
    int status; ///< the exit status, or 128 + the number of the signal that ended it
} injection;

/// Runs `words` (NULL-terminated; the first is the program's path) in `folder`. Standard input is the file `in`; the other two are written to
/// `out` and `err`. The program is killed after two minutes. False if this system cannot inject.
bool inject(injection *i, const char *const words[], const char *folder, const char *in, const char *out,
            const char *err);

#endif
