// A summary as one JSON object on one line (docs/json.md).
#include "write/json.h"
#include "summary/format.h"
#include "summary/order.h"
#include "write/counts.h"

#include <math.h>
#include <stdlib.h>

/// A number of people as it is shown; null if it is withheld.
static void write_number(json_writer *w, const char *key, size_t count, size_t of, size_t least)
{
    const size_t shown = summary_shown(count, of, least);
    json_key(w, key);
    if (count > 0 && shown == 0)
        json_null(w);
    else
        json_count(w, shown);
}

/// @param profiles  of the row, as it is shown
static void write_sums(json_writer *w, const summary_row *row, size_t profiles, size_t least)
{
    json_count_entry(w, "times",
                     row->times == row->profiles ? profiles : summary_shown_size(row->times, least));
    json_number_entry(w, "mean_score", least > 1 ? round(summary_mean(row)) : summary_mean(row));
    if (least <= 1)
        json_number_entry(w, "sum_of_scores", summary_sum(row));
    if (!summary_shows_tenths(row, least))
        return;
    json_array_entry(w, "scores_by_tens");
    for (size_t k = 0; k < SUMMARY_TENTHS; k++)
        json_count(w, summary_shown_size(row->tenths[k], least));
    json_array_end(w);
}

/// @param is_group  rows that are withheld are left out, so that none can be told from a recommendation that nobody was given
static void write_recommendations(json_writer *w, const summary *m, const summary_counts *t,
                                  const summary_row *const *rows, size_t of, size_t least, bool is_group)
{
    json_array_entry(w, "recommendations");
    for (size_t i = 0; rows != NULL && i < t->count && of >= least; i++) {
        const size_t shown = summary_shown(rows[i]->profiles, of, least);
        const summary_row *whole = summary_find(&m->recommendations, rows[i]->name);
        if (is_group && (shown == 0 || whole == NULL || whole->hidden_in_groups))
            continue;
        json_object_begin(w);
        json_string_entry(w, "id", rows[i]->name);
        if (!is_group)
            json_optional_entry(w, "title", rows[i]->title);
        write_number(w, "profiles", rows[i]->profiles, of, least);
        if (shown > 0) {
            json_number_entry(w, "percent", percent(shown, summary_shown_size(of, least)));
            write_sums(w, rows[i], shown, least);
        }
        json_object_end(w);
    }
    json_array_end(w);
}

static void write_codes(json_writer *w, const summary *m, const summary_lists *l)
{
    json_array_entry(w, "refused_for");
    for (size_t i = 0; i < m->codes.count; i++) {
        json_object_begin(w);
        json_string_entry(w, "code", l->codes[i]->name);
        json_count_entry(w, "profiles", l->codes[i]->profiles);
        json_count_entry(w, "times", l->codes[i]->times);
        json_object_end(w);
    }
    json_array_end(w);
    json_key(w, "causes");
    if (m->too_many_causes) {
        json_null(w);
        return;
    }
    json_array_begin(w);
    for (size_t i = 0; i < m->causes.count; i++) {
        const char *message = summary_cause_message(l->causes[i]);
        json_object_begin(w);
        json_key(w, "code");
        json_bytes(w, l->causes[i]->name, (size_t)(message - 1 - l->causes[i]->name));
        json_string_entry(w, "message", message);
        json_count_entry(w, "profiles", l->causes[i]->profiles);
        json_count_entry(w, "times", l->causes[i]->times);
        json_object_end(w);
    }
    json_array_end(w);
}

static void write_questions(json_writer *w, const summary *m, const summary_lists *l)
{
    const summary_counts *t = &m->questions;
    json_key(w, "not_known");
    if (!m->has_questions) {
        json_null(w);
        return;
    }
    json_array_begin(w);
    for (size_t i = 0; i < t->count && l->evaluated >= l->least; i++) {
        const summary_row *row = l->questions[i];
        json_object_begin(w);
        json_string_entry(w, "fact", row->name);
        json_optional_entry(w, "question", row->title);
        write_number(w, "profiles", row->profiles, l->evaluated, l->least);
        if (summary_shown(row->profiles, l->evaluated, l->least) > 0)
            json_number_entry(w, "weight", l->least > 1 ? round(summary_sum(row)) : summary_sum(row));
        json_object_end(w);
    }
    json_array_end(w);
}

/// How many profiles there are for each rule or check; null if that is not known.
static void write_known(json_writer *w, const char *key, bool is_known, const summary_counts *t,
                        const summary_row *const *rows, const summary_lists *l)
{
    json_key(w, key);
    if (!is_known) {
        json_null(w);
        return;
    }
    json_array_begin(w);
    for (size_t i = 0; i < t->count; i++) {
        json_object_begin(w);
        json_string_entry(w, "id", rows[i]->name);
        write_number(w, "profiles", rows[i]->profiles, l->evaluated, l->least);
        json_object_end(w);
    }
    json_array_end(w);
}

static void write_groups(json_writer *w, const summary *m, const summary_lists *l)
{
    json_string_entry(w, "by", m->by);
    json_boolean_entry(w, "too_many_values", m->too_many_groups);
    json_boolean_entry(w, "groups_withheld", l->withheld);
    json_array_entry(w, "groups");
    for (size_t i = 0; i < l->group_count; i++) {
        const summary_group *g = l->groups[i];
        const summary_row **rows = summary_rows_shown(&g->recommendations, g->evaluated, l->least);
        json_object_begin(w);
        json_optional_entry(w, "value", g->value);
        json_count_entry(w, "evaluated", summary_shown_size(g->evaluated, l->least));
        const size_t without = summary_shown(g->without, g->evaluated, l->least);
        json_key(w, "without_advice");
        if (l->least > 1 && without == 0) // also if there is nobody: neither is to be told
            json_null(w);
        else
            json_count(w, without);
        write_recommendations(w, m, &g->recommendations, rows, g->evaluated, l->least, true);
        json_object_end(w);
        free(rows);
    }
    json_array_end(w);
}

static void write_origin(json_writer *w, const summary_origin *o)
{
    json_key(w, "pack");
    if (o->name == NULL) {
        json_null(w);
    } else {
        json_object_begin(w);
        json_string_entry(w, "name", o->name);
        json_string_entry(w, "version", o->version);
        json_string_entry(w, "title", o->title);
        json_object_end(w);
    }
    json_optional_entry(w, "as_of", o->as_of);
}

static void write(const screen *s, const summary *m, const summary_lists *l)
{
    json_writer w = json_begin(s->out);
    json_object_begin(&w);
    json_string_entry(&w, "format", "advise-summary/2");
    write_origin(&w, &m->origin);
    json_count_entry(&w, "profiles", m->profiles);
    json_count_entry(&w, "evaluated", m->profiles - m->refused);
    json_count_entry(&w, "refused", m->refused);
    json_count_entry(&w, "min_group", l->least);
    write_number(&w, "without_advice", m->without, l->evaluated, l->least);
    json_count_entry(&w, "past_top", m->past_top);
    write_recommendations(&w, m, &m->recommendations, l->recommendations, l->evaluated, l->least, false);
    write_codes(&w, m, l);
    write_questions(&w, m, l);
    write_known(&w, "rules", m->has_rules, &m->rules, l->rules, l);
    write_known(&w, "checks", m->has_checks, &m->checks, l->checks, l);
    if (m->by != NULL)
        write_groups(&w, m, l);
    json_object_end(&w);
    json_line_end(&w);
}

const summary_format summary_as_json = {.write = write};
