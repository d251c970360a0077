// Literals as they are written elsewhere: quotes of all kinds, numbers with commas, blanks and units, dates without quotes.
#include "base/text.h"
#include "base/utf8.h"
#include "feel/foreign.h"
#include "feel/remedy.h"
#include "feel/remedy_temporal.h"

// --- quotes ---

/// The bytes of a quotation mark at the beginning of the text; 0 if there is none.
static size_t quote_length(slice text)
{
    static const char *const marks[] = {"'",
                                        "`",
                                        "\xC2\xB4",
                                        "\xE2\x80\x98",
                                        "\xE2\x80\x99",
                                        "\xE2\x80\x9A",
                                        "\xE2\x80\x9B",
                                        "\xE2\x80\x9C",
                                        "\xE2\x80\x9D",
                                        "\xE2\x80\x9E",
                                        "\xE2\x80\x9F",
                                        "\xC2\xAB",
                                        "\xC2\xBB",
                                        "\xE2\x80\xB9",
                                        "\xE2\x80\xBA",
                                        "\xE2\x80\xB2",
                                        "\xE2\x80\xB3",
                                        "\xE3\x80\x8C",
                                        "\xE3\x80\x8D",
                                        "\xEF\xBC\x82",
                                        "\xEF\xBC\x87"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (slice_starts_with(text, slice_of(marks[i])))
            return strlen(marks[i]);
    }
    return 0;
}

static slice rest_from(const scene *s, size_t offset)
{
    return slice_part(s->text, offset, s->text.len);
}

static bool say_quoted(const scene *s, size_t start, size_t inner, size_t inner_end, size_t end)
{
    slice content = slice_part(s->text, inner, inner_end - inner);
    slice hint = arena_format(s->arena, "a text stands in straight double quotes: \"%.*s\"",
                              SLICE_ARG(utf8_shortened(content, 60)));
    *s->out = (syntax_remedy){start, end - start, SLICE("FEEL has no quotes of this kind"), hint};
    return true;
}

static bool remedy_of_quotes(const scene *s)
{
    size_t start = s->tokens[s->at].offset;
    size_t mark = quote_length(rest_from(s, start));
    if (mark == 0)
        return false;
    for (size_t at = start + mark; at < s->text.len;) {
        slice here = rest_from(s, at);
        size_t closing = here.ptr[0] == '"' ? 1 : quote_length(here);
        if (slice_starts_with(here, SLICE("''"))) { // a mark in a text is doubled in other languages
            at += 2;
            continue;
        }
        if (closing > 0)
            return say_quoted(s, start, start + mark, at, at + closing);
        (void)utf8_next(s->text, &at);
    }
    return say_quoted(s, start, start + mark, s->text.len, s->text.len);
}

/// `"say "hi" now"`: a word that touches a text.
static bool remedy_of_inner_quotes(const scene *s)
{
    if (s->at == 0 || s->tokens[s->at - 1].kind != TOKEN_STRING || !scene_touches(s, s->at - 1) ||
        (s->tokens[s->at].kind != TOKEN_WORD && s->tokens[s->at].kind != TOKEN_STRING))
        return false;
    return scene_say(s, s->at, s->at, SLICE("the text ended before this"),
                     SLICE("write \\\" for a quotation mark inside a text"));
}

// --- dates and times without quotes ---

static bool is_in_run(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' ||
           c == '/' || c == ':' || c == '-' || c == '#' || c == '@';
}

/// `name[0:3]`: a part of a text, as other languages have it.
static bool remedy_of_part(const scene *s, size_t start)
{
    size_t open = s->at;
    while (open > 0 && s->tokens[open].offset >= start)
        open--;
    const slice whole = scene_left(s, open);
    if (!scene_is(s, open, '[') || whole.len == 0 || scene_is(s, s->at, ']'))
        return false;
    return scene_say(s, open, s->at, SLICE("this is no filter"),
                     arena_format(s->arena,
                                  "write substring(%.*s, 1, 3) of a text, sublist(%.*s, 1, 3) of a list",
                                  SLICE_ARG(whole), SLICE_ARG(whole)));
}

static bool remedy_of_date(const scene *s)
{
    size_t start = s->tokens[s->at].offset;
    size_t end = start;
    if (start >= s->text.len || !is_in_run(s->text.ptr[start]))
        return false;
    while (start > 0 && is_in_run(s->text.ptr[start - 1]))
        start--;
    while (end < s->text.len && is_in_run(s->text.ptr[end]))
        end++;
    slice run = slice_part(s->text, start, end - start);
    slice inner = run;
    while (inner.len > 0 && (inner.ptr[0] == '#' || inner.ptr[0] == '@'))
        inner = slice_part(inner, 1, inner.len - 1);
    while (inner.len > 0 && inner.ptr[inner.len - 1] == '#')
        inner.len--;
    temporal_remedy found;
    if (memchr(run.ptr, ':', run.len) != NULL && remedy_of_part(s, start))
        return true;
    if (inner.len == 0 || inner.ptr[0] < '0' || inner.ptr[0] > '9' ||
        !temporal_remedy_of(s->arena, inner, WISH_ANY, "@", &found) || found.instead.len == 0)
        return false;
    slice hint =
        arena_format(s->arena, "dates, times and durations stand in quotes: %.*s", SLICE_ARG(found.instead));
    *s->out = (syntax_remedy){start, run.len, (slice){NULL, 0}, hint};
    return true;
}

/// @"31.12.2024": a literal that is none.
static bool remedy_of_at_literal(const scene *s)
{
    if (s->tokens[s->at].kind != TOKEN_AT_STRING || s->tokens[s->at].length < 3)
        return false;
    slice inner = slice_part(s->text, s->tokens[s->at].offset + 2, s->tokens[s->at].length - 3);
    temporal_remedy found;
    bool known = temporal_remedy_of(s->arena, inner, WISH_ANY, "@", &found);
    slice hint = known && found.instead.len > 0
                     ? arena_format(s->arena, "write %.*s", SLICE_ARG(found.instead))
                     : slice_of(temporal_form(WISH_ANY));
    slice message = SLICE("this is no date, time, date and time or duration");
    return scene_say(s, s->at, s->at, known && found.problem.len > 0 ? found.problem : message, hint);
}

// --- numbers ---

static bool is_number(const scene *s, size_t index)
{
    return index < s->count && s->tokens[index].kind == TOKEN_NUMBER;
}

static slice without(arena *a, slice text, const char *characters)
{
    text_builder out = {.arena = a};
    for (size_t i = 0; i < text.len; i++) {
        if (strchr(characters, text.ptr[i]) == NULL)
            text_add_byte(&out, text.ptr[i]);
    }
    return text_result(&out);
}

/// True if the tokens from `first` on are groups of three digits after commas: `,000,000`. `*last` is the last of them.
static bool are_groups(const scene *s, size_t first, size_t *last)
{
    size_t at = first;
    while (scene_is(s, at, ',') && scene_touches(s, at - 1) && scene_touches(s, at) && is_number(s, at + 1) &&
           s->tokens[at + 1].length >= 3) {
        slice digits = scene_text(s, at + 1);
        if (digits.len > 3 && digits.ptr[3] != '.')
            return false;
        at += 2;
    }
    *last = at - 1;
    return at > first;
}

/// `0,75`, `1,000`, `1.000,50`: the comma at which the parser stopped.
static bool remedy_of_comma(const scene *s)
{
    size_t comma = s->at;
    if (comma == 0 || !scene_is(s, comma, ',') || !is_number(s, comma - 1) || !is_number(s, comma + 1) ||
        !scene_touches(s, comma - 1) || !scene_touches(s, comma))
        return false;
    slice whole = scene_text(s, comma - 1);
    size_t last = comma + 1;
    slice text;
    if (whole.ptr[0] != '0' && whole.len <= 3 && are_groups(s, comma, &last)) {
        size_t start = s->tokens[comma - 1].offset;
        text = without(s->arena, slice_part(s->text, start, scene_end(s, last) - start), ",");
        text = arena_format(s->arena, "a number is written without separators: %.*s", SLICE_ARG(text));
    } else {
        text = arena_format(s->arena, "a number has a decimal point: %.*s.%.*s",
                            SLICE_ARG(without(s->arena, whole, ".")), SLICE_ARG(scene_text(s, comma + 1)));
    }
    return scene_say(s, comma - 1, last, SLICE("FEEL reads this as two numbers"), text);
}

/// `1 000`, `1_000`, `1'000`: what follows a number.
static bool remedy_of_digits(const scene *s)
{
    size_t first = s->at;
    slice here = scene_text(s, s->at);
    if (s->at == 0 || !is_number(s, first - 1) || here.len == 0)
        return false;
    bool digits = s->tokens[s->at].kind == TOKEN_NUMBER || here.ptr[0] == '_';
    for (size_t i = 0; i < here.len; i++)
        digits = digits &&
                 ((here.ptr[i] >= '0' && here.ptr[i] <= '9') || here.ptr[i] == '_' || here.ptr[i] == '.');
    size_t last = s->at;
    if (!digits && slice_is(here, "'") && is_number(s, s->at + 1))
        last = s->at + 1;
    else if (!digits)
        return false;
    while (is_number(s, last + 1))
        last++;
    for (size_t i = first; i <= last; i++) { // blanks separate groups of three digits
        bool apart = !scene_touches(s, i - 1);
        if (apart && (s->tokens[i].length < 3 || (s->tokens[i].length > 3 && scene_text(s, i).ptr[3] != '.')))
            return false;
    }
    size_t start = s->tokens[first - 1].offset;
    slice text = without(s->arena, slice_part(s->text, start, scene_end(s, last) - start), " _'");
    return scene_say(s, first - 1, last, SLICE("a number ended before this"),
                     arena_format(s->arena, "a number is written without separators: %.*s", SLICE_ARG(text)));
}

/// `memos.0.title`: a position after a point.
static bool remedy_of_position(const scene *s)
{
    if (s->at == 0 || s->tokens[s->at].kind != TOKEN_NUMBER || s->tokens[s->at - 1].kind != TOKEN_WORD ||
        !scene_touches(s, s->at - 1) || scene_text(s, s->at).ptr[0] != '.')
        return false;
    slice digits = slice_part(scene_text(s, s->at), 1, s->tokens[s->at].length);
    return scene_say(s, s->at, s->at, (slice){NULL, 0},
                     arena_format(s->arena, "an item is chosen with brackets, from 1 on: %.*s[%.*s]",
                                  SLICE_ARG(scene_text(s, s->at - 1)),
                                  SLICE_ARG(slice_is(digits, "0") ? SLICE("1") : digits)));
}

static slice scaled(arena *a, slice number, int64_t factor, bool divide)
{
    decimal d;
    decimal by = decimal_from_int64(factor);
    if (!decimal_parse(number, &d) || !(divide ? decimal_divide(d, by, &d) : decimal_multiply(d, by, &d)))
        return number;
    return feel_to_literal(a, feel_number(a, d));
}

/// `5%` at the end of an operand, `5% of pay`; `a % b` is a remainder.
static bool remedy_of_percent(const scene *s)
{
    if (s->at == 0 || !slice_is(scene_text(s, s->at), "%") || !is_number(s, s->at - 1))
        return false;
    slice number = scene_text(s, s->at - 1);
    const bool of = s->at + 1 < s->count && slice_is(scene_text(s, s->at + 1), "of");
    const slice whole = scene_right(s, of ? s->at + 2 : s->at + 1);
    if (of && whole.len > 0)
        return scene_say(s, s->at - 1, s->at + 1, SLICE("FEEL has no '%'"),
                         arena_format(s->arena, "write %.*s * %.*s",
                                      SLICE_ARG(scaled(s->arena, number, 100, true)), SLICE_ARG(whole)));
    if (whole.len > 0)
        return false;
    return scene_say(s, s->at, s->at, SLICE("FEEL has no '%'"),
                     arena_format(s->arena, "write %.*s, or %.*s if that is how the value is stated",
                                  SLICE_ARG(scaled(s->arena, number, 100, true)), SLICE_ARG(number)));
}

static bool is_currency(slice text)
{
    static const char *const marks[] = {"$",        "\xE2\x82\xAC", "\xC2\xA3",
                                        "\xC2\xA5", "\xE2\x82\xB9", "\xC2\xA2"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (slice_is(text, marks[i]))
            return true;
    }
    return false;
}

/// `1 January 2020`.
static bool remedy_of_spoken_date(const scene *s)
{
    temporal_remedy found;
    if (s->at + 1 >= s->count || s->tokens[s->at].kind != TOKEN_WORD || !is_number(s, s->at + 1))
        return false;
    const size_t start = s->tokens[s->at - 1].offset;
    const slice date = slice_part(s->text, start, scene_end(s, s->at + 1) - start);
    if (!temporal_remedy_of(s->arena, date, WISH_DATE, "@", &found) || found.instead.len == 0)
        return false;
    return scene_say(
        s, s->at - 1, s->at + 1, (slice){NULL, 0},
        arena_format(s->arena, "dates, times and durations stand in quotes: %.*s", SLICE_ARG(found.instead)));
}

/// `USD 50`: a word of three capital letters that names nothing.
static bool remedy_of_currency_code(const scene *s)
{
    size_t variable;
    const slice code = s->at > 0 ? scene_text(s, s->at - 1) : (slice){NULL, 0};
    bool is_code = code.len == 3 && s->tokens[s->at - 1].kind == TOKEN_WORD && is_number(s, s->at) &&
                   !scope_find(s->parser->scope, code, &variable);
    for (size_t i = 0; i < code.len; i++)
        is_code = is_code && code.ptr[i] >= 'A' && code.ptr[i] <= 'Z';
    return is_code && !foreign_same_name(code, SLICE("and")) && !foreign_same_name(code, SLICE("not")) &&
           scene_say(s, s->at - 1, s->at, (slice){NULL, 0},
                     arena_format(s->arena, "a number stands without a unit: %.*s",
                                  SLICE_ARG(scene_text(s, s->at))));
}

/// `$50`, `50 €`, `50 EUR`, `5 years`, `5k`.
static bool remedy_of_unit(const scene *s)
{
    slice here = scene_text(s, s->at);
    if (remedy_of_currency_code(s))
        return true;
    if (is_currency(here) && is_number(s, s->at + 1)) {
        size_t last = s->at + 1;
        if (!are_groups(s, s->at + 2, &last))
            last = s->at + 1;
        size_t start = s->tokens[s->at + 1].offset;
        slice digits = without(s->arena, slice_part(s->text, start, scene_end(s, last) - start), ",");
        return scene_say(
            s, s->at, last, SLICE("a number has no sign of a currency"),
            arena_format(s->arena, "write it without a sign of a currency: %.*s", SLICE_ARG(digits)));
    }
    if (s->at == 0 || !is_number(s, s->at - 1) || here.len == 0)
        return false;
    slice number = scene_text(s, s->at - 1);
    feel_value amount = feel_null();
    decimal d;
    int64_t whole = -1;
    if (decimal_parse(number, &d))
        amount = feel_number(s->arena, d);
    if (!feel_to_int64(amount, &whole))
        whole = -1;
    slice duration = temporal_unit_text(s->arena, whole, here);
    size_t foreign_length;
    slice hint;
    if (remedy_of_spoken_date(s))
        return true;
    if (slice_is(here, "k") || slice_is(here, "K"))
        hint = arena_format(s->arena, "write the number out: %.*s",
                            SLICE_ARG(scaled(s->arena, number, 1000, false)));
    else if (duration.len > 0)
        hint = arena_format(s->arena, "write %.*s, or the duration @\"%.*s\"", SLICE_ARG(number),
                            SLICE_ARG(duration));
    else if (is_currency(here) ||
             (s->tokens[s->at].kind == TOKEN_WORD && !is_keyword(here) &&
              foreign_phrase(rest_from(s, s->tokens[s->at].offset), &foreign_length) == NULL &&
              !foreign_same_name(here, SLICE("and")) && !foreign_same_name(here, SLICE("or")) &&
              !foreign_same_name(here, SLICE("then")) && !foreign_same_name(here, SLICE("else"))))
        hint = arena_format(s->arena, "a number stands without a unit: %.*s", SLICE_ARG(number));
    else
        return false;
    return scene_say(s, s->at, s->at, (slice){NULL, 0}, hint);
}

bool remedy_of_literal(const scene *s)
{
    return remedy_of_at_literal(s) || remedy_of_date(s) || remedy_of_digits(s) || remedy_of_quotes(s) ||
           remedy_of_inner_quotes(s) || remedy_of_comma(s) || remedy_of_position(s) || remedy_of_percent(s) ||
           remedy_of_unit(s);
}
