// Signs and words of other languages where FEEL expects something else.
#include "base/text.h"
#include "base/utf8.h"
#include "feel/foreign.h"
#include "feel/remedy.h"

static slice text_from(const scene *s, size_t index)
{
    return slice_part(s->text, s->tokens[index].offset, s->text.len);
}

static slice without_brackets(slice operand)
{
    bool bracketed = operand.len > 2 && operand.ptr[0] == '(' && operand.ptr[operand.len - 1] == ')';
    return bracketed ? slice_part(operand, 1, operand.len - 2) : operand;
}

/// A hint that fits an expression, as it fits a unary test.
static slice adapted(const scene *s, slice hint, slice right)
{
    if (!s->parser->is_tests)
        return hint;
    if (slice_is(hint, "write '!='") && right.len > 0)
        return arena_format(s->arena, "write not(%.*s)", SLICE_ARG(right));
    if (slice_is(hint, "write 'or'"))
        return SLICE("tests are separated by ','");
    return hint;
}

// --- signs ---

/// Says the row of which the sign begins at a token and takes `length` bytes.
static bool say_row(const scene *s, const foreign_row *row, size_t first, size_t length)
{
    size_t start = s->tokens[first].offset;
    size_t after = first;
    while (after < s->count - 1 && s->tokens[after].offset < start + length)
        after++;
    slice operands[] = {scene_left(s, first), scene_right(s, after)};
    slice written = slice_part(s->text, start, length);
    slice message = arena_format(s->arena, "FEEL has no '%.*s'", SLICE_ARG(written));
    bool dash = slice_is(slice_of(row->remedy), "write '-'");
    bool numbers = operands[0].len > 0 && operands[1].len > 0 && s->tokens[first].offset > 0 &&
                   s->tokens[first - 1].kind == TOKEN_NUMBER && s->tokens[after].kind == TOKEN_NUMBER;
    slice hint = adapted(s, foreign_remedy(s->arena, row, operands, 2), operands[1]);
    const bool is_arrow = slice_is(written, "=>") && first > 1 && s->tokens[first - 1].kind == TOKEN_WORD &&
                          scene_is(s, first - 2, '(');
    if (is_arrow) // items.map(x => …)
        hint = SLICE("a list is gone through by for x in list return …, and filtered by list[…]; a function "
                     "is written "
                     "function(x) x + 1");
    if (slice_is(written, ";"))
        message = SLICE("';' separates nothing in FEEL");
    const bool before_keyword =
        slice_is(scene_text(s, after), "then") || slice_is(scene_text(s, after), "else");
    if (slice_is(written, ";") && (s->tokens[after].kind == TOKEN_END || before_keyword))
        hint = SLICE("leave out the ';'");
    else if (dash && numbers)
        hint = arena_format(s->arena, "write '-'; a range is written [%.*s..%.*s]", SLICE_ARG(operands[0]),
                            SLICE_ARG(operands[1]));
    else if (slice_is(written, "!") || slice_is(written, "\xC2\xAC") || slice_is(written, "~"))
        hint = arena_format(s->arena, "write not(%.*s)",
                            SLICE_ARG(operands[1].len > 0 ? without_brackets(operands[1]) : SLICE("…")));
    *s->out = (syntax_remedy){start, length, message, hint};
    return true;
}

/// A sign of which a part was taken for a sign of FEEL, so that the error is at the rest of it.
static bool remedy_of_sign(const scene *s)
{
    for (size_t back = 2; back <= 2; back--) { // 2, 1, 0
        if (s->at < back)
            continue;
        size_t first = s->at - back;
        bool touches = true;
        for (size_t i = first; i < s->at; i++)
            touches = touches && scene_touches(s, i) &&
                      (s->tokens[i].kind == TOKEN_SYMBOL || s->tokens[i].kind == TOKEN_BAD);
        const foreign_row *row = touches ? foreign_sign(text_from(s, first)) : NULL;
        if (row == NULL)
            continue;
        size_t length = strlen(row->spelling);
        size_t end = s->tokens[first].offset + length;
        bool reaches = end > s->tokens[s->at].offset || (s->tokens[s->at].kind == TOKEN_END && back > 0);
        if (reaches)
            return say_row(s, row, first, length);
    }
    return false;
}

/// Signs of East Asian keyboards: the same signs, twice as wide.
static bool remedy_of_wide_sign(const scene *s)
{
    size_t offset = s->tokens[s->at].offset;
    size_t next = offset;
    uint32_t c = offset < s->text.len ? utf8_next(s->text, &next) : 0;
    if (c < 0xFF01 || c > 0xFF5E)
        return false;
    *s->out = (syntax_remedy){offset, next - offset, SLICE("this is a wide sign"),
                              arena_format(s->arena, "write '%c'", (int)(c - 0xFEE0))};
    return true;
}

// --- words ---

static bool is_word(const scene *s, size_t index)
{
    return index < s->count && s->tokens[index].kind == TOKEN_WORD;
}

/// The keyword that a word is in another case; NULL if it is none.
static const char *keyword_in_other_case(slice word)
{
    for (const char *const *keyword = feel_keywords(); *keyword != NULL; keyword++) {
        slice known = slice_of(*keyword);
        if (foreign_same_name(word, known) && !slice_equal(word, known))
            return *keyword;
    }
    return foreign_same_name(word, SLICE("not")) && !slice_is(word, "not") ? "not" : NULL;
}

/// True for `NOT IN`, which is a phrase of its own, and for `NOT years > 5`, which needs brackets too.
static bool is_more_than_case(const scene *s, size_t index)
{
    size_t length;
    const bool is_phrase = foreign_phrase(text_from(s, index), &length) != NULL;
    return (is_phrase && length > s->tokens[index].length) ||
           (index < s->at && foreign_same_name(scene_text(s, index), SLICE("not")));
}

/// `AND` at the error, or `If` before it.
static bool remedy_of_case(const scene *s)
{
    for (size_t back = 0; back < 2 && back <= s->at; back++) {
        size_t index = s->at - back;
        if (is_word(s, index) && is_more_than_case(s, index))
            continue;
        const char *keyword = is_word(s, index) ? keyword_in_other_case(scene_text(s, index)) : NULL;
        if (keyword != NULL)
            return scene_say(s, index, index, (slice){NULL, 0},
                             arena_format(s->arena, "write '%s' in lower case", keyword));
    }
    return false;
}

/// True if a variable of the scope is a list.
static bool is_list(const scene *s, slice name)
{
    size_t variable;
    if (!scope_find(s->parser->scope, name, &variable))
        return false;
    const feel_type *type = s->parser->scope->variables[variable].type;
    return type != NULL && type->kind == FEEL_TYPE_LIST;
}

/// `at least 5` as a unary test: the phrase stands first.
static bool remedy_of_first_phrase(const scene *s)
{
    size_t length = 0;
    const foreign_row *row = s->parser->is_tests && s->at > 0 && is_word(s, 0) &&
                                     !is_keyword(scene_text(s, 0)) && !slice_is(scene_text(s, 0), "not")
                                 ? foreign_phrase(text_from(s, 0), &length)
                                 : NULL;
    if (row == NULL || s->tokens[0].offset + length < scene_end(s, s->at - 1))
        return false;
    (void)say_row(s, row, 0, length);
    slice sign = s->out->hint; // "write '>='", of the value that follows
    size_t after = s->at;
    while (after < s->count - 1 && s->tokens[after].offset < s->tokens[0].offset + length)
        after++;
    slice value = scene_right(s, after);
    if (slice_starts_with(sign, SLICE("write '")) && sign.ptr[sign.len - 1] == '\'' && value.len > 0)
        s->out->hint = arena_format(s->arena, "write %.*s %.*s", SLICE_ARG(slice_part(sign, 7, sign.len - 8)),
                                    SLICE_ARG(value));
    return true;
}

static bool remedy_of_phrase(const scene *s)
{
    size_t length;
    const foreign_row *row = is_word(s, s->at) ? foreign_phrase(text_from(s, s->at), &length) : NULL;
    if (row == NULL || s->at == 0 || slice_starts_with(s->wanted, SLICE("expected the name")))
        return false;
    (void)say_row(s, row, s->at, length);
    slice left = scene_left(s, s->at);
    static const foreign_row in_list = {"contains", "write list contains({0}, {1})"};
    static const foreign_row in_text = {"contains", "write contains({0}, {1})"};
    bool contains = slice_starts_with(slice_of(row->remedy), SLICE("write contains("));
    if (contains && left.len > 0) {
        size_t after = s->at;
        while (after < s->count - 1 && s->tokens[after].offset < s->tokens[s->at].offset + length)
            after++;
        slice operands[] = {left, scene_right(s, after)};
        s->out->hint = foreign_remedy(s->arena, is_list(s, left) ? &in_list : &in_text, operands, 2);
        if (!is_list(s, left))
            s->out->hint =
                arena_format(s->arena, "%.*s; of a list, list contains(…)", SLICE_ARG(s->out->hint));
    }
    return true;
}

/// What follows up to `and`, `or`, a comma, a closing bracket or the end.
static slice clause_from(const scene *s, size_t from)
{
    size_t last = from;
    size_t depth = 0;
    bool is_between = false; // its 'and' belongs to it
    for (size_t i = from; i < s->count - 1; i++) {
        slice word = scene_text(s, i);
        bool opens = scene_is(s, i, '(') || scene_is(s, i, '[') || scene_is(s, i, '{');
        bool closes = scene_is(s, i, ')') || scene_is(s, i, ']') || scene_is(s, i, '}');
        const bool joins = foreign_same_name(word, SLICE("and")) && !is_between;
        if (depth == 0 && (closes || joins || foreign_same_name(word, SLICE("or")) ||
                           foreign_same_name(word, SLICE("then")) || scene_is(s, i, ',')))
            break;
        is_between = foreign_same_name(word, SLICE("between")) ||
                     (is_between && !foreign_same_name(word, SLICE("and")));
        depth += opens;
        depth -= closes && depth > 0;
        last = i;
    }
    return utf8_shortened(
        slice_part(s->text, s->tokens[from].offset, scene_end(s, last) - s->tokens[from].offset), 60);
}

/// `not years > 5`, `exists x in …`: a word that begins what FEEL writes otherwise.
static bool remedy_of_opener(const scene *s)
{
    static const foreign_row openers[] = {
        {"from", "a range is written [5..10]"},
        {"exists", "write some … in … satisfies …"},
        {"any", "write some … in … satisfies …"},
        {"is there", "write some … in … satisfies …"},
        {"all", "write every … in … satisfies …"},
        {"each", "write every … in … satisfies …, or for … in … return …"},
        {"forall", "write every … in … satisfies …"},
        {"foreach", "write for … in … return …"},
        {"while", "write for … in … return …"},
        {"case", "write if … then … else …"},
        {"when", "write if … then … else …"},
        {"switch", "write if … then … else if … then … else …"},
        {"select", "an expression only gives a value: leave the word out"},
        {"where", "an expression only gives a value: leave the word out"},
        {"return", "an expression only gives a value: leave the word out"},
        {"set", "an expression only gives a value: leave the word out"},
        {"let", "a context gives names to values: {a: 1, b: a + 1}.b"},
        {"var", "a context gives names to values: {a: 1, b: a + 1}.b"},
        {"const", "a context gives names to values: {a: 1, b: a + 1}.b"},
        {"def", "write function(a, b) a + b"},
        {"lambda", "write function(a, b) a + b"},
        {"unless", "write not(…)"},
        {"neither", "write not(… or …)"},
        {"either", "write … or …"},
        {"both", "write … and …"},
        {"try", "what cannot be computed is null: leave the word out"},
        {"assert", "an expression only gives a value: leave the word out"},
        {"require", "an expression only gives a value: leave the word out"},
        {"new", "leave the word out: date(\"2026-01-31\")"},
        {"date", "write @\"2026-01-31\", or date(\"2026-01-31\")"},
        {"time", "write @\"09:30:00\", or time(\"09:30:00\")"},
        {"duration", "write @\"P3D\", or duration(\"P3D\")"},
        {"interval", "write @\"P3D\", or duration(\"P3D\")"},
    };
    if (s->at == 0 || !is_word(s, s->at - 1))
        return false;
    slice before = scene_text(s, s->at - 1);
    if (foreign_same_name(before, SLICE("not")) && s->tokens[s->at].kind != TOKEN_END)
        return scene_say(s, s->at - 1, s->at - 1, (slice){NULL, 0},
                         arena_format(s->arena, "write not(%.*s)", SLICE_ARG(clause_from(s, s->at))));
    size_t rows;
    const slice function = scene_left(s, s->at);
    if (function.len > before.len && builtin_find(function, &rows) != NULL)
        return false; // "case" of "upper case"
    for (size_t i = 0; i < sizeof openers / sizeof *openers; i++) {
        if (foreign_same_name(before, slice_of(openers[i].spelling)))
            return scene_say(s, s->at - 1, s->at - 1, (slice){NULL, 0}, slice_of(openers[i].remedy));
    }
    return false;
}

/// `count skills`, `number of skills`: a function without brackets.
static bool remedy_of_bare_function(const scene *s)
{
    const bool of = slice_is(scene_text(s, s->at), "of");
    slice name = scene_left(s, s->at);
    slice right = scene_right(s, of ? s->at + 1 : s->at);
    size_t rows;
    if (of && slice_is(name, "number"))
        name = SLICE("count");
    else if (name.len == 0 || builtin_find(name, &rows) == NULL)
        return false;
    if (right.len == 0)
        return false;
    size_t first = s->at;
    const slice words = scene_left(s, s->at);
    while (first > 0 && s->tokens[first].offset > (size_t)(words.ptr - s->text.ptr))
        first--;
    if (slice_is(name, "range") && first > 0 && slice_is(scene_text(s, first - 1), "in"))
        return scene_say(s, first, s->at - 1, (slice){NULL, 0},
                         arena_format(s->arena, "a range is written [%.*s..10]", SLICE_ARG(right)));
    return scene_say(s, first, of ? s->at : s->at - 1, (slice){NULL, 0},
                     arena_format(s->arena, "call the function with brackets: %.*s(%.*s)", SLICE_ARG(name),
                                  SLICE_ARG(without_brackets(right))));
}

/// The words before and after the error as one run: [first, last].
static void word_run(const scene *s, size_t *first, size_t *last)
{
    *first = *last = s->at;
    while (*first > 0 && is_word(s, *first - 1) && !is_keyword(scene_text(s, *first - 1)))
        (*first)--;
    while (is_word(s, *last + 1) && !is_keyword(scene_text(s, *last + 1)))
        (*last)++;
}

/// `Upper Case(x)`: a function of several words, in another case.
static bool remedy_of_spaced_function(const scene *s, size_t first, size_t last)
{
    slice run = slice_part(s->text, s->tokens[first].offset, scene_end(s, last) - s->tokens[first].offset);
    for (size_t i = 0; scene_is(s, last + 1, '(') && i < feel_function_count(); i++) {
        slice name = feel_function_describe(s->arena, i).name;
        if (foreign_same_name(run, name))
            return scene_say(s, first, last, (slice){NULL, 0},
                             arena_format(s->arena, "did you mean '%.*s'?", SLICE_ARG(name)));
    }
    return false;
}

/// `Full name`: a name of several words, in another case.
static bool remedy_of_spaced_name(const scene *s, size_t first, size_t last)
{
    slice run = slice_part(s->text, s->tokens[first].offset, scene_end(s, last) - s->tokens[first].offset);
    for (size_t i = 0; i < s->parser->scope->count; i++) {
        slice name = s->parser->scope->variables[i].name;
        if (foreign_same_name(run, name))
            return scene_say(
                s, first, last,
                arena_format(s->arena, "nothing has the name '%.*s'", SLICE_ARG(diag_quote(run))),
                arena_format(s->arena, "did you mean '%.*s'?", SLICE_ARG(name)));
    }
    return false;
}

/// `size = very large`: words that name nothing, where a text may stand.
static bool remedy_of_words(const scene *s)
{
    size_t first;
    size_t last;
    if (s->at == 0 || !is_word(s, s->at) || !is_word(s, s->at - 1) || is_keyword(scene_text(s, s->at)))
        return false;
    word_run(s, &first, &last);
    if (first == s->at)
        return false;
    if (remedy_of_spaced_function(s, first, last) || remedy_of_spaced_name(s, first, last))
        return true;
    size_t variable;
    slice run = slice_part(s->text, s->tokens[first].offset, scene_end(s, last) - s->tokens[first].offset);
    bool beside = first == 0 ? s->parser->is_tests
                             : scene_is(s, first - 1, '=') || scene_is(s, first - 1, SYMBOL_NOT_EQUAL) ||
                                   scene_is(s, first - 1, '(') || scene_is(s, first - 1, '[') ||
                                   scene_is(s, first - 1, ',') || slice_is(scene_text(s, first - 1), "in");
    if (!beside || scope_find(s->parser->scope, scene_text(s, first), &variable))
        return false;
    return scene_say(s, first, last,
                     arena_format(s->arena, "nothing has the name '%.*s'", SLICE_ARG(diag_quote(run))),
                     arena_format(s->arena, "a text stands in quotes: \"%.*s\"", SLICE_ARG(run)));
}

bool remedy_of_foreign(const scene *s)
{
    if (slice_starts_with(s->wanted, SLICE("expected 'satisfies'")) ||
        slice_starts_with(s->wanted, SLICE("expected 'return'")) ||
        slice_starts_with(s->wanted, SLICE("expected 'and'"))) // whatever is here, that keyword is missing
        return remedy_of_case(s);
    return remedy_of_wide_sign(s) || remedy_of_sign(s) || remedy_of_case(s) || remedy_of_first_phrase(s) ||
           remedy_of_phrase(s) || remedy_of_opener(s) || remedy_of_bare_function(s) || remedy_of_words(s);
}
