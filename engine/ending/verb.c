// Verbs: with their modals, and whether they are steps.
#include "ending/verb.h"

bool verb_opens_clause(const sentence *s, size_t at)
{
    while (at > 0 && !starts(s, at)) {
        at--;
        if ((s->words[at].is & (WORD_ADVERB | WORD_AND)) == 0 && !is_please(s, at))
            return false;
    }
    return true;
}

size_t verb_clause_start(const sentence *s, size_t at)
{
    while (at > 0 && !starts(s, at))
        at--;
    return skip_adverbs(s, at);
}

size_t verb_word_before(const sentence *s, size_t at)
{
    while (at > 0 && !starts(s, at)) {
        at--;
        if ((s->words[at].is & (WORD_ADVERB | WORD_NOT | WORD_DO | WORD_HAVE)) == 0)
            return at;
    }
    return s->count;
}

bool verb_is_past(const ending_word *word)
{
    return (word->is & (WORD_WAS | WORD_HAD | WORD_DID | WORD_ACTED)) != 0 ||
           ((word->is == 0 || (word->is & WORD_REPORTS) != 0) && slice_ends_with(word->text, SLICE("ed")));
}

bool verb_is_finite_after(const sentence *s, size_t at)
{
    for (; at < s->count && !starts(s, at) && (s->words[at].is & (WORD_IF | WORD_ASKS)) == 0 &&
           !is_word(s, at, "that");
         at++) {
        if ((s->words[at].is &
             (WORD_WAS | WORD_BE | WORD_HAVE | WORD_HAD | WORD_DID | WORD_DO | MODALS | WORD_ACTED)) != 0)
            return true;
    }
    return false;
}

bool verb_is_narrated(const sentence *s, size_t at)
{
    if ((kinds_at(s, at) & (WORD_BE | WORD_HAVE)) != 0)
        return true;
    for (; at < s->count && !starts(s, at) && (s->words[at].is & (WORD_IF | WORD_ASKS)) == 0 &&
           !is_word(s, at, "that");
         at++) {
        if ((s->words[at].is & (WORD_WAS | WORD_HAD | WORD_DID)) != 0)
            return true;
    }
    return false;
}

bool verb_links(const sentence *s, size_t at)
{
    return (kinds_at(s, at) & (WORD_LINKS | WORD_EAGER)) != 0 && (kinds_at(s, at + 1) & WORD_TO) != 0;
}

/// "am" of "am going to", "am ready to", "am drafting".
static bool is_auxiliary(const sentence *s, size_t at)
{
    if ((kinds_at(s, at) & WORD_BE) == 0)
        return false;
    size_t next = skip_adverbs(s, at + 1);
    if (is_word(s, next, "not"))
        next = skip_adverbs(s, next + 1);
    return (kinds_at(s, next) & WORD_ACTING) != 0 || verb_links(s, next);
}

/// "on May 5", "in May": the month.
static bool is_month(const sentence *s, size_t at)
{
    static const char *const before[] = {"in",      "by", "until", "till", "since", "from",
                                         "through", "of", "last",  "mid",  "late",  "early"};
    return (kinds_at(s, at) & WORD_MAY) != 0 && ((kinds_at(s, at + 1) & WORD_NUMBER) != 0 ||
                                                 (at > 0 && is_any_word(s, at - 1, before, COUNT(before))));
}

bool verb_is_group(const sentence *s, size_t at)
{
    if ((kinds_at(s, at) & MODALS) != 0)
        return !is_month(s, at);
    return (is_word(s, at, "had") && is_word(s, at + 1, "better")) || verb_links(s, at) ||
           is_auxiliary(s, at);
}

group verb_read_group(const sentence *s, size_t at)
{
    group g = {.verb = at};
    for (; g.verb < s->count; g.verb++) {
        word_kinds is = s->words[g.verb].is;
        if (verb_links(s, g.verb)) {
            g.mood |= is & (MODALS | WORD_LINKS | WORD_EAGER);
            g.verb++;
        } else if (is_word(s, g.verb, "had") && is_word(s, g.verb + 1, "better")) {
            g.mood |= WORD_SHOULD;
            g.verb++;
        } else if ((is & MODALS) != 0) {
            g.mood |= is & MODALS;
        } else if ((is & WORD_NOT) != 0) {
            g.negated = true;
            g.verb += (g.mood & WORD_SHOULD) != 0 && is_word(s, g.verb + 1, "to"); // "ought not to"
        } else if (is_auxiliary(s, g.verb)) {
            g.mood |= WORD_BE;
        } else if ((is & WORD_ADVERB) == 0) {
            break;
        }
    }
    return g;
}

bool verb_may_tell_reader(const sentence *s, size_t verb)
{
    static const char *const verbs[] = {"note", "confirm", "add", "advise", "report", "stress", "conclude"};
    if (is_word(s, verb, "tell") && ((s->words[verb].marks & MARK_COMMA) != 0 || verb + 1 == s->count))
        return true; // "as far as I can tell"
    if (!is_word(s, verb + 1, "that"))
        return false;
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
        if (is_word(s, verb, verbs[i]))
            return true;
    }
    return false;
}

bool verb_is_step(const sentence *s, size_t verb)
{
    word_kinds is = kinds_at(s, verb);
    word_kinds next = kinds_at(s, skip_adverbs(s, verb + 1));
    if (verb >= s->count || verb_tells_reader(s, verb))
        return false;
    if (is_word(s, verb, "have"))
        return (next & (WORD_A | WORD_THE | WORD_OUR | WORD_ANYONE)) != 0 || is_word(s, verb + 1, "someone");
    if ((is & WORD_STATIVE) != 0 && (is & WORD_ACT) == 0)
        return false;
    if ((is & WORD_BE) != 0)
        return (next & WORD_ACTING) != 0;

    if (is_word(s, verb, "do"))
        return (next & (WORD_ME | WORD_NOT)) == 0;
    if ((is & (WORD_BASE | WORD_ADVISES | WORD_ACTING | WORD_DEED)) != 0)
        return true;
    // A verb that no table has: a step unless it is of another kind.
    return (is == 0 && (s->words[verb].marks & MARK_OWNS) == 0) || is_word(s, verb, "need") ||
           is_word(s, verb, "want");
}

bool verb_is_passive_step(const sentence *s, size_t verb)
{
    static const char *const thoughts[] = {"noted", "read", "given", "found", "seen", "heard", "held"};
    size_t what = skip_adverbs(s, verb + 1);
    for (size_t i = 0; i < sizeof thoughts / sizeof *thoughts; i++) {
        if (is_word(s, what, thoughts[i]))
            return false;
    }
    return (kinds_at(s, verb) & WORD_BE) != 0 && (kinds_at(s, what) & WORD_ACTED) != 0;
}

bool verb_is_unknown_passive(const sentence *s, size_t verb)
{
    size_t next = skip_adverbs(s, verb + 1);
    return (kinds_at(s, verb) & WORD_BE) != 0 && next < s->count && s->words[next].is == 0 &&
           slice_ends_with(s->words[next].text, SLICE("ed"));
}

bool verb_is_good(const sentence *s, size_t verb)
{
    size_t next = skip_adverbs(s, verb + 1);
    if ((kinds_at(s, next) & WORD_A) != 0)
        next++;
    return (kinds_at(s, verb) & WORD_BE) != 0 &&
           ((kinds_at(s, next) | kinds_at(s, next > 0 ? next - 1 : 0)) & WORD_GOOD) != 0;
}

bool verb_is_duty(const sentence *s, size_t at, group g)
{
    static const char *const verbs[] = {"need", "needs", "has", "have"};
    for (; at < g.verb; at++) {
        for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
            if (is_word(s, at, verbs[i]))
                return true;
        }
    }
    return (g.mood & WORD_SHOULD) != 0;
}
