// Test files to tests: finds the files, reads the profiles, keeps what the filter lets through. All errors are reported, not only the
// first.
#include "suite/load.h"

#include "base/limits.h"
#include "feel/regex.h"
#include "feel/temporal.h"
#include "input/file.h"
#include "input/folder.h"
#include "pack/schema_check.h"
#include "suite/expect.h"

typedef struct test_list {
    suite_test *items;
    size_t count, capacity;
} test_list;

typedef struct equivalent_list {
    suite_equivalent *items;
    size_t count, capacity;
} equivalent_list;

typedef struct loader {
    test_reader reader;
    slice folder;    ///< of the test file: where the profiles' files are
    bool unreadable; ///< a test file is missing or could not be read
    test_list tests;
    equivalent_list equivalents;
} loader;

// --- profiles ---

static const profile *read_profile(loader *l, const yaml_node *n, diag_list *diags)
{
    if (n->kind == YAML_MAPPING)
        return profile_read_node(l->reader.arena, l->reader.pack, n->where.source->file, n, l->folder.ptr,
                                 diags);
    if (n->kind != YAML_SCALAR) {
        diag_error(l->reader.diags, n->where, "wrong-type",
                   "'profile' must be keys and values, or the name of a file");
        return NULL;
    }
    slice text;
    file_problem problem = file_read_beneath(l->reader.arena, l->folder.ptr, n->text, LIMIT_PROFILE, &text);
    if (problem != FILE_READ) {
        diag_error(l->reader.diags, n->where, "profile-file", "%s", file_problem_text(problem));
        diag_hint(l->reader.diags, "a profile lies below the folder of the test file");
        l->unreadable = l->unreadable || problem == FILE_FAILED;
        return NULL;
    }
    slice path = arena_format(l->reader.arena, "%.*s/%.*s", SLICE_ARG(l->folder), SLICE_ARG(n->text));
    profile_syntax syntax = slice_ends_with(path, SLICE(".json")) ? PROFILE_JSON : PROFILE_YAML;
    return profile_read_text(l->reader.arena, l->reader.pack, path, text, syntax,
                             file_folder(l->reader.arena, path).ptr, diags);
}

// --- tests and files ---

static void read_test(loader *l, const yaml_test *from, const yaml_node *record)
{
    const yaml_node *name = yaml_get(record, "name");
    const yaml_node *as_of = yaml_get(record, "as_of");
    const yaml_node *refusal = yaml_get(record, "diagnostics");
    suite_test t = {.name = name->text, .where = name->where};
    diag_list *of_profile = refusal != NULL ? diag_list_new(l->reader.arena) : l->reader.diags;
    t.profile = read_profile(l, yaml_get(record, "profile"), of_profile);
    t.refusal = refusal != NULL ? of_profile : NULL;
    if (as_of != NULL && !temporal_clock(l->reader.arena, as_of->text, &t.clock))
        diag_error(l->reader.diags, as_of->where, "wrong-type", "'as_of' must be a date such as 2026-01-31");
    expect_read(&l->reader, from, record, &t);
    bool asks = t.expectation_count + t.absence_count + t.wait_count + t.fact_count + t.fired.count +
                    t.held_back.count + t.questions.count + t.disabled_count >
                0;
    const bool only_disabled = yaml_get(record, "absent") != NULL || yaml_get(record, "held_back") != NULL;
    asks = asks || only_disabled; // what is disabled surely does not come
    if (!asks && !t.diagnostics.given && !t.warnings.given && l->reader.diags->errors == 0) {
        diag_error(l->reader.diags, name->where, "empty-test", "the test expects nothing");
        diag_hint(l->reader.diags,
                  "give one of expect, absent, undetermined, derived, fired, held_back, questions, "
                  "diagnostics or warnings");
    }
    ARENA_PUSH(l->reader.arena, &l->tests, items, count, capacity, t);
}

static void check_names_differ(loader *l, size_t first)
{
    for (size_t i = first; i < l->tests.count; i++) {
        for (size_t j = first; j < i; j++) {
            if (!slice_equal(l->tests.items[i].name, l->tests.items[j].name))
                continue;
            diag_error(l->reader.diags, l->tests.items[i].where, "duplicate-id", "two tests have this name");
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
        if (is_constant(l->reader.pack, id->text) || pack_find_fact(l->reader.pack, id->text) >= 0 ||
            expect_find_rule(&l->reader, id))
            ARENA_PUSH(l->reader.arena, &l->equivalents, items, count, capacity, e);
    }
}

/// @param own  it is of the pack itself: what a base declares to make no difference is not tried here
static void read_file(loader *l, slice path, bool own)
{
    source_text *source = ARENA_NEW(l->reader.arena, source_text);
    source->file = path;
    l->folder = file_folder(l->reader.arena, path);
    file_problem problem = file_read_at(l->reader.arena, path.ptr, LIMIT_PACK_FILE, &source->text);
    if (problem != FILE_READ) {
        diag_error(l->reader.diags, (place){0}, problem == FILE_MISSING ? "file-missing" : "file-unreadable",
                   "%.*s: %s", SLICE_ARG(path), file_problem_text(problem));
        l->unreadable = true;
        return;
    }
    const yaml_node *root = yaml_read(l->reader.arena, source, l->reader.diags);
    if (root == NULL || !schema_check(l->reader.arena, &schema_tests, root, l->reader.diags))
        return;
    const yaml_tests *file = schema_load(l->reader.arena, &schema_tests, source, l->reader.diags);
    const yaml_node *list = yaml_get(root, "tests");
    size_t first = l->tests.count;
    for (size_t i = 0; file != NULL && i < file->tests_count; i++)
        read_test(l, &file->tests[i], list->items[i]);
    check_names_differ(l, first);
    if (file != NULL && own)
        read_equivalents(l, file, root);
}

typedef struct path_list {
    slice *items;
    size_t count, capacity;
} path_list;

static bool is_test_file(slice name)
{
    return name.ptr[0] != '.' && slice_ends_with(name, SLICE(".test.yaml"));
}

static void find_files(loader *l, slice folder, path_list *paths)
{
    arena *a = l->reader.arena;
    folder_names names;
    if (!folder_list(a, folder.ptr, is_test_file, LIMIT_PACK_FILES, &names)) {
        diag_error(l->reader.diags, (place){0}, "file-unreadable", "%.*s: the folder could not be read",
                   SLICE_ARG(folder));
        l->unreadable = true;
        return;
    }
    if (names.count > LIMIT_PACK_FILES)
        diag_error(l->reader.diags, (place){0}, "pack-too-large", "%.*s: more than %d files of tests",
                   SLICE_ARG(folder), LIMIT_PACK_FILES);
    for (size_t i = 0; i < names.count && i < LIMIT_PACK_FILES; i++) {
        slice path = arena_format(a, "%.*s/%.*s", SLICE_ARG(folder), SLICE_ARG(names.items[i]));
        ARENA_PUSH(a, paths, items, count, capacity, path);
    }
}

/// Leaves out the tests whose names do not match. /…/ is a regular expression.
static void apply_filter(loader *l, slice filter)
{
    const feel_regex *regex = NULL;
    slice problem = {NULL, 0};
    if (filter.len >= 2 && filter.ptr[0] == '/' && filter.ptr[filter.len - 1] == '/') {
        regex = feel_regex_compile(l->reader.arena, slice_part(filter, 1, filter.len - 2), (slice){"", 0},
                                   &problem);
        if (regex == NULL) {
            diag_error(l->reader.diags, (place){0}, "invalid-regex",
                       "--filter: invalid regular expression: %.*s", SLICE_ARG(problem));
            return;
        }
    }
    feel_machine m;
    feel_machine_init(&m, l->reader.arena);
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

load_outcome suite_load(arena *a, const pack *p, const suite_choice *which, diag_list *diags,
                        const suite **out)
{
    loader l = {.reader = {.arena = a, .pack = p, .diags = diags}};
    path_list found = {0};
    size_t errors = diags->errors;
    for (size_t i = 0; i < which->path_count; i++) {
        slice path = arena_copy(a, slice_of(which->paths[i]));
        ARENA_PUSH(a, &found, items, count, capacity, path);
    }
    for (size_t i = 0; which->path_count == 0 && which->with_base && i + 1 < p->level_count; i++)
        find_files(&l, arena_copy(a, p->levels[i].folder), &found);
    const size_t of_bases = found.count;
    if (which->path_count == 0)
        find_files(&l, p->folder, &found);
    for (size_t i = 0; i < found.count; i++)
        read_file(&l, found.items[i], which->path_count > 0 || i >= of_bases);
    if (which->filter != NULL)
        apply_filter(&l, slice_of(which->filter));
    *out = NULL;
    if (diags->errors > errors)
        return l.unreadable ? LOAD_UNREADABLE : LOAD_REFUSED;
    suite *s = ARENA_NEW(a, suite);
    *s = (suite){.pack = p,
                 .tests = l.tests.items,
                 .count = l.tests.count,
                 .equivalents = l.equivalents.items,
                 .equivalent_count = l.equivalents.count};
    *out = s;
    return LOAD_DONE;
}
