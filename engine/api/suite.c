// The tests of a pack through the public API: runs them, and then makes all results plain texts and numbers.
#include "api/internal.h"

#include "base/text.h"
#include "suite/coverage.h"
#include "suite/load.h"
#include "suite/mutate.h"

typedef struct failure_row {
    advise_test_failure shown;
    const char **why;
    place written;
    slice replacement;
} failure_row;

typedef struct test_row {
    advise_test_case shown;
    failure_row *failures;
} test_row;

typedef struct rule_row {
    advise_rule_coverage shown;
    advise_part_coverage *parts;
} rule_row;

struct advise_tests {
    arena *arena;
    const pack *pack;
    const suite *suite;
    test_row *tests;
    size_t count, failed;
    rule_row *rules;
    size_t rule_count;
    advise_item_coverage *items;
    size_t item_count;
    advise_mutant *mutants;
    size_t mutant_count;
    const char **unused;
    size_t unused_count;
};

typedef struct tests_job {
    advise_tests *tests;
    const advise_test_options *options;
    diag_list *diags;
    load_outcome outcome;
} tests_job;

static const char *text_in(advise_tests *t, slice s)
{
    return text_of(arena_copy(t->arena, s));
}

/// File and line of a place, and its column if `column` is not NULL.
static const char *resolve(advise_tests *t, place where, size_t *line, size_t *column)
{
    const diagnostic_place at = place_resolve(where);
    *line = at.line;
    if (column != NULL)
        *column = at.column;
    return text_in(t, at.file);
}

static void show_failure(advise_tests *t, const suite_failure *f, failure_row *out)
{
    advise_test_failure *shown = &out->shown;
    out->written = f->written;
    out->replacement = f->replacement;
    out->why = ARENA_ARRAY(t->arena, f->why_count, const char *);
    for (size_t i = 0; i < f->why_count; i++)
        out->why[i] = text_in(t, f->why[i]);
    *shown = (advise_test_failure){.expected = text_in(t, f->expected),
                                   .got = text_in(t, f->got),
                                   .why_count = f->why_count,
                                   .can_update = f->written.source != NULL,
                                   .written = "",
                                   .replacement = text_in(t, f->replacement)};
    shown->file = resolve(t, f->where, &shown->line, &shown->column);
    if (f->written.source != NULL)
        shown->written =
            text_in(t, slice_part(f->written.source->text, f->written.offset, f->written.length));
}

static double seconds_of(const advise_test_options *o)
{
    return o->seconds != NULL ? o->seconds(o->state) : 0;
}

static suite_result *run_tests(advise_tests *t, const advise_test_options *o)
{
    suite_result *results = ARENA_ARRAY(t->arena, t->suite->count, suite_result);
    t->count = t->suite->count;
    t->tests = ARENA_ARRAY(t->arena, t->count, test_row);
    for (size_t i = 0; i < t->count; i++) {
        const suite_test *test = &t->suite->tests[i];
        test_row *row = &t->tests[i];
        const double start = seconds_of(o);
        if (!o->list)
            results[i] = trial_run(t->arena, t->pack, test);
        const double seconds = seconds_of(o) - start;
        row->shown = (advise_test_case){
            .name = text_in(t, test->name), .failure_count = results[i].failure_count, .seconds = seconds};
        row->shown.file = resolve(t, test->where, &row->shown.line, NULL);
        row->failures = ARENA_ARRAY(t->arena, results[i].failure_count, failure_row);
        for (size_t k = 0; k < results[i].failure_count; k++)
            show_failure(t, &results[i].failures[k], &row->failures[k]);
        t->failed += results[i].failure_count > 0;
    }
    return results;
}

static void add_item(advise_tests *t, const char *kind, slice id, place where, size_t level, size_t times)
{
    if (!pack_is_own(t->pack, level))
        return;
    advise_item_coverage *row = &t->items[t->item_count++];
    *row = (advise_item_coverage){.kind = kind, .id = text_of(id), .times = times};
    row->file = resolve(t, where, &row->line, NULL);
}

static void cover(advise_tests *t, const suite_result *results)
{
    const pack *p = t->pack;
    const suite_coverage *c = coverage_of(t->arena, t->suite, results);
    t->rules = ARENA_ARRAY(t->arena, p->rule_count, rule_row);
    for (size_t i = 0; i < p->rule_count; i++) {
        const suite_rule *r = &c->rules[i];
        if (!pack_is_own(p, p->rules[i].changed_by))
            continue;
        rule_row *row = &t->rules[t->rule_count++];
        row->shown = (advise_rule_coverage){.rule = text_of(p->rules[i].id),
                                            .fired = r->fired,
                                            .held_back = r->held_back,
                                            .may_hold_back = r->may_hold_back,
                                            .part_count = r->part_count};
        row->shown.file = resolve(t, p->rules[i].where, &row->shown.line, NULL);
        row->parts = ARENA_ARRAY(t->arena, r->part_count, advise_part_coverage);
        for (size_t k = 0; k < r->part_count; k++) {
            const suite_part *part = &r->parts[k];
            row->parts[k] = (advise_part_coverage){.text = text_in(t, part->text),
                                                   .evaluated = part->evaluated,
                                                   .decided_true = part->decided_true,
                                                   .decided_false = part->decided_false};
            row->parts[k].file = resolve(t, part->where, &row->parts[k].line, NULL);
        }
    }
    t->items = ARENA_ARRAY(t->arena,
                           p->recommendation_count + p->fact_count + p->derived_field_count + p->source_count,
                           advise_item_coverage);
    for (size_t i = 0; i < p->recommendation_count; i++)
        add_item(t, "recommendation", p->recommendations[i].id, p->recommendations[i].where,
                 p->recommendations[i].level, c->recommended[i]);
    for (size_t i = 0; i < p->fact_count; i++) {
        if (p->facts[i].derived)
            add_item(t, "derived fact", p->facts[i].name, p->facts[i].where, p->facts[i].level,
                     c->concluded[i]);
    }
    for (size_t i = 0; i < p->derived_field_count; i++) {
        const derived_field *d = &p->derived_fields[i];
        add_item(t, "derived field", d->name, d->declared->where, p->types[d->type].level, c->fields[i]);
    }
    for (size_t i = 0; i < p->source_count; i++)
        add_item(t, "source", p->sources[i].id, p->sources[i].where, p->sources[i].level, c->cited[i]);
}

static void mutate(advise_tests *t, const suite_result *results)
{
    suite_mutants m = mutate_suite(t->arena, t->suite, results);
    t->mutant_count = m.count;
    t->mutants = ARENA_ARRAY(t->arena, m.count, advise_mutant);
    for (size_t i = 0; i < m.count; i++) {
        const suite_mutant *from = &m.items[i];
        t->mutants[i] = (advise_mutant){.subject = text_of(from->subject),
                                        .key = text_of(from->key),
                                        .before = text_of(from->before),
                                        .after = text_of(from->after),
                                        .noticed = from->noticed,
                                        .equivalent = from->equivalent};
        t->mutants[i].file = resolve(t, from->where, &t->mutants[i].line, NULL);
    }
    t->unused = ARENA_ARRAY(t->arena, t->suite->equivalent_count, const char *);
    for (size_t i = 0; i < t->suite->equivalent_count; i++) {
        const suite_equivalent *e = &t->suite->equivalents[i];
        if (!m.equivalents_used[i])
            t->unused[t->unused_count++] =
                text_of(arena_format(t->arena, "%.*s: %.*s", SLICE_ARG(e->subject), SLICE_ARG(e->mutant)));
    }
}

static void run_suite(void *argument)
{
    tests_job *job = argument;
    advise_tests *t = job->tests;
    const advise_test_options *o = job->options;
    job->outcome =
        suite_load(t->arena, t->pack, &(suite_choice){o->files, o->file_count, o->with_base, o->filter},
                   job->diags, &t->suite);
    if (job->outcome != LOAD_DONE)
        return;
    suite_result *results = run_tests(t, o);
    if (o->coverage && !o->list)
        cover(t, results);
    if (o->mutate && !o->list)
        mutate(t, results);
}

advise_status advise_tests_run(const advise_pack *of, const advise_test_options *options,
                               const advise_allocator *from, advise_tests **tests,
                               advise_diagnostics **problems)
{
    static const advise_test_options none = {0};
    if (problems != NULL)
        *problems = NULL;
    if (of == NULL || tests == NULL || pack_is_compiled(pack_of(of)))
        return ADVISE_BAD_USE;
    *tests = NULL;
    allocator source = allocator_of(from);
    arena *a = arena_new(&source, 0);
    advise_diagnostics *d = a != NULL ? diagnostics_new(&source) : NULL;
    advise_tests *t = d != NULL ? source.resize(source.state, NULL, sizeof *t) : NULL;
    if (t == NULL) {
        advise_diagnostics_free(d);
        arena_free(a);
        return ADVISE_NO_MEMORY;
    }
    *t = (advise_tests){.arena = a, .pack = pack_of(of)};
    tests_job job = {.tests = t, .options = options != NULL ? options : &none, .diags = diagnostics_list(d)};
    arena *const arenas[] = {a, d->arena};
    bool enough = arena_run_all(arenas, 2, run_suite, &job) == ARENA_DONE;
    if (!enough || job.outcome != LOAD_DONE)
        advise_tests_free(t);
    else
        *tests = t;
    if (!enough) {
        advise_diagnostics_free(d);
        return ADVISE_NO_MEMORY;
    }
    return give_problems(d, problems, status_of_load(job.outcome, ADVISE_BAD_PACK));
}

void advise_tests_free(advise_tests *t)
{
    if (t == NULL)
        return;
    allocator from = *arena_allocator_borrow(t->arena);
    arena_free(t->arena);
    (void)from.resize(from.state, t, 0);
}

size_t advise_tests_count(const advise_tests *t)
{
    return t->count;
}

size_t advise_tests_failed(const advise_tests *t)
{
    return t->failed;
}

advise_test_case advise_tests_case(const advise_tests *t, size_t test)
{
    return t->tests[test].shown;
}

advise_test_failure advise_tests_failure(const advise_tests *t, size_t test, size_t failure)
{
    return t->tests[test].failures[failure].shown;
}

const char *advise_tests_why(const advise_tests *t, size_t test, size_t failure, size_t line)
{
    return t->tests[test].failures[failure].why[line];
}

size_t advise_tests_rule_count(const advise_tests *t)
{
    return t->rule_count;
}

advise_rule_coverage advise_tests_rule(const advise_tests *t, size_t index)
{
    return t->rules[index].shown;
}

advise_part_coverage advise_tests_part(const advise_tests *t, size_t index, size_t part)
{
    return t->rules[index].parts[part];
}

size_t advise_tests_item_count(const advise_tests *t)
{
    return t->item_count;
}

advise_item_coverage advise_tests_item(const advise_tests *t, size_t item)
{
    return t->items[item];
}

size_t advise_tests_mutant_count(const advise_tests *t)
{
    return t->mutant_count;
}

advise_mutant advise_tests_mutant(const advise_tests *t, size_t mutant)
{
    return t->mutants[mutant];
}

const char *advise_tests_unused_equivalent(const advise_tests *t, size_t index)
{
    return index < t->unused_count ? t->unused[index] : NULL;
}

// --- rewriting expectations ---

typedef struct update_job {
    advise_tests *tests;
    slice file;
    slice text;
} update_job;

/// Cuts the file at what is replaced, always at the next place: failures of one test need not be in the order of the file.
static void update(void *argument)
{
    update_job *job = argument;
    advise_tests *t = job->tests;
    text_builder out = {.arena = t->arena};
    const source_text *source = NULL;
    size_t at = 0;
    for (;;) {
        const failure_row *next = NULL;
        for (size_t i = 0; i < t->count; i++) {
            for (size_t k = 0; k < t->tests[i].shown.failure_count; k++) {
                const failure_row *row = &t->tests[i].failures[k];
                bool here = row->written.source != NULL && slice_equal(row->written.source->file, job->file);
                if (here && row->written.offset >= at &&
                    (next == NULL || row->written.offset < next->written.offset))
                    next = row;
            }
        }
        if (next == NULL)
            break;
        source = next->written.source;
        text_add(&out, slice_part(source->text, at, next->written.offset - at));
        text_add(&out, next->replacement);
        at = next->written.offset + next->written.length;
    }
    if (source != NULL)
        text_add(&out, slice_part(source->text, at, source->text.len));
    job->text = source != NULL ? text_result(&out) : (slice){NULL, 0};
}

advise_status advise_tests_update(advise_tests *t, const char *file, const char **text, size_t *length)
{
    if (t == NULL || file == NULL || text == NULL || length == NULL)
        return ADVISE_BAD_USE;
    update_job job = {.tests = t, .file = slice_of(file)};
    if (arena_run(t->arena, update, &job) != ARENA_DONE)
        return ADVISE_NO_MEMORY;
    *text = job.text.ptr;
    *length = job.text.len;
    return ADVISE_OK;
}
