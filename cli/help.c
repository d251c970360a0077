// Writes options as lines for a terminal.
#include "help.h"
#include "write/memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NAMES = 24, WIDTH = 80 };

char *help_of(const option_row *row)
{
    if (row->kind != OPTION_CHOICE || row->argument == NULL)
        return must_have(strdup(row->help));
    return must_format("%s (default: %.*s)", row->help, (int)strcspn(row->argument, "|"), row->argument);
}

/// Prints words, of which the first stands in the column NAMES, and begins a new line there whenever one is full.
static void print_words(const char *text)
{
    size_t column = NAMES;
    while (*text != '\0') {
        size_t length = strcspn(text, " ");
        if (column > NAMES && column + 1 + length > WIDTH) {
            (void)printf("\n%*s", NAMES, "");
            column = NAMES;
        }
        column += (size_t)printf("%s%.*s", column > NAMES ? " " : "", (int)length, text);
        text += length + (text[length] == ' ');
    }
    (void)putchar('\n');
}

void help_options(const command *c)
{
    const option_row *row;
    for (size_t i = 0; (row = command_option(c, i)) != NULL; i++) {
        bool has_letter = row->letter != NULL;
        bool has_argument = row->argument != NULL;
        char *name = must_format("  %s%s%s%s%s", has_letter ? row->letter : "", has_letter ? ", " : "",
                                 row->name, has_argument ? " " : "", has_argument ? row->argument : "");
        char *help = help_of(row);
        if (strlen(name) < NAMES)
            (void)printf("%-*s", NAMES, name);
        else
            (void)printf("%s\n%*s", name, NAMES, "");
        print_words(help);
        free(name);
        free(help);
    }
}
