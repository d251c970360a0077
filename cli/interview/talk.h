/// A conversation under way. Private to cli/interview/, and declares the functions of talk.c, begin.c, answer.c, commands.c and end.c.
#ifndef ADVISE_CLI_INTERVIEW_TALK_H
#define ADVISE_CLI_INTERVIEW_TALK_H

#include "interview/interview.h"
#include "interview/words.h"

typedef struct talk {
    const interview_call *call;
    advise_interview *interview;
    char *path; ///< where answers are saved
    screen screen;
    char *topic, *item; ///< of the question before
    size_t final_places;
    char *heads;     ///< of the first places, after the latest answer
    size_t same;     ///< answers since they changed
    size_t quiet;    ///< as many, until an end is offered
    bool just_asked; ///< the question stands right above: nothing need be said before the prompt
    bool has_said_places;
    bool is_closed; ///< it was said that there are no more questions
    bool ended;
    bool unsaved; ///< the latest answers could not be saved
    int status;
} talk;

// --- talk.c: what all parts do ---

/// Says a paragraph, and frees it.
void talk_say(const talk *t, ink i, char *text);

/// Keeps a copy of a text in place of the one before.
void talk_keep_text(char **at, const char *text);

bool talk_is_asking(const talk *t);

/// @param top  entries; 0: all
void talk_say_advice(const talk *t, size_t top);

/// Saves the answers. If that fails, it is said once: the answers are kept, and saving is tried again after the next one.
void talk_save(talk *t);

/// Reads the next line. It lives until the next call.
typed_outcome talk_read_line(const talk *t, const char **line, size_t *length);

/// Ends the conversation, since there is no memory to go on with.
void talk_end_without_memory(talk *t);

// --- begin.c ---

/// Asks for the file to save in. False at the end of the input.
bool begin_ask_for_file(talk *t);

/// Begins the interview with what is in the file. False, with a message, and with `status` set, if that cannot be.
bool begin_open(talk *t);

/// Says what this is and what may be typed, unless that is to be left out.
void begin_greet(const talk *t);

// --- answer.c ---

/// Says what became of an answer; saves what was accepted.
/// @param typed  what need not be repeated back, since it was typed like that
void answer_take(talk *t, advise_status status, const advise_reply *reply, const char *typed);

/// Answers the question with a line.
void answer_give(talk *t, const char *text, size_t length);

/// Answers the question with a text, and reads the rest of it.
/// @param first  the line that was typed, which the next one replaces
void answer_give_text(talk *t, const char *first, size_t first_length);

// --- commands.c ---

/// Runs a command.
/// @param argument    what stands behind its word
/// @param after_show  becomes true if the answers were listed: a number that is typed next chooses one of them
void commands_run(talk *t, word_id word, const char *argument, bool *after_show);

/// Asks the question of an answer again.
/// @param number  of the answer, as listed; another is refused with a message
void commands_edit(talk *t, const char *number);

// --- end.c ---

/// Says, once, that there are no more questions, and what is advised.
void end_questions(talk *t);

/// Saves what is not saved yet, says where the answers are, and sets `status`.
void end_talk(talk *t);

#endif
