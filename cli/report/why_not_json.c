// Answers to "why not" as JSON: all that the library tells. Described in docs/json.md.
#include "report/report.h"
#include "report/why_not.h"
#include "write/json.h"

/// Where it stands, if a place is known.
static void write_place(json_writer *w, const advise_obstacle *o)
{
    if (o->file[0] == '\0')
        return;
    json_string_entry(w, "file", o->file);
    json_count_entry(w, "line", o->line);
    json_count_entry(w, "column", o->column);
}

static void write_obstacle(json_writer *w, const advise_obstacle *o)
{
    static const char *const kinds[] = {
        [ADVISE_OBSTACLE_RULE] = "rule", [ADVISE_OBSTACLE_NO_ITEM] = "no item",
        [ADVISE_OBSTACLE_PART] = "part", [ADVISE_OBSTACLE_ANY] = "any",
        [ADVISE_OBSTACLE_ALL] = "all",   [ADVISE_OBSTACLE_DERIVED] = "derived",
        [ADVISE_OBSTACLE_FACT] = "fact"};
    const bool has_value = o->kind == ADVISE_OBSTACLE_DERIVED || o->kind == ADVISE_OBSTACLE_FACT ||
                           (o->kind == ADVISE_OBSTACLE_PART && o->left[0] != '\0');
    json_object_begin(w);
    json_string_entry(w, "kind", kinds[o->kind]);
    json_count_entry(w, "depth", o->depth);
    json_entry_if_any(w, o->kind == ADVISE_OBSTACLE_RULE ? "rule" : "name", o->name);
    json_entry_if_any(w, "fact", o->fact);
    json_entry_if_any(w, "item", o->item);
    json_entry_if_any(w, "text", o->text);
    json_entry_if_any(w, "left", o->left);
    if (has_value)
        json_string_entry(w, "value", o->value);
    if (o->kind == ADVISE_OBSTACLE_RULE)
        json_count_entry(w, "missing", o->missing);
    else
        json_boolean_entry(w, "unknown", o->is_unknown);
    if (o->is_fixed)
        json_boolean_entry(w, "fixed", true);
    json_entry_if_any(w, "ask", o->ask);
    write_place(w, o);
    json_object_end(w);
}

static void write_value(json_writer *w, const advise_new_value *v)
{
    json_object_begin(w);
    json_string_entry(w, "value", v->value);
    if (v->is_range) {
        json_optional_entry(w, "above", v->low[0] != '\0' ? v->low : NULL);
        json_optional_entry(w, "below", v->high[0] != '\0' ? v->high : NULL);
    }
    if (v->is_other)
        json_boolean_entry(w, "any_other", true);
    json_entry_if_any(w, "added", v->added);
    json_entry_if_any(w, "removed", v->removed);
    json_object_end(w);
}

static void write_change(json_writer *w, const why_not_report *r, size_t answer, size_t set, size_t index)
{
    const advise_profile_change c = advise_why_not_change(r->why_not, answer, set, index);
    json_object_begin(w);
    json_string_entry(w, "fact", c.fact);
    json_entry_if_any(w, "field", c.field);
    json_entry_if_any(w, "item", c.item);
    json_string_entry(w, "text", c.text);
    json_string_entry(w, "now", c.now);
    json_string_entry(w, "to", c.to);
    json_number_entry(w, "cost", c.cost);
    json_array_entry(w, "values");
    for (size_t i = 0; i < c.value_count; i++) {
        const advise_new_value v = advise_why_not_value(r->why_not, answer, set, index, i);
        write_value(w, &v);
    }
    json_array_end(w);
    json_object_end(w);
}

static void write_sets(json_writer *w, const why_not_report *r, size_t answer, const advise_why_not_answer *a)
{
    json_array_entry(w, "sets");
    for (size_t i = 0; i < a->set_count; i++) {
        json_array_begin(w);
        for (size_t k = 0; k < advise_why_not_set(r->why_not, answer, i); k++)
            write_change(w, r, answer, i, k);
        json_array_end(w);
    }
    json_array_end(w);
}

static void write_names(json_writer *w, const why_not_report *r, size_t answer, const char *key, size_t count,
                        const char *(*name)(const advise_why_not *, size_t, size_t))
{
    json_array_entry(w, key);
    for (size_t i = 0; i < count; i++)
        json_string(w, name(r->why_not, answer, i));
    json_array_end(w);
}

static void write_impossible(json_writer *w, const advise_why_not_answer *a)
{
    static const char *const reasons[] = {[ADVISE_IMPOSSIBLE_NOTHING] = "nothing",
                                          [ADVISE_IMPOSSIBLE_TOO_WEAK] = "too weak",
                                          [ADVISE_IMPOSSIBLE_EXCLUDED] = "excluded",
                                          [ADVISE_IMPOSSIBLE_CROWDED] = "crowded"};
    if (a->outcome != ADVISE_CHANGE_IMPOSSIBLE)
        return;
    json_object_entry(w, "impossible");
    json_string_entry(w, "reason", reasons[a->impossible]);
    if (a->impossible == ADVISE_IMPOSSIBLE_TOO_WEAK)
        json_number_entry(w, "highest", a->highest);
    json_entry_if_any(w, "excluded_by", a->excluded_by);
    if (a->impossible == ADVISE_IMPOSSIBLE_CROWDED)
        json_count_entry(w, "above", a->above);
    json_object_end(w);
}

static void write_standing(json_writer *w, const why_not_report *r, const advise_why_not_answer *a)
{
    if (!a->has_advice) {
        json_string_entry(w, "status", "no evidence");
        return;
    }
    const advise_advice advice = advise_report_advice(r->report, a->advice);
    json_string_entry(w, "status", report_states[advice.status]);
    json_number_entry(w, "certainty", advice.certainty);
    if (advice.rank > 0)
        json_count_entry(w, "rank", advice.rank);
    json_entry_if_any(w, "excluded_by", advice.excluded_by);
    json_entry_if_any(w, "part_of", advice.part_of);
    json_entry_if_any(w, "alternative_to", advice.alternative_to);
}

static void write_answer(json_writer *w, const why_not_report *r, size_t answer)
{
    static const char *const outcomes[] = {[ADVISE_CHANGE_NEEDLESS] = "needless",
                                           [ADVISE_CHANGE_FOUND] = "found",
                                           [ADVISE_CHANGE_IMPOSSIBLE] = "impossible",
                                           [ADVISE_CHANGE_NOT_FOUND] = "not found",
                                           [ADVISE_CHANGE_CUT_OFF] = "cut off"};
    const advise_why_not_answer a = advise_why_not_get(r->why_not, answer);
    json_object_begin(w);
    json_optional_entry(w, "item", a.item[0] != '\0' ? a.item : NULL);
    json_boolean_entry(w, "unnamed", a.is_unnamed);
    write_standing(w, r, &a);
    json_array_entry(w, "missing");
    for (size_t i = 0; i < a.obstacle_count; i++) {
        const advise_obstacle o = advise_why_not_obstacle(r->why_not, answer, i);
        write_obstacle(w, &o);
    }
    json_array_end(w);
    json_string_entry(w, "changes", outcomes[a.outcome]);
    write_impossible(w, &a);
    if (a.set_count > 0)
        json_number_entry(w, "cost", a.cost);
    write_sets(w, r, answer, &a);
    json_boolean_entry(w, "cut_off", a.is_cut_off);
    write_names(w, r, answer, "sampled", a.sampled_count, advise_why_not_sampled);
    write_names(w, r, answer, "not_searched", a.unsearched_count, advise_why_not_unsearched);
    json_object_end(w);
}

static void write(const screen *s, const why_not_report *r)
{
    json_writer w = json_begin(s->out);
    json_object_begin(&w);
    json_string_entry(&w, "profile", r->profile);
    json_string_entry(&w, "as_of", advise_report_date(r->report));
    json_string_entry(&w, "recommendation", r->target->recommendation);
    json_number_entry(&w, "threshold", advise_report_threshold(r->report));
    if (r->top > 0)
        json_count_entry(&w, "top", r->top);
    json_count_entry(&w, "entries", advise_report_entry_count(r->report));
    json_array_entry(&w, "answers");
    for (size_t i = 0; i < advise_why_not_count(r->why_not); i++)
        write_answer(&w, r, i);
    json_array_end(&w);
    json_object_end(&w);
    json_line_end(&w);
}

const why_not_format why_not_as_json = {.write = write};
