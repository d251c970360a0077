// The conditions are evaluated as a rule's are, and before inference, which they do not affect.
#include "infer/sanity.h"

#include "base/text.h"
#include "pack/template.h"

/// Names the facts that the condition looked at, other than the one that the warning stands at, with their lines.
static slice other_places(arena *a, const pack *p, const profile *person, const size_t *reads, size_t count,
                          size_t first)
{
    text_builder out = {.arena = a};
    for (size_t i = 0; i < count; i++) {
        if (i == first || reads[i] >= p->fact_count || !person->stated[reads[i]])
            continue;
        slice file, line_text;
        size_t line, column, length;
        place_resolve(person->places[reads[i]], &file, &line, &column, &length, &line_text);
        text_add(&out, arena_format(a, "%s'%.*s' is at %.*s:%zu:%zu", out.length > 0 ? ", " : "",
                                    SLICE_ARG(p->facts[reads[i]].name), SLICE_ARG(file), line, column));
    }
    return text_result(&out);
}

static void warn(feel_machine *m, const pack *p, const profile *person, const profile_check *c,
                 const feel_value *values, diag_list *diags)
{
    size_t count;
    const size_t *reads = feel_expression_reads(c->when, &count);
    size_t first = 0;
    while (first < count && (reads[first] >= p->fact_count || !person->stated[reads[first]]))
        first++;
    slice text = template_fill(m, &c->because, values, p->scope.count);
    place where = first < count ? person->places[reads[first]] : (place){0};
    diag_warning(diags, where, "unlikely", "%.*s", SLICE_ARG(text.len > 0 ? text : c->because.text));
    slice others = other_places(m->arena, p, person, reads, count, first);
    if (others.len > 0)
        diag_hint(diags, "%.*s", SLICE_ARG(others));
}

void sanity_check(feel_machine *machine, const pack *p, const profile *person, diag_list *diags)
{
    if (p->profile_check_count == 0)
        return;
    machine->open_unknowns = true; // what packs mean by null
    const feel_value *values = profile_scope_values(machine->arena, p, person, 0);
    for (size_t i = 0; i < p->profile_check_count && !machine->exhausted; i++) {
        const profile_check *c = &p->profile_checks[i];
        if (feel_is_true(feel_evaluate(machine, c->when, values, p->scope.count)))
            warn(machine, p, person, c, values, diags);
    }
}
