#include "profile/said_words.h"

#include "base/text.h"

slice said_in_small_letters(arena *a, slice text)
{
    char *out = ARENA_ARRAY(a, text.len + 1, char);
    for (size_t i = 0; i < text.len; i++)
        out[i] = small_letter(text.ptr[i]);
    return (slice){out, text.len};
}

bool said_is_same_but_for_case(slice a, slice b)
{
    size_t i = 0;
    while (i < a.len && a.len == b.len && small_letter(a.ptr[i]) == small_letter(b.ptr[i]))
        i++;
    return i == a.len && a.len == b.len;
}

/// Signs that are typed for one another.
typedef struct alike_sign {
    slice sign, plain;
} alike_sign;

static const alike_sign alike_signs[] = {
    {SLICE_INIT("\xE2\x80\x98"), SLICE_INIT("'")},  {SLICE_INIT("\xE2\x80\x99"), SLICE_INIT("'")},
    {SLICE_INIT("\xE2\x80\x9C"), SLICE_INIT("\"")}, {SLICE_INIT("\xE2\x80\x9D"), SLICE_INIT("\"")},
    {SLICE_INIT("\xE2\x80\x93"), SLICE_INIT("-")},  {SLICE_INIT("\xE2\x80\x94"), SLICE_INIT("-")},
    {SLICE_INIT("\xE2\x88\x92"), SLICE_INIT("-")},  {SLICE_INIT("\xC2\xA0"), SLICE_INIT(" ")},
    {SLICE_INIT("\xC2\xBD"), SLICE_INIT(" 1/2")},   {SLICE_INIT("\xE2\x82\xAC"), SLICE_INIT("$")},
    {SLICE_INIT("\xC2\xA3"), SLICE_INIT("$")},
};

slice said_plainly(arena *a, slice text)
{
    text_builder out = {.arena = a};
    for (size_t at = 0; at < text.len;) {
        const slice rest = slice_part(text, at, text.len);
        slice plain = slice_part(rest, 0, 1);
        size_t passed = 1;
        const bool is_plain = (unsigned char)rest.ptr[0] < 0x80; // the signs begin beyond ASCII
        for (size_t i = 0; !is_plain && i < sizeof alike_signs / sizeof *alike_signs; i++) {
            if (slice_starts_with(rest, alike_signs[i].sign)) {
                plain = alike_signs[i].plain;
                passed = alike_signs[i].sign.len;
            }
        }
        text_add(&out, plain);
        at += passed;
    }
    slice line = slice_trim(text_on_one_line(a, text_result(&out)));
    while (line.len > 1 && (line.ptr[line.len - 1] == '.' || line.ptr[line.len - 1] == '!'))
        line.len--;
    return said_in_small_letters(a, slice_trim(line));
}

bool said_is_one_of(slice text, const char *const *words)
{
    size_t i = 0;
    while (words[i] != NULL && !slice_is(text, words[i]))
        i++;
    return words[i] != NULL;
}

bool said_has_one_of(slice text, const char *const *words)
{
    bool found = false;
    slice word;
    while (!found && said_next_word(&text, &word))
        found = said_is_one_of(word, words);
    return found;
}

bool said_has_letters(slice text)
{
    bool found = false;
    for (size_t i = 0; i < text.len && !found; i++)
        found = said_is_letter(text.ptr[i]);
    return found;
}

bool said_next_word(slice *rest, slice *word)
{
    size_t from = 0;
    while (from < rest->len && !said_is_letter(rest->ptr[from]) && !said_is_digit(rest->ptr[from]))
        from++;
    size_t to = from;
    while (to < rest->len && (said_is_letter(rest->ptr[to]) || said_is_digit(rest->ptr[to])))
        to++;
    *word = slice_part(*rest, from, to - from);
    *rest = slice_part(*rest, to, rest->len);
    return word->len > 0;
}
