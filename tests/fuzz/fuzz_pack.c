// Rule files: the input stands as the rules of an otherwise sound pack in a temporary folder, and of one that extends a pack.
#include "advise.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
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

static void make_folder(const char *name)
{
    char path[64];
    (void)snprintf(path, sizeof path, "%s/%s", folder, name);
    if (mkdir(path, 0700) != 0)
        abort();
}

static void remove_folder(const char *name)
{
    char path[64];
    (void)snprintf(path, sizeof path, "%s/%s", folder, name);
    (void)rmdir(path);
}

static void remove_files(void)
{
    static const char *const names[] = {
        "pack.yaml",      "vocabulary.yaml",      "recommendations.yaml",      "rules.yaml",
        "base/pack.yaml", "base/vocabulary.yaml", "base/recommendations.yaml", "base/rules.yaml",
        "over/pack.yaml", "over/rules.yaml"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char path[64];
        (void)snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        (void)unlink(path);
    }
    remove_folder("base");
    remove_folder("over");
    (void)rmdir(folder);
}

static void make_pack(void)
{
    static const char head[] = "advise: 1\npack: p\nversion: 1.0.0\ntitle: P\nsources: [{id: a, title: A}]\n";
    static const char vocabulary[] =
        "types: [{name: memo, key: title, fields: [{name: title, type: string}]}]\n"
        "facts: [{name: n, type: number}, {name: memos, type: list, of: memo}, {name: d, type: boolean, "
        "derived: true}]\n";
    static const char recommendations[] = "recommendations: [{id: r, title: 'R {{n}}', priority: 5}, {id: m, "
                                          "about: memo, title: '{{memo.title}}', priority: 9}]\n";
    static const char over[] = "advise: 1\npack: o\nversion: 1.0.0\ntitle: O\nextends: ../base\n";
    static const char rules[] =
        "constants: [{name: c, expression: '2'}]\n"
        "rules: [{id: b, when: n > c, recommend: r, certainty: 0.5, because: B., source: a},"
        " {id: e, when: n > 1, conclude: d, value: 'true', because: E.}]\n";
    if (mkdtemp(folder) == NULL)
        abort();
    make_folder("base");
    make_folder("over");
    write_file("base/pack.yaml", head, sizeof head - 1);
    write_file("base/vocabulary.yaml", vocabulary, sizeof vocabulary - 1);
    write_file("base/recommendations.yaml", recommendations, sizeof recommendations - 1);
    write_file("base/rules.yaml", rules, sizeof rules - 1);
    write_file("over/pack.yaml", over, sizeof over - 1);
    write_file("pack.yaml", head, sizeof head - 1);
    write_file("vocabulary.yaml", vocabulary, sizeof vocabulary - 1);
    write_file("recommendations.yaml", recommendations, sizeof recommendations - 1);
    (void)atexit(remove_files);
}

static void try_pack(const char *path)
{
    static const char person[] = "{n: 2, memos: [{title: A}, {title: B}]}";
    advise_pack *pack = NULL;
    advise_diagnostics *problems = NULL;
    if (advise_pack_load(path, NULL, &pack, &problems) == ADVISE_OK)
        (void)advise_pack_check(pack, &problems);
    advise_diagnostics_free(problems);
    advise_session *session = pack != NULL ? advise_session_new(pack, NULL) : NULL;
    const advise_report *report = NULL;
    if (session != NULL)
        (void)advise_run_text(session, "fuzz", person, sizeof person - 1, NULL, &report, NULL);
    advise_session_free(session);
    advise_listing_free(pack != NULL ? advise_listing_new(pack, NULL) : NULL);
    advise_pack_free(pack);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static int made;
    if (!made) {
        make_pack();
        made = 1;
    }
    write_file("rules.yaml", data, size);
    try_pack(folder);
    char over[64];
    (void)snprintf(over, sizeof over, "%s/over", folder);
    write_file("over/rules.yaml", data, size);
    try_pack(over);
    return 0;
}
