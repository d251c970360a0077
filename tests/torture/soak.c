// Batches over and over, first through the library and then as two long runs of the program, without reports and with them: what memory and
// descriptors they hold must not grow. Takes SOAK_SECONDS (20 by default), a third for each. `make soak` runs it.
#include "advise.h"

#include "command.h"
#include "files.h"
#include "generate.h"

#include <dirent.h>
#include <fcntl.h>
#include <malloc.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
    PROFILES = 100,
    WARM_ROUNDS = 5, ///< until what is kept between batches is there
    LEAST_ROUNDS = 15,
    HEAPS = 2,
    PROGRAM_WARM_ROUNDS =
        200, ///< the program holds results that wait for their turn, and reuses their memory
    PROGRAM_LEAST_ROUNDS = 600,
    REPORT_SHARE = 10, ///< with reports a round takes more than so many times as long, and what waits is less
    GROWTH_KIB = 8192, ///< of resident memory that is no leak: pages that the allocator gives back later
    GROWTH_IN_USE = 16 * 1024 ///< of bytes in use: what the C library keeps for its threads
};

/// What a process holds.
typedef struct holding {
    long resident_kib;
    size_t descriptors, in_use; ///< `in_use` is known of this process only
} holding;

static double now(void)
{
    struct timespec time = {0};
    (void)clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static _Noreturn void give_up(const char *what)
{
    (void)fprintf(stderr, "soak: %s\n", what);
    exit(1);
}

static size_t count_descriptors(const char *folder)
{
    size_t count = 0;
    DIR *entries = opendir(folder);
    while (entries != NULL && readdir(entries) != NULL)
        count++;
    if (entries == NULL || closedir(entries) != 0)
        give_up("the descriptors of a process cannot be counted");
    return count;
}

/// @param process  "self", or a number
static holding look(const char *process)
{
    char path[64];
    char numbers[128] = "";
    holding h = {0};
    (void)snprintf(path, sizeof path, "/proc/%s/statm", process);
    FILE *in = fopen(path, "re");
    if (in == NULL || fgets(numbers, sizeof numbers, in) == NULL || fclose(in) != 0)
        give_up("the memory of a process cannot be seen");
    const long pages = strtol(numbers + strcspn(numbers, " "), NULL, 10); // the second of them
    (void)snprintf(path, sizeof path, "/proc/%s/fd", process);
    h.resident_kib = pages * (sysconf(_SC_PAGESIZE) / 1024);
    h.descriptors = count_descriptors(path);
    h.in_use = mallinfo2().uordblks;
    return h;
}

/// Keeps books on what is resident, which goes up and down: the most of it in the first half is compared with the least in the second.
static void watch(const char *process, bool is_first_half, holding *first, holding *last)
{
    const holding h = look(process);
    const long most = first->resident_kib;
    const long least = last->resident_kib;
    if (is_first_half) {
        *first = h;
        first->resident_kib = h.resident_kib > most ? h.resident_kib : most;
    } else {
        *last = h;
        last->resident_kib = least > 0 && least < h.resident_kib ? least : h.resident_kib;
    }
}

/// Says what was held at the beginning and at the end; false if it grew.
static bool is_flat(const char *what, size_t rounds, holding first, holding last)
{
    bool flat = last.descriptors == first.descriptors &&
                last.resident_kib <= first.resident_kib + GROWTH_KIB &&
                last.in_use <= first.in_use + GROWTH_IN_USE;
    (void)printf("soak: %s, %zu batches of %d profiles: at most %ld KiB, then at least %ld; %zu descriptors, "
                 "then %zu; %zu "
                 "bytes in use, then %zu: %s\n",
                 what, rounds, PROFILES, first.resident_kib, last.resident_kib, first.descriptors,
                 last.descriptors, first.in_use, last.in_use, flat ? "flat" : "GROWING");
    return flat;
}

// --- the library ---

static void render(void *state, size_t thread, const advise_outcome *o, advise_text *out)
{
    (void)state;
    (void)thread;
    const char *id = advise_outcome_id(o);
    advise_text_add(out, id, strlen(id));
}

static bool take(void *state, const char *text, size_t length, size_t records, size_t refused)
{
    size_t *count = state;
    (void)text;
    (void)length;
    (void)refused;
    *count += records;
    return true;
}

static void run_batch(const char *path, bool reports)
{
    size_t count = 0;
    advise_pack *pack = NULL;
    const char *inputs[] = {path, "no such file"};
    if (advise_pack_load("rules/paralegal", NULL, &pack, NULL) != ADVISE_OK)
        give_up("rules/paralegal cannot be loaded");
    advise_session *session = advise_session_new(pack, NULL);
    advise_batch_options options = {
        .jobs = 3, .id = "name", .reports = reports, .state = &count, .render = render, .write = take};
    advise_diagnostics *problems = NULL;
    if (session == NULL || advise_session_set_date(session, "2026-01-31") != ADVISE_OK ||
        advise_batch_run(session, inputs, 2, &options, NULL, &problems) != ADVISE_OK || count != PROFILES + 1)
        give_up("a batch failed");
    advise_diagnostics_free(problems);
    advise_session_free(session);
    advise_pack_free(pack);
}

static bool soak_library(const char *path, double seconds)
{
    size_t rounds = 0;
    holding first = {0};
    holding last = {0};
    const double start = now();
    for (; now() < start + seconds || rounds < LEAST_ROUNDS; rounds++) {
        run_batch(path, rounds % 2 == 0);
        if (rounds >= WARM_ROUNDS)
            watch("self", now() < start + seconds / 2 || rounds == WARM_ROUNDS, &first, &last);
    }
    return is_flat("the library", rounds, first, last);
}

// --- the program ---

/// Starts a batch over standard input. Returns its process; `*in` receives the other end.
static pid_t start_program(const char *program, bool reports, int *in)
{
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0)
        give_up("there is no pipe");
    const pid_t process = fork();
    if (process == 0) {
        const int nothing = open("/dev/null", O_WRONLY | O_CLOEXEC);
        if (dup2(ends[0], 0) == 0 && dup2(nothing, 1) == 1 && dup2(nothing, 2) == 2)
            (void)execl(program, "advise", "batch", "-", "--jobs", "3", "--as-of", "2026-01-31",
                        reports ? "--explain" : (char *)NULL, (char *)NULL);
        _exit(126);
    }
    (void)close(ends[0]);
    *in = ends[1];
    return process;
}

static void feed(int in, const char *text, size_t length)
{
    for (size_t done = 0; done < length;) {
        const ssize_t got = write(in, text + done, length - done);
        if (got < 0)
            give_up("the program does not read on");
        done += (size_t)got;
    }
}

static bool soak_program(const char *program, const char *path, bool reports, double seconds)
{
    const size_t share = reports ? REPORT_SHARE : 1;
    const size_t warm_rounds = PROGRAM_WARM_ROUNDS / share;
    int in = -1;
    int status = 0;
    size_t length = 0;
    size_t rounds = 0;
    char number[24];
    holding first = {0};
    holding last = {0};
    char *text = file_read(path, &length);
    const pid_t process = start_program(program, reports, &in);
    (void)snprintf(number, sizeof number, "%ld", (long)process);
    const double start = now();
    for (; now() < start + seconds || rounds < PROGRAM_LEAST_ROUNDS / share; rounds++) {
        feed(in, text, length);
        if (rounds >= warm_rounds)
            watch(number, now() < start + seconds / 2 || rounds == warm_rounds, &first, &last);
    }
    (void)close(in);
    free(text);
    if (waitpid(process, &status, 0) != process || !WIFEXITED(status) || WEXITSTATUS(status) != 4)
        give_up("the program did not end as it should: one profile of each round is refused");
    last.in_use = first.in_use;
    return is_flat(reports ? "the program with reports" : "the program", rounds, first, last);
}

int main(void)
{
    const char *asked = getenv("SOAK_SECONDS");
    const double seconds = asked != NULL ? strtod(asked, NULL) : 20;
    (void)signal(SIGPIPE, SIG_IGN);
    // Each new thread may get a heap of its own until there are many: that grows for a while, and is no leak.
    (void)mallopt(M_ARENA_MAX, HEAPS);
    (void)setenv("MALLOC_ARENA_MAX", "2", 1);
    char *folder = folder_new();
    char *build = build_folder();
    char *path = text_of("%s/people.ndjson", folder);
    char *program = text_of("%s/advise", build);
    generate_cohort(path, PROFILES, 17);
    FILE *more = fopen(path, "ae");
    if (more == NULL || fputs("{\"no_such_key\": 1}\n", more) < 0 || fclose(more) != 0)
        give_up("a file cannot be written");
    const bool flat = soak_library(path, seconds / 3);
    const bool program_flat = soak_program(program, path, false, seconds / 3);
    const bool reports_flat = soak_program(program, path, true, seconds / 3);
    free(program);
    free(path);
    free(build);
    folder_remove(folder);
    return flat && program_flat && reports_flat ? 0 : 1;
}
