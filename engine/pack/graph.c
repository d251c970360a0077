// Orders the derived facts and fields, each after those that it depends on. A circle is an error that names all of it.
#include "base/limits.h"
#include "base/text.h"
#include "pack/field_use.h"
#include "pack/loader.h"

typedef enum mark { MARK_NEW, MARK_OPEN, MARK_DONE } mark;

/// What is derived: the facts come first, then the derived fields; and behind them what is called, which may read facts.
typedef struct walk {
    loader *l;
    mark *marks;
    size_t *path; ///< what is open, in order
    size_t path_count;
    size_t *order;
    size_t order_count;
    size_t *called_from; ///< by fact or field: 1 + what reads it through a call in a circle that was reported
} walk;

static size_t derived_count(const pack *p)
{
    return p->fact_count + p->derived_field_count;
}

/// What is called; NULL for a fact or field.
static const pack_constant *callable_at(const pack *p, size_t at)
{
    return at >= derived_count(p) ? &p->constants[at - derived_count(p)] : NULL;
}

static slice name_of(const walk *w, size_t at)
{
    const pack *p = w->l->pack;
    const pack_constant *called = callable_at(p, at);
    if (called != NULL)
        return arena_format(w->l->arena, "%.*s(…)", SLICE_ARG(called->name));
    return at < p->fact_count ? p->facts[at].name : p->derived_fields[at - p->fact_count].name;
}

static place place_of(const pack *p, size_t at)
{
    const pack_constant *called = callable_at(p, at);
    if (called != NULL)
        return called->where;
    return at < p->fact_count ? p->facts[at].where : p->derived_fields[at - p->fact_count].declared->where;
}

static void report_circle(walk *w, size_t first)
{
    const pack *p = w->l->pack;
    size_t start = w->path_count;
    bool all_facts = true;
    while (w->path[start - 1] != first)
        start--;
    text_builder circle = {.arena = w->l->arena};
    size_t last = SIZE_MAX; // that is not called
    for (size_t i = start - 1; i < w->path_count; i++) {
        const bool called = callable_at(p, w->path[i]) != NULL;
        all_facts = all_facts && (called || w->path[i] < p->fact_count);
        last = called ? last : w->path[i];
        text_add_format(&circle, "%.*s needs ", SLICE_ARG(name_of(w, w->path[i])));
    }
    if (last == SIZE_MAX || callable_at(p, first) != NULL || w->called_from[first] == last + 1)
        return; // a function that calls itself, or what was reported at the call
    if (last != w->path[w->path_count - 1])
        w->called_from[first] = last + 1;
    text_add(&circle, name_of(w, first));
    diag_error(w->l->diags, place_of(p, first), "circle", "derived %s depend on each other: %.*s",
               all_facts ? "facts" : "facts or fields", SLICE_ARG(text_result(&circle)));
}

static void visit(walk *w, size_t at);

/// Calls come first, so that a circle through one names it.
static void visit_all(walk *w, const size_t *reads, size_t count)
{
    const pack *p = w->l->pack;
    for (size_t i = 0; i < count; i++) {
        const size_t constant = reads[i] - p->fact_count;
        if (reads[i] >= p->fact_count && constant < p->constant_count && p->constants[constant].is_function)
            visit(w, derived_count(p) + constant);
    }
    for (size_t i = 0; i < count; i++) {
        if (reads[i] < p->fact_count && p->facts[reads[i]].derived)
            visit(w, reads[i]);
    }
}

static void visit_reads(walk *w, const feel_expression *e)
{
    size_t count = 0;
    const size_t *reads = e != NULL ? feel_expression_reads(e, &count) : NULL;
    visit_all(w, reads, count);
}

/// What a table reads, whichever row matches.
static void visit_inputs(walk *w, const pack_table *t)
{
    for (size_t i = 0; i < t->form.input_count; i++)
        visit_reads(w, t->form.inputs[i].expression);
    visit_reads(w, t->default_value);
}

static void visit_rule(walk *w, size_t rule_index)
{
    const pack *p = w->l->pack;
    const rule *r = &p->rules[rule_index];
    visit_reads(w, r->iterations);
    visit_reads(w, r->when);
    visit_reads(w, r->value);
    if (r->table != NULL && r->table->first_rule == rule_index)
        visit_inputs(w, r->table);
    for (size_t i = 0; i < r->field_count; i++)
        visit(w, p->fact_count + r->fields[i]);
}

/// What a fact, a field or a call needs.
static void visit_behind(walk *w, size_t at)
{
    const pack *p = w->l->pack;
    const pack_constant *called = callable_at(p, at);
    if (called != NULL) {
        visit_all(w, called->reads, called->read_count);
        return;
    }
    const bool is_fact = at < p->fact_count;
    const derived_field *field = is_fact ? NULL : &p->derived_fields[at - p->fact_count];
    const size_t *rules = is_fact ? p->concluding_rules[at] : field->rules;
    const size_t count = is_fact ? p->concluding_counts[at] : field->rule_count;
    for (size_t i = 0; i < count; i++)
        visit_rule(w, rules[i]);
}

/// Depth first; the depth is that of the longest chain of derived facts.
static void visit(walk *w, size_t at)
{
    const pack *p = w->l->pack;
    if (w->marks[at] == MARK_DONE)
        return;
    if (w->marks[at] == MARK_OPEN || w->path_count >= LIMIT_FACT_CHAIN) {
        if (w->marks[at] == MARK_OPEN)
            report_circle(w, at);
        else
            diag_error(w->l->diags, place_of(p, at), "too-deep", "a chain of more than %d derived facts",
                       LIMIT_FACT_CHAIN);
        return;
    }
    w->marks[at] = MARK_OPEN;
    w->path[w->path_count++] = at;
    visit_behind(w, at);
    w->path_count--;
    w->marks[at] = MARK_DONE;
    if (callable_at(p, at) == NULL)
        w->order[w->order_count++] = at;
}

/// A derived fact that no rule concludes: this pack's own, or one of the base whose last rule this pack took away.
static void warn_of_unconcluded(loader *l, const fact *f)
{
    place where;
    if (f->level == l->head_count - 1)
        diag_finding(l->diags, SEVERITY_WARNING, f->where, "unconcluded-fact", "fact", f->name,
                     "no rule concludes the derived fact '%.*s'", SLICE_ARG(f->name));
    else if (overlay_took(l, "conclude", f->name, &where))
        diag_finding(l->diags, SEVERITY_WARNING, where, "unconcluded-fact", "fact", f->name,
                     "no rule concludes the derived fact '%.*s' any more", SLICE_ARG(f->name));
}

/// Likewise a derived field that no rule concludes.
static void warn_of_unconcluded_field(loader *l, const derived_field *d)
{
    if (pack_is_own(l->pack, l->pack->types[d->type].level))
        diag_finding(l->diags, SEVERITY_WARNING, d->declared->where, "unconcluded-field", "type",
                     l->pack->types[d->type].name, "no rule concludes the derived field '%.*s'",
                     SLICE_ARG(d->name));
}

/// A table or a rule, for a message.
static slice maker_name(const loader *l, const rule *r)
{
    return r->table != NULL ? arena_format(l->arena, "table '%.*s'", SLICE_ARG(r->table->id))
                            : arena_format(l->arena, "rule '%.*s'", SLICE_ARG(r->id));
}

/// A table beside rules, or beside another table: which of them comes first is easily overlooked, so the fact should say what counts.
/// Concerns this pack if the fact or one of the two is its own.
static void warn_of_unstated_policy(loader *l, size_t fact_index)
{
    const pack *p = l->pack;
    const fact *f = &p->facts[fact_index];
    const rule *first =
        p->concluding_counts[fact_index] > 0 ? &p->rules[p->concluding_rules[fact_index][0]] : NULL;
    if (first == NULL ||
        ((const yaml_fact *)l->records[RECORD_FACT].items[fact_index].data)->hit_policy != NULL)
        return;
    for (size_t i = 1; i < p->concluding_counts[fact_index]; i++) {
        const rule *other = &p->rules[p->concluding_rules[fact_index][i]];
        const bool own =
            pack_is_own(p, f->level) || pack_is_own(p, first->level) || pack_is_own(p, other->level);
        if (other->table == first->table || !own)
            continue;
        const place where = other->table != NULL ? other->table->where : other->where;
        diag_finding(l->diags, SEVERITY_WARNING, where, "unstated-policy", "fact", f->name,
                     "%.*s concludes '%.*s', as %.*s does, and the fact has no hit policy",
                     SLICE_ARG(maker_name(l, other)), SLICE_ARG(f->name), SLICE_ARG(maker_name(l, first)));
        diag_hint(l->diags, "the first that gives a value counts: say so with hit_policy: first, or another");
        return;
    }
}

/// Finds for each derived fact and field the rules that conclude it.
static void collect_rules(loader *l)
{
    pack *p = l->pack;
    const size_t total = p->fact_count + p->derived_field_count;
    size_t *counts = ARENA_ARRAY(l->arena, total, size_t);
    size_t **rules = ARENA_ARRAY(l->arena, total, size_t *);
    derived_field *fields = ARENA_ARRAY(l->arena, p->derived_field_count, derived_field);
    for (int round = 0; round < 2; round++) { // counts them, then keeps them
        for (size_t i = 0; round > 0 && i < total; i++) {
            rules[i] = ARENA_ARRAY(l->arena, counts[i], size_t);
            counts[i] = 0;
        }
        for (size_t i = 0; i < p->rule_count; i++) {
            const rule *r = &p->rules[i];
            const size_t at = r->kind == RULE_CONCLUDES_FIELD ? p->fact_count + r->target : r->target;
            if (pack_concluded(p, r) == NULL)
                continue;
            if (round > 0)
                rules[at][counts[at]] = i;
            counts[at]++;
        }
    }
    for (size_t i = 0; i < p->derived_field_count; i++) {
        fields[i] = p->derived_fields[i];
        fields[i].rules = rules[p->fact_count + i];
        fields[i].rule_count = counts[p->fact_count + i];
    }
    p->derived_fields = fields;
    p->concluding_rules = (const size_t *const *)rules;
    p->concluding_counts = counts;
}

/// The order as steps, and the facts of it alone.
static void keep_order(loader *l, const walk *w)
{
    pack *p = l->pack;
    derivation_step *steps = ARENA_ARRAY(l->arena, w->order_count, derivation_step);
    size_t *facts = ARENA_ARRAY(l->arena, w->order_count, size_t);
    for (size_t i = 0; i < w->order_count; i++) {
        const bool is_field = w->order[i] >= p->fact_count;
        steps[i] = (derivation_step){is_field, is_field ? w->order[i] - p->fact_count : w->order[i]};
        if (!is_field)
            facts[p->derivation_count++] = w->order[i];
    }
    p->steps = steps;
    p->step_count = w->order_count;
    p->derivation_order = facts;
}

void order_derivations(loader *l)
{
    pack *p = l->pack;
    collect_rules(l);
    field_use_of_rules(l);
    const size_t total = derived_count(p) + p->constant_count;
    walk w = {.l = l,
              .marks = ARENA_ARRAY(l->arena, total, mark),
              .path = ARENA_ARRAY(l->arena, total + 1, size_t),
              .order = ARENA_ARRAY(l->arena, derived_count(p), size_t),
              .called_from = ARENA_ARRAY(l->arena, derived_count(p), size_t)};
    for (size_t i = 0; i < p->fact_count; i++) {
        if (p->facts[i].derived)
            visit(&w, i);
        if (p->facts[i].derived && p->concluding_counts[i] == 0)
            warn_of_unconcluded(l, &p->facts[i]);
        warn_of_unstated_policy(l, i);
    }
    for (size_t i = 0; i < p->derived_field_count; i++) {
        visit(&w, p->fact_count + i);
        if (p->derived_fields[i].rule_count == 0)
            warn_of_unconcluded_field(l, &p->derived_fields[i]);
    }
    keep_order(l, &w);
}
