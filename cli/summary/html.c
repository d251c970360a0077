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

/// "and N more" if not all are shown.
static void more(const page *p, size_t count)
{
    if (count > SUMMARY_ROWS_SHOWN)
        page_more(p, count - SUMMARY_ROWS_SHOWN, ", which the summary in JSON has");
}

/// The number of profiles of a row, and its share of all; only words if it is withheld.
static void share(const page *p, size_t count, size_t of, size_t least)
{
    char number[32];
    const size_t shown = summary_shown(count, of, least);
    summary_number(number, sizeof number, count, of, least);
    page_put(p, "<td class=\"n\">");
    page_text(p, number);
    if (least > 1 && shown == 0)
        page_put(p, "</td><td class=\"n\"></td>");
    else
        page_format(p, "</td><td class=\"n\">%.1f&nbsp;%%</td>",
                    percent(shown, summary_shown_size(of, least)));
    page_bar(p, NULL, (double)shown, (double)of);
}

/// How the scores are distributed: a bar for each ten points, the longest as high as the row. Their mean stands below, not in a column of its
/// own, for which a phone has no room.
static void scores(const page *p, const summary_row *row, size_t least)
{
    char label[300];
    int length = snprintf(label, sizeof label, "scores by tens:");
    size_t most = 1;
    size_t tenths[SUMMARY_TENTHS] = {0};
    for (size_t i = 0; i < SUMMARY_TENTHS && summary_shows_tenths(row, least); i++) {
        tenths[i] = summary_shown_size(row->tenths[i], least);
        most = tenths[i] > most ? tenths[i] : most;
        length += snprintf(label + length, sizeof label - (size_t)length, " %zu", tenths[i]);
    }
    page_put(p, "<td class=\"chart\">");
    page_drawing_begin(p, 100, 20, label);
    page_rectangle(p, "track", 0, 19, 100, 1);
    for (size_t i = 0; i < SUMMARY_TENTHS; i++) {
        double height = 19 * (double)tenths[i] / (double)most;
        if (tenths[i] > 0)
            page_rectangle(p, NULL, 10 * (double)i, 19 - height, 9, height);
    }
    page_drawing_end(p);
    page_format(p,
                least > 1 ? "<span class=\"dim\">%.0f</span></td>" : "<span class=\"dim\">%.1f</span></td>",
                summary_mean(row));
}

/// What is given to so few that no number is shown.
static void few(const page *p, const summary_row *const *rows, size_t count, size_t of, size_t least)
{
    char *names = summary_few(rows, count, of, least);
    if (names == NULL)
        return;
    if (of < 2 * least)
        page_put(p, "<p class=\"dim\">Numbers are withheld of: ");
    else
        page_format(p, "<p class=\"dim\">Fewer than %zu each: ", least);
    page_text(p, names);
    page_put(p, "</p>\n");
    free(names);
}

static bool is_shown(const summary *m, const summary_row *row, size_t of, size_t least, bool is_group)
{
    const summary_row *whole = summary_find(&m->recommendations, row->name);
    return summary_shown(row->profiles, of, least) > 0 && whole != NULL &&
           !(is_group && whole->hidden_in_groups);
}

static void recommendations(const page *p, const summary *m, const summary_row *const *rows, size_t count,
                            size_t of, size_t least, bool is_group)
{
    static const page_column columns[] = {
        {"Recommendation", NULL}, SHARE_COLUMNS, {"Scores and mean", "chart"}, {0}};
    size_t shown = 0;
    for (size_t i = 0; rows != NULL && i < count; i++) {
        if (!is_shown(m, rows[i], of, least, is_group))
            continue;
        if (shown++ == 0)
            page_table_begin(p, columns);
        page_row(p, summary_title(summary_find(&m->recommendations, rows[i]->name)));
        share(p, rows[i]->profiles, of, least);
        scores(p, rows[i], least);
        page_row_end(p);
    }
    if (shown > 0)
        page_table_end(p);
    if (!is_group)
        few(p, rows, count, of, least);
}

static void causes(const page *p, const summary *m, const summary_lists *l)
{
    static const page_column columns[] = {{"What is wrong", NULL}, SHARE_COLUMNS, {0}};
    const bool has_messages = m->causes.count > 0;
    const size_t count = has_messages ? m->causes.count : m->codes.count;
    if (count == 0)
        return;
    page_put(p, "<h2>Refused for</h2>\n");
    page_table_begin(p, columns);
    for (size_t i = 0; i < count && i < SUMMARY_ROWS_SHOWN; i++) {
        const summary_row *row = has_messages ? l->causes[i] : l->codes[i];
        const char *meaning = has_messages ? summary_cause_message(row) : summary_code_meaning(row->name);
        page_row(p, meaning[0] != '\0' ? meaning : row->name);
        share(p, row->profiles, m->profiles, 1);
        page_row_end(p);
    }
    page_table_end(p);
    more(p, count);
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
    else if (l->evaluated < l->least)
        page_note(p, summary_too_few);
    size_t shown = 0;
    for (size_t i = 0; i < m->questions.count; i++) {
        const summary_row *row = l->questions[i];
        if (summary_shown(row->profiles, l->evaluated, l->least) == 0)
            continue;
        if (shown++ == 0)
            page_table_begin(p, columns);
        page_row(p, summary_title(row));
        share(p, row->profiles, l->evaluated, l->least);
        page_format(p, l->least > 1 ? "<td class=\"n\">%.0f</td>" : "<td class=\"n\">%.1f</td>",
                    summary_sum(row));
        page_bar(p, NULL, (double)row->sum, (double)l->questions[0]->sum);
        page_row_end(p);
    }
    if (shown > 0)
        page_table_end(p);
    few(p, l->questions, m->questions.count, l->evaluated, l->least);
}

static void silent_rules(const page *p, const summary *m, const summary_lists *l)
{
    size_t count = m->rules.count - l->rules_seen;
    page_format(p, "<p class=\"dim\">%zu of %zu rules</p>\n", count, m->rules.count);
    if (count > 0)
        page_put(p, "<ul class=\"names\">\n");
    for (size_t i = 0; i < count && i < SUMMARY_ROWS_SHOWN; i++) {
        page_element(p, "li", l->rules[l->rules_seen + i]->name);
        page_put(p, "\n");
    }
    if (count > 0)
        page_put(p, "</ul>\n");
    more(p, count);
}

static void rules(const page *p, const summary *m, const summary_lists *l)
{
    static const page_column columns[] = {{"Rule", NULL}, SHARE_COLUMNS, {0}};
    if (m->profiles == m->refused || !l->for_authors)
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
    for (size_t i = 0; i < l->rules_seen && i < SUMMARY_ROWS_SHOWN; i++) {
        page_row(p, l->rules[i]->name);
        share(p, l->rules[i]->profiles, l->evaluated, l->least);
        page_row_end(p);
    }
    page_table_end(p);
    more(p, l->rules_seen);
}

/// What is unlikely in the profiles; nothing if no check is true of any.
static void checks(const page *p, const summary_lists *l)
{
    static const page_column columns[] = {{"Check", NULL}, SHARE_COLUMNS, {0}};
    if (l->checks_seen == 0)
        return;
    page_put(p, "<h2>Checks that are true: what is unlikely</h2>\n");
    page_table_begin(p, columns);
    for (size_t i = 0; i < l->checks_seen; i++) {
        page_row(p, summary_title(l->checks[i]));
        share(p, l->checks[i]->profiles, l->evaluated, l->least);
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
        const summary_row **rows = summary_rows_shown(&g->recommendations, g->evaluated, l->least);
        page_element(p, "h3", summary_group_name(g));
        char *numbers = summary_group_numbers(g, l->least);
        page_put(p, "\n");
        page_note(p, numbers);
        free(numbers);
        recommendations(p, m, rows, g->recommendations.count, g->evaluated, l->least, true);
        free(rows);
    }
    if (summary_note_on_groups(text, sizeof text, m, l))
        page_note(p, text);
}

static void write(const screen *s, const summary *m, const summary_lists *l)
{
    char text[200];
    char advised[32];
    char without[32];
    const page p = {.out = s->out};
    char *origin = summary_note_on_origin(m);
    page_begin(&p, "What was advised");
    if (origin != NULL)
        page_note(&p, origin);
    free(origin);
    summary_number(advised, sizeof advised, l->evaluated - m->without, l->evaluated, l->least);
    summary_number(without, sizeof without, m->without, l->evaluated, l->least);
    if (summary_shows_parts(l->evaluated, l->least))
        (void)snprintf(text, sizeof text, "%zu profiles: %s advised, %s with nothing to advise, %zu refused",
                       m->profiles, advised, without, m->refused);
    else
        (void)snprintf(text, sizeof text, "%zu profiles: %zu evaluated, %zu refused", m->profiles,
                       l->evaluated, m->refused);
    page_note(&p, text);
    if (summary_note_on_numbers(text, sizeof text, l))
        page_note(&p, text);
    if (m->recommendations.count > 0) {
        page_put(&p, "<h2>Recommendations</h2>\n");
        if (l->evaluated < l->least)
            page_note(&p, summary_too_few);
        recommendations(&p, m, l->recommendations, m->recommendations.count, l->evaluated, l->least, false);
    }
    if (summary_note_on_top(text, sizeof text, m))
        page_note(&p, text);
    causes(&p, m, l);
    checks(&p, l);
    questions(&p, m, l);
    rules(&p, m, l);
    groups(&p, m, l);
    page_end(&p);
}

const summary_format summary_as_html = {.write = write};
