// How well a text fits a value is a number: the same words count most, then like words one by one.
#include "profile/said_choice.h"

#include "base/text.h"
#include "profile/said_words.h"

/// Words that people use for one another. What is found by them is put as a hint, or repeated back, so that a wide net does no harm.
static const char *const like_words[][8] = {
    {"content", "satisfied", "happy", "pleased", "fine", "good", "ok", NULL},
    {"unhappy", "dissatisfied", "unsatisfied", "miserable", "bad", "frustrated", NULL},
    {"restless", "bored", "impatient", "mixed", "stuck", NULL},
    {"bottom", "junior", "lowest", "low", "new", "last", NULL},
    {"middle", "mid", "medium", "average", "moderate", NULL},
    {"top", "senior", "highest", "high", "first", NULL},
    {"small", "little", "tiny", "boutique", "solo", NULL},
    {"large", "big", "huge", "biglaw", NULL},
    {"company", "corporation", "house", "business", NULL},
    {"government", "public", "court", "state", "county", "agency", NULL},
    {"nonprofit", "charity", "ngo", NULL},
    {"litigation", "trial", "trials", "lawsuits", "litigator", NULL},
    {"intellectual", "patent", "patents", "trademark", "trademarks", "copyright", NULL},
    {"family", "divorce", "custody", NULL},
    {"estates", "probate", "wills", "estate", NULL},
    {"real", "property", "conveyancing", "closings", NULL},
    {"employment", "labor", "labour", NULL},
    {"health", "medical", "hospital", NULL},
    {"criminal", "crime", "defense", NULL},
    {"injury", "accidents", "tort", "torts", NULL},
    {"routine", "easy", "simple", "basic", NULL},
    {"hard", "difficult", "complex", "challenging", NULL},
    {"welcomes", "encouraging", "encourages", "supportive", "positive", "likes", NULL},
    {"discourages", "negative", "dismissive", "hostile", "dislikes", NULL},
    {"neutral", "indifferent", "nothing", NULL},
    {"praised", "liked", "loved", "great", NULL},
    {"returned", "sent", "rejected", "corrected", "redone", NULL},
    {"nobody", "none", "no", "unassigned", NULL},
    {"advance", "promotion", "advancement", "career", NULL},
    {"pay", "salary", "money", "raise", NULL},
    {"balance", "hours", "flexibility", "stress", NULL},
    {"declined", "refused", "rejected", "passed", NULL},
    {"ignored", "nothing", "missed", NULL},
};

static bool are_alike(slice a, slice b)
{
    bool alike = slice_equal(a, b);
    size_t shared = 0;
    while (shared < a.len && shared < b.len && a.ptr[shared] == b.ptr[shared])
        shared++;
    alike = alike || (shared >= 5 && shared + 3 >= a.len && shared + 3 >= b.len);
    for (size_t i = 0; i < sizeof like_words / sizeof *like_words && !alike; i++)
        alike = said_is_one_of(a, like_words[i]) && said_is_one_of(b, like_words[i]);
    return alike;
}

/// Equal but for capitals, and for what separates words.
static bool are_same_words(slice a, slice b)
{
    slice x = {0};
    slice y = {0};
    bool same = true;
    bool more = true;
    while (same && more) {
        bool left = said_next_word(&a, &x);
        bool right = said_next_word(&b, &y);
        same = left == right && slice_equal(x, y);
        more = left && right;
    }
    return same;
}

/// Passes what separates words; the number of bytes.
static size_t separators_at(slice s, size_t at)
{
    const size_t from = at;
    while (at < s.len && (s.ptr[at] == ' ' || s.ptr[at] == '-' || s.ptr[at] == '_'))
        at++;
    return at - from;
}

/// True if the texts are the same but for capitals and for what separates their words. At the ends, a hyphen is a sign of its own.
static bool are_same_signs(slice a, slice b)
{
    size_t i = 0;
    size_t k = 0;
    bool same = true;
    while (same && i < a.len && k < b.len) {
        const size_t left = separators_at(a, i);
        const size_t right = separators_at(b, k);
        const bool within = i > 0 && k > 0 && i + left < a.len && k + right < b.len;
        if (within && left > 0 && right > 0) {
            i += left;
            k += right;
        } else {
            same = said_is_same_but_for_case(slice_part(a, i, 1), slice_part(b, k, 1));
            i++;
            k++;
        }
    }
    return same && i == a.len && k == b.len;
}

ptrdiff_t said_choice_same(const feel_type *type, slice text)
{
    ptrdiff_t found = -1;
    size_t count = 0;
    for (size_t i = 0; i < type->allowed_count; i++) {
        if (slice_equal(feel_text(type->allowed[i]), text))
            return (ptrdiff_t)i;
    }
    for (size_t i = 0; i < type->allowed_count; i++) {
        if (!are_same_signs(feel_text(type->allowed[i]), text))
            continue;
        found = (ptrdiff_t)i;
        count++;
    }
    return count == 1 ? found : -1;
}

/// "ip" for "intellectual property".
static bool is_acronym(slice text, slice value)
{
    size_t letters = 0;
    bool fits = text.len >= 2;
    slice word;
    while (fits && said_next_word(&value, &word)) {
        fits = letters < text.len && text.ptr[letters] == word.ptr[0];
        letters++;
    }
    return fits && letters == text.len;
}

/// How well the text fits a value: 100 for the same words, else how many of its words the value has; 0: not at all.
static int likeness(slice text, slice value)
{
    static const char *const fillers[] = {"law", "the", "a",    "an",  "of",   "in",       "very",    "and",
                                          "i",   "m",   "is",   "she", "he",   "am",       "work",    "to",
                                          "it",  "my",  "firm", "or",  "area", "practice", "general", NULL};
    if (are_same_words(text, value) || is_acronym(text, value))
        return 100;
    int shared = 0;
    slice word;
    while (said_next_word(&text, &word)) {
        slice rest = value;
        slice other;
        int weight = is_acronym(word, value) ? 2 : 0;
        while (said_next_word(&rest, &other)) {
            int one = are_alike(word, other) ? 2 : 0;
            one = one > 0 && said_is_one_of(word, fillers) ? 1 : one;
            weight = one > weight ? one : weight;
        }
        shared += weight;
    }
    return shared;
}

static void add_choice(said_choice *to, slice value)
{
    if (to->count < SAID_MOST_CHOICES)
        to->values[to->count++] = value;
    else
        to->has_more = true;
}

/// The values that the text is most like.
static said_choice most_like(arena *a, const feel_type *type, slice text)
{
    said_choice out = {0};
    int best = 1;
    for (size_t i = 0; i < type->allowed_count; i++) {
        const slice value = feel_text(type->allowed[i]);
        const int like = likeness(text, said_in_small_letters(a, value));
        if (like > best)
            out = (said_choice){0};
        best = like > best ? like : best;
        if (like == best)
            add_choice(&out, value);
    }
    out.is_sure = best >= 100 && out.count == 1;
    return out;
}

/// The only value that the text may be a misspelling of.
static said_choice nearest_spelling(arena *a, const feel_type *type, slice text)
{
    said_choice out = {0};
    slice *names = ARENA_ARRAY(a, type->allowed_count, slice);
    for (size_t i = 0; i < type->allowed_count; i++)
        names[i] = feel_text(type->allowed[i]);
    const ptrdiff_t nearest = nearest_name(a, text, names, type->allowed_count);
    if (nearest >= 0)
        out = (said_choice){.count = 1, .values = {names[nearest]}};
    return out;
}

said_choice said_choice_like(arena *a, const feel_type *type, slice plain)
{
    const said_choice like = most_like(a, type, plain);
    return like.count > 0 && !like.has_more ? like : nearest_spelling(a, type, plain);
}

/// The words of a text with one blank between.
static slice words_of(arena *a, slice text)
{
    text_builder out = {.arena = a};
    slice rest = said_in_small_letters(a, text);
    slice word;
    while (said_next_word(&rest, &word))
        text_add_format(&out, "%s%.*s", out.length > 0 ? " " : "", SLICE_ARG(word));
    return text_result(&out);
}

/// The values that begin with the text.
static said_choice beginning_with(arena *a, const feel_type *type, slice text)
{
    said_choice out = {0};
    const slice begin = words_of(a, text);
    for (size_t i = 0; begin.len > 0 && i < type->allowed_count; i++) {
        const slice value = feel_text(type->allowed[i]);
        if (slice_starts_with(words_of(a, value), begin))
            add_choice(&out, value);
    }
    out.is_sure = out.count == 1;
    return out;
}

/// "ip" for "i.p".
static slice without_points(arena *a, slice text)
{
    text_builder out = {.arena = a};
    for (size_t i = 0; i < text.len; i++)
        text_add(&out, text.ptr[i] == '.' ? SLICE("") : slice_part(text, i, 1));
    return text_result(&out);
}

said_choice said_choice_of(arena *a, const feel_type *type, slice plain)
{
    static const char *const no_words[] = {"not", "no", "anything", "except", "don", "never", "other", NULL};
    plain = slice_is(plain, "no one") ? SLICE("nobody") : without_points(a, plain);
    const said_choice like = most_like(a, type, plain);
    if (like.is_sure)
        return like;
    const said_choice begins = beginning_with(a, type, plain);
    if (begins.count > 0)
        return begins;
    return said_has_one_of(plain, no_words) ? (said_choice){0} : said_choice_like(a, type, plain);
}
