// What the judge of endings finds by a shortcut (sorted tables, first letters, a search from the end) is what looking at everything finds, on
// memos made at random from the labelled ones, the words of the tables, signs and broken bytes.
#include "base/limits.h"
#include "ending/ending.h"
#include "ending/heading.h"
#include "ending/line.h"
#include "ending/opening.h"
#include "ending/phrase.h"
#include "files.h"
#include "random.h"

#include "test.h"

#include <stdlib.h>

static const char letters[] = "abcdefghijklmnopqrstuvwxyz";

enum { MEMOS = 20000, MOST_PIECES = 16, MEMO_BYTES = 1 << 16, KINDS = 9 };

// --- memos ---

/// What memos are made of.
typedef struct pieces {
    char **items;
    size_t count, capacity;
} pieces;

typedef struct maker {
    random_source random;
    pieces lines; // of the labelled endings
    pieces words; // of the tables
    char memo[MEMO_BYTES];
    size_t length;
} maker;

static const char *const signs[] = {"\n",
                                    "\n\n",
                                    "\r\n",
                                    "\r\n\r\n",
                                    "\r",
                                    " ",
                                    ", ",
                                    ". ",
                                    "? ",
                                    ": ",
                                    "; ",
                                    "\t",
                                    "\xC2\xA0",
                                    "“",
                                    "”",
                                    "\"",
                                    "'",
                                    "’",
                                    "(",
                                    "1) ",
                                    "(a) ",
                                    "iv. ",
                                    "- ",
                                    "• ",
                                    "o ",
                                    "> ",
                                    "-- ",
                                    "— ",
                                    " – ",
                                    "# ",
                                    "**",
                                    "_",
                                    "§ ",
                                    "é",
                                    "\xE2",
                                    "P.S. ",
                                    "cc: ",
                                    "/s/ ",
                                    "n't",
                                    "'ll",
                                    "'s",
                                    "Thanks,\n",
                                    "\nRegards,\nDana\n",
                                    "-----\n",
                                    "Next steps:\n",
                                    "NEXT STEPS\n",
                                    "[ ] ",
                                    "214-555-0199\n",
                                    "a@b.com\n",
                                    " | ",
                                    "CONFIDENTIAL\n",
                                    "...",
                                    "I",
                                    "Mr. ",
                                    "a.m. ",
                                    "$5",
                                    "The intended recipient"};

static void keep(pieces *p, slice text)
{
    if (p->count == p->capacity) {
        p->capacity = p->capacity > 0 ? 2 * p->capacity : 1024;
        p->items = realloc(p->items, p->capacity * sizeof *p->items);
        assert_non_null(p->items);
    }
    p->items[p->count++] = text_of("%.*s", SLICE_ARG(text));
}

static void keep_lines(maker *m)
{
    size_t count;
    char **paths = files_below("tests/ending/tables", ".txt", &count);
    for (size_t i = 0; i < count; i++) {
        char *text = file_read(paths[i], NULL);
        assert_non_null(text);
        for (char *line = strtok(text, "\n"); line != NULL; line = strtok(NULL, "\n")) {
            if (*line != '@')
                keep(&m->lines, slice_of(line));
        }
        free(text);
    }
    names_free(paths);
}

static void keep_words(maker *m)
{
    size_t count;
    const opening *openings = opening_rows(&count);
    for (size_t i = 0; i < count; i++)
        keep(&m->words, slice_of(openings[i].words));
    for (const char *letter = letters; *letter != '\0'; letter++) {
        const word_entry *entries = word_entries(*letter, &count);
        for (size_t i = 0; i < count; i++)
            keep(&m->words, slice_of(entries[i].word));
        const phrase_row *rows = phrase_rows(*letter, &count);
        for (size_t i = 0; i < count; i++) {
            char *phrase = text_of("%s %s", rows[i].first, rows[i].rest);
            for (char *at = phrase; *at != '\0'; at++)
                *at = *at == '|' ? ' ' : lower(*at);
            keep(&m->words, slice_of(phrase));
            free(phrase);
        }
    }
}

static void make_ready(maker *m)
{
    *m = (maker){.random = random_new()};
    keep_lines(m);
    keep_words(m);
}

static void discard(pieces *p)
{
    for (size_t i = 0; i < p->count; i++)
        free(p->items[i]);
    free(p->items);
}

static bool one_in(maker *m, uint64_t many)
{
    return random_below(&m->random, many) == 0;
}

static const char *any(maker *m, const pieces *p)
{
    return p->items[random_below(&m->random, p->count)];
}

static void put(maker *m, const char *text)
{
    size_t length = strlen(text);
    assert_true(m->length + length < sizeof m->memo);
    memcpy(m->memo + m->length, text, length);
    m->length += length;
}

static const char *sign(maker *m)
{
    return signs[random_below(&m->random, COUNT(signs))];
}

static void put_words(maker *m)
{
    for (uint64_t i = random_below(&m->random, 10); i > 0; i--) {
        put(m, any(m, &m->words));
        put(m, one_in(m, 8) ? sign(m) : " ");
    }
    put(m, one_in(m, 4) ? "? " : one_in(m, 2) ? ".\n" : ". ");
}

/// Capitals and small letters, a byte, a cut: what happens to a text.
static void spoil(maker *m, size_t from)
{
    const size_t bytes = m->length - from;
    const bool turned = one_in(m, 40);
    for (size_t i = from; turned && i < m->length; i++)
        m->memo[i] = is_letter(m->memo[i]) ? (char)(m->memo[i] ^ 0x20) : m->memo[i];
    if (bytes > 0 && one_in(m, 60))
        m->memo[from + random_below(&m->random, bytes)] = (char)random_below(&m->random, 256);
    if (bytes > 0 && one_in(m, 30))
        m->length -= random_below(&m->random, bytes);
    if (bytes > 0 && one_in(m, 10) && m->memo[from] >= 'a' && m->memo[from] <= 'z')
        m->memo[from] = (char)(m->memo[from] - 0x20);
}

static slice make_memo(maker *m)
{
    m->length = 0;
    for (uint64_t i = one_in(m, 20) ? 100 : 1 + random_below(&m->random, MOST_PIECES); i > 0; i--) {
        const size_t from = m->length;
        switch (random_below(&m->random, 4)) {
        case 0: put_words(m); break;
        case 1: put(m, sign(m)); break;
        default: put(m, any(m, &m->lines)); put(m, one_in(m, 4) ? sign(m) : one_in(m, 2) ? "\n\n" : "\n");
        }
        spoil(m, from);
    }
    return (slice){m->memo, m->length};
}

// --- the same without shortcuts ---

static bool begins(slice line, slice words)
{
    for (size_t i = 0; i < words.len; i++) {
        if (i >= line.len || lower(line.ptr[i]) != words.ptr[i])
            return false;
    }
    return line.len == words.len || !is_letter(line.ptr[words.len]);
}

static size_t longest_opening(slice line, unsigned kinds)
{
    size_t count;
    size_t longest = 0;
    const opening *rows = opening_rows(&count);
    for (size_t i = 0; i < count; i++) {
        const slice words = slice_of(rows[i].words);
        if ((rows[i].kinds & kinds) != 0 && begins(line, words) && words.len > longest)
            longest = words.len;
    }
    return longest;
}

/// What the tables say of a word; 0 if it has no entry.
static word_kinds kinds_in_table(slice word)
{
    size_t count;
    const word_entry *entries = word_entries(word.ptr[0], &count);
    for (size_t i = 0; i < count; i++) {
        if (slice_is(word, entries[i].word))
            return entries[i].kinds;
    }
    return 0;
}

static bool is_kind_named(slice name, const ending_word *word, bool *is_name)
{
    static const struct {
        const char *name;
        word_kinds kind;
    } names[] = {{"ME", WORD_ME},   {"YOU", WORD_YOU},     {"OUR", WORD_OUR},
                 {"ACT", WORD_ACT}, {"ACTED", WORD_ACTED}, {"ACTING", WORD_ACTING},
                 {"A", WORD_A},     {"THE", WORD_THE},     {"NUMBER", WORD_NUMBER}};
    for (size_t i = 0; i < COUNT(names); i++) {
        *is_name = slice_is(name, names[i].name);
        if (*is_name)
            return (word->is & names[i].kind) != 0;
    }
    return false;
}

/// Whether a word is one of those of an atom, which stand between bars.
static bool is_in_atom(slice atom, const ending_word *word)
{
    for (size_t at = 0; at <= atom.len;) {
        size_t end = at;
        while (end < atom.len && atom.ptr[end] != '|')
            end++;
        const slice name = slice_part(atom, at, end - at);
        bool is_name;
        const bool named = is_kind_named(name, word, &is_name);
        if (named || (!is_name && name.len > 0 && (slice_equal(name, word->text) || slice_is(name, "_"))))
            return true;
        at = end + 1;
    }
    return false;
}

static bool is_denied(const sentence *s, size_t at)
{
    while (at > 0 && (s->words[at].marks & MARK_STARTS) == 0 && (s->words[at - 1].is & WORD_AND) == 0) {
        at--;
        if ((s->words[at].is & (WORD_NO | WORD_NOT)) != 0)
            return true;
    }
    return false;
}

/// How many words of the sentence from `at` on are the phrase; 0: it does not stand there.
static size_t phrase_length(const phrase_row *row, const sentence *s, size_t at)
{
    const ending_word *first = &s->words[at];
    if (!slice_is(first->text, row->first) ||
        ((row->says & PHRASE_AT_START) != 0 && (first->marks & MARK_STARTS) == 0) ||
        ((row->says & PHRASE_UNDENIED) != 0 && is_denied(s, at)))
        return 0;
    size_t end = at + 1;
    size_t skip = 0;
    for (const char *rest = row->rest; *rest != '\0'; rest += *rest == ' ') {
        const slice atom = {rest, strcspn(rest, " ")};
        rest += atom.len;
        if (slice_is(atom, "...")) {
            skip = 4;
            continue;
        }
        while (end < s->count && !is_in_atom(atom, &s->words[end])) {
            const bool adverb = (s->words[end].is & WORD_ADVERB) != 0;
            if (!adverb && skip == 0)
                return 0;
            skip -= adverb ? 0 : 1;
            end++;
        }
        if (end == s->count)
            return 0;
        end++;
        skip = 0;
    }
    return end - at;
}

static reading longest_phrase(const sentence *s, size_t at, size_t *length)
{
    reading says = READ_NOTHING;
    *length = 0;
    size_t count;
    const phrase_row *rows = phrase_rows(s->words[at].text.ptr[0], &count);
    for (size_t i = 0; i < count; i++) {
        const size_t words = phrase_length(&rows[i], s, at);
        const reading row = (reading)(rows[i].says & PHRASE_READING);
        if (words > *length || (words > 0 && words == *length && row == READ_COURTESY)) {
            *length = words;
            says = row;
        }
    }
    return says;
}

static bool holds_phrase(const sentence *s, slice text)
{
    static sentence phrase;
    sentence_of_phrase(text, &phrase);
    for (size_t at = 0; phrase.count > 0 && at + phrase.count <= s->count; at++) {
        size_t same = 0;
        while (same < phrase.count && slice_equal(s->words[at + same].text, phrase.words[same].text))
            same++;
        if (same == phrase.count)
            return true;
    }
    return false;
}

/// The end of the line that begins at `at`.
static size_t line_end(slice text, size_t at)
{
    while (at < text.len && text.ptr[at] != '\n' && text.ptr[at] != '\r')
        at++;
    return at;
}

static slice without_blanks(slice line)
{
    line = line_skip_blanks(line);
    for (size_t length = line.len; length > 0;
         length--) { // the shortest beginning with nothing but blanks behind it
        const slice rest = slice_part(line, length - 1, line.len);
        const bool within =
            length > 1 && slice_starts_with(slice_part(line, length - 2, 2), SLICE("\xC2\xA0"));
        if (line_skip_blanks(rest).len > 0 && !within)
            return slice_part(line, 0, length);
        length -= within ? 1 : 0;
    }
    return line;
}

// --- tests ---

static void test_tables_are_sorted(void **state)
{
    (void)state;
    size_t count;
    const opening *openings = opening_rows(&count);
    for (size_t i = 0; i < count; i++) {
        assert_true(strlen(openings[i].words) >= 2 && strlen(openings[i].words) < OPENING_BYTES);
        assert_true(i == 0 || strcmp(openings[i - 1].words, openings[i].words) < 0);
    }
    for (const char *letter = letters; *letter != '\0'; letter++) {
        const word_entry *entries = word_entries(*letter, &count);
        for (size_t i = 0; i < count; i++) {
            assert_int_equal(entries[i].word[0], *letter);
            assert_true(strlen(entries[i].word) < KEY_BYTES);
            assert_true(i == 0 || strcmp(entries[i - 1].word, entries[i].word) < 0);
        }
        const phrase_row *rows = phrase_rows(*letter, &count);
        for (size_t i = 0; i < count; i++) {
            assert_int_equal(rows[i].first[0], *letter);
            assert_true(i == 0 || strcmp(rows[i - 1].first, rows[i].first) <= 0);
        }
    }
}

static bool begins_phrase(slice word)
{
    size_t count;
    bool found = false;
    const phrase_row *rows = phrase_rows(word.ptr[0], &count);
    for (size_t i = 0; i < count && !found; i++)
        found = slice_is(word, rows[i].first);
    return found;
}

static void test_entries_are_marked_that_phrases_begin_with(void **state)
{
    (void)state;
    for (const char *letter = letters; *letter != '\0'; letter++) {
        size_t count;
        const word_entry *entries = word_entries(*letter, &count);
        for (size_t i = 0; i < count; i++) {
            const bool begins = begins_phrase(slice_of(entries[i].word));
            if (((entries[i].kinds & WORD_OPENS) != 0) != begins)
                print_message("word_table.c: \"%s\" %s\n", entries[i].word,
                              begins ? "is to be marked OPENS" : "begins no phrase");
            assert_int_equal((entries[i].kinds & WORD_OPENS) != 0, begins);
        }
    }
}

static void compare_lines(slice memo)
{
    static line_list lines;
    lines_read(&lines, memo);
    if (memo.len > LIMIT_ENDING)
        return;
    size_t count = 1;
    for (size_t at = line_end(memo, 0); at < memo.len; at = line_end(memo, at + 1)) {
        at += slice_starts_with(slice_part(memo, at, 2), SLICE("\r\n")) ? 1 : 0;
        count++;
    }
    if (count > LINES_MOST)
        return;
    assert_int_equal(lines.count, count);
    size_t at = 0;
    for (size_t i = 0; i < count; i++) {
        const size_t end = line_end(memo, at);
        const slice line = without_blanks(slice_part(memo, at, end - at));
        assert_true(slice_equal(lines.items[i], line));
        at = end + (slice_starts_with(slice_part(memo, end, 2), SLICE("\r\n")) ? 2 : 1);
    }
}

static void compare_headings(slice line, unsigned opens)
{
    slice steps = {NULL, 0};
    slice all_steps = {NULL, 0};
    assert_int_equal(heading_is_for_steps(line, opens), heading_is_for_steps(line, ~0U));
    assert_int_equal(heading_is_other(line, opens), heading_is_other(line, ~0U));
    assert_int_equal(heading_opens_with_steps(line, opens, &steps),
                     heading_opens_with_steps(line, ~0U, &all_steps));
    assert_true(slice_equal(steps, all_steps));
}

static void compare_line(slice line, unsigned opens)
{
    static const slice some[] = {SLICE_INIT("is"), SLICE_INIT("p.c."), SLICE_INIT("intended recipient"),
                                 SLICE_INIT("llp"), SLICE_INIT("before printing")};
    for (unsigned kind = 0; kind < KINDS; kind++) {
        const size_t longest = longest_opening(line, 1U << kind);
        assert_int_equal(opening_length(line, 1U << kind), longest);
        assert_int_equal((opens >> kind) & 1U, longest > 0);
    }
    compare_headings(line, opens);
    bool holds = false;
    for (size_t at = 0; at < line.len && !holds; at++) {
        for (size_t i = 0; i < COUNT(some); i++)
            holds = holds || begins(slice_part(line, at, line.len), some[i]);
    }
    assert_int_equal(line_holds_one(line, some, COUNT(some)), holds);
}

static void compare_words(const sentence *s)
{
    for (size_t at = 0; at < s->count; at++) {
        const ending_word *word = &s->words[at];
        const word_kinds known = kinds_in_table(word->text);
        // What is in no table may still be a form of a verb, an adverb or a number, and an "I" too.
        if (known != 0 && !slice_is(word->text, "i"))
            assert_true((word->is & known) == (known & ~WORD_OPENS));
        else if (known == 0)
            assert_true((word->is & ~(WORD_ACTED | WORD_ACTING | WORD_ADVERB | WORD_NUMBER | WORD_QUOTE |
                                      WORD_LAW)) == 0);
        size_t length;
        size_t longest;
        const reading says = longest_phrase(s, at, &longest);
        assert_int_equal(phrase_at(s, at, &length), says);
        assert_int_equal(length, longest);
    }
}

/// The sentence whose words are looked up in the index has the marks that matter: those of words that phrases begin with.
static void compare_marks(const sentence *s, const sentence *plain)
{
    assert_int_equal(s->count, plain->count);
    for (size_t at = 0; at < s->count; at++) {
        const ending_word *word = &s->words[at];
        assert_true(slice_equal(word->text, plain->words[at].text));
        assert_int_equal(word->is, plain->words[at].is);
        assert_int_equal(word->marks & ~(unsigned)MARK_OPENS, plain->words[at].marks & ~(unsigned)MARK_OPENS);
        assert_true((word->marks & ~plain->words[at].marks) == 0);
    }
}

static void compare_sentences(maker *m, const line_list *lines, const ending_index *index)
{
    static sentence s;
    static sentence plain;
    const line_range all = {0, lines->count};
    sentence_reader r = sentence_reader_of(lines, all, index);
    sentence_reader without = sentence_reader_of(lines, all, NULL);
    size_t left = sentence_most_left(&r);
    while (sentence_next(&r, &s)) {
        assert_true(left > 0); // as many as that were left, or fewer
        left = left - 1 < sentence_most_left(&r) ? left - 1 : sentence_most_left(&r);
        assert_true(sentence_next(&without, &plain));
        compare_marks(&s, &plain);
        compare_words(&plain);
        compare_words(&s);
        compare_words(&s);
        const slice phrases[] = {slice_of(any(m, &m->words)), slice_of(any(m, &m->lines)), slice_of(sign(m)),
                                 s.words[random_below(&m->random, s.count)].text};
        for (size_t i = 0; i < COUNT(phrases); i++)
            assert_int_equal(phrase_is_in(&s, phrases[i]), holds_phrase(&s, phrases[i]));
    }
}

static void compare_verdicts(slice memo, const ending_index *index)
{
    const ending_words plain = {NULL, 0, NULL, 0, NULL};
    const ending_words indexed = {.index = index};
    assert_int_equal(ending_judge(memo, &indexed), ending_judge(memo, &plain));
}

/// Makes an index: `arguments` are an arena and where to put it.
static void make_index(void *arguments)
{
    void **both = arguments;
    *(const ending_index **)both[1] = ending_index_new(both[0]);
}

static void test_shortcuts_find_what_looking_at_everything_finds(void **state)
{
    (void)state;
    static maker m;
    static line_list lines;
    const ending_index *index = NULL;
    arena *a = arena_new(NULL, 0);
    assert_int_equal(arena_run(a, make_index, (void *[]){a, &index}), ARENA_DONE);
    make_ready(&m);
    for (size_t i = 0; i < MEMOS; i++) {
        const slice memo = make_memo(&m);
        compare_lines(memo);
        lines_read(&lines, memo);
        for (size_t k = 0; k < lines.count; k++)
            compare_line(lines.items[k], line_opens(&lines, k));
        compare_sentences(&m, &lines, index);
        compare_verdicts(memo, index);
    }
    arena_free(a);
    discard(&m.lines);
    discard(&m.words);
}

static bool is_word_byte(char c)
{
    return is_letter(c) || is_digit(c) || c == '_' || (unsigned char)c >= 0x80;
}

/// Compares a word with the bytes from `at` on, and its key with them one by one. Returns where it ends.
static size_t compare_word(const ending_word *word, slice line, size_t at)
{
    char small[WORD_LONGEST + 1];
    word_key key = {0, 0};
    size_t length = 0;
    for (; at < line.len && is_word_byte(line.ptr[at]); at++) {
        if (length < sizeof small)
            small[length++] = lower(line.ptr[at]);
    }
    for (size_t i = 0; i < length && i < KEY_BYTES; i++)
        *(i < 8 ? &key.high : &key.low) |= (uint64_t)(unsigned char)small[i] << (56 - 8 * (i % 8));
    assert_true(slice_equal(word->text, (slice){small, length}));
    assert_true(key_equal(word->key, key));
    return at;
}

/// Lines of any length: words of any length at their beginning and end, with what stands beside letters in ASCII.
static void test_words_are_read_byte_by_byte_or_together(void **state)
{
    (void)state;
    static const char bytes[] = "aAbBcCmMnNyYzZaeiouAEIOU@[`{/09_-  \xC3\xA9";
    static sentence s;
    random_source random = random_new();
    for (size_t round = 0; round < MEMOS; round++) {
        const size_t length = 1 + random_below(&random, 60);
        char *bytes_of_line = malloc(length); // no more, so that reading beyond it is seen
        assert_non_null(bytes_of_line);
        for (size_t i = 0; i < length; i++) // mostly letters
            bytes_of_line[i] =
                bytes[random_below(&random, random_below(&random, 8) == 0 ? COUNT(bytes) - 1 : 24)];
        const slice line = {bytes_of_line, length};
        sentence_of_phrase(line, &s);
        size_t at = 0;
        for (size_t i = 0; i < s.count; i++) {
            while (!is_word_byte(line.ptr[at]))
                at++;
            at = compare_word(&s.words[i], line, at);
        }
        while (at < length)
            assert_false(is_word_byte(line.ptr[at++]));
        free(bytes_of_line);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tables_are_sorted),
        cmocka_unit_test(test_entries_are_marked_that_phrases_begin_with),
        cmocka_unit_test(test_words_are_read_byte_by_byte_or_together),
        cmocka_unit_test(test_shortcuts_find_what_looking_at_everything_finds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
