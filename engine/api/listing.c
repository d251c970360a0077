// Packs as they are written, through the public API.
#include "api/internal.h"

#include "feel/temporal.h"
#include "pack/dated.h"
#include "pack/listing.h"

struct advise_listing {
    arena *arena;
    const pack *pack;
    const listing *list;
    const char **on_date; ///< of each thing; NULL: no date is asked for
    slice wanted;
    const char *nearest;
};

static void make(void *argument)
{
    advise_listing *l = argument;
    l->list = listing_make(l->arena, l->pack);
}

advise_listing *advise_listing_new(const advise_pack *p, const advise_allocator *from)
{
    allocator source = from != NULL ? (allocator){from->resize, from->state} : allocator_default;
    advise_listing *l =
        p != NULL && !pack_is_compiled(pack_of(p)) ? source.resize(source.state, NULL, sizeof *l) : NULL;
    if (l == NULL)
        return NULL;
    *l = (advise_listing){.arena = arena_new(&source, 0), .pack = pack_of(p)};
    if (l->arena != NULL && arena_run(l->arena, make, l) == ARENA_DONE)
        return l;
    arena_free(l->arena);
    (void)source.resize(source.state, l, 0);
    return NULL;
}

void advise_listing_free(advise_listing *l)
{
    if (l == NULL)
        return;
    allocator from = *arena_allocator_borrow(l->arena);
    arena_free(l->arena);
    (void)from.resize(from.state, l, 0);
}

static const char *pack_name(const advise_listing *l, const listed_place *where)
{
    return text_of(l->pack->levels[where->level].name);
}

static advise_listed_value value_of(const listed_value *v)
{
    return (advise_listed_value){text_of(v->text), v->items, v->item_count, v->is_list, v->is_there};
}

size_t advise_listing_count(const advise_listing *l)
{
    return l->list->thing_count;
}

// --- on a date ---

typedef struct dating {
    advise_listing *listing;
    const char *date;
    bool good;
} dating;

static const char *on_day(const advise_listing *l, const listed_thing *t, feel_value today)
{
    const pack *p = l->pack;
    const ptrdiff_t rule_index = strcmp(t->kind, "rule") == 0 ? pack_find_rule(p, t->id) : -1;
    if (rule_index >= 0) {
        const pack_period *period = &p->rules[rule_index].period;
        const bool is_dated = !feel_is_null(period->from) || !feel_is_null(period->until);
        return !is_dated ? "" : pack_in_force(period, today) == FEEL_TRUE ? "in force" : "not in force";
    }
    for (size_t i = 0; strcmp(t->kind, "constant") == 0 && i < p->constant_count; i++) {
        const pack_constant *c = &p->constants[i];
        if (c->dated_count == 0 || !slice_equal(c->name, t->id))
            continue;
        const ptrdiff_t at = pack_dated_index(c, today);
        return at >= 0 ? text_of(feel_to_literal(l->arena, c->dated[at].value)) : "unknown";
    }
    return "";
}

static void set_date(void *argument)
{
    dating *d = argument;
    advise_listing *l = d->listing;
    const feel_value today = temporal_parse_date(l->arena, slice_of(d->date));
    d->good = !feel_is_null(today);
    if (!d->good)
        return;
    l->on_date = ARENA_ARRAY(l->arena, l->list->thing_count, const char *);
    for (size_t i = 0; i < l->list->thing_count; i++)
        l->on_date[i] = on_day(l, &l->list->things[i], today);
}

advise_status advise_listing_set_date(advise_listing *l, const char *date)
{
    if (l == NULL || date == NULL)
        return ADVISE_BAD_USE;
    dating d = {l, date, false};
    if (arena_run(l->arena, set_date, &d) != ARENA_DONE)
        return ADVISE_NO_MEMORY;
    return d.good ? ADVISE_OK : ADVISE_BAD_USE;
}

advise_thing advise_listing_thing(const advise_listing *l, size_t thing)
{
    const listed_thing *t = &l->list->things[thing];
    return (advise_thing){.kind = t->kind,
                          .id = text_of(t->id),
                          .pack = pack_name(l, &t->where),
                          .file = text_of(t->where.file),
                          .line = t->where.line,
                          .disabled = t->disabled,
                          .disabled_with = text_of(t->disabled_with),
                          .on_date = l->on_date != NULL ? l->on_date[thing] : "",
                          .field_count = t->field_count,
                          .change_count = t->change_count};
}

advise_field advise_listing_field(const advise_listing *l, size_t thing, size_t field)
{
    const listed_field *f = &l->list->things[thing].fields[field];
    return (advise_field){.key = text_of(f->key),
                          .value = value_of(&f->value),
                          .pack = pack_name(l, &f->where),
                          .file = text_of(f->where.file),
                          .line = f->where.line,
                          .changed = f->changed};
}

advise_listed_item advise_listing_item(const advise_listing *l, size_t thing, size_t field, size_t item)
{
    const listed_value *v = &l->list->things[thing].fields[field].value;
    const listed_place *where = &v->places[item];
    return (advise_listed_item){v->items[item], pack_name(l, where), text_of(where->file), where->line};
}

advise_listed_change advise_listing_change(const advise_listing *l, size_t thing, size_t change)
{
    const listed_change *c = &l->list->things[thing].changes[change];
    return (advise_listed_change){.kind = (advise_override_kind)c->kind,
                                  .key = text_of(c->key),
                                  .before = value_of(&c->before),
                                  .after = value_of(&c->after),
                                  .pack = pack_name(l, &c->where),
                                  .file = text_of(c->where.file),
                                  .line = c->where.line,
                                  .reason = text_of(c->reason)};
}

static void find_nearest(void *argument)
{
    advise_listing *l = argument;
    slice *ids = ARENA_ARRAY(l->arena, l->list->thing_count, slice);
    for (size_t i = 0; i < l->list->thing_count; i++)
        ids[i] = l->list->things[i].id;
    ptrdiff_t nearest = nearest_name(l->arena, l->wanted, ids, l->list->thing_count);
    l->nearest = nearest >= 0 ? text_of(ids[nearest]) : NULL;
}

const char *advise_listing_nearest(advise_listing *l, const char *id)
{
    l->wanted = slice_of(id);
    l->nearest = NULL;
    (void)arena_run(l->arena, find_nearest, l);
    return l->nearest;
}

size_t advise_listing_override_count(const advise_listing *l)
{
    return l->list->override_count;
}

size_t advise_listing_compared_count(const advise_listing *l)
{
    return l->list->compared_count;
}

size_t advise_listing_outdated_count(const advise_listing *l)
{
    return l->list->outdated_count;
}

advise_outdated advise_listing_outdated(const advise_listing *l, size_t outdated)
{
    const listed_outdated *o = &l->list->outdated[outdated];
    return (advise_outdated){.kind = o->kind,
                             .id = text_of(o->id),
                             .key = text_of(o->key),
                             .was = value_of(&o->was),
                             .now = value_of(&o->now),
                             .pack = pack_name(l, &o->where),
                             .file = text_of(o->where.file),
                             .line = o->where.line,
                             .reason = text_of(o->reason),
                             .was_version = text_of(o->was_version),
                             .base_version = text_of(o->base_version)};
}
