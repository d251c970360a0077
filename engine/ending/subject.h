/// Who acts. Private to engine/ending/.
#ifndef ADVISE_ENDING_SUBJECT_H
#define ADVISE_ENDING_SUBJECT_H

#include "ending/sentence.h"

typedef enum subject {
    SUBJECT_NONE, // left out: "Will file on Monday."
    SUBJECT_ME,
    SUBJECT_YOU,
    SUBJECT_SIDE,   // our client, somebody
    SUBJECT_DEED,   // "a short letter", "dropping the claim"
    SUBJECT_OTHER,  // "the response", "Ms. Yoon"
    SUBJECT_NOBODY, // "a trustee", "who": nobody certain
} subject;

/// Who does what the verb at `at` says.
subject subject_of(const sentence *s, size_t at);

/// "the court", "Board": a public body.
bool subject_is_public(const sentence *s, size_t at);

/// A public body, or somebody else who is not on our side.
bool subject_is_others(const sentence *s, size_t at);

#endif
