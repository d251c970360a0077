// Terms of what runs over the records of a list: quantifiers, counts and sums, and the `for` of a rule.
#include "reason/term_make.h"

/// Begins to run over the records of a fact; false if it is no list of records, or there are too many variables.
static bool enter_list(term_maker *m, const node *n, size_t *variable)
{
    term_collection *c = m->collection;
    const size_t list = n->as.name.slot;
    if (n->kind != NODE_NAME || n->as.name.binding != BINDING_GLOBAL || list >= c->fact_count)
        return term_refuse(m, n, "runs over something else than a list of the profile") != NULL;
    for (uint32_t i = 0; i < n->as.name.filter_count; i++)
        return term_refuse(m, n, "runs over a name that may be an entry of an item") != NULL;
    const feel_type *type = c->scope.scope->variables[list].type;
    const feel_type *record = type != NULL && type->kind == FEEL_TYPE_LIST ? type->element : NULL;
    if (record == NULL || record->kind != FEEL_TYPE_CONTEXT || !record->closed ||
        (c->admits != NULL && !c->admits(c->owner, list, SIZE_MAX)))
        return term_refuse(m, n, "runs over a list whose items are no records that a profile states") != NULL;
    size_t nesting = 0;
    for (size_t i = 0; i < m->active_count; i++)
        nesting += c->variables.items[m->active[i]].list == list;
    if (m->active_count == TERM_MOST_LOOPS)
        return term_refuse(m, n, "has too many loops within each other") != NULL;
    *variable = term_variable_for(c, list, nesting, record);
    m->active[m->active_count++] = *variable;
    return true;
}

static bool bind_record(term_maker *m, const node *n, uint32_t slot, size_t variable)
{
    if (slot >= TERM_MOST_LOCALS)
        return term_refuse(m, n, "has too many variables") != NULL;
    m->locals[slot] = (term_binding){.is_record = true, .variable = variable};
    return true;
}

/// Leaves its variable among those that are run over, unless it fails: the caller takes it back.
bool term_domain_of(term_maker *m, const node *n, term_domain *out)
{
    if (n->kind != NODE_FILTER) {
        out->filter = NULL;
        return enter_list(m, n, &out->variable);
    }
    const node *kept = n->as.filter.condition;
    if (!term_domain_of(m, n->as.filter.list, out) || !bind_record(m, n, n->as.filter.slot, out->variable))
        return false;
    const term *filter = kept->type != NULL && kept->type->kind == FEEL_TYPE_BOOLEAN
                             ? term_make_truth(m, kept)
                             : term_refuse(m, kept, "takes an item by its position");
    if (filter == NULL)
        return false;
    out->filter = term_and(m->collection, out->filter, filter);
    return out->filter != NULL || term_refuse(m, n, "depends on records of more than two lists") != NULL;
}

/// What runs over a domain. NULL if it depends on too much.
static const term *run_over(term_maker *m, const node *n, term_kind kind, term_type type,
                            const term_domain *d, const term *first, const term *second)
{
    const term *made = term_add(m->collection, (term){.kind = kind,
                                                      .type = type,
                                                      .variable = d->variable,
                                                      .parts = {first, second},
                                                      .part_count = second != NULL ? 2 : 1});
    return made != NULL ? made : term_refuse(m, n, "depends on records of more than two lists");
}

/// A quantifier from its iteration `index` on. Some: one that is there and meets the condition. Every: none is there that does not.
static const term *quantify(term_maker *m, const node *n, size_t index)
{
    if (index == n->as.loop.count)
        return term_make_truth(m, n->as.loop.body);
    const iteration *it = &n->as.loop.iterations[index];
    const size_t active = m->active_count;
    term_domain d = {0};
    if (it->to != NULL)
        return term_refuse(m, n, "runs over numbers");
    if (!term_domain_of(m, it->domain, &d) || !bind_record(m, n, it->slot, d.variable))
        return NULL;
    const term *part = quantify(m, n, index + 1);
    m->active_count = active;
    if (part == NULL)
        return NULL;
    const bool some = n->kind == NODE_SOME;
    if (d.filter != NULL)
        part = some ? term_join(m->collection, TERM_AND, d.filter, part)
                    : term_join(m->collection, TERM_OR, term_not(m->collection, d.filter), part);
    if (part == NULL)
        return term_refuse(m, n, "depends on records of more than two lists");
    return run_over(m, n, some ? TERM_SOME : TERM_EVERY, TERM_BOOLEAN, &d, part, NULL);
}

const term *term_make_quantified(term_maker *m, const node *n)
{
    return quantify(m, n, 0);
}

static const term *all_or(term_collection *c, const term *filter)
{
    return filter != NULL ? filter : term_true(c);
}

static const term *count_texts(term_maker *m, const node *n, const node *list)
{
    const term *texts = term_make(m, list);
    if (texts == NULL || texts->type != TERM_TEXTS)
        return term_refuse(m, n, "counts something else than records or texts");
    return term_add(m->collection,
                    (term){.kind = TERM_LENGTH, .type = TERM_NUMBER, .parts = {texts}, .part_count = 1});
}

const term *term_make_count(term_maker *m, const node *n)
{
    const size_t active = m->active_count;
    const node *list = n->as.call.arguments[0];
    term_domain d = {0};
    if (list->kind == NODE_PATH ||
        (list->type != NULL && list->type->kind == FEEL_TYPE_LIST && list->type->element != NULL &&
         list->type->element->kind == FEEL_TYPE_STRING))
        return count_texts(m, n, list);
    if (!term_domain_of(m, list, &d))
        return NULL;
    m->active_count = active;
    return run_over(m, n, TERM_COUNT, TERM_NUMBER, &d, all_or(m->collection, d.filter), NULL);
}

const term *term_make_sum(term_maker *m, const node *n)
{
    const node *path = n->as.call.arguments[0];
    const size_t active = m->active_count;
    term_domain d = {0};
    if (path->kind != NODE_PATH)
        return term_refuse(m, n, "adds up something else than a field of a list's records");
    if (!term_domain_of(m, path->as.path.object, &d))
        return NULL;
    m->active_count = active;
    const term *number = term_field(m, path, d.variable, path->as.path.name);
    if (number == NULL || number->type != TERM_NUMBER)
        return term_refuse(m, n, "adds up something else than numbers");
    return run_over(m, n, TERM_SUM, TERM_NUMBER, &d, all_or(m->collection, d.filter), number);
}

// --- whole expressions ---

static term_maker maker_of(term_collection *c, const feel_expression *x, term_problem *problem)
{
    *problem = (term_problem){0};
    return (term_maker){.collection = c,
                        .whole = x,
                        .cutter = {.in = &c->scope,
                                   .arena = c->arena,
                                   .text = x->source->text,
                                   .local_count = x->local_count},
                        .local_count = x->local_count < TERM_MOST_LOCALS ? x->local_count : TERM_MOST_LOCALS,
                        .problem = problem};
}

const term *term_of_atom(term_collection *c, const feel_expression *x, const atom *asks,
                         term_problem *problem)
{
    term_maker m = maker_of(c, x, problem);
    const node *subject = asks->subject.node;
    if (asks->kind == ATOM_HOLDS && asks->subject.kind != SUBJECT_INPUT)
        return term_make_truth(&m, subject);
    if (asks->kind != ATOM_COMPARE || asks->subject.kind == SUBJECT_INPUT)
        return term_refuse(&m, subject, "has a part of a kind that has no columns");
    return term_compare_constant(&m, subject, asks->op, asks->constant);
}

const term *term_of(term_collection *c, const feel_expression *x, const size_t *variables, size_t count,
                    term_problem *problem)
{
    term_maker m = maker_of(c, x, problem);
    m.loop = variables;
    m.loop_count = count;
    for (size_t i = 0; i < count; i++)
        m.active[m.active_count++] = variables[i];
    return term_make_truth(&m, x->root);
}

const term *term_of_value(term_collection *c, const feel_expression *x, term_problem *problem)
{
    term_maker m = maker_of(c, x, problem);
    return term_make(&m, x->root);
}

bool term_listing_of(term_collection *c, const feel_expression *x, term_listing *out, term_problem *problem)
{
    term_maker m = maker_of(c, x, problem);
    const node *n = x->root;
    const node *body = n->kind == NODE_FOR ? n->as.loop.body : NULL;
    const iteration *it = body != NULL ? &n->as.loop.iterations[0] : NULL;
    size_t variable;
    term_domain d = {0};
    if (it == NULL || n->as.loop.count != 1 || it->to != NULL || body->kind != NODE_PATH)
        return term_refuse(&m, n, "computes its value") != NULL;
    if (!term_domain_of(&m, it->domain, &d) || !bind_record(&m, n, it->slot, d.variable))
        return false;
    if (!term_record(&m, body->as.path.object, &variable) || variable != d.variable ||
        !term_is_admitted(&m, variable, body->as.path.name))
        return term_refuse(&m, body, "lists something else than a field of the records") != NULL;
    const feel_type *record = c->variables.items[variable].record;
    const feel_field *field = feel_type_field(record, body->as.path.name);
    *out = (term_listing){variable, d.filter, (size_t)(field - record->fields)};
    return true;
}

bool term_loop(term_collection *c, const feel_expression *iterations, size_t *variables, size_t count,
               const term **filter, term_problem *problem)
{
    term_maker m = maker_of(c, iterations, problem);
    const node *loop = iterations->root;
    *filter = NULL;
    if (count > 2 || loop->as.loop.count != count)
        return term_refuse(&m, loop, "runs over more than two lists") != NULL;
    for (size_t i = 0; i < count; i++) {
        const iteration *it = &loop->as.loop.iterations[i];
        term_domain d = {0};
        if (it->to != NULL)
            return term_refuse(&m, loop, "runs over numbers") != NULL;
        if (!term_domain_of(&m, it->domain, &d) || !bind_record(&m, loop, it->slot, d.variable))
            return false;
        variables[i] = d.variable;
        *filter = term_and(c, *filter, d.filter);
        if (d.filter != NULL && *filter == NULL)
            return term_refuse(&m, loop, "depends on records of more than two lists") != NULL;
    }
    return true;
}
