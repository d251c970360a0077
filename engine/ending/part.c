// From the end of a memo upwards: what is signature, notice or postscript, and where its last part begins.
#include "ending/part.h"

#include "ending/heading.h"
#include "ending/signature.h"

enum {
    SIGNATURE_LINES = 10, // a valediction stands at most so far from the end
    HEADING_LINES = 60,   // so far above the end, a heading still heads it
    POSTSCRIPT_LINES = 16,
    PIECES = 40, // names, notations and notices that are taken off, at most
    NOTICE_BYTES = 800,
    ENCLOSURES = 24,     // lines of a list of enclosures, at most
    ENCLOSURE_BYTES = 60 // of a line in one that has no bullet
};

static bool is_blank(slice line)
{
    return line.len == 0 || signature_is_rule(line);
}

static size_t skip_blank_back(const line_list *lines, size_t end)
{
    while (end > 0 && is_blank(lines->items[end - 1]))
        end--;
    return end;
}

/// The first line of the paragraph that ends before the line `end`.
static size_t paragraph_start(const line_list *lines, size_t end)
{
    while (end > 0 && lines->items[end - 1].len > 0)
        end--;
    return end;
}

static bool ends_sentence(slice line)
{
    return line.len > 0 && memchr(".?!", line.ptr[line.len - 1], 3) != NULL;
}

static bool is_in_list(slice line)
{
    return line_label(line) > 0 && !slice_starts_with(line, SLICE("--"));
}

static bool is_heading(const line_list *lines, size_t at)
{
    const unsigned opens = line_opens(lines, at);
    return heading_is_for_steps(lines->items[at], opens) || heading_is_other(lines->items[at], opens);
}

// --- the signature ---

/// A name: no list item, though it may begin with an initial.
static bool is_named(slice line)
{
    bool initial = line.len > 1 && line.ptr[0] >= 'A' && line.ptr[0] <= 'Z' && line.ptr[1] == '.';
    return signature_is_name(line) && (line_label(line) == 0 || initial);
}

static bool is_signing(const line_list *lines, size_t i)
{
    slice line = lines->items[i];
    unsigned opens = line_opens(lines, i);
    bool named = is_named(line) && !heading_is_for_steps(line, opens);
    return signature_is_notation(line, opens) || signature_is_initials(line) ||
           signature_is_valediction(line, opens) || named || is_blank(line) ||
           signature_is_notice(line, opens);
}

/// A paragraph at the end of names, titles and addresses alone.
static bool is_signature(const line_list *lines, size_t start, size_t end)
{
    if (end - start > 6)
        return false;
    size_t labels = 0;
    for (size_t i = start; i < end; i++) {
        labels += line_label(lines->items[i]) > 0;
        if (!is_signing(lines, i) || labels > 1)
            return false;
    }
    size_t above = skip_blank_back(lines, start);
    return above == 0 || !is_heading(lines, above - 1);
}

/// A paragraph that is a notice: its first line says so, whatever follows.
static bool is_notice(const line_list *lines, size_t start, size_t end)
{
    const char *from = lines->items[start].ptr;
    slice last = lines->items[end - 1];
    return signature_is_notice(
        slice_part((slice){from, (size_t)(last.ptr + last.len - from)}, 0, NOTICE_BYTES),
        line_opens(lines, start));
}

/// Where a valediction among the last lines begins, which takes all that follows along; `end` if there is none.
static size_t valediction_start(const line_list *lines, size_t least, size_t end)
{
    size_t start = end;
    for (size_t back = 1; back <= SIGNATURE_LINES && back <= end - least; back++) {
        if (signature_is_valediction(lines->items[end - back], line_opens(lines, end - back)))
            start = end - back;
    }
    return start;
}

/// The last line goes if it signs the memo: apart from the text, or a short name below a full sentence.
static bool is_last_line_signing(const line_list *lines, size_t end, bool below)
{
    slice line = lines->items[end - 1];
    unsigned opens = line_opens(lines, end - 1);
    slice above = end >= 2 ? lines->items[end - 2] : (slice){NULL, 0};
    if (is_in_list(line) && is_in_list(above))
        return false;
    bool apart = end >= 2 && above.len == 0;
    bool name =
        is_named(line) && !heading_is_for_steps(line, opens) && (line.len <= 40 && ends_sentence(above));
    return signature_is_notation(line, opens) ||
           (signature_is_initials(line) && (apart || below || ends_sentence(above))) ||
           signature_is_valediction(line, opens) || name;
}

/// The line of "Enclosures:" or "cc:" above what is listed there at the end; `end` if there is none.
static size_t enclosures_start(const line_list *lines, size_t end)
{
    for (size_t i = end; i > 0 && end - i < ENCLOSURES; i--) {
        slice line = lines->items[i - 1];
        if (signature_heads_enclosures(line, line_opens(lines, i - 1)))
            return i - 1;
        bool listed = (line.len <= ENCLOSURE_BYTES && !ends_sentence(line)) || line_label(line) > 0;
        if (!listed || (line.len == 0 && line_label(lines->items[i]) == 0))
            break;
    }
    return end;
}

/// Takes one piece off the end; gives the new end, or the same if nothing is to go.
static size_t without_piece(const line_list *lines, size_t end, bool below)
{
    size_t start = paragraph_start(lines, end);
    if (is_notice(lines, start, end) || (start > 0 && is_signature(lines, start, end)))
        return start;
    size_t enclosures = enclosures_start(lines, end);
    return enclosures == end && is_last_line_signing(lines, end, below) ? end - 1 : enclosures;
}

/// The end of the text before the line `end`, without what signs it; `least` if there is nothing else behind that.
static size_t text_end(const line_list *lines, size_t least, size_t end)
{
    size_t last = skip_blank_back(lines, end);
    size_t at = last;
    for (size_t pieces = 0; pieces < PIECES; pieces++) {
        at = skip_blank_back(lines, at);
        size_t cut = at > least ? without_piece(lines, at, at < last) : 0;
        if (cut == at)
            cut = valediction_start(lines, least, at);
        if (cut == at || cut < least)
            break;
        at = cut;
    }
    return at;
}

// --- the body ---

static size_t postscript_start(const line_list *lines)
{
    size_t least = lines->count > POSTSCRIPT_LINES ? lines->count - POSTSCRIPT_LINES : 0;
    for (size_t i = lines->count; i > least; i--) {
        if (signature_is_postscript(lines->items[i - 1], line_opens(lines, i - 1)))
            return i - 1;
    }
    return lines->count;
}

line_range part_body(const line_list *lines, line_range *postscript)
{
    size_t start = postscript_start(lines);
    size_t end = text_end(lines, 0, start);
    *postscript =
        (line_range){start, start < lines->count ? text_end(lines, start + 1, lines->count) : start};
    if (end == 0 && start == lines->count)
        end = skip_blank_back(lines, lines->count); // nothing but a signature: better all than nothing
    return (line_range){0, end};
}

// --- the last part ---

/// A list may stand in paragraphs of its own, apart from each other and from the sentence that introduces it.
static size_t list_start(const line_list *lines, size_t start, size_t end)
{
    while (start > 0 && start < end && is_in_list(lines->items[start])) {
        size_t above = skip_blank_back(lines, start);
        if (above == 0)
            break;
        start = paragraph_start(lines, above);
    }
    return start;
}

/// A short line that stands alone and is no sentence belongs to what it heads, or introduces it with a colon.
static size_t heading_start(const line_list *lines, size_t start, size_t end)
{
    size_t above = skip_blank_back(lines, start);
    if (above == 0 || start >= end)
        return start;
    slice heading = lines->items[above - 1];
    bool alone = above == 1 || lines->items[above - 2].len == 0;
    if (heading.ptr[heading.len - 1] == ':')
        return paragraph_start(lines, above);
    return alone && heading.len <= 40 && !ends_sentence(heading) ? above - 1 : start;
}

line_range part_last(const line_list *lines, size_t end)
{
    end = skip_blank_back(lines, end);
    size_t start = list_start(lines, paragraph_start(lines, end), end);
    return (line_range){heading_start(lines, start, end), end};
}

bool part_is_under_step_heading(const line_list *lines, size_t first, size_t *under)
{
    size_t least = first > HEADING_LINES ? first - HEADING_LINES : 0;
    for (size_t i = first + 1; i > least && i > 0; i--) {
        if (i > lines->count)
            continue;
        slice line = lines->items[i - 1];
        unsigned opens = line_opens(lines, i - 1);
        *under = i;
        if (heading_is_for_steps(line, opens))
            return true;
        if (heading_is_other(line, opens) && i <= first)
            return false;
    }
    return false;
}
