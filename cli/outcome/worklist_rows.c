// The worklist as CSV: a row for each thing to do.
#include "outcome/worklist.h"
#include "write/csv.h"
#include "write/memory.h"

#include <stdlib.h>
#include <string.h>

static const char *const own[] = {"id", "do", "horizon", "score", "effort", "step", "why", "ask", "problem"};

enum { OWN = sizeof own / sizeof *own };

/// A column of a fact; one that is named like a column of our own has a longer name.
static void fact_header(csv_writer *w, const char *name)
{
    size_t i = 0;
    while (i < OWN && strcmp(own[i], name) != 0)
        i++;
    char *header = must_format("%s%s", i < OWN ? "facts." : "", name);
    csv_text(w, header);
    free(header);
}

static void begin(FILE *out, const outcome_options *o)
{
    csv_writer w = csv_begin(out, o->dialect);
    if (o->by != NULL)
        fact_header(&w, o->by);
    csv_text(&w, own[0]);
    for (size_t i = o->facts.first_written; i < o->facts.count; i++)
        fact_header(&w, o->facts.names[i]);
    for (size_t i = 1; i < OWN; i++)
        csv_text(&w, own[i]);
    csv_row_end(&w);
}

/// A row; the task is NULL if there is nothing to do.
static void add_row(csv_writer *w, const outcome_options *o, const advise_outcome *outcome,
                    const worklist_task *task, const char *question)
{
    const char *id = advise_outcome_id(outcome);
    const bool refused = advise_outcome_is_refused(outcome);
    char *problem = refused ? worklist_problem(outcome) : NULL;
    if (o->by != NULL)
        outcome_fact_cell(w, &o->facts, outcome, 0);
    if (id[0] != '\0')
        csv_name(w, id);
    else
        csv_count(w, advise_outcome_record(outcome).number);
    outcome_facts_cells(w, &o->facts, outcome);
    csv_text(w, task != NULL ? task->title : "");
    csv_text(w, task != NULL ? task->advice.horizon : "");
    if (task != NULL)
        csv_number(w, task->advice.score);
    else
        csv_empty(w);
    csv_text(w, task != NULL ? task->advice.effort : "");
    csv_text(w, task != NULL ? task->step : "");
    csv_text(w, task != NULL ? task->why : "");
    csv_text(w, question != NULL ? question : "");
    csv_text(w, problem != NULL ? problem : "");
    csv_row_end(w);
    free(problem);
}

static void write(const outcome_options *o, const advise_outcome *outcome, advise_text *out)
{
    csv_writer w = {.to = room_of(out), .dialect = o->dialect};
    worklist_task task = {0};
    char *question = worklist_question(outcome);
    bool any = false;
    for (; worklist_next(o, outcome, &task); any = true)
        add_row(&w, o, outcome, &task, question);
    if (!any)
        add_row(&w, o, outcome, NULL, question);
    free(question);
}

const outcome_format outcomes_as_worklist_rows = {.title = "CSV",
                                                  .abilities = OUTCOME_TAKES_FACTS | OUTCOME_IS_OF_REPORTS |
                                                               OUTCOME_HAS_GROUPS | OUTCOME_HAS_CELLS,
                                                  .usual_top = 1,
                                                  .begin = begin,
                                                  .write = write};
