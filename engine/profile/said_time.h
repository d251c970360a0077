/// Times of day as people type them: 9:30, "9 am", "half past nine", "noon".
#ifndef ADVISE_PROFILE_SAID_TIME_H
#define ADVISE_PROFILE_SAID_TIME_H

#include "base/slice.h"

typedef struct said_time {
    unsigned hour, minute, second;
} said_time;

/// The time that the text says and nothing else; false if it does not. "at" before it is passed over.
bool said_time_of(slice plain, said_time *out);

#endif
