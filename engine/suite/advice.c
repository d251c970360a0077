// Recommendations that a test expects, or expects not to be given.
#include "suite/advice.h"

#include "base/text.h"
#include "suite/why.h"

// --- numbers ---

/// The double as a rounded decimal. It is first rounded to what can be meant, so that 0.6249999999999999 counts as 0.625.
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
static bool number_fits(trial *r, const suite_number *n, double value, int least)
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

static slice advice_name(trial *r, size_t recommendation_index, slice item)
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
        if (trial_contains(a->evidence[i].because, part))
            return true;
    }
    return false;
}

static bool has_step(const advice *a, slice part)
{
    for (size_t i = 0; i < a->next_step_count; i++) {
        if (trial_contains(a->next_steps[i], part))
            return true;
    }
    return false;
}

static slice quoted(trial *r, slice text)
{
    return feel_to_literal(r->arena, feel_string(text));
}

static slice all_reasons(trial *r, const advice *a)
{
    text_builder out = {.arena = r->arena};
    for (size_t i = 0; i < a->evidence_count; i++)
        text_add_format(&out, "%s%.*s", i > 0 ? ", " : "", SLICE_ARG(quoted(r, a->evidence[i].because)));
    return text_result(&out);
}

static slice all_steps(trial *r, const advice *a)
{
    text_builder out = {.arena = r->arena};
    for (size_t i = 0; i < a->next_step_count; i++)
        text_add_format(&out, "%s%.*s", i > 0 ? ", " : "", SLICE_ARG(quoted(r, a->next_steps[i])));
    return a->next_step_count > 0 ? text_result(&out) : SLICE("no next steps");
}

/// Reports a number that differs; a plain one can be rewritten.
static void compare_number(trial *r, const suite_number *n, slice name, const char *what, double value,
                           int least)
{
    if (number_fits(r, n, value, least))
        return;
    int places = n->places > least ? n->places : least;
    slice got = number_text(r->arena, value, n->tests != NULL ? 4 : places);
    suite_failure *f = trial_fail(
        r, n->written->where,
        arena_format(r->arena, "%.*s with %s %.*s", SLICE_ARG(name), what, SLICE_ARG(n->written->text)),
        arena_format(r->arena, "%s %.*s", what, SLICE_ARG(got)));
    if (n->tests == NULL) {
        f->written = n->written->where;
        f->replacement = got;
    }
}

/// Texts of an advice that a test expects parts of.
typedef struct text_kind {
    const char *noun;
    bool (*has)(const advice *a, slice part);
    slice (*all)(trial *r, const advice *a);
} text_kind;

static void compare_texts(trial *r, const advice *a, slice name, const suite_texts *expected,
                          const text_kind *kind)
{
    for (size_t i = 0; i < expected->count; i++) {
        const yaml_node *n = expected->items[i];
        if (!kind->has(a, n->text))
            (void)trial_fail(r, n->where,
                             arena_format(r->arena, "%.*s with the %s %.*s", SLICE_ARG(name), kind->noun,
                                          SLICE_ARG(quoted(r, n->text))),
                             kind->all(r, a));
    }
}

static void compare_title(trial *r, const advice *a, slice name, const yaml_node *expected)
{
    if (expected == NULL || slice_equal(expected->text, a->title))
        return;
    suite_failure *f = trial_fail(r, expected->where,
                                  arena_format(r->arena, "%.*s with the title %.*s", SLICE_ARG(name),
                                               SLICE_ARG(quoted(r, expected->text))),
                                  quoted(r, a->title));
    if (expected->style != YAML_BLOCK) {
        f->written = expected->where;
        f->replacement = trial_yaml_text(r->arena, a->title);
    }
}

static void compare_above(trial *r, const advice *a, slice name, const yaml_node *expected,
                          bool as_alternative)
{
    const advice *above = a->above >= 0 ? &r->of->advices[a->above] : NULL;
    const slice id = above != NULL ? r->pack->recommendations[above->recommendation].id : (slice){NULL, 0};
    if (expected == NULL ||
        (above != NULL && a->is_alternative == as_alternative && slice_equal(id, expected->text)))
        return;
    static const char *const relations[] = {"a part of", "an alternative to"};
    (void)trial_fail(r, expected->where,
                     arena_format(r->arena, "%.*s as %s %.*s", SLICE_ARG(name), relations[as_alternative],
                                  SLICE_ARG(expected->text)),
                     above != NULL
                         ? arena_format(r->arena, "%s %.*s", relations[a->is_alternative], SLICE_ARG(id))
                         : SLICE("the head of an entry"));
}

static void compare_rules(trial *r, const advice *a, slice name, const suite_references *by_rules)
{
    for (size_t i = 0; i < by_rules->count; i++) {
        const suite_reference *by = &by_rules->items[i];
        if (has_evidence_of(a, by->index))
            continue;
        suite_failure *f = trial_fail(r, by->where,
                                      arena_format(r->arena, "%.*s by rule %.*s", SLICE_ARG(name),
                                                   SLICE_ARG(r->pack->rules[by->index].id)),
                                      SLICE("not by it"));
        f->why = why_rule(r->machine, r->of, by->index, NULL, &f->why_count);
    }
}

static void compare_advice(trial *r, const suite_expectation *e, const advice *a)
{
    static const text_kind reasons = {"reason", has_reason, all_reasons};
    static const text_kind next_steps = {"next step", has_step, all_steps};
    slice name = advice_name(r, e->recommendation.index, e->item != NULL ? e->item->text : (slice){NULL, 0});
    compare_number(r, &e->rank, name, "rank", (double)a->rank, 0);
    compare_number(r, &e->certainty, name, "certainty", a->certainty, 2);
    compare_number(r, &e->score, name, "score", a->score, 0);
    compare_title(r, a, name, e->title);
    compare_above(r, a, name, e->part_of, false);
    compare_above(r, a, name, e->alternative_to, true);
    compare_texts(r, a, name, &e->reasons, &reasons);
    compare_texts(r, a, name, &e->next_steps, &next_steps);
    compare_rules(r, a, name, &e->by_rules);
}

static bool is_about(const advice *a, size_t recommendation_index, slice item)
{
    return a->recommendation == recommendation_index && (item.ptr == NULL || slice_equal(a->item_name, item));
}

void advice_compare_given(trial *r, const suite_expectation *e)
{
    slice item = e->item != NULL ? e->item->text : (slice){NULL, 0};
    size_t before = r->failures.count;
    const advice *first = NULL;
    for (size_t i = 0; i < r->of->given_count; i++) {
        const advice *a = &r->of->advices[i];
        if (!is_about(a, e->recommendation.index, item))
            continue;
        compare_advice(r, e, a);
        if (r->failures.count == before)
            return;
        r->failures.count = before;
        first = first == NULL ? a : first;
    }
    if (first != NULL) {
        compare_advice(r, e, first);
        return;
    }
    suite_failure *f = trial_fail(r, e->recommendation.where, advice_name(r, e->recommendation.index, item),
                                  SLICE("not given"));
    if (!r->brief)
        f->why = why_not_given(r->machine, r->of, e->recommendation.index, item, &f->why_count);
}

void advice_compare_absent(trial *r, const suite_absence *x)
{
    const advice *first = NULL;
    for (size_t i = 0; i < r->of->advice_count && first == NULL; i++) {
        if (is_about(&r->of->advices[i], x->recommendation.index, x->item))
            first = &r->of->advices[i];
    }
    slice name = advice_name(r, x->recommendation.index, x->item);
    if (first == NULL || first->rank == 0) {
        compare_number(r, &x->certainty, name, "certainty", first != NULL ? first->certainty : 0, 2);
        return;
    }
    slice item = first->item_name.len > 0 ? first->item_name : (slice){NULL, 0};
    (void)trial_fail(r, x->recommendation.where, arena_format(r->arena, "no %.*s", SLICE_ARG(name)),
                     arena_format(r->arena, "%.*s at rank %zu: %.*s",
                                  SLICE_ARG(advice_name(r, x->recommendation.index, item)), first->rank,
                                  SLICE_ARG(all_reasons(r, first))));
}
