/// The reasons of a piece of advice in the order in which people read them: the strongest first, what speaks against it last. (Of advice that is
/// not given, what speaks against it comes first.) Evidence without words is left out.
#ifndef ADVISE_CLI_REPORT_REASONS_H
#define ADVISE_CLI_REPORT_REASONS_H

#include "advise.h"

typedef struct reason_list {
    size_t *items; ///< indexes among the evidence
    size_t count;
} reason_list;

/// @param advice  index of the advice in the report
/// @return        to be freed with reasons_free
reason_list reasons_of(const advise_report *r, size_t advice);

/// Keeps at most so many. If one against it would be cut off, the strongest of these takes the last place, unless there is only one.
void reasons_cut(reason_list *l, const advise_report *r, size_t advice, size_t most);

void reasons_free(reason_list *l);

#endif
