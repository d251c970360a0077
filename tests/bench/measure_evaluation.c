// Usage: measure_evaluation PACK PROFILES COUNTS [RULES_SO ROWS FACTS]: the parts of a batch, each alone, by the clock, since that of CPU
// time costs more than a block of 64 profiles: loading the pack and planning, reading lines into columns, evaluating with ranking, and the
// same without counting all that is given. Where the same rules are given compiled to C,
// they take turns with ours. Prints names and numbers; writes to COUNTS how many rules fire for each profile, one a line.
#include "columns/block_state.h"
#include "files.h"
#include "rows/row_reader.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { MOST_ROUNDS = 15 };

typedef long compiled_rules(const double *facts);

typedef struct measure {
    pack *pack;
    arena *arena;
    const plan *plan;
    row_reader *reader;
    block *block;
    char *at; ///< in the text of the profiles
    size_t rows;
    uint64_t fired;
    FILE *counts; ///< NULL but in the first pass
    double sink;
} measure;

static double seconds(void)
{
    struct timespec now = {0};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static int by_value(const void *a, const void *b)
{
    double left = *(const double *)a;
    double right = *(const double *)b;
    return (left > right) - (left < right);
}

static double median(double *values, size_t count)
{
    qsort(values, count, sizeof *values, by_value);
    return values[count / 2];
}

static void make(void *argument)
{
    measure *m = argument;
    m->plan = plan_new(m->arena, m->pack, NULL, 0);
    m->reader = row_reader_new(m->arena, m->plan);
}

static void read_block(void *argument)
{
    measure *m = argument;
    block_begin(m->block);
    while (block_count(m->block) < BLOCK_ROWS && *m->at != '\0') {
        char *end = strchr(m->at, '\n');
        slice line = {m->at, (size_t)(end - m->at)};
        if (!row_read(m->reader, m->block, line)) {
            diag_list *diags = diag_list_new(block_arena(m->block));
            profile *p = profile_read_text(block_arena(m->block), m->pack, SLICE("p"), line, PROFILE_JSON,
                                           NULL, diags);
            if (p == NULL) {
                (void)fprintf(stderr, "measure_evaluation: a profile is wrong: %.*s\n", SLICE_ARG(line));
                exit(1);
            }
            (void)block_add(m->block, p);
        }
        m->at = end + 1;
    }
}

static void run_block(void *argument)
{
    measure *m = argument;
    block_run(m->block);
}

/// Counts the rules that fire, from the words of the atoms.
static void count_fired(measure *m)
{
    const block *b = m->block;
    size_t fired[BLOCK_ROWS] = {0};
    for (size_t g = 0; g < m->plan->group_count; g++) {
        const plan_group *group = &m->plan->groups[g];
        for (size_t i = 0; i < group->count; i++) {
            uint64_t all = b->live;
            for (size_t l = 0; l < 4; l++)
                all &= b->truth[group->literals[i].all[l]];
            for (; all != 0; all &= all - 1)
                fired[__builtin_ctzll(all)]++;
        }
    }
    for (size_t i = 0; i < b->count; i++) {
        m->fired += fired[i];
        (void)fprintf(m->counts, "%zu\n", fired[i]);
    }
}

/// Reads and runs all profiles once; adds up the seconds that each took.
static void pass(measure *m, char *text, double *reading, double *evaluating)
{
    m->at = text;
    m->rows = 0;
    *reading = *evaluating = 0;
    while (*m->at != '\0') {
        double start = seconds();
        block_reset(m->block);
        if (arena_run(block_arena(m->block), read_block, m) != ARENA_DONE)
            abort();
        double read = seconds();
        if (arena_run(block_arena(m->block), run_block, m) != ARENA_DONE)
            abort();
        *evaluating += seconds() - read;
        *reading += read - start;
        m->rows += block_count(m->block);
        if (m->counts != NULL)
            count_fired(m);
        m->sink += (double)block_result_of(m->block, 0).count;
    }
}

int main(int argc, char **argv)
{
    if (argc != 4 && argc != 7) {
        (void)fprintf(stderr, "usage: measure_evaluation PACK PROFILES COUNTS [RULES_SO ROWS FACTS]\n");
        return 2;
    }
    measure m = {.arena = arena_new(NULL, 0)};
    diag_list *diags = diag_list_new(m.arena);
    double start = seconds();
    m.pack = pack_load(NULL, argv[1], diags);
    double loaded = seconds();
    if (m.pack == NULL || arena_run(m.arena, make, &m) != ARENA_DONE) {
        (void)fprintf(stderr, "measure_evaluation: %s cannot be loaded\n", argv[1]);
        return 1;
    }
    double planned = seconds();
    (void)printf("load %.6f\nplan %.6f\n", loaded - start, planned - loaded);
    m.block = block_new(NULL, m.plan);
    if (m.block == NULL)
        return 1;
    block_set_top(m.block, 3);
    size_t length = 0;
    char *file = file_read(argv[2], &length);
    char *text = calloc(1, length + 1 + ROW_READER_PADDING);
    compiled_rules *compiled = NULL;
    double *rows = NULL;
    size_t facts = argc == 7 ? strtoull(argv[6], NULL, 10) : 0;
    if (argc == 7) {
        void *library = dlopen(argv[4], RTLD_NOW);
        void *symbol = library != NULL ? dlsym(library, "rules") : NULL;
        memcpy(&compiled, &symbol, sizeof compiled);
        rows = (double *)(void *)file_read(argv[5], &(size_t){0});
    }
    m.counts = fopen(argv[3], "w");
    if (file == NULL || text == NULL || m.counts == NULL ||
        (argc == 7 && (compiled == NULL || rows == NULL))) {
        (void)fprintf(stderr, "measure_evaluation: not all files are there\n");
        exit(1);
    }
    memcpy(text, file, length);
    double reading[MOST_ROUNDS];
    double evaluating[MOST_ROUNDS];
    double finding_best[MOST_ROUNDS];
    double others[MOST_ROUNDS];
    size_t rounds = 0;
    long matches = 0;
    // The first pass counts; and it warms up.
    for (double spent = -1; rounds < MOST_ROUNDS && (rounds < 3 || spent < 2);) {
        double begun = seconds();
        double read;
        double evaluate;
        pass(&m, text, &read, &evaluate);
        double again;
        double best;
        block_set_best_only(m.block, m.counts == NULL);
        if (m.counts == NULL)
            pass(&m, text, &again, &best);
        block_set_best_only(m.block, false);
        double before = seconds();
        matches = 0;
        for (size_t i = 0; compiled != NULL && i < m.rows; i++)
            matches += compiled(rows + i * facts);
        double after = seconds();
        if (m.counts != NULL) {
            (void)fclose(m.counts);
            m.counts = NULL;
            spent = 0;
            continue;
        }
        reading[rounds] = read;
        evaluating[rounds] = evaluate;
        finding_best[rounds] = best;
        others[rounds++] = after - before;
        spent += after - begun;
    }
    (void)printf("profiles %zu\nbytes %zu\nmatches %llu\nread %.9f\nevaluate %.9f\nbest %.9f\n", m.rows,
                 length, (unsigned long long)m.fired, median(reading, rounds), median(evaluating, rounds),
                 median(finding_best, rounds));
    if (compiled != NULL)
        (void)printf("compiled %.9f\ncompiled_matches %ld\n", median(others, rounds), matches);
    block_free(m.block);
    free(rows);
    free(text);
    free(file);
    arena_free(m.arena);
    pack_free(m.pack);
    return m.sink < 0;
}
