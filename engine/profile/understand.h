/// What a person who was asked for a fact means by what they typed: "about 40", "since May 2023", "lit", "1 3 5", "none", "don't know".
/// English only.
#ifndef ADVISE_PROFILE_UNDERSTAND_H
#define ADVISE_PROFILE_UNDERSTAND_H

#include "pack/pack.h"

typedef enum answer_kind {
    ANSWER_VALUE,
    ANSWER_NONE,           ///< an empty list
    ANSWER_NOT_KNOWN,      ///< the person does not know
    ANSWER_SKIP,           ///< they do not say
    ANSWER_AMBIGUOUS,      ///< it may mean several things
    ANSWER_NOT_UNDERSTOOD, ///< it means nothing that the fact could be
    ANSWER_NOT_ALLOWED,    ///< it is understood, but the fact may not have this value
} answer_kind;

/// A typed answer as it was understood. Texts live in the arena.
typedef struct answer {
    answer_kind kind;
    feel_value value; ///< of a value and of none: passed by type and `allowed`
    slice yaml;       ///< the same as it may stand in a profile: "3", "[a, b]"
    /// A value or none: what to repeat back, such as "3 years" or "1 May 2023". Ambiguous: the question which it is ("Which one: 'family' or
    /// 'employment'?"). Not understood, not allowed: what would be ("a number from 0 to 60").
    slice said;
    bool is_guess; ///< of a value: it was taken for more exact than it was said ("about 40"); `said` tells
    const slice *readings; ///< ambiguous: what it may mean, each of which is understood if it is typed
    size_t reading_count;
} answer;

/// Understands an answer to a question about a fact or a field of a record.
/// Of a list of records only none, not known and skip are understood: such a list is asked for record by record.
/// @param typed  as it was typed; kept (borrowed) by a value that is a text
/// @param today  a FEEL_DATE, from which "since May 2023" and "in two weeks" are counted; null: such answers are not understood
/// @return       Call below `arena_run(a)`.
answer understand(arena *a, const fact *f, slice typed, feel_value today);

/// Yes, no, or neither: for a question of the program itself, such as "another?".
feel_truth understand_yes_or_no(slice typed);

#endif
