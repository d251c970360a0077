// What can be asked for, a row each.
#include "respond/respond.h"

#include <string.h>

enum {
    /// A profile has 1 MiB at most, of which JSON makes more where it escapes.
    MOST_OF_A_PROFILE = 4 << 20,
    /// A cohort on a page: some thousands of people. There is `advise batch` for more.
    MOST_OF_A_COHORT = 16 << 20,
};

const respond_route respond_routes[] = {{"/v1/pack", 0, false, respond_pack},
                                        {"/v1/advise", MOST_OF_A_PROFILE, false, respond_advise},
                                        {"/v1/ask", MOST_OF_A_PROFILE, false, respond_ask},
                                        {"/v1/why", MOST_OF_A_PROFILE, false, respond_why},
                                        {"/v1/why-not", MOST_OF_A_PROFILE, false, respond_why_not},
                                        {"/v1/what-if", MOST_OF_A_PROFILE, false, respond_what_if},
                                        {"/v1/batch", MOST_OF_A_COHORT, true, respond_batch},
                                        {NULL, 0, false, NULL}};

const respond_route *respond_find(const char *path)
{
    for (const respond_route *route = respond_routes; route->path != NULL; route++) {
        if (strcmp(route->path, path) == 0)
            return route;
    }
    return NULL;
}
