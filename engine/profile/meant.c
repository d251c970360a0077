// A recogniser looks at a value that does not fit and says what to write instead, or leaves it to the next one.
#include "profile/meant.h"

#include "base/limits.h"
#include "base/pieces.h"
#include "profile/misfit.h"
#include "profile/not_known.h"
#include "profile/said_choice.h"
#include "profile/said_date.h"
#include "profile/said_nothing.h"
#include "profile/said_number.h"
#include "profile/said_words.h"

// --- what is not known, and what is nothing ---

void misfit_hint_not_known(const fact *f, diag_list *diags)
{
    if (f->required || f->derived)
        diag_hint(diags, "leave it empty, or write null: what is not known never counts as no or as zero");
    else
        diag_hint(diags,
                  "leave it empty, or add " NOT_KNOWN_KEY
                  ": [%.*s], so that nobody asks for it again; it never counts as no or as zero",
                  SLICE_ARG(f->name));
}

static bool says_none(misfit *m)
{
    if (m->type->kind != FEEL_TYPE_LIST || m->written->kind != YAML_SCALAR || !said_none(m->text))
        return false;
    diag_hint(m->diags, "none is written []");
    return true;
}

static bool says_unknown(misfit *m)
{
    if (m->written->kind != YAML_SCALAR ||
        !(said_unknown(m->text) || (m->type->kind != FEEL_TYPE_BOOLEAN && slice_is(m->text, "none"))))
        return false;
    if (m->type->kind == FEEL_TYPE_NUMBER && slice_is(m->text, "none"))
        diag_hint(m->diags,
                  "write 0, or leave it empty if it is not known: unknown never counts as no or zero");
    else
        misfit_hint_not_known(m->fact, m->diags);
    return true;
}

// --- quotation marks of word processors ---

/// U+2018 to U+201F.
static bool is_curly(slice text, size_t at)
{
    return at + 3 <= text.len && memcmp(text.ptr + at, "\xE2\x80", 2) == 0 &&
           (unsigned char)text.ptr[at + 2] >= 0x98 && (unsigned char)text.ptr[at + 2] <= 0x9F;
}

bool misfit_is_in_curly_quotes(slice text)
{
    return text.len >= 6 && is_curly(text, 0) && is_curly(text, text.len - 3);
}

static bool has_curly_quotes(misfit *m)
{
    slice text = slice_trim(m->written->text);
    if (m->written->kind != YAML_SCALAR ||
        !(is_curly(text, 0) || (text.len >= 3 && is_curly(text, text.len - 3))))
        return false;
    slice inner = is_curly(text, 0) ? slice_part(text, 3, text.len) : text;
    inner = inner.len >= 3 && is_curly(inner, inner.len - 3) ? slice_part(inner, 0, inner.len - 3) : inner;
    diag_hint(m->diags, "curly quotes do not quote: write straight ones, or none");
    diag_hint_value(m->diags, ": %.*s", SLICE_ARG(diag_quote(inner)));
    return true;
}

// --- numbers ---

/// True if a year of these centuries stands in the text.
static bool has_year(slice text)
{
    bool found = false;
    for (size_t i = 0; i + 4 <= text.len && !found; i++) {
        const bool begins = i == 0 || !said_is_digit(text.ptr[i - 1]);
        const bool ends = i + 4 == text.len || !said_is_digit(text.ptr[i + 4]);
        const bool is_century =
            text.ptr[i] == '1' ? text.ptr[i + 1] == '9' : text.ptr[i] == '2' && text.ptr[i + 1] == '0';
        found =
            begins && ends && is_century && said_is_digit(text.ptr[i + 2]) && said_is_digit(text.ptr[i + 3]);
    }
    return found;
}

/// A date, if a number of months or the like is asked for.
static bool is_date_for_number(misfit *m)
{
    const said_date date = said_date_of(m->text, feel_null(), SAID_PAST);
    if (date.count == 0 || date.is_year_only || !has_year(m->text))
        return false;
    if (said_time_unit(m->fact->unit) != '\0')
        diag_hint(m->diags, "this is a date: write how many %.*s lie between it and now, as a number",
                  SLICE_ARG(m->fact->unit));
    else
        diag_hint(m->diags, "this is a date: write a number");
    return true;
}

static bool is_no_number(misfit *m)
{
    decimal d;
    if (m->type->kind != FEEL_TYPE_NUMBER || m->written->kind != YAML_SCALAR || decimal_parse(m->text, &d))
        return false;
    if (is_date_for_number(m))
        return true;
    const said_number said = said_number_of(m->text, m->fact);
    if (said.kind == SAID_NO_NUMBER)
        diag_hint(m->diags, "write a number in digits, such as 3, or leave it empty if it is not known");
    else if (said.kind == SAID_SEVERAL_NUMBERS || said.kind == SAID_LIMIT)
        diag_hint(m->diags, "write one number alone");
    else if (said.is_converted)
        diag_hint(m->diags, "a number alone, without words, in %.*s", SLICE_ARG(m->fact->unit));
    else
        diag_hint(m->diags, said_has_letters(m->text) ? "a number alone, without words" : "a number alone");
    if (said.kind == SAID_SEVERAL_NUMBERS || said.kind == SAID_LIMIT)
        diag_hint_value(m->diags, ", such as %.12g", said.value);
    else if (said.kind != SAID_NO_NUMBER && said.has_alternative)
        diag_hint_value(m->diags, ": %.12g or %.12g", said.value, said.alternative);
    else if (said.kind != SAID_NO_NUMBER)
        diag_hint_value(m->diags, ": %.12g", said.value);
    return true;
}

/// A number with a fraction, for something that is counted.
static bool is_no_whole(misfit *m)
{
    decimal d;
    if (!m->type->whole || m->written->kind != YAML_SCALAR || !decimal_parse(m->text, &d) ||
        decimal_is_integer(d))
        return false;
    diag_hint(m->diags, "write it without a fraction, as it is counted in whole numbers");
    return true;
}

/// A number that was read, but is not allowed.
static bool is_out_of_range(misfit *m)
{
    const slice bounds = said_bounds_of(m->arena, m->fact);
    if (m->written->kind != YAML_SCALAR || m->type->kind != FEEL_TYPE_NUMBER || bounds.len == 0)
        return false;
    diag_hint(m->diags, "%.*s", SLICE_ARG(bounds));
    return true;
}

// --- true or false ---

static bool is_no_boolean(misfit *m)
{
    if (m->type->kind != FEEL_TYPE_BOOLEAN || m->written->kind != YAML_SCALAR)
        return false;
    slice rest = m->text;
    slice word = {0};
    (void)said_next_word(&rest, &word);
    feel_truth said = said_yes_or_no(m->text);
    said = said == FEEL_UNKNOWN && word.len > 0 ? said_yes_or_no(word) : said;
    if (said == FEEL_UNKNOWN || m->diags->hides_values)
        diag_hint(m->diags, "write true or false, or leave it empty if it is not known");
    else
        diag_hint(m->diags, "write %s: readers of YAML do not agree on yes and no, on and off",
                  said == FEEL_TRUE ? "true" : "false");
    return true;
}

// --- dates ---

static bool is_no_date(misfit *m)
{
    if (m->type->kind != FEEL_TYPE_DATE || m->written->kind != YAML_SCALAR)
        return false;
    const said_date said = said_date_of(m->text, feel_null(), SAID_NEAREST);
    const said_day d = said.readings[0];
    if (said.count == 0 || said.is_guess || d.month < 1 || d.month > 12 || d.day < 1 || d.day > 31) {
        diag_hint(m->diags, "write year, month and day: 2026-01-31");
        return true;
    }
    slice meant = arena_format(m->arena, "%04d-%02u-%02u", (int)d.year, d.month, d.day);
    if (slice_equal(meant, m->text))
        diag_hint(m->diags, "the month has no such day: check the date");
    else
        diag_hint(m->diags, "write the year first, then the month, then the day");
    if (!slice_equal(meant, m->text))
        diag_hint_value(m->diags, ": %.*s%s", SLICE_ARG(meant),
                        said.count > 1 ? ", if you mean that day" : "");
    return true;
}

// --- allowed values ---

/// "'a', 'b' or 'c'".
static slice list_of(arena *a, const slice *values, size_t count)
{
    text_builder out = {.arena = a};
    for (size_t i = 0; i < count; i++)
        text_add_format(&out, "%s'%.*s'", i == 0 ? "" : i + 1 == count ? " or " : ", ", SLICE_ARG(values[i]));
    return text_result(&out);
}

/// Several values in one text, each of which is allowed.
static bool is_several_values(misfit *m)
{
    slice values[4];
    size_t count = 0;
    slice rest = m->text;
    slice piece;
    bool all = true;
    while (all && piece_next(&rest, PIECES_BY_WORDS, &piece)) {
        const said_choice found = said_choice_like(m->arena, m->type, piece);
        all = count < 4 && found.count == 1;
        if (all)
            values[count++] = found.values[0];
    }
    bool different = count == 2 ? !slice_equal(values[0], values[1]) : count > 2;
    if (!all || !different)
        return false;
    if (m->fact->type->kind == FEEL_TYPE_LIST) {
        diag_hint(m->diags, "write each item on its own%s",
                  m->diags->hides_values // rows of a table, most likely
                      ? "; if a comma or another sign stands between them: --list-separator ','"
                      : "");
        return true;
    }
    diag_hint(m->diags, "write one value only");
    diag_hint_value(m->diags, ": %.*s", SLICE_ARG(list_of(m->arena, values, count)));
    return true;
}

static bool is_no_allowed_value(misfit *m)
{
    if (m->type->kind != FEEL_TYPE_STRING || m->type->allowed_count == 0 || m->written->kind != YAML_SCALAR)
        return false;
    const said_choice found = said_choice_like(m->arena, m->type, m->text);
    if (!found.is_sure && is_several_values(m))
        return true;
    if (found.count > 0 && !m->diags->hides_values) {
        diag_hint(m->diags, "did you mean %.*s%s?", SLICE_ARG(list_of(m->arena, found.values, found.count)),
                  diag_blanks_around(m->written->text));
        return true;
    }
    text_builder out = {.arena = m->arena};
    for (size_t i = 0; i < m->type->allowed_count; i++)
        text_add_format(&out, "%s%.*s", i > 0 ? ", " : "", SLICE_ARG(feel_text(m->type->allowed[i])));
    diag_hint(m->diags, "write one of: %.*s", SLICE_ARG(text_result(&out)));
    return true;
}

// --- what is no plain value ---

bool misfit_is_example(const fact *f, slice text)
{
    return slice_starts_with(text, SLICE("the ")) && slice_equal(slice_part(text, 4, text.len), f->name);
}

/// "[the NAME]", which a form has where a record must be given a value.
static bool is_stand_in(misfit *m)
{
    const yaml_node *n = m->written;
    if (n->kind != YAML_SEQUENCE || n->count != 1 || n->items[0]->kind != YAML_SCALAR ||
        !misfit_is_example(m->fact, n->items[0]->text))
        return false;
    diag_hint(m->diags,
              "this is the form as it was: write your own, without the brackets, or put the '#' back");
    return true;
}

/// A list, or keys and values, if one plain value was expected.
static bool is_no_single_value(misfit *m)
{
    const yaml_node *n = m->written;
    if (n->kind == YAML_SCALAR)
        return false;
    if (n->kind == YAML_MAPPING)
        diag_hint(m->diags,
                  "write the value alone, without keys; a text that holds ': ' needs double quotes");
    else if (n->count == 1 && n->items[0]->kind == YAML_SCALAR)
        diag_hint(m->diags, "write the value without brackets");
    else if (n->count > 1 && n->items[0]->kind == YAML_SCALAR)
        diag_hint(m->diags, "only one value fits: write the most important");
    else
        diag_hint(m->diags, "write one value, or leave it empty if it is not known");
    if (n->kind == YAML_SEQUENCE && n->count > 0 && n->items[0]->kind == YAML_SCALAR)
        diag_hint_value(m->diags, n->count == 1 ? ": %.*s" : ", such as %.*s",
                        SLICE_ARG(diag_quote(n->items[0]->text)));
    return true;
}

// --- the table ---

static bool (*const recognisers[])(misfit *m) = {
    is_stand_in,         says_none,
    says_unknown,        has_curly_quotes,
    is_no_boolean,       is_no_date,
    is_no_number,        is_no_whole,
    is_out_of_range,     misfit_is_text_for_list,
    misfit_is_no_record, misfit_is_record_for_list,
    is_no_allowed_value, is_no_single_value,
};

void meant_hint(arena *a, const fact *f, const feel_type *type, const yaml_node *written, diag_list *diags)
{
    if (diags->unread || diags->dropped > 0 || type == NULL)
        return;
    misfit m = {a, f, type, written, {0}, diags};
    if (written->kind == YAML_SCALAR)
        m.text = said_plainly(a, slice_part(written->text, 0, LIMIT_GUESSED_NAME));
    bool done = false;
    for (size_t i = 0; i < sizeof recognisers / sizeof *recognisers && !done; i++)
        done = recognisers[i](&m);
    if (!done && f->allowed_text.len > 0)
        diag_hint(diags, "allowed: %.*s", SLICE_ARG(f->allowed_text));
}

bool meant_nothing_hint(arena *a, const fact *f, const yaml_node *written, diag_list *diags)
{
    misfit m = {a, f, f->type, written, said_plainly(a, written->text), diags};
    return says_none(&m) || says_unknown(&m);
}
