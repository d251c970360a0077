// What the formats have in common.
#include "report/diff.h"

size_t diff_rows(const diff_report *r, size_t count)
{
    return r->top > 0 && r->top < count ? r->top : count;
}

const char *diff_cause_words(advise_cause_kind kind)
{
    static const char *const words[] = {
        [ADVISE_CAUSE_RULE_ADDED] = "rule added",       [ADVISE_CAUSE_RULE_REMOVED] = "rule removed",
        [ADVISE_CAUSE_RULE_CHANGED] = "rule changed",   [ADVISE_CAUSE_CONSTANT] = "constant changed",
        [ADVISE_CAUSE_FUNCTION] = "function changed",   [ADVISE_CAUSE_WORDING] = "wording changed",
        [ADVISE_CAUSE_FACT] = "fact changed",           [ADVISE_CAUSE_PRIORITY] = "priority changed",
        [ADVISE_CAUSE_ENTRY] = "entry changed",         [ADVISE_CAUSE_EXCLUSION] = "excluded by",
        [ADVISE_CAUSE_THRESHOLD] = "threshold changed", [ADVISE_CAUSE_OTHER] = "other"};
    return words[kind];
}

const char *diff_change_word(advise_change change)
{
    static const char *const words[] = {[ADVISE_GAINED] = "gained",
                                        [ADVISE_LOST] = "lost",
                                        [ADVISE_MOVED] = "moved",
                                        [ADVISE_RESCORED] = "rescored",
                                        [ADVISE_REWORDED] = "reworded"};
    return words[change];
}
