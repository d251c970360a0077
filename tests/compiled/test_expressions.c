// Whatever part of an expression leads to what is not there, the file is refused: it would be evaluated outside its memory. Each damage is done
// to the expressions of a sound pack, which is then written with the right checksum.
#include "base/limits.h"
#include "compiled/read.h"
#include "compiled/write.h"
#include "feel/walk.h"
#include "files.h"
#include "small_pack.h"
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PROGRAM SLICE("1.2.3")

/// An expression of each kind: the last rules have what has no node of its own.
static const char lists[] =
    "types:\n  - {name: firm, key: name, fields: [{name: name, type: string}, {name: size, type: number}]}\n"
    "facts:\n"
    "  - {name: n, type: number, allowed: '>= 0, [20..30]'}\n"
    "  - {name: numbers, type: list, of: number}\n"
    "  - {name: firms, type: list, of: firm}\n"
    "recommendations: [{id: r, title: R, priority: 50}]\n"
    "rules:\n"
    "  - {id: some, when: some x in numbers satisfies x > 1, recommend: r, because: B., source: s}\n"
    "  - {id: every, when: every x in numbers satisfies x > 1, recommend: r, because: B., source: s}\n"
    "  - {id: for, when: 'count(for x in numbers return sum(partial) + x) > 1', recommend: r, because: B., "
    "source: s}\n"
    "  - {id: filter, when: 'count(firms[size > n]) > 1', recommend: r, because: B., source: s}\n"
    "  - {id: in, when: 'n in (1, > 5)', recommend: r, because: B., source: s}\n"
    "  - {id: and, when: n > 1 and n < 5, recommend: r, because: B., source: s}\n"
    "  - {id: or, when: n > 1 or n < 5, recommend: r, because: B., source: s}\n"
    "  - {id: context, when: '{a: n, b: a + 1}.b > 3', recommend: r, because: B., source: s}\n"
    "  - {id: function, when: 'count(sort(numbers, function(a, b) a < b)) > 2', recommend: r, because: B., "
    "source: s}\n"
    "  - {id: named, when: '(for f in [sum, max] return f(numbers))[1] > 2', recommend: r, because: B., "
    "source: s}\n"
    "  - {id: called, when: 'substring(\"abc\", n) = \"b\"', recommend: r, because: B., source: s}\n";

/// A part of an expression is made to lead elsewhere. False if this node has no such part.
typedef bool damage(node *n, const feel_expression *within);

static bool is_loop(const node *n)
{
    return n->kind == NODE_FOR || n->kind == NODE_SOME || n->kind == NODE_EVERY;
}

static bool name_of_no_local(node *n, const feel_expression *within)
{
    const bool fits = n->kind == NODE_NAME && n->as.name.binding == BINDING_LOCAL;
    if (fits)
        n->as.name.slot = (uint32_t)within->local_count;
    return fits;
}

static bool name_of_no_fact(node *n, const feel_expression *within)
{
    const bool fits = n->kind == NODE_NAME && n->as.name.binding == BINDING_GLOBAL;
    if (fits)
        n->as.name.slot = (uint32_t)within->scope_count;
    return fits;
}

static bool name_of_no_function(node *n, const feel_expression *within)
{
    (void)within;
    const bool fits = n->kind == NODE_NAME && n->as.name.binding == BINDING_BUILTIN;
    if (fits)
        n->as.name.text = SLICE("no such function");
    return fits;
}

static bool name_behind_no_filter(node *n, const feel_expression *within)
{
    const bool fits = n->kind == NODE_NAME && n->as.name.filter_count > 0;
    if (fits)
        *(uint32_t *)(uintptr_t)n->as.name.filters = (uint32_t)within->local_count;
    return fits;
}

static bool filter_without_item(node *n, const feel_expression *within)
{
    const bool fits = n->kind == NODE_FILTER;
    if (fits)
        n->as.filter.slot = (uint32_t)within->local_count;
    return fits;
}

static bool input_without_place(node *n, const feel_expression *within)
{
    const bool fits = n->kind == NODE_IN;
    if (fits)
        n->as.in.slot = (uint32_t)within->local_count;
    return fits;
}

static bool tests_without_place(node *n, const feel_expression *within)
{
    const bool fits = n->kind == NODE_TESTS;
    if (fits)
        n->as.in.slot = (uint32_t)within->local_count;
    return fits;
}

static bool in_without_value(node *n, const feel_expression *within)
{
    (void)within;
    const bool fits = n->kind == NODE_IN;
    if (fits)
        n->as.in.value = NULL;
    return fits;
}

static bool call_without_arguments(node *n, const feel_expression *within)
{
    (void)within;
    const bool fits = n->kind == NODE_CALL && n->as.call.rows != NULL && n->as.call.count > 1;
    if (fits)
        n->as.call.count = 0;
    return fits;
}

static bool arithmetic_that_compares(node *n, const feel_expression *within)
{
    (void)within;
    const bool fits = n->kind == NODE_ARITHMETIC;
    if (fits)
        n->op = OP_EQUAL;
    return fits;
}

static bool arithmetic_without_right_side(node *n, const feel_expression *within)
{
    (void)within;
    const bool fits = n->kind == NODE_ARITHMETIC;
    if (fits)
        n->as.binary.right = NULL;
    return fits;
}

static bool comparison_that_adds(node *n, const feel_expression *within)
{
    (void)within;
    const bool fits = n->kind == NODE_COMPARE;
    if (fits)
        n->op = OP_POWER;
    return fits;
}

static bool comparison_without_right_side(node *n, const feel_expression *within)
{
    (void)within;
    const bool fits = n->kind == NODE_COMPARE;
    if (fits)
        n->as.binary.right = NULL;
    return fits;
}

static bool test_that_adds(node *n, const feel_expression *within)
{
    (void)within;
    const bool fits = n->kind == NODE_TEST;
    if (fits)
        n->op = OP_POWER;
    return fits;
}

static bool and_of_nothing(node *n, const feel_expression *within)
{
    (void)within;
    const bool fits = n->kind == NODE_AND;
    if (fits)
        n->as.list.count = 0;
    return fits;
}

static bool or_of_nothing(node *n, const feel_expression *within)
{
    (void)within;
    const bool fits = n->kind == NODE_OR;
    if (fits)
        n->as.list.count = 0;
    return fits;
}

static bool loop_over_nothing(node *n, const feel_expression *within)
{
    (void)within;
    const bool fits = is_loop(n);
    if (fits)
        n->as.loop.count = 0;
    return fits;
}

static bool loop_without_variable(node *n, const feel_expression *within)
{
    const bool fits = is_loop(n);
    if (fits)
        n->as.loop.iterations[0].slot = (uint32_t)within->local_count;
    return fits;
}

static bool loop_without_partial_list(node *n, const feel_expression *within)
{
    const bool fits = n->kind == NODE_FOR && n->as.loop.uses_partial;
    if (fits)
        n->as.loop.partial_slot = (uint32_t)within->local_count;
    return fits;
}

static bool context_without_places(node *n, const feel_expression *within)
{
    const bool fits = n->kind == NODE_CONTEXT;
    if (fits)
        n->as.context.first_slot = (uint32_t)(within->local_count - n->as.context.count + 1);
    return fits;
}

static bool function_without_places(node *n, const feel_expression *within)
{
    const bool fits = n->kind == NODE_FUNCTION;
    if (fits)
        n->as.function.first_slot = (uint32_t)(within->local_count - n->as.function.count + 1);
    return fits;
}

static bool part_behind_the_text(node *n, const feel_expression *within)
{
    n->offset = (uint32_t)within->source->text.len + 1;
    n->length = 0;
    return true;
}

static bool part_beyond_the_text(node *n, const feel_expression *within)
{
    n->length = (uint32_t)(within->source->text.len - n->offset + 1);
    return true;
}

static bool part_as_high_as_the_whole(node *n, const feel_expression *within)
{
    (void)within;
    const bool fits = n->kind == NODE_COMPARE;
    if (fits)
        n->as.binary.left->height = n->height;
    return fits;
}

static bool part_of_two(node *n, const feel_expression *within)
{
    (void)within;
    const bool fits = n->kind == NODE_COMPARE;
    if (fits)
        n->as.binary.right = n->as.binary.left;
    return fits;
}

static bool reader_of_no_fact(node *n, const feel_expression *within)
{
    const bool fits = n == within->root && within->read_count > 0;
    if (fits)
        *(size_t *)(uintptr_t)within->reads = within->scope_count;
    return fits;
}

static bool more_locals_than_any_has(node *n, const feel_expression *within)
{
    const bool fits = n == within->root;
    if (fits)
        ((feel_expression *)(uintptr_t)within)->local_count = LIMIT_EXPRESSION + 1;
    return fits;
}

static bool higher_than_any_is(node *n, const feel_expression *within)
{
    const bool fits = n == within->root;
    if (fits)
        n->height = LIMIT_EXPRESSION_HEIGHT + 1;
    return fits;
}

#define ROW(name)                                                                                            \
    {                                                                                                        \
#name, name                                                                                          \
    }
static const struct {
    const char *name;
    damage *apply;
} damages[] = {ROW(name_of_no_local),
               ROW(name_of_no_fact),
               ROW(name_of_no_function),
               ROW(name_behind_no_filter),
               ROW(filter_without_item),
               ROW(input_without_place),
               ROW(tests_without_place),
               ROW(in_without_value),
               ROW(call_without_arguments),
               ROW(arithmetic_that_compares),
               ROW(arithmetic_without_right_side),
               ROW(comparison_that_adds),
               ROW(comparison_without_right_side),
               ROW(test_that_adds),
               ROW(and_of_nothing),
               ROW(or_of_nothing),
               ROW(loop_over_nothing),
               ROW(loop_without_variable),
               ROW(loop_without_partial_list),
               ROW(context_without_places),
               ROW(function_without_places),
               ROW(part_behind_the_text),
               ROW(part_beyond_the_text),
               ROW(part_as_high_as_the_whole),
               ROW(part_of_two),
               ROW(reader_of_no_fact),
               ROW(more_locals_than_any_has),
               ROW(higher_than_any_is)};

/// Looks for the first node that the damage fits.
typedef struct search {
    damage *apply;
    const feel_expression *within;
    bool done;
} search;

static void visit(void *state, const node *n, child_role role)
{
    search *s = state;
    (void)role;
    if (!s->done)
        s->done = s->apply((node *)(uintptr_t)n, s->within);
    if (!s->done)
        node_visit_children(n, visit, s);
}

static bool damage_one(const pack *p, damage *apply)
{
    search s = {.apply = apply};
    for (size_t i = 0; i < p->fact_count + p->rule_count && !s.done; i++) {
        s.within = i < p->fact_count ? p->facts[i].allowed : p->rules[i - p->fact_count].when;
        if (s.within != NULL)
            visit(&s, s.within->root, (child_role){0});
    }
    return s.done;
}

/// A pack that is written, and read again.
typedef struct passage {
    arena *arena;
    const pack *written;
    const char *path;
    compiled_outcome outcome;
} passage;

static void pass(void *argument)
{
    passage *t = argument;
    pack *read;
    diag_list *diags = diag_list_new(t->arena);
    const slice bytes = compiled_write(t->arena, t->written, NULL, PROGRAM);
    file_write(t->path, bytes.ptr, bytes.len);
    t->outcome = compiled_read(t->arena, slice_of(t->path), NULL, PROGRAM, diags, &read);
}

/// What becomes of the pack after the damage; NULL: without any.
static compiled_outcome outcome_after(const char *folder, damage *apply, const char *name)
{
    passage t = {.arena = arena_new(NULL, 0)};
    assert_non_null(t.arena);
    pack *p = small_pack(lists, diag_list_new(t.arena));
    char *path = text_of("%s/x", folder);
    assert_non_null(p);
    if (apply != NULL && !damage_one(p, apply))
        fail_msg("no expression has what it takes for %s", name);
    t.written = p;
    t.path = path;
    assert_int_equal(arena_run(t.arena, pass, &t), ARENA_DONE);
    free(path);
    pack_free(p);
    arena_free(t.arena);
    return t.outcome;
}

static void test_expression_that_leads_to_what_is_not_there_is_refused(void **state)
{
    (void)state;
    char *folder = folder_new();
    assert_int_equal(outcome_after(folder, NULL, NULL), COMPILED_READ);
    for (size_t i = 0; i < sizeof damages / sizeof *damages; i++) {
        const compiled_outcome outcome = outcome_after(folder, damages[i].apply, damages[i].name);
        if (outcome != COMPILED_DAMAGED)
            fail_msg("%s: outcome %d", damages[i].name, (int)outcome);
    }
    folder_remove(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_expression_that_leads_to_what_is_not_there_is_refused)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
