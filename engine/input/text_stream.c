// A chunk is read, converted if need be, judged, and given the line ends that the rest of the engine knows. What a chunk's end leaves open
// is held back: a carriage return, whose next byte decides, and the first bytes of a character to be converted.
#include "input/text_stream.h"

#include "base/byte_scan.h"
#include "base/utf8.h"
#include "input/file_kind.h"

#include <errno.h>
#include <iconv.h>
#include <stdio.h>
#include <strings.h>
#include <unistd.h>

enum { RAW_ROOM = 1 << 16 };

_Static_assert((int)FILE_KIND_HEAD >= (int)ENCODING_HEAD, "so many bytes tell both");

/// Where reading stands, for messages.
typedef struct text_position {
    size_t lines, characters; ///< before it: whole lines, and characters of its line
} text_position;

struct text_stream {
    allocator from;
    byte_stream *bytes;
    const char *encoding;
    text_judgement judgement;
    bool surveys;  ///< bad bytes are counted to the end
    bool unplaced; ///< nobody asks where a bad byte stands
    bool begun, held_return;
    stream_outcome next; ///< what follows what was passed on; STREAM_BYTES: read on
    iconv_t converter;   ///< (iconv_t)-1: none
    char *raw;           ///< of text that is converted: what was not converted yet lies from `start` to `end`
    size_t start, end;
    bool raw_ended, converted_all;
    utf8_census census;
    text_position position;
    text_problem problem;
};

text_stream *text_stream_new(const allocator *from, int fd, const char *encoding, text_judgement judgement)
{
    text_stream *s = from->resize(from->state, NULL, sizeof *s);
    if (s == NULL)
        return NULL;
    *s = (text_stream){.from = *from,
                       .bytes = byte_stream_new(from, fd),
                       .encoding = encoding,
                       .judgement = judgement,
                       .converter = (iconv_t)-1};
    if (s->bytes != NULL)
        return s;
    text_stream_free(s);
    return NULL;
}

void text_stream_free(text_stream *s)
{
    if (s == NULL)
        return;
    if (s->converter != (iconv_t)-1)
        (void)iconv_close(s->converter);
    byte_stream_free(s->bytes);
    allocator from = s->from;
    (void)from.resize(from.state, s->raw, 0);
    (void)from.resize(from.state, s, 0);
}

byte_stream *text_stream_bytes(text_stream *s)
{
    return s->bytes;
}

void text_stream_moved(text_stream *s)
{
    s->held_return = false;
    s->next = STREAM_BYTES;
    s->census = (utf8_census){0};
    s->position = (text_position){0};
}

const text_problem *text_stream_problem(const text_stream *s)
{
    return s->problem.code != NULL ? &s->problem : NULL;
}

bool text_stream_is_plain(const text_stream *s)
{
    return s->begun && s->converter == (iconv_t)-1 && !byte_stream_is_compressed(s->bytes);
}

uint64_t text_stream_taken(const text_stream *s)
{
    return byte_stream_taken(s->bytes);
}

bool text_stream_is_ready(const text_stream *s)
{
    return s->next != STREAM_BYTES || s->start < s->end || byte_stream_is_ready(s->bytes);
}

// --- what is wrong ---

static void advance(text_position *p, slice text)
{
    const char *feed = text.len > 0 ? memrchr(text.ptr, '\n', text.len) : NULL;
    p->lines += feed != NULL ? byte_scan_lines(text) : 0;
    size_t line = feed != NULL ? (size_t)(feed - text.ptr) + 1 : 0;
    p->characters =
        (feed != NULL ? 0 : p->characters) + byte_scan_characters(slice_part(text, line, text.len));
}

static stream_outcome fail(text_stream *s, const char *why)
{
    s->problem = (text_problem){.code = "file-unreadable"};
    (void)snprintf(s->problem.message, sizeof s->problem.message, "%s", why);
    return STREAM_FAILED;
}

static stream_outcome fail_as_other_kind(text_stream *s, const file_kind *kind)
{
    s->problem = (text_problem){
        .code = "file-unreadable", .kind = kind->name, .holds_no_records = !kind->holds_records};
    (void)snprintf(s->problem.message, sizeof s->problem.message, "this is %s", kind->name);
    (void)snprintf(s->problem.hint, sizeof s->problem.hint, "%s", kind->remedy);
    return STREAM_FAILED;
}

static stream_outcome fail_as_not_encoded(text_stream *s, const char *encoding)
{
    s->problem = (text_problem){.code = "not-encoded",
                                .line = s->position.lines + 1,
                                .column = s->position.characters + 1,
                                .is_of_encoding = true};
    (void)snprintf(s->problem.message, sizeof s->problem.message, "the text is not valid %.60s", encoding);
    return STREAM_FAILED;
}

/// The text is not UTF-8, first where the position stands.
static stream_outcome fail_as_not_utf8(text_stream *s)
{
    const utf8_census *c = &s->census;
    text_problem *p = &s->problem;
    (void)fail_as_not_encoded(s, "UTF-8");
    char character[5] = {0};
    uint32_t meant = encoding_windows_1252(c->first_byte);
    if (c->only_letters && meant != 0) {
        (void)utf8_encode(meant, character);
        (void)snprintf(
            p->hint, sizeof p->hint,
            "if '%s' stands there, add --encoding windows-1252; otherwise name another encoding, or save "
            "the file as UTF-8",
            character);
        return STREAM_FAILED;
    }
    (void)snprintf(p->hint, sizeof p->hint, "save the file as UTF-8, or name its encoding: --encoding NAME%s",
                   c->good_lines > 0 ? "; with --encoding UTF-8 only the damaged records are refused" : "");
    return STREAM_FAILED;
}

// --- beginning ---

static bool is_utf8_name(const char *name)
{
    return strcasecmp(name, "UTF-8") == 0 || strcasecmp(name, "UTF8") == 0;
}

/// Prepares to convert, beginning with what was read to see what the file is.
static stream_outcome begin_converting(text_stream *s, const char *encoding, slice head)
{
    s->encoding = encoding;
    s->converter = iconv_open("UTF-8", encoding);
    if (s->converter == (iconv_t)-1 && errno == ENOMEM)
        return STREAM_NO_MEMORY;
    if (s->converter == (iconv_t)-1)
        return fail(s, "this system cannot read text in this encoding");
    s->raw = s->from.resize(s->from.state, NULL, RAW_ROOM);
    if (s->raw == NULL)
        return STREAM_NO_MEMORY;
    memcpy(s->raw, head.ptr, head.len);
    s->end = head.len;
    return STREAM_BYTES;
}

/// What the first bytes say: of which kind the file is, and how it is encoded.
static stream_outcome begin_with(text_stream *s, slice head)
{
    const file_kind *kind = file_kind_of(head);
    if (kind != NULL)
        return fail_as_other_kind(s, kind);
    const char *shown = encoding_of(head);
    const char *encoding = shown != NULL ? shown : s->encoding;
    if (encoding != NULL && !is_utf8_name(encoding))
        return begin_converting(s, encoding, head);
    if (encoding != NULL)
        s->judgement = TEXT_NOT_JUDGED; // it says itself, or somebody else does, that it is UTF-8
    return STREAM_BYTES;
}

/// The first read: as many bytes as tell what the file is.
/// @param got  receives how many of them are to be passed on
static stream_outcome begin(text_stream *s, char *to, size_t room, size_t *got)
{
    stream_outcome outcome = STREAM_BYTES;
    slice head = {to, 0};
    room = room < RAW_ROOM ? room : RAW_ROOM;
    while (outcome == STREAM_BYTES && head.len < FILE_KIND_HEAD &&
           (file_kind_is_open(head) || encoding_is_open(head))) {
        size_t more = 0;
        outcome = byte_stream_read(s->bytes, to + head.len, room - head.len, &more);
        head.len += more;
    }
    s->begun = true;
    if (outcome == STREAM_NO_MEMORY || head.len == 0)
        return outcome;
    outcome = begin_with(s, head);
    *got = outcome == STREAM_BYTES && s->converter == (iconv_t)-1 ? head.len : 0;
    return outcome;
}

// --- converting ---

/// Reads more of what is converted.
static stream_outcome take_raw(text_stream *s)
{
    memmove(s->raw, s->raw + s->start, s->end - s->start);
    s->end -= s->start;
    s->start = 0;
    size_t more = 0;
    stream_outcome outcome = byte_stream_read(s->bytes, s->raw + s->end, RAW_ROOM - s->end, &more);
    s->end += more;
    s->raw_ended = outcome == STREAM_END;
    return outcome == STREAM_END ? STREAM_BYTES : outcome;
}

/// Converts what is there. At the end of the file, also what the converter has kept.
static stream_outcome convert(text_stream *s, char *to, size_t room, size_t *got)
{
    char *in = s->raw + s->start;
    size_t left = s->end - s->start;
    char *out = to;
    bool at_end = s->raw_ended && left == 0;
    size_t converted =
        at_end ? iconv(s->converter, NULL, NULL, &out, &room) : iconv(s->converter, &in, &left, &out, &room);
    int why = converted == (size_t)-1 ? errno : 0;
    s->start = s->end - left;
    *got = (size_t)(out - to);
    s->converted_all = at_end && why == 0;
    advance(&s->position, (slice){to, *got});
    if (why == EILSEQ || (why == EINVAL && s->raw_ended))
        return fail_as_not_encoded(s, s->encoding);
    return STREAM_BYTES;
}

static stream_outcome read_converted(text_stream *s, char *to, size_t room, size_t *got)
{
    stream_outcome outcome = STREAM_BYTES;
    while (outcome == STREAM_BYTES && *got == 0 && !s->converted_all) {
        outcome = convert(s, to, room, got);
        if (outcome == STREAM_BYTES && *got == 0 && !s->raw_ended)
            outcome = take_raw(s);
    }
    return outcome == STREAM_BYTES && *got == 0 ? STREAM_END : outcome;
}

// --- judging ---

/// Looks at what is to be passed on, and returns how much of it may be: if that is not all, `next` says what follows.
static size_t judge(text_stream *s, slice text)
{
    uint64_t before = s->census.position;
    bool found = s->census.bad_lines > 0;
    size_t good = utf8_census_read(&s->census, text, !s->surveys);
    if (!found &&
        !s->unplaced) { // the position stays at the first bad byte, whose character may have begun in the last chunk
        bool now = s->census.bad_lines > 0;
        uint64_t bad = s->census.first_bad;
        advance(&s->position, now ? slice_part(text, 0, bad > before ? (size_t)(bad - before) : 0) : text);
        s->position.characters -= now && bad < before;
    }
    if (good < text.len)
        s->next = fail_as_not_utf8(s);
    return good;
}

/// The end of text that is judged.
static stream_outcome judge_end(text_stream *s)
{
    bool found = s->census.bad_lines > 0;
    utf8_census_end(&s->census);
    s->position.characters -= !found && s->census.bad_lines > 0; // of which a beginning was counted
    return utf8_census_is_utf8(&s->census) ? STREAM_END : fail_as_not_utf8(s);
}

// --- line ends ---

/// Makes line feeds of the carriage returns that none follows. One at the end is held back, since the next byte decides.
static size_t end_lines(text_stream *s, char *text, size_t length, bool at_end)
{
    s->held_return = !at_end && length > 0 && text[length - 1] == '\r';
    length -= s->held_return;
    char *end = text + length;
    char *at = length > 0 ? memchr(text, '\r', length) : NULL;
    while (at != NULL) {
        if (at + 1 == end || at[1] != '\n')
            *at = '\n';
        at++;
        at = at < end ? memchr(at, '\r', (size_t)(end - at)) : NULL;
    }
    return length;
}

// --- reading ---

/// Reads the next chunk as UTF-8, as long as there is nothing else to return.
static stream_outcome read_chunk(text_stream *s, char *to, size_t room, size_t *got)
{
    stream_outcome outcome = STREAM_BYTES;
    bool begins = !s->begun;
    if (begins)
        outcome = begin(s, to, room, got);
    if (outcome == STREAM_BYTES && s->converter != (iconv_t)-1)
        outcome = read_converted(s, to, room, got);
    else if (outcome == STREAM_BYTES && !begins)
        outcome = byte_stream_read(s->bytes, to, room, got);
    if (outcome == STREAM_FAILED && s->problem.code == NULL)
        (void)fail(s, byte_stream_problem(s->bytes));
    return outcome;
}

static bool is_judged(const text_stream *s)
{
    return s->converter == (iconv_t)-1 && (s->surveys || s->judgement == TEXT_JUDGED);
}

stream_outcome text_stream_read(text_stream *s, char *to, size_t room, size_t *got)
{
    *got = 0;
    while (*got == 0 && s->next == STREAM_BYTES) {
        size_t held = s->held_return;
        if (held > 0)
            to[0] = '\r';
        size_t more = 0;
        s->next = read_chunk(s, to + held, room - held, &more);
        *got = end_lines(s, to, held + more, s->next != STREAM_BYTES);
        if (is_judged(s) && *got > 0)
            *got = judge(s, (slice){to, *got});
        if (is_judged(s) && s->next == STREAM_END)
            s->next = judge_end(s);
    }
    return *got > 0 ? STREAM_BYTES : s->next;
}

// --- surveys ---

typedef struct survey_job {
    const allocator *from;
    int fd;
    off_t start;
    char *buffer;
    bool finds_nul;       ///< whether there is a NUL matters
    text_problem problem; ///< of the encoding; the code is NULL if there is none
    bool is_utf8;         ///< there are characters beyond ASCII, and all are right in UTF-8
} survey_job;

/// Reads the file to its end in one encoding, and returns to where it began.
/// @param unplaced  a problem does not say where it is
static stream_outcome survey_in(survey_job *job, const char *encoding, bool unplaced)
{
    text_stream *s = text_stream_new(job->from, job->fd, encoding, TEXT_JUDGED);
    stream_outcome outcome = s != NULL ? STREAM_BYTES : STREAM_NO_MEMORY;
    if (s != NULL) {
        s->surveys = true;
        s->unplaced = unplaced;
    }
    bool has_nul = false;
    while (outcome == STREAM_BYTES) {
        size_t got = 0;
        outcome = text_stream_read(s, job->buffer, RAW_ROOM, &got);
        has_nul = has_nul || (job->finds_nul && got > 0 && memchr(job->buffer, '\0', got) != NULL);
    }
    if (s != NULL) {
        job->problem = s->problem.is_of_encoding ? s->problem : (text_problem){0};
        job->is_utf8 =
            s->converter == (iconv_t)-1 && s->census.good_lines > 0 && s->census.bad_lines == 0 && !has_nul;
    }
    text_stream_free(s);
    if (lseek(job->fd, job->start, SEEK_SET) < 0 && outcome != STREAM_NO_MEMORY)
        outcome = STREAM_FAILED;
    return outcome;
}

/// The same in UTF-8, or what the file says itself. Counting lines takes as long as all the rest, so it is read again if something is wrong.
static stream_outcome survey_as_it_is(survey_job *job)
{
    const stream_outcome outcome = survey_in(job, NULL, true);
    return job->problem.code != NULL && outcome != STREAM_NO_MEMORY ? survey_in(job, NULL, false) : outcome;
}

stream_outcome text_survey_file(const allocator *from, int fd, const char *encoding, text_survey *out)
{
    survey_job job = {.from = from, .fd = fd, .start = lseek(fd, 0, SEEK_CUR), .finds_nul = encoding != NULL};
    *out = (text_survey){.done = job.start >= 0, .encoding = encoding};
    if (job.start < 0 || (encoding != NULL && is_utf8_name(encoding)))
        return STREAM_END;
    job.buffer = from->resize(from->state, NULL, RAW_ROOM);
    stream_outcome outcome = job.buffer != NULL ? survey_as_it_is(&job) : STREAM_NO_MEMORY;
    if (job.is_utf8)
        out->encoding = NULL; // a file that says by its bytes that it is UTF-8 is not misread
    else if (encoding != NULL && outcome != STREAM_NO_MEMORY)
        outcome = survey_in(&job, encoding, false);
    out->problem = job.problem;
    (void)from->resize(from->state, job.buffer, 0);
    return outcome == STREAM_NO_MEMORY ? STREAM_NO_MEMORY : STREAM_END;
}
