// Compares versions by their numbers.
#include "pack/version.h"

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/// The number at `*at`, and on past it and a '.' that another follows; 0 if there is none.
static long read_number(slice text, size_t *at)
{
    long number = 0;
    while (*at < text.len && is_digit(text.ptr[*at]))
        number = number * 10 + (text.ptr[(*at)++] - '0');
    if (*at + 1 < text.len && text.ptr[*at] == '.' && is_digit(text.ptr[*at + 1]))
        ++*at;
    return number;
}

bool version_is_sound(slice text)
{
    size_t at = 0;
    for (;;) {
        size_t start = at;
        while (at < text.len && is_digit(text.ptr[at]))
            at++;
        if (at == start || at - start > 9)
            return false;
        if (at == text.len || text.ptr[at] != '.')
            break;
        at++;
    }
    if (at == text.len)
        return true;
    if (text.ptr[at] != '-' || at + 1 == text.len)
        return false;
    for (at++; at < text.len; at++) {
        char c = text.ptr[at];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (!letter && !is_digit(c) && c != '-' && c != '.')
            return false;
    }
    return true;
}

int version_compare(slice a, slice b)
{
    size_t in_a = 0;
    size_t in_b = 0;
    while ((in_a < a.len && is_digit(a.ptr[in_a])) || (in_b < b.len && is_digit(b.ptr[in_b]))) {
        long left = read_number(a, &in_a);
        long right = read_number(b, &in_b);
        if (left != right)
            return left < right ? -1 : 1;
    }
    bool early_a = in_a < a.len;
    bool early_b = in_b < b.len;
    if (early_a != early_b)
        return early_a ? -1 : 1;
    return slice_compare(slice_part(a, in_a, a.len), slice_part(b, in_b, b.len));
}

static size_t skip_blanks(slice text, size_t at)
{
    while (at < text.len && text.ptr[at] == ' ')
        at++;
    return at;
}

bool version_read_condition(slice text, size_t *at, version_condition *out)
{
    static const slice relations[] = {SLICE_INIT(">="), SLICE_INIT("<="), SLICE_INIT(">"), SLICE_INIT("<"),
                                      SLICE_INIT("=")};
    size_t start = skip_blanks(text, *at);
    size_t end = start;
    while (end < text.len && text.ptr[end] != ',')
        end++;
    *at = end < text.len ? end + 1 : end;
    while (end > start && text.ptr[end - 1] == ' ')
        end--;
    *out = (version_condition){.offset = start, .length = end - start};
    slice condition = slice_part(text, start, end - start);
    for (size_t i = 0; i < sizeof relations / sizeof *relations; i++) {
        if (!slice_starts_with(condition, relations[i]))
            continue;
        size_t from = skip_blanks(condition, relations[i].len);
        out->relation = relations[i];
        out->version = slice_part(condition, from, condition.len - from);
        return version_is_sound(out->version);
    }
    return false;
}

bool version_meets(slice version, const version_condition *condition)
{
    int order = version_compare(version, condition->version);
    char first = condition->relation.ptr[0];
    if (order == 0)
        return first == '=' || condition->relation.len == 2;
    return (order < 0 && first == '<') || (order > 0 && first == '>');
}
