// Outcomes as one page of HTML: no scripts, nothing fetched; for screens in light and dark and for paper.
#include "outcome/format.h"
#include "write/markup.h"

#include <string.h>

static const char style[] =
    ":root{color-scheme:light dark;--text:#1d2330;--dim:#5b6475;--page:#fff;--line:#d8dde6;--bad:#b3372f}\n"
    "@media(prefers-color-scheme:dark){:root{--text:#e4e8f0;--dim:#a0a9ba;--page:#14171d;--line:#343b48;"
    "--bad:#f0837a}}\n"
    "body{margin:0 auto;max-width:68rem;padding:1.5rem 1rem 4rem;background:var(--page);color:var(--text);"
    "font:16px/1.5 system-ui,sans-serif}h1{font-size:1.5rem;margin:0 0 .25rem}.dim{color:var(--dim)}\n"
    "table{border-collapse:collapse;width:100%;font-size:.95rem}th,td{padding:.45rem .6rem;text-align:left;"
    "vertical-align:top;border-bottom:1px solid var(--line)}ol,ul{margin:0;padding-left:1.3rem}"
    ".bad{color:var(--bad)}tr{break-inside:avoid}\n";

static void add(advise_text *out, const char *text)
{
    advise_text_add(out, text, strlen(text));
}

static void add_count(advise_text *out, size_t count)
{
    char digits[24];
    (void)snprintf(digits, sizeof digits, "%zu", count);
    add(out, digits);
}

static void add_dim(advise_text *out, double value, int decimals)
{
    char span[80];
    (void)snprintf(span, sizeof span, " <span class=\"dim\">%.*f</span>", decimals, value);
    add(out, span);
}

static void begin(FILE *out, const outcome_options *o)
{
    const advise_pack *pack = o->pack;
    (void)fputs(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
        "content=\"width=device-width\">\n<title>",
        out);
    markup_text(out, advise_pack_title(pack));
    (void)fprintf(out, "</title>\n<style>\n%s</style>\n</head>\n<body>\n<main>\n<h1>", style);
    markup_text(out, advise_pack_title(pack));
    (void)fputs("</h1>\n<p class=\"dim\">", out);
    markup_text(out, advise_pack_name(pack));
    (void)fputs(" ", out);
    markup_text(out, advise_pack_version(pack));
    (void)fputs(", as of ", out);
    markup_text(out, o->date);
    (void)fputs("</p>\n<table>\n<thead><tr><th>Profile</th><th>Advice</th></tr></thead>\n<tbody>\n", out);
}

static void add_reasons(advise_text *out, const advise_report *r, size_t index, size_t count)
{
    add(out, "<ul>");
    for (size_t i = 0; i < count; i++) {
        advise_evidence e = advise_report_evidence(r, index, i);
        add(out, e.certainty < 0 ? "<li>against: " : "<li>");
        markup_add(out, e.because);
        add_dim(out, e.certainty, 2);
        add(out, "</li>");
    }
    add(out, "</ul>");
}

static void add_advices(advise_text *out, const outcome_options *o, const advise_outcome *outcome)
{
    const advise_report *r = advise_outcome_report(outcome);
    size_t count = advise_outcome_count(outcome);
    if (count == 0) {
        add(out, "<span class=\"dim\">none</span>");
        return;
    }
    add(out, "<ol>");
    for (size_t i = 0; i < count; i++) {
        advise_advice a = advise_report_advice(r, i);
        add(out, "<li>");
        markup_add(out, a.title);
        if (a.item[0] != '\0') {
            add(out, " (");
            markup_add(out, a.item);
            add(out, ")");
        }
        add_dim(out, a.score, 1);
        if (o->explain)
            add_reasons(out, r, i, a.evidence_count);
        add(out, "</li>");
    }
    add(out, "</ol>");
}

static void add_problems(advise_text *out, const advise_diagnostics *d)
{
    add(out, "<ul class=\"bad\">");
    for (size_t i = 0; i < advise_diagnostics_count(d); i++) {
        advise_diagnostic one = advise_diagnostics_get(d, i);
        add(out, "<li>");
        markup_add(out, one.file);
        add(out, ":");
        add_count(out, one.line);
        add(out, ":");
        add_count(out, one.column);
        add(out, ": ");
        markup_add(out, one.message);
        add(out, "</li>");
    }
    add(out, "</ul>");
}

static void write(const outcome_options *o, const advise_outcome *outcome, advise_text *out)
{
    const char *id = advise_outcome_id(outcome);
    add(out, "<tr><th>");
    if (id[0] != '\0')
        markup_add(out, id);
    else
        add_count(out, advise_outcome_record(outcome).number);
    add(out, "</th><td>");
    if (advise_outcome_is_refused(outcome))
        add_problems(out, advise_outcome_problems(outcome));
    else
        add_advices(out, o, outcome);
    add(out, "</td></tr>\n");
}

static void end(FILE *out, const advise_batch_totals *t)
{
    (void)fprintf(
        out,
        "</tbody>\n</table>\n<p class=\"dim\">%zu profiles, %zu refused</p>\n</main>\n</body>\n</html>\n",
        t->records, t->refused);
}

const outcome_format outcomes_as_html = {.title = "HTML",
                                         .abilities = OUTCOME_TAKES_REASONS | OUTCOME_IS_OF_REPORTS,
                                         .begin = begin,
                                         .write = write,
                                         .end = end};
