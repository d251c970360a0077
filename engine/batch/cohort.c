// Cuts inputs into records: lines of NDJSON, documents of YAML, whole files. Bytes are looked at for line ends and document markers
// only; what a record says is read by whoever asked for it.
#include "batch/cohort.h"

#include "input/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/// How a file is cut.
typedef enum cut { CUT_LINES, CUT_DOCUMENTS, CUT_WHOLE } cut;

struct cohort {
    allocator from;
    const char *const *inputs;
    size_t input_count, next_input;
    size_t max_record;
    size_t number;      ///< of the last record
    arena *listing;     ///< names in the folder that is walked through
    const char *walked; ///< that folder; NULL: none
    const char **names;
    size_t name_count, name_capacity, next_name;
    arena *current; ///< name and folder of the open file
    int fd;         ///< -1: none
    cut how;
    slice file;
    const char *folder;
    bool file_gave_record;
    char *buffer;
    size_t capacity, start, end; ///< what was read and not yet passed on lies from `start` to `end`
    bool at_end;                 ///< nothing more is to be read from the file
    int read_error;              ///< errno of a read that failed
    size_t lines;                ///< of the file, before `start`
    uint64_t done, total;
};

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

// --- sizes, for progress ---

static bool is_profile_name(const char *name)
{
    slice s = slice_of(name);
    return slice_ends_with(s, SLICE(".yaml")) || slice_ends_with(s, SLICE(".yml")) ||
           slice_ends_with(s, SLICE(".json"));
}

static bool is_standard_input(const char *path)
{
    return strcmp(path, "-") == 0;
}

static uint64_t folder_size(const char *path)
{
    uint64_t size = 0;
    DIR *folder = opendir(path);
    struct dirent *entry;
    struct stat about;
    while (folder != NULL && (entry = readdir(folder)) != NULL) {
        if (is_profile_name(entry->d_name) && fstatat(dirfd(folder), entry->d_name, &about, 0) == 0 &&
            S_ISREG(about.st_mode))
            size += (uint64_t)about.st_size;
    }
    if (folder != NULL)
        (void)closedir(folder);
    return size;
}

/// The bytes of all inputs; 0 where one of them has no size.
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

cohort *cohort_new(const allocator *from, const char *const *inputs, size_t count, size_t max_record)
{
    allocator source = from != NULL ? *from : allocator_default;
    cohort *c = source.resize(source.state, NULL, sizeof *c);
    if (c == NULL)
        return NULL;
    *c = (cohort){.from = source,
                  .inputs = inputs,
                  .input_count = count,
                  .max_record = max_record > 0 ? max_record : COHORT_MAX_RECORD,
                  .fd = -1,
                  .listing = arena_new(&source, 0),
                  .current = arena_new(&source, 0)};
    if (c->listing == NULL || c->current == NULL) {
        cohort_free(c);
        return NULL;
    }
    c->total = size_of_all(inputs, count);
    return c;
}

static void close_file(cohort *c)
{
    if (c->fd > 0)
        (void)close(c->fd);
    c->fd = -1;
}

void cohort_free(cohort *c)
{
    if (c == NULL)
        return;
    close_file(c);
    arena_free(c->listing);
    arena_free(c->current);
    allocator from = c->from;
    (void)from.resize(from.state, c->buffer, 0);
    (void)from.resize(from.state, c, 0);
}

// --- opening ---

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

typedef struct open_job {
    cohort *cohort;
    const char *path;
    DIR *folder;
} open_job;

static void list_folder(void *argument)
{
    open_job *job = argument;
    cohort *c = job->cohort;
    c->walked = arena_copy(c->listing, slice_of(job->path)).ptr;
    struct dirent *entry;
    while ((entry = readdir(job->folder)) != NULL) {
        if (!is_profile_name(entry->d_name))
            continue;
        void *items = c->names;
        arena_reserve(c->listing, &items, &c->name_capacity, c->name_count, sizeof *c->names);
        c->names = items;
        c->names[c->name_count++] = arena_copy(c->listing, slice_of(entry->d_name)).ptr;
    }
    if (c->name_count > 1)
        qsort(c->names, c->name_count, sizeof *c->names, compare_names);
}

static void name_file(void *argument)
{
    open_job *job = argument;
    cohort *c = job->cohort;
    slice path = slice_of(job->path);
    if (is_standard_input(job->path)) {
        c->file = SLICE("<stdin>");
        c->folder = ".";
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

static cohort_step unreadable(const cohort *c, diag_list *diags, const char *why)
{
    diag_error(diags, (place){0}, "file-unreadable", "%.*s: %s", SLICE_ARG(c->file), why);
    return COHORT_UNREADABLE;
}

/// Reads what fits; false where memory ran out. At the end of the file, or where reading failed, `at_end` is set.
static bool fill(cohort *c)
{
    enum { AT_ONCE = 1 << 16 };
    if (c->start > 0 && c->start == c->end)
        c->start = c->end = 0;
    if (c->capacity - c->end < AT_ONCE / 2 && c->start > 0) {
        memmove(c->buffer, c->buffer + c->start, c->end - c->start);
        c->end -= c->start;
        c->start = 0;
    }
    if (c->capacity - c->end < AT_ONCE / 2) {
        size_t wanted = c->capacity > 0 ? 2 * c->capacity : AT_ONCE;
        char *larger = c->from.resize(c->from.state, c->buffer, wanted);
        if (larger == NULL)
            return false;
        c->buffer = larger;
        c->capacity = wanted;
    }
    ssize_t got;
    do
        got = read(c->fd, c->buffer + c->end, c->capacity - c->end);
    while (got < 0 && errno == EINTR);
    c->read_error = got < 0 ? errno : 0;
    c->at_end = got <= 0;
    c->end += got > 0 ? (size_t)got : 0;
    c->done += got > 0 ? (uint64_t)got : 0;
    return true;
}

static slice unread(const cohort *c)
{
    return c->end > c->start ? (slice){c->buffer + c->start, c->end - c->start} : (slice){NULL, 0};
}

/// How the file is cut, by its name or else by its first character. False where memory ran out.
static bool choose_cut(cohort *c, const char *path)
{
    slice name = slice_of(path);
    if (is_standard_input(path) || slice_ends_with(name, SLICE(".ndjson")) ||
        slice_ends_with(name, SLICE(".jsonl"))) {
        c->how = CUT_LINES;
        return true;
    }
    if (is_profile_name(path)) {
        c->how = slice_ends_with(name, SLICE(".json")) ? CUT_WHOLE : CUT_DOCUMENTS;
        return true;
    }
    if (!fill(c))
        return false;
    slice text = unread(c);
    size_t at = slice_starts_with(text, SLICE("\xEF\xBB\xBF")) ? 3 : 0;
    while (at < text.len && is_space(text.ptr[at]))
        at++;
    c->how = at < text.len && text.ptr[at] == '{' ? CUT_LINES : CUT_DOCUMENTS;
    return true;
}

/// Opens a file, or a folder's list. COHORT_RECORD: go on.
static cohort_step open_input(cohort *c, const char *path, diag_list *diags)
{
    open_job job = {.cohort = c, .path = path};
    arena_reset(c->current);
    if (arena_run(c->current, name_file, &job) != ARENA_DONE)
        return COHORT_NO_MEMORY;
    bool listed = c->walked != NULL; // a FIFO in a folder must not block
    struct stat about;
    int fd = is_standard_input(path) && !listed
                 ? 0
                 : open(c->file.ptr, O_RDONLY | O_CLOEXEC | (listed ? O_NONBLOCK : 0));
    if (fd < 0)
        return unreadable(c, diags, file_problem_text(errno == ENOENT ? FILE_MISSING : FILE_FAILED));
    bool known = fstat(fd, &about) == 0;
    if (known && S_ISDIR(about.st_mode) && !listed) {
        job.folder = fdopendir(fd);
        arena_reset(c->listing);
        c->names = NULL;
        c->name_count = c->name_capacity = c->next_name = 0;
        arena_outcome listing =
            job.folder != NULL ? arena_run(c->listing, list_folder, &job) : ARENA_NO_MEMORY;
        if (job.folder != NULL)
            (void)closedir(job.folder);
        else
            (void)close(fd);
        return listing == ARENA_DONE ? COHORT_RECORD : COHORT_NO_MEMORY;
    }
    c->fd = fd;
    c->start = c->end = c->lines = 0;
    c->at_end = c->file_gave_record = false;
    c->read_error = 0;
    if (!known || (listed && !S_ISREG(about.st_mode))) {
        close_file(c);
        return unreadable(c, diags, file_problem_text(FILE_NOT_REGULAR));
    }
    return choose_cut(c, path) ? COHORT_RECORD : COHORT_NO_MEMORY;
}

bool cohort_is_ready(const cohort *c)
{
    if (c->fd < 0 || c->at_end || c->how != CUT_LINES)
        return true;
    slice text = unread(c);
    struct pollfd waiting = {.fd = c->fd, .events = POLLIN};
    return (text.len > 0 && memchr(text.ptr, '\n', text.len) != NULL) || poll(&waiting, 1, 0) != 0;
}

// --- cutting ---

typedef enum look { LOOK_FOUND, LOOK_END, LOOK_TOO_LONG, LOOK_NO_MEMORY } look;

/// Gets the line that begins `offset` bytes after `start` into the buffer; `*length` counts its line end. LOOK_TOO_LONG where it ends
/// beyond the longest record.
static look look_at_line(cohort *c, size_t offset, size_t *length)
{
    size_t scanned = offset;
    for (;;) {
        slice text = unread(c);
        const char *newline =
            text.len > scanned ? memchr(text.ptr + scanned, '\n', text.len - scanned) : NULL;
        size_t until = newline != NULL ? (size_t)(newline - text.ptr) : text.len;
        if (until > offset && until > c->max_record)
            return LOOK_TOO_LONG;
        if (newline != NULL || c->at_end) {
            *length = until - offset + (newline != NULL);
            return *length > 0 ? LOOK_FOUND : LOOK_END;
        }
        scanned = text.len;
        if (!fill(c))
            return LOOK_NO_MEMORY;
    }
}

/// Passes over bytes that were looked at.
static void consume(cohort *c, size_t length)
{
    slice passed = slice_part(unread(c), 0, length);
    const char *newline;
    while (passed.len > 0 && (newline = memchr(passed.ptr, '\n', passed.len)) != NULL) {
        c->lines++;
        passed = slice_part(passed, (size_t)(newline - passed.ptr) + 1, passed.len);
    }
    c->start += length;
}

/// Passes over the rest of a line, however long.
static bool skip_line(cohort *c)
{
    for (;;) {
        slice text = unread(c);
        const char *newline = text.len > 0 ? memchr(text.ptr, '\n', text.len) : NULL;
        consume(c, newline != NULL ? (size_t)(newline - text.ptr) + 1 : text.len);
        if (newline != NULL || c->at_end)
            return true;
        if (!fill(c))
            return false;
    }
}

static cohort_step too_large(cohort *c, cohort_record *record, diag_list *diags)
{
    source_text *source = ARENA_NEW(diags->arena, source_text);
    *source = record->source;
    diag_error(diags, (place){source, 0, 1}, "too-large", "the profile is larger than %zu bytes",
               c->max_record);
    return COHORT_TOO_LARGE;
}

/// Begins a record where the buffer stands.
static void begin_record(cohort *c, cohort_record *record)
{
    c->file_gave_record = true;
    *record = (cohort_record){.number = ++c->number,
                              .source = {.file = c->file, .lines_before = c->lines},
                              .syntax = c->how == CUT_DOCUMENTS ? PROFILE_YAML : PROFILE_JSON,
                              .folder = c->folder};
}

/// Passes on the next `length` bytes.
static cohort_step give(cohort *c, cohort_record *record, size_t length)
{
    begin_record(c, record);
    record->source.text = slice_part(unread(c), 0, length);
    consume(c, length);
    return COHORT_RECORD;
}

static bool is_blank(slice line)
{
    for (size_t i = 0; i < line.len; i++) {
        if (!is_space(line.ptr[i]))
            return false;
    }
    return true;
}

static cohort_step next_line(cohort *c, cohort_record *record, diag_list *diags)
{
    for (;;) {
        size_t length = 0;
        look found = look_at_line(c, 0, &length);
        if (found == LOOK_NO_MEMORY)
            return COHORT_NO_MEMORY;
        if (found == LOOK_END)
            return COHORT_END;
        if (found == LOOK_TOO_LONG) {
            begin_record(c, record);
            return skip_line(c) ? too_large(c, record, diags) : COHORT_NO_MEMORY;
        }
        if (!is_blank(slice_part(unread(c), 0, length)))
            return give(c, record, length);
        consume(c, length);
    }
}

/// True where the line is a document marker, "---" or "...", which YAML has in no other role at the beginning of a line.
static bool is_marker(slice line, const char *marker)
{
    return line.len >= 3 && memcmp(line.ptr, marker, 3) == 0 && (line.len == 3 || is_space(line.ptr[3]));
}

/// True where the line holds more than white space, a comment, or, before the document, a directive.
static bool has_content(slice line)
{
    size_t at = is_marker(line, "---") ? 3 : 0;
    while (at < line.len && is_space(line.ptr[at]))
        at++;
    return at < line.len && line.ptr[at] != '#' && line.ptr[0] != '%';
}

/// Passes over a document that is too large, up to the next one.
static cohort_step skip_document(cohort *c, cohort_record *record, diag_list *diags)
{
    begin_record(c, record);
    for (bool first = true;; first = false) {
        size_t length = 0;
        look found = look_at_line(c, 0, &length);
        if (found == LOOK_NO_MEMORY)
            return COHORT_NO_MEMORY;
        if (found == LOOK_END)
            break;
        if (found == LOOK_TOO_LONG) {
            if (!skip_line(c))
                return COHORT_NO_MEMORY;
            continue;
        }
        if (!first && is_marker(slice_part(unread(c), 0, length), "---"))
            break;
        consume(c, length);
    }
    return too_large(c, record, diags);
}

static cohort_step next_document(cohort *c, cohort_record *record, diag_list *diags)
{
    size_t offset = 0;
    bool content = false;
    bool marker = false;
    for (;;) {
        size_t length = 0;
        look found = look_at_line(c, offset, &length);
        if (found == LOOK_NO_MEMORY)
            return COHORT_NO_MEMORY;
        if (found == LOOK_TOO_LONG)
            return skip_document(c, record, diags);
        if (found == LOOK_END)
            break;
        slice line = slice_part(unread(c), offset, length);
        bool begins = is_marker(line, "---");
        if (begins && content)
            break;
        if (begins && marker) { // what was before holds nothing
            consume(c, offset);
            offset = 0;
        }
        marker = marker || begins;
        content = content || has_content(line);
        offset += length;
        if (is_marker(line, "...") && content)
            break;
    }
    // A file of nothing is one profile that holds nothing: it is not passed over in silence.
    if (content || !c->file_gave_record)
        return give(c, record, offset);
    consume(c, offset);
    return COHORT_END;
}

static cohort_step next_whole(cohort *c, cohort_record *record, diag_list *diags)
{
    if (c->file_gave_record)
        return COHORT_END;
    while (!c->at_end && unread(c).len <= c->max_record) {
        if (!fill(c))
            return COHORT_NO_MEMORY;
    }
    if (unread(c).len <= c->max_record)
        return give(c, record, unread(c).len);
    begin_record(c, record);
    return too_large(c, record, diags);
}

/// The next record of the open file; COHORT_END where it has none.
static cohort_step next_in_file(cohort *c, cohort_record *record, diag_list *diags)
{
    cohort_step step = c->how == CUT_LINES       ? next_line(c, record, diags)
                       : c->how == CUT_DOCUMENTS ? next_document(c, record, diags)
                                                 : next_whole(c, record, diags);
    if (c->read_error == 0 || step == COHORT_NO_MEMORY)
        return step;
    // What stands before the failure is not complete: it is not taken for a record.
    if (step == COHORT_RECORD && c->at_end && unread(c).len == 0) {
        c->number--;
        step = COHORT_END;
    }
    if (step != COHORT_END)
        return step;
    const char *why = file_problem_text(FILE_FAILED);
    close_file(c);
    return unreadable(c, diags, why);
}

cohort_step cohort_next(cohort *c, cohort_record *record, diag_list *diags)
{
    for (;;) {
        if (c->fd >= 0) {
            cohort_step step = next_in_file(c, record, diags);
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
        cohort_step opened = open_input(c, path, diags);
        if (opened != COHORT_RECORD)
            return opened;
    }
}
