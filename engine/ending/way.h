/// Ways and deeds that are named without anybody who acts. Private to engine/ending/.
#ifndef ADVISE_ENDING_WAY_H
#define ADVISE_ENDING_WAY_H

#include "ending/verb.h"

// --- the same as below, of the few words at which it may be so ---

bool way_find_name(const sentence *s, size_t at);
bool way_find_open_deed(const sentence *s, size_t at);

// --- of any word ---

/// "The better course is …", "one approach would be …", "… seems our best route": the verb at `at` names a way of our own.
static inline bool way_is_named(const sentence *s, size_t at)
{
    const bool may_be = (kinds_at(s, at) & (WORD_BE | WORD_WOULD | WORD_COULD | WORD_MAY)) != 0 ||
                        (kinds_at(s, at + 2) & WORD_BEST) != 0;
    return may_be && way_find_name(s, at);
}

/// "…, so a call to the clerk first", "Next, the deposition of the nurse": a deed without a verb, and when.
bool way_is_bare_deed(const sentence *s, size_t at);

/// "An amendment is still timely", "a check is in order": a deed that nobody is said to have done.
static inline bool way_is_open_deed(const sentence *s, size_t at)
{
    return (is_word(s, at, "is") || is_word(s, at, "seems")) && way_find_open_deed(s, at);
}

#endif
