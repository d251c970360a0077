/// An interview at the terminal, line by line: no control of the screen, so that it works over any connection, with a screen reader, and
/// from a pipe.
#ifndef ADVISE_CLI_INTERVIEW_INTERVIEW_H
#define ADVISE_CLI_INTERVIEW_INTERVIEW_H

#include "advise.h"
#include "interview/typed.h"
#include "write/screen.h"

/// What an interview is held with. Borrowed for the call.
typedef struct interview_call {
    const advise_pack *pack;
    const advise_session *session;
    const char *profile; ///< to begin with; NULL: nothing
    const char *output;  ///< where answers are saved; NULL: in `profile`, or in a file that is asked for
    size_t top, most;    ///< as of advise_interview_options
    typed_source *lines;
    FILE *out;
    size_t width; ///< asked for; 0: that of the terminal at each question
    bool no_colour, quiet;
} interview_call;

/// Holds the interview until it ends. Returns an exit status: 0 also if the person quits; 5 if the answers could not be saved.
int interview_run(const interview_call *call);

#endif
