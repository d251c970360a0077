// A summary for a person, and the choice of the format.
#include "summary_output.h"

#include <stdlib.h>

double summary_percent(size_t count, size_t of)
{
    return of > 0 ? 100 * (double)count / (double)of : 0;
}

double summary_mean(const summary_row *row)
{
    return row->times > 0 ? (double)row->sum / 10000 / (double)row->times : 0;
}

static void title(const screen *s, const char *text)
{
    (void)fputs("\n", s->out);
    ink_begin(s, INK_BOLD);
    (void)fputs(text, s->out);
    ink_end(s, INK_BOLD);
}

/// A count and its share before what is counted.
static void line(const screen *s, size_t count, size_t of, const char *what)
{
    (void)fprintf(s->out, "%8zu  %5.1f %%  ", count, summary_percent(count, of));
    screen_safe(s->out, what);
}

static void totals(const screen *s, const summary *m)
{
    size_t evaluated = m->profiles - m->refused;
    (void)fprintf(s->out, "%zu profiles\n", m->profiles);
    line(s, evaluated, m->profiles, "evaluated");
    (void)fputs("\n", s->out);
    line(s, m->without, m->profiles, "of these without advice");
    (void)fputs("\n", s->out);
    line(s, m->refused, m->profiles, "refused");
    (void)fputs("\n", s->out);
}

static void recommendations(const screen *s, const summary *m, const summary_row **rows)
{
    if (m->recommendations.count == 0)
        return;
    title(s, "Recommendations\n");
    for (size_t i = 0; i < m->recommendations.count; i++) {
        line(s, rows[i]->profiles, m->profiles - m->refused, rows[i]->name);
        (void)fprintf(s->out, ", mean score %.1f", summary_mean(rows[i]));
        if (rows[i]->times > rows[i]->profiles)
            (void)fprintf(s->out, ", %zu times", rows[i]->times);
        (void)fputs("\n                    scores by tens:", s->out);
        for (size_t k = 0; k < SUMMARY_TENTHS; k++)
            (void)fprintf(s->out, " %zu", rows[i]->tenths[k]);
        (void)fputs("\n", s->out);
    }
}

static void questions(const screen *s, const summary *m, const summary_row **rows)
{
    if (m->questions.count == 0)
        return;
    title(s, "Not known\n");
    for (size_t i = 0; i < m->questions.count; i++) {
        line(s, rows[i]->profiles, m->profiles - m->refused, rows[i]->name);
        (void)fprintf(s->out, ", %.1f points hang on it in all\n", (double)rows[i]->sum / 10000);
    }
}

static void groups(const screen *s, const summary_report *r, const summary_lists *l)
{
    if (r->by == NULL)
        return;
    title(s, "By ");
    screen_safe(s->out, r->by);
    (void)fputs("\n", s->out);
    for (size_t i = 0; l->groups != NULL && i < l->group_count; i++) {
        const summary_group *g = l->groups[i];
        const summary_row **rows = summary_rows(&g->recommendations);
        (void)fputs("  ", s->out);
        screen_safe(s->out, g->value[0] != '\0' ? g->value : "(not known)");
        (void)fprintf(s->out, ": %zu evaluated, %zu without advice\n", g->evaluated, g->without);
        for (size_t k = 0; rows != NULL && k < g->recommendations.count; k++) {
            line(s, rows[k]->profiles, g->evaluated, rows[k]->name);
            (void)fprintf(s->out, ", mean score %.1f\n", summary_mean(rows[k]));
        }
        free(rows);
    }
    if (l->withheld.groups > 0)
        (void)fprintf(s->out, "  %zu group%s of %zu profiles in all withheld, to name nobody\n",
                      l->withheld.groups, l->withheld.groups == 1 ? "" : "s", l->withheld.profiles);
}

void summary_text(const screen *s, const summary_report *r, const summary_lists *l)
{
    const summary *m = r->summary;
    totals(s, m);
    recommendations(s, m, l->recommendations);
    if (m->codes.count > 0)
        title(s, "Refused for\n");
    for (size_t i = 0; i < m->codes.count; i++) {
        line(s, l->codes[i]->profiles, m->profiles, l->codes[i]->name);
        (void)fputs("\n", s->out);
    }
    questions(s, m, l->questions);
    groups(s, r, l);
}

bool summary_write(const screen *s, const summary_report *r, summary_format format)
{
    const summary *m = r->summary;
    summary_lists l = {.recommendations = summary_rows(&m->recommendations),
                       .codes = summary_rows(&m->codes),
                       .questions = summary_rows(&m->questions)};
    l.groups = summary_groups(m, r->min_group, &l.group_count, &l.withheld);
    bool good = !m->failed && (l.recommendations != NULL || m->recommendations.count == 0) &&
                (l.codes != NULL || m->codes.count == 0) &&
                (l.questions != NULL || m->questions.count == 0) &&
                (l.groups != NULL || m->groups.count == 0);
    if (good && format == SUMMARY_TEXT)
        summary_text(s, r, &l);
    else if (good && format == SUMMARY_JSON)
        summary_json(s->out, r, &l);
    else if (good)
        summary_html(s->out, r, &l);
    free(l.recommendations);
    free(l.codes);
    free(l.questions);
    free(l.groups);
    return good;
}
