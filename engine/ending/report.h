/// What somebody else says. Private to engine/ending/.
#ifndef ADVISE_ENDING_REPORT_H
#define ADVISE_ENDING_REPORT_H

#include "ending/sentence.h"

/// Marks the words that stand in what somebody says: "Plaintiff argues that we should amend."
void report_mark(const sentence *s, bool reported[SENTENCE_WORDS]);

#endif
