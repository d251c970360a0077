// Reads what a test expects, and looks up every name in the pack. All errors are reported, not only the first.
#include "suite/expect.h"

#include "pack/listing.h"
#include "pack/schema_check.h"
#include "suite/item_path.h"
#include "suite/value.h"

// --- names ---

typedef ptrdiff_t find_function(const pack *p, slice name);

/// What may be named: how it is called in messages, how it is found, and the names for hints.
typedef struct name_kind {
    const char *what, *code;
    find_function *find;
    size_t (*count)(const pack *p);
    slice (*name)(const pack *p, size_t index);
} name_kind;

static size_t rule_count(const pack *p)
{
    return p->rule_count;
}
static slice rule_name(const pack *p, size_t index)
{
    return p->rules[index].id;
}
static size_t recommendation_count(const pack *p)
{
    return p->recommendation_count;
}
static slice recommendation_name(const pack *p, size_t index)
{
    return p->recommendations[index].id;
}
static size_t fact_count(const pack *p)
{
    return p->fact_count;
}
static slice fact_name(const pack *p, size_t index)
{
    return p->facts[index].name;
}

static const name_kind rules = {"rule", "unknown-rule", pack_find_rule, rule_count, rule_name};
static const name_kind recommendations = {"recommendation", "unknown-recommendation",
                                          pack_find_recommendation, recommendation_count,
                                          recommendation_name};
static const name_kind facts = {"fact", "unknown-name", pack_find_fact, fact_count, fact_name};

/// The table of a row's id; all of the id if it has no number.
static slice table_of(slice id)
{
    size_t end = id.len;
    while (end > 0 && id.ptr[end - 1] >= '0' && id.ptr[end - 1] <= '9')
        end--;
    return end > 0 && end < id.len && id.ptr[end - 1] == '/' ? slice_part(id, 0, end - 1) : id;
}

/// True for what an overlay disabled, and for a row of an inherited table, which goes with its recommendation.
static bool is_disabled(const test_reader *r, const name_kind *kind, slice name)
{
    const slice table = table_of(name);
    const bool inherited = kind == &rules && table.len < name.len && listing_has(r->pack, "table", table) &&
                           !listing_is_own_key(r->pack, "table", table, "id");
    return inherited || listing_is_disabled(r->pack, kind->what, name);
}

/// Looks a name up. If there is none, that is reported with the nearest name.
/// @param expected  what the test expects of it, in words before its name: what is disabled makes the test fail; NULL: that is fine
static bool find_name(test_reader *r, const name_kind *kind, slice name, place where, const char *expected,
                      suite_reference *out)
{
    ptrdiff_t at = kind->find(r->pack, name);
    *out = (suite_reference){(size_t)at, where};
    if (at >= 0)
        return true;
    if (is_disabled(r, kind, name)) {
        const suite_disabled d = {
            arena_format(r->arena, "%s%.*s", expected != NULL ? expected : "", SLICE_ARG(name)), where};
        if (expected != NULL)
            ARENA_PUSH(r->arena, &r->disabled, items, count, capacity, d);
        return false;
    }
    size_t count = kind->count(r->pack);
    slice *names = ARENA_ARRAY(r->arena, count, slice);
    for (size_t i = 0; i < count; i++)
        names[i] = kind->name(r->pack, i);
    diag_error(r->diags, where, kind->code, "unknown %s '%.*s'", kind->what, SLICE_ARG(diag_quote(name)));
    diag_hint_nearest(r->diags, name, names, count);
    return false;
}

static suite_references find_names(test_reader *r, const name_kind *kind, const char *expected,
                                   const yaml_node *list)
{
    suite_references out = {0};
    if (list == NULL)
        return out;
    suite_reference *items = ARENA_ARRAY(r->arena, list->count, suite_reference);
    for (size_t i = 0; i < list->count; i++) {
        const yaml_node *n = list->items[i];
        if (find_name(r, kind, n->text, n->where, expected, &items[out.count]))
            out.count++;
    }
    out.items = items;
    return out;
}

static suite_texts texts_of(const yaml_node *list)
{
    return list != NULL ? (suite_texts){list->items, list->count} : (suite_texts){NULL, 0};
}

// --- expectations ---

suite_number suite_number_of(const yaml_node *n)
{
    suite_number out = {.written = n};
    const char *point = memchr(n->text.len > 0 ? n->text.ptr : "", '.', n->text.len);
    out.places = point != NULL ? (int)(n->text.len - (size_t)(point - n->text.ptr)) - 1 : 0;
    out.is_number = decimal_parse(n->text, &out.number);
    return out;
}

static suite_number read_number(test_reader *r, const yaml_node *n)
{
    if (n == NULL)
        return (suite_number){0};
    suite_number out = suite_number_of(n);
    if (out.is_number)
        return out;
    out.tests = feel_parse_unary_tests(r->arena, yaml_scalar_source(r->arena, n), &r->pack->scope,
                                       feel_type_of_kind(FEEL_TYPE_NUMBER), r->diags);
    size_t reads = 0;
    if (out.tests != NULL)
        (void)feel_expression_reads(out.tests, &reads);
    if (reads > 0)
        diag_error(r->diags, n->where, "not-constant", "an expected value cannot depend on facts");
    return out;
}

static void check_by_rules(test_reader *r, const suite_expectation *e)
{
    for (size_t i = 0; i < e->by_rules.count; i++) {
        const rule *by = &r->pack->rules[e->by_rules.items[i].index];
        if (by->kind != RULE_RECOMMENDS || by->target != e->recommendation.index)
            diag_error(r->diags, e->by_rules.items[i].where, "not-its-rule",
                       "the rule '%.*s' does not recommend '%.*s'", SLICE_ARG(by->id),
                       SLICE_ARG(r->pack->recommendations[e->recommendation.index].id));
    }
}

/// The id of what a recommendation must stand below; NULL if there is no such recommendation.
static const yaml_node *find_above(test_reader *r, const yaml_node *id)
{
    suite_reference found;
    return id != NULL && find_name(r, &recommendations, id->text, id->where, "", &found) ? id : NULL;
}

static void read_expectations(test_reader *r, const yaml_test *from, const yaml_node *record, suite_test *out)
{
    const yaml_node *list = yaml_get(record, "expect");
    suite_expectation *items = ARENA_ARRAY(r->arena, from->expect_count, suite_expectation);
    for (size_t i = 0; i < from->expect_count; i++) {
        const yaml_node *n = list->items[i];
        const yaml_node *id = yaml_get(n, "recommend");
        suite_expectation *e = &items[out->expectation_count];
        *e = (suite_expectation){.item = yaml_get(n, "item"),
                                 .rank = read_number(r, yaml_get(n, "rank")),
                                 .certainty = read_number(r, yaml_get(n, "certainty")),
                                 .score = read_number(r, yaml_get(n, "score")),
                                 .title = yaml_get(n, "title"),
                                 .part_of = find_above(r, yaml_get(n, "part_of")),
                                 .alternative_to = find_above(r, yaml_get(n, "alternative_to")),
                                 .reasons = texts_of(yaml_get(n, "reasons")),
                                 .next_steps = texts_of(yaml_get(n, "next_steps")),
                                 .by_rules =
                                     find_names(r, &rules, "evidence by rule ", yaml_get(n, "by_rules"))};
        if (!find_name(r, &recommendations, id->text, id->where, "", &e->recommendation))
            continue;
        out->expectation_count++;
        check_by_rules(r, e);
        if (e->item != NULL && r->pack->recommendations[e->recommendation.index].about.len == 0)
            diag_error(r->diags, e->item->where, "not-about", "'%.*s' is about nothing, so it has no item",
                       SLICE_ARG(id->text));
    }
    out->expectations = items;
}

/// A list of ids, or of records that say more than an id. Anything else is reported, and NULL returned.
static const yaml_node *free_list(test_reader *r, const yaml_node *record, const char *key,
                                  const file_schema *schema)
{
    const yaml_node *list = yaml_get(record, key);
    if (list == NULL)
        return NULL;
    bool good = list->kind == YAML_SEQUENCE;
    if (!good)
        diag_error(r->diags, list->where, "wrong-type", "'%s' must be a list", key);
    for (size_t i = 0; list->kind == YAML_SEQUENCE && i < list->count; i++) {
        if (list->items[i]->kind != YAML_SCALAR)
            good = schema_check(r->arena, schema, list->items[i], r->diags) && good;
    }
    return good ? list : NULL;
}

static void read_absences(test_reader *r, const yaml_node *record, suite_test *out)
{
    const yaml_node *list = free_list(r, record, "absent", &schema_absence);
    if (list == NULL)
        return;
    suite_absence *items = ARENA_ARRAY(r->arena, list->count, suite_absence);
    for (size_t i = 0; i < list->count; i++) {
        const yaml_node *n = list->items[i];
        const yaml_node *id = n->kind == YAML_SCALAR ? n : yaml_get(n, "recommend");
        const yaml_node *item = yaml_get(n, "item");
        suite_absence *a = &items[out->absence_count];
        a->item = item != NULL ? item->text : (slice){NULL, 0};
        a->certainty = read_number(r, yaml_get(n, "certainty"));
        if (!find_name(r, &recommendations, id->text, id->where, NULL, &a->recommendation))
            continue;
        out->absence_count++;
        if (item != NULL && r->pack->recommendations[a->recommendation.index].about.len == 0)
            diag_error(r->diags, item->where, "not-about", "'%.*s' is about nothing, so it has no item",
                       SLICE_ARG(id->text));
    }
    out->absences = items;
}

static void read_waits(test_reader *r, const yaml_node *record, suite_test *out)
{
    const yaml_node *list = free_list(r, record, "undetermined", &schema_wait);
    if (list == NULL)
        return;
    suite_wait *items = ARENA_ARRAY(r->arena, list->count, suite_wait);
    for (size_t i = 0; i < list->count; i++) {
        const yaml_node *n = list->items[i];
        const yaml_node *id = n->kind == YAML_SCALAR ? n : yaml_get(n, "rule");
        suite_wait *w = &items[out->wait_count];
        w->waits_for = texts_of(yaml_get(n, "waits_for"));
        if (find_name(r, &rules, id->text, id->where, "rule ", &w->rule))
            out->wait_count++;
    }
    out->waits = items;
}

/// The derived fact or field that a key names; NULL, reported unless it is disabled, if there is none.
static const fact *find_derived(test_reader *r, const yaml_node *key, suite_fact *out)
{
    const size_t length = item_path_fact(key->text);
    out->name = key->text;
    if (!find_name(r, &facts, slice_part(key->text, 0, length), key->where, NULL, &out->fact))
        return NULL;
    const fact *f = &r->pack->facts[out->fact.index];
    if (length < key->text.len)
        return item_path_read(r, key, out);
    if (f->derived)
        return f;
    diag_error(r->diags, key->where, "not-derived", "'%.*s' is not declared as derived",
               SLICE_ARG(key->text));
    if (f->record != NULL && f->record->holds_derived)
        diag_hint(r->diags, "a derived field of it is written %.*s%s.…", SLICE_ARG(f->name),
                  f->type->kind == FEEL_TYPE_LIST ? "[1]" : "");
    return NULL;
}

static void read_facts(test_reader *r, const yaml_node *record, suite_test *out)
{
    const yaml_node *map = yaml_get(record, "derived");
    if (map == NULL)
        return;
    if (map->kind != YAML_MAPPING) {
        diag_error(r->diags, map->where, "wrong-type", "'derived' must be keys and values");
        return;
    }
    suite_fact *items = ARENA_ARRAY(r->arena, map->count, suite_fact);
    for (size_t i = 0; i < map->count; i++) {
        suite_fact *x = &items[out->fact_count];
        *x = (suite_fact){0};
        const fact *f = find_derived(r, map->items[2 * i], x);
        out->fact_count += f != NULL && value_read(r, f, map->items[2 * i + 1], &x->value);
    }
    out->facts = items;
}

static suite_problems read_problems(test_reader *r, const yaml_problem *from, size_t count,
                                    const yaml_node *list)
{
    suite_problems out = {.count = list != NULL ? count : 0, .given = list != NULL};
    suite_problem *items = ARENA_ARRAY(r->arena, count, suite_problem);
    for (size_t i = 0; i < out.count; i++)
        items[i] =
            (suite_problem){from[i].code, from[i].message, (size_t)from[i].line, list->items[i]->where};
    out.items = items;
    return out;
}

/// "years_experience" or "firms.size": a fact, and a field of its records.
static void check_questions(test_reader *r, suite_texts questions)
{
    for (size_t i = 0; i < questions.count; i++) {
        const yaml_node *n = questions.items[i];
        const char *point = memchr(n->text.len > 0 ? n->text.ptr : "", '.', n->text.len);
        size_t length = point != NULL ? (size_t)(point - n->text.ptr) : n->text.len;
        suite_reference at;
        if (!find_name(r, &facts, slice_part(n->text, 0, length), n->where, NULL, &at) || point == NULL)
            continue;
        slice field = slice_part(n->text, length + 1, n->text.len);
        const record_type *type = r->pack->facts[at.index].record;
        size_t count = type != NULL ? type->field_count : 0;
        slice *names = ARENA_ARRAY(r->arena, count, slice);
        bool known = false;
        for (size_t k = 0; k < count; k++) {
            names[k] = type->fields[k].name;
            known = known || slice_equal(names[k], field);
        }
        if (known)
            continue;
        diag_error(r->diags, n->where, "unknown-field", "the records of '%.*s' have no field '%.*s'",
                   SLICE_ARG(slice_part(n->text, 0, length)), SLICE_ARG(diag_quote(field)));
        diag_hint_nearest(r->diags, field, names, count);
    }
}

bool expect_find_rule(test_reader *r, const yaml_node *id)
{
    suite_reference found;
    return find_name(r, &rules, id->text, id->where, NULL, &found);
}

void expect_read(test_reader *r, const yaml_test *from, const yaml_node *record, suite_test *out)
{
    r->disabled.items = NULL;
    r->disabled.count = r->disabled.capacity = 0;
    read_expectations(r, from, record, out);
    read_absences(r, record, out);
    read_waits(r, record, out);
    read_facts(r, record, out);
    out->fired = find_names(r, &rules, "fired: rule ", yaml_get(record, "fired"));
    out->held_back = find_names(r, &rules, NULL, yaml_get(record, "held_back"));
    out->questions = texts_of(yaml_get(record, "questions"));
    check_questions(r, out->questions);
    out->diagnostics =
        read_problems(r, from->diagnostics, from->diagnostics_count, yaml_get(record, "diagnostics"));
    out->warnings = read_problems(r, from->warnings, from->warnings_count, yaml_get(record, "warnings"));
    out->disabled = r->disabled.items;
    out->disabled_count = r->disabled.count;
}
