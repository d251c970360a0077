// Outcomes for a spreadsheet, a workbook or a mail merge: a row for each profile, with what people read of its first entries side by side.
#include "outcome/worklist.h"
#include "report/reasons.h"
#include "write/csv.h"
#include "write/memory.h"

#include <stdlib.h>
#include <string.h>

static const char *const of_entry[] = {"advice", "score", "horizon", "effort", "reasons", "steps", "also"};

enum { OF_ENTRY = sizeof of_entry / sizeof *of_entry };

/// Whether a fact of this name would clash with a column of the program's own.
static bool is_own_name(const char *name)
{
    static const char *const others[] = {"id", "status", "given", "ask", "problem"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        if (strcmp(others[i], name) == 0)
            return true;
    }
    for (size_t i = 0; i < OF_ENTRY; i++) {
        const size_t length = strlen(of_entry[i]);
        if (strncmp(of_entry[i], name, length) == 0 && name[length] == '_')
            return true;
    }
    return false;
}

/// A column's name: a word, and what stands before or behind it.
static void header(csv_writer *w, char *name)
{
    csv_text(w, name);
    free(name);
}

static void begin(FILE *out, const outcome_options *o)
{
    csv_writer w = csv_begin(out, o->dialect);
    csv_text(&w, "id");
    csv_text(&w, "status");
    for (size_t i = o->facts.first_written; i < o->facts.count; i++)
        header(&w, must_format("%s%s", is_own_name(o->facts.names[i]) ? "facts." : "", o->facts.names[i]));
    csv_text(&w, "given");
    for (size_t n = 1; n <= outcome_top(o); n++) {
        for (size_t i = 0; i < OF_ENTRY; i++)
            header(&w, must_format("%s_%zu", of_entry[i], n));
    }
    csv_text(&w, "ask");
    csv_text(&w, "problem");
    csv_row_end(&w);
}

/// Adds a text behind others, with a space between them.
static void join(FILE *out, const char *before, const char *text)
{
    if (text[0] == '\0')
        return;
    if (ftell(out) > 0)
        (void)fputc(' ', out);
    (void)fprintf(out, "%s%s", before, text);
}

static void reasons(FILE *out, const advise_report *r, const worklist_task *task)
{
    reason_list all = reasons_of(r, task->index);
    for (size_t i = 0; i < all.count; i++) {
        const advise_evidence e = advise_report_evidence(r, task->index, all.items[i]);
        join(out, e.certainty < 0 ? "Against it: " : "", e.because);
    }
    reasons_free(&all);
}

static void steps(FILE *out, const advise_report *r, const worklist_task *task)
{
    for (size_t i = 0; i < task->advice.next_step_count; i++)
        join(out, "", advise_report_next_step(r, task->index, i));
}

/// The parts and alternatives of the entry.
static void others(FILE *out, const advise_report *r, const worklist_task *task)
{
    for (size_t i = task->index + 1; i < advise_report_given_count(r); i++) {
        const advise_advice a = advise_report_advice(r, i);
        if (a.rank != task->advice.rank)
            break;
        char *title = worklist_title(&a);
        join(out, a.part_of[0] != '\0' ? "With it: " : "Or: ", title);
        (void)fputc('.', out);
        free(title);
    }
}

static void cell_of(csv_writer *w, const advise_report *r, const worklist_task *task,
                    void (*write)(FILE *out, const advise_report *r, const worklist_task *task))
{
    char *text = NULL;
    size_t length = 0;
    FILE *out = must_open_text(&text, &length);
    write(out, r, task);
    must_close_text(out, &text);
    csv_text(w, text);
    free(text);
}

static void add_entry(csv_writer *w, const advise_report *r, const worklist_task *task)
{
    csv_text(w, task->title);
    csv_number(w, task->advice.score);
    csv_text(w, task->advice.horizon);
    csv_text(w, task->advice.effort);
    cell_of(w, r, task, reasons);
    cell_of(w, r, task, steps);
    cell_of(w, r, task, others);
}

static void add_entries(csv_writer *w, const outcome_options *o, const advise_outcome *outcome)
{
    worklist_task task = {0};
    size_t written = 0;
    for (; worklist_next(o, outcome, &task); written++)
        add_entry(w, advise_outcome_report(outcome), &task);
    for (size_t i = OF_ENTRY * written; i < OF_ENTRY * outcome_top(o); i++)
        csv_empty(w);
}

static void write(const outcome_options *o, const advise_outcome *outcome, advise_text *out)
{
    csv_writer w = {.to = room_of(out), .dialect = o->dialect};
    const char *id = advise_outcome_id(outcome);
    const bool refused = advise_outcome_is_refused(outcome);
    char *question = worklist_question(outcome);
    char *problem = refused ? worklist_problem(outcome) : NULL;
    if (id[0] != '\0')
        csv_name(&w, id);
    else
        csv_count(&w, advise_outcome_record(outcome).number);
    csv_text(&w, refused ? "refused" : "ok");
    outcome_facts_cells(&w, &o->facts, outcome);
    if (refused)
        csv_empty(&w);
    else
        csv_count(&w, advise_outcome_given_count(outcome));
    add_entries(&w, o, outcome);
    csv_text(&w, question != NULL ? question : "");
    csv_text(&w, problem != NULL ? problem : "");
    csv_row_end(&w);
    free(question);
    free(problem);
}

const outcome_format outcomes_for_spreadsheets = {.title = "CSV",
                                                  .abilities = OUTCOME_TAKES_FACTS | OUTCOME_IS_OF_REPORTS |
                                                               OUTCOME_HAS_CELLS,
                                                  .usual_top = 3,
                                                  .begin = begin,
                                                  .write = write};

const outcome_format outcomes_as_xlsx = {.title = "a workbook",
                                         .abilities = OUTCOME_TAKES_FACTS | OUTCOME_IS_OF_REPORTS |
                                                      OUTCOME_IS_WORKBOOK,
                                         .usual_top = 3,
                                         .begin = begin,
                                         .write = write};
