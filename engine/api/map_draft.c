// Drafts a map for a file, through the public API.
#include "api/map.h"

#include "base/limits.h"
#include "input/json.h"
#include "mapping/draft.h"

typedef struct draft_job {
    const pack *pack;
    const char *path;
    cohort *profiles;
    arena *arena, *scratch;
    draft draft;
    diag_list *diags;
    const cells_header *header; ///< whose columns are those of the draft
    size_t records;
    text_builder text;
    advise_status status;
} draft_job;

/// A plain value, or a list of them, of a document.
static void count_value(draft_job *job, slice name, const yaml_node *value)
{
    const size_t at = draft_find(&job->draft, name);
    const bool is_null =
        value->kind == YAML_SCALAR && value->style == YAML_PLAIN && slice_is(value->text, "null");
    if (value->kind == YAML_SCALAR && !is_null)
        draft_add(&job->draft, at, value->text, value->style != YAML_PLAIN);
    for (size_t i = 0; value->kind == YAML_SEQUENCE && i < value->count; i++) {
        if (value->items[i]->kind == YAML_SCALAR)
            draft_add(&job->draft, at, value->items[i]->text, true);
    }
}

/// The keys of a document; those within others have dotted names. Recursion ends where the tree does.
static void count_keys(draft_job *job, slice before, const yaml_node *n)
{
    for (size_t i = 0; i < n->count; i++) {
        const slice key = n->items[2 * i]->text;
        const slice name =
            before.len > 0 ? arena_format(job->scratch, "%.*s.%.*s", SLICE_ARG(before), SLICE_ARG(key)) : key;
        if (n->items[2 * i + 1]->kind == YAML_MAPPING)
            count_keys(job, name, n->items[2 * i + 1]);
        else
            count_value(job, name, n->items[2 * i + 1]);
    }
}

static void count_document(draft_job *job, const cohort_record *record)
{
    diag_list *unread = diag_list_new(job->scratch);
    source_text *source = ARENA_NEW(job->scratch, source_text);
    *source = record->source;
    const yaml_node *root = record->syntax == PROFILE_JSON ? json_read(job->scratch, source, unread)
                                                           : yaml_read(job->scratch, source, unread);
    if (root != NULL && root->kind == YAML_MAPPING)
        count_keys(job, (slice){NULL, 0}, root);
}

/// Reports a row that adds up others; its text is kept for that.
static void report_total(const draft_job *job, const cohort_record *record, const csv_record *cells)
{
    source_text *source = ARENA_NEW(job->diags->arena, source_text);
    *source = record->source;
    source->text = arena_copy(job->diags->arena, source->text);
    cells_report_total(cells, source, job->diags);
}

/// False if the row is nobody.
static bool count_row(draft_job *job, const cohort_record *record)
{
    csv_record cells = {0};
    if (job->header == NULL) {
        for (size_t i = 0; i < cells_column_count(record->header); i++) {
            const size_t before = job->draft.columns.count;
            const size_t at = draft_find(&job->draft, cells_column_name(record->header, i));
            job->draft.columns.items[at]->is_twice = at < before;
        }
        job->header = record->header;
        job->draft.delimiter = cells_delimiter(record->header);
    }
    const bool fits = cells_cut(job->scratch, record->header, record->source.text, &cells);
    if (cells_are_total(&cells)) {
        report_total(job, record, &cells);
        return false;
    }
    for (size_t i = 0; fits && i < cells.count; i++)
        draft_add(&job->draft, draft_find(&job->draft, cells_column_name(record->header, i)),
                  cells.fields[i].text, cells_is_text(record->header, &cells.fields[i]));
    return true;
}

/// Counts all records; true at the end.
static bool count_record(draft_job *job)
{
    cohort_record record = {0};
    switch (cohort_next(job->profiles, &record, job->diags)) {
    case COHORT_END: return true;
    case COHORT_NO_MEMORY: arena_fail(job->scratch);
    case COHORT_NOTED:
    case COHORT_REFUSED: return false;
    case COHORT_UNREADABLE: job->status = ADVISE_IO_FAILED; return true;
    case COHORT_RECORD: break;
    }
    bool is_somebody = true;
    if (record.header != NULL)
        is_somebody = count_row(job, &record);
    else
        count_document(job, &record);
    job->records += is_somebody;
    return false;
}

static void make_draft(void *argument)
{
    draft_job *job = argument;
    do
        arena_reset(job->scratch);
    while (!count_record(job));
    if (job->status == ADVISE_OK && job->records == 0) {
        diag_error(job->diags, (place){0}, "file-unreadable", "%s: there is no profile in it", job->path);
        job->status = ADVISE_IO_FAILED;
    }
    job->text.arena = job->arena;
    if (job->status == ADVISE_OK)
        draft_write(&job->draft, job->pack, slice_of(job->path), &job->text);
}

advise_status advise_map_draft(const advise_pack *p, const char *path, const advise_batch_input *input,
                               void (*write)(void *state, const char *text, size_t length), void *state,
                               advise_diagnostics **problems)
{
    if (problems != NULL)
        *problems = NULL;
    if (p == NULL || path == NULL || input == NULL || write == NULL)
        return ADVISE_BAD_USE;
    const allocator from = *arena_allocator_borrow(pack_of(p)->arena);
    cohort_options reading = cohort_options_of(input, 0);
    reading.raw = reading.ignore_columns = true;
    reading.map = NULL;
    advise_diagnostics *d = diagnostics_new(&from);
    draft_job job = {.pack = pack_of(p),
                     .path = path,
                     .profiles = cohort_new(&from, &path, 1, &reading),
                     .arena = arena_new(&from, 0),
                     .scratch = arena_new(&from, 0)};
    job.draft = (draft){.arena = job.arena, .encoding = input->encoding, .skip_rows = input->skip_rows};
    advise_status status = ADVISE_NO_MEMORY;
    if (d != NULL && job.profiles != NULL && job.arena != NULL && job.scratch != NULL) {
        job.diags = d->list;
        arena *const arenas[] = {d->arena, job.arena, job.scratch};
        if (arena_run_all(arenas, 3, make_draft, &job) == ARENA_DONE)
            status = job.status;
    }
    if (status == ADVISE_OK)
        write(state, job.text.bytes, job.text.length);
    cohort_free(job.profiles);
    arena_free(job.arena);
    arena_free(job.scratch);
    return d != NULL ? give_problems(d, problems, status) : status;
}
