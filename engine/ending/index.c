// Makes the index of words and phrases from the tables.
#include "ending/index.h"

#include "ending/line.h"

static const char letters[] = "abcdefghijklmnopqrstuvwxyz";

/// What a second word begins with that one of the words of an atom allows: "|may|might", "the", "ACT", "_", "...".
static uint32_t next_of(const char *atom)
{
    uint32_t next = 0;
    if (*atom == '\0')
        return NEXT_NOTHING;
    for (const char *at = atom; *at != ' ' && *at != '\0'; at++) {
        const bool begins = *at != '|' && (at == atom || at[-1] == '|');
        if (begins)
            next |= *at >= 'a' && *at <= 'z' ? UINT32_C(1) << (*at - 'a') : NEXT_ANY;
    }
    return next;
}

/// The word of a key, which may be new.
static indexed_word *word_for(ending_index *x, word_key key)
{
    uint16_t *slot = &x->slots[index_slot(x, key)];
    if (*slot == 0) {
        *slot = (uint16_t)++x->word_count;
        x->words[*slot].key = key;
    }
    return &x->words[*slot];
}

static void add_words(ending_index *x, char letter)
{
    size_t count;
    const word_entry *entries = word_entries(letter, &count);
    for (size_t i = 0; i < count; i++)
        word_for(x, key_of_bytes(entries[i].word))->kinds = entries[i].kinds & ~WORD_OPENS;
}

/// @return  how many phrases there are with these
static size_t add_phrases(ending_index *x, char letter, size_t first)
{
    size_t count;
    const phrase_row *rows = phrase_rows(letter, &count);
    for (size_t i = 0; i < count; i++) {
        indexed_word *word = word_for(x, key_of_bytes(rows[i].first));
        if (word->phrase_count++ == 0) {
            word->phrases = &rows[i];
            word->first = (uint32_t)(first + i);
        }
        x->next[first + i] = next_of(rows[i].rest);
        word->next |= x->next[first + i];
    }
    return first + count;
}

const ending_index *ending_index_new(arena *a)
{
    size_t word_count = 0;
    size_t phrase_count = 0;
    for (const char *letter = letters; *letter != '\0'; letter++) {
        size_t words;
        size_t phrases;
        (void)word_entries(*letter, &words);
        (void)phrase_rows(*letter, &phrases);
        word_count += words;
        phrase_count += phrases;
    }
    ending_index *x = ARENA_NEW(a, ending_index);
    x->words = ARENA_ARRAY(a, 1 + word_count + phrase_count, indexed_word);
    x->next = ARENA_ARRAY(a, phrase_count, uint32_t);
    size_t first = 0;
    for (const char *letter = letters; *letter != '\0'; letter++) {
        add_words(x, *letter);
        first = add_phrases(x, *letter, first);
    }
    return x;
}
