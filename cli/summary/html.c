// A summary as one page.
#include "summary/format.h"
#include "summary/order.h"
#include "write/counts.h"
#include "write/page.h"

#include <stdlib.h>

/// The columns of what `share` writes.
#define SHARE_COLUMNS                                                                                        \
    {"Profiles", "n"}, {"Share", "n"},                                                                       \
    {                                                                                                        \
        "", "bar"                                                                                            \
    }

static void share(const page *p, size_t count, size_t of)
{
    page_format(p, "<td class=\"n\">%zu</td><td class=\"n\">%.1f&nbsp;%%</td>", count, percent(count, of));
    page_bar(p, NULL, (double)count, (double)of);
}

/// How the scores are distributed: a bar for each ten points, the longest as high as the row.
static void scores(const page *p, const summary_row *row)
{
    char label[300];
    int length = snprintf(label, sizeof label, "scores by tens:");
    size_t most = 1;
    for (size_t i = 0; i < SUMMARY_TENTHS; i++) {
        most = row->tenths[i] > most ? row->tenths[i] : most;
        length += snprintf(label + length, sizeof label - (size_t)length, " %zu", row->tenths[i]);
    }
    page_put(p, "<td class=\"chart\">");
    page_drawing_begin(p, 100, 20, label);
    page_rectangle(p, "track", 0, 19, 100, 1);
    for (size_t i = 0; i < SUMMARY_TENTHS; i++) {
        double height = 19 * (double)row->tenths[i] / (double)most;
        if (row->tenths[i] > 0)
            page_rectangle(p, NULL, 10 * (double)i, 19 - height, 9, height);
    }
    page_drawing_end(p);
    page_format(p, "</td><td class=\"n\">%.1f</td>", summary_mean(row));
}

static void recommendations(const page *p, const summary_row *const *rows, size_t count, size_t of)
{
    static const page_column columns[] = {
        {"Recommendation", NULL}, SHARE_COLUMNS, {"Scores from 0 to 100", "chart"}, {"Mean", "n"}, {0}};
    page_table_begin(p, columns);
    for (size_t i = 0; rows != NULL && i < count; i++) {
        page_row(p, rows[i]->name);
        share(p, rows[i]->profiles, of);
        scores(p, rows[i]);
        page_row_end(p);
    }
    page_table_end(p);
}

static void codes(const page *p, const summary *m, const summary_lists *l)
{
    static const page_column columns[] = {{"Code", NULL}, SHARE_COLUMNS, {"What it means", NULL}, {0}};
    if (m->codes.count == 0)
        return;
    page_put(p, "<h2>Refused for</h2>\n");
    page_table_begin(p, columns);
    for (size_t i = 0; i < m->codes.count; i++) {
        page_row(p, l->codes[i]->name);
        share(p, l->codes[i]->profiles, m->profiles);
        page_element(p, "td", summary_code_meaning(l->codes[i]->name));
        page_row_end(p);
    }
    page_table_end(p);
}

static void questions(const page *p, const summary *m, const summary_lists *l)
{
    static const page_column columns[] = {
        {"Fact", NULL}, SHARE_COLUMNS, {"Points of score that depend on it", "n"}, {"", "bar"}, {0}};
    if (m->profiles == m->refused)
        return;
    page_put(p, "<h2>Unknown facts</h2>\n");
    if (!m->has_questions)
        page_note(p, summary_no_questions);
    else if (m->questions.count == 0)
        page_note(p, "None that advice depends on.");
    if (m->questions.count == 0)
        return;
    page_table_begin(p, columns);
    for (size_t i = 0; i < m->questions.count; i++) {
        page_row(p, l->questions[i]->name);
        share(p, l->questions[i]->profiles, m->profiles - m->refused);
        page_format(p, "<td class=\"n\">%.1f</td>", summary_sum(l->questions[i]));
        page_bar(p, NULL, (double)l->questions[i]->sum, (double)l->questions[0]->sum);
        page_row_end(p);
    }
    page_table_end(p);
}

/// "and N more" if not all are shown.
static void more_rules(const page *p, size_t count)
{
    if (count > SUMMARY_RULES_SHOWN)
        page_more(p, count - SUMMARY_RULES_SHOWN, ", which the summary in JSON has");
}

static void silent_rules(const page *p, const summary *m, const summary_lists *l)
{
    size_t count = m->rules.count - l->rules_seen;
    page_format(p, "<p class=\"dim\">%zu of %zu rules</p>\n", count, m->rules.count);
    if (count > 0)
        page_put(p, "<ul class=\"names\">\n");
    for (size_t i = 0; i < count && i < SUMMARY_RULES_SHOWN; i++) {
        page_element(p, "li", l->rules[l->rules_seen + i]->name);
        page_put(p, "\n");
    }
    if (count > 0)
        page_put(p, "</ul>\n");
    more_rules(p, count);
}

static void rules(const page *p, const summary *m, const summary_lists *l)
{
    static const page_column columns[] = {{"Rule", NULL}, SHARE_COLUMNS, {0}};
    if (m->profiles == m->refused)
        return;
    page_put(p, "<h2>Rules that never fired</h2>\n");
    if (!m->has_rules) {
        page_note(p, summary_no_rules);
        return;
    }
    silent_rules(p, m, l);
    if (l->rules_seen == 0)
        return;
    page_put(p, "<h2>Rules that fired</h2>\n");
    page_table_begin(p, columns);
    for (size_t i = 0; i < l->rules_seen && i < SUMMARY_RULES_SHOWN; i++) {
        page_row(p, l->rules[i]->name);
        share(p, l->rules[i]->profiles, m->profiles - m->refused);
        page_row_end(p);
    }
    page_table_end(p);
    more_rules(p, l->rules_seen);
}

/// What is unlikely in the profiles; nothing if no check is true of any.
static void checks(const page *p, const summary *m, const summary_lists *l)
{
    static const page_column columns[] = {{"Check", NULL}, SHARE_COLUMNS, {0}};
    if (l->checks_seen == 0)
        return;
    page_put(p, "<h2>Checks that are true: what is unlikely</h2>\n");
    page_table_begin(p, columns);
    for (size_t i = 0; i < l->checks_seen; i++) {
        page_row(p, l->checks[i]->name);
        share(p, l->checks[i]->profiles, m->profiles - m->refused);
        page_row_end(p);
    }
    page_table_end(p);
}

static void groups(const page *p, const summary *m, const summary_lists *l)
{
    char text[200];
    if (m->by == NULL || m->profiles == m->refused)
        return;
    page_put(p, "<h2>By ");
    page_text(p, m->by);
    page_put(p, "</h2>\n");
    for (size_t i = 0; i < l->group_count; i++) {
        const summary_group *g = l->groups[i];
        const summary_row **rows = summary_rows(&g->recommendations, SUMMARY_BY_PROFILES);
        page_element(p, "h3", summary_group_name(g));
        page_format(p, "\n<p class=\"dim\">%zu evaluated, %zu without advice</p>\n", g->evaluated,
                    g->without);
        if (g->recommendations.count > 0)
            recommendations(p, rows, g->recommendations.count, g->evaluated);
        free(rows);
    }
    if (summary_note_on_groups(text, sizeof text, m, l))
        page_note(p, text);
}

static void write(const screen *s, const summary *m, const summary_lists *l)
{
    char text[100];
    const page p = {.out = s->out};
    char *origin = summary_note_on_origin(m);
    size_t evaluated = m->profiles - m->refused;
    page_begin(&p, "What was advised");
    if (origin != NULL)
        page_note(&p, origin);
    free(origin);
    page_format(&p,
                "<p class=\"dim\">%zu profiles: %zu advised, %zu with nothing to advise, %zu refused</p>\n",
                m->profiles, evaluated - m->without, m->without, m->refused);
    if (m->recommendations.count > 0) {
        page_put(&p, "<h2>Recommendations</h2>\n");
        recommendations(&p, l->recommendations, m->recommendations.count, evaluated);
    }
    if (summary_note_on_top(text, sizeof text, m))
        page_note(&p, text);
    codes(&p, m, l);
    checks(&p, m, l);
    questions(&p, m, l);
    rules(&p, m, l);
    groups(&p, m, l);
    page_end(&p);
}

const summary_format summary_as_html = {.write = write};
