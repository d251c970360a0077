// The table of formats, and what they have in common.
#include "summary/format.h"
#include "summary/order.h"
#include "write/counts.h"
#include "write/memory.h"

#include <stdlib.h>
#include <string.h>

const char summary_no_rules[] =
    "Results do not say which rules fired; a summary of 'advise batch --summary' does.";
const char summary_no_questions[] = "Results name unknown facts only with --explain or --fields questions.";

double summary_sum(const summary_row *row)
{
    return (double)row->sum / SUMMARY_TEN_THOUSANDTHS;
}

double summary_mean(const summary_row *row)
{
    return row->times > 0 ? summary_sum(row) / (double)row->times : 0;
}

const char *summary_code_meaning(const char *code)
{
    for (size_t i = 0; i < advise_code_count(); i++) {
        advise_code c = advise_code_get(i);
        if (strcmp(c.code, code) == 0)
            return c.meaning;
    }
    return "";
}

const char *summary_group_name(const summary_group *g)
{
    return g->value == NULL ? "(not known)" : g->value[0] == '\0' ? "\"\"" : g->value;
}

char *summary_note_on_origin(const summary *m)
{
    const summary_origin *o = &m->origin;
    return o->title != NULL ? must_format("%s %s, as of %s", o->title, o->version, o->as_of) : NULL;
}

bool summary_note_on_top(char *note, size_t size, const summary *m)
{
    (void)snprintf(note, size, "%zu more, ranked below --top, are not counted", m->past_top);
    return m->past_top > 0;
}

bool summary_note_on_groups(char *note, size_t size, const summary *m, const summary_lists *l)
{
    const summary_withheld *w = &l->withheld;
    if (m->too_many_groups)
        (void)snprintf(note, size, "not counted: there are more than %d values", SUMMARY_MOST_GROUPS);
    else if (w->groups > 0)
        (void)snprintf(note, size,
                       "%zu group%s with %zu profiles in all withheld for privacy (--min-group %zu)",
                       w->groups, plural(w->groups), w->profiles, l->min_group);
    return m->too_many_groups || w->groups > 0;
}

static const char *const names[] = FORMATS_NAMES(SUMMARY_FORMATS);
static const summary_format *const formats[] = FORMATS_TABLE(SUMMARY_FORMATS);

const summary_format *summary_format_at(size_t index)
{
    return formats[index];
}

const summary_format *summary_format_of_name(const char *path)
{
    const char *dot = strrchr(path, '.');
    size_t i = sizeof formats / sizeof *formats - 1;
    while (i > 0 && (dot == NULL || strcmp(dot + 1, names[i]) != 0))
        i--;
    return formats[i];
}

bool summary_write(const screen *s, const summary *m, size_t min_group, const summary_format *format)
{
    summary_lists l = {.recommendations = summary_rows(&m->recommendations, SUMMARY_BY_PROFILES),
                       .codes = summary_rows(&m->codes, SUMMARY_BY_PROFILES),
                       .questions = summary_rows(&m->questions, SUMMARY_BY_SUM),
                       .rules = summary_rows(&m->rules, SUMMARY_BY_PROFILES),
                       .checks = summary_rows(&m->checks, SUMMARY_BY_PROFILES),
                       .min_group = min_group > 0 ? min_group : SUMMARY_MIN_GROUP};
    l.groups = summary_groups(m, l.min_group, &l.group_count, &l.withheld);
    bool good = !m->failed && (l.recommendations != NULL || m->recommendations.count == 0) &&
                (l.codes != NULL || m->codes.count == 0) &&
                (l.questions != NULL || m->questions.count == 0) &&
                (l.rules != NULL || m->rules.count == 0) && (l.checks != NULL || m->checks.count == 0) &&
                (l.groups != NULL || m->groups.count == 0);
    if (good) {
        l.rules_seen = summary_seen(l.rules, m->rules.count);
        l.checks_seen = summary_seen(l.checks, m->checks.count);
        format->write(s, m, &l);
    }
    free(l.recommendations);
    free(l.codes);
    free(l.questions);
    free(l.rules);
    free(l.checks);
    free(l.groups);
    return good;
}
