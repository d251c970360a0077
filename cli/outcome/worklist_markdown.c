// The worklist as Markdown, for mail and notes: each client has a box to tick.
#include "outcome/worklist.h"
#include "write/markdown.h"
#include "write/memory.h"

#include <stdlib.h>

static void begin(FILE *out, const outcome_options *o)
{
    (void)fputs("# Worklist\n\n", out);
    markdown_text(out, advise_pack_title(o->pack));
    (void)fprintf(out, " %s, as of %s\n", advise_pack_version(o->pack), o->date);
}

static void line(FILE *out, const char *label, const char *text)
{
    if (text == NULL || text[0] == '\0')
        return;
    (void)fprintf(out, "  - %s", label);
    markdown_text(out, text);
    (void)fputc('\n', out);
}

static void group(const outcome_options *o, const advise_outcome *outcome, advise_text *to)
{
    char *text = NULL;
    size_t length = 0;
    char *heading = worklist_heading(o, outcome);
    FILE *out = must_open_text(&text, &length);
    (void)fputs("\n## ", out);
    markdown_text(out, heading);
    (void)fputs("\n\n", out);
    must_close_text(out, &text);
    advise_text_add(to, text, length);
    free(text);
    free(heading);
}

static void add_client(FILE *out, const outcome_options *o, const advise_outcome *outcome)
{
    worklist_task task = {0};
    bool any = false;
    char *question = worklist_question(outcome);
    for (size_t i = o->facts.first_written; i < o->facts.count; i++) {
        const char *value = advise_outcome_fact(outcome, i);
        char *fact = must_format("%s: %s", o->facts.names[i], value != NULL ? value : "not known");
        line(out, "", fact);
        free(fact);
    }
    for (; worklist_next(o, outcome, &task); any = true) {
        char *first = must_format("%s (%s)", task.title, task.measures);
        line(out, "Do: ", first);
        line(out, "Step: ", task.step);
        line(out, "Why: ", task.why);
        free(first);
    }
    line(out, "", any ? "" : "No advice yet.");
    line(out, "Ask: ", question);
    free(question);
}

static void write(const outcome_options *o, const advise_outcome *outcome, advise_text *to)
{
    char *text = NULL;
    size_t length = 0;
    char *name = worklist_name(outcome);
    FILE *out = must_open_text(&text, &length);
    (void)fputs("- [ ] **", out);
    markdown_text(out, name);
    (void)fputs("**\n", out);
    if (advise_outcome_is_refused(outcome)) {
        char *why = worklist_problem(outcome);
        line(out, "", why);
        free(why);
    } else {
        add_client(out, o, outcome);
    }
    must_close_text(out, &text);
    advise_text_add(to, text, length);
    free(text);
    free(name);
}

static void end(FILE *out, const advise_batch_totals *t)
{
    char *totals = worklist_totals(t);
    (void)fprintf(out, "\n%s\n", totals);
    free(totals);
}

const outcome_format outcomes_as_worklist_markdown = {.title = "Markdown",
                                                      .abilities = OUTCOME_TAKES_FACTS |
                                                                   OUTCOME_IS_OF_REPORTS | OUTCOME_HAS_GROUPS,
                                                      .usual_top = 1,
                                                      .begin = begin,
                                                      .group = group,
                                                      .write = write,
                                                      .end = end};
