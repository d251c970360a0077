// Writes to the descriptor without a buffer, so that what is counted as safe was handed to the system.
#include "outcome/sink.h"
#include "exit_status.h"
#include "file/lines.h"
#include "file/nameless.h"
#include "write/memory.h"
#include "write/screen.h"
#include "write/stream.h"
#include "write/text_stream.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MOST_GATHERED = 1 << 16 };

static int complain(const char *path)
{
    (void)output_complain(path);
    return EXIT_IO;
}

static int refuse(const char *path, const char *why)
{
    (void)fputs("advise: ", stderr);
    screen_safe(stderr, path);
    (void)fprintf(stderr, " %s\n", why);
    return EXIT_USAGE;
}

/// Says that not all arrived, and what did. Nothing is said of a pipe that nobody reads any more: that is how `head` ends a program.
static int say_failure(const outcome_sink *s)
{
    errno = s->failure;
    if (s->failure == EPIPE)
        return EXIT_IO;
    int status = complain(s->name);
    if (s->file.temporary != NULL)
        (void)fputs("advise: no result was kept\n", stderr);
    else if (s->safe == 0)
        (void)fputs("advise: no result is safe\n", stderr);
    else
        (void)fprintf(stderr, "advise: the results up to record %zu are safe\n", s->safe);
    return status;
}

/// Makes or finds the tables of a database, if it `is_open`, and counts what they hold.
static bool begin_tables(outcome_sink *s, bool is_open)
{
    if (is_open && outcome_database_begin(&s->database, s->written))
        outcome_database_count(&s->database, &s->safe, &s->refused);
    s->failure = s->database.database.failure;
    return s->failure == 0;
}

/// The sorter's file lies beside the result, or, if that is a stream, in the folder for temporary files.
static void open_sorter(outcome_sink *s)
{
    if (s->file.temporary != NULL) {
        char *path = must_have(strdup(s->file.temporary));
        s->folder = must_have(strdup(dirname(path)));
        free(path);
    } else {
        s->folder = must_have(strdup(nameless_folder()));
    }
    s->sorter = sorter_new(s->folder, SORTER_MEMORY);
    s->gathered = must_have(malloc(MOST_GATHERED));
}

static int open_workbook(outcome_sink *s)
{
    s->workbook = outcome_workbook_open(s->file.temporary, s->written);
    s->failure = s->workbook == NULL ? errno : 0;
    return s->workbook != NULL ? EXIT_DONE : say_failure(s);
}

int outcome_sink_open(outcome_sink *s, const char *path, const outcome_options *written)
{
    *s = (outcome_sink){.name = path == NULL || strcmp(path, "-") == 0 ? "standard output" : path,
                        .written = written,
                        .is_database = outcome_format_can(written->format, OUTCOME_IS_DATABASE)};
    if (!output_open(&s->file, path))
        return EXIT_IO;
    s->fd = s->file.fd;
    if (written->order.count > 0)
        open_sorter(s);
    if (!s->is_database && !outcome_format_can(written->format, OUTCOME_IS_WORKBOOK))
        return EXIT_DONE;
    int status = EXIT_DONE;
    if (s->file.temporary == NULL)
        status = refuse(path, s->is_database
                                  ? "is not a file: a database cannot be written to a device or a pipe"
                                  : "is not a file: a workbook cannot be written to a device or a pipe");
    else if (!s->is_database)
        status = open_workbook(s);
    else if (!begin_tables(s, database_open_new(&s->database.database, s->file.temporary)))
        status = say_failure(s);
    if (status != EXIT_DONE && s->is_database && s->file.temporary != NULL)
        (void)outcome_database_close(&s->database, false);
    if (status != EXIT_DONE)
        (void)output_close(&s->file, false);
    return status;
}

// --- files that are added to ---

/// The whole text of a small file; NULL, with errno set, if there is none (ENOENT) or it cannot be read. Free with free.
static char *read_all(const char *path)
{
    enum { MOST = 1 << 20 };
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return NULL;
    char *text = must_have(malloc(MOST + 1));
    size_t length = 0;
    ssize_t got;
    do {
        got = read(fd, text + length, MOST - length);
        length += got > 0 ? (size_t)got : 0;
    } while (got > 0 || (got < 0 && errno == EINTR));
    int why = errno;
    (void)close(fd);
    text[length] = '\0';
    if (got == 0)
        return text;
    free(text);
    errno = why;
    return NULL;
}

static void say_line(const char *line)
{
    char *copy = strndup(line, strcspn(line, "\n"));
    if (copy != NULL)
        screen_safe(stderr, copy);
    free(copy);
}

/// Whether a description of a run has a line with the key of `line`.
static bool has_key(const char *run, const char *line)
{
    size_t length = strcspn(line, ":\n");
    while (*run != '\0' && (strcspn(run, ":\n") != length || strncmp(run, line, length) != 0)) {
        run += strcspn(run, "\n");
        run += *run == '\n';
    }
    return *run != '\0';
}

/// Says in which line two descriptions of a run differ first.
static int refuse_other(const char *path, const char *was, const char *is)
{
    while (*was != '\0' && *is != '\0') {
        size_t length = strcspn(was, "\n");
        if (strcspn(is, "\n") != length || strncmp(was, is, length) != 0)
            break;
        was += length + (was[length] == '\n');
        is += length + (is[length] == '\n');
    }
    bool dropped = !has_key(is, was);
    bool added = !has_key(was, is);
    (void)refuse(path, "was begun by another run and cannot be continued");
    (void)fputs("  then: ", stderr);
    say_line(added && !dropped ? "  not given" : was);
    (void)fputs("\n  now:  ", stderr);
    say_line(dropped && !added ? "  not given" : is);
    (void)fputs("\n", stderr);
    return EXIT_USAGE;
}

static bool write_run(const char *path, const char *run)
{
    output_file out;
    if (!output_open(&out, path))
        return false;
    (void)fputs(run, out.stream);
    return output_close(&out, true);
}

/// What stands before the first outcome, or, with `totals`, after the last; NULL, with errno set, if memory ran out. Free with free.
static char *frame(const outcome_sink *s, const advise_batch_totals *totals, size_t *length)
{
    const outcome_format *f = s->written->format;
    char *text = NULL;
    FILE *out = text_stream(&text, length);
    if (out != NULL && totals != NULL && f->end != NULL)
        f->end(out, totals);
    else if (out != NULL && totals == NULL && f->begin != NULL)
        f->begin(out, s->written);
    bool good = out != NULL && !ferror(out);
    good = out != NULL && fclose(out) == 0 && good && text != NULL;
    if (good)
        return text;
    free(text);
    errno = ENOMEM;
    return NULL;
}

/// Finds out whether the file begins with what stands before its outcomes. False, with errno set, if that cannot be known.
static bool find_beginning(outcome_sink *s, size_t *length)
{
    char *wanted = frame(s, NULL, length);
    if (wanted == NULL)
        return false;
    char *there = must_have(malloc(*length + 1));
    size_t seen = 0;
    ssize_t got = 1;
    while (seen < *length && (got > 0 || (got < 0 && errno == EINTR))) {
        got = pread(s->fd, there + seen, *length - seen, (off_t)seen);
        seen += got > 0 ? (size_t)got : 0;
    }
    s->has_begun = seen == *length && memcmp(there, wanted, seen) == 0;
    free(there);
    free(wanted);
    return got >= 0;
}

/// Counts the complete outcomes, and the refused ones among them, and cuts off what a killed run left behind them.
static bool keep_outcomes(outcome_sink *s)
{
    const outcome_format *f = s->written->format;
    size_t start = 0;
    if (!find_beginning(s, &start))
        return false;
    off_t end = s->has_begun ? (off_t)start : 0;
    if (lseek(s->fd, end, SEEK_SET) != end)
        return false;
    off_t seen = end;
    line_reader lines = lines_of(s->fd);
    errno = EIO;
    while (s->has_begun && lines_next(&lines) && lines.line[lines.length - 1] == '\n') {
        seen += (off_t)lines.length;
        if (strncmp(lines.line, f->last_line, strlen(f->last_line)) != 0)
            continue;
        s->before++;
        s->refused += strstr(lines.line, f->refused) != NULL;
        end = seen;
    }
    s->safe = s->before;
    int why = errno;
    bool good = lines.problem == NULL; // else nothing may be cut off: it was not seen
    lines_close(&lines);
    errno = why;
    return good && ftruncate(s->fd, end) == 0 && lseek(s->fd, end, SEEK_SET) == end;
}

/// Opens FILE, which nobody else may be writing, and FILE.run.
static int open_both(outcome_sink *s, bool resume, const char *run)
{
    const char *path = s->name;
    bool is_there = access(path, F_OK) == 0;
    if (is_there && !resume)
        return refuse(path, "already exists; --resume continues it");
    char *was = read_all(s->run_path);
    int status = EXIT_DONE;
    if (was == NULL && errno != ENOENT)
        status = complain(s->run_path);
    else if (is_there && was == NULL)
        status = refuse(path, "has no .run file beside it: it is complete, or was not begun with --append");
    else if (is_there && strcmp(was, run) != 0)
        status = refuse_other(path, was, run);
    else if (!is_there && !write_run(s->run_path, run))
        status = EXIT_IO;
    free(was);
    if (status != EXIT_DONE)
        return status;
    s->fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (s->fd < 0)
        return complain(path);
    if (!output_lock(s->fd, path))
        return errno == EWOULDBLOCK ? refuse(path, "is being written by another run") : complain(path);
    if (!s->is_database)
        return keep_outcomes(s) ? EXIT_DONE : complain(path);
    if (begin_tables(s, database_open_to_add(&s->database.database, path)))
        return EXIT_DONE;
    (void)outcome_database_close(&s->database, false);
    errno = s->failure;
    return complain(path);
}

int outcome_sink_append(outcome_sink *s, const char *path, bool resume, const char *run,
                        const outcome_options *written)
{
    *s = (outcome_sink){.fd = -1,
                        .name = path,
                        .written = written,
                        .is_database = outcome_format_can(written->format, OUTCOME_IS_DATABASE)};
    if (asprintf(&s->run_path, "%s.run", path) < 0) {
        s->run_path = NULL;
        return complain(path);
    }
    int status = open_both(s, resume, run);
    if (status == EXIT_DONE)
        return EXIT_DONE;
    if (s->fd >= 0)
        (void)close(s->fd);
    free(s->run_path);
    return status;
}

// --- writing ---

static bool write_rows(outcome_sink *s, const char *rows, size_t length, size_t records)
{
    if (!outcome_database_add(&s->database, rows, length)) {
        s->failure = s->database.database.failure;
        return false;
    }
    s->safe += records;
    return true;
}

static bool write_now(outcome_sink *s, const char *text, size_t length, size_t records)
{
    if (s->workbook != NULL) {
        outcome_workbook_add(s->workbook, text, length);
        s->safe += records;
        return true;
    }
    const size_t done = stream_write_all(s->fd, text, length);
    if (done < length)
        s->failure = errno;
    if (done == length) {
        s->safe += records;
        return true;
    }
    for (size_t i = 0; outcome_format_can(s->written->format, OUTCOME_HAS_LINES) && i < done; i++)
        s->safe += text[i] == '\n';
    return false;
}

static bool sort(outcome_sink *s, const char *text, size_t length)
{
    ordered_text one;
    while (outcome_order_next(text, &length, &one)) {
        if (!sorter_add(s->sorter, one.key, one.key_length, one.text, one.length)) {
            s->failure = errno;
            return false;
        }
    }
    return true;
}

bool outcome_sink_write(outcome_sink *s, const char *text, size_t length, size_t records)
{
    if (s->is_database)
        return write_rows(s, text, length, records);
    return s->sorter != NULL ? sort(s, text, length) : write_now(s, text, length, records);
}

static bool write_gathered(outcome_sink *s)
{
    const size_t length = s->gathered_length;
    s->gathered_length = 0;
    return write_now(s, s->gathered, length, 0);
}

static bool gather(outcome_sink *s, const char *text, size_t length)
{
    if (s->gathered_length + length > MOST_GATHERED && !write_gathered(s))
        return false;
    if (length > MOST_GATHERED)
        return write_now(s, text, length, 0);
    memcpy(s->gathered + s->gathered_length, text, length);
    s->gathered_length += length;
    return true;
}

/// Writes an outcome in its turn.
static bool write_sorted(void *state, const char *text, size_t length)
{
    outcome_sink *s = state;
    const char *shown = outcome_order_shown(&s->heading, text, &length);
    return gather(s, shown, length);
}

static bool write_all_sorted(outcome_sink *s)
{
    if (!sorter_finish(s->sorter, write_sorted, s) || !write_gathered(s))
        s->failure = s->failure != 0 ? s->failure : errno;
    return s->failure == 0;
}

/// Writes what stands before (`totals` NULL) or after the outcomes.
static bool write_frame(outcome_sink *s, const advise_batch_totals *totals)
{
    size_t length = 0;
    char *text = frame(s, totals, &length);
    bool good = text != NULL;
    if (good)
        good = s->is_database ? write_rows(s, text, length, 0) : write_now(s, text, length, 0);
    else
        s->failure = errno;
    free(text);
    return good;
}

bool outcome_sink_begin(outcome_sink *s)
{
    // The tables of a database were made when it was opened.
    return s->is_database || s->has_begun || s->written->format->begin == NULL || write_frame(s, NULL);
}

/// Writes what stands after all outcomes: of this run, and those that were there before.
static void write_end(outcome_sink *s, const advise_batch_totals *totals)
{
    advise_batch_totals all = *totals;
    all.records += s->before;
    all.refused += s->refused;
    (void)write_frame(s, &all);
}

bool outcome_sink_end(outcome_sink *s, const advise_batch_totals *totals)
{
    if (s->failure == 0 && s->sorter != NULL)
        (void)write_all_sorted(s);
    if (s->workbook != NULL)
        outcome_workbook_end(s->workbook, totals);
    if (s->failure == 0 && s->written->format->end != NULL)
        write_end(s, totals);
    bool is_whole = totals->unreadable == 0;
    if (is_whole && s->is_database &&
        !outcome_database_end(&s->database, s->safe, s->refused + totals->refused))
        s->failure = s->database.database.failure;
    return s->failure == 0;
}

int outcome_sink_close(outcome_sink *s, bool complete)
{
    bool added_to = s->run_path != NULL;
    bool fits = true;
    if (s->workbook != NULL && !outcome_workbook_close(s->workbook)) {
        fits = errno != 0;
        s->failure = s->failure == 0 ? errno : s->failure;
    }
    sorter_free(s->sorter);
    free(s->folder);
    free(s->heading.text);
    free(s->gathered);
    if (s->is_database && !outcome_database_close(&s->database, complete && s->failure == 0) &&
        s->failure == 0)
        s->failure = s->database.database.failure;
    if (added_to && (!output_sync(s->fd) || !output_sync_folder(s->name)) && s->failure == 0)
        s->failure = errno;
    int status = s->failure != 0 ? say_failure(s) : fits ? EXIT_DONE : EXIT_IO;
    complete = complete && status == EXIT_DONE;
    if (!added_to)
        return output_close(&s->file, complete) ? status : EXIT_IO;
    if (stream_close(s->fd) != 0 && status == EXIT_DONE)
        status = complain(s->name);
    // ENOENT: the same run was started twice, and the other one has removed it.
    else if (complete && unlink(s->run_path) != 0 && errno != ENOENT)
        status = complain(s->run_path);
    free(s->run_path);
    return status;
}
