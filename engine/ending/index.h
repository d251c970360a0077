/// The words of the tables by a hash, each with the phrases that it begins. Who judges many memos makes one (ending.h); else the tables are
/// searched, and say the same. Private to engine/ending/.
#ifndef ADVISE_ENDING_INDEX_H
#define ADVISE_ENDING_INDEX_H

#include "ending/ending.h"
#include "ending/phrase_table.h"
#include "ending/word.h"

enum { INDEX_SLOTS = 4096 }; // a power of two, more than twice as many as there are words

/// What the second word of a phrase may begin with: a bit for each small letter, and these.
enum {
    NEXT_ANY = 1 << 26,    ///< some phrase goes on with a name, with any word, or with a sign
    NEXT_NOTHING = 1 << 27 ///< some phrase has no second word
};

/// A word of the tables.
typedef struct indexed_word {
    word_key key;
    word_kinds kinds;
    const phrase_row *phrases; ///< that begin with it
    uint32_t phrase_count;
    uint32_t first; ///< of these, among those of all words
    uint32_t next;  ///< what their second words begin with
} indexed_word;

struct ending_index {
    uint16_t slots[INDEX_SLOTS]; ///< an open hash table: the number of a word; 0: the slot is free
    indexed_word *words;         ///< by number, from 1
    size_t word_count;
    uint32_t *next; ///< of each phrase: what its second word begins with
};

static inline size_t index_hash(word_key key)
{
    const uint64_t multiplier = 0x9E3779B97F4A7C15u;
    const uint64_t mixed = (key.high ^ key.low * multiplier) * multiplier;
    return mixed >> (64 - 12);
}

/// The slot of a word, or the free one where it belongs.
static inline size_t index_slot(const ending_index *x, word_key key)
{
    size_t at = index_hash(key);
    while (x->slots[at] != 0 && !key_equal(x->words[x->slots[at]].key, key))
        at = (at + 1) % INDEX_SLOTS;
    return at;
}

/// The number of a word of at most KEY_BYTES; 0: it is in no table.
static inline unsigned index_number(const ending_index *x, word_key key)
{
    return x->slots[index_slot(x, key)];
}

/// What a phrase whose second word has this first byte must allow: `next` of the phrase has one of these bits.
static inline uint32_t index_next(char first)
{
    const unsigned letter = (unsigned char)(first - 'a');
    return NEXT_ANY | NEXT_NOTHING | (letter < 26 ? UINT32_C(1) << letter : 0);
}

#endif
