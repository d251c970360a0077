// Outcomes as one page: a row for each profile.
#include "outcome/format.h"
#include "write/page.h"

static void begin(FILE *out, const outcome_options *o)
{
    static const page_column columns[] = {{"Profile", NULL}, {"Advice", NULL}, {0}};
    const page p = {.out = out};
    page_begin(&p, advise_pack_title(o->pack));
    page_put(&p, "<p class=\"dim\">");
    page_text(&p, advise_pack_name(o->pack));
    page_put(&p, " ");
    page_text(&p, advise_pack_version(o->pack));
    page_put(&p, ", as of ");
    page_text(&p, o->date);
    page_put(&p, "</p>\n");
    page_table_begin(&p, columns);
}

static void end(FILE *out, const advise_batch_totals *t)
{
    const page p = {.out = out};
    page_table_end(&p);
    page_format(&p, "<p class=\"dim\">%zu profiles, %zu refused</p>\n", t->records, t->refused);
    page_end(&p);
}

static void add_dim(const page *p, double value, int decimals)
{
    page_format(p, " <span class=\"dim\">%.*f</span>", decimals, value);
}

static void add_reasons(const page *p, const advise_report *r, size_t index, size_t count)
{
    page_put(p, "<ul>");
    for (size_t i = 0; i < count; i++) {
        advise_evidence e = advise_report_evidence(r, index, i);
        page_put(p, e.certainty < 0 ? "<li>against: " : "<li>");
        page_text(p, e.because);
        add_dim(p, e.certainty, 2);
        page_put(p, "</li>");
    }
    page_put(p, "</ul>");
}

static void add_advices(const page *p, const outcome_options *o, const advise_outcome *outcome)
{
    const advise_report *r = advise_outcome_report(outcome);
    size_t count = advise_outcome_count(outcome);
    if (count == 0) {
        page_put(p, "<span class=\"dim\">none</span>");
        return;
    }
    size_t rank = 0;
    page_put(p, "<ol>");
    for (size_t i = 0; i < count; i++) {
        advise_advice a = advise_report_advice(r, i);
        if (i > 0 && a.rank != rank)
            page_put(p, "</li>");
        page_put(p, a.rank != rank ? "<li>" : a.part_of[0] != '\0' ? "<br>with: " : "<br>or: ");
        rank = a.rank;
        page_text(p, a.title);
        if (a.item[0] != '\0') {
            page_put(p, " (");
            page_text(p, a.item);
            page_put(p, ")");
        }
        add_dim(p, a.score, 1);
        if (o->explain)
            add_reasons(p, r, i, a.evidence_count);
    }
    page_put(p, "</li></ol>");
}

static void add_problems(const page *p, const advise_diagnostics *d)
{
    page_put(p, "<ul class=\"loss\">");
    for (size_t i = 0; i < advise_diagnostics_count(d); i++) {
        advise_diagnostic one = advise_diagnostics_get(d, i);
        page_put(p, "<li>");
        page_text(p, one.file);
        page_format(p, ":%zu:%zu: ", one.line, one.column);
        page_text(p, one.message);
        page_put(p, "</li>");
    }
    page_put(p, "</ul>");
}

static void write(const outcome_options *o, const advise_outcome *outcome, advise_text *out)
{
    const page p = {.text = out};
    const char *id = advise_outcome_id(outcome);
    page_put(&p, "<tr><th scope=\"row\">");
    if (id[0] != '\0')
        page_text(&p, id);
    else
        page_format(&p, "%zu", advise_outcome_record(outcome).number);
    page_put(&p, "</th><td>");
    if (advise_outcome_is_refused(outcome))
        add_problems(&p, advise_outcome_problems(outcome));
    else
        add_advices(&p, o, outcome);
    page_put(&p, "</td>");
    page_row_end(&p);
}

const outcome_format outcomes_as_html = {.title = "HTML",
                                         .abilities = OUTCOME_TAKES_REASONS | OUTCOME_IS_OF_REPORTS,
                                         .begin = begin,
                                         .write = write,
                                         .end = end};
