// advise schema [PACK]: JSON Schemas by which editors complete and check what is written.
#include "scaffold/schema.h"
#include "command/pack_argument.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

typedef struct schema_options {
    size_t kind; ///< 0: profiles; else an advise_file_kind + 1
    const char *into;
} schema_options;

#define KINDS "profile|pack|vocabulary|recommendations|rules|test"

static const option_row rows[] = {
    {"--for", NULL, KINDS, OPTION_CHOICE, offsetof(schema_options, kind), "what the schema is of"},
    {"--into", NULL, "DIR", OPTION_TEXT, offsetof(schema_options, into),
     "write all of them, one file each, into DIR"},
    {0}};

static void write_schema(FILE *out, const advise_pack *pack, size_t kind)
{
    if (kind == 0)
        schema_profile(out, pack);
    else
        schema_file(out, pack, (advise_file_kind)(kind - 1));
}

/// One file for each word of KINDS.
bool schema_write_all(const advise_pack *pack, const char *folder)
{
    size_t kind = 0;
    if (mkdir(folder, 0777) != 0 && errno != EEXIST) {
        (void)fprintf(stderr, "advise: %s: %s\n", folder, strerror(errno));
        return false;
    }
    for (const char *word = KINDS; *word != '\0'; kind++) {
        char path[4096];
        size_t length = strcspn(word, "|");
        int written = snprintf(path, sizeof path, "%s/%.*s.json", folder, (int)length, word);
        FILE *out = written > 0 && (size_t)written < sizeof path ? fopen(path, "w") : NULL;
        bool good = out != NULL;
        if (good)
            write_schema(out, pack, kind);
        good = good && ferror(out) == 0;
        good = (out == NULL || fclose(out) == 0) && good;
        if (!good) {
            (void)fprintf(stderr, "advise: %s could not be written: %s\n", path, strerror(errno));
            return false;
        }
        word += length + (word[length] == '|');
    }
    return true;
}

static int run(const arguments *a)
{
    const schema_options *o = a->own;
    int status = EXIT_DONE;
    if (a->operand_count > 1)
        return wrong_usage("name one pack");
    advise_pack *pack = load_pack(a->operand_count > 0 ? a->operands[0] : NULL, &a->common, &status);
    if (pack == NULL)
        return status;
    if (o->into == NULL)
        write_schema(stdout, pack, o->kind);
    else if (!schema_write_all(pack, o->into))
        status = EXIT_IO;
    advise_pack_free(pack);
    return status;
}

const command command_schema = {
    "schema", "advise schema [OPTION…] [PACK]", "Write a JSON Schema of profiles or pack files, for editors.",
    rows,     sizeof(schema_options),           run};
