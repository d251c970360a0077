// A summary for a person.
#include "summary/format.h"
#include "summary/order.h"
#include "write/counts.h"
#include "write/memory.h"

#include <stdlib.h>
#include <string.h>

typedef struct page {
    const screen *s;
    int digits;   ///< of counts
    size_t least; ///< smaller numbers of people are withheld
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

/// "and N more" if not all are shown.
static void more(const screen *s, size_t count)
{
    char text[100];
    if (count <= SUMMARY_ROWS_SHOWN)
        return;
    (void)snprintf(text, sizeof text, "and %zu more, which the summary in JSON has",
                   count - SUMMARY_ROWS_SHOWN);
    note(s, text);
}

/// Writes a count and its share, then what is counted.
static void line(const page *p, size_t count, size_t of, const char *what, const char *more)
{
    char number[32];
    char first[96];
    summary_number(number, sizeof number, count, of, p->least);
    const size_t shown = summary_shown(count, of, p->least);
    int used = snprintf(first, sizeof first, "  %*s  ", p->digits, number);
    if (shown > 0 || p->least <= 1)
        used += snprintf(first + used, sizeof first - (size_t)used, "%5.1f %%  ",
                         percent(shown, summary_shown_size(of, p->least)));
    else
        used += snprintf(first + used, sizeof first - (size_t)used, "%9s", "");
    char *text = must_format("%s%s", what, more);
    screen_wrap(p->s, first, INK_PLAIN, (size_t)used, text, INK_PLAIN);
    free(text);
}

/// The same for numbers that are no secret: of profiles that were refused.
static void exact_line(const page *p, size_t count, size_t of, const char *what, const char *more)
{
    const page exact = {p->s, p->digits, 1};
    line(&exact, count, of, what, more);
}

/// What is given to so few that no number is shown.
static void few(const page *p, const summary_row *const *rows, size_t count, size_t of)
{
    char first[80];
    char *names = summary_few(rows, count, of, p->least);
    if (names == NULL)
        return;
    if (of < 2 * p->least)
        (void)snprintf(first, sizeof first, "  numbers are withheld of: ");
    else
        (void)snprintf(first, sizeof first, "  fewer than %zu each: ", p->least);
    screen_wrap(p->s, first, INK_DIM, 4, names, INK_PLAIN);
    free(names);
}

/// A line of a number of profiles that is a part of the evaluated ones, with its share of all.
static void total(const page *p, const summary *m, size_t count, const char *what)
{
    char number[32];
    const size_t evaluated = m->profiles - m->refused;
    const size_t shown = summary_shown(count, evaluated, p->least);
    summary_number(number, sizeof number, count, evaluated, p->least);
    (void)fprintf(p->s->out, "  %*s  ", p->digits, number);
    if (shown > 0 || p->least <= 1)
        (void)fprintf(p->s->out, "%5.1f %%  %s\n", percent(shown, m->profiles), what);
    else
        (void)fprintf(p->s->out, "%9s%s\n", "", what);
}

static void totals(const page *p, const summary *m)
{
    size_t evaluated = m->profiles - m->refused;
    (void)fprintf(p->s->out, "%zu profile%s\n", m->profiles, plural(m->profiles));
    if (summary_shows_parts(evaluated, p->least)) {
        total(p, m, evaluated - m->without, "advised");
        total(p, m, m->without, "nothing to advise");
    } else {
        exact_line(p, evaluated, m->profiles, "evaluated", "");
    }
    exact_line(p, m->refused, m->profiles, "refused", "");
}

/// Writes the scores below the line of a recommendation.
static void scores(const page *p, const summary_row *row)
{
    char text[600];
    char indent[40];
    const size_t times = summary_shown_size(row->times, p->least);
    int used =
        snprintf(text, sizeof text, p->least > 1 ? "mean score %.0f" : "mean score %.1f", summary_mean(row));
    if (row->times > row->profiles)
        used += snprintf(text + used, sizeof text - (size_t)used, ", given %zu%s times", times,
                         p->least > 1 ? "+" : "");
    for (size_t i = 0; i < SUMMARY_TENTHS && summary_shows_tenths(row, p->least); i++) {
        const size_t shown = summary_shown_size(row->tenths[i], p->least);
        if (shown > 0)
            used += snprintf(text + used, sizeof text - (size_t)used, "; %zu-%zu:\u00a0%zu%s", 10 * i,
                             10 * (i + 1), shown, p->least > 1 ? "+" : "");
    }
    int width = p->digits + 13; // of what `line` puts in front
    (void)snprintf(indent, sizeof indent, "%*s", width, "");
    screen_wrap(p->s, indent, INK_PLAIN, (size_t)width, text, INK_DIM);
}

static void recommendations(const page *p, const summary *m, const summary_row *const *rows, size_t count,
                            size_t of, bool is_group)
{
    for (size_t i = 0; rows != NULL && i < count; i++) {
        const summary_row *whole = summary_find(&m->recommendations, rows[i]->name);
        if (summary_shown(rows[i]->profiles, of, p->least) == 0 || whole == NULL ||
            (is_group && whole->hidden_in_groups))
            continue;
        line(p, rows[i]->profiles, of, summary_title(whole), "");
        scores(p, rows[i]);
    }
    if (!is_group)
        few(p, rows, count, of);
}

static void causes(const page *p, const summary *m, const summary_lists *l)
{
    if (m->codes.count > 0)
        title(p->s, "Refused for", "");
    for (size_t i = 0; i < m->causes.count && i < SUMMARY_ROWS_SHOWN; i++)
        exact_line(p, l->causes[i]->profiles, m->profiles, summary_cause_message(l->causes[i]), "");
    more(p->s, m->causes.count);
    for (size_t i = 0; i < m->codes.count && m->causes.count == 0; i++) {
        char *meaning = must_format(": %s", summary_code_meaning(l->codes[i]->name));
        exact_line(p, l->codes[i]->profiles, m->profiles, l->codes[i]->name,
                   meaning[2] != '\0' ? meaning : "");
        free(meaning);
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
    else if (l->evaluated < l->least)
        note(p->s, summary_too_few);
    for (size_t i = 0; i < m->questions.count; i++) {
        char points[64];
        const summary_row *row = l->questions[i];
        if (summary_shown(row->profiles, l->evaluated, p->least) == 0)
            continue;
        (void)snprintf(points, sizeof points,
                       p->least > 1 ? " (%.0f points depend on it)" : " (%.1f points depend on it)",
                       summary_sum(row));
        line(p, row->profiles, l->evaluated, summary_title(row), points);
    }
    few(p, l->questions, m->questions.count, l->evaluated);
}

/// Writes the names of those that never fired, as one paragraph.
static void list_silent(const screen *s, const summary *m, const summary_lists *l)
{
    size_t count = m->rules.count - l->rules_seen;
    char *text;
    size_t length;
    FILE *list = must_open_text(&text, &length);
    (void)fprintf(list, "%zu of %zu: ", count, m->rules.count);
    for (size_t i = 0; i < count && i < SUMMARY_ROWS_SHOWN; i++)
        (void)fprintf(list, "%s%s", i > 0 ? ", " : "", l->rules[l->rules_seen + i]->name);
    must_close_text(list, &text);
    screen_wrap(s, "  ", INK_PLAIN, 2, text, INK_PLAIN);
    free(text);
    more(s, count);
}

static void rules(const page *p, const summary *m, const summary_lists *l)
{
    if (m->profiles == m->refused || !l->for_authors)
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
    for (size_t i = 0; i < l->rules_seen && i < SUMMARY_ROWS_SHOWN; i++)
        line(p, l->rules[i]->profiles, l->evaluated, l->rules[i]->name, "");
    more(p->s, l->rules_seen);
}

/// What is unlikely in the profiles; nothing if no check is true of any.
static void checks(const page *p, const summary_lists *l)
{
    if (l->checks_seen > 0)
        title(p->s, "Checks that are true: what is unlikely", "");
    for (size_t i = 0; i < l->checks_seen; i++)
        line(p, l->checks[i]->profiles, l->evaluated, summary_title(l->checks[i]), "");
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
        const summary_row **rows = summary_rows_shown(&g->recommendations, g->evaluated, l->least);
        char *numbers = summary_group_numbers(g, l->least);
        char *head = must_format("%s: %s", summary_group_name(g), numbers);
        screen_wrap(s, "  ", INK_PLAIN, 4, head, INK_PLAIN);
        free(head);
        free(numbers);
        recommendations(p, m, rows, g->recommendations.count, g->evaluated, true);
        free(rows);
    }
    if (summary_note_on_groups(text, sizeof text, m, l))
        note(s, text);
}

static void write(const screen *s, const summary *m, const summary_lists *l)
{
    char text[200];
    char largest[32];
    summary_number(largest, sizeof largest, m->profiles, SIZE_MAX, 1);
    page p = {s, (int)strlen(largest) + (l->least > 1), l->least};
    p.digits = l->least > 1 && p.digits < 4 ? 4 : p.digits; // "< 10"
    char *origin = summary_note_on_origin(m);
    if (origin != NULL)
        screen_wrap(s, "", INK_PLAIN, 0, origin, INK_DIM);
    free(origin);
    totals(&p, m);
    if (summary_note_on_numbers(text, sizeof text, l))
        note(s, text);
    (void)snprintf(text, sizeof text, "Recommendations to the %zu evaluated", l->evaluated);
    if (m->recommendations.count > 0)
        title(s, text, "");
    if (m->recommendations.count > 0 && l->evaluated < l->least)
        note(s, summary_too_few);
    recommendations(&p, m, l->recommendations, m->recommendations.count, l->evaluated, false);
    if (summary_note_on_top(text, sizeof text, m))
        note(s, text);
    causes(&p, m, l);
    checks(&p, l);
    questions(&p, m, l);
    rules(&p, m, l);
    groups(&p, m, l);
}

const summary_format summary_as_text = {.write = write};
