// The table of phrases, and how one is compared with the words of a sentence.
//
// A phrase is words apart by blanks. "a|b" is either word, "_" any one word, "..." up to four words. ME, YOU, OUR, ACT, ACTED, ACTING, A, THE and
// NUMBER are words of that kind (word.h). "^" before the first word: only where a clause begins; "!": only if nothing before it in the clause denies it. Adverbs between words are passed.
#include "ending/phrase.h"

typedef struct phrase_row {
    reading says;
    const char *phrase;
} phrase_row;

#define SUGGESTS READ_SUGGESTS
#define DOUBT    READ_DOUBT
#define COURTESY READ_COURTESY
#define NOTHING  READ_NOTHING

// In alphabetical order of their first words, which are words alone.
static const phrase_row rows[] = {
    {SUGGESTS, "a duty|obligation to"},
    {SUGGESTS, "a good idea to"},
    {SUGGESTS, "a look at _ ... may|might|could|would|should"},
    {COURTESY, "a pleasure working|to work"},
    {SUGGESTS, "a second look"},
    {SUGGESTS, "a second pair of eyes"},
    {SUGGESTS, "absent objection|objections"},
    {SUGGESTS, "action needed|required|item|items"},
    {SUGGESTS, "all it takes"},
    {DOUBT, "alternatively"},
    {SUGGESTS, "and can|will do so"},
    {SUGGESTS, "another pair of eyes"},
    {SUGGESTS, "another way|option|approach|possibility|idea|alternative is|would|might"},
    {COURTESY, "any concerns"},
    {SUGGESTS, "^any interest in"},
    {SUGGESTS, "^any objection|objections to|if"},
    {COURTESY, "any other|further questions"},
    {COURTESY, "any questions"},
    {SUGGESTS, "appears advisable|warranted|prudent|wise|sensible"},
    {COURTESY, "appreciate the opportunity"},
    {DOUBT, "appreciate your"},
    {COURTESY, "appreciate your time"},
    {SUGGESTS, "!are advisable|warranted|overdue"},
    {SUGGESTS, "!are needed|advised"},
    {SUGGESTS, "!are recommended"},
    {SUGGESTS, "as soon as you"},
    {COURTESY, "^ask me"},
    {SUGGESTS, "assuming you"},
    {COURTESY, "at your disposal"},
    {SUGGESTS, "available ... to ACT"},
    {COURTESY, "available ... to discuss|talk|answer|meet|speak"},
    {COURTESY, "available for questions"},
    {COURTESY, "available to discuss|talk|answer|chat|meet|explain|elaborate|clarify|speak"},
    {SUGGESTS, "await your"},
    {SUGGESTS, "awaiting your"},
    {SUGGESTS, "barring ... objection|objections"},
    {COURTESY, "be of any|further|some|more assistance|help|service"},
    {COURTESY, "be of assistance|help|service"},
    {SUGGESTS, "benefit from a|an|another|more|further|some"},
    {COURTESY, "^call me"},
    {SUGGESTS, "^call me before|once|when"},
    {COURTESY, "call me with|if|at|should|anytime"},
    {SUGGESTS, "can not hurt"},
    {SUGGESTS, "can not wait"},
    {SUGGESTS, "cannot hurt"},
    {SUGGESTS, "cannot wait"},
    {COURTESY, "care to discuss"},
    {SUGGESTS, "cheap insurance"},
    {SUGGESTS, "client has until"},
    {COURTESY, "contact me with|if|at|should|anytime|directly"},
    {SUGGESTS, "could be in order"},
    {SUGGESTS, "could be needed|necessary|warranted|required|called"},
    {SUGGESTS, "could not hurt"},
    {SUGGESTS, "could tell|show|give|help|let|get|save|buy us|me|you"},
    {SUGGESTS, "could use a|an|some|another|more"},
    {SUGGESTS, "decision needed|required"},
    {SUGGESTS, "deserves a|an|another|further|closer|more"},
    {DOUBT, "^diary"},
    {SUGGESTS, "do so if|when|as|once"},
    {DOUBT, "^docket for"},
    {SUGGESTS, "does not hurt to"},
    {SUGGESTS, "^draft ... to follow"},
    {COURTESY, "^email me"},
    {COURTESY, "email me with|if|at|should"},
    {COURTESY, "^enjoy"},
    {COURTESY, "feel free to"},
    {SUGGESTS, "!follow up needed|required|with|on"},
    {SUGGESTS, "for follow up"},
    {NOTHING, "for what it is worth"},
    {SUGGESTS, "for you to sign|approve|decide"},
    {SUGGESTS, "for your _ and signature|approval|decision"},
    {COURTESY, "for your information|reference|convenience|records"},
    {DOUBT, "for your review|consideration|comments|comment|attention"},
    {SUGGESTS, "for your signature|approval|decision|okay|ok"},
    {SUGGESTS, "free ... to ACT"},
    {COURTESY, "free to discuss|talk|chat|speak"},
    {COURTESY, "further questions"},
    {COURTESY, "glad to discuss|talk|answer|chat|meet|explain|elaborate|clarify|speak"},
    {COURTESY, "glad to provide|give any|more|further|additional|anything"},
    {COURTESY, "glad to walk|go you|through|over"},
    {COURTESY, "happy to discuss|talk|answer|chat|meet|explain|elaborate|clarify|speak"},
    {COURTESY, "happy to provide|give any|more|further|additional|anything"},
    {COURTESY, "happy to walk|go you|through|over"},
    {COURTESY, "have a good|great|nice"},
    {COURTESY, "have questions"},
    {COURTESY, "hesitate to"},
    {COURTESY, "hope this|that helps|answers|is|assists|gives|addresses"},
    {SUGGESTS, "^how about"},
    {COURTESY, "i appreciate your|the|this"},
    {COURTESY, "i can be reached at|on|by"},
    {SUGGESTS, "i can see if|whether|about|what"},
    {DOUBT, "i have it down|calendared|docketed|diaried"},
    {COURTESY, "i trust this|that|the"},
    {SUGGESTS, "i will see if|whether|about|what"},
    {DOUBT, "if ME"},
    {SUGGESTS, "if ME are to|going"},
    {COURTESY, "if ME can do anything|more"},
    {COURTESY, "if ME can|may be of"},
    {COURTESY, "if ME can|may help|assist"},
    {SUGGESTS, "if ME do not ACT"},
    {SUGGESTS, "if ME want|decide|intend|choose|need"},
    {COURTESY, "if anything else|further"},
    {SUGGESTS, "if authorized|approved|acceptable|agreeable"},
    {SUGGESTS, "if helpful|useful|desired|wanted|preferred"},
    {COURTESY, "if i can|may be of"},
    {SUGGESTS, "if that|this is acceptable|agreeable|okay|ok"},
    {SUGGESTS, "if that|this|it works|suits"},
    {SUGGESTS, "if the client agrees|approves|consents|wants|prefers|wishes|authorizes"},
    {COURTESY, "if there is anything"},
    {SUGGESTS, "if you ACT"},
    {SUGGESTS, "if you agree|approve|concur|prefer|like"},
    {SUGGESTS, "if you are comfortable|okay|ok|agreeable|amenable|inclined"},
    {SUGGESTS, "if you have no objection|objections"},
    {COURTESY, "if you have questions|any|concerns|comments"},
    {COURTESY, "if you need anything|any|more|additional|further|me|the|copies|a"},
    {COURTESY, "if you require|need any|further|more|additional|anything"},
    {SUGGESTS, "if you think|feel|believe"},
    {SUGGESTS, "if you want ME|me|us|to|that"},
    {COURTESY, "if you want to discuss|talk|meet"},
    {DOUBT, "if you want to see|review|read"},
    {COURTESY, "if you wish to discuss|talk|meet"},
    {COURTESY, "if you would like to discuss|talk|meet|go"},
    {DOUBT, "if you would like to see|review|read"},
    {SUGGESTS, "if you would like|prefer|want ME|me|us|to|that"},
    {SUGGESTS, "if you would rather"},
    {SUGGESTS, "in your court"},
    {SUGGESTS, "!is advisable|warranted|overdue"},
    {SUGGESTS, "!is an|another|one option|alternative|possibility"},
    {DOUBT, "is better"},
    {SUGGESTS, "!is needed|advised"},
    {DOUBT, "is no need"},
    {SUGGESTS, "!is recommended"},
    {SUGGESTS, "!is safer|wiser|preferable|simpler|cheaper"},
    {DOUBT, "is still timely|possible|available|open"},
    {SUGGESTS, "!is time to|for"},
    {SUGGESTS, "is your call"},
    {SUGGESTS,
     "it is best|better|wise|wiser|prudent|advisable|safer|safest|sensible|smart|smarter|easier|cheaper "
     "to|if|that"},
    {SUGGESTS, "it is recommended|suggested|proposed that"},
    {SUGGESTS, "it is time"},
    {SUGGESTS,
     "it may be best|better|wise|wiser|prudent|advisable|safer|safest|sensible|smart|smarter|easier|cheaper "
     "to|if|that"},
    {SUGGESTS, "it might be "
               "best|better|wise|wiser|prudent|advisable|safer|safest|sensible|smart|smarter|easier|cheaper "
               "to|if|that"},
    {SUGGESTS, "it remains to ACT"},
    {SUGGESTS, "it would be "
               "best|better|wise|wiser|prudent|advisable|safer|safest|sensible|smart|smarter|easier|cheaper "
               "to|if|that"},
    {COURTESY, "just ask"},
    {DOUBT, "keep you posted|informed|updated|advised|apprised"},
    {SUGGESTS, "kindly advise whether|if|which|how|as|when"},
    {SUGGESTS, "left to do|file|obtain|order|get"},
    {DOUBT, "let me know how|when|what|who|where|your"},
    {SUGGESTS, "let me know if ... should|agree|approve|object|concur|works|acceptable|prefer"},
    {COURTESY, "let me know if anything"},
    {COURTESY, "let me know if i have|missed|misread"},
    {COURTESY, "let me know if this|that|anything|something is|was|needs|seems"},
    {COURTESY, "let me know if you have|need|require|see|spot|find|notice"},
    {DOUBT, "let me know if you would like|want|need a|an|copies|the"},
    {SUGGESTS, "let me know what you decide"},
    {SUGGESTS, "let me know which|whether"},
    {SUGGESTS, "let me know your decision|preference|choice"},
    {SUGGESTS, "let us ACT"},
    {DOUBT, "let you know"},
    {SUGGESTS, "like me|us to"},
    {DOUBT, "like me|us to do anything|more"},
    {COURTESY, "like to discuss|talk|meet"},
    {COURTESY, "look forward to"},
    {COURTESY, "looking forward to"},
    {SUGGESTS, "looks better|best|safer|safest|preferable|wiser|wisest|sensible"},
    {SUGGESTS, "make sense to|for"},
    {SUGGESTS, "!makes sense"},
    {SUGGESTS, "makes sense to|for"},
    {COURTESY, "^many thanks"},
    {DOUBT, "may be closed"},
    {SUGGESTS, "may be in order"},
    {SUGGESTS, "may be needed|necessary|warranted|required|called"},
    {SUGGESTS, "may not hurt"},
    {SUGGESTS, "may tell|show|give|help|let|get|save|buy us|me|you"},
    {DOUBT, "^maybe"},
    {SUGGESTS, "!merit in ACTING"},
    {SUGGESTS, "merits a|an|another|further|closer|more"},
    {SUGGESTS, "might be in order"},
    {SUGGESTS, "might be needed|necessary|warranted|required|called"},
    {SUGGESTS, "might not hurt"},
    {SUGGESTS, "might tell|show|give|help|let|get|save|buy us|me|you"},
    {SUGGESTS, "mind if ME"},
    {SUGGESTS, "mine to do"},
    {SUGGESTS, "my next _"},
    {SUGGESTS, "my plan is"},
    {NOTHING, "my recommendation|suggestion|advice|proposal|preference was|were|had"},
    {SUGGESTS, "my recommendation|suggestion|advice|vote|proposal|preference|inclination|instinct"},
    {SUGGESTS, "my thought|thinking|intention|aim|goal is"},
    {SUGGESTS, "need me|us to"},
    {DOUBT, "need me|us to do anything|more"},
    {SUGGESTS, "^need to ACT"},
    {SUGGESTS, "need to hear from you"},
    {SUGGESTS, "need your"},
    {SUGGESTS, "^needs to"},
    {SUGGESTS, "needs your"},
    {SUGGESTS, "^next step is|would|will|should|might|could|may"},
    {SUGGESTS, "next step is|would|will|should|might|could|may"},
    {SUGGESTS, "next steps are|would|will|should|might|could|include"},
    {DOUBT, "no action|response|follow|reply ... needed|required|necessary|warranted|recommended"},
    {DOUBT,
     "no further action|steps|work|follow ... needed|required|necessary|warranted|recommended|anticipated"},
    {SUGGESTS, "no harm in ACTING"},
    {DOUBT, "no need to ACT"},
    {SUGGESTS, "no reason not to"},
    {SUGGESTS, "not too late to"},
    {DOUBT, "nothing further|more|else ... needed|required|necessary|do"},
    {SUGGESTS, "nothing prevents|stops|keeps us|you from"},
    {SUGGESTS, "nothing to lose by"},
    {SUGGESTS, "now is the time|moment"},
    {SUGGESTS, "^ok to"},
    {SUGGESTS, "^okay to"},
    {SUGGESTS, "on OUR word"},
    {DOUBT, "on my calendar"},
    {SUGGESTS, "on my list"},
    {SUGGESTS, "on your desk by"},
    {SUGGESTS, "once the client agrees|approves|consents|signs"},
    {SUGGESTS, "once you approve|sign|agree|decide|confirm|give|tell|say|clear|have"},
    {SUGGESTS, "^one way|option|approach|possibility|idea|alternative is|would"},
    {SUGGESTS, "^options are|include"},
    {SUGGESTS, "our next _"},
    {SUGGESTS, "our options are|include"},
    {SUGGESTS, "our plan is"},
    {NOTHING, "our recommendation|suggestion|advice|proposal|preference was|were|had"},
    {SUGGESTS, "our recommendation|suggestion|advice|vote|proposal|preference|inclination|instinct"},
    {SUGGESTS, "our thought|thinking|intention|aim|goal is"},
    {SUGGESTS, "over to you"},
    {SUGGESTS, "pending your"},
    {DOUBT, "^perhaps"},
    {SUGGESTS, "plan on ACTING"},
    {SUGGESTS, "planning on ACTING"},
    {DOUBT, "please advise"},
    {COURTESY, "please advise if you need|have|require"},
    {SUGGESTS, "please advise whether|if|which|how|as|when"},
    {SUGGESTS, "prefer me|us to"},
    {SUGGESTS, "prefer that ME"},
    {COURTESY, "^questions"},
    {COURTESY, "questions or concerns|comments"},
    {SUGGESTS, "rather ME"},
    {SUGGESTS, "rather that ME"},
    {COURTESY, "reach me at|on|by|any|over|in|anytime|directly"},
    {COURTESY, "reach out to me"},
    {COURTESY, "reach out with|if"},
    {DOUBT, "ready to go|file|send|serve|sign|mail|record"},
    {SUGGESTS, "remain to be ACTED"},
    {SUGGESTS, "!remains an option|alternative|possibility"},
    {SUGGESTS, "remains to be ACTED"},
    {NOTHING, "remains to be seen|determined"},
    {DOUBT, "report back"},
    {SUGGESTS, "review needed|required"},
    {SUGGESTS, "say so and ME"},
    {SUGGESTS, "say the word"},
    {SUGGESTS, "seems advisable|warranted|prudent|wise|sensible"},
    {SUGGESTS, "seems better|best|safer|safest|preferable|wiser|wisest|sensible"},
    {SUGGESTS, "^shall ME"},
    {SUGGESTS, "should you wish|want|agree|approve|prefer"},
    {DOUBT, "still missing|outstanding|pending|waiting|unresolved|unanswered|open"},
    {SUGGESTS, "!still needed|needs|need"},
    {SUGGESTS, "still time to ACT"},
    {DOUBT, "still to be"},
    {SUGGESTS, "still to do"},
    {SUGGESTS, "subject to your"},
    {COURTESY, "talk this|it through|over"},
    {COURTESY, "thank you"},
    {COURTESY, "thank you for your|the|this ... "
               "time|attention|consideration|review|guidance|help|opportunity|assignment|input"},
    {COURTESY, "^thanks"},
    {COURTESY, "^thanks for your|the|this ... "
               "time|attention|consideration|review|guidance|help|opportunity|assignment|input"},
    {SUGGESTS, "the alternative is|would"},
    {SUGGESTS, "the go ahead"},
    {SUGGESTS, "the green light"},
    {SUGGESTS, "the idea is|would be to"},
    {SUGGESTS, "the options are|include"},
    {SUGGESTS, "the person to ask|call|see"},
    {DOUBT, "the place|person to look|try|ask"},
    {SUGGESTS, "the plan is to"},
    {SUGGESTS, "the recommendation is"},
    {SUGGESTS, "the sooner"},
    {SUGGESTS, "there is still time to"},
    {DOUBT, "tickler"},
    {SUGGESTS, "^time to ACT"},
    {SUGGESTS, "^time to think|consider|decide"},
    {SUGGESTS, "!to be done"},
    {SUGGESTS, "to you by"},
    {SUGGESTS, "unless ME hear"},
    {SUGGESTS, "unless the client objects|disagrees|instructs"},
    {SUGGESTS, "unless told otherwise"},
    {SUGGESTS, "unless you"},
    {SUGGESTS, "up to the _ but"},
    {SUGGESTS, "up to you"},
    {SUGGESTS, "upon your"},
    {SUGGESTS, "!value in ACTING"},
    {SUGGESTS, "waiting on|for you"},
    {SUGGESTS, "waiting on|for your"},
    {SUGGESTS, "want me|us to"},
    {DOUBT, "want me|us to do anything|more"},
    {COURTESY, "want to discuss|talk"},
    {SUGGESTS, "warrants a|an|another|further|closer|more"},
    {SUGGESTS, "we have ... days|weeks|months|time to|left"},
    {SUGGESTS, "we have until"},
    {SUGGESTS, "welcome the chance|opportunity to ACT"},
    {COURTESY, "welcome the chance|opportunity to discuss|talk"},
    {SUGGESTS, "^what about"},
    {SUGGESTS, "^what if ME"},
    {SUGGESTS, "what is left is"},
    {SUGGESTS, "what remains is"},
    {SUGGESTS, "when you approve|sign|agree|decide|give|tell|say"},
    {SUGGESTS, "whenever you say"},
    {DOUBT, "whether ME should"},
    {DOUBT, "whether to ACT"},
    {SUGGESTS, "^why not"},
    {DOUBT, "will be ready|back|done|finished"},
    {DOUBT, "will follow"},
    {DOUBT, "will go out"},
    {SUGGESTS, "wish me|us to"},
    {COURTESY, "wish to discuss|talk"},
    {SUGGESTS, "with your okay|ok|approval|permission|blessing|consent|go"},
    {SUGGESTS, "worth ACTING"},
    {SUGGESTS, "worth having|trying|doing|seeing|a|an|the|another|it|our|your|considering"},
    {NOTHING, "worth noting|mentioning|remembering|recalling|stressing"},
    {SUGGESTS, "would be in order"},
    {SUGGESTS, "would be needed|necessary|warranted|required|called"},
    {SUGGESTS, "would not hurt"},
    {SUGGESTS, "would tell|show|give|help|let|get|save|buy us|me|you"},
    {DOUBT, "yet to be ACTED"},
    {SUGGESTS, "you have ... days|weeks|months|time to|left"},
    {SUGGESTS, "you have until"},
    {SUGGESTS, "your call whether|if"},
    {SUGGESTS, "your choice|pick|preference"},
    {SUGGESTS, "your decision on|whether|as|about"},
    {SUGGESTS, "your go ahead"},
    {DOUBT, "your instructions|thoughts|guidance|direction|input|views|view"},
    {SUGGESTS, "your thoughts on whether|how|which"},
    {SUGGESTS, "your view|views|guidance|direction|instructions|input on whether|how|which"},
};

enum { ROWS = sizeof rows / sizeof *rows, SKIPPED = 4 };

// --- comparing ---

/// What a name in capitals stands for; 0: it is a word.
static word_kinds kind_of_name(slice name)
{
    static const struct {
        const char *name;
        word_kinds kind;
    } names[] = {{"ME", WORD_ME},   {"YOU", WORD_YOU},     {"OUR", WORD_OUR},
                 {"ACT", WORD_ACT}, {"ACTED", WORD_ACTED}, {"ACTING", WORD_ACTING},
                 {"A", WORD_A},     {"THE", WORD_THE},     {"NUMBER", WORD_NUMBER}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (slice_is(name, names[i].name))
            return names[i].kind;
    }
    return 0;
}

static bool is_alternative(slice name, const ending_word *word)
{
    if (name.ptr[0] >= 'A' && name.ptr[0] <= 'Z')
        return (word->is & kind_of_name(name)) != 0;
    return slice_equal(name, word->text) || slice_is(name, "_");
}

static bool is_one_of(slice atom, const ending_word *word)
{
    for (size_t at = 0; at < atom.len;) {
        const char *bar = memchr(atom.ptr + at, '|', atom.len - at);
        size_t end = bar != NULL ? (size_t)(bar - atom.ptr) : atom.len;
        if (is_alternative(slice_part(atom, at, end - at), word))
            return true;
        at = end + 1;
    }
    return false;
}

static slice next_atom(const char **phrase)
{
    while (**phrase == ' ')
        (*phrase)++;
    slice atom = {*phrase, strcspn(*phrase, " ")};
    *phrase += atom.len;
    return atom;
}

/// The word at or after `at` that is the atom, with at most `skip` words of any kind, or adverbs, before it; NULL: there is none.
static const ending_word *find_atom(const sentence *s, size_t at, slice atom, size_t skip)
{
    for (; at < s->count; at++) {
        if (is_one_of(atom, &s->words[at]))
            return &s->words[at];
        bool adverb = (s->words[at].is & WORD_ADVERB) != 0;
        if (!adverb && skip == 0)
            return NULL;
        skip -= adverb ? 0 : 1;
    }
    return NULL;
}

static bool is_denied(const sentence *s, size_t at)
{
    while (at > 0 && (s->words[at].marks & MARK_STARTS) == 0) {
        at--;
        if ((s->words[at].is & WORD_AND) != 0)
            return false;
        if ((s->words[at].is & (WORD_NO | WORD_NOT)) != 0)
            return true;
    }
    return false;
}

/// How many words of the sentence the phrase is, whose first word is the one at `at`; 0: it is not there.
static size_t match(const char *phrase, const sentence *s, size_t at)
{
    size_t from = at;
    if ((*phrase == '^' && (s->words[at].marks & MARK_STARTS) == 0) || (*phrase == '!' && is_denied(s, at)))
        return 0;
    phrase += *phrase == '^' || *phrase == '!';
    size_t skip = 0;
    for (slice atom = next_atom(&phrase); atom.len > 0; atom = next_atom(&phrase)) {
        if (slice_is(atom, "...")) {
            skip = SKIPPED;
            continue;
        }
        const ending_word *found = at > from ? find_atom(s, at, atom, skip) : &s->words[at];
        if (found == NULL)
            return 0;
        at = (size_t)(found - s->words) + 1;
        skip = 0;
    }
    return at - from;
}

/// The order of a phrase's first word and `word`: negative, 0 or positive.
static int opens_with(const char *phrase, slice word)
{
    phrase += *phrase == '^' || *phrase == '!';
    int order = strncmp(phrase, word.ptr, word.len);
    return order != 0 ? order : phrase[word.len] != ' ' && phrase[word.len] != '\0';
}

/// The first row that begins with the word, or the first that comes after it.
static size_t first_row_of(slice word)
{
    size_t low = 0;
    size_t high = ROWS;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (opens_with(rows[middle].phrase, word) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

reading phrase_at(const sentence *s, size_t at, size_t *length)
{
    *length = 0;
    reading says = READ_NOTHING;
    slice word = s->words[at].text;
    for (size_t i = first_row_of(word); i < ROWS && opens_with(rows[i].phrase, word) == 0; i++) {
        size_t words = match(rows[i].phrase, s, at);
        bool prevails = words == *length && words > 0 && rows[i].says == READ_COURTESY;
        if (words > *length || prevails) {
            *length = words;
            says = rows[i].says;
        }
    }
    return says;
}

static bool stands_at(const sentence *s, size_t at, const sentence *phrase)
{
    for (size_t i = 0; i < phrase->count; i++) {
        if (!slice_equal(s->words[at + i].text, phrase->words[i].text))
            return false;
    }
    return true;
}

bool phrase_is_in(const sentence *s, slice phrase)
{
    sentence words;
    sentence_of_phrase(phrase, &words);
    for (size_t at = 0; words.count > 0 && at + words.count <= s->count; at++) {
        if (stands_at(s, at, &words))
            return true;
    }
    return false;
}
