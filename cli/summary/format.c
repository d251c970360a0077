// The table of formats, and what they have in common.
#include "summary/format.h"
#include "summary/order.h"
#include "write/counts.h"
#include "write/memory.h"

#include <stdlib.h>
#include <string.h>

const char summary_no_rules[] =
    "Results do not say which rules fired; a summary of 'advise batch --summary' does.";
const char summary_too_few[] = "Withheld: there are too few profiles.";
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

bool summary_note_on_numbers(char *note, size_t size, const summary_lists *l)
{
    (void)snprintf(
        note, size,
        "For privacy, numbers of people are rounded down to multiples of %zu, and withheld below %zu "
        "(--min-group).",
        l->least, l->least);
    return l->least > 1;
}

bool summary_note_on_groups(char *note, size_t size, const summary *m, const summary_lists *l)
{
    if (m->too_many_groups)
        (void)snprintf(note, size, "not counted: there are more than %d values", SUMMARY_MOST_GROUPS);
    else
        (void)snprintf(
            note, size, "%s%s%s", l->withheld ? "some groups are withheld, because they are small" : "",
            l->withheld && l->hidden > 0 ? "; " : "",
            l->hidden > 0 ? "some recommendations are, because what is left of the sum would tell" : "");
    return note[0] != '\0';
}

void summary_number(char *text, size_t size, size_t count, size_t of, size_t least)
{
    const size_t shown = summary_shown(count, of, least);
    if (least > 1 && shown == 0)
        (void)snprintf(text, size, "< %zu", least);
    else
        (void)snprintf(text, size, "%zu%s", shown, least > 1 ? "+" : "");
}

char *summary_group_numbers(const summary_group *g, size_t least)
{
    char without[32];
    const size_t shown = summary_shown_size(g->evaluated, least);
    if (!summary_shows_parts(g->evaluated, least))
        return must_format("%zu+ evaluated; what they were given is withheld", shown);
    summary_number(without, sizeof without, g->without, g->evaluated, least);
    return must_format("%zu%s evaluated, %s without advice", shown, least > 1 ? "+" : "", without);
}

char *summary_few(const summary_row *const *rows, size_t count, size_t of, size_t least)
{
    char *text;
    size_t length;
    size_t found = 0;
    FILE *list = must_open_text(&text, &length);
    for (size_t i = 0; i < count && of >= least; i++) {
        if (rows[i]->profiles > 0 && summary_shown(rows[i]->profiles, of, least) == 0)
            (void)fprintf(list, "%s%s", found++ > 0 ? "; " : "", summary_title(rows[i]));
    }
    must_close_text(list, &text);
    if (found > 0)
        return text;
    free(text);
    return NULL;
}

const char *summary_cause_message(const summary_row *row)
{
    const char *end = strchr(row->name, '\n');
    return end != NULL ? end + 1 : row->name;
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

bool summary_write(const screen *s, summary *m, const summary_options *asked, const summary_format *format)
{
    const size_t least = asked->min_group > 0 ? asked->min_group : SUMMARY_MIN_GROUP;
    const size_t smallest = m->least > least ? m->least : least;
    const size_t evaluated = m->profiles - m->refused;
    summary_lists l = {.recommendations = summary_rows_shown(&m->recommendations, evaluated, smallest),
                       .codes = summary_rows(&m->codes, SUMMARY_BY_PROFILES),
                       .causes = summary_rows(&m->causes, SUMMARY_BY_PROFILES),
                       .questions = summary_rows(&m->questions, SUMMARY_BY_SUM),
                       .rules = summary_rows_shown(&m->rules, evaluated, smallest),
                       .checks = summary_rows_shown(&m->checks, evaluated, smallest),
                       .least = smallest,
                       .evaluated = evaluated,
                       .for_authors = asked->rules};
    l.groups = summary_groups(m, l.least, &l.group_count, &l.withheld);
    l.hidden = summary_hide_rows(m, l.groups, l.group_count, l.least);
    bool good = !m->failed && (l.recommendations != NULL || m->recommendations.count == 0) &&
                (l.codes != NULL || m->codes.count == 0) && (l.causes != NULL || m->causes.count == 0) &&
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
    free(l.causes);
    free(l.questions);
    free(l.rules);
    free(l.checks);
    free(l.groups);
    return good;
}
