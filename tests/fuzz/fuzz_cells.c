// Profiles as rows of CSV, quoted as their first rows say: the first line is the header, and the rows below it are read by a pack with every
// type.
#include "input/csv_quoting.h"
#include "profile/cells_survey.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static pack *every_type;
static arena *messages;

static void free_pack(void)
{
    pack_free(every_type);
    arena_free(messages);
}

typedef struct cells_job {
    arena *arena;
    const pack *pack;
    slice text;
} cells_job;

static void read_rows(void *argument)
{
    const cells_job *job = argument;
    diag_list *diags = diag_list_new(job->arena);
    csv_reader reader = csv_reader_of(job->arena, '\0');
    reader.quoting = csv_quoting_find(arena_new_child(job->arena), job->text, true, '\0');
    csv_record names = {0};
    csv_problem problem = {0};
    size_t used = 0;
    if (csv_read(&reader, job->text, true, &names, &used, &problem) != CSV_RECORD)
        return;
    const source_text first = {.file = SLICE("t.csv"), .text = job->text};
    cells_header *header = cells_header_read(
        job->arena, &first, &names,
        (cells_style){.delimiter = reader.delimiter, .quoting = reader.quoting, .list_separator = '|'},
        &job->pack, 1, diags);
    if (header == NULL)
        return;
    slice rest = slice_part(job->text, used, job->text.len);
    cells_survey *survey = cells_survey_new(job->arena, header, &job->pack, 1);
    (void)cells_survey_row(survey, rest);
    (void)cells_survey_end(survey, first.file, diags);
    while (rest.len > 0) {
        size_t length = 0;
        csv_outcome outcome = csv_read(&reader, rest, true, &names, &length, &problem);
        if (outcome == CSV_END)
            break;
        source_text row = {.file = SLICE("t.csv"), .text = slice_part(rest, 0, length)};
        size_t errors = diags->errors;
        const profile *p = cells_read(job->arena, job->pack, header, &row, NULL, diags);
        if ((p == NULL) !=
            (diags->errors > errors)) // a row is refused where something is wrong with it, and only there
            abort();
        rest = slice_part(rest, length, rest.len);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (every_type == NULL) {
        messages = arena_new(NULL, 0);
        every_type = pack_load(NULL, "tests/packs/all-types", diag_list_new(messages));
        (void)atexit(free_pack);
    }
    cells_job job = {arena_new(NULL, 0), every_type, {(const char *)data, size}};
    if (job.arena != NULL)
        (void)arena_run(job.arena, read_rows, &job);
    arena_free(job.arena);
    return 0;
}
