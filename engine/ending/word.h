/// What words are to the grammar of endings: who acts, how a verb looks ahead, which verbs are steps. Private to engine/ending/.
#ifndef ADVISE_ENDING_WORD_H
#define ADVISE_ENDING_WORD_H

#include "ending/ending.h"
#include "ending/key.h"

#include <stdint.h>

/// A set of kinds: a word may be several. The tables in word_table.c say which words are what.
typedef uint64_t word_kinds;

#define WORD_KIND(n) ((word_kinds)1 << (n))
#define WORD_ME      WORD_KIND(0)  ///< I, we
#define WORD_YOU     WORD_KIND(1)  ///< you
#define WORD_ANYONE  WORD_KIND(2)  ///< someone, anybody
#define WORD_SIDE    WORD_KIND(3)  ///< our side: the client, the firm
#define WORD_OUR     WORD_KIND(4)  ///< my, our, your
#define WORD_WILL    WORD_KIND(5)  ///< will, shall
#define WORD_CAN     WORD_KIND(6)  ///< can
#define WORD_COULD   WORD_KIND(7)  ///< could, might
#define WORD_MAY     WORD_KIND(8)  ///< may
#define WORD_WOULD   WORD_KIND(9)  ///< would
#define WORD_SHOULD  WORD_KIND(10) ///< should, ought
#define WORD_MUST    WORD_KIND(11) ///< must
#define WORD_BE      WORD_KIND(12) ///< am, are, is, be
#define WORD_WAS     WORD_KIND(13) ///< was, were, been
#define WORD_HAVE    WORD_KIND(14) ///< have, has
#define WORD_HAD     WORD_KIND(15) ///< had
#define WORD_DO      WORD_KIND(16) ///< do, does
#define WORD_DID     WORD_KIND(17) ///< did
#define WORD_NOT     WORD_KIND(18) ///< not, never
#define WORD_NO      WORD_KIND(19) ///< no, none, nothing, nobody
#define WORD_ADVERB  WORD_KIND(20) ///< skipped between subject and verb: also, then, probably
#define WORD_ACT     WORD_KIND(21) ///< the base of a verb that is a step: file, order, depose
#define WORD_NOUN    WORD_KIND(22) ///< such a verb that is a noun too: order, notice, review
#define WORD_ACTED   WORD_KIND(23) ///< filed, ordered
#define WORD_ACTING  WORD_KIND(24) ///< filing, ordering
#define WORD_STATIVE WORD_KIND(25) ///< a verb or adjective that is no step: see, note, prevail, able
#define WORD_REPORTS WORD_KIND(26) ///< says what others say: testified, provides
#define WORD_ADVISES WORD_KIND(27) ///< recommend, suggest, propose
#define WORD_TO      WORD_KIND(28) ///< to
#define WORD_LINKS   WORD_KIND(29) ///< leads to a verb by "to": need, plan, going
#define WORD_EAGER   WORD_KIND(30) ///< happy, ready, free
#define WORD_A       WORD_KIND(31) ///< a, an, any, each: of no certain thing
#define WORD_THE     WORD_KIND(32) ///< the, this, his, them: of a certain thing
#define WORD_GOOD    WORD_KIND(33) ///< wise, prudent, useful
#define WORD_BEST    WORD_KIND(34) ///< best, safest, next, other: of ways
#define WORD_WAY     WORD_KIND(35) ///< step, course, option
#define WORD_DEED    WORD_KIND(36) ///< a noun for something that one does: a call, a letter
#define WORD_IF      WORD_KIND(37) ///< if, once, when, unless
#define WORD_AND     WORD_KIND(38) ///< and, but, or, so
#define WORD_LAW     WORD_KIND(39) ///< rule, statute, §
#define WORD_ASKS    WORD_KIND(40) ///< who, what, which, how
#define WORD_AFTER   WORD_KIND(41) ///< may follow a command: out, up, back, her, whether
#define WORD_NUMBER  WORD_KIND(42) ///< begins with a digit, $ or #
#define WORD_QUOTE   WORD_KIND(43) ///< stands for a quotation
#define WORD_OTHER   WORD_KIND(44) ///< any other word of the tables: of, by, with

#define WORD_TASK                                                                                            \
    WORD_KIND(                                                                                               \
        46) ///< the base of a verb that may be a command, but whose passive tells nothing: terminate, approve

#define WORD_SOON  WORD_KIND(47) ///< tomorrow, tonight
#define WORD_OPENS WORD_KIND(48) ///< of an entry alone: a phrase begins with the word

/// A word of the tables.
typedef struct word_entry {
    char word[KEY_BYTES]; ///< in small letters, the rest NULs
    word_kinds kinds;     ///< what it may be
} word_entry;

/// The words that begin with a letter, in alphabetical order (word_table.c). There are none but for small letters.
const word_entry *word_entries(char letter, size_t *count);

/// The word in small letters: what it is, 0 if it is in no table.
/// @param key    of the word
/// @param index  NULL: the tables are searched
/// @param opens  receives false if no phrase begins with it
word_kinds word_kinds_of(slice word, word_key key, const ending_index *index, bool *opens);

enum { WORD_LONGEST = 24 }; ///< longer ones are in no table

#endif
