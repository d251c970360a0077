/// Verbs: with their modals, and whether they are steps. Private to engine/ending/.
#ifndef ADVISE_ENDING_VERB_H
#define ADVISE_ENDING_VERB_H

#include "ending/sentence.h"

#define MODALS    (WORD_WILL | WORD_CAN | WORD_COULD | WORD_MAY | WORD_WOULD | WORD_SHOULD | WORD_MUST)
#define WORD_BASE (WORD_ACT | WORD_TASK)
#define THOUGHT   (WORD_COULD | WORD_WOULD | WORD_MAY | WORD_SHOULD) ///< what might be done, not what is done

/// A verb with its modals: "could now be filed", "am going to call", "need not answer".
typedef struct group {
    word_kinds mood; // modals and links
    bool negated;
    size_t verb; // the main verb; the sentence's count if there is none
} group;

/// The kinds of a word; none behind the last.
static inline word_kinds kinds_at(const sentence *s, size_t at)
{
    return at < s->count ? s->words[at].is : 0;
}

/// True if the word at `at` is `word`, in small letters.
static inline bool is_word(const sentence *s, size_t at, const char *word)
{
    return at < s->count && s->words[at].text.ptr[0] == *word && slice_is(s->words[at].text, word);
}

/// True if the word at `at` is one of those, in small letters.
static inline bool is_any_word(const sentence *s, size_t at, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (is_word(s, at, words[i]))
            return true;
    }
    return false;
}

/// True if the word begins a clause.
static inline bool starts(const sentence *s, size_t at)
{
    return at < s->count && (s->words[at].marks & MARK_STARTS) != 0;
}

/// The first word from `at` on that is no adverb.
static inline size_t skip_adverbs(const sentence *s, size_t at)
{
    while ((kinds_at(s, at) & WORD_ADVERB) != 0)
        at++;
    return at;
}

/// "please" and its short forms.
static inline bool is_please(const sentence *s, size_t at)
{
    return is_word(s, at, "please") || is_word(s, at, "kindly") || is_word(s, at, "pls") ||
           is_word(s, at, "plz");
}

/// True if nothing but adverbs, "please" and "and" stand between the clause's beginning and the word.
bool verb_opens_clause(const sentence *s, size_t at);

/// The first word, adverbs passed, of the clause that the word stands in.
size_t verb_clause_start(const sentence *s, size_t at);

/// The word before `at`, adverbs, "do" and "not" passed; the sentence's count if the clause begins there.
size_t verb_word_before(const sentence *s, size_t at);

/// A verb of the past, as far as the tables and its ending tell.
bool verb_is_past(const ending_word *word);

/// A verb of the past or present behind `at` in the clause: then what looks like a command is a noun.
bool verb_is_finite_after(const sentence *s, size_t at);

/// A verb of the past behind `at` in the clause, or one of being right there: "Follow-up records were …".
bool verb_is_narrated(const sentence *s, size_t at);

/// "need to", "happy to", "going to": a link and what leads on to the verb.
bool verb_links(const sentence *s, size_t at);

/// True if a verb with modals begins at the word, which is of one of VERB_GROUP_KINDS.
bool verb_is_group(const sentence *s, size_t at);

#define VERB_GROUP_KINDS (MODALS | WORD_HAD | WORD_LINKS | WORD_EAGER | WORD_BE)

/// True if a verb with modals begins at the word. False for nearly all words.
static inline bool verb_begins_group(const sentence *s, size_t at)
{
    return (kinds_at(s, at) & VERB_GROUP_KINDS) != 0 && verb_is_group(s, at);
}

/// The verb with its modals that begins at the word.
group verb_read_group(const sentence *s, size_t at);

/// The same of a verb that is "tell", or has "that" behind it.
bool verb_may_tell_reader(const sentence *s, size_t verb);

/// A report to the reader is no step: "I would note that …", "I can confirm that …".
static inline bool verb_tells_reader(const sentence *s, size_t verb)
{
    return (is_word(s, verb, "tell") || is_word(s, verb + 1, "that")) && verb_may_tell_reader(s, verb);
}

/// True if the verb with what follows is something that one does: "send it", "have a draft ready", "be sending".
bool verb_is_step(const sentence *s, size_t verb);

/// "be filed", "be asked": a step whose doer is not named.
bool verb_is_passive_step(const sentence *s, size_t verb);

/// "be cleansed": a passive of a verb that no table has.
bool verb_is_unknown_passive(const sentence *s, size_t verb);

/// "be wise", "be worth", "be a good idea".
bool verb_is_good(const sentence *s, size_t verb);

/// "needs to", "has to", "ought to" and "should": what is to be done, by whomever.
bool verb_is_duty(const sentence *s, size_t at, group g);

#endif
