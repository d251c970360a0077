/// Commands, requests and tasks. Private to engine/ending/.
#ifndef ADVISE_ENDING_COMMAND_H
#define ADVISE_ENDING_COMMAND_H

#include "ending/phrase.h"
#include "ending/verb.h"

#define COMMAND_KINDS (WORD_ACT | WORD_TASK | WORD_DO | WORD_HAVE) ///< any other word commands nothing

/// A command: a verb that is no noun, or a noun that can only be a verb for what follows: "Order the transcript", not "Order entered".
reading command_at(const sentence *s, size_t at);

/// What "please" at `at` begins.
reading command_behind_please(const sentence *s, size_t at);

/// "please send …": any verb but those of courtesy.
static inline reading command_please(const sentence *s, size_t at)
{
    return is_please(s, at) ? command_behind_please(s, at) : READ_NOTHING;
}

/// The same before a "to", or a word before it.
bool command_find_assignment(const sentence *s, size_t at);

/// "Dana to pull the plat", "Me to call": a name, and what it is to do.
static inline bool command_assigns(const sentence *s, size_t at)
{
    return ((kinds_at(s, at + 1) | kinds_at(s, at + 2)) & WORD_TO) != 0 && command_find_assignment(s, at);
}

/// Where a command may stand: at a clause's beginning, or behind "If …,", ", so" and "then".
bool command_may_stand(const sentence *s, size_t at);

#endif
