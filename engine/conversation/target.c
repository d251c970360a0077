// An exact name wins over one in other letters, and that over a beginning.
#include "conversation/target.h"

#include "base/text.h"
#include "base/utf8.h"

#include <unicase.h>

typedef struct name_list {
    arena *arena;
    slice *items;
    size_t count, capacity;
} name_list;

/// True if `name` begins with `beginning`, letters in capitals or not.
static bool begins_with(slice name, slice beginning)
{
    size_t at = 0;
    size_t of = 0;
    bool same = true;
    while (of < beginning.len && same)
        same = at < name.len && uc_tolower(utf8_next(name, &at)) == uc_tolower(utf8_next(beginning, &of));
    return same;
}

static bool is_same_word(slice a, slice b)
{
    return begins_with(a, b) && begins_with(b, a);
}

// --- items ---

static void add_name(name_list *to, slice name)
{
    bool known = name.len == 0;
    for (size_t i = 0; i < to->count && !known; i++)
        known = slice_equal(to->items[i], name);
    if (!known)
        ARENA_PUSH(to->arena, to, items, count, capacity, name);
}

static void add_record(name_list *to, const record_type *type, feel_value v)
{
    for (size_t i = 0; v.kind == FEEL_LIST && i < v.as.list->count; i++)
        add_record(to, type, v.as.list->items[i]);
    const slice name = pack_record_name(to->arena, type, v);
    if (name.len > 0)
        add_name(to, name);
}

/// True if a rule recommends it for an item of that type.
static bool is_about(const pack *p, size_t recommendation_index, const record_type *type)
{
    bool found = false;
    for (size_t i = 0; type != NULL && i < p->rule_count && !found; i++) {
        const rule *r = &p->rules[i];
        found = r->kind == RULE_RECOMMENDS && r->target == recommendation_index && r->about_variable >= 0 &&
                r->variables[r->about_variable].type == type->type;
    }
    return found;
}

/// The names of all items that a recommendation may be about.
static name_list item_names(arena *a, const inference *of, size_t recommendation_index)
{
    name_list out = {.arena = a};
    for (size_t i = 0; i < of->pack->fact_count; i++) {
        const fact *f = &of->pack->facts[i];
        if (is_about(of->pack, recommendation_index, f->record))
            add_record(&out, f->record, of->profile->values[i]);
    }
    for (size_t i = 0; i < of->advice_count; i++) {
        if (of->advices[i].recommendation == recommendation_index)
            add_name(&out, of->advices[i].item_name);
    }
    return out;
}

static size_t find_item(const name_list *names, slice text, bool (*matches)(slice name, slice text),
                        slice *out)
{
    size_t count = 0;
    for (size_t i = 0; i < names->count; i++) {
        if (!matches(names->items[i], text))
            continue;
        if (count++ == 0)
            *out = names->items[i];
    }
    return count;
}

static slice quoted_list(const name_list *names, slice beginning)
{
    enum { MOST = 6 };
    text_builder out = {.arena = names->arena};
    size_t count = 0;
    for (size_t i = 0; i < names->count; i++) {
        if (begins_with(names->items[i], beginning) && count++ < MOST)
            text_add_format(&out, "%s'%.*s'", count > 1 ? ", " : "", SLICE_ARG(diag_quote(names->items[i])));
    }
    if (count > MOST)
        text_add_format(&out, " and %zu more", count - MOST);
    return text_result(&out);
}

static void complain_of_item(const name_list *names, slice id, slice text, size_t found, diag_list *diags)
{
    const place nowhere = {0};
    if (found > 1) {
        diag_error(diags, nowhere, "unknown-name", "several items of '%.*s' begin with '%.*s'", SLICE_ARG(id),
                   SLICE_ARG(diag_quote(text)));
        diag_hint(diags, "they are %.*s", SLICE_ARG(quoted_list(names, text)));
        return;
    }
    const size_t before = diags->count;
    diag_error(diags, nowhere, "unknown-name", "'%.*s' is about no item '%.*s' of this profile",
               SLICE_ARG(id), SLICE_ARG(diag_quote(text)));
    diag_hint_nearest(diags, text, names->items, names->count);
    if (diags->count > before && diags->items[before].hint.len == 0 && names->count > 0)
        diag_hint(diags, "its items are %.*s", SLICE_ARG(quoted_list(names, SLICE(""))));
}

static bool choose_item(arena *a, const inference *of, slice text, target *out, diag_list *diags)
{
    const slice id = of->pack->recommendations[out->recommendation].id;
    const name_list names = item_names(a, of, out->recommendation);
    size_t found = find_item(&names, text, slice_equal, &out->item);
    if (found == 0)
        found = find_item(&names, text, is_same_word, &out->item);
    if (found == 0)
        found = find_item(&names, text, begins_with, &out->item);
    if (found != 1)
        complain_of_item(&names, id, text, found, diags);
    return found == 1;
}

// --- recommendations ---

static void complain_of_id(arena *a, const pack *p, slice id, diag_list *diags)
{
    slice *ids = ARENA_ARRAY(a, p->recommendation_count, slice);
    for (size_t i = 0; i < p->recommendation_count; i++)
        ids[i] = p->recommendations[i].id;
    const size_t before = diags->count;
    diag_error(diags, (place){0}, "unknown-name", "there is no recommendation '%.*s' in the pack '%.*s'",
               SLICE_ARG(diag_quote(id)), SLICE_ARG(p->name));
    diag_hint_nearest(diags, id, ids, p->recommendation_count);
    if (diags->count > before && diags->items[before].hint.len == 0)
        diag_hint(diags,
                  "'advise PROFILE --format json --all' has the ids; 'advise show %.*s' prints the pack",
                  SLICE_ARG(p->name));
}

bool target_find(arena *a, const inference *of, slice text, target *out, diag_list *diags)
{
    const char *colon = text.len > 0 ? memchr(text.ptr, ':', text.len) : NULL;
    const size_t end = colon != NULL ? (size_t)(colon - text.ptr) : text.len;
    const slice id = slice_trim(slice_part(text, 0, end));
    const slice item = slice_trim(slice_part(text, end < text.len ? end + 1 : end, text.len));
    const ptrdiff_t at = pack_find_recommendation(of->pack, id);
    target found = {.recommendation = (size_t)at};
    if (at < 0)
        complain_of_id(a, of->pack, id, diags);
    else if (item.len > 0 && of->pack->recommendations[at].about.len == 0)
        diag_error(diags, (place){0}, "unknown-name", "'%.*s' is about no items: leave out ':%.*s'",
                   SLICE_ARG(id), SLICE_ARG(diag_quote(item)));
    else if (item.len == 0 || choose_item(a, of, item, &found, diags)) {
        *out = found;
        return true;
    }
    return false;
}
