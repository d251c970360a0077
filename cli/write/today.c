#include "write/today.h"

#include <stdbool.h>
#include <stddef.h>
#include <time.h>

const char *date_or_today(const char *as_of, char buffer[TODAY_SIZE])
{
    time_t now = time(NULL);
    struct tm local;
    if (as_of != NULL)
        return as_of;
    bool done = localtime_r(&now, &local) != NULL && strftime(buffer, TODAY_SIZE, "%Y-%m-%d", &local) > 0;
    return done ? buffer : "";
}
