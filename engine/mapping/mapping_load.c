// A map's text to columns and lists.
#include "mapping/mapping_state.h"

#include "base/limits.h"
#include "base/text.h"
#include "input/encoding.h"
#include "pack/schema_check.h"
#include "profile/cells_join.h"
#include "profile/cells_target.h"

enum { MOST_SKIPPED = 1000000 }; // lines before a header

// --- targets ---

map_target map_find_target(const map_reader *r, const yaml_node *name)
{
    for (size_t i = 0; i < r->pack_count; i++) {
        const cells_target found = cells_target_of(r->packs[i], name->text);
        if (found.fact != NULL && !found.is_file)
            return (map_target){.pack = r->packs[i], .fact = found.fact};
        if (found.fact != NULL)
            return (map_target){.pack = r->packs[i]};
    }
    const cells_target first = cells_target_of(r->packs[0], name->text);
    if (first.no_record.len > 0) {
        diag_error(r->diags, name->where, "wrong-type", "'%.*s' is not a record, and has no fields",
                   SLICE_ARG(first.no_record));
        diag_hint(r->diags, "the columns of a list stand under 'lists'");
    } else {
        diag_error(r->diags, name->where, "unknown-fact", "the pack has no fact '%.*s'",
                   SLICE_ARG(diag_quote(name->text)));
        pack_hint_fact(first.facts, first.count, first.missing, r->diags);
    }
    return (map_target){0};
}

/// A derived fact may be stated, but whoever maps a column to one most likely means another.
static void check_free(const map_reader *r, const cells_map_column *c, const yaml_node *where)
{
    for (size_t i = 0; i < r->columns.count; i++) {
        const cells_map_column *other = &r->columns.items[i];
        const bool same_target = other->use == c->use && c->use != CELLS_IGNORED &&
                                 slice_equal(other->target, c->target) && slice_equal(other->field, c->field);
        if (!same_target)
            continue;
        diag_error(r->diags, where->where, "given-twice", "a second column for '%.*s%s%.*s'",
                   SLICE_ARG(c->target), c->field.len > 0 ? "." : "", SLICE_ARG(c->field));
        diag_also(r->diags, other->where);
    }
}

static void add_column(map_reader *r, cells_map_column c, const yaml_node *where)
{
    check_free(r, &c, where);
    ARENA_PUSH(r->arena, &r->columns, items, count, capacity, c);
}

// --- columns ---

static bool is_true(const yaml_node *node)
{
    return node != NULL && slice_is(node->text, "true");
}

/// A kept column must not look like a fact, or nobody would know which of them --id names.
static void read_keep(map_reader *r, const yaml_node *key, const yaml_node *name, cells_map_column c)
{
    c.use = CELLS_KEPT;
    c.target = slice_trim(name->text);
    for (size_t i = 0; i < r->pack_count; i++) {
        if (pack_find_fact(r->packs[i], c.target) < 0)
            continue;
        diag_error(r->diags, name->where, "kept-fact", "'%.*s' is a fact: a kept column needs another name",
                   SLICE_ARG(diag_quote(c.target)));
        diag_hint(r->diags, "keep it by another name: {keep: office_%.*s}", SLICE_ARG(c.target));
        return;
    }
    if (c.target.len == 0 || memchr(c.target.ptr, ',', c.target.len) != NULL) {
        diag_error(r->diags, name->where, "wrong-type", "a kept column needs a name without commas");
        return;
    }
    add_column(r, c, key);
}

static void read_fact(map_reader *r, const yaml_node *key, const yaml_node *node, const yaml_node *name,
                      cells_map_column c)
{
    const map_target target = map_find_target(r, name);
    c.target = name->text;
    if (node->kind == YAML_MAPPING)
        c.rule = map_read_rule(r, node, target);
    if (target.pack != NULL)
        add_column(r, c, key);
}

/// Reports keys that make no sense together.
static void report_use(const map_reader *r, const yaml_node *node)
{
    diag_error(r->diags, (place){node->where.source, node->where.offset, 1}, "column-use",
               "a column has one of fact, keep and ignore");
    diag_hint(r->diags, "such as {fact: %.*s}, {keep: client} or ignore",
              SLICE_ARG(r->packs[0]->facts[0].name));
}

static void read_column(map_reader *r, const yaml_node *key, const yaml_node *node)
{
    cells_map_column c = {.name = slice_trim(key->text), .where = key->where};
    const bool is_short = node->kind == YAML_SCALAR;
    if (is_short && slice_is(node->text, "ignore")) {
        c.use = CELLS_IGNORED;
        add_column(r, c, key);
    } else if (is_short && slice_is(node->text, "keep")) {
        read_keep(r, key, key, c);
    } else if (is_short) {
        read_fact(r, key, node, node, c);
    } else if (schema_check(r->arena, &map_column_schema, node, r->diags)) {
        const yaml_node *name = yaml_get(node, "fact");
        const yaml_node *keep = yaml_get(node, "keep");
        const yaml_node *ignore = yaml_get(node, "ignore");
        const bool one = (name != NULL) + (keep != NULL) + is_true(ignore) == 1;
        c.is_optional = is_true(yaml_get(node, "optional"));
        if (!one || yaml_get(node, "field") != NULL)
            report_use(r, node);
        else if (name != NULL)
            read_fact(r, key, node, name, c);
        else if (keep != NULL)
            read_keep(r, key, is_true(keep) ? key : keep, c);
        else {
            c.use = CELLS_IGNORED;
            add_column(r, c, key);
        }
        if (one && name == NULL)
            (void)map_read_rule(r, node, (map_target){0});
    }
}

static void read_columns(map_reader *r, const yaml_node *node)
{
    if (node != NULL && node->kind == YAML_SCALAR && node->text.len == 0)
        return; // all of them are numbered
    if (node != NULL && node->kind != YAML_MAPPING) {
        diag_error(r->diags, node->where, "wrong-type",
                   "'columns' must be names of columns, each with what it is");
        return;
    }
    for (size_t i = 0; node != NULL && i < node->count; i++)
        read_column(r, node->items[2 * i], node->items[2 * i + 1]);
}

// --- lists ---

/// Cuts a name at {n}; false, reported, if it has none.
static bool cut_number(const map_reader *r, const yaml_node *key, cells_map_column *c)
{
    static const slice mark = SLICE_INIT("{n}");
    for (size_t i = 0; i + mark.len <= key->text.len; i++) {
        if (!slice_starts_with(slice_part(key->text, i, key->text.len), mark))
            continue;
        c->name = slice_part(key->text, 0, i);
        c->behind = slice_part(key->text, i + mark.len, key->text.len);
        c->is_numbered = true;
        return true;
    }
    diag_error(r->diags, key->where, "no-number",
               "the columns of a list are numbered: write {n} for the number");
    diag_hint(r->diags, "such as \"%.*s {n}\": if they are \"%.*s 1\", \"%.*s 2\", …",
              SLICE_ARG(diag_quote(key->text)), SLICE_ARG(diag_quote(key->text)),
              SLICE_ARG(diag_quote(key->text)));
    return false;
}

/// The names of a type's fields, with commas between.
static slice names_of(arena *a, const record_type *type)
{
    text_builder out = {.arena = a};
    for (size_t i = 0; i < type->field_count; i++)
        text_add_format(&out, "%s%.*s", i > 0 ? ", " : "", SLICE_ARG(type->fields[i].name));
    return text_result(&out);
}

/// The field of a list's items, or the items themselves, that a column states.
static map_target find_field(const map_reader *r, map_target list, const yaml_node *name)
{
    const record_type *type = list.fact->record;
    if (type == NULL) {
        if (slice_is(name->text, "item"))
            return (map_target){list.pack, list.fact, true};
        diag_error(r->diags, name->where, "unknown-field", "the items of '%.*s' are plain values: write item",
                   SLICE_ARG(list.fact->name));
        return (map_target){0};
    }
    for (size_t i = 0; i < type->field_count; i++) {
        if (slice_equal(type->fields[i].name, name->text))
            return (map_target){list.pack, &type->fields[i], false};
    }
    diag_error(r->diags, name->where, "unknown-field", "the items of '%.*s' have no field '%.*s'",
               SLICE_ARG(list.fact->name), SLICE_ARG(diag_quote(name->text)));
    diag_hint(r->diags, "it has %.*s", SLICE_ARG(names_of(r->arena, type)));
    return (map_target){0};
}

bool map_read_field(map_reader *r, map_target list, const yaml_node *node, cells_map_column *c)
{
    const bool is_short = node->kind == YAML_SCALAR;
    if (!is_short && !schema_check(r->arena, &map_column_schema, node, r->diags))
        return false;
    const yaml_node *name = is_short ? node : yaml_get(node, "field");
    const bool has_use = !is_short && (yaml_get(node, "fact") != NULL || yaml_get(node, "keep") != NULL ||
                                       yaml_get(node, "ignore") != NULL);
    if (name == NULL || has_use) {
        diag_error(r->diags, node->where, "column-use", "a column of a list has a field, and nothing else");
        return false;
    }
    const map_target target = find_field(r, list, name);
    c->field = target.is_item ? (slice){"", 0} : name->text;
    c->is_optional = !is_short && is_true(yaml_get(node, "optional"));
    if (!is_short)
        c->rule = map_read_rule(r, node, target);
    return target.pack != NULL;
}

static void read_list(map_reader *r, const yaml_node *name, const yaml_node *node)
{
    const map_target list = map_find_target(r, name);
    if (!schema_check(r->arena, &map_list_schema, node, r->diags) || list.pack == NULL)
        return;
    if (list.fact == NULL || list.fact->type->kind != FEEL_TYPE_LIST) {
        diag_error(r->diags, name->where, "wrong-type", "'%.*s' is not a list",
                   SLICE_ARG(diag_quote(name->text)));
        return;
    }
    const yaml_node *columns = yaml_get(node, "columns");
    if (columns->kind != YAML_MAPPING) {
        diag_error(r->diags, columns->where, "wrong-type",
                   "'columns' must be names of columns, each with a field");
        return;
    }
    if (yaml_get(node, "file") != NULL) {
        map_read_join(r, node, name, list);
        return;
    }
    for (size_t i = 0; i < columns->count; i++) {
        const yaml_node *key = columns->items[2 * i];
        cells_map_column c = {.where = key->where, .target = name->text, .is_item = true};
        if (cut_number(r, key, &c) && map_read_field(r, list, columns->items[2 * i + 1], &c))
            add_column(r, c, key);
    }
    const yaml_node *lone = yaml_get(node, "key") != NULL ? yaml_get(node, "key") : yaml_get(node, "others");
    if (lone != NULL)
        diag_error(r->diags, lone->where, "no-effect", "'key' and 'others' need a 'file': the second table");
}

/// The column of a key needs no other use.
static void name_key(map_reader *r, const cells_join *join)
{
    bool is_named = false;
    for (size_t i = 0; i < r->columns.count; i++) {
        const cells_map_column *c = &r->columns.items[i];
        is_named = is_named || slice_equal(c->name, join->column);
        if (c->is_item && slice_equal(c->target, join->target)) {
            diag_error(r->diags, join->where, "given-twice", "numbered columns are '%.*s' too",
                       SLICE_ARG(c->target));
            diag_also(r->diags, c->where);
        }
    }
    const cells_map_column key = {.name = join->column,
                                  .where = join->where,
                                  .use = CELLS_IGNORED,
                                  .is_optional = true}; // the join reports it
    if (!is_named && cells_target_of(r->packs[0], join->column).fact == NULL)
        ARENA_PUSH(r->arena, &r->columns, items, count, capacity, key);
}

static void read_lists(map_reader *r, const yaml_node *node)
{
    if (node != NULL && node->kind != YAML_MAPPING) {
        diag_error(r->diags, node->where, "wrong-type",
                   "'lists' must be names of lists, each with its columns");
        return;
    }
    for (size_t i = 0; node != NULL && i < node->count; i++)
        read_list(r, node->items[2 * i], node->items[2 * i + 1]);
    for (size_t i = 0; i < r->joins.count; i++)
        name_key(r, &r->joins.items[i]);
}

// --- the dialect ---

/// Reads one character out of some.
static void read_character(const map_reader *r, const yaml_node *root, const char *key, const char *allowed,
                           const char *what, char *out)
{
    const yaml_node *node = yaml_get(root, key);
    if (node == NULL)
        return;
    const slice text = slice_is(node->text, "tab")     ? SLICE("\t")
                       : slice_is(node->text, "blank") ? SLICE(" ")
                                                       : node->text;
    if (text.len == 1 && strchr(allowed, text.ptr[0]) != NULL)
        *out = text.ptr[0];
    else
        diag_error(r->diags, node->where, "wrong-type", "'%s' must be %s", key, what);
}

bool map_ignores_others(const map_reader *r, const yaml_node *node)
{
    const yaml_node *others = yaml_get(node, "others");
    const bool ignored = others != NULL && slice_is(others->text, "ignore");
    if (others != NULL && !ignored) {
        diag_error(r->diags, others->where, "wrong-type", "'others' must be ignore");
        diag_hint(r->diags, "without it, a column that is neither in the map nor a fact is an error");
    }
    return ignored;
}

static void read_encoding(const map_reader *r, const yaml_node *node, mapping_dialect *d)
{
    if (node == NULL)
        return;
    d->encoding = arena_copy(r->arena, node->text);
    if (encoding_is_known(d->encoding.ptr))
        return;
    diag_error(r->diags, node->where, "unknown-value", "this system knows no encoding '%.*s'",
               SLICE_ARG(node->text));
    diag_hint(r->diags, "names are those of iconv, such as windows-1252");
    d->encoding = (slice){NULL, 0};
}

static void read_skip_rows(const map_reader *r, const yaml_node *node, mapping_dialect *d)
{
    size_t lines = 0;
    if (node == NULL)
        return;
    for (size_t i = 0; i < node->text.len && lines <= MOST_SKIPPED; i++)
        lines = node->text.ptr[i] >= '0' && node->text.ptr[i] <= '9'
                    ? 10 * lines + (size_t)(node->text.ptr[i] - '0')
                    : MOST_SKIPPED + 1;
    if (lines > MOST_SKIPPED)
        diag_error(r->diags, node->where, "wrong-type", "'skip_rows' must be a number from 0 to %d",
                   (int)MOST_SKIPPED);
    else
        d->skip_rows = lines;
}

static void read_dialect(const map_reader *r, const yaml_node *root)
{
    mapping_dialect *d = &r->out->dialect;
    cells_map *map = &r->out->map;
    read_character(r, root, "delimiter", ",;\t|", "',' ';' '|' or tab", &d->delimiter);
    read_character(r, root, "list_separator", ",;/|+&", "one of , ; / | + &", &d->list_separator);
    read_character(r, root, "decimal", ".,", "'.' or ','", &d->decimal);
    read_character(r, root, "group", ".,' ", "'.' ',' \"'\" or blank", &d->group);
    if (d->group != '\0' && d->group == (d->decimal != '\0' ? d->decimal : '.'))
        diag_error(r->diags, yaml_get(root, "group")->where, "given-twice",
                   "'group' and 'decimal' cannot be the same sign");
    const yaml_node *worksheet = yaml_get(root, "worksheet");
    if (worksheet != NULL)
        d->worksheet = arena_copy(r->arena, worksheet->text);
    read_encoding(r, yaml_get(root, "encoding"), d);
    read_skip_rows(r, yaml_get(root, "skip_rows"), d);
    const yaml_node *unknown = yaml_get(root, "unknown");
    if (unknown != NULL)
        map->unknown = map_read_words(r, "unknown", unknown, &map->unknown_count);
    map->ignores_others = map_ignores_others(r, root);
}

// --- tests ---

static void read_tests(const map_reader *r, const yaml_node *node)
{
    mapping_test *tests = ARENA_ARRAY(r->arena, node != NULL ? node->count : 0, mapping_test);
    for (size_t i = 0; node != NULL && i < node->count; i++) {
        const yaml_node *one = node->items[i];
        const yaml_node *name = yaml_get(one, "name");
        tests[i] = (mapping_test){yaml_get(one, "row"), yaml_get(one, "facts"),
                                  name != NULL ? name->text : (slice){NULL, 0}};
        const yaml_node *const both[] = {tests[i].row, tests[i].facts};
        for (size_t k = 0; k < 2; k++) {
            if (both[k]->kind != YAML_MAPPING)
                diag_error(r->diags, both[k]->where, "wrong-type", "'%s' must be keys and values",
                           k == 0 ? "row" : "facts");
        }
    }
    r->out->tests = tests;
    r->out->test_count = node != NULL ? node->count : 0;
}

// --- the whole ---

typedef struct load_job {
    map_reader reader;
    const char *path;
    load_outcome outcome;
} load_job;

/// A map that says nothing of any column.
static void check_whole(const map_reader *r, const yaml_node *root)
{
    if (r->columns.count + r->joins.count == 0 && r->diags->errors == 0)
        diag_error(r->diags, (place){root->where.source, root->where.offset, 1}, "missing-key",
                   "the map has no columns");
}

static void load(void *argument)
{
    load_job *job = argument;
    map_reader *r = &job->reader;
    source_text *source = ARENA_NEW(r->arena, source_text);
    source->file = arena_copy(r->arena, slice_of(job->path));
    const size_t errors = r->diags->errors;
    r->out = ARENA_NEW(r->arena, mapping);
    r->out->arena = r->arena;
    const file_problem problem = file_read_at(r->arena, job->path, LIMIT_PACK_FILE, &source->text);
    if (problem != FILE_READ) {
        diag_error(r->diags, (place){0}, "file-unreadable", "%s: %s", job->path, file_problem_text(problem));
        job->outcome = problem == FILE_MISSING ? LOAD_MISSING : LOAD_UNREADABLE;
        return;
    }
    source->lasting = true;
    const yaml_node *root = yaml_read(r->arena, source, r->diags);
    if (root == NULL || !schema_check(r->arena, &map_schema, root, r->diags)) {
        job->outcome = LOAD_REFUSED;
        return;
    }
    r->out->title = yaml_get(root, "map")->text;
    r->out->map.file = source->file;
    read_dialect(r, root);
    read_columns(r, yaml_get(root, "columns"));
    read_lists(r, yaml_get(root, "lists"));
    read_tests(r, yaml_get(root, "tests"));
    check_whole(r, root);
    r->out->map.columns = r->columns.items;
    r->out->map.count = r->columns.count;
    r->out->map.joins = r->joins.items;
    r->out->map.join_count = r->joins.count;
    job->outcome = r->diags->errors == errors ? LOAD_DONE : LOAD_REFUSED;
}

load_outcome mapping_load(const allocator *from, const char *path, const pack *const *packs, size_t count,
                          diag_list *diags, mapping **out)
{
    arena *a = arena_new(from, 0);
    *out = NULL;
    if (a == NULL)
        return LOAD_NO_MEMORY;
    load_job job = {.reader = {.arena = a, .packs = packs, .pack_count = count, .diags = diags},
                    .path = path,
                    .outcome = LOAD_NO_MEMORY};
    arena *const arenas[] = {a, diags->arena};
    if (arena_run_all(arenas, 2, load, &job) != ARENA_DONE)
        job.outcome = LOAD_NO_MEMORY;
    if (job.outcome == LOAD_DONE)
        *out = job.reader.out;
    else
        arena_free(a);
    return job.outcome;
}

void mapping_free(mapping *m)
{
    if (m != NULL)
        arena_free(m->arena);
}
