/// The findings: each find_*.c looks for some and reports them. Private to engine/check/, and declares the functions of all of them.
#ifndef ADVISE_CHECK_FIND_H
#define ADVISE_CHECK_FIND_H

#include "check/witness.h"

/// Adds a finding about the thing with this id. The table of codes has its severity.
/// @param about  what kind of thing it is: "rule", "fact"; NULL: the pack as a whole
void find_report(analysis *an, place where, const char *code, const char *about, slice id, const char *format,
                 ...) __attribute__((format(printf, 6, 7)));

void find_in_rules(analysis *an); ///< never-fires, always-fires, redundant-part, needless-guard
void find_between_rules(
    analysis
        *an); ///< duplicate-rule, subsumed-rule, unreachable-rule, conflicting-conclusions, opposed-rules
void find_reasons(analysis *an);  ///< empty-reason
void find_unread(analysis *an);   ///< unread-fact, unread-constant, unread-function, unread-field
void find_evidence(analysis *an); ///< never-given
void find_values(analysis *an);   ///< unconcluded-value
void find_vanity(analysis *an);   ///< empty-range, compared-with-itself, impossible-value
void find_unknowns(analysis *an); ///< only-unknown
void find_units(analysis *an);    ///< mixed-units
void find_dates(analysis *an);    ///< date-gap, date-overlap
void find_patterns(analysis *an); ///< regex-explodes

/// Overlaps, gaps and rows that are never reached, in decision tables: a warning for each finding, with an example of the inputs on which
/// the cells were tried. A cell that mentions `?` or facts may match anything: it is never blamed. Work is bounded; a warning says if
/// that was not enough. Call below `arena_run` of both `a` and the list's arena.
void find_in_tables(arena *a, const pack *p, diag_list *diags);

#endif
