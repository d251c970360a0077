// Rules to formulas: conditions in negation normal form, over subjects that are shared by all rules of the pack.
#include "check/analysis.h"

#include "base/text.h"

// --- subjects ---

/// A list can only be compared with null, and it is null if the number of its items is.
static subject_kind kind_of(const atom *asks)
{
    bool is_list = asks->subject.kind == SUBJECT_VARIABLE && asks->kind == ATOM_COMPARE &&
                   asks->subject.type->kind == FEEL_TYPE_LIST;
    return is_list ? SUBJECT_COUNT : asks->subject.kind;
}

static slice subject_key(analysis *an, const analysed_rule *r, const atom *asks)
{
    const atom_subject *s = &asks->subject;
    text_builder key = {.arena = an->scratch};
    if (s->kind == SUBJECT_EXPRESSION) {
        text_add_format(&key, "e:%.*s:%.*s:", SLICE_ARG(r->signature), s->reads_item ? 4 : 0, "item");
        text_add(&key, s->text);
    } else {
        text_add_format(&key, "%d:%zu.", (int)kind_of(asks), s->variable);
        text_add(&key, s->field);
        bool of_loop = s->variable >= an->pack->scope.count; // what it is depends on the list
        text_add_format(&key, ":%.*s", SLICE_ARG(of_loop ? r->signature : (slice){0}));
    }
    if (asks->kind == ATOM_CONTAINS) {
        text_add(&key, SLICE(":contains:"));
        text_add(&key, feel_to_literal(an->scratch, asks->constant));
    }
    return text_result(&key);
}

/// What the vocabulary says of the subject.
static void declare(const analysis *an, const analysed_rule *r, const atom_subject *from, subject *out)
{
    const pack *p = an->pack;
    if (from->kind == SUBJECT_EXPRESSION || from->kind == SUBJECT_INPUT)
        return;
    const fact *holder = from->variable < p->fact_count ? &p->facts[from->variable] : NULL;
    size_t loop_variable = from->variable - p->scope.count;
    if (from->variable >= p->scope.count && loop_variable < r->rule->variable_count) {
        ptrdiff_t list = r->lists[loop_variable].list;
        holder = list >= 0 && (size_t)list < p->fact_count ? &p->facts[list] : NULL;
        out->of_loop = true;
    }
    out->declared =
        holder != NULL && from->field.len > 0 ? pack_find_field(holder->record, from->field) : holder;
}

size_t analysis_subject(analysis *an, const analysed_rule *r, const atom *asks)
{
    slice key = subject_key(an, r, asks);
    const name_entry *known = name_find(&an->subject_names, key);
    if (known != NULL)
        return known->index;
    subject s = {.kind = kind_of(asks),
                 .variable = asks->subject.variable,
                 .field = asks->subject.field,
                 .type = asks->subject.type,
                 .contains = asks->kind == ATOM_CONTAINS,
                 .element = asks->constant};
    if (s.kind == SUBJECT_COUNT)
        s.type = feel_type_of_kind(FEEL_TYPE_NUMBER);
    declare(an, r, &asks->subject, &s);
    if (s.declared != NULL && s.declared->allowed != NULL)
        s.allowed = condition_of(&an->scope, s.declared->allowed);
    size_t at = an->solver.subjects.count;
    ARENA_PUSH(an->arena, &an->solver.subjects, items, count, capacity, s);
    (void)name_add(an->arena, &an->subject_names, arena_copy(an->arena, key), at, (place){0}, &known);
    return at;
}

// --- rules ---

/// The lists that the loop runs over and the names of its variables. Filters are no part of it: they are in the formula.
static slice signature_of(analysis *an, const analysed_rule *r)
{
    text_builder text = {.arena = an->arena};
    for (size_t i = 0; i < r->rule->variable_count; i++) {
        const loop_list *d = &r->lists[i];
        text_add_format(&text, "%.*s in ", SLICE_ARG(r->rule->variables[i].name));
        if (d->list >= 0)
            text_add_format(&text, "%zd", d->list);
        else
            text_add(&text, d->text);
        text_add_byte(&text, ';');
    }
    return text_result(&text);
}

/// What an atom of the rule at hand is about.
typedef struct numbering {
    analysis *analysis;
    const analysed_rule *rule;
} numbering;

static bool subject_number(void *owner, const atom *asks, size_t *number)
{
    const numbering *n = owner;
    *number = analysis_subject(n->analysis, n->rule, asks);
    return true;
}

static void prepare(analysis *an, analysed_rule *r)
{
    const rule *from = r->rule;
    numbering of = {an, r};
    size_t count = 0;
    if (from->kind == RULE_ANSWERS) {
        r->signature =
            SLICE(""); // its variables are whatever it is called with: its table is looked at instead
        return;
    }
    if (from->iterations != NULL)
        r->lists = condition_loop_lists(&an->scope, from->iterations, an->pack->scope.count, &count);
    r->signature = signature_of(an, r);
    for (size_t i = 0; i < count; i++) {
        const condition *filter = r->lists[i].filter;
        if (filter != NULL)
            r->filters =
                formula_and(an->arena, r->filters, formula_of(an->arena, filter, subject_number, &of));
    }
    if (from->when != NULL) {
        r->condition = condition_of(&an->scope, from->when);
        r->when = formula_of(an->arena, r->condition, subject_number, &of);
    }
    r->fires = formula_and(an->arena, r->filters, r->when);
    analysis_reset(an);
}

void analysis_reset(analysis *an)
{
    arena_reset(an->scratch);
    feel_machine_init(an->machine, an->scratch);
    an->machine->open_unknowns = true;
}

void analyse_rules(analysis *an)
{
    const pack *p = an->pack;
    an->rules = ARENA_ARRAY(an->arena, p->rule_count, analysed_rule);
    for (size_t i = 0; i < p->rule_count; i++) {
        an->rules[i].rule = &p->rules[i];
        prepare(an, &an->rules[i]);
    }
}
