/// What a worklist says of a client, whatever its format: who, what to do first, why, and what to ask.
#ifndef ADVISE_CLI_OUTCOME_WORKLIST_H
#define ADVISE_CLI_OUTCOME_WORKLIST_H

#include "outcome/format.h"
#include "report/measures.h"

extern const outcome_format outcomes_as_worklist_markdown, outcomes_as_worklist_page,
    outcomes_as_worklist_rows;

/// The format for a file of this name: CSV, Markdown or HTML, otherwise text, which is for standard output (NULL) too.
const outcome_format *worklist_format_of_name(const char *name);

/// Puts who needs help most first: refused profiles apart, then by group (if there are groups), then as `order` says if it says anything,
/// else by the horizon of the first recommendation, its score, the number of warnings; at last by name.
void worklist_set_order(outcome_order *order, const char *by);

/// The heading of the group that an outcome belongs to. Free with free, here and below.
char *worklist_heading(const outcome_options *o, const advise_outcome *outcome);

/// What the client is called.
char *worklist_name(const advise_outcome *outcome);

/// Why a profile could not be read: its first error, with the place.
char *worklist_problem(const advise_outcome *outcome);

/// One thing to do: the head of an entry.
typedef struct worklist_task {
    char *title; ///< with the item, unless the title names it
    char measures[MEASURES_LINE];
    const char *step; ///< the first of the next steps; "" if there is none
    const char *why;  ///< the strongest reason for it; "" if there is none
    advise_advice advice;
    size_t index; ///< in the report
} worklist_task;

/// The next thing to do; false: there are no more.
/// @param task  begins as zeros; holds what was found. Its title is freed by the next call
bool worklist_next(const outcome_options *o, const advise_outcome *outcome, worklist_task *task);

/// What to ask the client first: the question with the largest effect; NULL if no answer can change the first places.
char *worklist_question(const advise_outcome *outcome);

/// How many profiles there were, and how many of them could not be read.
char *worklist_totals(const advise_batch_totals *t);

/// The title of a recommendation, with the item behind it unless the title names it.
char *worklist_title(const advise_advice *a);

#endif
