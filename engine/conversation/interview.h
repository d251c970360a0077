/// An interview about one person: what to ask next, what an answer does, and how to take it back.
///
/// All that was said is the text of a profile. An answer changes the text in place; the text is then read as any profile is and inferred
/// from, so that the engine's own checks hold, and what is shown of the profile is what a file with this text says. What else there is to
/// know (what was skipped, and which record is being told of) is kept beside the text, in steps; undoing takes the newest step away.
#ifndef ADVISE_CONVERSATION_INTERVIEW_H
#define ADVISE_CONVERSATION_INTERVIEW_H

#include "infer/infer.h"
#include "profile/variant.h"

typedef enum interview_state {
    INTERVIEW_ASKS,
    INTERVIEW_SETTLED,   ///< nothing that is unknown can change the first places
    INTERVIEW_EXHAUSTED, ///< only what was skipped or is not known can
    INTERVIEW_ENOUGH,    ///< as many questions were asked as there may be
} interview_state;

/// What an interview is about. Texts are borrowed.
typedef struct interview_settings {
    const pack *pack;
    feel_clock clock;
    slice name;         ///< what diagnostics call the profile
    const char *folder; ///< where text files are looked for; NULL: they are refused
    size_t top;         ///< how many of the first places to settle, from 1
    size_t most;        ///< questions at most; 0: any number
    slice topic;        ///< of the question before, if this goes on with an interview; empty: none
} interview_settings;

/// A place in the profile that stays the same while records are added at the end of lists.
typedef struct interview_place {
    size_t fact;     ///< index in the pack
    size_t position; ///< of the record among those of the fact, from 1; 0: the fact itself
    size_t field;    ///< index in the record's type; of a fact 0
} interview_place;

typedef struct interview_question {
    interview_place at;
    const fact *declared; ///< what is asked for; of an item: the field that names it
    bool is_item;         ///< asks for one more record of a list; `at` is the list
    size_t ordinal;       ///< then which one it will be, from 1
    bool is_required;     ///< the record cannot be used without it
    bool is_begun;        ///< of a record that is not in the text yet
    bool is_edit;         ///< an earlier answer is changed
    slice present;        ///< then that answer in words
    slice ask;
    slice item;           ///< the name of the record that the field is of
    const slice *reasons; ///< sentences: which advice depends on it, and how
    size_t reason_count;
} interview_question;

/// Something that the profile says, or that the person does not know.
typedef struct interview_answer {
    interview_place at;
    slice ask, item;
    slice text;      ///< in words; empty if it is not known
    bool is_known;   ///< false: "I don't know"
    bool names_item; ///< it is what the record is called by
    size_t line;     ///< of the profile; 0: not known
} interview_answer;

typedef struct interview_contradiction {
    const profile_check *check;
    slice message;
    bool is_new;           ///< it came with the newest step
    const size_t *answers; ///< those that have a part in it: positions among the answers
    size_t answer_count;
} interview_contradiction;

/// What there is to see of an interview. Lives until the next step.
typedef struct interview_view {
    slice text; ///< of the profile
    const profile *person;
    const inference *result;
    arena *arena; ///< that all this lives in
    interview_state state;
    interview_question question; ///< if the state is INTERVIEW_ASKS
    size_t answered, asked;
    size_t top; ///< how many of the first places are to be settled
    /// If the state is INTERVIEW_SETTLED, but rules still wait for what comes out the same either way, so that the result does not show all
    /// of the first places: their titles, in order. Else none.
    const slice *settled;
    size_t settled_count;
    size_t final_count; ///< of these
    const interview_answer *answers;
    size_t answer_count;
    const interview_contradiction *contradictions;
    size_t contradiction_count;
} interview_view;

typedef enum interview_reply_kind { REPLY_ACCEPTED, REPLY_REJECTED, REPLY_AMBIGUOUS } interview_reply_kind;

/// What became of an answer. Texts live until the next call.
typedef struct interview_reply {
    interview_reply_kind kind;
    slice understood; ///< what was accepted, in words
    slice message;    ///< why it was not
    slice hint;
    size_t rejections; ///< in a row, of this question
} interview_reply;

typedef struct interview interview;

/// Begins, or goes on with a profile. Keys that the pack does not know are warned of and kept.
/// @param from  where memory comes from
/// @param text  of the profile so far; may be empty
/// @param out   receives the interview, to be freed by `interview_free`; NULL unless the outcome is LOAD_DONE
load_outcome interview_new(const allocator *from, const interview_settings *settings, slice text,
                           diag_list *diags, interview **out);
void interview_free(interview *in);

const interview_view *interview_look(const interview *in);

// Each returns false if memory ran out: then nothing has changed. There must be a question for the first three.

bool interview_give(interview *in, slice text, interview_reply *reply);
bool interview_dont_know(interview *in, interview_reply *reply);
bool interview_skip(interview *in, interview_reply *reply);
/// Skips what was skipped in an interview that this one goes on with: the next question is chosen as if it had not been asked.
bool interview_pass(interview *in, interview_reply *reply);
bool interview_undo(interview *in, interview_reply *reply);
/// @param which  a position among the answers
bool interview_edit(interview *in, size_t which);

#endif
