#include "workbook/texts.h"

#include "base/limits.h"
#include "base/utf8.h"

// --- one text ---

void rich_text_begin(rich_text *t)
{
    t->bytes.length = 0;
    t->in_piece = false;
    t->pronounced = 0;
}

void rich_text_start(rich_text *t, slice name)
{
    if (t->pronounced > 0 || slice_is(name, "rPh"))
        t->pronounced++;
    else if (slice_is(name, "t"))
        t->in_piece = true;
}

void rich_text_end(rich_text *t, slice name)
{
    if (t->pronounced > 0)
        t->pronounced--;
    else if (slice_is(name, "t"))
        t->in_piece = false;
}

void rich_text_add(rich_text *t, slice piece)
{
    if (t->in_piece)
        text_add(&t->bytes, piece);
}

static int hex_digit(char c)
{
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
                                  : -1;
}

/// The character that `_xHHHH_` at `at` stands for; 0 if there is none, or it is none that a text may hold.
static uint32_t escaped_character(slice text, size_t at)
{
    enum { LENGTH = 7 };
    uint32_t code = 0;
    if (text.len - at < LENGTH || text.ptr[at + 1] != 'x' || text.ptr[at + LENGTH - 1] != '_')
        return 0;
    for (size_t i = at + 2; i < at + LENGTH - 1; i++) {
        int digit = hex_digit(text.ptr[i]);
        if (digit < 0)
            return 0;
        code = code * 16 + (uint32_t)digit;
    }
    bool allowed =
        code == '\t' || code == '\n' || code == '\r' || (code >= ' ' && (code < 0xD800 || code > 0xDFFF));
    return allowed ? code : 0;
}

/// Puts the characters in place of their escapes, which are longer.
static size_t decode_escapes(char *bytes, size_t length)
{
    size_t to = 0;
    size_t at = 0;
    while (at < length) {
        uint32_t code = bytes[at] == '_' ? escaped_character((slice){bytes, length}, at) : 0;
        if (code == 0) {
            bytes[to++] = bytes[at++];
        } else {
            char character[4];
            size_t size = utf8_encode(code, character);
            memcpy(bytes + to, character, size);
            to += size;
            at += sizeof "_xHHHH_" - 1;
        }
    }
    return to;
}

slice rich_text_result(rich_text *t)
{
    slice text = text_result(&t->bytes);
    if (memchr(text.ptr, '_', text.len) != NULL)
        text.len = t->bytes.length = decode_escapes(t->bytes.bytes, text.len);
    return text;
}

// --- shared texts ---

/// Texts stand one after the other in `bytes`: that of number i ends at `ends[i]`.
struct shared_texts {
    allocator from;
    char *bytes;
    uint32_t *ends;
    size_t length, capacity, count, end_capacity;
    rich_text text;
    xml_reader *reader;
};

static void release(void *resource)
{
    const shared_texts *s = resource;
    (void)s->from.resize(s->from.state, s->bytes, 0);
    (void)s->from.resize(s->from.state, s->ends, 0);
}

/// Makes room in an array that doubles; the arena would keep the old ones.
static void *reserve(const shared_texts *s, void *items, size_t *capacity, size_t needed, size_t size)
{
    enum { FIRST = 1024 };
    size_t wanted = *capacity > 0 ? *capacity : FIRST;
    while (wanted < needed)
        wanted *= 2;
    if (wanted == *capacity)
        return items;
    void *larger = s->from.resize(s->from.state, items, wanted * size);
    if (larger == NULL)
        arena_fail(s->text.bytes.arena);
    *capacity = wanted;
    return larger;
}

static void add_shared(shared_texts *s, slice text)
{
    enum { FOR_EACH = 8 };
    if (s->length + s->count * FOR_EACH + text.len > LIMIT_SHARED_TEXTS) {
        xml_refuse(s->reader,
                   "the texts of the workbook's cells take more than 256 MiB: save the worksheet as CSV");
        return;
    }
    s->bytes = reserve(s, s->bytes, &s->capacity, s->length + text.len + 1, 1);
    s->ends = reserve(s, s->ends, &s->end_capacity, s->count + 1, sizeof *s->ends);
    if (text.len > 0)
        memcpy(s->bytes + s->length, text.ptr, text.len);
    s->length += text.len;
    s->ends[s->count++] = (uint32_t)s->length;
}

static void start(void *state, xml_name name, xml_attributes attributes)
{
    shared_texts *s = state;
    (void)attributes;
    if (slice_is(name.name, "si"))
        rich_text_begin(&s->text);
    else
        rich_text_start(&s->text, name.name);
}

static void end(void *state, xml_name name)
{
    shared_texts *s = state;
    if (slice_is(name.name, "si"))
        add_shared(s, rich_text_result(&s->text));
    else
        rich_text_end(&s->text, name.name);
}

static void add(void *state, slice piece)
{
    shared_texts *s = state;
    rich_text_add(&s->text, piece);
}

xml_outcome shared_texts_read(arena *a, archive *from, const archive_entry *part, shared_texts **out,
                              const char **problem)
{
    static const xml_handler handler = {start, end, add};
    shared_texts *s = ARENA_NEW(a, shared_texts);
    *s = (shared_texts){.from = *arena_allocator_borrow(a), .text.bytes.arena = a};
    *out = s;
    arena_on_release(a, release, s);
    s->reader = xml_reader_new(a, from, part, &handler, s);
    if (s->reader == NULL) {
        *problem = archive_problem(from);
        return *problem != NULL ? XML_READ_FAILED : XML_READ_NO_MEMORY;
    }
    xml_outcome outcome = xml_read(s->reader);
    *problem = xml_problem(s->reader);
    return outcome;
}

bool shared_texts_get(const shared_texts *s, size_t index, slice *out)
{
    if (s == NULL || index >= s->count)
        return false;
    size_t begin = index > 0 ? s->ends[index - 1] : 0;
    *out = (slice){s->bytes + begin, s->ends[index] - begin};
    return true;
}
