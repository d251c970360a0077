// Outcomes as one page: an article for each profile, with what to do and why.
#include "outcome/client.h"
#include "outcome/worklist.h"
#include "report/reasons.h"
#include "report/standing.h"
#include "write/memory.h"

#include <stdlib.h>
#include <string.h>

static void begin(FILE *out, const outcome_options *o)
{
    clients_page_begin(out, o, advise_pack_title(o->pack));
}

/// Whether a source of that title is cited by what comes before it in the same piece of evidence.
static bool is_repeated(const advise_report *r, size_t index, size_t evidence, size_t source)
{
    const char *title = advise_report_source(r, index, evidence, source).title;
    size_t i = 0;
    while (i < source && strcmp(advise_report_source(r, index, evidence, i).title, title) != 0)
        i++;
    return i < source;
}

static void add_sources(const page *p, const advise_report *r, size_t index, size_t evidence, size_t count)
{
    page_put(p, count > 0 ? " <cite class=\"dim\">" : "");
    for (size_t i = 0; i < count; i++) {
        if (is_repeated(r, index, evidence, i))
            continue;
        page_put(p, i > 0 ? "; " : "");
        page_text(p, advise_report_source(r, index, evidence, i).title);
    }
    page_put(p, count > 0 ? "</cite>" : "");
}

static void add_reasons(const page *p, const outcome_options *o, const advise_report *r, size_t index)
{
    reason_list all = reasons_of(r, index);
    page_put(p, o->explain ? "<details open><summary>Why</summary>\n<ul>"
                           : "<details><summary>Why</summary>\n<ul>");
    for (size_t i = 0; i < all.count; i++) {
        const advise_evidence e = advise_report_evidence(r, index, all.items[i]);
        page_put(p, e.certainty < 0 ? "<li>against it: " : "<li>");
        page_text(p, e.because);
        add_sources(p, r, index, all.items[i], e.source_count);
        page_put(p, "</li>\n");
    }
    page_put(p, "</ul></details>\n");
    reasons_free(&all);
}

static void add_steps(const page *p, const advise_report *r, size_t index, size_t count)
{
    if (count == 0)
        return;
    page_put(p, "<ul>");
    for (size_t i = 0; i < count; i++) {
        page_element(p, "li", advise_report_next_step(r, index, i));
        page_put(p, "\n");
    }
    page_put(p, "</ul>\n");
}

/// A recommendation: the head of an entry, or what stands below it.
static void add_advice(const page *p, const outcome_options *o, const advise_report *r, size_t index)
{
    char measures[MEASURES_LINE];
    const advise_advice a = advise_report_advice(r, index);
    char *title = worklist_title(&a);
    page_put(p, a.part_of[0] != '\0'          ? "<div class=\"below\"><span class=\"dim\">with it:</span> "
                : a.alternative_to[0] != '\0' ? "<div class=\"below\"><span class=\"dim\">or instead:</span> "
                                              : "<div>");
    page_element(p, "b", title);
    free(title);
    report_measures(measures, r, index);
    page_put(p, " <span class=\"dim\">");
    page_text(p, measures);
    page_put(p, "</span>\n");
    add_steps(p, r, index, a.next_step_count);
    if (a.evidence_count > 0)
        add_reasons(p, o, r, index);
    page_put(p, "</div>\n");
}

static void add_entries(const page *p, const outcome_options *o, const advise_outcome *outcome)
{
    const advise_report *r = advise_outcome_report(outcome);
    const size_t count = advise_outcome_count(outcome);
    size_t rank = 0;
    if (count == 0) {
        page_note(p, "No advice yet.");
        return;
    }
    page_put(p, "<ol>");
    for (size_t i = 0; i < count; i++) {
        const size_t its = advise_report_advice(r, i).rank;
        if (its != rank)
            page_put(p, rank > 0 ? "</li>\n<li>" : "<li>");
        rank = its;
        add_advice(p, o, r, i);
    }
    page_put(p, "</li></ol>\n");
}

static void add_questions(const page *p, const advise_report *r)
{
    const size_t count = standing_question_count(r);
    if (count == 0)
        return;
    page_put(p, "<p class=\"dim\">What to ask:</p>\n<ul>");
    for (size_t i = 0; i < count; i++) {
        const advise_question q = advise_report_question(r, i);
        char *question = standing_question(&q, false);
        page_element(p, "li", question);
        page_put(p, "\n");
        free(question);
    }
    page_put(p, "</ul>\n");
}

static void write(const outcome_options *o, const advise_outcome *outcome, advise_text *out)
{
    const page p = {.text = out};
    client_begin(&p, outcome, false);
    if (advise_outcome_is_refused(outcome)) {
        client_problems(&p, outcome);
    } else {
        client_facts(&p, o, outcome);
        add_entries(&p, o, outcome);
        add_questions(&p, advise_outcome_report(outcome));
    }
    page_client_end(&p);
}

const outcome_format outcomes_as_html = {.title = "HTML",
                                         .abilities = OUTCOME_TAKES_REASONS | OUTCOME_TAKES_FACTS |
                                                      OUTCOME_IS_OF_REPORTS,
                                         .begin = begin,
                                         .write = write,
                                         .end = clients_page_end};
