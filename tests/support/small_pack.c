#include "small_pack.h"

#include "files.h"

#include "test.h"

#include <stdlib.h>
#include <string.h>

enum { VOCABULARY, RECOMMENDATIONS, RULES, FILES };

static size_t file_of(const char *line)
{
    size_t file = RULES;
    if (strncmp(line, "types:", 6) == 0 || strncmp(line, "facts:", 6) == 0)
        file = VOCABULARY;
    else if (strncmp(line, "recommendations:", 16) == 0)
        file = RECOMMENDATIONS;
    return file;
}

/// Gives each file the lists that belong there, at the lines on which they stand here.
static void write_lists(const char *folder, const char *lists)
{
    static const char *const names[FILES] = {"vocabulary.yaml", "recommendations.yaml", "rules.yaml"};
    for (size_t file = 0; file < FILES; file++) {
        char *text = calloc(1, strlen(lists) + 2);
        assert_non_null(text);
        size_t length = 0;
        size_t owner = FILES;
        for (const char *line = lists; *line != '\0';) {
            const size_t bytes = strcspn(line, "\n");
            if (*line != ' ' && *line != '\n')
                owner = file_of(line);
            if (owner == file)
                memcpy(text + length, line, bytes);
            length += owner == file ? bytes : 0;
            text[length++] = '\n';
            line += line[bytes] == '\n' ? bytes + 1 : bytes;
        }
        free(file_make(folder, names[file], text));
        free(text);
    }
}

pack *small_pack(const char *lists, diag_list *diags)
{
    char *folder = folder_new();
    free(file_make(folder, "pack.yaml",
                   "advise: 1\npack: small\nversion: 0.1.0\ntitle: Small\nsources: [{id: s, title: S}]\n"));
    write_lists(folder, lists);
    pack *p = pack_load(NULL, folder, diags);
    folder_remove(folder);
    return p;
}

const inference *small_pack_infer(arena *a, const pack *p, const char *stated)
{
    diag_list *diags = diag_list_new(a);
    const profile *person = profile_read_text(a, p, SLICE("p"), slice_of(stated), PROFILE_YAML, NULL, diags);
    for (size_t i = 0; i < diags->count; i++)
        print_message("%s: %.*s\n", stated, SLICE_ARG(diags->items[i].message));
    assert_non_null(person);
    const inference *of = infer(a, p, person, (feel_clock){0}, 0, diags, (place){0});
    assert_non_null(of);
    return of;
}
