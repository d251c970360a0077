// A list with some of its differences is put together from both lists: the records that both have stand in one order, and each of the others
// keeps its place between them.
#include "profile/difference.h"

/// A record of the other profile's list, and where it is in the base's.
typedef struct pairing {
    size_t count;             ///< of the other list
    const ptrdiff_t *partner; ///< for each item of the other list its index in the base's; -1: it is added
    const bool *is_kept;      ///< for each item of the base's list whether it has a partner
} pairing;

/// A list of records that differs in some of its records.
typedef struct list_part {
    size_t fact;
    bool is_single; ///< a record that is in no list, taken as a list of one
    const feel_list *before, *after;
    pairing pairs;
    size_t
        *of_before; ///< for each record of the base's list its first difference: that it is gone, or a field
    size_t *of_after; ///< for each record of the other list that is added, the difference
} list_part;

/// Where a difference is.
typedef struct difference_site {
    ptrdiff_t part;   ///< index of the list; -1: the difference is that of a whole fact
    size_t at;        ///< of a record that is added, its index in the other list; else in the base's
    size_t field;     ///< of a field, its index
    feel_value value; ///< what takes its place: `after`, with the records in it numbered after all others
} difference_site;

struct difference_list {
    arena *arena;
    const pack *pack;
    const profile *base, *other;
    bool same_file;
    uint32_t next_record;
    struct {
        difference *items;
        size_t count, capacity;
    } found;
    struct {
        difference_site *items;
        size_t count, capacity;
    } sites; ///< one for each of `found`
    struct {
        list_part *items;
        size_t count, capacity;
    } parts;
};

// --- names ---

/// What names a record in its list: its key if it has one, else its number.
static slice item_text(arena *a, const fact *f, const feel_context *record, size_t index)
{
    const ptrdiff_t key = f->record->key;
    const feel_value name = key >= 0 ? record->entries[key].value : feel_null();
    return feel_is_null(name) ? arena_format(a, "%zu", index + 1) : feel_to_string(a, name);
}

static slice path_text(arena *a, const fact *f, slice item, const fact *field)
{
    if (item.len == 0 && field == NULL)
        return f->name;
    if (item.len == 0)
        return arena_format(a, "%.*s.%.*s", SLICE_ARG(f->name), SLICE_ARG(field->name));
    return arena_format(a, "%.*s[%.*s]%s%.*s", SLICE_ARG(f->name), SLICE_ARG(item), field != NULL ? "." : "",
                        field != NULL ? (int)field->name.len : 0, field != NULL ? field->name.ptr : "");
}

/// The value with its records numbered after all others.
static feel_value number_anew(difference_list *l, feel_value v)
{
    if (v.kind == FEEL_LIST) {
        feel_value *items = ARENA_ARRAY(l->arena, v.as.list->count, feel_value);
        for (size_t i = 0; i < v.as.list->count; i++)
            items[i] = number_anew(l, v.as.list->items[i]);
        return feel_list_of(l->arena, items, v.as.list->count);
    }
    if (v.kind != FEEL_CONTEXT || v.as.context->record == 0)
        return v;
    feel_context *record = ARENA_NEW(l->arena, feel_context);
    feel_entry *entries = ARENA_ARRAY(l->arena, v.as.context->count, feel_entry);
    *record = *v.as.context;
    record->record = ++l->next_record;
    record->entries = entries;
    for (size_t i = 0; i < record->count; i++)
        entries[i] =
            (feel_entry){v.as.context->entries[i].name, number_anew(l, v.as.context->entries[i].value)};
    return (feel_value){.kind = FEEL_CONTEXT, .as.context = record};
}

static void add(difference_list *l, difference d, difference_site site)
{
    site.value = l->same_file ? d.after : number_anew(l, d.after);
    ARENA_PUSH(l->arena, &l->found, items, count, capacity, d);
    ARENA_PUSH(l->arena, &l->sites, items, count, capacity, site);
}

static void add_whole(difference_list *l, size_t fact_index)
{
    const fact *f = &l->pack->facts[fact_index];
    add(l,
        (difference){DIFFERENCE_VALUE, fact_index, f, (slice){"", 0}, f->name, l->base->values[fact_index],
                     l->other->values[fact_index]},
        (difference_site){.part = -1});
}

// --- records that are the same ---

static bool is_list_of_records(const fact *f, feel_value v)
{
    bool good = f->record != NULL && v.kind == FEEL_LIST;
    for (size_t i = 0; good && i < v.as.list->count; i++)
        good = v.as.list->items[i].kind == FEEL_CONTEXT &&
               v.as.list->items[i].as.context->count == f->record->field_count;
    return good;
}

static bool has_same_number(const difference_list *l, const feel_context *a, const feel_context *b)
{
    return l->same_file && a->record != 0 && a->record == b->record;
}

static bool has_same_name(const record_type *type, const feel_context *a, const feel_context *b)
{
    return type->key >= 0 && !feel_is_null(a->entries[type->key].value) &&
           feel_same(a->entries[type->key].value, b->entries[type->key].value);
}

/// Records without a name are the same if they stand at the same place, or are equal.
static bool has_no_name(const record_type *type, const feel_context *record)
{
    return type->key < 0 || feel_is_null(record->entries[type->key].value);
}

typedef enum match_by { BY_NUMBER, BY_NAME, BY_VALUE, BY_PLACE, MATCHES } match_by;

static bool matches(const difference_list *l, const record_type *type, match_by how, const feel_list *before,
                    size_t i, const feel_list *after, size_t k)
{
    const feel_context *a = before->items[i].as.context;
    const feel_context *b = after->items[k].as.context;
    const bool unnamed = has_no_name(type, a) && has_no_name(type, b);
    switch (how) {
    case BY_NUMBER: return has_same_number(l, a, b);
    case BY_NAME: return has_same_name(type, a, b);
    case BY_VALUE: return unnamed && feel_same(before->items[i], after->items[k]);
    default: return unnamed && i == k;
    }
}

static pairing pair(difference_list *l, const fact *f, const feel_list *before, const feel_list *after)
{
    ptrdiff_t *partner = ARENA_ARRAY(l->arena, after->count, ptrdiff_t);
    bool *is_kept = ARENA_ARRAY(l->arena, before->count, bool);
    for (size_t k = 0; k < after->count; k++)
        partner[k] = -1;
    for (match_by how = 0; how < MATCHES; how++) {
        for (size_t k = 0; k < after->count; k++) {
            for (size_t i = 0; i < before->count && partner[k] < 0; i++) {
                if (is_kept[i] || !matches(l, f->record, how, before, i, after, k))
                    continue;
                partner[k] = (ptrdiff_t)i;
                is_kept[i] = true;
            }
        }
    }
    return (pairing){after->count, partner, is_kept};
}

static pairing pair_of_one(arena *a)
{
    bool *is_kept = ARENA_NEW(a, bool);
    *is_kept = true;
    return (pairing){1, ARENA_NEW(a, ptrdiff_t), is_kept};
}

static bool keeps_order(const pairing *p)
{
    ptrdiff_t last = -1;
    bool good = true;
    for (size_t k = 0; k < p->count && good; k++) {
        good = p->partner[k] < 0 || p->partner[k] > last;
        last = p->partner[k] < 0 ? last : p->partner[k];
    }
    return good;
}

// --- what differs ---

static void compare_fields(difference_list *l, size_t fact_index, difference_site site, slice item,
                           const feel_context *before, const feel_context *after)
{
    const fact *f = &l->pack->facts[fact_index];
    for (size_t i = 0; i < f->record->field_count; i++) {
        const fact *field = &f->record->fields[i];
        if (feel_same(before->entries[i].value, after->entries[i].value))
            continue;
        site.field = i;
        add(l,
            (difference){DIFFERENCE_VALUE, fact_index, field, item, path_text(l->arena, f, item, field),
                         before->entries[i].value, after->entries[i].value},
            site);
    }
}

/// The records that came or that both have, in the order of the other list, then those that went.
static void compare_lists(difference_list *l, list_part *part)
{
    const fact *f = &l->pack->facts[part->fact];
    const slice none = {"", 0};
    difference_site site = {.part = (ptrdiff_t)l->parts.count};
    for (size_t k = 0; k < part->after->count; k++) {
        const feel_value now = part->after->items[k];
        const ptrdiff_t i = part->pairs.partner[k];
        const feel_context *was = i >= 0 ? part->before->items[i].as.context : now.as.context;
        const slice item = part->is_single ? none : item_text(l->arena, f, was, i >= 0 ? (size_t)i : k);
        site.at = i >= 0 ? (size_t)i : k;
        *(i >= 0 ? &part->of_before[i] : &part->of_after[k]) = l->found.count;
        if (i >= 0)
            compare_fields(l, part->fact, site, item, was, now.as.context);
        else
            add(l,
                (difference){DIFFERENCE_ADDED, part->fact, f, item, path_text(l->arena, f, item, NULL),
                             feel_null(), now},
                site);
    }
    for (size_t i = 0; i < part->before->count; i++) {
        const feel_value was = part->before->items[i];
        if (part->pairs.is_kept[i])
            continue;
        const slice item = item_text(l->arena, f, was.as.context, i);
        part->of_before[i] = l->found.count;
        site.at = i;
        add(l,
            (difference){DIFFERENCE_GONE, part->fact, f, item, path_text(l->arena, f, item, NULL), was,
                         feel_null()},
            site);
    }
}

static bool is_record(const fact *f, feel_value v)
{
    return f->record != NULL && v.kind == FEEL_CONTEXT && v.as.context->count == f->record->field_count;
}

static const feel_value *arena_value(arena *a, feel_value v)
{
    feel_value *kept = ARENA_NEW(a, feel_value);
    *kept = v;
    return kept;
}

/// The record as a list of one; else the list that the value is.
static const feel_list *as_list(arena *a, feel_value v, bool is_single)
{
    return is_single ? feel_list_of(a, arena_value(a, v), 1).as.list : v.as.list;
}

static void compare_fact(difference_list *l, size_t fact_index)
{
    const fact *f = &l->pack->facts[fact_index];
    const feel_value before = l->base->values[fact_index];
    const feel_value after = l->other->values[fact_index];
    const bool is_single = is_record(f, before) && is_record(f, after);
    if (feel_same(before, after))
        return;
    if (!is_single && (!is_list_of_records(f, before) || !is_list_of_records(f, after))) {
        add_whole(l, fact_index);
        return;
    }
    list_part part = {.fact = fact_index,
                      .is_single = is_single,
                      .before = as_list(l->arena, before, is_single),
                      .after = as_list(l->arena, after, is_single)};
    part.pairs = is_single ? pair_of_one(l->arena) : pair(l, f, part.before, part.after);
    part.of_before = ARENA_ARRAY(l->arena, part.before->count, size_t);
    part.of_after = ARENA_ARRAY(l->arena, part.after->count, size_t);
    if (!keeps_order(&part.pairs)) {
        add_whole(l, fact_index);
        return;
    }
    compare_lists(l, &part);
    ARENA_PUSH(l->arena, &l->parts, items, count, capacity, part);
}

const difference_list *difference_find(arena *a, const pack *p, const profile *base, const profile *other,
                                       bool same_file)
{
    difference_list *l = ARENA_NEW(a, difference_list);
    *l = (difference_list){.arena = a,
                           .pack = p,
                           .base = base,
                           .other = other,
                           .same_file = same_file,
                           .next_record = base->record_count};
    for (size_t i = 0; i < p->fact_count; i++)
        compare_fact(l, i);
    return l;
}

const difference *difference_items(const difference_list *l, size_t *count)
{
    *count = l->found.count;
    return l->found.items;
}

// --- the profiles in between ---

/// A record that both have, with the fields that are chosen.
static feel_value record_between(arena *a, const difference_list *l, const bool *chosen, size_t part,
                                 size_t at)
{
    const list_part *p = &l->parts.items[part];
    const feel_value was = p->before->items[at];
    feel_context *record = ARENA_NEW(a, feel_context);
    feel_entry *entries = ARENA_ARRAY(a, was.as.context->count, feel_entry);
    memcpy(entries, was.as.context->entries, was.as.context->count * sizeof *entries);
    for (size_t i = p->of_before[at]; i < l->found.count; i++) {
        const difference_site *s = &l->sites.items[i];
        if (s->part != (ptrdiff_t)part || s->at != at || l->found.items[i].kind != DIFFERENCE_VALUE)
            break; // its fields stand together
        if (chosen[i])
            entries[s->field].value = s->value;
    }
    *record = *was.as.context;
    record->entries = entries;
    return (feel_value){.kind = FEEL_CONTEXT, .as.context = record};
}

static feel_value list_between(arena *a, const difference_list *l, const bool *chosen, size_t part)
{
    const list_part *p = &l->parts.items[part];
    feel_value *items = ARENA_ARRAY(a, p->before->count + p->after->count, feel_value);
    size_t count = 0;
    size_t next = 0; // of the base's list
    for (size_t k = 0; k <= p->after->count; k++) {
        const bool at_end = k == p->after->count;
        const ptrdiff_t partner = at_end ? (ptrdiff_t)p->before->count : p->pairs.partner[k];
        for (; partner >= 0 && next < (size_t)partner; next++) {
            if (p->pairs.is_kept[next] || !chosen[p->of_before[next]])
                items[count++] = p->before->items[next];
        }
        if (at_end)
            break;
        if (partner >= 0)
            items[count++] = record_between(a, l, chosen, part, next++);
        else if (chosen[p->of_after[k]])
            items[count++] = l->sites.items[p->of_after[k]].value;
    }
    return p->is_single ? items[0] : feel_list_of(a, items, count);
}

const profile_change *difference_changes(arena *a, const difference_list *l, const bool *chosen,
                                         size_t *count)
{
    profile_change *out = ARENA_ARRAY(a, l->found.count, profile_change);
    *count = 0;
    for (size_t i = 0; i < l->found.count; i++) {
        if (chosen[i] && l->sites.items[i].part < 0)
            out[(*count)++] = (profile_change){{.fact = l->found.items[i].fact}, l->sites.items[i].value};
    }
    for (size_t part = 0; part < l->parts.count; part++) {
        bool any = false;
        for (size_t i = 0; i < l->found.count && !any; i++)
            any = chosen[i] && l->sites.items[i].part == (ptrdiff_t)part;
        if (any)
            out[(*count)++] =
                (profile_change){{.fact = l->parts.items[part].fact}, list_between(a, l, chosen, part)};
    }
    return out;
}
