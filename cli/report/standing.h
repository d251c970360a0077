/// What is settled of a report and what is not, in sentences: one wording for all formats that a person reads.
#ifndef ADVISE_CLI_REPORT_STANDING_H
#define ADVISE_CLI_REPORT_STANDING_H

#include "advise.h"

#include <stddef.h>

/// The most questions that are shown: nobody answers more at once.
enum { STANDING_QUESTIONS = 5 };

/// "The first place is final. What could change the next:". Free with free, here and below.
char *standing_sentence(const advise_standing *standing);

/// "How many years have you worked as a paralegal?", with the item that it is about before it. A fact without a question is asked for by
/// its name.
/// @param with_name  the fact's name stands behind it, for those who fill in a file
char *standing_question(const advise_question *q, bool with_name);

/// How many questions are shown: those that may matter, at most STANDING_QUESTIONS.
size_t standing_question_count(const advise_report *r);

#endif
