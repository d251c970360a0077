// Changes the pack in one place at a time, in a shallow copy, and tries whether a test notices. A change of a rule can only be noticed by
// a test for one of whose bindings the changed rule differs. Such tests are found by evaluating the rule alone, and only they are run.
#include "suite/mutate_state.h"

#include "base/text.h"
#include "infer/replay.h"
#include "pack/answers.h"
#include "pack/listing.h"
#include "reason/edits.h"

// --- does a test notice? ---

typedef struct comparison {
    feel_machine *machine;
    const rule *before, *after;
    size_t count; ///< values in scope
    bool differs, unknown;
} comparison;

static feel_truth decide(comparison *c, const feel_expression *when, const feel_value *values)
{
    if (when == NULL)
        return FEEL_TRUE;
    feel_value v = feel_evaluate(c->machine, when, values, c->count);
    return feel_truth_of(v);
}

static bool same_value(comparison *c, const feel_expression *before, const feel_expression *after,
                       const feel_value *values)
{
    if (before == after)
        return true;
    feel_value x = before != NULL ? feel_evaluate(c->machine, before, values, c->count) : feel_integer(1);
    feel_value y = after != NULL ? feel_evaluate(c->machine, after, values, c->count) : feel_integer(1);
    return feel_is_null(x) ? feel_is_null(y) : feel_equal(x, y) == FEEL_TRUE;
}

static void compare_binding(void *state, const feel_value *values, const feel_value *bindings)
{
    comparison *c = state;
    if (c->differs || bindings == NULL)
        return;
    feel_truth before = decide(c, c->before->when, values);
    feel_truth after = c->after->when == c->before->when ? before : decide(c, c->after->when, values);
    c->differs = before != after ||
                 (before == FEEL_TRUE && (!same_value(c, c->before->certainty, c->after->certainty, values) ||
                                          !same_value(c, c->before->value, c->after->value, values)));
    c->unknown = c->unknown || before == FEEL_UNKNOWN;
}

/// True if the changed rule could make a difference to the test.
static bool may_notice(changer *w, const change *x, size_t test)
{
    const suite_test *t = &w->suite->tests[test];
    if (x->table != NULL) // which row counts, the hit policy decides, and not the row alone
        return infer_passed_over(w->results[test].inference, x->table->first_rule) == NULL;
    if (x->rule == NULL || !x->same_list)
        return true;
    comparison c = {.machine = trial_machine(w->scratch, t),
                    .before = &w->suite->pack->rules[x->about.rule],
                    .after = x->rule,
                    .count = w->suite->pack->scope.count + x->rule->variable_count};
    infer_replay(c.machine, w->results[test].inference, x->about.rule, compare_binding, &c);
    arena_reset(w->scratch);
    return c.differs || (c.unknown && t->wait_count + t->questions.count > 0);
}

static bool any_test_notices(changer *w, const change *x)
{
    for (size_t i = 0; i < w->suite->count; i++) {
        const suite_result *r = &w->results[i];
        if (r->inference == NULL || r->failure_count > 0 || !may_notice(w, x, i))
            continue;
        bool noticed = trial_notices(w->scratch, &w->pack, &w->suite->tests[i]);
        arena_reset(w->scratch);
        if (noticed)
            return true;
    }
    return false;
}

/// Has calls of a table find it as it is in the pack.
static void restore_answers(changer *w, const pack_table *t)
{
    const pack *p = w->suite->pack;
    w->tables[t - w->tables].called = p->tables[t - w->tables].called;
    w->constants[t->function] = p->constants[t->function];
}

void mutate_try(changer *w, const change *x)
{
    suite_mutant m = x->about;
    m.before = arena_copy(w->arena, m.before);
    m.after = arena_copy(w->arena, m.after);
    slice label = arena_format(w->arena, "%.*s: %.*s -> %.*s", SLICE_ARG(m.key), SLICE_ARG(m.before),
                               SLICE_ARG(m.after));
    for (size_t i = 0; i < w->suite->equivalent_count; i++) {
        const suite_equivalent *e = &w->suite->equivalents[i];
        if (slice_equal(e->subject, m.subject) && slice_equal(e->mutant, label))
            m.equivalent = w->equivalents_used[i] = true;
    }
    rule before = {0};
    if (x->rule != NULL) {
        before = w->rules[m.rule];
        w->rules[m.rule] = *x->rule;
    }
    if (x->table != NULL && x->table->called != NULL)
        answers_renew(w->work, &w->pack, &w->tables[x->table - w->tables], w->constants);
    m.noticed = !m.equivalent && any_test_notices(w, x);
    if (x->rule != NULL)
        w->rules[m.rule] = before;
    if (x->table != NULL && x->table->called != NULL)
        restore_answers(w, x->table);
    ARENA_PUSH(w->arena, &w->mutants, items, count, capacity, m);
}

// --- changes of rules ---

typedef enum rule_member { MEMBER_FOR, MEMBER_WHEN, MEMBER_CERTAINTY, MEMBER_VALUE } rule_member;

static const char *const member_keys[] = {"for", "when", "certainty", "value"};

static const feel_expression *member_of(const rule *r, rule_member member)
{
    const feel_expression *all[] = {r->iterations, r->when, r->certainty, r->value};
    return all[member];
}

feel_scope mutate_scope(changer *w, const rule *r)
{
    return feel_scope_with(w->work, &w->suite->pack->scope, r->variables, r->variable_count);
}

/// Replaces an expression of a rule; false if no pack could contain the text.
static bool replace_member(changer *w, rule *r, rule_member member, slice text)
{
    source_text *source = ARENA_NEW(w->work, source_text);
    *source = (source_text){.file = SLICE("mutant"), .text = text};
    diag_list *diags = diag_list_new(w->work);
    if (member == MEMBER_FOR) {
        const feel_variable *variables;
        size_t count;
        r->iterations =
            feel_parse_iterations(w->work, source, &w->suite->pack->scope, diags, &variables, &count);
        return r->iterations != NULL && count == r->variable_count;
    }
    feel_scope scope = mutate_scope(w, r);
    const feel_expression *e = feel_parse(w->work, source, &scope, diags);
    if (member == MEMBER_WHEN)
        r->when = e;
    else if (member == MEMBER_CERTAINTY)
        r->certainty = e;
    else
        r->value = e;
    return e != NULL && (member != MEMBER_WHEN ||
                         feel_types_meet(feel_expression_type(e), feel_type_of_kind(FEEL_TYPE_BOOLEAN)));
}

static void change_member(changer *w, size_t index, rule_member member, slice text, slice before, slice after,
                          place where)
{
    rule changed = w->rules[index];
    change x = {.about = {.rule = index,
                          .subject = changed.id,
                          .key = slice_of(member_keys[member]),
                          .before = before,
                          .after = after,
                          .where = where},
                .rule = &changed,
                .same_list = member != MEMBER_FOR,
                .table = changed.table};
    if (replace_member(w, &changed, member, text))
        mutate_try(w, &x);
}

static void change_by_edits(changer *w, size_t index, rule_member member, const feel_type *wanted)
{
    const feel_expression *e = member_of(&w->suite->pack->rules[index], member);
    size_t count;
    const expression_edit *edits = edits_of(w->work, e, wanted, &count);
    slice *texts = ARENA_ARRAY(w->work, count, slice);
    for (size_t i = 0; i < count; i++) {
        bool known = false;
        texts[i] = edit_apply(w->work, e, &edits[i]);
        for (size_t k = 0; k < i && !known; k++)
            known = slice_equal(texts[k], texts[i]);
        if (!known)
            change_member(w, index, member, texts[i], edit_before(w->work, e, &edits[i]),
                          edit_after(w->work, e, &edits[i]), edit_place(e, &edits[i]));
    }
}

static slice decimal_slice(arena *a, decimal d)
{
    char buffer[DECIMAL_PLAIN_TEXT_SIZE];
    return arena_copy(a, (slice){buffer, decimal_to_text(d, buffer)});
}

/// Three other certainties: one of the opposite sign, one that settles the matter, one that hardly counts.
static void change_certainty(changer *w, size_t index)
{
    const rule *r = &w->suite->pack->rules[index];
    const feel_expression *e = r->certainty;
    slice before = e != NULL ? feel_expression_text(e) : SLICE("1");
    place where = r->where;
    decimal d = decimal_from_int64(1);
    if (e != NULL) {
        const expression_edit whole = {.length = before.len, .shown_length = before.len};
        where = edit_place(e, &whole);
        if (!decimal_parse(before, &d)) {
            slice against = arena_format(w->work, "-(%.*s)", SLICE_ARG(before));
            change_member(w, index, MEMBER_CERTAINTY, against, before, against, where);
            change_by_edits(w, index, MEMBER_CERTAINTY, NULL);
            return;
        }
    }
    decimal tenth;
    slice changed[] = {decimal_slice(w->work, decimal_negate(d)),
                       decimal_sign(d) < 0 ? SLICE("-1") : SLICE("1"), SLICE("0.01")};
    if (decimal_divide(d, decimal_from_int64(10), &tenth))
        changed[2] = decimal_slice(w->work, tenth);
    for (size_t i = 0; i < 3; i++) {
        if (!slice_equal(changed[i], before))
            change_member(w, index, MEMBER_CERTAINTY, changed[i], before, changed[i], where);
    }
}

static void change_condition(changer *w, size_t index)
{
    const rule *r = &w->suite->pack->rules[index];
    slice text = feel_expression_text(r->when);
    const expression_edit whole = {
        .length = text.len, .shown_length = text.len, .replacement = SLICE("true")};
    change_member(w, index, MEMBER_WHEN, SLICE("true"), edit_before(w->work, r->when, &whole), SLICE("true"),
                  edit_place(r->when, &whole));
    change_by_edits(w, index, MEMBER_WHEN, NULL);
}

static void remove_rule(changer *w, size_t index)
{
    rule changed = w->rules[index];
    change x = {.about = {.rule = index,
                          .subject = changed.id,
                          .key = SLICE("rule"),
                          .before = changed.id,
                          .after = SLICE("no rule"),
                          .where = changed.where},
                .rule = &changed,
                .same_list = true};
    if (replace_member(w, &changed, MEMBER_WHEN, SLICE("false")))
        mutate_try(w, &x);
}

/// True if the rule has the key and this pack says what it holds. What its bases say is for their tests to notice.
static bool is_own(const changer *w, const rule *r, rule_member member)
{
    const pack *p = w->suite->pack;
    if (member_of(r, member) == NULL || pack_is_own(p, r->level))
        return member_of(r, member) != NULL;
    return r->table != NULL ? listing_is_own_key(p, "row", r->id, "out") ||
                                  listing_is_own_key(p, "table", r->table->id, member_keys[member])
                            : listing_is_own_key(p, "rule", r->id, member_keys[member]);
}

/// What the value of a rule or row must be; NULL: anything.
static const feel_type *type_of_value(const changer *w, const rule *r)
{
    const fact *concluded = pack_concluded(w->suite->pack, r);
    const feel_called_table *called = r->table != NULL ? r->table->called : NULL;
    return concluded != NULL ? concluded->type : called != NULL ? called->signature.result : NULL;
}

/// What a row has in common with rules is changed in the same way, but inference reads its cells, and not the condition that they
/// amount to.
static void change_rule(changer *w, size_t index)
{
    const rule *r = &w->suite->pack->rules[index];
    const bool own = pack_is_own(w->suite->pack, r->level);
    if (r->table != NULL)
        mutate_row(w, index);
    else if (own)
        remove_rule(w, index);
    if (r->table == NULL && is_own(w, r, MEMBER_FOR))
        change_by_edits(w, index, MEMBER_FOR, NULL);
    if (r->table == NULL && is_own(w, r, MEMBER_WHEN))
        change_condition(w, index);
    if (r->kind == RULE_RECOMMENDS && (own || is_own(w, r, MEMBER_CERTAINTY)))
        change_certainty(w, index);
    if (r->kind != RULE_RECOMMENDS && is_own(w, r, MEMBER_VALUE))
        change_by_edits(w, index, MEMBER_VALUE, type_of_value(w, r));
    arena_reset(w->work);
}

// --- changes of constants and defaults ---

static void try_value(changer *w, slice subject, const char *key, feel_value before, feel_value after,
                      place where)
{
    change x = {.about = {.rule = SIZE_MAX,
                          .subject = subject,
                          .key = slice_of(key),
                          .before = feel_to_literal(w->work, before),
                          .after = feel_is_null(after) ? SLICE("none") : feel_to_literal(w->work, after),
                          .where = where}};
    mutate_try(w, &x);
}

/// The values that replace one: at most two.
static size_t neighbours(changer *w, feel_value v, const feel_type *type, feel_value out[2])
{
    if (v.kind == FEEL_BOOLEAN) {
        out[0] = feel_boolean(!v.as.boolean);
        return 1;
    }
    if (v.kind == FEEL_NUMBER) {
        decimal moved[2];
        size_t count = edit_neighbours(w->work, decimal_slice(w->work, feel_decimal(v)), moved);
        for (size_t i = 0; i < count; i++)
            out[i] = feel_number(w->work, moved[i]);
        return count;
    }
    for (size_t i = 0; v.kind == FEEL_STRING && type != NULL && i < type->allowed_count; i++) {
        if (feel_equal(type->allowed[i], v) == FEEL_FALSE) {
            out[0] = type->allowed[i];
            return 1;
        }
    }
    return 0;
}

static void change_constants(changer *w)
{
    for (size_t i = 0; i < w->pack.constant_count; i++) {
        const pack_constant *c = &w->suite->pack->constants[i];
        feel_value others[2];
        const char *kind = c->is_function ? "function" : "constant";
        const bool own = listing_is_own_key(w->suite->pack, kind, c->name, "expression");
        size_t count = own && !c->reads_dated ? neighbours(w, c->value, c->type, others) : 0;
        for (size_t k = 0; k < count; k++) {
            w->constants[i].value = others[k];
            try_value(w, c->name, "constant", c->value, others[k],
                      listing_key_place(w->suite->pack, kind, c->name, "expression"));
        }
        w->constants[i] = *c;
        arena_reset(w->work);
    }
}

/// Tries other defaults of a fact or field, and none at all.
/// @param copy  what the changed pack has in its place
static void change_default(changer *w, const fact *f, fact *copy, slice subject, place where)
{
    feel_value others[3] = {{.kind = FEEL_NULL}, {.kind = FEEL_NULL}, {.kind = FEEL_NULL}};
    const size_t count = neighbours(w, f->default_value, f->type, others) + 1;
    for (size_t k = 0; k < count; k++) { // the last is none at all
        const feel_value other = k + 1 < count ? others[k] : feel_null();
        copy->default_value = other;
        copy->has_default = !feel_is_null(other);
        try_value(w, subject, "default", f->default_value, other, where);
    }
    *copy = *f;
    arena_reset(w->work);
}

static void change_defaults(changer *w)
{
    const pack *p = w->suite->pack;
    for (size_t i = 0; i < p->fact_count; i++) {
        const fact *f = &p->facts[i];
        if (f->has_default && listing_is_own_key(p, "fact", f->name, "default"))
            change_default(w, f, &w->facts[i], f->name, listing_key_place(p, "fact", f->name, "default"));
    }
    for (size_t i = 0; i < p->derived_field_count; i++) {
        const derived_field *d = &p->derived_fields[i];
        fact *copy = ARENA_NEW(w->arena, fact);
        *copy = *d->declared;
        w->fields[i].declared = copy;
        if (copy->has_default && pack_is_own(p, p->types[d->type].level))
            change_default(w, d->declared, copy, d->name, d->declared->where);
    }
}

void *mutate_copy(arena *a, const void *items, size_t count, size_t size)
{
    void *copy = arena_array(a, count, size);
    if (count > 0)
        memcpy(copy, items, count * size);
    return copy;
}

suite_mutants mutate_suite(arena *a, const suite *s, const suite_result *results)
{
    const pack *p = s->pack;
    changer w = {.arena = a,
                 .work = arena_new_child(a),
                 .scratch = arena_new_child(a),
                 .suite = s,
                 .results = results,
                 .pack = *p,
                 .rules = mutate_copy(a, p->rules, p->rule_count, sizeof *p->rules),
                 .constants = mutate_copy(a, p->constants, p->constant_count, sizeof *p->constants),
                 .facts = mutate_copy(a, p->facts, p->fact_count, sizeof *p->facts),
                 .fields =
                     mutate_copy(a, p->derived_fields, p->derived_field_count, sizeof *p->derived_fields),
                 .equivalents_used = ARENA_ARRAY(a, s->equivalent_count, bool)};
    w.tables = mutate_copy(a, p->tables, p->table_count, sizeof *p->tables);
    for (size_t i = 0; i < p->rule_count; i++) {
        if (p->rules[i].table != NULL)
            w.rules[i].table = &w.tables[p->rules[i].table - p->tables];
    }
    w.pack.rules = w.rules;
    w.pack.tables = w.tables;
    w.pack.constants = w.constants;
    w.pack.facts = w.facts;
    w.pack.derived_fields = w.fields;
    for (size_t i = 0; i < p->rule_count; i++) {
        if (pack_is_own(p, p->rules[i].changed_by))
            change_rule(&w, i);
    }
    for (size_t i = 0; i < p->table_count; i++) {
        if (pack_is_own(p, p->tables[i].level) || listing_is_own_key(p, "table", p->tables[i].id, "outputs"))
            mutate_table(&w, &w.tables[i]);
    }
    change_constants(&w);
    change_defaults(&w);
    return (suite_mutants){w.mutants.items, w.mutants.count, w.equivalents_used};
}
