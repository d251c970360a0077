/// The words that are commands within an interview. Everything else is an answer.
///
/// A line is a command only if all of it is one of these words; upper and lower case are the same. An answer that is such a word is written
/// in quotation marks, except for the values of a list of choices, which count as answers if they are written out.
#ifndef ADVISE_CLI_INTERVIEW_WORDS_H
#define ADVISE_CLI_INTERVIEW_WORDS_H

#include <stddef.h>

typedef enum word_id {
    WORD_NONE, ///< an answer
    WORD_WHY,
    WORD_DONT_KNOW,
    WORD_SKIP,
    WORD_BACK,
    WORD_SHOW,
    WORD_EDIT,
    WORD_ADVICE,
    WORD_SAVE,
    WORD_QUIT,
    WORD_HELP,
} word_id;

/// What `help` prints of a command.
typedef struct word_row {
    word_id id;
    const char *word;
    const char *argument; ///< "N"; NULL if there is none
    const char *also;     ///< other words for it, separated by '|'; NULL if there are none
    const char *help;
} word_row;

/// The commands in the order of the help; ends with one without a word.
extern const word_row word_table[];

/// The command that the line is.
/// @param argument  receives what follows the word, "" if nothing does: points into the line
word_id words_find(const char *line, const char **argument);

#endif
