// What is unknown and could change the advice, as the vocabulary's questions. A rule that is undetermined weighs on each unknown that it
// waits for with the score that it could move; through a derived fact the weight reaches the facts that its rules wait for.
#include "infer/question.h"

#include "base/limits.h"
#include "base/sort.h"

#include <math.h>

typedef struct question_list {
    open_question *items;
    size_t count, capacity;
} question_list;

static double weight_of_rule(const run *r, const rule *which)
{
    double certainty = 0.5; // of a certainty that is computed
    if (which->certainty == NULL)
        certainty = 1;
    else if (feel_expression_is_constant(which->certainty))
        certainty =
            fabs(decimal_to_double(feel_decimal(feel_evaluate(r->machine, which->certainty, NULL, 0))));
    return certainty * r->pack->recommendations[which->target].priority;
}

static void add_rule(run *r, open_question *q, size_t rule_index, double weight)
{
    for (size_t i = 0; i < q->rule_count; i++) {
        if (q->rules[i] == rule_index)
            return;
    }
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

/// The fact whose list holds the record, and the record's field.
static bool find_field(const run *r, const feel_unknown *u, size_t *fact_index, const fact **field,
                       slice *item_name)
{
    for (size_t i = 0; i < r->pack->fact_count; i++) {
        const fact *f = &r->pack->facts[i];
        feel_value v = r->person->values[i];
        if (f->record == NULL || feel_is_null(v))
            continue;
        size_t count = v.kind == FEEL_LIST ? v.as.list->count : 1;
        for (size_t j = 0; j < count; j++) {
            feel_value item = v.kind == FEEL_LIST ? v.as.list->items[j] : v;
            if (item.kind != FEEL_CONTEXT || item.as.context->record != u->record->record)
                continue;
            *fact_index = i;
            *item_name = (slice){"", 0};
            if (f->record->key >= 0 && item.as.context->entries[f->record->key].value.kind == FEEL_STRING)
                *item_name = feel_text(item.as.context->entries[f->record->key].value);
            for (size_t k = 0; k < f->record->field_count; k++) {
                if (slice_equal(f->record->fields[k].name, u->field))
                    *field = &f->record->fields[k];
            }
            return *field != NULL;
        }
    }
    return false;
}

static open_question *question_for(run *r, question_list *list, size_t fact_index, slice field,
                                   slice item_name, slice ask)
{
    for (size_t i = 0; i < list->count; i++) {
        open_question *q = &list->items[i];
        if (q->fact == fact_index && slice_equal(q->field, field) && slice_equal(q->item_name, item_name))
            return q;
    }
    open_question added = {.fact = fact_index, .field = field, .item_name = item_name, .ask = ask};
    ARENA_PUSH(r->arena, list, items, count, capacity, added);
    return &list->items[list->count - 1];
}

static void weigh(run *r, question_list *list, const undetermined *u, size_t rule_index, double weight,
                  unsigned depth)
{
    for (size_t i = 0; i < u->waits_count; i++) {
        const feel_unknown *unknown = &u->waits_for[i];
        size_t fact_index = unknown->variable;
        const fact *field = NULL;
        slice item_name = {"", 0};
        if (unknown->record != NULL) {
            if (find_field(r, unknown, &fact_index, &field, &item_name))
                add_rule(r, question_for(r, list, fact_index, field->name, item_name, field->ask), rule_index,
                         weight);
            continue;
        }
        if (fact_index >= r->pack->fact_count)
            continue;
        if (!r->pack->facts[fact_index].derived) {
            add_rule(
                r,
                question_for(r, list, fact_index, (slice){"", 0}, item_name, r->pack->facts[fact_index].ask),
                rule_index, weight);
            continue;
        }
        for (size_t j = 0; depth < LIMIT_QUESTION_CHAIN && j < r->undetermined.count; j++) {
            const undetermined *inner = &r->undetermined.items[j];
            const rule *concluding = &r->pack->rules[inner->rule];
            if (concluding->kind == RULE_CONCLUDES && concluding->target == fact_index)
                weigh(r, list, inner, rule_index, weight, depth + 1);
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
    for (size_t i = 0; i < r->undetermined.count; i++) {
        const undetermined *u = &r->undetermined.items[i];
        const rule *which = &r->pack->rules[u->rule];
        if (which->kind == RULE_RECOMMENDS)
            weigh(r, &list, u, u->rule, weight_of_rule(r, which), 0);
    }
    sort_stable(r->arena, list.items, list.count, sizeof *list.items, order_questions, NULL);
    *count = list.count;
    return list.items;
}
