// What is kept of a run: groups by the value of a fact, a few examples a row, and the rows in their order at the end.
#include "compare/diff_count.h"

#include "base/decimal.h"
#include "base/limits.h"
#include "base/utf8.h"

#include <stdlib.h>

// --- groups ---

void diff_make_groups(diff_count *s)
{
    group_table *t = &s->groups;
    t->most = s->options->groups > 0 ? s->options->groups : LIMIT_GROUPS;
    t->rows = ARENA_ARRAY(s->arena, t->most + 2, diff_group);
    t->rows[t->most].unknown = true;
    t->rows[t->most + 1].other = true;
    t->rows[t->most].value = t->rows[t->most + 1].value = SLICE("");
}

slice diff_group_name(arena *a, feel_value value)
{
    return feel_is_null(value) ? (slice){NULL, 0}
                               : utf8_shortened(feel_to_shown(a, value), LIMIT_SHOWN_VALUE);
}

diff_group *diff_group_for(diff_count *s, slice name)
{
    group_table *t = &s->groups;
    if (name.ptr == NULL)
        return &t->rows[t->most];
    const name_entry *known = name_find(&t->values, name);
    if (known != NULL)
        return &t->rows[known->index];
    if (t->count == t->most)
        return &t->rows[t->most + 1];
    diff_group *row = &t->rows[t->count];
    row->value = arena_copy(s->arena, name);
    (void)name_add(s->arena, &t->values, row->value, t->count++, (place){0}, NULL);
    return row;
}

// --- examples ---

void diff_add_example(diff_count *s, diff_examples *to, const diff_finding *of, const diff_change *change)
{
    size_t most = s->options->examples > 0 ? s->options->examples : 10;
    bool strong = change->kind == DIFF_GAINED || change->kind == DIFF_LOST;
    const cohort_record *record = of->record;
    if (to->last_number == record->number)
        return;
    to->last_number = record->number;
    if (strong ? to->strong == most : to->count == most)
        return;
    if (to->items == NULL)
        to->items = ARENA_ARRAY(s->arena, most, diff_example);
    size_t at = to->count;
    if (strong) { // before those that only moved; the last of these gives way
        size_t behind = to->count - to->strong - (to->count == most);
        memmove(&to->items[to->strong + 1], &to->items[to->strong], behind * sizeof *to->items);
        at = to->strong++;
    }
    to->count += to->count < most;
    to->items[at] = (diff_example){.number = record->number,
                                   .file = arena_copy(s->arena, record->source.file),
                                   .line = record->source.lines_before + 1,
                                   .id = arena_copy(s->arena, of->id),
                                   .kind = change->kind,
                                   .rank_before = change->rank_before,
                                   .rank_after = change->rank_after};
}

// --- the end ---

static int descending(size_t a, size_t b)
{
    return (a < b) - (a > b);
}

static int compare_recommendations(const void *a, const void *b)
{
    const diff_recommendation *x = a;
    const diff_recommendation *y = b;
    int order = descending(x->gained + x->lost, y->gained + y->lost);
    if (order == 0)
        order = descending(x->up + x->down, y->up + y->down);
    return order != 0 ? order : slice_compare(x->id, y->id);
}

static int compare_causes(const void *a, const void *b)
{
    const diff_cause *x = a;
    const diff_cause *y = b;
    int order = descending(x->gained + x->lost, y->gained + y->lost);
    if (order == 0)
        order = descending(x->rescored, y->rescored);
    if (order == 0)
        order = (x->kind > y->kind) - (x->kind < y->kind);
    return order != 0 ? order : slice_compare(x->name, y->name);
}

/// Numbers by their size, before texts by their bytes.
static int compare_groups(const void *a, const void *b)
{
    const diff_group *x = a;
    const diff_group *y = b;
    decimal left;
    decimal right;
    bool x_number = decimal_parse(x->value, &left);
    bool y_number = decimal_parse(y->value, &right);
    if (x_number && y_number && decimal_compare(left, right) != 0)
        return decimal_compare(left, right);
    if (x_number != y_number)
        return x_number ? -1 : 1;
    return slice_compare(x->value, y->value);
}

void diff_finish(diff_count *s)
{
    diff *out = s->out;
    out->recommendations = ARENA_ARRAY(s->arena, s->packs->recommendations.count, diff_recommendation);
    for (size_t i = 0; i < s->packs->recommendations.count; i++) {
        const diff_recommendation *row = &s->recommendations[i];
        if (row->gained + row->lost + row->up + row->down + row->rescored + row->reworded > 0)
            out->recommendations[out->recommendation_count++] = *row;
    }
    out->causes = ARENA_ARRAY(s->arena, s->cause_count, diff_cause);
    for (size_t i = 0; i < s->cause_count; i++) {
        if (s->causes[i].records > 0)
            out->causes[out->cause_count++] = s->causes[i];
    }
    if (out->recommendation_count > 1)
        qsort(out->recommendations, out->recommendation_count, sizeof *out->recommendations,
              compare_recommendations);
    if (out->cause_count > 1)
        qsort(out->causes, out->cause_count, sizeof *out->causes, compare_causes);
    group_table *t = &s->groups;
    out->groups = t->rows;
    out->group_count = t->count;
    if (t->count > 1)
        qsort(t->rows, t->count, sizeof *t->rows, compare_groups);
    for (size_t i = t->most; t->rows != NULL && i < t->most + 2; i++) {
        if (t->rows[i].records > 0)
            t->rows[out->group_count++] = t->rows[i];
    }
}
