/// Sentences that leave it to the lawyer what to do: "please advise", "how would you like to proceed?". Private to engine/ending/.
#ifndef ADVISE_ENDING_HANDBACK_H
#define ADVISE_ENDING_HANDBACK_H

#include "ending/sentence.h"

/// True if a sentence that hands the matter back names a step all the same: "How would you like to proceed, by motion or by stipulation?",
/// "I await your instructions before filing."
/// @param told  the words of the phrases that hand it back, which name none
bool handback_names_step(const sentence *s, const bool told[SENTENCE_WORDS]);

#endif
