// Keys that no fact has.
#include "profile/meant.h"

#include "profile/misfit.h"
#include "profile/said_words.h"

slice misfit_keys_of(arena *a, const fact *facts, size_t count)
{
    text_builder out = {.arena = a};
    for (size_t i = 0; i < count; i++)
        text_add_format(&out, "%s%.*s", i > 0 ? ", " : "", SLICE_ARG(facts[i].name));
    return text_result(&out);
}

static bool has_hard_space(slice text)
{
    bool found = false;
    for (size_t i = 0; i + 1 < text.len && !found; i++)
        found = memcmp(text.ptr + i, "\xC2\xA0", 2) == 0;
    return found;
}

/// The key without a sign of a list that a word processor put before it.
static slice without_bullet(slice key)
{
    static const slice bullets[] = {SLICE_INIT("\xE2\x80\xA2 "), SLICE_INIT("\xC2\xB7 "),
                                    SLICE_INIT("\xE2\x80\x93 "), SLICE_INIT("\xE2\x96\xAA "),
                                    SLICE_INIT("* ")}; // a bullet, a middle dot, a dash, a square
    for (size_t i = 0; i < sizeof bullets / sizeof *bullets; i++) {
        if (slice_starts_with(key, bullets[i]))
            return slice_part(key, bullets[i].len, key.len);
    }
    return key;
}

void meant_key_hint(arena *a, const fact *facts, size_t count, slice key, bool is_profile, diag_list *diags)
{
    if (diags->unread || diags->dropped > 0)
        return;
    text_builder words = {.arena = a};
    slice rest = said_in_small_letters(a, key);
    slice word;
    while (said_next_word(&rest, &word))
        text_add_format(&words, "%s%.*s", words.length > 0 ? "_" : "", SLICE_ARG(word));
    slice plain = text_result(&words);
    ptrdiff_t same = -1;
    for (size_t i = 0; i < count && same < 0; i++)
        same = slice_equal(facts[i].name, plain) ? (ptrdiff_t)i : -1;
    slice nothing = diags->items[diags->count - 1].hint;
    if (slice_starts_with(key, SLICE("-")))
        diag_hint(diags, "put a blank after the '-' that begins an entry of a list");
    else if (has_hard_space(key))
        diag_hint(diags, "there is a non-breaking space here: write plain spaces");
    else if (same >= 0)
        diag_hint(diags, "did you mean '%.*s'?", SLICE_ARG(facts[same].name));
    else
        pack_hint_fact(facts, count, without_bullet(key), diags);
    if (diags->items[diags->count - 1].hint.len > nothing.len)
        return;
    if (is_profile)
        diag_hint(diags, "no rule asks for this: write remarks of your own under 'notes', and see 'advise "
                         "init' for all keys");
    else
        diag_hint(diags, "the keys that can stand here: %.*s", SLICE_ARG(misfit_keys_of(a, facts, count)));
}
