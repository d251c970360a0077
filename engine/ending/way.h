/// Ways and deeds that are named without anybody who acts. Private to engine/ending/.
#ifndef ADVISE_ENDING_WAY_H
#define ADVISE_ENDING_WAY_H

#include "ending/sentence.h"

/// "The better course is …", "one approach would be …", "… seems our best route": the verb at `at` names a way of our own.
bool way_is_named(const sentence *s, size_t at);

/// "…, so a call to the clerk first", "Next, the deposition of the nurse": a deed without a verb, and when.
bool way_is_bare_deed(const sentence *s, size_t at);

/// "An amendment is still timely", "a check is in order": a deed that nobody is said to have done.
bool way_is_open_deed(const sentence *s, size_t at);

#endif
