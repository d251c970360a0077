// What all schemas begin and end with, and the writing of all of them into a folder.
#include "scaffold/schema.h"
#include "write/screen.h"

#include "scaffold/new_file.h"
#include "write/memory.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

void schema_text(json_writer *w, const char *key, char *text)
{
    json_string_entry(w, key, text);
    free(text);
}

char *schema_urn_part(const char *name)
{
    char *part = must_have(malloc(3 * strlen(name) + 1));
    char *end = part;
    for (const char *c = name; *c != '\0'; c++) {
        bool plain = (*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z') || (*c >= '0' && *c <= '9') ||
                     strchr("-._~", *c) != NULL;
        end += sprintf(end, plain ? "%c" : "%%%02X", (unsigned char)*c);
    }
    return part;
}

json_writer schema_begin(FILE *out, const advise_pack *pack, const char *of, const char *title)
{
    const char *name = advise_pack_name(pack);
    const char *version = advise_pack_version(pack);
    char *name_part = schema_urn_part(name);
    char *version_part = schema_urn_part(version);
    json_writer w = json_begin_pretty(out);
    json_object_begin(&w);
    json_string_entry(&w, "$schema", "https://json-schema.org/draft/2020-12/schema");
    schema_text(&w, "$id", must_format("urn:advise:%s:%s:%s", name_part, version_part, of));
    schema_text(
        &w, "$comment",
        must_format("Written by 'advise schema' from the pack %s %s. Write it again when the pack changes.",
                    name, version));
    schema_text(&w, "title", must_format("%s %s %s", title, advise_pack_title(pack), version));
    free(name_part);
    free(version_part);
    return w;
}

void schema_end(json_writer *w)
{
    json_object_end(w);
    json_line_end(w);
}

enum { PROFILE = 0, MAP = ADVISE_FILE_TESTS + 2, IMPORT };

bool schema_lists_pack(size_t kind)
{
    return kind != PROFILE && kind != MAP && kind != IMPORT;
}

void schema_write(FILE *out, const advise_pack *pack, size_t kind)
{
    if (kind == PROFILE)
        schema_profile(out, pack);
    else if (kind == MAP)
        schema_map(out, pack);
    else if (kind == IMPORT)
        schema_import(out, pack);
    else
        schema_file(out, pack, (advise_file_kind)(kind - 1));
}

/// One file for each word of SCHEMA_KINDS.
bool schema_write_all(const advise_pack *pack, const char *folder)
{
    size_t kind = 0;
    if (mkdir(folder, 0777) != 0 && errno != EEXIST) {
        screen_complain(folder, 0, strerror(errno));
        return false;
    }
    for (const char *word = SCHEMA_KINDS; *word != '\0'; kind++) {
        size_t length = strcspn(word, "|");
        char *path = must_format("%s/%.*s.json", folder, (int)length, word);
        output_file out;
        bool good = new_file_open(&out, path, true, 0666);
        if (good) {
            schema_write(out.stream, pack, kind);
            good = new_file_close(&out);
        }
        free(path);
        if (!good)
            return false;
        word += length + (word[length] == '|');
    }
    return true;
}
