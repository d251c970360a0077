// Whole-process time and peak memory of `advise PROFILE`, pack load included: what a user at a prompt waits for.
#include "command.h"
#include "files.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { RUNS = 20 };

typedef struct sample {
    double milliseconds;
    double mebibytes;
} sample;

static int by_value(const void *a, const void *b)
{
    double left = *(const double *)a;
    double right = *(const double *)b;
    return (left > right) - (left < right);
}

static double median(double values[RUNS])
{
    qsort(values, RUNS, sizeof *values, by_value);
    return (values[RUNS / 2 - 1] + values[RUNS / 2]) / 2;
}

/// Runs the program once; false where it does not end well.
static bool run_once(const char *program, const char *profile, sample *out)
{
    struct timespec start = {0};
    struct timespec end = {0};
    clock_gettime(CLOCK_MONOTONIC, &start);
    pid_t child = fork();
    if (child == 0) {
        int nothing = open("/dev/null", O_WRONLY);
        if (nothing >= 0 && dup2(nothing, 1) == 1)
            execl(program, program, profile, (char *)NULL);
        _exit(127);
    }
    int status = 0;
    struct rusage usage = {0};
    bool ended = child > 0 && wait4(child, &status, 0, &usage) == child;
    clock_gettime(CLOCK_MONOTONIC, &end);
    out->milliseconds =
        (double)(end.tv_sec - start.tv_sec) * 1e3 + (double)(end.tv_nsec - start.tv_nsec) / 1e6;
    out->mebibytes = (double)usage.ru_maxrss / 1024;
    return ended && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

int main(void)
{
    char *build = build_folder();
    char *program = text_of("%s/advise", build);
    size_t count = 0;
    char **profiles = files_below("profiles", ".yaml", &count);
    bool good = count > 0;
    for (size_t i = 0; i < count && good; i++) {
        double times[RUNS];
        double memory[RUNS];
        for (int run = 0; run < RUNS && good; run++) {
            sample one = {0};
            good = run_once(program, profiles[i], &one);
            times[run] = one.milliseconds;
            memory[run] = one.mebibytes;
        }
        if (good)
            printf("%-44s %6.2f ms  %5.1f MiB  (medians of %d)\n", profiles[i], median(times), median(memory),
                   RUNS);
        else
            fprintf(stderr, "bench: advise %s failed\n", profiles[i]);
    }
    names_free(profiles);
    free(program);
    free(build);
    return good ? 0 : 1;
}
