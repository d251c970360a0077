#include "workbook/worksheet.h"

#include "base/decimal.h"
#include "base/limits.h"

#include <stdio.h>
#include <stdlib.h>

typedef enum cell_type {
    CELL_NUMBER,
    CELL_SHARED, ///< a text, by its number
    CELL_TEXT,   ///< the text that a formula gave
    CELL_INLINE, ///< a text that stands here
    CELL_BOOLEAN,
    CELL_ERROR,
    CELL_DATE,
} cell_type;

struct worksheet {
    worksheet_context context;
    xml_reader *reader;
    bool in_data, in_cell, in_value, has_row;
    size_t row, column; ///< of the cell that is read: from 1, and from 0
    cell_type type;
    number_kind kind;
    bool has_formula, has_value;
    rich_text text; ///< of the cell
    sheet_row cells;
    workbook_row *out;
};

// --- values ---

static void put(worksheet *w, slice text)
{
    sheet_row_put(&w->cells, w->column, text, CELL_IS_TEXT);
}

static void put_fault(worksheet *w, const char *why)
{
    sheet_row_put(&w->cells, w->column, slice_of(why), CELL_IS_FAULT);
}

static void put_days(worksheet *w, slice text)
{
    char date[SERIAL_TEXT_SIZE];
    decimal d;
    if (decimal_parse(text, &d) &&
        serial_text(decimal_to_double(d), w->kind, w->context.package->from_1904, date))
        put(w, slice_of(date));
    else
        put_fault(w, "is a date that does not exist");
}

static void put_shared(worksheet *w, slice text)
{
    char *end = NULL;
    slice shared;
    unsigned long index = slice_is_digits(text) ? strtoul(text.ptr, &end, 10) : 0;
    if (end != NULL && *end == '\0' && shared_texts_get(w->context.texts, index, &shared))
        put(w, shared);
    else
        put_fault(w, "refers to a text that the workbook does not hold");
}

static void put_error(worksheet *w, slice text)
{
    char why[64];
    (void)snprintf(why, sizeof why, "holds the error %.*s", (int)(text.len < 20 ? text.len : 20), text.ptr);
    put_fault(w, why);
}

static void put_iso_date(worksheet *w, slice text)
{
    char date[SERIAL_TEXT_SIZE];
    if (serial_iso_text(text, date))
        put(w, slice_of(date));
    else
        put_fault(w, "is a date that does not exist");
}

/// True if a formula's result was not saved: it has none (only a text may be empty), or 0 from a program that leaves calculating to
/// whoever opens the file.
static bool lacks_result(const worksheet *w, slice text)
{
    bool has_none = w->type == CELL_TEXT ? !w->has_value : text.len == 0;
    return w->has_formula && (has_none || (w->context.package->results_are_old && slice_is(text, "0")));
}

static void finish_cell(worksheet *w)
{
    slice text = w->type == CELL_INLINE || w->type == CELL_TEXT ? rich_text_result(&w->text)
                                                                : slice_trim(text_result(&w->text.bytes));
    if (lacks_result(w, text)) {
        put_fault(w, "holds a formula whose result was not saved");
        return;
    }
    if (text.len == 0)
        return;
    switch (w->type) {
    case CELL_NUMBER:
        if (w->kind == NUMBER_PLAIN)
            sheet_row_put_number(&w->cells, w->column, text);
        else
            put_days(w, text);
        break;
    case CELL_SHARED: put_shared(w, text); break;
    case CELL_TEXT:
    case CELL_INLINE: put(w, text); break;
    case CELL_BOOLEAN: put(w, xml_is_true(text.ptr, false) ? SLICE("TRUE") : SLICE("FALSE")); break;
    case CELL_ERROR: put_error(w, text); break;
    case CELL_DATE: put_iso_date(w, text); break;
    }
}

// --- elements ---

static cell_type type_of(const char *text)
{
    static const struct {
        const char *name;
        cell_type type;
    } types[] = {{"s", CELL_SHARED},  {"str", CELL_TEXT}, {"inlineStr", CELL_INLINE},
                 {"b", CELL_BOOLEAN}, {"e", CELL_ERROR},  {"d", CELL_DATE}};
    for (size_t i = 0; text != NULL && i < sizeof types / sizeof *types; i++) {
        if (strcmp(text, types[i].name) == 0)
            return types[i].type;
    }
    return CELL_NUMBER;
}

/// The number that digits give; 0 if there is none, or it is larger than `most`.
static size_t number_up_to(const char *text, size_t most)
{
    size_t n = 0;
    while (*text >= '0' && *text <= '9' && n <= most)
        n = 10 * n + (size_t)(*text++ - '0');
    return *text == '\0' && n <= most ? n : 0;
}

/// The column of a cell's name, from 1; 0 if it has none that a worksheet can have.
static size_t column_of(const char *name)
{
    size_t n = 0;
    for (; *name >= 'A' && *name <= 'Z' && n <= LIMIT_WORKSHEET_COLUMNS; name++)
        n = 26 * n + (size_t)(*name - 'A' + 1);
    return n <= LIMIT_WORKSHEET_COLUMNS ? n : 0;
}

static void start_row(worksheet *w, xml_attributes attributes)
{
    const char *number = xml_attribute(attributes, "r");
    size_t row = number != NULL ? number_up_to(number, LIMIT_WORKSHEET_ROWS) : w->row + 1;
    if (row <= w->row || row > LIMIT_WORKSHEET_ROWS) {
        xml_refuse(w->reader, "the rows of the worksheet are not in order");
        return;
    }
    w->row = row;
    w->column = SIZE_MAX; // the first cell's without a name is the next one
    sheet_row_begin(&w->cells);
}

static void start_cell(worksheet *w, xml_attributes attributes)
{
    const char *name = xml_attribute(attributes, "r");
    const char *format = xml_attribute(attributes, "s");
    size_t column = name != NULL ? column_of(name) : w->column + 2;
    if (column == 0 || column > LIMIT_WORKSHEET_COLUMNS ||
        (w->column != SIZE_MAX && column <= w->column + 1)) {
        xml_refuse(w->reader, "the cells of the worksheet are not in order");
        return;
    }
    w->column = column - 1;
    w->type = type_of(xml_attribute(attributes, "t"));
    w->kind = format != NULL ? formats_kind(w->context.formats, number_up_to(format, LIMIT_CELL_FORMATS))
                             : NUMBER_PLAIN;
    if (format == NULL)
        w->kind = formats_kind(w->context.formats, 0);
    w->in_cell = true;
    w->in_value = w->has_formula = w->has_value = false;
    rich_text_begin(&w->text);
}

static void start_in_cell(worksheet *w, slice name)
{
    if (slice_is(name, "f")) {
        w->has_formula = true;
    } else if (slice_is(name, "v")) {
        w->in_value = w->has_value = true;
    } else if (w->type == CELL_INLINE) {
        rich_text_start(&w->text, name);
    }
}

static void start(void *state, xml_name name, xml_attributes attributes)
{
    worksheet *w = state;
    if (w->in_cell)
        start_in_cell(w, name.name);
    else if (!w->in_data)
        w->in_data = slice_is(name.name, "sheetData");
    else if (slice_is(name.name, "row"))
        start_row(w, attributes);
    else if (slice_is(name.name, "c") && w->row > 0)
        start_cell(w, attributes);
}

static void end(void *state, xml_name name)
{
    worksheet *w = state;
    if (slice_is(name.name, "c") && w->in_cell) {
        w->in_cell = false;
        finish_cell(w);
    } else if (w->in_cell) {
        if (slice_is(name.name, "v"))
            w->in_value = false;
        else if (w->type == CELL_INLINE)
            rich_text_end(&w->text, name.name);
    } else if (slice_is(name.name, "sheetData")) {
        w->in_data = false;
    } else if (w->in_data && slice_is(name.name, "row") && sheet_row_finish(&w->cells, w->row, w->out)) {
        w->has_row = true;
        xml_pause(w->reader);
    }
}

static void add_text(void *state, slice piece)
{
    worksheet *w = state;
    if (w->text.bytes.length > w->cells.most)
        w->cells.too_large = true;
    else if (w->in_value)
        text_add(&w->text.bytes, piece);
    else if (w->in_cell && w->type == CELL_INLINE)
        rich_text_add(&w->text, piece);
}

// --- rows ---

worksheet *worksheet_open(arena *a, const archive_entry *part, worksheet_context context, size_t most)
{
    static const xml_handler handler = {start, end, add_text};
    worksheet *w = ARENA_NEW(a, worksheet);
    w->context = context;
    w->text.bytes.arena = w->cells.bytes.arena = a;
    w->cells.most = most;
    w->reader = xml_reader_new(a, context.package->archive, part, &handler, w);
    return w->reader != NULL ? w : NULL;
}

xml_outcome worksheet_next(worksheet *w, workbook_row *row)
{
    w->out = row;
    return xml_read(w->reader);
}

const char *worksheet_problem(const worksheet *w)
{
    return xml_problem(w->reader);
}
