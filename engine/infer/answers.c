// Conditions are taken apart only for the rules that read what is asked for, and each once. What is found is kept; nothing half done is, if
// memory ends on the way.
#include "infer/answers.h"

#include "base/limits.h"
#include "check/domain.h"
#include "infer/called_atoms.h"

typedef struct value_list {
    feel_value *items;
    size_t count, capacity;
} value_list;

/// What is asked for.
typedef struct target {
    size_t fact;
    slice field; ///< empty: the fact itself
    const fact *declared;
} target;

/// What a rule looks for in a fact that holds records: an item, or a list of it alone.
typedef struct looked_for {
    size_t fact;
    feel_value value;
} looked_for;

/// A rule's condition, and the lists that its variables run over.
typedef struct cut_rule {
    bool is_cut;
    const condition *when; ///< NULL: none
    const loop_list *lists;
    size_t list_count;
    looked_for *items; ///< those that were asked for
    size_t count, capacity;
} cut_rule;

/// What is known of a target that holds no records.
typedef struct kept_answers {
    bool is_found;
    value_list values;
    enum { NOT_ASKED, ARE_ALL, ARE_NOT_ALL } all;
} kept_answers;

struct answers {
    arena *arena;
    const pack *pack;
    feel_machine machine;
    condition_scope in;
    cut_rule *rules;
    size_t *first; ///< of each fact: its place in `kept`; behind it stand the fields of its records
    kept_answers *kept;
    feel_value none; ///< a list without items
};

answers *answers_new(arena *a, const pack *p)
{
    answers *out = ARENA_NEW(a, answers);
    feel_value *values = ARENA_ARRAY(a, p->scope.count, feel_value);
    size_t targets = 0;
    *out = (answers){.arena = a,
                     .pack = p,
                     .rules = ARENA_ARRAY(a, p->rule_count, cut_rule),
                     .first = ARENA_ARRAY(a, p->fact_count, size_t)};
    for (size_t i = 0; i < p->fact_count; i++) {
        out->first[i] = targets;
        targets += 1 + (p->facts[i].record != NULL ? p->facts[i].record->field_count : 0);
    }
    out->kept = ARENA_ARRAY(a, targets, kept_answers);
    for (size_t i = 0; i < p->constant_count; i++)
        values[p->fact_count + i] = p->constants[i].value;
    feel_machine_init(&out->machine, a);
    out->machine.open_unknowns = true;
    out->in = (condition_scope){&p->scope, values, &out->machine};
    out->none = feel_list_of(a, NULL, 0);
    return out;
}

/// Each search has the same budget, so that what is found does not depend on what was asked before.
static void begin(answers *a)
{
    a->machine.steps_left = LIMIT_STEPS;
    a->machine.exhausted = false;
}

static const cut_rule *cut(answers *a, size_t rule_index)
{
    const rule *r = &a->pack->rules[rule_index];
    cut_rule *out = &a->rules[rule_index];
    if (out->is_cut)
        return out;
    begin(a);
    if (r->when != NULL && r->table == NULL)
        out->when = condition_of(&a->in, r->when);
    if (r->iterations != NULL)
        out->lists = condition_loop_lists(&a->in, r->iterations, a->pack->scope.count, &out->list_count);
    out->is_cut = true;
    return out;
}

// --- atoms about what is asked for ---

/// The fact that a subject is of, or whose items it is of; -1 if it is another thing.
static ptrdiff_t fact_of(const answers *a, const cut_rule *r, const atom_subject *s)
{
    const size_t scope = a->pack->scope.count;
    if (s->kind != SUBJECT_VARIABLE && s->kind != SUBJECT_COUNT)
        return -1;
    if (s->variable < scope)
        return (ptrdiff_t)s->variable;
    return s->variable - scope < r->list_count ? r->lists[s->variable - scope].list : -1;
}

static bool is_about(const answers *a, const cut_rule *r, const atom *asks, const target *t)
{
    return fact_of(a, r, &asks->subject) == (ptrdiff_t)t->fact && slice_equal(asks->subject.field, t->field);
}

static void collect(answers *a, const cut_rule *r, const condition *c, const target *t, atom_list *out)
{
    if (c == NULL)
        return;
    if (c->kind == CONDITION_ATOM && is_about(a, r, &c->atom, t)) {
        const atom *found = &c->atom;
        ARENA_PUSH(a->arena, out, items, count, capacity, found);
    }
    for (size_t i = 0; i < c->count; i++)
        collect(a, r, c->parts[i], t, out);
}

static bool reads(const feel_expression *e, size_t fact_index)
{
    size_t count = 0;
    bool found = false;
    const size_t *read = e != NULL ? feel_expression_reads(e, &count) : NULL;
    for (size_t i = 0; i < count && !found; i++)
        found = read[i] == fact_index;
    return found;
}

static atom_list atoms_about(answers *a, const target *t)
{
    atom_list out = {0};
    const called_target passed = {t->fact, t->field, t->declared->type};
    begin(a);
    for (size_t i = 0; i < a->pack->rule_count; i++) {
        const rule *r = &a->pack->rules[i];
        if (reads(r->when, t->fact) || reads(r->value, t->fact) || reads(r->iterations, t->fact))
            called_atoms_add(&a->in, a->pack, r, &passed, &out);
        if (!reads(r->when, t->fact) && !reads(r->iterations, t->fact))
            continue;
        const cut_rule *of = cut(a, i);
        collect(a, of, of->when, t, &out);
        for (size_t k = 0; k < of->list_count; k++)
            collect(a, of, of->lists[k].filter, t, &out);
    }
    return out;
}

// --- values ---

static void add(answers *a, value_list *out, feel_value v)
{
    bool known = feel_is_null(v) || out->count == LIMIT_ANSWERS;
    for (size_t i = 0; i < out->count && !known; i++)
        known = feel_equal(out->items[i], v) == FEEL_TRUE;
    if (!known)
        ARENA_PUSH(a->arena, out, items, count, capacity, v);
}

static subject subject_of(answers *a, const target *t)
{
    return (subject){.kind = SUBJECT_VARIABLE,
                     .variable = t->fact,
                     .field = t->field,
                     .type = t->declared->type,
                     .declared = t->declared,
                     .allowed =
                         t->declared->allowed != NULL ? condition_of(&a->in, t->declared->allowed) : NULL};
}

static domain domain_for(answers *a, const target *t)
{
    const atom_list atoms = atoms_about(a, t);
    const subject s = subject_of(a, t);
    return domain_of(&a->in, &s, &atoms, true);
}

static void add_single_values(answers *a, const target *t, value_list *out)
{
    if (t->declared->type->kind == FEEL_TYPE_BOOLEAN) {
        add(a, out, feel_boolean(true));
        add(a, out, feel_boolean(false));
        return;
    }
    const domain d = domain_for(a, t);
    for (size_t i = 0; i < d.count; i++) {
        if (d.cells[i].kind == CELL_VALUE && d.cells[i].has_sample)
            add(a, out, d.cells[i].sample);
    }
    add(a, out, domain_sample(&a->in, t->declared, false));
}

static feel_value list_of(answers *a, const feel_value *items, size_t count)
{
    feel_value *kept = ARENA_ARRAY(a->arena, count, feel_value);
    if (count > 0)
        memcpy(kept, items, count * sizeof *kept);
    return feel_list_of(a->arena, kept, count);
}

/// None, each value that a rule looks for, and all of them.
static void add_lists(answers *a, const target *t, value_list *out)
{
    const atom_list atoms = atoms_about(a, t);
    value_list wanted = {0};
    for (size_t i = 0; i < atoms.count; i++) {
        if (atoms.items[i]->kind == ATOM_CONTAINS)
            add(a, &wanted, atoms.items[i]->constant);
    }
    if (wanted.count == 0)
        add(a, &wanted, domain_sample(&a->in, t->declared, true));
    add(a, out, list_of(a, NULL, 0));
    for (size_t i = 0; i < wanted.count; i++)
        add(a, out, list_of(a, &wanted.items[i], 1));
    add(a, out, list_of(a, wanted.items, wanted.count));
}

// --- records ---

typedef struct made_item {
    const target *list;
    const record_type *type;
    const cut_rule *rule;
    feel_entry *entries;
} made_item;

static void fit(answers *a, made_item *item, const condition *c, bool wanted);

/// True if a rule concludes a constant for which the atom is as wanted.
static bool concludes_wanted(answers *a, const rule *r, const atom *asks, bool wanted)
{
    if (r->table != NULL || r->value == NULL || !feel_expression_is_constant(r->value))
        return false;
    const feel_value v = feel_evaluate(&a->machine, r->value, NULL, 0);
    const bool asks_equal = asks->kind == ATOM_COMPARE && asks->op == COMPARE_EQUAL;
    return asks->kind == ATOM_HOLDS ? v.kind == FEEL_BOOLEAN && v.as.boolean == wanted
                                    : asks_equal && (feel_equal(v, asks->constant) == FEEL_TRUE) == wanted;
}

/// A derived field is not said, but concluded: the first rule that concludes what is wanted is to fire.
static void fit_derived(answers *a, made_item *item, const fact *field, const atom *asks, bool wanted)
{
    const pack *p = a->pack;
    const ptrdiff_t at = pack_find_derived_field(p, item->type, field->name);
    const derived_field *d = &p->derived_fields[at];
    for (size_t i = 0; i < d->rule_count; i++) {
        if (!concludes_wanted(a, &p->rules[d->rules[i]], asks, wanted))
            continue;
        made_item same = *item; // its entries are the item's
        same.rule = cut(a, d->rules[i]);
        fit(a, &same, same.rule->when, true);
        return;
    }
}

/// Gives the field that an atom is about a value for which the atom is as wanted, unless it has one.
static void fit_field(answers *a, made_item *item, const atom *asks, bool wanted)
{
    const fact *field = pack_find_field(item->type, asks->subject.field);
    const size_t at = field != NULL ? (size_t)(field - item->type->fields) : 0;
    if (field == NULL || !feel_is_null(item->entries[at].value) ||
        fact_of(a, item->rule, &asks->subject) != (ptrdiff_t)item->list->fact)
        return;
    if (field->derived) {
        fit_derived(a, item, field, asks, wanted);
        return;
    }
    if (asks->kind == ATOM_HOLDS) {
        item->entries[at].value = feel_boolean(wanted);
        return;
    }
    if (asks->kind == ATOM_CONTAINS) {
        item->entries[at].value = list_of(a, &asks->constant, wanted ? 1 : 0);
        return;
    }
    const target t = {item->list->fact, field->name, field};
    const subject s = subject_of(a, &t);
    const atom *const one[] = {asks};
    const atom_list atoms = {.items = (const atom **)(uintptr_t)one, .count = 1, .capacity = 1};
    const domain d = domain_of(&a->in, &s, &atoms, true);
    for (size_t i = 0; i < d.count; i++) {
        if (d.cells[i].has_sample && d.truths[i] == (wanted ? FEEL_TRUE : FEEL_FALSE) &&
            !feel_is_null(d.cells[i].sample)) {
            item->entries[at].value = d.cells[i].sample;
            return;
        }
    }
}

static void fit(answers *a, made_item *item, const condition *c, bool wanted)
{
    if (c == NULL)
        return;
    if (c->kind == CONDITION_ATOM)
        fit_field(a, item, &c->atom, wanted);
    for (size_t i = 0; i < c->count; i++)
        fit(a, item, c->parts[i], c->kind == CONDITION_NOT ? !wanted : wanted);
}

/// A number that no record of a profile has, and no other item that is made up.
static uint32_t made_up_number(const answers *a, const target *t, const cut_rule *r)
{
    return UINT32_MAX - (uint32_t)((size_t)(r - a->rules) * a->pack->fact_count + t->fact);
}

/// An item that a rule looks for: its fields are such that the rule's condition is true of them, as far as that is understood.
static feel_value item_for(answers *a, const target *t, const cut_rule *r)
{
    const record_type *type = t->declared->record;
    made_item item = {t, type, r, ARENA_ARRAY(a->arena, type->field_count, feel_entry)};
    for (size_t i = 0; i < type->field_count; i++)
        item.entries[i].name = type->fields[i].name;
    fit(a, &item, r->when, true);
    for (size_t i = 0; i < r->list_count; i++)
        fit(a, &item, r->lists[i].filter, true);
    for (size_t i = 0; i < type->field_count; i++) {
        const bool needed = type->fields[i].required || (ptrdiff_t)i == type->key;
        if (needed && feel_is_null(item.entries[i].value))
            item.entries[i].value = domain_sample(&a->in, &type->fields[i], false);
    }
    feel_context *record = ARENA_NEW(a->arena, feel_context);
    *record = (feel_context){
        .count = type->field_count, .entries = item.entries, .record = made_up_number(a, t, r)};
    return (feel_value){.kind = FEEL_CONTEXT, .as.context = record};
}

/// What the fact is to be for the rule: such an item, or a list of it alone.
static feel_value looked_for_by(answers *a, const target *t, size_t rule_index)
{
    cut_rule *r = &a->rules[rule_index];
    for (size_t i = 0; i < r->count; i++) {
        if (r->items[i].fact == t->fact)
            return r->items[i].value;
    }
    begin(a);
    const feel_value item = item_for(a, t, cut(a, rule_index));
    const bool is_list = t->declared->type->kind == FEEL_TYPE_LIST;
    const looked_for added = {t->fact, is_list ? list_of(a, &item, 1) : item};
    ARENA_PUSH(a->arena, r, items, count, capacity, added);
    return added.value;
}

static bool runs_over(const cut_rule *r, size_t fact_index)
{
    bool found = false;
    for (size_t i = 0; i < r->list_count && !found; i++)
        found = r->lists[i].list == (ptrdiff_t)fact_index;
    return found;
}

static const feel_value *records_for(answers *a, arena *to, const target *t, const open_question *q,
                                     size_t *count)
{
    const bool is_list = t->declared->type->kind == FEEL_TYPE_LIST;
    feel_value *out = ARENA_ARRAY(to, LIMIT_ANSWERS, feel_value);
    *count = 0;
    if (is_list)
        out[(*count)++] = a->none;
    for (size_t i = 0; i < q->rule_count && *count < LIMIT_ANSWERS; i++) {
        const cut_rule *r = cut(a, q->rules[i]);
        if (!is_list || runs_over(r, t->fact) || i + 1 == q->rule_count)
            out[(*count)++] = looked_for_by(a, t, q->rules[i]);
    }
    return out;
}

/// The target of a question; nothing is declared there if there is no such field.
static target target_of(const answers *a, const open_question *q)
{
    const fact *asked = &a->pack->facts[q->fact];
    return (target){q->fact, q->field, q->field.len > 0 ? pack_find_field(asked->record, q->field) : asked};
}

/// Where what is known of a target is kept.
static kept_answers *kept_for(const answers *a, const target *t)
{
    const size_t behind =
        t->field.len > 0 ? 1 + (size_t)(t->declared - a->pack->facts[t->fact].record->fields) : 0;
    return &a->kept[a->first[t->fact] + behind];
}

/// The answers to what holds no records.
static const value_list *values_for(answers *a, const target *t)
{
    kept_answers *kept = kept_for(a, t);
    value_list found = {0};
    if (kept->is_found)
        return &kept->values;
    begin(a);
    if (t->declared->type->kind == FEEL_TYPE_LIST)
        add_lists(a, t, &found);
    else
        add_single_values(a, t, &found);
    kept->values = found;
    kept->is_found = true;
    return &kept->values;
}

const feel_value *answers_to(answers *a, arena *to, const open_question *q, size_t *count)
{
    const target t = target_of(a, q);
    *count = 0;
    if (t.declared == NULL)
        return NULL;
    if (t.declared->record != NULL)
        return records_for(a, to, &t, q, count);
    const value_list *values = values_for(a, &t);
    *count = values->count;
    return values->items;
}

// --- whether they are all ---

static bool mentions(slice text, slice name)
{
    return name.len > 0 && memmem(text.ptr, text.len, name.ptr, name.len) != NULL;
}

/// True if the text may read the whole of a record that a variable is: its name is there, and no field of it follows.
static bool mentions_whole(slice text, slice name)
{
    const char *end = text.ptr + text.len;
    bool found = false;
    for (const char *at = text.ptr;
         !found && (at = memmem(at, (size_t)(end - at), name.ptr, name.len)) != NULL;) {
        at += name.len;
        const char *next = at;
        while (next < end && *next == ' ')
            next++;
        found = next == end || *next != '.';
    }
    return found;
}

/// True if what is not understood may read what is asked for. Its text may mention the name for another reason, never leave it out.
static bool may_read(const answers *a, const rule *r, slice text, const target *t)
{
    const bool is_field = t->field.len > 0;
    bool found = mentions(text, a->pack->facts[t->fact].name) || (is_field && mentions(text, t->field)) ||
                 (is_field && mentions_whole(text, SLICE("item")));
    for (size_t i = 0; is_field && i < r->variable_count && !found; i++)
        found = mentions_whole(text, r->variables[i].name);
    return found;
}

/// True if nothing in the condition reads what is asked for but atoms about it alone.
static bool asks_of_it_alone(const answers *a, size_t rule_index, const condition *c, const target *t)
{
    if (c == NULL)
        return true;
    const rule *r = &a->pack->rules[rule_index];
    const atom *asks = &c->atom;
    bool alone = c->kind != CONDITION_ATOM || asks->subject.kind != SUBJECT_EXPRESSION ||
                 !may_read(a, r, asks->subject.text, t);
    if (c->kind == CONDITION_ATOM && is_about(a, &a->rules[rule_index], asks, t))
        alone = alone && asks->subject.kind == SUBJECT_VARIABLE && asks->kind != ATOM_CONTAINS;
    for (size_t i = 0; i < c->count && alone; i++)
        alone = asks_of_it_alone(a, rule_index, c->parts[i], t);
    return alone;
}

static bool rule_asks_of_it_alone(answers *a, size_t rule_index, const target *t)
{
    const rule *r = &a->pack->rules[rule_index];
    const bool is_read = reads(r->when, t->fact) || reads(r->iterations, t->fact);
    if (reads(r->value, t->fact) || reads(r->certainty, t->fact))
        return false;
    if (!is_read)
        return true;
    if (r->table != NULL)
        return false;
    const cut_rule *of = cut(a, rule_index);
    bool alone = asks_of_it_alone(a, rule_index, of->when, t);
    for (size_t i = 0; i < of->list_count && alone; i++)
        alone = asks_of_it_alone(a, rule_index, of->lists[i].filter, t) &&
                (of->lists[i].list >= 0 || !may_read(a, r, of->lists[i].text, t));
    return alone;
}

/// True if a table reads it in an input or a default: these are no conditions of its rows.
static bool table_reads(const pack *p, size_t fact_index)
{
    bool found = false;
    for (size_t i = 0; i < p->table_count && !found; i++) {
        const feel_table *form = &p->tables[i].form;
        found = reads(p->tables[i].default_value, fact_index);
        for (size_t k = 0; k < form->input_count && !found; k++)
            found =
                reads(form->inputs[k].expression, fact_index) || reads(form->inputs[k].values, fact_index);
        for (size_t k = 0; k < form->input_count * form->row_count && !found; k++)
            found = reads(form->cells[k], fact_index);
    }
    return found;
}

/// True if the declaration allows only a few values, and all of them are among the answers.
static bool are_all_allowed(answers *a, const target *t)
{
    const feel_type *type = t->declared->type;
    const size_t count = values_for(a, t)->count;
    return type->allowed != NULL && count > 0 && count >= type->allowed_count;
}

/// True if a value of each cell was found, and there are not too many.
static bool has_samples(answers *a, const target *t)
{
    const domain d = domain_for(a, t);
    bool all = d.count <= LIMIT_ANSWERS;
    for (size_t i = 0; i < d.count && all; i++)
        all = d.cells[i].kind == CELL_NULL || (d.cells[i].kind == CELL_VALUE && d.cells[i].has_sample);
    return all;
}

static bool find_whether_all(answers *a, const target *t)
{
    begin(a);
    if (t->declared->type->kind == FEEL_TYPE_BOOLEAN || are_all_allowed(a, t))
        return true;
    bool all = has_samples(a, t) && !table_reads(a->pack, t->fact);
    for (size_t i = 0; i < a->pack->rule_count && all; i++)
        all = rule_asks_of_it_alone(a, i, t);
    return all;
}

bool answers_are_all(answers *a, const open_question *q)
{
    const target t = target_of(a, q);
    if (t.declared == NULL || t.declared->record != NULL || t.declared->type->kind == FEEL_TYPE_LIST)
        return false;
    kept_answers *kept = kept_for(a, &t);
    if (kept->all == NOT_ASKED)
        kept->all = find_whether_all(a, &t) ? ARE_ALL : ARE_NOT_ALL;
    return kept->all == ARE_ALL;
}
