#include "mapping/draft_words.h"

#include "base/limits.h"
#include "profile/said_words.h"

// --- words ---

/// Words that offices write for others: abbreviations, and words of the same meaning.
static const struct {
    const char *written, *meant;
} same_words[] = {{"yr", "year"},
                  {"yrs", "year"},
                  {"mo", "month"},
                  {"mos", "month"},
                  {"mth", "month"},
                  {"mths", "month"},
                  {"hr", "hour"},
                  {"hrs", "hour"},
                  {"wk", "week"},
                  {"wks", "week"},
                  {"weekly", "week"},
                  {"monthly", "month"},
                  {"yearly", "year"},
                  {"annual", "year"},
                  {"exp", "experience"},
                  {"pos", "position"},
                  {"spec", "specialty"},
                  {"specialisation", "specialty"},
                  {"specialization", "specialty"},
                  {"dept", "department"},
                  {"ref", "reference"},
                  {"refs", "reference"},
                  {"cv", "resume"},
                  {"desired", "wanted"},
                  {"target", "wanted"},
                  {"preferred", "wanted"},
                  {"wish", "wanted"},
                  {"wished", "wanted"},
                  {"sought", "wanted"},
                  {"minimum", "lowest"},
                  {"min", "lowest"},
                  {"least", "lowest"},
                  {"salary", "pay"},
                  {"wage", "pay"},
                  {"wages", "pay"},
                  {"earnings", "pay"},
                  {"attorney", "lawyer"},
                  {"current", "present"},
                  {"now", "present"},
                  {"max", "limit"},
                  {"maximum", "limit"},
                  {"kilometers", "km"},
                  {"kilometres", "km"},
                  {"employer", "firm"},
                  {"vacancies", "opening"},
                  {"mood", "satisfaction"},
                  {"happy", "satisfaction"},
                  {"happiness", "satisfaction"},
                  {"morale", "satisfaction"}};

/// Without the ends of plurals and of forms of verbs: "duties" and "duty", "changing" and "change", "looked" and "look".
static slice stem(slice word)
{
    static const char *const ends[] = {"ies", "ing", "ed", "es", "y", "e", "s"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        const slice end = slice_of(ends[i]);
        if (word.len >= end.len + 3 && slice_ends_with(word, end))
            return slice_part(word, 0, word.len - end.len);
    }
    return word;
}

static slice meaning(slice word)
{
    for (size_t i = 0; i < sizeof same_words / sizeof *same_words; i++) {
        if (slice_is(word, same_words[i].written))
            return slice_of(same_words[i].meant);
    }
    return word;
}

/// True for the same word in another form, or for one that is cut off: "exper" for "experience", not "over" for "overloaded".
static bool are_same(slice a, slice b)
{
    a = stem(meaning(a));
    b = stem(meaning(b));
    const slice shorter = a.len < b.len ? a : b;
    const slice longer = a.len < b.len ? b : a;
    return slice_equal(a, b) ||
           (shorter.len >= 4 && 2 * shorter.len > longer.len && slice_starts_with(longer, shorter));
}

/// Words that say nothing of what a column is.
static bool is_filler(slice word)
{
    static const char *const fillers[] = {"the",  "a",   "an",  "of",   "in",  "you",  "your",  "do",
                                          "does", "is",  "are", "to",   "how", "what", "which", "at",
                                          "for",  "and", "or",  "have", "has", "with", "no",    "on",
                                          "yn",   "ago", "per", "down", NULL};
    return said_is_one_of(word, fillers) || word.len < 2;
}

/// In small letters without accents: "résumé" and "resume".
static slice plainly(arena *a, slice text)
{
    static const char letters[] = "aaaaaaaceeeeiiiidnooooo*ouuuuy*saaaaaaaceeeeiiiidnooooo*ouuuuy*y";
    const slice small = said_in_small_letters(a, slice_part(text, 0, LIMIT_GUESSED_NAME));
    char *out = ARENA_ARRAY(a, small.len + 1, char);
    size_t length = 0;
    for (size_t i = 0; i < small.len; i++) {
        const unsigned char c = (unsigned char)small.ptr[i];
        const unsigned char next = i + 1 < small.len ? (unsigned char)small.ptr[i + 1] : 0;
        const bool has_accent = c == 0xC3 && next >= 0x80 && next <= 0xBF && letters[next - 0x80] != '*';
        out[length++] = has_accent ? letters[next - 0x80] : small.ptr[i];
        i += has_accent;
    }
    return (slice){out, length};
}

static size_t words_in(slice text)
{
    size_t n = 0;
    slice word;
    while (said_next_word(&text, &word))
        n += !is_filler(word);
    return n;
}

static bool has_word(slice text, slice wanted)
{
    bool found = false;
    slice word;
    while (!found && said_next_word(&text, &word))
        found = are_same(word, wanted);
    return found;
}

/// How a word stands in a text: 2 for the word, 1 for another unit of time, which can be converted, 0 for neither.
static size_t weight_of(slice text, slice wanted)
{
    static const char *const units[] = {"year", "month", "week"};
    bool is_unit = false;
    bool has_unit = false;
    if (has_word(text, wanted))
        return 2;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        is_unit = is_unit || are_same(wanted, slice_of(units[i]));
        has_unit = has_unit || has_word(text, slice_of(units[i]));
    }
    return is_unit && has_unit;
}

// --- names ---

int draft_likeness(arena *a, slice name, slice other)
{
    name = plainly(a, name);
    other = plainly(a, other);
    const size_t both = words_in(name) + words_in(other);
    size_t shared = 0;
    slice rest = name;
    slice word;
    while (said_next_word(&rest, &word))
        shared += is_filler(word) ? 0 : weight_of(other, word);
    return both > 0 ? (int)(100 * shared / both) : 0;
}

int draft_coverage(arena *a, slice column, slice name, slice question)
{
    column = plainly(a, column);
    name = plainly(a, name);
    question = plainly(a, question);
    const size_t words = words_in(column);
    size_t named = 0;
    size_t asked = 0;
    slice rest = column;
    slice word;
    while (said_next_word(&rest, &word)) {
        const size_t weight = is_filler(word) ? 0 : weight_of(name, word);
        named += weight;
        asked += weight == 0 && !is_filler(word) && has_word(question, word) ? 2 : 0;
    }
    // A word alone stands in many names.
    return named > 0 && words > 1 ? (int)(50 * (named + asked) / words) : 0;
}

char draft_time_unit(arena *a, slice name)
{
    static const char *const units[] = {"year", "month", "week"};
    char found = '\0';
    size_t count = 0;
    name = plainly(a, name);
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        if (has_word(name, slice_of(units[i]))) {
            found = units[i][0];
            count++;
        }
    }
    return count == 1 ? found : '\0';
}
