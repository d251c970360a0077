/// What an interview prints.
#ifndef ADVISE_CLI_INTERVIEW_SAY_H
#define ADVISE_CLI_INTERVIEW_SAY_H

#include "advise.h"
#include "write/screen.h"

/// The heading of a topic.
void say_topic(const screen *s, const char *topic);

/// A question, with what an answer may be.
/// @param repeat_item  say which record it is about
void say_question(const screen *s, const advise_pack *pack, const advise_interview_question *q,
                  bool repeat_item);

/// The same once more, without the choices: they were just printed.
void say_question_again(const screen *s, const advise_pack *pack, const advise_interview_question *q);

/// What would do for an answer: "yes or no".
/// @param out, size  receives it
void say_form(char *out, size_t size, const advise_pack *pack, const advise_interview_question *q);

void say_reasons(const screen *s, const advise_interview *interview);

/// How far the interview has come: "4 answered; first place is final, second and third are open".
/// @param places  say what is settled
void say_progress(const screen *s, const advise_progress *p, bool places);

/// Contradictions: those that are new, or all.
void say_contradictions(const screen *s, const advise_interview *interview, bool all);

/// All answers, numbered from 1.
void say_answers(const screen *s, const advise_interview *interview);

/// The commands.
void say_help(const screen *s);

#endif
