// Reads a line that is not finished by the tables of options and the usage of its command.
#include "complete.h"
#include "advise.h"
#include "complete_pack.h"
#include "write/memory.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/// What was typed of a command.
typedef struct typed_line {
    const command *command;
    pack_choice pack;
    const option_row *pending; ///< the option whose value is at the cursor; NULL: none
    size_t operands;           ///< before the cursor
    bool only_operands;        ///< "--" was there
    const char *word;          ///< at the cursor
} typed_line;

static void offer_commands(const command *const *commands, size_t count, const candidate_list *to)
{
    for (size_t i = 1; i < count; i++)
        candidate_offer(to, commands[i]->name, commands[i]->summary);
}

static void offer_choice(const candidate_list *to, const char *words)
{
    while (*words != '\0') {
        const size_t length = strcspn(words, "|");
        char *word = must_have(strndup(words, length));
        candidate_offer(to, word, "");
        free(word);
        words += length + (words[length] == '|');
    }
}

static void offer_codes(const candidate_list *to)
{
    for (size_t i = 0; i < advise_code_count(); i++)
        candidate_offer(to, advise_code_get(i).code, "");
}

/// Offers what a word of a usage or an option's argument stands for.
static void offer_kind(const typed_line *line, const candidate_list *to, const char *kind)
{
    static const struct {
        const char *kind;
        void (*offer)(const pack_choice *pack, const candidate_list *to);
    } from_pack[] = {{"PACK", complete_packs},      {"OLD", complete_packs},
                     {"NEW", complete_packs},       {"ID", complete_ids},
                     {"REC", complete_advice},      {"FACT", complete_facts},
                     {"FACTS", complete_fact_list}, {"FACT=FEEL", complete_fact_value}};
    static const char *const files[] = {"FILE", "OTHER", "TABLE", "PROFILE", "INPUT", "RESULTS", "COHORT"};
    static const char *const folders[] = {"PACK", "OLD", "NEW", "DIR", "DIRS", "FOLDER"};
    for (size_t i = 0; i < sizeof from_pack / sizeof *from_pack; i++) {
        if (strcmp(from_pack[i].kind, kind) == 0)
            from_pack[i].offer(&line->pack, to);
    }
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        if (strcmp(files[i], kind) == 0)
            (void)puts(":files");
    }
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        if (strcmp(folders[i], kind) == 0)
            (void)puts(":folders");
    }
    if (strcmp("CODE", kind) == 0)
        offer_codes(to);
}

static void offer_value(const typed_line *line, const candidate_list *to, const option_row *row)
{
    if (row->kind == OPTION_CHOICE)
        offer_choice(to, row->argument);
    else
        offer_kind(line, to, row->argument);
}

/// Offers the option names, or the value after "--name=".
static void offer_options(const typed_line *line)
{
    const option_row *row;
    const char *equals = strchr(line->word, '=');
    if (equals == NULL) {
        const candidate_list to = {line->word, 0};
        for (size_t i = 0; (row = command_option(line->command, i)) != NULL; i++)
            candidate_offer(&to, row->name, row->help);
        return;
    }
    row = command_option_named(line->command, line->word, (size_t)(equals - line->word));
    const candidate_list to = {line->word, (size_t)(equals + 1 - line->word)};
    if (row != NULL && row->argument != NULL)
        offer_value(line, &to, row);
}

/// The word of the usage that stands for the next operand; the last if that may come again, NULL if there may be no more.
static const char *usage_word(const char *usage, size_t operands)
{
    const char *at = strstr(usage, "[OPTION…]");
    at = at != NULL ? at + strlen("[OPTION…]")
                    : usage + strcspn(usage, " "); // the program's name, then its command
    const char *word = NULL;
    for (size_t i = 0; i <= operands; i++) {
        at += strspn(at, " ");
        if (*at == '\0')
            return word != NULL && strstr(word, "…") != NULL ? word : NULL;
        word = at;
        at += strcspn(at, " ");
    }
    return word;
}

/// Offers each kind of a word such as "[PACK|FILE…]".
static void offer_usage_word(const typed_line *line, const char *word)
{
    const candidate_list to = {line->word, 0};
    word += *word == '[';
    while (*word != '\0' && *word != ' ') {
        const size_t length = strcspn(word, "|[] …");
        char *kind = must_have(strndup(word, length));
        if (islower((unsigned char)*word))
            candidate_offer(&to, kind, "");
        else
            offer_kind(line, &to, kind);
        free(kind);
        word += strcspn(word, "| ");
        word += *word == '|';
    }
}

static void offer_operand(const typed_line *line)
{
    const char *word = usage_word(line->command->usage, line->operands);
    if (word == NULL)
        return;
    offer_usage_word(line, word);
    const char *next = strchr(word, ' ');
    if (*word == '[' && next != NULL) // may be left out: the next may stand here
        offer_usage_word(line, next + 1);
}

static void keep_value(typed_line *line, const option_row *row, const char *value)
{
    if (strcmp(row->argument, "PACK") == 0)
        line->pack.pack = value;
    else if (strcmp(row->name, "--pack-path") == 0)
        line->pack.options.pack_path = value;
}

static void keep_operand(typed_line *line, const char *text)
{
    const char *word = usage_word(line->command->usage, line->operands++);
    word = word != NULL && *word == '[' ? word + 1 : word;
    if (word != NULL && strncmp(word, "PACK", 4) == 0)
        line->pack.pack = text;
}

static void read_word(typed_line *line, const char *word)
{
    const char *equals = strchr(word, '=');
    if (line->pending != NULL) {
        keep_value(line, line->pending, word);
        line->pending = NULL;
    } else if (line->only_operands || word[0] != '-' || word[1] == '\0') {
        keep_operand(line, word);
    } else if (strcmp(word, "--") == 0) {
        line->only_operands = true;
    } else {
        const option_row *row = command_option_named(line->command, word,
                                                     equals != NULL ? (size_t)(equals - word) : strlen(word));
        if (row != NULL && row->argument != NULL && equals != NULL)
            keep_value(line, row, equals + 1);
        else if (row != NULL && row->argument != NULL)
            line->pending = row;
    }
}

static void offer_next(const typed_line *line)
{
    const candidate_list to = {line->word, 0};
    if (line->pending != NULL)
        offer_value(line, &to, line->pending);
    else if (!line->only_operands && line->word[0] == '-')
        offer_options(line);
    else
        offer_operand(line);
}

void complete_words(const command *const *commands, size_t command_count, int count, char **words)
{
    if (count <= 0)
        return;
    const candidate_list first = {words[0], 0};
    typed_line line = {.command = commands[0], .word = words[count - 1]};
    int at = 0;
    if (count == 1) {
        offer_commands(commands, command_count, &first);
        candidate_offer(&first, "help", "Print the help of a command.");
    } else if (strcmp(words[0], "help") == 0) {
        const candidate_list to = {line.word, 0};
        offer_commands(commands, count == 2 ? command_count : 0, &to);
        return;
    }
    for (size_t i = 1; count > 1 && i < command_count; i++) {
        if (strcmp(commands[i]->name, words[0]) == 0) {
            line.command = commands[i];
            at = 1;
        }
    }
    for (; at + 1 < count; at++)
        read_word(&line, words[at]);
    offer_next(&line);
}
