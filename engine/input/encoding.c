// UTF-8 is checked byte by byte as the Encoding Standard decodes it (https://encoding.spec.whatwg.org/#utf-8-decoder), so that a chunk may end
// anywhere; ASCII is passed over sixteen bytes at a time.
#include "input/encoding.h"

#include "base/byte_scan.h"

#include <iconv.h>

// --- what the first bytes show ---

static const struct {
    slice mark;
    const char *name;
} marks[] = {
    {SLICE_INIT("\xEF\xBB\xBF"), "UTF-8"},        {SLICE_INIT("\xFF\xFE\x00\x00"), "UTF-32LE"},
    {SLICE_INIT("\x00\x00\xFE\xFF"), "UTF-32BE"}, {SLICE_INIT("\xFF\xFE"), "UTF-16LE"},
    {SLICE_INIT("\xFE\xFF"), "UTF-16BE"},
};

/// UTF-16 without a mark: one side of at least half of its units is a byte that no text in UTF-8 has, and in ASCII characters that is NUL.
/// Scripts whose characters differ in both bytes, as those of Chinese do, need a mark.
static const char *utf16_of(slice head)
{
    enum { LOWEST_IN_TEXT = 0x09, FEWER = 4 };
    size_t low[2] = {0, 0};
    size_t nuls[2] = {0, 0};
    bool has_zero = false;
    for (size_t i = 0; i + 1 < head.len; i += 2) {
        for (size_t k = 0; k < 2; k++) {
            low[k] += (unsigned char)head.ptr[i + k] < LOWEST_IN_TEXT;
            nuls[k] += head.ptr[i + k] == '\0';
        }
        has_zero = has_zero || (head.ptr[i] == '\0' && head.ptr[i + 1] == '\0');
    }
    size_t units = head.len / 2;
    size_t side = low[1] > low[0];
    bool shown = units >= 2 && !has_zero && nuls[side] > 0 && 2 * low[side] >= units &&
                 low[side] >= FEWER * low[1 - side];
    return !shown ? NULL : side == 1 ? "UTF-16LE" : "UTF-16BE";
}

const char *encoding_of(slice head)
{
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (slice_starts_with(head, marks[i].mark))
            return marks[i].name;
    }
    return utf16_of(slice_part(head, 0, ENCODING_HEAD));
}

/// Text in UTF-8 has no control characters but blanks, line ends and what separates JSON texts; the high bytes of UTF-16 are such.
bool encoding_is_open(slice head)
{
    enum { MARK = 4 };
    bool controls = false;
    for (size_t i = 0; i < MARK && i < head.len; i++) {
        unsigned char c = (unsigned char)head.ptr[i];
        controls = controls || c < 0x09 || (c > 0x0D && c < 0x1C);
    }
    bool begins_mark = false;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        begins_mark = begins_mark || (head.len < marks[i].mark.len && slice_starts_with(marks[i].mark, head));
    return begins_mark || (head.len < ENCODING_HEAD && (head.len < 2 || controls));
}

bool encoding_is_known(const char *name)
{
    // A slash begins what glibc does with characters that it cannot write, which is not for a name.
    if (name[0] == '\0' || strchr(name, '/') != NULL)
        return false;
    iconv_t opened = iconv_open("UTF-8", name);
    if (opened == (iconv_t)-1)
        return false;
    (void)iconv_close(opened);
    return true;
}

uint32_t encoding_windows_1252(unsigned char byte)
{
    static const uint16_t from_80[] = {0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                       0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
                                       0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                       0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};
    return byte < 0x80 ? 0 : byte < 0xA0 ? from_80[byte - 0x80] : byte;
}

// --- the census ---

/// What people write: letters, quotation marks, dashes, a euro; a line break or a copyright sign is no evidence.
static bool is_written(unsigned char byte)
{
    return byte >= 0xA0 ? byte >= 0xC0 && byte != 0xD7 && byte != 0xF7 : encoding_windows_1252(byte) != 0;
}

static void note_bad(utf8_census *c, uint64_t at, const unsigned char *bytes, size_t count)
{
    if (c->bad_lines == 0) {
        c->first_bad = at;
        c->first_byte = bytes[0];
        c->only_letters = true;
    }
    for (size_t i = 0; i < count; i++)
        c->only_letters = c->only_letters && (bytes[i] < 0x80 || is_written(bytes[i]));
    if (!c->line_is_bad) {
        c->bad_lines++;
        c->good_lines -= c->line_is_good;
    }
    c->line_is_bad = true;
    c->line_is_good = false;
}

static void note_good(utf8_census *c)
{
    if (!c->line_is_good && !c->line_is_bad) {
        c->line_is_good = true;
        c->good_lines++;
    }
}

/// Begins a character by its first byte; false if none begins so.
static bool begin_character(utf8_census *c, unsigned char byte)
{
    c->lowest = byte == 0xE0 ? 0xA0 : byte == 0xF0 ? 0x90 : 0x80;
    c->highest = byte == 0xED ? 0x9F : byte == 0xF4 ? 0x8F : 0xBF;
    c->needed = byte >= 0xC2 && byte <= 0xDF   ? 1
                : byte >= 0xE0 && byte <= 0xEF ? 2
                : byte >= 0xF0 && byte <= 0xF4 ? 3
                                               : 0;
    c->begun[0] = byte;
    c->length = 1;
    return c->needed > 0;
}

/// Looks at a byte that is not ASCII, or stands within a character. False: it is to be looked at once more, since it ends what is bad.
static bool read_byte(utf8_census *c, unsigned char byte, uint64_t at)
{
    if (c->needed == 0) {
        if (!begin_character(c, byte))
            note_bad(c, at, &byte, 1);
        return true;
    }
    if (byte < c->lowest || byte > c->highest) {
        c->needed = 0;
        note_bad(c, at - c->length, c->begun, c->length);
        return false;
    }
    c->begun[c->length++] = byte;
    c->lowest = 0x80;
    c->highest = 0xBF;
    if (--c->needed == 0)
        note_good(c);
    return true;
}

size_t utf8_census_read(utf8_census *c, slice chunk, bool each)
{
    size_t at = 0;
    for (;;) {
        size_t ascii = c->needed > 0 ? at : byte_scan_ascii(chunk, at);
        slice passed = slice_part(chunk, at, ascii - at);
        if ((c->line_is_good || c->line_is_bad) && passed.len > 0 &&
            memchr(passed.ptr, '\n', passed.len) != NULL)
            c->line_is_good = c->line_is_bad = false;
        at = ascii;
        if (at >= chunk.len)
            break;
        uint64_t bad = c->bad_lines;
        bool done = read_byte(c, (unsigned char)chunk.ptr[at], c->position + at);
        if (each && c->bad_lines > bad && !utf8_census_is_utf8(c))
            break;
        at += done;
    }
    c->position += at;
    return at;
}

void utf8_census_end(utf8_census *c)
{
    if (c->needed > 0)
        note_bad(c, c->position - c->length, c->begun, c->length);
    c->needed = 0;
}

bool utf8_census_is_utf8(const utf8_census *c)
{
    enum { FEW = 3, MANY = 10 };
    return c->bad_lines == 0 ||
           (c->good_lines >= c->bad_lines && (c->bad_lines <= FEW || c->good_lines / MANY >= c->bad_lines));
}
