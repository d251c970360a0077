#include "rows/json_text.h"

#include "rows/json_scan.h"

char *json_text_room(json_text *t, size_t more)
{
    enum { LEAST = 512 };
    const size_t needed = t->length + more + ROW_READER_PADDING;
    if (needed > t->capacity) {
        const size_t wanted = 2 * needed > LEAST ? 2 * needed : LEAST;
        t->bytes = arena_grow(t->arena, t->bytes, t->length, wanted);
        t->capacity = wanted;
    }
    return t->bytes + t->length;
}

void json_text_add(json_text *t, slice text)
{
    char *to = json_text_room(t, text.len);
    memcpy(to, text.ptr, text.len);
    t->length += text.len;
}

/// Writes characters that do not stand for themselves in a string of JSON; they are few.
static bool write_escaped(json_text *t, slice text)
{
    static const char digits[] = "0123456789abcdef";
    char *to = json_text_room(t, 6 * text.len + 2);
    char *const begin = to;
    *to++ = '"';
    for (size_t i = 0; i < text.len; i++) {
        const unsigned char c = (unsigned char)text.ptr[i];
        if (c < 0x20) {
            const char escape[6] = {'\\', 'u', '0', '0', digits[c >> 4], digits[c & 15]};
            memcpy(to, escape, sizeof escape);
            to += sizeof escape;
        } else {
            if (c == '"' || c == '\\')
                *to++ = '\\';
            *to++ = (char)c;
        }
    }
    *to++ = '"';
    t->length += (size_t)(to - begin);
    return true;
}

/// A NUL becomes an escape that the reader of rows refuses.
static bool write_string(json_text *t, slice text)
{
    char *to = json_text_room(t, text.len + 3);
    to[0] = to[text.len + 1] = '"';
    to[text.len + 2] = '\0';
    memcpy(to + 1, text.ptr, text.len);
    if (scan_string(to + 1) != to + 1 + text.len)
        return write_escaped(t, text);
    t->length += text.len + 2;
    return true;
}

/// A number is written with quotes or without, but only as JSON has it.
static bool write_number(json_text *t, slice text)
{
    scan_number number;
    char *to = json_text_room(t, text.len + 1);
    memcpy(to, text.ptr, text.len);
    to[text.len] = '\0';
    t->length += text.len;
    return scan_number_at(to, &number) == to + text.len;
}

static bool write_boolean(json_text *t, slice text)
{
    json_text_add(t, text);
    return slice_is(text, "true") || slice_is(text, "false");
}

bool json_text_scalar(json_text *t, const feel_type *type, slice text)
{
    switch (type->kind) {
    case FEEL_TYPE_NUMBER: return write_number(t, text);
    case FEEL_TYPE_BOOLEAN: return write_boolean(t, text);
    case FEEL_TYPE_STRING:
    case FEEL_TYPE_DATE:
    case FEEL_TYPE_TIME:
    case FEEL_TYPE_DATE_TIME: return write_string(t, text);
    default: return false;
    }
}
