// A summary for a person.
#include "summary/format.h"
#include "summary/order.h"
#include "write/counts.h"
#include "write/memory.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

typedef struct page {
    const screen *s;
    int digits; ///< of counts
} page;

static void title(const screen *s, const char *text, const char *fact)
{
    (void)fputs("\n", s->out);
    ink_begin(s, INK_BOLD);
    (void)fputs(text, s->out);
    screen_safe(s->out, fact);
    ink_end(s, INK_BOLD);
    (void)fputs("\n", s->out);
}

static void note(const screen *s, const char *text)
{
    screen_wrap(s, "  ", INK_PLAIN, 2, text, INK_DIM);
}

/// Writes a count and its share, then what is counted.
static void line(const page *p, size_t count, size_t of, const char *what, const char *more)
{
    char first[64];
    (void)snprintf(first, sizeof first, "  %*zu  %5.1f %%  ", p->digits, count, percent(count, of));
    char *text = must_format("%s%s", what, more);
    screen_wrap(p->s, first, INK_PLAIN, screen_columns(first), text, INK_PLAIN);
    free(text);
}

static void totals(const page *p, const summary *m)
{
    size_t evaluated = m->profiles - m->refused;
    (void)fprintf(p->s->out, "%zu profile%s\n", m->profiles, plural(m->profiles));
    line(p, evaluated - m->without, m->profiles, "advised", "");
    line(p, m->without, m->profiles, "nothing to advise", "");
    line(p, m->refused, m->profiles, "refused", "");
}

/// Writes the scores below the line of a recommendation.
static void scores(const page *p, const summary_row *row)
{
    char text[600];
    char indent[40];
    int used = snprintf(text, sizeof text, "mean score %.1f", summary_mean(row));
    if (row->times > row->profiles)
        used += snprintf(text + used, sizeof text - (size_t)used, ", given %zu times", row->times);
    for (size_t i = 0; i < SUMMARY_TENTHS; i++) {
        if (row->tenths[i] > 0)
            used += snprintf(text + used, sizeof text - (size_t)used, "; %zu-%zu:\u00a0%zu", 10 * i,
                             10 * (i + 1), row->tenths[i]);
    }
    int width = p->digits + 13; // of what `line` puts in front
    (void)snprintf(indent, sizeof indent, "%*s", width, "");
    screen_wrap(p->s, indent, INK_PLAIN, (size_t)width, text, INK_DIM);
}

static void recommendations(const page *p, const summary_row *const *rows, size_t count, size_t of)
{
    for (size_t i = 0; rows != NULL && i < count; i++) {
        line(p, rows[i]->profiles, of, rows[i]->name, "");
        scores(p, rows[i]);
    }
}

static void codes(const page *p, const summary *m, const summary_lists *l)
{
    if (m->codes.count > 0)
        title(p->s, "Refused for", "");
    for (size_t i = 0; i < m->codes.count; i++) {
        char more[200];
        const char *meaning = summary_code_meaning(l->codes[i]->name);
        (void)snprintf(more, sizeof more, "%s%s", meaning[0] != '\0' ? ": " : "", meaning);
        line(p, l->codes[i]->profiles, m->profiles, l->codes[i]->name, more);
    }
}

static void questions(const page *p, const summary *m, const summary_lists *l)
{
    if (m->profiles == m->refused)
        return;
    title(p->s, "Unknown facts", "");
    if (!m->has_questions)
        note(p->s, summary_no_questions);
    else if (m->questions.count == 0)
        note(p->s, "None that advice depends on.");
    for (size_t i = 0; i < m->questions.count; i++) {
        char more[64];
        (void)snprintf(more, sizeof more, ": %.1f points depend on it", summary_sum(l->questions[i]));
        line(p, l->questions[i]->profiles, m->profiles - m->refused, l->questions[i]->name, more);
    }
}

/// "and N more" if not all are shown.
static void more_rules(const screen *s, size_t count)
{
    char text[100];
    if (count <= SUMMARY_RULES_SHOWN)
        return;
    (void)snprintf(text, sizeof text, "and %zu more, which the summary in JSON has",
                   count - SUMMARY_RULES_SHOWN);
    note(s, text);
}

/// Writes the names of those that never fired, as one paragraph.
static void list_silent(const screen *s, const summary *m, const summary_lists *l)
{
    size_t count = m->rules.count - l->rules_seen;
    char *text;
    size_t length;
    FILE *list = must_open_text(&text, &length);
    (void)fprintf(list, "%zu of %zu: ", count, m->rules.count);
    for (size_t i = 0; i < count && i < SUMMARY_RULES_SHOWN; i++)
        (void)fprintf(list, "%s%s", i > 0 ? ", " : "", l->rules[l->rules_seen + i]->name);
    must_close_text(list, &text);
    screen_wrap(s, "  ", INK_PLAIN, 2, text, INK_PLAIN);
    free(text);
    more_rules(s, count);
}

static void rules(const page *p, const summary *m, const summary_lists *l)
{
    if (m->profiles == m->refused)
        return;
    title(p->s, "Rules that never fired", "");
    if (!m->has_rules)
        note(p->s, summary_no_rules);
    else if (l->rules_seen == m->rules.count)
        note(p->s, "None: each fired for somebody.");
    else
        list_silent(p->s, m, l);
    if (l->rules_seen > 0)
        title(p->s, "Rules that fired", "");
    for (size_t i = 0; i < l->rules_seen && i < SUMMARY_RULES_SHOWN; i++)
        line(p, l->rules[i]->profiles, m->profiles - m->refused, l->rules[i]->name, "");
    more_rules(p->s, l->rules_seen);
}

/// What is unlikely in the profiles; nothing if no check is true of any.
static void checks(const page *p, const summary *m, const summary_lists *l)
{
    if (l->checks_seen > 0)
        title(p->s, "Checks that are true: what is unlikely", "");
    for (size_t i = 0; i < l->checks_seen; i++)
        line(p, l->checks[i]->profiles, m->profiles - m->refused, l->checks[i]->name, "");
}

static void groups(const page *p, const summary *m, const summary_lists *l)
{
    const screen *s = p->s;
    char text[200];
    if (m->by == NULL || m->profiles == m->refused)
        return;
    title(s, "By ", m->by);
    for (size_t i = 0; i < l->group_count; i++) {
        const summary_group *g = l->groups[i];
        const summary_row **rows = summary_rows(&g->recommendations, SUMMARY_BY_PROFILES);
        char *head = must_format("%s: %zu evaluated, %zu without advice", summary_group_name(g), g->evaluated,
                                 g->without);
        screen_wrap(s, "  ", INK_PLAIN, 4, head, INK_PLAIN);
        free(head);
        recommendations(p, rows, g->recommendations.count, g->evaluated);
        free(rows);
    }
    if (summary_note_on_groups(text, sizeof text, m, l))
        note(s, text);
}

static void write(const screen *s, const summary *m, const summary_lists *l)
{
    char text[100];
    page p = {s, snprintf(NULL, 0, "%zu", m->profiles)};
    char *origin = summary_note_on_origin(m);
    if (origin != NULL)
        screen_wrap(s, "", INK_PLAIN, 0, origin, INK_DIM);
    free(origin);
    totals(&p, m);
    (void)snprintf(text, sizeof text, "Recommendations to the %zu evaluated", m->profiles - m->refused);
    if (m->recommendations.count > 0)
        title(s, text, "");
    recommendations(&p, l->recommendations, m->recommendations.count, m->profiles - m->refused);
    if (summary_note_on_top(text, sizeof text, m))
        note(s, text);
    codes(&p, m, l);
    checks(&p, m, l);
    questions(&p, m, l);
    rules(&p, m, l);
    groups(&p, m, l);
}

const summary_format summary_as_text = {.write = write};
