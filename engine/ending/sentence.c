// From lines to sentences: words in small letters, contractions spelled out, quotations as one word, abbreviations no ends.
#include "ending/sentence.h"

#include "ending/heading.h"
#include "ending/signature.h"

enum { LEAST_WIDTH = 60 }; // a line that is shorter than this was not broken for want of space

/// Where the reader is in one line.
typedef struct cursor {
    sentence *s;
    slice line;
    size_t at;
    unsigned pending; // marks for the next word
} cursor;

// --- words ---

static bool is_word_byte(char c)
{
    return is_letter(c) || is_digit(c) || c == '_' || (unsigned char)c >= 0x80;
}

/// The bytes of a sign of more than one byte (or 1) at `at` that is no letter: quotes, dashes, ellipsis, bullets, §; 0: it is none.
static size_t sign_length(slice line, size_t at)
{
    unsigned char c = (unsigned char)line.ptr[at];
    if (c == 0xE2 && at + 2 < line.len)
        return 3;
    return c == 0xC2 && at + 1 < line.len ? 2 : 0;
}

/// Whether the byte belongs to a word.
static inline bool is_in_word(slice line, size_t at)
{
    return (unsigned char)line.ptr[at] >= 0x80 ? sign_length(line, at) == 0 : is_word_byte(line.ptr[at]);
}

static bool is_sign(slice line, size_t at, const char *sign)
{
    return slice_starts_with(slice_part(line, at, line.len), slice_of(sign));
}

static bool is_apostrophe(slice line, size_t at, size_t *length)
{
    *length = line.ptr[at] == '\'' ? 1 : 3;
    if (line.ptr[at] != '\'' && (unsigned char)line.ptr[at] < 0xC0)
        return false;
    return line.ptr[at] == '\'' || is_sign(line, at, "’") || is_sign(line, at, "ʼ");
}

static bool has_room(const sentence *s)
{
    return s->count + 2 < SENTENCE_WORDS && s->used + 2 * WORD_LONGEST + 16 < SENTENCE_BYTES;
}

static inline void push(cursor *c, slice text, word_key key, word_kinds is, unsigned marks)
{
    sentence *s = c->s;
    s->words[s->count++] = (ending_word){text, key, is, marks | c->pending};
    s->letters |= (uint32_t)1 << letter_number(text.ptr[0]);
    c->pending = 0;
}

/// A sign that stands for words.
static void push_sign(cursor *c, slice sign, word_kinds is)
{
    push(c, sign, key_of(sign), is, 0);
}

/// "Count I", "Form I-94": an I that is a number.
static bool is_numeral(const cursor *c, slice word)
{
    static const char *const numbered[] = {"count",   "part",     "title", "type",    "exhibit", "article",
                                           "section", "schedule", "class", "phase",   "chapter", "volume",
                                           "vol",     "war",      "tab",   "appendix"};
    if (word.len != 1 || word.ptr[0] != 'i')
        return false;
    bool joined = c->at < c->line.len && c->line.ptr[c->at] == '-';
    for (size_t i = 0; !joined && c->s->count > 0 && i < sizeof numbered / sizeof *numbered; i++)
        joined = slice_is(c->s->words[c->s->count - 1].text, numbered[i]);
    return joined;
}

static void push_word(cursor *c, slice text, unsigned marks)
{
    const word_key key = key_of(text);
    bool opens = true;
    word_kinds is = is_digit(text.ptr[0]) || is_numeral(c, text)
                        ? WORD_NUMBER
                        : word_kinds_of(text, key, c->s->index, &opens);
    push(c, text, key, is, opens ? marks | MARK_OPENS : marks);
}

/// What stands behind an apostrophe, spelled out; empty: nothing.
static slice spelled_out(slice before, slice behind)
{
    static const struct {
        const char *behind, *word;
    } forms[] = {{"ll", "will"}, {"d", "would"}, {"ve", "have"}, {"re", "are"}, {"m", "am"}, {"t", "not"}};
    static const char *const be[] = {"it",  "that", "there", "here",  "what",
                                     "who", "he",   "she",   "where", "this"};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        if (slice_is(behind, forms[i].behind))
            return slice_of(forms[i].word);
    }
    if (!slice_is(behind, "s"))
        return (slice){NULL, 0};
    for (size_t i = 0; i < sizeof be / sizeof *be; i++) {
        if (slice_is(before, be[i]))
            return SLICE("is");
    }
    return slice_is(before, "let") ? SLICE("us") : (slice){NULL, 0};
}

/// "do" of "don", "will" of "won", "can" of "can".
static slice negated(slice word)
{
    if (slice_is(word, "won"))
        return SLICE("will");
    if (slice_is(word, "can"))
        return word;
    return word.len > 1 && word.ptr[word.len - 1] == 'n' ? slice_part(word, 0, word.len - 1) : word;
}

/// The next bytes of a line of at least HALF_BYTES; behind its end stand NULs.
static inline uint64_t bytes_at(slice line, size_t at)
{
    const size_t left = line.len - at;
    if (left >= HALF_BYTES)
        return key_half(line.ptr + at);
    return left > 0 ? key_half(line.ptr + line.len - HALF_BYTES) << 8 * (HALF_BYTES - left) : 0;
}

/// Copies the word at the cursor in small letters.
static slice take_word(cursor *c)
{
    sentence *s = c->s;
    const slice line = c->line;
    char *const to = s->bytes + s->used;
    size_t length = 0;
    size_t at = c->at;
    size_t more = HALF_BYTES; // letters of ASCII alone, of which most words are, are taken together
    while (more == HALF_BYTES && length < WORD_LONGEST && line.len >= HALF_BYTES) {
        const uint64_t bytes = bytes_at(line, at);
        const uint64_t letters = key_letters(bytes);
        key_store(to + length, key_small(bytes, letters));
        more = key_leading(letters);
        length += more;
        at += more;
    }
    for (; at < line.len && is_in_word(line, at); at++) {
        if (length < WORD_LONGEST + 1)
            to[length++] = lower(line.ptr[at]);
    }
    c->at = at;
    s->used += length;
    return (slice){to, length};
}

static void read_word(cursor *c)
{
    bool capital = c->line.ptr[c->at] >= 'A' && c->line.ptr[c->at] <= 'Z';
    unsigned marks = capital ? MARK_CAPITAL : 0;
    slice word = take_word(c);
    size_t length;
    if (c->at + 1 < c->line.len && is_apostrophe(c->line, c->at, &length) && c->at + length < c->line.len &&
        is_letter(c->line.ptr[c->at + length])) {
        c->at += length;
        slice behind = take_word(c);
        slice more = spelled_out(word, behind);
        push_word(c, slice_is(behind, "t") ? negated(word) : word, more.len > 0 ? marks : marks | MARK_OWNS);
        if (more.len > 0)
            push_word(c, more, 0);
        return;
    }
    push_word(c, word, marks);
}

// --- quotations ---

/// Where a quotation that opens at the cursor ends in this line, behind its closing quote; 0: it does not.
static size_t quotation_end(const cursor *c, size_t length)
{
    const char *close = length == 3 ? "”" : "\"";
    slice rest = slice_part(c->line, c->at + length, QUOTE_BYTES);
    const char *found = rest.len > 0 ? memmem(rest.ptr, rest.len, close, strlen(close)) : NULL;
    return found != NULL ? (size_t)(found - c->line.ptr) + strlen(close) : 0;
}

/// Passes a quotation. True if it ends a sentence: a full stop stands before the closing quote.
static bool read_quotation(cursor *c, size_t length, size_t end)
{
    size_t last = end - (length == 3 ? 3 : 1);
    bool full = last > c->at && memchr(".?!", c->line.ptr[last - 1], 3) != NULL;
    push_sign(c, SLICE("\""), WORD_QUOTE);
    c->at = end;
    return full;
}

// --- ends of sentences ---

static bool is_abbreviation(slice word)
{
    static const char words[][KEY_BYTES] = {
        "a",   "al",  "app",  "approx", "apr",  "art", "atty", "aug",  "ave",  "bldg", "bros", "cal", "cf",
        "cir", "civ", "co",   "corp",   "crim", "dec", "depo", "dept", "dist", "dr",   "eg",   "esq", "est",
        "etc", "ex",  "exh",  "feb",    "fed",  "fig", "gen",  "gov",  "hon",  "ie",   "inc",  "jan", "jr",
        "jul", "jun", "llc",  "ltd",    "ltr",  "m",   "mar",  "mr",   "mrs",  "ms",   "no",   "nos", "nov",
        "oct", "p",   "para", "pp",     "prof", "re",  "rep",  "rev",  "s",    "sec",  "sen",  "sep", "sept",
        "sr",  "st",  "stat", "ste",    "supp", "tel", "u",    "v",    "vol",  "vs",   "w"};
    if (word.len == 1)
        return is_letter(word.ptr[0]);
    if (word.len > KEY_BYTES)
        return false;
    const word_key key = key_of(word);
    const size_t at = key_find(words, sizeof *words, COUNT(words), key);
    return at < COUNT(words) && key_equal(key_of_bytes(words[at]), key);
}

/// A company's suffix or "a.m." may also end a sentence: it does if a usual word with a capital follows.
static bool starts_usual_word(slice rest)
{
    static const char *const words[] = {
        "The ", "It ", "He ",   "She ", "We ",    "I ",     "If ",    "This ",   "That ", "They ",
        "You ", "In ", "On ",   "At ",  "There ", "No ",    "Our ",   "Please ", "Let ",  "Do ",
        "A ",   "An ", "Both ", "His ", "Her ",   "Their ", "Shall ", "Should ", "Would "};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (slice_starts_with(rest, slice_of(words[i])))
            return true;
    }
    return false;
}

/// "told the insurer 75k. they were happy.": whoever begins sentences without a capital also ends them before none.
static bool is_in_small_letters(const sentence *s)
{
    return s->count > 1 && is_letter(s->words[0].text.ptr[0]) && (s->words[0].marks & MARK_CAPITAL) == 0 &&
           !s->is_item;
}

/// Whether the full stop before the cursor ends a sentence.
static bool is_full_stop(const cursor *c)
{
    slice rest = slice_part(c->line, c->at, c->line.len);
    if (rest.len == 0)
        return true;
    if (rest.ptr[0] != ' ' && rest.ptr[0] != '\t' && rest.ptr[0] != ')' && rest.ptr[0] != '"' &&
        sign_length(rest, 0) == 0)
        return false;
    while (rest.len > 0 && !is_word_byte(rest.ptr[0]))
        rest = slice_part(rest, 1, rest.len);
    const sentence *s = c->s;
    if (s->count > 0 && is_abbreviation(s->words[s->count - 1].text))
        return starts_usual_word(rest);
    return rest.len == 0 || !(rest.ptr[0] >= 'a' && rest.ptr[0] <= 'z') || rest.ptr[0] == 'i' ||
           is_in_small_letters(s);
}

// --- one line ---

static void mark_last(cursor *c, unsigned mark)
{
    if (c->s->count > 0)
        c->s->words[c->s->count - 1].marks |= mark;
}

/// "(1)", "(a)", "(iv)" within a line. Passes it, and the next word begins a clause.
static bool read_label(cursor *c)
{
    size_t length = line_label(slice_part(c->line, c->at, c->line.len));
    if (length == 0 || (c->at > 0 && is_word_byte(c->line.ptr[c->at - 1])))
        return false;
    c->at += length;
    c->pending |= MARK_STARTS;
    return true;
}

/// A comma, colon, dash, parenthesis or paragraph sign at the cursor: what it says of the words around it.
static void read_mark(cursor *c, char sign, size_t length)
{
    bool dash = (length == 3 && (is_sign(c->line, c->at, "—") || is_sign(c->line, c->at, "–"))) ||
                (sign == '-' && (is_sign(c->line, c->at, "--") || is_sign(c->line, c->at, "- ")));
    bool opens = sign == '(' && (c->at == 0 || !is_word_byte(c->line.ptr[c->at - 1]));
    if (dash || sign == ';' || sign == ':' || opens)
        c->pending |= MARK_STARTS;
    if (sign == ',')
        mark_last(c, MARK_COMMA);
    if (sign == ':')
        mark_last(c, MARK_COLON);
    if (length == 2 && is_sign(c->line, c->at, "§"))
        push_sign(c, SLICE("§"), WORD_LAW);
}

/// A sign between words. True if it ends the sentence.
static bool read_sign(cursor *c)
{
    char sign = c->line.ptr[c->at];
    size_t length = sign_length(c->line, c->at);
    bool quote = sign == '"' || (length == 3 && is_sign(c->line, c->at, "“"));
    size_t end = quote ? quotation_end(c, length > 0 ? length : 1) : 0;
    if (end > 0)
        return read_quotation(c, length > 0 ? length : 1, end) && is_full_stop(c);
    if (sign == '(' && read_label(c))
        return false;
    read_mark(c, sign, length);
    c->at += length > 0 ? length : 1;
    if (sign == '?' || sign == '!') {
        c->s->asks = c->s->asks || sign == '?';
        return c->at >= c->line.len || c->line.ptr[c->at] != sign;
    }
    return sign == '.' && is_full_stop(c);
}

/// Reads to the end of the sentence or of the line. True if the sentence ended.
static bool read_line(cursor *c)
{
    while (c->at < c->line.len) {
        if (c->line.ptr[c->at] == ' ') {
            c->at++;
            continue;
        }
        if (!has_room(c->s))
            return true;
        if (is_in_word(c->line, c->at))
            read_word(c);
        else if (read_sign(c))
            return true;
    }
    return false;
}

// --- lines of a range ---

sentence_reader sentence_reader_of(const line_list *lines, line_range range, const struct ending_index *index)
{
    sentence_reader r = {lines, range, 0, LEAST_WIDTH, index};
    for (size_t i = range.first; i < range.end; i++)
        r.width = lines->items[i].len > r.width ? lines->items[i].len : r.width;
    return r;
}

/// True if the line ended where it did because what follows is something new: an item, or a word that would have had room.
static bool line_ends_sentence(const sentence_reader *r, slice line, slice next)
{
    if (next.len == 0 || line_label(next) > 0 || signature_is_rule(next) ||
        heading_is_for_steps(line, line_opens(r->lines, r->range.first - 1)))
        return true;
    const char *blank = memchr(next.ptr, ' ', next.len);
    size_t first = blank != NULL ? (size_t)(blank - next.ptr) : next.len;
    bool fresh = !(next.ptr[0] >= 'a' && next.ptr[0] <= 'z');
    return fresh && line.len + 1 + first <= (r->width < 100 ? r->width : 100);
}

static void skip_label(sentence_reader *r, sentence *s)
{
    if (r->at == 0) {
        const slice line = r->lines->items[r->range.first];
        r->at = line_label(line);
        s->is_item = s->is_item || r->at > 0;
        s->is_done = s->is_done || (r->at > 0 && line_box_of(line) == BOX_TICKED);
    }
}

bool sentence_next(sentence_reader *r, sentence *s)
{
    s->index = r->index;
    s->count = s->used = 0;
    s->letters = 0;
    s->asks = s->is_item = s->is_done = s->leads = false;
    bool ended = false;
    cursor c = {.s = s, .pending = MARK_STARTS};
    while (r->range.first < r->range.end && !(ended && s->count > 0)) {
        slice line = r->lines->items[r->range.first];
        skip_label(r, s);
        c.line = line;
        c.at = r->at;
        ended = read_line(&c);
        r->at = c.at;
        if (c.at < line.len)
            continue;
        r->range.first++;
        r->at = 0;
        bool more = r->range.first < r->range.end;
        slice next = more ? r->lines->items[r->range.first] : (slice){NULL, 0};
        ended = ended || line_ends_sentence(r, line, next);
    }
    s->leads = s->count > 0 && (s->words[s->count - 1].marks & MARK_COLON) != 0;
    return s->count > 0;
}

size_t sentence_most_left(const sentence_reader *r)
{
    const size_t least = SENTENCE_WORDS / 2; // bytes of a piece of a sentence that is too long
    size_t count = 0;
    size_t at = r->at;
    for (size_t i = r->range.first; i < r->range.end; i++, at = 0) {
        const slice line = r->lines->items[i];
        count += 1 + line.len / least;
        for (; at < line.len; at++)
            count += line.ptr[at] == '.' || line.ptr[at] == '?' || line.ptr[at] == '!';
    }
    return count;
}

void sentence_of_phrase(slice phrase, sentence *s)
{
    s->index = NULL;
    s->count = s->used = 0;
    s->letters = 0;
    cursor c = {.s = s, .line = phrase};
    while (c.at < c.line.len && has_room(s)) {
        if (is_in_word(c.line, c.at))
            read_word(&c);
        else
            c.at++;
    }
}
