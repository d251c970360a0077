// One test: the pack is applied to its profile, and what comes out is compared with what the test expects.
#include "suite/trial.h"

#include "base/text.h"
#include "infer/replay.h"
#include "pack/dated.h"
#include "suite/advice.h"
#include "suite/item_path.h"
#include "suite/value.h"
#include "suite/why.h"

feel_machine *trial_machine(arena *a, const suite_test *t)
{
    feel_machine *m = ARENA_NEW(a, feel_machine);
    feel_machine_init(m, a);
    m->clock = t->clock;
    m->open_unknowns = true;
    return m;
}

suite_failure *trial_fail(trial *r, place where, slice expected, slice got)
{
    suite_failure f = {.where = where, .expected = expected, .got = got};
    ARENA_PUSH(r->arena, &r->failures, items, count, capacity, f);
    return &r->failures.items[r->failures.count - 1];
}

/// True if nobody needs more failures.
static bool is_done(const trial *r)
{
    return r->brief && r->failures.count > 0;
}

bool trial_contains(slice text, slice part)
{
    return part.len == 0 || (text.len > 0 && memmem(text.ptr, text.len, part.ptr, part.len) != NULL);
}

slice trial_yaml_text(arena *a, slice text)
{
    text_builder out = {.arena = a};
    text_add_byte(&out, '\'');
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '\'')
            text_add_byte(&out, '\'');
        text_add_byte(&out, text.ptr[i] == '\n' ? ' ' : text.ptr[i]);
    }
    text_add_byte(&out, '\'');
    return text_result(&out);
}

// --- rules and facts ---

static slice waits_text(trial *r, const undetermined *u)
{
    text_builder out = {.arena = r->arena};
    for (size_t i = 0; i < u->name_count; i++)
        text_add_format(&out, "%s%.*s", i > 0 ? ", " : "", SLICE_ARG(u->names[i]));
    return text_result(&out);
}

static bool waits_for(const undetermined *u, slice name)
{
    for (size_t i = 0; i < u->name_count; i++) {
        if (slice_equal(u->names[i], name))
            return true;
    }
    return false;
}

static void compare_wait(trial *r, const suite_wait *w)
{
    const undetermined *found = NULL;
    for (size_t i = 0; i < r->of->undetermined_count; i++) {
        const undetermined *u = &r->of->undetermined[i];
        bool all = u->rule == w->rule.index;
        if (all && found == NULL)
            found = u;
        for (size_t k = 0; k < w->waits_for.count && all; k++)
            all = waits_for(u, w->waits_for.items[k]->text);
        if (all)
            return;
    }
    slice id = r->pack->rules[w->rule.index].id;
    if (found == NULL) {
        suite_failure *f =
            trial_fail(r, w->rule.where, arena_format(r->arena, "rule %.*s undetermined", SLICE_ARG(id)),
                       SLICE("decided"));
        f->why = why_rule(r->machine, r->of, w->rule.index, NULL, &f->why_count);
        return;
    }
    for (size_t k = 0; k < w->waits_for.count; k++) {
        const yaml_node *n = w->waits_for.items[k];
        if (!waits_for(found, n->text))
            (void)trial_fail(
                r, n->where,
                arena_format(r->arena, "rule %.*s waiting for %.*s", SLICE_ARG(id), SLICE_ARG(n->text)),
                arena_format(r->arena, "it waits for %.*s", SLICE_ARG(waits_text(r, found))));
    }
}

/// A derived field of an item.
static void compare_field(trial *r, const suite_fact *x)
{
    const suite_step *last = &x->steps[x->step_count - 1];
    const feel_value record = item_path_record(r->arena, x, r->of->values[x->fact.index]);
    const feel_value *got = record.kind == FEEL_CONTEXT
                                ? feel_context_get(record.as.context, last->type->fields[last->field].name)
                                : NULL;
    suite_failure *f = NULL;
    if (record.kind != FEEL_CONTEXT) {
        (void)trial_fail(r, x->fact.where, x->name, SLICE("no such item"));
        return;
    }
    const ptrdiff_t at = pack_find_derived_field(r->pack, last->type, last->type->fields[last->field].name);
    if (!value_compare(r, x->name, &x->value, got != NULL ? *got : feel_null(), &f))
        f->why = why_field(r->machine, r->of, (size_t)at, record, x->value.exact, &f->why_count);
}

static void compare_fact(trial *r, const suite_fact *x)
{
    const fact *about = &r->pack->facts[x->fact.index];
    const feel_value wanted =
        x->value.exact; // null for tests and parts: then only where the value is from is said
    suite_failure *f = NULL;
    if (x->step_count > 0)
        compare_field(r, x);
    else if (!value_compare(r, about->name, &x->value, r->of->values[x->fact.index], &f))
        f->why = why_fact(r->machine, r->of, x->fact.index, wanted, &f->why_count);
}

static void compare_rules(trial *r)
{
    const suite_test *t = r->test;
    for (size_t i = 0; i < t->fired.count; i++) {
        const suite_reference *x = &t->fired.items[i];
        if (infer_times_fired(r->of, x->index) > 0)
            continue;
        suite_failure *f = trial_fail(
            r, x->where, arena_format(r->arena, "rule %.*s fired", SLICE_ARG(r->pack->rules[x->index].id)),
            SLICE("held back"));
        f->why = why_rule(r->machine, r->of, x->index, NULL, &f->why_count);
    }
    for (size_t i = 0; i < t->held_back.count; i++) {
        const suite_reference *x = &t->held_back.items[i];
        if (infer_times_fired(r->of, x->index) > 0)
            (void)trial_fail(
                r, x->where,
                arena_format(r->arena, "rule %.*s held back", SLICE_ARG(r->pack->rules[x->index].id)),
                SLICE("fired"));
    }
}

// --- questions, warnings, refusals ---

static void compare_questions(trial *r)
{
    for (size_t i = 0; i < r->test->questions.count; i++) {
        const yaml_node *n = r->test->questions.items[i];
        bool asked = false;
        for (size_t k = 0; k < r->of->question_count && !asked; k++) {
            const open_question *q = &r->of->questions[k];
            slice fact_name = r->pack->facts[q->fact].name;
            asked = slice_equal(n->text, q->field.len == 0
                                             ? fact_name
                                             : arena_format(r->arena, "%.*s.%.*s", SLICE_ARG(fact_name),
                                                            SLICE_ARG(q->field)));
        }
        if (!asked)
            (void)trial_fail(r, n->where, arena_format(r->arena, "a question about %.*s", SLICE_ARG(n->text)),
                             SLICE("none"));
    }
}

static bool problem_is(const suite_problem *x, const char *code, slice message, size_t line)
{
    return strcmp(x->code, code) == 0 &&
           (x->message == NULL || trial_contains(message, slice_of(x->message))) &&
           (x->line == 0 || x->line == line);
}

static slice all_codes(trial *r, const diagnostic *got, size_t count)
{
    text_builder out = {.arena = r->arena};
    for (size_t i = 0; i < count; i++)
        text_add_format(&out, "%s%s", i > 0 ? ", " : "", got[i].code);
    return count > 0 ? text_result(&out) : SLICE("none");
}

/// What is expected must be there, and nothing else.
static void compare_problems(trial *r, const suite_problems *expected, const char *what,
                             const diagnostic *got, size_t count)
{
    for (size_t i = 0; i < expected->count; i++) {
        const suite_problem *x = &expected->items[i];
        bool found = false;
        for (size_t k = 0; k < count && !found; k++)
            found = problem_is(x, got[k].code, got[k].message, got[k].line);
        if (found)
            continue;
        slice wanted = arena_format(r->arena, "the %s %s", what, x->code);
        if (x->line > 0)
            wanted = arena_format(r->arena, "%.*s at line %zu", SLICE_ARG(wanted), x->line);
        if (x->message != NULL)
            wanted = arena_format(r->arena, "%.*s: \"%s\"", SLICE_ARG(wanted), x->message);
        (void)trial_fail(r, x->where, wanted, all_codes(r, got, count));
    }
    for (size_t k = 0; k < count; k++) {
        bool found = got[k].severity == SEVERITY_WARNING && !expected->given;
        for (size_t i = 0; i < expected->count && !found; i++)
            found = problem_is(&expected->items[i], got[k].code, got[k].message, got[k].line);
        if (!found)
            (void)trial_fail(r, r->test->where, arena_format(r->arena, "no other %s", what),
                             arena_format(r->arena, "%s: %.*s", got[k].code, SLICE_ARG(got[k].message)));
    }
}

static void compare_warnings(trial *r)
{
    size_t count = r->of->warning_count;
    diagnostic *got = ARENA_ARRAY(r->arena, count, diagnostic);
    for (size_t i = 0; i < count; i++)
        got[i] = (diagnostic){.severity = SEVERITY_WARNING,
                              .code = r->of->warnings[i].code,
                              .message = r->of->warnings[i].message};
    compare_problems(r, &r->test->warnings, "warning", got, count);
}

static void compare_inference(trial *r)
{
    const suite_test *t = r->test;
    for (size_t i = 0; i < t->disabled_count && !is_done(r); i++)
        (void)trial_fail(r, t->disabled[i].where, t->disabled[i].expected, SLICE("it is disabled"));
    for (size_t i = 0; i < t->expectation_count && !is_done(r); i++)
        advice_compare_given(r, &t->expectations[i]);
    for (size_t i = 0; i < t->absence_count && !is_done(r); i++)
        advice_compare_absent(r, &t->absences[i]);
    for (size_t i = 0; i < t->fact_count && !is_done(r); i++)
        compare_fact(r, &t->facts[i]);
    for (size_t i = 0; i < t->wait_count && !is_done(r); i++)
        compare_wait(r, &t->waits[i]);
    if (!is_done(r))
        compare_rules(r);
    if (!is_done(r))
        compare_questions(r);
    if (!is_done(r) && (t->warnings.given || r->of->warning_count > 0))
        compare_warnings(r);
}

static void try_test(trial *r)
{
    const suite_test *t = r->test;
    r->machine = trial_machine(r->arena, t);
    if (t->refusal != NULL)
        compare_problems(r, &t->diagnostics, "diagnostic", t->refusal->items, t->refusal->count);
    if (t->profile == NULL) {
        bool more = t->expectation_count + t->fact_count + t->wait_count + t->fired.count > 0;
        if (more)
            (void)trial_fail(r, t->where, SLICE("advice"), SLICE("the profile was refused"));
        return;
    }
    r->pack = pack_at(r->arena, r->pack, t->clock.today);
    r->of = infer(r->arena, r->pack, t->profile, t->clock, 0, NULL, (place){0});
    if (r->of != NULL)
        compare_inference(r);
    else
        (void)trial_fail(r, t->where, SLICE("an evaluation within its budget of steps"),
                         SLICE("it took more"));
}

suite_result trial_run(arena *a, const pack *p, const suite_test *t)
{
    trial r = {.arena = a, .pack = p, .test = t};
    try_test(&r);
    return (suite_result){r.of, r.failures.items, r.failures.count};
}

bool trial_notices(arena *a, const pack *p, const suite_test *t)
{
    trial r = {.arena = a, .pack = p, .test = t, .brief = true};
    try_test(&r);
    return r.failures.count > 0;
}
