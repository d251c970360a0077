// Numbers that rules compute with are tried at sizes that people's numbers have; an item of a list of records is tried with all its fields
// stated, as somebody would who goes on answering. Chosen at random from a fixed seed.
#include "conversation/tried_answers.h"

#include "base/limits.h"
#include "conversation/chance.h"

struct tried_answers {
    run *run;
    answers *answers;
    chance chance;
};

typedef struct value_list {
    feel_value *items;
    size_t count, capacity;
} value_list;

tried_answers *tried_answers_new(run *r)
{
    tried_answers *t = ARENA_NEW(r->arena, tried_answers);
    *t = (tried_answers){.run = r, .answers = answers_new(r), .chance = chance_begin()};
    return t;
}

static void add(tried_answers *t, value_list *out, feel_value v)
{
    bool known = out->count == LIMIT_ANSWERS;
    for (size_t i = 0; i < out->count && !known; i++)
        known = feel_equal(out->items[i], v) == FEEL_TRUE;
    if (!known)
        ARENA_PUSH(t->run->arena, out, items, count, capacity, v);
}

static bool is_allowed(const tried_answers *t, const fact *declared, feel_value v)
{
    return declared->allowed == NULL ||
           feel_is_true(feel_evaluate_tests(t->run->machine, declared->allowed, v, NULL, 0));
}

/// Adds numbers of all sizes.
static void add_sizes(tried_answers *t, const fact *declared, value_list *out)
{
    static const int64_t sizes[] = {0, 10, 45, 3, 100, 20, 60, 1000, 30000, 60000};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        if (is_allowed(t, declared, feel_integer(sizes[i])))
            add(t, out, feel_integer(sizes[i]));
    }
}

/// Adds all values if the declaration allows only a few.
/// @return whether it does
static bool add_allowed(tried_answers *t, const fact *declared, value_list *out)
{
    size_t count = 0;
    const bool is_list = declared->type->kind == FEEL_TYPE_LIST;
    const feel_value *values = declared->allowed != NULL && !is_list
                                   ? feel_tests_values(t->run->machine, declared->allowed, &count)
                                   : NULL;
    bool few = values != NULL && count <= LIMIT_ANSWERS;
    for (size_t i = 0; i < count && few; i++)
        few = values[i].kind != FEEL_RANGE;
    for (size_t i = 0; i < count && few; i++)
        add(t, out, values[i]);
    return few;
}

/// States the fields of an item that are not stated.
static feel_value complete(tried_answers *t, size_t fact_index, feel_value item)
{
    const record_type *type = t->run->pack->facts[fact_index].record;
    feel_context *record = ARENA_NEW(t->run->arena, feel_context);
    feel_entry *entries = ARENA_ARRAY(t->run->arena, type->field_count, feel_entry);
    for (size_t i = 0; i < type->field_count; i++) {
        const open_question field = {.fact = fact_index, .field = type->fields[i].name};
        size_t count = 0;
        entries[i] = item.as.context->entries[i];
        if (!feel_is_null(entries[i].value))
            continue;
        const feel_value *values = answers_to(t->answers, &field, &count);
        if (count > 0)
            entries[i].value = values[chance_below(&t->chance, count)];
    }
    *record = *item.as.context;
    record->entries = entries;
    return (feel_value){.kind = FEEL_CONTEXT, .as.context = record};
}

static feel_value complete_list(tried_answers *t, size_t fact_index, feel_value list)
{
    feel_value *items = ARENA_ARRAY(t->run->arena, list.as.list->count, feel_value);
    for (size_t i = 0; i < list.as.list->count; i++)
        items[i] = complete(t, fact_index, list.as.list->items[i]);
    return feel_list_of(t->run->arena, items, list.as.list->count);
}

/// The rules that may read it, as if they waited for it.
static void add_rules(const tried_answers *t, open_question *q)
{
    const pack *p = t->run->pack;
    const rule_reads reads = rule_reads_of(t->run->arena, p);
    size_t *rules = ARENA_ARRAY(t->run->arena, p->rule_count, size_t);
    for (size_t i = 0; i < p->rule_count; i++) {
        if (rule_reads_fact(&reads, reads.all, i, q->fact))
            rules[q->rule_count++] = i;
    }
    q->rules = rules;
}

/// True if it is a field of a record within a record: no question is about these.
static bool is_nested(const tried_answers *t, const open_slot *slot)
{
    const fact *of = &t->run->pack->facts[slot->at.fact];
    bool found = slot->at.record == 0;
    for (size_t i = 0; of->record != NULL && i < of->record->field_count && !found; i++)
        found = slot->declared == &of->record->fields[i];
    return !found;
}

const feel_value *tried_answers_to(tried_answers *t, const open_slot *slot, size_t *count, bool *is_covered)
{
    const fact *declared = slot->declared;
    open_question q = {.fact = slot->at.fact};
    value_list out = {0};
    size_t found = 0;
    *is_covered = false;
    *count = 0;
    if (is_nested(t, slot))
        return NULL;
    if (slot->at.record > 0)
        q.field = declared->name;
    if (slot->question != NULL)
        q = *slot->question;
    else if (declared->record != NULL)
        add_rules(t, &q);
    const feel_value *values = answers_to(t->answers, &q, &found);
    *is_covered = answers_are_all(t->answers, &q);
    *is_covered = *is_covered || add_allowed(t, declared, &out);
    for (size_t i = 0; i < found; i++) {
        const bool is_list = declared->record != NULL && values[i].kind == FEEL_LIST;
        if (declared->record == NULL)
            add(t, &out, values[i]);
        else
            ARENA_PUSH(t->run->arena, &out, items, count, capacity,
                       (is_list ? complete_list : complete)(t, q.fact, values[i]));
    }
    if (declared->type->kind == FEEL_TYPE_NUMBER && !*is_covered)
        add_sizes(t, declared, &out);
    *count = out.count;
    return out.items;
}
