/// Applies a pack to many records: they are read in order, evaluated by several threads and written in order. What is written does not
/// depend on the number of threads.
#ifndef ADVISE_BATCH_PIPELINE_H
#define ADVISE_BATCH_PIPELINE_H

#include "base/text.h"
#include "cohort/cohort.h"
#include "columns/block.h"
#include "infer/infer.h"

/// What became of one record.
typedef struct pipeline_outcome {
    const cohort_record *record;
    const pack *pack;
    bool refused;  ///< it is no profile for this pack, or could not be evaluated: see `diags`
    bool left_out; ///< it was evaluated, and is not wanted: see `pipeline_settings.where`
    slice id;      ///< the value of the fact that names records; empty if unknown, or none was asked for
    const slice
        *facts; ///< of an evaluated record: the values of the facts that were asked for; NULL if unknown
    block_result result;    ///< of an evaluated record
    const inference *whole; ///< the same with reasons and all the rest; NULL if that was not asked for
    const diag_list *diags; ///< what is wrong with it; of an evaluated record warnings, or NULL
} pipeline_outcome;

enum { PIPELINE_EXAMPLES = 3 };

/// Of how many records a check of profiles is true.
typedef struct pipeline_tally {
    size_t count;
    struct {
        size_t number; ///< of the record
        slice file;
        size_t line;
    } examples[PIPELINE_EXAMPLES]; ///< the first ones; as many as there are
} pipeline_tally;

/// Where a record begins.
typedef struct pipeline_place {
    slice file;
    size_t line;
} pipeline_place;

/// Which ids name several records.
typedef struct pipeline_ids {
    size_t ids, records;                           ///< ids that name several, and the records that they name
    pipeline_place examples[PIPELINE_EXAMPLES][2]; ///< of the first ones, the first two records
    size_t example_count;
    size_t not_compared; ///< records whose ids were compared only with those before the limit
} pipeline_ids;

struct pipeline_settings;
struct task;

/// What the threads do with the records of tasks (task.h). Each calls these for a state of its own.
typedef struct pipeline_worker {
    void *(*open)(const struct pipeline_settings *settings, size_t thread); ///< NULL if there is no memory
    void (*run)(void *worker, struct task *t);                              ///< writes `t->out`
    void (*close)(void *worker);                                            ///< NULL is allowed
} pipeline_worker;

typedef struct pipeline_settings {
    const pipeline_worker *worker; ///< NULL: the pack is applied, and outcomes are rendered
    const pack *pack;
    const plan *plan;
    allocator from;
    feel_clock clock;
    size_t jobs; ///< threads, at least 1
    size_t top;  ///< the most advices of a result; 0: all
    size_t
        places; ///< of a whole outcome: by how many of the first places questions are weighed; 0: they are not
    size_t skip;          ///< records at the beginning to leave out
    bool best_only;       ///< how many are given in all is not counted; with a `top`
    bool whole;           ///< outcomes have `whole`: slower by far
    bool show_values;     ///< diagnostics may repeat what records say
    bool stop_at_trouble; ///< end at the first input that cannot be read
    bool read_only; ///< records are read and not evaluated: outcomes have no advice, and of facts only the id
    const size_t *facts; ///< facts whose values outcomes have, which the plan keeps; SIZE_MAX: see `kept`
    const slice *kept;   ///< for each of these the name of the kept column that stands in its place, or NULL
    slice kept_id;       ///< the kept column that names records; NULL: none
    size_t fact_count;
    ptrdiff_t id_fact; ///< the fact that names records, likewise; -1: none
    size_t *
        fired; ///< for each rule of the pack, zero: receives for how many evaluated records it fired; NULL: is
               ///< not counted
    pipeline_tally
        *checks; ///< for each check of the pack, zero: receives of how many evaluated records it is true;
    ///< NULL: they are not looked at
    const struct where
        *where; ///< the records that are wanted: others get no outcome; NULL: all. The plan keeps its facts
    pipeline_ids
        *ids; ///< with `id_fact`: receives which ids name several records; NULL: they are not looked at
    arena *check_arena; ///< with `checks` or `ids`: for the names of files
    void *state;        ///< given to what follows

    /// The next record, as `cohort_next` gives it. Its text need not last beyond the next call.
    cohort_step (*next)(void *state, cohort_record *record, diag_list *diags);
    /// The next record, if it takes neither reading nor a word about it; false: `next` gives it. NULL: that is always so.
    bool (*next_line)(void *state, cohort_record *record);
    /// False if `next` would have to wait for input: what is done is written first. NULL: it never has to.
    bool (*ready)(void *state);
    bool next_anywhere; ///< any thread may call these three, one at a time; if false, only the caller's may
    /// Writes an outcome as text, in one of the threads 0 to jobs - 1. What is allocated from `out->arena` lives until it is written.
    void (*render)(void *state, size_t thread, const pipeline_outcome *outcome, text_builder *out);
    /// Takes the texts of some records, in order, in the caller's thread; false: stop.
    bool (*write)(void *state, slice text, size_t records, size_t refused);
    /// An input could not be read (to its end), or something is to be said of how it is read: then there are no errors. In the caller's
    /// thread.
    void (*trouble)(void *state, const diag_list *diags);
} pipeline_settings;

typedef enum pipeline_end {
    PIPELINE_DONE,
    PIPELINE_STOPPED, ///< `write` returned false
    PIPELINE_NO_MEMORY,
} pipeline_end;

typedef struct pipeline_totals {
    size_t records, refused, unreadable;
    size_t left_out; ///< of `records`: the condition `where` is not true of them
} pipeline_totals;

/// Runs until the records end.
pipeline_end pipeline_run(const pipeline_settings *settings, pipeline_totals *totals);

#endif
