// Columns whose names differ only in a number: the items of a list.
#include "mapping/draft_series.h"

#include "mapping/draft_words.h"
#include "profile/said_words.h"

/// Cuts a name around its last number; false if it has none.
static bool cut_number(slice name, series *out)
{
    size_t end = name.len;
    while (end > 0 && !said_is_digit(name.ptr[end - 1]))
        end--;
    size_t begin = end;
    while (begin > 0 && said_is_digit(name.ptr[begin - 1]))
        begin--;
    *out =
        (series){.before = slice_part(name, 0, begin), .behind = slice_part(name, end, name.len), .count = 1};
    return end > begin && begin > 0 && end - begin <= 3;
}

series *draft_find_series(const series_list *list, slice name)
{
    series cut;
    if (!cut_number(name, &cut))
        return NULL;
    for (size_t i = 0; i < list->count; i++) {
        if (slice_equal(list->items[i].before, cut.before) && slice_equal(list->items[i].behind, cut.behind))
            return &list->items[i];
    }
    return NULL;
}

enum { LIKE = 60 };

/// How well a list fits columns: by its name and, if its items are among a few values, by what stands in them.
static int likeness_of_list(const draft_writer *w, const series *s, const fact *f)
{
    if (f->type->kind != FEEL_TYPE_LIST || f->derived)
        return 0;
    const int allowed = f->record == NULL && f->type->element != NULL
                            ? draft_share_of_allowed(f->type->element, s->first)
                            : 0;
    const int like = draft_likeness(w->arena, s->before, f->name);
    return like > 0 ? like + allowed / 2 : 0;
}

/// The field that the words behind the number name: "Firm 1 size"; empty if none is like them.
static slice field_behind(const draft_writer *w, const series *s, const fact *list)
{
    const record_type *type = list->record;
    slice found = {NULL, 0};
    for (size_t i = 0; type != NULL && i < type->field_count && found.len == 0; i++) {
        if (draft_likeness(w->arena, s->behind, type->fields[i].name) >= LIKE)
            found = type->fields[i].name;
    }
    return found;
}

/// A list whose name is like that of the columns: they name its items, or are these.
static void match_list(const draft_writer *w, series *s)
{
    int best = LIKE;
    const bool has_more = said_has_letters(s->behind);
    for (size_t i = 0; i < w->pack->fact_count; i++) {
        const fact *f = &w->pack->facts[i];
        const int like = likeness_of_list(w, s, f);
        const slice field = has_more ? field_behind(w, s, f)
                            : f->record == NULL
                                ? SLICE("item")
                                : f->record->fields[f->record->key >= 0 ? f->record->key : 0].name;
        if (like < best || (like == best && s->list != NULL) || field.len == 0)
            continue;
        best = like;
        s->list = f;
        s->field = field;
    }
}

/// A field of a list that other columns are.
static void match_field(const draft_writer *w, const series_list *all, series *s)
{
    for (size_t i = 0; i < all->count && s->list == NULL; i++) {
        const record_type *type = all->items[i].list != NULL ? all->items[i].list->record : NULL;
        for (size_t k = 0; type != NULL && k < type->field_count && s->list == NULL; k++) {
            if (draft_likeness(w->arena, s->before, type->fields[k].name) < LIKE ||
                slice_equal(type->fields[k].name, all->items[i].field))
                continue;
            s->list = all->items[i].list;
            s->field = type->fields[k].name;
        }
    }
}

/// Takes back what two series were both taken for: the first has it.
static void part(const series_list *all)
{
    for (size_t i = 0; i < all->count; i++) {
        for (size_t k = 0; k < i; k++) {
            if (all->items[i].list != NULL && all->items[k].list == all->items[i].list &&
                slice_equal(all->items[k].field, all->items[i].field))
                all->items[i].list = NULL;
        }
    }
}

series_list draft_find_all_series(const draft_writer *w)
{
    series_list all = {0};
    for (size_t i = 0; i < w->draft->columns.count; i++) {
        const slice name = w->draft->columns.items[i]->name;
        series *known = draft_find_series(&all, name);
        series cut;
        if (known != NULL)
            known->count++;
        else if (cut_number(name, &cut)) {
            cut.first = w->draft->columns.items[i];
            ARENA_PUSH(w->arena, &all, items, count, capacity, cut);
        }
    }
    for (size_t i = 0; i < all.count; i++) {
        if (all.items[i].count > 1)
            match_list(w, &all.items[i]);
    }
    part(&all);
    for (size_t i = 0; i < all.count; i++) {
        if (all.items[i].count > 1 && all.items[i].list == NULL)
            match_field(w, &all, &all.items[i]);
    }
    part(&all);
    return all;
}

void draft_lists(const draft_writer *w, const series_list *all)
{
    bool has_begun = false;
    for (size_t i = 0; i < w->pack->fact_count; i++) {
        bool is_named = false;
        for (size_t k = 0; k < all->count; k++) {
            const series *s = &all->items[k];
            if (s->list != &w->pack->facts[i])
                continue;
            if (!has_begun)
                draft_text(w, "lists: # guesses\n");
            if (!is_named)
                text_add_format(w->out, "  %.*s:\n    columns:\n", SLICE_ARG(s->list->name));
            has_begun = is_named = true;
            draft_text(w, "      ");
            draft_scalar(w,
                         arena_format(w->arena, "%.*s{n}%.*s", SLICE_ARG(s->before), SLICE_ARG(s->behind)));
            text_add_format(w->out, ": %.*s\n", SLICE_ARG(s->field));
        }
    }
}
