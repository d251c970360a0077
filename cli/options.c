// Reads arguments by a command's table of options, and knows what a misspelt option was meant to be.
#include "options.h"
#include "write/memory.h"
#include "write/screen.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MEMBER(name) offsetof(common_options, name)

/// The options that are no command's own, and the bit by which a command takes one; 0: all take it.
static const struct {
    unsigned bit;
    option_row row;
} common[] = {
    {COMMON_PACK_PATH,
     {"--pack-path", NULL, "DIRS", OPTION_TEXT, MEMBER(pack_path),
      "look for packs by name in DIRS (joined by ':') first", "See SEARCH PATH."}},
    {COMMON_SCREEN,
     {"--width", NULL, "N", OPTION_COUNT, MEMBER(width),
      "write for N columns (default: the terminal's, or 80)", "At least 20 are used."}},
    {COMMON_SCREEN,
     {"--no-color", NULL, NULL, OPTION_FLAG, MEMBER(no_colour),
      "do not use colour (default: only on a terminal)", "Colour is never used if NO_COLOR is set."}},
    {COMMON_QUIET,
     {"--quiet", "-q", NULL, OPTION_FLAG, MEMBER(quiet), "print results and errors only, no warnings", NULL}},
    {0, {"--help", "-h", NULL, OPTION_FLAG, MEMBER(help), "print this help", NULL}},
    {0, {"--version", NULL, NULL, OPTION_FLAG, MEMBER(version), "print the version", NULL}},
};

enum { COMMON = sizeof common / sizeof *common };

const option_row *command_option(const command *c, size_t index)
{
    const option_row *own = c->rows;
    for (; own != NULL && own->name != NULL; own++) {
        if (index-- == 0)
            return own;
    }
    for (size_t i = 0; i < COMMON; i++) {
        bool taken = common[i].bit == 0 || (c->common & common[i].bit) != 0;
        if (taken && index-- == 0)
            return &common[i].row;
    }
    return NULL;
}

bool option_is_common(const option_row *row)
{
    for (size_t i = 0; i < COMMON; i++) {
        if (row == &common[i].row)
            return true;
    }
    return false;
}

/// The command whose arguments were read, for messages.
static const char *asked = "";

int wrong_usage(const char *format, ...)
{
    va_list list;
    char *text = NULL;
    va_start(list, format);
    (void)must_have(vasprintf(&text, format, list) >= 0 ? text : NULL);
    va_end(list);
    (void)fputs("advise: ", stderr);
    screen_safe(stderr, text); // it may quote an argument
    free(text);
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

static void complain_unknown(const command *c, const char *argument, size_t length)
{
    const char *nearest = NULL;
    size_t most = 3; // the dashes and one letter
    const option_row *row;
    for (size_t i = 0; (row = command_option(c, i)) != NULL; i++) {
        if (letters_shared(argument, row->name) >= most) {
            most = letters_shared(argument, row->name) + 1;
            nearest = row->name;
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

/// Fills in the member of an option. False, with a message, if the value is wrong.
static bool apply(const option_row *row, void *into, const char *value)
{
    char *member = (char *)into + row->offset;
    if (row->argument == NULL)
        return *(bool *)member = true;
    switch (row->kind) {
    case OPTION_FLAG: break;
    case OPTION_TEXT: *(const char **)(void *)member = value; return true;
    case OPTION_COUNT:
        if (read_count(value, (size_t *)(void *)member))
            return true;
        (void)wrong_usage("%s takes a number from 1, not %s", row->name, value);
        return false;
    case OPTION_CHOICE:
        return read_choice(row->argument, value, (size_t *)(void *)member) || complain_choice(row, value);
    case OPTION_TEXTS: {
        text_list *list = (text_list *)(void *)member;
        list->items[list->count++] = value;
        return true;
    }
    case OPTION_SEQUENCE: {
        text_list *list = (text_list *)(void *)member;
        list->items[list->count++] = row->name;
        list->items[list->count++] = value;
        return true;
    }
    }
    return false;
}

const option_row *command_option_named(const command *c, const char *argument, size_t length)
{
    const option_row *row;
    for (size_t i = 0; (row = command_option(c, i)) != NULL; i++) {
        bool full = strlen(row->name) == length && strncmp(row->name, argument, length) == 0;
        bool letter = row->letter != NULL && strlen(row->letter) == length &&
                      strncmp(row->letter, argument, length) == 0;
        if (full || letter)
            break;
    }
    return row;
}

/// How many lists of texts the option may fill.
static size_t lists_of(const option_row *row)
{
    return row->kind == OPTION_TEXTS ? 1 : row->kind == OPTION_SEQUENCE ? 2 : 0;
}

/// Room for the operands and for each list of texts, in one block.
static void make_room(const command *c, size_t count, void *own, arguments *out)
{
    size_t lists = 1;
    const option_row *row;
    for (size_t i = 0; (row = command_option(c, i)) != NULL; i++)
        lists += lists_of(row);
    const char **room = must_have(calloc(lists * (count + 1), sizeof *room));
    out->memory = room;
    out->operands = room;
    for (size_t i = 0; (row = command_option(c, i)) != NULL; i++) {
        if (lists_of(row) > 0)
            ((text_list *)(void *)((char *)own + row->offset))->items = room + count + 1;
        room += lists_of(row) * (count + 1);
    }
}

/// Reads the option at `at`, and its value, which may be the next argument. False, with a message, if they are wrong.
static bool read_option(const command *c, int count, char **texts, int *at, void *own, arguments *out)
{
    char *argument = texts[*at];
    const char *equals = strncmp(argument, "--", 2) == 0 ? strchr(argument, '=') : NULL;
    size_t length = equals != NULL ? (size_t)(equals - argument) : strlen(argument);
    const option_row *row = command_option_named(c, argument, length);
    const char *value = equals != NULL ? equals + 1 : "";
    if (row == NULL) {
        complain_unknown(c, argument, length);
        return false;
    }
    if (row->argument == NULL && equals != NULL) {
        (void)wrong_usage("this option takes no value: %s", argument);
        return false;
    }
    if (row->argument != NULL && equals == NULL) {
        if (*at + 1 >= count) {
            (void)wrong_usage("a value is missing after %s", argument);
            return false;
        }
        value = texts[++*at];
    }
    return apply(row, option_is_common(row) ? &out->common : own, value);
}

static bool asks_for_help(int count, char **texts)
{
    for (int i = 0; i < count && strcmp(texts[i], "--") != 0; i++) {
        if (strcmp(texts[i], "--help") == 0 || strcmp(texts[i], "-h") == 0)
            return true;
    }
    return false;
}

bool options_read(const command *c, int count, char **texts, void *own, arguments *out)
{
    *out = (arguments){.own = own, .words = texts};
    asked = c->name;
    out->common.help = asks_for_help(count, texts);
    if (out->common.help)
        return true;
    make_room(c, (size_t)count, own, out);
    bool options_end = false;
    for (int i = 0; i < count; i++) {
        if (options_end || texts[i][0] != '-' || texts[i][1] == '\0')
            out->operands[out->operand_count++] = texts[i];
        else if (strcmp(texts[i], "--") == 0)
            options_end = true;
        else if (!read_option(c, count, texts, &i, own, out))
            return false;
    }
    return true;
}

void options_free(arguments *a)
{
    free(a->memory);
}
