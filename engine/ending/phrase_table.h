/// The table of phrases: turns of phrase with a meaning of their own. Private to engine/ending/.
#ifndef ADVISE_ENDING_PHRASE_TABLE_H
#define ADVISE_ENDING_PHRASE_TABLE_H

#include "ending/key.h"

#include <stddef.h>

/// What a sentence, or a part of it, says of a next step; a greater one weighs more.
typedef enum reading {
    READ_NOTHING,
    READ_HANDS_BACK, ///< leaves it to the lawyer what to do: "please advise"
    READ_COURTESY,   ///< belongs to the letter, not to the matter
    READ_DOUBT,
    READ_SUGGESTS,
} reading;

/// When a phrase counts, beside its reading.
enum phrase_when {
    PHRASE_READING = 0x0F,  ///< the bits of the reading
    PHRASE_AT_START = 0x10, ///< only if a clause begins with it
    PHRASE_UNDENIED = 0x20  ///< only if nothing before it in the clause denies it
};

/// A phrase: its first word, and further ones apart by blanks. There, "|a|b" is either word, "_" any one word, "..." up to four words. ME, YOU,
/// OUR, ACT, ACTED, ACTING, A, THE and NUMBER are words of that kind (word.h). Adverbs between words are passed.
typedef struct phrase_row {
    char first[KEY_BYTES];
    const char *rest;
    unsigned says; ///< a reading, and when it counts
} phrase_row;

/// The phrases whose first word begins with a letter, in the order of these words. There are none but for small letters.
const phrase_row *phrase_rows(char letter, size_t *count);

#endif
