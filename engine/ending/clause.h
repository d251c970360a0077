/// The grammar of a sentence: who acts, and does the verb look ahead? Private to engine/ending/.
#ifndef ADVISE_ENDING_CLAUSE_H
#define ADVISE_ENDING_CLAUSE_H

#include "ending/phrase.h"

/// What a sentence says of a next step.
/// @param reported  the words in what somebody says (report.h)
reading clause_read(const sentence *s, const bool reported[SENTENCE_WORDS]);

/// The greatest reading of the phrases in a sentence, but for those that others say.
/// @param reported  the words of phrases that say nothing of a step are added: "we do not need to …"
reading clause_read_phrases(const sentence *s, bool reported[SENTENCE_WORDS]);

/// True if the sentence tells what happened: it has a verb of the past.
bool clause_is_past(const sentence *s);

#endif
