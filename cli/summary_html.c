// A summary as one page: no scripts, nothing fetched, bars as inline SVG; for screens in light and dark and for paper.
#include "markup.h"
#include "summary_output.h"

#include <stdlib.h>

static const char style[] =
    ":root{color-scheme:light dark;--text:#1d2330;--dim:#5b6475;--page:#fff;--line:#d8dde6;--bar:#2f6db3}\n"
    "@media(prefers-color-scheme:dark){:root{--text:#e4e8f0;--dim:#a0a9ba;--page:#14171d;--line:#343b48;"
    "--bar:#6ea8e8}}\n"
    "body{margin:0 auto;max-width:60rem;padding:1.5rem 1rem 4rem;background:var(--page);color:var(--text);"
    "font:16px/1.5 system-ui,sans-serif}h1{font-size:1.5rem;margin:0 0 "
    ".25rem}h2{font-size:1.15rem;margin:2rem "
    "0 .5rem}.dim{color:var(--dim)}\n"
    "table{border-collapse:collapse;width:100%;font-size:.95rem}th,td{padding:.4rem .6rem;text-align:left;"
    "border-bottom:1px solid var(--line)}.n{text-align:right;font-variant-numeric:tabular-nums}"
    "svg{display:block;width:9rem;height:1.4rem}rect{fill:var(--bar)}tr{break-inside:avoid}\n";

static void begin_table(FILE *out, const char *heads)
{
    (void)fprintf(out, "<table>\n<thead><tr>%s</tr></thead>\n<tbody>\n", heads);
}

static void begin_row(FILE *out, const char *name)
{
    (void)fputs("<tr><th scope=\"row\">", out);
    markup_text(out, name);
    (void)fputs("</th>", out);
}

static void share_cell(FILE *out, size_t count, size_t of)
{
    double percent = summary_percent(count, of);
    (void)fprintf(out,
                  "<td class=\"n\">%zu</td><td class=\"n\">%.1f&nbsp;%%</td><td><svg viewBox=\"0 0 100 20\" "
                  "preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect x=\"0\" y=\"4\" width=\"%.1f\" "
                  "height=\"12\"/></svg></td>",
                  count, percent, percent);
}

/// How the scores lie: a bar for each ten points, the longest as high as the row.
static void scores_cell(FILE *out, const summary_row *row)
{
    size_t most = 1;
    for (size_t i = 0; i < SUMMARY_TENTHS; i++)
        most = row->tenths[i] > most ? row->tenths[i] : most;
    (void)fputs("<td><svg viewBox=\"0 0 100 20\" preserveAspectRatio=\"none\" role=\"img\" "
                "aria-label=\"scores by tens:",
                out);
    for (size_t i = 0; i < SUMMARY_TENTHS; i++)
        (void)fprintf(out, " %zu", row->tenths[i]);
    (void)fputs("\">", out);
    for (size_t i = 0; i < SUMMARY_TENTHS; i++) {
        double height = 20 * (double)row->tenths[i] / (double)most;
        if (row->tenths[i] > 0)
            (void)fprintf(out, "<rect x=\"%zu\" y=\"%.1f\" width=\"9\" height=\"%.1f\"/>", 10 * i,
                          20 - height, height);
    }
    (void)fprintf(out, "</svg></td><td class=\"n\">%.1f</td>", summary_mean(row));
}

static void recommendations(FILE *out, const summary_table *t, const summary_row **rows, size_t of)
{
    begin_table(out, "<th>Recommendation</th><th class=\"n\">Profiles</th><th class=\"n\">Share</th><th></th>"
                     "<th>Scores from 0 to 100</th><th class=\"n\">Mean</th>");
    for (size_t i = 0; rows != NULL && i < t->count; i++) {
        begin_row(out, rows[i]->name);
        share_cell(out, rows[i]->profiles, of);
        scores_cell(out, rows[i]);
        (void)fputs("</tr>\n", out);
    }
    (void)fputs("</tbody>\n</table>\n", out);
}

static void counts(FILE *out, const char *title, const char *head, const summary_table *t,
                   const summary_row **rows, size_t of)
{
    if (t->count == 0)
        return;
    (void)fprintf(out, "<h2>%s</h2>\n", title);
    begin_table(out, head);
    for (size_t i = 0; i < t->count; i++) {
        begin_row(out, rows[i]->name);
        share_cell(out, rows[i]->profiles, of);
        if (rows[i]->sum > 0)
            (void)fprintf(out, "<td class=\"n\">%.1f</td>", (double)rows[i]->sum / 10000);
        (void)fputs("</tr>\n", out);
    }
    (void)fputs("</tbody>\n</table>\n", out);
}

static void groups(FILE *out, const summary_report *r, const summary_lists *l)
{
    if (r->by == NULL)
        return;
    (void)fputs("<h2>By ", out);
    markup_text(out, r->by);
    (void)fputs("</h2>\n", out);
    for (size_t i = 0; i < l->group_count; i++) {
        const summary_group *g = l->groups[i];
        const summary_row **rows = summary_rows(&g->recommendations);
        (void)fputs("<h3>", out);
        markup_text(out, g->value[0] != '\0' ? g->value : "(not known)");
        (void)fprintf(out, "</h3>\n<p class=\"dim\">%zu evaluated, %zu without advice</p>\n", g->evaluated,
                      g->without);
        recommendations(out, &g->recommendations, rows, g->evaluated);
        free(rows);
    }
    if (l->withheld.groups > 0)
        (void)fprintf(out,
                      "<p class=\"dim\">%zu group%s of %zu profiles in all withheld, to name nobody</p>\n",
                      l->withheld.groups, l->withheld.groups == 1 ? "" : "s", l->withheld.profiles);
}

void summary_html(FILE *out, const summary_report *r, const summary_lists *l)
{
    const summary *m = r->summary;
    size_t evaluated = m->profiles - m->refused;
    (void)fprintf(
        out,
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta "
        "name=\"viewport\" content=\"width=device-width\">\n<title>What was "
        "advised</title>\n<style>\n%s</style>\n</head>\n<body>\n<main>\n<h1>What was advised</h1>\n"
        "<p class=\"dim\">%zu profiles, %zu evaluated, %zu of these without advice, %zu refused</p>\n",
        style, m->profiles, evaluated, m->without, m->refused);
    recommendations(out, &m->recommendations, l->recommendations, evaluated);
    counts(out, "Refused for",
           "<th>Code</th><th class=\"n\">Profiles</th><th class=\"n\">Share</th><th></th>", &m->codes,
           l->codes, m->profiles);
    counts(out, "Not known",
           "<th>Fact</th><th class=\"n\">Profiles</th><th class=\"n\">Share</th><th></th><th "
           "class=\"n\">Points that hang on it</th>",
           &m->questions, l->questions, evaluated);
    groups(out, r, l);
    (void)fputs("</main>\n</body>\n</html>\n", out);
}
