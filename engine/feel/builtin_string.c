// String functions (DMN 1.5, 10.3.4.3). Positions and lengths count code points; case mapping is Unicode's, without a locale.
#include "base/byte_scan.h"
#include "base/text.h"
#include "base/utf8.h"
#include "feel/builtin.h"
#include "feel/regex.h"

#include <stdlib.h>
#include <unicase.h>

static slice find_in(slice text, slice match)
{
    if (match.len == 0)
        return slice_part(text, 0, 0);
    const char *at = text.len >= match.len ? memmem(text.ptr, text.len, match.ptr, match.len) : NULL;
    return (slice){at, at != NULL ? match.len : 0};
}

/// A text costs one step for every 64 bytes.
static bool spend_text(feel_machine *m, feel_value text)
{
    return feel_spend(m, text.length / 64);
}

static feel_value call_substring(feel_machine *m, const feel_value *arguments, size_t count)
{
    (void)count;
    if (!spend_text(m, arguments[0]))
        return feel_null();
    slice text = feel_text(arguments[0]);
    int64_t start;
    int64_t length = INT64_MAX;
    if (!feel_to_whole(arguments[1], &start) || start == 0)
        return feel_null();
    if (arguments[2].kind != FEEL_ABSENT && (!feel_to_whole(arguments[2], &length) || length < 1))
        return feel_null();
    int64_t total = (int64_t)utf8_count(text);
    int64_t from = start > 0 ? start - 1 : total + start;
    if (from < 0 || from > total)
        return start > 0 ? feel_string(slice_part(text, 0, 0)) : feel_null();
    size_t first = utf8_offset(text, (size_t)from);
    slice rest = slice_part(text, first, text.len);
    size_t bytes = length >= total ? rest.len : utf8_offset(rest, (size_t)length);
    return feel_string(slice_part(rest, 0, bytes));
}

static feel_value call_string_length(feel_machine *m, const feel_value *arguments, size_t count)
{
    (void)count;
    if (!spend_text(m, arguments[0]))
        return feel_null();
    return feel_integer((int64_t)utf8_count(feel_text(arguments[0])));
}

typedef uint8_t *case_mapping(const uint8_t *text, size_t length, const char *language, uninorm_t form,
                              uint8_t *buffer, size_t *size);

/// The same of a text of ASCII, which has no other rules.
/// @param first  the first letter of those that change
static feel_value map_ascii(feel_machine *m, slice text, char first)
{
    char *copy = arena_uncleared(m->arena, text.len + 1);
    for (size_t i = 0; i < text.len; i++) {
        const unsigned changes = (unsigned char)(text.ptr[i] - first) < 26;
        copy[i] = (char)((unsigned char)text.ptr[i] ^ changes << 5);
    }
    copy[text.len] = '\0';
    return feel_string((slice){copy, text.len});
}

static feel_value map_case(feel_machine *m, slice text, case_mapping *mapping)
{
    size_t size = 0;
    if (byte_scan_ascii(text, 0) == text.len)
        return map_ascii(m, text, mapping == u8_toupper ? 'a' : 'A');
    uint8_t *mapped =
        mapping((const uint8_t *)(text.len > 0 ? text.ptr : ""), text.len, "", NULL, NULL, &size);
    if (mapped == NULL && text.len > 0)
        arena_fail(m->arena);
    slice copy = arena_copy(m->arena, (slice){(const char *)mapped, size});
    free(mapped);
    return feel_string(copy);
}

static feel_value call_upper_case(feel_machine *m, const feel_value *arguments, size_t count)
{
    (void)count;
    if (!spend_text(m, arguments[0]))
        return feel_null();
    return map_case(m, feel_text(arguments[0]), u8_toupper);
}

static feel_value call_lower_case(feel_machine *m, const feel_value *arguments, size_t count)
{
    (void)count;
    if (!spend_text(m, arguments[0]))
        return feel_null();
    return map_case(m, feel_text(arguments[0]), u8_tolower);
}

static feel_value call_substring_before(feel_machine *m, const feel_value *arguments, size_t count)
{
    (void)count;
    if (!spend_text(m, arguments[0]))
        return feel_null();
    slice text = feel_text(arguments[0]);
    slice found = find_in(text, feel_text(arguments[1]));
    return feel_string(found.ptr != NULL ? slice_part(text, 0, (size_t)(found.ptr - text.ptr))
                                         : slice_part(text, 0, 0));
}

static feel_value call_substring_after(feel_machine *m, const feel_value *arguments, size_t count)
{
    (void)count;
    if (!spend_text(m, arguments[0]))
        return feel_null();
    slice text = feel_text(arguments[0]);
    slice found = find_in(text, feel_text(arguments[1]));
    return feel_string(found.ptr != NULL
                           ? slice_part(text, (size_t)(found.ptr - text.ptr) + found.len, text.len)
                           : slice_part(text, 0, 0));
}

static feel_value call_contains(feel_machine *m, const feel_value *arguments, size_t count)
{
    (void)count;
    if (!spend_text(m, arguments[0]))
        return feel_null();
    slice match = feel_text(arguments[1]);
    return feel_boolean(match.len == 0 || find_in(feel_text(arguments[0]), match).ptr != NULL);
}

static feel_value call_starts_with(feel_machine *m, const feel_value *arguments, size_t count)
{
    (void)count;
    if (!spend_text(m, arguments[0]))
        return feel_null();
    return feel_boolean(slice_starts_with(feel_text(arguments[0]), feel_text(arguments[1])));
}

static feel_value call_ends_with(feel_machine *m, const feel_value *arguments, size_t count)
{
    (void)count;
    if (!spend_text(m, arguments[0]))
        return feel_null();
    return feel_boolean(slice_ends_with(feel_text(arguments[0]), feel_text(arguments[1])));
}

static const feel_regex *regex_of(feel_machine *m, feel_value pattern, feel_value flags)
{
    if (m->literal_regex != NULL)
        return m->literal_regex;
    return feel_regex_cached(m, feel_text(pattern),
                             flags.kind == FEEL_STRING ? feel_text(flags) : (slice){NULL, 0});
}

static feel_value call_matches(feel_machine *m, const feel_value *arguments, size_t count)
{
    (void)count;
    const feel_regex *regex = regex_of(m, arguments[1], arguments[2]);
    return regex != NULL ? feel_regex_matches(m, regex, feel_text(arguments[0])) : feel_null();
}

static feel_value call_replace(feel_machine *m, const feel_value *arguments, size_t count)
{
    (void)count;
    const feel_regex *regex = regex_of(m, arguments[1], arguments[3]);
    return regex != NULL ? feel_regex_replace(m, regex, feel_text(arguments[0]), feel_text(arguments[2]))
                         : feel_null();
}

static feel_value call_split(feel_machine *m, const feel_value *arguments, size_t count)
{
    (void)count;
    const feel_regex *regex = regex_of(m, arguments[1], feel_null());
    return regex != NULL ? feel_regex_split(m, regex, feel_text(arguments[0])) : feel_null();
}

static feel_value call_string_join(feel_machine *m, const feel_value *arguments, size_t count)
{
    (void)count;
    const feel_list *list = arguments[0].as.list;
    text_builder out = {.arena = m->arena};
    bool first = true;
    for (size_t i = 0; i < list->count; i++) {
        if (feel_is_null(list->items[i]))
            continue;
        if (list->items[i].kind != FEEL_STRING || !feel_spend(m, 1 + list->items[i].length / 64))
            return feel_null();
        if (!first && arguments[1].kind == FEEL_STRING) {
            if (!spend_text(m, arguments[1]))
                return feel_null();
            text_add(&out, feel_text(arguments[1]));
        }
        text_add(&out, feel_text(list->items[i]));
        first = false;
    }
    return feel_string(text_result(&out));
}

#define STRING(name) PARAMETER(name, ACCEPT_STRING)
#define FLAGS        PARAMETER("flags", ACCEPT_STRING | ACCEPT_NULL | PARAMETER_OPTIONAL)

static const builtin rows[] = {
    BUILTIN("substring", call_substring, RESULT_STRING,
            "the characters from a position on (1 is the first, -1 the last)", STRING("string"),
            PARAMETER("start position", ACCEPT_NUMBER),
            PARAMETER("length", ACCEPT_NUMBER | PARAMETER_OPTIONAL)),
    BUILTIN("string length", call_string_length, RESULT_NUMBER, "how many characters the string has",
            STRING("string")),
    BUILTIN("upper case", call_upper_case, RESULT_STRING, "the string in upper case", STRING("string")),
    BUILTIN("lower case", call_lower_case, RESULT_STRING, "the string in lower case", STRING("string")),
    BUILTIN("substring before", call_substring_before, RESULT_STRING,
            "the text before the first match; \"\" if there is none", STRING("string"), STRING("match")),
    BUILTIN("substring after", call_substring_after, RESULT_STRING,
            "the text after the first match; \"\" if there is none", STRING("string"), STRING("match")),
    BUILTIN("contains", call_contains, RESULT_BOOLEAN, "whether the string contains match", STRING("string"),
            STRING("match")),
    BUILTIN("starts with", call_starts_with, RESULT_BOOLEAN, "whether the string begins with match",
            STRING("string"), STRING("match")),
    BUILTIN("ends with", call_ends_with, RESULT_BOOLEAN, "whether the string ends with match",
            STRING("string"), STRING("match")),
    BUILTIN("matches", call_matches, RESULT_BOOLEAN,
            "whether the regular expression matches anywhere in the string", STRING("input"),
            STRING("pattern"), FLAGS),
    BUILTIN("replace", call_replace, RESULT_STRING,
            "the string with all matches replaced; $1 is the first group", STRING("input"), STRING("pattern"),
            STRING("replacement"), FLAGS),
    BUILTIN("split", call_split, RESULT_LIST_OF_STRINGS,
            "the parts between the matches of a regular expression", STRING("string"), STRING("delimiter")),
    BUILTIN("string join", call_string_join, RESULT_STRING, "the strings of a list as one; nulls are omitted",
            PARAMETER("list", ACCEPT_LIST),
            PARAMETER("delimiter", ACCEPT_STRING | ACCEPT_NULL | PARAMETER_OPTIONAL)),
};

const builtin_topic builtins_string = {rows, sizeof rows / sizeof *rows};
