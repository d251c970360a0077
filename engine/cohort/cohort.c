// Walks through the inputs: opens files and folders one after the other, and decides how each is cut into records.
#include "cohort/cohort_state.h"

#include "base/limits.h"
#include "base/sort.h"
#include "input/file.h"
#include "input/folder.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

// --- sizes, for progress ---

/// A name without the end that says how the file is compressed.
static slice plain_name(const char *name)
{
    static const slice ends[] = {SLICE_INIT(".gz"), SLICE_INIT(".zst"), SLICE_INIT(".xz")};
    slice s = slice_of(name);
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        if (slice_ends_with(s, ends[i]))
            return slice_part(s, 0, s.len - ends[i].len);
    }
    return s;
}

/// How a file is cut, from the end of its name; COHORT_BY_NAME if that does not say.
static cohort_format format_of_name(const char *name)
{
    static const struct {
        slice end;
        cohort_format format;
    } ends[] = {{SLICE_INIT(".ndjson"), COHORT_NDJSON}, {SLICE_INIT(".jsonl"), COHORT_NDJSON},
                {SLICE_INIT(".csv"), COHORT_CSV},       {SLICE_INIT(".tsv"), COHORT_CSV},
                {SLICE_INIT(".json"), COHORT_JSON},     {SLICE_INIT(".yaml"), COHORT_YAML},
                {SLICE_INIT(".yml"), COHORT_YAML}};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        if (slice_ends_with(plain_name(name), ends[i].end))
            return ends[i].format;
    }
    return COHORT_BY_NAME;
}

static bool is_profile_name(const char *name)
{
    const cohort_format format = format_of_name(name);
    return format == COHORT_YAML || format == COHORT_JSON;
}

static bool is_standard_input(const char *path)
{
    return strcmp(path, "-") == 0;
}

static uint64_t folder_size(const char *path)
{
    uint64_t size = 0;
    folder_reader folder;
    const char *name;
    struct stat about;
    bool is_open = folder_open(&folder, path);
    while (is_open && (name = folder_next(&folder)) != NULL) {
        if (is_profile_name(name) && fstatat(dirfd(folder.stream), name, &about, 0) == 0 &&
            S_ISREG(about.st_mode))
            size += (uint64_t)about.st_size;
    }
    folder_close(&folder);
    return size;
}

/// The bytes of all inputs; 0 if one of them has no size.
static uint64_t size_of_all(const char *const *inputs, size_t count)
{
    uint64_t total = 0;
    for (size_t i = 0; i < count; i++) {
        struct stat about;
        if ((is_standard_input(inputs[i]) ? fstat(0, &about) : stat(inputs[i], &about)) != 0)
            continue;
        if (S_ISREG(about.st_mode))
            total += (uint64_t)about.st_size;
        else if (S_ISDIR(about.st_mode))
            total += folder_size(inputs[i]);
        else
            return 0;
    }
    return total;
}

void cohort_progress(const cohort *c, uint64_t *done, uint64_t *total)
{
    *done = c->done;
    *total = c->total;
}

// --- making and ending ---

/// Makes the style of cells from the options, with the words for "not known" of the options and of the map.
static void make_style(void *argument)
{
    cohort *c = argument;
    const cohort_options *o = &c->options;
    const size_t mapped = o->map != NULL ? o->map->unknown_count : 0;
    slice rest = slice_of(o->unknown);
    slice *words = ARENA_ARRAY(c->headers, rest.len + mapped, slice);
    size_t count = 0;
    slice word;
    while (cells_next_item(&rest, ',', &word))
        words[count++] = word;
    for (size_t i = 0; i < mapped; i++)
        words[count++] = o->map->unknown[i];
    c->style = (cells_style){.list_separator = o->list_separator != '\0' ? o->list_separator : ';',
                             .decimal = o->decimal,
                             .group = o->group,
                             .unknown = words,
                             .unknown_count = count,
                             .map = o->map,
                             .is_raw = o->raw,
                             .ignores_others = o->ignore_columns};
}

cohort *cohort_new(const allocator *from, const char *const *inputs, size_t count,
                   const cohort_options *options)
{
    allocator source = from != NULL ? *from : allocator_default;
    cohort *c = source.resize(source.state, NULL, sizeof *c);
    if (c == NULL)
        return NULL;
    *c = (cohort){.from = source,
                  .inputs = inputs,
                  .input_count = count,
                  .options = options != NULL ? *options : (cohort_options){0},
                  .fd = -1,
                  .folder_names = arena_new(&source, 0),
                  .current = arena_new(&source, 0),
                  .headers = arena_new(&source, 0)};
    c->max_record = c->options.max_record > 0 ? c->options.max_record : LIMIT_PROFILE;
    if (c->folder_names == NULL || c->current == NULL || c->headers == NULL ||
        arena_run(c->headers, make_style, c) != ARENA_DONE) {
        cohort_free(c);
        return NULL;
    }
    c->total = size_of_all(inputs, count);
    return c;
}

static void close_file(cohort *c)
{
    query_close(c);
    workbook_rows_close(c);
    text_stream_free(c->stream);
    c->stream = NULL;
    if (c->fd > 0)
        (void)close(c->fd);
    c->fd = -1;
    c->header = NULL;
}

void cohort_free(cohort *c)
{
    if (c == NULL)
        return;
    close_file(c);
    arena_free(c->folder_names);
    arena_free(c->current);
    arena_free(c->headers);
    allocator from = c->from;
    (void)from.resize(from.state, c->buffer, 0);
    (void)from.resize(from.state, c, 0);
}

// --- opening ---

static int compare_names(const void *a, const void *b, void *context)
{
    (void)context;
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

typedef struct open_job {
    cohort *cohort;
    const char *path;
    folder_reader folder;
    bool holds_cohorts; ///< files of many profiles, which a folder's list leaves out
} open_job;

static void list_folder(void *argument)
{
    open_job *job = argument;
    cohort *c = job->cohort;
    c->walked = arena_copy(c->folder_names, slice_of(job->path)).ptr;
    const char *name;
    while ((name = folder_next(&job->folder)) != NULL) {
        if (!is_profile_name(name)) {
            job->holds_cohorts = job->holds_cohorts || format_of_name(name) != COHORT_BY_NAME;
            continue;
        }
        void *items = c->names;
        arena_reserve(c->folder_names, &items, &c->name_capacity, c->name_count, sizeof *c->names);
        c->names = items;
        c->names[c->name_count++] = arena_copy(c->folder_names, slice_of(name)).ptr;
    }
    sort_stable(c->folder_names, c->names, c->name_count, sizeof *c->names, compare_names, NULL);
}

/// Whether messages call the open input by a name of its own; what lies in a folder is called by its path.
static bool is_named(const cohort *c)
{
    return c->options.name != NULL && c->walked == NULL;
}

static void name_file(void *argument)
{
    open_job *job = argument;
    cohort *c = job->cohort;
    slice path = slice_of(job->path);
    if (is_standard_input(job->path) || is_named(c)) {
        c->file = is_named(c) ? slice_of(c->options.name) : SLICE("<stdin>");
        c->folder = c->options.text_files;
        return;
    }
    if (c->walked != NULL) {
        bool slash = slice_ends_with(slice_of(c->walked), SLICE("/"));
        c->file = arena_format(c->current, "%s%s%s", c->walked, slash ? "" : "/", job->path);
        c->folder = c->walked;
        return;
    }
    c->file = arena_copy(c->current, path);
    const char *slash = strrchr(job->path, '/');
    c->folder = slash == NULL ? "."
                : slash == job->path
                    ? "/"
                    : arena_copy(c->current, slice_part(path, 0, (size_t)(slash - job->path))).ptr;
}

cohort_step input_unreadable(const cohort *c, diag_list *diags, const char *why)
{
    diag_error(diags, (place){0}, "file-unreadable", "%.*s: %s", SLICE_ARG(c->file), why);
    return COHORT_UNREADABLE;
}

cohort_step input_failed(const cohort *c, diag_list *diags, const text_problem *why)
{
    if (why->line == 0)
        diag_error(diags, (place){0}, why->code, "%.*s: %s", SLICE_ARG(c->file), why->message);
    else
        diag_error(diags, (place){0}, why->code, "%s", why->message);
    if (why->line > 0)
        diag_stands_at(diags, c->file, why->line, why->column);
    if (why->hint[0] != '\0')
        diag_hint(diags, "%s", why->hint);
    return COHORT_UNREADABLE;
}

/// How an input is cut, by the options or its name.
static cohort_format format_of(const cohort *c, const char *path)
{
    if (c->options.format != COHORT_BY_NAME && c->walked == NULL)
        return c->options.format;
    return is_standard_input(path) ? COHORT_NDJSON : format_of_name(path);
}

/// How a file is cut, from its first character.
static cohort_format format_of_text(slice text)
{
    size_t at = slice_starts_with(text, SLICE("\xEF\xBB\xBF")) ? 3 : 0;
    while (at < text.len && yaml_is_space(text.ptr[at]))
        at++;
    return at < text.len && text.ptr[at] == '{' ? COHORT_NDJSON : COHORT_YAML;
}

/// Goes to this shard's part of the file: the records whose first byte lies in it. COHORT_RECORD: continue.
static cohort_step enter_shard(cohort *c, uint64_t size, diag_list *diags)
{
    const cohort_options *o = &c->options;
    uint64_t start = size / o->shards * (o->shard - 1) + size % o->shards * (o->shard - 1) / o->shards;
    c->limit = size / o->shards * o->shard + size % o->shards * o->shard / o->shards;
    if (start <= c->position)
        return COHORT_RECORD;
    // A record that begins at `start` has a line end right before it.
    if (!window_seek(c, start - 1))
        return input_unreadable(c, diags, "the file could not be read");
    if (!window_fill(c) || !window_skip_line(c))
        return COHORT_NO_MEMORY;
    c->lines = 0;
    return COHORT_RECORD;
}

/// Decides how the open file is cut, and reads what stands before its first record. COHORT_RECORD: continue.
static cohort_step begin_file(cohort *c, const char *path, uint64_t size, diag_list *diags)
{
    c->how = format_of(c, path);
    bool in_shards = c->options.shards > 0;
    if ((c->how == COHORT_BY_NAME || in_shards) && !window_fill(c))
        return COHORT_NO_MEMORY;
    if (c->how == COHORT_BY_NAME)
        c->how = format_of_text(window_text(c));
    bool plain = !in_shards || (size < UINT64_MAX && text_stream_is_plain(c->stream) &&
                                (c->how == COHORT_NDJSON || c->how == COHORT_CSV));
    if (!plain)
        return input_unreadable(c, diags, "only plain files of NDJSON or CSV can be read in shards");
    cohort_step step = COHORT_RECORD;
    if (c->how == COHORT_CSV) {
        c->delimiter = c->options.delimiter != '\0'                       ? c->options.delimiter
                       : slice_ends_with(plain_name(path), SLICE(".tsv")) ? '\t'
                                                                          : '\0';
        step = cut_header(c, diags);
    }
    return step == COHORT_RECORD && in_shards ? enter_shard(c, size, diags) : step;
}

/// Lists an open folder. COHORT_RECORD: continue.
static cohort_step open_folder(cohort *c, open_job *job, int fd, diag_list *diags)
{
    arena_outcome outcome = ARENA_NO_MEMORY;
    arena_reset(c->folder_names);
    c->names = NULL;
    c->name_count = c->name_capacity = c->next_name = 0;
    if (folder_open_descriptor(&job->folder, fd)) {
        outcome = arena_run(c->folder_names, list_folder, job);
        folder_close(&job->folder);
    }
    if (outcome != ARENA_DONE)
        return COHORT_NO_MEMORY;
    if (job->folder.failed) { // nobody of a folder that was read in part
        c->name_count = 0;
        return input_unreadable(c, diags, "the folder could not be read to its end");
    }
    if (c->name_count > 0 || !job->holds_cohorts)
        return COHORT_RECORD;
    cohort_step step =
        input_unreadable(c, diags, "the folder holds no file of one profile (*.yaml, *.yml, *.json)");
    diag_hint(diags, "name its files of many profiles one by one");
    return step;
}

/// Opens the stream on the open file. A regular file is surveyed first, so that its spelling decides about all of it; a part of one, and what
/// can be read once only, is judged as it is read. COHORT_RECORD: continue.
static cohort_step open_stream(cohort *c, uint64_t size, diag_list *diags)
{
    text_survey survey = {.encoding = c->options.encoding};
    if (size < UINT64_MAX && c->options.shards == 0 &&
        text_survey_file(&c->from, c->fd, c->options.encoding, &survey) == STREAM_NO_MEMORY)
        return COHORT_NO_MEMORY;
    if (survey.problem.code != NULL)
        return input_failed(c, diags, &survey.problem);
    c->stream =
        text_stream_new(&c->from, c->fd, survey.encoding, survey.done ? TEXT_NOT_JUDGED : TEXT_JUDGED);
    return c->stream != NULL ? COHORT_RECORD : COHORT_NO_MEMORY;
}

/// Begins with an open file. COHORT_RECORD: continue.
/// @param size  of the file in bytes; UINT64_MAX: it is no regular file
static cohort_step open_file(cohort *c, const char *path, uint64_t size, diag_list *diags)
{
    c->start = c->end = c->lines = 0;
    c->position = c->looked_from = 0;
    if (size == UINT64_MAX) // a stream, whatever its name
        c->folder = c->options.text_files;
    c->limit = UINT64_MAX;
    c->at_end = c->file_gave_record = false;
    c->problem = NULL;
    bool is_workbook = size < UINT64_MAX && workbook_rows_are_there(c->fd);
    cohort_step step = is_workbook ? workbook_rows_open(c, diags) : open_stream(c, size, diags);
    if (step == COHORT_RECORD && !is_workbook)
        step = begin_file(c, path, size, diags);
    if (step != COHORT_RECORD)
        close_file(c);
    return step;
}

/// Opens a file, or lists a folder. COHORT_RECORD: continue.
static cohort_step open_input(cohort *c, const char *path, diag_list *diags)
{
    open_job job = {.cohort = c, .path = path};
    arena_reset(c->current);
    if (arena_run(c->current, name_file, &job) != ARENA_DONE)
        return COHORT_NO_MEMORY;
    if (c->options.query != NULL)
        return query_open(c, path, diags);
    bool listed = c->walked != NULL; // a FIFO in a folder must not block
    struct stat about;
    const char *where = is_named(c) ? path : c->file.ptr;
    int fd = is_standard_input(path) && !listed
                 ? 0
                 : open(where, O_RDONLY | O_CLOEXEC | (listed ? O_NONBLOCK : 0));
    if (fd < 0)
        return input_unreadable(c, diags, file_problem_text(errno == ENOENT ? FILE_MISSING : FILE_FAILED));
    bool known = fstat(fd, &about) == 0;
    if (known && S_ISDIR(about.st_mode) && !listed)
        return open_folder(c, &job, fd, diags);
    c->fd = fd;
    if (!known || (listed && !S_ISREG(about.st_mode))) {
        close_file(c);
        return input_unreadable(c, diags, file_problem_text(FILE_NOT_REGULAR));
    }
    return open_file(c, path, S_ISREG(about.st_mode) ? (uint64_t)about.st_size : UINT64_MAX, diags);
}

bool cohort_is_ready(const cohort *c)
{
    if (c->fd < 0 || c->at_end || c->workbook != NULL || (c->how != COHORT_NDJSON && c->how != COHORT_CSV))
        return true;
    slice text = window_text(c);
    return (text.len > 0 && memchr(text.ptr, '\n', text.len) != NULL) || text_stream_is_ready(c->stream);
}

/// The next record of the open workbook; COHORT_END if it has none.
static cohort_step next_in_workbook(cohort *c, cohort_record *record, diag_list *diags)
{
    cohort_step step = workbook_rows_next(c, record, diags);
    if (step == COHORT_UNREADABLE)
        close_file(c);
    return step;
}

/// The next record of the open file; COHORT_END if it has none.
static cohort_step next_in_file(cohort *c, cohort_record *record, diag_list *diags)
{
    cohort_step step = COHORT_END;
    c->looked_from = c->position;
    switch (c->how) {
    case COHORT_BY_NAME: break;
    case COHORT_NDJSON: step = cut_line(c, record, diags); break;
    case COHORT_YAML: step = cut_document(c, record, diags); break;
    case COHORT_JSON: step = cut_whole(c, record, diags); break;
    case COHORT_CSV: step = cut_row(c, record, diags); break;
    }
    if (c->problem == NULL || step == COHORT_NO_MEMORY)
        return step;
    // The text just before the failure may be incomplete, so it does not count as a record.
    if (step == COHORT_RECORD && c->at_end && window_text(c).len == 0) {
        c->number--;
        step = COHORT_END;
    }
    if (step != COHORT_END)
        return step;
    cohort_step end = input_failed(c, diags, c->problem);
    close_file(c);
    return end;
}

cohort_step cohort_next(cohort *c, cohort_record *record, diag_list *diags)
{
    for (;;) {
        if (c->fd >= 0 || c->query != NULL) {
            cohort_step step = c->query != NULL      ? query_next(c, record, diags)
                               : c->workbook != NULL ? next_in_workbook(c, record, diags)
                                                     : next_in_file(c, record, diags);
            if (step != COHORT_END)
                return step;
            close_file(c);
        }
        const char *path = NULL;
        if (c->walked != NULL && c->next_name < c->name_count) {
            path = c->names[c->next_name++];
        } else {
            c->walked = NULL;
            if (c->next_input == c->input_count)
                return COHORT_END;
            path = c->inputs[c->next_input++];
        }
        const size_t said = diags->count;
        cohort_step opened = open_input(c, path, diags);
        if (opened != COHORT_RECORD)
            return opened;
        if (diags->count > said)
            return COHORT_NOTED;
    }
}
