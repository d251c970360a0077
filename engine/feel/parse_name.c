// Names. The longest known name that the text spells here wins. Known are the names that the expression declares, the variables of the
// scope, the built-ins and, after a point or within a filter, the entries of contexts.
#include "feel/parse.h"

#include "base/limits.h"

void add_member(parser *p, slice name)
{
    if (!lex_is_single_word(name))
        ARENA_PUSH(p->arena, &p->members, items, count, capacity, name);
}

void add_members_of_type(parser *p, const feel_type *type, unsigned depth)
{
    if (type == NULL || depth > LIMIT_EXPRESSION_NESTING)
        return;
    if (type->kind == FEEL_TYPE_LIST || type->kind == FEEL_TYPE_RANGE)
        add_members_of_type(p, type->element, depth + 1);
    for (size_t i = 0; type->kind == FEEL_TYPE_CONTEXT && i < type->field_count; i++) {
        add_member(p, type->fields[i].name);
        add_members_of_type(p, type->fields[i].type, depth + 1);
    }
}

/// Keeps the longer of the best match so far and `name`; of two that differ in blanks, the one that is spelt as here.
static void match_longer(const parser *p, size_t offset, slice name, size_t *best, slice *best_name)
{
    if (name.len == 0 || offset >= p->lexer.text.len || p->lexer.text.ptr[offset] != name.ptr[0])
        return;
    size_t end = lex_match_name(p->lexer.text, offset, name);
    bool as_spelt = end > offset && end == *best && end - offset == name.len &&
                    slice_equal(name, slice_part(p->lexer.text, offset, end - offset));
    if (end > *best || as_spelt) {
        *best = end;
        *best_name = name;
    }
}

size_t match_member(const parser *p, size_t offset, slice *name)
{
    size_t best = 0;
    for (size_t i = 0; i < p->members.count; i++)
        match_longer(p, offset, p->members.items[i], &best, name);
    static const slice properties[] = {SLICE_INIT("time offset"), SLICE_INIT("start included"),
                                       SLICE_INIT("end included")};
    for (size_t i = 0; i < sizeof properties / sizeof *properties; i++)
        match_longer(p, offset, properties[i], &best, name);
    return best;
}

/// Built-ins of several words: most words are not followed by another, which saves the search.
static void match_builtins(const parser *p, size_t offset, size_t *best, slice *name)
{
    const slice text = p->lexer.text;
    const size_t next = lex_skip_space(text, p->token.offset + p->token.length);
    if (next >= text.len || text.ptr[next] < 'a' || text.ptr[next] > 'z')
        return;
    for (const builtin_topic *const *t = builtin_topics; *t != NULL; t++) {
        for (size_t i = 0; i < (*t)->count; i++) {
            slice candidate = (*t)->rows[i].name;
            const bool begins_alike = candidate.ptr[0] == p->lexer.text.ptr[offset]; // else not worth a look
            if (begins_alike && memchr(candidate.ptr, ' ', candidate.len) != NULL)
                match_longer(p, offset, candidate, best, name);
        }
    }
}

/// The longest known name of several words at `offset`, or the single word there.
static size_t match_name(const parser *p, size_t offset, slice *name)
{
    size_t best = 0;
    bool in_filter = false;
    *name = token_text(p);
    for (size_t i = 0; i < p->locals.count; i++) {
        in_filter = in_filter || p->locals.items[i].is_filter;
        match_longer(p, offset, p->locals.items[i].name, &best, name);
    }
    for (size_t i = 0; i < p->scope_names.count; i++)
        match_longer(p, offset, p->scope_names.items[i], &best, name);
    match_builtins(p, offset, &best, name);
    if (in_filter) {
        slice member;
        size_t end = match_member(p, offset, &member);
        if (end > best) {
            best = end;
            *name = member;
        }
    }
    size_t word_end = p->token.offset + p->token.length;
    if (best < word_end || (best == word_end && lex_is_single_word(token_text(p)))) {
        *name = token_text(p);
        best = word_end;
    }
    return best;
}

bool begins_longer_name(const parser *p)
{
    slice name;
    return match_name(p, p->token.offset, &name) > p->token.offset + p->token.length;
}

static bool is_among(slice word, const char *const *words)
{
    for (; *words != NULL; words++) {
        if (slice_is(word, *words))
            return true;
    }
    return false;
}

bool is_keyword(slice word)
{
    static const char *const read_as_names[] = {"external", "false", "null", "true", NULL};
    return is_among(word, feel_keywords()) && !is_among(word, read_as_names);
}

/// Keeps the variables that an expression reads in order. They are few.
static void note_read(parser *p, size_t variable)
{
    size_t at = p->reads.count;
    while (at > 0 && p->reads.items[at - 1] > variable)
        at--;
    if (at > 0 && p->reads.items[at - 1] == variable)
        return;
    ARENA_PUSH(p->arena, &p->reads, items, count, capacity, variable);
    for (size_t i = p->reads.count - 1; i > at; i--)
        p->reads.items[i] = p->reads.items[i - 1];
    p->reads.items[at] = variable;
}

/// A variable is read, and what is read whenever it is.
static void note_reads(parser *p, size_t variable)
{
    const feel_variable *of = &p->scope->variables[variable];
    note_read(p, variable);
    for (size_t i = 0; i < of->read_count; i++)
        note_read(p, of->reads[i]);
}

/// Binds a name to the innermost local of that name, else to a variable of the scope, else to a built-in. Keeps the filters between the
/// name and its local, since an entry of their items may win when the expression is evaluated.
static void bind_name(parser *p, node *n)
{
    slice name = n->as.name.text;
    uint32_t *filters = NULL;
    for (size_t i = p->locals.count; i-- > 0;) {
        const local *l = &p->locals.items[i];
        if (!l->hidden && slice_equal(l->name, name)) {
            if (l->is_filter && slice_is(name, "item")) { // an entry called item wins over the item itself
                if (filters == NULL)
                    filters = ARENA_ARRAY(p->arena, p->locals.count, uint32_t);
                filters[n->as.name.filter_count++] = l->slot;
            }
            n->as.name.filters = filters;
            n->as.name.binding = BINDING_LOCAL;
            n->as.name.slot = l->slot;
            p->mentions_input = p->mentions_input || slice_is(name, "?");
            p->mentions_partial = p->mentions_partial || slice_is(name, "partial");
            return;
        }
        if (l->is_filter) {
            if (filters == NULL)
                filters = ARENA_ARRAY(p->arena, p->locals.count, uint32_t);
            filters[n->as.name.filter_count++] = l->slot;
        }
    }
    n->as.name.filters = filters;
    size_t variable;
    if (scope_find(p->scope, name, &variable)) {
        n->as.name.binding = BINDING_GLOBAL;
        n->as.name.slot = (uint32_t)variable;
        note_reads(p, variable);
        return;
    }
    size_t rows;
    if (builtin_find(name, &rows) != NULL) {
        n->as.name.binding = BINDING_BUILTIN;
        p->uses_clock = p->uses_clock || slice_is(name, "now") || slice_is(name, "today");
    }
}

node *parse_name(parser *p)
{
    size_t start = p->token.offset;
    slice name;
    size_t end = match_name(p, start, &name);
    bool single = end == start + p->token.length;
    if (single && is_keyword(name)) {
        syntax_error(p, "expected a value");
        return literal_node(p, start, feel_null());
    }
    node *n = new_node(p, NODE_NAME, start);
    n->as.name.text = name;
    move_to(p, end);
    if (single && slice_is(name, "null"))
        return literal_node(p, start, feel_null());
    if (single && (slice_is(name, "true") || slice_is(name, "false")))
        return literal_node(p, start, feel_boolean(slice_is(name, "true")));
    bind_name(p, n);
    n->length = (uint32_t)(end - start);
    return n;
}
