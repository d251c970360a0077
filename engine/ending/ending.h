/// How a memo ends: does its own last part say what could be done next? This header is all that other rooms use.
///
///   text ──part.c──► the last part, without courtesy, signature and notices
///        ──sentence.c──► sentences of words ──clause.c──► what each says ──judge.c──► a verdict
///
/// English only, by tables of words (word_table.c, phrase_table.c, opening.c) and a small grammar of who acts and when (clause.c). Nothing is allocated, and only the
/// last LIMIT_ENDING bytes are looked at.
#ifndef ADVISE_ENDING_ENDING_H
#define ADVISE_ENDING_ENDING_H

#include "base/arena.h"
#include "base/slice.h"

typedef enum ending_verdict {
    ENDING_FLAT,     ///< stops without a word on what could be done next
    ENDING_DOUBTFUL, ///< could be read either way, or there is nothing to judge
    ENDING_SUGGESTS, ///< suggests, offers, asks for or announces a step
} ending_verdict;

/// The words and phrases of the tables, prepared for many memos. Immutable, and shared by threads.
typedef struct ending_index ending_index;

/// Makes one, which lives in `a`: a tenth of a millisecond. Call below `arena_run(a)`.
const ending_index *ending_index_new(arena *a);

/// Phrases of the caller, beside those of the tables: words apart by blanks, in any case. All may be NULL with 0.
typedef struct ending_words {
    const slice *suggesting; ///< a sentence with one of them suggests something
    size_t suggesting_count;
    const slice *courteous; ///< a sentence with one of them is courtesy: left out
    size_t courteous_count;
    const ending_index *index; ///< NULL: the tables are searched, which takes longer and says the same
} ending_words;

/// Judges a text of any length; malformed UTF-8 does no harm. Takes time in proportion to the part that it reads.
/// @param more  borrowed for the call
ending_verdict ending_judge(slice text, const ending_words *more);

/// The last paragraph without a signature block, with the heading or sentence above a list: a slice of `text`, empty if there is none.
slice ending_closing(slice text);

#endif
