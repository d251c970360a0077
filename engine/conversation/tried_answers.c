// Numbers that rules compute with are tried at sizes that people's numbers have; an item of a list of records is tried with all its fields
// stated, as somebody would who goes on answering. Chosen at random from a fixed seed.
#include "conversation/tried_answers.h"

#include "base/limits.h"
#include "conversation/chance.h"

typedef struct value_list {
    feel_value *items;
    size_t count, capacity;
} value_list;

struct tried_answers {
    run *run;
    answers *answers;
    chance chance;
    value_list said; ///< strings that the profile has: what is unknown may be compared with these
};

/// What an answer is for.
typedef struct asked {
    open_question question;
    const fact *declared;
} asked;

enum {
    /// Strings of the profile that are kept, and those that are tried for one answer.
    MOST_SAID = 16,
    MOST_TRIED_SAID = 3,
    /// Values of a long enumeration that are tried beside these.
    MOST_TRIED_ALLOWED = 3,
};

static void add(tried_answers *t, value_list *out, feel_value v)
{
    bool known = out->count == LIMIT_ANSWERS;
    for (size_t i = 0; i < out->count && !known; i++)
        known = feel_equal(out->items[i], v) == FEEL_TRUE;
    if (!known)
        ARENA_PUSH(t->run->arena, out, items, count, capacity, v);
}

/// Collects the strings that may be meant elsewhere too: values of an enumeration, and what names an item.
static void add_said(tried_answers *t, const fact *declared, bool is_name, feel_value v)
{
    if (v.kind == FEEL_STRING && (is_name || declared->allowed != NULL) && t->said.count < MOST_SAID)
        add(t, &t->said, v);
    for (size_t i = 0; v.kind == FEEL_LIST && i < v.as.list->count; i++)
        add_said(t, declared, is_name, v.as.list->items[i]);
    const record_type *type = declared->record;
    for (size_t i = 0; v.kind == FEEL_CONTEXT && type != NULL && i < v.as.context->count; i++)
        add_said(t, &type->fields[i], type->key == (ptrdiff_t)i, v.as.context->entries[i].value);
}

tried_answers *tried_answers_new(run *r)
{
    tried_answers *t = ARENA_NEW(r->arena, tried_answers);
    *t = (tried_answers){.run = r, .answers = answers_new(r->arena, r->pack), .chance = chance_begin()};
    for (size_t i = 0; i < r->pack->fact_count; i++)
        add_said(t, &r->pack->facts[i], false, r->person->values[i]);
    return t;
}

static bool is_allowed(const tried_answers *t, const fact *declared, feel_value v)
{
    return declared->allowed == NULL ||
           feel_is_true(feel_evaluate_tests(t->run->machine, declared->allowed, v, NULL, 0));
}

// --- single values ---

/// All values that the declaration allows, if these are few; else the first ones. NULL if it lists none.
static const feel_value *allowed_values(const tried_answers *t, const fact *declared, size_t *count)
{
    *count = 0;
    const feel_value *values =
        declared->allowed != NULL ? feel_tests_values(t->run->machine, declared->allowed, count) : NULL;
    bool listed = values != NULL;
    for (size_t i = 0; i < *count && listed; i++)
        listed = values[i].kind != FEEL_RANGE;
    return listed ? values : NULL;
}

/// Adds all values if the declaration allows only a few.
/// @return whether it does
static bool add_allowed(tried_answers *t, const fact *declared, value_list *out)
{
    size_t count = 0;
    const feel_value *values = allowed_values(t, declared, &count);
    const bool few = values != NULL && count <= LIMIT_ANSWERS;
    for (size_t i = 0; i < count && few; i++)
        add(t, out, values[i]);
    return few;
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

/// Adds strings that the profile has, and some that are allowed.
static void add_strings(tried_answers *t, const fact *declared, value_list *out)
{
    size_t count = 0;
    size_t tried = 0;
    const feel_value *values = allowed_values(t, declared, &count);
    for (size_t i = 0; i < t->said.count && tried < MOST_TRIED_SAID; i++) {
        if (is_allowed(t, declared, t->said.items[i])) {
            add(t, out, t->said.items[i]);
            tried++;
        }
    }
    for (size_t i = 0; values != NULL && i < count && i < MOST_TRIED_ALLOWED; i++)
        add(t, out, values[i]);
}

/// Adds texts as `ending` and `closing` tell them apart.
static void add_texts(tried_answers *t, value_list *out)
{
    add(t, out, feel_string(SLICE("The file is complete.")));
    add(t, out, feel_string(SLICE("The file is complete.\n\nNext steps: I could call the client.")));
}

/// Adds lists of none, one and several of the strings that would be tried alone.
static void add_lists(tried_answers *t, const fact *declared, value_list *out)
{
    value_list single = {0};
    add_strings(t, declared, &single);
    add(t, out, feel_list_of(t->run->arena, NULL, 0));
    for (size_t i = 0; i < single.count; i++)
        add(t, out, feel_list_of(t->run->arena, &single.items[i], 1));
    add(t, out, feel_list_of(t->run->arena, single.items, single.count));
}

/// Adds the answers for anything but records.
/// @return whether they stand for all
static bool add_plain(tried_answers *t, const asked *q, value_list *out)
{
    size_t count = 0;
    const feel_value *values = answers_to(t->answers, t->run->arena, &q->question, &count);
    const bool is_list = q->declared->type->kind == FEEL_TYPE_LIST;
    const bool all = answers_are_all(t->answers, &q->question);
    if (all || is_list || !add_allowed(t, q->declared, out)) {
        for (size_t i = 0; i < count; i++)
            add(t, out, values[i]);
        if (all)
            return true;
    } else {
        return true;
    }
    if (q->declared->is_text)
        add_texts(t, out);
    else if (is_list)
        add_lists(t, q->declared, out);
    else if (q->declared->type->kind == FEEL_TYPE_STRING)
        add_strings(t, q->declared, out);
    else if (q->declared->type->kind == FEEL_TYPE_NUMBER)
        add_sizes(t, q->declared, out);
    return false;
}

// --- records ---

/// States the fields of an item that are not stated.
static feel_value complete(tried_answers *t, size_t fact_index, feel_value item)
{
    const record_type *type = t->run->pack->facts[fact_index].record;
    feel_context *record = ARENA_NEW(t->run->arena, feel_context);
    feel_entry *entries = ARENA_ARRAY(t->run->arena, type->field_count, feel_entry);
    for (size_t i = 0; i < type->field_count; i++) {
        const asked field = {{.fact = fact_index, .field = type->fields[i].name}, &type->fields[i]};
        value_list values = {0};
        entries[i] = item.as.context->entries[i];
        if (!feel_is_null(entries[i].value) || type->fields[i].record != NULL)
            continue;
        (void)add_plain(t, &field, &values);
        if (values.count > 0)
            entries[i].value = values.items[chance_below(&t->chance, values.count)];
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

/// Adds none, and an item for each rule that looks for one.
static void add_records(tried_answers *t, const asked *q, value_list *out)
{
    size_t count = 0;
    const feel_value *values = answers_to(t->answers, t->run->arena, &q->question, &count);
    for (size_t i = 0; i < count; i++) {
        const feel_value v =
            (values[i].kind == FEEL_LIST ? complete_list : complete)(t, q->question.fact, values[i]);
        ARENA_PUSH(t->run->arena, out, items, count, capacity, v);
    }
}

/// The rules that may read it, as if they waited for it.
static void add_rules(const tried_answers *t, open_question *q)
{
    const pack *p = t->run->pack;
    const rule_reads reads = reads_of_rules(t->run->arena, p);
    size_t *rules = ARENA_ARRAY(t->run->arena, p->rule_count, size_t);
    for (size_t i = 0; i < p->rule_count; i++) {
        if (bit_set_has(reads_of(&reads, i), q->fact))
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
    asked q = {{.fact = slot->at.fact}, slot->declared};
    value_list out = {0};
    if (slot->at.record > 0)
        q.question.field = slot->declared->name;
    if (slot->question != NULL)
        q.question = *slot->question;
    else if (slot->declared->record != NULL)
        add_rules(t, &q.question);
    *is_covered = false;
    if (slot->declared->record != NULL)
        add_records(t, &q, &out);
    else if (!is_nested(t, slot))
        *is_covered = add_plain(t, &q, &out);
    *count = out.count;
    return out.items;
}
