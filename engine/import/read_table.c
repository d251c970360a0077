// CSV files as tables: from a folder, and what archives share with it.
#include "import/read.h"

#include "base/limits.h"
#include "base/text.h"
#include "input/csv.h"
#include "input/folder.h"
#include "input/sound.h"
#include "profile/said_words.h"

#include <errno.h>
#include <strings.h>

static const slice ending = SLICE_INIT(".csv");

/// A large table comes in several files: "Job Applications.csv", "Job Applications_1.csv".
static bool is_number_of_part(slice behind)
{
    bool good = behind.len != 1 && (behind.len == 0 || behind.ptr[0] == '_');
    for (size_t i = 1; i < behind.len && good; i++)
        good = said_is_digit(behind.ptr[i]);
    return good;
}

const slice *import_table_wanted(import_tables wanted, slice file)
{
    const slice *found = NULL;
    for (size_t at = file.len; at > 0; at--) {
        if (file.ptr[at - 1] == '/') {
            file = slice_part(file, at, file.len);
            break;
        }
    }
    for (size_t i = 0; i < wanted.count && found == NULL; i++) {
        const slice name = wanted.names[i];
        if (file.len >= name.len + ending.len && strncasecmp(file.ptr, name.ptr, name.len) == 0 &&
            strncasecmp(file.ptr + file.len - ending.len, ending.ptr, ending.len) == 0 &&
            is_number_of_part(slice_part(file, name.len, file.len - name.len - ending.len)))
            found = &wanted.names[i];
    }
    return found;
}

// --- rows ---

/// A CSV text as it is read. Rows are numbered as a spreadsheet numbers them, empty ones included.
typedef struct table_reader {
    arena *arena;
    const source_text *source;
    csv_reader csv;
    size_t at, row;
    diag_list *diags;
    bool failed;
} table_reader;

/// The next record; false at the end, or if it is no CSV.
static bool next_record(table_reader *r, csv_record *record)
{
    csv_problem problem;
    size_t used = 0;
    const slice rest = slice_part(r->source->text, r->at, r->source->text.len);
    const csv_outcome outcome = csv_read(&r->csv, rest, true, record, &used, &problem);
    if (outcome == CSV_WRONG) {
        problem.offset += r->at;
        csv_report(&problem, r->source, r->diags);
        r->failed = true;
    }
    if (outcome != CSV_RECORD)
        return false;
    for (size_t i = 0; i < record->offset; i++)
        r->row += rest.ptr[i] == '\n'; // empty lines before it
    r->row++;
    r->at += used;
    return true;
}

/// Reads the names of the columns. Some tables begin with remarks: lines of one cell above a header of several.
static const slice *read_header(table_reader *r, size_t *count)
{
    enum { MOST_REMARKS = 5 };
    slice *names = NULL;
    csv_record record;
    table_reader after_first = *r;
    *count = 0;
    for (size_t i = 0; i <= MOST_REMARKS && *count < 2 && next_record(r, &record); i++) {
        if (i > 0 && record.count < 2)
            continue;
        names = ARENA_ARRAY(r->arena, record.count, slice);
        *count = record.count;
        for (size_t k = 0; k < record.count; k++)
            names[k] = arena_copy(r->arena, slice_trim(record.fields[k].text));
        if (i == 0)
            after_first = *r;
    }
    if (*count == 1 && !r->failed)
        *r = after_first; // it has one column
    return names;
}

/// The name of a file without folders.
static slice base_of(slice file)
{
    size_t at = file.len;
    while (at > 0 && file.ptr[at - 1] != '/')
        at--;
    return slice_part(file, at, file.len);
}

bool import_read_table(arena *a, const char *from, slice name, slice file, slice text, document *out,
                       diag_list *diags)
{
    source_text *source = ARENA_NEW(a, source_text);
    file = text_on_one_line(a, base_of(file));
    *source = (source_text){
        .file = arena_format(a, "%s: %.*s", from, SLICE_ARG(file)), .text = text, .lasting = true};
    table_reader r = {.arena = a, .source = source, .csv = csv_reader_of(a, ','), .diags = diags};
    csv_record record;
    size_t count = 0;
    if (!sound_text(source, diags))
        return false;
    const slice *names = read_header(&r, &count);
    while (!r.failed && next_record(&r, &record)) {
        document_node *row = document_add(a, out->root, name);
        row->number = r.row;
        row->is_numbered = true;
        row->file = file;
        for (size_t i = 0; i < record.count && i < count; i++)
            document_add(a, row, names[i])->text = arena_copy(a, slice_trim(record.fields[i].text));
    }
    return !r.failed;
}

// --- folders ---

typedef struct folder_search {
    arena *arena;
    const char *path;
    import_tables wanted;
    document *out;
    size_t taken; ///< bytes
    diag_list *diags;
    bool failed;
} folder_search;

static bool is_visible(slice name)
{
    return name.len > 0 && name.ptr[0] != '.';
}

static void read_file(folder_search *s, slice relative, const slice *table)
{
    slice text;
    const file_problem problem =
        file_read_beneath(s->arena, s->path, relative, LIMIT_IMPORT - s->taken, &text);
    if (problem == FILE_READ) {
        s->taken += text.len;
        s->failed =
            !import_read_table(s->arena, s->path, *table, relative, text, s->out, s->diags) || s->failed;
    } else {
        diag_error(s->diags, (place){0}, "file-unreadable", "%s: %.*s: %s", s->path,
                   SLICE_ARG(text_on_one_line(s->arena, relative)), file_problem_text(problem));
        s->failed = true;
    }
}

/// Reads the wanted tables among the names in a folder.
/// @param below  the folder's own name with a slash, or empty
static void read_names(folder_search *s, const folder_names *names, slice below)
{
    for (size_t i = 0; i < names->count && i < LIMIT_ARCHIVE_ENTRIES; i++) {
        const slice *table = import_table_wanted(s->wanted, names->items[i]);
        if (table != NULL)
            read_file(s, arena_format(s->arena, "%.*s%.*s", SLICE_ARG(below), SLICE_ARG(names->items[i])),
                      table);
    }
}

/// An export sorts some of its tables into folders. What is none is passed over.
static void read_below(folder_search *s, slice name)
{
    folder_names inner = {0};
    const slice below = arena_format(s->arena, "%.*s/", SLICE_ARG(name));
    const char *path = arena_format(s->arena, "%s/%.*s", s->path, SLICE_ARG(below)).ptr;
    if (folder_list(s->arena, path, is_visible, LIMIT_ARCHIVE_ENTRIES, &inner)) {
        read_names(s, &inner, below);
    } else if (errno != ENOTDIR && errno != ENOENT) {
        diag_error(s->diags, (place){0}, "file-unreadable", "%s: %.*s: the folder could not be read", s->path,
                   SLICE_ARG(text_on_one_line(s->arena, name)));
        s->failed = true;
    }
}

bool import_read_folder(arena *a, const char *path, import_tables wanted, document *out, diag_list *diags)
{
    folder_search s = {.arena = a, .path = path, .wanted = wanted, .out = out, .diags = diags};
    folder_names names = {0};
    out->form = DOCUMENT_TABLES;
    if (!folder_list(a, path, is_visible, LIMIT_ARCHIVE_ENTRIES, &names)) {
        diag_error(diags, (place){0}, "file-unreadable", "%s: the folder could not be read", path);
        return false;
    }
    read_names(&s, &names, (slice){"", 0});
    for (size_t i = 0; i < names.count && i < LIMIT_ARCHIVE_ENTRIES; i++) {
        if (!slice_ends_with(names.items[i], ending))
            read_below(&s, names.items[i]);
    }
    return !s.failed;
}
