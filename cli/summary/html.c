// A summary as one page: no scripts, nothing fetched, bars as inline SVG; for screens in light and dark and for paper.
#include "summary/format.h"
#include "write/markup.h"

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
    "th[scope=row]{min-width:8rem;overflow-wrap:anywhere}svg{display:block;width:9rem;max-width:17vw;"
    "height:1.4rem}rect{fill:var(--bar)}.track{fill:var(--line)}.names{columns:16rem;padding-left:1.2rem}"
    "tr{break-inside:avoid}@media(max-width:45rem){.bar{display:none}th,td{padding:.4rem .3rem}}\n";

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

static void end_row(FILE *out)
{
    (void)fputs("</tr>\n", out);
}

static void end_table(FILE *out)
{
    (void)fputs("</tbody>\n</table>\n", out);
}

/// A bar as long as the part is of the whole.
static void bar_cell(FILE *out, double part, double whole)
{
    (void)fprintf(out,
                  "<td class=\"bar\"><svg viewBox=\"0 0 100 20\" preserveAspectRatio=\"none\" "
                  "aria-hidden=\"true\"><rect "
                  "class=\"track\" y=\"4\" width=\"100\" height=\"12\"/><rect y=\"4\" width=\"%.1f\" "
                  "height=\"12\"/></svg></td>",
                  whole > 0 ? 100 * part / whole : 0);
}

/// The heads of what `share_cell` writes.
#define SHARE_HEADS "<th class=\"n\">Profiles</th><th class=\"n\">Share</th><th class=\"bar\"></th>"

static void share_cell(FILE *out, size_t count, size_t of)
{
    (void)fprintf(out, "<td class=\"n\">%zu</td><td class=\"n\">%.1f&nbsp;%%</td>", count,
                  summary_percent(count, of));
    bar_cell(out, (double)count, (double)of);
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
    (void)fputs("\"><rect class=\"track\" y=\"19\" width=\"100\" height=\"1\"/>", out);
    for (size_t i = 0; i < SUMMARY_TENTHS; i++) {
        double height = 19 * (double)row->tenths[i] / (double)most;
        if (row->tenths[i] > 0)
            (void)fprintf(out, "<rect x=\"%zu\" y=\"%.1f\" width=\"9\" height=\"%.1f\"/>", 10 * i,
                          19 - height, height);
    }
    (void)fprintf(out, "</svg></td><td class=\"n\">%.1f</td>", summary_mean(row));
}

static void recommendations(FILE *out, const summary_row *const *rows, size_t count, size_t of)
{
    begin_table(out, "<th>Recommendation</th>" SHARE_HEADS
                     "<th>Scores from 0 to 100</th><th class=\"n\">Mean</th>");
    for (size_t i = 0; rows != NULL && i < count; i++) {
        begin_row(out, rows[i]->name);
        share_cell(out, rows[i]->profiles, of);
        scores_cell(out, rows[i]);
        end_row(out);
    }
    end_table(out);
}

static void codes(FILE *out, const summary *m, const summary_lists *l)
{
    if (m->codes.count == 0)
        return;
    (void)fputs("<h2>Refused for</h2>\n", out);
    begin_table(out, "<th>Code</th>" SHARE_HEADS "<th>What it means</th>");
    for (size_t i = 0; i < m->codes.count; i++) {
        begin_row(out, l->codes[i]->name);
        share_cell(out, l->codes[i]->profiles, m->profiles);
        (void)fputs("<td>", out);
        markup_text(out, summary_code_meaning(l->codes[i]->name));
        (void)fputs("</td>", out);
        end_row(out);
    }
    end_table(out);
}

/// A paragraph that is no count.
static void note(FILE *out, const char *text)
{
    (void)fputs("<p class=\"dim\">", out);
    markup_text(out, text);
    (void)fputs("</p>\n", out);
}

static void questions(FILE *out, const summary *m, const summary_lists *l)
{
    if (m->profiles == m->refused)
        return;
    (void)fputs("<h2>Facts that are not known</h2>\n", out);
    if (!m->has_questions)
        note(out, summary_no_questions);
    else if (m->questions.count == 0)
        note(out, "None that advice waits for.");
    if (m->questions.count == 0)
        return;
    begin_table(out, "<th>Fact</th>" SHARE_HEADS
                     "<th class=\"n\">Points of score that wait for it</th><th class=\"bar\"></th>");
    for (size_t i = 0; i < m->questions.count; i++) {
        begin_row(out, l->questions[i]->name);
        share_cell(out, l->questions[i]->profiles, m->profiles - m->refused);
        (void)fprintf(out, "<td class=\"n\">%.1f</td>", summary_sum(l->questions[i]));
        bar_cell(out, (double)l->questions[i]->sum, (double)l->questions[0]->sum);
        end_row(out);
    }
    end_table(out);
}

/// "and N more" where not all are shown.
static void more_rules(FILE *out, size_t count)
{
    if (count > SUMMARY_RULES_SHOWN)
        (void)fprintf(out, "<p class=\"dim\">and %zu more, which the summary in JSON has</p>\n",
                      count - SUMMARY_RULES_SHOWN);
}

static void rules(FILE *out, const summary *m, const summary_lists *l)
{
    size_t silent = m->rules.count - l->rules_seen;
    if (m->profiles == m->refused)
        return;
    (void)fputs("<h2>Rules that never fired</h2>\n", out);
    if (!m->has_rules) {
        note(out, summary_no_rules);
        return;
    }
    (void)fprintf(out,
                  silent > 0 ? "<p class=\"dim\">%zu of %zu rules</p>\n<ul class=\"names\">\n"
                             : "<p class=\"dim\">%zu of %zu rules</p>\n",
                  silent, m->rules.count);
    for (size_t i = 0; i < silent && i < SUMMARY_RULES_SHOWN; i++) {
        (void)fputs("<li>", out);
        markup_text(out, l->rules[l->rules_seen + i]->name);
        (void)fputs("</li>\n", out);
    }
    (void)fputs(silent > 0 ? "</ul>\n" : "", out);
    more_rules(out, silent);
    if (l->rules_seen == 0)
        return;
    (void)fputs("<h2>Rules that fired</h2>\n", out);
    begin_table(out, "<th>Rule</th>" SHARE_HEADS);
    for (size_t i = 0; i < l->rules_seen && i < SUMMARY_RULES_SHOWN; i++) {
        begin_row(out, l->rules[i]->name);
        share_cell(out, l->rules[i]->profiles, m->profiles - m->refused);
        end_row(out);
    }
    end_table(out);
    more_rules(out, l->rules_seen);
}

static void groups(FILE *out, const summary *m, const summary_lists *l)
{
    char text[200];
    if (m->by == NULL || m->profiles == m->refused)
        return;
    (void)fputs("<h2>By ", out);
    markup_text(out, m->by);
    (void)fputs("</h2>\n", out);
    for (size_t i = 0; i < l->group_count; i++) {
        const summary_group *g = l->groups[i];
        const summary_row **rows = summary_rows(&g->recommendations, SUMMARY_BY_PROFILES);
        (void)fputs("<h3>", out);
        markup_text(out, summary_group_name(g));
        (void)fprintf(out, "</h3>\n<p class=\"dim\">%zu evaluated, %zu without advice</p>\n", g->evaluated,
                      g->without);
        if (g->recommendations.count > 0)
            recommendations(out, rows, g->recommendations.count, g->evaluated);
        free(rows);
    }
    if (summary_note_on_groups(text, sizeof text, m, l))
        note(out, text);
}

static void write(const screen *s, const summary *m, const summary_lists *l)
{
    FILE *out = s->out;
    char text[100];
    char *origin = summary_note_on_origin(m);
    size_t evaluated = m->profiles - m->refused;
    (void)fprintf(
        out,
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta "
        "name=\"viewport\" content=\"width=device-width\">\n<title>What was "
        "advised</title>\n<style>\n%s</style>\n</head>\n<body>\n<main>\n<h1>What was advised</h1>\n",
        style);
    if (origin != NULL)
        note(out, origin);
    free(origin);
    (void)fprintf(out,
                  "<p class=\"dim\">%zu profiles: %zu advised, %zu with nothing to advise, %zu refused</p>\n",
                  m->profiles, evaluated - m->without, m->without, m->refused);
    if (m->recommendations.count > 0) {
        (void)fputs("<h2>Recommendations</h2>\n", out);
        recommendations(out, l->recommendations, m->recommendations.count, evaluated);
    }
    if (summary_note_on_top(text, sizeof text, m))
        note(out, text);
    codes(out, m, l);
    questions(out, m, l);
    rules(out, m, l);
    groups(out, m, l);
    (void)fputs("</main>\n</body>\n</html>\n", out);
}

const summary_format summary_as_html = {.write = write};
