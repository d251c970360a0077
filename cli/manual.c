// Writes manual pages in the language of troff. Lines are short, as mandoc wants them and as a difference is read.
#include "manual.h"
#include "advise.h"
#include "help.h"
#include "write/memory.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PAGE_WIDTH = 76 };

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

/// How many characters a text takes with what escapes it.
static size_t escaped_length(const char *text, size_t length)
{
    size_t sum = length;
    for (size_t i = 0; i < length; i++)
        sum += text[i] == '-' || text[i] == '\\';
    return sum;
}

/// Prints text in short lines, none of which begins like a request.
static void put_text(const char *text)
{
    size_t column = 0;
    while (*text != '\0') {
        size_t bold = bold_length(text);
        size_t quote = *text == '\'' && bold > 0;
        size_t length = bold > 0 ? bold + strcspn(text + bold, " ") : strcspn(text, " ");
        size_t shown = escaped_length(text, length) + (bold > 0 ? strlen("\\fB\\fR") : 0);
        bool fits = column + shown < PAGE_WIDTH;
        if (column > 0)
            (void)putchar(fits ? ' ' : '\n');
        if ((column == 0 || !fits) && bold == 0 && (*text == '.' || *text == '\''))
            (void)fputs("\\&", stdout);
        column = column > 0 && fits ? column + 1 + shown : shown;
        if (bold > 0) {
            (void)fputs("\\fB", stdout);
            put_escaped(text + quote, bold - 2 * quote);
            (void)fputs("\\fR", stdout);
        }
        put_escaped(text + bold, length - bold);
        text += length + (text[length] == ' ');
    }
    (void)putchar('\n');
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
    free(help);
    free(text);
}

static void put_shared_names(const command *c)
{
    const option_row *row;
    char *text = NULL;
    size_t length;
    FILE *list = must_open_text(&text, &length);
    const char *before = "Shared options: ";
    for (size_t i = 0; (row = command_option(c, i)) != NULL; i++) {
        if (!option_is_common(row))
            continue;
        (void)fprintf(list, "%s%s", before, row->name);
        const option_row *next = command_option(c, i + 1);
        before = next != NULL && command_option(c, i + 2) == NULL ? " and " : ", ";
    }
    (void)fputs(".", list);
    must_close_text(list, &text);
    put_text(text);
    free(text);
}

void manual_options(const command *const *commands, size_t count)
{
    const option_row *row;
    static const command all = {.name = "", .common = COMMON_ALL};
    for (size_t c = 0; c < count; c++) {
        bool is_main = commands[c]->name[0] == '\0';
        (void)printf(".SS Options of advise %s\n", is_main ? "PROFILE" : commands[c]->name);
        for (size_t i = 0; (row = command_option(commands[c], i)) != NULL; i++) {
            if (option_is_common(row)) {
                (void)fputs(i > 0 ? ".PP\n" : "", stdout);
                break;
            }
            put_option(row);
        }
        put_shared_names(commands[c]);
    }
    (void)puts(".SS Shared options");
    for (size_t i = 0; (row = command_option(&all, i)) != NULL; i++)
        put_option(row);
}

// --- a page of its own ---

/// The usage, with the command's words in bold and what stands for something else in italics.
static void put_synopsis(const command *c)
{
    const char *rest = strstr(c->usage, " [OPTION");
    const size_t words = rest != NULL ? (size_t)(rest - c->usage) : strlen(c->usage);
    (void)fputs(".SH SYNOPSIS\n\\fB", stdout);
    put_escaped(c->usage, words);
    (void)fputs("\\fR", stdout);
    bool italic = false;
    for (const char *at = c->usage + words; *at != '\0'; at++) {
        const bool upper = isupper((unsigned char)*at) != 0;
        if (upper != italic)
            (void)fputs(upper ? "\\fI" : "\\fR", stdout);
        italic = upper;
        if (strncmp(at, "…", strlen("…")) == 0) {
            (void)fputs("...", stdout);
            at += strlen("…") - 1;
        } else {
            put_escaped(at, 1);
        }
    }
    (void)puts(italic ? "\\fR" : "");
}

void manual_page(const command *c)
{
    const option_row *row;
    const size_t length = strlen(c->summary);
    char *name = must_format("advise-%s - %c%.*s", c->name, tolower((unsigned char)c->summary[0]),
                             (int)length - 2, c->summary + 1);
    (void)puts(".SH NAME");
    put_text(name);
    free(name);
    put_synopsis(c);
    (void)puts(".\\\" description\n.SH OPTIONS");
    for (size_t i = 0; (row = command_option(c, i)) != NULL; i++)
        put_option(row);
    (void)fputs(".SH EXAMPLES\n.EX\n", stdout);
    put_escaped(c->example, strlen(c->example));
    (void)puts(
        "\n.EE\n.SH SEE ALSO\n.BR advise (1),\n.BR advise\\-pack (5),\n.BR advise\\-profile (5)\n.PP\n"
        "The search path of packs, the exit status and the environment are described in\n.BR advise (1).");
}

// --- the keys of a pack's files ---

static void put_key(const advise_key *key)
{
    (void)fputs(".TP\n\\fB", stdout);
    put_escaped(key->name, strlen(key->name));
    (void)fputs("\\fR", stdout);
    if (key->words[0] != '\0') {
        (void)fputs(" \\fI", stdout);
        put_escaped(key->words, strlen(key->words));
        (void)fputs("\\fR", stdout);
    }
    (void)putchar('\n');
    char *text = must_format("%s%s", key->help, key->required ? " Required." : "");
    put_text(text);
    free(text);
}

void manual_keys(void)
{
    static const char *const files[ADVISE_FILE_KINDS] = {
        [ADVISE_FILE_PACK] = "pack.yaml",
        [ADVISE_FILE_VOCABULARY] = "vocabulary.yaml",
        [ADVISE_FILE_RECOMMENDATIONS] = "recommendations.yaml",
        [ADVISE_FILE_RULES] = "Every other *.yaml: rules",
        [ADVISE_FILE_TESTS] = "*.test.yaml: tests",
    };
    for (size_t kind = 0; kind < ADVISE_FILE_KINDS; kind++) {
        size_t depth = 0;
        (void)printf(".SS %s\n", files[kind]);
        for (size_t i = 0; i < advise_key_count((advise_file_kind)kind); i++) {
            const advise_key key = advise_key_get((advise_file_kind)kind, i);
            for (; depth < key.depth; depth++)
                (void)puts(".RS");
            for (; depth > key.depth; depth--)
                (void)puts(".RE");
            put_key(&key);
        }
        for (; depth > 0; depth--)
            (void)puts(".RE");
    }
}
