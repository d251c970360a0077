/// What keeps advice from being given, in words: one wording for all formats that a person reads.
#ifndef ADVISE_CLI_REPORT_OBSTACLE_H
#define ADVISE_CLI_REPORT_OBSTACLE_H

#include "advise.h"

/// "needs: years >= 3", or "years is 2 (me.yaml:4)". Free with free.
char *obstacle_text(const advise_obstacle *o);

#endif
