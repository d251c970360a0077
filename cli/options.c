// Reads arguments by a command's table of options, prints help from it, and knows what a misspelt option was meant to be.
#include "options.h"
#include "write/memory.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const option_row common_rows[] = {
    {"--pack-path", NULL, "DIRS", OPTION_TEXT, offsetof(common_options, pack_path),
     "look for packs by name in DIRS (joined by ':') first"},
    {"--width", NULL, "N", OPTION_COUNT, offsetof(common_options, width), "write for N columns"},
    {"--no-color", NULL, NULL, OPTION_FLAG, offsetof(common_options, no_colour), "do not colour"},
    {"--quiet", "-q", NULL, OPTION_FLAG, offsetof(common_options, quiet), "no warnings, results only"},
    {"--help", "-h", NULL, OPTION_FLAG, offsetof(common_options, help), "print this help"},
    {"--version", NULL, NULL, OPTION_FLAG, offsetof(common_options, version), "print the version"},
    {0}};

/// The tables of a command: its own rows, then those of all commands.
typedef struct tables {
    const option_row *rows[2];
} tables;

static tables tables_of(const command *c)
{
    static const option_row none[] = {{0}};
    return (tables){{c->rows != NULL ? c->rows : none, common_rows}};
}

void options_help(const command *c)
{
    tables all = tables_of(c);
    for (size_t t = 0; t < 2; t++) {
        for (const option_row *row = all.rows[t]; row->name != NULL; row++) {
            char name[60];
            (void)snprintf(name, sizeof name, "%s%s%s%s%s", row->letter != NULL ? row->letter : "",
                           row->letter != NULL ? ", " : "", row->name, row->argument != NULL ? " " : "",
                           row->argument != NULL ? row->argument : "");
            (void)printf(strlen(name) > 22 ? "  %s\n  %-22s %s\n" : "  %-22s%s %s\n", name, "", row->help);
        }
    }
}

/// The command whose arguments were read, for messages.
static const char *asked = "";

int wrong_usage(const char *format, ...)
{
    va_list list;
    (void)fputs("advise: ", stderr);
    va_start(list, format);
    (void)vfprintf(stderr, format, list);
    va_end(list);
    (void)fprintf(stderr, "\nTry 'advise %s%s'.\n", asked[0] != '\0' ? "help " : "--help", asked);
    return EXIT_USAGE;
}

size_t letters_shared(const char *a, const char *b)
{
    size_t n = 0;
    while (a[n] != '\0' && a[n] == b[n])
        n++;
    return n;
}

static void complain_unknown(const tables *all, const char *argument, size_t length)
{
    const char *nearest = NULL;
    size_t most = 3; // the dashes and one letter
    for (size_t t = 0; t < 2; t++) {
        for (const option_row *row = all->rows[t]; row->name != NULL; row++) {
            if (letters_shared(argument, row->name) >= most) {
                most = letters_shared(argument, row->name) + 1;
                nearest = row->name;
            }
        }
    }
    if (nearest != NULL)
        (void)wrong_usage("unknown option '%.*s'; did you mean '%s'?", (int)length, argument, nearest);
    else
        (void)wrong_usage("unknown option '%.*s'", (int)length, argument);
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

/// The position of a word among those that '|' separates.
static bool read_choice(const char *words, const char *text, size_t *out)
{
    size_t length = strlen(text);
    *out = 0;
    for (const char *word = words;; (*out)++) {
        size_t end = strcspn(word, "|");
        if (end == length && strncmp(word, text, length) == 0)
            return true;
        if (word[end] == '\0')
            return false;
        word += end + 1;
    }
}

static bool complain_choice(const option_row *row, const char *value)
{
    char words[200] = "";
    size_t length = 0;
    for (const char *word = row->argument; *word != '\0' && length < sizeof words;) {
        size_t end = strcspn(word, "|");
        bool last = word[end] == '\0';
        const char *joint = word == row->argument ? "" : last ? " or " : ", ";
        length += (size_t)snprintf(words + length, sizeof words - length, "%s%.*s", joint, (int)end, word);
        word += last ? end : end + 1;
    }
    (void)wrong_usage("%s is %s, not %s", row->name, words, value);
    return false;
}

static bool apply(const option_row *row, void *into, const char *value)
{
    char *member = (char *)into + row->offset;
    if (row->argument == NULL || row->kind == OPTION_FLAG) {
        *(bool *)member = true;
        return true;
    }
    switch (row->kind) {
    case OPTION_FLAG: break;
    case OPTION_TEXT: *(const char **)(void *)member = value; return true;
    case OPTION_COUNT:
        if (read_count(value, (size_t *)(void *)member))
            return true;
        (void)wrong_usage("%s wants a number from 1, not %s", row->name, value);
        return false;
    case OPTION_CHOICE:
        return read_choice(row->argument, value, (size_t *)(void *)member) || complain_choice(row, value);
    case OPTION_TEXTS: {
        text_list *list = (text_list *)(void *)member;
        list->items[list->count++] = value;
        return true;
    }
    }
    return false;
}

static const option_row *find(const option_row *rows, const char *argument, size_t length)
{
    for (const option_row *row = rows; row->name != NULL; row++) {
        bool full = strlen(row->name) == length && strncmp(row->name, argument, length) == 0;
        bool letter = row->letter != NULL && strlen(row->letter) == length &&
                      strncmp(row->letter, argument, length) == 0;
        if (full || letter)
            return row;
    }
    return NULL;
}

/// Room for the operands and for each list of texts, in one block.
static void make_room(const option_row *rows, size_t count, void *own, arguments *out)
{
    size_t lists = 1;
    for (const option_row *row = rows; row->name != NULL; row++)
        lists += row->kind == OPTION_TEXTS;
    const char **room = must_have(calloc(lists * (count + 1), sizeof *room));
    out->memory = room;
    out->operands = room;
    for (const option_row *row = rows; row->name != NULL; row++) {
        if (row->kind == OPTION_TEXTS)
            ((text_list *)(void *)((char *)own + row->offset))->items = room += count + 1;
    }
}

bool options_read(const command *c, int count, char **texts, void *own, arguments *out)
{
    tables all = tables_of(c);
    *out = (arguments){.own = own};
    asked = c->name;
    make_room(all.rows[0], (size_t)count, own, out);
    bool options_end = false;
    for (int i = 0; i < count; i++) {
        char *argument = texts[i];
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
        const option_row *row = find(all.rows[0], argument, length);
        void *into = row != NULL ? own : &out->common;
        if (row == NULL)
            row = find(all.rows[1], argument, length);
        if (row == NULL) {
            complain_unknown(&all, argument, length);
            return false;
        }
        if (row->argument == NULL && equals != NULL) {
            (void)wrong_usage("this option takes no value: %s", argument);
            return false;
        }
        const char *value = equals != NULL ? equals + 1 : "";
        if (row->argument != NULL && equals == NULL) {
            if (i + 1 >= count) {
                (void)wrong_usage("a value is missing after %s", argument);
                return false;
            }
            value = texts[++i];
        }
        if (!apply(row, into, value))
            return false;
    }
    return true;
}

void options_free(arguments *a)
{
    free(a->memory);
}
