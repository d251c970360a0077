// Fields are told by the text of a rule alone. What is not plain from it counts as reading all: rules that hand something to a function of
// the pack, and rules that conclude records, since these stay as they were copied.
#include "infer/readers.h"

#include "infer/reads.h"
#include "reason/field_reads.h"

/// Rules, ascending.
typedef struct growing_list {
    size_t *items;
    size_t count, capacity;
} growing_list;

struct readers {
    arena *arena;
    const pack *pack;
    size_t *first;       ///< of each fact: its place in `lists`; behind it stand the fields of its records
    growing_list *lists; ///< by what is read
    growing_list copying;
};

/// A rule whose expressions are looked at.
typedef struct look {
    const pack *pack;
    arena *arena;
    field_read_list fields;
    bool reads_all;
} look;

static void look_at(void *state, const feel_expression *e)
{
    look *l = state;
    const pack *p = l->pack;
    size_t count = 0;
    const size_t *variables = feel_expression_reads(e, &count);
    field_reads_add(l->arena, e, &l->fields);
    for (size_t i = 0; i < count; i++) {
        const size_t at = variables[i] - p->fact_count;
        if (variables[i] >= p->fact_count && at < p->constant_count && p->constants[at].is_function)
            l->reads_all = true;
    }
}

/// True if values of the type have no records in them.
static bool is_plain(const feel_type *type)
{
    while (type != NULL && type->kind == FEEL_TYPE_LIST)
        type = type->element;
    return type != NULL && type->kind != FEEL_TYPE_ANY && type->kind != FEEL_TYPE_CONTEXT &&
           type->kind != FEEL_TYPE_FUNCTION;
}

static bool concludes_records(const pack *p, const rule *r)
{
    const fact *concluded = pack_concluded(p, r);
    return concluded != NULL && !is_plain(concluded->type);
}

static bool reads_field(const look *l, const record_type *of, size_t field)
{
    bool found = l->reads_all || of->key == (ptrdiff_t)field;
    for (size_t i = 0; i < l->fields.count && !found; i++) {
        const field_read *one = &l->fields.items[i];
        found = (one->type == NULL || one->type == of->type) &&
                (one->name.len == 0 || slice_equal(one->name, of->fields[field].name));
    }
    return found;
}

static void add(readers *r, size_t at, size_t rule_index)
{
    ARENA_PUSH(r->arena, &r->lists[at], items, count, capacity, rule_index);
}

static void add_rule(readers *r, const uint64_t *facts, size_t rule_index)
{
    const pack *p = r->pack;
    look l = {.pack = p, .arena = r->arena, .reads_all = concludes_records(p, &p->rules[rule_index])};
    if (l.reads_all)
        ARENA_PUSH(r->arena, &r->copying, items, count, capacity, rule_index);
    reads_visit_rule(p, &p->rules[rule_index], look_at, &l);
    for (size_t i = 0; i < p->fact_count; i++) {
        const record_type *type = p->facts[i].record;
        if (!bit_set_has(facts, i))
            continue;
        add(r, r->first[i], rule_index);
        for (size_t k = 0; type != NULL && k < type->field_count; k++) {
            if (reads_field(&l, type, k))
                add(r, r->first[i] + 1 + k, rule_index);
        }
    }
}

readers *readers_new(arena *a, const pack *p)
{
    readers *r = ARENA_NEW(a, readers);
    const rule_reads facts = reads_of_rules(a, p);
    size_t places = 0;
    *r = (readers){.arena = a, .pack = p, .first = ARENA_ARRAY(a, p->fact_count, size_t)};
    for (size_t i = 0; i < p->fact_count; i++) {
        r->first[i] = places;
        places += 1 + (p->facts[i].record != NULL ? p->facts[i].record->field_count : 0);
    }
    r->lists = ARENA_ARRAY(a, places, growing_list);
    for (size_t i = 0; i < p->rule_count; i++)
        add_rule(r, reads_of(&facts, i), i);
    return r;
}

static reader_list list_at(const readers *r, size_t at)
{
    return (reader_list){r->lists[at].items, r->lists[at].count};
}

reader_list readers_of_fact(const readers *r, size_t fact_index)
{
    return list_at(r, r->first[fact_index]);
}

reader_list readers_of_field(const readers *r, size_t fact_index, size_t field)
{
    return list_at(r, r->first[fact_index] + 1 + field);
}

reader_list readers_that_copy(const readers *r)
{
    return (reader_list){r->copying.items, r->copying.count};
}
