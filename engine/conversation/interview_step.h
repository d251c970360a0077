/// The private header of the interview's files: steps, and how a view is made of one.
#ifndef ADVISE_CONVERSATION_INTERVIEW_STEP_H
#define ADVISE_CONVERSATION_INTERVIEW_STEP_H

#include "conversation/interview.h"
#include "conversation/next_question.h"

/// What an answer, or a skip, came to. Never changes once it is made.
typedef struct interview_step {
    arena *arena; ///< owns what follows
    slice text;   ///< of the profile
    const interview_place *skipped;
    size_t skipped_count;
    bool tells;             ///< a record is being told of
    interview_place record; ///< then which one: its field is 0
    /// Of a record that is not in the text yet, since fields are missing that it cannot be without: what was answered, as it was typed,
    /// one for each field. NULL: there is none.
    const slice *begun;
    size_t answered, asked;
    slice topic; ///< of the question that was answered; empty if there was none, or it has no topic
} interview_step;

// --- interview_view.c ---

/// What there is to see of a step.
/// @param before  the view of the step before; NULL: there is none
/// @return        NULL, with diagnostics, if the text is no profile. Call below `arena_run(a)`
interview_view *interview_view_make(arena *a, const interview_settings *s, const interview_step *step,
                                    const interview_view *before, diag_list *diags);

/// The question that asks for an answer anew.
interview_question interview_question_again(arena *a, const interview_settings *s, const interview_view *v,
                                            size_t which);

// --- interview_reasons.c ---

/// Gives the question its reasons: what its answers would do.
void interview_add_reasons(arena *a, const interview_settings *s, const next_question *next,
                           interview_question *q);

// --- interview_words.c ---

/// A value as a person would say it, with a NUL after it: "3 years", "yes", "Vega and Harmon".
slice interview_words(arena *a, const fact *declared, feel_value v);
/// The question for a fact, or a field of a record: the vocabulary's, or one made from the name.
slice interview_ask(arena *a, const fact *declared, bool is_field);
/// "another memo"
slice interview_ask_another(arena *a, const record_type *type);

// --- places ---

bool interview_place_equal(interview_place a, interview_place b);
/// The type of the records of a fact; NULL if it has none.
const record_type *interview_record_type(const pack *p, size_t fact_index);
/// What is declared at a place.
const fact *interview_declared(const pack *p, interview_place at);
/// How many records a fact has; 0 if it is not stated.
size_t interview_record_count(const profile *person, size_t fact_index);
/// A record by its position, from 1; NULL if there is none.
const feel_context *interview_record(const profile *person, interview_place at);
/// Where the engine finds it: records have numbers in a profile as it is now.
profile_slot interview_slot(const profile *person, interview_place at);
feel_value interview_value(const profile *person, interview_place at);
/// What names a record: its key, or "number 2".
slice interview_record_name(arena *a, const pack *p, const profile *person, interview_place at);
/// The field that names a record of the type: its key, else the first field.
size_t interview_naming_field(const record_type *type);

#endif
