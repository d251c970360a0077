// Verbs of saying, and how far what they report goes.
#include "ending/report.h"
#include "ending/verb.h"

enum { LISTENER_WORDS = 6 }; // between a verb of saying and the colon behind it

/// "holds that": without "that", such a verb reports nothing.
static bool needs_that(const sentence *s, size_t at)
{
    static const char *const verbs[] = {"held",  "holds", "found", "finds",  "means",   "meant",
                                        "read",  "reads", "knew",  "claims", "reports", "states",
                                        "notes", "plans", "rules", "demands"};
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
        if (is_word(s, at, verbs[i]))
            return true;
    }
    return false;
}

/// A verb that reports what its subject says. Our own "I recommend", a command ("Ask her"), "to ask" and "the proposed order" do not.
static bool is_report(const sentence *s, size_t at)
{
    word_kinds is = s->words[at].is;
    if ((is & WORD_REPORTS) == 0 || (s->words[at].marks & MARK_OWNS) != 0 || is_word(s, at + 1, "by") ||
        is_word(s, at + 1, "at"))
        return false;
    if (needs_that(s, at) && !is_word(s, at + 1, "that") && (s->words[at].marks & MARK_COLON) == 0 &&
        (kinds_at(s, at + 1) & (WORD_ME | WORD_YOU | WORD_TO)) == 0 && !is_word(s, at + 1, "he") &&
        !is_word(s, at + 1, "she") && !is_word(s, at + 1, "they"))
        return false;
    size_t before = verb_word_before(s, at);
    word_kinds who = kinds_at(s, before);
    if ((s->words[at].marks & MARK_COLON) != 0 && before < s->count && (who & (WORD_ME | WORD_YOU)) == 0)
        return true;
    if (before ==
        s->count) // opens the clause: "Asked whether she would return", but not "Ask her" or "Suggested follow-up"
        return (is & (WORD_ADVISES | WORD_BASE)) == 0 && !is_word(s, at, "suggested") &&
               !is_word(s, at, "recommended") && !is_word(s, at, "proposed") && !is_word(s, at, "read");
    bool base = (is & (WORD_BASE | WORD_ADVISES | WORD_STATIVE)) != 0; // "I think", "we say"
    if ((who & (WORD_ME | WORD_YOU)) != 0)
        return !base;
    return (who & (WORD_TO | WORD_A | WORD_THE | WORD_OUR | MODALS)) == 0 && (!base || (is & WORD_NOUN) == 0);
}

/// "She told him: fix it", "The letter says: …": what stands behind the colon is said.
static bool goes_on_behind_colon(const sentence *s, size_t verb, size_t at)
{
    if ((s->words[at - 1].marks & MARK_COLON) == 0 || at - verb > LISTENER_WORDS ||
        is_word(s, verb, "thought")) // "Strategy thought: plead it"
        return false;
    for (size_t i = verb + 1; i < at; i++) {
        if (is_word(s, i, "that"))
            return false; // what it says ended before the colon
    }
    return true;
}

/// "His plan was simple: sell the house", "The rule has two parts: serve and file": what is told of others goes on behind the colon.
static bool is_told(const sentence *s, size_t at)
{
    static const char *const verbs[] = {"has", "lists", "contains", "includes", "requires"};
    if ((s->words[at - 1].marks & MARK_COLON) == 0)
        return false;
    bool told = false;
    const bool certain = (s->words[0].is & (WORD_THE | WORD_A)) != 0; // "The foreman radioed the crane: stop"
    for (size_t i = 0; i < at; i++) {
        if ((s->words[i].is & (WORD_ME | WORD_YOU | WORD_OUR | WORD_SIDE)) != 0)
            return false;
        told = told || (s->words[i].is & (WORD_WAS | WORD_HAD)) != 0 ||
               is_any_word(s, i, verbs, COUNT(verbs)) || (certain && verb_is_past(&s->words[i]));
    }
    return told;
}

/// "…, so we", "and I", "but you": our own side speaks again.
static bool ends_report(const sentence *s, size_t at)
{
    if (starts(s, at))
        return true;
    if ((s->words[at].is & WORD_AND) == 0)
        return false;
    word_kinds next = kinds_at(s, skip_adverbs(s, at + 1));
    bool goes_on = (next & MODALS) != 0 &&
                   (kinds_at(s, verb_clause_start(s, at)) & WORD_ME) != 0; // "I asked her and will …"
    return goes_on || ((s->words[at - 1].marks & MARK_COMMA) != 0 && (next & (WORD_ME | WORD_YOU)) != 0);
}

void report_mark(const sentence *s, bool reported[SENTENCE_WORDS])
{
    bool speaking = false;
    size_t verb = 0; // that began it
    for (size_t i = 0; i < s->count; i++) {
        if (i > 0 && (speaking ? ends_report(s, i) : starts(s, i)))
            speaking = speaking ? goes_on_behind_colon(s, verb, i) : is_told(s, i);
        reported[i] = speaking;
        verb = speaking ? verb : i;
        speaking = speaking || is_report(s, i) || (is_word(s, i, "according") && is_word(s, i + 1, "to")) ||
                   (is_word(s, i, "position") && is_word(s, i + 1, "is"));
    }
}
