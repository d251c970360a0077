// What is typed is tried as words for nothing first, then as a value of the type that the fact is declared to have. Recognisers of the forms
// are in said_*.h; here it is decided what their findings mean for the fact.
#include "profile/understand.h"

#include "base/text.h"
#include "feel/temporal.h"
#include "input/yaml_write.h"
#include "profile/accept.h"
#include "profile/said_choice.h"
#include "profile/said_date.h"
#include "profile/said_nothing.h"
#include "profile/said_number.h"
#include "profile/said_time.h"
#include "profile/said_words.h"
#include "profile/value_node.h"

#include <math.h>

/// What is asked, and what was typed.
typedef struct question {
    arena *arena;
    const fact *fact;
    const feel_type *type; ///< of the fact, or of the items of its list
    slice typed;           ///< without blanks around; what stands in quotes, without them
    slice plain;
    bool is_quoted; ///< it is meant as it stands
    feel_value today;
} question;

static bool is_closed(const feel_type *type)
{
    return type->kind == FEEL_TYPE_STRING && type->allowed_count > 0;
}

// --- answers ---

/// "'a', 'b' or 'c'", or without quotes.
static slice list_of(arena *a, const slice *values, size_t count, const char *last, bool quoted)
{
    text_builder out = {.arena = a};
    for (size_t i = 0; i < count; i++)
        text_add_format(&out, quoted ? "%s'%.*s'" : "%s%.*s",
                        i == 0           ? ""
                        : i + 1 == count ? last
                                         : ", ",
                        SLICE_ARG(values[i]));
    return text_result(&out);
}

static slice allowed_list(const question *q, const char *before)
{
    slice *names = ARENA_ARRAY(q->arena, q->type->allowed_count, slice);
    for (size_t i = 0; i < q->type->allowed_count; i++)
        names[i] = feel_to_string(q->arena, q->type->allowed[i]);
    return arena_format(q->arena, "%s%.*s", before,
                        SLICE_ARG(list_of(q->arena, names, q->type->allowed_count, ", ", false)));
}

static slice number_expected(const question *q)
{
    const fact *f = q->fact;
    const slice bounds = said_bounds_of(q->arena, f);
    const slice number =
        bounds.len > 0 ? bounds
        : f->allowed_text.len > 0
            ? arena_format(q->arena, q->type->whole ? "a whole number: %.*s" : "a number: %.*s",
                           SLICE_ARG(f->allowed_text))
        : q->type->whole ? SLICE("a whole number")
                         : SLICE("a number");
    return f->unit.len > 0 ? arena_format(q->arena, "%.*s (%.*s)", SLICE_ARG(number), SLICE_ARG(f->unit))
                           : number;
}

/// What would be an answer.
static slice expected(const question *q)
{
    if (q->type->kind == FEEL_TYPE_LIST && q->fact->record == NULL && q->type->element != NULL) {
        question item = *q;
        item.type = q->type->element;
        return arena_format(q->arena, "%.*s; several with commas between; or none",
                            SLICE_ARG(expected(&item)));
    }
    if (q->type->allowed_count > 0)
        return allowed_list(q, "one of: ");
    switch (q->type->kind) {
    case FEEL_TYPE_BOOLEAN: return SLICE("yes or no");
    case FEEL_TYPE_NUMBER: return number_expected(q);
    case FEEL_TYPE_DATE: return SLICE("a date, such as 31 January 2026");
    case FEEL_TYPE_TIME: return SLICE("a time, such as 9:30");
    case FEEL_TYPE_DATE_TIME: return SLICE("a date and a time, such as 31 January 2026 at 9:30");
    case FEEL_TYPE_LIST: return SLICE("none, or one after the other");
    default: return SLICE("a text");
    }
}

static answer not_understood(const question *q)
{
    return (answer){.kind = ANSWER_NOT_UNDERSTOOD, .said = expected(q)};
}

static answer ambiguous(const question *q, const slice *readings, size_t count, slice which)
{
    slice *kept = ARENA_ARRAY(q->arena, count, slice);
    memcpy(kept, readings, count * sizeof *kept);
    return (answer){.kind = ANSWER_AMBIGUOUS, .said = which, .readings = kept, .reading_count = count};
}

/// A value of the type, if the fact may have it.
/// @param said  what to repeat back
static answer value_answer(const question *q, feel_value v, slice said, bool is_guess)
{
    diag_list *unread = diag_list_new(q->arena);
    unread->unread = true;
    if (!accept_computed(q->arena, q->fact, v, (place){0}, unread)) {
        const bool is_told = q->type->kind == FEEL_TYPE_NUMBER || q->type->allowed_count > 0;
        return (answer){
            .kind = ANSWER_NOT_ALLOWED,
            .said = is_told ? expected(q)
                            : arena_format(q->arena, "allowed: %.*s", SLICE_ARG(q->fact->allowed_text))};
    }
    text_builder yaml = {.arena = q->arena};
    yaml_write_inline(&yaml, value_node(q->arena, v), YAML_IN_LINES);
    return (answer){.kind = ANSWER_VALUE,
                    .value = v,
                    .yaml = text_result(&yaml),
                    .said = is_guess ? arena_format(q->arena, "taken as %.*s", SLICE_ARG(said)) : said,
                    .is_guess = is_guess};
}

// --- yes or no ---

static answer read_boolean(const question *q)
{
    const feel_truth said = said_yes_or_no(q->plain);
    return said == FEEL_UNKNOWN ? not_understood(q)
                                : value_answer(q, feel_boolean(said == FEEL_TRUE),
                                               said == FEEL_TRUE ? SLICE("yes") : SLICE("no"), false);
}

// --- numbers ---

static feel_value number_value(arena *a, double value)
{
    decimal d;
    return decimal_from_double(value, &d) ? feel_number(a, d) : feel_null();
}

/// "3 years", "1 year", "52000 a year".
static slice number_said(const question *q, feel_value v)
{
    const slice unit = q->fact->unit;
    const slice number = feel_to_string(q->arena, v);
    int64_t whole;
    const bool is_one = feel_to_int64(v, &whole) && whole == 1;
    if (unit.len == 0)
        return number;
    if (is_one && slice_is(unit, "people"))
        return SLICE("1 person");
    if (is_one && slice_ends_with(unit, SLICE("s")) && memchr(unit.ptr, ' ', unit.len) == NULL)
        return arena_format(q->arena, "1 %.*s", SLICE_ARG(slice_part(unit, 0, unit.len - 1)));
    return arena_format(q->arena, "%.*s %.*s", SLICE_ARG(number), SLICE_ARG(unit));
}

static answer number_answer(const question *q, double value, bool is_guess)
{
    const feel_value v = number_value(q->arena, value);
    return feel_is_null(v) ? not_understood(q) : value_answer(q, v, number_said(q, v), is_guess);
}

static slice number_text(const question *q, double value)
{
    return feel_to_string(q->arena, number_value(q->arena, value));
}

static answer which_number(const question *q, double one, double other)
{
    const answer first = number_answer(q, one, false);
    if (first.kind != ANSWER_VALUE && number_answer(q, other, false).kind != ANSWER_VALUE)
        return first;
    const slice texts[] = {number_text(q, one), number_text(q, other)};
    return ambiguous(
        q, texts, 2,
        arena_format(q->arena, "one number, such as %.*s or %.*s", SLICE_ARG(texts[0]), SLICE_ARG(texts[1])));
}

/// To a tenth, or of what is counted in whole numbers to the last that is full.
static double rounded(const question *q, double value)
{
    return q->type->whole ? floor(value) : floor(value * 10 + 0.5) / 10;
}

/// So many of the fact's unit of time, from one day to another.
static answer count_from(const question *q, const said_date *date)
{
    const said_day now = said_day_of(q->today);
    const said_day then = date->readings[0];
    const int64_t days = said_day_number(now) - said_day_number(then);
    const bool is_past = days >= 0;
    const int64_t months = is_past ? said_months_between(then, now) : said_months_between(now, then);
    const double all_days = (double)(is_past ? days : -days);
    switch (said_time_unit(q->fact->unit)) {
    case 'y': return number_answer(q, rounded(q, (double)months / 12), date->is_guess || months % 12 != 0);
    case 'm': return number_answer(q, (double)months, date->is_guess);
    case 'w': return number_answer(q, rounded(q, all_days / 7), date->is_guess);
    default: return number_answer(q, all_days, date->is_guess);
    }
}

static answer which_day(const question *q, const said_date *date, const char *before)
{
    slice texts[2];
    for (size_t i = 0; i < 2; i++)
        texts[i] = arena_format(q->arena, "%s%.*s", before,
                                SLICE_ARG(said_day_text(q->arena, date->readings[i], false)));
    return ambiguous(
        q, texts, 2,
        arena_format(q->arena, "which day: %.*s", SLICE_ARG(list_of(q->arena, texts, 2, " or ", false))));
}

/// "since May 2023", "until next May", "last year" for a number of years, months, weeks or days.
static bool read_count_from(const question *q, answer *out)
{
    said_stretch unused;
    if (said_time_unit(q->fact->unit) == '\0' || q->today.kind != FEEL_DATE ||
        said_stretch_of(q->plain, &unused))
        return false;
    static const char *const since_words[] = {"since", "from", "until", "till", "in", NULL};
    slice rest = q->plain;
    slice word;
    const bool is_since = said_next_word(&rest, &word) && said_is_one_of(word, since_words);
    const said_side side = slice_is(word, "since") || slice_is(word, "from")   ? SAID_PAST
                           : slice_is(word, "until") || slice_is(word, "till") ? SAID_FUTURE
                                                                               : SAID_NEAREST;
    const said_date date = said_date_of(is_since ? slice_trim(rest) : q->plain, q->today, side);
    const bool is_date =
        date.count > 0 && (is_since || !date.is_year_only) && said_day_exists(date.readings[0]);
    if (is_date && date.count > 1)
        *out = which_day(q, &date, "since ");
    else if (is_date && (side != SAID_PAST ||
                         said_day_number(date.readings[0]) <= said_day_number(said_day_of(q->today))))
        *out = count_from(q, &date);
    else if (slice_is(word, "since"))
        *out = not_understood(q); // "since I was 22"
    else
        return false;
    return true;
}

/// "1.500": what it may be as well counts if it is allowed too.
static answer read_either_number(const question *q, const said_number *said)
{
    const answer one = number_answer(q, said->value, said->is_about);
    const answer other = number_answer(q, said->alternative, said->is_about);
    if (one.kind == ANSWER_VALUE && other.kind == ANSWER_VALUE)
        return which_number(q, said->value, said->alternative);
    return one.kind == ANSWER_VALUE ? one : other;
}

static answer read_number(const question *q)
{
    decimal d;
    answer counted;
    const said_number said = said_number_of(q->plain, q->fact);
    if (decimal_parse(q->plain, &d) && !said.has_alternative) {
        const feel_value v = feel_number(q->arena, d);
        return value_answer(q, v, number_said(q, v), false);
    }
    if (read_count_from(q, &counted))
        return counted;
    switch (said.kind) {
    case SAID_NUMBER:
        return said.has_alternative ? read_either_number(q, &said)
                                    : number_answer(q, said.value, said.is_about);
    case SAID_SEVERAL_NUMBERS: return which_number(q, said.value, said.other);
    case SAID_LIMIT: {
        const slice text = number_text(q, said.value);
        return ambiguous(q, &text, 1, arena_format(q->arena, "one number, such as %.*s", SLICE_ARG(text)));
    }
    case SAID_NO_NUMBER:
    case SAID_OTHER_UNIT: break;
    }
    return not_understood(q);
}

// --- dates and times ---

static answer read_date(const question *q)
{
    const feel_value iso = temporal_parse_date(q->arena, q->typed);
    if (!feel_is_null(iso))
        return value_answer(q, iso, said_day_text(q->arena, said_day_of(iso), false), false);
    static const char *const before[] = {"since", "from", "on", "by", "until", NULL};
    slice rest = q->plain;
    slice word;
    const bool has_before = said_next_word(&rest, &word) && said_is_one_of(word, before);
    const said_date date = said_date_of(has_before ? slice_trim(rest) : q->plain, q->today,
                                        slice_is(word, "since") ? SAID_PAST : SAID_NEAREST);
    if (date.count == 0 || date.is_year_only)
        return not_understood(q);
    const said_day d = date.readings[0];
    if (!said_day_exists(d))
        return (answer){.kind = ANSWER_NOT_UNDERSTOOD, .said = SLICE("a date: the month has no such day")};
    if (date.count > 1)
        return which_day(q, &date, "");
    const slice text = arena_format(q->arena, "%04lld-%02u-%02u", (long long)d.year, d.month, d.day);
    return value_answer(q, temporal_parse_date(q->arena, text), said_day_text(q->arena, d, date.has_weekday),
                        date.is_guess);
}

static slice time_said(arena *a, said_time t)
{
    return t.second > 0 ? arena_format(a, "%02u:%02u:%02u", t.hour, t.minute, t.second)
                        : arena_format(a, "%02u:%02u", t.hour, t.minute);
}

static answer read_time(const question *q)
{
    said_time t;
    const feel_value iso = temporal_parse_time(q->arena, q->typed);
    if (!feel_is_null(iso))
        return value_answer(q, iso, q->typed, false);
    if (!said_time_of(q->plain, &t))
        return not_understood(q);
    const slice text = arena_format(q->arena, "%02u:%02u:%02u", t.hour, t.minute, t.second);
    return value_answer(q, temporal_parse_time(q->arena, text), time_said(q->arena, t), false);
}

/// A date, then a time: each place between two words is tried.
static answer read_date_time(const question *q)
{
    const feel_value iso = temporal_parse_date_time(q->arena, q->typed);
    if (!feel_is_null(iso))
        return value_answer(q, iso, q->typed, false);
    for (size_t i = 0; i < q->plain.len; i++) {
        said_time t;
        if (q->plain.ptr[i] != ' ' || !said_time_of(slice_part(q->plain, i + 1, q->plain.len), &t))
            continue;
        const said_date date = said_date_of(slice_part(q->plain, 0, i), q->today, SAID_NEAREST);
        const said_day d = date.readings[0];
        if (date.count != 1 || date.is_year_only || !said_day_exists(d))
            continue;
        const slice text = arena_format(q->arena, "%04lld-%02u-%02uT%02u:%02u:%02u", (long long)d.year,
                                        d.month, d.day, t.hour, t.minute, t.second);
        const slice said =
            arena_format(q->arena, "%.*s at %.*s", SLICE_ARG(said_day_text(q->arena, d, date.has_weekday)),
                         SLICE_ARG(time_said(q->arena, t)));
        return value_answer(q, temporal_parse_date_time(q->arena, text), said, date.is_guess);
    }
    return not_understood(q);
}

// --- texts ---

/// "2", "2)" or "#2" of the values in their order; 0 if it is no such number.
static size_t number_of_choice(slice plain)
{
    size_t number = 0;
    if (slice_starts_with(plain, SLICE("#")))
        plain = slice_part(plain, 1, plain.len);
    if (slice_ends_with(plain, SLICE(")")))
        plain.len--;
    bool good = plain.len > 0 && plain.len < 4;
    for (size_t i = 0; i < plain.len && good; i++) {
        good = said_is_digit(plain.ptr[i]);
        number = number * 10 + (size_t)(plain.ptr[i] - '0');
    }
    return good ? number : 0;
}

static answer read_choice(const question *q)
{
    const size_t number = number_of_choice(q->plain);
    if (number >= 1 && number <= q->type->allowed_count) {
        const feel_value v = q->type->allowed[number - 1];
        return value_answer(q, v, feel_text(v), false);
    }
    const said_choice found = said_choice_of(q->arena, q->type, q->plain);
    if (found.count == 1)
        return value_answer(q, feel_string(found.values[0]), found.values[0], !found.is_sure);
    if (found.count == 0)
        return not_understood(q);
    return ambiguous(q, found.values, found.count,
                     arena_format(q->arena, "which one: %.*s%s",
                                  SLICE_ARG(list_of(q->arena, found.values, found.count,
                                                    found.has_more ? ", " : " or ", true)),
                                  found.has_more ? " or another" : ""));
}

static answer read_text(const question *q)
{
    return value_answer(q, feel_string(q->typed), q->typed, false);
}

/// A fact that may be anything: a number, true or false if it reads as one, else a text.
static answer read_anything(const question *q)
{
    decimal d;
    if (!q->is_quoted && decimal_parse(q->typed, &d))
        return value_answer(q, feel_number(q->arena, d), q->typed, false);
    if (!q->is_quoted && (slice_is(q->plain, "true") || slice_is(q->plain, "false")))
        return value_answer(q, feel_boolean(slice_is(q->plain, "true")), q->plain, false);
    return read_text(q);
}

// --- lists ---

typedef struct piece_list {
    slice *items;
    size_t count, capacity;
} piece_list;

static void add_piece(arena *a, piece_list *to, slice piece)
{
    static const slice and = SLICE_INIT("and ");
    piece = slice_trim(piece);
    if (slice_starts_with(piece, and))
        piece = slice_trim(slice_part(piece, and.len, piece.len));
    if (piece.len > 0)
        ARENA_PUSH(a, to, items, count, capacity, piece);
}

/// Cuts at any of the signs.
static void cut_at_signs(arena *a, slice text, const char *signs, piece_list *to)
{
    size_t from = 0;
    for (size_t i = 0; i <= text.len; i++) {
        if (i < text.len && strchr(signs, text.ptr[i]) == NULL)
            continue;
        add_piece(a, to, slice_part(text, from, i - from));
        from = i + 1;
    }
}

/// Cuts at a word with blanks around.
static void cut_at_word(arena *a, slice text, slice word, piece_list *to)
{
    size_t from = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (!slice_starts_with(slice_part(text, i, text.len), word))
            continue;
        add_piece(a, to, slice_part(text, from, i - from));
        i += word.len - 1;
        from = i + 1;
    }
    add_piece(a, to, slice_part(text, from, text.len));
}

/// True if the text is one of the values as it stands, so that an "and" in it separates nothing.
static bool is_whole_value(const question *q, slice text)
{
    return is_closed(q->type) && said_choice_of(q->arena, q->type, said_plainly(q->arena, text)).is_sure;
}

static bool is_numbers_only(slice text)
{
    bool good = text.len > 0;
    for (size_t i = 0; i < text.len && good; i++)
        good = said_is_digit(text.ptr[i]) || text.ptr[i] == ' ';
    return good;
}

/// The items that were typed: separated by commas or semicolons, and the last two by "and".
static piece_list items_of(const question *q)
{
    piece_list parts = {0};
    piece_list out = {0};
    cut_at_signs(q->arena, q->typed, is_closed(q->type) && !is_whole_value(q, q->typed) ? ",;/&" : ",;",
                 &parts);
    for (size_t i = 0; i < parts.count; i++) {
        const bool may_be_last = i + 1 == parts.count || is_closed(q->type);
        if (is_numbers_only(parts.items[i]))
            cut_at_signs(q->arena, parts.items[i], " ", &out);
        else if (may_be_last && !is_whole_value(q, parts.items[i]))
            cut_at_word(q->arena, parts.items[i], SLICE(" and "), &out);
        else
            add_piece(q->arena, &out, parts.items[i]);
    }
    return out;
}

static answer read_item(const question *q);

static bool is_among(const feel_value *items, size_t count, feel_value v)
{
    bool found = false;
    for (size_t i = 0; i < count && !found; i++)
        found = feel_equal(items[i], v) == FEEL_TRUE;
    return found;
}

static answer list_answer(const question *q, const feel_value *items, const slice *said, size_t count,
                          bool is_guess)
{
    const feel_value list = feel_list_of(q->arena, items, count);
    return value_answer(q, list, list_of(q->arena, said, count, " and ", false), is_guess);
}

static answer read_all(const question *q)
{
    const feel_type *element = q->type->element;
    slice *said = ARENA_ARRAY(q->arena, element->allowed_count, slice);
    for (size_t i = 0; i < element->allowed_count; i++)
        said[i] = feel_text(element->allowed[i]);
    return list_answer(q, element->allowed, said, element->allowed_count, false);
}

static answer read_list(const question *q)
{
    static const char *const all_words[] = {"all",       "all of them",  "everything",
                                            "every one", "all of these", NULL};
    const feel_type *element = q->type->element;
    if (q->fact->record != NULL || element == NULL || element->kind == FEEL_TYPE_LIST)
        return not_understood(q);
    if (is_closed(element) && said_is_one_of(q->plain, all_words))
        return read_all(q);
    question item = *q;
    item.type = element;
    const piece_list pieces = items_of(&item);
    feel_value *items = ARENA_ARRAY(q->arena, pieces.count, feel_value);
    slice *said = ARENA_ARRAY(q->arena, pieces.count, slice);
    size_t count = 0;
    bool is_guess = false;
    for (size_t i = 0; i < pieces.count; i++) {
        item.typed = pieces.items[i];
        item.plain = said_plainly(q->arena, item.typed);
        answer one = read_item(&item);
        if (one.kind != ANSWER_VALUE) {
            one.said = arena_format(q->arena, "for '%.*s', %.*s", SLICE_ARG(diag_quote(item.typed)),
                                    SLICE_ARG(one.said));
            return one;
        }
        is_guess = is_guess || one.is_guess;
        if (is_among(items, count, one.value))
            continue;
        said[count] = one.is_guess ? slice_part(one.said, sizeof "taken as " - 1, one.said.len) : one.said;
        items[count++] = one.value;
    }
    return count > 0 ? list_answer(q, items, said, count, is_guess) : not_understood(q);
}

// --- all of it ---

/// A value of the type.
static answer read_item(const question *q)
{
    switch (q->type->kind) {
    case FEEL_TYPE_BOOLEAN: return read_boolean(q);
    case FEEL_TYPE_NUMBER: return read_number(q);
    case FEEL_TYPE_STRING: return is_closed(q->type) ? read_choice(q) : read_text(q);
    case FEEL_TYPE_DATE: return read_date(q);
    case FEEL_TYPE_TIME: return read_time(q);
    case FEEL_TYPE_DATE_TIME: return read_date_time(q);
    case FEEL_TYPE_LIST: return read_list(q);
    case FEEL_TYPE_ANY: return read_anything(q);
    default: return not_understood(q);
    }
}

/// True if the words are those of one of the values, which may be "nobody" or "unknown" itself.
static bool is_value_itself(const question *q)
{
    const feel_type *type =
        q->type->kind == FEEL_TYPE_LIST && q->type->element != NULL ? q->type->element : q->type;
    bool found = false;
    for (size_t i = 0; is_closed(type) && i < type->allowed_count && !found; i++)
        found = slice_equal(said_plainly(q->arena, feel_text(type->allowed[i])), q->plain);
    return found;
}

/// Words for nothing: that it is not known, skipped, or none.
static bool read_nothing(const question *q, answer *out)
{
    const bool is_list = q->type->kind == FEEL_TYPE_LIST;
    const bool is_open_text = q->type->kind == FEEL_TYPE_STRING && !is_closed(q->type);
    const bool has_numbers =
        is_list && q->type->element != NULL && q->type->element->kind == FEEL_TYPE_NUMBER;
    if (q->plain.len == 0 || said_skip(q->plain))
        *out = (answer){.kind = ANSWER_SKIP, .said = SLICE("skipped")};
    else if (is_list && said_none(q->plain) && !(has_numbers && slice_is(q->plain, "0")))
        *out = (answer){.kind = ANSWER_NONE,
                        .value = feel_list_of(q->arena, NULL, 0),
                        .yaml = SLICE("[]"),
                        .said = SLICE("none")};
    else if (said_unknown(q->plain) || (is_open_text && slice_is(q->plain, "none")))
        *out = (answer){.kind = ANSWER_NOT_KNOWN, .said = SLICE("not known")};
    else
        return false;
    return true;
}

/// Takes straight quotes off that stand around the whole.
static bool unquote(slice *typed)
{
    const bool is_quoted = typed->len > 1 && (typed->ptr[0] == '"' || typed->ptr[0] == '\'') &&
                           typed->ptr[typed->len - 1] == typed->ptr[0];
    if (is_quoted)
        *typed = slice_part(*typed, 1, typed->len - 2);
    return is_quoted;
}

answer understand(arena *a, const fact *f, slice typed, feel_value today)
{
    question q = {.arena = a, .fact = f, .type = f->type, .typed = slice_trim(typed), .today = today};
    answer out;
    q.is_quoted = unquote(&q.typed);
    q.plain = said_plainly(a, q.typed);
    if (!q.is_quoted && !is_value_itself(&q) && read_nothing(&q, &out))
        return out;
    return read_item(&q);
}

feel_truth understand_yes_or_no(slice typed)
{
    enum { LONGEST = 64 };
    char small[LONGEST];
    slice text = slice_trim(typed);
    if (text.len > 1 && (text.ptr[text.len - 1] == '.' || text.ptr[text.len - 1] == '!'))
        text.len--;
    if (text.len > sizeof small)
        return FEEL_UNKNOWN;
    for (size_t i = 0; i < text.len; i++)
        small[i] = small_letter(text.ptr[i]);
    return said_yes_or_no((slice){small, text.len});
}
