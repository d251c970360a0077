#include "workbook/sheet_row.h"

#include "base/decimal.h"

#include <math.h>
#include <stdio.h>

void sheet_row_begin(sheet_row *r)
{
    memset(r->places, 0, r->count * sizeof *r->places);
    r->bytes.length = r->count = 0;
    r->too_large = false;
}

void sheet_row_put(sheet_row *r, size_t column, slice text, cell_kind kind)
{
    if (text.len == 0)
        return;
    if (column >= LIMIT_CELLS || text.len > r->most || r->bytes.length > r->most - text.len) {
        r->too_large = true;
        return;
    }
    r->places[column].offset = r->bytes.length;
    r->places[column].length = text.len;
    r->places[column].kind = kind;
    text_add(&r->bytes, text);
    if (column >= r->count)
        r->count = column + 1;
}

/// True for up to 15 digits with at most one point among them: nothing has to be rounded.
static bool is_short_number(slice text)
{
    size_t digits = 0;
    size_t points = 0;
    for (size_t i = text.len > 0 && text.ptr[0] == '-'; i < text.len; i++) {
        digits += text.ptr[i] >= '0' && text.ptr[i] <= '9';
        points += text.ptr[i] == '.';
    }
    return digits > 0 && digits <= 15 && points <= 1 && digits + points + (text.ptr[0] == '-') == text.len;
}

static void put_digits(sheet_row *r, size_t column, slice text)
{
    sheet_row_put(r, column, text, CELL_IS_NUMBER);
}

void sheet_row_put_number(sheet_row *r, size_t column, slice text)
{
    char digits[DECIMAL_PLAIN_TEXT_SIZE];
    decimal d;
    if (is_short_number(text) || slice_is_digits(text)) {
        put_digits(r, column, text);
        return;
    }
    if (!decimal_parse(text, &d) || !isfinite(decimal_to_double(d))) {
        sheet_row_put(r, column, SLICE("holds something that is no number"), CELL_IS_FAULT);
        return;
    }
    double value = decimal_to_double(d);
    double size = fabs(value);
    if (size >= 1e-6 && size < 1e21) {
        (void)decimal_round(d, 14 - (int64_t)floor(log10(size)), DECIMAL_HALF_EVEN, &d);
        put_digits(r, column, (slice){digits, decimal_to_text(d, digits)});
    } else {
        put_digits(r, column, (slice){digits, decimal_double_text(value, digits)});
    }
}

bool sheet_row_finish(sheet_row *r, size_t number, workbook_row *out)
{
    for (size_t i = 0; i < r->count; i++)
        r->cells[i] = (workbook_cell){.text = {r->bytes.bytes + r->places[i].offset, r->places[i].length},
                                      .fault = r->places[i].kind == CELL_IS_FAULT,
                                      .number = r->places[i].kind == CELL_IS_NUMBER};
    *out = (workbook_row){.number = number, .cells = r->cells, .count = r->count, .too_large = r->too_large};
    return r->count > 0 || r->too_large;
}

void column_name_of(size_t column, char *out)
{
    char letters[8];
    size_t count = 0;
    for (size_t rest = column + 1; rest > 0 && count < sizeof letters; rest = (rest - 1) / 26)
        letters[count++] = (char)('A' + (rest - 1) % 26);
    for (size_t i = 0; i < count; i++)
        out[i] = letters[count - 1 - i];
    out[count] = '\0';
}

void workbook_cell_name(size_t column, size_t row, char out[WORKBOOK_CELL_NAME])
{
    char letters[12];
    column_name_of(column, letters);
    (void)snprintf(out, WORKBOOK_CELL_NAME, "%s%zu", letters, row);
}
