/// Terms over records (reason/term.h), done for a block at once. A lane is one profile of the block, one record of one of them, or a
/// pair of records of one of them; an operation gives a value for each lane, from those of earlier operations.
///
/// What does not fit (a number of many digits, a list with an unknown item, a very long list) makes its profile *odd*: whatever terms
/// say of it is not used, and the interpreter is asked instead. A profile that has become odd stays so.
#ifndef ADVISE_COLUMNS_LANES_H
#define ADVISE_COLUMNS_LANES_H

#include "columns/plan.h"
#include "reason/term.h"

enum {
    LANES_MOST_RECORDS = 32, ///< of a list; a profile with more is odd, so that pairs stay few
    LANES_MOST_TEXTS = 1024, ///< of a list of strings, likewise
    LANES_NO_COLUMN = UINT16_MAX,
};

/// What lanes are: profiles if it is over nothing, records if it is over one variable, else pairs.
typedef struct lane_domain {
    size_t over[2];  ///< variables of the terms; TERM_NONE
    size_t op_count; ///< how many operations are in these lanes
} lane_domain;

struct block;
struct lane_op;
struct lane_values;

/// Gives the values of an operation in its lanes, from those of its inputs.
typedef void lane_step(struct block *b, const struct lane_op *op, struct lane_values *out);

/// One step. Its inputs come before it.
typedef struct lane_op {
    const term *term;
    lane_step *step;
    bool spreads;    ///< gives its only input in more lanes; else does the term's operation
    uint32_t domain; ///< of its lanes
    uint32_t within; ///< of what runs over records: the domain of its inputs
    uint32_t inputs[2];
    size_t input_count;
    bool is_gated; ///< of a term that is evaluated: only where its input is not false
    bool asks_yes,
        asks_no;   ///< of a truth that is computed: which of its words are read; the others are not written
    size_t stage;  ///< how many derivations must be done before: see `lanes_run`
    uint32_t text; ///< of a constant text: its number among the plan's, from 1
} lane_op;

/// A condition over profiles that rules ask for as an atom.
typedef struct lane_atom {
    uint32_t op;
    uint32_t atom;
    size_t stage;
    const feel_expression *expression; ///< for odd profiles
    const condition *asked;
} lane_atom;

/// A rule that gives evidence where an operation is true.
typedef struct lane_rule {
    size_t rule;
    double certainty;
    const formula *when; ///< of a rule without variables: instead of an operation
    uint32_t op;
    bool computes; ///< its certainty, which is not known before: `certainty` is 0
    bool tallies;  ///< the operation counts how many pieces of evidence it gives
    /// What one piece of its evidence comes to if there is no other, and the score of that; and if it exceeds the threshold.
    double alone, score;
    bool suffices;
} lane_rule;

/// The rules of one recommendation that are about the records of one list, or about nothing, by their certainty.
typedef struct lane_group {
    size_t recommendation;
    size_t variable; ///< what it is about; TERM_NONE: nothing
    const lane_rule *rules;
    size_t count;
    double priority; ///< of the recommendation
    bool shared;     ///< its evidence goes to the piles of the rows: other rules add to them
    bool computes;   ///< so does that of lanes in which a rule computes its certainty
} lane_group;

/// A list of records that terms run over, and the columns of its records: the fields that terms read.
typedef struct lane_source {
    size_t fact;
    const feel_type *record;
    const term_type *types; ///< of each column
    size_t column_count;
    const uint16_t *column_of; ///< of each field; LANES_NO_COLUMN: no term reads it
} lane_source;

/// The step that an operation takes.
lane_step *lane_step_of(const lane_op *op);

struct lane_plan {
    const lane_source *sources;
    size_t source_count;
    const size_t *source_of; ///< of each variable
    const lane_op *ops;      ///< by stage
    size_t op_count;
    const size_t *stage_ends; ///< for each stage, how many operations there are up to it
    const lane_domain *domains;
    size_t domain_count;
    const term_variable *variables; ///< of the terms
    size_t variable_count;
    const slice *texts; ///< that terms compare with
    size_t text_count;
    const lane_atom *atoms; ///< by stage
    size_t atom_count;
    const lane_group *groups;
    size_t group_count;
};

#endif
