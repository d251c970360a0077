/// Inference: a pack applied to a profile. Derived facts by forward chaining, evidence for recommendations, a ranking,
/// and the record of all that happened.
#ifndef ADVISE_INFER_INFER_H
#define ADVISE_INFER_INFER_H

#include "infer/call_log.h"
#include "pack/pack.h"
#include "profile/profile.h"

/// One firing of a recommending rule.
typedef struct evidence {
    size_t rule;                ///< index in the pack
    const feel_value *bindings; ///< one for each variable of the rule
    double certainty;           ///< -1 to 1, not 0
    slice because;              ///< the rule's reason, its template filled in; empty if it comes out null
    const slice *next_steps;    ///< filled in; those that mention an unbound or null thing are left out
    size_t next_step_count;
    slice title; ///< the recommendation's title filled in here; empty if it comes out null
    bool
        provisional; ///< the rule fires because something is not stated (`= null`): once that is, it may not fire
} evidence;

typedef enum advice_status {
    ADVICE_GIVEN,
    ADVICE_BELOW_THRESHOLD, ///< certainty at or below the pack's threshold
    ADVICE_EXCLUDED,        ///< a higher-ranked recommendation excludes it
} advice_status;

/// A recommendation (for one item, if it is about something) and the evidence for and against it.
typedef struct advice {
    size_t recommendation; ///< index in the pack
    feel_value item;       ///< what it is about; null if it is about nothing
    slice item_name;       ///< the item's key field as text; empty if none
    uint32_t position;     ///< of the item in the profile, from 1; 0 if it is not an item of it
    advice_status status;
    size_t rank; ///< the number of its entry, from 1; 0 if it is not given
    ptrdiff_t
        above; ///< index in `advices` of what it is a part of, or an alternative to; -1 if it is the head of its entry
    bool is_alternative;
    double certainty; ///< combined, -1 to 1
    double priority;  ///< 1 to 100
    bool
        priority_is_open; ///< what it is computed from is unknown, or may change: then it counts as known so far
    double score;         ///< certainty × priority
    const evidence *evidence; ///< in the order of the rules, then of the bindings
    size_t evidence_count;
    slice title;
    const slice *next_steps; ///< of the evidence for it, each text once
    size_t next_step_count;
    ptrdiff_t excluded_by; ///< index in `advices`, -1 if none
} advice;

/// A derived fact, or a derived field of one record, and where its value is from.
typedef struct derivation {
    size_t fact;                ///< index in the pack: of the fact, or of the one whose value has the record
    size_t field;               ///< index among the pack's derived fields
    const feel_context *record; ///< the record; NULL: a fact
    slice item_name;            ///< its key field as text; empty if none
    feel_value value;
    bool stated;         ///< the profile states it: rules were not asked
    bool by_default;     ///< no rule fired: the declared default
    const size_t *rules; ///< the rules whose values count, in file order
    size_t rule_count;
    const slice *because; ///< one for each of `rules`
    bool conflict;        ///< `unique` or `any` was violated: the value is null
    bool
        waits; ///< undetermined rules leave its value open, or a rule fires whose value is unknown: it is null
} derivation;

/// A rule that could not be decided, for one binding. Or one that was decided by asking if something is stated (`= null`): as more becomes
/// known, it may decide otherwise.
typedef struct undetermined {
    size_t rule;
    const feel_value *bindings; ///< of its variables; NULL: none is bound
    size_t bound;               ///< how many are, from the first
    feel_unknown *waits_for;    ///< what was unknown when it was read
    size_t waits_count;
    const slice *
        names; ///< of the same, each once: "years_experience", or "firm.size" for a field of a record that a variable is
    size_t name_count;
} undetermined;

/// The bounds of a recommendation, for one item if it is about something.
typedef struct certainty_bound {
    size_t recommendation; ///< index in the pack
    feel_value item;
    slice item_name;
    uint32_t position;      ///< of the item in the profile
    bool named;             ///< false: any item of an unknown list, which nobody has named yet
    ptrdiff_t advice;       ///< index in `inference.advices`; -1 if there is no evidence yet
    double lowest, highest; ///< of its certainty; -1 if it may not be there at all
    double least, most;     ///< of its priority
} certainty_bound;

/// Something unknown that could change the advice, put as a question.
typedef struct open_question {
    size_t fact;     ///< index of the fact (the list, if the question is about a field of a record)
    slice field;     ///< the record's field; empty for the fact itself
    slice item_name; ///< which record; empty for the fact itself
    const feel_context *record; ///< the same; NULL for the fact itself
    slice ask;                  ///< the vocabulary's question ("" if it has none)
    double weight; ///< by how many points of score it could move what is undetermined: the larger the more
    const size_t *rules; ///< the recommending rules that wait for it, each once
    size_t rule_count;
    bool may_matter; ///< some answer may change the first places, as far as bounds tell; false is sure
    double
        effect; ///< how much its representative answers change them on average: 1 for another first place, 1/2 for another second …
} open_question;

/// A warning raised while a rule was evaluated, such as a regular expression at its limit.
typedef struct inference_warning {
    size_t rule;
    const char *code;
    slice message;
} inference_warning;

typedef struct inference {
    const pack *pack;
    const profile *profile;
    const feel_value *values; ///< facts after chaining, then constants: the scope of every expression
    const advice *
        advices; ///< total order: given ones by rank, each entry with its head first, then the excluded, then those below the threshold by score
    size_t advice_count;
    size_t given_count;
    size_t entry_count;            ///< of what is given
    const size_t *by_ranking;      ///< of those given, by the ranking alone: indexes in `advices`
    const derivation *derivations; ///< in the pack's derivation order
    size_t derivation_count;
    const derivation
        *field_derivations; ///< of the fields of records, likewise, then in the order of the profile
    size_t field_derivation_count;
    bool unrecorded; ///< what is undetermined, provisional and of open priority is not in it
    const undetermined *undetermined;
    size_t undetermined_count;
    const undetermined *provisional; ///< rules that were decided by what is not stated
    size_t provisional_count;
    const undetermined
        *open_priorities; ///< rules whose recommendations have a computed priority that is open
    size_t open_priority_count;
    const open_question *questions; ///< heaviest first, ties in the order of the vocabulary
    size_t question_count;
    const certainty_bound *
        bounds; ///< between which certainties each recommendation stays: first one for each of `advices`, in its order
    size_t bound_count;
    size_t places;      ///< how many places of the ranking were weighed; 0: nothing below was
    size_t final_count; ///< of these, from the first: they stay as they are, or empty, whatever else is said
    const certainty_bound *rival; ///< what may still take or lose the next place; NULL: all are final
    const table_call_note *calls; ///< of decision tables, each once for the same arguments
    size_t call_count;
    const inference_warning *warnings;
    size_t warning_count;
} inference;

/// Applies the pack to the profile, within the budget of evaluation steps that each profile has.
/// @param a      owns the result. Call below `arena_run(a)`
/// @param diags  receives the error `budget` if it takes more steps; NULL: nobody wants it
/// @param where  the place of that error; if it has no source, the message names the profile's file
/// @param places how many of the first places to weigh questions by; 0: questions are ordered by what waits for them
/// @return       NULL if it takes more steps
const inference *infer(arena *a, const pack *p, const profile *person, feel_clock clock, size_t places,
                       diag_list *diags, place where);

/// The name of an item of a rule's variable: its key field, or the value as text; empty if it has none. Lives as long as the item and `a`.
slice infer_item_name(arena *a, const pack *p, const rule *which, size_t variable, feel_value item);
/// The same of an item that is known to be of a type; NULL: it is no record.
slice infer_item_name_of(arena *a, const record_type *type, feel_value item);

#endif
