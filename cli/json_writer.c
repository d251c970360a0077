// Writes JSON piece by piece to a stream.
#include "json_writer.h"

#include <math.h>
#include <stdint.h>
#include <string.h>
#include <unistr.h>

json_writer json_begin(FILE *out)
{
    return (json_writer){.out = out};
}

json_writer json_begin_pretty(FILE *out)
{
    return (json_writer){.out = out, .pretty = true};
}

static void begin_value(json_writer *w)
{
    if (w->after_value)
        (void)fputs(w->pretty ? ", " : ",", w->out);
    w->after_value = true;
}

/// Begins a line of a pretty object, after a comma where something stands before it.
static void begin_line(json_writer *w)
{
    if (w->after_value)
        (void)fputc(',', w->out);
    (void)fprintf(w->out, "\n%*s", (int)(2 * w->depth), "");
    w->after_value = false;
}

static void open(json_writer *w, char bracket)
{
    begin_value(w);
    (void)fputc(bracket, w->out);
    w->after_value = false;
}

static void close(json_writer *w, char bracket)
{
    (void)fputc(bracket, w->out);
    w->after_value = true;
}

void json_object_begin(json_writer *w)
{
    open(w, '{');
    w->depth++;
}

void json_object_end(json_writer *w)
{
    w->depth--;
    if (w->pretty && w->after_value) {
        w->after_value = false;
        begin_line(w);
    }
    close(w, '}');
}

void json_array_begin(json_writer *w)
{
    open(w, '[');
}

void json_array_end(json_writer *w)
{
    close(w, ']');
}

void json_string(json_writer *w, const char *text)
{
    json_bytes(w, text, strlen(text));
}

void json_number_text(json_writer *w, const char *number)
{
    begin_value(w);
    (void)fputs(number, w->out);
}

void json_bytes(json_writer *w, const char *text, size_t left)
{
    begin_value(w);
    (void)fputc('"', w->out);
    while (left > 0) {
        ucs4_t c;
        int bytes = u8_mbtoucr(&c, (const uint8_t *)text, left);
        if (bytes <= 0) {
            (void)fputs("\\ufffd", w->out);
            bytes = 1;
        } else if (c == '"' || c == '\\') {
            (void)fprintf(w->out, "\\%c", (char)c);
        } else if (c < 0x20 || c == 0x7F || c == 0x2028 || c == 0x2029) {
            (void)fprintf(w->out, "\\u%04x", (unsigned)c);
        } else {
            (void)fwrite(text, 1, (size_t)bytes, w->out);
        }
        text += bytes;
        left -= (size_t)bytes;
    }
    (void)fputc('"', w->out);
}

void json_key(json_writer *w, const char *key)
{
    if (w->pretty)
        begin_line(w);
    json_string(w, key);
    (void)fputs(w->pretty ? ": " : ":", w->out);
    w->after_value = false;
}

void json_number(json_writer *w, double value)
{
    long long scaled = llround(fabs(value) * 10000);
    begin_value(w);
    (void)fprintf(w->out, "%s%lld", value < 0 && scaled > 0 ? "-" : "", scaled / 10000);
    if (scaled % 10000 == 0)
        return;
    char digits[8];
    (void)snprintf(digits, sizeof digits, "%04lld", scaled % 10000);
    for (size_t last = 4; digits[last - 1] == '0'; last--)
        digits[last - 1] = '\0';
    (void)fprintf(w->out, ".%s", digits);
}

void json_digits(json_writer *w, const char *digits)
{
    begin_value(w);
    (void)fputs(digits, w->out);
}

void json_count(json_writer *w, size_t count)
{
    begin_value(w);
    (void)fprintf(w->out, "%zu", count);
}

void json_boolean(json_writer *w, bool value)
{
    begin_value(w);
    (void)fputs(value ? "true" : "false", w->out);
}

void json_null(json_writer *w)
{
    begin_value(w);
    (void)fputs("null", w->out);
}

void json_line_end(json_writer *w)
{
    (void)fputc('\n', w->out);
    w->after_value = false;
}

void json_string_entry(json_writer *w, const char *key, const char *text)
{
    json_key(w, key);
    json_string(w, text);
}

void json_number_entry(json_writer *w, const char *key, double value)
{
    json_key(w, key);
    json_number(w, value);
}

void json_count_entry(json_writer *w, const char *key, size_t count)
{
    json_key(w, key);
    json_count(w, count);
}

void json_boolean_entry(json_writer *w, const char *key, bool value)
{
    json_key(w, key);
    json_boolean(w, value);
}
