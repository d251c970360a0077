// One test: the profile is held against the pack, and what comes out against what the test expects.
#include "suite/report.h"

#include "base/text.h"

typedef struct run {
    arena *arena;
    const pack *pack;
    const suite_test *test;
    feel_machine *machine;
    const inference *of;
    bool brief; ///< one failure is enough, and nobody reads it
    struct {
        suite_failure *items;
        size_t count, capacity;
    } failures;
} run;

feel_machine *suite_machine(arena *a, const suite_test *t)
{
    feel_machine *m = ARENA_NEW(a, feel_machine);
    feel_machine_init(m, a);
    m->today = t->today;
    m->now = t->now;
    return m;
}

static suite_failure *fail(run *r, place where, slice expected, slice got)
{
    suite_failure f = {.where = where, .expected = expected, .got = got};
    ARENA_PUSH(r->arena, &r->failures, items, count, capacity, f);
    return &r->failures.items[r->failures.count - 1];
}

static bool done(const run *r)
{
    return r->brief && r->failures.count > 0;
}

static bool contains(slice text, slice part)
{
    return part.len == 0 || (text.len > 0 && memmem(text.ptr, text.len, part.ptr, part.len) != NULL);
}

// --- numbers ---

/// What the double would be in decimals, rounded: first what is too small to be meant, so that 0.6249999999999999 counts as 0.625.
static decimal rounded(double value, int places)
{
    enum { PLACES_OF_DOUBLES = 12 };
    decimal d = decimal_from_int64(0);
    (void)decimal_from_double(value, &d);
    (void)decimal_round(d, PLACES_OF_DOUBLES, DECIMAL_HALF_UP, &d);
    (void)decimal_round(d, places, DECIMAL_HALF_UP, &d);
    return d;
}

static slice number_text(arena *a, double value, int places)
{
    char buffer[DECIMAL_PLAIN_TEXT_SIZE];
    decimal d = rounded(value, places);
    return arena_copy(a, (slice){buffer, decimal_to_text(d, buffer)});
}

/// A plain number is compared at the precision that it is written in, `least` digits after the point at least.
static bool number_fits(run *r, const suite_number *n, double value, int least)
{
    enum { PLACES_OF_TESTS = 4 };
    if (n->written == NULL)
        return true;
    if (n->tests == NULL)
        return decimal_compare(rounded(value, n->places > least ? n->places : least), n->number) == 0;
    feel_value v = feel_number(r->arena, rounded(value, PLACES_OF_TESTS));
    return feel_is_true(feel_evaluate_tests(r->machine, n->tests, v, NULL, 0));
}

// --- recommendations ---

static slice advice_name(run *r, size_t recommendation_index, slice item)
{
    slice id = r->pack->recommendations[recommendation_index].id;
    if (item.ptr == NULL)
        return id;
    return arena_format(r->arena, "%.*s for '%.*s'", SLICE_ARG(id), SLICE_ARG(item));
}

static bool has_evidence_of(const advice *a, size_t rule_index)
{
    for (size_t i = 0; i < a->evidence_count; i++) {
        if (a->evidence[i].rule == rule_index)
            return true;
    }
    return false;
}

static bool has_reason(const advice *a, slice part)
{
    for (size_t i = 0; i < a->evidence_count; i++) {
        if (contains(a->evidence[i].because, part))
            return true;
    }
    return false;
}

static bool has_step(const advice *a, slice part)
{
    for (size_t i = 0; i < a->next_step_count; i++) {
        if (contains(a->next_steps[i], part))
            return true;
    }
    return false;
}

static slice quoted(run *r, slice text)
{
    return feel_to_literal(r->arena, feel_string(text));
}

static slice all_reasons(run *r, const advice *a)
{
    text_builder out = {.arena = r->arena};
    for (size_t i = 0; i < a->evidence_count; i++)
        text_add_format(&out, "%s%.*s", i > 0 ? ", " : "", SLICE_ARG(quoted(r, a->evidence[i].because)));
    return text_result(&out);
}

static slice all_steps(run *r, const advice *a)
{
    text_builder out = {.arena = r->arena};
    for (size_t i = 0; i < a->next_step_count; i++)
        text_add_format(&out, "%s%.*s", i > 0 ? ", " : "", SLICE_ARG(quoted(r, a->next_steps[i])));
    return a->next_step_count > 0 ? text_result(&out) : SLICE("no next steps");
}

/// Reports a number that differs; a plain one can be rewritten.
static void check_number(run *r, const suite_number *n, slice name, const char *what, double value, int least)
{
    if (number_fits(r, n, value, least))
        return;
    int places = n->places > least ? n->places : least;
    slice got = number_text(r->arena, value, n->tests != NULL ? 4 : places);
    suite_failure *f =
        fail(r, n->written->where,
             arena_format(r->arena, "%.*s with %s %.*s", SLICE_ARG(name), what, SLICE_ARG(n->written->text)),
             arena_format(r->arena, "%s %.*s", what, SLICE_ARG(got)));
    if (n->tests == NULL) {
        f->written = n->written->where;
        f->replacement = got;
    }
}

static void check_advice(run *r, const suite_expectation *e, const advice *a)
{
    slice name = advice_name(r, e->recommendation.index, e->item != NULL ? e->item->text : (slice){NULL, 0});
    check_number(r, &e->rank, name, "rank", (double)a->rank, 0);
    check_number(r, &e->certainty, name, "certainty", a->certainty, 2);
    check_number(r, &e->score, name, "score", a->score, 0);
    if (e->title != NULL && !slice_equal(e->title->text, a->title)) {
        suite_failure *f = fail(r, e->title->where,
                                arena_format(r->arena, "%.*s with the title %.*s", SLICE_ARG(name),
                                             SLICE_ARG(quoted(r, e->title->text))),
                                quoted(r, a->title));
        if (e->title->style != YAML_BLOCK) {
            f->written = e->title->where;
            f->replacement = report_yaml_text(r->arena, a->title);
        }
    }
    for (size_t i = 0; i < e->reasons.count; i++) {
        const yaml_node *n = e->reasons.items[i];
        if (!has_reason(a, n->text))
            (void)fail(r, n->where,
                       arena_format(r->arena, "%.*s with the reason %.*s", SLICE_ARG(name),
                                    SLICE_ARG(quoted(r, n->text))),
                       all_reasons(r, a));
    }
    for (size_t i = 0; i < e->next_steps.count; i++) {
        const yaml_node *n = e->next_steps.items[i];
        if (!has_step(a, n->text))
            (void)fail(r, n->where,
                       arena_format(r->arena, "%.*s with the next step %.*s", SLICE_ARG(name),
                                    SLICE_ARG(quoted(r, n->text))),
                       all_steps(r, a));
    }
    for (size_t i = 0; i < e->by_rules.count; i++) {
        const suite_reference *by = &e->by_rules.items[i];
        if (has_evidence_of(a, by->index))
            continue;
        suite_failure *f = fail(r, by->where,
                                arena_format(r->arena, "%.*s by rule %.*s", SLICE_ARG(name),
                                             SLICE_ARG(r->pack->rules[by->index].id)),
                                SLICE("not by it"));
        f->why = report_why_rule(r->machine, r->of, by->index, NULL, &f->why_count);
    }
}

static bool is_about(const advice *a, size_t recommendation_index, slice item)
{
    return a->recommendation == recommendation_index && (item.ptr == NULL || slice_equal(a->item_name, item));
}

/// Where several items would do, one that meets all is enough; what is reported is said of the first that is given.
static void check_expectation(run *r, const suite_expectation *e)
{
    slice item = e->item != NULL ? e->item->text : (slice){NULL, 0};
    size_t before = r->failures.count;
    const advice *first = NULL;
    for (size_t i = 0; i < r->of->given_count; i++) {
        const advice *a = &r->of->advices[i];
        if (!is_about(a, e->recommendation.index, item))
            continue;
        check_advice(r, e, a);
        if (r->failures.count == before)
            return;
        r->failures.count = before;
        first = first == NULL ? a : first;
    }
    if (first != NULL) {
        check_advice(r, e, first);
        return;
    }
    suite_failure *f =
        fail(r, e->recommendation.where, advice_name(r, e->recommendation.index, item), SLICE("not given"));
    if (!r->brief)
        f->why = report_why_not(r->machine, r->of, e->recommendation.index, item, &f->why_count);
}

/// Of several items, the one that is given, else the first.
static void check_absence(run *r, const suite_absence *x)
{
    const advice *first = NULL;
    for (size_t i = 0; i < r->of->advice_count && first == NULL; i++) {
        if (is_about(&r->of->advices[i], x->recommendation.index, x->item))
            first = &r->of->advices[i];
    }
    slice name = advice_name(r, x->recommendation.index, x->item);
    if (first == NULL || first->rank == 0) {
        check_number(r, &x->certainty, name, "certainty", first != NULL ? first->certainty : 0, 2);
        return;
    }
    slice item = first->item_name.len > 0 ? first->item_name : (slice){NULL, 0};
    (void)fail(r, x->recommendation.where, arena_format(r->arena, "no %.*s", SLICE_ARG(name)),
               arena_format(r->arena, "%.*s at rank %zu: %.*s",
                            SLICE_ARG(advice_name(r, x->recommendation.index, item)), first->rank,
                            SLICE_ARG(all_reasons(r, first))));
}

// --- rules and facts ---

static slice waits_text(run *r, const undetermined *u)
{
    text_builder out = {.arena = r->arena};
    for (size_t i = 0; i < u->waits_count; i++)
        text_add_format(&out, "%s%.*s", i > 0 ? ", " : "",
                        SLICE_ARG(infer_unknown_name(r->arena, r->of, u, i)));
    return text_result(&out);
}

static bool waits_for(run *r, const undetermined *u, slice name)
{
    for (size_t i = 0; i < u->waits_count; i++) {
        if (slice_equal(infer_unknown_name(r->arena, r->of, u, i), name))
            return true;
    }
    return false;
}

static void check_wait(run *r, const suite_wait *w)
{
    const undetermined *found = NULL;
    for (size_t i = 0; i < r->of->undetermined_count; i++) {
        const undetermined *u = &r->of->undetermined[i];
        bool all = u->rule == w->rule.index;
        if (all && found == NULL)
            found = u;
        for (size_t k = 0; k < w->waits_for.count && all; k++)
            all = waits_for(r, u, w->waits_for.items[k]->text);
        if (all)
            return;
    }
    slice id = r->pack->rules[w->rule.index].id;
    if (found == NULL) {
        suite_failure *f =
            fail(r, w->rule.where, arena_format(r->arena, "rule %.*s undetermined", SLICE_ARG(id)),
                 SLICE("decided"));
        f->why = report_why_rule(r->machine, r->of, w->rule.index, NULL, &f->why_count);
        return;
    }
    for (size_t k = 0; k < w->waits_for.count; k++) {
        const yaml_node *n = w->waits_for.items[k];
        if (!waits_for(r, found, n->text))
            (void)fail(
                r, n->where,
                arena_format(r->arena, "rule %.*s waiting for %.*s", SLICE_ARG(id), SLICE_ARG(n->text)),
                arena_format(r->arena, "it waits for %.*s", SLICE_ARG(waits_text(r, found))));
    }
}

static void check_fact(run *r, const suite_fact *x)
{
    feel_value v = r->of->values[x->fact.index];
    bool same = feel_is_null(x->value) ? feel_is_null(v) : feel_equal(x->value, v) == FEEL_TRUE;
    if (same)
        return;
    slice name = r->pack->facts[x->fact.index].name;
    slice literal = feel_to_literal(r->arena, v);
    suite_failure *f = fail(r, x->written->where,
                            arena_format(r->arena, "%.*s = %.*s", SLICE_ARG(name),
                                         SLICE_ARG(feel_to_literal(r->arena, x->value))),
                            literal);
    f->why = report_why_fact(r->machine, r->of, x->fact.index, x->value, &f->why_count);
    if (x->written->kind != YAML_SCALAR || x->written->style == YAML_BLOCK)
        return;
    f->written = x->written->where;
    f->replacement = v.kind == FEEL_STRING ? report_yaml_text(r->arena, feel_text(v)) : literal;
}

static void check_rules(run *r)
{
    const suite_test *t = r->test;
    for (size_t i = 0; i < t->fired.count; i++) {
        const suite_reference *x = &t->fired.items[i];
        if (suite_times_fired(r->of, x->index) > 0)
            continue;
        suite_failure *f = fail(
            r, x->where, arena_format(r->arena, "rule %.*s fired", SLICE_ARG(r->pack->rules[x->index].id)),
            SLICE("held back"));
        f->why = report_why_rule(r->machine, r->of, x->index, NULL, &f->why_count);
    }
    for (size_t i = 0; i < t->held_back.count; i++) {
        const suite_reference *x = &t->held_back.items[i];
        if (suite_times_fired(r->of, x->index) > 0)
            (void)fail(r, x->where,
                       arena_format(r->arena, "rule %.*s held back", SLICE_ARG(r->pack->rules[x->index].id)),
                       SLICE("fired"));
    }
}

// --- questions, warnings, refusals ---

static void check_questions(run *r)
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
            (void)fail(r, n->where, arena_format(r->arena, "a question about %.*s", SLICE_ARG(n->text)),
                       SLICE("none"));
    }
}

static bool problem_is(const suite_problem *x, const char *code, slice message, size_t line)
{
    return strcmp(x->code, code) == 0 && (x->message == NULL || contains(message, slice_of(x->message))) &&
           (x->line == 0 || x->line == line);
}

static slice all_codes(run *r, const diagnostic *got, size_t count)
{
    text_builder out = {.arena = r->arena};
    for (size_t i = 0; i < count; i++)
        text_add_format(&out, "%s%s", i > 0 ? ", " : "", got[i].code);
    return count > 0 ? text_result(&out) : SLICE("none");
}

/// What is expected must be there, and nothing else.
static void check_problems(run *r, const suite_problems *expected, const char *what, const diagnostic *got,
                           size_t count)
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
        (void)fail(r, x->where, wanted, all_codes(r, got, count));
    }
    for (size_t k = 0; k < count; k++) {
        bool found = got[k].severity == SEVERITY_WARNING && !expected->given;
        for (size_t i = 0; i < expected->count && !found; i++)
            found = problem_is(&expected->items[i], got[k].code, got[k].message, got[k].line);
        if (!found)
            (void)fail(r, r->test->where, arena_format(r->arena, "no other %s", what),
                       arena_format(r->arena, "%s: %.*s", got[k].code, SLICE_ARG(got[k].message)));
    }
}

static void check_warnings(run *r)
{
    size_t count = r->of->warning_count;
    diagnostic *got = ARENA_ARRAY(r->arena, count, diagnostic);
    for (size_t i = 0; i < count; i++)
        got[i] = (diagnostic){.severity = SEVERITY_WARNING,
                              .code = r->of->warnings[i].code,
                              .message = r->of->warnings[i].message};
    check_problems(r, &r->test->warnings, "warning", got, count);
}

static void check_inference(run *r)
{
    const suite_test *t = r->test;
    for (size_t i = 0; i < t->expectation_count && !done(r); i++)
        check_expectation(r, &t->expectations[i]);
    for (size_t i = 0; i < t->absence_count && !done(r); i++)
        check_absence(r, &t->absences[i]);
    for (size_t i = 0; i < t->fact_count && !done(r); i++)
        check_fact(r, &t->facts[i]);
    for (size_t i = 0; i < t->wait_count && !done(r); i++)
        check_wait(r, &t->waits[i]);
    if (!done(r))
        check_rules(r);
    if (!done(r))
        check_questions(r);
    if (!done(r) && (t->warnings.given || r->of->warning_count > 0))
        check_warnings(r);
}

static void run_test(run *r)
{
    const suite_test *t = r->test;
    r->machine = suite_machine(r->arena, t);
    if (t->refusal != NULL)
        check_problems(r, &t->diagnostics, "diagnostic", t->refusal->items, t->refusal->count);
    if (t->profile == NULL) {
        bool more = t->expectation_count + t->fact_count + t->wait_count + t->fired.count > 0;
        if (more)
            (void)fail(r, t->where, SLICE("advice"), SLICE("the profile was refused"));
        return;
    }
    r->of = infer(r->machine, r->pack, t->profile);
    if (r->of->exhausted)
        (void)fail(r, t->where, SLICE("an evaluation within its budget of steps"), SLICE("it took more"));
    else
        check_inference(r);
}

suite_result suite_run(arena *a, const pack *p, const suite_test *t)
{
    run r = {.arena = a, .pack = p, .test = t};
    run_test(&r);
    return (suite_result){r.of, r.failures.items, r.failures.count};
}

bool suite_notices(arena *a, const pack *p, const suite_test *t)
{
    run r = {.arena = a, .pack = p, .test = t, .brief = true};
    run_test(&r);
    return r.failures.count > 0;
}
