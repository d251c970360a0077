// The remedy for a syntax error: the text around the error as tokens, and the operands beside it.
#include "feel/remedy.h"

#include "base/limits.h"
#include "base/utf8.h"

static bool is_operand_word(const scene *s, size_t index)
{
    return s->tokens[index].kind == TOKEN_WORD && !is_keyword(scene_text(s, index));
}

static int closing_of(int open)
{
    return open == '(' ? ')' : open == '[' ? ']' : '}';
}

static bool opens(const scene *s, size_t index)
{
    return scene_is(s, index, '(') || scene_is(s, index, '[') || scene_is(s, index, '{');
}

static bool closes(const scene *s, size_t index)
{
    return scene_is(s, index, ')') || scene_is(s, index, ']') || scene_is(s, index, '}');
}

size_t scene_open_bracket(const scene *s, size_t before)
{
    size_t depth = 0;
    for (size_t i = before; i-- > 0;) {
        if (closes(s, i))
            depth++;
        else if (opens(s, i) && depth-- == 0)
            return i;
    }
    return SIZE_MAX;
}

size_t scene_close_bracket(const scene *s, size_t open)
{
    const int closing = closing_of(s->tokens[open].symbol);
    size_t depth = 0;
    for (size_t i = open; i < s->count; i++) {
        depth += opens(s, i);
        if (closes(s, i) && --depth == 0)
            return s->tokens[i].symbol == closing ? i : s->count - 1;
    }
    return s->count - 1;
}

static slice operand(const scene *s, size_t first, size_t last)
{
    return utf8_shortened(
        slice_part(s->text, s->tokens[first].offset, scene_end(s, last) - s->tokens[first].offset),
        LIMIT_QUOTED_NAME);
}

slice scene_left(const scene *s, size_t before)
{
    if (before == 0)
        return (slice){NULL, 0};
    size_t first = before - 1;
    const token_kind kind = s->tokens[first].kind;
    if (closes(s, first)) {
        size_t open = scene_open_bracket(s, first);
        if (open == SIZE_MAX)
            return (slice){NULL, 0};
        first = open;
        if (first == 0 || !is_operand_word(s, first - 1))
            return operand(s, first, before - 1);
        first--;
    } else if (kind == TOKEN_NUMBER || kind == TOKEN_STRING || kind == TOKEN_AT_STRING) {
        return operand(s, first, first);
    } else if (!is_operand_word(s, first)) {
        return (slice){NULL, 0};
    }
    while (first > 0 && (is_operand_word(s, first - 1) || scene_is(s, first - 1, '.')))
        first--;
    return operand(s, first, before - 1);
}

slice scene_right(const scene *s, size_t from)
{
    if (from >= s->count)
        return (slice){NULL, 0};
    size_t last = from;
    const token_kind kind = s->tokens[from].kind;
    if (scene_is(s, from, '-') && from + 1 < s->count)
        last = from + 1;
    else if (opens(s, from))
        return operand(s, from, scene_close_bracket(s, from));
    else if (kind != TOKEN_NUMBER && kind != TOKEN_STRING && kind != TOKEN_AT_STRING &&
             !is_operand_word(s, from))
        return (slice){NULL, 0};
    while (s->tokens[last].kind == TOKEN_WORD && last + 1 < s->count &&
           (is_operand_word(s, last + 1) || scene_is(s, last + 1, '.')))
        last++;
    if (s->tokens[last].kind == TOKEN_WORD && scene_is(s, last + 1, '('))
        last = scene_close_bracket(s, last + 1);
    return operand(s, from, last);
}

bool scene_say(const scene *s, size_t first, size_t last, slice message, slice hint)
{
    size_t start = s->tokens[first].offset;
    *s->out = (syntax_remedy){start, scene_end(s, last) - start, message, hint};
    return true;
}

static const token *tokens_of(arena *a, slice text, size_t *count)
{
    struct {
        token *items;
        size_t count, capacity;
    } list = {0};
    lexer l = {text, 0};
    do {
        token t = lex_next(&l);
        ARENA_PUSH(a, &list, items, count, capacity, t);
    } while (list.items[list.count - 1].kind != TOKEN_END);
    *count = list.count;
    return list.items;
}

bool remedy_of_syntax(const parser *p, slice wanted, syntax_remedy *out)
{
    scene s = {.parser = p, .arena = p->arena, .text = p->lexer.text, .wanted = wanted, .out = out};
    s.tokens = tokens_of(p->arena, s.text, &s.count);
    while (s.at + 1 < s.count && scene_end(&s, s.at) <= p->token.offset)
        s.at++;
    return remedy_of_loop(&s) || remedy_of_function(&s) || remedy_of_literal(&s) || remedy_of_foreign(&s) ||
           remedy_of_structure(&s);
}
