// A row is a byte for its table, then its cells. A cell is a byte for its kind, then the value; a text ends in NUL.
#include "outcome/packed_row.h"

#include <string.h>

static void add_kind(advise_text *out, packed_kind kind)
{
    char byte = (char)kind;
    advise_text_add(out, &byte, 1);
}

void packed_row_begin(advise_text *out, unsigned char table)
{
    char byte = (char)table;
    advise_text_add(out, &byte, 1);
}

void packed_null(advise_text *out)
{
    add_kind(out, PACKED_NULL);
}

void packed_count(advise_text *out, size_t count)
{
    int64_t integer = (int64_t)count;
    char bytes[sizeof integer];
    memcpy(bytes, &integer, sizeof bytes);
    add_kind(out, PACKED_INTEGER);
    advise_text_add(out, bytes, sizeof bytes);
}

void packed_real(advise_text *out, double value)
{
    char bytes[sizeof value];
    memcpy(bytes, &value, sizeof bytes);
    add_kind(out, PACKED_REAL);
    advise_text_add(out, bytes, sizeof bytes);
}

void packed_text(advise_text *out, const char *text)
{
    add_kind(out, PACKED_TEXT);
    advise_text_add(out, text, strlen(text) + 1);
}

void packed_text_begin(advise_text *out)
{
    add_kind(out, PACKED_TEXT);
}

void packed_text_end(advise_text *out)
{
    advise_text_add(out, "", 1);
}

unsigned char packed_take_row(const char **at)
{
    return (unsigned char)*(*at)++;
}

packed_cell packed_take(const char **at)
{
    packed_cell c = {.kind = (packed_kind) * (*at)++};
    switch (c.kind) {
    case PACKED_NULL: break;
    case PACKED_INTEGER:
        memcpy(&c.integer, *at, sizeof c.integer);
        *at += sizeof c.integer;
        break;
    case PACKED_REAL:
        memcpy(&c.real, *at, sizeof c.real);
        *at += sizeof c.real;
        break;
    case PACKED_TEXT:
        c.text = *at;
        c.length = strlen(c.text);
        *at += c.length + 1;
        break;
    }
    return c;
}
