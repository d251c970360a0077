// What a word may be, of those in the table and of the forms of verbs.
#include "ending/word.h"

#include "ending/index.h"

/// The kinds of a word that has an entry; 0 if it has none.
static word_kinds look_up(slice word, word_key key, const ending_index *index)
{
    if (word.len == 0 || word.len > KEY_BYTES)
        return 0;
    if (index != NULL) {
        const indexed_word *known = &index->words[index_number(index, key)];
        return known->kinds | (known->phrase_count > 0 ? WORD_OPENS : 0);
    }
    size_t count;
    const word_entry *entries = word_entries(word.ptr[0], &count);
    const size_t at = key_find(entries, sizeof *entries, count, key);
    return at < count && key_equal(key_of_bytes(entries[at].word), key) ? entries[at].kinds : 0;
}

/// True if `stem` and the letter `last` (or nothing, if it is 0) are a verb that is a step.
static bool is_act(slice stem, char last, const ending_index *index)
{
    char word[WORD_LONGEST + 1];
    if (stem.len < 2)
        return false;
    memcpy(word, stem.ptr, stem.len);
    word[stem.len] = last;
    const slice verb = {word, stem.len + (last != '\0')};
    return (look_up(verb, key_of(verb), index) & WORD_ACT) != 0;
}

/// Whether a word without its ending is such a verb: "fil" of "file", "stopp" of "stop", "repl" of "reply" if `y`.
static bool is_stem(slice stem, bool y, const ending_index *index)
{
    bool doubled = stem.len > 3 && stem.ptr[stem.len - 1] == stem.ptr[stem.len - 2];
    return is_act(stem, '\0', index) || is_act(stem, 'e', index) ||
           (doubled && is_act(slice_part(stem, 0, stem.len - 1), '\0', index)) ||
           (y && stem.ptr[stem.len - 1] == 'i' && is_act(slice_part(stem, 0, stem.len - 1), 'y', index));
}

word_kinds word_kinds_of(slice word, word_key key, const ending_index *index, bool *opens)
{
    *opens = word.len <= KEY_BYTES;
    if (word.len > WORD_LONGEST)
        return 0;
    word_kinds kinds = look_up(word, key, index);
    *opens = *opens && ((kinds == 0 && index == NULL) || (kinds & WORD_OPENS) != 0);
    kinds &= ~WORD_OPENS;
    bool unknown = kinds == 0 && word.len > 4;
    const char last = word.len > 3 ? word.ptr[word.len - 1] : '\0';
    if (last != 'd' && last != 'g' && last != 'y')
        return kinds; // nearly all words
    if (slice_ends_with(word, SLICE("ed")) && word.len > 3 &&
        is_stem(slice_part(word, 0, word.len - 2), true, index))
        kinds |= WORD_ACTED;
    else if (slice_ends_with(word, SLICE("ing")) && word.len > 4 &&
             is_stem(slice_part(word, 0, word.len - 3), false, index))
        kinds |= WORD_ACTING;
    else if (unknown && slice_ends_with(word, SLICE("ly")))
        kinds = WORD_ADVERB;
    return kinds;
}
