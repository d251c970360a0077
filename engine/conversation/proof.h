/// Why something is advised: the proof of a piece of advice as a tree, from its evidence over the rules and what decided their conditions
/// down to what the profile states. It shows what suffices: a proof names nothing that the evidence would be the same without.
#ifndef ADVISE_CONVERSATION_PROOF_H
#define ADVISE_CONVERSATION_PROOF_H

#include "conversation/support.h"

/// What a node says, and which of its members it has beside `depth`. Those that are not named are empty.
typedef enum proof_kind {
    PROOF_ADVICE,   ///< the root. name: the recommendation's id, item, text: its title
    PROOF_EVIDENCE, ///< name: the rule's id, text: its reason, certainty, where: the rule
    PROOF_SOURCE,   ///< what a rule cites. name: its id, text: its title, value: its point
    PROOF_BINDING, ///< an item that the rule is about. name: the variable, text: what it runs over, value: the item, where
    PROOF_PART, ///< a part of a condition that decided. text: as written, value; name and item: see below
    PROOF_ROW,  ///< a row of a table that matched. name: its id, text: its reason, where: the row
    PROOF_CELL, ///< an input of the table. name: its expression, text: the row's cell, value: the input's
    PROOF_CERTAINTY, ///< the expression of a certainty. text: as written, value
    PROOF_VALUE,     ///< the expression of a value that a rule concludes. text: as written, value
    PROOF_DERIVED,   ///< a derived fact, or a derived field. name, value; of a field also item and fact
    PROOF_RULE,      ///< a rule that concluded it. name: its id, text: its reason, where: the rule
    PROOF_NO_RULE, ///< a rule that did not conclude anything else, which mattered. name: its id, value: its condition's, where: the rule
    PROOF_CALL, ///< a call of a table. name: the id of the row that decided, or of the table; text: its reason, left: the call, value, where
    PROOF_CONSTANT, ///< name, value
    PROOF_FACT,     ///< a leaf: what the profile states. name, value, unit, where
    PROOF_FIELD,    ///< a leaf: the same of a record's field. name, item: which record, value, unit, where
    PROOF_LIST, ///< a leaf: that a list or a record is stated, with the items that it has. name, value, where
    PROOF_NOT_STATED, ///< a leaf: what the profile does not state. name; item: which record, if it is a field
} proof_kind;

typedef struct proof_node {
    proof_kind kind;
    size_t depth; ///< of what it is below, plus one; the root has 0
    slice name, item;
    slice fact; ///< of PROOF_FIELD and of such a PROOF_NOT_STATED: the fact that has the record
    slice text;
    slice value;    ///< as a FEEL literal; of PROOF_LIST how many items there are
    slice left, is; ///< of PROOF_PART, if it is a comparison: its left side and the value of that
    slice unit;
    double certainty; ///< of PROOF_EVIDENCE
    place where;      ///< no source: no place is known
    bool is_repeated; ///< of PROOF_DERIVED: it is proved further up
    bool by_default;  ///< of PROOF_DERIVED: no rule fires; of PROOF_CALL: no row matches
} proof_node;

/// A proof. Immutable; lives in the arena that it was made in.
typedef struct proof {
    const advice *of;
    proof_node *nodes; ///< in the order of reading: what is below a node comes behind it
    size_t count, capacity;
    struct {
        const support **items; ///< of each piece of evidence, in the order of the tree
        size_t count, capacity;
    } supports;
} proof;

/// Proves a piece of advice. Call below `arena_run(a)`.
/// @param index  in of->advices
const proof *proof_new(arena *a, const inference *of, feel_clock clock, size_t index);

/// What one piece of evidence of the proof rests on, for those who check that it suffices.
/// @param of  one of the evidence of the advice
const support_leaf *proof_leaves(const proof *p, const evidence *of, size_t *count);

#endif
