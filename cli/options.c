// One table of options, from which arguments are read, help is printed and misspellings are recognised.
#include "options.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef enum option_id {
    OPT_PACK,
    OPT_FORMAT,
    OPT_TOP,
    OPT_ALL,
    OPT_AS_OF,
    OPT_SET,
    OPT_WIDTH,
    OPT_NO_COLOR,
    OPT_QUIET,
    OPT_HELP,
    OPT_VERSION
} option_id;

static const struct option_row {
    option_id id;
    const char *name, *letter, *argument, *help;
} table[] = {
    {OPT_PACK, "--pack", NULL, "DIR", "use the rule pack in DIR"},
    {OPT_FORMAT, "--format", NULL, "text|json", "how to write the result"},
    {OPT_TOP, "--top", NULL, "N", "show the first N recommendations only"},
    {OPT_ALL, "--all", NULL, NULL, "show also what was withheld or did not reach the threshold"},
    {OPT_AS_OF, "--as-of", NULL, "DATE", "answer today() with DATE (2026-01-31)"},
    {OPT_SET, "--set", NULL, "NAME=FEEL", "try a different fact; may be repeated"},
    {OPT_WIDTH, "--width", NULL, "N", "write for N columns"},
    {OPT_NO_COLOR, "--no-color", NULL, NULL, "do not colour"},
    {OPT_QUIET, "--quiet", "-q", NULL, "no warnings, results only"},
    {OPT_HELP, "--help", "-h", NULL, "print this help"},
    {OPT_VERSION, "--version", NULL, NULL, "print the version"},
};

enum { ROWS = sizeof table / sizeof *table };

void options_help(void)
{
    for (size_t i = 0; i < ROWS; i++) {
        char name[40];
        (void)snprintf(name, sizeof name, "%s%s%s%s%s", table[i].letter != NULL ? table[i].letter : "",
                       table[i].letter != NULL ? ", " : "", table[i].name,
                       table[i].argument != NULL ? " " : "",
                       table[i].argument != NULL ? table[i].argument : "");
        (void)printf("  %-22s %s\n", name, table[i].help);
    }
}

static bool complain(const char *what, const char *about)
{
    (void)fprintf(stderr, "advise: %s%s\n", what, about);
    (void)fputs("Try 'advise --help'.\n", stderr);
    return false;
}

/// How many letters at the beginning agree.
static size_t shared(const char *a, const char *b)
{
    size_t n = 0;
    while (a[n] != '\0' && a[n] == b[n])
        n++;
    return n;
}

static bool complain_unknown(const char *argument, size_t length)
{
    const char *nearest = NULL;
    size_t most = 3; // the dashes and one letter
    for (size_t i = 0; i < ROWS; i++) {
        if (shared(argument, table[i].name) >= most) {
            most = shared(argument, table[i].name) + 1;
            nearest = table[i].name;
        }
    }
    (void)fprintf(stderr, "advise: unknown option '%.*s'", (int)length, argument);
    if (nearest != NULL)
        (void)fprintf(stderr, "; did you mean '%s'?", nearest);
    (void)fputs("\nTry 'advise --help'.\n", stderr);
    return false;
}

static bool read_count(const char *text, size_t *out)
{
    char *end;
    if (*text < '0' || *text > '9')
        return false;
    unsigned long value = strtoul(text, &end, 10);
    *out = value;
    return *end == '\0' && value > 0 && value <= 1000000;
}

static bool apply(options *o, option_id id, const char *value)
{
    switch (id) {
    case OPT_PACK: o->pack = value; return true;
    case OPT_FORMAT:
        o->json = strcmp(value, "json") == 0;
        return o->json || strcmp(value, "text") == 0 || complain("--format is text or json, not ", value);
    case OPT_TOP: return read_count(value, &o->top) || complain("--top wants a number from 1, not ", value);
    case OPT_ALL: o->all = true; return true;
    case OPT_AS_OF: o->as_of = value; return true;
    case OPT_SET:
        if (strchr(value, '=') == NULL || value[0] == '=')
            return complain("--set wants NAME=FEEL, not ", value);
        o->sets[o->set_count++] = value;
        return true;
    case OPT_WIDTH:
        return read_count(value, &o->width) || complain("--width wants a number from 1, not ", value);
    case OPT_NO_COLOR: o->no_colour = true; return true;
    case OPT_QUIET: o->quiet = true; return true;
    case OPT_HELP: o->help = true; return true;
    case OPT_VERSION: o->version = true; return true;
    }
    return false;
}

static const struct option_row *find(const char *argument, size_t length)
{
    for (size_t i = 0; i < ROWS; i++) {
        bool full = strlen(table[i].name) == length && strncmp(table[i].name, argument, length) == 0;
        bool letter = table[i].letter != NULL && strlen(table[i].letter) == length &&
                      strncmp(table[i].letter, argument, length) == 0;
        if (full || letter)
            return &table[i];
    }
    return NULL;
}

bool options_read(int count, char **arguments, options *out)
{
    *out = (options){0};
    out->sets = calloc((size_t)count + 1, sizeof *out->sets);
    out->operands = calloc((size_t)count + 1, sizeof *out->operands);
    if (out->sets == NULL || out->operands == NULL)
        return complain("out of memory", "");
    bool options_end = false;
    for (int i = 0; i < count; i++) {
        char *argument = arguments[i];
        if (options_end || argument[0] != '-' || argument[1] == '\0') {
            out->operands[out->operand_count++] = argument;
            continue;
        }
        if (strcmp(argument, "--") == 0) {
            options_end = true;
            continue;
        }
        const char *equals = strncmp(argument, "--", 2) == 0 ? strchr(argument, '=') : NULL;
        size_t length = equals != NULL ? (size_t)(equals - argument) : strlen(argument);
        const struct option_row *row = find(argument, length);
        if (row == NULL)
            return complain_unknown(argument, length);
        if (row->argument == NULL && equals != NULL)
            return complain("this option takes no value: ", argument);
        const char *value = equals != NULL ? equals + 1 : "";
        if (row->argument != NULL && equals == NULL) {
            if (i + 1 >= count)
                return complain("a value is missing after ", argument);
            value = arguments[++i];
        }
        if (!apply(out, row->id, value))
            return false;
    }
    return true;
}
