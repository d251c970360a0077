#include "promise.h"

#include "command.h"
#include "files.h"
#include "test.h"

#include <stdlib.h>
#include <string.h>

/// What its outputs hold, one after the other: databases as SQL, whatever their pages look like. Free with free.
static char *contents(const scene *s)
{
    static const char list[] =
        "cd made && for f in *; do case $f in *.db) sqlite3 \"$f\" .dump 'pragma user_version';; "
        "*-journal) ;; *) cat \"$f\";; esac || exit 1; done";
    command_result r = command_run(list, s->folder, s->folder);
    char *out = text_of("%s%s%s", r.out, r.err, r.status == 0 ? "" : "failed");
    command_free(&r);
    return out;
}

bool run_usual(const scene *s, const scenario *one, injection *none, result *out)
{
    const bool could = scene_run(s, one, none, out);
    if (could && (one->how & RESUMED) != 0)
        out->contents = contents(s);
    return could;
}

/// True if there is a note of a run that did not end.
static bool was_begun(const result *r)
{
    bool found = false;
    for (size_t i = 0; i < r->count; i++) {
        const size_t length = strlen(r->paths[i]);
        found = found || (length > 4 && strcmp(r->paths[i] + length - 4, ".run") == 0);
    }
    return found;
}

static size_t find(const result *r, const char *path)
{
    size_t at = 0;
    while (at < r->count && strcmp(r->paths[at], path) != 0)
        at++;
    return at;
}

/// True if the file at `index` is in `other` with the same bytes.
static bool is_in(const result *r, size_t index, const result *other)
{
    size_t at = find(other, r->paths[index]);
    return at < other->count && r->lengths[index] == other->lengths[at] &&
           memcmp(r->texts[index], other->texts[at], r->lengths[index]) == 0;
}

/// True if the file at `index` begins with what was there.
static bool begins_with_what_was(const result *r, size_t index, const result *before)
{
    size_t at = find(before, r->paths[index]);
    return at == before->count ||
           strncmp(r->texts[index], before->texts[at], strcspn(before->texts[at], "\n") + 1) == 0;
}

/// True for what stays beside a file that is added to until it is complete.
static bool is_beside(const char *path)
{
    static const char *const ends[] = {".run", "-wal", "-shm",
                                       "-journal"}; // the last three are SQLite's, which reads them later
    bool is_one = false;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        is_one = is_one || strcmp(path + strlen(path) - strlen(ends[i]), ends[i]) == 0;
    return is_one;
}

static size_t messages_in(const char *err)
{
    size_t count = 0;
    for (const char *line = err; *line != '\0';
         line = strchr(line, '\n') != NULL ? strchr(line, '\n') + 1 : "") {
        size_t length = strcspn(line, "\n");
        const char *error = strstr(line, ": error: ");
        count += strncmp(line, "advise: ", 8) == 0 || (error != NULL && error < line + length);
    }
    return count;
}

const char *broken_promise(const scenario *one, const result *before, const result *usual, const result *r,
                           int failure)
{
    const bool is_usual = r->status == usual->status && r->out_length == usual->out_length &&
                          memcmp(r->out, usual->out, r->out_length) == 0;
    size_t whole = 0;
    for (size_t i = 0; i < r->count; i++) {
        bool is_old = is_in(r, i, before);
        bool is_new = is_in(r, i, usual);
        whole += is_new;
        bool is_note = (one->how & ADDED_TO) != 0 && is_beside(r->paths[i]);
        const bool is_void = r->lengths[i] == 0 || r->texts[i][0] == '\0'; // a journal that SQLite has ended
        if (is_note && (r->status != usual->status || is_void))
            continue; // the run can be resumed
        if (find(usual, r->paths[i]) == usual->count && !is_old)
            return "a file is left that the usual run does not make";
        if (!is_old && !is_new && !((one->how & ADDED_TO) != 0 && begins_with_what_was(r, i, before)))
            return "a file is neither whole nor as it was";
    }
    for (size_t i = 0; i < before->count; i++) {
        if (find(r, before->paths[i]) == r->count && find(usual, before->paths[i]) < usual->count)
            return "a file is gone";
    }
    if (is_usual && whole == usual->count && r->count == usual->count)
        return NULL;
    const bool is_mended = (one->how & MENDED) != 0 && r->status == usual->status && whole == usual->count &&
                           r->count == usual->count;
    if (is_mended)
        return messages_in(r->err) == 0 ? "it says nothing" : NULL;
    if (failure == 0 || r->status != failure)
        return is_usual ? "it says that all is well, but a file is not as usual"
                        : "its status is not the documented one";
    if (messages_in(r->err) + messages_in(r->out) == 0)
        return "it says nothing";
    return NULL;
}

const char *broken_in_the_end(const scene *s, const scenario *one, const result *usual, const result *r)
{
    const bool begun = was_begun(r);
    result last = {0};
    injection none = {0};
    if ((one->how & RESUMED) == 0 || (!begun && r->status != usual->status))
        return NULL;
    if (begun)
        assert_true(scene_run_words(s, one, " --resume", &none, &last));
    char *now = contents(s);
    const char *broken = begun && last.status != usual->status ? "it cannot be resumed"
                         : was_begun(&last)                    ? "it is not complete after it was resumed"
                         : strcmp(now, usual->contents) != 0   ? "in the end it holds something else"
                                                               : NULL;
    free(now);
    result_free(&last);
    return broken;
}
