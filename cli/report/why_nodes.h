/// What is beside, below and above a node of a proof: what decides which nodes share a line, and which need none. Private to
/// cli/report/why*.c; why.h declares `why_is_leaf` and `why_is_told`.
#ifndef ADVISE_CLI_REPORT_WHY_NODES_H
#define ADVISE_CLI_REPORT_WHY_NODES_H

#include "report/why.h"

/// What is below a comparison and named by its left side: a leaf, or a derived fact beside which there are only constants; 0 if there is none.
size_t why_compared(const advise_proof *p, size_t node);

/// The length of what is inside `not(…)`, if that is all of the text; else 0.
size_t why_negated_length(const char *text);

/// The node itself or, if it is a part that only names what stands below it, or that with `not`, what is below.
size_t why_skip_name(const advise_proof *p, size_t node);

/// The one rule or row by which a derived fact has its value; 0 if there is not just one.
size_t why_only_rule(const advise_proof *p, size_t node);

/// True if the same was cited further up.
bool why_is_cited_above(const advise_proof *p, size_t node);

/// True if a derived fact was proved in the same way further up.
bool why_is_proved_above(const advise_proof *p, size_t node);

/// Whether lines stand below one that has told of a leaf.
bool why_has_more_below(const advise_proof *p, const why_line *line);

#endif
