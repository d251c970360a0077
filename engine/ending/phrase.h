/// Turns of phrase with a meaning of their own. Private to engine/ending/.
#ifndef ADVISE_ENDING_PHRASE_H
#define ADVISE_ENDING_PHRASE_H

#include "ending/phrase_table.h"
#include "ending/sentence.h"

/// The same for a word that has MARK_OPENS.
reading phrase_find(const sentence *s, size_t at, size_t *length);

/// What the longest phrase of the table that begins at the word `at` says. `*length` receives its words, 0 if there is none.
static inline reading phrase_at(const sentence *s, size_t at, size_t *length)
{
    *length = 0;
    return (s->words[at].marks & MARK_OPENS) != 0 ? phrase_find(s, at, length) : READ_NOTHING;
}

/// True if the words of `phrase` stand in `s`, one after the other.
bool phrase_is_in(const sentence *s, slice phrase);

#endif
