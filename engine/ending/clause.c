// Who acts, and does the verb look ahead? A sentence suggests a step if our own side will, could or should act; if it is a command, a question to
// the lawyer, or a recommendation. What others do, did or are told to do is no suggestion, nor is what somebody reports.
#include "ending/clause.h"

#include "ending/command.h"
#include "ending/subject.h"
#include "ending/verb.h"
#include "ending/way.h"

/// What is known of a sentence before its clauses are read.
typedef struct scene {
    const sentence *s;
    const bool *reported; // what stands here is what somebody says
    bool law;             // the sentence speaks of a rule, and of nobody on our side
} scene;

// --- what is known of a sentence before its clauses are read ---

static bool speaks_of_law(const sentence *s)
{
    bool law = is_word(s, 0, "under") || is_word(s, 0, "pursuant"); // "Under the lease, the tenant should …"
    for (size_t i = 0; i < s->count; i++) {
        if ((s->words[i].is & (WORD_ME | WORD_YOU)) != 0)
            return false;
        law = law || (s->words[i].is & WORD_LAW) != 0;
    }
    return law;
}

// --- verbs that look ahead ---

/// "A letter would do", "our template would do": it suffices.
static bool is_enough(const sentence *s, group g)
{
    return (g.mood & (WORD_WOULD | WORD_SHOULD)) != 0 && !g.negated && is_word(s, g.verb, "do") &&
           (g.verb + 1 == s->count || starts(s, g.verb + 1) || (s->words[g.verb].marks & MARK_COMMA) != 0);
}

static reading read_own(const sentence *s, group g)
{
    bool step = (verb_is_step(s, g.verb) || verb_is_passive_step(s, g.verb)) && !is_word(s, g.verb, "find");
    if (!step)
        return verb_is_good(s, g.verb) && (g.mood & THOUGHT) != 0 ? READ_SUGGESTS : READ_NOTHING;
    if (!g.negated)
        return READ_SUGGESTS;
    if ((g.mood & (WORD_CAN | WORD_COULD)) != 0)
        return READ_NOTHING;
    return (g.mood & (WORD_SHOULD | WORD_WOULD | WORD_MUST)) != 0 ? READ_SUGGESTS : READ_DOUBT;
}

static reading read_side(const sentence *s, size_t at, group g)
{
    if ((g.mood & THOUGHT) != 0 && (verb_is_good(s, g.verb) || (g.mood & WORD_EAGER) != 0))
        return READ_SUGGESTS;
    bool step = verb_is_step(s, g.verb) || verb_is_passive_step(s, g.verb);
    if (!step)
        return (g.mood & WORD_SHOULD) != 0 && (kinds_at(s, g.verb) & WORD_STATIVE) != 0 ? READ_DOUBT
                                                                                        : READ_NOTHING;
    if (g.negated && (g.mood & WORD_COULD) != 0)
        return READ_NOTHING;
    return verb_is_duty(s, at, g) || (g.mood & (WORD_MUST | WORD_COULD)) != 0 ? READ_SUGGESTS : READ_NOTHING;
}

/// "A reminder would be welcome", "… would be timely": a word that no table has, and the last of its clause.
static bool is_quality(const sentence *s, size_t at)
{
    if ((kinds_at(s, at) & WORD_ADVERB) != 0 && at + 1 < s->count)
        at++;
    return at < s->count && (s->words[at].is & ~WORD_ADVERB) == 0 &&
           (at + 1 == s->count || starts(s, at + 1) || (s->words[at].marks & MARK_COMMA) != 0);
}

/// A deed that is only thought of: "A call to the clerk would settle this."
static reading read_deed(const scene *c, group g)
{
    const sentence *s = c->s;
    word_kinds is = kinds_at(s, g.verb);
    bool thought = (g.mood & THOUGHT) != 0 && !g.negated;
    if (verb_is_passive_step(s, g.verb)) {
        if (c->law || (g.mood & WORD_MUST) != 0)
            return READ_NOTHING; // "A notice of appeal must be filed within thirty days."
        return thought && (g.mood & WORD_MAY) == 0 ? READ_SUGGESTS : READ_DOUBT;
    }
    if ((is & (WORD_BE | WORD_HAVE)) != 0)
        return thought ? (verb_is_good(s, g.verb)     ? READ_SUGGESTS
                          : is_quality(s, g.verb + 1) ? READ_DOUBT
                                                      : READ_NOTHING)
                       : READ_NOTHING;
    if ((is & WORD_STATIVE) != 0)
        return READ_NOTHING;
    bool ahead = (g.mood & (WORD_WILL | WORD_MUST)) != 0 && !g.negated && (is & WORD_ACT) != 0;
    return thought                                              ? READ_SUGGESTS
           : ahead || ((g.mood & WORD_WILL) != 0 && !g.negated) ? READ_DOUBT
                                                                : READ_NOTHING;
}

/// "It would be more sporting to warn them": any quality but one of law or chance.
static bool is_judged(const sentence *s, size_t at, group g)
{
    if (at == 0 || !is_word(s, at - 1, "it") || (kinds_at(s, g.verb) & WORD_BE) == 0)
        return false;
    for (size_t i = g.verb + 1; i < g.verb + 5; i++) {
        if ((kinds_at(s, i) & (WORD_STATIVE | WORD_ACTED)) != 0)
            return false;
        if ((kinds_at(s, i) & WORD_TO) != 0)
            return i > g.verb + 1;
    }
    return false;
}

/// "The payment should post tomorrow", "the order should issue soon": it happens by itself.
static bool is_happening(const sentence *s, size_t verb)
{
    static const char *const verbs[] = {"post", "issue", "clear", "land", "last", "end", "expire"};
    static const char *const here[] = {"here", "there", "in", "down", "through", "any", "soon"};
    if (is_word(s, verb, "come") || is_word(s, verb, "get"))
        return is_any_word(s, verb + 1, here, COUNT(here));
    return is_any_word(s, verb, verbs, COUNT(verbs));
}

/// "It should take two weeks", "this should answer it": what is expected, and of nobody.
static bool is_thing(const sentence *s, size_t at)
{
    const size_t who = verb_word_before(s, at);
    if (who < s->count && (s->words[who].marks & MARK_CAPITAL) != 0 && !starts(s, who))
        return false; // "… IT should document it"
    return is_word(s, who, "it") || is_word(s, who, "this") || is_word(s, who, "that");
}

/// "Kim could take the summaries": somebody by one name is likely a colleague, if it is the work of an office.
static bool is_colleagues(const sentence *s, size_t before, group g)
{
    static const char *const work[] = {"take",   "draft",  "prepare", "cover",     "pull",
                                       "chase",  "check",  "scan",    "proofread", "summarize",
                                       "review", "handle", "index",   "help",      "cite"};
    const bool named = before < s->count && before == verb_clause_start(s, before) &&
                       s->words[before].is == 0 &&
                       (s->words[before].marks & (MARK_CAPITAL | MARK_OWNS)) == MARK_CAPITAL;
    return named && !g.negated && (g.mood & (WORD_COULD | WORD_CAN | WORD_SHOULD)) != 0 &&
           is_any_word(s, g.verb, work, COUNT(work));
}

static reading read_other(const scene *c, size_t at, group g, subject who)
{
    const sentence *s = c->s;
    bool passive = verb_is_passive_step(s, g.verb);
    bool thought = (g.mood & THOUGHT) != 0;
    if (thought && (verb_is_good(s, g.verb) || is_judged(s, at, g)))
        return READ_SUGGESTS;
    if (c->law)
        return who != SUBJECT_NOBODY && passive && verb_is_duty(s, at, g) ? READ_DOUBT : READ_NOTHING;
    if (at > 0 && is_word(s, at - 1, "it") && thought &&
        (is_word(s, g.verb, "help") || is_word(s, g.verb, "pay") || is_word(s, g.verb, "make")))
        return READ_SUGGESTS;
    if (is_enough(s, g))
        return READ_SUGGESTS;
    const size_t before = verb_word_before(s, at);
    if (is_colleagues(s, before, g))
        return READ_SUGGESTS;
    if (!passive && ((g.mood & WORD_SHOULD) != 0 ? subject_is_public(s, before) || is_happening(s, g.verb)
                                                 : subject_is_others(s, before)))
        return READ_NOTHING; // "The seller has to cure it", "the court should rule by May"
    if (who == SUBJECT_OTHER && !passive && is_thing(s, at) && !is_word(s, g.verb, "go"))
        return READ_NOTHING;
    if (verb_is_duty(s, at, g)) {
        if (passive)
            return g.negated ? READ_DOUBT : READ_SUGGESTS;
        if (verb_is_unknown_passive(s, g.verb) && who != SUBJECT_NOBODY)
            return READ_DOUBT;
        bool step = (kinds_at(s, g.verb) & WORD_ACT) != 0;
        return who == SUBJECT_NOBODY     ? READ_NOTHING
               : step                    ? READ_SUGGESTS
               : verb_is_step(s, g.verb) ? READ_DOUBT
                                         : READ_NOTHING;
    }
    if (who == SUBJECT_NOBODY && (g.mood & (WORD_COULD | WORD_WOULD)) != 0 && !g.negated &&
        verb_is_step(s, g.verb) && !is_word(s, g.verb, "find"))
        return READ_DOUBT; // "a partial distribution now would ease matters"
    if (!passive || g.negated)
        return READ_NOTHING;
    return (g.mood & WORD_COULD) != 0 ? READ_SUGGESTS : who == SUBJECT_NOBODY ? READ_NOTHING : READ_DOUBT;
}

static reading read_ahead(const scene *c, size_t at, group g)
{
    subject who = subject_of(c->s, at);
    switch (who) {
    case SUBJECT_ME:
    case SUBJECT_YOU:
    case SUBJECT_NONE: return read_own(c->s, g);
    case SUBJECT_SIDE: return read_side(c->s, at, g);
    case SUBJECT_DEED: return read_deed(c, g);
    case SUBJECT_OTHER:
    case SUBJECT_NOBODY: return read_other(c, at, g, who);
    }
    return READ_NOTHING;
}

// --- recommendations ---

/// "I recommend", "we need the original", "Suggest adding …".
static reading read_advice(const sentence *s, size_t at)
{
    word_kinds is = s->words[at].is;
    if ((is & WORD_ADVISES) == 0 && !is_word(s, at, "agree") && !is_word(s, at, "concur") &&
        !is_word(s, at, "need"))
        return READ_NOTHING;
    size_t before = verb_word_before(s, at);
    const bool goes_on = (kinds_at(s, before) & WORD_AND) != 0; // "I asked the broker and suggest …"
    bool mine = (kinds_at(s, goes_on ? verb_clause_start(s, at) : before) & WORD_ME) != 0;
    if ((is & WORD_ADVISES) != 0)
        return mine || (before == s->count && (kinds_at(s, at + 1) & (WORD_BE | WORD_WAS)) == 0)
                   ? READ_SUGGESTS
                   : READ_NOTHING;
    if (mine && at + 1 == s->count && (is_word(s, at, "agree") || is_word(s, at, "concur")))
        return READ_SUGGESTS; // with what somebody advises
    bool left_out =
        before == s->count && (kinds_at(s, at + 1) & (WORD_A | WORD_THE | WORD_OUR | WORD_NUMBER)) != 0;
    bool needs = is_word(s, at, "need") && (mine || left_out || (kinds_at(s, before) & WORD_YOU) != 0);
    return needs && (kinds_at(s, at + 1) & WORD_TO) == 0 ? READ_SUGGESTS : READ_NOTHING;
}

// --- questions ---

/// A question that the lawyer is asked, not one that the memo answers.
static reading read_question(const scene *c)
{
    const sentence *s = c->s;
    bool past = false;
    bool own = false;
    bool any = (kinds_at(s, 1) & WORD_YOU) != 0; // "Have you thought about …?"
    bool acted = false;
    for (size_t i = 0; i < s->count; i++) {
        word_kinds is = s->words[i].is;
        if (c->reported[i] && !any)
            return READ_NOTHING;
        any = any || (is & WORD_ANYONE) != 0;
        past = past || (is & (WORD_DID | WORD_WAS | WORD_HAD)) != 0;
        acted = acted || (verb_is_past(&s->words[i]) && (kinds_at(s, 0) & MODALS) == 0);
        own = own || (is & (WORD_ME | WORD_YOU | WORD_SHOULD | WORD_ANYONE | WORD_SIDE)) != 0 ||
              is_word(s, i, "me");
    }
    if (past)
        return own && (kinds_at(s, 0) & WORD_DID) != 0 && (kinds_at(s, 1) & (WORD_ME | WORD_YOU)) != 0
                   ? READ_DOUBT
                   : READ_NOTHING;
    return own ? READ_SUGGESTS : acted ? READ_NOTHING : READ_DOUBT;
}

// --- in doubt ---

/// "this week", "next month", "by Friday".
static bool is_near(const sentence *s, size_t at)
{
    static const char *const times[] = {"week",   "month",   "afternoon", "morning",  "evening",
                                        "monday", "tuesday", "wednesday", "thursday", "friday",
                                        "noon",   "eod",     "cob"};
    if (!is_word(s, at, "this") && !is_word(s, at, "next") && !is_word(s, at, "by"))
        return false;
    for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
        if (is_word(s, at + 1, times[i]))
            return true;
    }
    return false;
}

/// The main verb behind the subject at `at`: "know" of "I do not know", "aware" of "we are not aware".
static size_t verb_behind(const sentence *s, size_t at)
{
    do
        at++;
    while ((kinds_at(s, at) & (MODALS | WORD_DO | WORD_NOT | WORD_BE | WORD_ADVERB)) != 0);
    return verb_links(s, at) ? verb_read_group(s, at).verb : at;
}

/// "I" or "we", and what they do is no state: not "we have", "I do not believe".
static bool is_own_act(const sentence *s, size_t at)
{
    if ((s->words[at].is & WORD_ME) == 0)
        return false;
    word_kinds next = kinds_at(s, skip_adverbs(s, at + 1));
    const size_t behind = verb_behind(s, at);
    word_kinds verb = kinds_at(s, behind);
    bool stative =
        (verb & WORD_STATIVE) != 0 && (verb & (WORD_ACT | WORD_ADVERB)) == 0 && !is_word(s, behind, "there");
    return !stative && (next & (WORD_HAVE | WORD_COULD)) == 0 && !is_word(s, at + 1, "hold");
}

/// "you", "me", "us": but not "as you know", "you have".
static bool is_for_us(const sentence *s, size_t at)
{
    static const char *const words[] = {"me", "us", "yours"};
    if ((s->words[at].is & WORD_YOU) == 0)
        return is_any_word(s, at, words, COUNT(words));
    const word_kinds verb = kinds_at(s, verb_behind(s, at));
    return (verb & WORD_HAVE) == 0 && ((verb & WORD_STATIVE) == 0 || (verb & (WORD_ACT | WORD_ADVERB)) != 0);
}

static bool is_soon(const sentence *s, size_t at)
{
    bool soon =
        (s->words[at].is & WORD_SOON) != 0 && (at == 0 || !is_word(s, at - 1, "of")); // not "as of today"
    return soon || is_near(s, at);
}

/// A verb of the past that is the main one, not "if it was", "is signed" or "the signed copy".
static bool tells_past(const sentence *s, size_t at)
{
    if (!verb_is_past(&s->words[at]))
        return false;
    for (size_t i = at; i > 0 && !starts(s, i); i--) {
        const word_kinds is = s->words[i - 1].is;
        if ((is & WORD_IF) != 0 && ((is & WORD_SHOULD) == 0 || starts(s, i - 1)))
            return false;
    }
    if (at > 0 && (s->words[at - 1].is & WORD_HAVE) != 0)
        return true;
    size_t before = verb_word_before(s, at);
    bool participle = (s->words[at].is & (WORD_WAS | WORD_HAD | WORD_DID)) == 0;
    return !participle || (kinds_at(s, before) & (WORD_BE | WORD_A | WORD_THE | WORD_OUR)) == 0;
}

/// "Mrs. Petrov will bring the originals": what others do themselves.
static bool others_will_act(const sentence *s)
{
    for (size_t i = 0; i < s->count; i++) {
        if (!verb_begins_group(s, i))
            continue;
        const size_t verb = verb_read_group(s, i).verb;
        const subject who = subject_of(s, i);
        if ((who == SUBJECT_OTHER || who == SUBJECT_SIDE) && (kinds_at(s, verb) & WORD_BE) == 0)
            return true;
    }
    return false;
}

/// Somebody of our side, or a time soon to come, in a sentence that tells nothing past: it may look ahead in words that no table has.
static bool leans_ahead(const scene *c)
{
    const sentence *s = c->s;
    bool ours = false; // "I" or "we"
    bool act = false;
    bool near = false; // for us, or soon
    for (size_t i = 0; i < s->count; i++) {
        if (tells_past(s, i) || c->reported[i] || verb_tells_reader(s, i) ||
            (is_word(s, i, "does") && is_word(s, i + 1, "not")))
            return false;
        ours = ours || (s->words[i].is & WORD_ME) != 0;
        act = act || is_own_act(s, i);
        near = near || is_for_us(s, i) || is_soon(s, i);
    }
    return act || (near && !ours && !others_will_act(s));
}

// --- a sentence ---

static reading greater(reading a, reading b)
{
    return a > b ? a : b;
}

/// False for nearly all words.
static inline bool starts_deed(const sentence *s, size_t at)
{
    return (s->words[at].is & WORD_A) != 0 || starts(s, at);
}

/// What begins at one word. `*next` receives the word to go on with.
static reading read_at(const scene *c, size_t at, size_t *next)
{
    const sentence *s = c->s;
    if (verb_begins_group(s, at)) {
        group g = verb_read_group(s, at);
        *next = g.verb > at ? g.verb : at + 1;
        reading says = read_ahead(c, at, g);
        return says < READ_SUGGESTS && (way_is_named(s, at) || way_is_named(s, g.verb)) ? READ_SUGGESTS
                                                                                        : says;
    }
    if (way_is_named(s, at) || command_assigns(s, at))
        return READ_SUGGESTS;
    if (way_is_open_deed(s, at) || (starts_deed(s, at) && way_is_bare_deed(s, at)))
        return READ_DOUBT;
    if ((is_word(s, at, "needs") || is_word(s, at, "need")) && (kinds_at(s, at + 1) & WORD_ACTING) != 0)
        return READ_SUGGESTS;
    if (is_word(s, at, "needs") && !c->law && subject_of(s, at) == SUBJECT_OTHER)
        return READ_DOUBT;
    reading says = greater(read_advice(s, at), command_please(s, at));
    const bool commands = (s->words[at].is & COMMAND_KINDS) != 0 && command_may_stand(s, at);
    return commands ? greater(says, command_at(s, at)) : says;
}

reading clause_read(const sentence *s, const bool reported[SENTENCE_WORDS])
{
    scene c = {.s = s, .reported = reported, .law = speaks_of_law(s)};
    reading says = s->asks ? read_question(&c) : READ_NOTHING;
    for (size_t at = 0; at < s->count && says < READ_SUGGESTS;) {
        size_t next = at + 1;
        if (!c.reported[at])
            says = greater(says, read_at(&c, at, &next));
        at = next;
    }
    return says == READ_NOTHING && leans_ahead(&c) ? READ_DOUBT : says;
}

reading clause_read_phrases(const sentence *s, bool reported[SENTENCE_WORDS])
{
    reading says = READ_NOTHING;
    for (size_t at = 0; at < s->count && says < READ_SUGGESTS; at++) {
        size_t length;
        reading here = phrase_at(s, at, &length);
        if (!reported[at] || here == READ_COURTESY)
            says = greater(says, here);
        if (length == 0)
            continue;
        for (size_t i = at; here <= READ_HANDS_BACK && i < at + length; i++)
            reported[i] = true;
        at += length - 1;
    }
    return says;
}

bool clause_is_past(const sentence *s)
{
    for (size_t i = 0; i < s->count; i++) {
        if ((s->words[i].is & (WORD_WAS | WORD_HAD | WORD_DID)) != 0 ||
            ((s->words[i].is & WORD_ACTED) != 0 && i > 0))
            return true;
    }
    return false;
}
