#include "import/complete.h"

#include "base/text.h"
#include "input/yaml_write.h"
#include "profile/amend.h"
#include "profile/said_words.h"
#include "profile/value_node.h"

typedef struct completion {
    arena *arena;
    const pack *pack;
    const source_text *source;
    const char *folder;
    const profile *person;
    const import_findings *findings;
    import_counts *counts;
    diag_list *diags;
} completion;

/// Reads the text, as far as it has come.
static bool read_text(completion *c, diag_list *diags)
{
    c->person = profile_read_draft(c->arena, c->pack, c->source->file, c->source->text, c->folder, diags);
    return c->person != NULL;
}

static void take_text(completion *c, slice text)
{
    source_text *source = ARENA_NEW(c->arena, source_text);
    *source = (source_text){.file = c->source->file, .text = text};
    c->source = source;
}

// --- equal items ---

/// What names an item: its key, or its first field; a plain value itself.
static feel_value name_of(const fact *f, feel_value item)
{
    const record_type *type = f->record;
    if (item.kind != FEEL_CONTEXT || type == NULL)
        return item;
    const feel_value *v =
        feel_context_get(item.as.context, type->fields[type->key >= 0 ? type->key : 0].name);
    return v != NULL ? *v : feel_null();
}

static bool is_same(const fact *f, feel_value a, feel_value b)
{
    const feel_value x = name_of(f, a);
    const feel_value y = name_of(f, b);
    return x.kind == FEEL_STRING && y.kind == FEEL_STRING
               ? said_is_same_but_for_case(slice_trim(feel_text(x)), slice_trim(feel_text(y)))
               : feel_same(x, y);
}

static bool is_in(const fact *f, const feel_value *items, size_t count, feel_value item)
{
    bool found = false;
    for (size_t i = 0; i < count && !found; i++)
        found = is_same(f, items[i], item);
    return found;
}

// --- facts ---

/// Findings about one fact.
typedef struct found_values {
    feel_value *values;
    slice *comments;
    size_t count;
    slice why; ///< of the first
} found_values;

static found_values room_for(const completion *c)
{
    return (found_values){.values = ARENA_ARRAY(c->arena, c->findings->count, feel_value),
                          .comments = ARENA_ARRAY(c->arena, c->findings->count, slice)};
}

static bool make(completion *c, const amend_edit *edit)
{
    slice text;
    if (amend(c->arena, c->pack, c->source, PROFILE_YAML, edit, &text, c->diags) != AMEND_DONE)
        return false;
    take_text(c, text);
    return read_text(c, diag_list_new(c->arena)); // what there is to say of it was said before
}

/// What of the findings about a fact is new.
static found_values look_for_new(const completion *c, size_t index, bool guesses, size_t *old)
{
    const fact *f = &c->pack->facts[index];
    const feel_value now = c->person->values[index];
    const bool is_list = f->type->kind == FEEL_TYPE_LIST;
    const bool is_said = c->person->stated[index] || c->person->not_known[index];
    // A list that is stated as empty says that there are none.
    const bool is_open = !is_said || (is_list && now.kind == FEEL_LIST && now.as.list->count > 0);
    found_values out = room_for(c);
    for (size_t i = 0; i < c->findings->count; i++) {
        const import_finding *found = &c->findings->items[i];
        if (found->fact != index || found->is_guess != guesses)
            continue;
        const bool is_known =
            !is_open || (is_said && is_in(f, now.as.list->items, now.as.list->count, found->value));
        *old += is_known;
        if (is_known || (out.count > 0 && !is_list) || is_in(f, out.values, out.count, found->value))
            continue;
        out.values[out.count] = found->value;
        out.comments[out.count++] = arena_format(c->arena, "from %.*s", SLICE_ARG(found->origin));
        out.why = found->why;
    }
    return out;
}

static bool state_fact(completion *c, size_t index)
{
    size_t old = 0;
    const bool is_list = c->pack->facts[index].type->kind == FEEL_TYPE_LIST;
    const found_values found = look_for_new(c, index, false, &old);
    c->counts->kept += old;
    c->counts->stated += found.count;
    const amend_edit edit = {.kind = is_list ? AMEND_EXTEND : AMEND_SET,
                             .at = {.fact = index},
                             .value = is_list ? feel_list_of(c->arena, found.values, found.count)
                                              : found.values[0],
                             .comments = found.comments};
    return found.count == 0 || make(c, &edit);
}

// --- guesses ---

/// True if a line of the text is such a comment already.
static bool has_remark(slice text, slice start)
{
    bool found = false;
    for (size_t at = 0; at < text.len && !found;) {
        const char *end = memchr(text.ptr + at, '\n', text.len - at);
        const size_t stop = end != NULL ? (size_t)(end - text.ptr) : text.len;
        found = slice_starts_with(slice_part(text, at, stop - at), start);
        at = stop + 1;
    }
    return found;
}

/// The two lines of a guess: where it comes from, and "months_in_position: 38".
static void guess_lines(const completion *c, size_t index, const found_values *found, slice lines[2])
{
    const fact *f = &c->pack->facts[index];
    const bool is_list = f->type->kind == FEEL_TYPE_LIST;
    const feel_value v = is_list ? feel_list_of(c->arena, found->values, found->count) : found->values[0];
    text_builder out = {.arena = c->arena};
    text_add_format(&out, "%.*s: ", SLICE_ARG(f->name));
    yaml_write_inline(&out, value_node(c->arena, v), YAML_IN_LINES);
    lines[0] = arena_format(c->arena, "a guess %.*s%s%.*s", SLICE_ARG(found->comments[0]),
                            found->why.len > 0 ? ": " : "", SLICE_ARG(found->why));
    lines[1] = text_result(&out);
}

/// Adds guesses about facts of which nothing is said, behind all else.
static void add_guesses(completion *c)
{
    static const slice heading =
        SLICE_INIT("Guesses: if one is right, take away the number sign and the blank before it.");
    slice *lines = ARENA_ARRAY(c->arena, 2 * c->pack->fact_count + 2, slice);
    size_t count = 0;
    const slice marked = arena_format(c->arena, "# %.*s", SLICE_ARG(heading));
    if (!has_remark(c->source->text, marked)) {
        lines[count++] = (slice){"", 0};
        lines[count++] = heading;
    }
    const size_t before = count;
    for (size_t i = 0; i < c->pack->fact_count; i++) {
        size_t old = 0;
        const found_values found = look_for_new(c, i, true, &old);
        const slice start = arena_format(c->arena, "# %.*s: ", SLICE_ARG(c->pack->facts[i].name));
        const bool is_said = c->person->stated[i] || c->person->not_known[i];
        if (found.count == 0 || is_said || has_remark(c->source->text, start))
            continue;
        guess_lines(c, i, &found, &lines[count]);
        count += 2;
    }
    if (count > before)
        take_text(c, amend_remark(c->arena, c->source, PROFILE_YAML, lines, count));
    c->counts->guesses = (count - before) / 2;
}

bool import_complete(arena *a, const pack *p, const source_text *source, const char *folder,
                     const import_findings *findings, slice *out, import_counts *counts, diag_list *diags)
{
    completion c = {.arena = a,
                    .pack = p,
                    .source = source,
                    .folder = folder,
                    .findings = findings,
                    .counts = counts,
                    .diags = diags};
    bool good = read_text(&c, diags);
    counts->people = findings->people;
    for (size_t i = 0; i < p->fact_count && good; i++)
        good = state_fact(&c, i);
    if (good)
        add_guesses(&c);
    *out = c.source->text;
    return good;
}
