// Commands are told from nouns by what stands behind them: "Order the transcript", "Order entered".
#include "ending/command.h"
#include "ending/verb.h"

/// What "please" begins courtesy with: "please find enclosed …", "please contact me", but not "please find out" or "please contact Dr. Lee".
static bool is_courtesy(const sentence *s, size_t verb)
{
    static const char *const courteous[] = {"let",    "note",       "see",    "feel",  "do",        "be",
                                            "refer",  "advise",     "accept", "bear",  "disregard", "discard",
                                            "ignore", "recycle",    "enjoy",  "thank", "consult",   "compare",
                                            "treat",  "understand", "excuse", "pardon"};
    static const char *const us[] = {"me", "us", "our", "my"};
    static const char *const things[] = {"attached", "enclosed", "below", "herewith", "the",
                                         "a",        "my",       "our",   "copies"};
    if (is_word(s, verb, "find"))
        return is_any_word(s, verb + 1, things, COUNT(things));
    if (is_word(s, verb, "contact") || is_word(s, verb, "call") || is_word(s, verb, "email"))
        return is_any_word(s, verb + 1, us, COUNT(us)) || is_word(s, verb + 2, "undersigned");
    return is_any_word(s, verb, courteous, COUNT(courteous));
}

/// "please", with nothing but adverbs between it and the word.
static bool is_behind_please(const sentence *s, size_t at)
{
    while (at > 0 && !is_please(s, at - 1) && (s->words[at - 1].is & WORD_ADVERB) != 0)
        at--;
    return at > 0 && is_please(s, at - 1);
}

reading command_at(const sentence *s, size_t at)
{
    word_kinds is = s->words[at].is;
    if (is_word(s, at, "do") && is_word(s, at + 1, "not") && (kinds_at(s, at + 2) & WORD_BASE) != 0)
        return READ_SUGGESTS;
    if (is_word(s, at, "let") && is_word(s, at + 1, "me"))
        return READ_NOTHING; // "let me know" is for phrase.c
    if (is_behind_please(s, at) && is_courtesy(s, at))
        return READ_NOTHING;
    if (is_word(s, at, "have") && kinds_at(s, at + 1) == 0 && at + 2 < s->count &&
        (s->words[at + 1].marks & MARK_CAPITAL) != 0 && (kinds_at(s, at + 2) & (WORD_BASE | WORD_DO)) != 0)
        return READ_SUGGESTS; // "Have Kim sign it"
    if (is_word(s, at, "have"))
        return verb_is_step(s, at) && !verb_is_finite_after(s, at + 1) ? READ_SUGGESTS : READ_NOTHING;
    if ((is & WORD_BASE) == 0 || (s->words[at].marks & (MARK_OWNS | MARK_COLON)) != 0)
        return READ_NOTHING;
    word_kinds next = kinds_at(s, at + 1);
    if (verb_tells_reader(s, at))
        return READ_NOTHING;
    if ((is & WORD_NOUN) == 0)
        return verb_is_narrated(s, at + 1) || is_word(s, at + 1, "of") ? READ_NOTHING : READ_SUGGESTS;
    bool object = (next & (WORD_A | WORD_THE | WORD_OUR | WORD_AFTER | WORD_ANYONE)) != 0 ||
                  (at + 1 < s->count && (s->words[at + 1].marks & MARK_CAPITAL) != 0 && next == 0);
    if (object && !is_word(s, at + 1, "i"))
        return verb_is_finite_after(s, at + 1) && (next & (WORD_A | WORD_THE | WORD_OUR)) == 0
                   ? READ_NOTHING
                   : READ_SUGGESTS;
    bool plain = at + 1 < s->count && !verb_is_past(&s->words[at + 1]) &&
                 (next == 0 || (next & WORD_DEED) != 0) && !verb_is_finite_after(s, at + 1);
    return plain && s->is_item ? READ_SUGGESTS : READ_NOTHING;
}

reading command_behind_please(const sentence *s, size_t at)
{
    size_t verb = skip_adverbs(s, at + 1);
    return !is_courtesy(s, verb) && (verb_is_step(s, verb) || is_word(s, verb, "have")) ? READ_SUGGESTS
                                                                                        : READ_NOTHING;
}

bool command_find_assignment(const sentence *s, size_t at)
{
    if (!verb_opens_clause(s, at) || (s->words[at].marks & MARK_OWNS) != 0)
        return false;
    bool named = (s->words[at].is == 0 && (s->words[at].marks & MARK_CAPITAL) != 0) ||
                 (s->words[at].is & (WORD_SIDE | WORD_YOU | WORD_ANYONE)) != 0 || is_word(s, at, "me");
    size_t to = at + 1;
    if (named && kinds_at(s, to) == 0 && to < s->count && (s->words[to].marks & MARK_CAPITAL) != 0)
        to++;
    return named && (kinds_at(s, to) & WORD_TO) != 0 &&
           ((kinds_at(s, skip_adverbs(s, to + 1)) & WORD_BASE) != 0 || is_word(s, to + 1, "do")) &&
           !is_word(s, at, "motion");
}

bool command_may_stand(const sentence *s, size_t at)
{
    if (verb_opens_clause(s, at))
        return true;
    if ((kinds_at(s, 0) & (WORD_IF | WORD_TO)) != 0 && (s->words[at - 1].marks & MARK_COMMA) != 0)
        return true;
    if (is_word(s, at, "do") && is_word(s, at + 1, "not") && (s->words[at - 1].marks & MARK_COMMA) != 0)
        return true; // "Bottom line, don't rely on it"
    if (is_word(s, at - 1, "so") && at > 1 && (s->words[at - 2].marks & MARK_COMMA) != 0)
        return true;
    return is_word(s, at - 1, "then");
}
