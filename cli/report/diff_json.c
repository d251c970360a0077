// A comparison of two packs as one JSON object on one line (docs/json.md).
#include "report/diff.h"
#include "report/report.h"
#include "write/counts.h"
#include "write/json.h"

#include <string.h>

static void write_rank(json_writer *w, const char *key, size_t rank)
{
    json_key(w, key);
    if (rank > 0)
        json_count(w, rank);
    else
        json_null(w);
}

static void write_examples(json_writer *w, const diff_report *r, advise_diff_table table, size_t row,
                           size_t count)
{
    json_array_entry(w, "examples");
    for (size_t i = 0; i < count; i++) {
        advise_diff_example e = advise_diff_get_example(r->diff, table, row, i);
        json_object_begin(w);
        json_count_entry(w, "record", e.record.number);
        json_string_entry(w, "file", e.record.file);
        json_count_entry(w, "line", e.record.line);
        json_string_entry(w, "id", e.id);
        json_string_entry(w, "change", diff_change_word(e.change));
        write_rank(w, "old_rank", e.old_rank);
        write_rank(w, "new_rank", e.new_rank);
        json_object_end(w);
    }
    json_array_end(w);
}

static void write_totals(json_writer *w, const diff_report *r)
{
    advise_diff_totals t = advise_diff_get_totals(r->diff);
    json_object_entry(w, "totals");
    json_count_entry(w, "records", t.records);
    json_count_entry(w, "evaluated", t.evaluated);
    json_count_entry(w, "refused", t.refused);
    json_count_entry(w, "refused_by_old_only", t.refused_by_old);
    json_count_entry(w, "refused_by_new_only", t.refused_by_new);
    json_count_entry(w, "unreadable_inputs", t.unreadable);
    json_count_entry(w, "changed", t.changed);
    json_number_entry(w, "changed_percent", percent(t.changed, t.evaluated));
    json_count_entry(w, "moved", t.moved);
    json_count_entry(w, "rescored", t.rescored);
    json_count_entry(w, "reworded", t.reworded);
    json_count_entry(w, "advice_gained", t.gained);
    json_count_entry(w, "advice_lost", t.lost);
    json_count_entry(w, "advice_moved", t.moves);
    json_count_entry(w, "advice_rescored", t.rescores);
    json_count_entry(w, "advice_reworded", t.rewords);
    json_object_end(w);
}

static void write_recommendation(json_writer *w, const diff_report *r, size_t index)
{
    advise_diff_recommendation row = advise_diff_get_recommendation(r->diff, index);
    json_object_begin(w);
    json_string_entry(w, "id", row.id);
    json_string_entry(w, "title", row.title);
    json_count_entry(w, "given_by_old", row.given_by_old);
    json_count_entry(w, "given_by_new", row.given_by_new);
    json_count_entry(w, "gained", row.gained);
    json_count_entry(w, "lost", row.lost);
    json_count_entry(w, "withheld", row.withheld);
    json_count_entry(w, "up", row.up);
    json_count_entry(w, "down", row.down);
    json_number_entry(w, "mean_places", row.mean_places);
    json_count_entry(w, "rescored", row.rescored);
    json_count_entry(w, "reworded", row.reworded);
    json_count_entry(w, "records", row.records);
    write_examples(w, r, ADVISE_DIFF_RECOMMENDATIONS, index, row.example_count);
    json_object_end(w);
}

static void write_cause(json_writer *w, const diff_report *r, size_t index)
{
    advise_diff_cause row = advise_diff_get_cause(r->diff, index);
    json_object_begin(w);
    json_string_entry(w, "kind", diff_cause_words(row.kind));
    json_string_entry(w, "name", row.name);
    json_string_entry(w, "what", row.what);
    json_string_entry(w, "was", row.was);
    json_string_entry(w, "now", row.now);
    json_count_entry(w, "gained", row.gained);
    json_count_entry(w, "lost", row.lost);
    json_count_entry(w, "rescored", row.rescored);
    json_count_entry(w, "reworded", row.reworded);
    json_count_entry(w, "records", row.records);
    write_examples(w, r, ADVISE_DIFF_CAUSES, index, row.example_count);
    json_object_end(w);
}

static void write_group(json_writer *w, const diff_report *r, size_t index)
{
    advise_diff_group row = advise_diff_get_group(r->diff, index);
    json_object_begin(w);
    json_string_entry(w, "group", row.is_unknown ? "unknown" : row.is_other ? "other" : "value");
    json_string_entry(w, "value", row.value);
    json_count_entry(w, "records", row.records);
    json_count_entry(w, "changed", row.changed);
    json_count_entry(w, "moved", row.moved);
    json_count_entry(w, "gained", row.gained);
    json_count_entry(w, "lost", row.lost);
    write_examples(w, r, ADVISE_DIFF_GROUPS, index, row.example_count);
    json_object_end(w);
}

static void write_rows(json_writer *w, const diff_report *r, const char *key, size_t count,
                       void (*write_row)(json_writer *w, const diff_report *r, size_t index))
{
    json_array_entry(w, key);
    for (size_t i = 0; i < diff_rows(r, count); i++)
        write_row(w, r, i);
    json_array_end(w);
}

static void write(const screen *s, const diff_report *r)
{
    json_writer w = json_begin(s->out);
    json_object_begin(&w);
    json_string_entry(&w, "format", "advise-diff/1");
    report_json_pack(&w, "old", r->before);
    report_json_pack(&w, "new", r->after);
    json_string_entry(&w, "as_of", r->date);
    if (strcmp(r->old_date, r->date) != 0)
        json_string_entry(&w, "old_as_of", r->old_date);
    write_totals(&w, r);
    json_optional_entry(&w, "max_changed", r->max_changed);
    json_boolean_entry(&w, "exceeded", r->exceeded);
    write_rows(&w, r, "recommendations", advise_diff_recommendation_count(r->diff), write_recommendation);
    write_rows(&w, r, "causes", advise_diff_cause_count(r->diff), write_cause);
    if (r->by != NULL) {
        json_string_entry(&w, "by", r->by);
        write_rows(&w, r, "groups", advise_diff_group_count(r->diff), write_group);
    }
    json_object_end(&w);
    json_line_end(&w);
}

const diff_format diff_as_json = {.write = write};
