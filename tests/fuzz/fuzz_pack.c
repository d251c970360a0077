// Rule files: the input stands as the rules of an otherwise sound pack in a temporary folder.
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
    static const char *const names[] = {"pack.yaml", "vocabulary.yaml", "recommendations.yaml", "rules.yaml"};
    for (size_t i = 0; i < 4; i++) {
        char path[64];
        (void)snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        (void)unlink(path);
    }
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
    if (mkdtemp(folder) == NULL)
        abort();
    write_file("pack.yaml", head, sizeof head - 1);
    write_file("vocabulary.yaml", vocabulary, sizeof vocabulary - 1);
    write_file("recommendations.yaml", recommendations, sizeof recommendations - 1);
    (void)atexit(remove_files);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char person[] = "{n: 2, memos: [{title: A}, {title: B}]}";
    static int made;
    if (!made) {
        make_pack();
        made = 1;
    }
    write_file("rules.yaml", data, size);
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
