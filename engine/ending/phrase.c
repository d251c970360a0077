// How a phrase is compared with the words of a sentence.
#include "ending/phrase.h"

#include "ending/index.h"

enum { SKIPPED = 4 };

// --- comparing ---

/// The word or name that begins here.
static slice name_at(const char *name)
{
    slice s = {name, 0};
    while (is_letter(name[s.len]) || name[s.len] == '_')
        s.len++;
    return s;
}

/// What a name in capitals stands for; 0: it is a word.
static word_kinds kind_of_name(slice name)
{
    static const struct {
        slice name;
        word_kinds kind;
    } names[] = {{SLICE_INIT("ME"), WORD_ME},        {SLICE_INIT("YOU"), WORD_YOU},
                 {SLICE_INIT("OUR"), WORD_OUR},      {SLICE_INIT("ACT"), WORD_ACT},
                 {SLICE_INIT("ACTED"), WORD_ACTED},  {SLICE_INIT("ACTING"), WORD_ACTING},
                 {SLICE_INIT("A"), WORD_A},          {SLICE_INIT("THE"), WORD_THE},
                 {SLICE_INIT("NUMBER"), WORD_NUMBER}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (slice_equal(name, names[i].name))
            return names[i].kind;
    }
    return 0;
}

/// Whether the word is the one that begins at `name`.
static bool is_spelled(const char *name, slice word)
{
    size_t at = 0;
    while (at < word.len && name[at] == word.ptr[at])
        at++;
    return at == word.len && !is_letter(name[at]);
}

/// Whether the word is the one that begins at `name`, or is of the kind that is named there.
static bool is_named(const char *name, const ending_word *word)
{
    if (*name >= 'a')
        return is_spelled(name, word->text);
    return *name == '_' || (word->is & kind_of_name(name_at(name))) != 0;
}

/// False for nearly all words that are another, by the first letter.
static inline bool may_be_named(const char *name, const ending_word *word)
{
    return *name == word->text.ptr[0] || *name < 'a'; // such as names, in capitals, and "_"
}

/// True if the word is one of those that the atom names.
static inline bool is_one_of(const char *atom, const ending_word *word)
{
    if (*atom != '|')
        return may_be_named(atom, word) && is_named(atom, word);
    do {
        atom++;
        if (may_be_named(atom, word) && is_named(atom, word))
            return true;
        while ((unsigned char)(*atom - '!') < '|' - '!') // up to the next '|', a blank or the end
            atom++;
    } while (*atom == '|');
    return false;
}

/// The word at or after `at` that is the atom, with at most `skip` words of any kind, or adverbs, before it; NULL: there is none.
static const ending_word *find_atom(const sentence *s, size_t at, const char *atom, size_t skip)
{
    for (; at < s->count; at++) {
        if (is_one_of(atom, &s->words[at]))
            return &s->words[at];
        bool adverb = (s->words[at].is & WORD_ADVERB) != 0;
        if (!adverb && skip == 0)
            return NULL;
        skip -= adverb ? 0 : 1;
    }
    return NULL;
}

/// The atom behind the one at `atom`: a NUL if it is the last.
static const char *next_atom(const char *atom)
{
    while (*atom != ' ' && *atom != '\0')
        atom++;
    return *atom == ' ' ? atom + 1 : atom;
}

static bool is_denied(const sentence *s, size_t at)
{
    while (at > 0 && (s->words[at].marks & MARK_STARTS) == 0) {
        at--;
        if ((s->words[at].is & WORD_AND) != 0)
            return false;
        if ((s->words[at].is & (WORD_NO | WORD_NOT)) != 0)
            return true;
    }
    return false;
}

/// How many words of the sentence the phrase is, whose first word is the one at `at`; 0: it is not there.
static size_t match(const phrase_row *row, const sentence *s, size_t at)
{
    size_t from = at++;
    size_t skip = 0;
    for (const char *atom = row->rest; *atom != '\0'; atom = next_atom(atom)) {
        if (*atom == '.') { // "..."
            skip = SKIPPED;
            continue;
        }
        const ending_word *found = find_atom(s, at, atom, skip);
        if (found == NULL)
            return 0;
        at = (size_t)(found - s->words) + 1;
        skip = 0;
    }
    return (row->says & PHRASE_UNDENIED) != 0 && is_denied(s, from) ? 0 : at - from;
}

/// False for nearly all phrases that do not stand at a word, by the letter that must follow.
static inline bool may_stand(const phrase_row *row, const sentence *s, size_t at)
{
    if ((row->says & PHRASE_AT_START) != 0 && (s->words[at].marks & MARK_STARTS) == 0)
        return false;
    const char next = row->rest[0];
    if (next < 'a' || next > 'z' || at + 1 >= s->count)
        return next == '\0' || at + 1 < s->count;
    return s->words[at + 1].text.ptr[0] == next || (s->words[at + 1].is & WORD_ADVERB) != 0;
}

/// The phrases that begin with a word.
typedef struct candidates {
    const phrase_row *rows;
    size_t count;
    const uint32_t *next; ///< of each, if there is an index: what its second word begins with
} candidates;

static candidates search_phrases(const ending_word *word)
{
    size_t count;
    const phrase_row *rows = phrase_rows(word->text.ptr[0], &count);
    const size_t from = key_find(rows, sizeof *rows, count, word->key);
    size_t end = from;
    while (end < count && key_equal(key_of_bytes(rows[end].first), word->key))
        end++;
    return (candidates){rows + from, end - from, NULL};
}

/// The same of the index; none if no second word fits.
static candidates look_up_phrases(const ending_index *x, const ending_word *word, uint32_t next)
{
    const indexed_word *known = &x->words[index_number(x, word->key)];
    const size_t count = (known->next & next) != 0 ? known->phrase_count : 0;
    return (candidates){known->phrases, count, x->next + known->first};
}

/// What a phrase that begins at the word `at` must allow its second word to begin with: one of these.
static uint32_t next_allowed(const sentence *s, size_t at)
{
    if (at + 1 >= s->count)
        return NEXT_NOTHING;
    const ending_word *next = &s->words[at + 1];
    return (next->is & WORD_ADVERB) != 0 ? UINT32_MAX : index_next(next->text.ptr[0]);
}

reading phrase_find(const sentence *s, size_t at, size_t *length)
{
    reading says = READ_NOTHING;
    const ending_word *word = &s->words[at];
    const uint32_t next = next_allowed(s, at);
    const candidates all = s->index != NULL ? look_up_phrases(s->index, word, next) : search_phrases(word);
    for (size_t i = 0; i < all.count; i++) {
        const phrase_row *phrase = &all.rows[i];
        if (all.next != NULL && (all.next[i] & next) == 0)
            continue;
        size_t words = may_stand(phrase, s, at) ? match(phrase, s, at) : 0;
        reading row = (reading)(phrase->says & PHRASE_READING);
        bool prevails = words == *length && words > 0 && row == READ_COURTESY;
        if (words > *length || prevails) {
            *length = words;
            says = row;
        }
    }
    return says;
}

// --- phrases of the caller ---

static bool is_plain(char c)
{
    return is_letter(c) || is_digit(c) || c == '_';
}

/// False only if no word of the sentence is the phrase's first one: it need not be read then.
static bool may_be_in(const sentence *s, slice phrase)
{
    if (phrase.len == 0 ||
        !is_plain(phrase.ptr[0])) // begins with a sign or another letter: for sentence.c to read
        return true;
    if ((s->letters >> letter_number(lower(phrase.ptr[0])) & 1) == 0)
        return false;
    char first[KEY_BYTES] = {0};
    size_t length = 0;
    for (; length < phrase.len && length < KEY_BYTES && is_plain(phrase.ptr[length]); length++)
        first[length] = lower(phrase.ptr[length]);
    const char behind = length < phrase.len ? phrase.ptr[length] : ' ';
    if (behind == '\'' || (unsigned char)behind >= 0x80 || is_plain(behind)) // "won't", or a long word
        return true;
    const word_key key = key_of_bytes(first);
    bool found = false;
    for (size_t at = 0; at < s->count && !found; at++)
        found = key_equal(s->words[at].key, key);
    return found;
}

static bool stands_at(const sentence *s, size_t at, const sentence *phrase)
{
    for (size_t i = 0; i < phrase->count; i++) {
        if (!slice_equal(s->words[at + i].text, phrase->words[i].text))
            return false;
    }
    return true;
}

bool phrase_is_in(const sentence *s, slice phrase)
{
    if (!may_be_in(s, phrase))
        return false;
    sentence words;
    sentence_of_phrase(phrase, &words);
    for (size_t at = 0; words.count > 0 && at + words.count <= s->count; at++) {
        if (stands_at(s, at, &words))
            return true;
    }
    return false;
}
