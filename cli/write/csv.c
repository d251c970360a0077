// Writes cells, quoted and made harmless.
#include "write/csv.h"
#include "write/json.h"

#include <string.h>

static void begin_cell(csv_writer *w)
{
    if (w->after_cell)
        advise_text_add(w->out, ",", 1);
    w->after_cell = true;
}

/// Whether all of it is a number such as -1.5e3.
static bool is_number(const char *text)
{
    static const char digits[] = "0123456789";
    text += *text == '-' || *text == '+';
    size_t length = strspn(text, digits);
    size_t all = length;
    text += length;
    if (*text == '.') {
        length = strspn(text + 1, digits);
        all += length;
        text += 1 + length;
    }
    if (all > 0 && (*text == 'e' || *text == 'E')) {
        text += 1 + (text[1] == '-' || text[1] == '+');
        length = strspn(text, digits);
        text += length;
        all = length;
    }
    return all > 0 && *text == '\0';
}

static void add_text(csv_writer *w, const char *text, bool quoted)
{
    size_t length = strlen(text);
    bool is_formula = *text != '\0' && strchr("=+-@\t\r\n", *text) != NULL && !is_number(text);
    quoted =
        quoted || strpbrk(text, ",\"\r\n") != NULL || *text == ' ' || (length > 0 && text[length - 1] == ' ');
    begin_cell(w);
    if (quoted)
        advise_text_add(w->out, "\"", 1);
    if (is_formula)
        advise_text_add(w->out, "'", 1);
    while (length > 0) {
        size_t plain = strcspn(text, "\"");
        advise_text_add(w->out, text, plain);
        if (plain < length)
            advise_text_add(w->out, "\"\"", 2);
        plain += plain < length;
        text += plain;
        length -= plain;
    }
    if (quoted)
        advise_text_add(w->out, "\"", 1);
}

void csv_text(csv_writer *w, const char *text)
{
    add_text(w, text, false);
}

void csv_name(csv_writer *w, const char *text)
{
    add_text(w, text, text[strspn(text, "0123456789")] == '\0');
}

// Numbers look as they do in JSON.

void csv_count(csv_writer *w, size_t count)
{
    begin_cell(w);
    json_writer digits = json_begin_text(w->out);
    json_count(&digits, count);
    json_flush(&digits);
}

void csv_number(csv_writer *w, double value)
{
    begin_cell(w);
    json_writer digits = json_begin_text(w->out);
    json_number(&digits, value);
    json_flush(&digits);
}

void csv_empty(csv_writer *w)
{
    begin_cell(w);
}

void csv_row_end(csv_writer *w)
{
    advise_text_add(w->out, "\r\n", 2);
    w->after_cell = false;
}
