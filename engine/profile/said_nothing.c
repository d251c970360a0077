#include "profile/said_nothing.h"

#include "profile/said_words.h"

static const char *const unknown_words[] = {"n/a",
                                            "null",
                                            "na",
                                            "n.a",
                                            "unknown",
                                            "don't know",
                                            "dont know",
                                            "do not know",
                                            "i don't know",
                                            "i dont know",
                                            "i do not know",
                                            "i don't remember",
                                            "don't remember",
                                            "can't remember",
                                            "can't say",
                                            "dunno",
                                            "dk",
                                            "idk",
                                            "not known",
                                            "not sure",
                                            "i'm not sure",
                                            "unsure",
                                            "no clue",
                                            "not applicable",
                                            "tbd",
                                            "to be decided",
                                            "undecided",
                                            "?",
                                            "??",
                                            "-",
                                            "--",
                                            ".",
                                            "no idea",
                                            "no idea yet",
                                            "i have no idea",
                                            "i've no idea",
                                            "maybe",
                                            "perhaps",
                                            "depends",
                                            "it depends",
                                            "unclear",
                                            "not given",
                                            "nil",
                                            "nan",
                                            "#n/a",
                                            "",
                                            NULL};

static const char *const skip_words[] = {"skip",
                                         "skip it",
                                         "skip this",
                                         "pass",
                                         "next",
                                         "later",
                                         "not now",
                                         "rather not say",
                                         "i'd rather not say",
                                         "prefer not to say",
                                         "no comment",
                                         NULL};

static const char *const none_words[] = {
    "none",        "no",          "nothing", "nobody",       "no one",        "zero",
    "0",           "false",       "n",       "[]",           "none yet",      "not yet",
    "nowhere",     "nothing yet", "not any", "none of them", "none of these", "none of those",
    "none at all", NULL};

/// What may begin a sentence that says that there is none, and what may follow it.
static const char *const nobody_words[] = {"nobody", "none", "nothing", "noone", NULL};
static const char *const nobody_followers[] = {
    "at",    "called", "came", "has",     "have", "had",  "here",  "i",     "in",  "is",      "left",
    "my",    "now",    "of",   "offered", "on",   "open", "other", "right", "so",  "special", "that",
    "these", "they",   "this", "those",   "to",   "was",  "we",    "were",  "yet", NULL};
/// What may stand before "no" with a verb: "there are no", "i have no".
static const char *const there_words[] = {"there", "i", "we", NULL};

static const char *const yes_words[] = {
    "yes",  "y",    "yep",    "yeah",       "yup",    "on",         "1",         "t",
    "true", "x",    "sure",   "definitely", "always", "absolutely", "of course", "certainly",
    "i do", "i am", "i have", "i would",    "ja",     "si",         "ok",        NULL};

static const char *const no_words[] = {"no",
                                       "n",
                                       "nope",
                                       "nah",
                                       "off",
                                       "0",
                                       "f",
                                       "false",
                                       "never",
                                       "none",
                                       "nein",
                                       "not yet",
                                       "not really",
                                       "not at all",
                                       "not currently",
                                       "currently not",
                                       "not at the moment",
                                       "not at present",
                                       "not anymore",
                                       "i don't",
                                       "i'm not",
                                       "i haven't",
                                       "i wouldn't",
                                       "no way",
                                       NULL};

/// Words that may follow yes or no and leave it what it is.
static const char *const followers[] = {
    "i",      "we",         "it",         "he",     "she", "they",   "there",  "not", "but", "never",
    "always", "absolutely", "definitely", "thanks", "at",  "please", "indeed", "ma",  "sir", NULL};

bool said_unknown(slice plain)
{
    return said_is_one_of(plain, unknown_words);
}

bool said_skip(slice plain)
{
    return said_is_one_of(plain, skip_words);
}

/// True for "nobody called me", "none so far", "we have no such", "there is nothing"; false for what is merely called so, such as Nothing
/// Bundt Cakes.
static bool begins_with_none(slice plain)
{
    slice rest = plain;
    slice word = {0};
    (void)said_next_word(&rest, &word);
    if (said_is_one_of(word, there_words)) { // "there are", "i have"
        (void)said_next_word(&rest, &word);
        (void)said_next_word(&rest, &word);
        return slice_is(word, "no") || (said_is_one_of(word, nobody_words) && rest.len == 0);
    }
    const bool is_none = said_is_one_of(word, nobody_words);
    return is_none && said_next_word(&rest, &word) && said_is_one_of(word, nobody_followers);
}

bool said_none(slice plain)
{
    return !said_unknown(plain) && (said_is_one_of(plain, none_words) ||
                                    slice_starts_with(plain, SLICE("no ")) || begins_with_none(plain));
}

feel_truth said_yes_or_no(slice plain)
{
    slice rest = plain;
    slice first = {0};
    slice second = {0};
    (void)said_next_word(&rest, &first);
    const bool has_comma = rest.len > 0 && rest.ptr[0] == ',';
    const bool may_follow =
        has_comma || (said_next_word(&rest, &second) && said_is_one_of(second, followers));
    if (said_is_one_of(plain, yes_words) || (may_follow && said_is_one_of(first, yes_words)))
        return FEEL_TRUE;
    if (said_is_one_of(plain, no_words) || (may_follow && said_is_one_of(first, no_words)))
        return FEEL_FALSE;
    return FEEL_UNKNOWN;
}

said_pair said_pair_of(slice text)
{
    static const struct {
        said_pair_kind kind;
        slice yes, no;
    } pairs[] = {
        {SAID_TRUE_OR_FALSE, SLICE_INIT("true"), SLICE_INIT("false")},
        {SAID_YES_OR_NO, SLICE_INIT("yes"), SLICE_INIT("no")},
        {SAID_Y_OR_N, SLICE_INIT("y"), SLICE_INIT("n")},
        {SAID_T_OR_F, SLICE_INIT("t"), SLICE_INIT("f")},
        {SAID_ON_OR_OFF, SLICE_INIT("on"), SLICE_INIT("off")},
        {SAID_ONE_OR_ZERO, SLICE_INIT("1"), SLICE_INIT("0")},
        {SAID_ONE_OR_ZERO, SLICE_INIT("1.0"),
         SLICE_INIT("0.0")}, // a column with numbers and gaps, as pandas writes it
    };
    said_pair out = {SAID_NO_PAIR, false};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs && out.kind == SAID_NO_PAIR; i++) {
        if (said_is_same_but_for_case(text, pairs[i].yes))
            out = (said_pair){pairs[i].kind, true};
        else if (said_is_same_but_for_case(text, pairs[i].no))
            out = (said_pair){pairs[i].kind, false};
    }
    return out;
}
