// The conditions are evaluated as a rule's are, and before inference, which they do not affect.
#include "infer/sanity.h"

#include "pack/template.h"

/// The stated facts among those that the condition reads.
static void find_facts(arena *a, const pack *p, const profile *person, sanity_finding *out)
{
    size_t count;
    const size_t *reads = feel_expression_reads(out->check->when, &count);
    size_t *facts = ARENA_ARRAY(a, count, size_t);
    for (size_t i = 0; i < count; i++) {
        if (reads[i] < p->fact_count && person->stated[reads[i]])
            facts[out->fact_count++] = reads[i];
    }
    out->facts = facts;
}

const sanity_finding *sanity_find(feel_machine *machine, const pack *p, const profile *person, size_t *count)
{
    arena *a = machine->arena;
    const bool open_unknowns = machine->open_unknowns;
    sanity_finding *out = ARENA_ARRAY(a, p->profile_check_count, sanity_finding);
    *count = 0;
    if (p->profile_check_count == 0)
        return out;
    machine->open_unknowns = true; // what packs mean by null
    const feel_value *values = profile_scope_values(a, p, person, 0);
    for (size_t i = 0; i < p->profile_check_count && !machine->exhausted; i++) {
        const profile_check *c = &p->profile_checks[i];
        if (!feel_is_true(feel_evaluate(machine, c->when, values, p->scope.count)))
            continue;
        sanity_finding f = {.check = c, .text = template_fill(machine, &c->because, values, p->scope.count)};
        if (f.text.len == 0)
            f.text = c->because.text;
        find_facts(a, p, person, &f);
        out[(*count)++] = f;
    }
    machine->open_unknowns = open_unknowns;
    return out;
}

void sanity_warn(const profile *person, const sanity_finding *finding, diag_list *diags)
{
    const place where = finding->fact_count > 0 ? person->places[finding->facts[0]] : (place){0};
    diag_warning(diags, where, "unlikely", "%.*s", SLICE_ARG(finding->text));
    for (size_t i = 1; i < finding->fact_count; i++)
        diag_also(diags, person->places[finding->facts[i]]);
}

void sanity_check(feel_machine *machine, const pack *p, const profile *person, diag_list *diags)
{
    size_t count;
    const sanity_finding *found = sanity_find(machine, p, person, &count);
    for (size_t i = 0; i < count; i++)
        sanity_warn(person, &found[i], diags);
}
