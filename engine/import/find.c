#include "import/find.h"

#include "base/limits.h"
#include "base/text.h"
#include "import/name_value.h"
#include "profile/profile.h"
#include "profile/said_words.h"
#include "profile/value_node.h"

enum { MOST_ORIGINS = 3 };

typedef struct finder {
    arena *arena;
    const pack *pack;
    const import_description *description;
    const document *file;
    feel_machine machine;
    feel_value today;
    import_findings *out;
} finder;

/// One thing of a part, with what its names stand for.
typedef struct reading {
    const import_part *part;
    const document_node *thing;
    feel_value *values;          ///< one for each name, and today
    const document_node **nodes; ///< where each value was found first; NULL: nowhere
} reading;

bool import_fits(const import_description *d, const document *file)
{
    bool fits = false;
    for (size_t i = 0; i < d->sign_count && d->form == file->form && !fits; i++)
        fits = document_first(file->root, d->signs[i]) != NULL;
    return fits;
}

static feel_value evaluate(finder *f, const reading *r, const feel_expression *e)
{
    f->machine.steps_left = LIMIT_STEPS / 100;
    f->machine.exhausted = false;
    const feel_value v = feel_evaluate(&f->machine, e, r->values, r->part->name_count + 1);
    return f->machine.exhausted ? feel_null() : v;
}

// --- values and where they come from ---

/// What a text means by the words; null if it is not among them.
static feel_value meaning(const finder *f, const import_words *words, feel_value v, const fact *of,
                          const feel_type *type)
{
    if (v.kind != FEEL_STRING)
        return feel_null();
    const slice said = slice_trim(feel_text(v));
    for (size_t i = 0; i < words->pairs->count; i++) {
        if (said_is_same_but_for_case(words->pairs->items[2 * i]->text, said))
            return profile_read_part(f->arena, f->pack, of, type, words->pairs->items[2 * i + 1],
                                     diag_list_new(f->arena));
    }
    return feel_null();
}

/// The value as the fact has it; null if the pack does not allow it.
static feel_value fitting(const finder *f, const import_value *from, feel_value v, const fact *of,
                          const feel_type *type)
{
    if (feel_is_null(v))
        return v;
    if (from->words != NULL)
        return meaning(f, from->words, v, of, type);
    diag_list *unread = diag_list_new(f->arena);
    unread->unread = true;
    if (v.kind == FEEL_STRING)
        v = feel_string(slice_trim(feel_text(v)));
    if (v.kind == FEEL_STRING && v.length == 0)
        return feel_null();
    const feel_value read = profile_read_part(f->arena, f->pack, of, type, value_node(f->arena, v), unread);
    return unread->errors == 0 ? read : feel_null();
}

/// Adds an origin unless it is there already: cells of one row have one.
static void add_origin(slice *origins, size_t *count, slice origin)
{
    bool is_there = *count == MOST_ORIGINS;
    for (size_t i = 0; i < *count && !is_there; i++)
        is_there = slice_equal(origins[i], origin);
    if (!is_there)
        origins[(*count)++] = origin;
}

/// Where what a name stands for was found; of a list, all of it.
static slice origin_of_name(const finder *f, const reading *r, size_t i)
{
    const import_name *name = &r->part->names[i];
    if (!name->all)
        return document_origin(f->arena, f->file, r->nodes[i]);
    slice path = name->path;
    if (path.len > 0 && path.ptr[0] == '/')
        path = slice_part(path, 1, path.len);
    const char *dot = path.len > 0 ? memchr(path.ptr, '.', path.len) : NULL;
    if (f->file->form == DOCUMENT_TABLES)
        return arena_format(f->arena, "%.*s.csv", dot != NULL ? (int)(dot - path.ptr) : (int)path.len,
                            path.ptr);
    for (size_t dots = 0, at = path.len; f->file->form == DOCUMENT_XML && at > 0; at--) {
        dots += path.ptr[at - 1] == '.';
        if (dots == 3) {
            path = slice_part(path, at, path.len);
            break;
        }
    }
    return arena_format(f->arena, "%.*s in %.*s", SLICE_ARG(path), SLICE_ARG(f->file->file));
}

static void add_origins(const finder *f, const reading *r, const feel_expression *e, slice *origins,
                        size_t *count)
{
    size_t read_count = 0;
    const size_t *reads = feel_expression_reads(e, &read_count);
    for (size_t i = 0; i < read_count; i++) {
        if (reads[i] < r->part->name_count && r->nodes[reads[i]] != NULL)
            add_origin(origins, count, origin_of_name(f, r, reads[i]));
    }
}

/// Where what an expression gives comes from: the things that its names stand for, else the thing itself, or what the condition of a part
/// about the whole file looks at.
static slice origin_of(const finder *f, const reading *r, const feel_expression *e)
{
    slice origins[MOST_ORIGINS];
    size_t count = 0;
    add_origins(f, r, e, origins, &count);
    if (count == 0 && r->thing->parent == NULL && r->part->when != NULL)
        add_origins(f, r, r->part->when, origins, &count);
    if (count == 0 || (count > 1 && r->thing->parent != NULL)) {
        count = 0; // of several parts of a thing, the thing
        add_origin(origins, &count, document_origin(f->arena, f->file, r->thing));
    }
    text_builder out = {.arena = f->arena};
    for (size_t i = 0; i < count; i++)
        text_add_format(&out, "%s%.*s", i > 0 ? " and " : "", SLICE_ARG(origins[i]));
    return text_result(&out);
}

// --- statements ---

static void add_finding(finder *f, const import_statement *s, feel_value v, slice origin)
{
    if (feel_is_null(v) || f->out->count > LIMIT_IMPORT_FINDINGS)
        return; // one more than the limit shows that there are more
    const import_finding found = {s->fact, s->is_guess, v, origin, s->why};
    ARENA_PUSH(f->arena, f->out, items, count, capacity, found);
}

/// The only value that a list of candidates has room for; null if there are several, or none.
static feel_value only_one(const finder *f, const import_value *from, const feel_list *list, const fact *of)
{
    feel_value found = feel_null();
    bool several = false;
    for (size_t i = 0; i < list->count; i++) {
        const feel_value v = fitting(f, from, list->items[i], of, of->type);
        several = several || (!feel_is_null(v) && !feel_is_null(found) && !feel_same(v, found));
        found = feel_is_null(v) ? found : v;
    }
    return several ? feel_null() : found;
}

static void find_value(finder *f, const reading *r, const import_statement *s)
{
    const fact *of = &f->pack->facts[s->fact];
    const feel_value v = evaluate(f, r, s->value.of);
    if (feel_is_null(v))
        return;
    const slice origin = origin_of(f, r, s->value.of);
    const bool is_list = of->type->kind == FEEL_TYPE_LIST;
    if (!is_list) {
        add_finding(f, s,
                    v.kind == FEEL_LIST ? only_one(f, &s->value, v.as.list, of)
                                        : fitting(f, &s->value, v, of, of->type),
                    origin);
        return;
    }
    const feel_type *type = of->type->element != NULL ? of->type->element : of->type;
    const size_t count = v.kind == FEEL_LIST ? v.as.list->count : 1;
    for (size_t i = 0; i < count; i++)
        add_finding(f, s, fitting(f, &s->value, v.kind == FEEL_LIST ? v.as.list->items[i] : v, of, type),
                    origin);
}

/// A record. Nothing is stated if it lacks what it must have.
static void find_record(finder *f, const reading *r, const import_statement *s)
{
    const record_type *type = f->pack->facts[s->fact].record;
    feel_entry *entries = ARENA_ARRAY(f->arena, type->field_count, feel_entry);
    bool is_whole = true;
    for (size_t i = 0; i < type->field_count && is_whole; i++) {
        const import_value *from = &s->fields[i];
        const fact *field = &type->fields[i];
        entries[i] = (feel_entry){field->name, feel_null()};
        if (from->of != NULL)
            entries[i].value = fitting(f, from, evaluate(f, r, from->of), field, field->type);
        is_whole = !field->required || !feel_is_null(entries[i].value);
    }
    if (!is_whole)
        return;
    const size_t key = type->key >= 0 && s->fields[type->key].of != NULL ? (size_t)type->key : 0;
    const bool is_about_all = r->thing->parent == NULL && s->fields[key].of != NULL;
    add_finding(f, s, feel_context_of(f->arena, entries, type->field_count),
                is_about_all ? origin_of(f, r, s->fields[key].of)
                             : document_origin(f->arena, f->file, r->thing));
}

static void find_statements(finder *f, const reading *r)
{
    for (size_t i = 0; i < r->part->statements.count; i++) {
        const import_statement *s = &r->part->statements.items[i];
        if (s->fields != NULL)
            find_record(f, r, s);
        else
            find_value(f, r, s);
    }
}

// --- parts ---

typedef struct part_search {
    finder *finder;
    const import_part *part;
    bool counts_only;
    size_t passed; ///< things of which `when` is true
    reading last;  ///< the last of them
} part_search;

static bool look_at(void *state, const document_node *thing)
{
    part_search *s = state;
    finder *f = s->finder;
    reading r = {.part = s->part,
                 .thing = thing,
                 .values = ARENA_ARRAY(f->arena, s->part->name_count + 1, feel_value),
                 .nodes = ARENA_ARRAY(f->arena, s->part->name_count, const document_node *)};
    for (size_t i = 0; i < s->part->name_count; i++)
        r.values[i] = import_name_value(f->arena, f->description, &s->part->names[i], thing, &r.nodes[i]);
    r.values[s->part->name_count] = f->today;
    if (s->part->when != NULL && !feel_is_true(evaluate(f, &r, s->part->when)))
        return true;
    s->passed++;
    s->last = r;
    if (!s->counts_only && !s->part->alone)
        find_statements(f, &r);
    return true;
}

void import_find(arena *a, const pack *p, const import_description *d, const document *file, feel_value today,
                 bool people, import_findings *out)
{
    finder f = {.arena = a, .pack = p, .description = d, .file = file, .today = today, .out = out};
    feel_machine_init(&f.machine, a);
    f.machine.clock.today = today;
    for (size_t i = 0; i < d->part_count; i++) {
        const import_part *part = &d->parts[i];
        part_search s = {.finder = &f, .part = part, .counts_only = part->people && !people};
        const document_visitor to = {&s, look_at};
        document_walk(file->root, part->each, &to);
        if (s.counts_only)
            out->people += s.passed;
        else if (part->alone && s.passed == 1)
            find_statements(&f, &s.last);
    }
}
