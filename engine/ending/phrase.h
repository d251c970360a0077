/// Turns of phrase with a meaning of their own. Private to engine/ending/.
#ifndef ADVISE_ENDING_PHRASE_H
#define ADVISE_ENDING_PHRASE_H

#include "ending/phrase_table.h"
#include "ending/sentence.h"

/// What the longest phrase of the table that begins at the word `at` says. `*length` receives its words, 0 if there is none.
reading phrase_at(const sentence *s, size_t at, size_t *length);

/// True if the words of `phrase` stand in `s`, one after the other.
bool phrase_is_in(const sentence *s, slice phrase);

#endif
