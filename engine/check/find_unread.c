// Facts that nothing reads: neither a rule, nor a check, nor a text, nor the program itself.
#include "check/find.h"

static void mark(const pack *p, bool *read, const feel_expression *e)
{
    size_t count = 0;
    const size_t *reads = e != NULL ? feel_expression_reads(e, &count) : NULL;
    for (size_t i = 0; i < count; i++) {
        if (reads[i] < p->fact_count)
            read[reads[i]] = true;
    }
}

static void mark_text(const pack *p, bool *read, const template_text *text)
{
    for (size_t i = 0; i < text->count; i++)
        mark(p, read, text->pieces[i].expression);
}

static void mark_rule(const pack *p, bool *read, const rule *r)
{
    mark(p, read, r->iterations);
    mark(p, read, r->when);
    mark(p, read, r->certainty);
    mark(p, read, r->value);
    mark_text(p, read, &r->because);
    mark_text(p, read, &r->title);
    size_t steps = r->kind == RULE_RECOMMENDS ? p->recommendations[r->target].next_step_count : 0;
    for (size_t i = 0; i < steps; i++)
        mark_text(p, read, &r->next_steps[i]);
}

static void mark_table(const pack *p, bool *read, const pack_table *t)
{
    for (size_t i = 0; i < t->form.input_count; i++) {
        mark(p, read, t->form.inputs[i].expression);
        mark(p, read, t->form.inputs[i].values);
    }
    for (size_t i = 0; i < t->form.row_count * t->form.input_count; i++)
        mark(p, read, t->form.cells[i]);
    mark(p, read, t->default_value);
}

void find_unread(analysis *an)
{
    const pack *p = an->pack;
    bool *read = ARENA_ARRAY(an->scratch, p->fact_count, bool);
    for (size_t i = 0; i < p->rule_count; i++)
        mark_rule(p, read, &p->rules[i]);
    for (size_t i = 0; i < p->table_count; i++)
        mark_table(p, read, &p->tables[i]);
    for (size_t i = 0; i < p->recommendation_count; i++)
        mark_text(p, read, &p->recommendations[i].summary);
    for (size_t i = 0; i < p->profile_check_count; i++)
        mark(p, read, p->profile_checks[i].when);
    for (size_t i = 0; i < p->fact_count; i++) {
        const fact *f = &p->facts[i];
        bool idle = f->derived && p->concluding_counts[i] == 0; // reported when the pack is loaded
        bool inherited = !pack_is_own(p, f->level);
        if (read[i] || idle || inherited || slice_is(f->name, "name")) // reports are headed by the name
            continue;
        find_report(an, f->where, "unread-fact", "fact", f->name, "nothing reads the fact '%.*s'",
                    SLICE_ARG(f->name));
        diag_hint(an->diags, f->derived ? "deriving it has no effect" : "stating it has no effect");
    }
    analysis_reset(an);
}
