// Links the catalogue of recommendations: what one excludes, is a part of or shares its place with, and the order of all.
#include "base/sort.h"
#include "pack/loader.h"
#include "pack/template.h"

static ptrdiff_t word_index(loader *l, const char *word, const char *const *words, size_t count, place where,
                            const char *what)
{
    if (word == NULL)
        return 0;
    slice names[8];
    for (size_t i = 0; i < count; i++) {
        names[i] = slice_of(words[i]);
        if (slice_is(names[i], word))
            return (ptrdiff_t)i + 1;
    }
    diag_error(l->diags, where, "not-allowed", "'%s' is not a valid %s", word, what);
    if (nearest_name(l->arena, slice_of(word), names, count) >= 0)
        diag_hint_nearest(l->diags, slice_of(word), names, count);
    else
        diag_hint(l->diags, "one of %s … %s", words[0], words[count - 1]);
    return 0;
}

static void link_excludes(loader *l, const pack_record *record, recommendation *out)
{
    const yaml_recommendation *from = record->data;
    size_t *excludes = ARENA_ARRAY(l->arena, from->excludes_count, size_t);
    const yaml_node *list = yaml_get(record->node, "excludes");
    for (size_t i = 0; i < from->excludes_count; i++) {
        slice id = slice_of(from->excludes[i]);
        const name_entry *entry = name_find(&l->recommendation_ids, id);
        if (entry == NULL) {
            diag_error(l->diags, list->items[i]->where, "unknown-recommendation",
                       "unknown recommendation '%.*s'", SLICE_ARG(id));
            loader_hint_nearest(l, &l->recommendation_ids, id);
        } else if (entry->index == NAME_DISABLED) {
            continue; // it is never given, so there is nothing to exclude
        } else if (slice_equal(id, out->id)) {
            diag_error(l->diags, list->items[i]->where, "excludes-itself",
                       "a recommendation cannot exclude itself");
        } else {
            excludes[out->exclude_count++] = entry->index;
        }
    }
    out->excludes = excludes;
}

static bool does_exclude(const recommendation *r, size_t other)
{
    bool found = false;
    for (size_t i = 0; i < r->exclude_count && !found; i++)
        found = r->excludes[i] == other;
    return found;
}

/// Makes exclusion mutual: which of the two declares it does not matter.
static void find_rivals(loader *l, recommendation *items, size_t count)
{
    size_t *declared = ARENA_ARRAY(l->arena, count, size_t); // by others, of each
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < items[i].exclude_count; k++)
            declared[items[i].excludes[k]]++;
    }
    size_t **rivals = ARENA_ARRAY(l->arena, count, size_t *);
    for (size_t i = 0; i < count; i++) {
        rivals[i] = ARENA_ARRAY(l->arena, items[i].exclude_count + declared[i], size_t);
        items[i].rivals = rivals[i];
    }
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < items[i].exclude_count; k++) {
            const size_t other = items[i].excludes[k];
            rivals[i][items[i].rival_count++] = other;
            if (!does_exclude(&items[other], i))
                rivals[other][items[other].rival_count++] = i;
        }
    }
}

/// Finds what a recommendation is a part of.
static void link_whole(loader *l, const pack_record *record, recommendation *out)
{
    const yaml_recommendation *from = record->data;
    const slice id = slice_of(from->part_of);
    const name_entry *entry = from->part_of != NULL ? name_find(&l->recommendation_ids, id) : NULL;
    const place where = loader_place(record->node, "part_of");
    if (entry != NULL && slice_equal(id, out->id)) {
        diag_error(l->diags, where, "part-of-itself", "a recommendation cannot be a part of itself");
    } else if (entry != NULL && entry->index != NAME_DISABLED) {
        out->whole = (ptrdiff_t)entry->index;
    } else if (entry == NULL && from->part_of != NULL) {
        diag_error(l->diags, where, "unknown-recommendation", "unknown recommendation '%.*s'", SLICE_ARG(id));
        loader_hint_nearest(l, &l->recommendation_ids, id);
    }
}

static void check_whole(loader *l, const pack_record *record, const recommendation *items,
                        const recommendation *part)
{
    const recommendation *whole = part->whole >= 0 ? &items[part->whole] : NULL;
    if (whole == NULL || whole->whole < 0)
        return;
    const slice id = items[whole->whole].id;
    diag_error(l->diags, loader_place(record->node, "part_of"), "part-of-part",
               "'%.*s' is itself a part, of '%.*s'", SLICE_ARG(whole->id), SLICE_ARG(id));
    diag_hint(l->diags, "write part_of: %.*s", SLICE_ARG(id));
}

/// Numbers the groups by their names. Alternatives must be parts of the same whole: so each has one entry that it may go to.
static void number_groups(loader *l, const record_list *from, recommendation *items)
{
    name_index names = {0};
    size_t *firsts = ARENA_ARRAY(l->arena, from->count, size_t); // of each group, its first member
    for (size_t i = 0; i < from->count; i++) {
        if (items[i].group.len == 0)
            continue;
        const name_entry *known = name_find(&names, items[i].group);
        const size_t number = known != NULL ? known->index : ++l->pack->group_count;
        items[i].group_number = number;
        if (known == NULL) {
            firsts[number - 1] = i;
            (void)name_add(l->arena, &names, items[i].group, number, items[i].where, NULL);
        }
        const recommendation *first = &items[firsts[number - 1]];
        if (first->whole == items[i].whole)
            continue;
        diag_error(l->diags, loader_place(from->items[i].node, "group"), "mixed-group",
                   "'%.*s' of the same group is not a part of the same whole", SLICE_ARG(first->id));
        diag_hint(l->diags, "give all alternatives the same 'part_of', or none");
    }
}

/// Links what makes several recommendations one entry of the list.
static void link_entries(loader *l, const record_list *from, recommendation *items)
{
    for (size_t i = 0; i < from->count; i++)
        link_whole(l, &from->items[i], &items[i]);
    number_groups(l, from, items);
    for (size_t i = 0; i < from->count; i++) {
        check_whole(l, &from->items[i], items, &items[i]);
        if (items[i].whole >= 0 || items[i].group_number > 0)
            l->pack->has_entries = true;
    }
}

/// The range of what a priority is computed from: two numbers, the lower one first.
static bool read_priority_range(loader *l, const yaml_recommendation *from, const yaml_node *record,
                                recommendation *out)
{
    double ends[2] = {0, 0};
    bool good = from->priority_range_count == 2;
    for (size_t i = 0; i < 2 && good; i++) {
        decimal d;
        good = decimal_parse(slice_of(from->priority_range[i]), &d);
        ends[i] = good ? decimal_to_double(d) : 0;
    }
    out->lowest_amount = ends[0];
    out->highest_amount = ends[1];
    if (good && ends[0] < ends[1])
        return true;
    diag_error(l->diags, loader_place(record, "priority_range"), "out-of-range",
               "a priority's range is two numbers, the lower one first");
    diag_hint(l->diags, "such as [0, 1000]: 0 counts like a priority of 1, and 1000 like one of 100");
    return false;
}

/// A number from 1 to 100, or, with a range, an expression that the rules parse.
static void link_priority(loader *l, const yaml_recommendation *from, const yaml_node *record,
                          recommendation *out)
{
    const slice text = slice_of(from->priority);
    const place where = loader_place(record, "priority");
    decimal d;
    int64_t fixed = 0;
    out->priority = 1;
    out->priority_text = text;
    if (from->priority_range != NULL) {
        out->computes_priority = read_priority_range(l, from, record, out);
        out->priority_text = arena_format(l->arena, "%.*s in [%.12g, %.12g]", SLICE_ARG(text),
                                          out->lowest_amount, out->highest_amount);
    } else if (!decimal_parse(text, &d) || !decimal_to_int64(d, &fixed)) {
        diag_error(l->diags, where, "wrong-type", "'priority' must be a whole number");
        diag_hint(l->diags, "or an expression, with priority_range: [lowest, highest] of what it gives");
    } else if (fixed < 1 || fixed > 100) {
        diag_error(l->diags, where, "out-of-range", "the priority must be from 1 to 100");
        diag_hint(l->diags, "an amount of anything else needs priority_range: [lowest, highest]");
    } else {
        out->priority = (int)fixed;
    }
}

static int compare_order(const void *a, const void *b, void *context)
{
    (void)context;
    const recommendation *x = *(recommendation *const *)a;
    const recommendation *y = *(recommendation *const *)b;
    return x->priority != y->priority ? y->priority - x->priority : slice_compare(x->id, y->id);
}

static void order_recommendations(loader *l, recommendation *items, size_t count)
{
    recommendation **sorted = ARENA_ARRAY(l->arena, count, recommendation *);
    for (size_t i = 0; i < count; i++)
        sorted[i] = &items[i];
    sort_stable(l->arena, sorted, count, sizeof(recommendation *), compare_order, NULL);
    for (size_t i = 0; i < count; i++)
        sorted[i]->order = (uint32_t)i;
}

void link_recommendations(loader *l)
{
    static const char *const efforts[] = {"low", "medium", "high"};
    static const char *const horizons[] = {"today", "this week", "this month", "this quarter", "this year"};
    const record_list *from = &l->records[RECORD_RECOMMENDATION];
    recommendation *out = ARENA_ARRAY(l->arena, from->count, recommendation);
    for (size_t i = 0; i < from->count; i++) {
        const yaml_recommendation *r = from->items[i].data;
        const yaml_node *record = from->items[i].node;
        out[i] = (recommendation){.id = slice_of(r->id),
                                  .about = slice_of(r->about),
                                  .where = loader_place(record, "id"),
                                  .level = from->items[i].level,
                                  .whole = -1,
                                  .group = slice_of(r->group),
                                  .title = {.text = slice_of(r->title)},
                                  .summary = {.text = slice_of(r->summary)}};
        out[i].effort =
            (effort)word_index(l, r->effort, efforts, 3, loader_place(record, "effort"), "effort");
        out[i].horizon =
            (horizon)word_index(l, r->horizon, horizons, 5, loader_place(record, "horizon"), "horizon");
        loader_define(l, &l->recommendation_ids, out[i].id, i, out[i].where, "recommendation");
        link_priority(l, r, record, &out[i]);
        slice *steps = ARENA_ARRAY(l->arena, r->next_steps_count, slice);
        place *places = ARENA_ARRAY(l->arena, r->next_steps_count, place);
        for (size_t s = 0; s < r->next_steps_count; s++) {
            steps[s] = slice_of(r->next_steps[s]);
            places[s] = yaml_get(record, "next_steps")->items[s]->where;
        }
        if (r->summary != NULL)
            (void)template_parse(l->arena, loader_source(l, record, "summary"), &l->pack->scope, l->diags,
                                 &out[i].summary);
        out[i].next_steps = steps;
        out[i].next_step_places = places;
        out[i].next_step_count = r->next_steps_count;
    }
    for (size_t i = 0; i < from->count; i++)
        link_excludes(l, &from->items[i], &out[i]);
    link_entries(l, from, out);
    order_recommendations(l, out, from->count);
    find_rivals(l, out, from->count);
    l->pack->recommendations = out;
    l->pack->recommendation_count = from->count;
}
