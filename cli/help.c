// Writes options as lines for a terminal, and as troff for the manual page.
#include "help.h"
#include "write/memory.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NAMES = 24, WIDTH = 80, PAGE_WIDTH = 120 };

/// What an option does, with its default. Free with free.
static char *help_of(const option_row *row)
{
    if (row->kind != OPTION_CHOICE || row->argument == NULL)
        return must_have(strdup(row->help));
    return must_format("%s (default: %.*s)", row->help, (int)strcspn(row->argument, "|"), row->argument);
}

// --- for a terminal ---

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

// --- for the manual page ---

static void put_escaped(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if (text[i] == '-' || text[i] == '\\')
            (void)fputs(text[i] == '-' ? "\\-" : "\\e", stdout);
        else
            (void)putchar(text[i]);
    }
}

/// The length of an option's name or of a quotation that the word begins with, which stand in bold; 0 if it begins with neither.
static size_t bold_length(const char *word)
{
    if (strncmp(word, "--", 2) == 0 && islower((unsigned char)word[2]))
        return strspn(word, "-abcdefghijklmnopqrstuvwxyz");
    const char *end = *word == '\'' ? strchr(word + 1, '\'') : NULL;
    return end != NULL && !isalpha((unsigned char)end[1]) ? (size_t)(end + 1 - word) : 0;
}

/// Prints text in lines that are short enough to read a difference of.
static void put_text(const char *text)
{
    size_t column = 0;
    while (*text != '\0') {
        size_t bold = bold_length(text);
        size_t quote = *text == '\'' && bold > 0;
        size_t length = bold > 0 ? bold + strcspn(text + bold, " ") : strcspn(text, " ");
        bool fits = column + length < PAGE_WIDTH;
        if (column > 0)
            (void)putchar(fits ? ' ' : '\n');
        column = column > 0 && fits ? column + 1 + length : length;
        if (bold > 0) {
            (void)fputs("\\fB", stdout);
            put_escaped(text + quote, bold - 2 * quote);
            (void)fputs("\\fR", stdout);
        }
        put_escaped(text + bold, length - bold);
        text += length + (text[length] == ' ');
    }
}

static void put_option(const option_row *row)
{
    (void)fputs(".TP\n\\fB", stdout);
    if (row->letter != NULL) {
        put_escaped(row->letter, strlen(row->letter));
        (void)fputs("\\fR, \\fB", stdout);
    }
    put_escaped(row->name, strlen(row->name));
    (void)fputs("\\fR", stdout);
    if (row->argument != NULL) {
        (void)fputs(" \\fI", stdout);
        put_escaped(row->argument, strlen(row->argument));
        (void)fputs("\\fR", stdout);
    }
    char *help = help_of(row);
    char *text = must_format("%c%s.%s%s", toupper((unsigned char)help[0]), help + 1,
                             row->more != NULL ? " " : "", row->more != NULL ? row->more : "");
    (void)putchar('\n');
    put_text(text);
    (void)putchar('\n');
    free(help);
    free(text);
}

static void put_shared_names(const command *c)
{
    const option_row *row;
    (void)fputs(".PP\nShared options: ", stdout);
    const char *before = "";
    for (size_t i = 0; (row = command_option(c, i)) != NULL; i++) {
        if (!option_is_common(row))
            continue;
        (void)printf("%s\\fB", before);
        put_escaped(row->name, strlen(row->name));
        (void)fputs("\\fR", stdout);
        const option_row *next = command_option(c, i + 1);
        before = next != NULL && command_option(c, i + 2) == NULL ? " and " : ", ";
    }
    (void)fputs(".\n", stdout);
}

void help_manual(const command *const *commands, size_t count)
{
    const option_row *row;
    static const command all = {.name = "", .common = COMMON_ALL};
    for (size_t c = 0; c < count; c++) {
        bool is_main = commands[c]->name[0] == '\0';
        (void)printf(".SS Options of advise %s\n", is_main ? "PROFILE" : commands[c]->name);
        for (size_t i = 0; (row = command_option(commands[c], i)) != NULL; i++) {
            if (!option_is_common(row))
                put_option(row);
        }
        put_shared_names(commands[c]);
    }
    (void)puts(".SS Shared options");
    for (size_t i = 0; (row = command_option(&all, i)) != NULL; i++)
        put_option(row);
}
