#include "workbook/package.h"

#include "base/limits.h"

typedef struct relationship {
    slice id, type; ///< of the type, its last part: "worksheet"
    slice target;   ///< the name of a part
} relationship;

typedef struct relationships {
    arena *arena;
    slice folder; ///< that relative targets start from, with its slash
    struct {
        relationship *items;
        size_t count, capacity;
    } list;
    xml_reader *reader;
} relationships;

static const char root_name[] = "_rels/.rels";

bool package_is(const archive *z)
{
    return archive_find(z, SLICE(root_name)) != NULL;
}

static void end_nothing(void *state, xml_name name)
{
    (void)state;
    (void)name;
}

static void text_nothing(void *state, slice piece)
{
    (void)state;
    (void)piece;
}

static slice folder_of(slice name)
{
    while (name.len > 0 && name.ptr[name.len - 1] != '/')
        name.len--;
    return name;
}

/// The name of the part that a target leads to from a folder: "../styles.xml" from "xl/worksheets/" is "xl/styles.xml".
static slice resolve(arena *a, slice folder, slice target)
{
    if (slice_starts_with(target, SLICE("/"))) {
        folder = (slice){"", 0};
        target = slice_part(target, 1, target.len);
    }
    for (;;) {
        if (slice_starts_with(target, SLICE("./"))) {
            target = slice_part(target, 2, target.len);
        } else if (slice_starts_with(target, SLICE("../"))) {
            target = slice_part(target, 3, target.len);
            if (folder.len > 0)
                folder = folder_of(slice_part(folder, 0, folder.len - 1));
        } else {
            return arena_format(a, "%.*s%.*s", SLICE_ARG(folder), SLICE_ARG(target));
        }
    }
}

static slice last_part(slice type)
{
    size_t start = folder_of(type).len;
    return slice_part(type, start, type.len);
}

static void start_relationship(void *state, xml_name name, xml_attributes attributes)
{
    relationships *r = state;
    const char *mode = xml_attribute(attributes, "TargetMode");
    const char *target = xml_attribute(attributes, "Target");
    if (!slice_is(name.name, "Relationship") || target == NULL ||
        (mode != NULL && strcmp(mode, "External") == 0))
        return;
    if (r->list.count >= LIMIT_ARCHIVE_ENTRIES) {
        xml_refuse(r->reader, "the workbook has more than 10,000 parts");
        return;
    }
    relationship found = {
        .id = arena_copy(r->arena, slice_of(xml_attribute(attributes, "Id"))),
        .type = arena_copy(r->arena, last_part(slice_of(xml_attribute(attributes, "Type")))),
        .target = resolve(r->arena, r->folder, slice_of(target)),
    };
    ARENA_PUSH(r->arena, &r->list, items, count, capacity, found);
}

/// Reads a part in which elements begin and nothing else matters.
static xml_outcome read_part(package *p, const archive_entry *part, const xml_handler *handler, void *state,
                             xml_reader **reader)
{
    *reader = xml_reader_new(p->arena, p->archive, part, handler, state);
    if (*reader == NULL) {
        p->problem = archive_problem(p->archive);
        return p->problem != NULL ? XML_READ_FAILED : XML_READ_NO_MEMORY;
    }
    xml_outcome outcome = xml_read(*reader);
    p->problem = xml_problem(*reader);
    return outcome;
}

/// Reads the relationships of a part (empty: of the package). A part without any has no such file.
static xml_outcome read_relationships(package *p, slice part, relationships *r)
{
    static const xml_handler handler = {start_relationship, end_nothing, text_nothing};
    slice folder = folder_of(part);
    slice name = arena_format(p->arena, "%.*s_rels/%.*s.rels", SLICE_ARG(folder), SLICE_ARG(last_part(part)));
    const archive_entry *entry = archive_find(p->archive, name);
    *r = (relationships){.arena = p->arena, .folder = folder};
    return entry != NULL ? read_part(p, entry, &handler, r, &r->reader) : XML_READ_DONE;
}

static const relationship *find_type(const relationships *r, const char *type)
{
    for (size_t i = 0; i < r->list.count; i++) {
        if (slice_is(r->list.items[i].type, type))
            return &r->list.items[i];
    }
    return NULL;
}

/// The part that a relationship leads to. If it is not there, the workbook is damaged: without its formats, dates would be numbers.
static const archive_entry *part_of(package *p, const relationship *r)
{
    const archive_entry *part = archive_find(p->archive, r->target);
    p->lacks_part = p->lacks_part || part == NULL;
    return part;
}

static const archive_entry *part_of_type(package *p, const relationships *r, const char *type)
{
    const relationship *found = find_type(r, type);
    return found != NULL ? part_of(p, found) : NULL;
}

// --- the workbook's own part ---

typedef struct workbook_part {
    package *package;
    xml_reader *reader;
    bool is_workbook;
} workbook_part;

static void add_sheet(workbook_part *w, xml_attributes attributes)
{
    package *p = w->package;
    const char *state = xml_attribute(attributes, "state");
    if (p->sheets.count >= LIMIT_WORKSHEETS) {
        xml_refuse(w->reader, "the workbook has more than 1,000 worksheets");
        return;
    }
    package_sheet sheet = {
        .name = arena_copy(p->arena, slice_of(xml_attribute(attributes, "name"))),
        .relationship = arena_copy(p->arena, slice_of(xml_attribute_of(attributes, "/relationships", "id"))),
        .hidden = state != NULL && strcmp(state, "visible") != 0,
    };
    ARENA_PUSH(p->arena, &p->sheets, items, count, capacity, sheet);
}

static void start_in_workbook(void *state, xml_name name, xml_attributes attributes)
{
    workbook_part *w = state;
    if (slice_is(name.name, "workbook"))
        w->is_workbook = true;
    else if (slice_is(name.name, "workbookPr"))
        w->package->from_1904 = xml_is_true(xml_attribute(attributes, "date1904"), false);
    else if (slice_is(name.name, "calcPr"))
        w->package->results_are_old = xml_is_true(xml_attribute(attributes, "fullCalcOnLoad"), false);
    else if (slice_is(name.name, "sheet"))
        add_sheet(w, attributes);
}

static void find_sheets(package *p, const relationships *r)
{
    for (size_t i = 0; i < p->sheets.count; i++) {
        package_sheet *sheet = &p->sheets.items[i];
        for (size_t k = 0; k < r->list.count; k++) {
            const relationship *found = &r->list.items[k];
            if (slice_equal(found->id, sheet->relationship) && slice_is(found->type, "worksheet"))
                sheet->part = part_of(p, found);
        }
    }
}

static xml_outcome refuse(package *p, const char *why)
{
    p->problem = why;
    return XML_READ_FAILED;
}

static xml_outcome read_workbook_part(package *p, const archive_entry *part)
{
    static const xml_handler handler = {start_in_workbook, end_nothing, text_nothing};
    workbook_part w = {.package = p};
    relationships r;
    if (slice_ends_with(part->name, SLICE(".bin")))
        return refuse(p, "this is a binary workbook (.xlsb): save it as .xlsx or CSV");
    xml_outcome outcome = read_part(p, part, &handler, &w, &w.reader);
    if (outcome != XML_READ_DONE)
        return outcome;
    if (!w.is_workbook)
        return refuse(p, "this is a document of an office program, but no workbook");
    outcome = read_relationships(p, part->name, &r);
    if (outcome != XML_READ_DONE)
        return outcome;
    p->texts = part_of_type(p, &r, "sharedStrings");
    p->styles = part_of_type(p, &r, "styles");
    find_sheets(p, &r);
    return p->lacks_part ? refuse(p, "a part of the workbook is missing") : XML_READ_DONE;
}

xml_outcome package_read(package *p, arena *a, archive *z)
{
    relationships r;
    *p = (package){.arena = a, .archive = z};
    xml_outcome outcome = read_relationships(p, (slice){"", 0}, &r);
    if (outcome != XML_READ_DONE)
        return outcome;
    const archive_entry *part = part_of_type(p, &r, "officeDocument");
    return part != NULL ? read_workbook_part(p, part)
                        : refuse(p, "the workbook has no part that lists its worksheets");
}
