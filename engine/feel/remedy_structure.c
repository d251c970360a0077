// Brackets, separators and parts that are missing or too many.
#include "base/utf8.h"
#include "feel/remedy.h"

static bool is_comparison(const scene *s, size_t index)
{
    static const int signs[] = {'=', '<', '>', SYMBOL_NOT_EQUAL, SYMBOL_AT_MOST, SYMBOL_AT_LEAST};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        if (scene_is(s, index, signs[i]))
            return true;
    }
    return false;
}

static bool is_closing(const scene *s, size_t index)
{
    return scene_is(s, index, ')') || scene_is(s, index, ']') || scene_is(s, index, '}');
}

static bool is_at_end(const scene *s)
{
    return s->tokens[s->at].kind == TOKEN_END;
}

static bool wants(const scene *s, const char *what)
{
    return slice_starts_with(s->wanted, slice_of(what));
}

static bool say_hint(const scene *s, slice hint)
{
    return scene_say(s, s->at, s->at, (slice){NULL, 0}, hint);
}

/// `> 5` where an expression is wanted, and `years > 5 and < 10`.
static bool remedy_of_half_comparison(const scene *s)
{
    if (!is_comparison(s, s->at))
        return false;
    slice sign = scene_text(s, s->at);
    slice right = scene_right(s, s->at + 1);
    if (s->at == 0 && slice_is(sign, "="))
        return say_hint(s, SLICE("leave out the '=': an expression begins with its value"));
    if (s->at == 0)
        return scene_say(s, 0, 0, SLICE("nothing stands before the comparison"),
                         arena_format(s->arena,
                                      "what is compared stands before the sign, as in years %.*s %.*s",
                                      SLICE_ARG(sign), SLICE_ARG(right.len > 0 ? right : SLICE("5"))));
    slice before = scene_text(s, s->at - 1);
    if (slice_is(sign, "=") && (scene_is(s, s->at - 1, '<') || scene_is(s, s->at - 1, '>')))
        return scene_say(s, s->at - 1, s->at, SLICE("the sign is apart"),
                         arena_format(s->arena, "write '%.*s=' without a blank", SLICE_ARG(before)));
    if (!slice_is(before, "and") && !slice_is(before, "or"))
        return false;
    size_t earlier = s->at - 1;
    while (earlier > 0 && !is_comparison(s, earlier))
        earlier--;
    const bool in = earlier > 0 && slice_is(scene_text(s, earlier - 1), "in");
    slice left = scene_left(s, in ? earlier - 1 : earlier);
    return scene_say(s, s->at, s->at, SLICE("nothing stands before the comparison"),
                     arena_format(s->arena, "repeat what is compared: %.*s %.*s %.*s",
                                  SLICE_ARG(left.len > 0 ? left : SLICE("…")), SLICE_ARG(sign),
                                  SLICE_ARG(right.len > 0 ? right : SLICE("…"))));
}

// --- unary tests ---

/// `>= 5 and <= 10` as a range; `a or b` as two tests.
static bool remedy_of_joined_tests(const scene *s)
{
    slice word = scene_text(s, s->at);
    if (slice_is(word, "or"))
        return say_hint(s, SLICE("tests are separated by ',': one of them must hold"));
    if (!slice_is(word, "and"))
        return false;
    bool low = scene_is(s, 0, '>') || scene_is(s, 0, SYMBOL_AT_LEAST);
    bool high = scene_is(s, s->at + 1, '<') || scene_is(s, s->at + 1, SYMBOL_AT_MOST);
    slice first = scene_left(s, s->at);
    slice second = scene_right(s, s->at + 2);
    if (!low || !high || first.len == 0 || second.len == 0)
        return say_hint(s, SLICE("write '?' for the tested value in both: ? >= 5 and ? <= 10"));
    return say_hint(s, arena_format(s->arena, "write the range %c%.*s..%.*s%c",
                                    scene_is(s, 0, '>') ? '(' : '[', SLICE_ARG(first), SLICE_ARG(second),
                                    scene_is(s, s->at + 1, '<') ? ')' : ']'));
}

static bool remedy_of_tests(const scene *s)
{
    if (!s->parser->is_tests)
        return false;
    if (s->at == 0 && s->count == 2 && scene_is(s, 0, '*'))
        return say_hint(s, SLICE("the test that anything passes is '-'"));
    if (s->at == 0 && slice_is(scene_text(s, 0), "between")) {
        slice low = scene_right(s, 1);
        slice high = scene_right(s, 3);
        return say_hint(s, arena_format(s->arena, "write the range [%.*s..%.*s]",
                                        SLICE_ARG(low.len > 0 ? low : SLICE("5")),
                                        SLICE_ARG(high.len > 0 ? high : SLICE("10"))));
    }
    if (is_at_end(s) && s->at == 2 && scene_is(s, 1, '+'))
        return say_hint(s, arena_format(s->arena, "write >= %.*s", SLICE_ARG(scene_text(s, 0))));
    return remedy_of_joined_tests(s);
}

// --- keywords that are missing ---

/// The first token of an innermost call of `if` with brackets and commas, as a spreadsheet has it.
static bool is_if_call(const scene *s)
{
    size_t open = scene_open_bracket(s, s->at);
    return scene_is(s, s->at, ',') && open != SIZE_MAX && open > 0 && scene_is(s, open, '(') &&
           slice_is(scene_text(s, open - 1), "if");
}

/// Whether the loop that is not complete is one of `some` or `every`.
static bool is_quantified(const scene *s)
{
    bool found = false;
    bool ends = false;
    for (size_t i = s->at; i-- > 0 && !ends;) {
        slice word = scene_text(s, i);
        found = slice_is(word, "some") || slice_is(word, "every");
        ends = found || slice_is(word, "for");
    }
    return found;
}

/// `between (5, 10)`.
static bool is_pair_after_between(const scene *s)
{
    const size_t open = scene_open_bracket(s, s->at);
    return scene_is(s, s->at, ',') && open != SIZE_MAX && open > 0 && scene_is(s, open, '(') &&
           slice_is(scene_text(s, open - 1), "between");
}

static bool remedy_of_keyword(const scene *s)
{
    if (is_pair_after_between(s))
        return say_hint(s, SLICE("write 'and' between the two ends: between 5 and 10"));
    if (is_if_call(s))
        return say_hint(s, SLICE("write if … then … else …"));
    if (wants(s, "expected 'else'"))
        return say_hint(s, SLICE("'if' needs an 'else'; if there is nothing else, write else null"));
    if (wants(s, "expected 'then'"))
        return say_hint(s, SLICE("write if … then … else …"));
    if (wants(s, "expected 'satisfies'"))
        return say_hint(s, SLICE("write 'satisfies' before the condition"));
    if (wants(s, "expected 'return'"))
        return say_hint(s, SLICE("write 'return' before what is to be collected"));
    if (wants(s, "expected 'and'"))
        return say_hint(s, SLICE("write 'and' between the two ends: between 5 and 10, or in [5..10]"));
    if (wants(s, "expected the name of a variable") && scene_is(s, s->at, '(') && is_quantified(s))
        return say_hint(s, SLICE("write the loop without brackets: some x in list satisfies …"));
    if (wants(s, "expected the name of a variable") && scene_is(s, s->at, '('))
        return say_hint(s, SLICE("write the loop without brackets: for x in list return x"));
    if (wants(s, "expected the name of an entry") && s->tokens[s->at].kind == TOKEN_NUMBER)
        return say_hint(s, SLICE("a list stands in square brackets: [1, 2]"));
    if (wants(s, "expected the name of an entry after") && s->tokens[s->at].kind == TOKEN_STRING)
        return say_hint(s, SLICE("texts are joined with '+'"));
    if (wants(s, "expected 'in'") && is_quantified(s))
        return say_hint(s, SLICE("write 'in' after the name: some x in list satisfies …"));
    if (wants(s, "expected 'in'"))
        return say_hint(s, SLICE("write 'in' after the name: for x in list return x"));
    return false;
}

// --- brackets and separators ---

static bool remedy_of_separator(const scene *s)
{
    if (wants(s, "expected ':'") && !is_at_end(s))
        return say_hint(s, SLICE("write ':' after the name of an entry"));
    for (size_t i = s->at; i > 0 && i + 2 > s->at;
         i--) { // after a list's comma, ']' may have been read as an open range
        if (is_closing(s, i) && scene_is(s, i - 1, ','))
            return scene_say(s, i - 1, i - 1, SLICE("nothing follows the ','"),
                             SLICE("leave out the last ','"));
    }
    if (scene_is(s, s->at, ',') && wants(s, "expected an operator") && !s->parser->is_tests)
        return say_hint(s, SLICE("write 'and' if both must hold, 'or' if one must"));
    if (is_at_end(s) && s->at > 0 && (scene_is(s, s->at - 1, ',') || scene_is(s, s->at - 1, '.')))
        return scene_say(
            s, s->at - 1, s->at - 1,
            arena_format(s->arena, "nothing follows the '%.*s'", SLICE_ARG(scene_text(s, s->at - 1))),
            arena_format(s->arena, "leave out the '%.*s'", SLICE_ARG(scene_text(s, s->at - 1))));
    if (scene_is(s, s->at, SYMBOL_DOTS)) {
        slice low = scene_left(s, s->at);
        slice high = scene_right(s, s->at + 1);
        return say_hint(s, arena_format(s->arena, "a range stands in brackets: [%.*s..%.*s]",
                                        SLICE_ARG(low.len > 0 ? low : SLICE("1")),
                                        SLICE_ARG(high.len > 0 ? high : SLICE("9"))));
    }
    return false;
}

static bool remedy_of_bracket(const scene *s)
{
    size_t open = scene_open_bracket(s, s->at);
    if (is_closing(s, s->at) && open == SIZE_MAX)
        return scene_say(s, s->at, s->at, SLICE("no bracket is open here"),
                         SLICE("leave it out, or open a bracket before"));
    if (open == SIZE_MAX || (!is_at_end(s) && !is_closing(s, s->at)))
        return false;
    int symbol = s->tokens[open].symbol;
    if (scene_is(s, s->at, symbol == '(' ? ')' : symbol == '[' ? ']' : '}'))
        return false; // it is closed, but something is missing in it
    char closing = symbol == '(' ? ')' : symbol == '[' ? ']' : '}';
    slice from =
        slice_part(s->text, s->tokens[open].offset, s->tokens[s->at].offset - s->tokens[open].offset);
    return say_hint(s, arena_format(s->arena, "write '%c' to close '%.*s'", closing,
                                    SLICE_ARG(diag_quote(slice_trim(from)))));
}

/// A keyword without what belongs before it.
static bool remedy_of_stray_keyword(const scene *s)
{
    static const struct {
        const char *keyword, *hint;
    } known[] = {{"then", "write if … then … else …"},
                 {"else", "write if … then … else …"},
                 {"if", "'if' stands first: if … then … else …"},
                 {"for", "'for' stands first: for x in list return x"},
                 {"some", "'some' stands first: some x in list satisfies …"},
                 {"every", "'every' stands first: every x in list satisfies …"},
                 {"return", "an expression only gives a value: leave the word out"},
                 {"satisfies", "write some x in list satisfies …"}};
    slice word = scene_text(s, s->at);
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (slice_is(word, known[i].keyword) && s->tokens[s->at].kind == TOKEN_WORD &&
            (s->at == 0 || !wants(s, "expected a value")))
            return say_hint(s, slice_of(known[i].hint));
    }
    return false;
}

/// `memos[*].title`, `memos[].title`: all items, as other languages have them.
static bool remedy_of_all_items(const scene *s)
{
    const size_t open = scene_is(s, s->at, '*') && s->at > 0       ? s->at - 1
                        : s->at > 1 && scene_is(s, s->at - 1, ']') ? s->at - 2
                                                                   : SIZE_MAX;
    if (open == SIZE_MAX || !scene_is(s, open, '[') || scene_left(s, open).len == 0)
        return false;
    size_t entry = s->at;
    while (entry + 1 < s->count && s->tokens[entry].kind != TOKEN_WORD)
        entry++;
    const slice name = s->tokens[entry].kind == TOKEN_WORD ? scene_text(s, entry) : SLICE("…");
    return scene_say(s, open, s->at, (slice){NULL, 0},
                     arena_format(s->arena, "leave out the brackets: %.*s.%.*s has it of each item",
                                  SLICE_ARG(scene_left(s, open)), SLICE_ARG(name)));
}

/// A sign or keyword after which a value is missing: `a and`, `then else`, `+ 5`.
static bool remedy_of_missing_value(const scene *s)
{
    if (s->tokens[s->at].kind == TOKEN_BAD && scene_text(s, s->at).ptr[0] == '"')
        return say_hint(s, SLICE("write '\"' after the text"));
    if (!wants(s, "expected a value") || s->tokens[s->at].kind == TOKEN_BAD)
        return false;
    if (s->at == 0 || scene_is(s, s->at - 1, '(') || scene_is(s, s->at - 1, '[') ||
        scene_is(s, s->at - 1, ',')) {
        if (scene_is(s, s->at, '+'))
            return say_hint(s, SLICE("a number has no sign '+': leave it out"));
        return scene_is(s, s->at, '*') || scene_is(s, s->at, '/')
                   ? say_hint(s, SLICE("a value is missing before this"))
                   : false;
    }
    slice before = scene_text(s, s->at - 1);
    if (slice_is(before, "then") || slice_is(before, "else"))
        return say_hint(s, arena_format(s->arena,
                                        "a value is missing after '%.*s'; if there is none, write null",
                                        SLICE_ARG(before)));
    return say_hint(s, arena_format(s->arena, "a value is missing after '%.*s'", SLICE_ARG(before)));
}

/// Items that nothing separates, and lists in other brackets.
static bool remedy_of_list(const scene *s)
{
    size_t open = scene_open_bracket(s, s->at);
    if (open == SIZE_MAX || is_at_end(s))
        return false;
    const bool call = open > 0 && s->tokens[open - 1].kind == TOKEN_WORD;
    if (scene_is(s, s->at, ',') && scene_is(s, open, '(') && !call)
        return say_hint(s, SLICE("a list stands in square brackets: [1, 2]"));
    if (wants(s, "expected ','") && s->tokens[s->at].kind != TOKEN_BAD && scene_right(s, s->at).len > 0)
        return say_hint(s, SLICE("parts are separated by ','"));
    if (scene_is(s, open, '[') && scene_is(s, s->at, ')'))
        return say_hint(s, SLICE("write ']' to close the list; a range has two points: [5..10)"));
    return false;
}

/// Two values beside one another.
static bool remedy_of_missing_operator(const scene *s)
{
    if (!wants(s, "expected an operator") || scene_left(s, s->at).len == 0 ||
        scene_right(s, s->at).len == 0 || scene_is(s, s->at, '-'))
        return false;
    return say_hint(s, SLICE("an operator such as 'and', '=' or '+' is missing before this"));
}

bool remedy_of_structure(const scene *s)
{
    return remedy_of_half_comparison(s) || remedy_of_tests(s) || remedy_of_separator(s) ||
           remedy_of_keyword(s) || remedy_of_list(s) || remedy_of_bracket(s) || remedy_of_stray_keyword(s) ||
           remedy_of_all_items(s) || remedy_of_missing_value(s) || remedy_of_missing_operator(s);
}
