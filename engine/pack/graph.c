// Orders the derived facts, each after those that it depends on. A circle is an error that names all of its facts.
#include "base/limits.h"
#include "base/text.h"
#include "pack/loader.h"

typedef enum mark { MARK_NEW, MARK_OPEN, MARK_DONE } mark;

typedef struct walk {
    loader *l;
    mark *marks;
    size_t *path; ///< the facts that are open, in order
    size_t path_count;
    size_t *order;
    size_t order_count;
} walk;

static void report_circle(walk *w, size_t start_fact)
{
    const pack *p = w->l->pack;
    size_t start = w->path_count;
    while (w->path[start - 1] != start_fact)
        start--;
    text_builder circle = {.arena = w->l->arena};
    for (size_t i = start - 1; i < w->path_count; i++)
        text_add_format(&circle, "%.*s needs ", SLICE_ARG(p->facts[w->path[i]].name));
    text_add(&circle, p->facts[start_fact].name);
    diag_error(w->l->diags, p->facts[start_fact].where, "circle", "derived facts depend on each other: %.*s",
               SLICE_ARG(text_result(&circle)));
}

static void visit(walk *w, size_t at);

static void visit_reads(walk *w, const feel_expression *e)
{
    size_t count;
    const size_t *reads = e != NULL ? feel_expression_reads(e, &count) : NULL;
    for (size_t i = 0; reads != NULL && i < count; i++) {
        if (reads[i] < w->l->pack->fact_count && w->l->pack->facts[reads[i]].derived)
            visit(w, reads[i]);
    }
}

/// What a table reads, whichever row matches.
static void visit_inputs(walk *w, const pack_table *t)
{
    for (size_t i = 0; i < t->form.input_count; i++)
        visit_reads(w, t->form.inputs[i].expression);
    visit_reads(w, t->default_value);
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
            diag_error(w->l->diags, p->facts[at].where, "too-deep", "a chain of more than %d derived facts",
                       LIMIT_FACT_CHAIN);
        return;
    }
    w->marks[at] = MARK_OPEN;
    w->path[w->path_count++] = at;
    for (size_t i = 0; i < p->concluding_counts[at]; i++) {
        const rule *r = &p->rules[p->concluding_rules[at][i]];
        visit_reads(w, r->iterations);
        visit_reads(w, r->when);
        visit_reads(w, r->value);
        if (r->table != NULL && r->table->first_rule == p->concluding_rules[at][i])
            visit_inputs(w, r->table);
    }
    w->path_count--;
    w->marks[at] = MARK_DONE;
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

void order_derivations(loader *l)
{
    pack *p = l->pack;
    size_t *counts = ARENA_ARRAY(l->arena, p->fact_count, size_t);
    size_t **rules = ARENA_ARRAY(l->arena, p->fact_count, size_t *);
    for (size_t i = 0; i < p->rule_count; i++) {
        if (p->rules[i].kind == RULE_CONCLUDES)
            counts[p->rules[i].target]++;
    }
    for (size_t i = 0; i < p->fact_count; i++) {
        rules[i] = ARENA_ARRAY(l->arena, counts[i], size_t);
        counts[i] = 0;
    }
    for (size_t i = 0; i < p->rule_count; i++) {
        const rule *r = &p->rules[i];
        if (r->kind == RULE_CONCLUDES)
            rules[r->target][counts[r->target]++] = i;
    }
    p->concluding_rules = (const size_t *const *)rules;
    p->concluding_counts = counts;
    walk w = {.l = l,
              .marks = ARENA_ARRAY(l->arena, p->fact_count, mark),
              .path = ARENA_ARRAY(l->arena, p->fact_count + 1, size_t),
              .order = ARENA_ARRAY(l->arena, p->fact_count, size_t)};
    for (size_t i = 0; i < p->fact_count; i++) {
        if (p->facts[i].derived)
            visit(&w, i);
        if (p->facts[i].derived && counts[i] == 0)
            warn_of_unconcluded(l, &p->facts[i]);
        warn_of_unstated_policy(l, i);
    }
    p->derivation_order = w.order;
    p->derivation_count = w.order_count;
}
