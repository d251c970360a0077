#include "workbook/formats.h"

#include "base/limits.h"

#include <stdlib.h>

struct format_code {
    unsigned long id;
    number_kind kind;
};

static unsigned long number_of(const char *text)
{
    return text != NULL && text[0] >= '0' && text[0] <= '9' ? strtoul(text, NULL, 10) : 0;
}

static number_kind kind_of(const formats *f, unsigned long id)
{
    for (size_t i = 0; i < f->codes.count; i++) {
        if (f->codes.items[i].id == id)
            return f->codes.items[i].kind;
    }
    return number_kind_of_id(id);
}

static void start(void *state, xml_name name, xml_attributes attributes)
{
    formats *f = state;
    if (f->count >= LIMIT_CELL_FORMATS || f->codes.count >= LIMIT_FORMAT_CODES) {
        xml_refuse(f->reader, "the workbook has too many formats of cells");
    } else if (slice_is(name.name, "numFmt")) {
        const char *code = xml_attribute(attributes, "formatCode");
        struct format_code c = {number_of(xml_attribute(attributes, "numFmtId")),
                                number_kind_of_code(slice_of(code))};
        ARENA_PUSH(f->arena, &f->codes, items, count, capacity, c);
    } else if (slice_is(name.name, "cellXfs")) {
        f->in_cells = true;
    } else if (f->in_cells && slice_is(name.name, "xf")) {
        number_kind kind = kind_of(f, number_of(xml_attribute(attributes, "numFmtId")));
        ARENA_PUSH(f->arena, f, items, count, capacity, (unsigned char)kind);
    }
}

static void end(void *state, xml_name name)
{
    formats *f = state;
    if (slice_is(name.name, "cellXfs"))
        f->in_cells = false;
}

static void text(void *state, slice piece)
{
    (void)state;
    (void)piece;
}

xml_outcome formats_read(formats *f, arena *a, archive *from, const archive_entry *part, const char **problem)
{
    static const xml_handler handler = {start, end, text};
    *f = (formats){.arena = a};
    f->reader = xml_reader_new(a, from, part, &handler, f);
    if (f->reader == NULL) {
        *problem = archive_problem(from);
        return *problem != NULL ? XML_READ_FAILED : XML_READ_NO_MEMORY;
    }
    xml_outcome outcome = xml_read(f->reader);
    *problem = xml_problem(f->reader);
    return outcome;
}

number_kind formats_kind(const formats *f, size_t index)
{
    return index < f->count ? (number_kind)f->items[index] : NUMBER_PLAIN;
}
