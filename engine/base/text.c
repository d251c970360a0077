#include "base/text.h"

#include "base/utf8.h"

void text_grow(text_builder *text, size_t more)
{
    size_t needed;
    if (__builtin_add_overflow(text->length, more, &needed) || needed >= SIZE_MAX / 2)
        arena_fail(text->arena);
    size_t wanted = text->capacity < 32 ? 64 : text->capacity * 2;
    if (wanted <= needed)
        wanted = needed + 1;
    text->bytes = arena_extend(text->arena, text->bytes, text->capacity, wanted);
    text->capacity = wanted;
}

void text_add(text_builder *text, slice more)
{
    if (more.len == 0)
        return;
    if (more.len >= text->capacity - text->length)
        text_grow(text, more.len);
    memcpy(text->bytes + text->length, more.ptr, more.len);
    text->length += more.len;
}

void text_add_byte(text_builder *text, char byte)
{
    text_add(text, (slice){&byte, 1});
}

void text_add_code_point(text_builder *text, uint32_t code_point)
{
    char bytes[4];
    text_add(text, (slice){bytes, utf8_encode(code_point, bytes)});
}

void text_add_format(text_builder *text, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    text_add(text, arena_format_list(text->arena, format, arguments));
    va_end(arguments);
}

slice text_result(text_builder *text)
{
    text_reserve(text, 0);
    text->bytes[text->length] = '\0';
    return (slice){text->bytes, text->length};
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

slice text_on_one_line(arena *a, slice text)
{
    text_builder out = {.arena = a};
    for (size_t i = 0; i < text.len; i++) {
        if (!is_blank(text.ptr[i]))
            text_add_byte(&out, text.ptr[i]);
        else if (i > 0 && !is_blank(text.ptr[i - 1]))
            text_add_byte(&out, ' ');
    }
    return text_result(&out);
}
