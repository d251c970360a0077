#include "workbook/opendocument.h"

#include "base/limits.h"
#include "workbook/serial.h"

#include <stdio.h>

static const char part_name[] = "content.xml";
static const char manifest_name[] = "META-INF/manifest.xml";

bool opendocument_is(const archive *z)
{
    return archive_find(z, SLICE(part_name)) != NULL && archive_find(z, SLICE("mimetype")) != NULL &&
           archive_find(z, SLICE(manifest_name)) != NULL;
}

typedef enum value_type {
    VALUE_NONE,
    VALUE_TEXT,
    VALUE_NUMBER,
    VALUE_DATE,
    VALUE_TIME,
    VALUE_BOOLEAN,
    VALUE_ERROR
} value_type;

struct opendocument {
    arena *arena;
    xml_reader *reader;
    size_t wanted;                  ///< the number of the worksheet that is read, from 1; 0: all are listed
    package *list;                  ///< to which they are listed
    bool *filled;                   ///< whether each of them holds anything
    slice hidden[LIMIT_WORKSHEETS]; ///< styles of worksheets that are not shown
    size_t hidden_count;
    slice style;   ///< that is read
    size_t sheets; ///< that began
    bool in_spreadsheet, in_sheet, in_row, in_cell;
    bool has_paragraph, in_paragraph; ///< of the cell
    unsigned passed;     ///< depth of elements within a cell whose text does not count, such as a comment
    size_t row, repeats; ///< the number of the row that is read, and how many times it stands there
    size_t column, columns;
    value_type type;
    bool has_formula, has_value, is_covered;
    text_builder text; ///< of the cell
    char value[64];    ///< as the file has it, if it is no text
    sheet_row cells;
    workbook_row *out;
    workbook_row repeated; ///< the last row that was read
    size_t left;           ///< how many more times it is given
    bool has_row;
};

// --- numbers ---

/// A count of repetitions; 1 if there is none.
static size_t count_of(const char *text)
{
    size_t n = 0;
    for (; text != NULL && *text >= '0' && *text <= '9' && n <= LIMIT_WORKSHEET_ROWS; text++)
        n = 10 * n + (size_t)(*text - '0');
    return n > 0 ? n : 1;
}

/// The number before a unit in "PT08H30M00S"; moves behind the unit. 0 if the unit is another.
static double take_unit(const char **at, char unit)
{
    double n = 0;
    double place = 1;
    const char *from = *at;
    for (; (*from >= '0' && *from <= '9') || *from == '.' || *from == ','; from++) {
        if (*from == '.' || *from == ',')
            place = 0.1;
        else if (place < 1) {
            n += place * (*from - '0');
            place /= 10;
        } else
            n = 10 * n + (*from - '0');
    }
    if (*from != unit || from == *at)
        return 0;
    *at = from + 1;
    return n;
}

/// A time as serials have it: hours of less than a day are a time of day.
static bool put_time(opendocument *o, size_t column)
{
    char text[SERIAL_TEXT_SIZE];
    const char *at = o->value;
    if (strncmp(at, "PT", 2) != 0)
        return false;
    at += 2;
    const double hours = take_unit(&at, 'H');
    const double minutes = take_unit(&at, 'M');
    const double seconds = take_unit(&at, 'S');
    const double days = (hours * 3600 + minutes * 60 + seconds) / 86400;
    if (*at != '\0' || !serial_text(days, days < 1 ? NUMBER_TIME : NUMBER_DURATION, false, text))
        return false;
    sheet_row_put(&o->cells, column, slice_of(text), CELL_IS_TEXT);
    return true;
}

// --- cells ---

static void put_fault(opendocument *o, size_t column, const char *why)
{
    sheet_row_put(&o->cells, column, slice_of(why), CELL_IS_FAULT);
}

static void put_error(opendocument *o, size_t column)
{
    char why[64];
    const slice text = text_result(&o->text);
    (void)snprintf(why, sizeof why, "holds the error %.*s", (int)(text.len < 20 ? text.len : 20), text.ptr);
    put_fault(o, column, why);
}

static void put_value(opendocument *o, size_t column)
{
    char date[SERIAL_TEXT_SIZE];
    const slice value = slice_of(o->value);
    switch (o->type) {
    case VALUE_NONE:
        if (o->has_formula)
            put_fault(o, column, "holds a formula whose result was not saved");
        break;
    case VALUE_TEXT: sheet_row_put(&o->cells, column, text_result(&o->text), CELL_IS_TEXT); break;
    case VALUE_NUMBER: sheet_row_put_number(&o->cells, column, value); break;
    case VALUE_BOOLEAN:
        sheet_row_put(&o->cells, column, xml_is_true(o->value, false) ? SLICE("TRUE") : SLICE("FALSE"),
                      CELL_IS_TEXT);
        break;
    case VALUE_DATE:
        if (serial_iso_text(value, date))
            sheet_row_put(&o->cells, column, slice_of(date), CELL_IS_TEXT);
        else
            put_fault(o, column, "is a date that does not exist");
        break;
    case VALUE_TIME:
        if (!put_time(o, column))
            put_fault(o, column, "is a time that cannot be read");
        break;
    case VALUE_ERROR: put_error(o, column); break;
    }
}

static void finish_cell(opendocument *o)
{
    const bool is_empty = o->is_covered || (o->type == VALUE_NONE && !o->has_formula);
    for (size_t i = 0; i < o->columns && !is_empty && !o->cells.too_large; i++)
        put_value(o, o->column + i);
    o->column = o->columns < SIZE_MAX - o->column ? o->column + o->columns : SIZE_MAX;
}

// --- elements ---

static bool is_of(xml_name name, const char *space_end)
{
    return slice_ends_with(name.space, slice_of(space_end));
}

static value_type type_of(const char *text)
{
    static const struct {
        const char *name;
        value_type type;
    } types[] = {{"string", VALUE_TEXT},       {"float", VALUE_NUMBER}, {"currency", VALUE_NUMBER},
                 {"percentage", VALUE_NUMBER}, {"date", VALUE_DATE},    {"time", VALUE_TIME},
                 {"boolean", VALUE_BOOLEAN}};
    for (size_t i = 0; text != NULL && i < sizeof types / sizeof *types; i++) {
        if (strcmp(text, types[i].name) == 0)
            return types[i].type;
    }
    return VALUE_NONE;
}

static void keep_value(opendocument *o, xml_attributes attributes)
{
    static const char *const names[] = {[VALUE_NUMBER] = "value",
                                        [VALUE_DATE] = "date-value",
                                        [VALUE_TIME] = "time-value",
                                        [VALUE_BOOLEAN] = "boolean-value",
                                        [VALUE_ERROR] = NULL};
    const char *name = names[o->type];
    const char *value = name != NULL ? xml_attribute_of(attributes, ":office:1.0", name) : NULL;
    (void)snprintf(o->value, sizeof o->value, "%s", value != NULL ? value : "");
}

static void start_cell(opendocument *o, xml_name name, xml_attributes attributes)
{
    const char *kind = xml_attribute_of(attributes, ":calcext:1.0", "value-type");
    const char *text = xml_attribute_of(attributes, ":office:1.0", "string-value");
    o->in_cell = true;
    o->has_paragraph = o->in_paragraph = false;
    o->passed = 0;
    o->columns = count_of(xml_attribute_of(attributes, ":table:1.0", "number-columns-repeated"));
    o->is_covered = slice_is(name.name, "covered-table-cell");
    o->has_formula = xml_attribute_of(attributes, ":table:1.0", "formula") != NULL;
    o->type = type_of(xml_attribute_of(attributes, ":office:1.0", "value-type"));
    keep_value(o, attributes);
    if (kind != NULL && strcmp(kind, "error") == 0)
        o->type = VALUE_ERROR;
    o->text.length = 0;
    o->has_value = o->type == VALUE_TEXT && text != NULL;
    if (o->has_value && strlen(text) <= o->cells.most)
        text_add(&o->text, slice_of(text));
    else if (o->has_value)
        o->cells.too_large = true;
}

static void add_piece(opendocument *o, slice piece)
{
    if (o->has_value || o->passed > 0)
        return;
    if (o->text.length > o->cells.most || piece.len > o->cells.most - o->text.length)
        o->cells.too_large = true;
    else
        text_add(&o->text, piece);
}

/// Within a cell: paragraphs, what stands for blanks and line ends, and what is no text of the cell.
static void start_in_cell(opendocument *o, xml_name name, xml_attributes attributes)
{
    if (o->passed > 0 || slice_is(name.name, "annotation") || slice_is(name.name, "ruby-text") ||
        is_of(name, ":table:1.0") || is_of(name, ":drawing:1.0")) {
        o->passed++;
        return;
    }
    if (slice_is(name.name, "p") && is_of(name, ":text:1.0")) {
        if (o->has_paragraph)
            add_piece(o, SLICE("\n"));
        o->has_paragraph = o->in_paragraph = true;
    } else if (slice_is(name.name, "s")) {
        size_t blanks = count_of(xml_attribute_of(attributes, ":text:1.0", "c"));
        for (; blanks > 0 && !o->cells.too_large; blanks--)
            add_piece(o, SLICE(" "));
    } else if (slice_is(name.name, "tab")) {
        add_piece(o, SLICE("\t"));
    } else if (slice_is(name.name, "line-break")) {
        add_piece(o, SLICE("\n"));
    }
}

static void start_row(opendocument *o, xml_attributes attributes)
{
    o->in_row = true;
    o->row += o->repeats;
    o->repeats = count_of(xml_attribute_of(attributes, ":table:1.0", "number-rows-repeated"));
    o->column = 0;
    sheet_row_begin(&o->cells);
}

static void list_sheet(opendocument *o, xml_attributes attributes)
{
    const char *name = xml_attribute_of(attributes, ":table:1.0", "name");
    const char *style = xml_attribute_of(attributes, ":table:1.0", "style-name");
    package_sheet sheet = {.name = arena_copy(o->arena, slice_of(name)),
                           .part = archive_find(o->list->archive, SLICE(part_name))};
    for (size_t i = 0; style != NULL && i < o->hidden_count; i++)
        sheet.hidden = sheet.hidden || slice_is(o->hidden[i], style);
    ARENA_PUSH(o->arena, &o->list->sheets, items, count, capacity, sheet);
}

static void start_sheet(opendocument *o, xml_attributes attributes)
{
    if (o->sheets >= LIMIT_WORKSHEETS) {
        xml_refuse(o->reader, "the file has more than 1,000 worksheets");
        return;
    }
    o->sheets++;
    o->in_sheet = o->wanted == 0 || o->sheets == o->wanted;
    o->row = 1;
    o->repeats = 0;
    if (o->wanted == 0)
        list_sheet(o, attributes);
}

/// Styles stand before the worksheets.
static void start_style(opendocument *o, xml_name name, xml_attributes attributes)
{
    const char *shown = xml_attribute_of(attributes, ":table:1.0", "display");
    const char *style = xml_attribute_of(attributes, ":style:1.0", "name");
    if (slice_is(name.name, "style") && style != NULL)
        o->style = arena_copy(o->arena, slice_of(style));
    else if (slice_is(name.name, "table-properties") && shown != NULL && !xml_is_true(shown, true) &&
             o->hidden_count < LIMIT_WORKSHEETS)
        o->hidden[o->hidden_count++] = o->style;
}

static void start(void *state, xml_name name, xml_attributes attributes)
{
    opendocument *o = state;
    if (o->in_cell)
        start_in_cell(o, name, attributes);
    else if (o->wanted == 0 && is_of(name, ":style:1.0"))
        start_style(o, name, attributes);
    else if (is_of(name, ":office:1.0") && slice_is(name.name, "spreadsheet"))
        o->in_spreadsheet = true;
    else if (!o->in_spreadsheet || !is_of(name, ":table:1.0"))
        return;
    else if (slice_is(name.name, "table"))
        start_sheet(o, attributes);
    else if (o->in_sheet && slice_is(name.name, "table-row"))
        start_row(o, attributes);
    else if (o->in_row && (slice_is(name.name, "table-cell") || slice_is(name.name, "covered-table-cell")))
        start_cell(o, name, attributes);
}

static void end_row(opendocument *o)
{
    o->in_row = false;
    if (!sheet_row_finish(&o->cells, o->row, &o->repeated))
        return;
    if (o->row + o->repeats - 1 > LIMIT_WORKSHEET_ROWS) {
        xml_refuse(o->reader, "the worksheet has more than 1,048,576 rows");
        return;
    }
    if (o->wanted == 0) {
        o->filled[o->sheets - 1] = true;
        return;
    }
    o->left = o->repeats;
    xml_pause(o->reader);
}

static void end(void *state, xml_name name)
{
    opendocument *o = state;
    if (o->in_cell && o->passed > 0) {
        o->passed--;
    } else if (o->in_cell && is_of(name, ":text:1.0") && slice_is(name.name, "p")) {
        o->in_paragraph = false;
    } else if (o->in_cell && is_of(name, ":table:1.0")) {
        o->in_cell = false;
        finish_cell(o);
    } else if (o->in_row && is_of(name, ":table:1.0") && slice_is(name.name, "table-row")) {
        end_row(o);
    } else if (is_of(name, ":table:1.0") && slice_is(name.name, "table")) {
        o->in_sheet = false;
    }
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static void add_text(void *state, slice piece)
{
    opendocument *o = state;
    while (o->in_cell && o->in_paragraph && piece.len > 0) {
        size_t length = 0;
        while (length < piece.len && !is_blank(piece.ptr[length]))
            length++;
        add_piece(o, slice_part(piece, 0, length));
        // Blanks as they are written, and line ends, count as one; elements stand for more.
        if (length < piece.len && !(o->text.length > 0 && is_blank(o->text.bytes[o->text.length - 1])))
            add_piece(o, SLICE(" "));
        piece = slice_part(piece, length + 1, piece.len);
    }
}

// --- the whole ---

static opendocument *new_reader(arena *a, archive *z, size_t wanted, size_t most)
{
    static const xml_handler handler = {start, end, add_text};
    opendocument *o = ARENA_NEW(a, opendocument);
    o->arena = o->text.arena = o->cells.bytes.arena = a;
    o->wanted = wanted;
    o->cells.most = most;
    o->reader = xml_reader_new(a, z, archive_find(z, SLICE(part_name)), &handler, o);
    return o->reader != NULL ? o : NULL;
}

static void start_in_manifest(void *state, xml_name name, xml_attributes attributes)
{
    bool *found = state;
    (void)attributes;
    *found = *found || slice_is(name.name, "encryption-data");
}

static void end_in_manifest(void *state, xml_name name)
{
    (void)state;
    (void)name;
}

static void text_in_manifest(void *state, slice piece)
{
    (void)state;
    (void)piece;
}

/// Whether the manifest says that parts are encrypted.
static bool has_password(arena *a, archive *z)
{
    static const xml_handler handler = {start_in_manifest, end_in_manifest, text_in_manifest};
    bool *found = ARENA_NEW(a, bool);
    xml_reader *reader = xml_reader_new(a, z, archive_find(z, SLICE(manifest_name)), &handler, found);
    return reader != NULL && xml_read(reader) == XML_READ_DONE && *found;
}

static xml_outcome fail(package *p, const char *why)
{
    p->problem = why;
    return XML_READ_FAILED;
}

xml_outcome opendocument_list(package *p, arena *a, archive *z, const bool **filled)
{
    p->arena = a;
    p->archive = z;
    opendocument *o = new_reader(a, z, 0, LIMIT_PROFILE);
    if (o == NULL) {
        p->problem = archive_problem(z);
        return p->problem != NULL ? XML_READ_FAILED : XML_READ_NO_MEMORY;
    }
    o->list = p;
    *filled = o->filled = ARENA_ARRAY(a, LIMIT_WORKSHEETS, bool);
    xml_outcome outcome = xml_read(o->reader);
    p->problem = xml_problem(o->reader);
    if (outcome == XML_READ_DONE && p->sheets.count == 0) {
        p->problem = "this is an OpenDocument file without worksheets: save its table as .ods, .xlsx or CSV";
        outcome = XML_READ_FAILED;
    }
    return outcome == XML_READ_FAILED && has_password(a, z)
               ? fail(p, "the file has a password: save it without one")
               : outcome;
}

opendocument *opendocument_open(arena *a, archive *z, size_t index, size_t most)
{
    return new_reader(a, z, index + 1, most);
}

xml_outcome opendocument_next(opendocument *o, workbook_row *row)
{
    xml_outcome outcome = XML_READ_PAUSED;
    if (o->left == 0)
        outcome = xml_read(o->reader);
    if (outcome != XML_READ_PAUSED)
        return outcome;
    *row = o->repeated;
    o->repeated.number++;
    o->left--;
    return outcome;
}

const char *opendocument_problem(const opendocument *o)
{
    return xml_problem(o->reader);
}
