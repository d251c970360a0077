/// The answer of an interview as JSON: `advise-interview/1`.
#ifndef ADVISE_CLI_RESPOND_ASK_JSON_H
#define ADVISE_CLI_RESPOND_ASK_JSON_H

#include "respond/answer_json.h"

/// A question that was skipped, by what it is about.
typedef struct ask_skipped {
    request_text fact, field, item;
} ask_skipped;

typedef struct ask_answer {
    request_session *session;
    advise_interview *interview;
    const request_text *profile; ///< as it was brought
    const request_value *said;   ///< as it was brought; NULL: nothing
    const ask_skipped *skipped;  ///< what was brought, then what was skipped now
    size_t skipped_before, skipped_count;
    const char *topic_before,
        *topic; ///< of the question that was answered last: as it was brought, and now. NULL: none
    advise_reply_kind reply; ///< to the last of what was said
    char *understood, *message, *hint;
} ask_answer;

/// Copies a reply, whose texts live until the next call.
void ask_keep_reply(ask_answer *a, const advise_reply *reply);

void ask_write(const ask_answer *a);

#endif
