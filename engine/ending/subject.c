// The subject of a verb: our own side, a deed that is only thought of, or others.
#include "ending/subject.h"
#include "ending/verb.h"

/// The first word of the noun and its company before `end`.
static size_t noun_start(const sentence *s, size_t end)
{
    size_t at = end;
    while (at > 0 && !starts(s, at) && end - at < 8) {
        if ((s->words[at - 1].is & (WORD_AND | WORD_IF | WORD_WAS | WORD_BE | WORD_HAVE | MODALS)) != 0 ||
            is_word(s, at - 1, "that") || (at < end && (s->words[at - 1].marks & MARK_COMMA) != 0))
            break;
        at--;
    }
    return skip_adverbs(s, at);
}

static bool is_deed(const sentence *s, size_t start, size_t end)
{
    if ((kinds_at(s, start) & (WORD_ME | WORD_YOU | WORD_IF | WORD_ASKS | WORD_TO | MODALS)) != 0)
        return false;
    if ((kinds_at(s, start) & WORD_ACTING) != 0)
        return !is_word(s, start, "opposing");
    bool certain = (kinds_at(s, start) & (WORD_THE | WORD_OUR)) != 0;
    for (size_t i = start; i < end; i++) {
        if ((s->words[i].is & WORD_DEED) != 0)
            return !certain;
    }
    return false;
}

static subject person(word_kinds is)
{
    return (is & WORD_ME) != 0                     ? SUBJECT_ME
           : (is & WORD_YOU) != 0                  ? SUBJECT_YOU
           : (is & (WORD_SIDE | WORD_ANYONE)) != 0 ? SUBJECT_SIDE
                                                   : SUBJECT_NONE;
}

/// The subject of "and will …": that of the clause before.
static subject subject_of_clause(const sentence *s, size_t at)
{
    subject who = person(kinds_at(s, verb_clause_start(s, at)));
    return who != SUBJECT_NONE ? who : SUBJECT_OTHER;
}

/// Without a subject, a sentence is about oneself: "Will file." So is what follows a colon; elsewhere the clause before has the subject.
static subject subject_left_out(const sentence *s, size_t at)
{
    while (at > 0 && !starts(s, at))
        at--;
    word_kinds first = kinds_at(s, skip_adverbs(s, 0));
    if (at == 0 || (s->words[at - 1].marks & MARK_COLON) != 0 ||
        (first & (MODALS | WORD_ACT | WORD_ACTED | WORD_EAGER | WORD_LINKS)) != 0)
        return SUBJECT_NONE;
    return person(first) != SUBJECT_NONE ? person(first) : SUBJECT_OTHER;
}

static bool has_comma(const sentence *s, size_t start, size_t end)
{
    for (size_t i = start; i < end; i++) {
        if ((s->words[i].marks & MARK_COMMA) != 0)
            return true;
    }
    return false;
}

/// "to the client", "from HR": the noun belongs to another, which is the subject.
static bool is_behind_preposition(const sentence *s, size_t noun)
{
    static const char *const words[] = {"to", "from", "for", "of", "with"};
    while (noun > 0 && !starts(s, noun) && (s->words[noun - 1].is & (WORD_THE | WORD_OUR | WORD_ADVERB)) != 0)
        noun--;
    return noun > 0 && !starts(s, noun) && is_any_word(s, noun - 1, words, COUNT(words));
}

subject subject_of(const sentence *s, size_t at)
{
    size_t before = verb_word_before(s, at);
    if (before == s->count)
        return subject_left_out(s, at);
    const ending_word *w = &s->words[before];
    bool owns = (w->marks & MARK_OWNS) != 0;
    if (!owns && person(w->is) != SUBJECT_NONE &&
        (person(w->is) != SUBJECT_SIDE || !is_behind_preposition(s, before)))
        return person(w->is);
    if (is_word(s, before, "us"))
        return SUBJECT_ME;
    if ((w->is & WORD_AND) != 0 || is_word(s, before, "then"))
        return subject_of_clause(s, before);
    if ((w->is & WORD_ASKS) != 0 && !is_word(s, before, "which"))
        return SUBJECT_NOBODY;
    size_t start = noun_start(s, before + 1);
    size_t clause = verb_clause_start(s, before);
    if (is_deed(s, start, before + 1) || ((!has_comma(s, clause, before) || (w->marks & MARK_COMMA) != 0) &&
                                          is_deed(s, clause, clause + 4 < before ? clause + 4 : before + 1)))
        return SUBJECT_DEED;
    return ((kinds_at(s, start) | kinds_at(s, start + 1)) & (WORD_A | WORD_NO)) != 0 ? SUBJECT_NOBODY
                                                                                     : SUBJECT_OTHER;
}

/// "the court", "Board": a public body.
bool subject_is_public(const sentence *s, size_t at)
{
    static const char *const bodies[] = {
        "court",      "judge",      "clerk",    "magistrate", "jury",       "board",    "agency",  "council",
        "department", "commission", "examiner", "sheriff",    "city",       "county",   "state",   "town",
        "government", "uscis",      "irs",      "eeoc",       "arbitrator", "mediator", "district"};
    return is_any_word(s, at, bodies, COUNT(bodies));
}

/// A public body, or somebody else who is not on our side.
bool subject_is_others(const sentence *s, size_t at)
{
    static const char *const others[] = {"bank",     "lender",   "insurer",     "carrier",    "trustee",
                                         "debtor",   "seller",   "plaintiff",   "defendant",  "defense",
                                         "buyer",    "landlord", "prosecution", "prosecutor", "tenant",
                                         "employer", "opponent", "opposing",    "them"};
    return subject_is_public(s, at) || is_any_word(s, at, others, COUNT(others));
}
