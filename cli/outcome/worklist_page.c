// The worklist as a page, for the screen and for paper.
#include "outcome/client.h"
#include "outcome/worklist.h"
#include "write/memory.h"

#include <stdlib.h>

static void begin(FILE *out, const outcome_options *o)
{
    const page p = {.out = out};
    page_begin_searchable(&p, "Worklist");
    char *about =
        must_format("%s %s, as of %s", advise_pack_title(o->pack), advise_pack_version(o->pack), o->date);
    page_note(&p, about);
    free(about);
}

static void group(const outcome_options *o, const advise_outcome *outcome, advise_text *out)
{
    const page p = {.text = out};
    char *heading = worklist_heading(o, outcome);
    page_element(&p, "h2", heading);
    page_put(&p, "\n");
    free(heading);
}

static void labelled(const page *p, const char *label, const char *text)
{
    if (text == NULL || text[0] == '\0')
        return;
    page_put(p, "<p><span class=\"dim\">");
    page_put(p, label);
    page_put(p, "</span> ");
    page_text(p, text);
    page_put(p, "</p>\n");
}

static void add_client(const page *p, const outcome_options *o, const advise_outcome *outcome)
{
    worklist_task task = {0};
    bool any = false;
    char *question = worklist_question(outcome);
    client_facts(p, o, outcome);
    for (; worklist_next(o, outcome, &task); any = true) {
        page_element(p, "h4", task.title);
        page_note(p, task.measures);
        labelled(p, "Step:", task.step);
        labelled(p, "Why:", task.why);
    }
    if (!any)
        page_note(p, "No advice yet.");
    labelled(p, "Ask:", question);
    free(question);
}

static void write(const outcome_options *o, const advise_outcome *outcome, advise_text *out)
{
    const page p = {.text = out};
    client_begin(&p, outcome, true);
    if (advise_outcome_is_refused(outcome))
        client_problems(&p, outcome);
    else
        add_client(&p, o, outcome);
    page_client_end(&p);
}

const outcome_format outcomes_as_worklist_page = {.title = "HTML",
                                                  .abilities = OUTCOME_TAKES_FACTS | OUTCOME_IS_OF_REPORTS |
                                                               OUTCOME_HAS_GROUPS,
                                                  .usual_top = 1,
                                                  .begin = begin,
                                                  .group = group,
                                                  .write = write,
                                                  .end = clients_page_end};
