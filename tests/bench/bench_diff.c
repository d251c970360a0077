// `advise diff` over made-up paralegals: profiles a second, against evaluating one pack alone, and peak memory over ten thousand and a
// hundred thousand of them.
#include "advise.h"
#include "command.h"
#include "files.h"
#include "generate.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { FEW = 10000, MANY = 100000 };

/// Of this process's own time: others on the machine do not count.
static double seconds(void)
{
    struct timespec now = {0};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/// Evaluates each line by one pack; the rate in profiles a second, 0 where one is refused.
static double rate_alone(const char *path)
{
    advise_pack *pack = NULL;
    size_t length = 0;
    char *text = file_read(path, &length);
    if (text == NULL || advise_pack_load("rules/paralegal", NULL, &pack, NULL) != ADVISE_OK)
        abort();
    advise_session *session = advise_session_new(pack, NULL);
    double start = seconds();
    size_t count = 0;
    bool good = true;
    for (char *line = text; good && line < text + length; count++) {
        char *end = strchr(line, '\n');
        const advise_report *report = NULL;
        good = advise_run_json(session, "line", line, (size_t)(end - line), NULL, &report, NULL) == ADVISE_OK;
        line = end + 1;
    }
    double rate = good ? (double)count / (seconds() - start) : 0;
    advise_session_free(session);
    advise_pack_free(pack);
    free(text);
    return rate;
}

typedef struct whole_run {
    double seconds, mebibytes;
    bool good;
} whole_run;

/// The whole program, from start to end.
static whole_run run_diff(const char *program, const char *old, const char *path)
{
    pid_t child = fork();
    if (child == 0) {
        int nothing = open("/dev/null", O_WRONLY);
        if (nothing >= 0 && dup2(nothing, 1) == 1)
            execl(program, program, "diff", old, "rules/paralegal", path, "--by", "satisfaction", "-q",
                  (char *)NULL);
        _exit(127);
    }
    int status = 0;
    struct rusage usage = {0};
    bool ended = child > 0 && wait4(child, &status, 0, &usage) == child;
    double used = (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
                  (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
    return (whole_run){used, (double)usage.ru_maxrss / 1024,
                       ended && WIFEXITED(status) && WEXITSTATUS(status) == 0};
}

int main(void)
{
    char *build = build_folder();
    char *program = text_of("%s/advise", build);
    char *folder = folder_new();
    char *few = text_of("%s/few.ndjson", folder);
    char *many = text_of("%s/many.ndjson", folder);
    generate_cohort(few, FEW, 1);
    generate_cohort(many, MANY, 1);
    // An older version of the pack: one certainty and one constant were others.
    char *old = text_of("%s/old", folder);
    char *copy = text_of("cp -r rules/paralegal %s && sed -i 's/expression: \"50\"/expression: \"40\"/; "
                         "0,/certainty: 0.6/s//certainty: 0.1/' %s/*.yaml",
                         old, old);
    command_result copied = command_run(copy, NULL, folder);
    double alone = rate_alone(few);
    whole_run small = run_diff(program, old, few);
    whole_run large = run_diff(program, old, many);
    bool good = copied.status == 0 && alone > 0 && small.good && large.good;
    printf("one pack evaluated                           %8.0f a second of CPU time\n", alone);
    printf("advise diff, %6d profiles                  %8.0f a second of CPU time, %5.1f MiB\n", FEW,
           FEW / small.seconds, small.mebibytes);
    printf("advise diff, %6d profiles                  %8.0f a second of CPU time, %5.1f MiB\n", MANY,
           MANY / large.seconds, large.mebibytes);
    printf("diff costs %.2f times one evaluation; memory grows by %.1f %% over ten times the profiles\n",
           alone * large.seconds / MANY, 100 * (large.mebibytes / small.mebibytes - 1));
    if (!good)
        fprintf(stderr, "bench: a run failed\n");
    command_free(&copied);
    free(copy);
    free(old);
    free(many);
    free(few);
    folder_remove(folder);
    free(program);
    free(build);
    return good ? 0 : 1;
}
