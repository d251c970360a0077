// Describes a run. The pack is identified by a hash of its content, since people edit packs without giving them a new version.
#include "outcome/run_description.h"
#include "write/json.h"
#include "write/memory.h"
#include "write/screen.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static void write_pack(json_writer *w, const advise_pack *pack)
{
    char content[ADVISE_CONTENT_SIZE];
    if (advise_pack_content(pack, content) != ADVISE_OK)
        (void)must_have(NULL);
    json_string_entry(w, "pack", advise_pack_name(pack));
    json_string_entry(w, "version", advise_pack_version(pack));
    json_string_entry(w, "content", content);
}

/// False, with a message, if nothing can be known of the input.
static bool write_input(json_writer *w, size_t number, const char *input)
{
    bool good = true;
    char key[32];
    char about[80] = "standard input";
    struct stat s;
    (void)snprintf(key, sizeof key, "input %zu", number);
    json_array_entry(w, key);
    json_string(w, input);
    if (strcmp(input, "-") != 0) {
        if (stat(input, &s) == 0)
            (void)snprintf(about, sizeof about, "%jd bytes, changed %jd.%09ld", (intmax_t)s.st_size,
                           (intmax_t)s.st_mtim.tv_sec, s.st_mtim.tv_nsec);
        else if (errno == ENOENT || errno == ENOTDIR)
            (void)snprintf(about, sizeof about, "not there");
        else
            good = false;
        if (!good)
            screen_complain(input, 0, strerror(errno));
    }
    json_string(w, about);
    json_array_end(w);
    return good;
}

char *run_description(const advise_pack *pack, const char *date, const run_option *options,
                      const char *const *inputs, size_t input_count, int *status)
{
    char *text = NULL;
    size_t length = 0;
    FILE *out = must_open_text(&text, &length);
    json_writer w = json_begin_pretty(out);
    json_object_begin(&w);
    json_string_entry(&w, "format", "advise-run/1");
    json_string_entry(&w, "advise", advise_version());
    write_pack(&w, pack);
    json_string_entry(&w, "as-of", date);
    for (const run_option *o = options; o->name != NULL; o++) {
        if (o->value != NULL)
            json_string_entry(&w, o->name, o->value);
    }
    bool good = true;
    for (size_t i = 0; i < input_count; i++)
        good = write_input(&w, i + 1, inputs[i]) && good;
    json_object_end(&w);
    json_line_end(&w);
    must_close_text(out, &text);
    *status = good ? EXIT_DONE : EXIT_IO;
    if (good)
        return text;
    free(text);
    return NULL;
}
