// What stands in a client's article beside the advice.
#include "outcome/client.h"
#include "outcome/worklist.h"
#include "write/memory.h"

#include <stdlib.h>
#include <string.h>

void client_begin(const page *p, const advise_outcome *outcome, bool to_do)
{
    char *label = worklist_name(outcome);
    char number[40];
    const char *name = advise_outcome_id(outcome);
    (void)snprintf(number, sizeof number, "%zu", advise_outcome_record(outcome).number);
    page_client_begin(p, name[0] != '\0' ? name : number, label, to_do);
    free(label);
}

void client_facts(const page *p, const outcome_options *o, const advise_outcome *outcome)
{
    if (!outcome_writes_facts(o))
        return;
    page_put(p, "<p class=\"dim\">");
    for (size_t i = o->facts.first_written; i < o->facts.count; i++) {
        const char *value = advise_outcome_fact(outcome, i);
        page_put(p, i > o->facts.first_written ? "; " : "");
        page_text(p, o->facts.names[i]);
        page_put(p, ": ");
        page_text(p, value != NULL ? value : "not known");
    }
    page_put(p, "</p>\n");
}

void client_problems(const page *p, const advise_outcome *outcome)
{
    const advise_diagnostics *d = advise_outcome_problems(outcome);
    page_put(p, "<p>This profile could not be read.</p>\n<ul class=\"loss\">");
    for (size_t i = 0; i < advise_diagnostics_count(d); i++) {
        const advise_diagnostic one = advise_diagnostics_get(d, i);
        page_put(p, "<li>");
        page_text(p, one.file);
        page_format(p, ":%zu:%zu: ", one.line, one.column);
        page_text(p, one.message);
        page_put(p, "</li>");
    }
    page_put(p, "</ul>\n");
}

void clients_page_begin(FILE *out, const outcome_options *o, const char *title)
{
    const page p = {.out = out};
    page_begin_searchable(&p, title);
    char *about =
        must_format("%s %s, as of %s", advise_pack_name(o->pack), advise_pack_version(o->pack), o->date);
    page_note(&p, about);
    free(about);
    page_put(&p, "<h2>Clients</h2>\n");
}

void clients_page_end(FILE *out, const advise_batch_totals *t)
{
    const page p = {.out = out};
    char *totals = worklist_totals(t);
    page_note(&p, totals);
    free(totals);
    page_end_searchable(&p);
}
