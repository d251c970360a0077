// Usage: clips FOLDER: CLIPS on the rules and rows of a workload. A profile is a fact, and so is each record of its lists: they are
// asserted, fired for and retracted. Prints seconds to load, profiles, seconds, and how many rules fired. Writes the rules that fire for
// the first profiles to matches/CLIPS.
#include <clips/clips.h>
#include <math.h>
#include <time.h>

enum { MOST_LISTS = 16, MOST_SLOTS = 64, MOST_FACTS = 1024, CHECKED = 256 };

/// What follows in a row: the slots of a fact; those of several words, a bit for each, are marked.
typedef struct slots_of {
    char name[32];
    void *deftemplate;
    size_t most; ///< records in a row
    size_t slots;
    char names[MOST_SLOTS][32];
    int several[MOST_SLOTS];
} slots_of;

typedef struct peer {
    void *env;
    slots_of row;
    slots_of lists[MOST_LISTS];
    size_t list_count, width;
    void *asserted[MOST_FACTS];
    size_t asserted_count;
} peer;

static double seconds(void)
{
    struct timespec now = {0};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

// --- what a row has ---

static void take_slots(slots_of *t)
{
    for (char *name = strtok(NULL, " \n"); name != NULL; name = strtok(NULL, " \n")) {
        t->several[t->slots] = *name == '*';
        snprintf(t->names[t->slots++], sizeof t->names[0], "%s", name + (*name == '*'));
    }
}

/// Reads the layout: see tests/support/list_workload.h.
static int read_layout(peer *p, FILE *in)
{
    char line[8192];
    char first[8192 + 8];
    if (fgets(line, sizeof line, in) == NULL)
        return 0;
    snprintf(first, sizeof first, "row %s", line);
    strtok(first, " ");
    snprintf(p->row.name, sizeof p->row.name, "row");
    take_slots(&p->row);
    p->width = p->row.slots;
    while (fgets(line, sizeof line, in) != NULL && p->list_count < MOST_LISTS) {
        slots_of *t = &p->lists[p->list_count++];
        snprintf(t->name, sizeof t->name, "%s", strtok(line, " "));
        t->most = strtoul(strtok(NULL, " "), NULL, 10);
        take_slots(t);
        p->width += 1 + t->most * t->slots;
    }
    return 1;
}

static int find_templates(peer *p)
{
    p->row.deftemplate = EnvFindDeftemplate(p->env, p->row.name);
    int found = p->row.deftemplate != NULL;
    for (size_t i = 0; i < p->list_count; i++) {
        p->lists[i].deftemplate = EnvFindDeftemplate(p->env, p->lists[i].name);
        found = found && p->lists[i].deftemplate != NULL;
    }
    return found;
}

// --- facts ---

static void put_number(peer *p, struct fact *f, const char *slot, long long value)
{
    DATA_OBJECT object = {0};
    SetType(object, INTEGER);
    SetValue(object, EnvAddLong(p->env, value));
    EnvPutFactSlot(p->env, f, slot, &object);
}

static void put_set(peer *p, struct fact *f, const char *slot, unsigned set)
{
    const int count = __builtin_popcount(set);
    void *words = EnvCreateMultifield(p->env, count);
    for (int i = 1; set != 0; set &= set - 1, i++) {
        SetMFType(words, i, INTEGER);
        SetMFValue(words, i, EnvAddLong(p->env, __builtin_ctz(set)));
    }
    DATA_OBJECT object = {0};
    SetType(object, MULTIFIELD);
    SetValue(object, words);
    SetDOBegin(object, 1);
    SetDOEnd(object, count);
    EnvPutFactSlot(p->env, f, slot, &object);
}

static struct fact *make_fact(peer *p, const slots_of *t, const double *values)
{
    struct fact *f = EnvCreateFact(p->env, t->deftemplate);
    for (size_t i = 0; i < t->slots; i++) {
        if (isnan(values[i]))
            continue;
        if (t->several[i])
            put_set(p, f, t->names[i], (unsigned)values[i]);
        else
            put_number(p, f, t->names[i], (long long)values[i]);
    }
    return f;
}

static void assert_fact(peer *p, struct fact *f)
{
    EnvAssignFactSlotDefaults(p->env, f);
    p->asserted[p->asserted_count++] = EnvAssert(p->env, f);
}

/// The records first: then rules are matched once, as the person comes. A fact is asserted before the next is made, since CLIPS collects
/// the values of facts that are not.
static void assert_profile(peer *p, const double *row)
{
    const double *at = row + p->row.slots;
    p->asserted_count = 0;
    for (size_t i = 0; i < p->list_count; at += 1 + p->lists[i].most * p->lists[i].slots, i++) {
        const slots_of *t = &p->lists[i];
        for (size_t k = 0; !isnan(*at) && k < (size_t)*at; k++) {
            struct fact *f = make_fact(p, t, at + 1 + k * t->slots);
            put_number(p, f, "at", (long long)k);
            assert_fact(p, f);
        }
    }
    struct fact *person = make_fact(p, &p->row, row);
    at = row + p->row.slots;
    for (size_t i = 0; i < p->list_count; at += 1 + p->lists[i].most * p->lists[i].slots, i++) {
        if (!isnan(*at))
            put_number(p, person, p->lists[i].name, 1);
    }
    assert_fact(p, person);
}

static void retract_profile(peer *p)
{
    for (size_t i = p->asserted_count; i > 0; i--)
        EnvRetract(p->env, p->asserted[i - 1]);
}

// --- which rules fire ---

static int by_number(const void *a, const void *b)
{
    const long left = *(const long *)a;
    const long right = *(const long *)b;
    return (left > right) - (left < right);
}

/// A rule is called r and its number.
static void write_agenda(peer *p, FILE *out)
{
    static long rules[1 << 20];
    size_t count = 0;
    for (void *a = EnvGetNextActivation(p->env, NULL); a != NULL && count < sizeof rules / sizeof *rules;
         a = EnvGetNextActivation(p->env, a))
        rules[count++] = strtol(EnvGetActivationName(p->env, a) + 1, NULL, 10);
    qsort(rules, count, sizeof *rules, by_number);
    for (size_t i = 0; i < count; i++)
        fprintf(out, "%s%ld", i > 0 ? " " : "", rules[i]);
    fputc('\n', out);
}

static FILE *open_file(const char *folder, const char *name, const char *mode)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, mode);
    if (file == NULL) {
        perror(path);
        exit(1);
    }
    return file;
}

int main(int argc, char **argv)
{
    static peer p;
    if (argc != 2)
        return 2;
    FILE *layout = open_file(argv[1], "layout", "r");
    FILE *rows = open_file(argv[1], "rows.bin", "r");
    FILE *matches = open_file(argv[1], "matches/CLIPS", "w");
    char path[4096];
    snprintf(path, sizeof path, "%s/rules.clp", argv[1]);
    const int is_read = read_layout(&p, layout);
    const double start = seconds();
    p.env = CreateEnvironment();
    if (!is_read || EnvLoad(p.env, path) < 0 || !find_templates(&p))
        return 1;
    EnvReset(p.env);
    const double loaded = seconds();
    double *row = malloc(p.width * sizeof *row);
    for (int i = 0; row != NULL && i < CHECKED && fread(row, sizeof *row, p.width, rows) == p.width; i++) {
        assert_profile(&p, row);
        write_agenda(&p, matches);
        retract_profile(&p);
    }
    rewind(rows);
    long profiles = 0;
    long long fired = 0;
    const double began = seconds();
    for (; row != NULL && fread(row, sizeof *row, p.width, rows) == p.width &&
           (profiles < 64 || seconds() - began < 1.5);
         profiles++) {
        assert_profile(&p, row);
        fired += EnvRun(p.env, -1);
        retract_profile(&p);
    }
    printf("%.6f %ld %.9f %lld\n", loaded - start, profiles, seconds() - began, fired);
    free(row);
    fclose(layout);
    fclose(rows);
    fclose(matches);
    return 0;
}
