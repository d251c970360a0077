/// Which question an interview asks next, and whether any can still matter.
///
/// A question is a fact, or a field of a record of the profile, that is unknown and that an undetermined or provisional rule waits for. It
/// matters if two answers to it, with everything else equal, give different first places: other heads of entries, or in another order. Closed
/// questions ("I don't know", "skip") stay unknown whatever is answered.
///
/// Three things may come out:
/// - A question that is proved to matter.
/// - A question that is not: it was neither found to change the first places nor proved not to. An interview may say so, and offer to stop.
/// - The first places are settled: nothing that may be asked changes what they will be. Then there is nothing to ask if they are also shown.
///   They may not be, because rules wait for what comes out the same either way, or ask if something is stated at all; then the question is
///   given that shows them, unless the options say to stop.
///
/// How an interview uses it: find; if `question` is NULL, stop (and say so if `is_settled`); else ask it, state the answer in the profile or
/// add `at` to the closed ones, and find again. What to ask depends on nothing but pack, profile, date and options.
#ifndef ADVISE_CONVERSATION_NEXT_QUESTION_H
#define ADVISE_CONVERSATION_NEXT_QUESTION_H

#include "infer/infer.h"
#include "profile/variant.h"

typedef struct next_question_options {
    size_t top;                 ///< how many of the first places count; 0: 3
    const profile_slot *closed; ///< not to be asked; they stay unknown
    size_t closed_count;
    slice topic;             ///< of the question before; empty: none, or no topic is to be kept to
    bool stops_when_settled; ///< ask nothing that only shows what is settled
    uint32_t
        within; ///< a record of the profile: a field of it is asked for if one is known to matter; 0: none
    bool equal_efforts; ///< each question costs the same, for measurements
} next_question_options;

/// What an answer may do to a recommendation: it moves in the list, enters or leaves it.
typedef struct question_effect {
    size_t recommendation; ///< index in the pack
    slice item_name;       ///< of the item that it is about; empty if it is about nothing
    slice title;           ///< filled in
    feel_value answer;
    size_t now, then; ///< the places of its entry, from 1, before and after the answer; 0: it is not given
    bool is_alone;    ///< this answer suffices; else it takes answers to other questions too
} question_effect;

typedef struct next_question {
    const inference *of; ///< of the profile; NULL if it takes too many steps: nothing else is known then
    const open_question *question; ///< one of its questions; NULL: there is nothing to ask
    bool
        is_proved; ///< of a question: two answers were found that give different first places, or they are settled
    bool is_settled;           ///< it is proved that the first places will be the same whatever is answered
    profile_slot at;           ///< where the answer goes
    const fact *declared;      ///< the fact or field
    const feel_value *answers; ///< those that were tried
    size_t answer_count;
    double
        gain; ///< how much the answer is expected to say about the first places; comparable within one result only
    double effort;     ///< of answering: 1 for yes or no, more if the topic changes
    size_t open_count; ///< questions that may still matter, as far as is known; this one included
    size_t
        final_count; ///< of the first places that are shown: they stay as they are, or empty, whatever is answered
    /// Of a question that matters: other questions' answers, with which it makes a difference. Of first places that are settled and not
    /// all shown: answers with which they are.
    const profile_change *completion;
    size_t completion_count;
    feel_value different[2]; ///< answers with which it does
} next_question;

/// Finds the next question.
/// @param a      owns the result, and that of `next_question_effects`. Call below `arena_run(a)`
/// @param person kept (borrowed)
next_question next_question_find(arena *a, const pack *p, const profile *person, feel_clock clock,
                                 const next_question_options *options);

/// What the answers to a question may do to what is given or would be: for each answer the recommendations that move, those of the first
/// places first. Only what moves from or to the first places is told.
/// @param next  a question that was found
/// @param top   as in the options
const question_effect *next_question_effects(arena *a, const next_question *next, feel_clock clock,
                                             size_t top, size_t *count);

#endif
