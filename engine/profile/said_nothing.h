/// Words for "I do not know", "none", "skip", yes and no. Each function takes a text as `said_plainly` gives it.
#ifndef ADVISE_PROFILE_SAID_NOTHING_H
#define ADVISE_PROFILE_SAID_NOTHING_H

#include "feel/value.h"

bool said_unknown(slice plain);
bool said_skip(slice plain);

/// True for none of a list: "none", "nobody", "no contacts".
bool said_none(slice plain);

/// Yes or no, also with something behind it: "yes, I do". Unknown if it is neither.
feel_truth said_yes_or_no(slice plain);

#endif
