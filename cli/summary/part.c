// Reads a summary in JSON (docs/json.md) back into counts, and checks them all.
#include "summary/part.h"
#include "file/json_line.h"
#include "write/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char start[] = "{\"format\":\"advise-summary/2\"";

bool summary_begins(const char *line, size_t length)
{
    return length >= strlen(start) && memcmp(line, start, strlen(start)) == 0;
}

// --- members; false if one is not what it must be ---

/// The number of a row that is withheld: it is some, and stays withheld.
enum { WITHHELD = 1 };

static bool is_withheld(const json_t *object, const char *key)
{
    return json_is_null(json_object_get(object, key));
}

static bool add_count(const json_t *object, const char *key, size_t *to)
{
    const json_t *value = json_object_get(object, key);
    if (!json_is_integer(value) || json_integer_value(value) < 0)
        return false;
    *to += (size_t)json_integer_value(value);
    return true;
}

static bool add_sum(const json_t *object, const char *key, int64_t *to)
{
    const double most = 1e11; // so that sums of many summaries do not overflow
    const json_t *value = json_object_get(object, key);
    if (!json_is_number(value) || fabs(json_number_value(value)) > most)
        return false;
    *to += llround(json_number_value(value) * SUMMARY_TEN_THOUSANDTHS);
    return true;
}

static bool add_tenths(const json_t *object, summary_row *row)
{
    const json_t *all = json_object_get(object, "scores_by_tens");
    size_t i;
    if (all == NULL)
        return true; // withheld
    const json_t *one;
    if (json_array_size(all) != SUMMARY_TENTHS)
        return false;
    json_array_foreach(all, i, one)
    {
        if (!json_is_integer(one) || json_integer_value(one) < 0)
            return false;
        row->tenths[i] += (size_t)json_integer_value(one);
    }
    return true;
}

/// What rows of a kind hold beside their name and their number of profiles.
typedef struct row_shape {
    const char *list, *name;
    const char *times, *sum; ///< NULL: they have none
    bool tenths;
} row_shape;

static const row_shape advice_shape = {"recommendations", "id", "times", "sum_of_scores", true};
static const row_shape code_shape = {"refused_for", "code", "times", NULL, false};
static const row_shape question_shape = {"not_known", "fact", NULL, "weight", false};
static const row_shape rule_shape = {"rules", "id", NULL, NULL, false};
static const row_shape check_shape = {"checks", "id", NULL, NULL, false};

/// Reads what a row holds beside its name. If its number is withheld, there is nothing else.
static bool add_row(const summary *s, summary_row *row, const row_shape *shape, const json_t *one)
{
    if (s->least > 1 && is_withheld(one, "profiles")) {
        row->profiles += WITHHELD;
        row->times += WITHHELD;
        return true;
    }
    if (!add_count(one, "profiles", &row->profiles) || row->profiles > s->profiles ||
        (shape->times != NULL && !add_count(one, shape->times, &row->times)))
        return false;
    if (s->least > 1 && shape->tenths && json_object_get(one, shape->sum) == NULL) {
        const json_t *mean = json_object_get(one, "mean_score");
        row->sum += llround(json_number_value(mean) * SUMMARY_TEN_THOUSANDTHS) * (int64_t)row->times;
        return json_is_number(mean) && fabs(json_number_value(mean)) <= 1e6 && add_tenths(one, row);
    }
    return (shape->sum == NULL || add_sum(one, shape->sum, &row->sum)) &&
           (!shape->tenths || add_tenths(one, row));
}

/// The words that people know the row by, if there are any.
static bool add_words(summary *s, summary_row *row, const json_t *one)
{
    const json_t *words = json_object_get(one, "title");
    words = words != NULL ? words : json_object_get(one, "question");
    if (words == NULL || json_is_null(words) || row->title != NULL)
        return true;
    if (json_is_string(words))
        row->title = strdup(json_string_value(words));
    s->failed = s->failed || (json_is_string(words) && row->title == NULL);
    return row->title != NULL;
}

static bool add_rows(summary *s, summary_counts *t, const row_shape *shape, const json_t *object)
{
    const json_t *all = json_object_get(object, shape->list);
    size_t i;
    const json_t *one;
    if (!json_is_array(all))
        return false;
    json_array_foreach(all, i, one)
    {
        const char *name = json_string_value(json_object_get(one, shape->name));
        summary_row *row = name != NULL ? summary_row_of(s, t, name) : NULL;
        if (row == NULL || !add_row(s, row, shape, one) || !add_words(s, row, one))
            return false;
    }
    return true;
}

/// The same for a list that is null if the summary does not know it.
static bool add_known_rows(summary *s, summary_counts *t, const row_shape *shape, const json_t *object,
                           bool *known)
{
    *known = !json_is_null(json_object_get(object, shape->list));
    return !*known || add_rows(s, t, shape, object);
}

static bool add_groups(summary *s, const json_t *object)
{
    const json_t *by = json_object_get(object, "by");
    size_t i;
    const json_t *one;
    if (by == NULL)
        return true;
    const json_t *too_many = json_object_get(object, "too_many_values");
    const json_t *all = json_object_get(object, "groups");
    if (!json_is_string(by) || !json_is_boolean(too_many) || !json_is_array(all) ||
        !json_is_boolean(json_object_get(object, "groups_withheld")))
        return false;
    s->withheld = json_is_true(json_object_get(object, "groups_withheld"));
    summary_set_by(s, json_string_value(by));
    s->too_many_groups = json_is_true(too_many);
    json_array_foreach(all, i, one)
    {
        const json_t *value = json_object_get(one, "value");
        if (!json_is_string(value) && !json_is_null(value))
            return false;
        summary_group *group = summary_group_of(s, json_string_value(value));
        if (group == NULL || !add_count(one, "evaluated", &group->evaluated) ||
            !(s->least > 1 && is_withheld(one, "without_advice")
                  ? true
                  : add_count(one, "without_advice", &group->without)) ||
            !add_rows(s, &group->recommendations, &advice_shape, one))
            return false;
    }
    return true;
}

/// Adds nothing if the origin is not known.
static bool add_origin(summary *s, const json_t *object)
{
    const json_t *pack = json_object_get(object, "pack");
    const json_t *as_of = json_object_get(object, "as_of");
    if (pack == NULL || json_is_null(pack))
        return true;
    const char *name = json_string_value(json_object_get(pack, "name"));
    const char *version = json_string_value(json_object_get(pack, "version"));
    const char *title = json_string_value(json_object_get(pack, "title"));
    if (name == NULL || version == NULL || title == NULL || !json_is_string(as_of))
        return false;
    summary_set_origin(s, name, version, title, json_string_value(as_of));
    return true;
}

static bool add_without(summary *s, const json_t *object)
{
    const bool withheld = s->least > 1 && is_withheld(object, "without_advice");
    s->without += withheld && s->profiles > s->refused ? WITHHELD : 0;
    return withheld || add_count(object, "without_advice", &s->without);
}

/// Adds the causes of refusals, which are known by two members.
static bool add_causes(summary *s, const json_t *object)
{
    const json_t *all = json_object_get(object, "causes");
    size_t i;
    const json_t *one;
    s->too_many_causes = json_is_null(all);
    if (!s->too_many_causes && !json_is_array(all))
        return false;
    json_array_foreach(all, i, one)
    {
        const char *code = json_string_value(json_object_get(one, "code"));
        const char *message = json_string_value(json_object_get(one, "message"));
        char *name = code != NULL && message != NULL ? must_format("%s\n%s", code, message) : NULL;
        summary_row *row = name != NULL ? summary_row_of(s, &s->causes, name) : NULL;
        free(name);
        if (row == NULL || !add_count(one, "profiles", &row->profiles) || row->profiles > s->profiles ||
            !add_count(one, "times", &row->times))
            return false;
    }
    return s->causes.count <= SUMMARY_MOST_CAUSES;
}

static bool add_all(summary *s, const json_t *object)
{
    return add_origin(s, object) && add_count(object, "profiles", &s->profiles) &&
           add_count(object, "refused", &s->refused) && add_count(object, "min_group", &s->least) &&
           add_without(s, object) && add_count(object, "past_top", &s->past_top) &&
           s->refused <= s->profiles && s->without <= s->profiles - s->refused &&
           add_rows(s, &s->recommendations, &advice_shape, object) &&
           add_rows(s, &s->codes, &code_shape, object) && add_causes(s, object) &&
           add_known_rows(s, &s->questions, &question_shape, object, &s->has_questions) &&
           add_known_rows(s, &s->rules, &rule_shape, object, &s->has_rules) &&
           add_known_rows(s, &s->checks, &check_shape, object, &s->has_checks) && add_groups(s, object);
}

const char *summary_read_json(summary *s, const char *line, size_t length)
{
    summary part = {0};
    json_t *object = json_line_parse(line, length);
    bool good = object != NULL && add_all(&part, object);
    bool failed = part.failed;
    json_decref(object);
    if (good)
        return summary_add_part(s, &part);
    summary_free(&part);
    if (failed)
        (void)must_have(NULL);
    return "this is not a complete summary of 'advise batch' or 'advise summary'";
}

const char *summary_add_part(summary *s, summary *part)
{
    bool is_first = s->profiles == 0 && !s->has_rules && s->by == NULL;
    const char *why = is_first ? NULL : summary_mismatch(s, part);
    if (is_first) {
        summary_free(s);
        *s = *part;
        *part = (summary){0};
    } else if (why == NULL) {
        summary_join(s, part);
    }
    summary_free(part);
    return why;
}
