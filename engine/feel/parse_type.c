// Types, as `instance of` and parameters have them.
#include "feel/parse.h"

#include "base/limits.h"

// Each of these gives NULL if a name within the type is unknown, since then so is the type.
static const feel_type *parse_type_at(parser *p, unsigned depth);

static const feel_type *parse_context_type(parser *p, unsigned depth)
{
    bool known = true;
    struct {
        feel_field *items;
        size_t count, capacity;
    } fields = {0};
    do {
        size_t at = p->token.offset;
        feel_field field = {.name = lex_declared_name(p->arena, p->lexer.text, &at, (slice){NULL, 0})};
        move_to(p, at);
        expect_symbol(p, ':', "':' after the name of the entry");
        field.type = parse_type_at(p, depth);
        known = known && field.type != NULL;
        ARENA_PUSH(p->arena, &fields, items, count, capacity, field);
    } while (!p->failed && accept_symbol(p, ','));
    if (!known)
        return NULL;
    feel_type *type = ARENA_NEW(p->arena, feel_type);
    *type = (feel_type){.kind = FEEL_TYPE_CONTEXT, .fields = fields.items, .field_count = fields.count};
    return type;
}

static const feel_type *parse_function_type(parser *p, unsigned depth)
{
    bool known = true;
    struct {
        feel_field *items;
        size_t count, capacity;
    } parameters = {0};
    while (!p->failed && !at_symbol(p, '>')) {
        feel_field parameter = {.type = parse_type_at(p, depth)};
        known = known && parameter.type != NULL;
        ARENA_PUSH(p->arena, &parameters, items, count, capacity, parameter);
        if (!accept_symbol(p, ','))
            break;
    }
    expect_symbol(p, '>', "'>'");
    expect_symbol(p, SYMBOL_ARROW, "'->'");
    const feel_type *result = parse_type_at(p, depth);
    if (!known || result == NULL)
        return NULL;
    feel_type *type = ARENA_NEW(p->arena, feel_type);
    *type = (feel_type){.kind = FEEL_TYPE_FUNCTION,
                        .fields = parameters.items,
                        .field_count = parameters.count,
                        .element = result};
    return type;
}

static const feel_type *parse_generic_type(parser *p, slice name, unsigned depth)
{
    if (slice_is(name, "function"))
        return parse_function_type(p, depth);
    const feel_type *type = NULL;
    if (slice_is(name, "context")) {
        type = parse_context_type(p, depth);
    } else {
        const feel_type *element = parse_type_at(p, depth);
        bool list = slice_is(name, "list");
        if (!list && !slice_is(name, "range"))
            syntax_error(p, "expected list, range, context or function before '<'");
        if (element != NULL) {
            feel_type *made = ARENA_NEW(p->arena, feel_type);
            *made = (feel_type){.kind = list ? FEEL_TYPE_LIST : FEEL_TYPE_RANGE, .element = element};
            type = made;
        }
    }
    expect_symbol(p, '>', "'>'");
    return type;
}

/// The end of the longest name of a type here, and the name. Names may contain spaces.
static size_t match_type_name(const parser *p, slice *name)
{
    static const slice spaced[] = {SLICE_INIT("date and time"), SLICE_INIT("days and time duration"),
                                   SLICE_INIT("day time duration"), SLICE_INIT("years and months duration"),
                                   SLICE_INIT("year month duration")};
    size_t best = p->token.offset + p->token.length;
    *name = token_text(p);
    for (size_t i = 0; i < sizeof spaced / sizeof *spaced; i++) {
        size_t end = lex_match_name(p->lexer.text, p->token.offset, spaced[i]);
        if (end > best) {
            best = end;
            *name = spaced[i];
        }
    }
    for (size_t i = 0; i < p->scope->type_count; i++) {
        size_t end = lex_match_name(p->lexer.text, p->token.offset, p->scope->types[i].name);
        if (end > best) {
            best = end;
            *name = p->scope->types[i].name;
        }
    }
    return best;
}

static void report_unknown_type(parser *p, size_t offset, slice name)
{
    static const char *const simple[] = {"boolean", "number", "string",        "date",
                                         "time",    "list",   "date and time", "Any"};
    enum { SIMPLE = sizeof simple / sizeof *simple };
    slice *names = ARENA_ARRAY(p->arena, SIMPLE + p->scope->type_count, slice);
    for (size_t i = 0; i < SIMPLE; i++)
        names[i] = slice_of(simple[i]);
    for (size_t i = 0; i < p->scope->type_count; i++)
        names[SIMPLE + i] = p->scope->types[i].name;
    diag_error(p->diags, (place){p->source, offset, name.len}, "unknown-type", "unknown type '%.*s'",
               SLICE_ARG(name));
    diag_hint_nearest(p->diags, name, names, SIMPLE + p->scope->type_count);
    p->failed = true;
}

static const feel_type *parse_type_at(parser *p, unsigned depth)
{
    if (p->token.kind != TOKEN_WORD || depth > LIMIT_EXPRESSION_NESTING) {
        syntax_error(p, "expected a type");
        return NULL;
    }
    slice name;
    size_t start = p->token.offset;
    size_t end = match_type_name(p, &name);
    move_to(p, end);
    if (accept_symbol(p, '<'))
        return parse_generic_type(p, name, depth + 1);
    while (accept_symbol(p, '.')) // a qualified name: the last part names the type
        advance(p);
    for (size_t i = 0; i < p->scope->type_count; i++) {
        if (slice_equal(p->scope->types[i].name, name))
            return p->scope->types[i].type;
    }
    const feel_type *type = feel_type_named(name);
    if (type == NULL && p->scope->strict && !p->failed)
        report_unknown_type(p, start, name);
    return type;
}

const feel_type *parse_type(parser *p, slice *text)
{
    size_t start = p->token.offset;
    const feel_type *type = parse_type_at(p, 0);
    *text = slice_part(p->lexer.text, start, p->token.offset - start);
    return type;
}
