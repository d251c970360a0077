// Usage: measure_evaluation FOLDER [WIDTH]: the parts of a batch on a made-up workload, each alone: loading the pack and planning,
// reading lines into columns, evaluating with ranking, and the same without counting all that is given. They are timed by the clock, since
// asking for CPU time takes longer than a block of 64 profiles; only with rules on lists, whose blocks take long, in CPU time.
//
// With a WIDTH, the doubles of a row, the same rules compiled to C take turns with ours: rules.so, and each.so, which counts for each
// rule. Prints names and numbers. Writes to counts how often rules fire for each profile, one a line, and to matches/advise and matches/C
// which do for the first profiles: a rule stands there once for each record that it fires for.
#include "columns/block_state.h"
#include "columns/lane_state.h"
#include "files.h"
#include "rows/row_reader.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { MOST_ROUNDS = 15, CHECKED = 256, PATH_ROOM = 4096 };

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
    FILE *counts, *matches; ///< NULL but in the first pass
    unsigned *times;        ///< in the first pass: for each row and rule, how often it fires
    double sink;
} measure;

static double seconds_of(clockid_t clock)
{
    struct timespec now = {0};
    clock_gettime(clock, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static double seconds(const measure *m)
{
    return seconds_of(m->plan->lanes == NULL ? CLOCK_MONOTONIC : CLOCK_THREAD_CPUTIME_ID);
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

/// Each rule as often as it fired.
static void write_matches(FILE *out, const unsigned *times, size_t rules)
{
    const char *before = "";
    for (size_t i = 0; i < rules; i++) {
        for (unsigned k = 0; k < times[i]; k++, before = " ")
            (void)fprintf(out, "%s%zu", before, i);
    }
    (void)fputc('\n', out);
}

static void count_rows(const measure *m, size_t index, uint64_t rows)
{
    for (; rows != 0; rows &= rows - 1)
        m->times[(size_t)__builtin_ctzll(rows) * m->pack->rule_count + index]++;
}

/// A rule that fires for records, or is decided by what they are.
static void count_lane_rule(const measure *m, const lane_group *g, const lane_rule *r)
{
    const block *b = m->block;
    const lane_list *list = g->variable != (size_t)TERM_NONE ? &b->lanes->lists[g->variable] : NULL;
    const lane_values *v = r->when == NULL ? &b->lanes->values[r->op] : NULL;
    if (v == NULL) {
        count_rows(m, r->rule, block_answer(b, r->when).yes);
        return;
    }
    for (size_t i = 0; i < (list != NULL ? list->count : b->count); i++) {
        const size_t row = list != NULL ? list->row[i] : i;
        if (bit_set_has(v->yes, i))
            m->times[row * m->pack->rule_count + r->rule] += r->tallies ? (unsigned)v->low[i] : 1;
    }
}

/// Whatever goes by the row is not counted, and would be measured as something else.
static void insist_on_columns(const measure *m)
{
    if (m->plan->open_count > 0 || m->block->odd != 0) {
        (void)fprintf(stderr, "measure_evaluation: a rule or a profile goes by the row\n");
        exit(1);
    }
}

/// Writes which rules fire for the rows, from the words of the atoms and the lanes of records.
static void count_fired(measure *m)
{
    const block *b = m->block;
    const size_t rules = m->pack->rule_count;
    insist_on_columns(m);
    memset(m->times, 0, BLOCK_ROWS * rules * sizeof *m->times);
    for (size_t g = 0; g < m->plan->group_count; g++) {
        const plan_group *group = &m->plan->groups[g];
        for (size_t i = 0; i < group->count; i++) {
            uint64_t all = b->live;
            for (size_t l = 0; l < 4; l++)
                all &= b->truth[group->literals[i].all[l]];
            const formula *when = group->whens != NULL ? group->whens[i] : NULL;
            count_rows(m, group->rules[i], when != NULL ? block_answer(b, when).yes & b->live : all);
        }
    }
    const lane_plan *lanes = m->plan->lanes;
    for (size_t g = 0; lanes != NULL && g < lanes->group_count; g++) {
        for (size_t i = 0; i < lanes->groups[g].count; i++)
            count_lane_rule(m, &lanes->groups[g], &lanes->groups[g].rules[i]);
    }
    for (size_t row = 0; row < b->count; row++) {
        size_t fired = 0;
        for (size_t i = 0; i < rules; i++)
            fired += m->times[row * rules + i];
        m->fired += fired;
        (void)fprintf(m->counts, "%zu\n", fired);
        if (m->rows + row < CHECKED)
            write_matches(m->matches, m->times + row * rules, rules);
    }
}

/// Reads and runs all profiles once; adds up the seconds that each took.
static void pass(measure *m, char *text, double *reading, double *evaluating)
{
    m->at = text;
    m->rows = 0;
    *reading = *evaluating = 0;
    while (*m->at != '\0') {
        double start = seconds(m);
        block_reset(m->block);
        if (arena_run(block_arena(m->block), read_block, m) != ARENA_DONE)
            abort();
        double read = seconds(m);
        if (arena_run(block_arena(m->block), run_block, m) != ARENA_DONE)
            abort();
        *evaluating += seconds(m) - read;
        *reading += read - start;
        if (m->counts != NULL)
            count_fired(m);
        m->rows += block_count(m->block);
        m->sink += (double)block_result_of(m->block, 0).count;
    }
}

/// The same rules, compiled to C.
typedef struct peer {
    compiled_rules *run;
    double *rows;
    size_t width;
} peer;

static const char *path_of(const char *folder, const char *name)
{
    static char paths[4][PATH_ROOM];
    static size_t next;
    char *path = paths[next++ % 4];
    (void)snprintf(path, PATH_ROOM, "%s/%s", folder, name);
    return path;
}

static FILE *create(const char *folder, const char *name)
{
    FILE *out = fopen(path_of(folder, name), "w");
    if (out == NULL) {
        perror(name);
        exit(1);
    }
    return out;
}

static void *symbol_of(const char *folder, const char *library, const char *name)
{
    void *opened = dlopen(path_of(folder, library), RTLD_NOW);
    void *symbol = opened != NULL ? dlsym(opened, name) : NULL;
    if (symbol == NULL) {
        (void)fprintf(stderr, "measure_evaluation: %s has no %s\n", library, name);
        exit(1);
    }
    return symbol;
}

/// Writes to matches/C what each rule of each.so does for the first rows.
static void check_peer(const char *folder, const peer *p, size_t rows, size_t rules)
{
    void *symbol = symbol_of(folder, "each.so", "rules");
    compiled_rules *count = NULL;
    memcpy(&count, &symbol, sizeof count);
    unsigned *fired = symbol_of(folder, "each.so", "fired");
    FILE *out = create(folder, "matches/C");
    for (size_t i = 0; i < rows && i < CHECKED; i++) {
        memset(fired, 0, rules * sizeof *fired);
        (void)count(p->rows + i * p->width);
        write_matches(out, fired, rules);
    }
    (void)fclose(out);
}

static peer open_peer(const char *folder, size_t width)
{
    void *symbol = symbol_of(folder, "rules.so", "rules");
    peer p = {.rows = (double *)(void *)file_read(path_of(folder, "rows.bin"), NULL), .width = width};
    memcpy(&p.run, &symbol, sizeof p.run);
    return p;
}

int main(int argc, char **argv)
{
    if (argc != 2 && argc != 3) {
        (void)fprintf(stderr, "usage: measure_evaluation FOLDER [WIDTH]\n");
        return 2;
    }
    const char *folder = argv[1];
    measure m = {.arena = arena_new(NULL, 0)};
    diag_list *diags = diag_list_new(m.arena);
    double start = seconds_of(CLOCK_MONOTONIC);
    m.pack = pack_load(NULL, path_of(folder, "pack"), diags);
    double loaded = seconds_of(CLOCK_MONOTONIC);
    if (m.pack == NULL || arena_run(m.arena, make, &m) != ARENA_DONE) {
        (void)fprintf(stderr, "measure_evaluation: %s/pack cannot be loaded\n", folder);
        return 1;
    }
    double planned = seconds_of(CLOCK_MONOTONIC);
    (void)printf("load %.6f\nplan %.6f\n", loaded - start, planned - loaded);
    m.block = block_new(NULL, m.plan);
    if (m.block == NULL)
        return 1;
    block_set_top(m.block, 3);
    size_t length = 0;
    char *file = file_read(path_of(folder, "profiles.ndjson"), &length);
    char *text = calloc(1, length + 1 + ROW_READER_PADDING);
    peer compiled = {.width = argc == 3 ? strtoull(argv[2], NULL, 10) : 0};
    if (compiled.width > 0)
        compiled = open_peer(folder, compiled.width);
    m.times = calloc(BLOCK_ROWS * m.pack->rule_count, sizeof *m.times);
    m.counts = create(folder, "counts");
    m.matches = create(folder, "matches/advise");
    if (file == NULL || text == NULL || m.times == NULL || (compiled.width > 0 && compiled.rows == NULL)) {
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
        double begun = seconds(&m);
        double read;
        double evaluate;
        pass(&m, text, &read, &evaluate);
        double again;
        double best;
        block_set_best_only(m.block, m.counts == NULL);
        if (m.counts == NULL)
            pass(&m, text, &again, &best);
        block_set_best_only(m.block, false);
        double before = seconds(&m);
        matches = 0;
        for (size_t i = 0; compiled.run != NULL && i < m.rows; i++)
            matches += compiled.run(compiled.rows + i * compiled.width);
        double after = seconds(&m);
        if (m.counts != NULL) {
            (void)fclose(m.counts);
            (void)fclose(m.matches);
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
    if (compiled.run != NULL)
        (void)printf("compiled %.9f\ncompiled_matches %ld\n", median(others, rounds), matches);
    if (compiled.run != NULL)
        check_peer(folder, &compiled, m.rows, m.pack->rule_count);
    block_free(m.block);
    free(m.times);
    free(compiled.rows);
    free(text);
    free(file);
    arena_free(m.arena);
    pack_free(m.pack);
    return m.sink < 0;
}
