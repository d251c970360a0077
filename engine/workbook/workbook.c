#include "workbook/workbook.h"

#include "base/text.h"
#include "workbook/opendocument.h"
#include "workbook/worksheet.h"

struct workbook {
    allocator from;
    arena *arena;
    archive *archive;
    package package;
    formats formats;
    shared_texts *texts;
    const package_sheet *sheet;
    worksheet *rows;
    opendocument *document; ///< in place of `rows`; NULL: it is XLSX
    bool is_opendocument;
    const bool *filled; ///< of each worksheet of such a file, whether it holds anything
    slice others;
    size_t most;
    const char *problem;
};

typedef struct open_job {
    workbook *workbook;
    int fd;
    const char *worksheet;
    bool no_memory;
} open_job;

/// Keeps why something could not be read. True if it was read.
static bool is_read(open_job *job, xml_outcome outcome, const char *problem)
{
    job->no_memory = job->no_memory || outcome == XML_READ_NO_MEMORY;
    if (outcome == XML_READ_FAILED)
        job->workbook->problem = problem;
    return outcome == XML_READ_DONE;
}

static bool read_parts(open_job *job)
{
    workbook *w = job->workbook;
    const char *problem = NULL;
    w->is_opendocument = opendocument_is(w->archive);
    xml_outcome outcome = w->is_opendocument
                              ? opendocument_list(&w->package, w->arena, w->archive, &w->filled)
                              : package_read(&w->package, w->arena, w->archive);
    if (outcome != XML_READ_DONE || w->is_opendocument)
        return is_read(job, outcome, w->package.problem);
    if (w->package.styles != NULL)
        outcome = formats_read(&w->formats, w->arena, w->archive, w->package.styles, &problem);
    if (outcome == XML_READ_DONE && w->package.texts != NULL)
        outcome = shared_texts_read(w->arena, w->archive, w->package.texts, &w->texts, &problem);
    return is_read(job, outcome, problem);
}

static worksheet_context context_of(const workbook *w)
{
    return (worksheet_context){&w->package, &w->formats, w->texts};
}

// --- which worksheet ---

typedef struct look_job {
    const workbook *workbook;
    const package_sheet *sheet;
    arena *arena;
    bool found, no_memory;
} look_job;

static void look(void *argument)
{
    look_job *job = argument;
    const workbook *w = job->workbook;
    workbook_row row;
    worksheet *rows = worksheet_open(job->arena, job->sheet->part, context_of(w), w->most);
    xml_outcome outcome = rows != NULL ? worksheet_next(rows, &row) : XML_READ_FAILED;
    job->found = outcome != XML_READ_DONE;
    job->no_memory = outcome == XML_READ_NO_MEMORY;
}

/// True if there is anything in the worksheet. One that cannot be read counts: whoever reads all of it reports that.
static bool holds_something(workbook *w, const package_sheet *sheet)
{
    if (w->is_opendocument)
        return w->filled[sheet - w->package.sheets.items];
    look_job job = {.workbook = w, .sheet = sheet, .arena = arena_new(&w->from, 0)};
    if (job.arena == NULL || arena_run(job.arena, look, &job) != ARENA_DONE)
        job.no_memory = true;
    arena_free(job.arena);
    if (job.no_memory)
        arena_fail(w->arena);
    return job.found;
}

static void choose_first(workbook *w)
{
    text_builder others = {.arena = w->arena};
    for (size_t i = 0; i < w->package.sheets.count; i++) {
        const package_sheet *sheet = &w->package.sheets.items[i];
        if (sheet->part == NULL || sheet->hidden || !holds_something(w, sheet))
            continue;
        if (w->sheet == NULL)
            w->sheet = sheet;
        else
            text_add_format(&others, "%s'%.*s'", others.length > 0 ? ", " : "", SLICE_ARG(sheet->name));
    }
    w->others = text_result(&others);
    if (w->sheet == NULL)
        w->problem = "the workbook has no visible worksheet that holds anything";
}

/// The names of all worksheets: "'Clients', 'Notes'".
static slice all_names(workbook *w)
{
    text_builder names = {.arena = w->arena};
    for (size_t i = 0; i < w->package.sheets.count; i++) {
        const package_sheet *sheet = &w->package.sheets.items[i];
        if (sheet->part != NULL)
            text_add_format(&names, "%s'%.*s'", names.length > 0 ? ", " : "", SLICE_ARG(sheet->name));
    }
    return text_result(&names);
}

static void choose_by_name(workbook *w, const char *name)
{
    for (size_t i = 0; i < w->package.sheets.count; i++) {
        const package_sheet *sheet = &w->package.sheets.items[i];
        if (sheet->part != NULL && slice_is(sheet->name, name))
            w->sheet = sheet;
    }
    if (w->sheet == NULL)
        w->problem =
            arena_format(w->arena, "there is no worksheet '%s', but %.*s", name, SLICE_ARG(all_names(w))).ptr;
}

// --- opening ---

static void open_rows(void *argument)
{
    open_job *job = argument;
    workbook *w = job->workbook;
    if (w->is_opendocument)
        w->document =
            opendocument_open(w->arena, w->archive, (size_t)(w->sheet - w->package.sheets.items), w->most);
    else
        w->rows = worksheet_open(w->arena, w->sheet->part, context_of(w), w->most);
    if (w->rows == NULL && w->document == NULL) {
        w->problem = archive_problem(w->archive);
        job->no_memory = w->problem == NULL;
    }
}

/// What an archive is that is no XLSX workbook.
static const char *problem_of_other(const archive *z)
{
    static const struct {
        const char *part, *problem;
    } others[] = {
        {"Index/Document.iwa", "this is a document of Numbers, Pages or Keynote: export it as .xlsx or CSV"},
        {"word/document.xml", "this is a document of a word processor: save its table as .xlsx or CSV"},
        {"ppt/presentation.xml", "this is a presentation: export the people in it as CSV"},
    };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        if (archive_find(z, slice_of(others[i].part)) != NULL)
            return others[i].problem;
    }
    return package_is(z) || opendocument_is(z) ? NULL
                                               : "this is a ZIP archive: unpack it, and name the files in it";
}

static void open_all(void *argument)
{
    open_job *job = argument;
    workbook *w = job->workbook;
    w->archive = archive_open(w->arena, job->fd, &w->problem);
    if (w->archive == NULL)
        return;
    w->problem = problem_of_other(w->archive);
    if (w->problem != NULL || !read_parts(job))
        return;
    if (job->worksheet != NULL)
        choose_by_name(w, job->worksheet);
    else
        choose_first(w);
    if (w->sheet == NULL)
        return;
    open_rows(job);
}

workbook *workbook_reader_open(const allocator *from, int fd, const char *name, size_t most)
{
    workbook *w = from->resize(from->state, NULL, sizeof *w);
    if (w == NULL)
        return NULL;
    *w = (workbook){.from = *from, .arena = arena_new(from, 0), .most = most};
    open_job job = {.workbook = w, .fd = fd, .worksheet = name};
    if (w->arena != NULL && arena_run(w->arena, open_all, &job) == ARENA_DONE && !job.no_memory)
        return w;
    workbook_reader_close(w);
    return NULL;
}

bool workbook_reader_rewind(workbook *w)
{
    open_job job = {.workbook = w};
    w->problem = NULL;
    return arena_run(w->arena, open_rows, &job) == ARENA_DONE && !job.no_memory;
}

void workbook_reader_close(workbook *w)
{
    if (w == NULL)
        return;
    allocator from = w->from;
    arena_free(w->arena);
    (void)from.resize(from.state, w, 0);
}

const char *workbook_reader_problem(const workbook *w)
{
    return w->problem;
}

slice workbook_reader_worksheet(const workbook *w)
{
    return w->sheet != NULL ? w->sheet->name : (slice){"", 0};
}

slice workbook_reader_others(const workbook *w)
{
    return w->others;
}

uint64_t workbook_reader_taken(const workbook *w)
{
    return w->archive != NULL ? archive_taken(w->archive) : 0;
}

// --- rows ---

typedef struct row_job {
    workbook *workbook;
    workbook_row *row;
    xml_outcome outcome;
} row_job;

static void read_row(void *argument)
{
    row_job *job = argument;
    workbook *w = job->workbook;
    job->outcome =
        w->is_opendocument ? opendocument_next(w->document, job->row) : worksheet_next(w->rows, job->row);
}

workbook_outcome workbook_reader_next(workbook *w, workbook_row *row)
{
    row_job job = {.workbook = w, .row = row};
    if (w->problem != NULL)
        return WORKBOOK_FAILED;
    if (arena_run(w->arena, read_row, &job) != ARENA_DONE || job.outcome == XML_READ_NO_MEMORY)
        return WORKBOOK_NO_MEMORY;
    if (job.outcome == XML_READ_FAILED)
        w->problem = w->is_opendocument ? opendocument_problem(w->document) : worksheet_problem(w->rows);
    return job.outcome == XML_READ_PAUSED ? WORKBOOK_ROW
           : job.outcome == XML_READ_DONE ? WORKBOOK_END
                                          : WORKBOOK_FAILED;
}
