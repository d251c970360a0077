// A map of somebody's own, and hostile rows below it. Up to a line "---" the input is the map; then each line that begins with a brace is a
// profile in JSON, which the reader of mapped rows takes only as the full reader does; and all of it is a table.
#include "cohort/read.h"
#include "columns.h"
#include "mapping/mapping.h"
#include "mapping/mapping_test.h"
#include "profile/cells_survey.h"
#include "rows/mapped_reader.h"

#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

typedef struct map_job {
    arena *arena;
    const mapping *map;
    cells_style style;
    slice rows, line; ///< the line with room behind it
} map_job;

/// The map of a text; NULL if it is refused.
static mapping *load(arena *a, slice text)
{
    char path[64];
    mapping *out = NULL;
    const pack *const packs[] = {columns.pack};
    const int fd = memfd_create("map", MFD_CLOEXEC);
    if (fd < 0 || write(fd, text.ptr, text.len) != (ssize_t)text.len)
        abort();
    (void)snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    diag_list *diags = diag_list_new(a);
    const load_outcome outcome = mapping_load(NULL, path, packs, 1, diags, &out);
    if ((outcome == LOAD_DONE) != (diags->errors == 0))
        abort();
    (void)close(fd);
    return out;
}

/// Holds a profile that the fast reader takes against the full one.
static void hold_profile(void *argument)
{
    map_job *job = argument;
    arena *a = block_arena(columns.block);
    source_text *source = ARENA_NEW(a, source_text);
    *source = (source_text){.file = SLICE("p"), .text = job->line};
    const cohort_record record = {.source = *source, .syntax = PROFILE_JSON, .style = &job->style};
    mapped_reader *mapped = mapped_reader_new(job->arena, columns.reader);
    block_begin(columns.block);
    for (size_t again = 0; again < 2; again++) { // what was found out about a value is remembered
        if (!mapped_read(mapped, &job->style, columns.block, job->line))
            continue;
        slice name = {NULL, 0};
        for (size_t i = 0; i < job->map->map.count && name.len == 0; i++)
            name = job->map->map.columns[i].use == CELLS_KEPT ? job->map->map.columns[i].target : name;
        slice fast = {NULL, 0};
        slice full = {NULL, 0};
        cohort_read_kept(a, &record, &name, 1, &full);
        if (mapped_read_kept(mapped, job->line, name, &fast) && !slice_equal(fast, full))
            abort();
        diag_list *diags = diag_list_new(a);
        const profile *person = cohort_read(a, columns.pack, &record, source, diags);
        if (person == NULL || diags->errors > 0)
            abort();
    }
    block_run(columns.block);
    for (size_t row = 0; row < block_count(columns.block); row++)
        columns_hold(row, cohort_read(a, columns.pack, &record, source, diag_list_new(a)));
}

/// Reads the rows as a table.
static void read_table(const map_job *job)
{
    arena *a = job->arena;
    diag_list *diags = diag_list_new(a);
    const pack *const packs[] = {columns.pack};
    csv_reader reader = csv_reader_of(a, job->map->dialect.delimiter);
    csv_record names = {0};
    csv_problem problem = {0};
    size_t used = 0;
    if (csv_read(&reader, job->rows, true, &names, &used, &problem) != CSV_RECORD)
        return;
    const source_text first = {.file = SLICE("t.csv"), .text = job->rows};
    cells_style style = job->style;
    style.delimiter = reader.delimiter;
    cells_header *header = cells_header_read(a, &first, &names, style, packs, 1, diags);
    slice rest = slice_part(job->rows, used, job->rows.len);
    if (header == NULL)
        return;
    cells_survey *survey = cells_survey_new(a, header, packs, 1);
    (void)cells_survey_row(survey, rest);
    (void)cells_survey_end(survey, first.file, diags);
    while (rest.len > 0) {
        size_t length = 0;
        if (csv_read(&reader, rest, true, &names, &length, &problem) == CSV_END)
            break;
        const source_text row = {.file = SLICE("t.csv"), .text = slice_part(rest, 0, length)};
        const size_t errors = diags->errors;
        const profile *p = cells_read(a, columns.pack, header, &row, NULL, diags);
        if ((p == NULL) != (diags->errors > errors))
            abort();
        rest = slice_part(rest, length, rest.len);
    }
}

static void run(void *argument)
{
    map_job *job = argument;
    diag_list *diags = diag_list_new(job->arena);
    for (size_t i = 0; i < job->map->test_count; i++)
        (void)mapping_test_run(job->arena, job->map, columns.pack, &job->map->tests[i], diags);
    read_table(job);
    for (slice rest = job->rows; rest.len > 0;) {
        const char *end = memchr(rest.ptr, '\n', rest.len);
        const slice line = slice_part(rest, 0, end != NULL ? (size_t)(end - rest.ptr) : rest.len);
        rest = slice_part(rest, line.len + 1, rest.len);
        if (line.len == 0 || line.ptr[0] != '{')
            continue;
        char *room = arena_alloc(job->arena, line.len + 1 + ROW_READER_PADDING);
        memcpy(room, line.ptr, line.len);
        job->line = (slice){room, line.len};
        if (arena_run(block_arena(columns.block), hold_profile, job) == ARENA_NO_MEMORY)
            abort();
        block_reset(columns.block);
    }
}

typedef struct load_job {
    arena *arena;
    slice text;
    mapping *map;
} load_job;

static void load_map(void *argument)
{
    load_job *job = argument;
    job->map = load(job->arena, job->text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    columns_make();
    const slice all = {(const char *)data, size};
    const char *cut = size > 0 ? memmem(data, size, "\n---\n", 5) : NULL;
    load_job loading = {arena_new(NULL, 0),
                        slice_part(all, 0, cut != NULL ? (size_t)(cut - all.ptr) + 1 : size), NULL};
    if (loading.arena == NULL || arena_run(loading.arena, load_map, &loading) != ARENA_DONE)
        abort();
    if (loading.map != NULL && cut != NULL) {
        const mapping *map = loading.map;
        const size_t at = (size_t)(cut - all.ptr) + 5;
        map_job job = {.arena = loading.arena,
                       .map = map,
                       .style = {.list_separator =
                                     map->dialect.list_separator != '\0' ? map->dialect.list_separator : ';',
                                 .decimal = map->dialect.decimal,
                                 .group = map->dialect.group,
                                 .unknown = map->map.unknown,
                                 .unknown_count = map->map.unknown_count,
                                 .map = &map->map},
                       .rows = slice_part(all, at, size)};
        if (arena_run(job.arena, run, &job) == ARENA_NO_MEMORY)
            abort();
    }
    mapping_free(loading.map);
    arena_free(loading.arena);
    return 0;
}
