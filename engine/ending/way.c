// Ways that are named ("the next step is …"), and deeds that have no verb of their own. A way is ours unless it is said to be somebody else's.
#include "ending/way.h"

#include "ending/subject.h"
#include "ending/verb.h"

/// "The next step for the city is …", "the Board's next step", "in the Board's process", but not "for us" or "for this matter".
static bool is_way_of_others(const sentence *s, size_t best, size_t end)
{
    if (best > 0 && subject_is_others(s, best - 1))
        return true;
    for (size_t i = best; i < end; i++) {
        const size_t who = i + 1 + ((kinds_at(s, i + 1) & WORD_THE) != 0);
        if ((subject_is_others(s, who) || subject_is_others(s, who + 1)) &&
            (is_word(s, i, "for") || (is_word(s, i, "in") && (s->words[who].marks & MARK_OWNS) != 0)))
            return true;
    }
    for (size_t i = end + 1; i < end + 3; i++) {
        if (subject_is_others(s, i) && (s->words[i].marks & MARK_OWNS) != 0)
            return true; // "the next move is the government's"
    }
    return best > 0 && is_word(s, best, "next") &&
           (is_word(s, best - 1, "their") || is_word(s, best - 1, "its"));
}

/// "The better course is …", "One approach would be …", "Our best chance is …", whose verb is at `at`.
static bool names_way(const sentence *s, size_t at)
{
    if (is_word(s, at + 1, "whether"))
        return false;
    // "… is the logical next move"
    for (size_t i = at + 1; i < at + 6 && (kinds_at(s, at) & WORD_BE) != 0; i++) {
        if ((kinds_at(s, i) & WORD_BEST) != 0 && (kinds_at(s, i + 1) & WORD_WAY) != 0)
            return true;
    }
    bool way = false;
    for (size_t i = at; i > 0 && at - i < 12; i--) {
        if (way && (s->words[i - 1].is & WORD_BEST) != 0)
            return !is_way_of_others(s, i - 1, at);
        way = (s->words[i - 1].is & WORD_WAY) != 0 || (way && (s->words[i - 1].is & WORD_ADVERB) != 0);
        if (!way && starts(s, i - 1))
            break;
    }
    return false;
}

/// "… seems our best route", "… looks the safer course".
static bool seems_way(const sentence *s, size_t at)
{
    return (kinds_at(s, at + 2) & WORD_BEST) != 0 && (kinds_at(s, at + 3) & WORD_WAY) != 0 &&
           (kinds_at(s, at + 1) & (WORD_OUR | WORD_THE)) != 0 &&
           (is_word(s, at, "seems") || is_word(s, at, "looks") || is_word(s, at, "appears"));
}

bool way_find_name(const sentence *s, size_t at)
{
    return ((kinds_at(s, at) & (WORD_BE | WORD_WOULD | WORD_COULD | WORD_MAY)) != 0 && names_way(s, at)) ||
           seems_way(s, at);
}

/// "…, so a call to the clerk first": a deed without a verb, and when.
bool way_is_bare_deed(const sentence *s, size_t at)
{
    static const char *const when[] = {"first",  "now",     "next",  "then",
                                       "please", "instead", "today", "tomorrow"};
    const bool next =
        starts(s, at) && is_word(s, at, "next") && (kinds_at(s, at + 1) & (WORD_A | WORD_THE)) != 0;
    const bool opens = starts(s, at) || (at > 0 && is_word(s, at - 1, "so"));
    if (!next && (!opens || (s->words[at].is & WORD_A) == 0))
        return false;
    bool deed = false;
    bool soon = next; // "Next, the deposition of the nurse"
    for (size_t i = at + 1; i < s->count; i++) {
        if ((s->words[i].is &
             (WORD_BE | WORD_WAS | WORD_HAVE | WORD_HAD | WORD_DO | WORD_DID | WORD_ACTED | MODALS)) != 0 ||
            starts(s, i))
            return false;
        deed = deed || (i < at + 4 && (s->words[i].is & WORD_DEED) != 0);
        soon = soon || is_any_word(s, i, when, COUNT(when));
    }
    return deed && soon;
}

bool way_find_open_deed(const sentence *s, size_t at)
{
    size_t next = skip_adverbs(s, at + 1);
    if ((kinds_at(s, next) & (WORD_ACTED | WORD_THE | WORD_NOT)) != 0 || subject_of(s, at) != SUBJECT_DEED)
        return false;
    bool order = is_word(s, next, "in") && is_word(s, next + 1, "order");
    return order || ((kinds_at(s, next) & WORD_OTHER) == 0 && !is_word(s, next, "in") &&
                     !is_word(s, next, "pending") && !is_word(s, next, "due") &&
                     !slice_ends_with(s->words[next < s->count ? next : at].text, SLICE("ed")));
}
