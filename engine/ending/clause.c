// Who acts, and does the verb look ahead? A sentence suggests a step if our own side will, could or should act; if it is a command, a question to
// the lawyer, or a recommendation. What others do, did or are told to do is no suggestion, nor is what somebody reports.
#include "ending/clause.h"

#define MODALS (WORD_WILL | WORD_CAN | WORD_COULD | WORD_MAY | WORD_WOULD | WORD_SHOULD | WORD_MUST)

#define WORD_BASE (WORD_ACT | WORD_TASK)
#define THOUGHT   (WORD_COULD | WORD_WOULD | WORD_MAY | WORD_SHOULD) // what might be done, not what is done

/// What is known of a sentence before its clauses are read.
typedef struct scene {
    const sentence *s;
    bool reported[SENTENCE_WORDS]; // what stands here is what somebody says
    bool law;                      // the sentence speaks of a rule, and of nobody on our side
} scene;

typedef enum subject {
    SUBJECT_NONE, // left out: "Will file on Monday."
    SUBJECT_ME,
    SUBJECT_YOU,
    SUBJECT_SIDE,   // our client, somebody
    SUBJECT_DEED,   // "a short letter", "dropping the claim"
    SUBJECT_OTHER,  // "the response", "Ms. Yoon"
    SUBJECT_NOBODY, // "a trustee", "who": nobody certain
} subject;

/// A verb with its modals: "could now be filed", "am going to call", "need not answer".
typedef struct group {
    word_kinds mood; // modals and links
    bool negated;
    size_t verb; // the main verb; the sentence's count if there is none
} group;

static word_kinds kinds_at(const sentence *s, size_t at)
{
    return at < s->count ? s->words[at].is : 0;
}

static bool is_word(const sentence *s, size_t at, const char *word)
{
    return at < s->count && s->words[at].text.ptr[0] == *word && slice_is(s->words[at].text, word);
}

static bool starts(const sentence *s, size_t at)
{
    return at < s->count && (s->words[at].marks & MARK_STARTS) != 0;
}

static size_t skip_adverbs(const sentence *s, size_t at)
{
    while ((kinds_at(s, at) & WORD_ADVERB) != 0)
        at++;
    return at;
}

static bool is_please(const sentence *s, size_t at)
{
    return is_word(s, at, "please") || is_word(s, at, "kindly") || is_word(s, at, "pls") ||
           is_word(s, at, "plz");
}

/// True if nothing but adverbs, "please" and "and" stand between the clause's beginning and the word.
static bool opens_clause(const sentence *s, size_t at)
{
    while (at > 0 && !starts(s, at)) {
        at--;
        if ((s->words[at].is & (WORD_ADVERB | WORD_AND)) == 0 && !is_please(s, at))
            return false;
    }
    return true;
}

/// The first word, adverbs passed, of the clause that the word stands in.
static size_t clause_start(const sentence *s, size_t at)
{
    while (at > 0 && !starts(s, at))
        at--;
    return skip_adverbs(s, at);
}

// --- what others say ---

/// The word before `at`, adverbs, "do" and "not" passed; the sentence's count if the clause begins there.
static size_t word_before(const sentence *s, size_t at)
{
    while (at > 0 && !starts(s, at)) {
        at--;
        if ((s->words[at].is & (WORD_ADVERB | WORD_NOT | WORD_DO | WORD_HAVE)) == 0)
            return at;
    }
    return s->count;
}

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
    if (needs_that(s, at) && !is_word(s, at + 1, "that") &&
        (kinds_at(s, at + 1) & (WORD_ME | WORD_YOU | WORD_TO)) == 0 && !is_word(s, at + 1, "he") &&
        !is_word(s, at + 1, "she") && !is_word(s, at + 1, "they"))
        return false;
    size_t before = word_before(s, at);
    word_kinds who = kinds_at(s, before);
    if (before ==
        s->count) // opens the clause: "Asked whether she would return", but not "Ask her" or "Suggested follow-up"
        return (is & (WORD_ADVISES | WORD_BASE)) == 0 && !is_word(s, at, "suggested") &&
               !is_word(s, at, "recommended") && !is_word(s, at, "proposed") && !is_word(s, at, "read");
    bool base =
        (is & (WORD_BASE | WORD_ADVISES)) != 0 || is_word(s, at, "think") || is_word(s, at, "believe");
    if ((who & (WORD_ME | WORD_YOU)) != 0)
        return !base;
    return (who & (WORD_TO | WORD_A | WORD_THE | WORD_OUR | MODALS)) == 0 && (!base || (is & WORD_NOUN) == 0);
}

/// "…, so we", "and I", "but you": our own side speaks again.
static bool ends_report(const sentence *s, size_t at)
{
    if (starts(s, at))
        return true;
    if ((s->words[at].is & WORD_AND) == 0)
        return false;
    word_kinds next = kinds_at(s, skip_adverbs(s, at + 1));
    bool goes_on =
        (next & MODALS) != 0 && (kinds_at(s, clause_start(s, at)) & WORD_ME) != 0; // "I asked her and will …"
    return goes_on || ((s->words[at - 1].marks & MARK_COMMA) != 0 && (next & (WORD_ME | WORD_YOU)) != 0);
}

static void mark_reports(scene *c)
{
    const sentence *s = c->s;
    bool reported = false;
    for (size_t i = 0; i < s->count; i++) {
        if (i > 0 && ends_report(s, i))
            reported = false;
        c->reported[i] = reported;
        reported = reported || is_report(s, i) || (is_word(s, i, "according") && is_word(s, i + 1, "to")) ||
                   (is_word(s, i, "position") && is_word(s, i + 1, "is"));
    }
}

static bool speaks_of_law(const sentence *s)
{
    bool law = false;
    for (size_t i = 0; i < s->count; i++) {
        if ((s->words[i].is & (WORD_ME | WORD_YOU)) != 0)
            return false;
        law = law || (s->words[i].is & WORD_LAW) != 0;
    }
    return law;
}

/// A verb of the past, as far as the tables and its ending tell.
static bool is_past(const ending_word *word)
{
    return (word->is & (WORD_WAS | WORD_HAD | WORD_DID | WORD_ACTED)) != 0 ||
           (word->is == 0 && slice_ends_with(word->text, SLICE("ed")));
}

// --- verbs ---

/// "need to", "happy to", "going to": a link and what leads on to the verb.
static bool links_to_verb(const sentence *s, size_t at)
{
    return (kinds_at(s, at) & (WORD_LINKS | WORD_EAGER)) != 0 && (kinds_at(s, at + 1) & WORD_TO) != 0;
}

/// "am" of "am going to", "am ready to", "am drafting".
static bool is_auxiliary(const sentence *s, size_t at)
{
    size_t next = skip_adverbs(s, at + 1);
    if (is_word(s, next, "not"))
        next = skip_adverbs(s, next + 1);
    return (kinds_at(s, at) & WORD_BE) != 0 &&
           ((kinds_at(s, next) & WORD_ACTING) != 0 || links_to_verb(s, next));
}

static group read_group(const sentence *s, size_t at)
{
    group g = {.verb = at};
    for (; g.verb < s->count; g.verb++) {
        word_kinds is = s->words[g.verb].is;
        if (links_to_verb(s, g.verb)) {
            g.mood |= is & (MODALS | WORD_LINKS | WORD_EAGER);
            g.verb++;
        } else if (is_word(s, g.verb, "had") && is_word(s, g.verb + 1, "better")) {
            g.mood |= WORD_SHOULD;
            g.verb++;
        } else if ((is & MODALS) != 0) {
            g.mood |= is & MODALS;
        } else if ((is & WORD_NOT) != 0) {
            g.negated = true;
        } else if (is_auxiliary(s, g.verb)) {
            g.mood |= WORD_BE;
        } else if ((is & WORD_ADVERB) == 0) {
            break;
        }
    }
    return g;
}

/// A report to the reader is no step: "I would note that …", "I can confirm that …".
static bool tells_reader(const sentence *s, size_t verb)
{
    static const char *const verbs[] = {"note", "confirm", "add", "advise", "report", "stress", "conclude"};
    if (is_word(s, verb, "tell") && ((s->words[verb].marks & MARK_COMMA) != 0 || verb + 1 == s->count))
        return true; // "as far as I can tell"
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
        if (is_word(s, verb, verbs[i]) && is_word(s, verb + 1, "that"))
            return true;
    }
    return false;
}

/// True if the verb with what follows is something that one does: "send it", "have a draft ready", "be sending".
static bool is_step(const sentence *s, size_t verb)
{
    word_kinds is = kinds_at(s, verb);
    word_kinds next = kinds_at(s, skip_adverbs(s, verb + 1));
    if (verb >= s->count || tells_reader(s, verb))
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

/// "be filed", "be asked": a step whose doer is not named.
static bool is_passive_step(const sentence *s, size_t verb)
{
    static const char *const thoughts[] = {"noted", "read", "given", "found", "seen", "heard"};
    size_t what = skip_adverbs(s, verb + 1);
    for (size_t i = 0; i < sizeof thoughts / sizeof *thoughts; i++) {
        if (is_word(s, what, thoughts[i]))
            return false;
    }
    return (kinds_at(s, verb) & WORD_BE) != 0 && (kinds_at(s, what) & WORD_ACTED) != 0;
}

/// "be wise", "be worth", "be a good idea".
static bool is_good(const sentence *s, size_t verb)
{
    size_t next = skip_adverbs(s, verb + 1);
    if ((kinds_at(s, next) & WORD_A) != 0)
        next++;
    return (kinds_at(s, verb) & WORD_BE) != 0 &&
           ((kinds_at(s, next) | kinds_at(s, next > 0 ? next - 1 : 0)) & WORD_GOOD) != 0;
}

// --- subjects ---

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
        return true;
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
    subject who = person(kinds_at(s, clause_start(s, at)));
    return who != SUBJECT_NONE ? who : SUBJECT_OTHER;
}

/// Without a subject, a sentence is about oneself: "Will file." So is what follows a colon; elsewhere the clause before has the subject.
static subject subject_left_out(const sentence *s, size_t at)
{
    while (at > 0 && !starts(s, at))
        at--;
    word_kinds first = kinds_at(s, skip_adverbs(s, 0));
    if (at == 0 || (s->words[at - 1].marks & MARK_COLON) != 0 ||
        (first & (MODALS | WORD_ACT | WORD_ACTED | WORD_EAGER)) != 0)
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

static subject subject_of(const sentence *s, size_t at)
{
    size_t before = word_before(s, at);
    if (before == s->count)
        return subject_left_out(s, at);
    const ending_word *w = &s->words[before];
    bool owns = (w->marks & MARK_OWNS) != 0;
    if (!owns && person(w->is) != SUBJECT_NONE)
        return person(w->is);
    if (is_word(s, before, "us"))
        return SUBJECT_ME;
    if ((w->is & WORD_AND) != 0 || is_word(s, before, "then"))
        return subject_of_clause(s, before);
    if ((w->is & WORD_ASKS) != 0)
        return SUBJECT_NOBODY;
    size_t start = noun_start(s, before + 1);
    size_t clause = clause_start(s, before);
    if (is_deed(s, start, before + 1) || ((!has_comma(s, clause, before) || (w->marks & MARK_COMMA) != 0) &&
                                          is_deed(s, clause, clause + 4 < before ? clause + 4 : before + 1)))
        return SUBJECT_DEED;
    return ((kinds_at(s, start) | kinds_at(s, start + 1)) & (WORD_A | WORD_NO)) != 0 ? SUBJECT_NOBODY
                                                                                     : SUBJECT_OTHER;
}

// --- verbs that look ahead ---

static bool begins_group(const sentence *s, size_t at)
{
    return (kinds_at(s, at) & MODALS) != 0 || (is_word(s, at, "had") && is_word(s, at + 1, "better")) ||
           links_to_verb(s, at) || is_auxiliary(s, at);
}

static reading read_own(const sentence *s, group g)
{
    bool step = (is_step(s, g.verb) || is_passive_step(s, g.verb)) && !is_word(s, g.verb, "find");
    if (!step)
        return is_good(s, g.verb) && (g.mood & THOUGHT) != 0 ? READ_SUGGESTS : READ_NOTHING;
    if (!g.negated)
        return READ_SUGGESTS;
    if ((g.mood & (WORD_CAN | WORD_COULD)) != 0)
        return READ_NOTHING;
    return (g.mood & (WORD_SHOULD | WORD_WOULD | WORD_MUST)) != 0 ? READ_SUGGESTS : READ_DOUBT;
}

/// "needs to", "has to", "ought to" and "should": what is to be done, by whomever.
static bool is_duty(const sentence *s, size_t at, group g)
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

static reading read_side(const sentence *s, size_t at, group g)
{
    if ((g.mood & THOUGHT) != 0 && (is_good(s, g.verb) || (g.mood & WORD_EAGER) != 0))
        return READ_SUGGESTS;
    bool step = is_step(s, g.verb) || is_passive_step(s, g.verb);
    if (!step || (g.negated && (g.mood & WORD_COULD) != 0))
        return READ_NOTHING;
    return is_duty(s, at, g) || (g.mood & (WORD_MUST | WORD_COULD)) != 0 ? READ_SUGGESTS : READ_NOTHING;
}

/// A deed that is only thought of: "A call to the clerk would settle this."
static reading read_deed(const scene *c, group g)
{
    const sentence *s = c->s;
    word_kinds is = kinds_at(s, g.verb);
    bool thought = (g.mood & THOUGHT) != 0 && !g.negated;
    if (is_passive_step(s, g.verb)) {
        if (c->law || (g.mood & WORD_MUST) != 0)
            return READ_NOTHING; // "A notice of appeal must be filed within thirty days."
        return thought && (g.mood & WORD_MAY) == 0 ? READ_SUGGESTS : READ_DOUBT;
    }
    if ((is & (WORD_BE | WORD_HAVE)) != 0)
        return thought && is_good(s, g.verb) ? READ_SUGGESTS : READ_NOTHING;
    if ((is & WORD_STATIVE) != 0)
        return READ_NOTHING;
    return thought ? READ_SUGGESTS : (g.mood & WORD_WILL) != 0 && !g.negated ? READ_DOUBT : READ_NOTHING;
}

/// "be cleansed": a passive of a verb that no table has.
static bool is_unknown_passive(const sentence *s, size_t verb)
{
    size_t next = skip_adverbs(s, verb + 1);
    return (kinds_at(s, verb) & WORD_BE) != 0 && next < s->count && s->words[next].is == 0 &&
           slice_ends_with(s->words[next].text, SLICE("ed"));
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

static reading read_other(const scene *c, size_t at, group g, subject who)
{
    const sentence *s = c->s;
    bool passive = is_passive_step(s, g.verb);
    bool thought = (g.mood & THOUGHT) != 0;
    if (thought && (is_good(s, g.verb) || is_judged(s, at, g)))
        return READ_SUGGESTS;
    if (c->law)
        return who != SUBJECT_NOBODY && passive && is_duty(s, at, g) ? READ_DOUBT : READ_NOTHING;
    if (at > 0 && is_word(s, at - 1, "it") && thought &&
        (is_word(s, g.verb, "help") || is_word(s, g.verb, "pay") || is_word(s, g.verb, "make")))
        return READ_SUGGESTS;
    if (is_duty(s, at, g)) {
        if (passive)
            return g.negated ? READ_DOUBT : READ_SUGGESTS;
        if (is_unknown_passive(s, g.verb) && who != SUBJECT_NOBODY)
            return READ_DOUBT;
        bool step = (kinds_at(s, g.verb) & WORD_ACT) != 0;
        return who == SUBJECT_NOBODY ? READ_NOTHING
               : step                ? READ_SUGGESTS
               : is_step(s, g.verb)  ? READ_DOUBT
                                     : READ_NOTHING;
    }
    if (who == SUBJECT_NOBODY && thought && !g.negated && is_step(s, g.verb) && !is_word(s, g.verb, "find"))
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
    size_t before = word_before(s, at);
    bool mine = (kinds_at(s, before) & WORD_ME) != 0;
    if ((is & WORD_ADVISES) != 0)
        return mine || (before == s->count && (kinds_at(s, at + 1) & (WORD_BE | WORD_WAS)) == 0)
                   ? READ_SUGGESTS
                   : READ_NOTHING;
    bool needs = is_word(s, at, "need") && (mine || (kinds_at(s, before) & WORD_YOU) != 0);
    return needs && (kinds_at(s, at + 1) & WORD_TO) == 0 ? READ_SUGGESTS : READ_NOTHING;
}

/// "The better course is …", "One approach would be …", "Our best chance is …".
static bool is_way(const sentence *s, size_t at)
{
    if ((kinds_at(s, at) & (WORD_BE | WORD_WOULD | WORD_COULD | WORD_MAY)) == 0 ||
        is_word(s, at + 1, "whether"))
        return false;
    // "… is the logical next move"
    for (size_t i = at + 1; i < at + 6 && (kinds_at(s, at) & WORD_BE) != 0; i++) {
        if ((kinds_at(s, i) & WORD_BEST) != 0 && (kinds_at(s, i + 1) & WORD_WAY) != 0)
            return true;
    }
    bool way = false;
    for (size_t i = at; i > 0 && at - i < 12; i--) {
        if (way && (s->words[i - 1].is & WORD_BEST) != 0)
            return true;
        way = (s->words[i - 1].is & WORD_WAY) != 0 || (way && (s->words[i - 1].is & WORD_ADVERB) != 0);
        if (!way && starts(s, i - 1))
            break;
    }
    return false;
}

// --- commands ---

/// A verb of the past or present behind `at` in the clause: then what looks like a command is a noun.
static bool has_finite_verb(const sentence *s, size_t at)
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

/// A verb of the past behind `at` in the clause, or one of being right there: "Follow-up records were …".
static bool is_narrated(const sentence *s, size_t at)
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

/// A command: a verb that is no noun, or a noun that can only be a verb for what follows: "Order the transcript", not "Order entered".
static reading read_command(const sentence *s, size_t at)
{
    word_kinds is = s->words[at].is;
    if (is_word(s, at, "do") && is_word(s, at + 1, "not") && (kinds_at(s, at + 2) & WORD_BASE) != 0)
        return READ_SUGGESTS;
    if (is_word(s, at, "have"))
        return is_step(s, at) && !has_finite_verb(s, at + 1) ? READ_SUGGESTS : READ_NOTHING;
    if ((is & WORD_BASE) == 0 || (s->words[at].marks & (MARK_OWNS | MARK_COLON)) != 0)
        return READ_NOTHING;
    word_kinds next = kinds_at(s, at + 1);
    if (tells_reader(s, at))
        return READ_NOTHING;
    if ((is & WORD_NOUN) == 0)
        return is_narrated(s, at + 1) || is_word(s, at + 1, "of") ? READ_NOTHING : READ_SUGGESTS;
    bool object = (next & (WORD_A | WORD_THE | WORD_OUR | WORD_AFTER | WORD_ANYONE)) != 0 ||
                  (at + 1 < s->count && (s->words[at + 1].marks & MARK_CAPITAL) != 0 && next == 0);
    if (object && !is_word(s, at + 1, "i"))
        return has_finite_verb(s, at + 1) && (next & (WORD_A | WORD_THE | WORD_OUR)) == 0 ? READ_NOTHING
                                                                                          : READ_SUGGESTS;
    bool plain = at + 1 < s->count && (next == 0 || (next & WORD_DEED) != 0) && !has_finite_verb(s, at + 1);
    return plain && s->is_item ? READ_SUGGESTS : READ_NOTHING;
}

/// "please send …": any verb but those of courtesy.
static reading read_request(const sentence *s, size_t at)
{
    static const char *const courteous[] = {"let", "note",  "see",    "find",    "feel",  "do",
                                            "be",  "refer", "advise", "contact", "accept"};
    if (!is_please(s, at))
        return READ_NOTHING;
    size_t verb = skip_adverbs(s, at + 1);
    for (size_t i = 0; i < sizeof courteous / sizeof *courteous; i++) {
        if (is_word(s, verb, courteous[i]))
            return READ_NOTHING;
    }
    return is_step(s, verb) ? READ_SUGGESTS : READ_NOTHING;
}

/// "Dana to pull the plat", "Me to call": a name, and what it is to do.
static bool is_assignment(const sentence *s, size_t at)
{
    if (!opens_clause(s, at) || (s->words[at].marks & MARK_OWNS) != 0)
        return false;
    bool named = (s->words[at].is == 0 && (s->words[at].marks & MARK_CAPITAL) != 0) ||
                 (s->words[at].is & (WORD_SIDE | WORD_YOU | WORD_ANYONE)) != 0 || is_word(s, at, "me");
    size_t to = at + 1;
    if (named && kinds_at(s, to) == 0 && to < s->count && (s->words[to].marks & MARK_CAPITAL) != 0)
        to++;
    return named && (kinds_at(s, to) & WORD_TO) != 0 &&
           (kinds_at(s, skip_adverbs(s, to + 1)) & WORD_BASE) != 0 && !is_word(s, at, "motion");
}

/// Where a command may stand: at a clause's beginning, or behind "If …," and "then".
static bool may_command(const sentence *s, size_t at)
{
    if (opens_clause(s, at))
        return true;
    if ((kinds_at(s, 0) & (WORD_IF | WORD_TO)) != 0 && (s->words[at - 1].marks & MARK_COMMA) != 0)
        return true;
    return is_word(s, at - 1, "then");
}

// --- questions ---

/// A question that the lawyer is asked, not one that the memo answers.
static reading read_question(const scene *c)
{
    const sentence *s = c->s;
    bool past = false;
    bool own = false;
    bool any = false;
    bool acted = false;
    for (size_t i = 0; i < s->count; i++) {
        word_kinds is = s->words[i].is;
        if (c->reported[i] && !any)
            return READ_NOTHING;
        any = any || (is & WORD_ANYONE) != 0;
        past = past || (is & (WORD_DID | WORD_WAS | WORD_HAD)) != 0;
        acted = acted || is_past(&s->words[i]);
        own = own || (is & (WORD_ME | WORD_YOU | WORD_SHOULD | WORD_ANYONE | WORD_SIDE)) != 0 ||
              is_word(s, i, "me");
    }
    if (past)
        return own && (kinds_at(s, 0) & WORD_DID) != 0 && (kinds_at(s, 1) & (WORD_ME | WORD_YOU)) != 0
                   ? READ_DOUBT
                   : READ_NOTHING;
    return own ? READ_SUGGESTS : acted ? READ_NOTHING : READ_DOUBT;
}

// --- a sentence ---

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

static bool is_one_of(const sentence *s, size_t at, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (is_word(s, at, words[i]))
            return true;
    }
    return false;
}

/// Somebody of our side: but "in my view", "as you know", "we have", "I believe" say nothing of a step.
static bool is_own(const sentence *s, size_t at)
{
    static const char *const own[] = {"your", "me", "us", "ours", "mine", "yours"};
    static const char *const views[] = {"view",          "opinion",    "client", "know",  "notes",
                                        "understanding", "possession", "file",   "files", "summary"};
    word_kinds is = s->words[at].is;
    if (is_one_of(s, at + 1, views, sizeof views / sizeof *views))
        return false;
    if ((is & WORD_ME) == 0)
        return (is & WORD_YOU) != 0 || is_one_of(s, at, own, sizeof own / sizeof *own);
    word_kinds next = kinds_at(s, skip_adverbs(s, at + 1));
    word_kinds verb = kinds_at(s, read_group(s, at + 1).verb);
    bool stative = (verb & WORD_STATIVE) != 0 && (verb & WORD_ACT) == 0;
    return !stative && (next & (WORD_HAVE | WORD_COULD)) == 0 && !is_word(s, at + 1, "hold");
}

static bool is_soon(const sentence *s, size_t at)
{
    bool soon =
        (s->words[at].is & WORD_SOON) != 0 && (at == 0 || !is_word(s, at - 1, "of")); // not "as of today"
    return soon || is_near(s, at);
}

/// Somebody of our side, or a time soon to come, in a sentence that tells nothing past: it may look ahead in words that no table has.
static bool leans_ahead(const scene *c)
{
    const sentence *s = c->s;
    bool ahead = false;
    for (size_t i = 0; i < s->count; i++) {
        if (is_past(&s->words[i]) || c->reported[i] || tells_reader(s, i) || is_word(s, i, "awaiting"))
            return false;
        ahead = ahead || is_own(s, i) || is_soon(s, i);
    }
    return ahead;
}

static reading greater(reading a, reading b)
{
    return a > b ? a : b;
}

/// "An amendment is still timely", "a check is in order": a deed that nobody is said to have done.
static bool is_open_deed(const sentence *s, size_t at)
{
    size_t next = skip_adverbs(s, at + 1);
    if (!is_word(s, at, "is") || (kinds_at(s, next) & (WORD_ACTED | WORD_THE | WORD_NOT)) != 0 ||
        subject_of(s, at) != SUBJECT_DEED)
        return false;
    bool order = is_word(s, next, "in") && is_word(s, next + 1, "order");
    return order || ((kinds_at(s, next) & WORD_OTHER) == 0 && !is_word(s, next, "in") &&
                     !is_word(s, next, "pending") && !is_word(s, next, "due") &&
                     !slice_ends_with(s->words[next < s->count ? next : at].text, SLICE("ed")));
}

/// What begins at one word. `*next` receives the word to go on with.
static reading read_at(const scene *c, size_t at, size_t *next)
{
    const sentence *s = c->s;
    if (begins_group(s, at)) {
        group g = read_group(s, at);
        *next = g.verb > at ? g.verb : at + 1;
        reading says = read_ahead(c, at, g);
        return says < READ_SUGGESTS && (is_way(s, at) || is_way(s, g.verb)) ? READ_SUGGESTS : says;
    }
    if (is_way(s, at) || is_assignment(s, at))
        return READ_SUGGESTS;
    if (is_open_deed(s, at))
        return READ_DOUBT;
    if ((is_word(s, at, "needs") || is_word(s, at, "need")) && (kinds_at(s, at + 1) & WORD_ACTING) != 0)
        return READ_SUGGESTS;
    if (is_word(s, at, "needs") && !c->law && subject_of(s, at) == SUBJECT_OTHER)
        return READ_DOUBT;
    reading says = greater(read_advice(s, at), read_request(s, at));
    return may_command(s, at) ? greater(says, read_command(s, at)) : says;
}

reading clause_read(const sentence *s)
{
    scene c = {.s = s, .law = speaks_of_law(s)};
    mark_reports(&c);
    reading says = s->asks ? read_question(&c) : READ_NOTHING;
    for (size_t at = 0; at < s->count && says < READ_SUGGESTS;) {
        size_t next = at + 1;
        if (!c.reported[at])
            says = greater(says, read_at(&c, at, &next));
        at = next;
    }
    return says == READ_NOTHING && leans_ahead(&c) ? READ_DOUBT : says;
}

reading clause_read_phrases(const sentence *s)
{
    scene c = {.s = s};
    mark_reports(&c);
    reading says = READ_NOTHING;
    for (size_t at = 0; at < s->count; at++) {
        size_t length;
        reading here = phrase_at(s, at, &length);
        if (!c.reported[at] || here == READ_COURTESY)
            says = greater(says, here);
        at += length > 0 ? length - 1 : 0;
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
