// Usage: clips FOLDER: CLIPS on the rules and rows of a workload. A profile is a fact, which is asserted, fired for and retracted.
// Prints seconds to load, profiles, seconds, and how many rules fired.
#include <clips/clips.h>
#include <math.h>
#include <time.h>

static double seconds(void)
{
    struct timespec now = {0};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void put(void *env, struct fact *f, const char *slot, double value)
{
    DATA_OBJECT object = {0};
    if (isnan(value))
        return;
    SetType(object, INTEGER);
    SetValue(object, EnvAddLong(env, (long long)value));
    EnvPutFactSlot(env, f, slot, &object);
}

int main(int argc, char **argv)
{
    static const char *const stems[] = {"amount", "amount", "area", "area", "has"};
    char path[4096];
    char names[64][32];
    double row[64];
    size_t facts = argc == 3 ? strtoul(argv[2], NULL, 10) : 0;
    if (facts == 0 || facts > 64)
        return 2;
    for (size_t i = 0; i < facts; i++)
        snprintf(names[i], sizeof names[i], "%s_%02zu", stems[i % 5], i);
    snprintf(path, sizeof path, "%s/rules.clp", argv[1]);
    double start = seconds();
    void *env = CreateEnvironment();
    if (EnvLoad(env, path) < 0)
        return 1;
    EnvReset(env);
    double loaded = seconds();
    void *row_template = EnvFindDeftemplate(env, "row");
    snprintf(path, sizeof path, "%s/rows.bin", argv[1]);
    FILE *in = fopen(path, "rb");
    if (in == NULL || row_template == NULL)
        return 1;
    long profiles = 0;
    long long fired = 0;
    double began = seconds();
    for (; fread(row, sizeof *row, facts, in) == facts && (profiles < 64 || seconds() - began < 1.5);
         profiles++) {
        struct fact *f = EnvCreateFact(env, row_template);
        for (size_t i = 0; i < facts; i++)
            put(env, f, names[i], row[i]);
        EnvAssignFactSlotDefaults(env, f);
        void *asserted = EnvAssert(env, f);
        fired += EnvRun(env, -1);
        EnvRetract(env, asserted);
    }
    printf("%.6f %ld %.9f %lld\n", loaded - start, profiles, seconds() - began, fired);
    fclose(in);
    return 0;
}
