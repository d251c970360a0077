#include "scene.h"

#include "command.h"
#include "files.h"
#include "test.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { MOST_WORDS = 24 };

void result_free(result *r)
{
    for (size_t i = 0; i < r->count; i++)
        free(r->texts[i]);
    free(r->out);
    free(r->err);
    names_free(r->paths);
    free(r->texts);
    free(r->lengths);
    free(r->contents);
    *r = (result){0};
}

/// True for a journal that SQLite could not remove: it belongs to the database, and its next reader deals with it.
static bool is_journal(const char *path)
{
    const char *end = strrchr(path, '-');
    return end != NULL && strcmp(end, "-journal") == 0;
}

static void see_files(const scene *s, result *r)
{
    char *made = text_of("%s/made", s->folder);
    r->paths = files_below(made, "", &r->count);
    r->texts = calloc(r->count + 1, sizeof *r->texts);
    r->lengths = calloc(r->count + 1, sizeof *r->lengths);
    size_t kept = 0;
    for (size_t i = 0; i < r->count; i++) {
        r->paths[kept] = r->paths[i];
        r->texts[kept] = file_read(r->paths[i], &r->lengths[kept]);
        if (!is_journal(r->paths[i])) {
            kept++;
            continue;
        }
        free(r->paths[kept]);
        free(r->texts[kept]);
    }
    r->paths[kept] = NULL;
    r->count = kept;
    free(made);
}

static result see(const scene *s, int status)
{
    result r = {.status = status, .out = file_read(s->out, &r.out_length), .err = file_read(s->err, NULL)};
    see_files(s, &r);
    return r;
}

/// Makes made/ anew, with what the scenario is given.
static void set_scene(const scene *s, const scenario *one)
{
    char *made = text_of("%s/made", s->folder);
    char *given = text_of("%s/%s", s->folder, one->given != NULL ? one->given : "");
    folder_remove(text_of("%s", made));
    assert_int_equal(mkdir(made, 0700), 0);
    size_t count = 0;
    char **paths = one->given != NULL ? files_below(given, "", &count) : NULL;
    for (size_t i = 0; i < count; i++) {
        size_t length = 0;
        char *text = file_read(paths[i], &length);
        char *copy = text_of("%s%s", made, paths[i] + strlen(given));
        file_write(copy, text, length);
        free(copy);
        free(text);
    }
    names_free(paths);
    free(given);
    free(made);
}

/// The words of a command, the program first. They share `*buffer`, to be freed.
/// @param more  words that follow the scenario's
static void split(const char *program, const scenario *one, const char *more, const char *words[MOST_WORDS],
                  char **buffer)
{
    size_t count = 0;
    words[count++] = program;
    *buffer = text_of("%s%s", one->words, more);
    char *rest = NULL;
    for (char *word = strtok_r(*buffer, " ", &rest); word != NULL; word = strtok_r(NULL, " ", &rest)) {
        assert_true(count < MOST_WORDS - 1);
        words[count++] = word;
    }
    words[count] = NULL;
}

bool scene_run_words(const scene *s, const scenario *one, const char *more, injection *i, result *out)
{
    const char *words[MOST_WORDS];
    char *buffer = NULL;
    char *program = text_of("%s/%s", s->build, (one->how & IS_HELPER) != 0 ? "advise-workbook" : "advise");
    split(program, one, more, words, &buffer);
    char *typed = one->typed != NULL ? text_of("%s/%s", s->folder, one->typed) : text_of("/dev/null");
    bool could = inject(i, words, s->folder, typed, s->out, s->err);
    free(typed);
    free(buffer);
    free(program);
    *out = could ? see(s, i->status) : (result){0};
    return could;
}

bool scene_run(const scene *s, const scenario *one, injection *i, result *out)
{
    set_scene(s, one);
    return scene_run_words(s, one, "", i, out);
}

result scene_before(const scene *s, const scenario *one)
{
    result r = {0};
    set_scene(s, one);
    see_files(s, &r);
    return r;
}
