// What the formats have in common.
#include "report/diff.h"

size_t diff_rows(const diff_report *r, size_t count)
{
    return r->top > 0 && r->top < count ? r->top : count;
}

double diff_percent(size_t part, size_t whole)
{
    return whole > 0 ? 100 * (double)part / (double)whole : 0;
}

const char *diff_cause_words(advise_cause_kind kind)
{
    static const char *const words[] = {[ADVISE_CAUSE_RULE_ADDED] = "rule added",
                                        [ADVISE_CAUSE_RULE_REMOVED] = "rule removed",
                                        [ADVISE_CAUSE_RULE_CHANGED] = "rule changed",
                                        [ADVISE_CAUSE_CONSTANT] = "constant changed",
                                        [ADVISE_CAUSE_FACT] = "fact changed",
                                        [ADVISE_CAUSE_PRIORITY] = "priority changed",
                                        [ADVISE_CAUSE_EXCLUSION] = "excluded by",
                                        [ADVISE_CAUSE_THRESHOLD] = "threshold changed",
                                        [ADVISE_CAUSE_OTHER] = "other"};
    return words[kind];
}

const char *diff_change_word(advise_change change)
{
    static const char *const words[] = {[ADVISE_GAINED] = "gained",
                                        [ADVISE_LOST] = "lost",
                                        [ADVISE_MOVED] = "moved",
                                        [ADVISE_RESCORED] = "rescored"};
    return words[change];
}

size_t diff_cut(const char *text, size_t most)
{
    size_t at = 0;
    while (text[at] != '\0' && most > 0) {
        at++;
        while (((unsigned char)text[at] & 0xC0) == 0x80)
            at++;
        most--;
    }
    return at;
}
