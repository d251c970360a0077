// What a sentence that hands the matter back says besides.
#include "ending/handback.h"

#include "ending/verb.h"

/// To do whatever it may be: no step of its own.
static bool is_general(const sentence *s, size_t at)
{
    static const char *const verbs[] = {"proceed",  "respond", "reply",  "answer", "handle", "deal",
                                        "take",     "go",      "tell",   "let",    "give",   "get",
                                        "advise",   "confirm", "make",   "use",    "work",   "move",
                                        "approach", "decide",  "choose", "pick",   "follow", "find"};
    return is_any_word(s, at, verbs, COUNT(verbs));
}

/// "the wire", "this letter": a thing, though the word may be a verb or a deed.
static bool is_certain_thing(const sentence *s, size_t at)
{
    for (size_t back = 1; back <= 3 && back <= at && !starts(s, at - back + 1); back++) {
        if ((s->words[at - back].is & (WORD_THE | WORD_OUR)) != 0)
            return true;
    }
    return false;
}

/// "by motion or by stipulation", "whether to accept", "whether we should"; but not "whether or not it is one".
static bool is_choice(const sentence *s, size_t at)
{
    if (is_word(s, at, "whether"))
        return (kinds_at(s, at + 1) & (WORD_TO | WORD_ME)) != 0;
    return is_word(s, at, "or") && !is_word(s, at + 1, "not");
}

bool handback_names_step(const sentence *s, const bool told[SENTENCE_WORDS])
{
    for (size_t i = 0; i < s->count; i++) {
        if (told[i])
            continue;
        if (is_choice(s, i) || is_word(s, i, "but"))
            return true;
        const bool step = (s->words[i].is & (WORD_BASE | WORD_ACTING | WORD_DEED)) != 0;
        if (step && !is_general(s, i) && !is_certain_thing(s, i))
            return true;
    }
    return false;
}
