// The condition is parsed in the scope of the pack with the results behind it, so that facts are found first.
#include "batch/where.h"

#include "base/decimal.h"

#include <math.h>

static const char *const result_names[WHERE_RESULTS] = {"given", "first", "score", "questions"};

/// A string that is the id of a recommendation, so that a misspelt id is an error and not just never true.
static const feel_type *id_type(arena *a, const pack *p)
{
    feel_type *type = ARENA_NEW(a, feel_type);
    feel_value *ids = ARENA_ARRAY(a, p->recommendation_count, feel_value);
    for (size_t i = 0; i < p->recommendation_count; i++)
        ids[i] = feel_string(p->recommendations[i].id);
    *type = *feel_type_of_kind(FEEL_TYPE_STRING);
    type->allowed = ids;
    type->allowed_count = p->recommendation_count;
    return type;
}

static feel_scope scope_of(arena *a, const pack *p, const slice *kept, size_t kept_count)
{
    const feel_type *id = id_type(a, p);
    const feel_type *number = feel_type_of_kind(FEEL_TYPE_NUMBER);
    const feel_type *const types[WHERE_RESULTS] = {feel_type_list(a, id), id, number, number};
    feel_scope scope = p->scope;
    feel_variable *variables = ARENA_ARRAY(a, scope.count + WHERE_RESULTS + kept_count, feel_variable);
    for (size_t i = 0; i < scope.count; i++)
        variables[i] = scope.variables[i];
    for (size_t i = 0; i < WHERE_RESULTS; i++)
        variables[scope.count + i] = (feel_variable){.name = slice_of(result_names[i]), .type = types[i]};
    for (size_t i = 0; i < kept_count; i++)
        variables[scope.count + WHERE_RESULTS + i] =
            (feel_variable){.name = arena_copy(a, kept[i]), .type = feel_type_of_kind(FEEL_TYPE_STRING)};
    scope.variables = variables;
    scope.count += WHERE_RESULTS + kept_count;
    scope.single_words = scope.single_words && kept_count == 0;
    scope.noun = "fact or result";
    return scope;
}

const where *where_new(arena *a, const pack *p, const slice *kept, size_t kept_count,
                       const source_text *source, diag_list *diags)
{
    const feel_scope scope = scope_of(a, p, kept, kept_count);
    where *w = ARENA_NEW(a, where);
    *w = (where){.pack = p, .test = feel_parse(a, source, &scope, diags)};
    if (w->test == NULL)
        return NULL;
    const feel_type *type = feel_expression_type(w->test);
    if (type->kind != FEEL_TYPE_BOOLEAN && type->kind != FEEL_TYPE_ANY) {
        diag_error(diags, feel_expression_place(w->test), "type-mismatch",
                   "a condition must be true or false, but this is %.*s", SLICE_ARG(feel_type_text(a, type)));
        return NULL;
    }
    size_t count = 0;
    const size_t *reads = feel_expression_reads(w->test, &count);
    size_t *facts = ARENA_ARRAY(a, count, size_t);
    slice *names = ARENA_ARRAY(a, count, slice);
    size_t *slots = ARENA_ARRAY(a, count, size_t);
    for (size_t i = 0; i < count; i++) {
        if (reads[i] < p->fact_count)
            facts[w->fact_count++] = reads[i];
        else if (reads[i] >= p->scope.count + WHERE_RESULTS) {
            names[w->kept_count] = scope.variables[reads[i]].name;
            slots[w->kept_count++] = reads[i];
        } else if (reads[i] >= p->scope.count)
            w->reads[reads[i] - p->scope.count] = true;
    }
    w->facts = facts;
    w->kept = names;
    w->kept_slots = slots;
    w->slots = scope.count;
    return w;
}

// --- evaluation ---

static feel_value id_of(const pipeline_outcome *o, size_t index)
{
    return feel_string(o->pack->recommendations[o->result.advices[index].ranking.recommendation].id);
}

static feel_value given_ids(arena *a, const pipeline_outcome *o)
{
    feel_value *ids = ARENA_ARRAY(a, o->result.count, feel_value);
    bool *met = ARENA_ARRAY(a, o->pack->recommendation_count, bool);
    size_t count = 0;
    for (size_t i = 0; i < o->result.count; i++) {
        const size_t which = o->result.advices[i].ranking.recommendation;
        if (!met[which])
            ids[count++] = id_of(o, i);
        met[which] = true;
    }
    return feel_list_of(a, ids, count);
}

static feel_value open_questions(const pipeline_outcome *o)
{
    if (o->whole == NULL)
        return feel_null();
    int64_t count = 0;
    for (size_t i = 0; i < o->whole->question_count; i++)
        count += o->whole->questions[i].may_matter;
    return feel_integer(count);
}

/// The score as results write it, so that people can compare it with what they read.
static feel_value score_of(arena *a, const pipeline_outcome *o)
{
    decimal d;
    const double rounded = round(o->result.advices[0].ranking.score * 10000) / 10000;
    return decimal_from_double(rounded, &d) ? feel_number(a, d) : feel_null();
}

static feel_value result_value(const where *w, arena *a, const pipeline_outcome *o, where_result which)
{
    const bool any = o->result.count > 0;
    if (!w->reads[which])
        return feel_null();
    switch (which) {
    case WHERE_GIVEN: return given_ids(a, o);
    case WHERE_FIRST: return any ? id_of(o, 0) : feel_null();
    case WHERE_SCORE: return any ? score_of(a, o) : feel_null();
    case WHERE_QUESTIONS: return open_questions(o);
    case WHERE_RESULTS: break;
    }
    return feel_null();
}

bool where_holds(const where *w, feel_machine *machine, const feel_value *facts, const slice *kept,
                 const pipeline_outcome *o)
{
    const pack *p = w->pack;
    feel_value *values = ARENA_ARRAY(machine->arena, w->slots, feel_value);
    for (size_t i = 0; i < p->scope.count; i++)
        values[i] = i < p->fact_count ? feel_null() : p->constants[i - p->fact_count].value;
    for (size_t i = 0; i < w->fact_count; i++)
        values[w->facts[i]] = facts[i];
    for (where_result i = 0; i < WHERE_RESULTS; i++)
        values[p->scope.count + i] = result_value(w, machine->arena, o, i);
    for (size_t i = 0; i < w->kept_count; i++)
        values[w->kept_slots[i]] = kept[i].ptr != NULL ? feel_string(kept[i]) : feel_null();
    return feel_is_true(feel_evaluate(machine, w->test, values, w->slots));
}
