// A comparison of advice with what it would be as one JSON object on one line (docs/json.md).
#include "report/contrast.h"
#include "report/report.h"
#include "write/json.h"

static void write_ranking(json_writer *w, const contrast_output *o, const advise_report *r)
{
    const report_options shown = {.top = o->top};
    json_array_entry(w, "ranking");
    for (size_t i = 0; i < advise_report_count(r); i++) {
        const advise_advice a = advise_report_advice(r, i);
        if (!report_shows(&shown, r, i))
            continue;
        json_object_begin(w);
        json_count_entry(w, "rank", a.rank);
        json_string_entry(w, "id", a.recommendation);
        json_string_entry(w, "item", a.item);
        json_string_entry(w, "title", a.title);
        json_number_entry(w, "certainty", a.certainty);
        json_number_entry(w, "score", a.score);
        json_string_entry(w, "part_of", a.part_of);
        json_string_entry(w, "alternative_to", a.alternative_to);
        json_object_end(w);
    }
    json_array_end(w);
}

static void write_differences(json_writer *w, const advise_contrast *c)
{
    static const char *const kinds[] = {"other value", "item added", "item gone"};
    json_array_entry(w, "differences");
    for (size_t i = 0; i < advise_contrast_difference_count(c); i++) {
        const advise_difference d = advise_contrast_difference(c, i);
        json_object_begin(w);
        json_string_entry(w, "kind", kinds[d.kind]);
        json_string_entry(w, "path", d.path);
        json_string_entry(w, "fact", d.fact);
        json_string_entry(w, "item", d.item);
        json_string_entry(w, "field", d.field);
        json_string_entry(w, "before", d.before);
        json_string_entry(w, "after", d.after);
        json_object_end(w);
    }
    json_array_end(w);
    json_array_entry(w, "derived");
    for (size_t i = 0; i < advise_contrast_derived_count(c); i++) {
        const advise_derived_change d = advise_contrast_derived(c, i);
        json_object_begin(w);
        json_string_entry(w, "fact", d.fact);
        json_string_entry(w, "before", d.before);
        json_string_entry(w, "after", d.after);
        json_object_end(w);
    }
    json_array_end(w);
}

/// Where a recommendation stands: null if no evidence speaks of it.
static void write_standing(json_writer *w, const char *key, const advise_report *r, bool is_there,
                           size_t index)
{
    static const char *const states[] = {"given", "excluded", "below threshold"};
    json_key(w, key);
    if (!is_there) {
        json_null(w);
        return;
    }
    const advise_advice a = advise_report_advice(r, index);
    json_object_begin(w);
    json_key(w, "rank");
    if (a.rank > 0)
        json_count(w, a.rank);
    else
        json_null(w);
    json_string_entry(w, "status", states[a.status]);
    json_string_entry(w, "excluded_by", a.excluded_by);
    json_string_entry(w, "part_of", a.part_of);
    json_string_entry(w, "alternative_to", a.alternative_to);
    json_number_entry(w, "certainty", a.certainty);
    json_object_end(w);
}

static void write_path(json_writer *w, const advise_contrast *c, size_t difference)
{
    json_string(w, advise_contrast_difference(c, difference).path);
}

static void write_evidence(json_writer *w, const contrast_output *o, const advise_contrast *c, size_t index,
                           const advise_change_of_advice *change)
{
    json_array_entry(w, "evidence");
    for (size_t i = 0; i < change->evidence_count; i++) {
        const advise_change_of_evidence e = advise_contrast_evidence(c, index, i);
        const advise_evidence is =
            e.is_there ? advise_report_evidence(advise_contrast_report(c), change->after, e.after)
                       : advise_report_evidence(o->base, change->before, e.before);
        const double was =
            e.was_there ? advise_report_evidence(o->base, change->before, e.before).certainty : 0;
        json_object_begin(w);
        json_string_entry(w, "change", !e.was_there ? "came" : !e.is_there ? "went" : "certainty");
        json_string_entry(w, "rule", is.rule);
        json_string_entry(w, "because", is.because);
        json_number_entry(w, "before", was);
        json_number_entry(w, "after", e.is_there ? is.certainty : 0);
        json_array_entry(w, "since");
        for (size_t k = 0; k < e.difference_count; k++)
            write_path(w, c, advise_contrast_evidence_difference(c, index, i, k));
        json_array_end(w);
        json_boolean_entry(w, "is_cut", e.is_cut);
        json_array_entry(w, "derived");
        for (size_t k = 0; k < e.derived_count; k++)
            json_string(w, advise_contrast_derived(c, advise_contrast_evidence_derived(c, index, i, k)).fact);
        json_array_end(w);
        json_object_end(w);
    }
    json_array_end(w);
}

static void write_heads(json_writer *w, const char *key, const advise_report *r, const advise_contrast *c,
                        size_t change, size_t count,
                        size_t (*get)(const advise_contrast *c, size_t change, size_t index))
{
    json_array_entry(w, key);
    for (size_t i = 0; i < count; i++) {
        const advise_advice a = advise_report_advice(r, get(c, change, i));
        json_object_begin(w);
        json_string_entry(w, "id", a.recommendation);
        json_string_entry(w, "item", a.item);
        json_object_end(w);
    }
    json_array_end(w);
}

static void write_change(json_writer *w, const contrast_output *o, const advise_contrast *c, size_t index)
{
    static const char *const kinds[] = {"enters", "moves", "stays", "leaves", "stays away"};
    const advise_change_of_advice change = advise_contrast_change(c, index);
    const advise_report *other = advise_contrast_report(c);
    const advise_advice a = change.is_there ? advise_report_advice(other, change.after)
                                            : advise_report_advice(o->base, change.before);
    json_object_begin(w);
    json_string_entry(w, "change", kinds[change.kind]);
    json_string_entry(w, "id", a.recommendation);
    json_string_entry(w, "item", a.item);
    json_string_entry(w, "title", a.title);
    write_standing(w, "before", o->base, change.was_there, change.before);
    write_standing(w, "after", other, change.is_there, change.after);
    json_array_entry(w, "causes");
    for (size_t i = 0; i < change.cause_count; i++)
        write_path(w, c, advise_contrast_cause(c, index, i));
    json_array_end(w);
    json_boolean_entry(w, "by_order", change.by_order);
    json_boolean_entry(w, "is_cut", change.is_cut);
    json_boolean_entry(w, "only_others", change.only_others);
    write_evidence(w, o, c, index, &change);
    write_heads(w, "came_above", other, c, index, change.came_above_count, advise_contrast_came_above);
    write_heads(w, "went_above", o->base, c, index, change.went_above_count, advise_contrast_went_above);
    json_object_end(w);
}

static void write_case(json_writer *w, const contrast_output *o, const contrast_case *one)
{
    const advise_contrast *c = one->contrast;
    json_object_begin(w);
    json_string_entry(w, "name", one->name);
    json_string_entry(w, "profile", advise_report_profile(advise_contrast_report(c)));
    write_differences(w, c);
    write_ranking(w, o, advise_contrast_report(c));
    json_count_entry(w, "same_entries", advise_contrast_same_entries(c));
    json_array_entry(w, "changes");
    for (size_t i = 0; i < advise_contrast_count(c); i++) {
        if (o->top == 0 || contrast_shows(o, one, i))
            write_change(w, o, c, i);
    }
    json_array_end(w);
    json_object_end(w);
}

static void write(const screen *s, const contrast_output *o)
{
    json_writer w = json_begin(s->out);
    json_object_begin(&w);
    json_string_entry(&w, "format", "advise-contrast/1");
    report_json_pack(&w, "pack", o->pack);
    json_string_entry(&w, "profile", advise_report_profile(o->base));
    json_string_entry(&w, "person", advise_report_person(o->base));
    json_string_entry(&w, "as_of", advise_report_date(o->base));
    json_number_entry(&w, "threshold", advise_report_threshold(o->base));
    write_ranking(&w, o, o->base);
    json_array_entry(&w, "cases");
    for (size_t i = 0; i < o->case_count; i++)
        write_case(&w, o, &o->cases[i]);
    json_array_end(&w);
    json_object_end(&w);
    json_line_end(&w);
}

const contrast_format contrast_as_json = {.write = write};
