// Terms that the interpreter evaluates: calls of built-ins on records of loops, such as ending(memo.text). They are evaluated once for each
// record, however many rules ask for them.
#include "feel/eval.h"
#include "reason/term_make.h"

/// The loop variables that a node reads, and which fields of their records.
typedef struct reading {
    const term_maker *maker;
    size_t places[2];
    size_t count;
    term_read reads[TERM_MOST_READS]; ///< their sides are indexes in `places`
    size_t read_count;                ///< may be more than there is room for
} reading;

/// False if there are too many variables.
static bool read_field(reading *r, size_t place_in_loop, size_t variable, slice name)
{
    const feel_type *record = r->maker->collection->variables.items[variable].record;
    const size_t field = (size_t)(feel_type_field(record, name) - record->fields);
    const size_t side = r->count > 0 && r->places[0] != place_in_loop ? 1 : 0;
    if (side < r->count && r->places[side] != place_in_loop)
        return false;
    r->places[side] = place_in_loop;
    r->count = side < r->count ? r->count : side + 1;
    if (r->read_count < TERM_MOST_READS)
        r->reads[r->read_count] = (term_read){side, field};
    r->read_count++;
    return true;
}

/// True if the node reads nothing but constants of the scope and fields of loop variables.
static bool reads_records_alone(reading *r, const node *n)
{
    const term_maker *m = r->maker;
    const size_t outside = m->collection->scope.scope->count;
    if (condition_is_constant(&m->cutter, n))
        return true;
    if (n->kind == NODE_PATH) {
        const node *object = n->as.path.object;
        size_t variable;
        return object->kind == NODE_NAME && object->as.name.binding == BINDING_GLOBAL &&
               object->as.name.slot >= outside && object->as.name.filter_count == 0 &&
               term_record(m, object, &variable) && term_is_admitted(m, variable, n->as.path.name) &&
               read_field(r, object->as.name.slot - outside, variable, n->as.path.name);
    }
    if (n->kind != NODE_CALL || n->as.call.rows == NULL || n->as.call.names != NULL)
        return false;
    for (size_t i = 0; i < n->as.call.count; i++) {
        if (!reads_records_alone(r, n->as.call.arguments[i]))
            return false;
    }
    return true;
}

const term *term_make_evaluated(term_maker *m, const node *n)
{
    reading r = {.maker = m};
    const size_t none = (size_t)TERM_NONE;
    const feel_type_kind kind = n->type != NULL ? n->type->kind : FEEL_TYPE_ANY;
    if (m->is_inside || (kind != FEEL_TYPE_BOOLEAN && kind != FEEL_TYPE_STRING) || m->whole->uses_clock ||
        !reads_records_alone(&r, n) || r.count == 0)
        return NULL;
    const bool turned = r.count == 2 && m->loop[r.places[1]] < m->loop[r.places[0]];
    const size_t first = r.places[turned ? 1 : 0];
    const size_t second = r.count == 2 ? r.places[turned ? 0 : 1] : none;
    term made = {.kind = TERM_EVALUATED,
                 .type = kind == FEEL_TYPE_BOOLEAN ? TERM_BOOLEAN : TERM_TEXT,
                 .constant = feel_string(condition_key(&m->cutter, n)),
                 .node = n,
                 .expression = m->whole,
                 .over = {m->loop[first], second != none ? m->loop[second] : none},
                 .places = {first, second}};
    if (r.read_count <= TERM_MOST_READS)
        made.read_count = r.read_count;
    for (size_t i = 0; i < made.read_count; i++)
        made.reads[i] = (term_read){turned ? 1 - r.reads[i].side : r.reads[i].side, r.reads[i].field};
    return term_add(m->collection, made);
}

feel_value term_evaluate(const term *t, feel_machine *m, const feel_value *values, size_t count)
{
    env e = eval_env(m, t->expression, values, count);
    return eval_node(&e, t->node);
}
