/// Words for "I do not know", "none", "skip", yes and no. Each function takes a text as `said_plainly` gives it.
#ifndef ADVISE_PROFILE_SAID_NOTHING_H
#define ADVISE_PROFILE_SAID_NOTHING_H

#include "base/slice.h"
#include "feel/value.h"

bool said_unknown(slice plain);
bool said_skip(slice plain);

/// True for none of a list: "none", "nobody", "no contacts".
bool said_none(slice plain);

/// Yes or no, also with something behind it: "yes, I do". Unknown if it is neither.
feel_truth said_yes_or_no(slice plain);

/// Pairs of words of which forms and programs write one for yes and the other for no.
typedef enum said_pair_kind {
    SAID_NO_PAIR,
    SAID_TRUE_OR_FALSE,
    SAID_YES_OR_NO,
    SAID_Y_OR_N,
    SAID_T_OR_F,
    SAID_ON_OR_OFF,
    SAID_ONE_OR_ZERO,
    SAID_PAIRS, ///< how many there are
} said_pair_kind;

typedef struct said_pair {
    said_pair_kind kind;
    bool is_yes;
} said_pair;

/// The pair that the text is one of, as it was written.
said_pair said_pair_of(slice text);

#endif
