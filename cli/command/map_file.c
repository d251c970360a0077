#include "command/map_file.h"

#include "command/pack_argument.h"
#include "command/terminal.h"
#include "write/counts.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

bool is_map(const char *path)
{
    enum { LONGEST = 256 };
    char line[LONGEST];
    struct stat about;
    FILE *file = stat(path, &about) == 0 && S_ISREG(about.st_mode) ? fopen(path, "re") : NULL;
    bool begins = true;
    bool found = false;
    while (file != NULL && !found && fgets(line, sizeof line, file) != NULL) {
        found = begins && strncmp(line, "map:", 4) == 0;
        begins = strchr(line, '\n') != NULL;
    }
    if (file != NULL)
        (void)fclose(file);
    return found;
}

/// Says how many tests there were.
static int conclude(const char *path, size_t count, size_t failed)
{
    if (count == 0) {
        screen_complain(path, 0, "the map has no tests");
        return EXIT_FINDINGS;
    }
    screen_safe(stdout, path);
    (void)printf(": %zu test%s, %zu failed\n", count, plural(count), failed);
    return failed > 0 ? EXIT_FINDINGS : EXIT_DONE;
}

int test_map(const common_options *common, const char *path, const char *pack_name)
{
    int status = EXIT_DONE;
    size_t count = 0;
    size_t failed = 0;
    advise_map *map = NULL;
    advise_diagnostics *problems = NULL;
    advise_pack *pack = load_pack(pack_name, common, &status);
    if (pack == NULL)
        return status;
    const advise_pack *const packs[] = {pack};
    const advise_status loaded = advise_map_load(packs, 1, path, NULL, &map, &problems);
    status = say_problems(common, loaded, problems);
    if (status == EXIT_DONE) {
        const advise_status ended = advise_map_test(map, pack, &count, &failed, &problems);
        status = say_problems(common, ended, problems);
    }
    if (status == EXIT_DONE)
        status = conclude(path, count, failed);
    advise_map_free(map);
    advise_pack_free(pack);
    return status;
}
