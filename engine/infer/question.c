// What is unknown and could change the advice, as the vocabulary's questions. A rule that is undetermined, or provisional, weighs on each
// unknown that it waits for with the score that it could move; through a derived fact the weight reaches the facts that its rules wait for.
#include "infer/question.h"

#include "base/bit_set.h"
#include "base/limits.h"
#include "base/sort.h"
#include "infer/waiting.h"
#include "profile/not_known.h"

#include <math.h>

typedef struct question_list {
    open_question *items;
    size_t count, capacity;
    struct {
        uint64_t **items;
        size_t count, capacity;
    } sets; ///< of each: its rules, as a set of bits
    // What is open, and concludes a fact, by its number + 1; 0: nothing does.
    size_t *first; ///< for each fact
    size_t *next;  ///< for each of what is open: the next one that concludes the same fact
} question_list;

/// What is open by its number: the undetermined rules, then the provisional ones.
static const undetermined *open_at(const run *r, size_t index)
{
    const size_t count = r->undetermined.count;
    return index < count ? &r->undetermined.items[index] : &r->provisional.items[index - count];
}

/// Finds for each fact what is open that may conclude it.
static void note_concluding(const run *r, question_list *list)
{
    const size_t count = r->undetermined.count + r->provisional.count;
    list->first = ARENA_ARRAY(r->arena, r->pack->fact_count, size_t);
    list->next = ARENA_ARRAY(r->arena, count, size_t);
    for (size_t i = count; i > 0; i--) {
        const rule *which = &r->pack->rules[open_at(r, i - 1)->rule];
        if (which->kind != RULE_CONCLUDES)
            continue;
        list->next[i - 1] = list->first[which->target];
        list->first[which->target] = i;
    }
}

static double weight_of_rule(const run *r, const rule *which)
{
    double certainty = 0.5; // of a certainty that is computed
    if (which->certainty == NULL)
        certainty = 1;
    else if (feel_expression_is_constant(which->certainty))
        certainty =
            fabs(decimal_to_double(feel_decimal(feel_evaluate(r->machine, which->certainty, NULL, 0))));
    return certainty * (which->priority != NULL ? 100 : r->pack->recommendations[which->target].priority);
}

/// Gives a question a rule, which it may have already.
static void add_rule(run *r, const question_list *list, size_t question, size_t rule_index, double weight)
{
    open_question *q = &list->items[question];
    if (bit_set_has(list->sets.items[question], rule_index))
        return;
    bit_set_add(list->sets.items[question], rule_index);
    // Of a table, one row will match, or a few: the heaviest counts, not all of them together.
    const pack_table *table = r->pack->rules[rule_index].table;
    double counted = 0;
    for (size_t i = 0; table != NULL && i < q->rule_count; i++) {
        const rule *before = &r->pack->rules[q->rules[i]];
        if (before->table == table)
            counted = fmax(counted, weight_of_rule(r, before));
    }
    size_t *rules = ARENA_ARRAY(r->arena, q->rule_count + 1, size_t);
    if (q->rule_count > 0)
        memcpy(rules, q->rules, q->rule_count * sizeof *rules);
    rules[q->rule_count++] = rule_index;
    q->rules = rules;
    q->weight += fmax(weight - counted, 0);
}

/// The index of the question; it is added if there is none yet.
static size_t question_for(run *r, question_list *list, size_t fact_index, const record_field *of, slice ask)
{
    const slice field = of != NULL ? of->field->name : (slice){"", 0};
    const slice item_name = of != NULL ? of->item_name : (slice){"", 0};
    const feel_context *record = of != NULL ? of->record : NULL;
    for (size_t i = 0; i < list->count; i++) {
        const open_question *q = &list->items[i];
        if (q->fact == fact_index && q->record == record && slice_equal(q->field, field))
            return i;
    }
    open_question added = {
        .fact = fact_index, .field = field, .item_name = item_name, .record = record, .ask = ask};
    uint64_t *set = ARENA_ARRAY(r->arena, bit_set_words(r->pack->rule_count), uint64_t);
    ARENA_PUSH(r->arena, list, items, count, capacity, added);
    ARENA_PUSH(r->arena, &list->sets, items, count, capacity, set);
    return list->count - 1;
}

static void weigh(run *r, question_list *list, const undetermined *u, size_t rule_index, double weight,
                  unsigned depth);

/// Lets the weight reach what the rules wait for that conclude a derived fact.
static void weigh_derived(run *r, question_list *list, size_t fact_index, size_t rule_index, double weight,
                          unsigned depth)
{
    for (size_t i = list->first[fact_index]; depth < LIMIT_QUESTION_CHAIN && i > 0; i = list->next[i - 1])
        weigh(r, list, open_at(r, i - 1), rule_index, weight, depth + 1);
}

/// True if an undetermined rule that concludes the field may do so for the record.
static bool concludes_for(const run *r, const undetermined *inner, const record_field *of)
{
    const rule *concluding = &r->pack->rules[inner->rule];
    const record_type *type = r->pack->facts[of->fact].record;
    if (concluding->kind != RULE_CONCLUDES_FIELD ||
        pack_find_derived_field(r->pack, type, of->field->name) != (ptrdiff_t)concluding->target)
        return false;
    const size_t about = (size_t)concluding->about_variable;
    const feel_value item = about < inner->bound ? inner->bindings[about] : feel_null();
    return item.kind != FEEL_CONTEXT || item.as.context->record == of->record->record;
}

/// The same for a derived field of a record.
static void weigh_derived_field(run *r, question_list *list, const record_field *of, size_t rule_index,
                                double weight, unsigned depth)
{
    const size_t open = r->undetermined.count + r->provisional.count;
    for (size_t i = 0; depth < LIMIT_QUESTION_CHAIN && i < open; i++) {
        const undetermined *inner = open_at(r, i);
        if (concludes_for(r, inner, of))
            weigh(r, list, inner, rule_index, weight, depth + 1);
    }
}

/// True if the profile says that nobody knows the field: then nobody is asked for it.
static bool is_field_not_known(const run *r, const record_field *of)
{
    const record_type *type = r->pack->facts[of->fact].record;
    return profile_is_not_known(
        r->person, (profile_slot){of->fact, of->record->record, (size_t)(of->field - type->fields)});
}

static void weigh(run *r, question_list *list, const undetermined *u, size_t rule_index, double weight,
                  unsigned depth)
{
    for (size_t i = 0; i < u->waits_count; i++) {
        const feel_unknown *unknown = &u->waits_for[i];
        const size_t fact_index = unknown->variable;
        record_field found;
        if (unknown->record != NULL) {
            if (!waiting_find(r, unknown, &found) || found.field == NULL)
                continue;
            if (found.field->derived)
                weigh_derived_field(r, list, &found, rule_index, weight, depth);
            else if (!is_field_not_known(r, &found))
                add_rule(r, list, question_for(r, list, found.fact, &found, found.field->ask), rule_index,
                         weight);
        } else if (fact_index >= r->pack->fact_count) {
            continue;
        } else if (r->pack->facts[fact_index].derived) {
            weigh_derived(r, list, fact_index, rule_index, weight, depth);
        } else if (!profile_is_not_known(r->person, (profile_slot){.fact = fact_index})) {
            add_rule(r, list, question_for(r, list, fact_index, NULL, r->pack->facts[fact_index].ask),
                     rule_index, weight);
        }
    }
}

/// What weighs more comes first; what weighs the same, in the order of the facts.
static int order_questions(const void *a, const void *b, void *context)
{
    const open_question *x = a;
    const open_question *y = b;
    (void)context;
    if (x->weight != y->weight)
        return x->weight > y->weight ? -1 : 1;
    return (x->fact > y->fact) - (x->fact < y->fact);
}

const open_question *ask_questions(run *r, size_t *count)
{
    question_list list = {0};
    note_concluding(r, &list);
    const size_t open = r->undetermined.count + r->provisional.count;
    for (size_t i = 0; i < open; i++) {
        const undetermined *u = open_at(r, i);
        const rule *which = &r->pack->rules[u->rule];
        if (which->kind == RULE_RECOMMENDS)
            weigh(r, &list, u, u->rule, weight_of_rule(r, which), 0);
    }
    for (size_t i = 0; i < r->open_priorities.count; i++) {
        const undetermined *u = &r->open_priorities.items[i];
        weigh(r, &list, u, u->rule, weight_of_rule(r, &r->pack->rules[u->rule]), 0);
    }
    sort_stable(r->arena, list.items, list.count, sizeof *list.items, order_questions, NULL);
    *count = list.count;
    return list.items;
}

profile_slot question_slot(const open_question *q)
{
    profile_slot slot = {.fact = q->fact};
    for (size_t i = 0; q->record != NULL && i < q->record->count; i++) {
        if (slice_equal(q->record->entries[i].name, q->field))
            slot = (profile_slot){q->fact, q->record->record, i};
    }
    return slot;
}
