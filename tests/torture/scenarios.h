/// The commands that are tried, and the files that they find.
#ifndef ADVISE_TESTS_SCENARIOS_H
#define ADVISE_TESTS_SCENARIOS_H

#include <stddef.h>

enum {
    ADDED_TO = 1,  ///< its output is added to: it may end in part, but what was there stays
    MENDED = 2,    ///< it says what failed, tries again later, and says other things until that works
    RESUMED = 4,   ///< with --resume it goes on after a failure
    IS_HELPER = 8, ///< it is run by the program that writes workbooks
};

typedef struct scenario {
    const char *name;
    const char *words; ///< of the command, which runs in the scene's folder
    const char *given; ///< a folder whose files are copied to made/ before; NULL: made/ is empty
    unsigned how;      ///< bits of the enum above
    const char *typed; ///< a file that is its standard input; NULL: that is empty
} scenario;

extern const scenario scenarios[];
extern const size_t scenario_count;

/// Makes the files that all scenarios share: the words of a shell, run in an empty folder. The words of two profiles are refused, so that
/// messages are written too.
extern const char scenario_setting[];

#endif
