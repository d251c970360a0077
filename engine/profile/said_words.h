/// Words as people type them, for the recognisers of what somebody said: said_nothing.h, said_number.h, said_date.h, said_time.h and
/// said_choice.h. What a person is asked (understand.h) and what stands in a file (meant.h) is recognised by the same tables. English only.
#ifndef ADVISE_PROFILE_SAID_WORDS_H
#define ADVISE_PROFILE_SAID_WORDS_H

#include "base/arena.h"
#include "base/diag.h"

static inline bool said_is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/// Letters of other scripts are letters too.
static inline bool said_is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

/// The text that recognisers look at: in small letters, with straight quotes and plain hyphens, one blank between words, and neither
/// blanks nor a full stop or exclamation mark at its end.
slice said_plainly(arena *a, slice text);

/// The text in small letters.
slice said_in_small_letters(arena *a, slice text);

/// True if both texts are the same but for small and capital letters.
bool said_is_same_but_for_case(slice a, slice b);

/// True if the text is one of the words. They end with NULL.
bool said_is_one_of(slice text, const char *const *words);

/// True if one of the text's words is one of the words.
bool said_has_one_of(slice text, const char *const *words);

bool said_has_letters(slice text);

/// Takes the next word from `*rest`: letters and digits. False if there is none.
bool said_next_word(slice *rest, slice *word);

#endif
