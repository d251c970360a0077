// Finds and loads the pack that a command works on, and sets the clock of its session.
#include "command/pack_argument.h"

#include "command/pack_path.h"
#include "report/diagnostics.h"
#include "write/memory.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

screen screen_on(FILE *out, const common_options *o)
{
    return (screen){out, screen_width(out, o->width), screen_colour(out, o->no_colour)};
}

static bool is_folder(const char *path)
{
    struct stat about;
    return stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

const char *default_pack(void)
{
    static char path[PATH_MAX];
    static const char *const beside[] = {"/../rules/paralegal", "/../share/advise/rules/paralegal"};
    char program[PATH_MAX];
    if (program_folder(program, sizeof program)) {
        for (size_t i = 0; i < sizeof beside / sizeof *beside; i++) {
            int written = snprintf(path, sizeof path, "%s%s", program, beside[i]);
            if (written > 0 && (size_t)written < sizeof path && is_folder(path)) {
                char *resolved = realpath(path, NULL);
                if (resolved != NULL) {
                    (void)snprintf(path, sizeof path, "%s", resolved);
                    free(resolved);
                }
                return path;
            }
        }
    }
    (void)snprintf(path, sizeof path, "%s", ADVISE_DATADIR "/rules/paralegal");
    return is_folder(path) ? path : NULL;
}

advise_status open_pack(const char *pack, const common_options *o, advise_pack **out,
                        advise_diagnostics **problems)
{
    pack_paths paths;
    pack_paths_find(&paths, o->pack_path);
    advise_load_options options = {.path = (const char *const *)paths.first.items,
                                   .path_count = paths.first.count,
                                   .last_path = (const char *const *)paths.last.items,
                                   .last_path_count = paths.last.count};
    advise_status status = advise_pack_load_with(pack, &options, out, problems);
    pack_paths_free(&paths);
    return status;
}

int complain_no_default(void)
{
    (void)fputs("advise: the default pack was not found; name a pack\n", stderr);
    return EXIT_BAD_PACK;
}

advise_pack *load_pack(const char *name, const common_options *o, int *status)
{
    advise_pack *pack = NULL;
    advise_diagnostics *problems = NULL;
    if (name == NULL)
        name = default_pack();
    if (name == NULL) {
        *status = complain_no_default();
        return NULL;
    }
    advise_status loaded = open_pack(name, o, &pack, &problems);
    screen errors = screen_on(stderr, o);
    diagnostics_text(&errors, problems, o->quiet);
    advise_diagnostics_free(problems);
    *status = loaded == ADVISE_IO_FAILED ? EXIT_BAD_PACK : exit_status_of(loaded);
    return pack;
}

const char *date_or_today(const char *as_of, char buffer[DATE_SIZE])
{
    time_t now = time(NULL);
    struct tm local;
    if (as_of != NULL)
        return as_of;
    bool done = localtime_r(&now, &local) != NULL && strftime(buffer, DATE_SIZE, "%Y-%m-%d", &local) > 0;
    return done ? buffer : "";
}

void complain_date(const char *as_of)
{
    (void)fprintf(stderr, "advise: --as-of wants a date such as 2026-01-31, not '%s'\n", as_of);
}

int set_date(advise_session *session, const char *as_of)
{
    char today[DATE_SIZE];
    advise_status set = advise_session_set_date(session, date_or_today(as_of, today));
    if (set == ADVISE_BAD_USE)
        complain_date(as_of != NULL ? as_of : "");
    return exit_status_of(set);
}

const char *bad_pair(const text_list *pairs)
{
    for (size_t i = 0; i < pairs->count; i++) {
        if (strchr(pairs->items[i], '=') == NULL || pairs->items[i][0] == '=')
            return pairs->items[i];
    }
    return NULL;
}

int set_facts(advise_session *session, const text_list *sets)
{
    for (size_t i = 0; i < sets->count; i++) {
        const char *equals = strchr(sets->items[i], '=');
        char *name = must_have(strndup(sets->items[i], (size_t)(equals - sets->items[i])));
        advise_status set = advise_session_set_fact(session, name, equals + 1);
        free(name);
        if (set != ADVISE_OK)
            return exit_status_of(set);
    }
    return EXIT_DONE;
}
