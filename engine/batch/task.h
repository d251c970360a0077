/// A task: some records on their way from reading to writing. Private to engine/batch/.
#ifndef ADVISE_BATCH_TASK_H
#define ADVISE_BATCH_TASK_H

#include "batch/pipeline.h"

enum {
    TASK_RECORDS = 4 * BLOCK_ROWS,
    TASK_WHOLE_RECORDS =
        16, ///< with reports: inferences take some 300 KB and texts 25 KB each, and tasks wait for those before them
    TASK_BYTES = 1 << 20
};

/// What a task keeps for a record in addition to the record itself.
typedef struct task_note {
    size_t offset;          ///< of its text in the task's
    const diag_list *diags; ///< it was refused while reading; else NULL
} task_note;

typedef enum task_state {
    TASK_FREE,
    TASK_UNDER_WAY, ///< filled, and not evaluated to its end
    TASK_DONE,      ///< to be written
} task_state;

typedef struct task {
    task_state state;
    size_t thread; ///< that had it last: its processor's cache may still hold the text
    arena *arena;  ///< names of files, diagnostics of reading, the text to write
    char *text;    ///< of all its records, each ended by a NUL
    size_t length, capacity;
    cohort_record records[TASK_RECORDS];
    task_note notes[TASK_RECORDS]; ///< one for each record
    size_t count;
    const diag_list **troubles; ///< what is to be said of inputs
    size_t trouble_count, trouble_capacity;
    size_t unreadable; ///< how many of these inputs could not be read
    text_builder out;
    text_builder ids; ///< of all records, each behind its length
    size_t refused, left_out;
    bool failed; ///< memory ran out
} task;

/// Fills a task with the next records. False if there are no more after these.
bool task_fill(task *t, const pipeline_settings *settings);

#endif
