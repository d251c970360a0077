// The verdict: what the sentences of a memo's last part say together.
#include "base/limits.h"
#include "ending/clause.h"
#include "ending/ending.h"
#include "ending/handback.h"
#include "ending/heading.h"
#include "ending/part.h"
#include "ending/report.h"
#include "ending/signature.h"

enum {
    SENTENCES = 6,  // of a paragraph, the last so many count
    PARAGRAPHS = 4, // so many of nothing but courtesy are passed
    REMARK_WORDS = 14,
    STRANGE_WORDS = 6 // so many words in a row that no table has: a text in another language
};

/// What the sentences of a range say.
typedef struct findings {
    reading says;     // the greatest of the last sentences
    size_t sentences; // with anything but courtesy
    bool past;        // one of them tells what happened
    size_t strange;   // words in no table, before the first that is: it is not English
    bool known;
    bool listing_others; // within a list of what others do
    bool asked;          // the last sentence was a question of the case, which the next one may answer
} findings;

static bool has_one(const sentence *s, const slice *phrases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (phrase_is_in(s, phrases[i]))
            return true;
    }
    return false;
}

/// "A copy is attached." says nothing of the matter.
static bool is_remark(const sentence *s)
{
    if (s->count > REMARK_WORDS)
        return false;
    for (size_t i = 0; i < s->count; i++) {
        if (slice_is(s->words[i].text, "attached") || slice_is(s->words[i].text, "enclosed"))
            return true;
    }
    return false;
}

static reading read_sentence(const sentence *s, const ending_words *more)
{
    if (s->is_done)
        return READ_NOTHING;
    if (has_one(s, more->suggesting, more->suggesting_count))
        return READ_SUGGESTS;
    if (has_one(s, more->courteous, more->courteous_count))
        return READ_COURTESY;
    bool reported[SENTENCE_WORDS];
    report_mark(s, reported);
    reading phrases = clause_read_phrases(s, reported);
    if (phrases == READ_SUGGESTS || phrases == READ_COURTESY)
        return phrases;
    if (phrases == READ_HANDS_BACK && !handback_names_step(s, reported))
        return READ_COURTESY; // what stands before it counts: "I would settle. Please advise."
    reading clauses = clause_read(s, reported);
    reading says = clauses > phrases ? clauses : phrases;
    if (says == READ_HANDS_BACK)
        return READ_DOUBT; // a step is named, and left to the lawyer
    return says == READ_NOTHING && is_remark(s) ? READ_COURTESY : says;
}

static bool is_english(const sentence *s)
{
    for (size_t i = 0; i < s->count; i++) {
        if (s->words[i].is != 0 && (s->words[i].is & WORD_NUMBER) == 0)
            return true;
    }
    return false;
}

static size_t strange_words(const sentence *s)
{
    size_t count = 0;
    for (size_t i = 0; i < s->count; i++)
        count += s->words[i].is == 0;
    return count;
}

/// A list that follows "The order requires plaintiff to:" tells what others are to do.
static bool is_listing_others(const findings *f, const sentence *s, reading says)
{
    if (s->leads)
        return says <= READ_COURTESY && clause_is_past(s);
    return f->listing_others && s->is_item;
}

/// "Is the lease valid?", "But who called him?": no question of a few words, such as "A second test?".
static bool asks_of_case(const sentence *s)
{
    size_t at = 0;
    while (at + 1 < s->count && (s->words[at].is & (WORD_ADVERB | WORD_AND)) != 0)
        at++;
    return (s->words[at].is & (WORD_ASKS | WORD_BE | WORD_DO | WORD_HAVE | WORD_CAN | WORD_COULD | WORD_WILL |
                               WORD_WOULD)) != 0;
}

/// "WHERE WE ARE", and a list below it: the heading is no sentence.
static bool is_headed_list(const line_list *lines, line_range range)
{
    size_t below = range.first + 1;
    while (below < range.end && lines->items[below].len == 0)
        below++;
    return below < range.end && line_label(lines->items[below]) > 0 &&
           heading_is_other(lines->items[range.first], line_opens(lines, range.first));
}

static findings read_range(const line_list *lines, line_range range, const ending_words *more)
{
    findings f = {.says = READ_NOTHING};
    reading last[SENTENCES] = {READ_NOTHING};
    if (is_headed_list(lines, range))
        range.first++;
    sentence_reader r = sentence_reader_of(lines, range, more->index);
    sentence s;
    while (sentence_next(&r, &s)) {
        reading says = read_sentence(&s, more);
        f.listing_others = is_listing_others(&f, &s, says);
        if (f.listing_others)
            says = READ_NOTHING;
        if (says == READ_SUGGESTS && sentence_most_left(&r) < SENTENCES)
            return (findings){.says = says, .sentences = 1}; // whatever the others say
        f.known = f.known || is_english(&s);
        f.strange += f.known ? 0 : strange_words(&s);
        if (says == READ_COURTESY)
            continue;
        f.past = f.past || clause_is_past(&s);
        if (f.asked) // the memo goes on, so it asked itself
            last[(f.sentences - 1) % SENTENCES] = READ_NOTHING;
        f.asked = s.asks && says == READ_DOUBT && !s.is_item && asks_of_case(&s);
        last[f.sentences % SENTENCES] = says;
        f.sentences++;
        f.says = s.is_item && says > f.says ? says : f.says;
    }
    for (size_t i = 0; i < SENTENCES; i++)
        f.says = last[i] > f.says ? last[i] : f.says;
    return f;
}

/// "None.", "N/A": a heading with nothing under it.
static bool says_none(slice text)
{
    static const char *const words[] = {"none", "n/a", "not applicable", "nothing", "no ", "nil"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t at = 0;
        while (words[i][at] != '\0' && at < text.len && lower(text.ptr[at]) == words[i][at])
            at++;
        if (words[i][at] == '\0')
            return true;
    }
    return text.len == 0;
}

/// The first line with words under a heading in the range.
static slice first_line(const line_list *lines, size_t first, size_t end)
{
    while (first < end && (lines->items[first].len == 0 || signature_is_rule(lines->items[first])))
        first++;
    slice line = first < end ? lines->items[first] : (slice){NULL, 0};
    return slice_part(line, line_label(line), line.len);
}

/// True if steps stand under a heading for them, above the line `end` or in one of the range's lines, or boxes to tick do.
static bool is_headed(const line_list *lines, line_range range)
{
    for (size_t i = range.first; i < range.end; i++) {
        slice steps;
        if (line_box_of(lines->items[i]) == BOX_OPEN)
            return true;
        if (heading_opens_with_steps(lines->items[i], line_opens(lines, i), &steps) && !says_none(steps))
            return true;
    }
    size_t under;
    return range.end > range.first && part_is_under_step_heading(lines, range.end - 1, &under) &&
           !says_none(first_line(lines, under, range.end));
}

static ending_verdict verdict_of(const line_list *lines, line_range range, const findings *f)
{
    if (f->says == READ_SUGGESTS)
        return ENDING_SUGGESTS;
    if (is_headed(lines, range))
        return f->past ? ENDING_DOUBTFUL : ENDING_SUGGESTS;
    return f->says == READ_DOUBT || (!f->known && f->strange >= STRANGE_WORDS) ? ENDING_DOUBTFUL
                                                                               : ENDING_FLAT;
}

/// The last part before `end` that says more than courtesy.
static ending_verdict judge_before(const line_list *lines, size_t end, const ending_words *more)
{
    for (size_t i = 0; i < PARAGRAPHS && end > 0; i++) {
        line_range range = part_last(lines, end);
        findings f = read_range(lines, range, more);
        if (f.sentences > 0)
            return verdict_of(lines, range, &f);
        end = range.first;
    }
    return ENDING_FLAT; // nothing but courtesy
}

static bool has_letters(slice text)
{
    for (size_t i = 0; i < text.len; i++) {
        if (is_letter(text.ptr[i]) || (unsigned char)text.ptr[i] >= 0xC3)
            return true;
    }
    return false;
}

ending_verdict ending_judge(slice text, const ending_words *more)
{
    line_list lines;
    line_range postscript;
    lines_read(&lines, text);
    line_range body = part_body(&lines, &postscript);
    if (!has_letters(slice_part(text, text.len > LIMIT_ENDING ? text.len - LIMIT_ENDING : 0, LIMIT_ENDING)))
        return ENDING_DOUBTFUL;
    ending_verdict verdict = judge_before(&lines, body.end, more);
    if (postscript.first < postscript.end && verdict != ENDING_SUGGESTS) {
        findings f = read_range(&lines, postscript, more);
        verdict = f.says == READ_SUGGESTS ? ENDING_SUGGESTS
                  : f.says == READ_DOUBT  ? ENDING_DOUBTFUL
                                          : verdict;
    }
    return verdict;
}

slice ending_closing(slice text)
{
    line_list lines;
    line_range postscript;
    lines_read(&lines, text);
    line_range body = part_body(&lines, &postscript);
    line_range last = part_last(&lines, body.end);
    if (last.first >= last.end)
        return slice_part(text, 0, 0);
    const char *from = lines.items[last.first].ptr;
    slice end = lines.items[last.end - 1];
    return (slice){from, (size_t)(end.ptr + end.len - from)};
}
