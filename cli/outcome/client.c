// The anchor of a client is the name in letters and digits, all other bytes as a point and two hexadecimal digits, so that names that differ
// have anchors that differ.
#include "outcome/client.h"
#include "outcome/worklist.h"

#include <stdlib.h>
#include <string.h>

static void add_anchor(const page *p, const char *name)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";
    for (; *name != '\0'; name++) {
        if (strchr(plain, *name) != NULL)
            page_format(p, "%c", *name);
        else
            page_format(p, ".%02x", (unsigned)(unsigned char)*name);
    }
}

void client_begin(const page *p, const advise_outcome *outcome, bool to_do)
{
    char number[40];
    const char *name = advise_outcome_id(outcome);
    if (name[0] == '\0') {
        (void)snprintf(number, sizeof number, "%zu", advise_outcome_record(outcome).number);
        name = number;
    }
    page_put(p, "<article class=\"client\" id=\"client-");
    add_anchor(p, name);
    page_put(p, "\">\n<h3>");
    if (to_do)
        page_put(p, "<input type=\"checkbox\" aria-label=\"done\"> ");
    page_put(p, "<a href=\"#client-");
    add_anchor(p, name);
    page_put(p, "\">");
    page_put(p, name == number ? "Profile " : "");
    page_text(p, name);
    page_put(p, "</a></h3>\n");
}

void client_end(const page *p)
{
    page_put(p, "</article>\n");
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

void client_totals(const page *p, const advise_batch_totals *t)
{
    char *totals = worklist_totals(t);
    page_note(p, totals);
    free(totals);
}
