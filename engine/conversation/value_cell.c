// Values with an order are cut at the constants that they are compared with, by check/domain.h: asked with two atoms for each constant, it
// keeps all that lies between two constants apart.
#include "conversation/value_cell.h"

#include "check/domain.h"
#include "check/sample.h"

typedef struct cell_list {
    value_cell *items;
    size_t count, capacity;
} cell_list;

/// What is cut.
typedef struct cut_slot {
    const value_cutter *by;
    arena *arena;
    size_t fact;
    const fact *declared;
    bool is_field;
    feel_value now;
    bool is_sampled;
    value_list constants; ///< sorted, of the slot's kind
    cell_list out;
} cut_slot;

static void add_cell(cut_slot *s, value_cell added)
{
    ARENA_PUSH(s->arena, &s->out, items, count, capacity, added);
}

static void add_point(cut_slot *s, feel_value v)
{
    add_cell(s, (value_cell){.kind = VALUE_POINT, .sample = v});
}

// --- constants ---

static void add_constant(cut_slot *s, feel_value v)
{
    if (v.kind == feel_kind_of_type(s->declared->type) && !feel_is_null(v))
        sample_insert(s->arena, &s->constants, v);
}

/// Calls `visit` for what a name has in the profile: of a fact its value, or while it is unknown the first that is allowed; of a field the
/// value in each record.
static void visit_other(cut_slot *s, const mention *m, void (*visit)(cut_slot *s, feel_value v))
{
    const pack *p = s->by->run->pack;
    if (m->other_variable >= 0 && (size_t)m->other_variable < p->fact_count) {
        const feel_value v = s->by->values[m->other_variable];
        const feel_type *type = p->facts[m->other_variable].type;
        visit(s, feel_is_null(v) && type->allowed_count > 0 ? type->allowed[0] : v);
        return;
    }
    for (size_t i = 0; i < p->fact_count; i++) {
        const feel_value list = s->by->values[i];
        for (size_t k = 0; p->facts[i].record != NULL && list.kind == FEEL_LIST && k < list.as.list->count;
             k++) {
            const feel_value item = list.as.list->items[k];
            const feel_value *entry =
                item.kind == FEEL_CONTEXT ? feel_context_get(item.as.context, m->other) : NULL;
            if (entry != NULL)
                visit(s, *entry);
        }
    }
}

static void add_mentioned(void *state, const mention *m)
{
    cut_slot *s = state;
    if (m->use == MENTION_COMPARED)
        add_constant(s, m->constant);
    else if (m->use == MENTION_NAMED)
        visit_other(s, m, add_constant);
}

static void add_constants_of(cut_slot *s, const condition *allowed)
{
    if (allowed->kind == CONDITION_ATOM && allowed->atom.kind == ATOM_COMPARE)
        add_constant(s, allowed->atom.constant);
    for (size_t i = 0; i < allowed->count; i++)
        add_constants_of(s, allowed->parts[i]);
}

/// What is computed with has no constants of its own: also cut at the present value, and halfway to what lies beside it.
static void add_halves(cut_slot *s)
{
    if (feel_is_null(s->now) || s->now.kind != FEEL_NUMBER)
        return;
    const value_list old = s->constants;
    add_constant(s, s->now);
    for (size_t i = 0; i < old.count; i++) {
        const feel_value middle = sample_halfway(s->arena, old.items[i], s->now);
        if (!feel_is_null(middle))
            add_constant(s, middle);
    }
}

static void collect_constants(cut_slot *s, const condition *allowed)
{
    (void)relevance_visit(s->by->relevance, s->fact, s->declared, s->is_field, add_mentioned, s);
    if (allowed != NULL)
        add_constants_of(s, allowed);
    for (size_t i = 0; i < s->declared->type->allowed_count; i++)
        add_constant(s, s->declared->type->allowed[i]);
    if (s->is_sampled)
        add_halves(s);
}

// --- cells ---

/// Two atoms for each constant, which together tell below, at and above apart; of texts one, since their order means nothing.
static atom_list atoms_at(const cut_slot *s)
{
    static const comparison_kind kinds[] = {COMPARE_EQUAL, COMPARE_LESS};
    const bool has_order = s->declared->type->kind != FEEL_TYPE_STRING;
    atom_list out = {0};
    for (size_t i = 0; i < s->constants.count; i++) {
        for (size_t k = 0; k < (has_order ? 2 : 1); k++) {
            atom *one = ARENA_NEW(s->arena, atom);
            *one = (atom){.kind = ATOM_COMPARE, .op = kinds[k], .constant = s->constants.items[i]};
            const atom *kept = one;
            ARENA_PUSH(s->arena, &out, items, count, capacity, kept);
        }
    }
    return out;
}

static value_cell cell_at(const cut_slot *s, const cell *from)
{
    const size_t index = from->position / 2;
    if (from->position % 2 == 1 || s->is_sampled)
        return (value_cell){.kind = VALUE_POINT, .sample = from->sample};
    if (s->declared->type->kind == FEEL_TYPE_STRING)
        return (value_cell){.kind = VALUE_OTHER, .sample = from->sample};
    return (value_cell){.kind = VALUE_RANGE,
                        .sample = from->sample,
                        .low = index > 0 ? s->constants.items[index - 1] : feel_null(),
                        .high = index < s->constants.count ? s->constants.items[index] : feel_null()};
}

/// The cells by their position: those between and at the constants, ascending. A text that is none of them comes last.
static void add_in_order(cut_slot *s, const domain *d)
{
    const bool has_order = s->declared->type->kind != FEEL_TYPE_STRING;
    for (size_t position = 0; position <= 2 * s->constants.count; position++) {
        for (size_t i = 0; i < d->count; i++) {
            const cell *one = &d->cells[i];
            if (one->kind == CELL_VALUE && one->has_sample && one->position == position &&
                (has_order || position % 2 == 1))
                add_cell(s, cell_at(s, one));
        }
    }
    for (size_t i = 0; i < d->count && !has_order; i++) {
        const cell *one = &d->cells[i];
        if (one->kind == CELL_VALUE && one->has_sample && one->position % 2 == 0)
            add_cell(s, cell_at(s, one));
    }
}

static void cut_truth(cut_slot *s)
{
    add_point(s, feel_boolean(true));
    add_point(s, feel_boolean(false));
}

static void cut_single(cut_slot *s)
{
    const fact *f = s->declared;
    const condition *allowed = f->allowed != NULL ? condition_of(s->by->in, f->allowed) : NULL;
    const subject about = {.kind = SUBJECT_VARIABLE,
                           .variable = s->fact,
                           .field = s->is_field ? f->name : (slice){"", 0},
                           .type = f->type,
                           .declared = f,
                           .allowed = allowed};
    collect_constants(s, allowed);
    const atom_list atoms = atoms_at(s);
    const domain d = domain_of(s->by->in, &about, &atoms, true);
    add_in_order(s, &d);
}

// --- lists ---

static feel_value list_with(const cut_slot *s, feel_value item)
{
    const size_t count = s->now.kind == FEEL_LIST ? s->now.as.list->count : 0;
    feel_value *items = ARENA_ARRAY(s->arena, count + 1, feel_value);
    if (count > 0)
        memcpy(items, s->now.as.list->items, count * sizeof *items);
    items[count] = item;
    return feel_list_of(s->arena, items, count + 1);
}

static feel_value list_without(const cut_slot *s, size_t left_out)
{
    const size_t count = s->now.as.list->count;
    feel_value *items = ARENA_ARRAY(s->arena, count, feel_value);
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        if (i != left_out)
            items[kept++] = s->now.as.list->items[i];
    }
    return feel_list_of(s->arena, items, kept);
}

static bool has_item(const cut_slot *s, feel_value item)
{
    bool found = false;
    for (size_t i = 0; s->now.kind == FEEL_LIST && i < s->now.as.list->count && !found; i++)
        found = feel_equal(s->now.as.list->items[i], item) == FEEL_TRUE;
    return found;
}

static void add_empty(cut_slot *s)
{
    if (s->now.kind != FEEL_LIST)
        add_point(s, feel_list_of(s->arena, NULL, 0));
}

static void add_with(cut_slot *s, feel_value item)
{
    if (!has_item(s, item))
        add_cell(s, (value_cell){.kind = VALUE_WITH, .sample = list_with(s, item), .item = item});
}

static void add_wanted(cut_slot *s, feel_value v)
{
    if (!feel_is_null(v) && v.kind != FEEL_LIST && v.kind != FEEL_CONTEXT)
        sample_insert(s->arena, &s->constants, v);
}

static void add_wanted_by(void *state, const mention *m)
{
    cut_slot *s = state;
    if (m->use == MENTION_COMPARED)
        add_wanted(s, m->constant);
    else if (m->use == MENTION_NAMED)
        visit_other(s, m, add_wanted);
}

/// A list of texts or numbers: none, with each of the items that are looked for, or without each of those that it has.
static void cut_list(cut_slot *s)
{
    const feel_type *type = s->declared->type->element;
    (void)relevance_visit(s->by->relevance, s->fact, s->declared, s->is_field, add_wanted_by, s);
    for (size_t i = 0; type != NULL && i < type->allowed_count; i++)
        add_wanted(s, type->allowed[i]);
    const feel_value any = domain_sample(s->by->in, s->declared, true);
    if (s->constants.count == 0 && !feel_is_null(any))
        add_wanted(s, any);
    add_empty(s);
    for (size_t i = 0; i < s->constants.count; i++) {
        if (type == NULL || s->constants.items[i].kind == feel_kind_of_type(type))
            add_with(s, s->constants.items[i]);
    }
    for (size_t i = 0; s->now.kind == FEEL_LIST && i < s->now.as.list->count; i++) {
        const feel_value item = s->now.as.list->items[i];
        if (!feel_is_null(item))
            add_cell(s, (value_cell){.kind = VALUE_WITHOUT, .sample = list_without(s, i), .item = item});
    }
}

/// What completes a field of a made-up item: the value of a fact that the field is compared with.
static void complete_by_mention(void *state, const mention *m)
{
    cut_slot *c = state;
    if (m->use == MENTION_NAMED && m->other_variable >= 0)
        visit_other(c, m, add_constant);
}

/// @param turn  which of several; past the last one the last again
/// @param more  receives whether there are others for later turns
static feel_value compared_value(const cut_slot *s, const fact *field, size_t turn, bool *more)
{
    cut_slot c = {.by = s->by, .arena = s->arena, .fact = s->fact, .declared = field, .is_field = true};
    (void)relevance_visit(s->by->relevance, s->fact, field, true, complete_by_mention, &c);
    *more = *more || turn + 1 < c.constants.count;
    return c.constants.count == 0     ? feel_null()
           : turn < c.constants.count ? c.constants.items[turn]
                                      : c.constants.items[c.constants.count - 1];
}

static bool allow_the_same(const feel_type *a, const feel_type *b)
{
    return a->allowed_count > 0 && a->allowed_count == b->allowed_count &&
           feel_equal(a->allowed[0], b->allowed[0]) == FEEL_TRUE;
}

/// The value of a relevant fact whose values are those that the field, or an item of it, can have.
static feel_value kindred_value(const cut_slot *s, const fact *field)
{
    const pack *p = s->by->run->pack;
    const bool is_list = field->type->kind == FEEL_TYPE_LIST;
    const feel_type *type = is_list ? field->type->element : field->type;
    for (size_t i = 0; type != NULL && i < p->fact_count; i++) {
        const feel_value v = s->by->values[i];
        if (s->by->relevance->variables[i] && v.kind == FEEL_STRING && allow_the_same(type, p->facts[i].type))
            return is_list ? feel_list_of(s->arena, &s->by->values[i], 1) : v;
    }
    return feel_null();
}

/// The item with what completes it in the fields that it leaves open; null if nothing does.
/// @param turn, more  as of `compared_value`
static feel_value completed(const cut_slot *s, feel_value item, size_t turn, bool *more)
{
    const record_type *type = s->declared->record;
    const feel_context *old = item.as.context;
    feel_entry *entries = ARENA_ARRAY(s->arena, old->count, feel_entry);
    bool is_other = false;
    for (size_t i = 0; i < old->count; i++) {
        const fact *field = &type->fields[i];
        mention_use use;
        entries[i] = old->entries[i];
        if (!feel_is_null(entries[i].value) ||
            !relevance_mentions(s->by->relevance, s->fact, field, true, &use))
            continue;
        const feel_value compared = compared_value(s, field, turn, more);
        entries[i].value = feel_is_null(compared) ? kindred_value(s, field) : compared;
        is_other = is_other || !feel_is_null(entries[i].value);
    }
    feel_context *record = ARENA_NEW(s->arena, feel_context);
    *record = *old;
    record->entries = entries;
    return is_other ? (feel_value){.kind = FEEL_CONTEXT, .as.context = record} : feel_null();
}

static void add_record(cut_slot *s, feel_value item)
{
    if (feel_is_null(item))
        return;
    for (size_t i = 0; i < s->out.count; i++) { // two rules may look for the same
        const feel_value known = s->out.items[i].item;
        if (known.kind == FEEL_CONTEXT && feel_equal(known, item) == FEEL_TRUE)
            return;
    }
    add_cell(s, (value_cell){.kind = VALUE_WITH, .sample = list_with(s, item), .item = item});
}

/// The item, and what it is completed to.
static void add_completed(cut_slot *s, feel_value item)
{
    enum { MOST_TURNS = 4 };
    bool more = true;
    add_record(s, item);
    for (size_t turn = 0; turn < MOST_TURNS && more; turn++) {
        more = false;
        add_record(s, completed(s, item, turn, &more));
    }
}

/// Records: items that rules look for, each made up.
static void cut_records(cut_slot *s)
{
    const open_question asked = {.fact = s->fact, .rules = s->by->rules, .rule_count = s->by->rule_count};
    size_t count = 0;
    const feel_value *values = answers_to(s->by->answers, s->by->run->arena, &asked, &count);
    const bool is_list = s->declared->type->kind == FEEL_TYPE_LIST;
    for (size_t i = 0; i < count; i++) {
        const feel_value v = values[i];
        if (!is_list)
            add_point(s, v);
        else if (v.as.list->count == 1)
            add_completed(s, v.as.list->items[0]);
        else
            add_empty(s);
    }
}

// --- the present value ---

static bool holds(const value_cell *one, feel_value v)
{
    switch (one->kind) {
    case VALUE_POINT: return feel_equal(one->sample, v) == FEEL_TRUE;
    case VALUE_RANGE:
        return sample_is_between(v, feel_is_null(one->low) ? NULL : &one->low,
                                 feel_is_null(one->high) ? NULL : &one->high);
    case VALUE_OTHER: return true; // it comes last
    case VALUE_WITH:
    case VALUE_WITHOUT: break;
    }
    return false;
}

static size_t cell_with(const cell_list *cells, feel_value v)
{
    size_t at = 0;
    while (at < cells->count && (feel_is_null(v) || !holds(&cells->items[at], v)))
        at++;
    return at;
}

static void cut_slot_values(cut_slot *s, mention_use use)
{
    const feel_type *type = s->declared->type;
    s->is_sampled = use >= MENTION_PASSED && type->kind != FEEL_TYPE_BOOLEAN &&
                    !(type->kind == FEEL_TYPE_STRING && type->allowed_count > 0);
    if (s->declared->is_text)
        return; // whoever writes texts has no cells of them
    if (s->declared->record != NULL && !s->is_field)
        cut_records(s);
    else if (type->kind == FEEL_TYPE_LIST && s->declared->record == NULL)
        cut_list(s);
    else if (type->kind == FEEL_TYPE_BOOLEAN)
        cut_truth(s);
    else if (feel_kind_of_type(type) != FEEL_NULL && s->declared->record == NULL)
        cut_single(s);
    s->is_sampled = s->is_sampled || type->kind == FEEL_TYPE_LIST || s->declared->record != NULL;
}

value_cells value_cells_of(const value_cutter *c, size_t fact_index, const fact *declared, bool is_field,
                           feel_value now)
{
    mention_use use;
    cut_slot s = {.by = c,
                  .arena = c->run->arena,
                  .fact = fact_index,
                  .declared = declared,
                  .is_field = is_field,
                  .now = now};
    if (relevance_mentions(c->relevance, fact_index, declared, is_field, &use))
        cut_slot_values(&s, use);
    return (value_cells){s.out.items, s.out.count, cell_with(&s.out, now), s.is_sampled};
}
