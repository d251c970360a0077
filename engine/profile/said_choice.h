/// Which of the values that a fact allows was meant: the same words, the beginning of one, its initials, a like word, a misspelling.
#ifndef ADVISE_PROFILE_SAID_CHOICE_H
#define ADVISE_PROFILE_SAID_CHOICE_H

#include "feel/type.h"

enum { SAID_MOST_CHOICES = 3 };

/// The values that were most likely meant, at most three.
typedef struct said_choice {
    size_t count;
    slice values[SAID_MOST_CHOICES];
    bool
        is_sure; ///< the same words, their initials, or the only value that begins so; otherwise it is only similar
    bool has_more; ///< more values begin with it than are listed here
} said_choice;

/// Finds what was meant by an answer.
/// @param type   a string with allowed values
/// @param plain  as `said_plainly` gives it
said_choice said_choice_of(arena *a, const feel_type *type, slice plain);

/// The same for a hint at what to write, which may be wrong: the beginning of a value does not count, and likeness is enough.
said_choice said_choice_like(arena *a, const feel_type *type, slice plain);

/// The only value that the text is, whatever its case, and with a blank, hyphen or underscore between its words. It is not guessed: any
/// other sign counts.
/// @return its position among the allowed values; -1 if there is none, or more than one
ptrdiff_t said_choice_same(const feel_type *type, slice text);

#endif
