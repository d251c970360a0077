// A summary as one JSON object on one line (docs/json.md).
#include "write/json.h"
#include "summary/format.h"
#include "summary/order.h"
#include "write/counts.h"

#include <stdlib.h>

static void write_recommendations(json_writer *w, const summary_counts *t, const summary_row **rows,
                                  size_t of)
{
    json_array_entry(w, "recommendations");
    for (size_t i = 0; rows != NULL && i < t->count; i++) {
        json_object_begin(w);
        json_string_entry(w, "id", rows[i]->name);
        json_count_entry(w, "profiles", rows[i]->profiles);
        json_number_entry(w, "percent", percent(rows[i]->profiles, of));
        json_count_entry(w, "times", rows[i]->times);
        json_number_entry(w, "mean_score", summary_mean(rows[i]));
        json_number_entry(w, "sum_of_scores", summary_sum(rows[i]));
        json_array_entry(w, "scores_by_tens");
        for (size_t k = 0; k < SUMMARY_TENTHS; k++)
            json_count(w, rows[i]->tenths[k]);
        json_array_end(w);
        json_object_end(w);
    }
    json_array_end(w);
}

static void write_codes(json_writer *w, const summary_counts *t, const summary_row **rows)
{
    json_array_entry(w, "refused_for");
    for (size_t i = 0; i < t->count; i++) {
        json_object_begin(w);
        json_string_entry(w, "code", rows[i]->name);
        json_count_entry(w, "profiles", rows[i]->profiles);
        json_count_entry(w, "times", rows[i]->times);
        json_object_end(w);
    }
    json_array_end(w);
}

static void write_questions(json_writer *w, const summary *m, const summary_row **rows)
{
    const summary_counts *t = &m->questions;
    json_key(w, "not_known");
    if (!m->has_questions) {
        json_null(w);
        return;
    }
    json_array_begin(w);
    for (size_t i = 0; i < t->count; i++) {
        json_object_begin(w);
        json_string_entry(w, "fact", rows[i]->name);
        json_count_entry(w, "profiles", rows[i]->profiles);
        json_number_entry(w, "weight", summary_sum(rows[i]));
        json_object_end(w);
    }
    json_array_end(w);
}

/// How many profiles there are for each rule or check; null if that is not known.
static void write_known(json_writer *w, const char *key, bool is_known, const summary_counts *t,
                        const summary_row **rows)
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
        json_count_entry(w, "profiles", rows[i]->profiles);
        json_object_end(w);
    }
    json_array_end(w);
}

static void write_groups(json_writer *w, const summary *m, const summary_lists *l)
{
    json_string_entry(w, "by", m->by);
    json_boolean_entry(w, "too_many_values", m->too_many_groups);
    json_count_entry(w, "min_group", l->min_group);
    json_count_entry(w, "withheld_groups", l->withheld.groups);
    json_count_entry(w, "withheld_profiles", l->withheld.profiles);
    json_array_entry(w, "groups");
    for (size_t i = 0; i < l->group_count; i++) {
        const summary_group *g = l->groups[i];
        const summary_row **rows = summary_rows(&g->recommendations, SUMMARY_BY_PROFILES);
        json_object_begin(w);
        json_optional_entry(w, "value", g->value);
        json_count_entry(w, "evaluated", g->evaluated);
        json_count_entry(w, "without_advice", g->without);
        write_recommendations(w, &g->recommendations, rows, g->evaluated);
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
    json_string_entry(&w, "format", "advise-summary/1");
    write_origin(&w, &m->origin);
    json_count_entry(&w, "profiles", m->profiles);
    json_count_entry(&w, "evaluated", m->profiles - m->refused);
    json_count_entry(&w, "refused", m->refused);
    json_count_entry(&w, "without_advice", m->without);
    json_count_entry(&w, "past_top", m->past_top);
    write_recommendations(&w, &m->recommendations, l->recommendations, m->profiles - m->refused);
    write_codes(&w, &m->codes, l->codes);
    write_questions(&w, m, l->questions);
    write_known(&w, "rules", m->has_rules, &m->rules, l->rules);
    write_known(&w, "checks", m->has_checks, &m->checks, l->checks);
    if (m->by != NULL)
        write_groups(&w, m, l);
    json_object_end(&w);
    json_line_end(&w);
}

const summary_format summary_as_json = {.write = write};
