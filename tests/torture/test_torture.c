// Every command while calls of the system fail and while memory ends: it gives what the undisturbed run gives, byte for byte, or it ends with a
// documented status and one message, and a file is whole, as it was before, or not there. Nothing is left beside it. What is added to its
// output can be resumed, and then holds what the undisturbed run gives.
//
// `make test` tries some, from a seed that is printed; `make torture` tries all (TORTURE=all).
#include "command.h"
#include "files.h"
#include "inject.h"
#include "random.h"

#include "test.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    ADDED_TO = 1, ///< its output is added to: it may end in part, but what was there stays
    MENDED = 2,   ///< it says what failed, tries again later, and says other things until that works
    RESUMED = 4,  ///< with --resume it goes on after a failure
};

typedef struct scenario {
    const char *name;
    const char *words; ///< of the command, which runs in the scene's folder
    const char *given; ///< a folder whose files are copied to made/ before; NULL: made/ is empty
    unsigned how;      ///< bits of the enum below
    const char *typed; ///< a file that is its standard input; NULL: that is empty
} scenario;

#define PACK " --pack packs/diff-old --as-of 2026-01-31"

static const scenario scenarios[] = {
    {"advise", "people/1.yaml --as-of 2026-01-31", NULL, 0, NULL},
    {"advise in JSON", "people/1.yaml people/2.yaml --format json" PACK, NULL, 0, NULL},
    {"advise as a sheet", "people/1.yaml --format html -o made/sheet.html" PACK, NULL, 0, NULL},
    {"ask", "ask --answers typed.txt -o made/me.yaml" PACK, NULL, ADDED_TO | MENDED, NULL},
    {"ask at a terminal", "ask people/1.yaml -o made/me.yaml" PACK, NULL, ADDED_TO | MENDED, "typed.txt"},
    {"batch", "batch people.ndjson --jobs 2 -o made/out.ndjson" PACK, NULL, 0, NULL},
    {"batch over a file", "batch people.ndjson --jobs 1 -o made/out.ndjson" PACK, "old", 0, NULL},
    {"batch of a folder", "batch people --jobs 1 --format csv -o made/out.csv" PACK, NULL, 0, NULL},
    {"batch of CSV to a page", "batch people.csv --jobs 1 --format html -o made/out.html" PACK, NULL, 0,
     NULL},
    {"batch of gzip to SQLite", "batch people.ndjson.gz --jobs 1 --format sqlite -o made/out.db" PACK, NULL,
     0, NULL},
    {"batch --append to SQLite", "batch people.ndjson --jobs 1 --append --format sqlite -o made/out.db" PACK,
     NULL, ADDED_TO | RESUMED, NULL},
    {"batch of a database", "batch people.db --query select*from(people) --jobs 1 -o made/out.ndjson" PACK,
     NULL, 0, NULL},
    {"batch of standard input", "batch - --jobs 1 -o made/out.ndjson" PACK, NULL, 0, "people.ndjson"},
    {"batch to standard output", "batch people.ndjson people.yaml --jobs 1" PACK, NULL, 0, NULL},
    {"batch with a summary", "batch people.ndjson --jobs 1 --summary made/s.html -o made/out.ndjson" PACK,
     NULL, 0, NULL},
    {"batch --check", "batch --check people.ndjson --jobs 1 -o made/check.json" PACK, NULL, 0, NULL},
    {"batch --append", "batch people.ndjson --jobs 1 --append -o made/out.ndjson" PACK, NULL,
     ADDED_TO | RESUMED, NULL},
    {"batch --resume", "batch people.ndjson --jobs 1 --append --resume -o made/out.ndjson" PACK, "begun",
     ADDED_TO, NULL},
    {"check", "check ours --pack-path packs", NULL, 0, NULL},
    {"completion", "completion bash", NULL, 0, NULL},
    {"diff",
     "diff packs/diff-old packs/diff-new people.ndjson --format json --as-of 2026-01-31 -o made/out.json",
     NULL, 0, NULL},
    {"feel of lines", "feel", NULL, 0, "lines.txt"},
    {"feel", "feel --context people/1.yaml n+1", NULL, 0, NULL},
    {"fmt", "fmt made", "messy", 0, NULL},
    {"import", "import resume.json -o made/me.yaml --pack packs/diff-old", NULL, 0, NULL},
    {"import into a profile", "import resume.json -o made/me.yaml --pack packs/diff-old", "mine", 0, NULL},
    {"init", "init made/me.yaml --pack packs/diff-old", NULL, 0, NULL},
    {"init --force", "init --force made/me.yaml --pack packs/diff-old", "mine", 0, NULL},
    {"merge", "merge part-1.ndjson part-2.ndjson -o made/out.ndjson", NULL, 0, NULL},
    {"merge of CSV", "merge part-1.csv part-2.csv -o made/out.csv", NULL, 0, NULL},
    {"merge of databases", "merge part-1.db part-2.db -o made/out.db", NULL, 0, NULL},
    {"merge of summaries", "merge part-1.json part-2.json -o made/out.json", NULL, 0, NULL},
    {"new-pack", "new-pack made/new --extends diff-old --pack-path packs", NULL, 0, NULL},
    {"schema", "schema packs/diff-old", NULL, 0, NULL},
    {"schema --into", "schema packs/diff-old --into made/schema", NULL, 0, NULL},
    {"show", "show packs/diff-old", NULL, 0, NULL},
    {"summary", "summary out.ndjson --format html -o made/out.html", NULL, 0, NULL},
    {"test", "test ours --pack-path packs --coverage", NULL, 0, NULL},
    {"what-if", "what-if people/1.yaml --set n=6 --case b --set n=7" PACK, NULL, 0, NULL},
    {"why", "why people/7.yaml" PACK, NULL, 0, NULL},
    {"why of one", "why people/7.yaml excluder --format json" PACK, NULL, 0, NULL},
    {"why as a page", "why people/7.yaml --format html -o made/why.html" PACK, NULL, 0, NULL},
    {"why-not", "why-not people/1.yaml by-priority --seconds 60" PACK, NULL, 0, NULL},
    {"test --update", "test made/wrong --update --yes", "given", 0, NULL},
};

enum { SCENARIOS = sizeof scenarios / sizeof *scenarios, MOST_WORDS = 24, MOST_SHOWN = 10 };

/// What a failing call of the system may end with, and a lack of memory.
enum { STATUS_IO = 5, STATUS_NO_MEMORY = 71 };

/// The files that all scenarios share. The words of two profiles are refused, so that messages are written too.
static const char setting[] =
    "set -e; mkdir people packs\n"
    "cp -r \"$ROOT/tests/packs/diff-old\" \"$ROOT/tests/packs/diff-new\" packs; mkdir given; cp -r "
    "\"$ROOT/tests/packs/tested\" given/wrong\n"
    "cp -r \"$ROOT/tests/packs/tested\" ours\n"
    "mkdir packs/diff-old/import; printf 'import: R\nform: json\nsigns: [a]\nparts:\n  - names: {a: a}\n    "
    "facts: {name: a}\n"
    "    guesses: {n: string length(a)}\n' > packs/diff-old/import/r.yaml; echo '{\"a\": \"Nora\"}' > "
    "resume.json\n"
    "for i in 1 2 3 4 5 6 7; do echo \"{\\\"name\\\": \\\"Person $i\\\", \\\"n\\\": $i}\" >> people.ndjson; "
    "echo \"name: Person $i\n"
    "n: $i\" > people/$i.yaml; done\n"
    "echo '{\"n\": \"many\"}' >> people.ndjson; echo 'm: 3' > people/9.yaml\n"
    "printf '3\\nback\\ndk\\nadvice\\n7\\n' > typed.txt; printf 'n = 3\\n1 + 2\\nsum(1, 2, 3)\\n[' > "
    "lines.txt\n"
    "sqlite3 people.db \"create table people(name text, n int); insert into people values ('A', 1), ('B', "
    "7)\"\n"
    "gzip -k people.ndjson; printf 'name,n\\r\\nA,1\\r\\n\"B\n b\",2\\r\\n' > people.csv\n"
    "printf 'name: A\\nn: 1\\n---\\nname: B\\nn: 2\\n' > people.yaml\n"
    "mkdir messy mine old; printf 'name:   A\\n\\n\\n\\nn:  1\\n' | tee messy/a.yaml > messy/b.yaml; echo "
    "'mine: 1' > mine/me.yaml\n"
    "b() { advise batch -q --pack packs/diff-old --as-of 2026-01-31 \"$@\" || [ $? -eq 4 ]; }\n"
    "b people.ndjson -o out.ndjson; cp out.ndjson old\n"
    "for i in 1 2; do for e in ndjson csv; do b people.ndjson --shard $i/2 -o part-$i.$e --format $e; done\n"
    "b people.ndjson --shard $i/2 -o part-$i.db --format sqlite; advise summary part-$i.ndjson --format json "
    "-o part-$i.json; done\n"
    "mkdir begun; (ulimit -f 1; b people.ndjson --append --jobs 1 -o begun/out.ndjson) || :; test -f "
    "begun/out.ndjson.run\n";

typedef struct scene {
    char *folder, *program, *shim, *out, *err;
    random_source random;
    size_t share; ///< one of so many faults is tried; 1: all
    size_t injected, wrong;
} scene;

/// What a run printed and left.
typedef struct result {
    int status;
    char *out, *err;
    char **paths; ///< of the files in made/, sorted
    char **texts;
    size_t *lengths;
    size_t count, out_length;
    char *contents; ///< of all of them, for scenarios that can be resumed; of the undisturbed run only
} result;

static void result_free(result *r)
{
    for (size_t i = 0; i < r->count; i++)
        free(r->texts[i]);
    free(r->out);
    free(r->err);
    names_free(r->paths);
    free(r->texts);
    free(r->lengths);
    free(r->contents);
    *r = (result){0};
}

/// True for a journal that SQLite could not remove: it belongs to the database, and its next reader deals with it.
static bool is_journal(const char *path)
{
    const char *end = strrchr(path, '-');
    return end != NULL && strcmp(end, "-journal") == 0;
}

static void see_files(const scene *s, result *r)
{
    char *made = text_of("%s/made", s->folder);
    r->paths = files_below(made, "", &r->count);
    r->texts = calloc(r->count + 1, sizeof *r->texts);
    r->lengths = calloc(r->count + 1, sizeof *r->lengths);
    size_t kept = 0;
    for (size_t i = 0; i < r->count; i++) {
        r->paths[kept] = r->paths[i];
        r->texts[kept] = file_read(r->paths[i], &r->lengths[kept]);
        if (!is_journal(r->paths[i])) {
            kept++;
            continue;
        }
        free(r->paths[kept]);
        free(r->texts[kept]);
    }
    r->paths[kept] = NULL;
    r->count = kept;
    free(made);
}

static result see(const scene *s, int status)
{
    result r = {.status = status, .out = file_read(s->out, &r.out_length), .err = file_read(s->err, NULL)};
    see_files(s, &r);
    return r;
}

/// Makes made/ anew, with what the scenario is given.
static void set_scene(const scene *s, const scenario *one)
{
    char *made = text_of("%s/made", s->folder);
    char *given = text_of("%s/%s", s->folder, one->given != NULL ? one->given : "");
    folder_remove(text_of("%s", made));
    assert_int_equal(mkdir(made, 0700), 0);
    size_t count = 0;
    char **paths = one->given != NULL ? files_below(given, "", &count) : NULL;
    for (size_t i = 0; i < count; i++) {
        size_t length = 0;
        char *text = file_read(paths[i], &length);
        char *copy = text_of("%s%s", made, paths[i] + strlen(given));
        file_write(copy, text, length);
        free(copy);
        free(text);
    }
    names_free(paths);
    free(given);
    free(made);
}

/// The words of a command, the program first. They share `*buffer`, to be freed.
/// @param more  words that follow the scenario's
static void split(const scene *s, const scenario *one, const char *more, const char *words[MOST_WORDS],
                  char **buffer)
{
    size_t count = 0;
    words[count++] = s->program;
    *buffer = text_of("%s%s", one->words, more);
    char *rest = NULL;
    for (char *word = strtok_r(*buffer, " ", &rest); word != NULL; word = strtok_r(NULL, " ", &rest)) {
        assert_true(count < MOST_WORDS - 1);
        words[count++] = word;
    }
    words[count] = NULL;
}

/// Runs a scenario's words, and some more, with what is injected. False if this system cannot do so.
static bool run_words(const scene *s, const scenario *one, const char *more, injection *i, result *out)
{
    const char *words[MOST_WORDS];
    char *buffer = NULL;
    split(s, one, more, words, &buffer);
    char *typed = one->typed != NULL ? text_of("%s/%s", s->folder, one->typed) : text_of("/dev/null");
    bool could = inject(i, words, s->folder, typed, s->out, s->err);
    free(typed);
    free(buffer);
    *out = could ? see(s, i->status) : (result){0};
    return could;
}

/// The same in a scene that is set anew.
static bool run(const scene *s, const scenario *one, injection *i, result *out)
{
    set_scene(s, one);
    return run_words(s, one, "", i, out);
}

// --- what is left of a run that failed ---

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

static bool run_usual(const scene *s, const scenario *one, injection *none, result *out)
{
    const bool could = run(s, one, none, out);
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

// --- what is promised ---

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

/// What a run broke of the promise; NULL: nothing.
/// @param before   the files before the run
/// @param usual    what the undisturbed run gives
/// @param failure  the status with which it may end too; 0: it must give what is usual
static const char *broken_promise(const scenario *one, const result *before, const result *usual,
                                  const result *r, int failure)
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

/// What is broken once a run that failed was resumed, or was complete although a journal is left; NULL: nothing.
static const char *broken_in_the_end(const scene *s, const scenario *one, const result *usual,
                                     const result *r)
{
    const bool begun = was_begun(r);
    result last = {0};
    injection none = {0};
    if ((one->how & RESUMED) == 0 || (!begun && r->status != usual->status))
        return NULL;
    if (begun)
        assert_true(run_words(s, one, " --resume", &none, &last));
    char *now = contents(s);
    const char *broken = begun && last.status != usual->status ? "it cannot be resumed"
                         : was_begun(&last)                    ? "it is not complete after it was resumed"
                         : strcmp(now, usual->contents) != 0   ? "in the end it holds something else"
                                                               : NULL;
    free(now);
    result_free(&last);
    return broken;
}

/// Keeps the books on a run, and prints what is wrong with it.
static void judge(scene *s, const scenario *one, const result *before, const result *usual, const result *r,
                  int failure, const char *what)
{
    const char *broken = broken_promise(one, before, usual, r, failure);
    if (broken == NULL)
        broken = broken_in_the_end(s, one, usual, r);
    s->injected++;
    if (broken != NULL && s->wrong++ < MOST_SHOWN)
        print_message("%s, %s: %s (status %d)\n%.400s\n", one->name, what, broken, r->status, r->err);
}

static result files_before(const scene *s, const scenario *one)
{
    result r = {0};
    set_scene(s, one);
    see_files(s, &r);
    return r;
}

static bool is_tried(scene *s)
{
    return random_below(&s->random, s->share) == 0;
}

// --- calls of the system ---

typedef struct fault {
    call_group group;
    int number; ///< an errno, or FAULT_SHORT
    bool from_there_on;
} fault;

static const fault faults[] = {
    {CALLS_OPEN, EIO, false},      {CALLS_OPEN, EMFILE, true},        {CALLS_READ, EIO, false},
    {CALLS_READ, EIO, true},       {CALLS_READ, EINTR, false},        {CALLS_READ, FAULT_SHORT, true},
    {CALLS_WRITE, ENOSPC, false},  {CALLS_WRITE, ENOSPC, true},       {CALLS_WRITE, EIO, false},
    {CALLS_WRITE, EINTR, false},   {CALLS_WRITE, FAULT_SHORT, true},  {CALLS_LIST, EIO, false},
    {CALLS_STATUS, EIO, false},    {CALLS_CLOSE, EIO, false},         {CALLS_CLOSE, EINTR, false},
    {CALLS_SYNC, EIO, false},      {CALLS_SYNC, EINTR, false},        {CALLS_LOCK, EIO, false},
    {CALLS_LOCK, EINTR, false},    {CALLS_LOCK, EOPNOTSUPP, true},    {CALLS_MODE, EPERM, false},
    {CALLS_MODE, EIO, false},      {CALLS_TRUNCATE, EIO, false},      {CALLS_RENAME, EIO, false},
    {CALLS_RENAME, ENOSPC, false}, {CALLS_MAKE_FOLDER, ENOSPC, false}};

static void try_call(scene *s, const scenario *one, const result *before, const result *usual, const fault *f,
                     size_t at)
{
    injection i = {.group = f->group, .at = at, .fault = f->number, .from_there_on = f->from_there_on};
    result r;
    char *what = text_of("call %zu%s to %s %s", at, f->from_there_on ? " and all that follow" : "",
                         call_group_name(f->group),
                         f->number == FAULT_SHORT ? "is short" : strerrorname_np(f->number));
    assert_true(run(s, one, &i, &r));
    // SQLite does not repeat an interrupted fsync.
    const bool is_of_sqlite =
        f->group == CALLS_SYNC && strstr(one->words, "--append --format sqlite") != NULL;
    const bool can_go_on = (f->number == EINTR && !is_of_sqlite) || f->number == FAULT_SHORT;
    judge(s, one, before, usual, &r, can_go_on ? 0 : STATUS_IO, what);
    result_free(&r);
    free(what);
}

static bool try_calls(scene *s, const scenario *one)
{
    injection none = {0};
    result usual;
    result before = files_before(s, one);
    bool could = run_usual(s, one, &none, &usual);
    for (size_t f = 0; could && f < sizeof faults / sizeof *faults; f++) {
        for (size_t at = 1; at <= none.calls[faults[f].group]; at++) {
            if (is_tried(s))
                try_call(s, one, &before, &usual, &faults[f], at);
        }
    }
    result_free(&usual);
    result_free(&before);
    return could;
}

// --- memory ---

static void try_allocations(scene *s, const scenario *one)
{
    injection none = {0};
    result usual;
    result before = files_before(s, one);
    char *report = text_of("%s/report", s->folder);
    (void)setenv("LD_PRELOAD", s->shim, 1);
    (void)setenv("SHORT_MEMORY_REPORT", report, 1);
    assert_true(run_usual(s, one, &none, &usual));
    char *digits = file_read(report, NULL);
    size_t count = digits != NULL ? strtoul(digits, NULL, 10) : 0;
    (void)unsetenv("SHORT_MEMORY_REPORT");
    assert_true(count > 0);
    for (size_t at = 0; at < 2 * count; at++) {
        if (!is_tried(s))
            continue;
        char *left = text_of("%zu", at / 2);
        char *what =
            text_of("allocation %zu fails%s", at / 2 + 1, at % 2 == 0 ? "" : ", and all that follow");
        result r;
        (void)setenv("SHORT_MEMORY", left, 1);
        if (at % 2 == 0)
            (void)setenv("SHORT_MEMORY_ONCE", "1", 1);
        assert_true(run(s, one, &none, &r));
        (void)unsetenv("SHORT_MEMORY");
        (void)unsetenv("SHORT_MEMORY_ONCE");
        judge(s, one, &before, &usual, &r, STATUS_NO_MEMORY, what);
        result_free(&r);
        free(left);
        free(what);
    }
    (void)unsetenv("LD_PRELOAD");
    free(digits);
    free(report);
    result_free(&usual);
    result_free(&before);
}

// --- the tests ---

static int set_up(void **state)
{
    scene *s = calloc(1, sizeof *s);
    const char *all = getenv("TORTURE");
    char *build = build_folder();
    s->folder = folder_new();
    s->program = text_of("%s/advise", build);
    s->shim = text_of("%s/short_memory.so", build);
    s->out = text_of("%s/stdout", s->folder);
    s->err = text_of("%s/stderr", s->folder);
    s->random = random_new();
    s->share = all != NULL && strcmp(all, "all") == 0 ? 1 : 0;
    command_result made = command_run(setting, s->folder, s->folder);
    if (made.status != 0)
        print_error("%s%s", made.out, made.err);
    assert_int_equal(made.status, 0);
    command_free(&made);
    free(build);
    (void)setenv("TZ", "UTC", 1);
    (void)setenv("ASAN_OPTIONS", "detect_leaks=0",
                 1); // that search stops the program itself, and cannot while it is traced
    (void)unsetenv("COLUMNS");
    *state = s;
    return 0;
}

static int tear_down(void **state)
{
    scene *s = *state;
    folder_remove(s->folder);
    free(s->program);
    free(s->shim);
    free(s->out);
    free(s->err);
    free(s);
    return 0;
}

/// Tries one of `share` faults, unless all are asked for; with TORTURE=NAME, all of one scenario.
static bool begin(scene *s, const scenario *one, size_t share)
{
    const char *only = getenv("TORTURE");
    bool is_named = only != NULL && strcmp(only, "all") != 0;
    s->share = only != NULL ? 1 : share;
    return !is_named || strcmp(only, one->name) == 0;
}

/// If all are tried: the counts of one scenario, after the counts before it.
static void end_scenario(const scene *s, const scenario *one, size_t injected, size_t wrong, const char *what)
{
    if (s->share == 1 && s->injected > injected)
        (void)printf("info: torture: %s: %zu %s failed, %zu times not as promised\n", one->name,
                     s->injected - injected, what, s->wrong - wrong);
    (void)fflush(stdout);
}

static void end(const scene *s, const char *what)
{
    (void)printf("info: torture: %zu %s failed, %zu times not as promised\n", s->injected, what, s->wrong);
    assert_int_equal(s->wrong, 0);
}

static void calls_that_fail_lose_nothing_in_silence(void **state)
{
    static const char calls[] = "calls of the system";
    scene *s = *state;
    s->injected = s->wrong = 0;
    for (size_t i = 0; i < SCENARIOS; i++) {
        const size_t injected = s->injected;
        const size_t wrong = s->wrong;
        if (begin(s, &scenarios[i], 20) && !try_calls(s, &scenarios[i]))
            skip();
        end_scenario(s, &scenarios[i], injected, wrong, calls);
    }
    end(s, calls);
}

static void memory_that_ends_loses_nothing_in_silence(void **state)
{
    static const char allocations[] = "allocations";
    scene *s = *state;
    if (access(s->shim, R_OK) != 0)
        skip(); // a sanitizer has an allocator of its own
    s->injected = s->wrong = 0;
    for (size_t i = 0; i < SCENARIOS; i++) {
        const size_t injected = s->injected;
        const size_t wrong = s->wrong;
        if (begin(s, &scenarios[i], 200))
            try_allocations(s, &scenarios[i]);
        end_scenario(s, &scenarios[i], injected, wrong, allocations);
    }
    end(s, allocations);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(calls_that_fail_lose_nothing_in_silence),
        cmocka_unit_test(memory_that_ends_loses_nothing_in_silence),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
