// Test files to tests: every name that a test mentions is looked up in the pack, every profile is read. All that is wrong is reported.
#include "suite/schema.h"
#include "suite/suite.h"

#include "feel/regex.h"
#include "feel/temporal.h"
#include "input/file.h"

#include <dirent.h>
#include <stdlib.h>

enum { LARGEST_FILE = 8 << 20, LARGEST_PROFILE = 1 << 20, MOST_FILES = 1000 };

typedef struct test_list {
    suite_test *items;
    size_t count, capacity;
} test_list;

typedef struct equivalent_list {
    suite_equivalent *items;
    size_t count, capacity;
} equivalent_list;

typedef struct loader {
    arena *arena;
    const pack *pack;
    diag_list *diags;
    slice folder; ///< of the test file: where the profiles' files are
    test_list tests;
    equivalent_list equivalents;
} loader;

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

/// Looks a name up; false, reported with the nearest one, where there is none.
static bool find_name(loader *l, const name_kind *kind, slice name, place where, suite_reference *out)
{
    ptrdiff_t at = kind->find(l->pack, name);
    *out = (suite_reference){(size_t)at, where};
    if (at >= 0)
        return true;
    size_t count = kind->count(l->pack);
    slice *names = ARENA_ARRAY(l->arena, count, slice);
    for (size_t i = 0; i < count; i++)
        names[i] = kind->name(l->pack, i);
    diag_error(l->diags, where, kind->code, "unknown %s '%.*s'", kind->what,
               SLICE_ARG(slice_part(name, 0, 60)));
    diag_hint_nearest(l->diags, name, names, count);
    return false;
}

static suite_references find_names(loader *l, const name_kind *kind, const yaml_node *list)
{
    suite_references out = {0};
    if (list == NULL)
        return out;
    suite_reference *items = ARENA_ARRAY(l->arena, list->count, suite_reference);
    for (size_t i = 0; i < list->count; i++) {
        const yaml_node *n = list->items[i];
        if (find_name(l, kind, n->text, n->where, &items[out.count]))
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

static suite_number read_number(loader *l, const yaml_node *n)
{
    suite_number out = {.written = n};
    if (n == NULL)
        return out;
    const char *point = memchr(n->text.len > 0 ? n->text.ptr : "", '.', n->text.len);
    out.places = point != NULL ? (int)(n->text.len - (size_t)(point - n->text.ptr)) - 1 : 0;
    if (decimal_parse(n->text, &out.number))
        return out;
    out.tests = feel_parse_unary_tests(l->arena, yaml_scalar_source(l->arena, n), &l->pack->scope,
                                       feel_type_of_kind(FEEL_TYPE_NUMBER), l->diags);
    size_t reads = 0;
    if (out.tests != NULL)
        (void)feel_expression_reads(out.tests, &reads);
    if (reads > 0)
        diag_error(l->diags, n->where, "not-constant", "what is expected cannot depend on facts");
    return out;
}

static void check_by_rules(loader *l, const suite_expectation *e)
{
    for (size_t i = 0; i < e->by_rules.count; i++) {
        const rule *r = &l->pack->rules[e->by_rules.items[i].index];
        if (r->kind != RULE_RECOMMENDS || r->target != e->recommendation.index)
            diag_error(l->diags, e->by_rules.items[i].where, "not-its-rule",
                       "the rule '%.*s' does not recommend '%.*s'", SLICE_ARG(r->id),
                       SLICE_ARG(l->pack->recommendations[e->recommendation.index].id));
    }
}

static void read_expectations(loader *l, const yaml_test *from, const yaml_node *record, suite_test *out)
{
    const yaml_node *list = yaml_get(record, "expect");
    suite_expectation *items = ARENA_ARRAY(l->arena, from->expect_count, suite_expectation);
    for (size_t i = 0; i < from->expect_count; i++) {
        const yaml_node *n = list->items[i];
        const yaml_node *id = yaml_get(n, "recommend");
        suite_expectation *e = &items[out->expectation_count];
        *e = (suite_expectation){.item = yaml_get(n, "item"),
                                 .rank = read_number(l, yaml_get(n, "rank")),
                                 .certainty = read_number(l, yaml_get(n, "certainty")),
                                 .score = read_number(l, yaml_get(n, "score")),
                                 .title = yaml_get(n, "title"),
                                 .reasons = texts_of(yaml_get(n, "reasons")),
                                 .next_steps = texts_of(yaml_get(n, "next_steps")),
                                 .by_rules = find_names(l, &rules, yaml_get(n, "by_rules"))};
        if (!find_name(l, &recommendations, id->text, id->where, &e->recommendation))
            continue;
        out->expectation_count++;
        check_by_rules(l, e);
        if (e->item != NULL && l->pack->recommendations[e->recommendation.index].about.len == 0)
            diag_error(l->diags, e->item->where, "not-about", "'%.*s' is about nothing, so it has no item",
                       SLICE_ARG(id->text));
    }
    out->expectations = items;
}

/// A list of ids or, where more is to be said, of records; NULL, reported, for anything else.
static const yaml_node *free_list(loader *l, const yaml_node *record, const char *key,
                                  const file_schema *schema)
{
    const yaml_node *list = yaml_get(record, key);
    if (list == NULL)
        return NULL;
    bool good = list->kind == YAML_SEQUENCE;
    if (!good)
        diag_error(l->diags, list->where, "wrong-type", "'%s' must be a list", key);
    for (size_t i = 0; list->kind == YAML_SEQUENCE && i < list->count; i++) {
        if (list->items[i]->kind != YAML_SCALAR)
            good = schema_check(l->arena, schema, list->items[i], l->diags) && good;
    }
    return good ? list : NULL;
}

static void read_absences(loader *l, const yaml_node *record, suite_test *out)
{
    const yaml_node *list = free_list(l, record, "absent", &schema_absence);
    if (list == NULL)
        return;
    suite_absence *items = ARENA_ARRAY(l->arena, list->count, suite_absence);
    for (size_t i = 0; i < list->count; i++) {
        const yaml_node *n = list->items[i];
        const yaml_node *id = n->kind == YAML_SCALAR ? n : yaml_get(n, "recommend");
        const yaml_node *item = yaml_get(n, "item");
        suite_absence *a = &items[out->absence_count];
        a->item = item != NULL ? item->text : (slice){NULL, 0};
        a->certainty = read_number(l, yaml_get(n, "certainty"));
        if (!find_name(l, &recommendations, id->text, id->where, &a->recommendation))
            continue;
        out->absence_count++;
        if (item != NULL && l->pack->recommendations[a->recommendation.index].about.len == 0)
            diag_error(l->diags, item->where, "not-about", "'%.*s' is about nothing, so it has no item",
                       SLICE_ARG(id->text));
    }
    out->absences = items;
}

static void read_waits(loader *l, const yaml_node *record, suite_test *out)
{
    const yaml_node *list = free_list(l, record, "undetermined", &schema_wait);
    if (list == NULL)
        return;
    suite_wait *items = ARENA_ARRAY(l->arena, list->count, suite_wait);
    for (size_t i = 0; i < list->count; i++) {
        const yaml_node *n = list->items[i];
        const yaml_node *id = n->kind == YAML_SCALAR ? n : yaml_get(n, "rule");
        suite_wait *w = &items[out->wait_count];
        w->waits_for = texts_of(yaml_get(n, "waits_for"));
        if (find_name(l, &rules, id->text, id->where, &w->rule))
            out->wait_count++;
    }
    out->waits = items;
}

/// The value that is written as in a profile or, for a scalar that no profile could hold, as a FEEL expression without facts.
static bool read_fact_value(loader *l, size_t fact_index, const yaml_node *n, feel_value *out)
{
    const fact *f = &l->pack->facts[fact_index];
    bool text = f->type->kind == FEEL_TYPE_STRING;
    bool quoted = n->kind == YAML_SCALAR && n->text.len > 0 && n->text.ptr[0] == '"';
    size_t errors = l->diags->errors;
    diag_list *refused = diag_list_new(l->arena);
    if (!(text && quoted)) {
        *out = profile_read_value(l->arena, l->pack, fact_index, n, text ? l->diags : refused);
        if (text || refused->errors == 0)
            return l->diags->errors == errors;
    }
    if (n->kind != YAML_SCALAR) {
        (void)profile_read_value(l->arena, l->pack, fact_index, n, l->diags);
        return false;
    }
    const feel_expression *e =
        feel_parse(l->arena, yaml_scalar_source(l->arena, n), &l->pack->scope, l->diags);
    size_t reads = 0;
    if (e == NULL)
        return false;
    (void)feel_expression_reads(e, &reads);
    feel_machine m;
    feel_machine_init(&m, l->arena);
    feel_value v = reads == 0 ? feel_evaluate(&m, e, NULL, 0) : feel_null();
    *out = feel_coerce(l->arena, v, f->type);
    if (reads > 0)
        diag_error(l->diags, n->where, "not-constant", "what is expected cannot depend on facts");
    else if (!feel_is_null(v) && feel_is_null(*out))
        diag_error(l->diags, n->where, "type-mismatch", "'%.*s' must be %.*s", SLICE_ARG(f->name),
                   SLICE_ARG(feel_type_text(l->arena, f->type)));
    return l->diags->errors == errors;
}

static void read_facts(loader *l, const yaml_node *record, suite_test *out)
{
    const yaml_node *map = yaml_get(record, "derived");
    if (map == NULL)
        return;
    if (map->kind != YAML_MAPPING) {
        diag_error(l->diags, map->where, "wrong-type", "'derived' must be keys and values");
        return;
    }
    suite_fact *items = ARENA_ARRAY(l->arena, map->count, suite_fact);
    for (size_t i = 0; i < map->count; i++) {
        const yaml_node *key = map->items[2 * i];
        suite_fact *f = &items[out->fact_count];
        f->written = map->items[2 * i + 1];
        if (!find_name(l, &facts, key->text, key->where, &f->fact))
            continue;
        if (!l->pack->facts[f->fact.index].derived)
            diag_error(l->diags, key->where, "not-derived", "'%.*s' is not declared as derived",
                       SLICE_ARG(key->text));
        else if (read_fact_value(l, f->fact.index, f->written, &f->value))
            out->fact_count++;
    }
    out->facts = items;
}

static suite_problems read_problems(loader *l, const yaml_problem *from, size_t count, const yaml_node *list)
{
    suite_problems out = {.count = list != NULL ? count : 0, .given = list != NULL};
    suite_problem *items = ARENA_ARRAY(l->arena, count, suite_problem);
    for (size_t i = 0; i < out.count; i++)
        items[i] =
            (suite_problem){from[i].code, from[i].message, (size_t)from[i].line, list->items[i]->where};
    out.items = items;
    return out;
}

/// "years_experience" or "firms.size": a fact, and a field of its records.
static void check_questions(loader *l, suite_texts questions)
{
    for (size_t i = 0; i < questions.count; i++) {
        const yaml_node *n = questions.items[i];
        const char *point = memchr(n->text.len > 0 ? n->text.ptr : "", '.', n->text.len);
        size_t length = point != NULL ? (size_t)(point - n->text.ptr) : n->text.len;
        suite_reference at;
        if (!find_name(l, &facts, slice_part(n->text, 0, length), n->where, &at) || point == NULL)
            continue;
        slice field = slice_part(n->text, length + 1, n->text.len);
        const record_type *type = l->pack->facts[at.index].record;
        size_t count = type != NULL ? type->field_count : 0;
        slice *names = ARENA_ARRAY(l->arena, count, slice);
        bool known = false;
        for (size_t k = 0; k < count; k++) {
            names[k] = type->fields[k].name;
            known = known || slice_equal(names[k], field);
        }
        if (known)
            continue;
        diag_error(l->diags, n->where, "unknown-field", "the records of '%.*s' have no field '%.*s'",
                   SLICE_ARG(slice_part(n->text, 0, length)), SLICE_ARG(slice_part(field, 0, 60)));
        diag_hint_nearest(l->diags, field, names, count);
    }
}

// --- profiles ---

/// The folder of a path; "." where it names none.
static slice folder_of(arena *a, slice path)
{
    size_t end = path.len;
    while (end > 0 && path.ptr[end - 1] != '/')
        end--;
    return end == 0 ? SLICE(".") : arena_copy(a, slice_part(path, 0, end > 1 ? end - 1 : 1));
}

static const profile *read_profile(loader *l, const yaml_node *n, diag_list *diags)
{
    if (n->kind == YAML_MAPPING)
        return profile_read_node(l->arena, l->pack, n->where.source->file, n, l->folder.ptr, diags);
    if (n->kind != YAML_SCALAR) {
        diag_error(l->diags, n->where, "wrong-type",
                   "'profile' must be keys and values, or the name of a file");
        return NULL;
    }
    slice text;
    file_problem problem = file_read_beneath(l->arena, l->folder.ptr, n->text, LARGEST_PROFILE, &text);
    if (problem != FILE_READ) {
        diag_error(l->diags, n->where, "profile-file", "%s", file_problem_text(problem));
        diag_hint(l->diags, "a profile lies below the folder of the test file");
        return NULL;
    }
    slice path = arena_format(l->arena, "%.*s/%.*s", SLICE_ARG(l->folder), SLICE_ARG(n->text));
    profile_syntax syntax = slice_ends_with(path, SLICE(".json")) ? PROFILE_JSON : PROFILE_YAML;
    return profile_read_text(l->arena, l->pack, path, text, syntax, folder_of(l->arena, path).ptr, diags);
}

// --- tests and files ---

static void read_test(loader *l, const yaml_test *from, const yaml_node *record)
{
    const yaml_node *name = yaml_get(record, "name");
    const yaml_node *as_of = yaml_get(record, "as_of");
    const yaml_node *refusal = yaml_get(record, "diagnostics");
    suite_test t = {.name = name->text, .where = name->where};
    diag_list *of_profile = refusal != NULL ? diag_list_new(l->arena) : l->diags;
    t.profile = read_profile(l, yaml_get(record, "profile"), of_profile);
    t.refusal = refusal != NULL ? of_profile : NULL;
    t.diagnostics = read_problems(l, from->diagnostics, from->diagnostics_count, refusal);
    t.warnings = read_problems(l, from->warnings, from->warnings_count, yaml_get(record, "warnings"));
    if (as_of != NULL && !temporal_clock(l->arena, as_of->text, &t.today, &t.now))
        diag_error(l->diags, as_of->where, "wrong-type", "'as_of' must be a date such as 2026-01-31");
    read_expectations(l, from, record, &t);
    read_absences(l, record, &t);
    read_waits(l, record, &t);
    read_facts(l, record, &t);
    t.fired = find_names(l, &rules, yaml_get(record, "fired"));
    t.held_back = find_names(l, &rules, yaml_get(record, "held_back"));
    t.questions = texts_of(yaml_get(record, "questions"));
    check_questions(l, t.questions);
    bool asks = t.expectation_count + t.absence_count + t.wait_count + t.fact_count + t.fired.count +
                    t.held_back.count + t.questions.count >
                0;
    if (!asks && !t.diagnostics.given && !t.warnings.given && l->diags->errors == 0) {
        diag_error(l->diags, name->where, "empty-test", "the test expects nothing");
        diag_hint(l->diags, "give one of expect, absent, undetermined, derived, fired, held_back, questions, "
                            "diagnostics or warnings");
    }
    ARENA_PUSH(l->arena, &l->tests, items, count, capacity, t);
}

static void check_names_differ(loader *l, size_t first)
{
    for (size_t i = first; i < l->tests.count; i++) {
        for (size_t j = first; j < i; j++) {
            if (!slice_equal(l->tests.items[i].name, l->tests.items[j].name))
                continue;
            diag_error(l->diags, l->tests.items[i].where, "duplicate-id", "two tests have this name");
            break;
        }
    }
}

static bool is_constant(const pack *p, slice name)
{
    for (size_t i = 0; i < p->constant_count; i++) {
        if (slice_equal(p->constants[i].name, name))
            return true;
    }
    return false;
}

static void read_equivalents(loader *l, const yaml_tests *file, const yaml_node *root)
{
    const yaml_node *list = yaml_get(root, "equivalent");
    for (size_t i = 0; list != NULL && i < file->equivalent_count; i++) {
        const yaml_node *id = yaml_get(list->items[i], "rule");
        suite_equivalent e = {id->text, yaml_get(list->items[i], "mutant")->text};
        suite_reference rule_found;
        if (is_constant(l->pack, id->text) || pack_find_fact(l->pack, id->text) >= 0 ||
            find_name(l, &rules, id->text, id->where, &rule_found))
            ARENA_PUSH(l->arena, &l->equivalents, items, count, capacity, e);
    }
}

static void read_file(loader *l, slice path)
{
    source_text *source = ARENA_NEW(l->arena, source_text);
    source->file = path;
    l->folder = folder_of(l->arena, path);
    file_problem problem = file_read_at(l->arena, path.ptr, LARGEST_FILE, &source->text);
    if (problem != FILE_READ) {
        diag_error(l->diags, (place){0}, problem == FILE_MISSING ? "file-missing" : "file-unreadable",
                   "%.*s: %s", SLICE_ARG(path), file_problem_text(problem));
        return;
    }
    const yaml_node *root = yaml_read(l->arena, source, l->diags);
    if (root == NULL || !schema_check(l->arena, &schema_tests, root, l->diags))
        return;
    const yaml_tests *file = schema_load(l->arena, &schema_tests, source, l->diags);
    const yaml_node *list = yaml_get(root, "tests");
    size_t first = l->tests.count;
    for (size_t i = 0; file != NULL && i < file->tests_count; i++)
        read_test(l, &file->tests[i], list->items[i]);
    check_names_differ(l, first);
    if (file != NULL)
        read_equivalents(l, file, root);
}

typedef struct path_list {
    slice *items;
    size_t count, capacity;
} path_list;

static int compare_paths(const void *a, const void *b)
{
    return slice_compare(*(const slice *)a, *(const slice *)b);
}

static void find_files(loader *l, path_list *paths)
{
    DIR *folder = opendir(l->pack->folder.ptr);
    const struct dirent *entry;
    while (folder != NULL && (entry = readdir(folder)) != NULL && paths->count < MOST_FILES) {
        slice name = slice_of(entry->d_name);
        if (name.ptr[0] == '.' || !slice_ends_with(name, SLICE(".test.yaml")))
            continue;
        slice path = arena_format(l->arena, "%.*s/%.*s", SLICE_ARG(l->pack->folder), SLICE_ARG(name));
        ARENA_PUSH(l->arena, paths, items, count, capacity, path);
    }
    if (folder != NULL)
        (void)closedir(folder);
    if (paths->count > 1)
        qsort(paths->items, paths->count, sizeof *paths->items, compare_paths);
}

/// Leaves out the tests whose names do not fit. /…/ is a regular expression.
static void apply_filter(loader *l, slice filter)
{
    const feel_regex *regex = NULL;
    slice problem = {NULL, 0};
    if (filter.len >= 2 && filter.ptr[0] == '/' && filter.ptr[filter.len - 1] == '/') {
        regex = feel_regex_compile(l->arena, slice_part(filter, 1, filter.len - 2), (slice){"", 0}, &problem);
        if (regex == NULL) {
            diag_error(l->diags, (place){0}, "invalid-regex", "--filter: no regular expression: %.*s",
                       SLICE_ARG(problem));
            return;
        }
    }
    feel_machine m;
    feel_machine_init(&m, l->arena);
    size_t kept = 0;
    for (size_t i = 0; i < l->tests.count; i++) {
        slice name = l->tests.items[i].name;
        bool fits = regex != NULL ? feel_is_true(feel_regex_matches(&m, regex, name))
                                  : memmem(name.len > 0 ? name.ptr : "", name.len,
                                           filter.len > 0 ? filter.ptr : "", filter.len) != NULL;
        if (fits)
            l->tests.items[kept++] = l->tests.items[i];
    }
    l->tests.count = kept;
}

const suite *suite_load(arena *a, const pack *p, const char *const *paths, size_t path_count,
                        const char *filter, diag_list *diags)
{
    loader l = {.arena = a, .pack = p, .diags = diags};
    path_list found = {0};
    size_t errors = diags->errors;
    for (size_t i = 0; i < path_count; i++) {
        slice path = arena_copy(a, slice_of(paths[i]));
        ARENA_PUSH(a, &found, items, count, capacity, path);
    }
    if (path_count == 0)
        find_files(&l, &found);
    for (size_t i = 0; i < found.count; i++)
        read_file(&l, found.items[i]);
    if (filter != NULL)
        apply_filter(&l, slice_of(filter));
    if (diags->errors > errors)
        return NULL;
    suite *s = ARENA_NEW(a, suite);
    *s = (suite){.pack = p,
                 .tests = l.tests.items,
                 .count = l.tests.count,
                 .equivalents = l.equivalents.items,
                 .equivalent_count = l.equivalents.count};
    return s;
}
