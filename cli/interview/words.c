#include "interview/words.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

const word_row word_table[] = {
    {WORD_WHY, "?", NULL, "why|why?", "why this is asked, and which advice depends on it"},
    {WORD_DONT_KNOW, "don't know", NULL, "dk|dont know|i don't know|i dont know|don’t know|i don’t know",
     "it is noted, and not asked again"},
    {WORD_SKIP, "skip", NULL, NULL, "leave this question out for now"},
    {WORD_BACK, "back", NULL, "undo", "take the last answer back"},
    {WORD_SHOW, "show", NULL, NULL, "all answers so far, with numbers"},
    {WORD_EDIT, "edit", "N", NULL, "change answer number N"},
    {WORD_ADVICE, "advice", NULL, NULL, "the advice so far"},
    {WORD_SAVE, "save", "FILE.yaml", NULL, "save the answers in another file, and go on there"},
    {WORD_QUIT, "quit", NULL, "exit|q", "end here; all answers are saved"},
    {WORD_HELP, "help", NULL, NULL, "this list"},
    {WORD_NONE, NULL, NULL, NULL, NULL}};

static const char *skip_blanks(const char *text)
{
    return text + strspn(text, " \t");
}

/// What follows the word in the line; NULL if the line does not begin with it.
static const char *after_word(const char *line, const char *word, size_t length)
{
    if (strncasecmp(line, word, length) != 0 || (line[length] != '\0' && strchr(" \t", line[length]) == NULL))
        return NULL;
    return skip_blanks(line + length);
}

/// The same for a word or one of the others for it.
static const char *after_any(const char *line, const word_row *row)
{
    const char *rest = after_word(line, row->word, strlen(row->word));
    for (const char *also = row->also; rest == NULL && also != NULL && *also != '\0';) {
        const size_t length = strcspn(also, "|");
        rest = after_word(line, also, length);
        also += length + (also[length] == '|');
    }
    return rest;
}

static bool ends_with(const char *text, const char *end)
{
    const size_t length = strlen(text);
    return length > strlen(end) && strcmp(text + length - strlen(end), end) == 0;
}

/// True if what follows the word makes a command of it. "save money" and "edit the memo" are answers.
static bool fits(const word_row *row, const char *rest)
{
    if (*rest == '\0')
        return true;
    if (row->id == WORD_EDIT)
        return rest[strspn(rest, "0123456789")] == '\0';
    return row->id == WORD_SAVE && (ends_with(rest, ".yaml") || ends_with(rest, ".yml"));
}

word_id words_find(const char *line, const char **argument)
{
    line = skip_blanks(line);
    for (const word_row *row = word_table; row->word != NULL; row++) {
        const char *rest = after_any(line, row);
        if (rest != NULL && fits(row, rest)) {
            *argument = rest;
            return row->id;
        }
    }
    *argument = "";
    return WORD_NONE;
}
