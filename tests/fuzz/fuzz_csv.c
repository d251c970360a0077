// CSV files of decision tables in an otherwise sound pack. The last byte of the input says which table the file belongs to: one that
// concludes a fact, or one that gives evidence.
#include "advise.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static char folder[] = "/tmp/advise-fuzz-XXXXXX";

static void write_file(const char *name, const void *bytes, size_t size)
{
    char path[64];
    (void)snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "wb");
    if (file == NULL || fwrite(bytes, 1, size, file) != size || fclose(file) != 0)
        abort();
}

static void remove_files(void)
{
    static const char *const names[] = {"pack.yaml", "vocabulary.yaml", "recommendations.yaml", "rules.yaml",
                                        "table.csv"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char path[64];
        (void)snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        (void)unlink(path);
    }
    (void)rmdir(folder);
}

static void make_pack(void)
{
    static const char head[] = "advise: 1\npack: p\nversion: 1.0.0\ntitle: P\nsources: [{id: s, title: S}]\n";
    static const char vocabulary[] =
        "types: [{name: memo, key: title, fields: [{name: title, type: string}, {name: day, type: date}]}]\n"
        "facts: [{name: n, type: number, allowed: '[0..9]'}, {name: size, type: string, allowed: '\"small\", "
        "\"large\"'}, {name: yes, type: boolean}, {name: memos, type: list, of: memo}, {name: d, type: "
        "string, derived: "
        "true}]\n";
    static const char recommendations[] =
        "recommendations: [{id: r, title: R, priority: 5}, {id: m, about: memo, title: "
        "'{{memo.title}}', priority: 9}]\n";
    if (mkdtemp(folder) == NULL)
        abort();
    write_file("pack.yaml", head, sizeof head - 1);
    write_file("vocabulary.yaml", vocabulary, sizeof vocabulary - 1);
    write_file("recommendations.yaml", recommendations, sizeof recommendations - 1);
    (void)atexit(remove_files);
}

/// One table at a time, since an error in one would refuse the pack.
static void choose_table(uint8_t which)
{
    static const char *const tables[] = {
        "tables: [{id: a, table_file: table.csv, hit_policy: first, conclude: d, because: A., source: s}]\n",
        "tables: [{id: b, table_file: table.csv, for: memo in memos, because: B., source: s}]\n",
        "tables: [{id: c, table_file: table.csv, hit_policy: any, recommend: r, because: C.}]\n",
        "tables: [{id: d, table_file: table.csv, hit_policy: unique, conclude: d, because: D.}]\n"};
    char text[512];
    int length =
        snprintf(text, sizeof text,
                 "functions: [{name: twice, parameters: [{name: x, type: number}], body: 2 * x}]\n%s",
                 tables[which % 4]);
    write_file("rules.yaml", text, (size_t)length);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char person[] = "{n: 2, size: small, memos: [{title: A, day: 2026-01-31}, {title: B}]}";
    static int made;
    if (!made) {
        make_pack();
        made = 1;
    }
    if (size == 0)
        return 0;
    choose_table(data[size - 1]);
    write_file("table.csv", data, size - 1);
    advise_pack *pack = NULL;
    advise_diagnostics *problems = NULL;
    (void)advise_pack_load(folder, NULL, &pack, &problems);
    advise_diagnostics_free(problems);
    advise_session *session = pack != NULL ? advise_session_new(pack, NULL) : NULL;
    const advise_report *report = NULL;
    if (session != NULL)
        (void)advise_run_text(session, "fuzz", person, sizeof person - 1, NULL, &report, NULL);
    advise_session_free(session);
    advise_pack_free(pack);
    return 0;
}
