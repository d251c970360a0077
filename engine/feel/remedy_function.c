// Functions of other languages that are no FEEL even as a text: names of several words (`date diff(…)`, `count if(…)`), keywords that are
// called (`in(x, …)`, `if(a, b, c)`), and functions with an arrow (`filter(memos, m => m.pages > 10)`).
#include "base/text.h"
#include "base/utf8.h"
#include "feel/foreign.h"
#include "feel/foreign_loop.h"
#include "feel/remedy.h"

enum { MOST_WORDS = 3, LONGEST = 60 };

/// The text of the tokens from one to before another.
static slice text_between(const scene *s, size_t from, size_t to)
{
    if (from >= to)
        return (slice){NULL, 0};
    const size_t start = s->tokens[from].offset;
    return utf8_shortened(slice_part(s->text, start, scene_end(s, to - 1) - start), LONGEST);
}

/// The arguments of a call, as they are written. Gives how many there are, at most `FOREIGN_OPERANDS + 1`.
static size_t arguments_of(const scene *s, size_t open, slice operands[FOREIGN_OPERANDS])
{
    const size_t close = scene_close_bracket(s, open);
    size_t count = 0;
    size_t from = open + 1;
    size_t depth = 0;
    for (size_t i = open + 1; i <= close && count <= FOREIGN_OPERANDS; i++) {
        const bool ends = i == close || (depth == 0 && scene_is(s, i, ','));
        if (ends && (i > from || count > 0)) {
            if (count < FOREIGN_OPERANDS)
                operands[count] = text_between(s, from, i);
            count++;
        }
        from = ends ? i + 1 : from;
        depth += scene_is(s, i, '(') || scene_is(s, i, '[') || scene_is(s, i, '{');
        depth -= depth > 0 && (scene_is(s, i, ')') || scene_is(s, i, ']') || scene_is(s, i, '}'));
    }
    return count;
}

static foreign_kind kind_of(const scene *s, slice operand)
{
    size_t variable;
    if (operand.len > 0 && (operand.ptr[0] == '"' || operand.ptr[0] == '['))
        return operand.ptr[0] == '"' ? FOREIGN_TEXT : FOREIGN_LIST;
    if (!scope_find(s->parser->scope, operand, &variable))
        return FOREIGN_ANY;
    const feel_type *type = s->parser->scope->variables[variable].type;
    return type == NULL                     ? FOREIGN_ANY
           : type->kind == FEEL_TYPE_LIST   ? FOREIGN_LIST
           : type->kind == FEEL_TYPE_STRING ? FOREIGN_TEXT
                                            : FOREIGN_ANY;
}

/// The letter that a list's items are called by.
static slice variable_of(const scene *s, slice list)
{
    size_t variable;
    const slice letter = slice_part(list, 0, 1);
    const bool is_usable = list.len > 1 && letter.ptr[0] >= 'a' && letter.ptr[0] <= 'z' &&
                           !scope_find(s->parser->scope, letter, &variable);
    return is_usable ? letter : SLICE("x");
}

static bool is_word(slice text)
{
    lexer l = {text, 0};
    const token t = lex_next(&l);
    return t.kind == TOKEN_WORD && t.length == text.len;
}

/// What the function of that name is in FEEL; empty if nothing is known of it.
static slice remedy_of_call(const scene *s, slice name, size_t open)
{
    slice operands[FOREIGN_OPERANDS] = {{NULL, 0}};
    const size_t count = arguments_of(s, open, operands);
    const foreign_kind kind = kind_of(s, operands[0]);
    const foreign_loop *loop = count == 2 && kind == FOREIGN_LIST ? foreign_loop_find(name) : NULL;
    if (loop != NULL) {
        const slice v = variable_of(s, operands[0]);
        const foreign_kind second = kind_of(s, operands[1]);
        loop_parts parts = {.list = operands[0], .variable = v, .argument = operands[1]};
        if (second == FOREIGN_TEXT) {
            parts.test = arena_format(s->arena, "%.*s = %.*s", SLICE_ARG(v), SLICE_ARG(operands[1]));
            parts.bare = arena_format(s->arena, "item = %.*s", SLICE_ARG(operands[1]));
        } else if (second != FOREIGN_LIST) {
            parts.bare = operands[1];
            parts.field = is_word(operands[1]) ? operands[1] : parts.field;
        }
        const slice hint = foreign_loop_remedy(s->arena, loop, &parts);
        if (hint.len > 0)
            return arena_format(s->arena, "write %.*s", SLICE_ARG(hint));
    }
    return foreign_call_remedy(s->arena, name, operands, count, kind);
}

/// True for `years between(5, 10)`, which is FEEL's `between` with a comma.
static bool is_between_numbers(const scene *s, size_t open)
{
    return slice_is(scene_text(s, open - 1), "between") && open + 2 < s->count &&
           s->tokens[open + 1].kind == TOKEN_NUMBER;
}

/// Names of several words before a bracket, and keywords that are called.
static bool remedy_of_words_called(const scene *s, size_t open)
{
    size_t first = open;
    while (first > 0 && open - first < MOST_WORDS && s->tokens[first - 1].kind == TOKEN_WORD)
        first--;
    for (; first < open; first++) {
        const bool ends_with_of = first + 1 < open && slice_is(scene_text(s, open - 1), "of");
        const slice name = text_between(s, first, open);
        size_t rows;
        const bool is_one_word = first + 1 == open;
        const bool called_keyword = is_one_word && is_keyword(name) && scene_text(s, s->at).len > 0;
        if ((is_one_word && !called_keyword) || builtin_find(name, &rows) != NULL || s->at < first ||
            is_between_numbers(s, open))
            continue;
        slice hint = remedy_of_call(s, name, open);
        if (hint.len == 0 && ends_with_of)
            hint = remedy_of_call(s, text_between(s, first, open - 1), open);
        if (hint.len > 0)
            return scene_say(s, first, open - 1,
                             arena_format(s->arena, "FEEL has no function '%.*s'", SLICE_ARG(name)), hint);
    }
    return false;
}

// --- arrows ---

/// True if the text has signs of other languages, which a hint should not repeat.
static bool is_foreign(slice text)
{
    static const char *const signs[] = {"==", "&&", "||", "'", "=>", "!(", "?", NULL};
    for (size_t at = 0; at < text.len; at++) {
        for (const char *const *sign = signs; *sign != NULL; sign++) {
            if (slice_starts_with(slice_part(text, at, text.len), slice_of(*sign)))
                return true;
        }
    }
    return false;
}

/// The tokens as a filter has them: fields alone, and `item` for the whole.
static slice without_variable(const scene *s, size_t from, size_t to, slice variable)
{
    text_builder out = {.arena = s->arena};
    size_t at = s->tokens[from].offset;
    for (size_t i = from; i < to; i++) {
        if (!slice_equal(scene_text(s, i), variable) || (i > from && scene_is(s, i - 1, '.')))
            continue;
        const bool has_field = scene_is(s, i + 1, '.');
        text_add(&out, slice_part(s->text, at, s->tokens[i].offset - at));
        text_add(&out, has_field ? SLICE("") : SLICE("item"));
        at = scene_end(s, has_field ? i + 1 : i);
    }
    text_add(&out, slice_part(s->text, at, scene_end(s, to - 1) - at));
    return utf8_shortened(text_result(&out), LONGEST);
}

/// `filter(memos, m => …)` and `memos.filter(m => …)`: the error is at the arrow.
static bool remedy_of_arrow(const scene *s)
{
    const size_t open = scene_open_bracket(s, s->at);
    const size_t sign = s->at > 0 && scene_is(s, s->at - 1, '=') ? s->at - 1 : s->at;
    if (open == SIZE_MAX || open == 0 || !scene_is(s, open, '(') || sign < open + 2 ||
        !slice_starts_with(slice_part(s->text, s->tokens[sign].offset, s->text.len), SLICE("=>")) ||
        s->tokens[open - 1].kind != TOKEN_WORD)
        return false;
    const size_t body = s->tokens[sign].length == 2 ? sign + 1 : sign + 2;
    const size_t close = scene_close_bracket(s, open);
    const bool is_method = open > 2 && scene_is(s, open - 2, '.');
    const bool is_bracketed = scene_is(s, sign - 1, ')') && sign > open + 3;
    const size_t variable = is_bracketed ? sign - 2 : sign - 1;
    const size_t list_end = is_bracketed ? variable - 1 : variable;
    const foreign_loop *loop = foreign_loop_find(scene_text(s, open - 1));
    if (loop == NULL || body >= close || s->tokens[variable].kind != TOKEN_WORD)
        return false;
    loop_parts parts = {.variable = scene_text(s, variable)};
    parts.list = is_method ? scene_left(s, open - 2) : text_between(s, open + 1, list_end - 1);
    const slice text = text_between(s, body, close);
    if (!is_foreign(text)) {
        parts.test = text;
        parts.bare = without_variable(s, body, close, parts.variable);
        const bool is_field = close == body + 3 && slice_equal(scene_text(s, body), parts.variable) &&
                              scene_is(s, body + 1, '.');
        parts.field = is_field ? scene_text(s, body + 2) : parts.field;
    }
    const slice hint = foreign_loop_remedy(s->arena, loop, &parts);
    return hint.len > 0 && scene_say(s, sign, body - 1, SLICE("FEEL has no '=>'"),
                                     arena_format(s->arena, "write %.*s", SLICE_ARG(hint)));
}

bool remedy_of_function(const scene *s)
{
    size_t open = s->at;
    while (open < s->count && s->tokens[open].kind == TOKEN_WORD)
        open++;
    const size_t around = scene_open_bracket(s, s->at);
    const bool within = scene_is(s, s->at, ',') && around != SIZE_MAX && around > 0;
    return remedy_of_arrow(s) || (scene_is(s, open, '(') && open > 0 && remedy_of_words_called(s, open)) ||
           (within && scene_is(s, around, '(') && remedy_of_words_called(s, around));
}
