// The profiles, as lines and as rows.
#include "list_workload.h"

#include <math.h>

/// What a profile is written to.
typedef struct writing {
    list_workload *workload;
    FILE *lines, *rows;
    bool first; ///< nothing stands yet in the object that is being written
} writing;

static void write_key(writing *out, const char *key)
{
    (void)fprintf(out->lines, "%s\"%s\":", out->first ? "" : ",", key);
    out->first = false;
}

static void write_value(writing *out, const char *key, workload_kind kind)
{
    const double value = workload_value(&out->workload->random, kind);
    if (!isnan(value)) {
        write_key(out, key);
        (void)fputs(workload_json(kind, value), out->lines);
    }
    (void)fwrite(&value, sizeof value, 1, out->rows);
}

/// Up to three different words: in a row, a bit for each.
static void write_tags(writing *out)
{
    random_source *random = &out->workload->random;
    double row = nan("");
    if (random_below(random, 100) < WORKLOAD_KNOWN) {
        unsigned set = 0;
        for (uint64_t left = random_below(random, 4); left > 0; left--)
            set |= 1U << random_below(random, WORKLOAD_WORDS);
        write_key(out, list_field_names[TAGS]);
        (void)fputc('[', out->lines);
        for (unsigned i = 0, count = 0; i < WORKLOAD_WORDS; i++) {
            if (set >> i & 1)
                (void)fprintf(out->lines, "%s\"%s\"", count++ > 0 ? "," : "", workload_words[i]);
        }
        (void)fputc(']', out->lines);
        row = set;
    }
    (void)fwrite(&row, sizeof row, 1, out->rows);
}

static void write_record(writing *out, size_t list, size_t number)
{
    out->first = true;
    (void)fputc('{', out->lines);
    write_key(out, "title");
    (void)fprintf(out->lines, "\"entry %zu-%zu\"", list, number);
    for (size_t f = 0; f < FIELDS; f++) {
        if (f == TAGS)
            write_tags(out);
        else
            write_value(out, list_field_names[f], list_field_kinds[f]);
    }
    (void)fputc('}', out->lines);
}

static void write_list(writing *out, size_t list)
{
    static const double nothing[FIELDS];
    random_source *random = &out->workload->random;
    const bool is_known = random_below(random, 100) < WORKLOAD_KNOWN;
    const size_t count = is_known ? (size_t)random_below(random, MOST_RECORDS + 1) : 0;
    const double row = is_known ? (double)count : nan("");
    char name[32];
    (void)snprintf(name, sizeof name, "list_%02zu", list);
    (void)fwrite(&row, sizeof row, 1, out->rows);
    if (is_known) {
        write_key(out, name);
        (void)fputc('[', out->lines);
        for (size_t i = 0; i < count; i++) {
            (void)fputs(i > 0 ? "," : "", out->lines);
            write_record(out, list, i);
        }
        (void)fputc(']', out->lines);
        out->first = false;
    }
    for (size_t i = count; i < MOST_RECORDS; i++)
        (void)fwrite(nothing, sizeof nothing, 1, out->rows);
}

static void write_layout(const list_workload *w)
{
    FILE *out = workload_create(w->folder, "layout");
    for (size_t i = 0; i < w->fact_count; i++)
        (void)fprintf(out, "%s%s", i > 0 ? " " : "", workload_fact_name(i));
    for (size_t i = 0; i < LISTS; i++) {
        (void)fprintf(out, "\nlist_%02zu %d", i, MOST_RECORDS);
        for (size_t f = 0; f < FIELDS; f++)
            (void)fprintf(out, " %s%s", f == TAGS ? "*" : "", list_field_names[f]);
    }
    (void)fputc('\n', out);
    workload_finish(out);
}

void list_write_profiles(list_workload *w)
{
    writing out = {.workload = w};
    write_layout(w);
    out.lines = workload_create(w->folder, "profiles.ndjson");
    out.rows = workload_create(w->folder, "rows.bin");
    for (size_t i = 0; i < w->profile_count; i++) {
        out.first = true;
        (void)fputc('{', out.lines);
        for (size_t f = 0; f < w->fact_count; f++)
            write_value(&out, workload_fact_name(f), workload_kind_of(f));
        for (size_t f = 0; f < LISTS; f++)
            write_list(&out, f);
        (void)fputs("}\n", out.lines);
    }
    workload_finish(out.lines);
    workload_finish(out.rows);
}
