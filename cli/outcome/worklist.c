// Everything is taken from the whole report of an outcome.
#include "outcome/worklist.h"

#include "report/entry.h"
#include "report/reasons.h"
#include "report/standing.h"
#include "write/counts.h"
#include "write/memory.h"

#include <stdlib.h>
#include <string.h>

static bool ends_in(const char *name, const char *end)
{
    const size_t length = strlen(name);
    return length > strlen(end) && strcmp(name + length - strlen(end), end) == 0;
}

const outcome_format *worklist_format_of_name(const char *name)
{
    static const struct {
        const char *end;
        const outcome_format *format;
    } formats[] = {{".html", &outcomes_as_worklist_page},
                   {".htm", &outcomes_as_worklist_page},
                   {".md", &outcomes_as_worklist_markdown},
                   {".csv", &outcomes_as_worklist_rows}};
    for (size_t i = 0; name != NULL && i < sizeof formats / sizeof *formats; i++) {
        if (ends_in(name, formats[i].end))
            return formats[i].format;
    }
    return &outcomes_as_worklist;
}

void worklist_set_order(outcome_order *order, const char *by)
{
    if (order->count == 0) {
        outcome_order_add(order, ORDER_HORIZON, false);
        outcome_order_add(order, ORDER_SCORE, true);
        outcome_order_add(order, ORDER_WARNINGS, true);
    }
    outcome_order_add(order, ORDER_ID, false);
    if (by != NULL)
        outcome_order_put_first(order, by);
    outcome_order_put_refused_last(order);
}

char *worklist_heading(const outcome_options *o, const advise_outcome *outcome)
{
    if (advise_outcome_is_refused(outcome))
        return must_format("Could not be read");
    if (o->by == NULL)
        return must_format("Who needs help most");
    const char *value = advise_outcome_fact(outcome, 0);
    return value != NULL ? must_format("%s", value) : must_format("%s is not known", o->by);
}

char *worklist_name(const advise_outcome *outcome)
{
    const char *id = advise_outcome_id(outcome);
    return id[0] != '\0' ? must_format("%s", id)
                         : must_format("Profile %zu", advise_outcome_record(outcome).number);
}

char *worklist_problem(const advise_outcome *outcome)
{
    const advise_diagnostics *all = advise_outcome_problems(outcome);
    if (advise_diagnostics_count(all) == 0)
        return must_format("it could not be read");
    const advise_diagnostic d = advise_diagnostics_get(all, 0);
    return must_format("%s:%zu: %s", d.file, d.line, d.message);
}

char *worklist_title(const advise_advice *a)
{
    const bool is_named = a->item[0] == '\0' || strstr(a->title, a->item) != NULL;
    return must_format("%s%s%s%s", a->title, is_named ? "" : " (", is_named ? "" : a->item,
                       is_named ? "" : ")");
}

static const char *strongest_reason(const advise_report *r, size_t index)
{
    reason_list reasons = reasons_of(r, index);
    const advise_evidence e = reasons.count > 0 ? advise_report_evidence(r, index, reasons.items[0])
                                                : (advise_evidence){.because = ""};
    reasons_free(&reasons);
    return e.certainty < 0 ? "" : e.because;
}

bool worklist_next(const outcome_options *o, const advise_outcome *outcome, worklist_task *task)
{
    const advise_report *r = advise_outcome_report(outcome);
    size_t index = task->title != NULL ? task->index + 1 : 0;
    free(task->title);
    *task = (worklist_task){.index = index};
    for (; r != NULL && index < advise_outcome_count(outcome); index++) {
        const advise_advice a = advise_report_advice(r, index);
        if (a.rank > outcome_top(o))
            break;
        if (!entry_is_head(&a))
            continue;
        *task = (worklist_task){.title = worklist_title(&a),
                                .step = a.next_step_count > 0 ? advise_report_next_step(r, index, 0) : "",
                                .why = strongest_reason(r, index),
                                .advice = a,
                                .index = index};
        report_measures(task->measures, r, index);
        return true;
    }
    return false;
}

char *worklist_question(const advise_outcome *outcome)
{
    const advise_report *r = advise_outcome_report(outcome);
    if (r == NULL || standing_question_count(r) == 0)
        return NULL;
    const advise_question q = advise_report_question(r, 0);
    return standing_question(&q, false);
}

char *worklist_totals(const advise_batch_totals *t)
{
    const size_t written = t->records - t->left_out;
    return t->refused > 0 ? must_format("%zu profile%s, %zu of which could not be read", written,
                                        plural(written), t->refused)
                          : must_format("%zu profile%s", written, plural(written));
}
