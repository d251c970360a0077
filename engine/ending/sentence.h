/// The sentences of a part, as words with marks. Private to engine/ending/.
#ifndef ADVISE_ENDING_SENTENCE_H
#define ADVISE_ENDING_SENTENCE_H

#include "ending/key.h"
#include "ending/part.h"
#include "ending/word.h"

enum {
    SENTENCE_WORDS = 160,  // a longer one is read in pieces
    SENTENCE_BYTES = 1536, // of all its words
    QUOTE_BYTES = 800      // a quotation that is longer is read as text
};

enum word_marks {
    MARK_STARTS = 1,  ///< begins a clause: of the sentence, or after ; : — a parenthesis or a label
    MARK_CAPITAL = 2, ///< begins with a capital
    MARK_COMMA = 4,   ///< a comma follows
    MARK_COLON = 8,   ///< a colon follows
    MARK_OWNS = 16,   ///< had an apostrophe and s: "client's"
    MARK_OPENS = 32   ///< a phrase may begin with it
};

typedef struct ending_word {
    slice text;   ///< in small letters
    word_key key; ///< of it, if it is short enough for the tables
    word_kinds is;
    unsigned marks;
} ending_word;

typedef struct sentence {
    const ending_index *index; ///< NULL: the tables are searched
    ending_word words[SENTENCE_WORDS];
    size_t count;
    bool asks;    ///< ends with a question mark
    bool is_item; ///< stands in a list
    bool is_done; ///< its item is ticked
    bool leads;   ///< ends with a colon
    char bytes[SENTENCE_BYTES];
    size_t used;
    uint32_t letters; ///< a bit for each number of letter_number that a word begins with
} sentence;

/// A number below 32 for the byte that a word begins with.
static inline unsigned letter_number(char first)
{
    return (unsigned char)first % 32;
}

/// Reads a range of lines, sentence by sentence.
typedef struct sentence_reader {
    const line_list *lines;
    line_range range; ///< `first` moves on
    size_t at;        ///< byte in the line `first`
    size_t width;     ///< of the widest line: whether a line was broken or ended
    const ending_index *index;
} sentence_reader;

/// @param index  NULL: the tables are searched
sentence_reader sentence_reader_of(const line_list *lines, line_range range, const ending_index *index);

/// Reads the next sentence that has words; false at the end.
bool sentence_next(sentence_reader *r, sentence *s);

/// How many sentences are left, or more.
size_t sentence_most_left(const sentence_reader *r);

/// Reads a phrase as the words of a sentence, for comparison with others.
void sentence_of_phrase(slice phrase, sentence *s);

#endif
