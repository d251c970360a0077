// advise schema [PACK]: JSON Schemas, with which editors complete and check what is typed.
#include "scaffold/schema.h"
#include "command/pack_argument.h"

typedef struct schema_options {
    size_t kind; ///< a position among SCHEMA_KINDS
    const char *into;
} schema_options;

static const option_row rows[] = {{"--for", NULL, SCHEMA_KINDS, OPTION_CHOICE, offsetof(schema_options, kind),
                                   "what the schema describes", NULL},
                                  {"--into", NULL, "DIR", OPTION_TEXT, offsetof(schema_options, into),
                                   "write all schemas into DIR, a file for each", NULL},
                                  {0}};

static int run(const arguments *a)
{
    const schema_options *o = a->own;
    int status = EXIT_DONE;
    if (a->operand_count > 1)
        return wrong_usage("name one pack");
    const char *name = a->operand_count > 0 ? a->operands[0] : NULL;
    const bool lists = o->into != NULL || schema_lists_pack(o->kind);
    advise_pack *pack =
        lists ? load_sources(name, &a->common, &status) : load_pack(name, &a->common, &status);
    if (pack == NULL)
        return status;
    if (o->into == NULL)
        schema_write(stdout, pack, o->kind);
    else if (!schema_write_all(pack, o->into))
        status = EXIT_IO;
    advise_pack_free(pack);
    return status;
}

const command command_schema = {
    .name = "schema",
    .usage = "advise schema [OPTION…] [PACK]",
    .summary = "Write JSON Schemas for editors (default: of paralegal).",
    .example = "advise schema ours --into ours/schema",
    .common = COMMON_ALL,
    .rows = rows,
    .size = sizeof(schema_options),
    .run = run,
};
