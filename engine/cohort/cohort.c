// Walks through the inputs: opens files and folders one after the other, and decides how each is cut into records.
#include "cohort/cohort_state.h"

#include "base/limits.h"
#include "cohort/form.h"
#include "cohort/other_form.h"
#include "input/file.h"
#include "input/utf8_file.h"
#include "profile/cells_join.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

// --- sizes, for progress ---

static bool is_standard_input(const char *path)
{
    return strcmp(path, "-") == 0;
}

typedef struct walk_job {
    walk walk;
    const char *path;
} walk_job;

static void run_walk(void *argument)
{
    walk_job *job = argument;
    walk_folder(&job->walk, job->path);
}

/// Adds the bytes of the files below a folder whose names say that they are inputs. False if memory ran out.
static bool add_folder_size(cohort *c, const char *path)
{
    walk_job job = {.walk = {.arena = c->folder_names, .options = &c->options}, .path = path};
    arena_outcome outcome = arena_run(c->folder_names, run_walk, &job);
    for (size_t i = 0; outcome == ARENA_DONE && i < job.walk.files.count; i++)
        c->total += job.walk.files.items[i].size;
    arena_reset(c->folder_names);
    return outcome == ARENA_DONE;
}

/// Adds up the bytes of all inputs; 0 if one of them has no size. False if memory ran out.
static bool add_sizes(cohort *c)
{
    bool good = true;
    bool known = true;
    for (size_t i = 0; good && i < c->input_count; i++) {
        struct stat about;
        if ((is_standard_input(c->inputs[i]) ? fstat(0, &about) : stat(c->inputs[i], &about)) != 0)
            continue;
        known = known && (S_ISREG(about.st_mode) || S_ISDIR(about.st_mode));
        if (S_ISREG(about.st_mode))
            c->total += (uint64_t)about.st_size;
        else if (S_ISDIR(about.st_mode))
            good = add_folder_size(c, c->inputs[i]);
    }
    c->total = known ? c->total : 0;
    return good;
}

void cohort_progress(const cohort *c, uint64_t *done, uint64_t *total)
{
    *done = c->done;
    *total = c->total;
}

// --- making and ending ---

static const cells_join_found *mapped_joins(const cohort *c, const cells_map *map)
{
    return map != NULL && map->join_count > 0 ? cells_join_found_new(c->headers, map) : NULL;
}

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
    while (cells_next_item(&rest, ",", &word))
        words[count++] = word;
    for (size_t i = 0; i < mapped; i++)
        words[count++] = o->map->unknown[i];
    c->style = (cells_style){.list_separator = o->list_separator != '\0' ? o->list_separator : ';',
                             .decimal = o->decimal,
                             .group = o->group,
                             .unknown = words,
                             .unknown_count = count,
                             .map = o->map,
                             .found = mapped_joins(c, o->map),
                             .is_raw = o->raw,
                             .ignores_others = o->ignore_columns};
}

void cohort_report_joins(const cohort *c, diag_list *diags)
{
    if (c->style.found != NULL)
        cells_join_report(c->options.map, c->style.found, diags);
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
    if (c->folder_names != NULL && c->current != NULL && c->headers != NULL &&
        arena_run(c->headers, make_style, c) == ARENA_DONE && add_sizes(c))
        return c;
    cohort_free(c);
    return NULL;
}

static void close_file(cohort *c)
{
    query_close(c);
    workbook_rows_close(c);
    text_stream_free(c->stream);
    c->stream = NULL;
    packed_file_close(c->packed);
    c->packed = NULL;
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

typedef struct open_job {
    cohort *cohort;
    const char *path;
} open_job;

/// Whether messages call the open input by a name of its own; what lies in a folder is called by its path.
static bool is_named(const cohort *c)
{
    return c->options.name != NULL && c->walked == NULL;
}

static void name_file(void *argument)
{
    open_job *job = argument;
    cohort *c = job->cohort;
    if (is_standard_input(job->path) || is_named(c)) {
        c->file = is_named(c) ? slice_of(c->options.name) : SLICE("<stdin>");
        c->folder = c->options.text_files;
        return;
    }
    bool slash = c->walked == NULL || slice_ends_with(slice_of(c->walked), SLICE("/"));
    c->file =
        arena_format(c->current, "%s%s%s", c->walked != NULL ? c->walked : "", slash ? "" : "/", job->path);
    const char *end = strrchr(c->file.ptr, '/');
    size_t length = end != NULL ? (size_t)(end - c->file.ptr) : 0;
    c->folder = end == NULL   ? "."
                : length == 0 ? "/"
                              : arena_copy(c->current, slice_part(c->file, 0, length)).ptr;
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

/// Reads what tells the form of the open file, if its name does not. False if memory ran out.
static bool read_head(cohort *c)
{
    bool good = true;
    while (good && !c->at_end && !form_shows(window_text(c)))
        good = window_fill(c);
    return good;
}

/// Decides how the open file is cut: by the options, its name, or its first lines. False if memory ran out.
static bool find_form(cohort *c, const char *path)
{
    bool asked = c->options.format != COHORT_BY_NAME && c->walked == NULL;
    c->how = asked                                          ? c->options.format
             : is_standard_input(path) && c->walked == NULL ? COHORT_BY_NAME
                                                            : form_of_name(slice_of(path));
    bool is_open = c->how == COHORT_BY_NAME || c->how == COHORT_JSON || (c->how == COHORT_NDJSON && !asked);
    if (is_open && !read_head(c))
        return false;
    const bool is_empty_stream = is_standard_input(path) && window_text(c).len == 0;
    if (c->how ==
        COHORT_BY_NAME) // nothing on standard input is no profile; a file without content is one that says nothing
        c->how = is_empty_stream ? COHORT_NDJSON : form_of_text(&c->options, window_text(c));
    else if (is_open)
        c->how = form_of_json(window_text(c), c->how);
    return true;
}

/// Where the i-th of the shards of a file begins, from 0; past the last one its size.
static uint64_t shard_start(const cohort *c, uint64_t size, size_t i)
{
    const size_t shards = c->options.shards;
    return size / shards * i + size % shards * i / shards;
}

/// Goes to this shard's part of the file: the records whose first byte lies in it. COHORT_RECORD: continue.
static cohort_step enter_shard(cohort *c, uint64_t size, diag_list *diags)
{
    uint64_t start = shard_start(c, size, c->options.shard - 1);
    c->limit = shard_start(c, size, c->options.shard);
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

/// Refuses text that is a table of another kind. COHORT_RECORD: continue.
static cohort_step check_form(cohort *c, diag_list *diags)
{
    if (c->how == COHORT_NDJSON || c->options.skip_rows > 0)
        return COHORT_RECORD;
    if (!read_head(c))
        return COHORT_NO_MEMORY;
    const other_form other = other_form_of(&c->options, window_text(c));
    if (other.name == NULL)
        return COHORT_RECORD;
    diag_error(diags, (place){0}, "file-unreadable", "%.*s: this is %s", SLICE_ARG(c->file), other.name);
    if (other.key.len > 0)
        diag_hint(diags, "%s: jq '.[\"%.*s\"]' FILE", other.remedy, SLICE_ARG(diag_quote(other.key)));
    else
        diag_hint(diags, "%s", other.remedy);
    return COHORT_UNREADABLE;
}

/// Decides how the open file is cut, and reads what stands before its first record. COHORT_RECORD: continue.
static cohort_step begin_file(cohort *c, const char *path, uint64_t size, diag_list *diags)
{
    bool in_shards = c->options.shards > 0;
    if (!find_form(c, path) || (in_shards && window_text(c).len == 0 && !window_fill(c)))
        return COHORT_NO_MEMORY;
    bool plain = !in_shards || (size < UINT64_MAX && text_stream_is_plain(c->stream) &&
                                (c->how == COHORT_NDJSON || c->how == COHORT_CSV));
    if (!plain)
        return input_unreadable(c, diags, "only plain files of NDJSON or CSV can be read in shards");
    cohort_step step = check_form(c, diags);
    if (step == COHORT_RECORD && c->how == COHORT_CSV) {
        c->delimiter = c->options.delimiter != '\0' ? c->options.delimiter : form_delimiter(slice_of(path));
        step = cut_header(c, diags);
    }
    return step == COHORT_RECORD && in_shards ? enter_shard(c, size, diags) : step;
}

/// Lists a folder, and says what was passed over. COHORT_RECORD: continue.
static cohort_step open_folder(cohort *c, const char *path, diag_list *diags)
{
    arena_reset(c->folder_names);
    walk_job job = {.walk = {.arena = c->folder_names, .options = &c->options, .from = &c->from},
                    .path = path};
    if (arena_run(c->folder_names, run_walk, &job) != ARENA_DONE)
        return COHORT_NO_MEMORY;
    if (job.walk.failed) // nobody of a folder that was read in part
        return input_unreadable(c, diags, "the folder could not be read to its end");
    c->walked = path;
    c->files = job.walk.files;
    c->next_file = 0;
    const size_t errors = diags->errors;
    const size_t count = diags->count;
    walk_report(&job.walk, path, diags);
    return diags->errors > errors ? COHORT_UNREADABLE : diags->count > count ? COHORT_NOTED : COHORT_RECORD;
}

/// True if the part of the open file that is read is valid UTF-8, and nobody says that it is anything else.
static bool is_sound(const cohort *c, uint64_t size)
{
    const cohort_options *o = &c->options;
    if (o->encoding != NULL)
        return false;
    return o->shards > 0
               ? utf8_part_is_valid(c->fd, shard_start(c, size, o->shard - 1), shard_start(c, size, o->shard))
               : utf8_file_is_valid(c->fd, size, o->threads);
}

/// Opens the stream on the open file. A regular file is looked at first, so that its spelling decides about all of it: of a shard only if its
/// part has a bad byte, so that all decide alike. What can be read once only is judged as it is read. COHORT_RECORD: continue.
static cohort_step open_stream(cohort *c, uint64_t size, diag_list *diags)
{
    text_survey survey = {.encoding = c->options.encoding, .done = size < UINT64_MAX};
    if (survey.done && !is_sound(c, size) &&
        text_survey_file(&c->from, c->fd, c->options.encoding, &survey) == STREAM_NO_MEMORY)
        return COHORT_NO_MEMORY;
    if (survey.problem.code != NULL)
        return input_failed(c, diags, &survey.problem);
    c->stream =
        text_stream_new(&c->from, c->fd, survey.encoding, survey.done ? TEXT_NOT_JUDGED : TEXT_JUDGED);
    if (c->stream == NULL)
        return COHORT_NO_MEMORY;
    byte_stream_give(text_stream_bytes(c->stream), (slice){c->head, c->head_length});
    if (c->packed != NULL)
        byte_stream_take_from(text_stream_bytes(c->stream),
                              &(byte_source){c->packed, packed_file_read, packed_file_problem});
    return COHORT_RECORD;
}

/// Begins with an open file. COHORT_RECORD: continue.
/// @param size  of the file in bytes; UINT64_MAX: it is no regular file
static cohort_step open_file(cohort *c, const char *path, uint64_t size, diag_list *diags)
{
    c->start = c->end = c->lines = 0;
    c->position = c->looked_from = c->line_end = 0;
    c->limit = UINT64_MAX;
    c->at_end = c->file_gave_record = false;
    c->list = LIST_NONE;
    c->characters = 0;
    c->problem = NULL;
    c->head_length = 0;
    cohort_step step = size == UINT64_MAX ? hold_piped_workbook(c, &size, diags) : COHORT_RECORD;
    const bool is_archive = step == COHORT_RECORD && size < UINT64_MAX && workbook_rows_are_there(c->fd);
    bool no_memory = false;
    c->packed = is_archive ? packed_file_open(&c->from, c->fd, &no_memory) : NULL;
    step = no_memory ? COHORT_NO_MEMORY : step;
    const bool is_workbook = is_archive && c->packed == NULL;
    if (c->packed != NULL) {
        path = packed_file_name(c->packed);
        size = UINT64_MAX;
    }
    if (size == UINT64_MAX) // a stream, whatever its name
        c->folder = c->options.text_files;
    if (step == COHORT_RECORD)
        step = is_workbook ? workbook_rows_open(c, diags) : open_stream(c, size, diags);
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
    int fd = is_standard_input(path) && !listed ? 0
             : listed                           ? open(where, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
                                                : file_open(where);
    if (fd < 0)
        return input_unreadable(c, diags,
                                file_problem_text(errno == ENOENT  ? FILE_MISSING
                                                  : errno == EPIPE ? FILE_NO_WRITER
                                                                   : FILE_FAILED));
    bool known = fstat(fd, &about) == 0;
    if (known && S_ISDIR(about.st_mode) && !listed) {
        (void)close(fd);
        return open_folder(c, path, diags);
    }
    c->fd = fd;
    if (!known || (listed && !S_ISREG(about.st_mode))) {
        close_file(c);
        return input_unreadable(c, diags, file_problem_text(FILE_NOT_REGULAR));
    }
    return open_file(c, path, S_ISREG(about.st_mode) ? (uint64_t)about.st_size : UINT64_MAX, diags);
}

bool cohort_is_ready(cohort *c)
{
    if (c->fd < 0 || c->at_end || c->workbook != NULL || (c->how != COHORT_NDJSON && c->how != COHORT_CSV))
        return true;
    return window_has_line(c) || text_stream_is_ready(c->stream);
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
    case COHORT_JSON: step = cut_value(c, record, diags); break;
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
        if (c->walked != NULL && c->next_file < c->files.count) {
            path = c->files.items[c->next_file++].path;
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
