/// Which facts a rule reads, as known from its text.
#ifndef ADVISE_INFER_READS_H
#define ADVISE_INFER_READS_H

#include "base/bit_set.h"
#include "pack/pack.h"

/// Sees an expression.
typedef void reads_visitor(void *state, const feel_expression *e);

/// Visits every expression that decides what a rule does; of a table's row, those of the whole table. Not of rows that expressions call.
void reads_visit_rule(const pack *p, const rule *r, reads_visitor *visitor, void *state);

/// Sets of facts, one for each rule of a pack.
typedef struct rule_reads {
    size_t words;   ///< in a set
    uint64_t *sets; ///< of facts, as in base/bit_set.h
} rule_reads;

/// What the expressions of each rule mention; of a table's row, those of the whole table.
rule_reads reads_of_rules(arena *a, const pack *p);

/// The same, and for each derived fact in it also what the rules read that conclude it, and so on.
rule_reads reads_with_chains(arena *a, const pack *p);

/// The same without the lists that the rules' own variables run over: what a rule reads beside the items that are bound.
rule_reads reads_of_bodies_with_chains(arena *a, const pack *p);

/// What one rule reads, with chains: for whoever asks of few rules.
typedef struct chain_reads {
    const uint64_t *facts; ///< a set
    const bool *fields;    ///< for each derived field of the pack
} chain_reads;

chain_reads reads_of_one_with_chains(arena *a, const pack *p, size_t rule_index);

static inline const uint64_t *reads_of(const rule_reads *r, size_t rule_index)
{
    return r->sets + rule_index * r->words;
}

#endif
